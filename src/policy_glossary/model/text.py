"""Text: spans of code points, lines and columns computed on demand, and how words and numbers are shown to people."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from policy_glossary.model.light_typing import NamedTuple

# Control and direction characters, and those without width but the joiners, of which emoji and scripts are made, and U+2062, which
# stands for marks of emphasis (`model.document`).
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2061\u2063\u2064\u2066-\u2069\ufeff]")
LINE_END = re.compile(r"\r\n|\n|\r")  # what ends a line, and nothing else does


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: 1 file, 1,200 files, 2 entries."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


class Span(NamedTuple):
    """A half-open range of code points in the decoded text of one file."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """True if `other` lies within this span; equal spans contain each other."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True if the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class SpanSet:
    """Spans of one text that are asked which others they overlap: quickly, however many they are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._furthest = list(accumulate((span.end for span in ordered), max))

    def overlaps(self, span: Span) -> bool:
        """True if one of the spans shares at least one code point with another."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] > span.start


class Position(NamedTuple):
    """A place as people count it: line and column from 1, columns in code points."""

    line: int
    column: int


class SourceText:
    """One file as decoded: `text` is never changed, so that every span is exact in the file.

    A byte-order mark is not part of `text` and is not counted in offsets. Lines end at LF, CRLF or CR only.
    """

    __slots__ = ("_line_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._line_starts: list[int] = []

    def line_starts(self) -> list[int]:
        """Offsets of the first code point of each line, computed once."""
        if not self._line_starts:
            self._line_starts = [0, *(m.end() for m in LINE_END.finditer(self.text))]
        return self._line_starts

    def position(self, offset: int) -> Position:
        """Line and column of a code point offset."""
        starts = self.line_starts()
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def slice(self, span: Span) -> str:
        """The words that stand at a span."""
        return self.text[span.start : span.end]


def file_name(name: str) -> str:
    """The name of a file as text; bytes that are no UTF-8 are shown as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def printable(text: str) -> str:
    """Text that cannot steer a terminal: blanks for line ends, escapes for other control and direction characters and what nobody sees."""
    if text.isprintable():
        return text
    text = re.sub(r"[\r\n\t]+", " ", text)
    return _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", text).replace("\u2028", " ").replace("\u2029", " ")
