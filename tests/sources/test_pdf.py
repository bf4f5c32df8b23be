"""PDF: pages as places, cleaned text, and what cannot be read is named."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pdf_maker import make_pdf

from assistant.sources.pdf import read_pdf
from assistant.sources.unreadable import Unreadable

CHROMIUM = Path("/usr/bin/chromium")
PAGES = [
    ["海洋観測の手引き", "令和7年10月29日"],
    ["対象は潮位です。結果は毎月公開されます。"],
    ["問い合わせは担当の課で受け付けます。"],
]


def placed(data: bytes) -> dict[str, str]:
    """Place -> text of the blocks there."""
    documents, _ = read_pdf(data, "guide.pdf", "ab")
    texts: dict[str, str] = {}
    for document in documents:
        for block in document.blocks:
            texts[block.place] = texts.get(block.place, "") + block.text
    return texts


def test_pages_are_places() -> None:
    texts = placed(make_pdf(PAGES))
    assert "潮位" in texts["p.2"]
    assert "問い合わせ" in texts["p.3"]


def test_identity_date_and_title_property() -> None:
    (document,), problems = read_pdf(make_pdf(PAGES, title="海洋観測の手引き 第2版"), "guide.pdf", "ab")
    assert not problems
    assert (document.title, document.date) == ("海洋観測の手引き 第2版", "2025-10-29")
    assert (document.source_file, document.sha256) == ("guide.pdf", "ab")
    assert all(block.origin == () for block in document.blocks)


def test_blanks_between_kana_are_closed_and_radicals_replaced() -> None:
    texts = placed(
        make_pdf([["観 測 プ ロ グ ラ ム は 国 ⺠ の も の で す 。", "K Program の せんたん 技術 も対象です。"]])
    )
    assert "観測プログラムは国民のものです" in texts["p.1"].replace("。", "")
    assert "K Program の せんたん 技術" in texts["p.1"] or "K Program のせんたん 技術" in texts["p.1"]


def test_lines_of_a_table_of_contents_are_left_out() -> None:
    texts = placed(make_pdf([["対象 . . . . . . . . . . 12", "結果………3", "対象は潮位です。"]]))
    assert texts == {"p.1": "対象は潮位です。"}


def test_hyphen_breaks_are_joined() -> None:
    texts = placed(make_pdf([["The programme supports inter\u00ad", "national research in Japan."]]))
    assert "international research" in texts["p.1"]


def test_running_lines_are_left_out() -> None:
    pages = [
        ["観測の手引き 令和7年版", f"{name}の観測を行います。", f"- {n} -"] for n, name in enumerate("甲乙丙丁戊", 1)
    ]
    texts = placed(make_pdf(pages))
    assert sum("令和7年版" in text for text in texts.values()) == 0
    assert all(f"{name}の観測" in texts[f"p.{n}"] for n, name in enumerate("甲乙丙丁戊", 1))


def test_pages_without_text_are_named_and_the_rest_is_read() -> None:
    documents, problems = read_pdf(make_pdf([PAGES[0], None, PAGES[1], []]), "guide.pdf", "")
    assert documents
    assert len(problems) == 1 and "p.2" in problems[0].ja and "p.2" in problems[0].en


def test_broken_character_tables_are_named() -> None:
    with pytest.raises(Unreadable, match=r"bad\.pdf"):
        read_pdf(make_pdf(PAGES, shift=0x1200 - 0x3000 + 0x2400), "bad.pdf", "")
    # Ideographs only, none of the kana that Japanese cannot do without.
    ideographs = ["".join(chr(0x4E00 + 7 * n + m) for n in range(40)) for m in range(7)]
    with pytest.raises(Unreadable, match=r"bad\.pdf"):
        read_pdf(make_pdf([ideographs]), "bad.pdf", "")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_pdf([None, None]), "OCR"),
        (make_pdf(PAGES, protected=True), "password"),
        (b"%PDF-1.7\nnothing more", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_pdf(data, "bad.pdf", "")
    assert reason in caught.value.en and "bad.pdf" in caught.value.ja


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium to print a PDF with")
def test_a_pdf_printed_by_a_browser(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang=ja><meta charset=utf-8><h1>海洋観測の手引き</h1><p>対象は潮位と水温で、全国の観測所で測ります。</p>"
        "<p style='break-before:page'>結果は毎月公開されます。</p>",
        encoding="utf-8",
    )
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'page.pdf'}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    texts = placed((tmp_path / "page.pdf").read_bytes())
    assert "全国の観測所で測ります" in texts["p.1"]
    assert "毎月公開" in texts["p.2"]
