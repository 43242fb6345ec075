"""Words that stand side by side wherever a pattern matches, found by reading the pattern as `rules.triggers` does.

Both words may stand in an article and not the two together: "on the one side" needs more than "side". Looked for are not the
words but their joint (`matching.presence`), so that one look at the blanks of a text answers for all rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from policy_glossary.matching.presence import JOINT_SIDES
from policy_glossary.rules.parsing import flat, parsed

_MOST_TEXTS = 400  # that a stretch of a pattern may stand for
_MOST_CHARACTERS = 12  # of a class
_MOST_SETS = 2
_MOST_JOINTS = 40  # of a set; to look for those of a longer one takes longer than to run the few rules that they spare
_SHORTEST = 3  # letters of a word
_NOTHING = frozenset({""})
_BLANKS = frozenset({" "})


def joints(patterns: Iterable[str]) -> list[list[str]]:
    """Sets of joints and words: wherever one of the patterns matches, one of each set stands. Empty if none are known."""
    found = [sorted(set(filter(None, map(_parts_of, _stretches(parsed(p))))), key=_commonness)[:_MOST_SETS] for p in patterns]
    return [sorted(frozenset[str]().union(*sets)) for sets in zip(*found, strict=False)]


def _commonness(texts: frozenset[str]) -> tuple[float, list[str]]:
    return sum(2.0 ** -(len(text) * (0.75 if " " in text else 1)) for text in texts), sorted(texts)


def _parts_of(texts: frozenset[str]) -> frozenset[str]:
    found = [_best_joint(text) or _longest_word(text) for text in texts]
    return frozenset(found) if all(found) and len(set(found)) <= _MOST_JOINTS else frozenset()


def _longest_word(text: str) -> str:
    words = re.findall(f"[a-z]{{{_SHORTEST},}}", text)
    return max(words, key=len) if words else ""


def _best_joint(text: str) -> str:
    """The widest joint of a text, and of the widest the one between the longest words; empty if none is whole."""
    found = []
    for at in (number for number, character in enumerate(text) if character == " "):
        left, right = text[:at].rpartition(" ")[2], text[at + 1 :].partition(" ")[0]
        found += [
            (side, min(len(left), len(right)), len(left) + len(right), text[at - side : at + side + 1])
            for side in JOINT_SIDES
            if side <= at < len(text) - side
        ]
    return max(found)[-1] if found else ""


def _stretches(items: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """For each stretch of a sequence whose texts can all be told: those texts, with one blank for any white space."""
    found = []
    texts = _NOTHING
    for operation, value in flat(items):
        told = _texts_of_item(operation, value)
        longer = _joined(texts, told) if told else None
        if longer:
            texts = longer
            continue
        found.append(texts)
        texts = told or _NOTHING
        if operation == "BRANCH" and not told:
            found.append(_of_branches(value[1]))
        elif operation in ("MAX_REPEAT", "MIN_REPEAT") and not told and value[0] >= 1:
            found += _stretches(value[2])
    return [*found, texts]


def _of_branches(branches: Iterable[Any]) -> frozenset[str]:
    """The texts of the best stretch of each branch; empty if one of them has none."""
    best = [min(filter(_parts_of, _stretches(branch)), key=_commonness, default=frozenset[str]()) for branch in branches]
    return frozenset[str]().union(*best) if all(best) else frozenset()


def _texts_of(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    texts: frozenset[str] | None = _NOTHING
    for operation, value in items:
        told = _texts_of_item(str(operation), value)
        texts = _joined(texts, told) if texts and told else None
    return texts


def _texts_of_item(operation: str, value: Any) -> frozenset[str] | None:
    """All texts that an item can match, or None."""
    if operation in ("AT", "ASSERT", "ASSERT_NOT"):  # they take no room
        return _NOTHING
    if operation in ("LITERAL", "IN"):
        return _texts_of_class(value if operation == "IN" else [(operation, value)])
    if operation == "SUBPATTERN":
        return _texts_of(value[-1])
    if operation == "BRANCH":
        told = [_texts_of(branch) for branch in value[1]]
        return None if None in told else frozenset[str]().union(*filter(None, told))
    if operation in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, repeated = value
        once = _texts_of(repeated)
        if once and (once == _BLANKS or most == 1):
            return once if least else once | _NOTHING
    return None


def _texts_of_class(value: Any) -> frozenset[str] | None:
    found: set[str] = set()
    for kind, what in value:
        if str(kind) == "LITERAL":
            found.add(_small(what))
        elif str(kind) == "RANGE" and what[1] - what[0] < _MOST_CHARACTERS:
            found.update(_small(number) for number in range(what[0], what[1] + 1))
        elif str(what) == "CATEGORY_SPACE":
            found.add(" ")
        elif str(what) == "CATEGORY_DIGIT":
            found.update("0123456789")
        else:
            return None
    return frozenset(found) if len(found) <= _MOST_CHARACTERS else None


def _small(number: int) -> str:
    character = chr(number)
    return " " if character.isspace() else character.lower()


def _joined(texts: frozenset[str], behind: frozenset[str]) -> frozenset[str] | None:
    """Each of the texts with each of those behind it; None if that makes too many."""
    if len(texts) * len(behind) > _MOST_TEXTS:
        return None
    return frozenset((text + more).replace("  ", " ") for text in texts for more in behind)
