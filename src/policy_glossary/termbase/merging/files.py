"""Three versions of a PO glossary become one, entry by entry. Entries that only one side touched keep their very text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from policy_glossary.intake.merge_marks import MERGE_MARK
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.exchange.po_text import entry_text, po_text, read_po_text
from policy_glossary.termbase.exchange.record import Entry, Frame
from policy_glossary.termbase.merging.entries import Conflict, MergedEntry, deleted_or_changed, merge_entry, with_conflicts
from policy_glossary.termbase.merging.fields import fields, same
from policy_glossary.termbase.merging.order import choose, merge_items, settled
from policy_glossary.termbase.merging.pairing import Key, keyed

_FILE = "merged"
_HEADER_FIELD = re.compile(r'"([A-Za-z][\w-]*):')
_REVISION = re.compile(r'"PO-Revision-Date:\s*([^"\\]*)')
_PLURAL = re.compile(r"^\s*(?:msgid_plural|msgstr\[)", re.MULTILINE)


class Unsettled(NamedTuple):
    """An entry with conflicts: its line in the merged text, its id (or its Chinese), and the conflicts."""

    line: int
    concept: str
    conflicts: tuple[Conflict, ...]


class MergedFile(NamedTuple):
    """The merged text; the entries that a person has to settle; what was decided for them; entries taken from theirs, or merged."""

    text: str
    unsettled: tuple[Unsettled, ...]
    notes: tuple[str, ...]
    taken: int
    merged: int


class _Version(NamedTuple):
    entries: dict[Key, Entry]
    frame: Frame


def merge_files(base: str, ours: str, theirs: str, name: str) -> MergedFile:
    """Merge three versions of one file. `name` stands in faults.

    Raises FaultError if a version is no PO file that can be read whole: then entries would be lost.
    """
    first = _version(base, f"{name} (base)", ())
    second = _version(ours, f"{name} (ours)", (first.entries,))
    third = _version(theirs, f"{name} (theirs)", (first.entries, second.entries))
    decided: dict[Key, MergedEntry] = {}
    taken = merged = 0
    for key in dict.fromkeys([*first.entries, *second.entries, *third.entries]):
        versions = first.entries.get(key), second.entries.get(key), third.entries.get(key)
        result = _decide(*versions, name)
        if result is not None:
            decided[key] = result._replace(entry=_gap(versions, result.entry))
        merged += result is not None and not any(result.entry is version for version in versions)
        taken += versions[2] is not None and versions[1] is not versions[2] and result is not None and result.entry is versions[2]
    kept: dict[Key, Entry] = {key: result.entry for key, result in decided.items()}
    order, _ = merge_items(*(dict.fromkeys(version.entries, 0) for version in (first, second, third)))
    rest = [key for key in kept if key not in order]  # deleted on one side, changed on the other
    keys = [key for key in _placed(list(order), rest, second, third) if key in kept]
    _mark_twins(keys, decided, second, third)
    frame, notes = _frame(first.frame, second.frame, third.frame)
    entries = _spaced([decided[key].entry for key in keys])
    text = po_text(entries, frame)
    unsettled = _unsettled(text, keys, decided)
    notes += [f"{_called(decided[key].entry)}: {note}" for key in keys for note in decided[key].notes]
    return MergedFile(text, unsettled, tuple(notes), taken, merged)


def _version(text: str, name: str, known: tuple[dict[Key, Entry], ...]) -> _Version:
    mark = MERGE_MARK.search(text)
    if mark:
        line = text.count("\n", 0, mark.start()) + 1
        raise FaultError(Fault("holds an unresolved merge conflict", name, line, "settle it first"))
    records = read_po_text(text, _FILE, name)
    if records.faults:
        raise FaultError(records.faults[0])
    return _Version(keyed(records.entries, known), records.frames[_FILE])


def _decide(base: Entry | None, ours: Entry | None, theirs: Entry | None, name: str) -> MergedEntry | None:
    """What becomes of one entry; None if it is gone."""
    if ours is None or theirs is None:
        there = ours or theirs
        if base is None or there is None:
            return None if there is None else MergedEntry(there, ())
        if same(fields(base), fields(there)):
            return None
        return deleted_or_changed(base, there, by_ours=ours is None)
    if _text(ours) == _text(theirs) or (base is not None and _text(theirs) == _text(base)):
        return MergedEntry(ours, ())
    if base is not None and _text(ours) == _text(base):
        return MergedEntry(theirs, ())
    for version in (base, ours, theirs):
        if version is not None and _PLURAL.search(version.raw):
            message = f"{version.chinese} has plural forms and was changed on both sides"
            raise FaultError(Fault(message, name, version.place, "a glossary entry has one msgid and one msgstr"))
    return merge_entry(base, ours, theirs)


def _text(entry: Entry) -> str:
    return entry.raw or entry_text(entry)


def _placed(order: list[Key], rest: list[Key], ours: _Version, theirs: _Version) -> list[Key]:
    """The order with the rest put behind what they follow where they still stand."""
    for key in rest:
        there = list(ours.entries if key in ours.entries else theirs.entries)
        place = there.index(key)
        before = next((order.index(other) for other in reversed(there[:place]) if other in order), -1)
        order.insert(before + 1, key)
    return order


def _mark_twins(keys: list[Key], decided: dict[Key, MergedEntry], ours: _Version, theirs: _Version) -> None:
    """Make a conflict of two entries that have the same id, or the same domain and Chinese, only since they came together."""
    identities: tuple[tuple[str, Callable[[Entry], object]], ...] = (("id", _id), ("Chinese", _chinese))
    for field, identity in identities:
        owners: dict[object, Key] = {}
        known = [Counter(map(identity, version.entries.values())) for version in (ours, theirs)]
        for key in keys:
            entry = decided[key].entry
            what = identity(entry)
            first = owners.setdefault(what, key)
            if not what or first == key or any(counts[what] > 1 for counts in known):
                continue
            pairs = [(version.entries.get(first), version.entries.get(key)) for version in (ours, theirs)]
            sides = [next((_described(e) for e in pair if e is not None and identity(e) == what), "") for pair in pairs]
            conflict = Conflict(f"{field} of two entries", "", *sides)
            decided[key] = MergedEntry(with_conflicts(entry, [conflict]), (*decided[key].conflicts, conflict), decided[key].notes)


def _id(entry: Entry) -> object:
    return entry.id or fields(entry).id


def _chinese(entry: Entry) -> object:
    return (entry.context or "", entry.chinese)


def _described(entry: Entry) -> str:
    return f"{_id(entry)}: {entry.chinese} = {entry.english}"


def _frame(base: Frame, ours: Frame, theirs: Frame) -> tuple[Frame, list[str]]:
    """What stands around the entries. Of header fields that both sides changed, the later revision's are taken."""
    versions = [_by_field(frame.head) for frame in (base, ours, theirs)]
    head, both = merge_items(*versions)
    later = _revised(theirs.head) > _revised(ours.head)
    for key in both:
        if later and key in versions[2]:
            head[key] = versions[2][key]
    heads = base.head, ours.head, theirs.head
    text = choose(*heads) if settled(*heads) else "".join(head.values())
    notes = [f"header: {key} differs; {'theirs' if later else 'ours'} was taken" for key in both if key in head and _told(key)]
    tail = _between(base.tail, ours.tail, theirs.tail)
    return Frame(text, tail, choose(base.newline, ours.newline, theirs.newline), choose(base.mark, ours.mark, theirs.mark)), notes


