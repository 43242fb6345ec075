"""Paragraphs and sentences as alignment sees them: their length, and what of one language may be found again in the other.

English is a set of traits: stems of words, figures, names in pinyin, concepts of the glossary. Chinese is a list of clues, each with
the traits by which it may be rendered: the stems under which CC-CEDICT glosses a word, figures, Latin words, readings of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from policy_glossary.language.glosses import Glosses
from policy_glossary.language.pinyin import is_pinyin
from policy_glossary.language.stems import Stemmer
from policy_glossary.language.traditional import SIMPLIFIED, Converter, has_opencc
from policy_glossary.model.light_typing import NamedTuple

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_MONTH = re.compile(r"(1[0-2]|[1-9])\s*月|(十[一二]?|[一二三四五六七八九])月")
_MONTHS = {
    name[:letters]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
    for letters in (3, len(name))
} | {"sept": 9}
_NUMERALS = {numeral: n for n, numeral in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1)}
_TRADITIONAL = re.compile("[國經會發業務產與對進東區長學實資銀萬億個這來時為說們動開關點電見]")
_LONGEST_WORD = 4  # characters; longer headwords are not in the gloss data
_LONGEST_NAME = 4  # syllables of a name that English writes as one word
_MOST_SENSES = 12  # of a word; later ones are rare
_EMPTY = frozenset(
    "a an the of and to in for on by with as at from that which this these it its is are was were be been has have had will"
    " would not or but".split()
)


class Chinese(NamedTuple):
    """A piece of Chinese: how many characters can be seen of it, and its clues with the traits that may render each."""

    length: int
    clues: Mapping[str, frozenset[str]]
    heading: bool = False


class English(NamedTuple):
    """A piece of English: how many characters can be seen of it, and its traits."""

    length: int
    traits: frozenset[str]
    heading: bool = False


class Piece(NamedTuple):
    """A piece of text that is to be aligned, and whether it is a heading."""

    text: str
    heading: bool = False


class Reader:
    """Makes units of pieces of text. `names` are Chinese terms, in Simplified characters, with their English."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._glosses, self._stemmer = Glosses(), Stemmer()
        self._names = names
        self._heads: dict[str, list[str]] = {}
        for zh in names:
            self._heads.setdefault(zh[:2], []).append(zh)
        self._reached: dict[str, frozenset[str]] = {}

    def english(self, pieces: Iterable[Piece]) -> list[English]:
        """The units of English pieces."""
        return [English(_visible(piece.text), frozenset(self._traits(piece.text)), piece.heading) for piece in pieces]

    def chinese(self, pieces: Iterable[Piece], english: Iterable[English]) -> list[Chinese]:
        """The units of Chinese pieces, Simplified or Traditional, whose translation is among these English ones."""
        names = {trait for unit in english for trait in unit.traits if trait[0] == "~"}
        pieces = list(pieces)
        texts = _simplified([unicodedata.normalize("NFKC", piece.text) for piece in pieces])
        return [
            Chinese(_visible(piece.text), dict(self._clues(text, names)), piece.heading)
            for piece, text in zip(pieces, texts, strict=True)
        ]

    def _traits(self, text: str) -> Iterator[str]:
        text = unicodedata.normalize("NFKC", text)
        for figure in _FIGURE.findall(text):
            yield _significant(figure)
        for word in _WORD.findall(text):
            small = word.lower().replace("’", "'").removesuffix("'s")
            if small in _EMPTY:
                continue
            if small in _MONTHS and (word.istitle() or word.isupper()):
                yield f"#M{_MONTHS[small]}"
            elif word[0].isupper() and is_pinyin(word):
                yield f"~{small}"
            yield self._stem(small)

    def _rendered(self, zh: str) -> frozenset[str]:
        """The stems of the English of a term."""
        key = f"@{zh}"
        if key not in self._reached:
            words = (word.lower() for form in self._names[zh] for word in _WORD.findall(form))
            self._reached[key] = frozenset(self._stem(word) for word in words if word not in _EMPTY)
        return self._reached[key]

    def _stem(self, word: str) -> str:
        return self._stemmer.stems((word,))[0]

    def _clues(self, text: str, names: set[str]) -> Iterator[tuple[str, frozenset[str]]]:
        for month in _MONTH.finditer(text):
            number = int(month[1]) if month[1] else _NUMERALS[month[2]]
            yield f"{number}月", frozenset({f"#M{number}"})
        for figure in _FIGURE.finditer(text):
            if not _MONTH.match(text, figure.start()):
                trait = _significant(figure[0])
                yield trait, frozenset({trait})
        for word in _WORD.findall(text):
            yield word.lower(), frozenset({self._stem(word.lower())})
        for run in _HAN_RUN.findall(text):
            yield from self._words(run)
            if names:
                yield from self._spoken(run, names)

    def _words(self, run: str) -> Iterator[tuple[str, frozenset[str]]]:
        """Words of the dictionary, the longest at each place, and the concepts of the glossary."""
        at = 0
        for start in range(len(run) - 1):
            for zh in self._heads.get(run[start : start + 2], ()):
                if run.startswith(zh, start):
                    yield f"@{zh}", self._rendered(zh)
            if start < at:
                continue
            for length in range(min(_LONGEST_WORD, len(run) - start), 1, -1):
                word = run[start : start + length]
                reached = self._reach(word)
                if reached:
                    yield word, reached
                    at = start + length
                    break

    def _reach(self, word: str) -> frozenset[str]:
        if word not in self._reached:
            gloss = self._glosses.gloss(word)
            senses = gloss.senses[:_MOST_SENSES] if gloss else ()
            self._reached[word] = frozenset(stem for sense in senses for stem in sense)
        return self._reached[word]

    def _spoken(self, run: str, names: set[str]) -> Iterator[tuple[str, frozenset[str]]]:
        """Characters whose reading stands in the English as a name."""
        readings = [self._readings(character) for character in run]
        for start in range(len(run)):
            for length in range(2, min(_LONGEST_NAME, len(run) - start) + 1):
                part = readings[start : start + length]
                spoken = {f"~{''.join(syllables)}" for syllables in product(*part)} & names
                if spoken:
                    yield f"~{run[start : start + length]}", frozenset(spoken)

    def _readings(self, character: str) -> tuple[str, ...]:
        gloss = self._glosses.gloss(character)
        return gloss.readings[:2] if gloss else ()


def _significant(figure: str) -> str:
    """The digits that a figure keeps whatever its scale word and its grouping: 68.1 of 68.1亿 and 6.81 billion alike."""
    return "#" + (figure.replace(",", "").replace(".", "").strip("0") or "0")


def is_traditional(text: str) -> bool:
    """True if a text holds characters that stand in Traditional Chinese only."""
    return _TRADITIONAL.search(text) is not None


def _simplified(texts: list[str]) -> list[str]:
    """The texts in Simplified characters; as they are if none is Traditional, or nothing is there to convert them."""
    if not any(map(is_traditional, texts)) or not has_opencc():
        return texts
    converter = Converter(*SIMPLIFIED)
    return [converter.convert(text) for text in texts]


def _visible(text: str) -> int:
    return len("".join(text.split()))
