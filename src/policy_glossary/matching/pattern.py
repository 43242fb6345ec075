"""A term compiled for matching: the base forms of its words, and what may stand between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from policy_glossary.language.words import Gap, Vocabulary, Words, split_phrase
from policy_glossary.model.light_typing import NamedTuple

WILDCARD = "…"
_AS_VERBS = frozenset(("make", "regard", "take", "treat", "use", "view"))
MAX_WILDCARD_WORDS = 8
_MOST_ELEMENTS = 10_000  # that are kept: the same words stand in many terms


class Element(NamedTuple):
    """One word of a pattern.

    `exact` is set for words that must stand in capitals. `widest` is the widest gap allowed before the word.
    `wildcard` says that one to eight words may stand before it.
    """

    keys: tuple[str, ...]
    exact: str | None
    widest: Gap
    wildcard: bool


class Pattern(NamedTuple):
    """The words of one term, in order."""

    elements: tuple[Element, ...]


class Match(NamedTuple):
    """Where a pattern stands in a document, as word numbers; `wildcards` are the word ranges that … stood for."""

    first: int
    last: int
    wildcards: tuple[tuple[int, int], ...] = ()

    @property
    def literal_words(self) -> int:
        """The number of words that the term itself names, without those that a wildcard took."""
        return self.last + 1 - self.first - sum(end - start for start, end in self.wildcards)


class Ranges:
    """Word ranges that can be asked whether one of them contains another range."""

    def __init__(self, matches: Iterable[Match]) -> None:
        ordered = sorted(matches)
        self._firsts = [first for first, _, _ in ordered]
        self._furthest = list(accumulate((last for _, last, _ in ordered), max))

    def contain(self, match: Match) -> bool:
        """True if one of the ranges holds the words of this match."""
        number = bisect_right(self._firsts, match.first)
        return number > 0 and self._furthest[number - 1] >= match.last


def compile_pattern(term: str, vocabulary: Vocabulary) -> Pattern | None:
    """The pattern of a term, or None if it has no word that could be looked for."""
    elements: list[Element] = []
    for number, part in enumerate(term.split(WILDCARD)):
        added = list(map(_element, *split_phrase(part, vocabulary)))
        if added and number and elements:
            added[0] = added[0]._replace(widest=Gap.COMMA, wildcard=True)
        elements += added
    return Pattern(tuple(elements)) if elements else None


@lru_cache(maxsize=_MOST_ELEMENTS)
def _element(raw: str, keys: tuple[str, ...], gap: Gap) -> Element:
    exact = raw if len(raw) > 1 and raw.isupper() else None
    if gap is Gap.BREAK:  # a term that has a bracket or a stop inside: what stands there is not compared
        widest = Gap.BREAK
    elif gap is Gap.SLASH:
        widest = Gap.SLASH
    elif gap is Gap.COMMA or "and" in keys or "or" in keys:
        widest = Gap.COMMA
    else:
        widest = Gap.JOIN
    return Element(keys, exact, widest, wildcard=False)


def match_at(pattern: Pattern, words: Words, anchor: int, word: int) -> Match | None:  # noqa: C901 - the innermost loop, written out
    """The match in which element number `anchor` stands at word number `word`, or None.

    `anchor` must lie before the first wildcard. A wildcard takes as few words as possible.
    """
    keys, gaps, total = words.keys, words.gaps, len(words.keys)
    first = position = word - anchor
    if first < 0 or first + len(pattern.elements) > total:
        return None
    wildcards: list[tuple[int, int]] = []
    for element in pattern.elements:
        wanted, exact, widest, wildcard = element
        if wildcard:
            end = _skip(element, words, position, pattern.elements[0])
            if end is None:
                return None
            wildcards.append((position, end))
            position = end
        elif position >= total or (position > first and gaps[position] > widest):
            return None
        elif exact is not None:
            if not _agrees(element, words, position):
                return None
        elif keys[position][0] != wanted[0]:  # written out here: this is the innermost loop
            for key in keys[position]:
                if key in wanted:
                    break
            else:
                return None
        position += 1
    return Match(first, position - 1, tuple(wildcards))


def _skip(element: Element, words: Words, position: int, opening: Element) -> int | None:
    """The word at which `element` stands after one to eight words that no clause end interrupts.

    Nor may they hold what begins the pattern, or takes its "as", as another of a row: "adhere to reform, [adhere to tea as the
    basis]", "adhere to thrift, take tea as the basis".
    """
    keys, gaps, wanted = words.keys, words.gaps, element.keys
    for end in range(position, min(position + MAX_WILDCARD_WORDS + 1, len(keys))):
        if gaps[end] > Gap.COMMA:
            return None
        if end == position:
            continue
        if element.exact is not None:
            if _agrees(element, words, end):
                return end
            continue
        for key in keys[end]:
            if key in wanted:
                return end
        if (gaps[end] is Gap.COMMA or keys[end - 1][0] == "and") and (
            _agrees(opening, words, end) or (wanted[0] == "as" and keys[end][0] in _AS_VERBS)
        ):
            return None
    return None


def _agrees(element: Element, words: Words, position: int) -> bool:
    if element.exact is not None:
        raw = words.raw[position]
        return raw == element.exact or raw in (element.exact + "s", element.exact + "es")
    keys = words.keys[position]
    if keys[0] == element.keys[0]:
        return True
    return any(key in element.keys for key in keys)
