"""Which entries of several versions of a file are the same concept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from policy_glossary.termbase.exchange.record import Entry
from policy_glossary.termbase.merging.fields import fields

Key = tuple[str, ...]


def keyed(entries: Iterable[Entry], known: Sequence[dict[Key, Entry]] = ()) -> dict[Key, Entry]:
    """Entries by their id, or by domain and Chinese where they have none; a second one with the same id gets a number.

    An entry whose id is in none of the `known` versions, and which stands in the place of one there with the same domain and
    Chinese whose id is gone here, has that one's key: its id was changed, or two people added it under two ids.
    """
    named = _named(entries)
    if not known:
        return named
    ids = set().union(*known)
    gone: dict[tuple[str, str], Key] = {}
    for version in known:
        for key, entry in version.items():
            if key not in named:
                gone.setdefault((entry.context or "", entry.chinese), key)
    found: dict[Key, Entry] = {}
    for key, entry in named.items():
        other = None if key in ids else gone.pop((entry.context or "", entry.chinese), None)
        found[other or key] = entry
    return found


def _named(entries: Iterable[Entry]) -> dict[Key, Entry]:
    named: dict[Key, Entry] = {}
    counts: Counter[Key] = Counter()
    for entry in entries:
        identifier = entry.id or fields(entry).id
        key = ("id", identifier) if identifier else ("Chinese", entry.context or "", entry.chinese)
        counts[key] += 1
        named[key if counts[key] == 1 else (*key, str(counts[key]))] = entry
    return named
