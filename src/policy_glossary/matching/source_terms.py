"""Where the Chinese terms of a glossary stand in a Chinese text, Simplified or Traditional from one entry.

Blanks, line ends and quotation marks inside a term do not count, so that “链主”企业 holds 链主企业. Of terms that overlap the longest
stands, of equal ones the leftmost, and concepts that share their Chinese stand in the order of their ids; what lies inside a term is nested. A term inside an exempt
compound of its own entry is none. Where dictionary words cross its borders (行业 in 银行业) it is doubtful: that is soft evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from policy_glossary.language.folding import fold_chinese
from policy_glossary.language.glosses import Glosses
from policy_glossary.matching.index import TermIndex
from policy_glossary.model.concept import Concept
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_PASSED = frozenset(' \t\r\n\u3000\u00a0\u200b“”‘’「」『』〝〞"《》〈〉')
_SCALES = frozenset("十百千万亿")
_FIGURES = frozenset("一二三四五六七八九十百千万亿两几数余多每")
_LONGEST_WORD = 4  # characters of a word in the gloss data
_EVERYDAY_LENGTH, _EVERYDAY = 2, 4.0  # characters; Zipf scale, 4 is once in 100,000 words
_SHORT = 3  # characters of a term that other words may hold by chance
_AROUND = 5  # characters on either side that may decide over a border
_UNKNOWN = 9.0  # decades: the price of a character that is no word of its own


class SourceTerm(NamedTuple):
    """A term in a Chinese text. `concepts` are the numbers of all concepts that have this Chinese, by their ids.

    `nested`: it lies inside a longer term. `doubtful`: words of a dictionary cross its borders. `everyday`: it is a short and common
    word, which may well have another sense here.
    """

    concepts: tuple[int, ...]
    zh: str
    span: Span
    nested: bool = False
    doubtful: bool = False
    everyday: bool = False


class SourceTerms:
    """Finds the Chinese terms of one compiled glossary; its tables are made when the first text is read."""

    def __init__(self, index: TermIndex) -> None:
        self._index = index

    @cached_property
    def _tables(self) -> tuple[dict[str, dict[str, list[int]]], dict[int, tuple[str, ...]]]:
        """Folded terms under their first two characters, longest first, with their concepts; and exempt compounds of concepts."""
        by_id: list[tuple[str, int, Concept]] = [(c.id, number, c) for number, c in enumerate(self._index.concepts())]
        filed: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
        for _, number, concept in sorted(by_id, key=lambda item: item[:2]):
            for chinese in dict.fromkeys((concept.zh, *concept.zh_variants)):
                key = _squeeze(chinese)[0]
                if len(key) > 1 or key >= "\u3400":
                    numbers = filed[key[:2]].setdefault(key, [])
                    if number not in numbers:
                        numbers.append(number)
        exempt: defaultdict[int, list[str]] = defaultdict(list)
        for number, phrase in self._index.exempt():
            if any(character >= "\u3400" for character in phrase):
                exempt[number].append(_squeeze(phrase)[0])
        ordered = {first: dict(sorted(terms.items(), key=lambda item: -len(item[0]))) for first, terms in filed.items()}
        return ordered, {number: tuple(phrases) for number, phrases in exempt.items()}

    def find(self, chinese: str) -> list[SourceTerm]:
        """All terms in a text, in its order, nested ones behind those that hold them."""
        squeezed, places = _squeeze(chinese)
        found: list[SourceTerm] = []
        taken = [0] * len(squeezed)  # the number of the longer term that holds each character
        matches = sorted(self._matches(chinese, squeezed, places), key=lambda match: (match[0] - match[1], match[0]))
        for number, (start, end, concepts) in enumerate(matches, 1):
            nested = taken[start] == taken[end - 1] > 0
            if not nested and any(taken[start:end]):  # across the border of a longer one
                continue
            if not nested:
                taken[start:end] = [number] * (end - start)
            span = Span(places[start], places[end - 1] + 1)
            doubtful = not nested and end - start <= _SHORT and crosses_words(squeezed, start, end, self._glosses)
            everyday = is_everyday(chinese[slice(*span)], self._glosses)
            found.append(SourceTerm(concepts, chinese[slice(*span)], span, nested, doubtful, everyday))
        return sorted(found, key=lambda term: (term.span.start, -term.span.end))

    @cached_property
    def _glosses(self) -> Glosses:
        return Glosses()

    def _matches(self, chinese: str, squeezed: str, places: list[int]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        filed, exempt = self._tables
        for start in range(len(squeezed)):
            pairs = filed.get(squeezed[start : start + 2], {})
            single = filed.get(squeezed[start], {})
            for terms in (pairs, single):
                for term, numbers in terms.items():
                    end = start + len(term)
                    if (
                        not squeezed.startswith(term, start)
                        or _in_figure(squeezed, start, end)
                        or _inside_latin(chinese, places[start], places[end - 1])
                    ):
                        continue
                    kept = tuple(n for n in numbers if not _in_compound(squeezed, start, end, exempt.get(n, ())))
                    if kept:
                        yield start, end, kept


def is_everyday(chinese: str, glosses: Glosses) -> bool:
    """True for a word of two characters that general Chinese uses often, in other senses than the glossary's too: 意见, 保障."""
    folded = _squeeze(chinese)[0]
    gloss = glosses.gloss(folded) if len(folded) <= _EVERYDAY_LENGTH else None
    return gloss is not None and gloss.frequency >= _EVERYDAY


