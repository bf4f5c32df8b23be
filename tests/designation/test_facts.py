"""Facts read from what researchers write about their funding."""

from __future__ import annotations

import pytest

from assistant.designation.facts import funding_sentences, read_facts
from assistant.designation.text import read_text

T, F, N = True, False, None


@pytest.mark.parametrize(
    ("text", "competitive", "public", "aims"),
    [
        ("科研費（基盤研究（B））の課題である。", T, T, N),
        ("JST CRESTで実施する。", T, T, N),
        ("創発的研究支援事業に採択された。", T, T, N),
        ("公募型の競争的資金で行い、論文で発表する。", T, T, N),
        ("競争的研究費に応募するが、成果は公開しない。", T, F, N),
        ("運営費交付金による所内の研究である。", F, N, N),
        ("当社の開発費だけで進め、組成は社外秘とする。", F, F, N),
        ("企業との共同研究契約により行い、秘密保持契約を結ぶ。", F, F, N),
        ("NEDOの委託で、量産する工程を実証する。", F, N, T),
        ("SIPの課題として社会実装を目指す。", T, N, T),
        ("科研費ではなく、運営費交付金で行う。", F, N, N),
        ("これまで科研費で得た知見をもとに、当社の自己資金で製品化する。", F, N, T),
        ("公募の競争的研究費に採択されたが、成果を公開するかどうかは協議中である。", T, N, N),
        ("資金の申請先はまだ決まっていない。", N, N, N),
        ("Funded by a competitive grant; results will be published.", T, T, N),
        ("Paid entirely from our own R&D budget. Results remain confidential.", F, F, N),
        ("カモメの群れの飛び方を調べる。", N, N, N),
    ],
)
def test_facts(text: str, competitive: bool | None, public: bool | None, aims: bool | None) -> None:
    values = read_facts(read_text(text)).values
    assert (values["competitive"], values["results_public"], values["aims_social_implementation"]) == (
        competitive,
        public,
        aims,
    )


def test_answers_win_and_the_call_wins_over_the_description() -> None:
    text, call = read_text("運営費交付金で行う。"), read_text("本公募は競争的研究費である。")
    assert read_facts(text, call).values["competitive"] is True
    assert read_facts(text, call, {"competitive": False}).values["competitive"] is False


def test_a_designated_programme_is_noticed() -> None:
    assert read_facts(read_text("特定研究開発プログラムに指定された公募である。")).designated


def test_sentences_about_the_funding_are_no_evidence_of_the_subject() -> None:
    text = read_text("量子ビットの読み出しを研究する。科研費で行う。成果は論文で公表する。")
    assert funding_sentences(text) == {1, 2}
