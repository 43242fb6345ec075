"""The pieces of a text on which patterns are tried, and which of them hold the words without which a pattern cannot match."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from functools import cached_property

from policy_glossary.language import regex
from policy_glossary.model.text import Span


class Stretches:
    """The pieces of a text by scope: what `pieces` refers to gives those of a scope, which do not overlap, in text order.

    `lowered` is the text in small letters, each at the offset of the letter that it is made of.
    """

    def __init__(self, text: str, lowered: str, pieces: Callable[[], Callable[[str], list[Span]] | None]) -> None:
        self._text = text
        self._lowered = lowered
        self._pieces = pieces
        self._spans: dict[str, list[Span]] = {}
        self._holders: dict[tuple[str, str], frozenset[int]] = {}

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
        blanks = [len(run) for run in regex.findall(r"\s{50,}", self._text)]
        one_byte_each = self._text.encode(
            "latin-1", "replace"
        )  # of which ASCII's blanks alone part words, as they do for our patterns
        return max(*blanks, *map(len, one_byte_each.split()), 0, 0)

    def holding(self, scope: str, needed: Iterable[Collection[str]], present: Collection[str] | None) -> list[Span]:
        """Those pieces in which one text of each list stands, in small letters; `present`, if given, are those that the whole text holds."""
        spans = self.of(scope)
        lists = [texts if present is None else [text for text in texts if text in present] for texts in needed]
        if not lists:
            return spans
        numbers = frozenset[int]().union(*(self._holding(scope, text) for text in lists[0]))
        held = (spans[number] for number in sorted(numbers))
        return [span for span in held if self._holds(span, lists[1:])]

    def _holds(self, span: Span, lists: list[Collection[str]]) -> bool:
        if not lists:
            return True
        lowered = self._lowered[span.start : span.end]
        return all(any(text in lowered for text in texts) for texts in lists)

    def _holding(self, scope: str, text: str) -> frozenset[int]:
        """The numbers of the pieces in which a text stands."""
        found = self._holders.get((scope, text))
        if found is None:
            found = self._holders[scope, text] = frozenset(self._numbers(self.of(scope), text))
        return found

    def _numbers(self, spans: list[Span], text: str) -> Iterable[int]:
        lowered = self._lowered
        at = lowered.find(text)
        while at >= 0:
            number = bisect_right(spans, (at, len(lowered))) - 1
            if number >= 0 and at < spans[number].end:
                yield number
                at = spans[number].end - 1
            at = lowered.find(text, at + 1)
