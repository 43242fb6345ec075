"""Claims: what the glossary asks of the English of a pair, for each of its Chinese terms, and how it was met.

A claim is one concept in one pair. It is met by any accepted wording in any ordinary form (`wordings`), by a short form that the
text itself has introduced, and, where the pair before has it in full, by a short form or a pronoun.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property

from policy_glossary.language.folding import fold_chinese
from policy_glossary.language.words import Words
from policy_glossary.matching.kinds import Kind, defined_terms, is_official, kind_of
from policy_glossary.matching.likely import Likely, LikelyPlaces
from policy_glossary.matching.matcher import Matcher, TermHit
from policy_glossary.matching.pattern import Ranges
from policy_glossary.matching.source_terms import SourceTerm
from policy_glossary.matching.wordings import Token, Wordings, has_short_form
from policy_glossary.model.bitext import Pair
from policy_glossary.model.concept import Concept, Status
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

LEAST_CONFIDENCE = 0.5  # of an alignment: below it nobody knows what stands beside what
_ENOUGH = 1 / 3  # share of the mentions in a pair that have to be rendered: pronouns and ellipsis stand for the rest
_RELATED = 0.5  # share of a term that words must render to be another wording of it
_CLEARLY = 0.75  # the same where the agreed wording stands beside it
_LONGEST = 2_000  # words of the English of a pair; a longer one says nothing of what stands beside what
_BACK = 3  # pairs within which a mention in full carries a short one
_PRONOUNS = frozenset("it its itself they their them he his him she her we our us ours this these such".split())
_GLOSSED = re.compile(r"\s*[(（]\s*[\"“‘']?(?:the\s+)?[\"“‘']?([A-Z][\w&./-]*(?:\s[A-Z][\w&./-]*){0,3})[\"”’']*\s*[)）]")


class Verdict(StrEnum):
    """How a claim was met."""

    MET = "met"  # by the preferred English, or a short form that the text introduced
    VARIANT = "variant"  # by another wording that the entry admits
    SHORT = "short"  # by a short form, a pronoun or nothing where the full form stands close before
    FEWER = "fewer"  # in some of the places only
    MISSING = "missing"  # what was agreed does not stand there, whether or not other words seem to stand for it
    DEPRECATED = "deprecated"
    UNTRANSLATED = "untranslated"

    @property
    def agreed(self) -> bool:
        """True if the English has what was agreed."""
        return self in (Verdict.MET, Verdict.VARIANT, Verdict.SHORT)


class Claim(NamedTuple):
    """One concept in one pair. `mentions` are its places in the Chinese, `places` the accepted English, in text order.

    `likely` are the words that seem to stand for it where it is not met: the deprecated or untranslated ones, or the likeliest ones
    with the share of the term that they render. `hits` are all deprecated renderings of the concept in the pair. `official`: it is the name of a body, a law, a programme or
    the like. `in_small_letters`: the likely words hold no capital.
    """

    pair: Pair
    concept: Concept
    kind: Kind
    verdict: Verdict
    mentions: tuple[SourceTerm, ...]
    places: tuple[Span, ...]
    likely: Likely | None = None
    hits: tuple[TermHit, ...] = ()
    official: bool = False
    in_small_letters: bool = False

    @property
    def nested(self) -> bool:
        """True if the term stands inside of longer terms only, whose claims say what there is to say."""
        return self.mentions[0].nested

    @property
    def reworded(self) -> bool:
        """True if other words than the agreed ones seem to stand for the term."""
        looked_for = self.verdict in (Verdict.MISSING, Verdict.FEWER)
        return looked_for and self.likely is not None and self.likely.share >= _RELATED

    @property
    def doubtful(self) -> bool:
        """True if every mention is, so that another word may be meant."""
        return all(mention.doubtful for mention in self.mentions)


def read_claims(document: Document, words: Words, found: Sequence[TermHit], matcher: Matcher, pairs: Sequence[Pair]) -> list[Claim]:
    """The claims of all pairs, in the order of the pairs and of the Chinese. `found` are all hits of the document's English."""
    return list(_Reader(document, words, found, matcher, pairs).claims())


