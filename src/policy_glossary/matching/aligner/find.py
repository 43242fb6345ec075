"""Finds renderings that no list holds: candidates by their stems, alignment, and what speaks against each.

Quoted phrases are aligned as a whole against every term. Unquoted words are aligned only for terms whose threshold was
calibrated, or which the text has been found to use, and only in Chinese policy prose.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence

from policy_glossary.language.quotations import quotations
from policy_glossary.language.stems import Stemmer
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.aligner.align import MOST_WORDS, Aligned, Token, align
from policy_glossary.matching.aligner.candidates import CLEAR, Candidate
from policy_glossary.matching.aligner.evidence import known_english, usual_price
from policy_glossary.matching.aligner.running import RunningText
from policy_glossary.matching.aligner.sight import Sight
from policy_glossary.matching.aligner.store import LatticeStore
from policy_glossary.matching.aligner.tokens import token_of
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import NamedTuple

_LOOSE, _LOOSE_CONCEPTS, _STEEPNESS = 7.0, 40, 1.8  # nats at 40 concepts, and nats for each tenfold glossary
_IN_PROSE = 1.5  # nats: by which a quotation in policy prose may miss the threshold, if it is clear
_MOST_QUOTED = 50_000  # quoted phrases whose best alignment is kept


class Window(NamedTuple):
    """Word numbers, end exclusive, of words that may be one rendering; `alone` if they are all of one quotation."""

    first: int
    end: int
    alone: bool


def quoted_threshold(concepts: int) -> float:
    """The score (nats) that a quoted phrase needs: the more terms could match by chance, the more."""
    return max(_LOOSE, _LOOSE + _STEEPNESS * math.log10(max(1, concepts) / _LOOSE_CONCEPTS))


class Aligner:
    """Aligns documents with the lattices of one glossary of so many concepts."""

    def __init__(self, store: LatticeStore, concepts: int) -> None:
        self._store = store
        self._threshold = quoted_threshold(concepts)
        self._stemmer = Stemmer()
        self._quoted: dict[tuple[Token, ...], Candidate | None] = {}
        self._running = RunningText(store, self._stemmer, self._threshold)

    def quoted(self, document: Document, words: Words, *, prose: bool = False) -> list[Candidate]:
        """The best alignment of each quoted phrase, of what reaches the threshold; windows may overlap.

        In Chinese policy `prose`, where most quotations are terms, what stands between two quotation marks may stay a little below it if
        no other concept comes near.
        """
        windows = list(_quoted_windows(document, words))
        tokens = [tuple(token_of(keys, self._stemmer) for keys in words.keys[first:end]) for first, end, _ in windows]
        if len(self._quoted) > _MOST_QUOTED:
            self._quoted.clear()
        new = [inside for inside in tokens if inside not in self._quoted]
        self._store.voices([token.stems for inside in new for token in inside])
        found = []
        for window, inside in zip(windows, tokens, strict=True):
            if inside not in self._quoted:
                self._quoted[inside] = self._best(inside)
            best = self._quoted[inside]
            clear = prose and window.alone and best is not None and best.margin >= CLEAR
            if best is not None and best.excess >= (-_IN_PROSE if clear else 0.0):
                pairs = tuple((window.first + word, slot) for word, slot in best.pairs)
                found.append(best._replace(first=window.first, last=window.end - 1, pairs=pairs))
        return found

    def unquoted(self, words: Words, known: Iterable[int] = (), taken: Container[int] = ()) -> list[Candidate]:
        """Alignments of words without regard to quotation marks; may overlap.

        Looked for are the terms whose calibrated threshold allows it, and the concepts in `known`, which the text has
        been found to use, at a lower threshold. Words whose numbers are `taken` belong to no rendering.
        """
        return self._running.candidates(words, known, taken)

    def _best(self, tokens: Sequence[Token]) -> Candidate | None:
        """The concept that explains a quoted phrase best, if the phrase says more than its accepted English does."""
        store = self._store
        least = self._threshold - _IN_PROSE
        shared = store.shared({stem for token in tokens for stem in token.stems})
        sight = Sight(tokens, store.voices([token.stems for token in tokens]), shared, whole=True)
        within = [number for number, worth in sight.worth().items() if worth > least - CLEAR]
        end = len(tokens)
        bounds = [(sight.bound(number, store.shape(number), sight.places(number, 0, end)), -number) for number in within]
        best: dict[int, tuple[float, int, Aligned]] = {}
        leading = least
        for bound, place in sorted(bounds, reverse=True):
            if bound <= max(0.0, leading - CLEAR) or (bound < least and not best):
                break
            found = align(store.shape(-place), sight.said(-place, 0, len(tokens)), tokens, whole=True)
            if found is None or found.score <= 0:
                continue
            concept = store.concept(-place)
            score = found.score - known_english(store.accepted(concept), tokens, found) - usual_price(tokens, found)
            if concept not in best or (score, place) > best[concept][:2]:
                best[concept] = score, place, found
            leading = max(leading, score)
        ranked = sorted((-score, concept) for concept, (score, _, _) in best.items())
        if not ranked or -ranked[0][0] < least:
            return None
        score, place, found = best[ranked[0][1]]
        following = max(0.0, -ranked[1][0]) if len(ranked) > 1 else 0.0
        return Candidate(
            0,
            len(tokens) - 1,
            store.lattice(-place),
            score,
            score - following,
            score - self._threshold,
            found.pairs,
            quoted=True,
        )


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
                yield Window(first, end, alone=True)
            if end - first <= 2 and end < len(starts) and words.gaps[end] is Gap.JOIN:
                yield Window(first, end + 1, alone=False)
            if previous and end - previous[0] <= MOST_WORDS and _joined(words, previous[1], first):
                yield Window(previous[0], end, alone=False)
            previous = (first, end)


def _joined(words: Words, end: int, first: int) -> bool:
    """True if only "and" stands between a quotation that ends before word `end` and one that begins with word `first`."""
    return first == end + 1 and words.keys[end][0] == "and" and max(words.gaps[end], words.gaps[first]) <= Gap.COMMA
