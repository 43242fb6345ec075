"""Three versions of one entry become one. What cannot be settled is told in comments that a person reads in a PO editor."""

from __future__ import annotations

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.termbase.exchange.record import RAW, Entry, arrange
from policy_glossary.termbase.keys import CONFLICT, KEYS, LIST_KEYS, WIDTH, split_terms, wrap_terms
from policy_glossary.termbase.merging.fields import (
    SCALARS,
    STANDINGS,
    Fields,
    comment_lines,
    fields,
    holds_several,
    keys_of,
)
from policy_glossary.termbase.merging.order import choose, merge_items, settled

NOTHING = "(nothing)"


class Conflict(NamedTuple):
    """A field that both sides changed differently; what it was and is, each on one line."""

    field: str
    base: str
    ours: str
    theirs: str


class MergedEntry(NamedTuple):
    """The entry, with ours where the sides differ; the conflicts, which stand in its comments too; remarks."""

    entry: Entry
    conflicts: tuple[Conflict, ...]
    notes: tuple[str, ...] = ()


def merge_entry(base: Entry | None, ours: Entry, theirs: Entry) -> MergedEntry:
    """Merge field by field. Without a base, both sides added the entry."""
    merger = _Merger(fields(base), fields(ours), fields(theirs), added=base is None)
    merged = merger.merged()
    front = theirs if base is not None and merger.ours == merger.base else ours
    entry = Entry(
        file=ours.file,
        context=merged.strings["domain"] if merged.strings["domain"] or ours.context == "" else None,
        chinese=merged.strings["Chinese"],
        english=merged.strings["English"],
        lines=comment_lines(arrange(merged.lines, merged.order)) + tuple((RAW, f"#, {flag}") for flag in merged.flags),
        fuzzy=merged.fuzzy,
        gap=front.gap,
    )
    if entry._replace(raw="", place=0) == front._replace(raw="", place=0):
        entry = front  # its very text
    return MergedEntry(with_conflicts(entry, merger.conflicts), tuple(merger.conflicts), tuple(merger.notes))


def deleted_or_changed(base: Entry, kept: Entry, *, by_ours: bool) -> MergedEntry:
    """One side deleted what the other one changed: the changed entry, with a conflict. `by_ours`: we deleted it."""
    before, after = fields(base), fields(kept)
    changed = [name for name in SCALARS if before.strings[name] != after.strings[name]]
    changed += [key for key in keys_of(before, after) if before.lines.get(key) != after.lines.get(key)]
    told = f"changed {', '.join(key.removeprefix('# ') or 'comments' for key in changed) or 'its flags'}"
    conflict = Conflict("deletion", "there", *(("deleted", told) if by_ours else (told, "deleted")))
    return MergedEntry(with_conflicts(kept, [conflict]), (conflict,))


def with_conflicts(entry: Entry, conflicts: list[Conflict]) -> Entry:
    """The entry as a proposal with comments that tell of the conflicts, behind its id."""
    if not conflicts:
        return entry
    told = []
    for conflict in conflicts:
        told.append((RAW, f"# {CONFLICT}: {conflict.field}"))
        sides = (("base", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs))
        told += [(RAW, f"# {CONFLICT}-{side}: {_one_line(value) or NOTHING}") for side, value in sides]
    place = next((n + 1 for n, (key, _) in enumerate(entry.lines) if key == "id"), 0)
    lines = [*entry.lines[:place], *told, *entry.lines[place:]]
    return entry._replace(lines=tuple(lines), fuzzy=True, raw="")


