"""Where in running text two words close together speak for one Chinese term: the places at which an alignment is worth its cost.

Few pairs of words share a term, and the same pairs come again and again: what a pair shares is worked out once in a run.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from policy_glossary.language.words import Gap
from policy_glossary.matching.aligner.align import PRICES, Known, Token
from policy_glossary.matching.aligner.store import ONE_POSTING, PAIR, STRONGEST, TELLING, Voice, slots_of

REACH = 6  # words between two that belong to one unquoted rendering
_PAIR = round(16 * PAIR)  # sixteenths of a nat
_MOST = round(2 * 16 * STRONGEST)  # sixteenths of a nat that two words can be worth
_MOST_KEPT = 5_000  # words for which a word keeps what both share

Pairs = list[tuple[int, int]]  # word numbers


def clauses_of(gaps: Sequence[Gap], taken: Container[int]) -> Iterator[tuple[int, int]]:
    """Runs of more than one word (numbers, end exclusive) within the clauses of a text, broken by the words that are `taken`."""
    first = 0
    for number, gap in enumerate(gaps):
        if gap > Gap.COMMA or number in taken:
            if number - first > 1:
                yield first, number
            first = number + (number in taken)
    if len(gaps) - first > 1:
        yield first, len(gaps)


def windows(pairs: Pairs, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Word ranges, end exclusive, around pairs that lie close together, within a clause; the pairs are ordered by their second words."""
    begin, last = pairs[0]
    for one, other in pairs[1:]:
        if one - last <= REACH:
            begin, last = min(begin, one), max(last, other)
            continue
        yield max(begin - REACH, first), min(last + REACH + 1, end)
        begin, last = one, other
    yield max(begin - REACH, first), min(last + REACH + 1, end)


class NearPairs:
    """Finds the pairs in the clauses of a text; its words keep for all documents of a run what they share with others.

    `needed` are for each lattice the sixteenths of a nat that two words have to be worth. Looked for are the lattices that are told in
    running text or, where there are any, those that are `uncalibrated` instead.
    """

    def __init__(
        self, needed: Sequence[int], tokens: Sequence[Token], voices: Sequence[Voice], uncalibrated: set[int] | None
    ) -> None:
        self._needed = needed
        self._voices = voices
        self._prices = list(accumulate((round(16 * PRICES[token.kind]) for token in tokens), initial=0))
        self._spoken = _spoken(voices, uncalibrated) if uncalibrated else None

    def within(self, first: int, end: int) -> dict[int, Pairs]:
        """For each lattice the pairs of a clause, close together, that speak for two different slots of it."""
        near: dict[int, Pairs] = {}
        clause, spoken = enumerate(self._voices[first:end], first), self._spoken
        if spoken is None:
            self._told_pairs([(number, voice) for number, voice in clause if voice.best], self._prices, near)
        else:
            _pairs([(number, spoken[voice.number]) for number, voice in clause if voice.number in spoken], self._prices, near)
        return near

    def _told_pairs(self, clause: Sequence[tuple[int, Voice]], prices: Sequence[int], near: dict[int, Pairs]) -> None:
        """Note the near words of a clause that speak strongly enough for two slots of a lattice, whatever stands between them."""
        for place, (number, voice) in enumerate(clause):
            price, best, shared = prices[number], voice.best - _PAIR, voice.shared
            for before in range(place - 1, -1, -1):
                other, first = clause[before]
                least = price - prices[other + 1]
                if number - other > REACH or least + _PAIR > _MOST:
                    break
                if best + first.best < least:
                    continue
                both = shared.get(first.number)
                if both is None:
                    both = self._share(first, voice)
                for lattice, over in both:
                    if over >= least:
                        near.setdefault(lattice, []).append((other, number))

    def _share(self, one: Voice, other: Voice) -> list[tuple[int, int]]:
        """The lattices for two slots of which two words speak more strongly than they need to, and by how much (sixteenths of a nat)."""
        if len(other.shared) > _MOST_KEPT:
            other.shared.clear()
        first, second = one.told(), other.told()
        needed, both = self._needed, []
        for lattice in first.keys() & second.keys():
            one_posting, other_posting = first[lattice], second[lattice]
            if one_posting | other_posting <= ONE_POSTING:
                worth = (one_posting & 255) + (other_posting & 255) if (one_posting ^ other_posting) >> 8 else 0
            else:
                worth = _worth(slots_of(one_posting), slots_of(other_posting))
            over = worth - needed[lattice]
            if over >= 0:
                both.append((lattice, over))
        other.shared[one.number] = both
        return both


def _spoken(voices: Iterable[Voice], lattices: set[int]) -> dict[int, dict[int, Known]]:
    """What each word, by its number, says strongly of some lattices."""
    spoken: dict[int, dict[int, Known]] = {}
    for voice in {voice.number: voice for voice in voices}.values():
        for lattice in voice.heard(lattices):
            strong = [known for known in voice[lattice] if known[1] >= TELLING]
            if strong:
                spoken.setdefault(voice.number, {})[lattice] = strong
    return spoken


def _worth(first: Known, second: Known) -> int:
    """What two words say of two different slots (sixteenths of a nat); 0 if they speak for one only."""
    return round(16 * max((v + w for slot, v in first for other, w in second if slot != other), default=0.0))


def _pairs(clause: Sequence[tuple[int, Mapping[int, Known]]], prices: Sequence[int], near: dict[int, Pairs]) -> None:
    """Note the near words of a clause that speak for two slots of a lattice, whatever it needs."""
    for place, (number, spoken) in enumerate(clause):
        for other, others in clause[max(0, place - REACH) : place]:
            least = prices[number] - prices[other + 1] + _PAIR
            for lattice in spoken.keys() & others.keys() if number - other <= REACH else ():
                if _worth(others[lattice], spoken[lattice]) >= least:
                    near.setdefault(lattice, []).append((other, number))
