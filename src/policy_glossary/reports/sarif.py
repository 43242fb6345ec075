"""SARIF 2.1.0, as code hosts take it: addresses relative to the repository, fingerprints, and the rules' own pages as help.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from policy_glossary.model.document import Document, Place
from policy_glossary.model.finding import Finding, Grade, Severity
from policy_glossary.model.report import Fault, FileReport, Report
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import Span
from policy_glossary.reports.records import address, where
from policy_glossary.reports.rule_pages import rule_help

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# GitHub keeps 5,000 results of a run and drops the others by an order of its own.
MAX_RESULTS = 5_000
# Not the key by which GitHub knows a line: for that it compares values with its own and complains of each difference.
FINGERPRINT = "policyGlossary/v1"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note", Severity.INFO: "note"}
_LONGEST_CONTEXT = 2_000  # code points; a longer sentence is not shown around the words


def write(report: Report, stream: TextIO) -> None:
    """Write one run. Of more than MAX_RESULTS findings the gravest are kept, and a notification says so."""
    found = [(file, number) for file in report.files for number in range(len(file.findings))]
    kept = sorted(range(len(found)), key=lambda i: (-found[i][0].findings[found[i][1]].severity.rank, i))[:MAX_RESULTS]
    index = {rule.code: number for number, rule in enumerate(report.rules)}
    run = {
        "tool": {
            "driver": {
                "name": "policy-glossary",
                "version": report.signature.version,
                "rules": [_rule(rule) for rule in report.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the work tree."}}},
        "invocations": [
            {
                "executionSuccessful": not report.faults,
                "toolExecutionNotifications": [
                    *(_fault(fault, report.top) for fault in report.faults),
                    *({"level": "note", "message": {"text": note}} for note in report.notes),
                    *_cut(len(found), len(kept)),
                ],
            }
        ],
        "results": [_result(*found[i], index, report.top) for i in sorted(kept)],
    }
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _cut(found: int, kept: int) -> list[dict[str, Any]]:
    if found == kept:
        return []
    told = f"{kept:,} of {found:,} findings are listed here, the gravest ones; hosts take no more. Other formats list all."
    return [{"level": "warning", "message": {"text": told}}]


def _rule(rule: Rule) -> dict[str, Any]:
    examples = "\n".join(f"- {example.marked.replace('[[', '⟦').replace(']]', '⟧')}" for example in rule.bad)
    source = f"\n\nSource: {rule.source}" if rule.source else ""
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.reason or rule.summary},
        "help": {"text": f"{rule.summary}\n\n{rule.reason}{source}\n\nReported:\n{examples}", "markdown": rule_help(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": sorted({rule.mqm.value, rule.family})},
    }


def _result(file: FileReport, number: int, rules: dict[str, int], top: Path) -> dict[str, Any]:
    finding, document = file.findings[number], file.document
    result: dict[str, Any] = {"ruleId": finding.rule}
    if finding.rule in rules:
        result["ruleIndex"] = rules[finding.rule]
    result |= {
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding, document, file.sentences[number], top)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    fix = _fix(finding, document, top)
    if fix:
        result["fixes"] = [fix]
    concept = finding.concept
    named = {"concept": concept.id, "zh": concept.zh, "preferred": concept.preferred} if concept else {}
    result["properties"] = {"severity": finding.severity.value, "mqm": finding.mqm.value, **named}
    return result


def _location(finding: Finding, document: Document, sentence: Span, top: Path) -> dict[str, Any]:
    place = document.place(finding.span)
    physical: dict[str, Any] = {"artifactLocation": _artifact(document.source.name, top)}
    if place.paragraph:  # a Word file has no lines
        return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": where(place), "kind": "element"}]}
    physical["region"] = _region(place) | {"snippet": {"text": document.source.slice(finding.span)}}
    around = sentence.contains(finding.span) and sentence != finding.span
    if around and sentence.end - sentence.start <= _LONGEST_CONTEXT:
        physical["contextRegion"] = _region(document.place(sentence)) | {"snippet": {"text": document.source.slice(sentence)}}
    return {"physicalLocation": physical}


def _region(place: Place) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(finding: Finding, document: Document, top: Path) -> dict[str, Any] | None:
    """The replacement of a finding, where the text is the file itself and a program may put it in."""
    if finding.suggestion is None or finding.fix is None or finding.fix.grade is Grade.MANUAL or document.origin is not None:
        return None
    place = document.place(finding.span)
    if place.paragraph:
        return None
    told = f'Write "{finding.suggestion}".' if finding.suggestion else "Delete these words."
    replacement = {"deletedRegion": _region(place), "insertedContent": {"text": finding.suggestion}}
    change = {"artifactLocation": _artifact(document.source.name, top), "replacements": [replacement]}
    return {"description": {"text": told}, "artifactChanges": [change]}


def _fault(fault: Fault, top: Path) -> dict[str, Any]:
    told = f"{fault.message} ({fault.hint})" if fault.hint else fault.message
    notification: dict[str, Any] = {"level": "error", "message": {"text": told}}
    if fault.file:
        physical: dict[str, Any] = {"artifactLocation": _artifact(fault.file, top)}
        if fault.line:
            physical["region"] = {"startLine": fault.line}
        notification["locations"] = [{"physicalLocation": physical}]
    return notification


def _artifact(name: str, top: Path) -> dict[str, Any]:
    path = address(name, top)
    quoted = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{quoted}"}
    if Path(path).is_absolute():  # with the letter of a drive
        return {"uri": f"file:///{quoted}"}
    return {"uri": quoted, "uriBaseId": _ROOT}
