"""A rule is a value: what it looks for, why, how it is judged, and the examples that are its tests and its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from policy_glossary.model.finding import Edit, Finding, Fix, Grade, Mqm, Severity
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple
from policy_glossary.model.text import Span

if TYPE_CHECKING:
    from typing import Any


class BadExample(NamedTuple):
    """A text with the reported words in [[double brackets]], and the text as it should read (None: advice only)."""

    marked: str
    fixed: str | None = None

    @property
    def text(self) -> str:
        """The text without the brackets."""
        return self.marked.replace("[[", "").replace("]]", "")


class Needs(NamedTuple):
    """What stands wherever a rule finds anything: of each list one text at least, in small letters.

    A list is one string, a text in each line: most are never looked at. `triggers` are texts of any kind; in `joints` they are words, or
    what stands around the blank between two of them (`matching.presence`).
    """

    triggers: Sequence[str] = ()
    joints: Sequence[str] = ()

    @classmethod
    def of(cls, triggers: Iterable[Iterable[str]], joints: Iterable[Iterable[str]]) -> Needs:
        """The needs of lists of texts."""
        return cls(tuple(map("\n".join, triggers)), tuple(map("\n".join, joints)))


class Rule(NamedTuple):
    """One judgement. `check` is pure: it takes the facts of a document and yields findings.

    `code` is never reused. `severity` is what most of its findings have. `gated` rules speak only in texts that read as
    Chinese policy prose. `optional` rules run only where settings enable them or a run selects them by code or name. A `bilingual` rule runs where the Chinese is at hand; its examples have the form
    "Chinese => English". Examples of a `whole_document` rule are whole documents, to which nothing can be added in front or
    behind. `check` takes a `matching.facts.Facts`; the type is open because model knows nothing above it.
    A rule of a module may give patterns in `sought`: where none of them matches in a document, the rule finds nothing. What they
    cannot match without becomes its `needs` in a run, and it is run only where all of them are met.
    """

    code: str
    name: str
    family: str
    summary: str
    reason: str
    mqm: Mqm
    severity: Severity
    check: Callable[[Any], Iterable[Finding]]
    bad: tuple[BadExample, ...]
    good: tuple[str, ...]
    source: str = ""
    grade: Grade = Grade.MANUAL
    gated: bool = False
    optional: bool = False
    bilingual: bool = False
    since: str = "0.1"
    whole_document: bool = False
    sought: Callable[[], Iterable[str]] | None = None
    needs: Needs = Needs()

    def finding(self, span: Span, message: str, new: str | None = None, severity: Severity | None = None) -> Finding:
        """A finding of this rule at a span; `new` is the text to put there, None for advice in words."""
        fix = None if new is None else Fix((Edit(span, new),), self.grade)
        return Finding(self.code, severity or self.severity, self.mqm, span, message, fix=fix)
