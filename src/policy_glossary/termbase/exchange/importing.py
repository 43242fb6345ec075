"""Entries from outside as proposals. Nothing that stands in the glossary is changed; what is absent outside changes nothing.

A concept that the glossary does not know becomes an entry marked fuzzy. For one that it knows, what differs becomes an entry of its own
whose Chinese begins with `?`, so that it takes no part in anything until a person has settled it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable

from policy_glossary.model.concept import Occurrences, PartOfSpeech, Risk
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault
from policy_glossary.termbase.entry import UNKNOWN_CHINESE
from policy_glossary.termbase.exchange.differences import differences
from policy_glossary.termbase.exchange.po_text import DEFAULT_HEAD, entry_text
from policy_glossary.termbase.exchange.record import RAW, Entry, Records, arrange
from policy_glossary.termbase.keys import HAN, ID, KEYS, LIST_KEYS, split_terms, wrap_terms
from policy_glossary.termbase.po import read_po

CONVERTED = "Chinese converted to Traditional"  # the beginning of the note that an export in Traditional puts on every entry
PROPOSALS = "proposals"  # the file and domain of what has no domain of its own
Simplify = Callable[[str], str]
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPEAKING_ID = re.compile(r"(?=.*[a-z]{3})[a-z]+(?:-[a-z]+)*$")  # no bare number of a stranger's database
_CHOICES = {"pos": frozenset(PartOfSpeech), "risk": frozenset(Risk), "occurrences": frozenset(Occurrences)}
_WORDS = {
    "名词": "noun",
    "动词": "verb",
    "形容词": "adjective",
    "副词": "adverb",
    "短语": "phrase",
    "专名": "name",
    "proper noun": "name",
}
_WORDS |= {"低": "low", "中": "medium", "高": "high"}
_ID_LENGTH = 60


class Done(NamedTuple):
    """What became of one entry: `what` is added, changed or same; where it stood outside; in words for a person."""

    what: str
    place: str
    told: str


class Imported(NamedTuple):
    """The proposals, each with the file it belongs to, what became of every entry, what was refused, and remarks."""

    entries: tuple[Entry, ...]
    done: tuple[Done, ...]
    refused: tuple[Fault, ...]
    notes: tuple[str, ...]


def import_records(
    incoming: Records,
    name: str,
    existing: Records,
    sources: Collection[str] | None = None,
    simplify: Simplify | None = None,
    shipped: Records | None = None,
) -> Imported:
    """Compare what comes in with what is there.

    `sources` are the ids that the glossary may cite, None if they are not known; `simplify` turns Traditional characters into
    Simplified ones, so that one entry is found in both scripts. `shipped` is the glossary that `existing` extends, if it does: what
    stands there is not proposed, and it is told where a proposal would replace an entry of it.
    """
    desk = _Desk(name, existing, sources, simplify, incoming.ours, shipped or Records(()))
    for entry in incoming.entries:
        desk.take(entry)
    return Imported(tuple(desk.proposals), tuple(desk.done), tuple(desk.refused), tuple(desk.notes()))


class _Desk:
    """Takes entries one after the other; each is compared with the glossary and with those that were taken before."""

    def __init__(
        self,
        name: str,
        existing: Records,
        sources: Collection[str] | None,
        simplify: Simplify | None,
        trusted: bool,
        shipped: Records,
    ) -> None:
        self.proposals: list[Entry] = []
        self.done: list[Done] = []
        self.refused: list[Fault] = []
        self._name = name
        self._sources = sources
        self._simplify = simplify
        self._trusted = trusted
        self._counts: dict[str, int] = {}
        self._files = {entry.file for entry in existing.entries} | set(existing.frames)
        self._ids: dict[str, Entry] = {}
        self._chinese: dict[str, list[Entry]] = {}
        self._pending: set[tuple[str, str, tuple[tuple[str, str], ...]]] = set()
        for entry in existing.entries:
            self._remember(entry)
        settled = (entry for entry in shipped.entries if not entry.fuzzy and entry.chinese)
        self._shipped = {entry.chinese: entry for entry in settled}

    def notes(self) -> list[str]:
        """What was done to many entries, in one line each."""
        return [f"{self._name}: {told}: {count}" for told, count in self._counts.items()]

    def take(self, raw: Entry) -> None:
        place = f"{self._name}:{raw.place}" if raw.place else self._name
        entry = self._clean(raw)
        if not entry.chinese and not entry.english:
            terms = "neither Chinese nor English" if not entry.terms("admitted") else "no Chinese, and no preferred English"
            self._refuse(raw, f"has {terms}")
            return
        if any(map(str.isdigit, entry.english)) and not any(map(str.isalpha, entry.english)):
            self._refuse(raw, f'"{entry.english}" is no English: it holds no letter')
            return
        known = self._known(entry, raw)
        if known is not None:
            self._compare(entry, known, place, raw)
            return
        chinese = entry.chinese
        shipped = self._shipped.get(chinese)
        if shipped is not None and not differences(shipped, entry).told:
            self.done.append(Done("same", place, f"{shipped.id}: the shipped glossary says it"))
            return
        if not chinese:
            entry = entry._replace(chinese=f"{UNKNOWN_CHINESE} {entry.english}")
        domain = entry.context if entry.context in self._files else PROPOSALS
        notes = [f"from {place}" + (f", where its id is {raw.id}" if raw.id and not self._usable_id(raw.id) else "")]
        if entry.context and entry.context != domain:
            notes.append(f"domain: {entry.context}")
        new = entry._replace(file=domain, context=domain, fuzzy=True, gap="\n", raw="")
        new = _with_lines(new, {"id": [self._id(entry, raw)], "note": [*entry.values("note"), *notes]})
        if self._valid(new, raw):
            self.proposals.append(new)
            self._remember(new)
            told = " (no Chinese yet)" if not chinese else "" if entry.english else " (no English yet)"
            if shipped is not None:
                told += f' (the shipped {shipped.id} = "{shipped.english}" counts until this is approved)'
            self.done.append(Done("added", place, f"{new.id}: {new.chinese} = {new.english}{told}"))

    def _compare(self, entry: Entry, known: Entry, place: str, raw: Entry) -> None:
        found = differences(known, entry)
        label = known.id or known.chinese
        if not found.told:
            self.done.append(Done("same", place, f"{label}: says nothing new"))
            return
        lines = {key: wrap_terms(key, terms) if key in LIST_KEYS else terms for key, terms in found.values.items()}
        chinese = f"{UNKNOWN_CHINESE} {known.chinese.removeprefix(UNKNOWN_CHINESE).strip()}"
        english = found.english or known.english
        change = Entry(PROPOSALS, PROPOSALS, chinese, english, arrange(lines), fuzzy=True)
        if (change.chinese, change.english, change.lines) in self._pending:
            self.done.append(Done("same", place, f"{label}: was proposed before"))
            return
        told = "; ".join(found.told)
        notes = [*found.values.get("note", ()), f"proposed change of {label}, from {place}: {told}"]
        proposed = _with_lines(change, {"id": [self._free(f"{label}-change")], "note": notes})
        if self._valid(proposed, raw):
            self.proposals.append(proposed)
            self._remember(proposed)
            self.done.append(Done("changed", place, f"{label}: {told}"))

    def _remember(self, entry: Entry) -> None:
        if entry.id:
            self._ids.setdefault(entry.id, entry)
        chinese = next(iter(entry.values("zh")), entry.chinese)
        if chinese.startswith(UNKNOWN_CHINESE):
            self._pending.add((entry.chinese, entry.english, tuple(line for line in entry.lines if not _ours(line))))
            chinese = entry.chinese
        for form in (chinese, *entry.terms("zh-variants")):
            self._chinese.setdefault(self._key(form), []).append(entry)

    def _known(self, entry: Entry, raw: Entry) -> Entry | None:
        """The entry of the same concept: by its id if that can be trusted, otherwise by its Chinese in either script."""
        same_id = self._ids.get(raw.id) if self._trusted else None
        if same_id is not None:
            return same_id
        form = entry.chinese or f"{UNKNOWN_CHINESE} {entry.english}"
        found = self._chinese.get(self._key(form), [])
        return next((other for other in found if other.context == entry.context), next(iter(found), None))

    def _key(self, chinese: str) -> str:
        plain = "".join(c for c in unicodedata.normalize("NFKC", chinese) if not c.isspace())
        return self._simplify(plain) if self._simplify else plain

    def _clean(self, entry: Entry) -> Entry:
        """The entry with plain blanks, in Simplified characters, each language on its side, and values that the format allows."""
        chinese, english = _plain(entry.chinese), _plain(entry.english)
        if english and HAN.search(english) and not HAN.search(chinese):
            chinese, english = english, chinese
            self._count("entries whose Chinese and English stood the wrong way round, and were turned")
        if (simplified := self._simplified(chinese)) != chinese:
            self._count("entries whose Traditional Chinese was converted to Simplified")
            chinese = simplified
        lines: dict[str, list[str]] = {}
        notes = [note for value in entry.values("note") if not (note := _plain(value)).startswith(CONVERTED)]
        for key in KEYS:
            if key in ("id", "note"):
                continue
            texts = [_plain(value) for value in entry.values(key)]
            if key in LIST_KEYS:
                marks = "；" if key == "zh-variants" else "；、"  # of a Chinese keyboard; 、 may stand inside a Chinese term
                texts = [term for text in texts for term in split_terms(text.translate(dict.fromkeys(map(ord, marks), ";")))]
            texts = [text for text in texts if text]
            if key in _CHOICES:
                texts = [_WORDS.get(text.lower(), text.lower()) for text in texts]
            if key in ("zh", "zh-variants", "must-match"):
                texts = [self._simplified(text) for text in texts]
            texts = self._allowed(key, texts, notes)
            lines[key] = wrap_terms(key, dict.fromkeys(texts)) if key in LIST_KEYS else texts
        notes += [_plain(value[1:]) for value in entry.values(RAW) if value.startswith("# ")]
        lines["note"] = [note for note in dict.fromkeys(notes) if note]
        return Entry(entry.file, _plain(entry.context or "") or None, chinese, english, arrange(lines), place=entry.place)

    def _simplified(self, text: str) -> str:
        """The text in Simplified characters; English in it stays as it is."""
        return self._simplify(text) if self._simplify else text

    def _allowed(self, key: str, texts: list[str], notes: list[str]) -> list[str]:
        """The values that the glossary may hold under a key; the others become notes."""
        if key == "source" and self._sources is not None:
            allowed: Collection[str] | None = self._sources
        else:
            allowed = _CHOICES.get(key)
        if allowed is None:
            return texts
        for text in texts:
            if text not in allowed:
                notes.append(f"{key}: {text}")
                self._count(f'values of "{key}" that the glossary does not know, which became notes')
        return [text for text in texts if text in allowed]

    def _usable_id(self, identifier: str) -> bool:
        return bool((ID if self._trusted else _SPEAKING_ID).match(identifier))

    def _id(self, entry: Entry, raw: Entry) -> str:
        """Their id if it was ours once, otherwise words of the English."""
        if self._usable_id(raw.id):
            return self._free(raw.id)
        ascii_only = unicodedata.normalize("NFKD", entry.english).encode("ascii", "ignore").decode().lower()
        name = "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:_ID_LENGTH].strip("-")
        return self._free(name or f"proposal-{hashlib.blake2b(entry.chinese.encode(), digest_size=4).hexdigest()}")

    def _free(self, name: str) -> str:
        number, free = 2, name
        while free in self._ids:
            free, number = f"{name}-{number}", number + 1
        return free

    def _valid(self, entry: Entry, raw: Entry) -> bool:
        """True if the glossary's own reader finds nothing wrong with the entry; otherwise it is refused with what it says."""
        read = read_po(
            f"{DEFAULT_HEAD}\n{entry_text(entry)}",
            self._name,
            dict.fromkeys(self._sources, "") if self._sources is not None else None,
        )
        if read.faults:
            self._refuse(raw, read.faults[0].message.removesuffix("; it was not read"), read.faults[0].hint)
        return not read.faults

    def _refuse(self, entry: Entry, message: str, hint: str = "") -> None:
        told = f"{entry.chinese or entry.english}: " if entry.chinese or entry.english else ""
        self.refused.append(Fault(f"refused: {_plain(told)} {message}".replace("  ", " "), self._name, entry.place or None, hint))

    def _count(self, told: str) -> None:
        self._counts[told] = self._counts.get(told, 0) + 1


def _ours(line: tuple[str, str]) -> bool:
    return line[0] == "id" or line[1].startswith("proposed change of ")


def _with_lines(entry: Entry, values: dict[str, list[str]]) -> Entry:
    lines: dict[str, list[str]] = {key: entry.values(key) for key in KEYS}
    return entry._replace(lines=arrange(lines | values))


def _plain(text: str) -> str:
    """Words on one line, without invisible characters."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in _INVISIBLE.sub("", text)).split())


def append_entries(text: str, entries: Iterable[Entry]) -> str:
    """A PO file with entries at its end; what stands there is untouched."""
    newline = "\r\n" if "\r\n" in text else "\n"
    text = text or DEFAULT_HEAD
    if not text.endswith(newline):
        text += newline
    return text + "".join(newline + entry_text(entry).replace("\n", newline) for entry in entries)
