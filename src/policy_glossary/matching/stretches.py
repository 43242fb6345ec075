"""The pieces of a text on which patterns are tried, and which of them hold the words without which a pattern cannot match."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from functools import cached_property

from policy_glossary.language import regex
from policy_glossary.model.text import Span


class Stretches:
    """The pieces of a text by scope: `pieces` gives those of a scope, which do not overlap, in text order.

    `lowered` is the text in small letters, as `Facts` has it.
    """

    def __init__(self, text: str, lowered: str, pieces: Callable[[str], list[Span]]) -> None:
        self._text = text
        self._lowered = lowered
        self._pieces = pieces
        self._spans: dict[str, list[Span]] = {}
        self._longest: dict[str, int] = {}
        self._holders: dict[tuple[str, str], frozenset[int]] = {}

    def of(self, scope: str) -> list[Span]:
        """All pieces of a scope."""
        found = self._spans.get(scope)
        if found is None:
            found = self._spans[scope] = self._pieces(scope)
        return found

    def longest(self, scope: str) -> int:
        """The number of code points of the longest piece."""
        found = self._longest.get(scope)
        if found is None:
            found = self._longest[scope] = max((end - start for start, end in self.of(scope)), default=0)
        return found

    @cached_property
    def longest_run(self) -> int:
        """The number of code points of the longest run without a blank in the text, or of blanks where these are at least fifty."""
        blanks = [len(run) for run in regex.findall(r"\s{50,}", self._text)]
        return max(*blanks, *map(len, self._text.split()), 0, 0)

    def holding(self, scope: str, needed: Iterable[Iterable[str]], present: Collection[str] | None) -> list[Span]:
        """Those pieces in which one text of each list stands, in small letters; `present`, if given, are those that the whole text holds."""
        spans = self.of(scope)
        numbers: frozenset[int] | None = None
        for texts in needed:
            asked = texts if present is None else [text for text in texts if text in present]
            some = frozenset[int]().union(*(self._holding(scope, text) for text in asked))
            numbers = some if numbers is None else numbers & some
        return spans if numbers is None else [spans[number] for number in sorted(numbers)]

    def _holding(self, scope: str, text: str) -> frozenset[int]:
        """The numbers of the pieces in which a text stands."""
        found = self._holders.get((scope, text))
        if found is None:
            found = self._holders[scope, text] = frozenset(self._numbers(self.of(scope), text))
        return found

    def _numbers(self, spans: list[Span], text: str) -> Iterable[int]:
        lowered = self._lowered
        if len(lowered) != len(self._text):  # small letters have other offsets
            yield from (n for n, (start, end) in enumerate(spans) if text in self._text[start:end].lower())
            return
        at = lowered.find(text)
        while at >= 0:
            number = bisect_right(spans, (at, len(lowered))) - 1
            if number >= 0 and at < spans[number].end:
                yield number
                at = spans[number].end - 1
            at = lowered.find(text, at + 1)
