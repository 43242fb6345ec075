"""What the aligner proposes: words of a text that may render the Chinese of a concept."""

from __future__ import annotations

from policy_glossary.matching.aligner.store import StoredLattice
from policy_glossary.model.light_typing import NamedTuple

CLEAR = 2.0  # nats: so far ahead of other concepts an alignment is not doubtful


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
