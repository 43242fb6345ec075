"""A finding as plain data, the same for every machine-readable format."""

from __future__ import annotations

from typing import Any

from policy_glossary.model.document import Document
from policy_glossary.model.finding import Finding


def finding_record(finding: Finding, document: Document) -> dict[str, Any]:
    """One finding. Offsets are code points of the decoded file, end exclusive; line and column count from 1.

    In a Word file `part` is the part of the package, `line` the number of the paragraph, and offsets count its characters.
    """
    place = document.place(finding.span)
    concept = finding.concept
    return {
        "file": document.source.name,
        "part": place.part or None,
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "column": place.column,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "mqm": finding.mqm.value,
        "concept": concept.id if concept else None,
        "zh": concept.zh if concept else None,
        "preferred": concept.preferred if concept else None,
        "proposal": concept.proposal if concept else False,
        "sources": list(concept.sources) if concept else [],
        "text": document.source.slice(finding.span),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "fix": finding.fix.grade.value if finding.fix else None,
    }
