"""Chinese quantities held against the English: which are rendered, with another value, in another unit, or not at all.

Every Chinese quantity takes the English one that agrees with it best; what has several readings agrees if one of them does. Only
what is left over on both sides can be a wrong value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from policy_glossary.language import regex
from policy_glossary.language.quantities_en import english_quantities
from policy_glossary.language.quantities_zh import chinese_quantities
from policy_glossary.language.quantity import Quantity
from policy_glossary.matching.agreement import agreement, converted, mistaken
from policy_glossary.model.bitext import Pair
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

LEAST_CONFIDENCE = 0.5  # of an alignment whose numbers are compared
_GOOD = 3.0  # ranks of agreement below that are trusted where the place speaks against them
_SURE = 2.0  # ranks of mistakes below that leave no other explanation
_HAN = r"[\u3400-\u9fff]"
_REACH = 80  # quantities on each side among which a rendering is looked for in a long text
_BESIDE = 60  # characters between a quantity and its conversion
LONGEST = 20_000  # code points of one side of a pair; a longer one is no paragraph, and is passed over
_BRACKET = r" ?[(（](?:or |about |around |approximately |some |nearly |equal to |equivalent to )*"


class Verdict(StrEnum):
    """What became of a Chinese quantity."""

    MET = "met"
    MISSING = "missing"
    VALUE = "different value"
    UNIT = "different unit"
    CONVERSION = "wrong conversion"  # met, but what the brackets behind it convert it to is another value


class Comparison(NamedTuple):
    """A Chinese quantity and what became of it.

    `english` is what renders it, rightly or wrongly; None if it is missing. `place` is where it stands in the English, or where it
    should: between the renderings of its neighbours. `sure` is False where something else may explain what is left over.
    """

    chinese: Quantity
    verdict: Verdict
    english: Quantity | None
    place: Span
    sure: bool = True

    def moved(self, start: int) -> Comparison:
        """The same with English places in a text in which the English begins at `start`."""
        place = _moved(self.place, start)
        if self.english is None:
            return self._replace(place=place)
        english = self.english._replace(span=_moved(self.english.span, start), figure=_moved(self.english.figure, start))
        return self._replace(place=place, english=english)


def _moved(span: Span, start: int) -> Span:
    return Span(span.start + start, span.end + start)


class _Pair(NamedTuple):
    rank: float
    chinese: int
    english: int
    unit_differs: bool


def compare(zh: str, en: str) -> list[Comparison]:
    """What became of each quantity of a piece of Chinese in its English, in the order of the Chinese.

    Places of the Chinese quantities are offsets in `zh`, those of the English in `en`. What English may well leave out (a year, a
    small count) has no line where it is left out.
    """
    chinese, english = chinese_quantities(zh), english_quantities(en)
    taken = _assign(chinese, english, len(zh), len(en))
    free = _left_over(english, {pair.english for pair in taken.values()})
    wrong = _wrong_values([(n, c) for n, c in enumerate(chinese) if n not in taken], free, len(zh), len(en))
    comparisons = []
    for number, quantity in enumerate(chinese):
        pair = taken.get(number)
        if pair is not None:
            found = english[pair.english]
            verdict = Verdict.UNIT if pair.unit_differs else Verdict.MET
            comparisons.append(Comparison(quantity, verdict, found, found.span))
            if verdict is Verdict.MET and (other := _wrong_conversion(quantity, found, english, en)) is not None:
                comparisons.append(Comparison(quantity, Verdict.CONVERSION, other, other.span))
        elif number in wrong:
            found, sure = wrong[number]
            comparisons.append(Comparison(quantity, Verdict.VALUE, found, found.span, sure))
        elif quantity.firm and not _stands(zh, en, quantity):
            place = _gap(number, taken, chinese, english, len(zh), len(en))
            comparisons.append(Comparison(quantity, Verdict.MISSING, None, place))
    return comparisons


def compare_pairs(text: str, pairs: Sequence[Pair]) -> list[tuple[Pair, Comparison]]:
    """The same for the pairs of a document whose readable text is `text`; English places are offsets in it.

    Pairs without English, and those whose alignment is doubtful, are passed over. A quantity that stands in the English of a
    neighbouring pair is not missing.
    """
    found: list[tuple[Pair, Comparison]] = []
    asked = [pair for pair in pairs if _is_comparable(pair, text)]
    for number, pair in enumerate(asked):
        for comparison in compare(pair.zh, text[slice(*pair.span)]):
            near = asked[max(0, number - 1) : number] + asked[number + 1 : number + 2]
            if comparison.verdict is Verdict.MISSING and any(_stands_free(comparison.chinese, other, text) for other in near):
                continue
            found.append((pair, comparison.moved(pair.span.start)))
    return found


def _is_comparable(pair: Pair, text: str) -> bool:
    if pair.confidence < LEAST_CONFIDENCE or max(len(pair.zh), pair.span.end - pair.span.start) > LONGEST:
        return False
    return bool(text[slice(*pair.span)].strip()) and regex.search(_HAN, pair.zh) is not None


def _stands_free(quantity: Quantity, pair: Pair, text: str) -> bool:
    """True if a quantity stands in the English of a pair whose own Chinese does not need it."""
    english = text[slice(*pair.span)]
    agreeing = [e for e in english_quantities(english) if (found := agreement(quantity, e)) is not None and found.rank < _GOOD]
    if not agreeing:
        return False
    used = [c.english.span for c in compare(pair.zh, english) if c.english is not None]
    return any(e.span not in used for e in agreeing)


def _assign(chinese: Sequence[Quantity], english: Sequence[Quantity], zh_length: int, en_length: int) -> dict[int, _Pair]:
    """The best English quantity for each Chinese one. Each is used once, but a value that the Chinese repeats may stand once."""
    pairs = []
    for c, source in enumerate(chinese):
        for e in _within_reach(c, len(chinese), len(english)):
            agreed = agreement(source, english[e])
            if agreed is not None:
                distance = _distance(source, english[e], zh_length, en_length)
                pairs.append(_Pair(agreed.rank + distance, c, e, agreed.unit_differs))
    pairs.sort()
    overlapping = _overlaps(english)
    taken: dict[int, _Pair] = {}
    blocked: set[int] = set()
    for pair in pairs:
        if pair.chinese not in taken and pair.english not in blocked:
            taken[pair.chinese] = pair
            blocked |= overlapping[pair.english]
    used = {pair.english for pair in taken.values()}
    for pair in pairs:
        if pair.chinese not in taken and pair.english in used and not pair.unit_differs and pair.rank < _GOOD:
            taken[pair.chinese] = pair
    return taken


def _within_reach(number: int, chinese: int, english: int) -> range:
    """The English quantities that may render a Chinese one: all, but in a text of hundreds of quantities those near its place."""
    if english <= 2 * _REACH:
        return range(english)
    centre = number * english // max(1, chinese)
    return range(max(0, centre - _REACH), min(english, centre + _REACH))


def _distance(source: Quantity, target: Quantity, zh_length: int, en_length: int) -> float:
    """How far apart two quantities stand, as a share of their texts."""
    return abs(source.span.start / max(1, zh_length) - target.span.start / max(1, en_length))


def _overlaps(english: Sequence[Quantity]) -> list[set[int]]:
    """For each quantity those that it overlaps, itself included."""
    found: list[set[int]] = [{n} for n in range(len(english))]
    for n, one in enumerate(english):
        for m in range(n + 1, len(english)):
            if english[m].span.start >= one.span.end:
                break
            found[n].add(m)
            found[m].add(n)
    return found


def _left_over(english: Sequence[Quantity], used: set[int]) -> list[Quantity]:
    overlapping = _overlaps(english)
    return [quantity for n, quantity in enumerate(english) if quantity.firm and not overlapping[n] & used]


def _wrong_conversion(source: Quantity, found: Quantity, english: Sequence[Quantity], en: str) -> Quantity | None:
    """The quantity beside a rendering, one of them in brackets, if it is meant to be the same in another unit and is not."""
    one = source.unit
    if one is None or one.dimension == "money":
        return None
    for other in english:
        if abs(other.span.start - found.span.start) > _BESIDE:
            continue
        first, last = sorted((found.span, other.span))
        second = other.unit
        if not regex.fullmatch(_BRACKET, en[first.end : last.start]):
            continue
        if second is None or not other.readings or one.dimension != second.dimension or one.factor == second.factor:
            continue
        if not converted(source.readings[0], other.readings[0], one.factor / second.factor, rough=True):
            return other
    return None


def _wrong_values(
    lost: Sequence[tuple[int, Quantity]], free: Sequence[Quantity], zh_length: int, en_length: int
) -> dict[int, tuple[Quantity, bool]]:
    """For Chinese quantities that nothing renders, the English one that was meant to, and whether that is sure."""
    pairs = []
    for n, (number, source) in enumerate(lost):
        for e in _within_reach(n, len(lost), len(free)):
            rank = mistaken(source, free[e])
            if rank is not None:
                pairs.append((rank + _distance(source, free[e], zh_length, en_length), number, e, rank < _SURE))
    wrong: dict[int, tuple[Quantity, bool]] = {}
    used: set[int] = set()
    for _, number, e, sure in sorted(pairs):
        if number not in wrong and e not in used:
            wrong[number] = (free[e], sure)
            used.add(e)
    return wrong


def _stands(zh: str, en: str, quantity: Quantity) -> bool:
    """True if the very digits stand somewhere in the English, in a name or torn apart."""
    digits = zh[slice(*quantity.figure)]
    figure = regex.match(r"[\d,]*\d(?:\.\d+)?", digits)
    if figure is None or figure.group() != digits or len(digits) < 2:
        return False
    return any(
        not en[max(0, at - 1) : at].isdigit() and not en[at + len(digits) : at + len(digits) + 1].isdigit()
        for at in _places(digits, en)
    )


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _gap(
    number: int, taken: dict[int, _Pair], chinese: Sequence[Quantity], english: Sequence[Quantity], zh_length: int, en_length: int
) -> Span:
    """Where the rendering of a quantity should stand: between the renderings of its neighbours."""
    before = max((english[taken[n].english].span.end for n in range(number) if n in taken), default=0)
    after = min((english[taken[n].english].span.start for n in range(number + 1, len(chinese)) if n in taken), default=en_length)
    share = chinese[number].span.start / max(1, zh_length)
    guess = min(en_length, round(share * en_length))
    if before > after:
        return Span(guess, guess)
    at = min(max(guess, before), after)
    return Span(at, at)
