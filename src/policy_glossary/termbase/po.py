"""PO glossary files as concepts; what cannot be read is a fault with its line, and its neighbours are read.

Entries of the usual form are read by `termbase.po_lines`. Everything else, strings over several lines or an entry that a hand has
spoilt, is left to polib. polib drops an entry with an unclosed quotation mark and stops at the first syntax error: what it would
lose in silence is found first, blanked out line for line, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from policy_glossary.intake.merge_marks import MERGE_MARK
from policy_glossary.model.concept import Concept
from policy_glossary.model.report import Fault
from policy_glossary.termbase.entry import UNKNOWN_CHINESE, EntryReader
from policy_glossary.termbase.keys import KEYS
from policy_glossary.termbase.po_lines import SEPARATOR, PoEntry, PoLines, Strings, entry_of_lines, read_po_lines
from policy_glossary.termbase.po_syntax import KEYED

if TYPE_CHECKING:
    import polib

_STRING_LINE = re.compile(r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)[ \t]*)?"')
_KEYWORD = re.compile(r"(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\b")
_WHOLE_STRING = re.compile(r'[^"]*"(?:[^"\\]|\\.)*"\s*$')
_MSGID = ("msgid ", "msgid\t", 'msgid"')
_EMPTY = re.compile(r'msgid\s*""\s*$')
_MOST_ERRORS = 100  # of one file at which polib stops; after each of them it begins anew
_GLUED = "an entry was not read: put an empty line before and after it"
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
    return read_concepts(read_po_lines(text, name), source_titles)


def read_concepts(po: PoLines, source_titles: dict[str, str] | None) -> PoFile:
    """The concepts of a file that is read as lines already; the rest as in `read_po`."""
    result = PoFile()
    numbers, lines = _rest(po)
    for place, line in enumerate(lines):
        if MERGE_MARK.match(line):
            hint = "settle the merge: keep one side and delete the marker lines"
            result.faults.append(_unresolved(po.lines, numbers[place], po.file, hint))
            return result
    _blank_odd_separators(lines, po.file, result)
    _blank_broken_lines(lines, po.file, result)
    _blank_unfinished(lines, po.file, result)
    header = _has_header(po.lines)
    _blank_second_headers(lines, po.file, result, header=header)
    entries = list(_parse(lines, numbers, po.file, result, header=header)) if any(map(str.strip, lines)) else []
    result.faults = [fault._replace(line=numbers[fault.line - 1]) if fault.line else fault for fault in result.faults]
    usual = [entry for entry in po.entries if entry.usual]
    every = sorted((*usual, *entries), key=lambda entry: entry.first) if entries else usual
    _make_concepts(every, EntryReader(po.file, source_titles, result.faults), po.file, result)
    return result


def _rest(po: PoLines) -> tuple[list[int], list[str]]:
    """What stands outside the entries of the usual form: lines and their numbers. Runs of blank lines and usual entries are one blank line."""
    numbers: list[int] = [1]
    lines: list[str] = [""]
    after = 1
    usual = (entry for entry in po.entries if entry.usual)
    for first, last in (*((entry.first, entry.last) for entry in usual), (len(po.lines) + 1, 0)):
        for number in range(after, first):
            line = po.lines[number - 1]
            if line.strip() or lines[-1].strip():
                numbers.append(number)
                lines.append(line)
        if lines[-1].strip():
            numbers.append(first)
            lines.append("")
        after = last + 1
    return numbers, lines


def _unresolved(lines: Sequence[str], first: int, name: str, hint: str) -> Fault:
    """The fault of a file with the markers of a merge, with the lines of both sides of the first conflict."""
    marks = {line[0]: number for number, line in reversed(list(enumerate(lines, 1))) if number >= first and MERGE_MARK.match(line)}
    end = marks.get("|", marks.get("=", 0))
    told = ""
    if marks.get("<") == first and first < end <= marks["="] < marks.get(">", 0):
        told = f" (ours: lines {first + 1}-{end - 1}, theirs: {marks['='] + 1}-{marks['>'] - 1})"
    hint += '; "glossary terms merge --install-driver" lets git merge by concept'
    return Fault(f"unresolved merge conflict{told}; nothing in this file was read", name, first, hint)


def _make_concepts(entries: Iterable[PoEntry], reader: EntryReader, name: str, result: PoFile) -> None:
    seen: dict[tuple[str, str], int] = {}
    unknown = 0
    for entry in entries:
        msgid, number = entry.strings.texts["msgid"], entry.line
        if not msgid.strip():
            result.faults.append(Fault("an entry has an empty msgid; it was not read", name, number))
            continue
        first = seen.setdefault((entry.domain, msgid), number)
        if first != number:
            message = f"{msgid} stands twice in the same context, first at line {first}; this one was not read"
            result.faults.append(Fault(message, name, number))
            continue
        if not entry.english.strip():
            result.notes.append(f"{name}:{number}: {msgid} has no English yet; it is not checked")
            continue
        concept = reader.concept(entry)
        if concept is not None and concept.zh.startswith(UNKNOWN_CHINESE):
            unknown += 1
        elif concept is not None:
            result.concepts.append(concept)
    if unknown:
        result.notes.append(f"{name}: entries without their Chinese are not checked: {unknown}")


def _blank_odd_separators(lines: list[str], name: str, result: PoFile) -> None:
    """Make a fault of every line with a character that polib would take for a line end, and blank out its entry."""
    if not SEPARATOR.search("\n".join(lines)):
        return
    for number, line in enumerate(lines):
        odd = SEPARATOR.search(line)
        if odd:
            message = f"holds the invisible separator U+{ord(odd[0]):04X}; the entry was not read"
            result.faults.append(Fault(message, name, number + 1, "delete the character"))
            _blank(lines, number, name, result)


def _blank_broken_lines(lines: list[str], name: str, result: PoFile) -> None:
    """Make a fault of every line that no PO file has, such as a string that does not close, and blank out its entry.

    polib stops at most of them, and would have to read the file again from its beginning for each.
    """
    for number, line in enumerate(lines):
        if line.startswith("#"):
            continue
        stripped = line.strip()
        if not stripped:
            continue
        if not _KEYWORD.match(stripped) and not stripped.startswith('"'):
            message = "neither a comment nor a keyword nor a quoted text; the entry was not read"
        elif not _STRING_LINE.match(stripped):
            message = "a keyword without a quoted text; the entry was not read"
        elif not _WHOLE_STRING.match(stripped):
            message = 'a quotation mark is not closed, or one inside the text is not written as \\"; the entry was not read'
        else:
            continue
        result.faults.append(Fault(message, name, number + 1))
        _blank(lines, number, name, result)


def _blank_second_headers(lines: list[str], name: str, result: PoFile, *, header: bool) -> None:
    """Make a fault of every empty msgid that is not the file's header; polib would take one of them for it."""
    for number, line in enumerate(lines):
        if not _EMPTY.match(line) or lines[number + 1].startswith('"'):
            continue
        if header:
            header = False
            continue
        result.faults.append(Fault("an entry has an empty msgid; it was not read", name, number + 1))
        _blank(lines, number, name, result)


