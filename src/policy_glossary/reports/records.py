"""A finding as plain data, the same for every machine-readable format."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from policy_glossary.model import text
from policy_glossary.model.document import Document, Place
from policy_glossary.model.finding import Finding
from policy_glossary.model.report import Report


def file_name(document: Document) -> str:
    """The name of a document's file as text; bytes that are no UTF-8 are shown as escapes."""
    return text.file_name(document.source.name)


def address(name: str, top: Path) -> str:
    """A file as a code host names it: relative to the top of the work tree, with forward slashes; outside of it absolute."""
    try:
        relative = os.path.relpath(name, top)
    except ValueError:  # another drive
        relative = os.pardir
    if relative.split(os.sep, 1)[0] == os.pardir:
        return Path(os.path.normpath(Path(name).absolute())).as_posix()
    return Path(relative).as_posix()


def subject(finding: Finding, report: Report) -> str:
    """What a finding is about in two words: the rule, and the concept or else the rule's name."""
    name = finding.concept.id if finding.concept else dict(report.signature.rules).get(finding.rule, "")
    return f"{finding.rule} {name}".rstrip()


def where(place: Place) -> str:
    """A place within its file as people write it: 12:5, or the paragraph of a Word file."""
    part = f"{place.part}:" if place.part else ""
    return f"{part}{'paragraph ' if place.paragraph else ''}{place.line}:{place.column}"


def finding_record(finding: Finding, document: Document) -> dict[str, Any]:
    """One finding. Offsets are code points of the decoded file, end exclusive; line and column count from 1.

    In a Word file `part` is the part of the package, `line` the number of the paragraph, and offsets count its characters.
    """
    place = document.place(finding.span)
    concept = finding.concept
    return {
        "file": file_name(document),
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
        "fingerprint": finding.fingerprint,
    }
