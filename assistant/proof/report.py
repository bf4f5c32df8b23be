"""The result of a check as text for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from assistant.proof.check import Check
from assistant.proof.coverage import Judgement
from assistant.proof.facts import rules

_EXCERPT = 60  # characters of an uncovered paragraph


def check_json(check: Check) -> dict[str, Any]:
    """One JSON object: sound, problems, faults, copies, coverage for each document."""
    counts = Counter(finding.kind for finding in check.findings)
    return {
        "sound": check.is_sound,
        "entries": check.entries,
        "problems": [
            {"file": p.path, "line": p.line, "column": p.column, "ja": p.ja, "en": p.en} for p in check.problems
        ],
        "originals": dict(check.originals),
        "missing": list(check.missing),
        "faults": [
            {
                "file": f.entry.path,
                "line": f.entry.line,
                "kind": f.kind,
                "fact": f.fact,
                "text": f.text,
                "document": f.entry.doc_id,
                "place": f.entry.block.place,
            }
            for f in check.faults
        ],
        "copies": [
            {"file": c.entry.path, "line": c.entry.line, "document": c.doc_id, "run": c.run} for c in check.copies
        ],
        "context": counts["context"],
        "supplied": counts["supplied"],
        "coverage": {
            "share": round(check.coverage, 4),
            "documents": [_document_json(doc_id, judged) for doc_id, judged in _by_document(check)],
        },
    }


def check_text(check: Check, lang: str) -> Iterator[str]:
    """The lines of the report in the reader's language."""
    en = lang == "en"
    yield from (problem.message(lang) for problem in check.problems)
    kinds = rules()["texts"]
    for fault in check.faults:
        text = kinds[fault.kind]["en" if en else "ja"].format(text=fault.text)
        yield f"{fault.entry.where}: {text} [{fault.entry.doc_id} | {fault.entry.block.place}]"
    for copy in check.copies:
        text = kinds["copy"]["en" if en else "ja"].format(text=copy.run, size=len(copy.run))
        yield f"{copy.entry.where}: {text} [{copy.doc_id}]"
    for doc_id, judged in _by_document(check):
        covered = sum(j.covered for j in judged)
        share = covered / len(judged)
        yield f"{doc_id}: {covered}/{len(judged)} ({share:.1%}){' covered' if en else ' 収録'}"
        for j in judged:
            if not j.covered:
                excerpt = " ".join(j.unit.text.split())[:_EXCERPT]
                yield f"  {j.line} [{j.share:.2f} {j.figures:.2f}] {' > '.join(j.unit.path)[-40:]} | {excerpt}"
    yield _summary(check, en)


def _summary(check: Check, en: bool) -> str:
    counts = Counter(finding.kind for finding in check.findings)
    if not check.originals:
        found = len(check.problems)
        return f"{check.entries} entries, {found} problems." if en else f"{check.entries}項目、問題 {found}件。"
    missing = "、".join(check.missing) or ("none" if en else "なし")
    covered = f"{sum(j.covered for j in check.judgements)}/{len(check.judgements)} ({check.coverage:.1%})"
    if en:
        return (
            f"{check.entries} entries against {len(check.originals)} originals (missing: {missing}): "
            f"{len(check.faults)} faults, {len(check.copies)} copied runs, {covered} paragraphs and rows covered; "
            f"{counts['context']} names given for context, {counts['supplied']} figures and labels supplied."
        )
    return (
        f"{check.entries}項目を原本{len(check.originals)}文書（ない原本：{missing}）と照らしました。"
        f"裏付けのないもの {len(check.faults)}件、写した文 {len(check.copies)}件、"
        f"段落・表の行の収録 {covered}。文脈のための名称 {counts['context']}件、補った数と呼び名 {counts['supplied']}件。"
    )


def _by_document(check: Check) -> list[tuple[str, list[Judgement]]]:
    grouped: dict[str, list[Judgement]] = {}
    for judgement in check.judgements:
        grouped.setdefault(judgement.doc_id, []).append(judgement)
    return list(grouped.items())


def _document_json(doc_id: str, judged: list[Judgement]) -> dict[str, Any]:
    return {
        "document": doc_id,
        "paragraphs": len(judged),
        "covered": sum(j.covered for j in judged),
        "repeated": sum(bool(j.repeats) for j in judged),
        "uncovered": [
            {
                "line": j.line,
                "place": " > ".join(j.unit.path),
                "share": round(j.share, 3),
                "figures": round(j.figures, 3),
                "begins": " ".join(j.unit.text.split())[:_EXCERPT],
            }
            for j in judged
            if not j.covered
        ],
    }
