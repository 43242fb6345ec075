"""Three-way merge of what is told apart by keys and stands in an order: entries of a file, terms of a list."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


def settled(base: Value, ours: Value, theirs: Value) -> bool:
    """True if at most one side changed the value, or both did in the same way."""
    return ours in (theirs, base) or theirs == base


def choose(base: Value, ours: Value, theirs: Value) -> Value:
    """The value of the side that changed it; ours if both did."""
    return theirs if ours == base else ours


def merge_items(
    base: Mapping[Key, Value], ours: Mapping[Key, Value], theirs: Mapping[Key, Value]
) -> tuple[dict[Key, Value], list[Key]]:
    """The items of both sides in order, and the keys of those that both sides changed differently; these are as in ours.

    What one side took out is gone, unless the other side changed it.
    """
    chosen: dict[Key, Value | None] = {}
    conflicts: list[Key] = []
    for key in dict.fromkeys([*base, *ours, *theirs]):
        versions = base.get(key), ours.get(key), theirs.get(key)
        chosen[key] = choose(*versions)
        if not settled(*versions):
            conflicts.append(key)
    kept = {key: value for key, value in chosen.items() if value is not None}
    return {key: kept[key] for key in merge_order(list(base), list(ours), list(theirs), kept)}, conflicts


def merge_order(base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], kept: Collection[Key]) -> list[Key]:
    """The kept keys in the order of ours, or of theirs if only they changed the order.

    What only the other side has follows what it follows there, behind the additions of the first side.
    """
    first, second = ours, theirs
    if _common(ours, base) == _common(base, ours) and _common(theirs, base) != _common(base, theirs):
        first, second = theirs, ours
    followers: dict[Key | None, list[Key]] = {}  # the keys that only the second side has, by what stands before them
    known = set(first)
    before: Key | None = None
    for key in dict.fromkeys(second):
        if key in known:
            before = key
        else:
            followers.setdefault(before, []).append(key)
    order: list[Key] = []
    of_second = set(second)
    waiting = followers.pop(None, [])
    for key in dict.fromkeys(first):
        if key in of_second:
            order += waiting
            waiting = followers.pop(key, [])
        order.append(key)
    return [key for key in [*order, *waiting] if key in kept]


def _common(keys: Sequence[Key], others: Sequence[Key]) -> list[Key]:
    there = set(others)
    return [key for key in keys if key in there]
