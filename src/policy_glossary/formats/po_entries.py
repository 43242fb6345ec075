"""The entries of a PO file with the place of every character. polib knows no places, and loses broken entries in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policy_glossary.formats.segments import Comment, Run
from policy_glossary.intake.merge_marks import MERGE_MARK
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import SourceText

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,3})\])?)(?=[\s\"]|$)[ \t]*")
_STRING = re.compile(r"\"((?:[^\"\\\r\n]|\\[^\r\n])*)\"[ \t]*$")
_ESCAPE = re.compile(r"((?:\\(?:x[0-9A-Fa-f]{2}|[0-7]{1,3}))+)|\\(.)")
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|([0-7]{1,3}))")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}


class Message(NamedTuple):
    """One entry: strings as runs, `targets` by the number of the plural form; `line` is that of its msgid."""

    context: str | None
    source: str
    plural: str | None
    targets: tuple[tuple[Run, ...], ...]
    flags: frozenset[str]
    comments: tuple[Comment, ...]
    line: int

    def source_of(self, form: int) -> str:
        """The source words of a plural form, counted from 0."""
        return self.source if form == 0 or self.plural is None else self.plural


class _Draft:
    """An entry while its lines are read."""

    def __init__(self) -> None:
        self.fields: dict[str, list[Run]] = {}
        self.last: list[Run] | None = None  # the string that a line without a keyword goes on with
        self.flags: set[str] = set()
        self.comments: list[Comment] = []
        self.line = 0
        self.broken = False

    @property
    def begun(self) -> bool:
        """True if a keyword was read."""
        return bool(self.fields) or self.broken

    def text(self, field: str) -> str:
        return "".join(run.text for run in self.fields[field])


class PoReader:
    """Reads the entries of one file; what is broken goes to `faults`, what is odd to `notes`."""

    def __init__(self, file: SourceText, name: str) -> None:
        self.faults: list[Fault] = []
        self.notes: list[str] = []
        self._file = file
        self._name = name

    def messages(self) -> Iterator[Message]:
        """All entries but obsolete ones, the header among them. Raises FaultError for an unresolved merge."""
        self._refuse_conflicts()
        draft = _Draft()
        for number, (start, line) in enumerate(self._lines(), 1):
            stripped = line.strip()
            if not stripped:
                ends = draft.broken or "msgstr" in draft.fields or "msgstr[0]" in draft.fields
            else:
                ends = draft.begun and self._begins(stripped, draft)
            if ends:
                yield from self._finish(draft)
                draft = _Draft()
            if stripped:
                self._line(draft, stripped, start + line.index(stripped), number)
        yield from self._finish(draft)

    def _lines(self) -> Iterator[tuple[int, str]]:
        for start, end in pairwise([*self._file.line_starts(), len(self._file.text)]):
            yield start, self._file.text[start:end]

    def _refuse_conflicts(self) -> None:
        """Merge markers make every entry around them doubtful."""
        text = self._file.text
        if not any(mark in text for mark in ("<<<<<<<", ">>>>>>>", "=======")):
            return
        marks = [number for number, (_, line) in enumerate(self._lines(), 1) if MERGE_MARK.match(line)]
        if marks:
            lines = f"lines {', '.join(map(str, marks[:6]))}{' …' if len(marks) > 6 else ''}"
            hint = "settle the merge: keep one side and delete the marker lines"
            message = f"unresolved merge conflict, markers at {lines}; nothing in this file was checked"
            raise FaultError(Fault(message, self._name, marks[0], hint))

    @staticmethod
    def _begins(line: str, draft: _Draft) -> bool:
        """True if a line cannot belong to the entry whose keywords are being read."""
        if line.startswith("#"):
            return True
        keyword = _KEYWORD.match(line)
        if keyword is None or keyword[1] not in ("msgctxt", "msgid"):
            return False
        return "msgid" in draft.fields or (keyword[1] == "msgctxt" and "msgctxt" in draft.fields)

    def _line(self, draft: _Draft, line: str, offset: int, number: int) -> None:
        if line.startswith("#"):
            self._comment(draft, line, number)
            return
        keyword = _KEYWORD.match(line)
        if keyword is not None:
            draft.last = None
            if keyword[1] in draft.fields:
                self._break(draft, f"{keyword[1]} stands twice in an entry; the entry was not read", number)
            if keyword[1] == "msgid" or not draft.line:
                draft.line = number
            draft.last = draft.fields.setdefault(keyword[1], [])
            line, offset = line[keyword.end() :], offset + keyword.end()
        elif not line.startswith('"'):
            self._break(draft, "neither a comment nor a keyword nor a quoted text; the entry was not read", number)
            return
        string = _STRING.match(line)
        if string is not None and draft.last is not None:
            draft.last += self._runs(string[1], offset + 1, number)
        elif string is not None:
            self._break(draft, "a quoted text without a keyword; the entry was not read", number)
        elif not line.startswith('"'):
            self._break(draft, "a keyword without a quoted text; the entry was not read", number)
        else:
            told = 'a quotation mark is not closed, or one inside the text is not written as \\"; the entry was not read'
            self._break(draft, told, number)

    def _break(self, draft: _Draft, message: str, number: int) -> None:
        """A fault, and no more than one of an entry."""
        if not draft.broken:
            self.faults.append(Fault(message, self._name, number))
        draft.broken = True

    @staticmethod
    def _comment(draft: _Draft, line: str, number: int) -> None:
        if line.startswith("#,"):
            draft.flags.update(flag.strip() for flag in line[2:].split(","))
        elif line.startswith("#~"):  # an obsolete entry: the comments before it are not those of the next one
            draft.flags.clear()
            draft.comments.clear()
        elif not line.startswith(("#|", "#:")):
            draft.comments.append(Comment(line[2:] if line.startswith("#.") else line[1:], number))

    def _runs(self, quoted: str, offset: int, number: int) -> list[Run]:
        """What stands between the quotation marks, unescaped; an unknown escape is kept as it is, with a note."""
        runs: list[Run] = []
        done = 0
        for escape in _ESCAPE.finditer(quoted) if "\\" in quoted else ():
            text = self._bytes(escape[1]) if escape[1] else _ESCAPED.get(escape[2])
            if text is None:
                self.notes.append(f"line {number}: the escape {escape[0]} is unknown and is read as it stands")
                continue
            if escape.start() > done:
                runs.append(Run(quoted[done : escape.start()], offset + done, offset + escape.start()))
            runs.append(Run(text, offset + escape.start(), offset + escape.end()))
            done = escape.end()
        if done < len(quoted):
            runs.append(Run(quoted[done:], offset + done, offset + len(quoted)))
        return runs

    @staticmethod
    def _bytes(escapes: str) -> str | None:
        """Characters written as their bytes, or None if they are not UTF-8."""
        values = [int(byte[1], 16) if byte[1] else int(byte[2], 8) for byte in _BYTE.finditer(escapes)]
        try:
            return bytes(values).decode("utf-8")
        except (UnicodeDecodeError, ValueError):
            return None

    def _finish(self, draft: _Draft) -> Iterator[Message]:
        if draft.broken or not draft.fields:
            return
        forms = sorted(
            (int(match[2] or 0), field) for field in draft.fields if (match := _KEYWORD.match(field)) and field[:6] == "msgstr"
        )
        if "msgid" not in draft.fields:
            self.faults.append(Fault("an entry without a msgid; it was not read", self._name, draft.line or None))
        elif not forms:
            self.faults.append(Fault("a msgid without a msgstr; the entry was not read", self._name, draft.line))
        else:
            yield Message(
                draft.text("msgctxt") if "msgctxt" in draft.fields else None,
                draft.text("msgid"),
                draft.text("msgid_plural") if "msgid_plural" in draft.fields else None,
                tuple(tuple(draft.fields[field]) for _, field in forms),
                frozenset(draft.flags),
                tuple(draft.comments),
                draft.line,
            )


def header_values(header: Message) -> dict[str, str]:
    """The lines "Key: value" of the header, keys in lower case; an earlier line wins."""
    values: dict[str, str] = {}
    for line in "".join(run.text for target in header.targets for run in target).split("\n"):
        key, colon, value = line.partition(":")
        if colon:
            values.setdefault(key.strip().lower(), value.strip())
    return values


def joined(runs: Sequence[Run]) -> str:
    """The text of a string."""
    return "".join(run.text for run in runs)
