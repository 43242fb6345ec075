"""Changes to one entry of a PO file, line by line: what is not changed stays byte for byte as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.canonical import entry_text
from policy_glossary.termbase.keys import ARROW, KEYS, LIST_KEYS, WIDTH, wrap_terms
from policy_glossary.termbase.po_lines import Comment, PoEntry, PoLines
from policy_glossary.termbase.po_syntax import escape

_FULL_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$")
_FUZZY = re.compile(r"\s*\bfuzzy\b\s*,?")


class NewEntry(NamedTuple):
    """What a new entry is to say: its strings and its values by key, in any order."""

    id: str
    domain: str
    chinese: str
    english: str
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    proposal: bool = False

    def lines(self) -> list[str]:
        """The entry as lines in canonical form."""
        values = {"id": (self.id,), **dict(self.values)}
        lines: list[str] = []
        for key in KEYS:
            texts = [" ".join(text.split()) for text in values.get(key, ())]
            lines += [f"# {key}: {text}" for text in (wrap_terms(key, texts) if key in LIST_KEYS else texts)]
        lines += ["#, fuzzy"] if self.proposal else []
        strings = (("msgctxt", self.domain), ("msgid", self.chinese), ("msgstr", self.english))
        return [*lines, *(f'{keyword} "{escape(" ".join(text.split()))}"' for keyword, text in strings)]


def moved_lines(entry: PoEntry, domain: str) -> list[str]:
    """An entry in canonical form, approved and under another domain."""
    comments = tuple(c._replace(text=_approved(c.text)) if c.text.startswith("#,") else c for c in entry.comments)
    strings = entry.strings._replace(texts={**entry.strings.texts, "msgctxt": domain})
    return entry_text(entry._replace(comments=tuple(c for c in comments if c.text), strings=strings)).split("\n")


def _approved(flags: str) -> str:
    left = _FUZZY.sub("", flags[2:]).strip(" ,")
    return f"#, {left}" if left else ""


class Editor:
    """The lines of one file, to be changed; `text` gives the result. Several changes must not meet in one line."""

    def __init__(self, text: str, po: PoLines) -> None:
        self._lines = _FULL_LINE.findall(text)
        self._po = po
        self._before: dict[int, list[str]] = {}  # new lines before a line, from 1

    @property
    def text(self) -> str:
        """The text of the file with all changes."""
        parts: list[str] = []
        for number in range(1, len(self._lines) + 2):
            parts += [line + self._po.newline for line in self._before.get(number, ())]
            parts += self._lines[number - 1 : number]
        return "".join(parts)

    def insert(self, entry: NewEntry) -> int:
        """A new entry where its id belongs, or at the end if the file is not in the order of ids. Its first line."""
        return self.insert_lines(entry.id, entry.lines())

    def insert_lines(self, identity: str, lines: list[str]) -> int:
        """The lines of an entry with this id, placed as by `insert`. The first of them."""
        ids = [e.id for e in self._po.entries]
        following = next((e for e in self._po.entries if e.id > identity), None) if ids == sorted(ids) else None
        if following is not None:
            self._before[following.first] = [*lines, ""]
            return following.first
        if self._lines and not self._lines[-1].endswith(("\n", "\r")):
            self._lines[-1] += self._po.newline
        gap = [""] if self._lines and self._lines[-1].strip() else []
        self._before[len(self._lines) + 1] = [*gap, *lines]
        return len(self._lines) + len(gap) + 1

    def delete(self, entry: PoEntry) -> None:
        """Take out an entry and the blank lines behind it, or, at the end of the file, those before it."""
        first, last = entry.first, entry.last
        while last < len(self._lines) and not self._lines[last].strip():
            last += 1
        while last == len(self._lines) and first > 1 and not self._lines[first - 2].strip():
            first -= 1
        self._lines[first - 1 : last] = [""] * (last - first + 1)

    def add_term(self, entry: PoEntry, key: str, term: str) -> None:
        """One more term in a list: at the end of its last line, or in a line of its own."""
        own = [comment for comment in entry.comments if comment.key == key]
        if own:
            longer = f"{own[-1].text.rstrip()}; {term}"
            if "=>" not in term and "=>" not in own[-1].value and len(longer) <= WIDTH:
                self._replace(own[-1].line, longer)
            else:
                self._before.setdefault(own[-1].line + 1, []).append(f"# {key}: {term}")
            return
        earlier = [c for c in entry.comments if c.key and KEYS.index(c.key) < KEYS.index(key)] if _known(entry.comments) else []
        place = earlier[-1].line + 1 if earlier else entry.comments[-1].line + 1 if entry.comments else entry.first
        self._before.setdefault(place, []).append(f"# {key}: {term}")

    def map_terms(self, entry: PoEntry, key: str, change: Callable[[str, str], tuple[str, str] | None]) -> None:
        """Put each item of a list through `change`: its text and its replacement, empty if there is none.

        It gives them as they are to stand there, or None to take the item out; a line that becomes empty goes.
        """
        for comment in (c for c in entry.comments if c.key == key):
            left: list[str] = []
            for part in filter(None, map(str.strip, comment.value.split(";"))):
                text, _, replacement = (side.strip() for side in part.partition(ARROW))
                new = change(text, replacement)
                if new is not None:
                    left.append(part if new == (text, replacement) else f" {ARROW} ".join(filter(None, new)))
            self.set_value(comment, "; ".join(left))

    def set_value(self, comment: Comment, value: str) -> None:
        """Another value of a comment with a key; without one the line goes."""
        if not value:
            self._lines[comment.line - 1] = ""
        elif value != "; ".join(filter(None, map(str.strip, comment.value.split(";")))):
            self._replace(comment.line, f"# {comment.key}: {value}")

    def set_english(self, entry: PoEntry, english: str) -> None:
        """Another msgstr. Raises FaultError if the msgstr stands on several lines."""
        number = entry.strings.lines["msgstr"]
        old = f'msgstr "{escape(entry.english)}"'
        if self._lines[number - 1].rstrip() != old:
            raise FaultError(Fault("the msgstr stands on several lines", self._po.file, number, "first run: glossary terms format"))
        self._replace(number, f'msgstr "{escape(english)}"')

    def approve(self, entry: PoEntry) -> None:
        """Take the mark of a proposal off."""
        for comment in entry.comments:
            if comment.text.startswith("#,"):
                if left := _approved(comment.text):
                    self._replace(comment.line, left)
                else:
                    self._lines[comment.line - 1] = ""

    def _replace(self, number: int, text: str) -> None:
        old = self._lines[number - 1]
        self._lines[number - 1] = text + old[len(old.rstrip("\r\n")) :]


def _known(comments: Sequence[Comment]) -> bool:
    return all(not c.key or c.key in KEYS for c in comments)
