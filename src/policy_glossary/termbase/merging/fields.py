"""The fields of a PO entry, as they are merged and compared."""

from __future__ import annotations

from collections.abc import Mapping

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.termbase.exchange.record import RAW, Entry
from policy_glossary.termbase.keys import KEYS, LIST_KEYS, split_terms
from policy_glossary.termbase.po_syntax import KEYED

SCALARS = ("Chinese", "English", "domain")
STANDINGS = ("admitted", "deprecated", "suspect")
_PAIRS = ("deprecated", "suspect", "must-match")  # keys whose values may be `left => right`


class Fields(NamedTuple):
    """An entry taken apart.

    `strings` are Chinese, English and domain. `lines` are the values of comments by key, in order; of unknown keys, named with a `#`
    in front, and of comments without key, under RAW, whole lines. `order` has one key for each line. `fuzzy` tells a
    proposal, `flags` are the others.
    """

    strings: dict[str, str]
    lines: dict[str, list[str]]
    order: tuple[str, ...]
    fuzzy: bool
    flags: tuple[str, ...]

    def items(self, key: str) -> dict[str, str]:
        """The values of a key that holds several, by what tells them apart: for `bad => good` what is on the left."""
        values = self.lines.get(key, [])
        parts = [term for value in values for term in split_terms(value)] if key in LIST_KEYS else values
        return {part.partition("=>")[0].strip() if key in _PAIRS else part: part for part in parts}

    @property
    def id(self) -> str:
        """The first id, or nothing."""
        return next(iter(self.lines.get("id", [])), "")

    @property
    def standings(self) -> dict[str, list[str]]:
        """How each rendering stands, in small letters: preferred, or the keys that list it."""
        found: dict[str, list[str]] = {self.strings["English"].lower(): ["preferred"]}
        for key in STANDINGS:
            for term in self.items(key):
                found.setdefault(term.lower(), []).append(key)
        return found


def fields(entry: Entry | None) -> Fields:
    """Take an entry apart; None gives fields without content."""
    if entry is None:
        return Fields(dict.fromkeys(SCALARS, ""), {}, (), False, ())
    lines: dict[str, list[str]] = {}
    order: list[str] = []
    flags: list[str] = []
    for key, value in entry.lines:
        if key == RAW and value.startswith("#,"):
            flags += [flag for part in value[2:].split(",") if (flag := part.strip()) and flag != "fuzzy"]
            continue
        name, told = (key, value) if key != RAW else _keyed(value)
        lines.setdefault(name, []).append(told)
        order.append(name)
    strings = dict(zip(SCALARS, (entry.chinese, entry.english, entry.context or ""), strict=True))
    return Fields(strings, lines, tuple(order), entry.fuzzy, tuple(dict.fromkeys(flags)))


def comment_lines(arranged: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Lines by the keys of `Fields` as those of an entry."""
    return tuple((RAW if key.startswith("#") else key, value) for key, value in arranged)


def holds_several(key: str) -> bool:
    """True if the values of a key are merged one by one."""
    return key in LIST_KEYS or key.startswith("must-") or key == RAW


def same(first: Fields, second: Fields) -> bool:
    """True if two entries say the same, however their comments are ordered and their lists are wrapped."""
    return _content(first) == _content(second)


def keys_of(*versions: Fields) -> list[str]:
    """The keys of all versions, known ones first, in the order in which they are usually written."""
    found = dict.fromkeys(key for version in versions for key in version.lines)
    return [key for key in KEYS if key in found] + [key for key in found if key not in KEYS]


def _keyed(line: str) -> tuple[str, str]:
    match = KEYED.match(line) if line.startswith("# ") else None
    if match is None:
        return RAW, line
    return (match[1], match[2]) if match[1] in KEYS and match[2] else (f"# {match[1]}", line)


def _content(of: Fields) -> tuple[Mapping[str, str], Mapping[str, object], bool, tuple[str, ...]]:
    lines = {key: list(of.items(key).values()) if holds_several(key) else values for key, values in of.lines.items()}
    return of.strings, lines, of.fuzzy, of.flags
