"""Running text put together as a browser does it: white space collapsed, line breaks kept, every piece with its way back."""

from __future__ import annotations

import re

from policy_glossary.formats.masking import ADDRESS, mask
from policy_glossary.formats.plain import WRAP_WIDTH, looks_like_heading
from policy_glossary.model.document import Block, Document, Origin, Piece, Remark
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import SourceText, Span

_UNEVEN = re.compile(r"[\t\n\f\r]|  ")
_STRETCH = re.compile(r"[ \t\n\f\r]+|[^ \t\n\f\r]+")
_WHITE = " \t\n\f\r"
_PARAGRAPH = "\n\n"


class _Bit(NamedTuple):
    """Words in the flow and the characters of the file that they are."""

    words: str
    start: int
    end: int
    opaque: bool = False


class Flow:
    """Collects the text of a file block by block. All offsets that go in are code points of the file."""

    def __init__(self, file: SourceText) -> None:
        self._file = file
        self._lines: list[list[_Bit]] = [[]]
        self._text: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._blocks: list[Block] = []
        self._opaque: list[Span] = []

    @property
    def begun(self) -> bool:
        """True if the block at hand has text."""
        return any(self._lines)

    @property
    def last(self) -> int:
        """Where in the file the text of the block at hand ends so far; 0 if it has none."""
        return next((line[-1].end for line in reversed(self._lines) if line), 0)

    def text(self, start: int, end: int, *, opaque: bool = False) -> None:
        """Characters of the file that stand for themselves, white space apart."""
        words = self._file.text[start:end]
        if words[:1] != " " and not _UNEVEN.search(words):
            if words:
                self._lines[-1].append(_Bit(words, start, end, opaque))
            return
        for stretch in _STRETCH.finditer(words):
            a, b = start + stretch.start(), start + stretch.end()
            if stretch[0][0] in _WHITE:
                self._blank(a, b, opaque=opaque)
            else:
                self._lines[-1].append(_Bit(stretch[0], a, b, opaque))

    def decoded(self, words: str, start: int, end: int, *, opaque: bool = False) -> None:
        """Words that the characters of the file mean but are not, such as an entity."""
        if words and words.strip(_WHITE):
            self._lines[-1].append(_Bit(words, start, end, opaque))
        else:
            self._blank(start, end, opaque=opaque)

    def blank(self) -> None:
        """A blank that is nowhere in the file."""
        self._blank(self.last, self.last, opaque=False)

    def _blank(self, start: int, end: int, *, opaque: bool) -> None:
        line = self._lines[-1]
        if line and line[-1].words[-1:] != " ":
            line.append(_Bit(" ", start, end, opaque))

    def line_break(self) -> None:
        """A line ends inside the block."""
        self._lines.append([])

    def end_block(self, *, heading: bool | None) -> None:
        """The block ends. Its empty lines part paragraphs; so does each line end if a line is too long to be wrapped by hand.

        `heading`: None lets the look decide, as in plain text.
        """
        run: list[list[_Bit]] = []
        for line in [*map(_trimmed, self._lines), []]:
            if line:
                run.append(line)
                continue
            wrapped = heading or all(sum(len(bit.words) for bit in bits) <= WRAP_WIDTH for bits in run)
            for lines in [run] if wrapped else [[bits] for bits in run]:
                self._put(lines, heading=heading)
            run = []
        self._lines = [[]]

    def _put(self, lines: list[list[_Bit]], *, heading: bool | None) -> None:
        if not any(not bit.opaque and bit.words.strip() for bits in lines for bit in bits):
            return
        if self._blocks:
            self._add(_PARAGRAPH)
        start = self._length
        for number, bits in enumerate(lines):
            if number:
                self._add("\n")
            for bit in bits:
                self._add_bit(bit)
        if heading is None:
            words = "".join(bit.words for bits in lines for bit in bits)
            heading = len(lines) == 1 and looks_like_heading(words)
        self._blocks.append(Block(Span(start, self._length), heading))

    def _add(self, words: str) -> None:
        self._text.append(words)
        self._length += len(words)

    def _add_bit(self, bit: _Bit) -> None:
        start = self._length
        self._add(bit.words)
        if bit.opaque:
            self._opaque.append(Span(start, self._length))
        if bit.start == bit.end:
            return
        piece = Piece(start, self._length, bit.start, bit.end)
        before = self._pieces[-1] if self._pieces else None
        if before and before.divisible and piece.divisible and (before.end, before.raw_end) == (piece.start, piece.raw_start):
            self._pieces[-1] = before._replace(end=piece.end, raw_end=piece.raw_end)
        else:
            self._pieces.append(piece)

    def document(self, remarks: tuple[Remark, ...] = ()) -> Document:
        """All that was collected."""
        text = "".join(self._text)
        addresses = [Span(*match.span()) for match in ADDRESS.finditer(text)]
        visible = mask(text, [*self._opaque, *addresses])
        return Document(SourceText(self._file.name, text), visible, tuple(self._blocks), self.origin(), remarks)

    def origin(self) -> Origin:
        """The way back of what was collected so far."""
        return Origin((self._file,), tuple(self._pieces))

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that were collected so far."""
        return tuple(self._blocks)


def _trimmed(line: list[_Bit]) -> list[_Bit]:
    """A line without blanks, of any width, at its ends."""
    worded = [number for number, bit in enumerate(line) if bit.words.strip()]
    if not worded:
        return []
    bits = line[worded[0] : worded[-1] + 1]
    first = bits[0]
    lead = len(first.words) - len(first.words.lstrip())
    if lead and first.end - first.start == len(first.words):
        bits[0] = first._replace(words=first.words[lead:], start=first.start + lead)
    last = bits[-1]
    tail = len(last.words) - len(last.words.rstrip())
    if tail and last.end - last.start == len(last.words):
        bits[-1] = last._replace(words=last.words[:-tail], end=last.end - tail)
    return bits
