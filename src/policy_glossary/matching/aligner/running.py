"""Finds renderings in running text, without regard to quotation marks.

What the words of a clause say does not depend on the text around them, but for the concepts that the text has been found to use. It is
kept, for clauses that come again: in the same text, in the segments of a translation memory, in a folder of articles.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from policy_glossary.language.stems import Stemmer
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.aligner.align import Aligned, Shape, Token, align
from policy_glossary.matching.aligner.at_home import forms_at_home
from policy_glossary.matching.aligner.candidates import Candidate
from policy_glossary.matching.aligner.evidence import (
    PLAIN,
    SEVERAL,
    cut_price,
    doubtful_price,
    known_english,
    plain_price,
    usual_price,
)
from policy_glossary.matching.aligner.near import NearPairs, Pairs, clauses_of, windows
from policy_glossary.matching.aligner.sight import Sight
from policy_glossary.matching.aligner.store import KNOWN_TERM, LatticeStore, Voice
from policy_glossary.matching.aligner.tokens import FAINT_WORDS, INSIDE, cuts_modifier, cuts_name, token_of
from policy_glossary.model.light_typing import NamedTuple

_LEAST = 12.0  # nats: below that even a known term is not looked for
_UNQUOTED = 1.5  # nats more than in quotation marks, of a term without a measured threshold
_FAINT = 2.0  # nats: a word of grammar that begins or ends a rendering
_COMMA = 4.0  # nats: a comma within it
_MOST_RUNS = 200_000  # runs of words whose alignment with a term is kept
_MOST_CLAUSES = 5_000  # of which is kept what they say

_Numbers = tuple[int, ...]  # of the tokens of some words


class _Over(NamedTuple):
    """Words that align with a lattice at least as well as they have to where its concept is in use; they count from word `first` of their clause."""

    lattice: int
    first: int
    aligned: Aligned


class RunningText:
    """Finds candidates in documents for the lattices of one glossary, in which a quoted phrase needs `quoted` nats."""

    def __init__(self, store: LatticeStore, stemmer: Stemmer, quoted: float) -> None:
        self._store = store
        self._stemmer = stemmer
        self._untold = quoted + _UNQUOTED
        self._tokens: dict[tuple[tuple[str, ...], bool], Token] = {}
        self._runs: dict[tuple[int, _Numbers], Aligned | None] = {}
        self._clauses: dict[_Numbers, tuple[_Over, ...]] = {}
        """What clauses say of the lattices that are told in running text."""

    def candidates(self, words: Words, known: Iterable[int], taken: Container[int]) -> list[Candidate]:
        """Alignments in the order of lattices and words; see `Aligner.unquoted`."""
        store, kept = self._store, self._clauses
        if len(kept) > _MOST_CLAUSES:
            kept.clear()
        if len(self._runs) > _MOST_RUNS:
            self._runs.clear()
        tokens = [self._token(keys, gap) for keys, gap in zip(words.keys, words.gaps, strict=True)]
        clauses = [(first, tuple(tokens[first:end])) for first, end in clauses_of(words.gaps, taken)]
        keys = [tuple([token.number for token in clause]) for _, clause in clauses]
        new = {key: clause for key, (_, clause) in zip(keys, clauses, strict=True) if key not in kept}
        kept.update(zip(new, self._said(list(new.values())), strict=True))
        found = [(first, over) for key, (first, _) in zip(keys, clauses, strict=True) for over in kept[key]]
        opened = store.of_concepts(known)
        uncalibrated = {number for number in opened if store.threshold(number) is None}
        if uncalibrated:
            said = self._said([clause for _, clause in clauses], uncalibrated)
            found += [(first, over) for (first, _), all_over in zip(clauses, said, strict=True) for over in all_over]
        shifted = sorted(over._replace(first=first + over.first) for first, over in found)
        return list(self._fitting(words, tokens, shifted, opened))

    def _said(self, clauses: Sequence[Sequence[Token]], uncalibrated: set[int] | None = None) -> list[tuple[_Over, ...]]:
        """What each clause says of the lattices that are told in running text, or of some that have no threshold of their own."""
        tokens = [token for clause in clauses for token in clause]
        ends = list(accumulate(map(len, clauses), initial=0))
        voices = self._store.voices([token.stems for token in tokens])
        near = NearPairs(self._store.needed, tokens, voices, uncalibrated)
        pairs = [near.within(first, end) for first, end in pairwise(ends)]
        search = _Search(self._store, self._runs, self._in_use, tokens, voices, set[int]().union(*pairs))
        return [tuple(search.over(found, first, end)) for found, (first, end) in zip(pairs, pairwise(ends), strict=True)]

    def _fitting(self, words: Words, tokens: Sequence[Token], found: Iterable[_Over], opened: set[int]) -> Iterator[Candidate]:
        """What stands over its threshold although its phrase may go on, and is cut off from nothing that belongs to it."""
        for number, first, aligned in found:
            threshold = self._in_use(number) if number in opened else self._store.threshold(number) or math.inf
            begins, ends = first + aligned.pairs[0][0], first + aligned.pairs[-1][0]
            score = aligned.score - cut_price(words, tokens, ends)
            if score >= threshold and not cuts_name(words, begins, ends) and not cuts_modifier(words, ends):
                pairs = tuple((first + word, slot) for word, slot in aligned.pairs)
                yield Candidate(begins, ends, self._store.lattice(number), score, 0.0, score - threshold, pairs, quoted=False)

    def _token(self, keys: tuple[str, ...], gap: Gap) -> Token:
        """A word of running text, where a comma or a preposition often parts what does not belong together."""
        comma = gap is Gap.COMMA
        token = self._tokens.get((keys, comma))
        if token is None:
            cost = (_COMMA if comma else 0.0) + INSIDE.get(keys[0], 0.0)
            token = token_of(keys, self._stemmer, cost)
            plain, faint = not forms_at_home().isdisjoint(keys), keys[0] in FAINT_WORDS
            token = self._tokens[keys, comma] = token._replace(plain=plain, faint=faint, number=len(self._tokens))
        return token

    def _in_use(self, lattice: int) -> float:
        """The threshold of a lattice of a concept that the text has been found to use."""
        own = self._store.threshold(lattice)
        return self._untold if own is None else min(own, max(_LEAST, own - KNOWN_TERM))


class _Search:
    """Aligns windows of one text; the same words are aligned once in a run."""

    def __init__(
        self,
        store: LatticeStore,
        runs: dict[tuple[int, _Numbers], Aligned | None],
        least: Callable[[int], float],
        tokens: Sequence[Token],
        voices: Sequence[Voice],
        lattices: set[int],
    ) -> None:
        self._store = store
        self._runs = runs
        self._least = least
        self._tokens = tokens
        self._sight = Sight(tokens, voices, lattices, whole=False)
        self._striking = {place for place, token in enumerate(tokens) if not token.plain}

    def over(self, near: Mapping[int, Pairs], first: int, end: int) -> Iterator[_Over]:
        """What aligns well enough around the pairs of a clause, its end exclusive; counted from its first word."""
        store, sight, striking = self._store, self._sight, self._striking
        for number, pairs in near.items():
            shape = store.shape(number)
            threshold = self._least(number)
            for begin, stop in windows(pairs, first, end):
                places = sight.places(number, begin, stop)
                plain = striking.isdisjoint(places)
                if plain and min(len(places), len(shape.drops)) < SEVERAL:
                    continue
                bound = sight.bound(number, shape, places)
                if bound - (PLAIN if plain else 0.0) < threshold:
                    continue
                best = self._aligned(number, shape, places[0], places[-1] + 1)
                if best is not None and best.score >= threshold:
                    yield _Over(number, places[0] - first, best)

    def _aligned(self, number: int, shape: Shape, first: int, end: int) -> Aligned | None:
        """The best alignment of some words, less what is known English."""
        window = self._tokens[first:end]
        key = number, tuple([token.number for token in window])
        if key not in self._runs:
            said = self._sight.said(number, first, end)
            best = align(shape, said, window, whole=False)
            if best is not None:
                faint = window[best.pairs[0][0]].faint + window[best.pairs[-1][0]].faint
                price = _FAINT * faint + usual_price(window, best) + plain_price(window, best, len(shape.drops))
                price += doubtful_price(shape, said, best) + known_english(
                    self._store.accepted(self._store.concept(number)), window, best
                )
                best = best._replace(score=best.score - price)
            self._runs[key] = best
        return self._runs[key]
