"""Which lines belong together."""

from __future__ import annotations

import pytest

from assistant.sources.lines import Unit, is_noise, read_units
from assistant.sources.traced import Traced


def texts(text: str) -> list[str]:
    return [unit.text.text for unit in units(text)]


def units(text: str) -> list[Unit]:
    return read_units(Traced.of(text), [])


def test_text_cut_by_the_margin_is_joined() -> None:
    text = "この制度は、土地の持ち主と市町村が協力し\nて、使われていない土地を生かすため\nのものである。\n"
    assert texts(text) == ["この制度は、土地の持ち主と市町村が協力して、使われていない土地を生かすためのものである。"]


def test_list_marks_and_headings_begin_anew() -> None:
    text = "制度の対象\n・広い土地であって、しばらくの間使われ\nていないもの\n"
    text += "・持ち主の同意があるもの\n１．手続\n計画を提出する。\n"
    assert texts(text) == [
        "制度の対象",
        "広い土地であって、しばらくの間使われていないもの",
        "持ち主の同意があるもの",
        "１．手続",
        "計画を提出する。",
    ]


def test_separate_short_lines_stay_separate() -> None:
    assert texts("緑化省 1250億円\n海辺省 1250億円\n") == ["緑化省 1250億円", "海辺省 1250億円"]


def test_a_box_of_a_diagram_is_one_label() -> None:
    assert texts("地域にとって\n役に立つ土地\nの見つけ方\n\n次の箱\n") == [
        "地域にとって役に立つ土地の見つけ方",
        "次の箱",
    ]


def test_a_sentence_cut_by_a_blank_line_goes_on() -> None:
    above = "市町村は、土地の持ち主から寄せられた要望や近隣の住民の意見を踏まえ、"
    below = "計画を作り、県に提出しなければならない。"
    assert texts(f"{above}\n\n{below}\n") == [above + below]
    assert texts(f"{above}{below}\n\n次の文です。\n") == [above + below, "次の文です。"]


def test_words_of_two_alphabets_keep_a_blank() -> None:
    assert texts("The programme supports open\nspaces in small towns and\nvillages.") == [
        "The programme supports open spaces in small towns and villages."
    ]


def test_nested_marks_give_the_innermost_and_the_depth() -> None:
    inner = units("- 外側の項目\n  - ・ 内側の項目\n")[1]
    assert (inner.text.text, inner.mark, inner.level) == ("内側の項目", "dot", 3)


def test_labels_set_character_by_character_are_closed_up() -> None:
    assert texts("米 国\n") == ["米国"]
    assert texts("土地の活用 支援の仕組み\n") == ["土地の活用 支援の仕組み"]


@pytest.mark.parametrize(
    "text", ["12", "- 3 -", "4 / 20", "---", "・・・", "⇒", "  ", "｝", "ご清聴ありがとうございました"]
)
def test_noise(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize("text", ["第3条", "2025年", "*は、第一期", "12件", "A"])
def test_not_noise(text: str) -> None:
    assert not is_noise(text)


def test_a_file_of_one_long_line_is_read_quickly() -> None:
    assert len(texts("あ" * 200_000)) == 1
