"""A finding as plain data, the same for every machine-readable format."""

from __future__ import annotations

from typing import Any

from policy_glossary.model.finding import Finding
from policy_glossary.model.text import SourceText


def finding_record(finding: Finding, source: SourceText) -> dict[str, Any]:
    """One finding. Offsets are code points of the decoded file, end exclusive; line and column count from 1."""
    place = source.position(finding.span.start)
    concept = finding.concept
    return {
        "file": source.name,
        "start": finding.span.start,
        "end": finding.span.end,
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
        "text": source.slice(finding.span),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "fix": finding.fix.grade.value if finding.fix else None,
    }
