"""What a rule says about a place, and how the place could be mended."""

from __future__ import annotations

from enum import StrEnum

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span


class Severity(StrEnum):
    """How much a finding matters. Only warnings and errors fail a build unless asked otherwise."""

    INFO = "info"
    SUGGESTION = "suggestion"
    WARNING = "warning"
    ERROR = "error"

    rank: int  # 0 for info to 3 for error

    def __init__(self, name: str) -> None:
        self.rank = ("info", "suggestion", "warning", "error").index(name)


class Mqm(StrEnum):
    """Top categories of the Multidimensional Quality Metrics error typology (themqm.org)."""

    TERMINOLOGY = "terminology"
    ACCURACY = "accuracy"
    LINGUISTIC = "linguistic conventions"
    STYLE = "style"
    LOCALE = "locale conventions"
    DESIGN = "design and markup"


class Grade(StrEnum):
    """How far a fix may be trusted: applied unattended, after a nod, or only read as advice."""

    SAFE = "safe"
    SUGGESTED = "suggested"
    MANUAL = "manual"


class Edit(NamedTuple):
    """Put `text` in place of what stands at `span`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A correction: edits that belong together, those of the reported words first, and their grade."""

    edits: tuple[Edit, ...]
    grade: Grade


class ConceptReference(NamedTuple):
    """What a finding tells of its concept: id, canonical Chinese and English, sources by title."""

    id: str
    zh: str
    preferred: str
    definition: str
    sources: tuple[str, ...]
    proposal: bool


class Finding(NamedTuple):
    """A remark about the words at `span`. `reason` is the part of the message that explains.

    `fingerprint` tells it from the others of its document whatever lines it moves to; empty until the document is done.
    """

    rule: str
    severity: Severity
    mqm: Mqm
    span: Span
    message: str
    reason: str = ""
    fix: Fix | None = None
    concept: ConceptReference | None = None
    fingerprint: str = ""

    @property
    def suggestion(self) -> str | None:
        """The replacement of the words at `span`, or None if the finding offers no single text."""
        if self.fix is None or not self.fix.edits or self.fix.edits[0].span != self.span:
            return None
        return self.fix.edits[0].text
