"""The XML of Checkstyle, which most build servers read."""

from __future__ import annotations

from typing import TextIO

from policy_glossary.model.document import Document
from policy_glossary.model.finding import Finding, Severity
from policy_glossary.model.report import Report
from policy_glossary.reports.markup import xml_attribute
from policy_glossary.reports.records import file_name, where

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "info", Severity.INFO: "info"}


def write(report: Report, stream: TextIO) -> None:
    """Write every file that was read, those without findings too. Faults are errors of their file."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n')
    for file in report.files:
        stream.write(f'  <file name="{xml_attribute(file_name(file.document))}">\n')
        stream.writelines(_error(finding, file.document) for finding in file.findings)
        stream.write("  </file>\n")
    for fault in report.faults:
        line = f' line="{fault.line}"' if fault.line else ""
        told = xml_attribute(f"{fault.message} ({fault.hint})" if fault.hint else fault.message)
        stream.write(f'  <file name="{xml_attribute(fault.file or "glossary")}">\n')
        stream.write(f'    <error{line} severity="error" message="{told}" source="glossary.fault"/>\n  </file>\n')
    stream.write("</checkstyle>\n")


def _error(finding: Finding, document: Document) -> str:
    place = document.place(finding.span)
    at = "" if place.paragraph else f' line="{place.line}" column="{place.column}"'
    told = f"{where(place)}: {finding.message}" if place.paragraph else finding.message
    level = _LEVELS[finding.severity]
    return f'    <error{at} severity="{level}" message="{xml_attribute(told)}" source="glossary.{finding.rule}"/>\n'
