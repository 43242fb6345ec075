"""A draft cut like the segments of its original: where each segment went when the text was edited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from policy_glossary.scoring.reference import ReferenceSegment

_WORD = re.compile(r"\w+|[^\w\s]")


def segment_like(draft: str, originals: Sequence[str]) -> list[str]:
    """The parts of a draft that stand where the originals stood, in order; together they hold every word of the draft.

    Words that both sides have in the same order are the anchors; what was put in between them is shared out in proportion.
    """
    words = [_WORD.findall(original) for original in originals]
    starts = [0, *accumulate(len(part) for part in words)]
    before = [word for part in words for word in part]
    matches = list(_WORD.finditer(draft))
    after = [match[0] for match in matches]
    owners: list[int] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            owners += [_owner(starts, a + n) for n in range(d - c)]
        elif d > c:
            first = max(a - 1, 0) if a == b else a
            owners += [_owner(starts, min(first + n * (b - a) // (d - c), max(first, b - 1))) for n in range(d - c)]
    parts = [""] * len(originals)
    for number in range(len(originals)):
        first, last = bisect_right(owners, number - 1), bisect_right(owners, number)
        if first < last:
            parts[number] = " ".join(draft[matches[first].start() : matches[last - 1].end()].split())
    return parts


def _owner(starts: Sequence[int], word: int) -> int:
    return max(0, min(bisect_right(starts, word) - 1, len(starts) - 2))


def scored_pairs(parts: Sequence[str], segments: Sequence[ReferenceSegment]) -> tuple[list[str], list[str]]:
    """Texts and references, one a segment that has English.

    What stands in the draft for a segment that is dropped counts with the one before it (or the first), so that page residue
    costs what it costs an editor; what stands for a joined one counts with the next.
    """
    texts: list[str] = []
    references: list[str] = []
    waiting: list[str] = []
    for part, segment in zip(parts, segments, strict=True):
        if segment.english:
            texts.append(" ".join([*waiting, part]).strip())
            references.append(segment.english)
            waiting = []
        elif segment.joined or not texts:
            waiting.append(part)
        else:
            texts[-1] = f"{texts[-1]} {part}".strip()
    return texts, references
