"""What is learned from the vocabulary is made once and kept beside the index."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shared import Built

from assistant.designation.prepared import Prepared, prepared
from assistant.designation.vocabulary import Topic, topics
from assistant.index.embedder import Embedder
from assistant.japanese.tokens import index_tokens

FEW = topics()[:6]
TOKENS = index_tokens("海の底を調べる小さなロボットが、自分で道をたどる。")


@pytest.fixture(scope="module")
def embedder(bundled: Built) -> Embedder:
    return bundled.assistant().embedder


def counted(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many sentences were encoded, call by call."""
    calls: list[int] = []
    encode = embedder.encode_document
    monkeypatch.setattr(embedder, "encode_document", lambda texts: (calls.append(len(texts)), encode(texts))[1])
    return calls


def same(one: Prepared, other: Prepared) -> bool:
    scores, others = one.learned.scores(TOKENS), other.learned.scores(TOKENS)
    return bool(
        np.array_equal(one.vectors, other.vectors)
        and np.array_equal(one.common.shares(TOKENS), other.common.shares(TOKENS))
        and scores == others
    )


def test_it_is_made_once(embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(embedder, monkeypatch)
    made = prepared(FEW, embedder, tmp_path / "new")
    again = prepared(FEW, embedder, tmp_path / "new")
    assert len(calls) == 1 and same(made, again)
    assert [path.suffix for path in (tmp_path / "new").iterdir()] == [".npz"]


def test_another_vocabulary_is_learned_anew(embedder: Embedder, tmp_path: Path) -> None:
    def with_a_word(topic: Topic) -> Topic:
        return replace(topic, weak=(*topic.weak, "潮の満ち引き"))

    made = prepared(FEW, embedder, tmp_path)
    changed = prepared([with_a_word(topic) for topic in FEW], embedder, tmp_path)
    assert not np.array_equal(made.learned.arrays["tokens"], changed.learned.arrays["tokens"])
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 broken", None])
def test_a_damaged_file_is_made_anew(embedder: Embedder, tmp_path: Path, damage: bytes | None) -> None:
    made = prepared(FEW, embedder, tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-200] if damage is None else damage)
    assert same(prepared(FEW, embedder, tmp_path), made)
    assert file.stat().st_size > 1000


def test_where_it_cannot_be_kept_it_is_learned_all_the_same(embedder: Embedder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert prepared(FEW, embedder, tmp_path / "file" / "x").topics == tuple(FEW)
