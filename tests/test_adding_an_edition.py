"""The steps of docs/adding-an-edition.md, with the very examples that the page prints."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from invented import ORIGINAL, write_corpus
from shared import ROOT, Cli, as_json

PAGES = [ROOT / "docs" / name for name in ("adding-an-edition.md", "adding-an-edition.ja.md")]
ASKED = "河川観測プログラムの予算額はいくらですか"
NEW = (
    ORIGINAL.replace("令和7年4月1日", "令和8年4月1日")
    .replace("120か所", "130か所")
    .replace("令和7年度の予算額は1兆2,500億円で、前年度から3.5%増えた。", "令和8年度の予算額は1兆3,000億円である。")
    .replace("- 観測所の更新には、⻑期の計画に基づいて250億円を充てる。\n", "")
    .replace("北川観測所\t観測庁\t平成30年5月\n南川観測所\t北町\t2019年8月2日", "東川観測所\t北町\t2026年3月")
)
OLD_DIGEST = """
- 河川観測プログラムの令和7年度（2025年度）の予算額は1兆2,500億円で、前の年度を3.5％上回ります。
  - 出典: 2. 予算
  - 主題: 河川観測プログラムの予算額
  - 問: 川の水位を測る事業のお金は
- 河川観測プログラムが水位を測るのは全国120か所です。1時間ごとに測って、洪水のおそれを早く伝えます。2024年度に始まりました。
  - 出典: 1. 目的
- 観測所の更新に充てるのは250億円で、長期の計画に基づきます。
  - 出典: 2. 予算
"""


def examples(page: Path) -> dict[str, str]:
    """The page's named code blocks."""
    return {name: body for name, body in re.findall(r"^```\w+ (\S+)\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)}


def extend(path: Path, text: str) -> None:
    path.write_text((path.read_text("utf-8") if path.is_file() else "") + text, encoding="utf-8")


def test_both_pages_print_the_same_examples():
    blocks = [{name: re.sub("#.*", "", body) for name, body in examples(page).items()} for page in PAGES]
    assert blocks[0] == blocks[1] and len(blocks[0]) == 4


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_an_invented_edition_is_added_step_by_step(tmp_path, cli: Cli, page: Path):
    corpus, originals = write_corpus(tmp_path, OLD_DIGEST)
    index = tmp_path / "indexes" / "default"
    extend(corpus / "catalog.toml", 'series = "rivers"\n')
    assert cli("build", "--corpus", corpus, "--index", index).code == 0
    (originals / "rivers-2026.txt").write_text(NEW, encoding="utf-8")

    printed = examples(page)
    assert cli("corpus", "check", "--corpus", corpus, "--originals", originals).code == 0
    checksum = hashlib.sha256(NEW.encode()).hexdigest()
    extend(corpus / "catalog.toml", "\n" + printed.pop("catalog").replace("{sha256}", checksum))
    extend(corpus / "glossary.toml", printed.pop("glossary"))
    for name, body in printed.items():
        extend(corpus / name, body)

    assert cli("corpus", "check", "--corpus", corpus).code == 0
    found = cli("corpus", "check", "--corpus", corpus, "--originals", originals, "--json")
    told = as_json(found)
    assert told["faults"] == [] and told["copies"] == [] and told["sound"], told
    assert set(told["originals"]) == {"rivers-2025-04", "rivers-2026-04"}

    assert cli("build", "--corpus", corpus, "--index", index).code == 0
    newest = as_json(cli("ask", ASKED, "--index", index, "--json"))
    assert "1兆3,000億円" in newest["answer"] and newest["citations"][0]["doc_id"] == "rivers-2026-04"
    former = as_json(cli("ask", ASKED, "--index", index, "--as-of", "2025-12-31", "--json"))
    assert "1兆2,500億円" in former["answer"] and "1兆3,000億円" not in former["answer"]


def test_a_slip_in_the_new_edition_is_found(tmp_path, cli: Cli):
    corpus, originals = write_corpus(tmp_path, OLD_DIGEST)
    (originals / "rivers-2026.txt").write_text(NEW, encoding="utf-8")
    printed = examples(PAGES[0])
    checksum = hashlib.sha256(NEW.encode()).hexdigest()
    extend(corpus / "catalog.toml", "\n" + printed["catalog"].replace("{sha256}", checksum))
    digest = printed["documents/rivers-2026-04.md"].replace("130か所", "140か所")
    extend(corpus / "documents" / "rivers-2026-04.md", digest)
    ran = cli("corpus", "check", "--corpus", corpus, "--originals", originals)
    assert ran.code == 1 and "documents/rivers-2026-04.md:15: 原本のどこにもありません「140」" in ran.out
