"""The glossary as plain JSON, for programs: one object an entry, lists as lists. docs/exchange.md describes it."""

from __future__ import annotations

import json
from typing import Any

from policy_glossary.intake.encoding import decode
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.exchange.record import Entry, Frame, Records
from policy_glossary.termbase.exchange.residue import FIELDS, Values, View, pack, unpack
from policy_glossary.termbase.keys import LIST_KEYS

FORMAT = "policy-glossary"
VERSION = 1
_EXTRA = "extra"
_ALWAYS_LISTS = frozenset((*LIST_KEYS, "must-match", "must-not"))
_TERMS = View(terms=True)


def write_json(records: Records) -> bytes:
    """The entries, one a line, so that differences can be read."""
    framed: set[str] = set()
    lines = []
    for entry in records.entries:
        frame = records.frames.get(entry.file) if entry.file not in framed else None
        framed.add(entry.file)
        packed = pack(entry, _TERMS, frame)
        item: dict[str, Any] = {}
        for key in ("id", *(field for field in FIELDS if field != "id")):
            texts = packed.values.get(key, [])
            if texts:
                item[key] = texts if key in _ALWAYS_LISTS or len(texts) > 1 else texts[0]
        if packed.residue:
            item[_EXTRA] = json.loads(packed.residue)
        lines.append(json.dumps(item, ensure_ascii=False))
    body = ",\n".join(lines)
    return f'{{"format": "{FORMAT}", "version": {VERSION}, "entries": [\n{body}\n]}}\n'.encode()


def read_json(data: bytes, name: str) -> Records:
    """The entries of such a file. Raises FaultError if it is another kind of JSON; a broken entry is a fault with its number."""
    try:
        content = json.loads(decode(data, name), object_pairs_hook=_object)
    except _RepeatedKeyError as error:
        raise FaultError(Fault(f'an object has the key "{error}" twice', name)) from None
    except (ValueError, RecursionError) as error:
        raise FaultError(Fault(f"is not valid JSON: {error}", name, getattr(error, "lineno", None))) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("entries"), list):
        hint = f'it begins with {{"format": "{FORMAT}", "version": {VERSION}, "entries": […'
        raise FaultError(Fault("is JSON, but no glossary of this program", name, hint=hint))
    if content.get("version") != VERSION:
        raise FaultError(Fault(f"has the version {content.get('version')!r}; this program reads {VERSION}", name))
    entries: list[Entry] = []
    frames: dict[str, Frame] = {}
    faults: list[Fault] = []
    for number, item in enumerate(content["entries"], 1):
        try:
            entry, frame = _entry(item)
        except ValueError as error:
            faults.append(Fault(f"entry {number} {error}; it was not read", name))
            continue
        entries.append(entry._replace(place=number))
        if frame is not None:
            frames.setdefault(entry.file, frame)
    return Records(tuple(entries), frames, tuple(faults), ours=True)


class _RepeatedKeyError(Exception):
    """An object in which a key stands twice: json would keep the last one in silence."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, value in pairs:
        if key in content:
            raise _RepeatedKeyError(key)
        content[key] = value
    return content


def _entry(item: Any) -> tuple[Entry, Frame | None]:
    if not isinstance(item, dict):
        raise ValueError("is no object")  # noqa: TRY004 - all that is wrong with an entry is one kind of error
    values: Values = {}
    for key, value in item.items():
        if key == _EXTRA:
            continue
        texts = value if isinstance(value, list) else [value]
        if key not in FIELDS:
            raise ValueError(f'has the unknown key "{key}"')
        if not all(isinstance(text, str) for text in texts):
            raise ValueError(f'has something else than text under "{key}"')
        if any("\ud800" <= c <= "\udfff" for text in texts for c in text):
            raise ValueError(f'has half a character under "{key}"')
        values[key] = texts
    return unpack(values, json.dumps(item[_EXTRA]) if _EXTRA in item else "", _TERMS)
