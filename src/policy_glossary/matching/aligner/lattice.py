"""A concept's Chinese cut into slots, and how strongly each English stem speaks for each slot.

链主 becomes 链|主: *chain*, *link* … speak for 链, *master*, *owner*, *lord* … for 主. The weight of a stem is the log ratio of
its share among the glosses of the slot to its frequency in English, in nats: *chain* says much, *new* says little.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from policy_glossary.language.glosses import Gloss, Glosses
from policy_glossary.matching.aligner.lessons import KeptLessons, Lessons
from policy_glossary.matching.aligner.store import STRONGEST
from policy_glossary.model.light_typing import NamedTuple

MOST_SLOTS = 8  # a longer Chinese phrase is a sentence, and no window of English is aligned with it
_DERIVED_STRONGEST = 6.0  # nats: a stem that only compounds or single characters suggest
_WEAKEST = 1.5
_COMMONEST = 20  # stems of a slot, more than a concept's own renderings use
_TYPICAL = 0.7  # what it costs (nats) if a slot is e times as often rendered by its commonest stem
_DIRECT, _DERIVED, _BACK, _READING, _TAUGHT, _DENIED = 0.6, 0.3, 0.3, 0.1, 1.0, 0.4
_CHARACTER, _COMPOUND = 0.75, 0.5  # the same of what the characters of a word add
_DENYING = frozenset("不无非未免没")  # any of them may become any of these, whatever a dictionary chose to print
_NOT = ("no", "not", "non", "without")
_RARE_READING = 10.0  # nats: pinyin that is no English word, such as Wei; "long" and "can" are left out
_COMMON = 3.9  # on the Zipf scale: characters that are used more often are translated, not spelled
_HAN = re.compile(r"[\u3400-\u9fff]")


_Shares = tuple[dict[str, float], frozenset[str]]


class Lattice(NamedTuple):
    """The slots of a Chinese term, in order, and for each the weights (nats) of the stems that may render it."""

    slots: tuple[str, ...]
    weights: tuple[Mapping[str, float], ...]


class _Surprises(dict[str, float]):
    """How surprising each stem is in policy English (nats), worked out when it is first asked for."""

    def __init__(self, glosses: Glosses, domain: Mapping[str, float]) -> None:
        super().__init__()
        self._glosses = glosses
        self._domain = domain

    def __missing__(self, stem: str) -> float:
        general = self._glosses.surprise(stem)
        surprise = self[stem] = general + 0.7 * (min(general, self._domain.get(stem, general)) - general)
        return surprise


class LatticeCompiler:
    """Makes lattices, and keeps the weights of every slot it met.

    `domain` is the negative log probability (nats) of stems that are more frequent in policy English than in English at large:
    "industrial" and "development" prove little there.
    """

    def __init__(self, glosses: Glosses, domain: Mapping[str, float]) -> None:
        self._glosses = glosses
        self._shares: dict[str, _Shares] = {}
        self._weights: dict[str, dict[str, float]] = {}
        self._top: dict[str, list[tuple[float, str]]] = {}  # shares of the commonest stems
        self._surprises = _Surprises(glosses, domain)
        self._segments: dict[str, tuple[str, ...]] = {}
        self._lessons: Lessons | KeptLessons = Lessons(())

    def learn(self, lessons: Lessons | KeptLessons) -> None:
        """Take in what a glossary teaches, or taught; lattices that are compiled from now on use it."""
        self._lessons = lessons
        self._weights.clear()
        self._top.clear()

    def compile(self, chinese: str, lesson: int | None = None) -> Lattice | None:
        """The lattice of a Chinese term; None if it has fewer than two slots, too many, or hardly any known.

        Nor has 人工智能+ one: without its sign it is another term.
        `lesson` is the number of the lesson that its own concept gave, and that must not count; kept ones have no numbers.
        """
        slots = () if "+" in chinese else self._segment("".join(_HAN.findall(chinese)))
        if not 2 <= len(slots) <= MOST_SLOTS:
            return None
        weights = tuple(self._weigh(slot, lesson) for slot in slots)
        return Lattice(slots, weights) if sum(map(bool, weights)) >= 2 else None

    def _segment(self, chinese: str) -> tuple[str, ...]:
        """The fewest dictionary words, the most frequent among equals; never the term as one word."""
        known = self._segments.get(chinese)
        if known is not None:
            return known
        if len(chinese) == 2:
            return tuple(chinese)
        best: list[tuple[int, float, tuple[str, ...]]] = [(0, 0.0, ())]
        for end in range(1, len(chinese) + 1):
            options = []
            for start in range(max(0, end - 4), end):
                word = chinese[start:end]
                gloss = self._glosses.gloss(word)
                if len(word) > 1 and (gloss is None or not gloss.senses or word == chinese):
                    continue
                count, rarity, slots = best[start]
                options.append((count + 1, rarity - (gloss.frequency if gloss else 0.0), (*slots, word)))
            best.append(min(options))
        self._segments[chinese] = best[-1][2]
        return best[-1][2]

    def _weigh(self, slot: str, lesson: int | None) -> Mapping[str, float]:
        changed = self._lessons.changed(slot, lesson) if lesson is not None and isinstance(self._lessons, Lessons) else {}
        weights = self._weights.get(slot)
        everything = None
        if weights is None:
            shares, literal = self._shares_of(slot)
            everything = self._with_lessons(slot, shares)
            weights = self._weights[slot] = self._weights_above(everything, max(everything.values(), default=1.0), literal)
        if not changed:
            return weights
        shares, literal = self._shares_of(slot)
        top = self._top.get(slot)
        if top is None:
            everything = self._with_lessons(slot, shares) if everything is None else everything
            top = self._top[slot] = sorted(((share, stem) for stem, share in everything.items()), reverse=True)[:_COMMONEST]
        own = {stem: shares.get(stem, 0.0) + _TAUGHT * share for stem, share in sorted(changed.items())}
        most = max(own.values(), default=0.0)
        for share, stem in top:
            if share <= most:
                break
            if stem not in own:
                most = share
        most = most or 1.0
        # What is commonest may have become so by the concept's own renderings: then all others count for more.
        more = _TYPICAL * math.log(top[0][0] / most) if top else 0.0
        weights = {stem: weight + more for stem, weight in weights.items() if stem not in own}
        return {**weights, **self._weights_above(own, most, literal)}

    def _with_lessons(self, slot: str, shares: Mapping[str, float]) -> dict[str, float]:
        """What the dictionary says of a slot, and all lessons."""
        everything = dict(shares)
        for stem, share in self._lessons.shares(slot).items():
            everything[stem] = everything.get(stem, 0.0) + _TAUGHT * share
        return everything

    def _weights_above(self, shares: Mapping[str, float], most: float, literal: frozenset[str]) -> dict[str, float]:
        """The weights of stems with these shares, of which the commonest has `most`, as far as they are not too weak."""
        weights: dict[str, float] = {}
        usual, log, surprises = _TYPICAL * math.log(most), math.log, self._surprises
        least = math.exp((_WEAKEST + usual - STRONGEST) / _TYPICAL)  # even of the rarest stem
        for stem, share in shares.items():  # the innermost loop
            if share >= least:
                common = log(share)
                said = common + surprises[stem]
                if said > _DERIVED_STRONGEST:
                    said = min(said, STRONGEST) if stem in literal else _DERIVED_STRONGEST
                weight = said + _TYPICAL * common - usual
                if weight >= _WEAKEST:
                    weights[stem] = weight
        return weights

    def _shares_of(self, slot: str) -> _Shares:
        """What the dictionary says: how likely each stem renders a slot, and which stems stand for the slot itself."""
        known = self._shares.get(slot)
        if known is None:
            known = self._shares[slot] = self._read_shares(slot)
        return known

    def _read_shares(self, slot: str) -> _Shares:
        gloss = self._glosses.gloss(slot)
        if gloss is None:
            return {}, frozenset()
        shares: dict[str, float] = {}
        direct = gloss.shares()
        derived = dict(gloss.compounds) if len(slot) == 1 else self._from_characters(slot)
        readings = self._readings(gloss)
        denied = dict.fromkeys(_NOT, 1 / len(_NOT)) if slot in _DENYING else {}
        for part, found in (
            (_DIRECT, direct),
            (_DERIVED, derived),
            (_BACK, self._back(slot)),
            (_READING, readings),
            (_DENIED, denied),
        ):
            for stem, share in found.items():
                shares[stem] = shares.get(stem, 0.0) + part * share
        return shares, frozenset(direct.keys() | readings.keys() | denied.keys())

    def _from_characters(self, word: str) -> dict[str, float]:
        """Glosses of the characters of a word, and of compounds that hold them: "head of the family" for 当家, "funds" for the 资 of 增资."""
        shares: dict[str, float] = {}
        for character in word:
            gloss = self._glosses.gloss(character)
            if gloss is not None:
                for part, found in ((_CHARACTER, gloss.shares().items()), (_COMPOUND, gloss.compounds)):
                    for stem, share in found:
                        shares[stem] = shares.get(stem, 0.0) + part * share / len(word)
        return shares

    def _back(self, slot: str) -> dict[str, float]:
        """Stems whose own Chinese points back to the characters of a slot: "intellectual" to 智, "field" to 战场."""
        if len(slot) == 1:
            gloss = self._glosses.gloss(slot)
            return dict(gloss.back) if gloss else {}
        shares: dict[str, float] = {}
        for character in slot:
            gloss = self._glosses.gloss(character)
            for stem, share in gloss.back if gloss else ():
                shares[stem] = shares.get(stem, 0.0) + share / len(slot)
        return shares

    def _readings(self, gloss: Gloss) -> dict[str, float]:
        if gloss.frequency > _COMMON:
            return {}
        rare = [reading for reading in gloss.readings if self._glosses.surprise(reading) >= _RARE_READING]
        return {reading: 1 / len(gloss.readings) for reading in rare}
