"""PO glossary files. polib parses; this module first finds what polib would lose in silence, and says so.

polib drops an entry with an unclosed quotation mark and stops at the first syntax error. Here a broken entry is blanked
out, line for line, and becomes a fault; its neighbours are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

import polib

from policy_glossary.model.concept import Concept
from policy_glossary.model.report import Fault
from policy_glossary.termbase.entry import UNKNOWN_CHINESE, EntryReader

_STRING_LINE = re.compile(r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)[ \t]*)?"')
_KEYWORD = re.compile(r"(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\b")
_WHOLE_STRING = re.compile(r'[^"]*"(?:[^"\\]|\\.)*"\s*$')
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
_CONFLICT_MARKS = frozenset("<>|=")
_SEPARATOR = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_MSGID = ("msgid ", "msgid\t", 'msgid"')
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
        if line[:1] in _CONFLICT_MARKS and _CONFLICT.match(line):
            hint = "settle the merge: keep one side and delete the marker lines"
            result.faults.append(_unresolved(lines, number, name, hint))
            return result
    _blank_odd_separators(lines, name, result)
    _blank_open_quotes(lines, name, result)
    _blank_unfinished(lines, name, result)
    _read_entries(lines, EntryReader(name, source_titles, result.faults), name, result)
    return result


def _unresolved(lines: list[str], first: int, name: str, hint: str) -> Fault:
    """The fault of a file with the markers of a merge, with the lines of both sides of the first conflict."""
    marks = {line[0]: number for number, line in reversed(list(enumerate(lines, 1))) if number >= first and _CONFLICT.match(line)}
    end = marks.get("|", marks.get("=", 0))
    told = ""
    if marks.get("<") == first and first < end <= marks["="] < marks.get(">", 0):
        told = f" (ours: lines {first + 1}-{end - 1}, theirs: {marks['='] + 1}-{marks['>'] - 1})"
    hint += '; "glossary terms merge --install-driver" lets git merge by concept'
    return Fault(f"unresolved merge conflict{told}; nothing in this file was read", name, first, hint)


def _read_entries(lines: list[str], reader: EntryReader, name: str, result: PoFile) -> None:
    seen: dict[tuple[str, str], int] = {}
    unknown = 0
    for entry, first, last in _parse(lines, name, result):
        if entry.obsolete:
            continue
        number = next((n for n in range(first, last) if lines[n].startswith("msgid")), first) + 1
        if not entry.msgid.strip():
            result.faults.append(Fault("an entry has an empty msgid; it was not read", name, number))
            continue
        key = (entry.msgctxt or "", entry.msgid)
        if key in seen:
            message = f"{entry.msgid} stands twice in the same context, first at line {seen[key]}; this one was not read"
            result.faults.append(Fault(message, name, number))
            continue
        seen[key] = number
        if not entry.msgstr.strip():
            result.notes.append(f"{name}:{number}: {entry.msgid} has no English yet; it is not checked")
            continue
        comments = [(n + 1, lines[n]) for n in range(first, last) if lines[n].startswith("# ") or lines[n] == "#"]
        concept = reader.concept(entry, number, comments)
        if concept is not None and concept.zh.startswith(UNKNOWN_CHINESE):
            unknown += 1
        elif concept is not None:
            result.concepts.append(concept)
    if unknown:
        result.notes.append(f"{name}: entries without their Chinese are not checked: {unknown}")


def _blank_odd_separators(lines: list[str], name: str, result: PoFile) -> None:
    """Make a fault of every line with a character that polib would take for a line end, and blank out its entry."""
    if not _SEPARATOR.search("\n".join(lines)):
        return
    for number, line in enumerate(lines):
        odd = _SEPARATOR.search(line)
        if odd:
            message = f"holds the invisible separator U+{ord(odd[0]):04X}; the entry was not read"
            result.faults.append(Fault(message, name, number + 1, "delete the character"))
            _blank(lines, number)


def _blank_open_quotes(lines: list[str], name: str, result: PoFile) -> None:
    """Make a fault of every string line that does not close, and blank out its entry."""
    for number, line in enumerate(lines):
        if line.startswith("#"):
            continue
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


def _blank_unfinished(lines: list[str], name: str, result: PoFile) -> None:
    """Make a fault of every msgid that no msgstr follows, and blank out its entry."""
    open_at: int | None = None
    for number, line in enumerate([*lines, "msgid"]):
        if not line.startswith("msg"):
            continue
        if re.match(r"(?:msgctxt|msgid)\b", line) and open_at is not None:
            result.faults.append(Fault("a msgid without a msgstr; the entry was not read", name, open_at + 1))
            _blank(lines, open_at)
            open_at = None
        if re.match(r"msgid\b", line):
            open_at = number
        elif line.startswith("msgstr"):
            open_at = None


def _parse(lines: list[str], name: str, result: PoFile) -> list[tuple[polib.POEntry, int, int]]:
    """Entries as polib reads them, each with its first line and end; what polib loses or stops at is a fault."""
    # polib takes the comments of the first entry for the file's own if there is no header: put one before it.
    header = [] if _has_header(lines) else ['msgid ""', 'msgstr ""', ""]
    while True:
        try:
            entries = list(polib.pofile("\n".join(header + lines) + "\n", wrapwidth=0))
            break
        except (OSError, ValueError) as error:
            match = _POLIB_LINE.search(str(error))
            number = int(match[1]) - len(header) if match else 0
            reason = match[2] if match and match[2] else "it does not follow the PO format"
            result.faults.append(Fault(f"an entry was not read: {reason}", name, number if number > 0 else None))
            if not 0 < number <= len(lines) or not lines[number - 1].strip():
                return []
            _blank(lines, number - 1)
    if not header:
        _check_character_set(lines, name, result)
    starts = [entry.linenum - 1 - len(header) for entry in entries]
    ranges = list(pairwise([*starts, len(lines)]))
    _report_lost(lines, ranges, name, result)
    return [(entry, first, last) for entry, (first, last) in zip(entries, ranges, strict=True)]


def _has_header(lines: list[str]) -> bool:
    """True if the first msgid of the file is empty."""
    first = next((number for number, line in enumerate(lines) if line.startswith("msgid")), None)
    if first is None or not re.match(r'msgid\s+""\s*$', lines[first]):
        return False
    return first + 1 >= len(lines) or not lines[first + 1].startswith('"')


def _check_character_set(lines: list[str], name: str, result: PoFile) -> None:
    for number, line in enumerate(lines):
        match = re.match(r'"Content-Type:.*charset=([\w-]+)', line) if line.startswith('"C') else None
        if match and match[1].lower() not in ("utf-8", "utf8", "ascii", "us-ascii", "charset"):
            result.faults.append(Fault(f"declares the character set {match[1]}; only UTF-8 is read", name, number + 1))


def _report_lost(lines: list[str], ranges: list[tuple[int, int]], name: str, result: PoFile) -> None:
    """Make a fault of every msgid that belongs to no entry that polib returned."""
    keywords = [number for number, line in enumerate(lines) if line.startswith(_MSGID)]
    if keywords and _has_header(lines):
        keywords = keywords[1:]
    owned = {next((n for n in range(*lines_of) if lines[n].startswith(_MSGID)), -1) for lines_of in ranges}
    for number in keywords:
        if number not in owned:
            result.faults.append(Fault("an entry was not read: put an empty line before and after it", name, number + 1))


def _blank(lines: list[str], number: int) -> None:
    """Empty the run of non-empty lines around a line, so that the other lines keep their numbers."""
    first = last = number
    while first > 0 and lines[first - 1].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    lines[first:last] = [""] * (last - first)
