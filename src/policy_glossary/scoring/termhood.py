"""How much the counts of a phrase speak for a term."""

from __future__ import annotations

import math
from collections.abc import Mapping


def c_values(counts: Mapping[str, int]) -> dict[str, float]:
    """The C-value of each phrase, given as words with blanks between and its count.

    A phrase that stands mostly inside longer ones loses what it owes to them:
    (1 + log2 length) x (count - mean count of the longer phrases that contain it). Frantzi, Ananiadou and Mima 2000,
    "Automatic recognition of multi-word terms"; the 1 + is by Barrón-Cedeño et al. 2009, for single words.
    """
    around: dict[str, tuple[int, int]] = {}  # of each phrase: how many longer ones contain it, and their counts together
    for phrase, count in counts.items():
        words = phrase.split(" ")
        parts = {
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
            if end - start < len(words)
        }
        for part in parts & counts.keys():
            number, total = around.get(part, (0, 0))
            around[part] = (number + 1, total + count)
    values = {}
    for phrase, count in counts.items():
        number, total = around.get(phrase, (0, 0))
        nested = total / number if number else 0.0
        values[phrase] = (1 + math.log2(phrase.count(" ") + 1)) * max(0.0, count - nested)
    return values


def entropy(counts: Mapping[str, int]) -> float:
    """The Shannon entropy of a distribution in bits: how many different neighbours a phrase meets, and how evenly."""
    total = sum(counts.values())
    return -sum(n / total * math.log2(n / total) for n in sorted(counts.values())) if total else 0.0
