"""What is doubtful in a glossary file: where, how much it matters, and how the line could be mended."""

from __future__ import annotations

from policy_glossary.model.finding import Severity
from policy_glossary.model.light_typing import NamedTuple


class LineFix(NamedTuple):
    """Put `new` in place of the line `old`; None deletes the line. Neither holds a line end."""

    old: str
    new: str | None


class LintFinding(NamedTuple):
    """One doubtful line of a glossary. `code` names the check, `concept` is the id of the entry, empty for a file's own line."""

    code: str
    severity: Severity
    file: str
    line: int
    concept: str
    message: str
    fix: LineFix | None = None
