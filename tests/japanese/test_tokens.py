"""Questions and texts meet in their terms."""

from __future__ import annotations

import subprocess
import sys
import time

from assistant.japanese.tokens import bigrams, fold_long_vowels, index_tokens, lemmas


def test_inflected_words_meet_in_their_dictionary_form() -> None:
    assert set(lemmas("技術の流出を防いだ")) == set(lemmas("技術の流出を防ぐ")) == {"技術", "流出", "防ぐ"}


def test_particles_and_signs_are_left_out() -> None:
    assert lemmas("、。「」（）は が を に です") == []


def test_numbers_keep_their_counters_and_lose_width_and_commas() -> None:
    assert lemmas("１３５件") == ["135", "件"]
    assert lemmas("５，０００億円") == lemmas("5,000億円") == ["5000", "億", "円"]
    assert "13.9" in lemmas("13.9%")


def test_katakana_with_and_without_a_final_long_vowel_meet() -> None:
    assert index_tokens("センサー") == index_tokens("センサ") == index_tokens("ｾﾝｻｰ")
    assert fold_long_vowels("サーバーとコピーとレーザー") == "サーバとコピーとレーザ"


def test_latin_words_are_lower_cased_and_unknown_ones_kept() -> None:
    assert lemmas("Ｋ Program の AUV と Qzxv") == ["k", "program", "auv", "qzxv"]


def test_look_alike_radicals_meet_ordinary_characters() -> None:
    assert index_tokens("国⺠⽣活") == index_tokens("国民生活")


def test_bigrams_cover_kanji_and_katakana_runs_only() -> None:
    assert bigrams("無人機とドローンABC") == ["無人", "人機", "ドロ", "ロー", "ーン"]
    assert bigrams("北の海") == ["北", "海"]


def test_index_tokens_hold_all_three_kinds() -> None:
    tokens = index_tokens("令和7年度の公募")
    assert {"公募", "b:公募", "d:fy2025"} <= set(tokens)
    assert "d:fy2025" in index_tokens("2025年度の公募")


def test_nothing_in_nothing_out() -> None:
    for text in ("", " \n\u3000", "\x00\x01", "\ud800", "。。。"):
        assert index_tokens(text) == []


def test_emoji_and_long_input_do_no_harm() -> None:
    assert isinstance(index_tokens("😀👍🏽" * 1000), list)


def test_a_megabyte_takes_about_a_second() -> None:
    text = "経済安全保障の観点から、重要な先端技術の研究開発を2025年度までに支援するプログラムを実施しました。\n" * 2000
    lemmas("温める")
    start = time.perf_counter()
    index_tokens(text)
    # Bound far above the usual time: this is a guard against a slip to quadratic, not a benchmark.
    assert time.perf_counter() - start < 5 * len(text.encode()) / 1e6


def test_the_dictionary_is_not_loaded_on_import() -> None:
    code = "import sys, assistant.japanese.tokens; sys.exit('fugashi' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
