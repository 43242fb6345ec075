"""Annotations of GitHub Actions: a workflow command for each of the first findings, and the rest in numbers.

GitHub shows ten annotations of a kind in a step and drops the others in silence.
"""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from policy_glossary.model.finding import Finding, Severity
from policy_glossary.model.report import Fault, FileReport, Report
from policy_glossary.model.text import counted
from policy_glossary.reports.records import address, file_name, subject, where

SHOWN = 10  # of a kind in a step, https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice", Severity.INFO: "notice"}


def write(report: Report, stream: TextIO) -> None:
    """Write what could not be checked and the gravest findings as annotations, then a line with the number of those that are not."""
    found = [(file, finding) for file in report.files for finding in file.findings]
    found.sort(key=lambda pair: -pair[1].severity.rank)
    shown: Counter[str] = Counter()
    for fault in report.faults:
        shown["error"] += 1
        if shown["error"] <= SHOWN:
            stream.write(_fault(fault, report) + "\n")
    for file, finding in found:
        command = _COMMANDS[finding.severity]
        shown[command] += 1
        if shown[command] <= SHOWN:
            stream.write(_annotation(command, file, finding, report) + "\n")
    rest = [counted(count - SHOWN, command) for command, count in shown.items() if count > SHOWN]
    told = f"; not annotated: {', '.join(rest)} (GitHub shows {SHOWN} of a kind in a step)" if rest else ""
    stream.write(f"glossary: {counted(len(found), 'finding')} in {counted(len(report.files), 'file')}{told}\n")


def _annotation(command: str, file: FileReport, finding: Finding, report: Report) -> str:
    place = file.document.place(finding.span)
    properties = {"file": address(file_name(file.document), report.top)}
    message = finding.message
    if place.paragraph:
        message = f"{where(place)}: {message}"
    else:
        properties |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # columns count within one line only
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties["title"] = subject(finding, report)
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{command} {told}::{_data(message)}"


def _fault(fault: Fault, report: Report) -> str:
    place = {"file": address(fault.file, report.top)} if fault.file else {}
    place |= {"line": str(fault.line)} if fault.line else {}
    told = ",".join(f"{key}={_property(value)}" for key, value in (place | {"title": "not checked"}).items())
    return f"::error {told}::{_data(fault.message + (f' ({fault.hint})' if fault.hint else ''))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
