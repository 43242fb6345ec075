"""What the check of one file found, apart from its document: as a value, and as text for the cache and between processes."""

from __future__ import annotations

import json
from collections.abc import Iterable

from policy_glossary.engine.judgement import Checked, Recalled
from policy_glossary.engine.suppress import Suppression
from policy_glossary.model.document import Document
from policy_glossary.model.finding import ConceptReference, Edit, Finding, Fix, Grade, Mqm, Severity
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple
from policy_glossary.model.report import Fault, FileReport
from policy_glossary.model.text import Span

if TYPE_CHECKING:
    from typing import Any

Meaning = tuple[tuple[str, ...], str]  # of a line of a side file: its selectors, its words


class Outcome(NamedTuple):
    """The parts of a `Checked` that its document does not hold; of side files the meaning of the lines that were of use."""

    words: int
    score: float | None
    silent: int
    findings: tuple[Finding, ...]
    sentences: tuple[Span, ...]
    used: frozenset[Meaning]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]
    milder: tuple[str, ...]

    def recalled(self, document: Document, suppressions: Iterable[Suppression]) -> Recalled:
        """What was known when the file was checked, with the file read anew, and the lines of side files that it is judged by."""
        report = FileReport(document, self.words, self.findings, self.sentences, self.score, self.milder, silent=self.silent)
        used = frozenset(suppression for suppression in suppressions if meaning(suppression) in self.used)
        return Recalled(report, used, self.notes, self.faults)


def outcome_of(checked: Checked) -> Outcome:
    """What is kept of a checked file."""
    report = checked.report
    used = frozenset(meaning(suppression) for suppression in checked.used)
    return Outcome(
        report.words,
        report.score,
        report.silent,
        report.findings,
        report.sentences,
        used,
        checked.notes,
        checked.faults,
        report.milder,
    )


def meaning(suppression: Suppression) -> Meaning:
    """What a line of a side file says, wherever it stands."""
    return tuple(sorted(suppression.selectors)), suppression.words or ""


def to_text(outcome: Outcome) -> str:
    """The outcome as JSON; `from_text` reads it back to an equal one."""
    concepts: dict[ConceptReference, int] = {}
    findings = [
        (
            *finding[:3],
            *finding[3],
            finding.message,
            finding.reason,
            finding.fix,
            concepts.setdefault(finding.concept, len(concepts)),
            finding.fingerprint,
        )
        if finding.concept
        else (*finding[:3], *finding[3], finding.message, finding.reason, finding.fix, None, finding.fingerprint)
        for finding in outcome.findings
    ]
    values = (
        outcome.words,
        outcome.score,
        outcome.silent,
        tuple(concepts),
        findings,
        outcome.sentences,
        sorted(outcome.used),
        outcome.notes,
        outcome.faults,
        outcome.milder,
    )
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Outcome:
    """Raises ValueError, TypeError or IndexError for what `to_text` did not write."""
    words, score, silent, concepts, findings, sentences, used, notes, faults, milder = json.loads(text)
    known = [_concept(*concept) for concept in concepts]
    return Outcome(
        words,
        score,
        silent,
        tuple([_finding(known, *values) for values in findings]),
        tuple([Span(start, end) for start, end in sentences]),
        frozenset((tuple(selectors), said) for selectors, said in used),
        tuple(notes),
        tuple(Fault(*fault) for fault in faults),
        tuple(milder),
    )


def _finding(
    concepts: list[ConceptReference],
    rule: str,
    severity: str,
    mqm: str,
    start: int,
    end: int,
    message: str,
    reason: str,
    fix: list[Any] | None,
    concept: int | None,
    fingerprint: str,
) -> Finding:
    return Finding(
        rule,
        _SEVERITIES[severity],
        _CATEGORIES[mqm],
        Span(start, end),
        message,
        reason,
        None if fix is None else Fix(tuple([Edit(Span(*span), new) for span, new in fix[0]]), _GRADES[fix[1]]),
        None if concept is None else concepts[concept],
        fingerprint,
    )


def _concept(concept: str, zh: str, preferred: str, definition: str, sources: list[str], proposal: bool) -> ConceptReference:
    return ConceptReference(concept, zh, preferred, definition, tuple(sources), proposal)


_SEVERITIES = {severity.value: severity for severity in Severity}
_CATEGORIES = {category.value: category for category in Mqm}
_GRADES = {grade.value: grade for grade in Grade}
