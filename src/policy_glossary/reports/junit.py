"""JUnit XML: a suite for each file, a test for each finding. What does not fail the run counts as skipped."""

from __future__ import annotations

from typing import TextIO

from policy_glossary.model.finding import Finding
from policy_glossary.model.report import Fault, FileReport, Report, Verdict
from policy_glossary.reports.markup import text, xml_attribute
from policy_glossary.reports.records import file_name, subject, where
from policy_glossary.reports.terminal import excerpt


def write(report: Report, stream: TextIO, verdict: Verdict) -> None:
    """Write the report. Findings at or above the threshold fail, milder ones are skipped, faults are errors.

    A file without findings is one test that passes, so that nobody takes it for one that was not read.
    """
    suites = [_suite(file, report) for file in report.files]
    suites += [_fault_suite(fault) for fault in report.faults]
    tests = sum(max(1, len(file.findings)) for file in report.files) + len(report.faults)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    totals = f'failures="{verdict.failing}" errors="{len(report.faults)}"'
    stream.write(f'<testsuites name="glossary" tests="{tests}" {totals}>\n')
    stream.writelines(suites)
    stream.write("</testsuites>\n")


def _suite(file: FileReport, report: Report) -> str:
    name = xml_attribute(file_name(file.document))
    failing = sum(file.fails_by(finding) for finding in file.findings)
    count = max(1, len(file.findings))
    skipped = len(file.findings) - failing
    head = f'  <testsuite name="{name}" tests="{count}" failures="{failing}" errors="0" skipped="{skipped}">\n'
    if not file.findings:
        return f'{head}    <testcase classname="{name}" name="nothing found" file="{name}"/>\n  </testsuite>\n'
    cases = "".join(_case(finding, number, file, report) for number, finding in enumerate(file.findings))
    return f"{head}{cases}  </testsuite>\n"


def _case(finding: Finding, number: int, file: FileReport, report: Report) -> str:
    place = file.document.place(finding.span)
    name = xml_attribute(file_name(file.document))
    title = xml_attribute(f"{where(place)} {subject(finding, report)}")
    line = "" if place.paragraph else f' line="{place.line}"'
    case = f'    <testcase classname="{name}" name="{title}" file="{name}"{line}>'
    message = xml_attribute(finding.message)
    if not file.fails_by(finding):
        return f'{case}<skipped message="{finding.severity}: {message}"/></testcase>\n'
    shown = text("".join(excerpt(file.document.source.text, finding.span, file.sentences[number])))
    write_instead = f"\nwrite: {text(finding.suggestion)}" if finding.suggestion else ""
    body = f"{name}:{where(place)}\n{shown}{write_instead}"
    return f'{case}<failure type="{finding.severity}" message="{message}">{body}</failure></testcase>\n'


def _fault_suite(fault: Fault) -> str:
    name = xml_attribute(fault.file or "glossary")
    head = f'  <testsuite name="{name}" tests="1" failures="0" errors="1" skipped="0">\n'
    error = f'<error type="fault" message="{xml_attribute(str(fault))}"/>'
    return f'{head}    <testcase classname="{name}" name="could be read">{error}</testcase>\n  </testsuite>\n'
