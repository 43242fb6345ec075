"""What differs between two versions of a glossary, concept by concept."""

from __future__ import annotations

from enum import StrEnum

from policy_glossary.model.light_typing import NamedTuple


class Happened(StrEnum):
    """What became of a concept."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class FieldChange(NamedTuple):
    """A field of an entry: the values that are gone and those that are new. `listed` tells values of a list from one text."""

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]
    listed: bool = False


class ConceptChange(NamedTuple):
    """One concept: its id (its Chinese if it has none), where the entry stands, in the old version if it was removed, and its fields."""

    happened: Happened
    id: str
    file: str
    line: int
    chinese: str
    english: str
    fields: tuple[FieldChange, ...]


class Commit(NamedTuple):
    """A revision: its hash, the author's date (YYYY-MM-DD), author, first line of the message, and whether it is a merge."""

    hash: str
    date: str
    author: str
    subject: str
    merge: bool


class Step(NamedTuple):
    """What one revision did to a concept."""

    commit: Commit
    change: ConceptChange
