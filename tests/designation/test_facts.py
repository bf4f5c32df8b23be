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
        ("JST-Miraiで実施する。", T, T, N),
        ("学術変革（A）の公募班として行う。", T, T, N),
        ("当社単独の資金で行う。", F, N, N),
        ("学内公募の経費で行い、国際誌に投稿する。", F, T, N),
        ("国土交通省からの委託業務で、報告書は公開されない。", F, F, N),
        ("成果はarXivに載せ、プログラムはMITライセンスで出す。", N, T, N),
        ("薬事承認の取得を目指す。", N, N, T),
        ("顧客の工場に導入する。", N, N, T),
        ("Paid by the client; nothing published.", F, F, N),
        ("文科省の科研に通っている。", T, T, N),
        ("公募で選ばれた研究費を使い、結果は学会で話す。", T, T, N),
        ("競争的研究費で行い、論文にする。", T, T, N),
        ("費用は全部会社持ちで、特許を取るまで伏せる。", F, F, N),
        ("A社から頼まれた研究で、発表は止められている。", F, F, N),
        ("研究費は当社がすべて出す。", F, N, N),
        ("病院の運営費でまかない、学会誌に載せる。", F, T, N),
        ("県からの受託研究で、報告書は公開する。", F, T, N),
        ("科研費に落ちたため、自費で続ける。", F, N, N),
        ("昨年度まで企業の受託研究だったが、今年度から科研費で行う。", T, T, N),
        ("国の実証補助を受け、来年から営業を始める。", N, N, T),
        ("自社資金で開発し、来年度に発売する。", F, N, T),
        ("実用化は目的にしない。", N, N, F),
        ("公募の競争的資金に通った。公開するかどうかは未定。", T, N, N),
        ("競争的資金だが、公表の可否は決まっていない。", T, N, N),
        ("公開されている過去の画像と、公表されている統計を使う。", N, N, N),
        ("手法の特徴は、既存の論文で発表された材料を使う点である。", N, N, N),
        ("論文にはしない。図面は門外不出とする。", N, F, N),
        ("公募方式の研究資金をいただき、結果は国際会議で話す。", T, T, N),
        ("外部資金を受けず、研究室の費用で行う。", F, N, N),
        ("製薬会社の委託試験として行い、契約で守秘を求められている。", F, F, N),
        ("官公庁との契約による試作で、報告書は発注者だけに渡す。", F, F, N),
        ("市場に出すため、来年に店頭に並べる。", N, N, T),
        ("スポンサーを探している。", N, N, N),
        ("Funded by a merit-reviewed public grant; findings will be shared openly.", T, T, N),
        ("With no outside money: paid for by the company, and the report is not to be published.", F, F, N),
        ("Supported by a peer-reviewed government grant; it will appear in journals.", T, T, N),
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
