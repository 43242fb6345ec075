"""The best alignment of English words with the slots of a Chinese term.

Words are read from left to right. What has been reached so far is a set of states: which slots are covered, and by which
slot the last word was. A word may cover a slot, be passed over for a price, or cost nothing if it only joins others.
Prices and gains are in nats, like the weights.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from policy_glossary.model.light_typing import NamedTuple

MOST_WORDS = 12  # of a window; a longer one is no rendering of a term
_EXTRA = 3.0  # a word that renders no slot
_TAIL = 1.0  # the same for a word that only says what kind of thing a term names: "enterprises", "project"
_INVERTED = 3.0  # a slot rendered before one that stands in front of it, without "of" or the like between them
_DROPPED, _DROPPED_WORD, _DROPPED_SUFFIX = 2.0, 3.0, 1.0  # a slot that no word renders: a character, a word, a suffix
_RUNNING_DROPPED = 2.0  # in running text a part of a term is more often the whole of another one
_SECOND_WORD = 0.8  # share of its weight that a second word for one slot of several characters adds
_SHARED = 1.2  # in running text, a slot that only a word renders which also renders another one: "special" for 专 and 特
_MOST_SLOTS = 20_000  # whose shapes are kept
_SUFFIXES = frozenset("的之与和及了式型性化者")

Known = Sequence[tuple[int, float]]  # slots that a word speaks for, each with its weight


class Kind(IntEnum):
    """What a word may be apart from a rendering of a slot."""

    CONTENT = 0
    TAIL = 1  # a class noun after or before a term
    JOIN = 2  # "and", "in": costs nothing
    LINK = 3  # "of", "to": costs nothing, and lets the order be turned


_NEVER = 99.0  # more than any alignment is worth
# Of a word that is passed over: in a phrase as a whole, and in running text, where words of another matter met by chance.
PRICES = {Kind.CONTENT: _EXTRA, Kind.TAIL: _TAIL, Kind.JOIN: 0.0, Kind.LINK: 0.0}
RUNNING_PRICES = {**PRICES, Kind.CONTENT: _NEVER}


class Token(NamedTuple):
    """A word as the aligner sees it; `cost` is what the gap before it costs inside of a window.

    `plain` words are at home in policy prose, `faint` ones serve grammar. The same word after the same gap has the same `number`, if
    it has any.
    """

    stems: tuple[str, ...]
    kind: Kind
    cost: float = 0.0
    plain: bool = False
    faint: bool = False
    number: int = -1


class Aligned(NamedTuple):
    """`score` in nats; `pairs` are word and slot numbers in the order of the words; word numbers count from the window's first."""

    score: float
    pairs: tuple[tuple[int, int], ...]


class Shape(NamedTuple):
    """The slots of a term apart from their characters.

    `needed` of them have to be rendered. For each: the price if it is not, by how much more than its best stem it can be worth,
    and whether it has several characters.
    """

    needed: int
    drops: tuple[float, ...]
    seconds: tuple[float, ...]
    long: tuple[bool, ...]


_State = tuple[float, bool, tuple[tuple[int, int], ...]]  # score, whether a link stands before, pairs as in Aligned
_States = dict[tuple[int, int], _State]  # by the slots that are covered (bits) and the slot of the last word


def align(shape: Shape, said: Sequence[Known], tokens: Sequence[Token], *, whole: bool) -> Aligned | None:
    """The best alignment of words with the slots of a term, or None if too few slots are rendered. `said` is what each word speaks for.

    With `whole` every word of the window has to be paid for; otherwise the best part of it is taken.
    """
    states: _States = {}
    best: Aligned | None = None
    prices = PRICES if whole else RUNNING_PRICES
    for number, (token, known) in enumerate(zip(tokens[:MOST_WORDS] if whole else tokens, said, strict=False)):
        if not known and not states and not whole:
            continue
        states = _read(number, token, states, known, shape, prices[token.kind], may_start=not whole or number == 0, whole=whole)
        if known and not whole:
            best = _better(best, _finished(states, shape, ends_at=number))
    return _better(best, _finished(states, shape, ends_at=None)) if whole else best


class Route(NamedTuple):
    """What it costs to pass over the words of a text (nats): to come to word `n` from word `m`, `ahead[n] - behind[m]`."""

    ahead: list[float]
    behind: list[float]

    @classmethod
    def through(cls, tokens: Sequence[Token], *, whole: bool) -> Route:
        """The route through a phrase as a whole, or through running text."""
        prices = PRICES if whole else RUNNING_PRICES
        ahead, behind, passed, cost = [], [], 0.0, 0.0
        for token in tokens:
            cost += token.cost
            ahead.append(passed + cost)
            passed += prices[token.kind]
            behind.append(passed + cost)
        return cls(ahead, behind)

    def around(self, first: int, last: int) -> float:
        """What it costs to pass over all words before the first and behind the last one."""
        return self.ahead[first] + self.behind[-1] - self.behind[last]


