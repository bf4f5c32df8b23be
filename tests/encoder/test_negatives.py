from __future__ import annotations

import numpy as np

from assistant.encoder.data import Pair
from assistant.encoder.negatives import mine

WORDS = ("予算", "公募", "審査", "船舶")


def encode(texts: list[str]) -> np.ndarray:
    return np.array([[float(word in text) for word in WORDS] for text in texts], np.float32)


def test_negatives_look_like_the_answer_and_belong_to_another_passage() -> None:
    pairs = [
        Pair(f"{number}番の予算はいくらですか", (f"{number}番の予算は{number}億円です。",), str(number))
        for number in range(6)
    ]
    pairs.append(Pair("船舶は何隻ですか", ("船舶は五隻です。",), "船"))
    found = mine(pairs, encode, encode, each=2)
    assert set(found) == {pair.question for pair in pairs}
    for pair in pairs[:6]:
        negatives = found[pair.question]
        assert 2 <= len(negatives) <= 4 and all(passage != pair.passage for _, passage in negatives)
        assert all("予算" in text for text, _ in negatives)
