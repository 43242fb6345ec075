"""A concept's Chinese cut into slots, and how strongly each English stem speaks for each slot.

链主 becomes 链|主: *chain*, *link* … speak for 链, *master*, *owner*, *lord* … for 主. The weight of a stem is the log ratio of
its share among the glosses of the slot to its frequency in English, in nats: *chain* says much, *new* says little.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from policy_glossary.language.glosses import Gloss, Glosses
from policy_glossary.matching.aligner.store import STRONGEST

MOST_SLOTS = 8  # a longer Chinese phrase is a sentence, and no window of English is aligned with it
_DERIVED_STRONGEST = 5.0  # nats: a stem that only compounds or single characters suggest
_WEAKEST = 1.5
_DIRECT, _DERIVED, _READING = 0.6, 0.3, 0.1
_RARE_READING = 10.0  # nats: pinyin that is no English word, such as Wei; "long" and "can" are left out
_COMMON = 3.9  # on the Zipf scale: characters that are used more often are translated, not spelled
_HAN = re.compile(r"[\u3400-\u9fff]")


class Lattice(NamedTuple):
    """The slots of a Chinese term, in order, and for each the weights (nats) of the stems that may render it."""

    slots: tuple[str, ...]
    weights: tuple[dict[str, float], ...]


class LatticeCompiler:
    """Makes lattices, and keeps the weights of every slot it met.

    `domain` is the negative log probability (nats) of stems that are more frequent in policy English than in English at large:
    "industrial" and "development" prove little there.
    """

    def __init__(self, glosses: Glosses, domain: Mapping[str, float]) -> None:
        self._glosses = glosses
        self._domain = domain
        self._weights: dict[str, dict[str, float]] = {}

    def compile(self, chinese: str) -> Lattice | None:
        """The lattice of a Chinese term; None if it has fewer than two slots, too many, or hardly any known."""
        slots = self._segment("".join(_HAN.findall(chinese)))
        if not 2 <= len(slots) <= MOST_SLOTS:
            return None
        weights = tuple(self._weigh(slot) for slot in slots)
        return Lattice(slots, weights) if sum(map(bool, weights)) >= 2 else None

    def _segment(self, chinese: str) -> tuple[str, ...]:
        """The fewest dictionary words, the most frequent among equals; never the term as one word."""
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
        return best[-1][2]

    def _weigh(self, slot: str) -> dict[str, float]:
        if slot not in self._weights:
            self._weights[slot] = self._weights_of(slot)
        return self._weights[slot]

    def _weights_of(self, slot: str) -> dict[str, float]:
        gloss = self._glosses.gloss(slot)
        if gloss is None:
            return {}
        shares: dict[str, float] = {}
        direct = gloss.shares()
        derived = dict(gloss.compounds) if len(slot) == 1 else self._from_characters(slot)
        readings = self._readings(gloss)
        for part, found in ((_DIRECT, direct), (_DERIVED, derived), (_READING, readings)):
            for stem, share in found.items():
                shares[stem] = shares.get(stem, 0.0) + part * share
        weights = {
            stem: min(
                STRONGEST if stem in direct or stem in readings else _DERIVED_STRONGEST, math.log(share) + self._surprise(stem)
            )
            for stem, share in shares.items()
            if share
        }
        return {stem: weight for stem, weight in weights.items() if weight >= _WEAKEST}

    def _surprise(self, stem: str) -> float:
        general = self._glosses.surprise(stem)
        return general + 0.7 * (min(general, self._domain.get(stem, general)) - general)

    def _from_characters(self, word: str) -> dict[str, float]:
        """Glosses of the characters of a word: a machine may render 当家 as "head of the family"."""
        shares: dict[str, float] = {}
        for character in word:
            gloss = self._glosses.gloss(character)
            for stem, share in (gloss.shares() if gloss else {}).items():
                shares[stem] = shares.get(stem, 0.0) + share / len(word)
        return shares

    def _readings(self, gloss: Gloss) -> dict[str, float]:
        if gloss.frequency > _COMMON:
            return {}
        rare = [reading for reading in gloss.readings if self._glosses.surprise(reading) >= _RARE_READING]
        return {reading: 1 / len(gloss.readings) for reading in rare}