def upper_bound(shape: Shape, found: Sequence[tuple[int, Known]], route: Route, *, whole: bool) -> float:
    """A score that `align` does not exceed, at a small part of its cost; most windows are settled by it.

    `found` are the words of a window that speak for slots, by their numbers on the route, and those slots; if `whole`, the route has to be
    paid for from end to end. The bound is the lesser of two sums: each slot by its best word; and the best run of words, each by its
    best slot.
    """
    best: dict[int, float] = {}
    ahead, behind = route
    run = most = total = 0.0
    previous = -1
    for place, known in found:
        gain = 0.0
        for slot, weight in known:
            if weight > best.get(slot, 0.0):
                best[slot] = weight
            gain = max(gain, weight)
        if previous >= 0:
            passed = ahead[place] - behind[previous]
            total -= passed
            run -= passed
        total += gain
        run = run + gain if run > 0.0 else gain
        most = max(most, run)
        previous = place
    if len(best) < shape.needed:
        return -math.inf
    by_slot = dropped = 0.0
    for slot, drop in enumerate(shape.drops):
        if slot in best:
            by_slot += best[slot] * shape.seconds[slot]
        else:
            dropped += drop
    if whole:
        return min(by_slot, total - route.around(found[0][0], previous)) - dropped
    return min(by_slot, most) - _RUNNING_DROPPED * dropped


def _read(
    number: int,
    token: Token,
    states: _States,
    known: Known,
    shape: Shape,
    price: float,
    *,
    may_start: bool,
    whole: bool,
) -> _States:
    """The states after one more word."""
    after: _States = {}
    before = list(states.items())
    if may_start:
        before.append(((0, -1), (0.0, True, ())))
    linked, long, shared = token.kind is Kind.LINK, shape.long, 0.0 if whole else _SHARED
    for (mask, last), (reached, link, pairs) in before:
        score = reached - token.cost if mask else reached
        for slot, weight in known:
            bit = 1 << slot
            if mask & bit:
                if slot == last and long[slot] and [s for _, s in pairs[-2:]].count(slot) == 1:
                    _keep(after, (mask, last), (score + _SECOND_WORD * weight, False, (*pairs, (number, slot))))
                continue
            gained = score + weight - (_INVERTED if slot < last and not link else 0.0)
            more, covered = (*pairs, (number, slot)), mask | bit
            _keep(after, (covered, slot), (gained, False, more))
            for other, _ in known:
                if not (covered >> other) & 1:
                    both = (gained - shared, False, (*more, (number, other)))
                    _keep(after, (covered | 1 << other, max(slot, other)), both)
        if whole or (mask and score - price > 0):
            _keep(after, (mask, last), (score - price, link or linked, pairs))
    return after


def _keep(states: _States, key: tuple[int, int], state: _State) -> None:
    known = states.get(key)
    if known is None or state[0] > known[0] or (state[0] == known[0] and known[2] > state[2]):
        states[key] = state


def _finished(states: _States, shape: Shape, *, ends_at: int | None) -> Aligned | None:
    """The best of the states that render enough slots, after the dropped ones are paid for."""
    best: Aligned | None = None
    total = len(shape.drops)
    for (mask, _), (score, _, pairs) in states.items():
        if mask.bit_count() < shape.needed or (ends_at is not None and pairs[-1][0] != ends_at):
            continue
        if (
            mask.bit_count() < total and len({word for word, _ in pairs}) < shape.needed
        ):  # "new energy" is not all of 新|旧|动能|转换
            continue
        if pairs[0][0] == pairs[-1][0]:  # one word alone
            continue
        dropped = _dropped(shape.drops, mask)
        if ends_at is not None:
            dropped *= _RUNNING_DROPPED
        best = _better(best, Aligned(score - dropped, pairs))
    return best


@lru_cache(maxsize=_MOST_SLOTS)
def _dropped(drops: tuple[float, ...], mask: int) -> float:
    """The price of the slots that are not covered."""
    return sum(drop for slot, drop in enumerate(drops) if not mask >> slot & 1)


def shape_of(slots: Sequence[str]) -> Shape:
    """What the aligner needs to know of the slots of a term."""
    drops, seconds, long = zip(*map(_shape_of_slot, slots), strict=True)
    return Shape(needed_slots(len(slots)), drops, seconds, long)


@lru_cache(maxsize=_MOST_SLOTS)
def _shape_of_slot(slot: str) -> tuple[float, float, bool]:
    return drop_price(slot), second_words(slot), len(slot) > 1


def needed_slots(slots: int) -> int:
    """How many slots have to be rendered: both of two, two of three, three of four, and so on more than half."""
    return 2 if slots <= 3 else slots // 2 + 1


def second_words(slot: str) -> float:
    """By how much more than its best stem a slot can be worth at the most: one of several characters may take two words."""
    return 1.0 + _SECOND_WORD if len(slot) > 1 else 1.0


def drop_price(slot: str) -> float:
    """The price (nats) of a slot that no word renders."""
    if slot in _SUFFIXES:
        return _DROPPED_SUFFIX
    return _DROPPED if len(slot) == 1 else _DROPPED_WORD


def _better(first: Aligned | None, second: Aligned | None) -> Aligned | None:
    if first is None or second is None:
        return first or second
    return first if (first.score, second.pairs) >= (second.score, first.pairs) else second
