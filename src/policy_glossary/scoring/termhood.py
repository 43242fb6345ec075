"""How much the counts of a phrase speak for a term."""

from __future__ import annotations

import math
from collections.abc import Mapping


def c_values(counts: Mapping[str, int]) -> dict[str, float]:
    """The C-value of each phrase, given as words with blanks between and its count.

    (1 + log2 length) x (count - what it owes to the longer phrases that contain it). Frantzi, Ananiadou and Mima 2000,
    "Automatic recognition of multi-word terms"; the 1 + is by Barrón-Cedeño et al. 2009, for single words. They subtract the
    mean count of the longer phrases; here it is the greatest, so that one long phrase leaves nothing to its own parts however many
    chance neighbours those have.
    """
    owed: dict[str, int] = {}
    for phrase, count in counts.items():
        words = phrase.split(" ")
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                part = " ".join(words[start:end])
                if end - start < len(words) and part in counts and owed.get(part, 0) < count:
                    owed[part] = count
    return {
        phrase: (1 + math.log2(phrase.count(" ") + 1)) * max(0, count - owed.get(phrase, 0)) for phrase, count in counts.items()
    }


def freedom(neighbours: Mapping[str, int]) -> float:
    """The entropy, in bits, of what stands beside a phrase; the end of a clause, "", is each time another neighbour.

    High if the phrase meets many different neighbours, which a part of a longer word does not. Huang and Powers 2003,
    "Chinese word segmentation based on contextual entropy".
    """
    total = sum(neighbours.values())
    counts = sorted(count for neighbour, count in neighbours.items() if neighbour) + [1] * neighbours.get("", 0)
    return sum(count / total * math.log2(total / count) for count in counts) if total else 0.0


def cohesion(phrase: str, counts: Mapping[str, int], total: int) -> float:
    """How much more often the parts of a phrase meet than by chance, at its weakest cut: 0 by chance, 1 always together.

    The normalised pointwise mutual information (Bouma 2009). `counts` holds phrases without blanks, as Chinese is written; a cut
    where one part was not counted says nothing.
    """
    share = counts[phrase] / total
    cuts = ((phrase[:k], phrase[k:]) for k in range(1, len(phrase)))
    chances = [counts[left] * counts[right] / total**2 for left, right in cuts if left in counts and right in counts]
    return min((math.log(share / chance) / -math.log(share) for chance in chances), default=0.0) if share < 1 else 0.0