def _squeeze(text: str) -> tuple[str, list[int]]:
    """The folded text without what may stand inside a term, and the place of each of its characters."""
    folded = fold_chinese(text)
    places = [place for place, character in enumerate(text) if character not in _PASSED]
    return "".join(folded[place] for place in places), places


def _inside_latin(text: str, first: int, last: int) -> bool:
    """True if Latin letters or figures go on beyond a border: 股 in A股 is free, SWIFT in SWIFTER is not."""
    return (first > 0 and _latin(text[first - 1]) and _latin(text[first])) or (
        last + 1 < len(text) and _latin(text[last]) and _latin(text[last + 1])
    )


def _in_figure(squeezed: str, start: int, end: int) -> bool:
    """True behind a figure for 亿 and its like and for units of one character: they belong to a quantity, which is no term."""
    unit = squeezed[start] in _SCALES or end - start == 1
    return unit and start > 0 and (squeezed[start - 1].isdigit() or squeezed[start - 1] in _FIGURES)


def _latin(character: str) -> bool:
    return character.isalnum() and character < "\u0250"


def _in_compound(squeezed: str, start: int, end: int, compounds: Iterable[str]) -> bool:
    for compound in compounds:
        at = squeezed.find(compound, max(0, end - len(compound)))
        if 0 <= at <= start and end <= at + len(compound):
            return True
    return False


def crosses_words(text: str, start: int, end: int, glosses: Glosses) -> bool:
    """True if the likeliest words of a folded text have no border where the term at `start` to `end` has one.

    Words come from a dictionary; of several ways to cut the one of the most frequent words is the likeliest. A word of four
    characters that holds the whole term is a compound of it (乡村 in 乡村振兴), a shorter one is another word (行业 in 银行业).
    """
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    window = text[first:last]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(window) + 1):
        options = []
        for begin in range(max(0, stop - _LONGEST_WORD), stop):
            word = window[begin:stop]
            gloss = glosses.gloss(word)
            if len(word) > 1 and (gloss is None or not gloss.frequency):
                continue
            options.append((best[begin][0] + (_UNKNOWN - gloss.frequency if gloss and gloss.frequency else _UNKNOWN), begin))
        best.append(min(options))
    borders = {len(window)}
    while (stop := min(borders)) > 0:
        borders.add(best[stop][1])
    left, right = start - first, end - first
    crossed = [(a, b) for a, b in pairwise(sorted(borders)) if a < left < b or a < right < b]
    return any(b - a < _LONGEST_WORD or not (a <= left and right <= b) for a, b in crossed)
