"""What rules may know of a document, each part made once, when a rule first asks for it."""

from __future__ import annotations

from functools import cached_property

from policy_glossary.language.sentences import Sentences
from policy_glossary.language.words import Words
from policy_glossary.matching.matcher import Matcher, TermHit
from policy_glossary.model.document import Document


class Facts:
    """The facts of one document under one glossary."""

    def __init__(self, document: Document, matcher: Matcher) -> None:
        self.document = document
        self._matcher = matcher

    @cached_property
    def words(self) -> Words:
        """The words of all blocks."""
        return self._matcher.words(self.document)

    @cached_property
    def sentences(self) -> Sentences:
        """Sentences and blocks by offset."""
        return Sentences(self.document)

    @cached_property
    def term_hits(self) -> list[TermHit]:
        """Listed and accepted renderings of the glossary's concepts, in text order."""
        return self._matcher.hits(self.document, self.words, self.sentences)