class _Reader:
    def __init__(self, document: Document, words: Words, found: Sequence[TermHit], matcher: Matcher, pairs: Sequence[Pair]) -> None:
        self._document, self._words, self._matcher = document, words, matcher
        self._pairs = [pair for pair in pairs if pair.confidence >= LEAST_CONFIDENCE]
        self._wordings = Wordings()
        self._hits: defaultdict[str, list[TermHit]] = defaultdict(list)
        for hit in sorted(found, key=lambda hit: hit.span):
            self._hits[hit.concept.id].append(hit)
        self._shields = Ranges(hit.match for hit in found if not hit.term.status.reported)
        self._defined = defined_terms(pair.zh for pair in self._pairs)
        self._introduced: defaultdict[str, list[str]] = defaultdict(list)  # short forms that the English gives for a concept
        self._met: dict[str, int] = {}  # the last pair in which a concept was met

    @cached_property
    def _likely(self) -> LikelyPlaces:
        return LikelyPlaces()

    def claims(self) -> Iterator[Claim]:
        for number, pair in enumerate(self._pairs):
            mentions: defaultdict[tuple[int, ...], list[SourceTerm]] = defaultdict(list)
            for term in self._matcher.source_terms.find(pair.zh):
                mentions[term.concepts].append(term)
            text = self._tokens(pair)
            if mentions and text and len(text) <= _LONGEST:
                yield from self._of_pair(number, pair, mentions, text)

    def _of_pair(
        self, number: int, pair: Pair, mentions: dict[tuple[int, ...], list[SourceTerm]], text: list[Token]
    ) -> Iterator[Claim]:
        judged = []
        for concepts, places in mentions.items():
            outer = [term for term in places if not term.nested]
            claim = self._judge(pair, [self._matcher.index.concept(n) for n in concepts], concepts, tuple(outer or places), text)
            judged.append((concepts, claim))
            if claim.places and claim.verdict is not Verdict.DEPRECATED:
                self._met[claim.concept.id] = number
        taken = [span for _, claim in judged if claim.verdict.agreed and not claim.nested for span in claim.places]
        for concepts, claim in judged:
            if claim.verdict is Verdict.MISSING:
                carried = number - self._met.get(claim.concept.id, -_BACK - 1) <= _BACK
                yield self._without(claim, concepts, text, taken, carried=carried)
            elif claim.verdict.agreed and not claim.nested and len(claim.places) < len(claim.mentions):
                yield self._with_second(claim, concepts, text, taken)
            else:
                yield claim

    def _tokens(self, pair: Pair) -> list[Token]:
        starts = self._words.starts
        first, last = bisect_left(starts, pair.span.start), bisect_left(starts, pair.span.end)
        return self._wordings.read(self._document.visible, self._words, first, last)

    def _judge(
        self,
        pair: Pair,
        concepts: list[Concept],
        numbers: tuple[int, ...],
        mentions: tuple[SourceTerm, ...],
        text: list[Token],
    ) -> Claim:
        concept = concepts[0]
        hits = [hit for c in concepts for hit in self._hits_within(c, pair.span)]
        reported = tuple(hit for hit in hits if hit.term.status.reported and not self._shields.contain(hit.match))
        preferred = [hit.span for hit in hits if hit.term.status is Status.PREFERRED]
        admitted = [hit.span for hit in hits if hit.term.status is Status.ADMITTED]
        wordings = self._accepted(numbers)
        kind = kind_of(concept, wordings, self._defined, mentions)
        if len(preferred) + len(admitted) < len(mentions):
            first = [c.preferred for c in concepts] + self._introduced[concept.id]
            preferred += [span for wording in first for span in self._wordings.places(wording, text)]
            admitted += [span for wording in wordings if wording not in first for span in self._wordings.places(wording, text)]
        places = _distinct([*preferred, *admitted])
        self._introduce(concept, places)
        verdict = Verdict.VARIANT if places and not set(places) & set(preferred) else Verdict.MET
        claim = Claim(pair, concept, kind, verdict, mentions, tuple(places), official=is_official(wordings, mentions[0].zh))
        if reported and len(places) < len(mentions):
            return claim._replace(verdict=Verdict.DEPRECATED, likely=Likely(reported[0].span, 1.0), hits=reported)
        if len(places) >= len(mentions) * _ENOUGH:
            return claim
        if places:
            return claim._replace(verdict=Verdict.FEWER)
        left = _left_in_chinese(self._document.visible, pair.span, mentions)
        if left is not None:
            return claim._replace(verdict=Verdict.UNTRANSLATED, likely=Likely(left, 1.0))
        return claim._replace(verdict=Verdict.MISSING)

    def _hits_within(self, concept: Concept, span: Span) -> list[TermHit]:
        hits = self._hits[concept.id]
        first = bisect_left(hits, span.start, key=lambda hit: hit.span.start)
        last = bisect_left(hits, span.end, lo=first, key=lambda hit: hit.span.start)
        return [hit for hit in hits[first:last] if hit.span.end <= span.end]

    def _accepted(self, numbers: tuple[int, ...]) -> tuple[str, ...]:
        terms = [term for number in numbers for term in self._matcher.index.terms(number)]
        return tuple(dict.fromkeys(term.text for term in terms if term.status in (Status.PREFERRED, Status.ADMITTED)))

    def _introduce(self, concept: Concept, places: Sequence[Span]) -> None:
        """Keep the short form that follows an accepted wording in brackets: (SMEs), (the "Fund")."""
        for span in places:
            match = _GLOSSED.match(self._document.visible, span.end)
            if match and match[1] not in self._introduced[concept.id]:
                self._introduced[concept.id].append(match[1])

    def _without(self, claim: Claim, numbers: tuple[int, ...], text: list[Token], taken: list[Span], *, carried: bool) -> Claim:
        """A claim that no accepted wording meets. It may be `carried` by the full form in a pair just before."""
        forms = [form for wording in self._accepted(numbers) for form in self._wordings.forms(wording)]
        if carried and any(has_short_form(form, text) for form in forms):
            return claim._replace(verdict=Verdict.SHORT)
        likely = self._find(claim, numbers, text, taken)
        if likely is not None and likely.share >= _RELATED:
            small = not any(character.isupper() for character in self._document.visible[slice(*likely.span)])
            return claim._replace(likely=likely, in_small_letters=small)
        if carried and any(token.raw.lower() in _PRONOUNS for token in text):
            return claim._replace(verdict=Verdict.SHORT)
        return claim._replace(likely=likely)

    def _with_second(self, claim: Claim, numbers: tuple[int, ...], text: list[Token], taken: list[Span]) -> Claim:
        """A claim that was met in some places; in another, other words may clearly stand for the term."""
        likely = self._find(claim, numbers, text, taken)
        if likely is None or likely.share < _CLEARLY or " " not in self._document.visible[slice(*likely.span)].strip():
            return claim
        return claim._replace(verdict=Verdict.FEWER, likely=likely)

    def _find(self, claim: Claim, numbers: tuple[int, ...], text: list[Token], taken: list[Span]) -> Likely | None:
        agreed = [form for wording in self._accepted(numbers) for form in self._wordings.forms(wording)]
        return self._likely.find(claim.mentions[0].zh, agreed, text, taken)


def _distinct(spans: Sequence[Span]) -> list[Span]:
    """Spans in text order, of those that overlap the longest."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept)


def _left_in_chinese(text: str, span: Span, mentions: Sequence[SourceTerm]) -> Span | None:
    """Where the Chinese of a term stands in the English, in either script."""
    if text.isascii():
        return None
    folded = fold_chinese(text[slice(*span)])
    for mention in mentions:
        at = folded.find(fold_chinese(mention.zh))
        if at >= 0 and not mention.zh.isascii():
            return Span(span.start + at, span.start + at + len(mention.zh))
    return None
