"""What rules may know of a document, each part made once, when a rule first asks for it."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cached_property
from itertools import islice, pairwise
from weakref import WeakMethod

from policy_glossary.language.dates import document_date
from policy_glossary.language.sentences import Sentences
from policy_glossary.language.words import Words
from policy_glossary.matching.aligner.candidates import Candidate
from policy_glossary.matching.contexts import Contexts
from policy_glossary.matching.genre import Genre, reads_as_policy_prose
from policy_glossary.matching.matcher import Matcher, TermHit
from policy_glossary.matching.pattern import Match
from policy_glossary.matching.presence import Present
from policy_glossary.matching.stretches import Stretches
from policy_glossary.matching.unlisted import Alignment, Shields, standing
from policy_glossary.matching.word_places import WordPlaces
from policy_glossary.model.bitext import Pair
from policy_glossary.model.concept import Status
from policy_glossary.model.document import TRANSPARENT, Block, Document
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple
from policy_glossary.model.text import Span, SpanSet

if TYPE_CHECKING:
    from policy_glossary.matching.claims import Claim
    from policy_glossary.matching.kinship import Kinship
    from policy_glossary.matching.occurrences import Occurrence
    from policy_glossary.matching.quantities import Comparison


def _in_small_letters(text: str) -> str:
    """A text in small letters, each at the place of its capital; ſ, ı and İ, which match s and i without regard to case, are written so."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().replace("ſ", "s").replace("ı", "i")  # no other letter is two in small letters


class Circumstances(NamedTuple):
    """What the caller knows of a document: its genre, and the day on which it was written."""

    genre: Genre = Genre.AUTO
    written: date | None = None


class Line(NamedTuple):
    """One line of the file without its line end; `text` is what can be seen of it (masks are stand-ins)."""

    span: Span
    text: str


