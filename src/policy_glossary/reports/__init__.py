"""Reports out. One writer a format; a writer decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TextIO

from policy_glossary.model.report import Report

# Format to module of this package, whose `write(report, stream)` prints the report.
FORMATS = {"text": "terminal", "json": "json_report", "jsonl": "json_lines"}


def write_report(report: Report, kind: str, stream: TextIO, colour: bool) -> None:
    """Print a report in one of FORMATS. Only the text format knows colours."""
    writer: Callable[..., None] = import_module(f"policy_glossary.reports.{FORMATS[kind]}").write
    if colour and kind == "text":
        writer(report, stream, colour=True)
    else:
        writer(report, stream)
