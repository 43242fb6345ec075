"""TBX, read: version 2 with `tig` or `ntig`, version 3 with categories as attributes or as tags, with or without a name space, TBX-Min."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from policy_glossary.intake.xml import parse_xml
from policy_glossary.intake.xml_names import XML_LANGUAGE
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.exchange.record import Entry, Frame, Records
from policy_glossary.termbase.exchange.residue import APPROVED, Values, unpack
from policy_glossary.termbase.exchange.tbx import EXTRA, MARK, NOTED, TBX_TERMS, USE, carry
from policy_glossary.termbase.keys import LIST_KEYS, split_terms

if TYPE_CHECKING:
    from lxml import etree

_ENTRIES = ("{*}termEntry", "{*}conceptEntry", "{*}entry")  # the last of the three, here and below, in TBX-Min
_LANGUAGES = frozenset(("langSet", "langSec", "langGroup"))
_TERMS = frozenset(("tig", "ntig", "termSec", "termGroup"))
_COMMENT = "!"  # in place of a name for comments and processing instructions
_STRUCTURE = _LANGUAGES | _TERMS | {"term"}
_GROUPS = frozenset(("termGrp", "termNoteGrp", "descripGrp", "adminGrp"))
_BOOKKEEPING = frozenset(("transacGrp", "transac", "transacNote", "date"))
_CATEGORY_TAGS = frozenset(("descrip", "admin", "termNote", "ref", "xref", "descripNote", "adminNote"))
_KEYED = re.compile(rf"({'|'.join(NOTED)}): (.*)$", re.DOTALL)
_STATUSES = {
    "preferred": "preferred",
    "standardized": "preferred",
    "legal": "preferred",
    "regulated": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
    "forbidden": "deprecated",
    "obsolete": "deprecated",
    "rejected": "deprecated",
    "notrecommended": "deprecated",
    "superseded": "suspect",
}
_SPEECH = {"noun": "", "propernoun": "name", "verb": "verb", "adjective": "adjective", "adverb": "adverb"}


class _Term(NamedTuple):
    text: str
    status: str  # as in _STATUSES, or nothing
    use: str
    speech: str
    notes: tuple[str, ...]


class _Language(NamedTuple):
    tag: str
    terms: list[_Term]
    notes: list[tuple[str, str]]  # category and text


def read_tbx(data: bytes, name: str) -> Records:
    """The concepts of a TBX file. Raises FaultError for what is no TBX.

    Chinese and English are found by their primary language tag, in whatever order; other languages are left out and counted.
    Notes of the concept, of a language and of a term become notes that say where they stood.
    """
    root = parse_xml(data, name)
    if _local(root) not in ("martif", "tbx", "TBX"):
        raise FaultError(Fault(f"is XML, but no TBX: its root element is <{_local(root)}>", name, root.sourceline))
    reader = _Reader(name, ours=any(MARK in carry(_text(p)) for p in root.iter("{*}p")))
    entries = [entry for element in root.iter(*_ENTRIES) for entry in reader.entry(element)]
    body = root.find(".//{*}body")
    if not entries and not reader.faults and body is not None and len(body):
        hint = "concepts are called termEntry, conceptEntry or entry"
        raise FaultError(Fault("holds no concept that is known as one", name, body.sourceline, hint))
    return Records(tuple(entries), reader.frames, tuple(reader.faults), tuple(reader.notes()), reader.ours)


class _Reader:
    """Makes entries of the concepts of one file; what is odd is counted or becomes a fault."""

    def __init__(self, name: str, ours: bool) -> None:
        self.ours = ours
        self.frames: dict[str, Frame] = {}
        self.faults: list[Fault] = []
        self._name = name
        self._others: dict[str, int] = {}
        self._marked_up = 0
        self._bookkeeping = 0
        self._names: dict[object, str] = {}

    def notes(self) -> Iterator[str]:
        """Remarks about the whole file."""
        if self._others:
            told = ", ".join(f"{tag} ({count})" for tag, count in sorted(self._others.items()))
            yield f"{self._name}: languages that were left out, with their concepts: {told}"
        if self._marked_up:
            yield f"{self._name}: terms whose inner markup was taken away: {self._marked_up}"
        if self._bookkeeping:
            yield f"{self._name}: records of who changed what, which were left out: {self._bookkeeping}"

    def entry(self, element: etree._Element) -> Iterator[Entry]:
        """The entry of a concept; none if it has no term in Chinese or English."""
        line = element.sourceline or 0
        values: Values = {"status": [APPROVED]}
        identifier = element.get("id", "")
        if identifier:
            values["id"] = [identifier[1:] if self.ours and identifier.startswith("_") else identifier]
        languages: list[_Language] = []
        for category, text, child in self._parts(element):
            if category in _LANGUAGES:
                languages += self._language(child, line)
            else:
                _add(category, text, values)
        extra = "".join(values.pop(EXTRA, []))
        self._chinese([language for language in languages if language.tag.startswith("zh")], values)
        self._english([language for language in languages if language.tag.startswith("en")], values)
        if not any(values.get(key) for key in ("chinese", "english", "admitted", "deprecated", "suspect")):
            self.faults.append(Fault("a concept has no term in Chinese or English; it was not read", self._name, line))
            return
        try:
            entry, frame = unpack(values, extra, TBX_TERMS)
        except ValueError as error:
            self.faults.append(Fault(f'the note "extra" {error}; it was left out', self._name, line))
            entry, frame = unpack(values, "", TBX_TERMS)
        if frame is not None:
            self.frames.setdefault(entry.file, frame)
        yield entry._replace(place=line)

    def _parts(self, element: etree._Element) -> list[tuple[str, str, etree._Element]]:
        """Category, text and element of what stands directly in an element or in a group within it."""
        parts: list[tuple[str, str, etree._Element]] = []
        for child in element:
            tag = child.tag
            local = self._names.get(tag) or self._name_of(tag)
            if local in _STRUCTURE:
                parts.append((local, "", child))
            elif local in _GROUPS:
                parts += self._parts(child)
            elif local in _BOOKKEEPING:
                self._bookkeeping += 1
            elif local != _COMMENT and (text := carry(_text(child))):
                parts.append((child.get("type") or local if local in _CATEGORY_TAGS else local, text, child))
        return parts

    def _name_of(self, tag: object) -> str:
        """The name of an element without its name space; it is kept, because a file holds millions of few names."""
        if not isinstance(tag, str):
            return _COMMENT
        return self._names.setdefault(tag, tag.rpartition("}")[2])

    def _language(self, element: etree._Element, line: int) -> Iterator[_Language]:
        tag = str(element.get(XML_LANGUAGE) or element.get("lang") or "").lower().replace("_", "-")
        if tag.partition("-")[0] not in ("zh", "en", "cmn"):
            self._others[tag or "without a tag"] = self._others.get(tag or "without a tag", 0) + 1
            return
        terms: list[_Term] = []
        notes: list[tuple[str, str]] = []
        for category, text, child in self._parts(element):
            if category in _TERMS:
                terms += self._term(child, line)
            elif category == "term":
                terms += self._term(element, line)
                break
            else:
                notes.append((category, text))
        yield _Language(tag.replace("cmn", "zh", 1), terms, notes)

    def _term(self, element: etree._Element, line: int) -> Iterator[_Term]:
        text = status = use = speech = ""
        notes: list[str] = []
        for category, told, child in self._parts(element):
            if category == "term":
                self._marked_up += len(child) > 0
                text = carry(_text(child))
            elif category in ("administrativeStatus", "termStatus"):
                status = _status(told)
                if not status:
                    notes.append(f"status {told}")
            elif category == "partOfSpeech":
                speech = _SPEECH.get(told.lower().replace(" ", ""), "")
            elif category == "note" and told.startswith(f"{USE}: "):
                use = told.removeprefix(f"{USE}: ")
            else:
                notes.append(told if category == "note" else f"{category}: {told}")
        if text:
            yield _Term(text, status, use, speech, tuple(notes))
        else:
            self.faults.append(Fault("a term is empty; it was not read", self._name, element.sourceline or line))

    def _chinese(self, languages: list[_Language], values: Values) -> None:
        """Simplified before Traditional; whatever else there is becomes a variant."""
        languages = sorted(languages, key=lambda language: any(part in language.tag for part in ("hant", "tw", "hk", "mo")))
        terms = [term for language in languages for term in language.terms]
        first = next((term for term in terms if term.status in ("preferred", "")), None)
        first = first or (None if self.ours else next(iter(terms), None))
        values["chinese"] = [first.text] if first else []
        variants = [term.text for term in terms if term is not first]
        if variants:
            values["zh-variants"] = list(dict.fromkeys(variants)) if not self.ours else variants
        if not self.ours:  # a variant is found in texts all the same, and makes no English wrong
            odd = [term for term in terms if term is not first and term.status in ("deprecated", "suspect")]
            values.setdefault("note", []).extend(f"Chinese: {term.text} is {term.status} there" for term in odd)
        _add_notes(languages, "Chinese", values)

    def _english(self, languages: list[_Language], values: Values) -> None:
        terms = [term for language in languages for term in language.terms]
        first = next((term for term in terms if term.status == "preferred"), None)
        first = first or next((term for term in terms if not term.status), None)
        first = first or (None if self.ours else next((term for term in terms if term.status == "admitted"), None))
        values["english"] = [first.text] if first else []
        if first and first.speech and "pos" not in values:
            values["pos"] = [first.speech]
        for term in terms:
            if term is not first:
                key = "admitted" if term.status in ("preferred", "") else term.status
                values.setdefault(key, []).append(f"{term.text} => {term.use}" if term.use else term.text)
        _add_notes(languages, "English", values)


def _add(category: str, text: str, values: Values) -> None:
    """What stands at the level of the concept, under its key."""
    keyed = _KEYED.match(text) if category == "note" else None
    if category == "subjectField":
        values["domain"] = [text]
    elif category in ("definition", "source"):
        values.setdefault(category, []).append(text)
    elif keyed and keyed[1] in ("status", EXTRA):
        values[keyed[1]] = [keyed[2]]
    elif keyed:
        texts = split_terms(keyed[2]) if keyed[1] in LIST_KEYS else [keyed[2]]
        values.setdefault(keyed[1], []).extend(texts)
    else:
        values.setdefault("note", []).append(text if category == "note" else f"{category}: {text}")


def _add_notes(languages: list[_Language], told: str, values: Values) -> None:
    """Notes of a language and its terms, which say where they stood. An English definition is the concept's, if it has none."""
    for language in languages:
        for category, text in language.notes:
            if category == "definition" and told == "English" and "definition" not in values:
                values["definition"] = [text]
            elif category == "source" and told == "English":
                values.setdefault("source", []).append(text)
            else:
                values.setdefault("note", []).append(f"{told}: {text}" if category == "note" else f"{told} {category}: {text}")
        for term in language.terms:
            values.setdefault("note", []).extend(f"{term.text}: {note}" for note in term.notes)
    if not values.get("note"):
        values.pop("note", None)


@lru_cache(maxsize=1000)
def _status(told: str) -> str:
    word = re.sub(r"(?:term)?-?(?:admn-?sts)?$", "", told.lower())
    return _STATUSES.get(word.removesuffix("term"), "")


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: etree._Element) -> str:
    """The text of an element, what stands inside of inner markup included, comments left out."""
    if not len(element):
        return element.text or ""
    inner = "".join((_text(child) if isinstance(child.tag, str) else "") + (child.tail or "") for child in element)
    return (element.text or "") + inner
