"""Finds renderings that no list holds: candidates by their stems, alignment, and what speaks against each.

Quoted phrases are aligned as a whole against every term. Unquoted words are aligned only for terms whose threshold was
calibrated, or which the text has been found to use, and only in Chinese policy prose.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from policy_glossary.language.quotations import quotations
from policy_glossary.language.stems import Stemmer
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.aligner.align import MOST_WORDS, Aligned, Token, align
from policy_glossary.matching.aligner.store import LatticeStore, StoredLattice, unpack
from policy_glossary.matching.aligner.tokens import token_of
from policy_glossary.model.document import Document

_JOINED = 12  # code points between two quotations that may be one phrase: "building a nest" and "attracting the phoenix"
_LOOSE, _LOOSE_CONCEPTS, _STEEPNESS = 8.0, 40, 3.1  # nats at 40 concepts, and nats for each tenfold glossary
_KNOWN_TERM = 2.0  # nats less for a term that the text has been found to use
_LEAST = 8.0

Hits = Mapping[int, Mapping[str, Sequence[tuple[int, float]]]]  # lattice -> stem -> slots and weights


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
            best = self._best(window, inside, self._hits(inside, postings))
            if best is not None:
                found.append(best)
        return found

    def _hits(self, tokens: Iterable[Token], postings: Mapping[str, Sequence[int]]) -> Hits:
        """What the words of a window say for each lattice that could reach the threshold at all."""
        hits: defaultdict[int, dict[str, list[tuple[int, float]]]] = defaultdict(dict)
        for stem in {stem for token in tokens for stem in token.stems}:
            for posting in postings.get(stem, ()):
                lattice, slot, weight = unpack(posting)
                hits[lattice].setdefault(stem, []).append((slot, weight))
        return {n: found for n, found in hits.items() if len(found) > 1 and _bound(found) >= self._threshold - _KNOWN_TERM}

    def _best(self, window: Window, tokens: Sequence[Token], hits: Hits) -> Candidate | None:
        """The concept that explains a whole window best, if the window says more than its accepted English does."""
        lattices = self._store.lattices(hits)
        aligned: dict[int, tuple[Aligned, StoredLattice]] = {}
        for number in sorted(hits):
            lattice = lattices[number]
            found = align(lattice.slots, hits[number], tokens, whole=True)
            if found is None or (lattice.concept in aligned and found.score <= aligned[lattice.concept][0].score):
                continue
            aligned[lattice.concept] = (found, lattice)
        ranked = sorted(aligned.values(), key=lambda a: (-a[0].score, a[1].concept))
        if not ranked or ranked[0][0].score < self._threshold:
            return None
        best, lattice = ranked[0]
        if self._is_accepted(lattice.concept, tokens, best):
            return None
        margin = best.score - (ranked[1][0].score if len(ranked) > 1 else 0.0)
        pairs = tuple((window.first + word, slot) for word, slot in best.pairs)
        return Candidate(window.first, window.end - 1, lattice, best.score, margin, pairs, quoted=True)

    def _is_accepted(self, concept: int, tokens: Sequence[Token], aligned: Aligned) -> bool:
        """True if the words are an accepted rendering in another form, or all of those that matched stand in one."""
        present = {stem for token in tokens for stem in token.stems}
        matched = [tokens[word].stems for word, _ in aligned.pairs]
        for stems in self._store.accepted(concept):
            if all(not stems.isdisjoint(of_word) for of_word in matched) or stems <= present:
                return True
        return False


def _bound(found: Mapping[str, Sequence[tuple[int, float]]]) -> float:
    """The most that these stems can be worth to a lattice."""
    best: dict[int, float] = {}
    total = 0.0
    for slots in found.values():
        strongest = max(weight for _, weight in slots)
        total += strongest
        for slot, weight in slots:
            best[slot] = max(best.get(slot, 0.0), weight)
    return total if len(best) > 1 else 0.0


def _quoted_windows(document: Document, words: Words) -> Iterator[Window]:
    """Quoted phrases of at most so many words; two that are joined; and a short one with the word that follows it."""
    starts = words.starts
    for block in document.blocks:
        previous: tuple[int, int, int] | None = None
        for span in quotations(document.visible, block.span):
            first, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
            if first == end or end - first > MOST_WORDS or any(gap is Gap.BREAK for gap in words.gaps[first + 1 : end]):
                previous = None
                continue
            if end - first > 1:
                yield Window(first, end, quoted=True)
            if end - first <= 2 and end < len(starts) and words.gaps[end] is Gap.JOIN:
                yield Window(first, end + 1, quoted=True)
            if (
                previous
                and span.start - previous[2] <= _JOINED
                and end - previous[0] <= MOST_WORDS
                and words.gaps[first] < Gap.SLASH
            ):
                yield Window(previous[0], end, quoted=True)
            previous = (first, end, span.end)
