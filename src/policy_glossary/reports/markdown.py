"""A summary in Markdown for a pull request or a job's page: the verdict, numbers, the gravest findings, the rest folded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from policy_glossary.model.finding import Finding, Severity
from policy_glossary.model.report import FileReport, Report, Verdict
from policy_glossary.model.text import counted, printable
from policy_glossary.reports.consistency_markdown import escape
from policy_glossary.reports.records import file_name, where

LIMIT = 60_000  # characters; a comment on GitHub holds 65,536
SHOWN = 10  # findings that are not folded away
_REMARKS = 20  # of a kind
_LONGEST = 300  # characters of one cell
_MARK = "<!-- policy-glossary -->"  # by which a bot finds its own comment
# What is markup within HTML within Markdown, and what of an address makes hosts link it.
_CODE = re.compile(r"[\\`*_\[\]|<>~&@$#\"!]|:(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
_REFERENCE = re.compile(r"\\?@|#(?=\d)")
_HEAD = "| | place | words | write | why |\n|---|---|---|---|---|"
_REST = 400  # room for what comes after the folded findings


def write(report: Report, stream: TextIO, verdict: Verdict) -> None:
    """Write the summary, never longer than LIMIT."""
    found = [(file, finding) for file in report.files for finding in file.findings]
    found.sort(key=lambda pair: -pair[1].severity.rank)
    blocks = [[_MARK, f"### glossary: {_verdict(report, verdict)}"], [_read(report)], _levels(found), _remarks(report, verdict)]
    if found:
        blocks.append([_HEAD, *(_row(file, finding) for file, finding in found[:SHOWN])])
    text = "\n\n".join("\n".join(block) for block in blocks if block)
    folded = "\n".join(_folded(found[SHOWN:], LIMIT - len(text) - _REST))
    stream.write(f"{text}\n\n{folded}\n" if folded else f"{text}\n")


def _levels(found: list[tuple[FileReport, Finding]]) -> list[str]:
    levels = Counter(finding.severity for _, finding in found)
    rows = [f"| {level} | {levels[level]:,} |" for level in reversed(Severity) if levels[level]]
    return ["| severity | findings |", "|---|---:|", *rows] if rows else []


def _remarks(report: Report, verdict: Verdict) -> list[str]:
    """Faults, files below the score and notes, a few of each."""
    poor = [f"{name}: MQM score {score:.4g} is below {least:g}" for name, score, least in verdict.poor]
    told = []
    for sign, remarks in (("✗ ", list(map(str, report.faults))), ("✗ ", poor), ("", list(report.notes))):
        told += [f"- {sign}{_prose(remark)}" for remark in remarks[:_REMARKS]]
        if len(remarks) > _REMARKS:
            told.append(f"- {sign}and {len(remarks) - _REMARKS:,} more")
    return told


def _verdict(report: Report, verdict: Verdict) -> str:
    if report.faults:
        return "✗ not everything could be checked"
    told = f"{counted(verdict.failing, 'finding')} at or above {verdict.threshold}"
    allowed = f" ({verdict.allowed:,} allowed)" if verdict.allowed else ""
    if verdict.failing > verdict.allowed:
        return f"✗ {told}{allowed}"
    if verdict.poor:
        asked = " or ".join(f"{least:g}" for least in sorted({least for _, _, least in verdict.poor}))
        return f"✗ {counted(len(verdict.poor), 'file')} below the score of {asked}"
    return f"✓ passed{f', {told}{allowed}' if verdict.failing else ''}"


def _read(report: Report) -> str:
    words = sum(file.words for file in report.files)
    return f"{counted(len(report.files), 'file')}, {counted(words, 'word')} read."


def _folded(found: list[tuple[FileReport, Finding]], room: int) -> Iterable[str]:
    """The rest of the findings, as many as there is room for."""
    if not found:
        return
    rows: list[str] = []
    for file, finding in found:
        row = _row(file, finding)
        room -= len(row) + 1
        if room < 0:
            break
        rows.append(row)
    yield from (f"<details><summary>{len(found):,} more</summary>", "", _HEAD, *rows, "")
    if len(rows) < len(found):
        yield f"… and {len(found) - len(rows):,} that do not fit in here."
    yield "</details>"


def _row(file: FileReport, finding: Finding) -> str:
    place = f"{printable(file_name(file.document))}:{printable(where(file.document.place(finding.span)))}"
    words = printable(file.document.source.slice(finding.span))
    instead = "" if finding.suggestion is None else _code(printable(finding.suggestion)) if finding.suggestion else "(delete)"
    told = finding.concept is not None and finding.suggestion is not None  # by the cell beside it
    why = finding.reason if told and finding.reason else finding.message
    return f"| {finding.severity} | {_code(place)} | {_code(words)} | {instead} | {_prose(why)} |"


def _code(text: str) -> str:
    """Text in the type of code that shows exactly it; nobody is mentioned and no address made of it."""
    return f"<code>{_CODE.sub(lambda m: m[0] if ord(m[0]) > 0x7F else f'&#{ord(m[0])};', _short(text))}</code>"


def _prose(text: str) -> str:
    """Text between markup that shows exactly it; a joiner of no width keeps hosts from mentioning people and issues."""
    return _REFERENCE.sub(lambda m: m[0][-1] + "\u2060", escape(printable(_short(text))))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
