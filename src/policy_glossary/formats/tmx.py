"""TMX translation memories: the English of each unit with its Chinese. Other languages are left aside.

A unit whose source language, or that of the whole memory, is English holds no translation from Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.formats.bitexts import Bitext, reading_of
from policy_glossary.formats.languages import CHINESE, ENGLISH, INTO_CHINESE, primary
from policy_glossary.formats.reading import RawFile, Reading
from policy_glossary.formats.segments import Comment, Entry, Part
from policy_glossary.formats.xml_inline import Words, read_words
from policy_glossary.formats.xml_units import Node, language, outline, write
from policy_glossary.intake.xml_events import Comment as XmlComment
from policy_glossary.intake.xml_events import End, Start
from policy_glossary.intake.xml_offsets import XmlText
from policy_glossary.model.document import State

__all__ = ["read_bytes", "write"]

_ANY = "*all*"


def read_bytes(raw: RawFile) -> Reading:
    """The English of a memory. Raises FaultError if the file is no TMX, or beyond the limits of XML."""
    xml = XmlText.read(raw.data, raw.name)
    memory = _Memory(xml)
    for item in outline(xml, "tmx", ("tu", "note")):
        memory.take(item)
    return reading_of(xml.source, list(memory.bitexts()), memory.notes())


class _Memory:
    """The units of a file by the language of their source: what is translated into English, and what from it."""

    def __init__(self, xml: XmlText) -> None:
        self._xml = xml
        self._source = ""
        self._comments: list[Comment] = []
        self._into_english = Bitext(target=ENGLISH)
        self._from_english = Bitext(passed_over=INTO_CHINESE)
        self._aside: dict[str, int] = {}

    def take(self, item: Start | End | XmlComment | Node) -> None:
        """One part of the file, in order."""
        if isinstance(item, Start):
            if item.name == "header":
                self._source = _source(item.attributes.get("srclang", ""))
        elif isinstance(item, XmlComment):
            self._comments.append(self._comment(item.text, item.start))
        elif isinstance(item, Node) and item.name == "note":
            self._comments.append(self._comment(item.words(), item.start))
        elif isinstance(item, Node):
            self._unit(item)

    def _unit(self, unit: Node) -> None:
        notes = [*unit.all("note"), *(note for variant in unit.all("tuv") for note in variant.all("note"))]
        found = [(note.start, note.words()) for note in notes] + [(c.start, c.text) for c in unit.comments()]
        comments = [*self._comments, *(self._comment(words, start) for start, words in sorted(found))]
        self._comments = []
        source = _source(unit.attributes.get("srclang", "")) or self._source
        bitext = self._from_english if source == ENGLISH else self._into_english
        chinese = ""
        english: list[Words] = []
        for variant in unit.all("tuv"):
            tongue, segment = primary(language(variant.attributes)), variant.first("seg")
            words = read_words(segment, self._xml.source, preserve=True) if segment is not None else Words([], [])
            if tongue == ENGLISH:
                english.append(words)
            elif tongue == CHINESE:
                chinese = chinese or words.text
            else:
                self._aside[tongue] = self._aside.get(tongue, 0) + 1
        name = unit.attributes.get("tuid", "")
        paragraphs = [[Part([p.run for p in words.pieces], chinese, name, State.OPEN)] for words in english if words.text.strip()]
        inner = [[Part([p.run for p in text], "", name, State.OPEN)] for words in english for text in words.inner]
        bitext.entries.append(Entry(paragraphs + inner, comments))
        bitext.untranslated += 0 if paragraphs or not chinese else 1

    def bitexts(self) -> Iterator[Bitext]:
        """What was found, also if it is not to be checked."""
        yield self._into_english
        yield self._from_english

    def notes(self) -> list[str]:
        """How much stands in other languages."""
        told = ", ".join(f"{tongue or 'none'} {count}" for tongue, count in sorted(self._aside.items()))
        return [f"translations in other languages left aside: {told}"] if told else []

    def _comment(self, words: str, start: int) -> Comment:
        return Comment(words, self._xml.source.position(start).line)


def _source(told: str) -> str:
    return "" if told == _ANY else primary(told)
