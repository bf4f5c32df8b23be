"""The whole check of a corpus: its form, and with the originals at hand its facts, its wording and its coverage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError
from assistant.japanese.glossary import Glossary
from assistant.proof.copies import Copy, copied_runs
from assistant.proof.coverage import Judgement, judge
from assistant.proof.facts import rules
from assistant.proof.originals import find_originals
from assistant.proof.proofs import Finding, prove, sources_of
from assistant.sources.bundled import is_bundled, read_entries
from assistant.sources.problem import Problem


@dataclass(frozen=True)
class Check:
    """What a check found. Without originals only ``problems`` is filled."""

    entries: int
    problems: tuple[Problem, ...]
    originals: Mapping[str, str]  # document id -> file, of those at hand
    missing: tuple[str, ...] = ()  # catalogued documents whose original is not at hand
    findings: tuple[Finding, ...] = ()
    copies: tuple[Copy, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @property
    def faults(self) -> list[Finding]:
        """What the originals do not bear out."""
        return [finding for finding in self.findings if finding.is_fault]

    @property
    def coverage(self) -> float:
        """Covered share of the substantive paragraphs and rows (1.0 where there are none)."""
        return sum(j.covered for j in self.judgements) / len(self.judgements) if self.judgements else 1.0

    @property
    def is_sound(self) -> bool:
        """Whether nothing has to be mended."""
        complete = self.coverage >= rules()["coverage"]["aim"]
        return not (self.problems or self.faults or self.copies) and complete


def check_corpus(folder: Path, originals: Path | None = None) -> Check:
    """Checks a corpus folder, against the original files in ``originals`` when it is given.

    Raises InputError when ``folder`` is no corpus, or ``originals`` holds none of the catalogued files.
    """
    if not is_bundled(folder):
        raise InputError(
            f"{folder} に catalog.toml がありません。コーパスのフォルダを --corpus で指定してください。",
            f"There is no catalog.toml in {folder}. Name the corpus folder with --corpus.",
        )
    bundled = read_entries(folder)
    if originals is None or bundled.problems:
        return Check(len(bundled.entries), bundled.problems, {})
    if not originals.is_dir():
        raise InputError(
            f"フォルダ {originals} がありません。原本のあるフォルダを --originals で指定してください。",
            f"There is no folder {originals}. Name the folder of the originals with --originals.",
        )
    found = find_originals(originals, bundled.catalog)
    if not found:
        raise InputError(
            f"{originals} に目録の文書の原本がありません（SHA-256 で見分けます）。",
            f"{originals} holds none of the catalogued originals (they are known by SHA-256).",
        )
    glossary = Glossary.load(folder / "glossary.toml")
    sources = sources_of(bundled.entries, found, glossary)
    return Check(
        len(bundled.entries),
        (),
        {doc_id: original.document.source_file for doc_id, original in found.items()},
        tuple(doc_id for doc_id in bundled.catalog.documents if doc_id not in found),
        tuple(finding for entry in bundled.entries for finding in prove(entry, sources, glossary)),
        tuple(copied_runs(bundled.entries, list(found.values()), glossary)),
        tuple(judge(bundled.entries, sources, glossary)),
    )
