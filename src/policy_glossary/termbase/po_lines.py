"""A PO glossary as numbered lines: which entry owns which line, so that a line can be judged or changed and the rest stays.

`termbase.po` tells what is broken in a file; here broken strings are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import LINE_END
from policy_glossary.termbase.keys import ARROW, KEYS, LIST_KEYS
from policy_glossary.termbase.po_syntax import FUZZY, KEYED, Chunk, chunks, read_strings, unescape

_KEYS = {key: key in LIST_KEYS for key in KEYS}
# polib takes these for line ends, which no editor shows: an entry that holds one is not of the usual form.
SEPARATOR = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")


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
    """One entry. `first` and `last` are its lines, from 1, `last` included; blank lines around it are not its own.

    `usual` tells that nothing in it could be read in two ways: comments, then each string on one line, between blank lines.
    """

    file: str
    first: int
    last: int
    comments: tuple[Comment, ...]
    strings: Strings
    lists: dict[str, list[ListedTerm]]
    usual: bool = False

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
        return any(c.text.startswith("#,") and FUZZY.match(c.text) for c in self.comments)

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
    newline = "\n"
    if "\r" in text:
        found = LINE_END.search(text)
        newline = found[0] if found else newline
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not text.endswith("\n"):
        text += "\n"
    return PoLines(file, tuple(lines), newline, tuple(_entries(text, lines, file)))


def _entries(text: str, lines: Sequence[str], file: str) -> list[PoEntry]:
    """An entry ends behind its msgstr, whatever blank lines stand in it."""
    entries: list[PoEntry] = []
    odd = SEPARATOR.search(text) is not None
    first = 0  # where an entry begins whose msgstr has not come yet
    for chunk in chunks(text):
        if chunk.usual and not first and chunk.usual[3] and not (odd and SEPARATOR.search(text, chunk.start, chunk.end)):
            entries.append(_usual(chunk, chunk.usual, file))
            continue
        last = chunk.line + text.count("\n", chunk.start, chunk.end) - 1
        own = lines[chunk.line - 1 : last]
        if own[0].lstrip().startswith(('"', "msgstr")) and entries and entries[-1].usual and not first:
            first = entries.pop().first  # it goes on behind the blank line
        obsolete = all(line.startswith("#") for line in own) and any(line.startswith("#~") for line in own)
        first = 0 if obsolete else first or chunk.line
        if any(line.startswith("msgstr") for line in own):
            entry = entry_of_lines(lines[first - 1 : last], first, file)
            texts = entry.strings.texts
            if texts.get("msgid") or ("msgid" in texts and "msgctxt" in texts):
                entries.append(entry)
            first = 0
    return entries


def _usual(chunk: Chunk, match: re.Match[str], file: str) -> PoEntry:
    block, context, chinese, english = match.groups()
    texts = {"msgid": unescape(chinese), "msgstr": unescape(english)}
    own = block.split("\n")
    line = chunk.line + len(own) - 1
    places = {"msgid": line, "msgstr": line + 1}
    if context is not None:
        texts = {"msgctxt": unescape(context), **texts}
        places = {"msgctxt": line, "msgid": line + 1, "msgstr": line + 2}
    comments, lists = _comments(own[:-1], chunk.line)
    return PoEntry(file, chunk.line, places["msgstr"], comments, Strings(texts, places), lists, usual=True)


def entry_of_lines(lines: Sequence[str], first: int, file: str) -> PoEntry:
    """The entry of these lines, the first of which has this number."""
    comments, lists = _comments(lines, first)
    strings = read_strings(lines)
    places = {keyword: number + first for keyword, number in strings.lines.items()}
    return PoEntry(file, first, first + len(lines) - 1, comments, Strings(strings.texts, places), lists)


def _comments(lines: Sequence[str], number: int) -> tuple[tuple[Comment, ...], dict[str, list[ListedTerm]]]:
    """The comments among some lines, of which the first has this number, and the items of those that hold lists."""
    comments: list[Comment] = []
    lists: dict[str, list[ListedTerm]] = {}
    for line in lines:
        key, colon, value = line[2:].partition(": ") if line.startswith("# ") else ("", "", "")
        if colon and key in _KEYS:
            comment = Comment(number, key, value.strip(), line)
        elif match := KEYED.match(line) if line.startswith("# ") else None:
            comment = Comment(number, match[1], match[2], line)
        elif line.startswith("#") and not line.startswith("#~"):
            comment = Comment(number, "", "", line)
        else:
            number += 1
            continue
        comments.append(comment)
        number += 1
        if _KEYS.get(comment.key):
            terms = lists.setdefault(comment.key, [])
            if ARROW not in comment.value:
                terms += [ListedTerm(comment, text) for part in comment.value.split(";") if (text := part.strip())]
                continue
            for part in comment.value.split(";"):
                text, arrow, replacement = (side.strip() for side in part.partition(ARROW))
                if text and (replacement or not arrow):  # an arrow with nothing behind it is a fault
                    terms.append(ListedTerm(comment, text, replacement))
    return tuple(comments), lists
