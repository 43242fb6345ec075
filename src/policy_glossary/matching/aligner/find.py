"""Finds renderings that no list holds: candidates by their stems, alignment, and what speaks against each.

Quoted phrases are aligned as a whole against every term. Unquoted words are aligned only for terms whose threshold was
calibrated, or which the text has been found to use, and only in Chinese policy prose.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from policy_glossary.language.quotations import quotations
from policy_glossary.language.stems import Stemmer
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.aligner.align import (
    MOST_WORDS,
    PRICES,
    RUNNING_PRICES,
    Aligned,
    Kind,
    Known,
    Token,
    Weights,
    align,
    upper_bound,
)
from policy_glossary.matching.aligner.store import KNOWN_TERM, TELLING, LatticeStore, StoredLattice, is_told
from policy_glossary.matching.aligner.tokens import token_kind, token_of
from policy_glossary.model.document import Document

_LOOSE, _LOOSE_CONCEPTS, _STEEPNESS = 7.5, 40, 1.8  # nats at 40 concepts, and nats for each tenfold glossary
_LEAST = 10.5  # nats: below that even a known term is not looked for without quotation marks
_COMMA = 1.5  # nats: a comma within unquoted words
_PREPOSITION = 1.0  # nats: a preposition other than "of" within unquoted words
_MODIFIERS = ("ic", "al", "ing", "ive", "ary", "ous", "ed", "ful", "able")  # endings of words that stand before their noun
_PREPOSITIONS = frozenset("to for by in with at on from as".split())
_ACCEPTED_WORDS = 3.0  # nats: words of accepted English alone, with some of it left out, say little against a text
_PAIR = 9.0  # nats of two words that may be the beginning of an unquoted rendering, less the price of the words between them
_REACH = 6  # words between two that belong to one unquoted rendering


class Window(NamedTuple):
    """Word numbers, end exclusive, of words that may be one rendering; `quoted` ones are aligned whole."""

    first: int
    end: int
    quoted: bool


class Candidate(NamedTuple):
    """A window, or the part of it from word `first` to `last`, aligned with a lattice.

    `pairs` are word numbers of the document and slot numbers; `margin` is the score (nats) over the best other concept.
    """

    first: int
    last: int
    lattice: StoredLattice
    score: float
    margin: float
    pairs: tuple[tuple[int, int], ...]
    quoted: bool


def quoted_threshold(concepts: int) -> float:
    """The score (nats) that a quoted phrase needs: the more terms could match by chance, the more."""
    return max(_LOOSE, _LOOSE + _STEEPNESS * math.log10(max(1, concepts) / _LOOSE_CONCEPTS))


class Aligner:
    """Aligns documents with the lattices of one glossary of so many concepts."""

    def __init__(self, store: LatticeStore, concepts: int) -> None:
        self._store = store
        self._threshold = quoted_threshold(concepts)
        self._stemmer = Stemmer()

    def quoted(self, document: Document, words: Words) -> list[Candidate]:
        """The best alignment of each quoted phrase, of what reaches the threshold; windows may overlap."""
        windows = list(_quoted_windows(document, words))
        tokens = {n: token_of(words.keys[n], self._stemmer) for window in windows for n in range(window.first, window.end)}
        postings = self._store.postings({stem for token in tokens.values() for stem in token.stems})
        found = []
        for window in windows:
            inside = [tokens[n] for n in range(window.first, window.end)]
            best = self._best(window, inside, postings)
            if best is not None:
                found.append(best)
        return found

    def unquoted(self, words: Words, known: Iterable[int] = ()) -> list[Candidate]:
        """Alignments of words without regard to quotation marks; may overlap.

        Looked for are the terms whose calibrated threshold allows it, and the concepts in `known`, which the text has
        been found to use, at a lower threshold.
        """
        tokens = [self._running(keys, gap) for keys, gap in zip(words.keys, words.gaps, strict=True)]
        stems = {stem for token in tokens for stem in token.stems}
        postings = self._store.postings(stems)
        opened = self._store.of_concepts(known)
        untold = {number for number, lattice in self._store.lattices(opened).items() if not is_told(lattice.threshold)}
        near = near_pairs(tokens, words.gaps, _with_opened(self._store.telling(stems), postings, untold))
        weights = self._store.weights(postings, near.keys())
        lattices = self._store.lattices(near)
        sight = _Sight(tokens, RUNNING_PRICES)
        found = []
        for number in sorted(near):
            lattice = lattices[number]
            threshold = self._unquoted_threshold(lattice, opened=number in opened)
            speaking = sight.known(weights[number])
            for begin, end in _spread(near[number], words.gaps):
                first, last, bound = sight.bound(lattice.slots, speaking, begin, end, whole=False)
                if bound < threshold:
                    continue
                window = tokens[first : last + 1]
                best = align(lattice.slots, weights[number], window, whole=False)
                if best is None or best.score < threshold:
                    continue
                score = best.score - self._known_english(lattice.concept, window, best)
                begins, ends = first + best.pairs[0][0], first + best.pairs[-1][0]
                if score >= threshold and not cuts_name(words, begins, ends) and not cuts_modifier(words, ends):
                    pairs = tuple((first + word, slot) for word, slot in best.pairs)
                    found.append(Candidate(pairs[0][0], pairs[-1][0], lattice, score, 0.0, pairs, quoted=False))
        return found

    def _running(self, keys: tuple[str, ...], gap: Gap) -> Token:
        """A word of running text, where a comma or a preposition often parts what does not belong together."""
        cost = (_COMMA if gap is Gap.COMMA else 0.0) + (_PREPOSITION if keys[0] in _PREPOSITIONS else 0.0)
        return token_of(keys, self._stemmer, cost)

    def _unquoted_threshold(self, lattice: StoredLattice, *, opened: bool) -> float:
        own = lattice.threshold
        if not opened:
            return own if own is not None else math.inf
        if own is None:
            return self._threshold
        return min(own, max(_LEAST, own - KNOWN_TERM))

    def _best(self, window: Window, tokens: Sequence[Token], postings: Mapping[str, Sequence[int]]) -> Candidate | None:
        """The concept that explains a whole window best, if the window says more than its accepted English does."""
        stems = {stem for token in tokens for stem in token.stems if stem in postings}
        shared = Counter(lattice for stem in stems for lattice in {posting >> 12 for posting in postings[stem]})
        weights = self._store.weights(stems, {lattice for lattice, times in shared.items() if times > 1})
        lattices = self._store.lattices(weights)
        sight = _Sight(tokens, PRICES)
        best: dict[int, Candidate] = {}
        for number in sorted(weights):
            lattice = lattices[number]
            _, _, bound = sight.bound(lattice.slots, sight.known(weights[number]), 0, len(tokens), whole=True)
            if bound <= 0:
                continue
            found = align(lattice.slots, weights[number], tokens, whole=True)
            if found is None or found.score <= 0:
                continue
            score = found.score - self._known_english(lattice.concept, tokens, found)
            if lattice.concept not in best or score > best[lattice.concept].score:
                pairs = tuple((window.first + word, slot) for word, slot in found.pairs)
                best[lattice.concept] = Candidate(window.first, window.end - 1, lattice, score, 0.0, pairs, quoted=True)
        ranked = sorted(best.values(), key=lambda c: (-c.score, c.lattice.concept))
        if not ranked or ranked[0].score < self._threshold:
            return None
        following = max(0.0, ranked[1].score) if len(ranked) > 1 else 0.0
        return ranked[0]._replace(margin=ranked[0].score - following)

    def _known_english(self, concept: int, tokens: Sequence[Token], aligned: Aligned) -> float:
        """What the score loses where each word that matched stands in one accepted rendering; all of it if nothing is missing."""
        first, last = aligned.pairs[0][0], aligned.pairs[-1][0]
        present = {stem for token in tokens[first : last + 1] for stem in token.stems}
        matched = [tokens[word].stems for word, _ in aligned.pairs]
        lost = 0.0
        for stems in self._store.accepted(concept):
            if all(not stems.isdisjoint(of_word) for of_word in matched):
                lost = max(lost, math.inf if stems <= present else _ACCEPTED_WORDS)
        return lost


class _Sight:
    """Where the stems of some words stand, and what it costs to pass over words."""

    def __init__(self, tokens: Sequence[Token], prices: Mapping[Kind, float]) -> None:
        self._places: dict[str, list[int]] = {}
        for number, token in enumerate(tokens):
            for stem in token.stems:
                self._places.setdefault(stem, []).append(number)
        self._prices = list(accumulate((prices[token.kind] for token in tokens), initial=0.0))

    def known(self, weights: Weights) -> list[tuple[int, list[tuple[int, float]]]]:
        """The words that speak for a lattice with these weights, in order, each with its slots."""
        known: dict[int, list[tuple[int, float]]] = {}
        for stem, slots in weights.items():
            for place in self._places.get(stem, ()):
                known.setdefault(place, []).extend(slots)
        return sorted(known.items())

    def bound(
        self, slots: Sequence[str], known: Sequence[tuple[int, Known]], begin: int, end: int, *, whole: bool
    ) -> tuple[int, int, float]:
        """The first and the last word that speaks for the lattice in a window (end exclusive), and what no alignment exceeds."""
        inside = known[bisect_left(known, (begin,)) : bisect_left(known, (end,))]
        if len(inside) < 2:
            return begin, begin, -math.inf
        places = [place for place, _ in inside]
        prices = self._prices
        passed = [prices[place] - prices[before + 1] for before, place in pairwise([begin - 1, *places, end])]
        return places[0], places[-1], upper_bound(slots, [found for _, found in inside], passed, whole=whole)


def cuts_name(words: Words, first: int, last: int) -> bool:
    """True if a run of capitalised words goes on before or behind these words: they are a part of a name."""

    def capital(number: int) -> bool:
        return words.raw[number][0].isupper()

    before = first > 0 and words.gaps[first] is Gap.JOIN and capital(first) and capital(first - 1)
    behind = last + 1 < len(words.raw) and words.gaps[last + 1] is Gap.JOIN and capital(last) and capital(last + 1)
    return before or behind


def cuts_modifier(words: Words, last: int) -> bool:
    """True if the last word looks like an adjective or participle and the noun that it belongs to follows: "capture [emerging] markets"."""
    if last + 1 == len(words.raw) or words.gaps[last + 1] is not Gap.JOIN:
        return False
    return words.raw[last].lower().endswith(_MODIFIERS) and token_kind(words.keys[last + 1]) is Kind.CONTENT


def near_pairs(
    tokens: Sequence[Token], gaps: Sequence[Gap], postings: Mapping[str, Sequence[int]]
) -> dict[int, list[tuple[int, int]]]:
    """For each lattice the pairs of word numbers, close together, that speak for two different slots of it."""
    near: dict[int, list[tuple[int, int]]] = {}
    last: dict[int, tuple[int, int]] = {}
    prices = list(accumulate((16 * PRICES[token.kind] for token in tokens), initial=0.0))
    for number, token in enumerate(tokens):
        if gaps[number] > Gap.COMMA:
            last.clear()
        for stem in token.stems:
            for posting in postings.get(stem, ()):
                lattice = posting >> 12
                before = last.get(lattice)
                last[lattice] = (number, posting)
                if before is None or not 0 < number - before[0] <= _REACH or (before[1] ^ posting) >> 8 == 0:
                    continue  # nothing near, or the same slot again
                if (before[1] & 255) + (posting & 255) - prices[number] + prices[before[0] + 1] >= _PAIR * 16:
                    near.setdefault(lattice, []).append((before[0], number))
    return near


def _spread(pairs: Sequence[tuple[int, int]], gaps: Sequence[Gap]) -> Iterator[tuple[int, int]]:
    """Word ranges, end exclusive, around pairs that lie close together, as far as no clause ends."""
    first, last = pairs[0]
    for begin, end in [*pairs[1:], (len(gaps) + _REACH + 1, 0)]:
        if begin - last <= _REACH and not any(gap > Gap.COMMA for gap in gaps[last + 1 : begin + 1]):
            last = max(last, end)
            continue
        low, high = first, last + 1
        while low > 0 and first - low < _REACH and gaps[low] <= Gap.COMMA:
            low -= 1
        while high < len(gaps) and high - last <= _REACH and gaps[high] <= Gap.COMMA:
            high += 1
        yield low, high
        first, last = begin, end


def _with_opened(
    telling: Mapping[str, Sequence[int]], postings: Mapping[str, Sequence[int]], opened: Collection[int]
) -> Mapping[str, Sequence[int]]:
    """The postings by which pairs are looked for: the telling ones, and all strong ones of the other lattices that are `opened`."""
    if not opened:
        return telling
    least = TELLING * 16
    more = {stem: [p for p in found if p & 255 >= least and p >> 12 in opened] for stem, found in postings.items()}
    return {**telling, **{stem: [*telling.get(stem, ()), *found] for stem, found in more.items() if found}}


def _quoted_windows(document: Document, words: Words) -> Iterator[Window]:
    """Quoted phrases of at most so many words; two that "and" joins; and a short one with the word that follows it."""
    starts = words.starts
    for block in document.blocks:
        previous: tuple[int, int] | None = None
        for span in quotations(document.visible, block.span):
            first, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
            if first == end or end - first > MOST_WORDS or any(gap is Gap.BREAK for gap in words.gaps[first + 1 : end]):
                previous = None
                continue
            if end - first > 1:
                yield Window(first, end, quoted=True)
            if end - first <= 2 and end < len(starts) and words.gaps[end] is Gap.JOIN:
                yield Window(first, end + 1, quoted=True)
            if previous and end - previous[0] <= MOST_WORDS and _joined(words, previous[1], first):
                yield Window(previous[0], end, quoted=True)
            previous = (first, end)


def _joined(words: Words, end: int, first: int) -> bool:
    """True if only "and" stands between a quotation that ends before word `end` and one that begins with word `first`."""
    return first == end + 1 and words.keys[end][0] == "and" and max(words.gaps[end], words.gaps[first]) <= Gap.COMMA
