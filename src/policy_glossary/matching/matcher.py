"""From words to term hits: match, apply contexts, let the longest win, let accepted renderings shield."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain, compress, pairwise, repeat

from policy_glossary.language.inflection import is_plural
from policy_glossary.language.noun_heads import PREPOSITIONS, Number, number_of
from policy_glossary.language.sentences import Sentences
from policy_glossary.language.verb_phrases import Lead, lead
from policy_glossary.language.words import Vocabulary, Words, read_words
from policy_glossary.matching.aligner.find import Aligner
from policy_glossary.matching.contexts import Contexts, Phrases
from policy_glossary.matching.index import ANYWHERE, Claim, FiledWords, IndexedTerm, TermIndex
from policy_glossary.matching.pattern import Match, Ranges, match_at
from policy_glossary.matching.presence import Index, Presence
from policy_glossary.matching.quotes import with_inner_quotes
from policy_glossary.model.concept import Concept, PartOfSpeech, Status, Term
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import Span

if TYPE_CHECKING:
    from policy_glossary.matching.source_terms import SourceTerms

_ARTICLES = frozenset(("a", "an", "the"))
_BEFORE_ARTICLES = PREPOSITIONS | frozenset("and or nor but than not all both half such that which who whose when where".split())


class TermHit(NamedTuple):
    """A term of a concept in a document. `span` is the words and the quotation marks that belong to them alone."""

    concept: Concept
    term: Term
    span: Span
    match: Match


class Matcher:
    """Finds the terms of one compiled glossary in documents; reads each part of the glossary once."""

    def __init__(self, index: TermIndex) -> None:
        self._index = index
        self._vocabulary = Vocabulary()
        self._phrases = Phrases(self._vocabulary)
        self._filed: dict[FiledWords, tuple[Claim, ...]] = {}
        self._presence = Presence(())

    def presence(self, rules: tuple[Rule, ...], index: Index | None = None) -> Presence:
        """What tells which texts that these rules need, of which there may be an index, stand in a document.

        It is kept as long as the rules stay the same.
        """
        if self._presence.rules is not rules:
            self._presence = Presence(rules, index)
        return self._presence

    def concepts(self) -> Iterator[Concept]:
        """All concepts of the glossary, without their terms."""
        return self._index.concepts()

    def words(self, document: Document) -> Words:
        """The words of a document, with this matcher's store of base forms."""
        return read_words(document, self._vocabulary)

    def contexts(self, document: Document, words: Words, sentences: Sentences) -> Contexts:
        """What the contexts of concepts say of places in a document."""
        return Contexts(self._phrases, document, words, sentences)

    def found(self, document: Document, words: Words) -> list[TermHit]:
        """All matches of terms, whether they count or not."""
        matches = list(self._matches(words))
        self._index.read_concepts(indexed.concept for indexed, _ in matches)
        return [self._hit(document, words, indexed, match) for indexed, match in matches]

    def hits(self, found: list[TermHit], contexts: Contexts, genre: bool) -> list[TermHit]:
        """Of what was found all that counts, in text order: reported renderings in force and accepted ones, no exempt phrases.

        Where the document itself is Chinese policy prose (`genre`), it speaks for the Chinese sense of a suspect of two words or
        more.
        """
        hits = [
            hit
            for hit in found
            if not hit.term.status.reported
            or (contexts.allow(hit, genre) and not contexts.cut(hit) and not _has_object(hit, contexts.words))
        ]
        return resolve(_nearest_forms(hits, contexts.words))

    def considered(self, document: Document, words: Words, sentences: Sentences, genre: bool) -> list[tuple[TermHit, str]]:
        """Renderings that stand in the text and are not reported, each with the reason; for explanations."""
        hits = self.found(document, words)
        contexts = self.contexts(document, words, sentences)
        standing = {(h.concept.id, h.match) for h in self.hits(hits, contexts, genre)}
        shields = [h for h in hits if not h.term.status.reported]
        told = []
        for hit in hits:
            if not hit.term.status.reported:
                told.append((hit, "accepted" if hit.term.status is not Status.EXEMPT else "an exempt phrase"))
            elif (hit.concept.id, hit.match) not in standing:
                shield = next((s for s in shields if s.match.first <= hit.match.first and hit.match.last <= s.match.last), None)
                if not contexts.allow(hit, genre):
                    why = "its context (when, unless) does not speak for the Chinese sense"
                elif shield is not None:
                    why = f'it lies inside "{shield.term.text}", which is {shield.term.status} for {shield.concept.zh}'
                else:
                    why = "a longer rendering at this place is reported"
                told.append((hit, why))
        return told

    def _matches(self, words: Words) -> Iterator[tuple[IndexedTerm, Match]]:
        """All matches, by the place of the word at which the term is filed."""
        claims = self._claims(words)
        self._index.read_terms({claim.term for _, claim in claims})
        for number, (term, offset, _, widest) in claims:
            indexed = self._index.term(term)
            if widest is not None:
                yield indexed, Match(number, number + offset)
            elif match := match_at(indexed.pattern, words, indexed.anchor, number):
                yield indexed, match

    def _claims(self, words: Words) -> list[tuple[int, Claim]]:
        """The terms that may stand in a document, each with the number of the word at which it is filed."""
        known, keys, gaps = self._filed, words.keys, words.gaps
        neighbours: list[FiledWords] = [*pairwise(keys), *zip(keys, repeat(None))]
        filed = list(map(known.get, neighbours))
        if None in filed:
            known.update(self._index.filed({pair for pair in neighbours if pair not in known}))
            filed = list(map(known.get, neighbours))
        total, present = len(keys), set(chain.from_iterable(keys))
        standing = []
        numbered = zip(chain(range(total - 1), range(total)), filed, strict=False)
        for number, claims in compress(numbered, filed):
            for claim in claims or ():
                _, offset, wanted, widest = claim
                if widest is not None:
                    if offset and gaps[number + 1] > widest:
                        continue
                elif offset == ANYWHERE:
                    if wanted.isdisjoint(present):
                        continue
                elif wanted:
                    position = number + offset
                    if not 0 <= position < total or wanted.isdisjoint(keys[position]):
                        continue
                standing.append((number, claim))
        return standing

    def _hit(self, document: Document, words: Words, indexed: IndexedTerm, match: Match) -> TermHit:
        span = Span(words.starts[match.first], words.ends[match.last])
        if indexed.term.status.reported:
            span = with_inner_quotes(document.source.text, span)
        return TermHit(self._index.concept(indexed.concept), indexed.term, span, match)

    @property
    def index(self) -> TermIndex:
        """The compiled glossary."""
        return self._index

    @cached_property
    def aligner(self) -> Aligner:
        """The aligner of unlisted renderings over the same glossary."""
        return Aligner(self._index.lattices, self._index.size())

    @cached_property
    def source_terms(self) -> SourceTerms:
        """The Chinese terms of the same glossary."""
        from policy_glossary.matching.source_terms import SourceTerms  # only where the Chinese is at hand

        return SourceTerms(self._index)


