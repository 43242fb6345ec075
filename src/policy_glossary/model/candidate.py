"""Phrases that texts keep using and no glossary knows: what was seen of them, and the entries that they might become."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from policy_glossary.model.light_typing import NamedTuple


class Kind(StrEnum):
    """What makes a phrase look like a term."""

    QUOTED = "quoted"  # it stands in quotation marks
    SLOGAN = "slogan"  # it counts something that only the document lists: "1310", "three major advantages"
    NAME = "name"  # it has capitals in mid-sentence
    TERM = "term"  # its words keep coming together


class PhrasePlace(NamedTuple):
    """Where a phrase stands: the document's name, the line from 1, and the words around it."""

    document: str
    line: int
    excerpt: str


class Phrase(NamedTuple):
    """What some texts hold of one phrase: a sum that can be added to that of other texts.

    `kinds` and `forms` count by kind and by spelling as it stands; a phrase without a kind is only counted, to measure others
    by it. `chinese` counts the Chinese that stands in brackets right behind the phrase, `renders` the concepts of the glossary that it seems to render: "链主 (chain-leader)". `before` and `after` count the
    neighbours of a Chinese phrase; they are empty for English. `words` is the length in words.
    """

    occurrences: int
    documents: int
    words: int
    kinds: Mapping[str, int]
    forms: Mapping[str, int]
    first: PhrasePlace
    chinese: Mapping[str, int] = {}
    renders: Mapping[str, int] = {}
    before: Mapping[str, int] = {}
    after: Mapping[str, int] = {}


class Phrases(NamedTuple):
    """All phrases of some texts in one language, by the normalised form under which they are counted, and the number of words."""

    words: int
    phrases: Mapping[str, Phrase]


class Candidate(NamedTuple):
    """A phrase that may deserve an entry, and the evidence.

    `key` is the form under which it was counted. `english` is its most frequent wording, empty for a phrase of a Chinese text,
    whose `chinese` is certain. For an English one `chinese` is a guess or empty, and `grounds` says what the guess rests on.
    `renders` is a concept of the glossary that it seems to render, such as "链主 (chain-leader)", or empty. `variants` are other
    wordings of the same idea with their counts. `entry` is a PO entry ready to be completed.
    """

    key: str
    english: str
    kind: Kind
    occurrences: int
    documents: int
    score: float
    first: PhrasePlace
    variants: tuple[tuple[str, int], ...] = ()
    chinese: str = ""
    grounds: str = ""
    renders: str = ""
    entry: str = ""


class PhraseSum:
    """Adds up the phrases of sets of texts, no text in two of them: the same in whatever order and in whatever groups."""

    def __init__(self) -> None:
        self._words = 0
        self._phrases: dict[str, Phrase] = {}

    def add(self, part: Phrases) -> None:
        """Count in what other texts hold."""
        self._words += part.words
        for key, phrase in part.phrases.items():
            known = self._phrases.get(key)
            self._phrases[key] = phrase if known is None else _add(known, phrase)

    def total(self) -> Phrases:
        """What all texts so far hold together."""
        return Phrases(self._words, self._phrases)


def _add(one: Phrase, other: Phrase) -> Phrase:
    return Phrase(
        occurrences=one.occurrences + other.occurrences,
        documents=one.documents + other.documents,
        words=max(one.words, other.words),
        kinds=_sum(one.kinds, other.kinds),
        forms=_sum(one.forms, other.forms),
        first=min(one.first, other.first),
        chinese=_sum(one.chinese, other.chinese),
        renders=_sum(one.renders, other.renders),
        before=_sum(one.before, other.before),
        after=_sum(one.after, other.after),
    )


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    if not one or not other:
        return one or other
    return {key: one.get(key, 0) + other.get(key, 0) for key in one.keys() | other.keys()}
