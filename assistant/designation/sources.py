"""The passages that a check cites: rows of the lists, statements of the procedure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.errors import AssistantError
from assistant.model import Citation, Document, Passage

# Where each list stands: the document and the column that holds the names.
_LISTS = {"areas12": ("areas-draft-2025-12", "領域"), "areas20": ("areas-2025-12", "領域"), "kprogram": ("areas-2025-12", "技術")}  # fmt: skip


class Sources:
    """Finds and quotes passages of one index."""

    def __init__(self, passages: Sequence[Passage], documents: Mapping[str, Document]) -> None:
        """Sorts the passages by what they are found by."""
        self._documents = documents
        self._statements: dict[str, list[Passage]] = {}
        self._rows: dict[tuple[str, str], Passage] = {}
        for passage in passages:
            if passage.kind == "row":
                for name, (doc, column) in _LISTS.items():
                    if passage.doc_id == doc and dict(passage.cells).get(column):
                        self._rows.setdefault((name, dict(passage.cells)[column]), passage)
            elif passage.subject:
                self._statements.setdefault(passage.doc_id, []).append(passage)

    def area(self, list_name: str, name: str) -> Citation:
        """The row of an area or technology, its first sentence quoted. Raises AssistantError."""
        passage = self._rows.get((list_name, name))
        if passage is None:
            raise _missing(_LISTS[list_name][0], name)
        start, end = passage.sentences[0] if passage.sentences else (0, len(passage.text))
        return self._citation(passage, start, end)

    def statement(self, doc: str, subject: str, quote: str) -> Citation:
        """The statement of ``doc`` about ``subject`` that holds ``quote``. Raises AssistantError."""
        for passage in self._statements.get(doc, ()):
            start = passage.text.find(quote)
            if start >= 0 and passage.subject.endswith(subject):
                return self._citation(passage, start, start + len(quote))
        raise _missing(doc, subject)

    def date(self, doc: str) -> str:
        """The date of a document; "" when it is not in the index."""
        return self._documents[doc].date if doc in self._documents else ""

    def _citation(self, passage: Passage, start: int, end: int) -> Citation:
        document = self._documents[passage.doc_id]
        return Citation(
            1, document.doc_id, document.title, document.issuer, passage.as_of or document.date, document.status,
            document.source_file, passage.locator, passage.passage_id, passage.text, passage.text[start:end], start, end,
        )  # fmt: skip


def _missing(doc: str, subject: str) -> AssistantError:
    return AssistantError(
        f"該当性の確認に要る資料「{doc}」の「{subject}」が索引に見当たりません。"
        "同梱の資料で policy-assistant build を実行するか、--index で同梱の索引を指定してください。",
        f"The designation check needs {subject!r} of the document {doc!r}, which this index lacks. "
        "Run `policy-assistant build` with the bundled corpus, or name its index with --index.",
    )