class Facts:
    """The facts of one document under one glossary. Everything in `visible` has the offsets of the file.

    `pairs` hold the Chinese beside the English, in text order, if it is at hand.
    """

    def __init__(self, document: Document, matcher: Matcher, circumstances: Circumstances, pairs: tuple[Pair, ...] = ()) -> None:
        self.document = document
        self.pairs = pairs
        self._matcher = matcher
        self._circumstances = circumstances
        self.present: Present | None = None  # what the document holds of what rules look for, if known

    @property
    def visible(self) -> str:
        """The text with stand-ins for what is no prose; the same length as the file's text."""
        return self.document.visible

    @cached_property
    def lowered(self) -> str:
        """The visible text in small letters, with the offsets of the file; ſ is s, and ı and İ are i, as to patterns that ignore case."""
        return _in_small_letters(self.visible)

    @cached_property
    def folded(self) -> str:
        """The visible text with the capitals of ASCII as small letters, each in its place."""
        return self.visible.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")

    @cached_property
    def places(self) -> WordPlaces:
        """The runs of the letters a to z of the visible text in small letters, and where they begin; patterns can be tried there."""
        return WordPlaces(self.visible, self.lowered)

    @cached_property
    def words(self) -> Words:
        """The words of all blocks, articles left out."""
        return self._matcher.words(self.document)

    @cached_property
    def sentences(self) -> Sentences:
        """Sentences and blocks by offset."""
        return Sentences(self.document)

    @cached_property
    def sentence_spans(self) -> list[Span]:
        """All sentences, in text order."""
        return [span for block in self.document.blocks for span in self.sentences.of(block)]

    @cached_property
    def body_sentences(self) -> list[Span]:
        """Sentences of running text: of paragraphs that are no headings and have at least 18 words."""
        return [span for block in self.body for span in self.sentences.of(block)]

    @cached_property
    def body(self) -> list[Block]:
        """Paragraphs of running text: no headings, at least 18 words."""
        return [b for b in self.document.blocks if not b.heading and len(self.visible[slice(*b.span)].split()) >= 18]

    @cached_property
    def lines(self) -> list[Line]:
        """All lines that are not blank, also those outside of blocks, without the marks of headings and lists in front."""
        starts = [*self.document.source.line_starts(), len(self.visible) + 1]
        lines = []
        for start, end in pairwise(starts):
            text = self.visible[start:end].rstrip("\r\n")
            words = text.lstrip(f"{TRANSPARENT} \t") if text.startswith(TRANSPARENT) else text
            if words.strip():
                lines.append(Line(Span(start + len(text) - len(words), start + len(text)), words))
        return lines

    @cached_property
    def stretches(self) -> Stretches:
        """The pieces of the text by the scope of a pattern: sentences, paragraphs (also of "text"), headings, lines."""
        pieces = WeakMethod(self._pieces)  # no cycle: what a text takes is free at its end
        return Stretches(self.visible, self.lowered, pieces, self.places, self.present)

    def _pieces(self, scope: str) -> list[Span]:
        if scope == "line":
            return [line.span for line in self.lines]
        if scope == "sentence":
            return self.sentence_spans
        return [block.span for block in self.document.blocks if block.heading or scope != "heading"]

    @cached_property
    def term_hits(self) -> list[TermHit]:
        """Listed and accepted renderings of the glossary's concepts, in text order."""
        if not self.policy_prose:
            return self._plain_hits
        return self._matcher.hits(self._matches, self._contexts, genre=True)

    def in_term(self, span: Span) -> bool:
        """True if a rendering of the glossary, listed or accepted, overlaps a span."""
        return self._terms.overlaps(span)

    def renders(self, span: Span) -> bool:
        """True if a deprecated rendering of the glossary, which is told with its answer, shares a good part of a span."""
        deprecated, longest = self._deprecated
        begins = bisect_left(deprecated, (span.start - longest, 0))
        for first, last in islice(deprecated, begins, bisect_left(deprecated, (span.end, 0))):
            shared = min(last, span.end) - max(first, span.start)
            if 2 * shared > min(last - first, span.end - span.start):
                return True
        return False

    @cached_property
    def _deprecated(self) -> tuple[list[Span], int]:
        """The deprecated renderings in text order, and the length of the longest."""
        spans = sorted(hit.span for hit in self.term_hits if hit.term.status is Status.DEPRECATED)
        return spans, max((span.end - span.start for span in spans), default=0)

    @cached_property
    def _terms(self) -> SpanSet:
        return SpanSet(hit.span for hit in self.term_hits)

    @cached_property
    def reported_terms(self) -> SpanSet:
        """The listed renderings that are reported."""
        return SpanSet(hit.span for hit in self.term_hits if hit.term.status.reported)

    @cached_property
    def _contexts(self) -> Contexts:
        return self._matcher.contexts(self.document, self.words, self.sentences)

    @cached_property
    def _plain_hits(self) -> list[TermHit]:
        return self._matcher.hits(self._matches, self._contexts, genre=False)

    @cached_property
    def quoted_alignments(self) -> list[Alignment]:
        """Quoted renderings that no list holds, in text order: none overlaps a reported one or accepted English."""
        return self._standing(self._matcher.aligner.quoted(self.document, self.words, prose=self.policy_prose))

    @cached_property
    def unquoted_alignments(self) -> list[Alignment]:
        """The same without quotation marks, in policy prose only; none overlaps a quoted one.

        A concept that the text has been found to use, by a listed or a quoted rendering, needs less evidence.
        """
        if not self.policy_prose:
            return []
        known = [hit.concept for hit in self.term_hits if hit.term.status.reported]
        known += [alignment.concept for alignment in self.quoted_alignments if alignment.excess >= 0]
        self._shields.add(self.quoted_alignments)
        candidates = self._matcher.aligner.unquoted(self.words, self._matcher.index.numbers(known), self._shields.taken)
        return self._standing(candidates)

    @property
    def alignments(self) -> list[Alignment]:
        """Renderings that no list holds, quoted and unquoted, in text order."""
        return sorted([*self.quoted_alignments, *self.unquoted_alignments], key=lambda alignment: alignment.span)

    @cached_property
    def kinship(self) -> Kinship:
        """Which English words can render the same Chinese, as far as dictionaries know."""
        from policy_glossary.matching.kinship import read_kinship  # few runs ask

        return read_kinship()

    @cached_property
    def _shields(self) -> Shields:
        return Shields(self._matches, self.term_hits)

    def _standing(self, candidates: list[Candidate]) -> list[Alignment]:
        index, text = self._matcher.index, self.document.source.text
        index.read_concepts(candidate.lattice.concept for candidate in candidates)
        return standing(candidates, self._shields, index.concept, self._contexts.allow, text, self.words)

    @cached_property
    def quantities(self) -> list[tuple[Pair, Comparison]]:
        """The Chinese quantities of all pairs held against the English, in text order; English places are offsets of the text."""
        if not self.pairs:
            return []
        from policy_glossary.matching.quantities import compare_pairs  # only where the Chinese is at hand

        return compare_pairs(self.visible, self.pairs)

    @property
    def known(self) -> list[Match]:
        """Where terms of the glossary stand, of whatever status and in whatever context."""
        return [hit.match for hit in self._matches]

    @cached_property
    def _matches(self) -> list[TermHit]:
        return self._matcher.found(self.document, self.words)

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """Renderings by concept, listed and unlisted, each place counted once."""
        from policy_glossary.matching.occurrences import Unlisted, read_occurrences  # few runs ask

        return read_occurrences(self.words, self.term_hits, (Unlisted(a.concept, a.span) for a in self.alignments))

    @cached_property
    def claims(self) -> list[Claim]:
        """What the glossary asks of the English of each pair, and how it was met; empty without the Chinese."""
        from policy_glossary.matching.claims import read_claims  # few runs have the Chinese

        return read_claims(self.document, self.words, self._matches, self._matcher, self.pairs)

    @cached_property
    def proved(self) -> frozenset[tuple[str, Span]]:
        """Deprecated renderings whose Chinese stands beside them: ids of concepts, and places. Empty without the Chinese."""
        return frozenset((claim.concept.id, hit.span) for claim in self.claims for hit in claim.hits) if self.pairs else frozenset()

    @cached_property
    def policy_prose(self) -> bool:
        """True if the text is, or is said to be, Chinese policy prose in translation: the gate of soft rules."""
        genre = self._circumstances.genre
        if genre is Genre.AUTO:
            listed = len({hit.term for hit in self._plain_hits if hit.term.status is Status.DEPRECATED})
            return reads_as_policy_prose(self.visible, self.words.total, listed)
        return genre is Genre.POLICY

    @cached_property
    def written(self) -> date | None:
        """The day on which the text was written, as far as it is known: given, or read from a date line."""
        return self._circumstances.written or document_date(self.document.source.text)
