"""The report for a person: the words underlined in their sentence, what to write, why, and a summary."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from operator import itemgetter

from policy_glossary.model.finding import Finding, Grade, Severity
from policy_glossary.model.light_typing import TYPE_CHECKING
from policy_glossary.model.report import FileReport, Report
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import Span, counted, printable

if TYPE_CHECKING:
    from typing import TextIO

WINDOW = 96  # code points of the sentence that are shown, unless a terminal is narrower
_NARROWEST = 24
_DOTS = 5  # columns of what stands for words left out
_INDENT = "    "
_UNSURE = {Grade.SUGGESTED: "   (check the form)", Grade.MANUAL: "   (adapt it by hand)"}
_SUMMARY_ROWS = 12
MOST_OF_A_RULE = 1_000  # findings of one rule in a file: nobody reads more of them one by one
_STYLES = {"bold": "1", "dim": "2", "error": "31", "warning": "33", "suggestion": "36", "info": "34", "write": "32"}


def write(report: Report, stream: TextIO, colour: bool = False, brief: bool = False) -> None:
    """Print all findings, then the summaries unless it is to be `brief`. `colour` adds terminal colours.

    A report that holds its rules has them explained, each at its first finding in a file.
    """
    page = Page(stream, colour, dict(report.signature.rules), {rule.code: _why(rule) for rule in report.rules})
    for file in report.files:
        page.file(file)
    if not brief:
        page.summary(report)


class Page:
    """Prints findings; a concept is explained at its first finding in each file. `names` are those of rules by code, `reasons` why they speak."""

    def __init__(self, stream: TextIO, colour: bool, names: dict[str, str], reasons: dict[str, str] | None = None) -> None:
        self._names = names
        self._reasons = reasons or {}
        self._stream = stream
        self._colour = colour
        self._window = _window(stream)
        self._lines: list[str] = []

    def file(self, file: FileReport) -> None:
        """Print the findings of a file, and of a rule with very many how many more there are."""
        explained: set[str] = set()
        shown: Counter[str] = Counter()
        many = len(file.findings) > MOST_OF_A_RULE
        for finding, sentence in zip(file.findings, file.sentences, strict=True):
            if many:
                shown[finding.rule] += 1
                if shown[finding.rule] > MOST_OF_A_RULE:
                    continue
            key = finding.concept.id if finding.concept else finding.rule
            self.finding(finding, file, sentence, key not in explained)
            explained.add(key)
        name = printable(file.document.source.name)
        for rule, count in shown.items():
            if count > MOST_OF_A_RULE:
                self._line(f"{name}: and {count - MOST_OF_A_RULE:,} more of {rule} (--format jsonl lists all)")
                self._line("")
                self._print()

    def finding(self, finding: Finding, file: FileReport, sentence: Span, explain: bool) -> None:
        """Print one finding in its sentence; `explain` adds what its concept is."""
        source = file.document.source
        place = file.document.place(finding.span)
        part = f"{printable(place.part)}:" if place.part else ""
        line = f"paragraph {place.line}" if place.paragraph else str(place.line)
        head = self._style("bold", f"{printable(source.name)}:{part}{line}:{place.column}")
        level = self._style(finding.severity.value, finding.severity.value)
        subject = f"{printable(finding.concept.zh)}  {finding.concept.id}" if finding.concept else self._rule(finding)
        self._line(f"{head}  {level}  {subject}")
        before, words, after = excerpt(source.text, finding.span, sentence, self._window)
        self._line(f"{_INDENT}{before}{self._style('bold', words)}{after}")
        self._line(f"{_INDENT}{' ' * columns(before)}{self._style(finding.severity.value, '^' * max(1, columns(words)))}")
        if finding.suggestion == "":
            self._line(f"{_INDENT}delete {self._style('write', 'these words')}")
        elif finding.suggestion is not None:
            grade = finding.fix.grade if finding.fix else Grade.SUGGESTED
            unsure = self._style("dim", _UNSURE[grade]) if grade in _UNSURE else ""
            verb = "write:" if finding.severity.rank > Severity.INFO.rank else "perhaps:"
            self._line(f"{_INDENT}{verb} {self._style('write', printable(finding.suggestion))}{unsure}")
        told = finding.message
        if finding.concept and not explain:  # what a concept is need not be said again
            told = finding.message.removesuffix(finding.reason).rstrip()
        if finding.concept and finding.suggestion is not None:  # the line above says what to write
            told = finding.reason if explain else ""
        if told:
            self._line(f"{_INDENT}{self._style('dim', printable(told))}")
        if explain and finding.rule in self._reasons:
            self._line(f"{_INDENT}{self._style('dim', printable(self._reasons[finding.rule]))}")
        self._line("")
        self._print()

    def summary(self, report: Report) -> None:
        """Print the counts at the end."""
        findings = [f for file in report.files for f in file.findings]
        concepts = (f.concept for f in findings if f.concept)
        self._table("By concept", Counter(f"{printable(c.zh)} = {printable(c.preferred)}" for c in concepts), "other concepts")
        self._table("By rule", Counter(self._rule(f) for f in findings if not f.concept), "other rules")
        self._table("By category", Counter(f.mqm.value for f in findings), "other categories")
        if len(report.files) > 1:
            self._line(self._style("bold", "By file"))
            for file in report.files:
                self._line(
                    f"{len(file.findings):6d}  {printable(file.document.source.name)} ({counted(file.words, 'word')}, {_score(file)})"
                )
            self._line("")
        self.totals(report)

    def totals(self, report: Report) -> None:
        """Print how much was read and found, in a line."""
        if not report.files:  # "nothing found" would sound like praise
            self._line("nothing was read")
            self._print()
            return
        findings = [f for file in report.files for f in file.findings]
        levels = Counter(f.severity for f in findings)
        told = ", ".join(counted(levels[s], s.value, "info" if s is Severity.INFO else "") for s in reversed(Severity) if levels[s])
        words = counted(sum(file.words for file in report.files), "word")
        result = f"{counted(len(findings), 'finding')} ({told})" if findings else "nothing found"
        if len(report.files) == 1 and findings:
            result += f"; {_score(report.files[0])}"
        self._line(f"{counted(len(report.files), 'file')}, {words} read: {result}")
        self._print()

    def _rule(self, finding: Finding) -> str:
        return f"{finding.rule}  {self._names.get(finding.rule, '')}".rstrip()

    def _table(self, title: str, counts: Counter[str], others: str) -> None:
        if not counts:
            return
        self._line(self._style("bold", title))
        shown = sorted(counts.items(), key=itemgetter(1), reverse=True)[:_SUMMARY_ROWS]  # most_common would import heapq
        for subject, count in shown:
            self._line(f"{count:6d}  {subject}")
        if len(counts) > len(shown):
            self._line(f"{sum(counts.values()) - sum(count for _, count in shown):6d}  in {len(counts) - len(shown)} {others}")
        self._line("")

    def _line(self, text: str) -> None:
        self._lines.append(text.rstrip())

    def _print(self) -> None:
        """Print the lines that wait, in one call of the system where output is not buffered."""
        self._stream.write("\n".join(self._lines) + "\n")
        self._lines.clear()

    def _style(self, style: str, text: str) -> str:
        return f"\033[{_STYLES[style]}m{text}\033[0m" if self._colour and text else text


def _score(file: FileReport) -> str:
    return "no score" if file.score is None else f"MQM score {file.score:g}"


def _why(rule: Rule) -> str:
    return f"{rule.name}: {rule.reason}" + (f" ({rule.source})" if rule.source else "")


def _window(stream: TextIO) -> int:
    """How many code points fit into a line behind the indent."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError):
        columns = 0
    return max(_NARROWEST, min(WINDOW, columns - len(_INDENT) - _DOTS)) if columns else WINDOW


def excerpt(text: str, span: Span, sentence: Span, window: int = WINDOW) -> tuple[str, str, str]:
    """The words at a span with as much of their sentence before and after as fits into the window."""
    room = max(0, window - (span.end - span.start))
    start = max(sentence.start, span.start - room // 2)
    end = min(max(sentence.end, span.end), start + max(window, span.end - start))
    start = max(sentence.start, min(start, end - window)) if end - start < window else start
    start = min(start, span.start)
    before, after = text[start : span.start], text[span.end : end]
    if start > sentence.start:
        before = "… " + before.partition(" ")[2] if " " in before else "… "
    if end < sentence.end:
        after = after.rpartition(" ")[0] + " …" if " " in after else " …"
    return printable(before), printable(text[span.start : span.end]), printable(after)


def columns(text: str) -> int:
    """How many terminal columns a text takes."""
    others = () if text.isascii() else (c for c in text if c > "\x7f")
    return len(text) + sum(-1 if unicodedata.combining(c) else unicodedata.east_asian_width(c) in "WF" for c in others)
