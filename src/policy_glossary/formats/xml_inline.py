"""The words of a segment of XLIFF or TMX. Codes for markup have no width; native code is no text, but its <sub> is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policy_glossary.formats.segments import NOWHERE, Run
from policy_glossary.formats.xml_units import Node
from policy_glossary.intake.xml_events import Text
from policy_glossary.model.document import OPAQUE
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import LINE_END, SourceText

_NATIVE = {"bpt", "ept", "it", "ut"}  # hold code of the original file; so does ph, but of XLIFF 1.2 and TMX only
_PLACEHOLDERS = {"x", "ph"}
_BREAKS = {"lb", "x-lb", "x-br", "xlf:lb"}
_KEPT_FROM_CHANGE = {"protected", "x-its-translate-no", "x-dnt"}
_SECTION = "<![CDATA["
# Blanks around a line end, and those at an edge of a run, where they may go on in the next one.
_LAYOUT = re.compile(r"\A[ \t\r\n]++|(?<![ \t])[ \t]*+[\r\n][ \t\r\n]*+|(?<![ \t\r\n])[ \t\r\n]++\Z")


class Piece(NamedTuple):
    """A run of a segment, and the number (`mid`) of the <mrk> for a sentence in which it stands, None outside of one."""

    run: Run
    mid: str | None


class Words(NamedTuple):
    """The words of a source or target element, and the texts inside its native codes, each a text of its own."""

    pieces: list[Piece]
    inner: list[list[Piece]]

    @property
    def text(self) -> str:
        """The readable characters without inner texts."""
        return "".join(piece.run.text for piece in self.pieces)


def read_words(node: Node, file: SourceText, preserve: bool) -> Words:
    """The words of an element. Unless `preserve`, line ends are layout of the XML: each becomes one blank, or none at the edges."""
    reader = _Inline(file)
    reader.walk(node, None, protected=False)
    texts = [pieces if preserve else _without_layout(pieces, file) for pieces in (reader.pieces, *reader.inner)]
    return Words(_standing_alone(texts[0]), [_standing_alone(text) for text in texts[1:]])


class _Inline:
    def __init__(self, file: SourceText) -> None:
        self.pieces: list[Piece] = []
        self.inner: list[list[Piece]] = []
        self._file = file

    def walk(self, node: Node, mid: str | None, protected: bool) -> None:
        """The content of an element whose own tag means nothing."""
        for child in node.children:
            if isinstance(child, Text):
                self.pieces += [Piece(run, mid) for run in self._runs(child, protected)]
            elif isinstance(child, Node) and not child.foreign:
                self._element(child, mid, protected)

    def _element(self, node: Node, mid: str | None, protected: bool) -> None:
        attributes = node.attributes
        if node.name in _NATIVE or node.name in _PLACEHOLDERS:
            if attributes.get("ctype", attributes.get("subType", attributes.get("type"))) in _BREAKS:
                self.pieces.append(Piece(Run("\n"), mid))
            elif node.name in _PLACEHOLDERS:
                self.pieces.append(Piece(Run(OPAQUE), mid))
            self._native(node)
        elif node.name == "mrk":
            kind = attributes.get("mtype", "")
            kept = protected or kind in _KEPT_FROM_CHANGE or attributes.get("translate") == "no"
            if kind != "x-sdl-deleted":
                self.walk(node, attributes.get("mid", mid or "") if kind == "seg" else mid, kept)
        elif node.name != "sub":
            self.walk(node, mid, protected)

    def _native(self, node: Node) -> None:
        """Texts inside code of the original file, a footnote for example."""
        for sub in node.all("sub"):
            outer, self.pieces = self.pieces, []
            self.walk(sub, None, protected=False)
            inner, self.pieces = self.pieces, outer
            self.inner.append(inner)

    def _runs(self, text: Text, protected: bool) -> Iterator[Run]:
        """A stretch of characters; a CDATA section without its marks, its line ends one by one."""
        if not self._file.text.startswith(_SECTION, text.start):
            for piece in text.pieces:
                yield Run(piece.text, piece.start, piece.end, protected)
            return
        start, end = text.start + len(_SECTION), text.end - len("]]>")
        for match in LINE_END.finditer(self._file.text, start, end):
            if match.start() > start:
                yield Run(self._file.text[start : match.start()], start, match.start(), protected)
            yield Run("\n", match.start(), match.end(), protected)
            start = match.end()
        if start < end:
            yield Run(self._file.text[start:end], start, end, protected)


def _without_layout(pieces: list[Piece], file: SourceText) -> list[Piece]:
    """The pieces with each stretch of blanks that holds a line end of the file as one blank; at the edges as none."""
    if not any(LINE_END.search(piece.run.text) for piece in pieces):
        return pieces
    result: list[Piece] = []
    edge, trailing = True, False
    for stretch in _stretches(pieces, file):
        first, last = stretch[0].run, stretch[-1].run
        if not any(LINE_END.search(piece.run.text) for piece in stretch) or not _is_white(first, file):
            result += stretch
            edge = trailing = False
        elif not edge:
            result.append(Piece(Run(" ", first.start, last.end, first.protected), stretch[0].mid))
            trailing = True
    return result[:-1] if trailing else result


def _stretches(pieces: Iterable[Piece], file: SourceText) -> Iterator[list[Piece]]:
    """The pieces, cut between blanks and other characters; blanks that follow each other in the file are together."""
    white: list[Piece] = []
    for piece in _cut(pieces):
        if white and not (_is_white(piece.run, file) and white[-1].run.end == piece.run.start):
            yield white
            white = []
        if _is_white(piece.run, file):
            white.append(piece)
        else:
            yield [piece]
    if white:
        yield white


def _is_white(run: Run, file: SourceText) -> bool:
    """True for blanks that stand in the file as such, and not as a reference that means just this character."""
    return run.start != NOWHERE and run.text.isspace() and file.text[run.start] != "&"


def _cut(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, cut before and behind what may be layout."""
    for piece in pieces:
        run = piece.run
        if run.start == NOWHERE or len(run.text) != run.end - run.start:
            yield piece
            continue
        done = 0
        for match in _LAYOUT.finditer(run.text):
            if match.start() > done:
                yield _slice(piece, done, match.start())
            yield _slice(piece, match.start(), match.end())
            done = match.end()
        if done < len(run.text):
            yield _slice(piece, done, len(run.text))


def _slice(piece: Piece, start: int, end: int) -> Piece:
    run = piece.run
    return Piece(Run(run.text[start:end], run.start + start, run.start + end, run.protected), piece.mid)


def _standing_alone(pieces: list[Piece]) -> list[Piece]:
    """The pieces with a placeholder only where it stands like a word, between blanks; elsewhere it is markup without width."""
    if not any(_is_placeholder(piece) for piece in pieces):
        return pieces
    after = [False] * len(pieces)
    blank = False
    for number in range(len(pieces) - 1, -1, -1):
        after[number] = blank
        if not _is_placeholder(pieces[number]):
            blank = pieces[number].run.text[:1].isspace()
    kept: list[Piece] = []
    blank = False
    for piece, follows in zip(pieces, after, strict=True):
        if not _is_placeholder(piece):
            blank = piece.run.text[-1:].isspace()
            kept.append(piece)
        elif blank and follows:
            kept.append(piece)
    return kept


def _is_placeholder(piece: Piece) -> bool:
    return piece.run.start == NOWHERE and piece.run.text == OPAQUE
