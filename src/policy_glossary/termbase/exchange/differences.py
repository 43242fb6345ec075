"""What an entry from outside says that ours does not. What it leaves out is no difference."""

from __future__ import annotations

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.termbase.exchange.record import Entry
from policy_glossary.termbase.keys import KEYS, LIST_KEYS, RENDERING_KEYS

_SEVERAL = ("must-match", "must-not", "note")  # keys with several lines, where a new one replaces none


class Differences(NamedTuple):
    """The values that are new, by key; another preferred English; all of it in words."""

    values: dict[str, list[str]]
    english: str
    told: tuple[str, ...]


def differences(ours: Entry, theirs: Entry) -> Differences:
    """Compare two entries of one concept."""
    values: dict[str, list[str]] = {}
    told: list[str] = []
    english = theirs.english if theirs.english and _same(theirs.english) != _same(ours.english) else ""
    standing = {_same(bad): key for key in RENDERING_KEYS for bad in map(_rendering, ours.terms(key))}
    standing[_same(ours.english)] = "preferred"
    if english:
        stands = standing.get(_same(english))
        told.append(f'prefers "{english}"{f" ({stands} here)" if stands else ""} to "{ours.english}"')
    for key in KEYS:
        if key in ("id", "zh"):
            continue
        new = [text for text in _values(theirs, key) if text not in _values(ours, key)]
        if key in RENDERING_KEYS:
            new = [text for text in new if not _agrees(text, key, standing, ours)]
        elif key == "zh-variants":
            new = [text for text in new if text != ours.chinese]
        if new:
            values[key] = new
            told += [_told(key, text, standing, ours) for text in new]
    return Differences(values, english, tuple(told))


def _agrees(text: str, key: str, standing: dict[str, str], ours: Entry) -> bool:
    """True if our entry says the same of a rendering; a replacement that is our preferred English says nothing new."""
    stands = standing.get(_same(_rendering(text)))
    replacement = text.partition("=>")[2].strip()
    if stands == key:
        return not replacement or replacement == ours.english
    return key == "admitted" and stands == "preferred"


def _told(key: str, text: str, standing: dict[str, str], ours: Entry) -> str:
    stands = standing.get(_same(_rendering(text))) if key in RENDERING_KEYS else None
    if stands and stands != key:
        return f'{key} "{text}" ({stands} here)'
    if key in RENDERING_KEYS or key == "zh-variants":
        return f'{key} "{text}" is new'
    now = "; ".join(ours.values(key))
    return f'{key} "{text}" instead of "{now}"' if now and key not in LIST_KEYS and key not in _SEVERAL else f'{key} "{text}"'


def _values(entry: Entry, key: str) -> list[str]:
    return entry.terms(key) if key in LIST_KEYS else entry.values(key)


def _rendering(text: str) -> str:
    return text.partition("=>")[0].strip()


def _same(text: str) -> str:
    return " ".join(text.casefold().split())
