"""Reference English of an article, segment by segment, from a PO file: what drafts of the same article are scored against.

One entry is one segment: `msgctxt` its place ("12.3" is the third segment of the twelfth paragraph), `msgid` the exact words of
the article, `msgstr` the reference English. reference/README.md describes the form. A file is read whole or not at all,
because a score against half of a reference would mislead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import polib

from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError, did_you_mean
from policy_glossary.termbase.po_lines import SEPARATOR

KEYS = ("zh", "note", "numbers", "dropped", "joined")
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgstr)[ \t]*)?"(?:[^"\\]|\\.)*"\s*)?')
_PLACE = re.compile(r"([1-9][0-9]{0,5})\.([1-9][0-9]{0,5})")


class ReferenceSegment(NamedTuple):
    """One segment of an article with its reference English.

    `english` is empty if the segment is no part of the article (`dropped` says why) or if its sense stands in the English of
    the next segment (`joined`). `zh` holds the Chinese behind stock phrases, `numbers` why the figures of the two sides differ.
    `line` is the line of the entry's msgid in the file.
    """

    paragraph: int
    number: int
    source: str
    english: str
    dropped: str = ""
    joined: bool = False
    zh: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    numbers: str = ""
    line: int = 0


def read_reference(path: Path, name: str | None = None) -> tuple[ReferenceSegment, ...]:
    """All segments of a reference file in the order of the article.

    Raises FaultError, with the line where it can, at the first thing that is not as it should be: a file that cannot be read or
    is no PO file, segments out of order, one with neither English nor a reason, one marked fuzzy, an unknown key.
    """
    shown = name or str(path)
    lines = re.split(r"\r\n|\n|\r", decode(read_bytes(path, shown), shown))
    for number, line in enumerate(lines, 1):
        if not _LINE.fullmatch(line) or SEPARATOR.search(line) or line.startswith("#~"):
            raise FaultError(
                Fault("is no line of a reference file", shown, number, 'comments, msgctxt, msgid, msgstr and closed "…"')
            )
    try:
        entries = list(polib.pofile("\n".join(lines) + "\n"))
    except (OSError, ValueError) as error:
        place = re.search(r"\(line (\d+)\)", str(error))
        raise FaultError(Fault("does not follow the PO format", shown, int(place[1]) if place else None)) from None
    starts = [number for number, line in enumerate(lines, 1) if re.match(r"\s*msgid\b", line)][1:]
    if len(starts) != len(entries) or not entries:
        hint = "begin with an empty msgid and put an empty line between entries"
        raise FaultError(Fault(f"holds {len(starts)} entries, but {len(entries)} can be read", shown, hint=hint))
    segments: list[ReferenceSegment] = []
    for entry, start in zip(entries, starts, strict=True):
        segment = _segment(entry, shown, start)
        _check_place(segment, segments, shown)
        segments.append(segment)
    if segments[-1].joined:
        raise FaultError(Fault("is joined to the next segment, but it is the last", shown, segments[-1].line))
    return tuple(segments)


def _segment(entry: polib.POEntry, name: str, line: int) -> ReferenceSegment:
    """One entry as a segment; raises FaultError."""
    place = _PLACE.fullmatch(entry.msgctxt or "")
    if not place:
        raise FaultError(Fault('needs a msgctxt such as "12.3", paragraph and segment', name, line))
    if "fuzzy" in entry.flags:
        raise FaultError(Fault("is marked fuzzy", name, line, "review the English and take the mark off"))
    if not entry.msgid or any(text != text.strip() or "\n" in text for text in (entry.msgid, entry.msgstr)):
        raise FaultError(Fault("holds no words, a line end, or a blank at its beginning or end", name, line))
    values: dict[str, list[str]] = {key: [] for key in KEYS}
    for comment in entry.tcomment.splitlines():
        key, colon, value = (part.strip() for part in comment.partition(":"))
        if not colon or not value or key not in values:
            raise FaultError(
                Fault(f'"{key}" is no key with a value', name, line, did_you_mean(key, KEYS, "one of: " + ", ".join(KEYS)))
            )
        values[key].append(value)
    joined = bool(values["joined"])
    if (bool(entry.msgstr) + bool(values["dropped"]) + joined) != 1 or values["joined"] not in ([], ["next"]):
        hint = 'English in msgstr, or a line "# dropped: why", or a line "# joined: next"'
        raise FaultError(Fault("needs one of three things", name, line, hint))
    return ReferenceSegment(
        int(place[1]),
        int(place[2]),
        entry.msgid,
        entry.msgstr,
        "; ".join(values["dropped"]),
        joined,
        tuple(zh.strip() for value in values["zh"] for zh in value.split(";") if zh.strip()),
        tuple(values["note"]),
        " ".join(values["numbers"]),
        line,
    )


def _check_place(segment: ReferenceSegment, before: Sequence[ReferenceSegment], name: str) -> None:
    """Raise FaultError unless the segment's place follows the one before it."""
    paragraph, number = (before[-1].paragraph, before[-1].number) if before else (0, 0)
    if (segment.paragraph, segment.number) not in ((paragraph, number + 1), (paragraph + 1, 1)):
        message = f"segment {segment.paragraph}.{segment.number} does not follow {paragraph}.{number}"
        raise FaultError(Fault(message, name, segment.line, "segments stand in the order of the article and are numbered through"))
