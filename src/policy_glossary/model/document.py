"""A document as rules see it: its readable text, its blocks, which characters are prose, and the way back to the file."""

from __future__ import annotations

from bisect import bisect_right
from enum import IntEnum

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import SourceText, Span

# Stand-ins of one code point, so that `Document.visible` keeps the offsets of the readable text.
OPAQUE = "\ufffc"  # code, an address, front matter: no term reaches across it
TRANSPARENT = "\u2062"  # emphasis marks and the like: a term may stand on both sides


class State(IntEnum):
    """What may be done about a block.

    OPEN: told and mended. GUARDED: told and never mended (others have tracked changes there). DRAFT: told only if asked.
    LOCKED: told only if asked, and never mended.
    """

    OPEN = 0
    DRAFT = 1
    LOCKED = 2
    GUARDED = 3

    @property
    def told(self) -> bool:
        """True if findings are told unasked."""
        return self in (State.OPEN, State.GUARDED)

    @property
    def mended(self) -> bool:
        """True if corrections may be made."""
        return self in (State.OPEN, State.DRAFT)


class Block(NamedTuple):
    """A paragraph, heading, list item or table cell: no sentence and no term crosses its border.

    A format that people count in paragraphs rather than lines (Word) gives `number`, from 1 within `part`.
    """

    span: Span
    heading: bool = False
    state: State = State.OPEN
    part: str = ""
    number: int = 0


class Piece(NamedTuple):
    """Readable characters `start` to `end` and the characters of the file (of its part number `part`) that they are.

    If both have the same length they agree one to one; otherwise (an entity, an escape) the piece is indivisible. A piece of
    one character may read otherwise than its file: a line end that is read as a blank.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    part: int = 0

    @property
    def divisible(self) -> bool:
        """True if each readable character is one character of the file."""
        return self.end - self.start == self.raw_end - self.raw_start

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The range in the file of a readable range within this piece."""
        if not self.divisible:
            return self.raw_start, self.raw_end
        return self.raw_start + start - self.start, self.raw_start + end - self.start

    def readable(self, raw: Span) -> Span:
        """The readable range of a range in the file that has something in common with this piece."""
        if not self.divisible:
            return Span(self.start, self.end)
        first, last = max(raw.start, self.raw_start), min(raw.end, self.raw_end)
        return Span(self.start + first - self.raw_start, self.start + last - self.raw_start)


class Origin(NamedTuple):
    """The way from readable text back to the file: the decoded parts of the file, and pieces in text order.

    Text between two pieces was put in by the reader (the line end between two cells) and is nowhere in the file.
    """

    parts: tuple[SourceText, ...]
    pieces: tuple[Piece, ...]

    def pieces_of(self, span: Span) -> tuple[Piece, ...]:
        """The pieces that share at least one character with a span."""
        first = max(0, bisect_right(self.pieces, span.start, key=lambda piece: piece.start) - 1)
        found = []
        for index in range(first, len(self.pieces)):  # a slice would copy all that follow
            piece = self.pieces[index]
            if piece.start >= span.end:
                break
            if piece.end > span.start:
                found.append(piece)
        return tuple(found)


class Remark(NamedTuple):
    """A comment in the file that readers of the document do not see: its words, and what it may concern.

    `at` is the offset in the readable text at which it stands, `scope` the paragraph in which it stands or else the next
    one, `line` its line in the file, from 1.
    """

    words: str
    at: int
    scope: Span | None
    line: int


class Place(NamedTuple):
    """Where words stand in the file: offsets in code points, end exclusive; line and column count from 1.

    In a Word file, `part` names the part of the package, `line` is the number of the paragraph there, and column and offsets
    count the characters of the paragraph.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    part: str = ""
    paragraph: bool = False


class Segment(NamedTuple):
    """A piece of a translation file: the words of its source, and the span of their translation in the readable text.

    `id` is what the file calls it (in PO the context, or else the line), `line` where its translation begins, from 1.
    """

    source: str
    span: Span
    id: str
    state: State
    line: int


class Document(NamedTuple):
    """One file read. `visible` has the length of `source.text`; masked characters are stand-ins.

    `source.text` is the file itself if `origin` is None, and otherwise what a reader of the rendered file sees. A
    translation file keeps its pairs in `segments`, in text order.
    """

    source: SourceText
    visible: str
    blocks: tuple[Block, ...]
    origin: Origin | None = None
    remarks: tuple[Remark, ...] = ()
    segments: tuple[Segment, ...] = ()

    def block_at(self, offset: int) -> Block | None:
        """The last block that begins at or before an offset of the readable text."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.span.start)
        return self.blocks[index - 1] if index else None

    def place(self, span: Span) -> Place:
        """Where the words at a span of the readable text stand in the file."""
        block = self.block_at(span.start)
        if block is not None and block.number:
            start, end = span.start - block.span.start, span.end - block.span.start
            return Place(start, end, block.number, start + 1, block.number, end + 1, block.part, paragraph=True)
        raw, start, end = self.source, span.start, span.end
        if self.origin is not None:
            raw, start, end = self._raw(self.origin, span)
        first, last = raw.position(start), raw.position(end)
        return Place(start, end, first.line, first.column, last.line, last.column)

    def spans_at(self, line: int, column: int | None = None, part: str = "") -> list[Span] | None:
        """The readable text on a line of the file, or at a column of it, both counted as `place` does; None if it has no such place.

        A column may be the one behind the last character, where the cursor of an editor can stand. Paragraphs are those of `part`, or
        of any.
        """
        if self.blocks and self.blocks[0].number:
            found = [block.span for block in self.blocks if block.number == line and part in ("", block.part)]
            if column is not None:
                found = [_character(span.start, column) for span in found if 0 < column <= span.end - span.start + 1]
            return found or None
        file = self.source if self.origin is None else self.origin.parts[0]
        starts = [*file.line_starts(), len(file.text) + 1]
        if not 0 < line < len(starts):
            return None
        whole = Span(starts[line - 1], starts[line])
        if column is not None and not 0 < column <= whole.end - whole.start:
            return None
        wanted = whole if column is None else _character(whole.start, column)
        if self.origin is None:
            return [wanted]
        pieces = [piece for piece in self.origin.pieces if piece.raw_start < wanted.end and wanted.start < piece.raw_end]
        return [piece.readable(wanted) for piece in pieces]

    def _raw(self, origin: Origin, span: Span) -> tuple[SourceText, int, int]:
        pieces = origin.pieces_of(span)
        if pieces:
            first, last = pieces[0], pieces[-1]
            start = first.raw(max(span.start, first.start), first.end)[0]
            end = last.raw(last.start, min(span.end, last.end))[1] if last.part == first.part else start
            return origin.parts[first.part], start, end
        index = bisect_right(origin.pieces, span.start, key=lambda piece: piece.start)
        if index == 0:
            return origin.parts[0], 0, 0
        before = origin.pieces[index - 1]  # an empty span at its end, or text that the reader put in behind it
        return origin.parts[before.part], before.raw_end, before.raw_end


def _character(start: int, column: int) -> Span:
    return Span(start + column - 1, start + column)
