from __future__ import annotations

from pathlib import Path

from shared import Built, Cli, Ran, as_json, one_line

BUDGET = "みらい防災育成プログラムの予算は総額いくらですか"


# Indexes that cannot be used


def test_a_missing_index(cli: Cli, tmp_path: Path):
    for command in (["ask", BUDGET], ["search", "予算"], ["docs"], ["verify"], ["remove", "x"]):
        one_line(cli(*command, "--index", tmp_path / "none"), 1, "索引がありません", "policy-assistant build")
        one_line(cli(*command, "--index", tmp_path / "none", "--lang", "en"), 1, "no index", "policy-assistant build")


def test_a_half_written_index(cli: Cli, own: Built):
    generation = next(own.index.glob("gen-*"))
    passages = generation / "passages.jsonl"
    passages.write_bytes(passages.read_bytes()[:-100])
    one_line(cli("ask", BUDGET, "--index", own.index), 1, "passages.jsonl", "policy-assistant build")
    one_line(cli("verify", "--index", own.index), 1, "passages.jsonl", "policy-assistant build")
    (generation / "manifest.json").write_text("{", encoding="utf-8")
    one_line(cli("ask", BUDGET, "--index", own.index, "--lang", "en"), 1, "manifest.json", "policy-assistant build")


def test_an_index_of_another_version(cli: Cli, own: Built):
    manifest = next(own.index.glob("gen-*")) / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"schema": 1', '"schema": 99'), encoding="utf-8")
    one_line(cli("ask", BUDGET, "--index", own.index), 1, "別の版", "99", "policy-assistant build")


def test_a_sound_index(cli: Cli, small: Built):
    assert cli("verify", "--index", small.index) == Ran(0, "索引に問題はありません。\n", "")


# Documents in and out


def test_build_and_add_tell_what_came_in(cli: Cli, small: Built, tmp_path: Path):
    index = tmp_path / "new" / "default"
    built = cli("build", "--corpus", small.corpus, "--index", index)
    assert built.code == 0 and "2文書" in built.out and str(index) in built.out

    (tmp_path / "extra.txt").write_text(
        "ひかり観測基金の運営\n\nひかり観測基金の上限額は3億円です。\n", encoding="utf-8"
    )
    added = cli("add", tmp_path / "extra.txt", "--index", index)
    assert added.code == 0 and "1文書" in added.out
    assert "3億円" in as_json(cli("ask", "ひかり観測基金の上限額は", "--json", "--index", index))["answer"]

    assert cli("remove", "extra", "--index", index) == Ran(0, "「extra」を除きました。\n", "")
    assert "3億円" not in cli("ask", "ひかり観測基金の上限額は", "--json", "--index", index).out


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(cli: Cli, tmp_path: Path):
    corpus, index = tmp_path / "corpus", tmp_path / "ix" / "default"
    corpus.mkdir()
    text = "ひかり観測基金の運営\n\nひかり観測基金の上限額は{}です。これは決定です。\n"
    (corpus / "sjis.txt").write_bytes(text.format("3億円").encode("cp932"))
    (corpus / "euc.txt").write_bytes(text.replace("ひかり", "みどり").format("5億円").encode("euc_jp"))
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (corpus / "gone.txt").symlink_to(tmp_path / "nowhere")
    (corpus / "cut.xlsx").write_bytes(b"PK\x03\x04 cut short")

    ran = cli("build", "--corpus", corpus, "--index", index)

    assert ran.code == 0 and "2文書" in ran.out
    *named, last = ran.err.splitlines()
    assert sorted(Path(line.split(":")[0]).name for line in named) == [
        "binary.txt",
        "cut.xlsx",
        "empty.txt",
        "gone.txt",
    ]
    assert "4件" in last
    for name, amount in (("ひかり", "3億円"), ("みどり", "5億円")):
        assert amount in as_json(cli("ask", f"{name}観測基金の上限額は", "--json", "--index", index))["answer"]
    english = cli("build", "--corpus", corpus, "--index", index, "--lang", "en")
    assert "The file is empty." in english.err and english.err.splitlines()[-1].startswith("Left out: 4")


def test_nothing_to_read_is_an_input_error(cli: Cli, own: Built, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    before = cli("docs", "--index", own.index).out
    one_line(cli("build", "--corpus", tmp_path / "empty", "--index", own.index), 2, "empty")
    one_line(cli("add", tmp_path / "binary.txt", "--index", own.index), 2, "binary.txt")
    one_line(cli("add", tmp_path / "nowhere.txt", "--index", own.index), 2, "nowhere.txt", "がありません")
    assert cli("docs", "--index", own.index).out == before, "the index in use is as it was"


def test_hostile_names_and_contents_are_shown_as_they_are(cli: Cli, own: Built, tmp_path: Path):
    hostile = "${7*7} {{7*7}} %s%n \\n '; DROP TABLE"
    name = "<img src=x onerror=alert(1)> ${7*7} '; --"
    text = f"# くろがね計画\n\nくろがね計画の合言葉は{hostile}です。<script>alert(2)</script>\n"
    (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")

    assert cli("add", tmp_path / f"{name}.md", "--index", own.index).code == 0

    answer = as_json(cli("ask", "くろがね計画の合言葉は何ですか", "--json", "--index", own.index))
    assert answer["citations"][0]["source_file"] == f"{name}.md"
    assert hostile in answer["answer"] and hostile in answer["citations"][0]["quote"]
    found = as_json(cli("search", "くろがね計画の合言葉", "-k", 1, "--json", "--index", own.index))
    assert found["hits"][0]["doc_id"] == name and hostile in found["hits"][0]["text"]
    assert cli("remove", name, "--index", own.index).code == 0


def test_a_corpus_that_changed_after_the_build_is_told(cli: Cli, own: Built):
    assert cli("build", "--corpus", str(own.corpus), "--index", str(own.index)).code == 0
    first = cli("docs", "--index", str(own.index))
    changed = next(own.corpus.rglob("*.md"))
    changed.write_text(changed.read_text("utf-8") + "\n", encoding="utf-8")
    told = cli("docs", "--index", str(own.index))
    assert first.err == "" and "policy-assistant build" in told.err and told.code == 0
    doctor = as_json(cli("doctor", "--json", "--index", str(own.index)))
    assert doctor["index"]["changed_since"] == [str(own.corpus)]
