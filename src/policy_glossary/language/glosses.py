"""The door to the gloss data: which English stems a Chinese word or character may be rendered by, and how common they are.

The data is derived from CC-CEDICT and wordfreq (`data/cedict`, CC BY-SA 4.0) by `scripts/make_glosses.py`. It is read in
parts: a few kilobytes for a term. It is needed to compile a glossary and to compare words that no concept explains, never
for a plain check.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from policy_glossary.model.light_typing import NamedTuple

GLOSSES = Path(__file__).parent.parent / "data" / "cedict" / "glosses.zip"
_UNSEEN = 17.0  # nats: surprise of a stem that the frequency list does not hold


class Gloss(NamedTuple):
    """What the dictionary tells of one Chinese word or character.

    `senses` are lists of English stems in the dictionary's order; `frequency` is on the Zipf scale (0: unknown); `readings`
    are its pinyin without tones, `compounds` the stems, with their share, that words holding it add, and `back` those which it most
    likely stands behind; these are known for single characters only.
    """

    senses: tuple[tuple[str, ...], ...]
    frequency: float
    readings: tuple[str, ...]
    compounds: tuple[tuple[str, float], ...]
    back: tuple[tuple[str, float], ...] = ()

    def shares(self) -> dict[str, float]:
        """How likely each stem renders the word."""
        return shares_of(self.senses)


def shares_of(senses: Iterable[Sequence[str]]) -> dict[str, float]:
    """How likely each stem renders a word with these senses: earlier ones count more, a sense is shared by its stems. Sums to 1, or is empty."""
    weights: dict[str, float] = {}
    for rank, stems in enumerate(senses):
        for stem in stems:
            weights[stem] = weights.get(stem, 0.0) + 1 / (1 + 0.25 * rank) / len(stems)
    total = sum(weights.values())
    return {stem: weight / total for stem, weight in weights.items()}


def bucket_of(word: str) -> str:
    """The member of the data file that holds a Chinese word."""
    return f"words/{ord(word[0]) >> 6:03x}.tsv"


def hanzi_member(stem: str) -> str:
    """The member of the data file that holds the Chinese characters of an English stem."""
    return f"hanzi/{stem[0]}.tsv"


class Glosses:
    """Reads the gloss data as far as it is asked for, and keeps what it read. Raises OSError if the file is missing."""

    def __init__(self) -> None:
        self._archive = zipfile.ZipFile(GLOSSES)
        self._members = frozenset(self._archive.namelist())
        self._buckets: dict[str, dict[str, str]] = {}
        self._first: dict[str, dict[str, str]] = {}
        self._glosses: dict[str, Gloss | None] = {}

    def close(self) -> None:
        """Close the data file."""
        self._archive.close()

    def gloss(self, word: str) -> Gloss | None:
        """What is known of a Chinese word of one to four characters, or None."""
        if word in self._glosses:
            return self._glosses[word]
        line = self._beginning(word[0]).get(word) if word else None
        gloss = self._glosses[word] = None if line is None else _parse(line)
        return gloss

    def words(self) -> Iterator[str]:
        """All headwords, by file."""
        for member in sorted(self._members):
            if member.startswith("words/"):
                yield from self._records(member)

    def surprise(self, stem: str) -> float:
        """The negative log probability (nats) of a stem in English."""
        return self._background.get(stem, _UNSEEN)

    def surprises(self) -> dict[str, float]:
        """The surprise (nats) of every stem that the frequency list holds."""
        return self._background

    def hanzi(self, stem: str) -> dict[str, float]:
        """The Chinese characters of the words that a stem glosses, with weights; a vector of length 1, or empty."""
        if not stem.isascii() or not stem.isalpha():
            return {}
        line = self._records(hanzi_member(stem)).get(stem, "")
        vector = {part[0]: float(part[1:]) for part in line.split()}
        length = math.sqrt(sum(weight * weight for weight in vector.values()))
        return {character: weight / length for character, weight in vector.items()}

    def similarity(self, first: str, second: str) -> float:
        """How far two English stems render the same Chinese, 0 to 1: *owner* and *master* share 主.

        The cosine of their character vectors. It says "translation siblings", not "same topic"; 0.25 and more is rare for
        unrelated words.
        """
        if first == second:
            return 1.0
        other = self.hanzi(second)
        return sum(weight * other.get(character, 0.0) for character, weight in self.hanzi(first).items())

    @cached_property
    def _background(self) -> dict[str, float]:
        return {stem: int(value) / 100 for stem, value in self._records("background.tsv").items()}

    def _beginning(self, character: str) -> dict[str, str]:
        """The records of words that begin with a character, and of others."""
        records = self._first.get(character)
        if records is None:
            records = self._first[character] = self._records(bucket_of(character))
        return records

    def _records(self, member: str) -> dict[str, str]:
        if member not in self._buckets:
            text = self._archive.read(member).decode() if member in self._members else ""
            pairs = (line.partition("\t") for line in text.splitlines())
            self._buckets[member] = {key: rest for key, _, rest in pairs}
        return self._buckets[member]


def _parse(line: str) -> Gloss:
    frequency, readings, senses, compounds, back = [*line.split("\t"), "", "", "", ""][:5]
    return Gloss(
        senses=tuple(tuple(sense.split(" ")) for sense in senses.split("/") if sense),
        frequency=int(frequency) / 10,
        readings=tuple(readings.split()),
        compounds=_shares(compounds, 1e3),
        back=_shares(back, 1e5),
    )


def _shares(field: str, whole: float) -> tuple[tuple[str, float], ...]:
    """Stems and their shares, which the field gives as parts of so many."""
    return tuple((stem, int(share) / whole) for stem, _, share in (part.partition(":") for part in field.split()))
