"""An assistant with the shape of the real one, whose answers the tests know."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence

from assistant.config import Settings
from assistant.errors import InputError
from assistant.model import Answer, Citation, Document, Hit, Passage
from assistant.own_words import OwnWords
from assistant.precedents.records import Event, Fact, Moment, Precedent, Precedents, Record

HOSTILE = (
    '<img src="http://outside.example/a.png" onerror="alert(1)"> ![絵](http://outside.example/b.png) '
    '<script>alert(2)</script> [押す](http://outside.example/) **太字** ${alert(3)} {{constructor}} "引用" &amp;'
)

DOCUMENTS = [
    Document("draft", "手順書（案）", "検討会", "2025-10-29", "案", source_file="one.txt"),
    Document(
        "final", "研究のための手順書", "試験省", "2025-12-26", "決定", supersedes=("draft",), source_file="one.txt"
    ),
    Document("hostile", f"題 {HOSTILE}", HOSTILE, "2025-01-01", HOSTILE, source_file=HOSTILE),
]
REPLY = "2026年4月の運用開始を目指しています[1]。企業の自主研究は対象ではありません[2]。出典のない[7]は文字です。"
START = "手順書は2026年4月に運用を始めることを目指しています。対象の公募は2026年1月以降に始まる予定です。"
SCOPE = "対象は、成果の公開を前提とする研究費のうち、所管府省が指定したものです。\n企業の自主研究は含みません。"


def cite(n: int, document: Document, text: str, quote: str) -> Citation:
    """A citation of ``quote`` in ``text``."""
    start = text.index(quote)
    return Citation(
        n, document.doc_id, document.title, document.issuer, document.date, document.status, document.source_file,
        "3. 手順 > (1) 時期", f"{document.doc_id}-{n}", text, quote, start, start + len(quote),
    )  # fmt: skip


def record(name: str, meetings: int | None, kind: str, told: str) -> Record:
    """A project with one event, told in ``told``."""
    cited = cite(1, DOCUMENTS[1], f"{name}について、{told}。終わりです。", told)
    event = Event(kind, "実績", "2025-10-29", told, cited)
    return Record(
        kind="project", type="K Programの研究開発構想", name=name, other_names=(), as_of="2025-10-29",
        values={
            "kind": ("K Programの研究開発構想",), "domain": ("海洋領域",), "agency": ("JST",), "vision": ("第一次",),
            "state": ("採択公表",), "event": (kind,),
        },
        meetings=meetings, technologies=(), facts=(Fact("進捗", told, "2025-10-29", cited),), events=(event,),
        timeline=(Moment("2025-10-29", told, cited, kind, "実績", True),),
    )  # fmt: skip


RECORDS = (
    record("甲の開発", 3, "中止", "甲は中止されました"),
    record("乙の開発", 10, "標準化", "乙は規格になりました"),
    record(f"丙の開発{HOSTILE}", None, "=1+1", f"丙は{HOSTILE}"),
)


class FakeAssistant:
    """Knows a few questions; whatever it is asked is kept in ``asked`` as (question, turns, as_of, doc, lang)."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...], str, str, str]] = []
        self.looked: list[tuple[str, dict[str, list[str]], str]] = []  # (words, filters, as_of)
        self.release = threading.Event()  # lets questions that contain 待つ end

    writes = False
    settings = Settings()

    def answers(
        self,
        question: str,
        turns: Sequence[str] = (),
        as_of: str = "",
        doc: str = "",
        lang: str = "ja",
        stop: threading.Event | None = None,
    ) -> Iterator[Answer]:
        """One state: no language model writes."""
        yield self.ask(question, turns, as_of, doc, lang)

    def ask(self, question: str, turns: Sequence[str] = (), as_of: str = "", doc: str = "", lang: str = "ja") -> Answer:
        """A canned answer."""
        self.asked.append((question, tuple(turns), as_of, doc, lang))
        if "待つ" in question:
            self.release.wait(30)
        if "壊れ" in question:
            raise RuntimeError("a secret path")
        if len(question) > 4000:
            raise InputError(
                "質問が長すぎます。4,000字以内にしてください。", "The question is too long: 4,000 characters at most."
            )
        if "<" in question:
            return self._hostile(question)
        if "表" in question:
            return self._table(question)
        if "月の石" in question:
            return Answer(
                question, "not_found", "資料には見当たりません。手順書と一覧を調べました。", as_of="2025-12-26"
            )
        final = DOCUMENTS[1]
        return Answer(
            question, "answered", REPLY,
            (cite(1, final, START, "2026年4月に運用を始める"), cite(2, final, SCOPE, "企業の自主研究は含みません。")),
            "2025-12-26", ("2025年10月29日の案では時期が決まっていませんでした。",),
        )  # fmt: skip

    def _hostile(self, question: str) -> Answer:
        text = f"前の文です。{HOSTILE}後の文です。"
        return Answer(
            question, "answered", f"{HOSTILE}[1]", (cite(1, DOCUMENTS[2], text, HOSTILE),), HOSTILE, (HOSTILE,)
        )

    def _table(self, question: str) -> Answer:
        table = "| | 甲構想 | 乙構想 |\n|---|---|---|\n| 設置大臣 | 甲大臣[1] | 乙大臣[2] |\n| 式 | a\\|b | <b>太</b> |"
        steps = "1. 大学：確認します[1]\n2. 機関：見直します[2]"
        final = DOCUMENTS[1]
        cited = (cite(1, final, START, "手順書"), cite(2, final, SCOPE, "所管府省"))
        return Answer(
            question,
            "partial",
            f"比べると次のとおりです。\n\n{table}\n\n{steps}\n- *印 **を含む**",
            cited,
            "2025-12-26",
        )

    def own_words(self, citations: Sequence[Citation]) -> dict[int, OwnWords]:
        """The original's words for the first citation of a question about the original."""
        text = "運用は2026年4月に始める。公募は別に知らせる。"
        own = OwnWords("file-01", "研究のための手順書", "original.txt", "3. 手順", text, ((0, 13),))
        return {1: own} if citations and "原本" in self.asked[-1][0] else {}

    def search(self, words: str, k: int = 10) -> list[Hit]:
        """Two passages, one of them hostile."""
        if "無い" in words:
            return []
        first = Passage("final-1", "final", "text", START, ("3. 手順",), "p. 4")
        second = Passage("hostile-1", "hostile", "text", HOSTILE, (HOSTILE,))
        return [Hit(first, 0.9, best=START.split("。")[0] + "。"), Hit(second, 0.5)][:k]

    def precedents(
        self, words: str = "", filters: Mapping[str, Sequence[str]] | None = None, as_of: str = "", k: int = 10
    ) -> Precedents:
        """All records, or those with the event that is asked for."""
        chosen = {name: list(values) for name, values in (filters or {}).items()}
        self.looked.append((words, chosen, as_of))
        if "長い" in words:
            raise InputError("文章が長すぎます。", "The text is too long.")
        wanted = chosen.get("event", [])
        found = [
            one for one in RECORDS if "無い" not in words and (not wanted or set(wanted) & set(one.values["event"]))
        ]
        return Precedents(words, {}, as_of, tuple(Precedent(one, 0.5, (words,) if words else ()) for one in found))

    def precedent_choices(self) -> dict[str, dict[str, int]]:
        """Some values of each filter."""
        return {
            "kind": {"K Programの研究開発構想": 3}, "domain": {"海洋領域": 3}, "agency": {"JST": 3},
            "vision": {"第一次": 3}, "state": {"採択公表": 3}, "event": {"中止": 1, "標準化": 1},
        }  # fmt: skip

    def precedent_dates(self) -> list[str]:
        """Two dates."""
        return ["2025-10-29", "2023-11-08"]

    def documents(self) -> list[Document]:
        """Three documents, one of them hostile."""
        return list(DOCUMENTS)
