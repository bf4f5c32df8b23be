"""What a question is matched with."""

from __future__ import annotations

from samples import lines, passage, row

from assistant.index.units import passage_text, units_of

TWO = passage("予算は3億円です。期間は5年です。", kind="text", heading=("みらいの概要", "2. 予算と期間"))


def test_a_passage_its_sentences_and_its_everyday_questions():
    found = passage("予算は3億円です。期間は5年です。", questions=("いくら使えますか", "何年続きますか"))
    units = units_of(found, 7)
    assert [unit.kind for unit in units] == ["passage", "sentence", "sentence", "question", "question"]
    assert {unit.passage for unit in units} == {7}
    assert [unit.text for unit in units if unit.kind == "question"] == list(found.questions)


def test_the_sentences_keep_their_order():
    texts = [unit.text for unit in units_of(TWO, 0) if unit.kind == "sentence"]
    assert len(texts) == 2
    assert all(sentence in text for sentence, text in zip(TWO.sentence_texts(), texts, strict=True))


def test_a_single_sentence_is_not_indexed_twice():
    assert [unit.kind for unit in units_of(passage("予算は3億円です。"), 0)] == ["passage"]


def test_a_short_sentence_is_indexed_with_its_heading():
    first = next(unit for unit in units_of(TWO, 0) if unit.kind == "sentence")
    assert "予算と期間" in first.text and "みらいの概要" not in first.text
    long = passage(
        "成果は自治体の避難計画の見直しに使われることを目指して、" * 4 + "。期間は5年です。", heading=("目的",)
    )
    first = next(unit for unit in units_of(long, 0) if unit.kind == "sentence")
    assert first.text == long.sentence_texts()[0]


def test_a_passage_is_indexed_with_what_it_is_about():
    found = row("甲構想", {"資金配分機関": "甲機構"})
    text = passage_text(found)
    assert "構想の表" in text and "甲構想" in text and found.text in text
    assert "2. 予算と期間" in passage_text(TWO) and TWO.text in passage_text(TWO)


def test_every_item_of_a_list_can_be_found():
    texts = " ".join(unit.text for unit in units_of(lines("部品は2つです。\n・水中の翼\n・圧力の計器"), 0)[1:])
    assert "水中の翼" in texts and "圧力の計器" in texts
