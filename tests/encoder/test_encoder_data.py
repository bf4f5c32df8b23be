from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from assistant.encoder.data import Pair, Row, answer_pairs, batches, everyday_pairs, read_jaquad
from assistant.encoder.measure import everyday_task, jaquad_task, recalls
from assistant.errors import InputError
from assistant.model import Passage

ROW = {
    "question": "公募はいつですか",
    "context": "予算は五億円です。公募は四月です。",
    "answers": ["四月"],
    "title": "x",
}


def written(path: Path, *rows: object) -> Path:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_rows_are_read_and_the_answering_sentence_is_found(tmp_path: Path, name: str) -> None:
    rows = read_jaquad(written(tmp_path / name, ROW, {**ROW, "answers": ["六月"]}))
    assert answer_pairs(rows) == [Pair("公募はいつですか", ("公募は四月です。",), ROW["context"])]


def test_of_several_sentences_the_one_nearest_to_the_question() -> None:
    row = Row("公募はいつですか", "四月に予算が決まります。公募は四月に始まります。", ("四月",))
    assert answer_pairs([row])[0].texts == ("公募は四月に始まります。",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"question": "?", "answers": ["a"]}, "context"),
        ({**ROW, "answers": []}, "answers"),
        ({**ROW, "answers": "四月"}, "answers"),
        ("{", "question"),
        ("[1]", "question"),
    ],
)
def test_a_row_without_a_field_is_refused(tmp_path: Path, line: object, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_jaquad(written(tmp_path / "rows.jsonl", ROW, line))
    assert "2行目" in caught.value.ja and "Line 2" in caught.value.en


def test_a_missing_an_empty_and_a_damaged_file_are_refused(tmp_path: Path) -> None:
    damaged = written(tmp_path / "cut.jsonl.gz", ROW)
    damaged.write_bytes(damaged.read_bytes()[:-12])
    for path in (tmp_path / "none.jsonl", written(tmp_path / "empty.jsonl"), damaged):
        with pytest.raises(InputError, match=path.name):
            read_jaquad(path)


def passage(doc: str, number: int) -> Passage:
    text = f"{doc}の{number}番です。締切は{number}月です。"
    return Passage(
        passage_id=f"{doc}#{number}", doc_id=doc, kind="statement", text=text, heading=(), sentences=((0, 7), (7, 99)),
        questions=(f"{doc}の{number}は",),
    )  # fmt: skip


def test_whole_documents_are_held_out() -> None:
    passages = [passage("甲", 1), passage("乙", 2)]
    assert [pair.passage for pair in everyday_pairs(passages, frozenset(["甲"]))] == ["乙#2"]
    task = everyday_task(everyday_pairs(passages), frozenset(["甲"]))
    assert task.questions == ("甲の1は",) and len(task.passages) == 2


def test_the_same_seed_gives_the_same_batches() -> None:
    pairs = [Pair(str(number), ("a", "b", "c"), str(number)) for number in range(20)]
    assert batches(pairs, 8, 2, 1) == batches(pairs, 8, 2, 1) != batches(pairs, 8, 2, 2)
    assert [len(batch) for batch in batches(pairs, 8, 2, 1)] == [8] * 5


def test_a_passage_scores_by_its_best_sentence() -> None:
    import numpy as np

    task = jaquad_task([Row("a", "x。a。", ("a",)), Row("b", "y。c。", ("c",)), Row("x", "y。c。", ("c",))])
    letters = "abcxy"

    def encode(texts: list[str]) -> np.ndarray:
        return np.array([[float(letter == text[0]) for letter in letters] for text in texts], np.float32)

    found = recalls(task, encode, encode, at=(1, 2))
    assert found == {"R@1": round(2 / 3, 4), "R@2": 1.0}, "b ties with all and counts as first, x is found elsewhere"
