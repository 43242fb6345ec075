"""A PO glossary as numbered lines: which entry owns which line, so that a line can be judged or changed and the rest stays.

`termbase.po` tells what is broken in a file; here broken strings are passed over.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LIST_KEYS = frozenset({"zh-variants", "admitted", "deprecated", "suspect", "exempt", "when", "unless", "source"})
_COMMENT = re.compile(r"#\s*([A-Za-z][\w -]*?)\s*:\s*(.*?)\s*$")
_STRING = re.compile(r'\s*(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*)?"((?:[^"\\]|\\.)*)"\s*$')
_LINE_END = re.compile(r"\r\n|\n|\r")
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}
_FUZZY = re.compile(r"#,(?:.*,)?\s*fuzzy\s*(?:,|$)")


class Comment(NamedTuple):
    """A translator comment `# key: value`; `line` counts from 1, `text` is the whole line. Other comments have no key."""

    line: int
    key: str
    value: str
    text: str


class ListedTerm(NamedTuple):
    """One item of a list, as it stands between two semicolons, and the replacement behind `=>`, empty if there is none."""

    comment: Comment
    text: str
    replacement: str = ""


class Strings(NamedTuple):
    """The keyword lines of an entry: unescaped texts by keyword, and the line of each keyword."""

    texts: dict[str, str]
    lines: dict[str, int]


class PoEntry(NamedTuple):
    """One entry. `first` and `last` are its lines, from 1, `last` included; blank lines around it are not its own."""

    file: str
    first: int
    last: int
    comments: tuple[Comment, ...]
    strings: Strings
    lists: dict[str, list[ListedTerm]]

    @property
    def id(self) -> str:
        """The first id, or nothing."""
        return self.text("id")

    @property
    def chinese(self) -> str:
        """The msgid, or what `zh` says in its place."""
        msgid = self.strings.texts.get("msgid", "")
        return self.text("zh") or msgid if msgid.startswith("?") else msgid

    @property
    def english(self) -> str:
        """The msgstr."""
        return self.strings.texts.get("msgstr", "")

    @property
    def domain(self) -> str:
        """The msgctxt."""
        return self.strings.texts.get("msgctxt", "")

    @property
    def line(self) -> int:
        """Where the msgid stands."""
        return self.strings.lines.get("msgid", self.first)

    @property
    def proposal(self) -> bool:
        """True for an entry that is marked fuzzy."""
        return any(c.text.startswith("#,") and _FUZZY.match(c.text) for c in self.comments)

    def text(self, key: str) -> str:
        """The values of a key in one."""
        return " ".join(c.value for c in self.comments if c.key == key)

    def terms(self, key: str) -> list[ListedTerm]:
        """The items of a key that holds a list."""
        return self.lists.get(key, [])


class PoLines(NamedTuple):
    """The lines of one file without their ends, the end that it uses, and its entries in order, its header left out."""

    file: str
    lines: tuple[str, ...]
    newline: str
    entries: tuple[PoEntry, ...]


def read_po_lines(text: str, file: str) -> PoLines:
    """The lines and entries of one PO text; `file` is the name that findings carry. Obsolete entries are no entries."""
    lines = _LINE_END.split(text)
    found = _LINE_END.search(text)
    entries = [entry for first, last in _ranges(lines) if (entry := _entry(lines, first, last, file)) is not None]
    return PoLines(file, tuple(lines), found[0] if found else "\n", tuple(entries))


def _ranges(lines: list[str]) -> list[tuple[int, int]]:
    """First and last line (from 0) of each entry: it ends before the first comment, msgctxt or msgid behind its msgstr."""
    ranges: list[tuple[int, int]] = []
    first, last, finished = -1, -1, False
    for number, line in enumerate(lines):
        if not line or line.isspace():
            continue
        if finished and line.startswith(("#", "msgctxt", "msgid")) and not line.startswith("msgid_plural"):
            ranges.append((first, last))
            first, finished = -1, False
        if first < 0:
            first = number
        last = number
        finished = finished or line.startswith("msgstr")
    if first >= 0:
        ranges.append((first, last))
    return ranges


def _entry(lines: list[str], first: int, last: int, file: str) -> PoEntry | None:
    comments: list[Comment] = []
    texts: dict[str, str] = {}
    places: dict[str, int] = {}
    keyword = ""
    for number in range(first, last + 1):
        line = lines[number]
        if line.startswith("#~"):
            continue
        if line.startswith("#"):
            match = _COMMENT.match(line) if line.startswith("# ") else None
            comments.append(Comment(number + 1, match[1], match[2], line) if match else Comment(number + 1, "", "", line))
        elif string := _STRING.match(line):
            keyword = string[1] or keyword
            places.setdefault(keyword, number + 1)
            texts[keyword] = texts.get(keyword, "") + _unescape(string[2])
    if "msgid" not in texts or (not texts["msgid"] and "msgctxt" not in texts):
        return None
    lists: dict[str, list[ListedTerm]] = {}
    for comment in comments:
        if comment.key in LIST_KEYS:
            terms = lists.setdefault(comment.key, [])
            for part in comment.value.split(";"):
                text, _, replacement = part.partition("=>")
                if text := text.strip():
                    terms.append(ListedTerm(comment, text, replacement.strip()))
    return PoEntry(file, first + 1, last + 1, tuple(comments), Strings(texts, places), lists)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda m: _ESCAPES.get(m[1], m[1]), text) if "\\" in text else text


def escape(text: str) -> str:
    """A text as it stands between the quotation marks of a PO file."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