class _Merger:
    def __init__(self, base: Fields, ours: Fields, theirs: Fields, *, added: bool) -> None:
        self.base, self.ours, self.theirs, self._added = base, ours, theirs, added
        self.conflicts: list[Conflict] = []
        self.notes: list[str] = []

    def merged(self) -> Fields:
        """The fields of the merged entry."""
        versions = self.base, self.ours, self.theirs
        strings = {name: self._text(name, *(version.strings[name] for version in versions)) for name in SCALARS}
        lines = {key: self._lines(key) for key in keys_of(*versions)}
        flags, _ = merge_items(*({flag: flag for flag in version.flags} for version in versions))
        order = choose(*(version.order for version in versions))
        merged = Fields(strings, {k: v for k, v in lines.items() if v}, order, self._fuzzy(), tuple(flags))
        return self._agreed(merged)

    def _text(self, name: str, base: str, ours: str, theirs: str) -> str:
        if not settled(base, ours, theirs):
            self.conflicts.append(Conflict(name, base, ours, theirs))
        return choose(base, ours, theirs)

    def _lines(self, key: str) -> list[str]:
        """The lines of one key."""
        versions = [version.lines.get(key, []) for version in (self.base, self.ours, self.theirs)]
        if settled(*versions):
            return choose(*versions)
        if holds_several(key):
            return self._items(key)
        base, ours, theirs = versions
        if (key == "note" or key not in KEYS) and all(set(base) <= set(side) for side in (ours, theirs)):
            return list(merge_items(*({line: line for line in lines} for lines in versions))[0])  # both added lines
        self.conflicts.append(Conflict(key.removeprefix("# "), *(" / ".join(lines) for lines in versions)))
        return ours

    def _items(self, key: str) -> list[str]:
        versions = [version.items(key) for version in (self.base, self.ours, self.theirs)]
        merged, conflicts = merge_items(*versions)
        for item in conflicts:
            self.conflicts.append(Conflict(key, *(items.get(item, "") for items in versions)))
        for version, items in ((self.ours, versions[1]), (self.theirs, versions[2])):
            if list(items.items()) == list(merged.items()):
                return version.lines.get(key, [])
        terms = list(merged.values())
        return _rewrapped(key, terms, self.ours.lines.get(key, [])) if key in LIST_KEYS else terms

    def _fuzzy(self) -> bool:
        """A proposal stays one if only the side that did not approve it gave it the English or Chinese that it has now."""
        ours, theirs = self.ours.fuzzy, self.theirs.fuzzy
        if self._added:
            return ours or theirs
        if self.base.fuzzy and ours != theirs:
            other = self.ours if ours else self.theirs
            if any(other.strings[name] != self.base.strings[name] for name in ("Chinese", "English")):
                self.notes.append("approved on one side and changed on the other: it stays a proposal")
                return True
        return choose(self.base.fuzzy, ours, theirs)

    def _agreed(self, merged: Fields) -> Fields:
        """Make a conflict of each rendering that got two standings, one from each side; it stands as in ours."""
        lines = dict(merged.lines)
        known = [version.standings for version in (self.base, self.ours, self.theirs)]
        for term, standings in merged.standings.items():
            if len(standings) < 2 or any(len(version.get(term, ())) > 1 for version in known):
                continue
            told = [", ".join(version.get(term, ())) for version in known]
            self.conflicts.append(Conflict(f'standing of "{term}"', *told))
            for key in set(STANDINGS) - set(known[1].get(term, standings[:1])):
                terms = [split_terms(value) for value in lines.get(key, [])]
                kept = [[t for t in line if t.partition("=>")[0].strip().lower() != term] for line in terms]
                lines[key] = ["; ".join(line) for line in kept if line]
        return merged._replace(lines={key: values for key, values in lines.items() if values})


def _rewrapped(key: str, terms: list[str], lines: list[str]) -> list[str]:
    """The terms on the lines on which they stood; a new one joins the line of the one before it if there is room."""
    kept = set(terms)
    standing = [old for line in lines if (old := [term for term in split_terms(line) if term in kept])]
    before = {term for line in standing for term in line}
    if [term for term in terms if term in before] != [term for line in standing for term in line]:
        return wrap_terms(key, terms)
    place = after = 0  # the line, and the place on it, at which a new term would stand
    for term in terms:
        if term in before:
            place = next(n for n, line in enumerate(standing) if term in line)
            after = standing[place].index(term) + 1
            continue
        line = standing[place] if place < len(standing) else []
        text = f"# {key}: {'; '.join([*line, term])}"
        if "=>" not in text and len(text) <= WIDTH:
            line.insert(after, term)
            standing[place : place + 1] = [line]
        else:
            parts = line[:after], [term], line[after:]
            standing[place : place + 1] = [part for part in parts if part]
            place += bool(parts[0])
            after = 0
        after += 1
    return ["; ".join(line) for line in standing]


def _one_line(text: str) -> str:
    return " ".join(text.split())
