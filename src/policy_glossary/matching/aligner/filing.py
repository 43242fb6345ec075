"""The tables of lattices as they are filled: of one glossary, of another above it, and without the concepts that it replaces."""

from __future__ import annotations

import math
import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from policy_glossary.matching.aligner.align import Shape, second_words, shape_of
from policy_glossary.matching.aligner.lattice import Lattice
from policy_glossary.matching.aligner.store import (
    CLEAR_WORD,
    KNOWN_TERM,
    MOST_SIXTEENTHS,
    NEVER,
    ONE_POSTING,
    PAIR,
    TELLING,
    Filed,
    is_told,
    numbers,
    packed,
    posted,
    read_filed,
)
from policy_glossary.model.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

Rounded = dict[str, tuple[Mapping[str, float], bytes]]  # by slot its weights, and these in sixteenths of a nat, in their order
_Columns = tuple[bytes, bytes, bytes]  # as `columns` makes them
_Row = tuple[str, bytes, bytes, bytes, int, bytes, bytes, bytes]  # of what a stem says
_ROUNDING = 0.25  # nats: stored weights are rounded
_WRITTEN = 16  # bits that `posting` keeps for slot and weight, so that `columns` can cut the numbers apart by bytes
_SHORT = 1 << 16  # numbers of lattices below that take two bytes, others four


