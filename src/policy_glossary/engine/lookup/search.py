"""Find concepts by Chinese in either script, by pinyin, or by English, right or wrong, and misspelt."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from policy_glossary.engine.lookup.keys import chinese_key, english_key, pinyin_key
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.termbase.keys import HAN

_ENGLISH = "('preferred', 'admitted', 'deprecated', 'suspect')"
_ROW = "name.key, name.role, name.text, name.concept"
_NEAR_WORD = 0.72  # of difflib's ratio: *leeder* is near to *leader*, *ledger* is not
_NEAR_NAME = 0.6
_ALIKE = 0.1  # the ratio that two texts can have at most if one is nineteen times as long
_CANDIDATES = 400  # names that are compared with a misspelt query
_MANY_NAMES = 5_000  # that share a word: too many to be ranked one by one


class Hit(NamedTuple):
    """A concept and the name by which it was found. `rank` is 0 for the name itself, 1 for a part of it, 2 for a near one."""

    rank: int
    id: str
    chinese: str
    preferred: str
    place: str
    role: str
    name: str
    card: str
    terms: tuple[tuple[str, str], ...]


class _Found(NamedTuple):
    rank: int
    nearness: float
    role: str
    name: str
    concept: int


def search(database: sqlite3.Connection, query: str, simplify: Callable[[str], str], limit: int) -> list[Hit]:
    """The best hits, best first, one for a concept. What is said exactly leaves out what is only near."""
    if HAN.search(query):
        found = _chinese(database, chinese_key(query, simplify))
    else:
        found = _named(database, query) or _partly(database, query) or _near(database, query)
    best: dict[int, _Found] = {}
    for item in sorted(found, key=lambda f: (f.rank, -f.nearness, _order(f.role), f.concept)):
        best.setdefault(item.concept, item)
    return [_hit(database, item) for item in list(best.values())[:limit]]


def _order(role: str) -> int:
    roles = ("id", "Chinese", "pinyin", "preferred", "admitted", "deprecated", "suspect")
    return roles.index(role)


def _chinese(database: sqlite3.Connection, key: str) -> list[_Found]:
    exact = _rows(database, "name.key = ? AND name.role = 'Chinese'", (key,), 0)
    return exact or _rows(
        database, "name.role = 'Chinese' AND (instr(name.key, ?) OR (length(name.key) > 1 AND instr(?, name.key)))", (key, key), 1
    )


def _named(database: sqlite3.Connection, query: str) -> list[_Found]:
    english = english_key(query)
    found = _rows(database, "name.key = ? AND name.role = 'id'", (query.strip().lower(),), 0)
    found += _rows(database, f"name.key = ? AND name.role IN {_ENGLISH}", (english,), 0)
    pinyin = pinyin_key(query)
    return found + _rows(database, "name.key = ? AND name.role = 'pinyin'", (pinyin,), 0) if pinyin else found


def _partly(database: sqlite3.Connection, query: str) -> list[_Found]:
    """Names in which the words stand side by side, the last one perhaps unfinished."""
    words = english_key(query).split()
    if not words:
        return []
    phrase = '"' + " ".join(words) + '"'
    sql = f"SELECT {_ROW} FROM words JOIN name ON name.number = words.rowid WHERE words MATCH ? LIMIT {_CANDIDATES}"  # noqa: S608 - no outside text
    rows = database.execute(sql, (f"{phrase} *" if len(words[-1]) > 2 else phrase,)).fetchall()
    return [_Found(1, _ratio(" ".join(words), key), role, text, concept) for key, role, text, concept in rows]


def _near(database: sqlite3.Connection, query: str) -> list[_Found]:
    key = english_key(query)
    groups = [near for word in key.split() if (near := _spellings(database, word))]
    if not groups:
        return []
    match, order = _rare(database, groups)
    sql = (
        f"SELECT {_ROW} FROM words JOIN name ON name.number = words.rowid WHERE words MATCH ? "  # noqa: S608 - no outside text
        f"{order} LIMIT {_CANDIDATES}"
    )
    rows = database.execute(sql, (match,)).fetchall()
    found = [_Found(2, _ratio(key, name), role, text, concept) for name, role, text, concept in rows]
    return [item for item in found if item.nearness >= _NEAR_NAME]


def _rare(database: sqlite3.Connection, groups: list[list[str]]) -> tuple[str, str]:
    """What to look for, and how to order it: any of the words but those in very many names, or all of them if all are such."""
    either = ["(" + " OR ".join(f'"{word}"' for word in group) + ")" for group in groups]
    counts = [sum(_names_with(database, word) for word in group) for group in groups]
    rare = [part for part, count in zip(either, counts, strict=True) if count <= _MANY_NAMES]
    return (" OR ".join(rare), "ORDER BY words.rank") if rare else (" AND ".join(either), "")


def _names_with(database: sqlite3.Connection, word: str) -> int:
    row = database.execute("SELECT doc FROM vocabulary WHERE term = ?", (word,)).fetchone()
    return row[0] if row else 0


def _spellings(database: sqlite3.Connection, word: str) -> list[str]:
    """The word itself if some name has it, otherwise the words that are spelt nearly like it."""
    known = database.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{word}"',)).fetchone()
    if known:
        return [word]
    grams = {word[n : n + 3] for n in range(len(word) - 2)}
    if not grams:
        return []
    sql = "SELECT word FROM spelling WHERE spelling MATCH ? ORDER BY rank LIMIT 60"
    rows = database.execute(sql, (" OR ".join(f'"{gram}"' for gram in sorted(grams)),)).fetchall()
    near = sorted(((_ratio(word, other), other) for (other,) in rows), reverse=True)
    return [other for ratio, other in near[:4] if ratio >= _NEAR_WORD]


def _rows(database: sqlite3.Connection, where: str, values: Iterable[str], rank: int) -> list[_Found]:
    rows = database.execute(f"SELECT {_ROW} FROM name WHERE {where} LIMIT {_CANDIDATES}", tuple(values)).fetchall()  # noqa: S608 - no outside text
    wanted = next(iter(values))
    return [_Found(rank, _ratio(wanted, key) if rank else 1.0, role, text, concept) for key, role, text, concept in rows]


def _ratio(first: str, second: str) -> float:
    most = 2 * min(len(first), len(second)) / max(1, len(first) + len(second))
    if most < _ALIKE:  # to compare a whole paragraph with a name takes long and says no more
        return most
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _hit(database: sqlite3.Connection, found: _Found) -> Hit:
    row = database.execute(
        "SELECT id, zh, preferred, place, card, terms FROM concept WHERE number = ?", (found.concept,)
    ).fetchone()
    identifier, chinese, preferred, place, card, terms = row
    return Hit(
        found.rank, identifier, chinese, preferred, place, found.role, found.name, card, tuple(map(tuple, json.loads(terms)))
    )
