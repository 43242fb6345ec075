"""What a part of a Word file is read as: paragraphs, with the bits of text that they hold."""

from __future__ import annotations

from enum import Enum

from policy_glossary.formats.word.styles import is_heading_level
from policy_glossary.intake.xml_events import TextPiece
from policy_glossary.intake.xml_offsets import XmlText
from policy_glossary.model.light_typing import NamedTuple

_TABLES_OF_CONTENTS = ("TOC", "INDEX", "TOA", "BIBLIOGRAPHY")


class View(Enum):
    """How tracked changes are read: as if all were accepted, or as if all were rejected."""

    FINAL = "final"
    ORIGINAL = "original"


class Paragraph:
    """A paragraph as read. `pieces` with a range of -1 stand for what is no text, such as a formula.

    `number` counts the w:p elements of the part from 1. `touched`: by tracked changes. `guarded`: in a content control that
    is locked or filled from data. `listed`: in a table of contents. `joined`: its end is not there in this view.
    """

    __slots__ = "cell comments depth guarded joined level listed number numbered pieces style touched".split()

    def __init__(self, number: int, depth: int, *, cell: bool) -> None:
        self.number = number
        self.depth = depth
        self.cell = cell
        self.pieces: list[TextPiece] = []
        self.style = ""
        self.level: int | None = None
        self.numbered = self.touched = self.guarded = self.listed = self.joined = False
        self.comments: list[tuple[int, str]] = []

    def is_heading(self, styles: frozenset[str]) -> bool:
        """True if it or its style says that it is a heading."""
        return is_heading_level(self.level) if self.level is not None else self.style in styles

    def length(self) -> int:
        """Code points read so far."""
        return sum(len(piece.text) for piece in self.pieces)


class Story(NamedTuple):
    """One part as read, and how many bits of it were passed over."""

    xml: XmlText
    paragraphs: tuple[Paragraph, ...]
    hidden: int
    described: int


class Field:
    """A field that is open: its instruction so far, and whether its result has begun."""

    __slots__ = ("instruction", "result")

    def __init__(self, instruction: str = "", *, result: bool = False) -> None:
        self.instruction = instruction
        self.result = result

    def lists(self) -> bool:
        """True for a table of contents or an index, which Word makes from the rest."""
        return self.result and self.instruction.split(maxsplit=1)[:1] in ([name] for name in _TABLES_OF_CONTENTS)


def trimmed(pieces: list[TextPiece]) -> list[TextPiece]:
    """Pieces without white space at both ends, which counts only where it is said to be preserved."""
    worded = [number for number, piece in enumerate(pieces) if piece.text.strip(" \t\n\r")]
    kept = pieces[worded[0] : worded[-1] + 1] if worded else []
    if kept and len(kept[0].text) == kept[0].end - kept[0].start:
        first = kept[0]
        words = first.text.lstrip(" \t\n\r")
        kept[0] = TextPiece(words, first.end - len(words), first.end)
    if kept and len(kept[-1].text) == kept[-1].end - kept[-1].start:
        last = kept[-1]
        words = last.text.rstrip(" \t\n\r")
        kept[-1] = TextPiece(words, last.start, last.start + len(words))
    return kept
