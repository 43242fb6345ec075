"""Finds renderings that no list holds: candidates by their stems, alignment, and what speaks against each.

Quoted phrases are aligned as a whole against every term. Unquoted words are aligned only for terms whose threshold was
calibrated, or which the text has been found to use, and only in Chinese policy prose.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from policy_glossary.language.quotations import quotations
from policy_glossary.language.stems import Stemmer
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.aligner.align import (
    MOST_WORDS,
    Aligned,
    Known,
    Route,
    Shape,
    Token,
    align,
    upper_bound,
)
from policy_glossary.matching.aligner.at_home import forms_at_home
from policy_glossary.matching.aligner.evidence import PLAIN, SEVERAL, cut_price, plain_price, usual_price
from policy_glossary.matching.aligner.near import Clauses, NearPairs
from policy_glossary.matching.aligner.store import KNOWN_TERM, LatticeStore, StoredLattice, Voice, is_told
from policy_glossary.matching.aligner.tokens import FAINT_WORDS, INSIDE, cuts_modifier, cuts_name, token_of
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import NamedTuple

_LOOSE, _LOOSE_CONCEPTS, _STEEPNESS = 7.0, 40, 1.8  # nats at 40 concepts, and nats for each tenfold glossary
CLEAR = 2.0  # nats: so far ahead of other concepts an alignment is not doubtful
_IN_PROSE = 1.5  # nats: by which a quotation in policy prose may miss the threshold, if it is clear
_LEAST = 12.0  # nats: below that even a known term is not looked for without quotation marks
_UNQUOTED = 1.5  # nats more than in quotation marks, of a term without a measured threshold
_FAINT = 2.0  # nats: a word of grammar that begins or ends unquoted words
_COMMA = 4.0  # nats: a comma within unquoted words
_ACCEPTED_WORDS = 3.0  # nats: words of accepted English alone, with some of it left out, say little against a text
_MOST_RUNS = 200_000  # runs of words whose alignment with a term is kept
_MOST_QUOTED = 50_000  # quoted phrases whose best alignment is kept


class Window(NamedTuple):
    """Word numbers, end exclusive, of words that may be one rendering; `alone` if they are all of one quotation."""

    first: int
    end: int
    alone: bool


class Candidate(NamedTuple):
    """A window, or the part of it from word `first` to `last`, aligned with a lattice.

    `pairs` are word numbers of the document and slot numbers; `margin` is the score (nats) over the best other concept, exact below
    CLEAR, and `excess` over the threshold, which quotations in policy prose may miss.
    """

    first: int
    last: int
    lattice: StoredLattice
    score: float
    margin: float
    excess: float
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
        self._near = NearPairs(store)
        self._tokens: dict[tuple[tuple[str, ...], bool], Token] = {}
        self._quoted: dict[tuple[Token, ...], Candidate | None] = {}
        self._runs: dict[tuple[int, tuple[int, ...]], Aligned | None] = {}

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

    def unquoted(self, words: Words, known: Iterable[int] = ()) -> list[Candidate]:
        """Alignments of words without regard to quotation marks; may overlap.

        Looked for are the terms whose calibrated threshold allows it, and the concepts in `known`, which the text has
        been found to use, at a lower threshold.
        """
        tokens = [self._running(keys, gap) for keys, gap in zip(words.keys, words.gaps, strict=True)]
        store = self._store
        voices = store.voices([token.stems for token in tokens])
        opened = store.of_concepts(known)
        untold = {number for number in opened if not is_told(store.threshold(number))}
        clauses = Clauses(words.gaps)
        near = self._near.find(tokens, voices, clauses, untold)
        sight = _Sight(tokens, voices, set(near), whole=False)
        striking = {place for place, token in enumerate(tokens) if not token.plain}
        found = []
        for number in sorted(near):
            shape = store.shape(number)
            threshold = self._unquoted_threshold(number, opened=number in opened)
            for begin, end in clauses.spread(near[number]):
                places = sight.places(number, begin, end)
                plain = striking.isdisjoint(places)
                if plain and min(len(places), len(shape.drops)) < SEVERAL:
                    continue
                bound = sight.bound(number, shape, places)
                if bound - (PLAIN if plain else 0.0) < threshold:
                    continue
                first, last = places[0], places[-1]
                best = self._aligned(number, shape, tokens[first : last + 1], sight, first)
                if best is None or best.score < threshold:
                    continue
                begins, ends = first + best.pairs[0][0], first + best.pairs[-1][0]
                score = best.score - cut_price(words, tokens, ends)
                if score >= threshold and not cuts_name(words, begins, ends) and not cuts_modifier(words, ends):
                    pairs = tuple((first + word, slot) for word, slot in best.pairs)
                    found.append(Candidate(begins, ends, store.lattice(number), score, 0.0, score - threshold, pairs, quoted=False))
        return found

    def _aligned(self, number: int, shape: Shape, window: Sequence[Token], sight: _Sight, first: int) -> Aligned | None:
        """The best alignment of running words, less what is known English; the same words are aligned once in a run."""
        key = number, tuple([token.number for token in window])
        if key not in self._runs:
            if len(self._runs) > _MOST_RUNS:
                self._runs.clear()
            best = align(shape, sight.said(number, first, first + len(window)), window, whole=False)
            if best is not None:
                faint = window[best.pairs[0][0]].faint + window[best.pairs[-1][0]].faint
                price = _FAINT * faint + usual_price(window, best) + plain_price(window, best, len(shape.drops))
                best = best._replace(score=best.score - self._known_english(self._store.concept(number), window, best) - price)
            self._runs[key] = best
        return self._runs[key]

    def _running(self, keys: tuple[str, ...], gap: Gap) -> Token:
        """A word of running text, where a comma or a preposition often parts what does not belong together."""
        comma = gap is Gap.COMMA
        token = self._tokens.get((keys, comma))
        if token is None:
            cost = (_COMMA if comma else 0.0) + INSIDE.get(keys[0], 0.0)
            token = token_of(keys, self._stemmer, cost)
            plain, faint = not forms_at_home().isdisjoint(keys), keys[0] in FAINT_WORDS
            token = self._tokens[keys, comma] = token._replace(plain=plain, faint=faint, number=len(self._tokens))
        return token

    def _unquoted_threshold(self, lattice: int, *, opened: bool) -> float:
        own = self._store.threshold(lattice)
        if not opened:
            return own if own is not None else math.inf
        if own is None:
            return self._threshold + _UNQUOTED
        return min(own, max(_LEAST, own - KNOWN_TERM))

    def _best(self, tokens: Sequence[Token]) -> Candidate | None:
        """The concept that explains a quoted phrase best, if the phrase says more than its accepted English does."""
        store = self._store
        least = self._threshold - _IN_PROSE
        shared = store.shared({stem for token in tokens for stem in token.stems})
        sight = _Sight(tokens, store.voices([token.stems for token in tokens]), shared, whole=True)
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
            score = found.score - self._known_english(concept, tokens, found) - usual_price(tokens, found)
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

    def _known_english(self, concept: int, tokens: Sequence[Token], aligned: Aligned) -> float:
        """What the score loses if each word that matched stands in one accepted rendering; all, if nothing is missing and no word twice."""
        first, last = aligned.pairs[0][0], aligned.pairs[-1][0]
        present = {stem for token in tokens[first : last + 1] for stem in token.stems}
        matched = [tokens[word].stems for word in dict.fromkeys(word for word, _ in aligned.pairs)]
        repeated = len(set(matched)) < len(matched)
        lost = 0.0
        for stems in self._store.accepted(concept):
            if all(not stems.isdisjoint(of_word) for of_word in matched):
                lost = max(lost, math.inf if stems <= present and not repeated else _ACCEPTED_WORDS)
        return lost


class _Sight:
    """Some words, what they say of some lattices, and what it costs to pass over them."""

    def __init__(self, tokens: Sequence[Token], voices: Sequence[Voice], lattices: set[int], *, whole: bool) -> None:
        heard = {number: voice.heard(lattices) for number, voice in {voice.number: voice for voice in voices}.items()}
        self._voices = voices
        self._heard = [heard[voice.number] for voice in voices]
        self._route = Route.through(tokens, whole=whole)
        self._whole = whole

    def places(self, lattice: int, begin: int, end: int) -> list[int]:
        """The words of a window (end exclusive) that speak for a lattice."""
        return [place for place, heard in enumerate(self._heard[begin:end], begin) if lattice in heard]

    def said(self, lattice: int, begin: int, end: int) -> list[Known]:
        """For each word of a window (end exclusive) the slots of a lattice for which it speaks, with weights (nats)."""
        heard, voices = self._heard, self._voices
        return [voices[place][lattice] if lattice in heard[place] else () for place in range(begin, end)]

    def worth(self) -> dict[int, float]:
        """What all words could be worth to each lattice for which one speaks, each rendering one slot of it (nats)."""
        worth: dict[int, float] = {}
        for voice, heard in zip(self._voices, self._heard, strict=True):
            for lattice in heard:
                worth[lattice] = worth.get(lattice, 0.0) + max([weight for _, weight in voice[lattice]])
        return worth

    def bound(self, lattice: int, shape: Shape, places: Sequence[int]) -> float:
        """What no alignment of a window exceeds, given the words in it that speak for the lattice.

        There must be two of them, and enough to render the slots that have to be rendered, where no word renders more than two.
        """
        words = len(places)
        if words < 2 or (words < shape.needed and 2 * words < len(shape.drops)):
            return -math.inf
        voices = self._voices
        return upper_bound(shape, [(place, voices[place][lattice]) for place in places], self._route, whole=self._whole)


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
