"""The syntax of PO files, in one place for all that read them as they stand.

Nearly every entry of a glossary has the usual form: comments, then each string on a line of its own, with blank lines around it. One
expression reads those; whatever else stands in a file is cut into runs of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policy_glossary.model.light_typing import NamedTuple

_INNER = r'"([^"\\\n]*(?:\\.[^"\\\n]*)*)"'
USUAL = re.compile(rf"((?:#(?: .*|[.:,](?: .*)?)?\n)*)(?:msgctxt {_INNER}\n)?msgid {_INNER}\nmsgstr {_INNER}\n(?=\n|\Z)")
FUZZY = re.compile(r"#,(?:.*,)?\s*fuzzy\s*(?:,|$)")
KEYED = re.compile(r"#\s*([A-Za-z][\w -]*?)\s*:\s*(.*?)\s*$")
_STRING_LINE = re.compile(rf"\s*(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*)?{_INNER}\s*$")
_ESCAPED = re.compile(r'\\([\\"ntrvbf])')
_ESCAPES = {"\\": "\\", '"': '"', "n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}
_UNESCAPED = re.compile("[" + re.escape("".join(_ESCAPES.values())) + "]")
_BACK = {character: f"\\{letter}" for letter, character in _ESCAPES.items()}
# The entry that a file begins with; a line about the file may stand before it.
HEADER = """\
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


class Chunk(NamedTuple):
    """A run of lines: offsets into the text, the line on which it begins (from 1), and its parts if it is a usual entry."""

    start: int
    end: int
    line: int
    usual: re.Match[str] | None


class Strings(NamedTuple):
    """The strings of an entry by keyword, unescaped, and the line (from 0) of each keyword. `sound`: nothing else was there."""

    texts: dict[str, str]
    lines: dict[str, int]
    sound: bool


def chunks(text: str) -> Iterator[Chunk]:
    """Cut a text with line feeds: each run ends at a blank line, or before the next entry if that follows a msgstr at once."""
    place, line = 0, 1
    while place < len(text):
        if text[place] == "\n":
            place, line = place + 1, line + 1
            continue
        match = USUAL.match(text, place)
        if match is not None:
            end = match.end()
            yield Chunk(place, end, line, match)
        else:
            end = _end_of_run(text, place)
            if end > place:
                yield Chunk(place, end, line, None)
            else:  # a line of blanks
                end = text.find("\n", place) + 1 or len(text)
        line += text.count("\n", place, end)
        place = end


def _end_of_run(text: str, start: int) -> int:
    place, finished = start, False
    while place < len(text):
        end = text.find("\n", place) + 1 or len(text)
        line = text[place:end].strip()
        if not line or (finished and not line.startswith(('"', "msgstr["))):
            return place
        finished = finished or line.startswith("msgstr")
        place = end
    return place


def read_strings(lines: Iterable[str]) -> Strings:
    """The strings among the lines of an entry. Comments are passed over."""
    texts: dict[str, str] = {}
    places: dict[str, int] = {}
    keyword, sound = "", True
    for number, line in enumerate(lines):
        if line.startswith("#") or not line or line.isspace():
            continue
        match = _STRING_LINE.match(line)
        if match is None:
            sound = False
            continue
        keyword = match[1] or keyword
        sound = sound and bool(keyword) and not (match[1] and match[1] in texts)
        places.setdefault(keyword, number)
        texts[keyword] = texts.get(keyword, "") + unescape(match[2])
    return Strings(texts, places, sound)


def escape(text: str) -> str:
    """A text as it stands between the quotation marks of a PO file."""
    return _UNESCAPED.sub(lambda match: _BACK[match[0]], text)


def unescape(text: str) -> str:
    """What a text between quotation marks means. An unknown escape stays as it is."""
    return _ESCAPED.sub(lambda match: _ESCAPES[match[1]], text) if "\\" in text else text