def _blank_unfinished(lines: list[str], name: str, result: PoFile) -> None:
    """Make a fault of every msgid that no msgstr follows, and blank out its entry."""
    open_at: int | None = None
    for number, line in enumerate([*lines, "msgid"]):
        if not line.startswith("msg"):
            continue
        if re.match(r"(?:msgctxt|msgid)\b", line) and open_at is not None:
            result.faults.append(Fault("a msgid without a msgstr; the entry was not read", name, open_at + 1))
            _blank(lines, open_at, name, result)
            open_at = None
        if re.match(r"msgid\b", line):
            open_at = number
        elif line.startswith("msgstr"):
            open_at = None


def _parse(lines: list[str], numbers: list[int], name: str, result: PoFile, *, header: bool) -> Iterator[PoEntry]:
    """Entries as polib reads them, with the numbers of their lines; what polib loses or stops at is a fault."""
    import polib  # a file in the usual form needs none but for its header, and no other file does

    # polib takes the comments of the first entry for the file's own if there is no header: put one before it.
    added = [] if header else ['msgid ""', 'msgstr ""', ""]
    entries: list[polib.POEntry] | None = None
    for _ in range(_MOST_ERRORS):
        try:
            entries = list(polib.pofile("\n".join(added + lines) + "\n", wrapwidth=0))
            break
        except (OSError, ValueError) as error:
            match = _POLIB_LINE.search(str(error))
            number = int(match[1]) - len(added) if match else 0
            reason = match[2] if match and match[2] else "it does not follow the PO format"
            result.faults.append(Fault(f"an entry was not read: {reason}", name, number if number > 0 else None))
            if not 0 < number <= len(lines) or not lines[number - 1].strip():
                return
            _blank(lines, number - 1, name, result)
    if entries is None:
        message = f"more than {_MOST_ERRORS} entries do not follow the PO format; what is left was not read"
        result.faults.append(Fault(message, name, hint="is it a PO file?"))
        return
    if header:
        _check_character_set(lines, name, result)
    starts = [entry.linenum - 1 - len(added) for entry in entries]
    ranges = [(first, _end(lines, first, last)) for first, last in pairwise([*starts, len(lines)])]
    _report_lost(lines, ranges, name, result, header=header)
    _report_stray(lines, max((last for _, last in ranges), default=0), name, result)
    for entry, (first, last) in zip(entries, ranges, strict=True):
        if not entry.obsolete:
            yield _entry(entry, {numbers[n]: lines[n] for n in range(first, last)}, name)


