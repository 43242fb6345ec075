"""What the words of a text say of the lattices that are looked for in it, and what their windows could be worth at most."""

from __future__ import annotations

import math
from collections.abc import Sequence

from policy_glossary.matching.aligner.align import Known, Route, Shape, Token, upper_bound
from policy_glossary.matching.aligner.store import Voice


class Sight:
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
