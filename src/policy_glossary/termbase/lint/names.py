"""The codes of the checks, how much each matters, and the finding that they make."""

from __future__ import annotations

from policy_glossary.model.finding import Severity
from policy_glossary.model.lint import LineFix, LintFinding
from policy_glossary.termbase.po_lines import PoEntry

# Warnings and errors make `glossary terms lint` fail; the rest is told.
SEVERITIES = {
    "cycle": Severity.ERROR,
    "two-roles": Severity.ERROR,
    "unknown-key": Severity.ERROR,
    "contradiction": Severity.WARNING,
    "same-chinese": Severity.WARNING,
    "listed-twice": Severity.WARNING,
    "replaced-by-bad": Severity.WARNING,
    "short": Severity.WARNING,
    "blanks": Severity.WARNING,
    "separator": Severity.WARNING,
    "end-mark": Severity.WARNING,
    "pattern": Severity.WARNING,
    "dead-source": Severity.WARNING,
    "unguarded": Severity.WARNING,
    "domain": Severity.SUGGESTION,
    "traditional": Severity.SUGGESTION,
    "article": Severity.SUGGESTION,
    "same-english": Severity.INFO,
    "suspect-elsewhere-good": Severity.INFO,
    "covered": Severity.INFO,
    "inside-own": Severity.INFO,
    "no-source": Severity.INFO,
    "no-definition": Severity.INFO,
    "incomplete": Severity.INFO,
}


def found(code: str, entry: PoEntry, line: int, message: str, fix: LineFix | None = None) -> LintFinding:
    """A finding of one entry, with the severity of its code."""
    return LintFinding(code, SEVERITIES[code], entry.file, line, entry.id, message, fix)
