"""Reports out. One writer a format; a writer decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TextIO

from policy_glossary.model.report import Report

# Format to module of this package, whose `write(report, stream)` prints the report.
FORMATS = {"text": "terminal", "json": "json_report", "jsonl": "json_lines"}


def write_report(report: Report, kind: str, stream: TextIO, colour: bool, brief: bool = False) -> None:
    """Print a report in one of FORMATS. Only the text format knows colours, and can leave the summaries out (`brief`)."""
    writer: Callable[..., None] = import_module(f"policy_glossary.reports.{FORMATS[kind]}").write
    if kind == "text":
        writer(report, stream, colour=colour, brief=brief)
    else:
        writer(report, stream)
