"""What the contexts of a concept say of a place: the phrases that must stand near a rendering (`when`), or must not (`unless`)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from enum import Enum
from functools import cached_property

from policy_glossary.language.sentences import Sentences
from policy_glossary.language.words import Vocabulary, Words, first_word
from policy_glossary.matching.pattern import Match, Pattern, compile_pattern, match_at
from policy_glossary.model.concept import Status
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import TYPE_CHECKING
from policy_glossary.model.text import Span

if TYPE_CHECKING:
    from policy_glossary.matching.matcher import TermHit


class Phrases:
    """The context phrases of a glossary, compiled when a document first may hold them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._patterns: dict[str, Pattern | None] = {}
        self._first: dict[str, tuple[str, ...]] = {}

    def first(self, phrase: str) -> tuple[str, ...]:
        """The base forms of the first word of a phrase; none if it has no words."""
        found = self._first.get(phrase)
        if found is None:
            word = first_word(phrase)
            found = self._first[phrase] = self._vocabulary.keys(word) if word else ()
        return found

    def pattern(self, phrase: str) -> Pattern | None:
        """A phrase compiled, or None if it has no words."""
        if phrase not in self._patterns:
            self._patterns[phrase] = compile_pattern(phrase, self._vocabulary)
        return self._patterns[phrase]


class _Against(Enum):
    """What speaks against the Chinese sense of a rendering."""

    NOTHING = 0
    NO_SUPPORT = 1  # no phrase of `when` stands near
    EXCLUDED = 2  # a phrase of `unless` does


class Contexts:
    """Says of hits in one document whether the contexts of their concepts let them count.

    `unless` looks at the sentence; `when`, which concerns suspects alone, at the paragraph, and in a heading at the whole document.
    """

    def __init__(self, phrases: Phrases, document: Document, words: Words, sentences: Sentences) -> None:
        self.words = words
        self._phrases = phrases
        self._document = document
        self._sentences = sentences
        self._standing: dict[tuple[str, ...], list[Pattern]] = {}
        self._told: dict[tuple[str, Match, bool], _Against] = {}

    def allow(self, hit: TermHit, genre: bool = False) -> bool:
        """True if nothing speaks against a hit. In Chinese policy prose (`genre`) a suspect of two words or more needs no `when`."""
        concept = hit.concept
        suspect = hit.term.status is Status.SUSPECT
        if not concept.unless and not (suspect and concept.when):
            return True
        asked = concept.id, hit.match, suspect
        told = self._told.get(asked)
        if told is None:
            told = self._told[asked] = self._against(hit, suspect)
        return told is _Against.NOTHING or (genre and told is _Against.NO_SUPPORT and hit.match.literal_words > 1)

    def cut(self, hit: TermHit) -> bool:
        """True if a hyphen binds the first word of a hit to a word in front of it: "pay-[price standards]"."""
        start, text = self.words.starts[hit.match.first], self._document.source.text
        return text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha()

    def _against(self, hit: TermHit, suspect: bool) -> _Against:
        concept, start = hit.concept, hit.span.start
        if concept.unless and self._match(concept.unless, self._sentences.sentence_at(start), hit):
            return _Against.EXCLUDED
        if not suspect or not concept.when:
            return _Against.NOTHING
        block = self._sentences.block_at(start)
        paragraph = Span(0, len(self._document.source.text)) if block.heading else block.span
        return _Against.NOTHING if self._match(concept.when, paragraph, hit) else _Against.NO_SUPPORT

    @cached_property
    def _numbers(self) -> defaultdict[str, list[int]]:
        """Where each base form stands in the document."""
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, keys in enumerate(self.words.keys):
            for key in keys:
                numbers[key].append(number)
        return numbers

    def _patterns(self, phrases: tuple[str, ...]) -> list[Pattern]:
        """Those phrases, compiled, whose first word stands in the document at all; few do."""
        found = self._standing.get(phrases)
        if found is None:
            absent = self._numbers.keys().isdisjoint
            patterns = (self._phrases.pattern(phrase) for phrase in phrases if not absent(self._phrases.first(phrase)))
            found = self._standing[phrases] = [pattern for pattern in patterns if pattern is not None]
        return found

    def _match(self, phrases: tuple[str, ...], within: Span, hit: TermHit) -> bool:
        """True if one of the phrases stands within the span, and not in the rendering's own words."""
        patterns = self._patterns(phrases)
        if not patterns:
            return False
        starts = self.words.starts
        first, last = bisect_left(starts, within.start), bisect_left(starts, within.end)
        for pattern in patterns:
            for key in pattern.elements[0].keys:
                numbers = self._numbers.get(key, ())
                for number in numbers[bisect_left(numbers, first) : bisect_left(numbers, last)]:
                    match = match_at(pattern, self.words, 0, number)
                    if match is None or match.last >= last:
                        continue
                    if hit.match.wildcards or match.last < hit.match.first or match.first > hit.match.last:
                        return True
        return False
