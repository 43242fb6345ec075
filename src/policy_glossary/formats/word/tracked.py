"""Tracked changes in the text of one part: only the runs that hold corrected words are written anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from policy_glossary.formats.word.names import AUTHOR, WORD, is_word
from policy_glossary.formats.word.runs import Child, Run, read_runs
from policy_glossary.intake.xml_events import Start, TextPiece
from policy_glossary.intake.xml_offsets import XmlText, escape_attribute, escape_text
from policy_glossary.model.document import Piece
from policy_glossary.model.edits import apply_edits
from policy_glossary.model.finding import Edit
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import Span

_PREFIX = re.compile(r"<([^\s:<>/]+:)?")
Marks = Mapping[int, tuple[str, str]]  # by the number of a correction
_BREAKS = re.compile(r"([\t\n])")


class Change(NamedTuple):
    """Words to be put in place of others. `cuts` are pieces and the readable range taken out of each.

    An insertion has one cut without length. `number` is the same for the changes of one correction; `part` is the number of
    the part in which they stand.
    """

    cuts: tuple[tuple[Piece, int, int], ...]
    new: str
    number: int
    part: int


class _Place(NamedTuple):
    """A range of the text of a child of a run, counted in its readable characters."""

    run: int
    child: int
    start: int
    end: int


class _Token(NamedTuple):
    """A bit of a run that is written anew: kept, taken out, or put in."""

    kind: str
    number: int
    xml: str


class TrackedPart:
    """One part with changes. `ids` yields numbers that no other tracked change of the document has.

    Raises FaultError for a change of text that stands in no run.
    """

    def __init__(self, xml: XmlText, changes: Sequence[Change], ids: Iterator[int]) -> None:
        self._text = xml.source.text
        self._ids = ids
        self.runs = read_runs(xml)
        self._uri = next(e.uri for e in xml.events() if isinstance(e, Start))
        at = {
            p.start: (r, c, base)
            for r, run in enumerate(self.runs)
            for c, child in enumerate(run.children)
            for p, base in _bases(child)
        }
        self._taken: dict[int, list[tuple[_Place, int]]] = {}
        self._added: dict[int, list[tuple[int, int, Change, int]]] = {}
        self.first: dict[int, int] = {}
        self.last: dict[int, int] = {}
        for change in changes:
            places = []
            for piece, start, end in change.cuts:
                if piece.raw_start not in at:
                    message = "a correction lies in markup that Word would not write"
                    raise FaultError(Fault(message, xml.source.name, hint="correct it by hand"))
                run, child, base = at[piece.raw_start]
                places.append(_Place(run, child, base + start - piece.start, base + end - piece.start))
            self._settle(change, places)

    def _settle(self, change: Change, places: Sequence[_Place]) -> None:
        """Note for each run what is taken out of it, and where the new words go: behind the old ones, if no border is between."""
        first, last = places[0], places[-1]
        for place in places:
            if place.start < place.end:
                self._taken.setdefault(place.run, []).append((place, change.number))
        if self.runs[first.run].parent != self.runs[last.run].parent:
            last = max((p for p in places if p.run == first.run), key=lambda p: (p.child, p.end))
        if change.new:
            self._added.setdefault(last.run, []).append((last.child, last.end, change, first.run))
        for place in places:
            self.first.setdefault(change.number, place.run)
            self.last[change.number] = place.run

    def written(self, marks: Marks, anchors: Iterable[tuple[int, str]]) -> str | None:
        """The text of the part with its changes, or None if one lies in a run that holds a text box with another.

        `marks` give what stands before and behind a correction, to tie a comment to it; `anchors` is what is put in elsewhere.
        """
        begun: set[int] = set()
        edits = [Edit(Span(offset, offset), words) for offset, words in anchors]
        for index in sorted({*self._taken, *self._added}, key=lambda index: self.runs[index].start):
            run = self.runs[index]
            edits.append(Edit(Span(run.start, run.end), self._rebuilt(index, marks, begun)))
        edits.sort(key=lambda edit: edit.span)
        if any(before.span.end > after.span.start for before, after in pairwise(edits)):
            return None
        return apply_edits(self._text, edits)

    def _rebuilt(self, index: int, marks: Marks, begun: set[int]) -> str:
        run = self.runs[index]
        tokens = list(self._tokens(index, run))
        rest = {token.number: place for place, token in enumerate(tokens) if token.number >= 0}
        parts: list[str] = []
        place = 0
        for (kind, number), group in groupby(tokens, key=lambda token: (token.kind, token.number)):
            members = list(group)
            if number >= 0 and number not in begun:
                begun.add(number)
                parts.append(marks.get(number, ("", ""))[0])
            words = "".join(token.xml for token in members)
            parts.append(words if kind == "ins" else self._wrapped(run, kind, words))
            place += len(members)
            if number >= 0 and rest[number] < place and self.last[number] == index:
                parts.append(marks.get(number, ("", ""))[1])
        return "".join(parts)

    def _tokens(self, index: int, run: Run) -> Iterator[_Token]:
        """What a run holds, cut where changes begin and end."""
        taken = self._taken.get(index, [])
        added = self._added.get(index, [])
        for number, child in enumerate(run.children):
            cuts = sorted((place.start, place.end, change) for place, change in taken if place.child == number)
            news = [(at, change, first) for child_number, at, change, first in added if child_number == number]
            if not cuts and not news:
                yield _Token("keep", -1, self._text[child.start : child.end])
                continue
            length = sum(len(piece.text) for piece in child.pieces) if child.name == "t" else 1
            borders = sorted({0, length, *(b for start, end, _ in cuts for b in (start, end)), *(at for at, *_ in news)})
            for border, following in zip(borders, [*borders[1:], length], strict=True):
                for at, change, first in news:
                    if at == border:
                        yield _Token("ins", change.number, self._insertion(self.runs[first], change.new))
                if border < following:
                    owner = next((change for start, end, change in cuts if start <= border < end), -1)
                    yield _Token("keep" if owner < 0 else "del", owner, self._bit(run, child, border, following, owner >= 0))

    def _bit(self, run: Run, child: Child, start: int, end: int, gone: bool) -> str:
        """Some of the characters of a child, as an element of a run."""
        if child.name != "t":
            return self._text[child.start : child.end]
        prefix = self._prefix(run)
        return _element(prefix, "delText" if gone else "t", self._slice(child, start, end))

    def _slice(self, child: Child, start: int, end: int) -> str:
        """Characters of a w:t as the file has them; those of a part of a CDATA section are escaped."""
        parts = []
        for piece, base in _bases(child):
            first, last = max(start - base, 0), min(end - base, len(piece.text))
            if first >= last:
                continue
            if len(piece.text) == piece.end - piece.start:
                parts.append(self._text[piece.start + first : piece.start + last])
            elif last - first == len(piece.text):
                parts.append(self._text[piece.start : piece.end])
            else:
                parts.append(escape_text(piece.text[first:last]))
        return "".join(parts)

    def _wrapped(self, run: Run, kind: str, words: str) -> str:
        prefix = self._prefix(run)
        made = f"{self._text[run.start : run.format_end]}{words}</{prefix}r>"
        return made if kind == "keep" else self._tracked(prefix, kind, made)

    def _insertion(self, run: Run, new: str) -> str:
        """New words in the formatting of a run, as a tracked insertion."""
        prefix = self._prefix(run)
        bits = []
        for bit in _BREAKS.split(new):
            if bit in ("\t", "\n"):
                bits.append(f"<{prefix}{'tab' if bit == chr(9) else 'br'}/>")
            elif bit:
                bits.append(_element(prefix, "t", escape_text(bit)))
        return self._tracked(prefix, "ins", f"{self._text[run.start : run.format_end]}{''.join(bits)}</{prefix}r>")

    def _tracked(self, prefix: str, kind: str, run: str) -> str:
        attributes = word_attributes(prefix, self._uri, id=str(next(self._ids)), author=AUTHOR)
        return f"<{prefix}{kind}{attributes}>{run}</{prefix}{kind}>"

    def _prefix(self, run: Run) -> str:
        return prefix_of(self._text[run.start : run.tag_end])


def prefix_of(tag: str) -> str:
    """The name space prefix of a tag with its colon, "" if it has none."""
    match = _PREFIX.match(tag)
    return (match[1] or "") if match else ""


def word_attributes(prefix: str, uri: str, **values: str) -> str:
    """Attributes in the name space of Word, which have a prefix even where the elements have none."""
    declared = "" if prefix else f' xmlns:w="{uri if is_word(uri) else WORD}"'
    return declared + "".join(f' {prefix or "w:"}{name}="{escape_attribute(value)}"' for name, value in values.items())


def _element(prefix: str, name: str, words: str) -> str:
    return f'<{prefix}{name} xml:space="preserve">{words}</{prefix}{name}>'


def _bases(child: Child) -> Iterator[tuple[TextPiece, int]]:
    """The pieces of a child and the characters before each; an element other than w:t counts as one character."""
    base = 0
    for piece in child.pieces or (TextPiece(" ", child.start, child.end),):
        yield piece, base
        base += len(piece.text)