def _end(lines: list[str], first: int, last: int) -> int:
    """The end of an entry: behind the last of its strings. What follows belongs to none, or to an entry of the usual form."""
    return next((n + 1 for n in range(last - 1, first, -1) if lines[n].strip() and not lines[n].startswith("#")), last)


def _entry(read: polib.POEntry, lines: dict[int, str], name: str) -> PoEntry:
    """An entry with the strings that polib read."""
    first = min(lines)
    entry = entry_of_lines([lines.get(number, "") for number in range(first, max(lines) + 1)], first, name)
    texts = {**entry.strings.texts, "msgid": read.msgid, "msgstr": read.msgstr, "msgctxt": read.msgctxt or ""}
    return entry._replace(strings=Strings(texts, entry.strings.lines))


def _has_header(lines: Sequence[str]) -> bool:
    """True if the first msgid of the file is empty."""
    first = next((number for number, line in enumerate(lines) if line.startswith("msgid")), None)
    if first is None or not _EMPTY.match(lines[first]):
        return False
    return first + 1 >= len(lines) or not lines[first + 1].startswith('"')


def _check_character_set(lines: list[str], name: str, result: PoFile) -> None:
    for number, line in enumerate(lines):
        match = re.match(r'"Content-Type:.*charset=([\w-]+)', line) if line.startswith('"C') else None
        if match and match[1].lower() not in ("utf-8", "utf8", "ascii", "us-ascii", "charset"):
            result.faults.append(Fault(f"declares the character set {match[1]}; only UTF-8 is read", name, number + 1))


def _report_lost(lines: list[str], ranges: list[tuple[int, int]], name: str, result: PoFile, *, header: bool) -> None:
    """Make a fault of every msgid that belongs to no entry that polib returned."""
    keywords = [number for number, line in enumerate(lines) if line.startswith(_MSGID)]
    owned = {next((n for n in range(*lines_of) if lines[n].startswith(_MSGID)), -1) for lines_of in ranges}
    for number in keywords[1:] if header else keywords:
        if number not in owned:
            result.faults.append(Fault(_GLUED, name, number + 1))


def _report_stray(lines: list[str], after: int, name: str, result: PoFile) -> None:
    """Make a fault of a key behind the last entry: somebody began an entry and did not finish it."""
    for number in range(after, len(lines)):
        match = KEYED.match(lines[number]) if lines[number].startswith("# ") else None
        if match and match[1] in KEYS:
            result.faults.append(
                Fault("a comment that belongs to no entry", name, number + 1, "msgid and msgstr are missing below it")
            )
            return


def _blank(lines: list[str], number: int, name: str, result: PoFile) -> None:
    """Empty the run of lines around a line, so that the others keep their numbers; other entries in the run are told."""
    first = last = number
    while first > 0 and lines[first - 1].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    entries = [n for n in range(first, last) if lines[n].startswith(_MSGID)]
    own = max((n for n in entries if n <= number), default=entries[0] if entries else 0)
    result.faults += [Fault(_GLUED, name, n + 1) for n in entries if n != own]
    lines[first:last] = [""] * (last - first)
