"""TBX (ISO 30042), written: TBX-Basic and TBX-Linguist of version 3 in both styles, and the version 2 that older programs read.

What TBX-Basic has no category for stands in notes of the form `key: value`, under the keys of the PO files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.termbase.exchange.record import Entry, Records
from policy_glossary.termbase.exchange.residue import APPROVED, Packed, Values, View, pack
from policy_glossary.termbase.keys import KEYS

MARK = "policy-glossary"  # in the header's sourceDesc: the ids can be trusted
EXTRA = "extra"
USE = "use"  # a note of a term: what to write in its place
NOTED = (*KEYS, "status", EXTRA)  # keys that a note may begin with
_NAMESPACES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
_CORE = "urn:iso:std:iso:30042:ed-2"
_MODULE = {"subjectField": "min", "administrativeStatus": "min", "partOfSpeech": "min", "definition": "basic", "source": "basic"}
STATUS = {"preferred": "preferredTerm", "admitted": "admittedTerm", "deprecated": "deprecatedTerm", "suspect": "supersededTerm"}
_SPEECH = {"verb": "verb", "adjective": "adjective", "adverb": "adverb", "phrase": "other"}  # names are nouns, as all else
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_LIKE_A_KEY = re.compile(rf"(?:{'|'.join(NOTED)}|{USE}): ")


class Dialect(NamedTuple):
    """Which TBX: its name, its style (`dca`: categories as attributes, `dct`: as tags), its version."""

    name: str = "TBX-Basic"
    style: str = "dca"
    version: int = 3


def carry(text: str) -> str:
    """What an XML program keeps of a text for sure: no control characters, blanks and line breaks as one blank."""
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(_NOT_XML.sub("", text).split())


TBX_TERMS = View(terms=True, carry=carry)


def write_tbx(records: Records, dialect: Dialect, language: str = "zh-Hans") -> bytes:
    """A TBX file. `language` is the tag of the Chinese."""
    writer = _Writer(dialect, language)
    framed: set[str] = set()
    parts = [writer.head()]
    for entry in records.entries:
        frame = records.frames.get(entry.file) if entry.file not in framed else None
        framed.add(entry.file)
        parts.append(writer.concept(entry, pack(entry, TBX_TERMS, frame)))
    parts.append(writer.tail())
    return "".join(parts).encode()


class _Writer:
    """The elements of one dialect, as text: a tree of two million elements would take twice the time."""

    def __init__(self, dialect: Dialect, language: str) -> None:
        self._dialect = dialect
        self._language = language
        self._ids: set[str] = set()
        old = dialect.version == 2
        self._statuses = {
            status: self._category("termNote", "administrativeStatus", f"{name}-admn-sts") for status, name in STATUS.items()
        }
        self._entry, self._lang, self._term = ("termEntry", "langSet", "tig") if old else ("conceptEntry", "langSec", "termSec")

    def head(self) -> str:
        source = "<fileDesc><titleStmt><title>Glossary</title></titleStmt><sourceDesc>"
        source += f"<p>Written by {MARK}</p></sourceDesc></fileDesc>"
        if self._dialect.version == 2:
            return (
                '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n'
                f'<martif type="{self._dialect.name}" xml:lang="en">\n<martifHeader>{source}'
                '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n<text>\n<body>\n'
            )
        modules = "".join(f' xmlns:{k}="{v}"' for k, v in _NAMESPACES.items()) if self._dialect.style == "dct" else ""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<tbx type="{self._dialect.name}" style="{self._dialect.style}" xml:lang="en" xmlns="{_CORE}"{modules}>\n'
            f"<tbxHeader>{source}</tbxHeader>\n<text>\n<body>\n"
        )

    def tail(self) -> str:
        return f"</body>\n</text>\n</{'martif' if self._dialect.version == 2 else 'tbx'}>\n"

    def concept(self, entry: Entry, packed: Packed) -> str:
        values = packed.values
        out = [f"<{self._entry}{self._id(entry, values)}>"]
        out += [self._category("descrip", "subjectField", text) for text in values["domain"] if text]
        out += [self._category("descrip", "definition", text) for text in values.get("definition", ())]
        out += [self._category("admin", "source", text) for text in values.get("source", ())]
        out += [f"<note>{escape(text)}</note>" for text in _notes(values, packed.residue)]
        out += self._chinese(values)
        out += self._english(values)
        out.append(f"</{self._entry}>\n")
        return "\n".join(out)

    def _id(self, entry: Entry, values: Values) -> str:
        """The id as an attribute if there is one that XML allows and no entry had before; otherwise it becomes a note."""
        ids = values.pop("id", [])
        name = ids[0] if len(ids) == 1 and ids[0] == entry.id and _XML_NAME.match(ids[0]) else ""
        if not name or name in self._ids:
            values["id"] = ids
            return ""
        self._ids.add(name)
        return f" id={quoteattr('_' + name if name[0].isdigit() else name)}"  # an id of XML begins with no digit

    def _chinese(self, values: Values) -> Iterator[str]:
        terms = [(text, "preferred") for text in values["chinese"] if text]
        terms += [(text, "admitted") for text in values.get("zh-variants", ())]
        if terms:
            yield f'<{self._lang} xml:lang="{self._language}">'
            yield from (self._term_section(text, status) for text, status in terms)
            yield f"</{self._lang}>"

    def _english(self, values: Values) -> Iterator[str]:
        speech = _SPEECH.get("".join(values.get("pos", ())), "noun")
        terms = [(text, "preferred", speech) for text in values["english"] if text]
        terms += [(text, status, "") for status in ("admitted", "deprecated", "suspect") for text in values.get(status, ())]
        if terms:
            yield f'<{self._lang} xml:lang="en">'
            yield from (self._term_section(*term) for term in terms)
            yield f"</{self._lang}>"

    def _term_section(self, text: str, status: str, speech: str = "") -> str:
        use = ""
        if text.find("=>") > 0 and status in ("deprecated", "suspect"):
            text, _, use = (part.strip() for part in text.partition("=>"))
        told = self._category("termNote", "partOfSpeech", speech) if speech else ""
        note = f"<note>{USE}: {escape(use)}</note>" if use else ""
        return f"<{self._term}><term>{escape(text)}</term>{told}{self._statuses[status]}{note}</{self._term}>"

    def _category(self, element: str, category: str, text: str) -> str:
        if self._dialect.style == "dct":
            tag = f"{_MODULE[category]}:{category}"
            return f"<{tag}>{escape(text)}</{tag}>"
        return f'<{element} type="{category}">{escape(text)}</{element}>'


def _notes(values: Values, residue: str) -> Iterator[str]:
    """The notes of a concept: its own, and what has no category."""
    for text in values.get("note", ()):
        yield f"note: {text}" if _LIKE_A_KEY.match(text) else text
    if values["status"] != [APPROVED]:
        yield f"status: {values['status'][0]}"
    for key in ("id", "zh", "pos", "risk", "occurrences", "must-match", "must-not"):
        for text in values.get(key, ()):
            yield f"{key}: {text}"
    for key in ("exempt", "when", "unless"):
        if values.get(key):
            yield f"{key}: {'; '.join(values[key])}"
    if residue:
        yield f"{EXTRA}: {residue}"
