"""Where the terms of a concept stand in texts, right or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes, shown_path
from policy_glossary.language.words import Vocabulary, split_words
from policy_glossary.matching.pattern import Pattern, compile_pattern, match_at
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import FaultError
from policy_glossary.model.text import LINE_END, Span

_SUFFIXES = (".txt", ".md")


class Use(NamedTuple):
    """A term of a concept in a text: the file, the line, the words as they stand, and what they are for the concept."""

    concept: str
    file: str
    line: int
    words: str
    status: str


def text_files(folder: Path) -> list[Path]:
    """The plain texts of a folder, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES) if folder.is_dir() else []


class Terms:
    """Terms of concepts, ready to be found in texts: (concept, text, status) each."""

    def __init__(self, terms: Iterable[tuple[str, str, str]]) -> None:
        self._vocabulary = Vocabulary()
        self._first: dict[str, list[tuple[Pattern, str, str]]] = {}
        for concept, text, status in terms:
            pattern = compile_pattern(text, self._vocabulary)
            if pattern is not None:
                for key in pattern.elements[0].keys:
                    self._first.setdefault(key, []).append((pattern, concept, status))

    def uses(self, paths: Iterable[Path]) -> Iterator[Use]:
        """Every place of these terms in plain texts, the longest first where two meet. A file that cannot be read is passed over."""
        for path in paths:
            name = shown_path(path)
            try:
                text = decode(read_bytes(path, name), name)
            except FaultError:
                continue
            for number, line in enumerate(LINE_END.split(text), 1):
                yield from self._in_line(line, name, number)

    def _in_line(self, line: str, name: str, number: int) -> Iterator[Use]:
        words = split_words(line, [Span(0, len(line))], self._vocabulary)
        found = {
            (words.starts[match.first], words.ends[match.last], concept, status)
            for place, keys in enumerate(words.keys)
            for key in keys
            for pattern, concept, status in self._first.get(key, ())
            if (match := match_at(pattern, words, 0, place)) is not None
        }
        ends: dict[str, int] = {}
        for start, stop, concept, status in sorted(found, key=lambda f: (f[0], -f[1], f[2:])):
            if start >= ends.get(concept, 0):
                yield Use(concept, name, number, line[start:stop], status)
                ends[concept] = stop