def _has_object(hit: TermHit, words: Words) -> bool:
    """True if the words of a listed compound are a verb and its object: "lead the unit" is no "lead unit".

    An article among the words tells, unless it is listed, or follows a preposition or "and".
    """
    if hit.concept.part_of_speech is not PartOfSpeech.NOUN or hit.match.wildcards:
        return False
    for number in range(hit.match.first + 1, hit.match.last + 1):
        if words.articles[number] >= 0 and words.raw[number - 1].lower() not in _BEFORE_ARTICLES:
            answer = hit.term.replacement or hit.concept.preferred
            return _is_compound(hit.term.text) and _is_compound(answer) and number_of(answer) is not Number.MASS
    return False


def _is_compound(phrase: str) -> bool:
    """True for words that may be a noun with what qualifies it; not for those that a verb leads: "keep roads clear", "increase lending"."""
    words = phrase.lower().replace("-", " ").split()
    if words[0].endswith("ed") or not _ARTICLES.isdisjoint(words):
        return False
    return lead(phrase) is not Lead.VERB and not is_plural("".join(words[1:2]))


def _nearest_forms(hits: list[TermHit], words: Words) -> list[TermHit]:
    """Of terms that differ in inflection alone, the one nearest to the text: "leads" or "leading", "live room" or the exempt "living room"."""

    def strange(hit: TermHit) -> int:
        raw = {word.lower() for word in words.raw[hit.match.first : hit.match.last + 1]}
        raw |= _ARTICLES if hit.term.status is Status.EXEMPT else set()
        return sum(word not in raw for word in hit.term.text.lower().replace("-", " ").split())

    exempt = {(hit.concept.id, hit.match) for hit in hits if hit.term.status is Status.EXEMPT}
    nearest: dict[tuple[str, str, Match], TermHit] = {}
    reported: dict[tuple[str, Match], int] = {}
    for hit in hits:
        place = hit.concept.id, hit.term.status if hit.term.replacement is not None else hit.term.text, hit.match
        if place not in nearest or strange(hit) < strange(nearest[place]):
            nearest[place] = hit
            there = hit.concept.id, hit.match
            if hit.term.status.reported and there in exempt:
                reported[there] = min(strange(hit), reported.get(there, len(words.raw)))
    if not reported:
        return list(nearest.values())

    def as_near(hit: TermHit) -> bool:
        nearest_reported = reported.get((hit.concept.id, hit.match))
        return nearest_reported is None or strange(hit) <= nearest_reported

    return [hit for hit in nearest.values() if hit.term.status is not Status.EXEMPT or as_near(hit)]


def resolve(hits: list[TermHit]) -> list[TermHit]:
    """The hits that stand after conflicts are settled, in text order.

    A reported rendering yields to an accepted or exempt hit that contains it. If the same words are accepted for one
    concept and reported for another, neither is reported. Among overlapping reported renderings the one with most
    words of its own wins, then the leftmost, then the smaller concept id.
    """
    accepted: list[TermHit] = []
    reported: list[TermHit] = []
    for hit in hits:
        (reported if hit.term.status.reported else accepted).append(hit)
    shields = Ranges(h.match for h in accepted)
    reported = [h for h in reported if not shields.contain(h.match)]
    reported.sort(key=lambda h: (-h.match.literal_words, h.match.first, h.term.status, h.concept.id, h.term.text))
    kept: list[TermHit] = []
    taken: set[int] = set()
    for hit in reported:
        words = range(hit.match.first, hit.match.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(hit)
    winners = Ranges(h.match for h in kept)
    standing = [h for h in accepted if h.term.status is not Status.EXEMPT and not winners.contain(h.match)]
    return sorted(kept + standing, key=lambda h: (h.span, h.concept.id, h.term.text))