class Tables:
    """The rows of lattices, which are numbered as they come, behind those that a database holds, and of what each stem says of them."""

    def __init__(self, filed: Filed) -> None:
        self._first = len(filed.concepts)
        self._concepts = array("I", filed.concepts)
        self._thresholds = array("d", filed.thresholds)
        self._needed = array("H", filed.needed)
        self._shapes = array("H", filed.shapes)
        self._examples = list(filed.examples)  # slots of each shape, by its number
        self._places: dict[Shape, int] = {shape_of(slots.split("|")): place for place, slots in enumerate(self._examples)}
        self._slots: list[str] = []
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._telling: defaultdict[str, list[int]] = defaultdict(list)
        self._kept: Rounded = {}

    def add(self, concept: int, lattice: Lattice, threshold: float | None) -> None:
        """File a lattice of the concept with this number; without a `threshold` it is looked for in quotation marks only."""
        number = self._first + len(self._slots)
        for slot, (weights, least) in enumerate(zip(lattice.weights, _least_weights(lattice, threshold), strict=True)):
            self._file(posting(number, slot), weights, _rounded(weights, lattice.slots[slot], self._kept), least)
        slots, shape = "|".join(lattice.slots), shape_of(lattice.slots)
        if shape not in self._places:
            self._places[shape] = len(self._examples)
            self._examples.append(slots)
        self._slots.append(slots)
        self._concepts.append(concept)
        self._thresholds.append(math.nan if threshold is None else threshold)
        self._needed.append(_pair_needed(lattice, threshold))
        self._shapes.append(self._places[shape])

    def _file(self, here: int, weights: Mapping[str, float], rounded: bytes, least: float) -> None:
        """File the stems that render a slot; those that weigh at least so much are looked for in running text as well."""
        postings, telling = self._postings, self._telling
        for stem, posted_ in zip(weights, map(here.__add__, rounded), strict=True):
            postings[stem].append(posted_)
        if least < math.inf:
            for (stem, weight), sixteenths in zip(weights.items(), rounded, strict=True):
                if weight >= least:
                    telling[stem].append(here + sixteenths)

    def write(self, database: sqlite3.Connection) -> None:
        """Write all of them into the tables of `store.SCHEMA`, whatever stands in these."""
        database.executemany("INSERT INTO lattice VALUES (?, ?)", enumerate(self._slots, self._first))
        filed = [as_bytes(self._concepts), as_bytes(self._thresholds), as_bytes(self._needed), as_bytes(self._shapes)]
        database.execute("DELETE FROM lattices")
        database.execute("INSERT INTO lattices VALUES (?, ?, ?, ?, ?)", (*filed, "\n".join(self._examples)))
        rows = self._rows() if not self._first else [_joined(_row_of(database, row[0]), row) for row in self._rows()]
        database.executemany("INSERT OR REPLACE INTO gloss VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _rows(self) -> Iterator[_Row]:
        for stem, found in sorted(self._postings.items()):
            told = self._telling.get(stem, [])
            yield stem, *columns(found), best_of(told), *columns(told)


def remove(database: sqlite3.Connection, concepts: Collection[int]) -> None:
    """Take the lattices of some concepts, by their numbers, out of the tables; their own numbers are not used again."""
    dropped = {number for number, concept in enumerate(read_filed(database).concepts) if concept in concepts}
    changed = []
    rows: list[_Row] = database.execute("SELECT * FROM gloss").fetchall()
    for stem, lattices, slots, several, best, told_lattices, told_slots, told_several in rows:
        all_of, told = (lattices, slots, several), (told_lattices, told_slots, told_several)
        less = _without(all_of, dropped)
        if less is not all_of:
            changed.append((stem, *less, best, *_without(told, dropped)))  # `best` may be too high now, which costs time only
    database.executemany("INSERT OR REPLACE INTO gloss VALUES (?, ?, ?, ?, ?, ?, ?, ?)", changed)
    database.executemany("DELETE FROM lattice WHERE number = ?", ((number,) for number in dropped))
    database.executemany("DELETE FROM accepted WHERE concept = ?", ((concept,) for concept in concepts))


def _row_of(database: sqlite3.Connection, stem: str) -> _Row | None:
    row: _Row | None = database.execute("SELECT * FROM gloss WHERE stem = ?", (stem,)).fetchone()
    return row


def _joined(row: _Row | None, more: _Row) -> _Row:
    """What a stem says of lattices, and of others with higher numbers."""
    if row is None:
        return more
    stem, one, other, several, best, told_one, told_other, told_several = more
    together = _both((row[1], row[2], row[3]), (one, other, several))
    told = _both((row[5], row[6], row[7]), (told_one, told_other, told_several))
    return stem, *together, max(row[4], best), *told


def _both(first: _Columns, second: _Columns) -> _Columns:
    one, other = posted(*first), posted(*second)
    shift = len(one.several)
    code = max(one.lattices.typecode, other.lattices.typecode)  # "I" is after "H"
    lattices = array(code, [*one.lattices, *other.lattices])
    slots = array("H", [*one.slots, *(slot + shift if slot > ONE_POSTING else slot for slot in other.slots)])
    return as_bytes(lattices), as_bytes(slots), as_bytes(one.several + other.several)


def _without(all_of: _Columns, dropped: Collection[int]) -> _Columns:
    """The same columns if none of the lattices stands in them; what packed postings of several slots are left over does no harm."""
    lattices, slots, _ = posted(*all_of)
    kept = [place for place, number in enumerate(lattices) if number not in dropped]
    if len(kept) == len(lattices):
        return all_of
    less = array(lattices.typecode, [lattices[place] for place in kept])
    return as_bytes(less), as_bytes(array("H", [slots[place] for place in kept])), all_of[2]


def _rounded(weights: Mapping[str, float], slot: str, kept: Rounded) -> bytes:
    """Weights in sixteenths of a nat; those that most terms with a slot share are `kept`."""
    known = kept.get(slot)
    if known is None or known[0] is not weights:
        known = weights, bytes([min(MOST_SIXTEENTHS, int(weight * 16 + 0.5)) for weight in weights.values()])
        kept[slot] = known
    return known[1]


def _least_weights(lattice: Lattice, threshold: float | None) -> list[float]:
    """For each slot the weight from which a stem is worth looking for in running text: with less the threshold is out of reach."""
    if threshold is None or not is_told(threshold):
        return [math.inf] * len(lattice.slots)
    most = [max(weights.values(), default=0.0) * second_words(slot) for slot, weights in zip(*lattice, strict=True)]
    return [
        max(CLEAR_WORD if len(slot) > 1 else TELLING, (threshold - KNOWN_TERM - sum(most) + own) / second_words(slot))
        for slot, own in zip(lattice.slots, most, strict=True)
    ]


def _pair_needed(lattice: Lattice, threshold: float | None) -> int:
    """What two words of a term have to be worth (sixteenths of a nat), so that with all others at their best it can be reached."""
    if threshold is None or not is_told(threshold):
        return NEVER
    most = [max(weights.values(), default=0.0) for weights in lattice.weights]
    others = sum(sorted(most)[2:])
    seconds = sum((second_words(slot) - 1.0) * best for slot, best in zip(lattice.slots, most, strict=True))
    return math.floor(16 * max(PAIR, threshold - KNOWN_TERM - others - seconds - _ROUNDING))


def posting(lattice: int, slot: int) -> int:
    """That a stem speaks for a slot, as one number, for `columns`; to be added is the weight in sixteenths of a nat."""
    return lattice << _WRITTEN | slot << 8


def columns(postings: Sequence[int]) -> tuple[bytes, bytes, bytes]:
    """The postings of a stem, ordered by lattice, as columns of a table: lattices, packed slots and weights, packed ones of several slots."""
    if postings and postings[-1] < _SHORT << _WRITTEN and sys.byteorder == "little":  # all at once
        quarters = numbers("H", array("Q", postings).tobytes())
        lattices, slots = quarters[1::4], quarters[::4]
    else:
        lattices = array("I", [number >> _WRITTEN for number in postings])
        slots = array("H", [number & ONE_POSTING for number in postings])
    several = array("Q")
    if len(set(lattices)) < len(lattices):
        same = [place for place, (one, other) in enumerate(pairwise(lattices)) if one == other]
        firsts = [place for place, before in zip(same, (-2, *same), strict=False) if place != before + 1]
        ends = [place + 2 for place, after in zip(same, (*same[1:], -2), strict=True) if place + 1 != after]
        for first, end in zip(firsts, ends, strict=True):
            several.append(packed(slots[first:end]))
            slots[first] = ONE_POSTING + len(several)
        for first, end in zip(reversed(firsts), reversed(ends), strict=True):
            del lattices[first + 1 : end], slots[first + 1 : end]
    return as_bytes(lattices), as_bytes(slots), as_bytes(several)


def as_bytes(numbers: array[Any]) -> bytes:
    """Numbers little end first, as the tables hold them."""
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


def best_of(postings: Iterable[int]) -> int:
    """The best weight of the postings of a stem (sixteenths of a nat)."""
    return max(map(MOST_SIXTEENTHS.__and__, postings), default=0)
