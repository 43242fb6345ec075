"""What two versions of a glossary say differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policy_glossary.model.comparison import ConceptChange, FieldChange, Happened
from policy_glossary.termbase.exchange.record import RAW, Entry
from policy_glossary.termbase.merging.fields import SCALARS, Fields, fields, holds_several, keys_of
from policy_glossary.termbase.merging.pairing import keyed


def compare(old: Iterable[Entry], new: Iterable[Entry]) -> list[ConceptChange]:
    """The concepts that differ: in the order of the new version, then those that are gone. Order and layout count for nothing."""
    before = keyed(old)
    after = keyed(new, (before,))
    changes = [change for key, entry in after.items() if (change := compare_entries(before.get(key), entry))]
    return changes + [change for key, entry in before.items() if key not in after and (change := compare_entries(entry, None))]


def compare_entries(old: Entry | None, new: Entry | None) -> ConceptChange | None:
    """What became of one entry; None if both versions say the same, or there is none."""
    there = new or old
    if there is None:
        return None
    changes = tuple(_changes(old, new))
    if old is not None and new is not None and not changes:
        return None
    happened = Happened.ADDED if old is None else Happened.REMOVED if new is None else Happened.CHANGED
    name = fields(there).id or there.chinese
    return ConceptChange(happened, name, there.file, there.place, there.chinese, there.english, changes)


def _changes(old: Entry | None, new: Entry | None) -> Iterator[FieldChange]:
    before, after = fields(old), fields(new)
    if old is not None and new is not None and old.file != new.file:
        yield FieldChange("file", (old.file,), (new.file,))
    for name in SCALARS:
        if before.strings[name] != after.strings[name]:
            yield FieldChange(name, _filled(before.strings[name]), _filled(after.strings[name]))
    status, now = _status(old), _status(new)
    if status != now and "proposal" in (status, now):
        yield FieldChange("status", _filled(status), _filled(now))
    for key in keys_of(before, after):
        yield from _of_key(key, before, after)
    if set(before.flags) != set(after.flags):
        yield _difference("flags", before.flags, after.flags)


def _of_key(key: str, before: Fields, after: Fields) -> Iterator[FieldChange]:
    first, second = before.lines.get(key, []), after.lines.get(key, [])
    if holds_several(key):
        first, second = list(before.items(key).values()), list(after.items(key).values())
        if set(first) != set(second):
            yield _difference("comment" if key == RAW else key, first, second)
    elif first != second:
        name = key.removeprefix("# ")
        yield FieldChange(name, _joined(key, first), _joined(key, second))


def _difference(name: str, first: Iterable[str], second: Iterable[str]) -> FieldChange:
    first, second = tuple(first), tuple(second)
    gone = tuple(value for value in first if value not in second)
    return FieldChange(name, gone, tuple(value for value in second if value not in first), listed=True)


def _joined(key: str, lines: list[str]) -> tuple[str, ...]:
    return _filled(" / ".join(line.partition(":")[2].strip() if key.startswith("#") else line for line in lines))


def _status(entry: Entry | None) -> str:
    return "" if entry is None else "proposal" if entry.fuzzy else "approved"


def _filled(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
