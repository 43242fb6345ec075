"""Where the terms of a concept stand in texts, right or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes, shown_path
from policy_glossary.language.words import Vocabulary, split_words
from policy_glossary.matching.pattern import Pattern, compile_pattern, match_at
from policy_glossary.model.report import FaultError
from policy_glossary.model.text import Span

_SUFFIXES = (".txt", ".md")
_PREFIX = 4  # letters of a word that all its ordinary forms share


class Use(NamedTuple):
    """A term of a concept in a text: the file, the line, the words as they stand, and what they are for the concept."""

    file: str
    line: int
    words: str
    status: str


def text_files(folder: Path) -> list[Path]:
    """The plain texts of a folder, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES) if folder.is_dir() else []


def uses(terms: Iterable[tuple[str, str]], paths: Iterable[Path]) -> Iterator[Use]:
    """Every place of these terms (text, status) in plain texts; a file that cannot be read is passed over."""
    vocabulary = Vocabulary()
    patterns: list[tuple[Pattern, str, tuple[str, ...]]] = []  # with the beginnings of words that a line must hold
    for text, status in terms:
        pattern = compile_pattern(text, vocabulary)
        if pattern is not None:
            words = [word for word in text.replace("-", " ").split() if word.isascii() and word.isalpha()]
            patterns.append((pattern, status, tuple(word[:_PREFIX].lower() for word in words if len(word) > _PREFIX)))
    for path in paths:
        name = shown_path(path)
        try:
            text = decode(read_bytes(path, name), name)
        except FaultError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            lower = line.lower()
            wanted = [(p, status) for p, status, starts in patterns if all(start in lower for start in starts)]
            if wanted:
                yield from _in_line(line, name, number, wanted, vocabulary)


def _in_line(line: str, name: str, number: int, wanted: list[tuple[Pattern, str]], vocabulary: Vocabulary) -> Iterator[Use]:
    words = split_words(line, [Span(0, len(line))], vocabulary)
    found = [
        (words.starts[match.first], words.ends[match.last], status)
        for pattern, status in wanted
        for place in range(len(words.starts))
        if (match := match_at(pattern, words, 0, place)) is not None
    ]
    end = -1
    for start, stop, status in sorted(found, key=lambda f: (f[0], -f[1])):
        if start >= end:  # the longest one counts
            yield Use(name, number, line[start:stop], status)
            end = stop
