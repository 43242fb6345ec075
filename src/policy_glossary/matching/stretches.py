"""The pieces of a text on which patterns are tried, and which of them hold the words without which a pattern cannot match."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from policy_glossary.language import regex
from policy_glossary.matching.presence import Present
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_MARGINS = {"text": (8, 32)}  # code points around a piece that its patterns see: before and behind a paragraph


class Reach(NamedTuple):
    """The most that a match of a pattern spans: so many code points, runs without a blank, and runs of blanks."""

    code_points: int
    words: int
    gaps: int


class Around(NamedTuple):
    """How far a match can begin before one of the texts without which there is none, and how far behind that place it can end."""

    before: Reach
    behind: Reach


# Start and end of a part of the text on which a pattern is tried, and the sentence, paragraph or line in which what it finds must begin. There
# are tens of thousands in a long document, too many for a class.
Window = tuple[int, int, Span]


class Stretches:
    """The pieces of a text by scope: what `pieces` refers to gives those of a scope, which do not overlap, in text order.

    `lowered` is the text in small letters, each at the offset of the letter that it is made of; `places` are where each of its words (runs of
    the letters a to z) begins; `present`, if given, is what the text holds of the texts that patterns need.
    """

    def __init__(
        self,
        text: str,
        lowered: str,
        pieces: Callable[[], Callable[[str], list[Span]] | None],
        places: Mapping[str, Sequence[int]],
        present: Present | None,
    ) -> None:
        self._text = text
        self._lowered = lowered
        self._pieces = pieces
        self._words = places
        self._present = present
        self._spans: dict[str, list[Span]] = {}
        self._starts: dict[str, list[int]] = {}
        self._holders: dict[tuple[str, str], frozenset[Span]] = {}
        self._found: dict[str, list[int]] = {}

    def of(self, scope: str) -> list[Span]:
        """All pieces of a scope."""
        found = self._spans.get(scope)
        if found is None:
            pieces = self._pieces()
            found = self._spans[scope] = pieces(scope) if pieces else []
        return found

    @cached_property
    def longest_run(self) -> int:
        """The number of code points of the longest run without a blank in the text, or of blanks where these are at least fifty."""
        blanks = self.longest_gap if self.longest_gap >= 50 else 0
        one_byte_each = self._text.encode("latin-1", "replace")
        return max(blanks, *map(len, one_byte_each.split()), 0)  # at ASCII's blanks alone, as for our patterns

    @cached_property
    def longest_gap(self) -> int:
        """The number of code points of the longest run of blanks, or 2 where none is longer."""
        return max(map(len, regex.findall(r"\s{3,}", self._text)), default=2)

    def windows(self, scope: str, around: Around | None, needed: Sequence[Collection[str]]) -> Iterator[Window]:
        """Where a pattern can match, if each match holds one text of each list; apart from each other, in text order.

        Those are the whole pieces of its scope if it is not known how far a match goes around a text of the first list; else the parts of
        them that hold all of a match around such a text: it finds the same as in the whole piece. A paragraph of the scope "text" has margins.
        """
        before, behind = _MARGINS.get(scope, (0, 0))
        if around is None or not needed:
            for piece in self.holding(scope, needed):
                yield max(0, piece.start - before), piece.end + behind, piece
            return
        rarest, *others = self._standing(needed)
        back, on = map(self._farthest, around)
        start = end = furthest = -1
        last: Span | None = None
        for at, piece in self._places(scope, rarest):
            if piece is last and at - back <= end:
                end = min(at + on, furthest)
                continue
            if last is not None and self._holds(start, end, others):
                yield start, end, last
            last = piece
            begin, furthest = max(piece.start - before, 0), piece.end + behind
            start, end = max(at - back, begin), min(at + on, furthest)
        if last is not None and self._holds(start, end, others):
            yield start, end, last

    def beginnings(self, scope: str, reach: Reach, texts: Collection[str]) -> Iterator[Window]:
        """The places in the pieces of a scope where one of the texts stands, each to the end of a match that begins there."""
        _, behind = _MARGINS.get(scope, (0, 0))
        on = self._farthest(reach)
        for at, piece in self._places(scope, *self._standing([texts])):
            yield at, min(at + on, piece.end + behind), piece

    def _farthest(self, reach: Reach) -> int:
        """The most code points that a reach can be in this text, and one for what a pattern asks of the character beside a match."""
        return reach.code_points + reach.words * self.longest_run + reach.gaps * self.longest_gap + 1

    def holding(self, scope: str, needed: Iterable[Collection[str]]) -> list[Span]:
        """Those pieces in which one text of each list stands, in small letters."""
        spans = self.of(scope)
        lists = self._standing(needed)
        if not lists:
            return spans
        held = frozenset[Span]().union(*(self._holding(scope, text) for text in lists[0]))
        return [span for span in sorted(held) if self._holds(*span, lists[1:])]

    def _standing(self, needed: Iterable[Collection[str]]) -> list[Collection[str]]:
        """Of each list those texts that stand in the whole text, or all if that is not known."""
        if self._present is None:
            return list(needed)
        present = self._present.texts
        return [[text for text in texts if text in present] for texts in needed]

    def _found_at(self, text: str) -> list[int]:
        """Where a text stands, each time that it does."""
        found = self._found.get(text)
        if found is None:
            words = self._present.holders.get(text) if self._present else None
            if words is None:
                found = _places_in(self._lowered, text)
            else:
                found = [start + at for word in words for at in _places_in(word, text) for start in self._words[word]]
            self._found[text] = found
        return found

    def _holds(self, start: int, end: int, lists: list[Collection[str]]) -> bool:
        if not lists:
            return True
        lowered = self._lowered[start:end]
        return all(any(text in lowered for text in texts) for texts in lists)

    def _holding(self, scope: str, text: str) -> frozenset[Span]:
        """The pieces in which a text stands."""
        found = self._holders.get((scope, text))
        if found is None:
            found = self._holders[scope, text] = frozenset(piece for _, piece in self._places(scope, [text]))
        return found

    def _places(self, scope: str, texts: Iterable[str]) -> Iterator[tuple[int, Span]]:
        """The places of texts in pieces of a scope, in text order, each with its piece."""
        pieces = self.of(scope)
        starts = self._starts.get(scope)
        if starts is None:
            starts = self._starts[scope] = [piece.start for piece in pieces]
        number, end = 0, -1  # of the piece in which the last place lay
        for at in sorted(chain.from_iterable(map(self._found_at, texts))):
            if at >= end:
                number = bisect_right(starts, at, number)
                if not number or at >= pieces[number - 1].end:
                    continue
                end = pieces[number - 1].end
            yield at, pieces[number - 1]


def _places_in(text: str, part: str) -> list[int]:
    """Where a part of a text begins, each time that it stands there."""
    found = []
    at = text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found
