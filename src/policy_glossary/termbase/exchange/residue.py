"""What a format has no place for, kept beside it in one small JSON text, so that the PO file can be made again to the byte.

A format shows an entry as values by key, either the lines of each key (a cell) or its terms (a TBX termSec each). Most entries
are nothing but these values in their usual order; for them there is no residue. Where somebody changed a value outside, the
change wins and the rest of the residue still holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.termbase.exchange.po_text import entry_text, parse_entry
from policy_glossary.termbase.exchange.record import RAW, Entry, Frame, arrange, usual_order, wrap_as
from policy_glossary.termbase.keys import KEYS, LIST_KEYS, split_terms, wrap_terms

_MOST_LINES = 10_000  # of one entry: what a hand has written into a residue must not fill the memory
APPROVED, PROPOSAL = "approved", "proposal"
FIELDS = ("domain", "chinese", "english", "status", *KEYS)  # every key of `Values`
Values = dict[str, list[str]]
Carry = Callable[[str], str]
_UNSAFE = re.compile(
    "[^\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]|[\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]|[^\\S ]|(?<= ) |_(?=x)"
)


class Packed(NamedTuple):
    """An entry as a format shows it, and its residue, empty as a rule."""

    values: Values
    residue: str


class View(NamedTuple):
    """How a format shows entries: lists as terms or as lines, and what becomes of a text that it cannot hold as it is."""

    terms: bool
    carry: Carry = str


def pack(entry: Entry, view: View, frame: Frame | None = None) -> Packed:
    """The values of an entry and what they do not tell. A frame goes along with the first entry of a file."""
    lines = _by_key(entry)
    plain = _plain(entry, lines, view)
    values = _carried(plain, view)
    residue: dict[str, Any] = {}
    if entry.file != (entry.context or ""):
        residue["file"] = entry.file
    if entry.gap != "\n":
        residue["gap"] = entry.gap
    if RAW in lines:
        residue["lines"] = lines[RAW]
    order = [key for key, _ in entry.lines]
    if order != usual_order(entry.lines):
        residue["order"] = [[key, len(list(group))] for key, group in groupby(order)]
    sure = values == plain and bool(entry.context) and RAW not in lines  # nothing can be lost: no need to try it
    if view.terms:
        listed = [key for key in LIST_KEYS if key in lines and lines[key] != wrap_terms(key, plain[key])]
        wrap = {key: [len(split_terms(line)) for line in lines[key]] for key in listed}
        if wrap and all(map(all, wrap.values())):  # a line without a term is a matter for `raw`
            residue["wrap"] = wrap
        sure = sure and not wrap
    if entry.raw or not (sure or entry_text(_rebuilt(values, residue, view)) == entry_text(entry)):
        residue["raw"] = entry.raw or entry_text(entry)
    if frame is not None:
        residue["frame"] = {k: v for k, v in frame._asdict().items() if v != Frame._field_defaults.get(k)}
    return Packed(values, _dump(residue) if residue else "")


def unpack(values: Mapping[str, list[str]], residue: str, view: View) -> tuple[Entry, Frame | None]:
    """The entry of these values. A residue that is not ours counts as none; raises ValueError for one that is broken."""
    kept = _load(residue)
    frame = kept.get("frame")
    entry = _rebuilt(values, kept, view)
    raw = kept.get("raw")
    if isinstance(raw, str):
        before = parse_entry(raw, entry.file)
        if before is not None and _same(_carried(_plain(before, _by_key(before), view), view), values):
            entry = before._replace(gap=entry.gap)
    return entry, Frame(**frame) if isinstance(frame, dict) else None


def _by_key(entry: Entry) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for key, value in entry.lines:
        lines.setdefault(key, []).append(value)
    return lines


def _plain(entry: Entry, lines: Mapping[str, list[str]], view: View) -> Values:
    """The values of an entry before the format has had its way with them."""
    values: Values = {
        "domain": [entry.context or ""],
        "chinese": [entry.chinese],
        "english": [entry.english],
        "status": [PROPOSAL if entry.fuzzy else APPROVED],
    }
    for key, texts in lines.items():
        if key != RAW:
            values[key] = [term for text in texts for term in split_terms(text)] if view.terms and key in LIST_KEYS else texts
    return values


def _carried(values: Values, view: View) -> Values:
    """The values as the format keeps them; a text of which nothing is left is none."""
    if view.carry is str:
        return values
    carry = view.carry
    return {
        key: [text for text in (carry(raw).strip() if key in KEYS else carry(raw) for raw in texts) if text]
        for key, texts in values.items()
    }


def _rebuilt(values: Mapping[str, list[str]], residue: Mapping[str, Any], view: View) -> Entry:
    lines: dict[str, list[str]] = {RAW: list(residue.get("lines", ()))}
    for key in KEYS:
        if key not in values:
            continue
        texts = list(filter(None, values[key]))
        if view.terms and key in LIST_KEYS:
            counts = residue.get("wrap", {}).get(key)
            texts = (wrap_as(texts, counts) if counts else None) or wrap_terms(key, texts)
        lines[key] = texts
    order = [key for run in residue.get("order", ()) for key in [run[0]] * run[1]]
    domain = "".join(values.get("domain", ()))
    fuzzy = values.get("status") == [PROPOSAL]
    if not fuzzy and lines[RAW]:
        lines[RAW] = [line for line in map(_without_fuzzy, lines[RAW]) if line]
    return Entry(
        file=residue.get("file", domain),
        context=domain or None,
        chinese="".join(values.get("chinese", ())),
        english="".join(values.get("english", ())),
        lines=arrange(lines, order),
        fuzzy=fuzzy,
        gap=residue.get("gap", "\n"),
    )


def _without_fuzzy(line: str) -> str:
    """A line of flags without the flag fuzzy; any other line as it is."""
    if not line.startswith("#,") or "fuzzy" not in line:
        return line
    flags = [flag for flag in (part.strip() for part in line[2:].split(",")) if flag and flag != "fuzzy"]
    return f"#, {', '.join(flags)}" if flags else ""


def _same(one: Mapping[str, list[str]], other: Mapping[str, list[str]]) -> bool:
    """True if the same texts stand under every key; an empty text is as good as none."""
    return all(list(filter(None, one.get(key, ()))) == list(filter(None, other.get(key, ()))) for key in FIELDS)


def _dump(residue: dict[str, Any]) -> str:
    """JSON on one line in which everything invisible, and what some format would read as markup of its own, is escaped."""
    text = json.dumps(residue, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: "".join(f"\\u{unit:04x}" for unit in _units(match[0])), text)


def _units(character: str) -> list[int]:
    data = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[n : n + 2], "big") for n in range(0, len(data), 2)]


def _load(residue: str) -> dict[str, Any]:
    """The residue, checked: a hand may have changed it."""
    if not residue.strip():
        return {}
    try:
        kept = json.loads(residue)
    except (ValueError, RecursionError):
        raise ValueError("is not JSON") from None
    if not isinstance(kept, dict):
        raise ValueError("is not a JSON object")  # noqa: TRY004 - what is wrong with it is one kind of error
    kinds: dict[str, Callable[[Any], bool]] = {
        "file": _is_text,
        "gap": _is_text,
        "raw": _is_text,
        "lines": lambda v: _is_list(v, lambda line: _is_text(line) and line.startswith("#") and "\n" not in line),
        "order": _is_order,
        "wrap": lambda v: isinstance(v, dict) and all(_is_list(counts, _is_count) for counts in v.values()),
        "frame": lambda v: isinstance(v, dict) and "head" in v and all(_is_frame_part(k, part) for k, part in v.items()),
    }
    for key, value in kept.items():
        if key not in kinds or not kinds[key](value):
            raise ValueError(f'holds an unknown or damaged "{key}"')
    return kept


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_order(value: Any) -> bool:
    """True for runs of keys with the number of lines of each; all together no more lines than an entry can have."""
    if not _is_list(value, lambda run: isinstance(run, list) and len(run) == 2 and _is_text(run[0]) and _is_count(run[1])):
        return False
    return sum(int(run[1]) for run in value) < _MOST_LINES


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < _MOST_LINES


def _is_list(value: Any, of: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(of(item) for item in value)


def _is_frame_part(key: str, value: Any) -> bool:
    if key == "mark":
        return isinstance(value, bool)
    return key in ("head", "tail", "newline") and isinstance(value, str) and (key != "newline" or value in ("\n", "\r\n", "\r"))
