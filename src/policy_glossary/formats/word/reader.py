"""A Word file as a document: paragraphs become blocks, bits of text the pieces that lead back to the parts of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_glossary.formats.masking import ADDRESS, mask
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.word.names import AUTHOR
from policy_glossary.formats.word.package import Package
from policy_glossary.formats.word.paragraphs import Paragraph, Story, View
from policy_glossary.formats.word.story import read_story
from policy_glossary.formats.word.styles import heading_styles, is_protected
from policy_glossary.intake.xml_events import End, Start, Text
from policy_glossary.model.document import OPAQUE, Block, Document, Origin, Piece, Remark, State
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import SourceText, Span

_BETWEEN = "\n\n"
_HEADING_LENGTH = 160  # code points, as in plain text
_SENTENCE_ENDS = ".!?;:,…。！？；：，"
_TO_US = "glossary:"  # in comments that set findings aside
_CLOSING = "\"'”’)]」』）"


def read_word(raw: RawFile, view: View = View.FINAL) -> Reading:
    """Read a Word document in one of the two views of its tracked changes. Raises FaultError if it cannot be read."""
    package = Package(raw)
    stories = [read_story(package.xml(part), view) for part in package.text_parts()]
    styles = frozenset[str]().union(*(heading_styles(package.xml(part)) for part in package.related("styles")))
    protected = any(is_protected(package.xml(part)) for part in package.related("settings"))
    comments = [comment for part in package.related("comments") for comment in _comments(package, part)]
    unread = sum(comment.author != AUTHOR and _TO_US not in comment.words for comment in comments)
    assembly = _Assembly(styles, {comment.id: comment.words for comment in comments}, protected=protected)
    for part, story in zip(package.text_parts(), stories, strict=True):
        assembly.add(part, story)
    document = assembly.document(raw.name, [story.xml.source for story in stories])
    notes = [*_notes(document, stories, view, protected=protected, comments=unread), *package.notes()]
    return Reading(document, tuple(notes))


class _Assembly:
    """The readable text while it grows, paragraph by paragraph."""

    def __init__(self, styles: frozenset[str], comments: dict[str, str], *, protected: bool) -> None:
        self._styles = styles
        self._comments = comments
        self._protected = protected
        self._text: list[str] = []
        self._length = 0
        self._parts = 0
        self._blocks: list[Block] = []
        self._pieces: list[Piece] = []
        self._remarks: list[Remark] = []

    def add(self, part: str, story: Story) -> None:
        """Take a part. Without a single style of headings in it, short lines count as headings, as in plain text."""
        paragraphs = _joined(story.paragraphs)
        styled = self._parts > 0 or any(p.is_heading(self._styles) and p.pieces for p in paragraphs)
        for paragraph in paragraphs:
            words = "".join(piece.text for piece in paragraph.pieces)
            if not words.strip():
                continue
            start = self._start_block()
            for piece in paragraph.pieces:
                self._take(piece.text, piece.start, piece.end)
            heading = paragraph.is_heading(self._styles) if styled else _looks_like_heading(paragraph, words)
            span = Span(start, self._length)
            self._blocks.append(Block(span, heading, self._state(paragraph), part, paragraph.number))
            for offset, comment in paragraph.comments:
                if comment in self._comments:
                    self._remarks.append(Remark(self._comments[comment], start + offset, span, paragraph.number))
        self._parts += 1

    def document(self, name: str, parts: Sequence[SourceText]) -> Document:
        """What was read, as a document."""
        text = "".join(self._text)
        visible = mask(text, [Span(*m.span()) for m in ADDRESS.finditer(text)])
        origin = Origin(tuple(parts), tuple(self._pieces))
        return Document(SourceText(name, text), visible, tuple(self._blocks), origin, tuple(self._remarks))

    def _start_block(self) -> int:
        if self._text:
            self._text.append(_BETWEEN)
            self._length += len(_BETWEEN)
        return self._length

    def _take(self, words: str, start: int, end: int) -> None:
        first, self._length = self._length, self._length + len(words)
        self._text.append(words)
        if start >= 0:
            self._pieces.append(Piece(first, self._length, start, end, self._parts))

    def _state(self, paragraph: Paragraph) -> State:
        if paragraph.listed:
            return State.LOCKED
        return State.GUARDED if self._protected or paragraph.touched or paragraph.guarded else State.OPEN


def _joined(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Paragraphs in this view: one whose end is not there goes on with the next one beside it, which names the style."""
    for index, paragraph in enumerate(paragraphs):
        if paragraph.joined:
            following = next((p for p in paragraphs[index + 1 :] if p.depth <= paragraph.depth), None)
            if following is not None and following.depth == paragraph.depth:
                shift = paragraph.length()
                moved = [(offset + shift, comment) for offset, comment in following.comments]
                following.comments = [*paragraph.comments, *moved]
                following.pieces = paragraph.pieces + following.pieces
                following.number, following.touched = paragraph.number, True
                paragraph.pieces, paragraph.comments = [], []
    return paragraphs


def _looks_like_heading(paragraph: Paragraph, words: str) -> bool:
    """True for a short line of the running text that ends like no sentence."""
    words = words.strip().rstrip(_CLOSING)
    return (
        not paragraph.cell and not paragraph.numbered and len(words) <= _HEADING_LENGTH and words[-1:] not in tuple(_SENTENCE_ENDS)
    )


class _Comment(NamedTuple):
    id: str
    author: str
    words: str


def _comments(package: Package, part: str) -> Iterator[_Comment]:
    id_, author, words, inside = "", "", "", False
    for event in package.xml(part).events():
        if isinstance(event, Start) and event.name == "comment":
            id_, author, words = (
                event.attributes.get(f"{{{event.uri}}}id", ""),
                event.attributes.get(f"{{{event.uri}}}author", ""),
                "",
            )
        elif isinstance(event, Start | End) and event.name == "t":
            inside = isinstance(event, Start)
        elif isinstance(event, Text) and inside:
            words += event.text
        elif isinstance(event, End) and event.name == "comment":
            yield _Comment(id_, author, words)


def _notes(document: Document, stories: Sequence[Story], view: View, *, protected: bool, comments: int) -> Iterator[str]:
    """What was read in which way, and what was not read."""
    touched = sum(p.touched for story in stories for p in story.paragraphs)
    if touched:
        way = "as if accepted" if view is View.FINAL else "as if rejected"
        yield f"tracked changes are read {way}; {_count(touched, 'paragraph')} with such changes never corrected"
    if protected:
        yield "the document is protected: no correction is written"
    elif guarded := sum(p.guarded and not p.touched for story in stories for p in story.paragraphs):
        yield f"{_count(guarded, 'paragraph')} in locked or linked content controls never corrected"
    listed = sum(block.state is State.LOCKED for block in document.blocks)
    if listed:
        yield f"{_count(listed, 'line')} of a table of contents or an index passed over"
    for number, one in (
        (comments, "comment"),
        (sum(story.hidden for story in stories), "hidden bit"),
        (sum(story.described for story in stories), "description of a picture"),
        (document.source.text.count(OPAQUE), "formula or symbol"),
    ):
        if number:
            yield f"{_count(number, one)} not read"


def _count(number: int, one: str) -> str:
    """A number and what it counts, in the plural if need be."""
    if number == 1:
        return f"1 {one}"
    many = {
        "description of a picture": "descriptions of pictures",
        "hidden bit": "hidden bits",
        "formula or symbol": "formulas or symbols",
    }
    return f"{number:,} {many.get(one, one + 's')}"
