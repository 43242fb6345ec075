"""Where in running text two words close together speak for one Chinese term: the places at which an alignment is worth its cost.

Few pairs of words share a term, and the same pairs come again and again: what a pair shares is worked out once in a run. Only
for the terms that some pair of a clause shares are all words of the clause looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, pairwise

from policy_glossary.language.words import Gap
from policy_glossary.matching.aligner.align import PRICES, Token
from policy_glossary.matching.aligner.store import PAIR, STRONGEST, TELLING, LatticeStore, Posted

REACH = 6  # words between two that belong to one unquoted rendering
_PAIR = round(16 * PAIR)  # sixteenths of a nat
_MOST = round(2 * 16 * STRONGEST)  # sixteenths of a nat that two words can be worth
_MOST_PAIRS = 500_000  # that are kept

Stems = tuple[str, ...]
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
        """Word ranges, end exclusive, around pairs that lie close together in one clause."""
        first, last = pairs[0]
        for begin, end in pairs[1:]:
            if begin - last <= REACH and (begin <= last or bisect_right(self.starts, begin) == bisect_right(self.starts, last)):
                last = max(last, end)
                continue
            yield self.around(first, last)
            first, last = begin, end
        yield self.around(first, last)


class NearPairs:
    """Finds the pairs; keeps for all documents of a run what two words share."""

    def __init__(self, store: LatticeStore) -> None:
        self._store = store
        self._shared: dict[tuple[Stems, Stems], list[tuple[int, int]]] = {}
        self._best: dict[Stems, int] = {}
        self._needed = store.pairs_needed()

    def find(self, tokens: Sequence[Token], clauses: Clauses, more: AbstractSet[int]) -> dict[int, Pairs]:
        """For each lattice the pairs of word numbers, close together, that speak for two different slots of it.

        Looked for are the lattices with telling postings, and with all of their strong postings those in `more`.
        """
        prices = list(accumulate((round(16 * PRICES[token.kind]) for token in tokens), initial=0))
        told, posted = self._store.told, self._store.posted
        near: dict[int, Pairs] = {}
        for first, end in pairwise([*clauses.starts, len(tokens)]):
            clause = [(number, stems) for number in range(first, end) if (stems := tokens[number].stems)]
            candidates = self._candidates([(n, stems, best) for n, stems in clause if (best := self._best_of(stems))], prices)
            if candidates:
                _pairs(candidates, [(number, told(stems)) for number, stems in clause], prices, near, self._needed)
            if more:
                _pairs(more, [(number, posted(stems)) for number, stems in clause], prices, near, {}, TELLING * 16)
        return near

    def _best_of(self, stems: Stems) -> int:
        """How strongly a word speaks for any slot of any lattice with telling postings (sixteenths of a nat); 0: for none."""
        best = self._best.get(stems)
        if best is None:
            found = self._store.told(stems).values()
            best = self._best[stems] = max((posting & 255 for postings in found for posting in postings), default=0)
        return best

    def _candidates(self, clause: Sequence[tuple[int, Stems, int]], prices: Sequence[int]) -> set[int]:
        """The lattices for which two near words of a clause speak strongly enough, whatever stands between them."""
        shared, found = self._shared, set[int]()
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
                        found.add(lattice)
        return found

    def _share(self, one: Stems, other: Stems) -> list[tuple[int, int]]:
        """The lattices for two slots of which two words speak more strongly than they need to, and by how much (sixteenths of a nat)."""
        if len(self._shared) > _MOST_PAIRS:
            self._shared.clear()
        first, second = self._store.told(one), self._store.told(other)
        both = []
        for lattice in first.keys() & second.keys():
            worth = max((p & 255) + (q & 255) if (p ^ q) >> 8 else 0 for p in first[lattice] for q in second[lattice])
            over = worth - self._needed.get(lattice, _PAIR)
            if over >= 0:
                both.append((lattice, over))
        self._shared[one, other] = both
        return both


def _pairs(
    lattices: AbstractSet[int],
    clause: Sequence[tuple[int, Posted]],
    prices: Sequence[int],
    near: dict[int, Pairs],
    needed: Mapping[int, int],
    least: float = 0.0,
) -> None:
    """Note the neighbouring postings of a lattice in a clause that speak for two slots as strongly as `needed`; weaker than `least` do not count."""
    before: dict[int, tuple[int, int]] = {}
    for number, posted in clause:
        for lattice in posted.keys() & lattices:
            for posting in posted[lattice]:
                worth = posting & 255
                if worth < least:
                    continue
                if lattice in before:
                    place, other = before[lattice]
                    if (
                        0 < number - place <= REACH
                        and (other ^ posting) >> 8
                        and (other & 255) + worth - prices[number] + prices[place + 1] >= needed.get(lattice, _PAIR)
                    ):
                        near.setdefault(lattice, []).append((place, number))
                before[lattice] = number, posting
