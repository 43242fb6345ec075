"""Where the words of a text stand, so that patterns are tried there and not at each character."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from policy_glossary.language import regex

_LETTERS = regex.compile("[a-z]+")


class WordPlaces(dict[str, list[int]]):
    """Each run of the letters a to z of a text in small letters, with the offsets at which it begins.

    `lowered` is the text in small letters, each at the offset of the letter that it is made of. Python's engine takes many times as long to
    try each character, as it must where a pattern begins with a look behind or ignores case.
    """

    def __init__(self, text: str, lowered: str) -> None:
        super().__init__()
        self._text = text
        for run in _LETTERS.finditer(lowered):
            self.setdefault(run[0], []).append(run.start())

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self)

    def starting(self, stems: Iterable[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What `pattern.finditer` gives on the text, for a pattern whose matches begin a word with one of `stems`.

        Stems are in small letters; of "high-quality" only "high" counts.
        """
        words = self._sorted
        found: set[str] = set()
        for stem in stems:
            head = stem.partition("-")[0]
            at = bisect_left(words, head)
            while at < len(words) and words[at].startswith(head):
                found.add(words[at])
                at += 1
        return self.standing(found, pattern)

    def standing(self, words: AbstractSet[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The same for a pattern whose matches begin with one of these words, of the letters a to z."""
        return self.at((start for word in self.keys() & words for start in self[word]), pattern)

    def at(self, starts: Iterable[int], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Those matches of a pattern that begin at one of these offsets, in text order, none of them within another."""
        reached = 0
        for start in sorted(starts):
            if start >= reached and (found := pattern.match(self._text, start)):
                yield found
                reached = found.end()
