"""One entry as it stands in a PO file, without judgement: what every other format has to carry and give back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault
from policy_glossary.termbase.keys import RANK, split_terms

RAW = ""  # the "key" of a comment line that is not of the form `# key: value`; its value is the whole line


class Entry(NamedTuple):
    """One PO entry.

    `file` is the name of its PO file without `.po`; `lines` are its comments in order, as (key, value), or (RAW, line);
    `fuzzy` tells a proposal. `gap` is what stands between the entry before and this one, a blank line as a rule. `raw` is the
    text of the entry where it is not what `po_text.entry_text` would write. `place` is the line or row it was read from.
    """

    file: str
    context: str | None
    chinese: str
    english: str
    lines: tuple[tuple[str, str], ...]
    fuzzy: bool = False
    gap: str = "\n"
    raw: str = ""
    place: int = 0

    def values(self, key: str) -> list[str]:
        """The values of all lines with a key."""
        return [value for found, value in self.lines if found == key]

    def terms(self, key: str) -> list[str]:
        """The terms of a key that holds a list."""
        return [term for value in self.values(key) for term in split_terms(value)]

    @property
    def id(self) -> str:
        """The first id, or nothing."""
        return next(iter(self.values("id")), "")

    @property
    def complete(self) -> bool:
        """True if both languages are there; a "?" opens a Chinese that is not known."""
        return bool(self.chinese.strip() and self.english.strip()) and not self.chinese.startswith("?")


class Frame(NamedTuple):
    """What a PO file holds besides its entries: everything before the first and after the last, and its line ends."""

    head: str
    tail: str = ""
    newline: str = "\n"
    mark: bool = False


class Records(NamedTuple):
    """Entries in order, the frames of their files by name, what could not be read, and remarks that are no faults.

    `ours` tells that the file was written by this program, so that its ids can be trusted.
    """

    entries: tuple[Entry, ...]
    frames: Mapping[str, Frame] = {}
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    ours: bool = False


def wrap_as(terms: Sequence[str], counts: Sequence[int]) -> list[str] | None:
    """Lines with so many terms each; None if the counts are those of another list."""
    if sum(counts) != len(terms) or any(count < 1 for count in counts):
        return None
    rest = iter(terms)
    return ["; ".join(next(rest) for _ in range(count)) for count in counts]


def arrange(values: Mapping[str, Sequence[str]], order: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """Comment lines in a remembered order of keys. Keys and lines that it does not know go where they usually stand."""
    rest = {key: list(lines) for key, lines in values.items()}
    arranged = [(key, rest[key].pop(0)) for key in order if rest.get(key)]
    keys = sorted(rest, key=lambda key: RANK.get(key, -1))
    if not arranged:
        return tuple((key, line) for key in keys for line in rest[key])
    for key in keys:
        for line in rest[key]:
            rank = RANK.get(key, -1)
            place = max((n for n, (other, _) in enumerate(arranged) if RANK.get(other, -1) <= rank), default=-1)
            arranged.insert(place + 1, (key, line))
    return tuple(arranged)


def usual_order(lines: Iterable[tuple[str, str]]) -> list[str]:
    """The keys of these lines in the order in which `arrange` puts them if it remembers none."""
    counts = Counter(key for key, _ in lines)
    return [key for key in sorted(counts, key=lambda key: RANK.get(key, -1)) for _ in range(counts[key])]
