"""On which line a key of a TOML text stands; the parser of the standard library does not tell.

The text is known to be valid, so it is enough to pass over values as wholes and to read what begins a statement.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

KeyPath = tuple[str | int, ...]
_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"(\[\[?)[ \t]*({_DOTTED})")
_ASSIGNED = re.compile(rf"({_DOTTED})[ \t]*=")
_PART = re.compile(_KEY)
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
# What a value consists of, as far as its end is concerned: strings and comments as wholes, brackets, line ends.
_VALUE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[{]|[\]}]|\n|[^"\'#\[\]{}\n]+', re.DOTALL
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line, from 1, of every table and key by its path; tables of an array have numbers from 0 in theirs."""
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    place, line, counted = 0, 1, 0
    while True:
        place = _end(_BLANK, text, place)
        if place >= len(text):
            return lines
        line += text.count("\n", counted, place)
        counted = place
        header, assigned = _HEADER.match(text, place), _ASSIGNED.match(text, place)
        if header:
            table = ()
            for part in _parts(header[2]):
                table = _numbered((*table, part), counts)
            if header[1] == "[[":
                table = tuple(table[:-1]) if isinstance(table[-1], int) else table
                counts[table] = counts.get(table, -1) + 1
                table = _numbered(table, counts)
            lines.setdefault(table, line)
            place = header.end()
        elif assigned:
            lines.setdefault((*table, *_parts(assigned[1])), line)
            place = assigned.end()
        else:
            return lines  # no TOML
        place = _value_end(text, place, bool(header))


def _numbered(path: KeyPath, counts: dict[KeyPath, int]) -> KeyPath:
    """A path of an array of tables means the last of them."""
    return (*path, counts[path]) if path in counts else path


def _parts(dotted: str) -> Iterator[str]:
    for part in _PART.findall(dotted):
        try:
            yield json.loads(part) if part.startswith('"') else part.strip("'")
        except ValueError:  # an escape that JSON does not know
            yield part.strip('"')


def _value_end(text: str, place: int, header: bool) -> int:
    """The end of the line on which a value ends."""
    depth = 0
    while (match := _VALUE.match(text, place)) is not None:
        place = match.end()
        if match[0] in ("[", "{"):
            depth += 1
        elif match[0] in ("]", "}"):
            depth -= 1
        elif match[0] == "\n" and (depth <= 0 or header):
            break
    return place


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place
