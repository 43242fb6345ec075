"""Reports out. One writer a format; a writer decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from policy_glossary.model.light_typing import TYPE_CHECKING
from policy_glossary.model.report import Report, Verdict

if TYPE_CHECKING:
    from typing import TextIO

# Format to module of this package, whose `write(report, stream)` prints the report.
FORMATS = {
    "text": "terminal",
    "json": "json_report",
    "jsonl": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "markdown": "markdown",
}
WITH_RULES = frozenset({"sarif"})  # formats that tell of the rules themselves
_WITH_VERDICT = frozenset({"junit", "markdown"})  # formats that say what fails: `write(report, stream, verdict)`


def write_report(report: Report, verdict: Verdict, kind: str, stream: TextIO, colour: bool, brief: bool = False) -> None:
    """Print a report in one of FORMATS. Only the text format knows colours, and can leave the summaries out (`brief`)."""
    writer: Callable[..., None] = import_module(f"policy_glossary.reports.{FORMATS[kind]}").write
    if kind == "text":
        writer(report, stream, colour=colour, brief=brief)
    elif kind in _WITH_VERDICT:
        writer(report, stream, verdict)
    else:
        writer(report, stream)