def _by_field(head: str) -> dict[str, str]:
    """The lines of a header by the name of the field that begins on them; other lines stand for themselves."""
    found: dict[str, str] = {}
    for line in head.splitlines(keepends=True):
        match = _HEADER_FIELD.match(line)
        found.setdefault(match[1] if match else line, line)
    return found


def _told(key: str) -> bool:
    """PO editors write these fields by themselves at every save; nobody needs to be told."""
    return key not in ("PO-Revision-Date", "Last-Translator", "X-Generator", "POT-Creation-Date")


def _revised(head: str) -> str:
    match = _REVISION.search(head)
    return match[1] if match else ""


def _between(base: str, ours: str, theirs: str) -> str:
    """What stands between entries or at the end, comments and obsolete entries; blocks that one side added are kept."""
    if settled(base, ours, theirs):
        return choose(base, ours, theirs)
    versions = [{block: block for block in text.strip("\n").split("\n\n") if block} for text in (base, ours, theirs)]
    blocks, _ = merge_items(*versions)
    return "\n" + "".join(f"{block}\n\n" for block in blocks)


def _gap(versions: tuple[Entry | None, Entry | None, Entry | None], entry: Entry) -> Entry:
    """The entry with the gap in front of it that the sides agree on."""
    base, ours, theirs = versions
    if ours is None or theirs is None:
        return entry
    gap = _between(base.gap if base else "\n", ours.gap, theirs.gap)
    return entry if gap == entry.gap else entry._replace(gap=gap)


def _spaced(entries: list[Entry]) -> list[Entry]:
    """Entries on lines of their own with a blank line before each, which the first and the last of a file may not have had."""
    spaced = []
    for number, entry in enumerate(entries):
        gap = entry.gap if number == 0 or entry.gap.startswith("\n") else "\n" + entry.gap
        raw = entry.raw + "\n" if entry.raw and not entry.raw.endswith("\n") and number < len(entries) - 1 else entry.raw
        spaced.append(entry._replace(gap=gap, raw=raw))
    return spaced


def _unsettled(text: str, keys: list[Key], decided: dict[Key, MergedEntry]) -> tuple[Unsettled, ...]:
    if not any(decided[key].conflicts for key in keys):
        return ()
    places = [entry.place for entry in read_po_text(text, _FILE, _FILE).entries]
    return tuple(
        Unsettled(place, _called(decided[key].entry), decided[key].conflicts)
        for key, place in zip(keys, places, strict=True)
        if decided[key].conflicts
    )


def _called(entry: Entry) -> str:
    return fields(entry).id or entry.chinese
