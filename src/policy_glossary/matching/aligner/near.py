"""Where in running text two words close together speak for one Chinese term: the places at which an alignment is worth its cost.

Few pairs of words share a term, and the same pairs come again and again: what a pair shares is worked out once in a run.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, pairwise

from policy_glossary.language.words import Gap
from policy_glossary.matching.aligner.align import PRICES, Known, Token
from policy_glossary.matching.aligner.store import (
    ONE_POSTING,
    PAIR,
    STRONGEST,
    TELLING,
    LatticeStore,
    Stems,
    slots_of,
)

REACH = 6  # words between two that belong to one unquoted rendering
_PAIR = round(16 * PAIR)  # sixteenths of a nat
_MOST = round(2 * 16 * STRONGEST)  # sixteenths of a nat that two words can be worth
_MOST_PAIRS = 500_000  # that are kept

Pairs = list[tuple[int, int]]  # word numbers


class Clauses:
    """The clauses of a text by word numbers, as its gaps part them."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        self.starts = [number for number, gap in enumerate(gaps) if gap > Gap.COMMA or number == 0]
        self._bounds = [*self.starts, len(gaps)]

    def around(self, first: int, last: int) -> tuple[int, int]:
        """The words within reach of those from `first` to `last`, end exclusive, as far as no clause ends."""
        clause = bisect_right(self.starts, first)
        end = self._bounds[bisect_right(self.starts, last)]
        return max(first - REACH, self._bounds[clause - 1]), min(last + REACH + 1, end)

    def spread(self, pairs: Pairs) -> Iterator[tuple[int, int]]:
        """Word ranges, end exclusive, around pairs that lie close together in one clause; the pairs are ordered by their second words."""
        first, last = pairs[0]
        for begin, end in pairs[1:]:
            if begin - last <= REACH and (begin <= last or bisect_right(self.starts, begin) == bisect_right(self.starts, last)):
                first, last = min(first, begin), max(last, end)
                continue
            yield self.around(first, last)
            first, last = begin, end
        yield self.around(first, last)


class NearPairs:
    """Finds the pairs; keeps for all documents of a run what two words share."""

    def __init__(self, store: LatticeStore) -> None:
        self._store = store
        self._shared: dict[tuple[Stems, Stems], list[tuple[int, int]]] = {}
        self._needed = store.pairs_needed()

    def find(self, tokens: Sequence[Token], clauses: Clauses, more: set[int]) -> dict[int, Pairs]:
        """For each lattice the pairs of word numbers, close together, that speak for two different slots of it.

        Looked for are the lattices with telling postings, and with all of their strong postings those in `more`.
        """
        prices = list(accumulate((round(16 * PRICES[token.kind]) for token in tokens), initial=0))
        spoken = self._spoken({token.stems for token in tokens if token.stems}, more)
        near: dict[int, Pairs] = {}
        for first, end in pairwise([*clauses.starts, len(tokens)]):
            clause = [(number, stems) for number in range(first, end) if (stems := tokens[number].stems)]
            self._told_pairs([(n, stems, best) for n, stems in clause if (best := self._store.best(stems))], prices, near)
            if spoken:
                _pairs([(number, spoken[stems]) for number, stems in clause if stems in spoken], prices, near)
        return near

    def _spoken(self, words: AbstractSet[Stems], lattices: set[int]) -> dict[Stems, dict[int, Known]]:
        """What each word says strongly of some lattices."""
        spoken: dict[Stems, dict[int, Known]] = {}
        for stems, heard in self._store.heard(words, lattices).items():
            for lattice in heard:
                strong = [known for known in self._store.known(stems, lattice) if known[1] >= TELLING]
                if strong:
                    spoken.setdefault(stems, {})[lattice] = strong
        return spoken

    def _told_pairs(self, clause: Sequence[tuple[int, Stems, int]], prices: Sequence[int], near: dict[int, Pairs]) -> None:
        """Note the near words of a clause that speak strongly enough for two slots of a lattice, whatever stands between them."""
        shared = self._shared
        for place, (number, stems, best) in enumerate(clause):
            price = prices[number]
            for before in range(place - 1, -1, -1):
                other, others, strongest = clause[before]
                least = price - prices[other + 1]
                if number - other > REACH or least + _PAIR > _MOST:
                    break
                if best + strongest < least + _PAIR:
                    continue
                both = shared.get((others, stems))
                if both is None:
                    both = self._share(others, stems)
                for lattice, over in both:
                    if over >= least:
                        near.setdefault(lattice, []).append((other, number))

    def _share(self, one: Stems, other: Stems) -> list[tuple[int, int]]:
        """The lattices for two slots of which two words speak more strongly than they need to, and by how much (sixteenths of a nat)."""
        if len(self._shared) > _MOST_PAIRS:
            self._shared.clear()
        first, second = self._store.told(one), self._store.told(other)
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
        self._shared[one, other] = both
        return both


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
