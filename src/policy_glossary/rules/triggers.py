"""Words and marks without which a pattern cannot match, found by reading the pattern; they spare most rules from being run.

On an article, most rules meet none of theirs. They are found when a pack or the list of modules is made, and kept with it; a
pattern that this module does not understand simply has none, and its rule always runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from policy_glossary.matching.stretches import Reach
from policy_glossary.rules.parsing import flat, parsed
from policy_glossary.rules.reach import farthest, reach_of_items, together

NOWHERE = Reach(0, 0, 0)
MOST = 150  # alternatives; with more of them, one stands in nearly every article
_SHORTEST = 3  # characters; shorter texts count only for a mark or figure that most paragraphs do without
_ORDINARY = frozenset(" \t\n\r.,")
_EVERYWHERE = frozenset("and are for from has have ing ion its new of that the this tion will with".split())
_BLANKS = " \t\u00a0"
_CLOSING, _OPENING = ",;!.:?)]", "(["


class Placed(NamedTuple):
    """Texts of which one stands wherever a pattern matches; the most between the beginning of a match and it, and from there to its end.

    None for what is without end, or not understood.
    """

    texts: frozenset[str]
    before: Reach | None
    behind: Reach | None


def triggers(pattern: str) -> list[list[str]]:
    """Sets of lower-case texts: wherever the pattern matches, one text of each set stands. Empty if none are known.

    At most the three rarest sets are kept.
    """
    return [sorted(placed.texts) for placed in _rarest(pattern)[:3]]


def around(pattern: str) -> tuple[Reach, Reach] | None:
    """How far a match can begin before a text of the first set of its triggers, and how far behind that place it can end."""
    for _, before, behind in _rarest(pattern)[:1]:
        return None if before is None or behind is None else (before, behind)
    return None


def _rarest(pattern: str) -> list[Placed]:
    """The sets of texts that a pattern needs, the rarest first, each where it stands nearest to the beginning of a match."""
    found: dict[frozenset[str], Placed] = {}
    for placed in _required(parsed(pattern)):
        known = found.get(placed.texts)
        if known is None or known.before is None or (placed.before is not None and placed.before < known.before):
            found[placed.texts] = placed
    return sorted(found.values(), key=lambda placed: _rank(placed.texts))


def needs_of(patterns: Iterable[str]) -> list[list[str]]:
    """The same for the text in which one of several patterns matches."""
    found = [triggers(pattern) for pattern in patterns]
    if len(found) == 1:
        return found[0]
    return [sorted({text for sets in found for text in sets[0]})] if found and all(found) else []


def _rank(texts: frozenset[str]) -> tuple[bool, int, int, list[str]]:
    """Few and long texts first: they stand in fewest articles; marks and figures last."""
    shortest = min(map(len, texts))
    return shortest < _SHORTEST, len(texts), -shortest, sorted(texts)


def _required(items: list[Any]) -> list[Placed]:
    """All usable sets of texts of which a sequence of parsed items needs one each."""
    reaches = [reach_of_items([item]) for item in items]
    before = list(accumulate([NOWHERE, *reaches], together))
    behind = list(accumulate([NOWHERE, *reversed(reaches)], together))[::-1]
    found: list[Placed] = []
    run, begun = "", 0
    for number, (operation, value) in enumerate([*items, (None, None)]):
        if str(operation) == "LITERAL":
            begun = begun if run else number
            run += chr(value).lower()
            continue
        begun = begun if run else number
        repeated = _repeated_character(str(operation), value)
        found.append(Placed(frozenset({run + repeated}), before[begun], behind[begun]))
        run = ""
        for texts, within, on in _of_item(str(operation), value):
            found.append(Placed(texts, together(before[number], within), together(on, behind[number + 1])))
    found += [Placed(_pairs(*two), before[-1], behind[0]) for two in pairwise(flat(items))]
    return [placed for placed in found if len(placed.texts) <= MOST and all(map(_tells, placed.texts))]


def _pairs(first: tuple[str, Any], second: tuple[str, Any]) -> frozenset[str]:
    """Two characters at the seam of two items, if they can only be such as good English does not hold side by side."""
    before, behind = _characters(*first), _characters(*second)
    if before and behind and all(_ill_spaced(a + b) for a in before for b in behind):
        return frozenset(a + b for a in before for b in behind)
    return frozenset({""})


def _ill_spaced(pair: str) -> bool:
    behind_comma = pair[0] == "," and pair[1].isalpha()
    return behind_comma or (pair[0] in _BLANKS and pair[1] in _CLOSING) or (pair[0] in _OPENING and pair[1] in _BLANKS)


def _characters(operation: str, value: Any) -> frozenset[str]:
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1 and len(value[2]) == 1:
        operation, value = str(value[2][0][0]), value[2][0][1]
    if operation not in ("LITERAL", "IN"):
        return frozenset()
    return next(iter(_of_class(value if operation == "IN" else [(operation, value)])), frozenset())


def _tells(text: str) -> bool:
    """True if most paragraphs do without this text."""
    rare = any(not c.isascii() or not (c.isalpha() or c in _ORDINARY) for c in text)
    if text.strip() in _EVERYWHERE:
        return False
    return rare or len(text) >= _SHORTEST or (len(text) == len("  ") and _ill_spaced(text))


def _repeated_character(operation: str, value: Any) -> str:
    """What a repeated character stands for at least: "--" for -{2,}."""
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1 and len(value[2]) == 1 and str(value[2][0][0]) == "LITERAL":
        return str(chr(value[2][0][1]).lower() * value[0])
    return ""


def _of_item(operation: str, value: Any) -> list[Placed]:
    if operation == "SUBPATTERN":
        return _required(list(value[-1]))
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1:
        whole = reach_of_items([(operation, value)])
        return [Placed(texts, within, whole) for texts, within, _ in _required(list(value[2]))]  # the first time
    if operation == "BRANCH":
        parts = [min(_required(list(branch)), key=lambda placed: _rank(placed.texts), default=None) for branch in value[1]]
        known = [placed for placed in parts if placed is not None]
        if len(known) == len(parts):
            texts, within, on = zip(*known, strict=True)
            return [Placed(frozenset[str]().union(*texts), farthest(within), farthest(on))]
    if operation == "IN":
        return [Placed(texts, NOWHERE, Reach(1, 0, 0)) for texts in _of_class(value)]
    return []


def _of_class(value: list[Any]) -> list[frozenset[str]]:
    """A class of single characters and short ranges."""
    characters: set[str] = set()
    for kind, what in value:
        if str(kind) == "LITERAL":
            characters.add(chr(what).lower())
        elif str(kind) == "RANGE" and what[1] - what[0] < MOST:
            characters.update(chr(number).lower() for number in range(what[0], what[1] + 1))
        elif str(what) == "CATEGORY_DIGIT":
            characters.update("0123456789")
        else:
            return []
    return [frozenset(characters)]
