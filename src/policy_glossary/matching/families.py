"""Candidates that are wordings of one idea, put together under the best of them.

Order, derivation and added places make a family by themselves; a `Kinship` tells in addition which two words may render the
same Chinese, which is believed where both phrases are marked as terms by quotation marks or capitals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from policy_glossary.language.noun_phrases import is_empty
from policy_glossary.language.pinyin import is_pinyin
from policy_glossary.matching.kinship import NO_KINSHIP, Kinship
from policy_glossary.model.candidate import Candidate, Kind

_SIBLINGS = 0.25  # similarity from which on two words may render the same Chinese; 1 unrelated pair in 100 reaches it
_CROWD = 200  # heads looked at for one word; a commoner word says nothing
_MARKED = (Kind.QUOTED, Kind.SLOGAN, Kind.NAME)
_COUNTING = frozenset("one two three four five six seven eight nine ten twelve dual double triple hundred thousand million".split())


def group_families(candidates: Iterable[Candidate], kinship: Kinship = NO_KINSHIP) -> list[Candidate]:
    """The candidates, best first, without those that are variants of a better one, which names them and counts them in.

    `documents` of a family is that of its most widespread member: who stands in the same text as whom is not known.
    """
    heads: list[Candidate] = []
    members: list[list[Candidate]] = []
    filed: defaultdict[str, list[int]] = defaultdict(list)
    for candidate in candidates:
        words = _words(candidate)
        near = {number for word in words if len(filed[_root(word)]) <= _CROWD for number in filed[_root(word)]}
        head = next((number for number in sorted(near) if _related(candidate, heads[number], kinship)), None)
        if head is not None:
            members[head].append(candidate)
            continue
        for root in {_root(word) for word in words}:
            filed[root].append(len(heads))
        heads.append(candidate)
        members.append([])
    return [_family(head, more, kinship) for head, more in zip(heads, members, strict=True)]


def _family(head: Candidate, members: list[Candidate], kinship: Kinship) -> Candidate:
    family = [head, *members]
    known = next((c for c in family if c.chinese), None)
    guess = "" if known else kinship.chinese([c.key.split(" ") for c in family])
    return head._replace(
        occurrences=sum(c.occurrences for c in family),
        documents=max(c.documents for c in family),
        variants=tuple(sorted(((c.english, c.occurrences) for c in members), key=lambda v: (-v[1], v[0]))),
        chinese=known.chinese if known else guess,
        grounds=known.grounds if known else "a character that its wordings share for each word" if guess else "",
    )


def _words(candidate: Candidate) -> list[str]:
    return [word for word in candidate.key.split(" ") if not is_empty(word) or word in _COUNTING]


def _root(word: str) -> str:
    """The beginning that a word shares with what is derived from it: industry, industrial."""
    return word[:5]


def _related(candidate: Candidate, head: Candidate, kinship: Kinship) -> bool:
    ours, theirs = _words(candidate), _words(head)
    if min(len(ours), len(theirs)) < 2:
        return False
    if len(ours) != len(theirs):  # "Linwu tea park", "tea park"
        longer, shorter = (ours, theirs) if len(ours) > len(theirs) else (theirs, ours)
        return longer[-len(shorter) :] == shorter and all(is_pinyin(word) for word in longer[: -len(shorter)])
    if sorted(ours) == sorted(theirs):
        return True
    different = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    if len(different) > 1 or any(_counts(word) for word in different[0]):
        return False
    marked = candidate.kind in _MARKED and head.kind in _MARKED
    return _cognate(*different[0]) or (marked and kinship.similarity(*different[0]) >= _SIBLINGS)


def _counts(word: str) -> bool:
    return word in _COUNTING or any(character.isdigit() for character in word)


def _cognate(one: str, other: str) -> bool:
    """True if two words begin alike far enough to be derived from each other: industry, industrial."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= 5 and shared >= 0.6 * max(len(one), len(other))
