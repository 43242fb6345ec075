"""Concepts and their terms, in the words of ISO 30042 (TBX): preferred, admitted, deprecated."""

from __future__ import annotations

from enum import StrEnum

from policy_glossary.model.light_typing import NamedTuple


class Status(StrEnum):
    """How a term relates to its concept. `suspect` and `exempt` are ours, the others are TBX's."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUSPECT = "suspect"
    EXEMPT = "exempt"

    reported: bool  # makes a finding; the other statuses shield

    def __init__(self, name: str) -> None:
        self.reported = name in ("deprecated", "suspect")


class Use(StrEnum):
    """How a rendering that stands in a text relates to its concept."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUSPECT = "suspect"
    UNLISTED = "unlisted"

    @property
    def accepted(self) -> bool:
        """True for the preferred and the admitted English."""
        return self is Use.PREFERRED or self is Use.ADMITTED


class Risk(StrEnum):
    """How often a listed rendering is good English after all."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Occurrences(StrEnum):
    """Which of the reported renderings in a document make a finding."""

    ALL = "all"
    FIRST = "first"


class PartOfSpeech(StrEnum):
    """What the preferred term is, which decides how a replacement is inflected."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PHRASE = "phrase"
    NAME = "name"


class Term(NamedTuple):
    """One English form of a concept. `replacement` is a rendering's own, if the preferred term would not fit."""

    text: str
    status: Status
    replacement: str | None = None


class TermTest(NamedTuple):
    """A `must-match` (with `expected`) or `must-not` (without) line of an entry, and its line in the file."""

    text: str
    expected: str | None
    line: int


class Concept(NamedTuple):
    """One Chinese idea: its canonical Chinese and English, its other forms, its contexts, its authority."""

    id: str
    zh: str
    preferred: str
    domain: str
    zh_variants: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    tests: tuple[TermTest, ...] = ()
    part_of_speech: PartOfSpeech = PartOfSpeech.NOUN
    risk: Risk = Risk.LOW
    occurrences: Occurrences = Occurrences.ALL
    proposal: bool = False
    definition: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""
    file: str = ""
    line: int = 0

    @property
    def accepted(self) -> tuple[str, ...]:
        """The preferred and the admitted English, preferred first."""
        return (self.preferred, *(t.text for t in self.terms if t.status is Status.ADMITTED))
