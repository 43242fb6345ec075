"""PO glossary files. polib parses; this module first finds what polib would lose in silence, and says so.

polib drops an entry with an unclosed quotation mark and stops at the first syntax error. Here a broken entry is blanked
out, line for line, and becomes a fault; its neighbours are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import polib

from policy_glossary.model.concept import Concept
from policy_glossary.model.report import Fault
from policy_glossary.termbase.entry import EntryReader

_STRING_LINE = re.compile(r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)[ \t]*)?"')
_KEYWORD = re.compile(r"(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\b")
_WHOLE_STRING = re.compile(r'[^"]*"(?:[^"\\]|\\.)*"\s*$')
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
_POLIB_LINE = re.compile(r"\(line (\d+)\)(?:: )?(.*)")


@dataclass(slots=True)
class PoFile:
    """The concepts of one file, what could not be read, and remarks that are no faults."""

    concepts: list[Concept] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_po(text: str, name: str, source_titles: dict[str, str] | None) -> PoFile:
    """Read one PO glossary.

    `source_titles` maps source ids to titles; None means that sources are given as free text. Faults carry lines of
    the file as it lies on disk.
    """
    result = PoFile()
    lines = re.split(r"\r\n|\n|\r", text)
    for number, line in enumerate(lines, 1):
        if _CONFLICT.match(line):
            hint = "settle the merge: keep one side and delete the marker lines"
            result.faults.append(Fault("unresolved merge conflict; nothing in this file was read", name, number, hint))
            return result
    _blank_open_quotes(lines, name, result)
    entries = _parse(lines, name, result)
    reader = EntryReader(name, source_titles, result.faults)
    seen: dict[tuple[str, str], int] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        first, last = _paragraph(lines, entry.linenum - 1)
        comments = [(n + 1, lines[n]) for n in range(first, last) if re.match(r"#(?: |$)", lines[n])]
        if not entry.msgid.strip():
            result.faults.append(Fault("an entry has an empty msgid; it was not read", name, entry.linenum))
            continue
        key = (entry.msgctxt or "", entry.msgid)
        if key in seen:
            message = f"{entry.msgid} stands twice in the same context, first at line {seen[key]}; this one was not read"
            result.faults.append(Fault(message, name, entry.linenum))
            continue
        seen[key] = entry.linenum
        if not entry.msgstr.strip():
            result.notes.append(f"{name}:{entry.linenum}: {entry.msgid} has no English yet; it is not checked")
            continue
        concept = reader.concept(entry, comments)
        if concept is not None:
            result.concepts.append(concept)
    return result


def _blank_open_quotes(lines: list[str], name: str, result: PoFile) -> None:
    """Make a fault of every string line that does not close, and blank out its entry."""
    for number, line in enumerate(lines):
        stripped = line.strip()
        if not _KEYWORD.match(stripped) and not stripped.startswith('"'):
            continue
        if not _STRING_LINE.match(stripped):
            message = "a keyword without a quoted text; the entry was not read"
        elif not _WHOLE_STRING.match(stripped):
            message = 'a quotation mark is not closed, or one inside the text is not written as \\"; the entry was not read'
        else:
            continue
        result.faults.append(Fault(message, name, number + 1))
        _blank(lines, number)


def _parse(lines: list[str], name: str, result: PoFile) -> list[polib.POEntry]:
    """polib's entries; what makes it stop is blanked out and reported, and the rest parsed again."""
    while True:
        try:
            entries = list(polib.pofile("\n".join(lines) + "\n", wrapwidth=0))
            break
        except (OSError, ValueError) as error:
            match = _POLIB_LINE.search(str(error))
            number = int(match[1]) if match else 0
            reason = match[2] if match and match[2] else "it does not follow the PO format"
            result.faults.append(Fault(f"an entry was not read: {reason}", name, number or None))
            if not 0 < number <= len(lines) or not lines[number - 1].strip():
                return []
            _blank(lines, number - 1)
    _report_lost(lines, entries, name, result)
    return entries


def _report_lost(lines: list[str], entries: list[polib.POEntry], name: str, result: PoFile) -> None:
    """Compare what stands in the file with what polib returned."""
    read = {_paragraph(lines, entry.linenum - 1)[0] for entry in entries}
    header_seen = False
    for number, line in enumerate(lines):
        if not line.startswith("msgid "):
            continue
        start, end = _paragraph(lines, number)
        if start in read:
            continue
        if not header_seen and not any(first < start for first in read) and re.match(r'msgid\s+""\s*$', line):
            header_seen = True
            charset = re.search(r"charset=([\w-]+)", "\n".join(lines[start:end]))
            if charset and charset[1].lower() not in ("utf-8", "utf8", "ascii", "us-ascii", "charset"):
                result.faults.append(Fault(f"declares the character set {charset[1]}; only UTF-8 is read", name, number + 1))
            continue
        result.faults.append(Fault("an entry was not read: put an empty line before and after it", name, number + 1))


def _paragraph(lines: list[str], number: int) -> tuple[int, int]:
    """First line and end of the run of non-empty lines around a line."""
    first = last = number
    while first > 0 and lines[first - 1].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    return first, last


def _blank(lines: list[str], number: int) -> None:
    first, last = _paragraph(lines, number)
    lines[first:last] = [""] * (last - first)
