"""The readable text of a translation file, woven out of its segments: what PO, XLIFF and TMX have in common.

Each paragraph of a translation stands by itself, set off by an empty line, with its blocks as plain text has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from policy_glossary.formats.masking import ADDRESS, mask
from policy_glossary.formats.plain import blocks_of
from policy_glossary.model.document import Block, Document, Origin, Piece, Remark, Segment, State
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import SourceText, Span

NOWHERE = -1
# Markup that stands in the words themselves, as in the strings of web pages. A term may stand across the inline kind.
_MARKUP = re.compile(
    r"(?P<inline></?(?:a|abbr|b|bdi|cite|em|font|i|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,500})?/?>)"
    r"|</?[A-Za-z][A-Za-z0-9:-]{0,30}(?:\s[^<>]{0,500})?/?>|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)
# What programs put their own words in place of: %s, %1$d, %(name)s, {0}, {name}, {{name}}, ${name}.
_PLACEHOLDER = re.compile(
    r"%(?:\([^()\s]{1,60}\))?(?:\d{1,2}\$)?[-+#0]*\d{0,3}(?:\.\d{1,3})?(?:hh?|ll?|[qjztL])?[diouxXeEfFgGcrsaAp%@]"
    r"|\$?\{{1,2}[\w.:,!-]{0,60}\}{1,2}"
)


class Run(NamedTuple):
    """Readable characters and the range of the file that they are; NOWHERE if the reader put them in.

    What is `protected` must not be changed, and no rule reads it.
    """

    text: str
    start: int = NOWHERE
    end: int = NOWHERE
    protected: bool = False


class Part(NamedTuple):
    """One segment of a paragraph; or, without `source`, what stands between two segments."""

    runs: Sequence[Run]
    source: str | None = None
    id: str = ""
    state: State = State.OPEN

    @property
    def text(self) -> str:
        """The readable characters."""
        return "".join(run.text for run in self.runs)


class Comment(NamedTuple):
    """A comment in the file and its line there, from 1."""

    words: str
    line: int


class Entry(NamedTuple):
    """Paragraphs that belong together (of a unit, of the plural forms of a message), and the comments on them."""

    paragraphs: Sequence[Sequence[Part]]
    comments: Sequence[Comment] = ()
    placeholders: bool = False


def weave(name: str, file: SourceText, entries: Iterable[Entry]) -> Document:
    """The Document of the entries of a translation file, which come in the order of their translations in the file."""
    loom = _Loom(file)
    for entry in entries:
        loom.add(entry)
    return loom.document(name)


def segment_notes(document: Document, untranslated: int) -> tuple[str, ...]:
    """Notes that say how many segments have no findings because they are not finished, or because nobody may change them."""
    states = Counter(segment.state for segment in document.segments)
    quiet = [f"{states[state]:,} {name}" for state, name in ((State.DRAFT, "draft"), (State.LOCKED, "locked")) if states[state]]
    notes = [f"segments without a translation: {untranslated:,}"] if untranslated else []
    return (*notes, *([f"segments told only with --all-segments: {', '.join(quiet)}"] if quiet else []))


class _Loom:
    """Readable text, pieces, blocks and segments, as far as they are woven."""

    def __init__(self, file: SourceText) -> None:
        self._file = file
        self._text: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._blocks: list[Block] = []
        self._segments: list[Segment] = []
        self._remarks: list[Remark] = []
        self._opaque: list[Span] = []

    def add(self, entry: Entry) -> None:
        """Weave the paragraphs of one entry."""
        first = len(self._blocks)
        for paragraph in entry.paragraphs:
            for state, parts in _by_state(paragraph):
                self._paragraph(parts, state, entry.placeholders)
        scope = Span(self._blocks[first].span.start, self._blocks[-1].span.end) if len(self._blocks) > first else None
        at = scope.start if scope else self._length
        self._remarks += [Remark(comment.words, at, scope, comment.line) for comment in entry.comments]

    def _paragraph(self, parts: Sequence[Part], state: State, placeholders: bool) -> None:
        text = "".join(part.text for part in parts)
        if not text.strip():
            return
        if self._length:
            self._text.append("\n\n")
            self._length += 2
        base = self._length
        for part in parts:
            self._part(part)
        self._text.append(text)
        self._blocks += [
            Block(Span(base + block.span.start, base + block.span.end), block.heading, state) for block in blocks_of(text)
        ]
        if placeholders:
            self._opaque += [Span(base + m.start(), base + m.end()) for m in _PLACEHOLDER.finditer(text)]

    def _part(self, part: Part) -> None:
        """The pieces of a part, and the segment that it is."""
        first, start = len(self._pieces), self._length
        for run in part.runs:
            end = self._length + len(run.text)
            if run.protected:
                self._opaque.append(Span(self._length, end))
            if run.start != NOWHERE and run.text:
                self._pieces.append(Piece(self._length, end, run.start, run.end))
            self._length = end
        if part.source is not None and len(self._pieces) > first:
            line = self._file.position(self._pieces[first].raw_start).line
            self._segments.append(Segment(part.source, Span(start, self._length), part.id, part.state, line))

    def document(self, name: str) -> Document:
        """All that was woven, with its masks."""
        text = "".join(self._text)
        opaque = self._opaque + [Span(*m.span()) for m in ADDRESS.finditer(text)]
        markup = list(_MARKUP.finditer(text))
        opaque += [Span(*m.span()) for m in markup if m["inline"] is None]
        visible = mask(text, opaque, [Span(*m.span()) for m in markup if m["inline"]])
        return Document(
            SourceText(name, text),
            visible,
            tuple(self._blocks),
            Origin((self._file,), tuple(self._pieces)),
            tuple(self._remarks),
            tuple(self._segments),
        )


def _by_state(paragraph: Iterable[Part]) -> Iterable[tuple[State, list[Part]]]:
    """The segments of a paragraph in stretches of one state; what stands between two segments goes with the one before."""
    stretches: list[tuple[State, list[Part]]] = []
    for part in paragraph:
        if stretches and (part.source is None or stretches[-1][0] is part.state):
            stretches[-1][1].append(part)
        else:
            stretches.append((part.state, [part]))
    return stretches
