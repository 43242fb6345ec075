"""From words to term hits: match, apply contexts, let the longest win, let accepted renderings shield."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from policy_glossary.language.sentences import Sentences
from policy_glossary.language.words import Gap, Vocabulary, Words, first_word, read_words
from policy_glossary.matching.aligner.find import Aligner
from policy_glossary.matching.index import IndexedTerm, Keys, TermIndex
from policy_glossary.matching.pattern import Match, Pattern, Ranges, compile_pattern, match_at
from policy_glossary.matching.presence import Presence
from policy_glossary.matching.quotes import with_inner_quotes
from policy_glossary.model.concept import Concept, Status, Term
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import Span

if TYPE_CHECKING:
    from policy_glossary.matching.source_terms import SourceTerms


class TermHit(NamedTuple):
    """A term of a concept in a document. `span` is the words and the quotation marks that belong to them alone."""

    concept: Concept
    term: Term
    span: Span
    match: Match


class _Claim(NamedTuple):
    """A term filed under a word or pair of words, with what settles most places without comparing all of it.

    The word at `offset` from the pair's first has one of the base forms `wanted`, if there are any. `widest` is the widest gap
    within a pair that is the whole term (the least for a single word), else None.
    """

    indexed: IndexedTerm
    offset: int
    wanted: frozenset[str]
    widest: Gap | None


class Matcher:
    """Finds the terms of one compiled glossary in documents; reads each part of the glossary once."""

    def __init__(self, index: TermIndex) -> None:
        self._index = index
        self._vocabulary = Vocabulary()
        self._contexts: dict[str, Pattern | None] = {}
        self._first: dict[str, Keys] = {}  # base forms of the first word of a context phrase
        self._filed: dict[tuple[Keys, Keys | None], tuple[_Claim, ...]] = {}
        self._presence = Presence(())

    def presence(self, rules: tuple[Rule, ...]) -> Presence:
        """What tells which texts that these rules need stand in a document; kept as long as the rules stay the same."""
        if self._presence.rules is not rules:
            self._presence = Presence(rules)
        return self._presence

    def concepts(self) -> Iterator[Concept]:
        """All concepts of the glossary, without their terms."""
        return self._index.concepts()

    def words(self, document: Document) -> Words:
        """The words of a document, with this matcher's store of base forms."""
        return read_words(document, self._vocabulary)

    def found(self, document: Document, words: Words) -> list[TermHit]:
        """All matches of terms, whether they count or not."""
        matches = list(self._matches(words))
        self._index.read_concepts(indexed.concept for indexed, _ in matches)
        return [self._hit(document, words, indexed, match) for indexed, match in matches]

    def hits(self, found: list[TermHit], document: Document, words: Words, sentences: Sentences, genre: bool) -> list[TermHit]:
        """Of what was found all that counts, in text order: reported renderings in force and accepted ones, no exempt phrases.

        `unless` looks at the sentence; `when`, which concerns suspects alone, at the paragraph, and in a heading at
        the whole document. Where the document itself is Chinese policy prose (`genre`), it speaks for the Chinese sense of
        a suspect of two words or more.
        """
        places: list[_Places] = []
        hits = [h for h in found if not h.term.status.reported or self._in_context(h, document, words, sentences, places, genre)]
        return resolve(_nearest_forms(hits, words))

    def considered(self, document: Document, words: Words, sentences: Sentences, genre: bool) -> list[tuple[TermHit, str]]:
        """Renderings that stand in the text and are not reported, each with the reason; for explanations."""
        hits = self.found(document, words)
        places: list[_Places] = []
        standing = {(h.concept.id, h.match) for h in self.hits(hits, document, words, sentences, genre)}
        shields = [h for h in hits if not h.term.status.reported]
        told = []
        for hit in hits:
            if not hit.term.status.reported:
                told.append((hit, "accepted" if hit.term.status is not Status.EXEMPT else "an exempt phrase"))
            elif (hit.concept.id, hit.match) not in standing:
                shield = next((s for s in shields if s.match.first <= hit.match.first and hit.match.last <= s.match.last), None)
                if not self._in_context(hit, document, words, sentences, places, genre):
                    why = "its context (when, unless) does not speak for the Chinese sense"
                elif shield is not None:
                    why = f'it lies inside "{shield.term.text}", which is {shield.term.status} for {shield.concept.zh}'
                else:
                    why = "a longer rendering at this place is reported"
                told.append((hit, why))
        return told

    def _matches(self, words: Words) -> Iterator[tuple[IndexedTerm, Match]]:  # noqa: C901 - the innermost loop, written out
        """All matches, by the place of the word at which the term is filed."""
        known, keys, gaps = self._filed, words.keys, words.gaps
        pairs = list(pairwise(keys))
        new: set[tuple[Keys, Keys | None]] = {pair for pair in pairs if pair not in known}
        new.update(single for single in ((k, None) for k in set(keys)) if single not in known)
        for place, filed in self._index.filed(new).items():
            known[place] = tuple(_claim(indexed, *place) for indexed in filed)
        total = len(keys)
        for number, pair in enumerate(pairs):
            for indexed, offset, wanted, widest in known[pair]:
                if widest is not None:
                    if gaps[number + 1] <= widest:
                        yield indexed, Match(number, number + 1)
                    continue
                if wanted:
                    position = number + offset
                    if not 0 <= position < total or wanted.isdisjoint(keys[position]):
                        continue
                match = match_at(indexed.pattern, words, indexed.anchor, number)
                if match is not None:
                    yield indexed, match
        for number, key in enumerate(keys):
            for indexed, _, _, widest in known[key, None]:
                match = Match(number, number) if widest is not None else match_at(indexed.pattern, words, indexed.anchor, number)
                if match is not None:
                    yield indexed, match

    def _hit(self, document: Document, words: Words, indexed: IndexedTerm, match: Match) -> TermHit:
        span = Span(words.starts[match.first], words.ends[match.last])
        if indexed.term.status.reported:
            span = with_inner_quotes(document.source.text, span)
        return TermHit(self._index.concept(indexed.concept), indexed.term, span, match)

    def in_context(self, hit: TermHit, document: Document, words: Words, sentences: Sentences) -> bool:
        """True if the contexts of the hit's concept do not speak against it."""
        return self._in_context(hit, document, words, sentences, [], genre=False)

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

    def _in_context(
        self, hit: TermHit, document: Document, words: Words, sentences: Sentences, places: list[_Places], genre: bool
    ) -> bool:
        concept = hit.concept
        needed = concept.when if hit.term.status is Status.SUSPECT and not (genre and hit.match.literal_words > 1) else ()
        if not needed and not concept.unless:
            return True
        if not places:
            places.append(_Places(words))
        start = hit.span.start
        if concept.unless and places[0].match(self._phrases(concept.unless, places[0]), sentences.sentence_at(start), hit):
            return False
        if not needed:
            return True
        block = sentences.block_at(start)
        paragraph = Span(0, len(document.source.text)) if block.heading else block.span
        return places[0].match(self._phrases(needed, places[0]), paragraph, hit)

    def _phrases(self, phrases: tuple[str, ...], places: _Places) -> Iterator[Pattern]:
        """Those context phrases, compiled, whose first word stands in the document at all; few do."""
        for phrase in phrases:
            first = self._first.get(phrase)
            if first is None:
                word = first_word(phrase)
                first = self._first[phrase] = self._vocabulary.keys(word) if word else ()
            if not places.holds(first):
                continue
            if phrase not in self._contexts:
                self._contexts[phrase] = compile_pattern(phrase, self._vocabulary)
            pattern = self._contexts[phrase]
            if pattern is not None:
                yield pattern


class _Places:
    """Where each base form stands in a document: made when the first context is asked for."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, keys in enumerate(words.keys):
            for key in keys:
                self._numbers[key].append(number)

    def holds(self, keys: Keys) -> bool:
        """True if a word with one of these base forms stands anywhere in the document."""
        return any(key in self._numbers for key in keys)

    def match(self, patterns: Iterable[Pattern], within: Span, hit: TermHit) -> bool:
        """True if one of the patterns stands within the span, and not in the rendering's own words."""
        starts = self._words.starts
        first, last = bisect_left(starts, within.start), bisect_left(starts, within.end)
        for pattern in patterns:
            for key in pattern.elements[0].keys:
                if key not in self._numbers:
                    continue
                numbers = self._numbers[key]
                for number in numbers[bisect_left(numbers, first) : bisect_left(numbers, last)]:
                    match = match_at(pattern, self._words, 0, number)
                    if match is None or match.last >= last:
                        continue
                    if hit.match.wildcards or match.last < hit.match.first or match.first > hit.match.last:
                        return True
        return False


def _nearest_forms(hits: list[TermHit], words: Words) -> list[TermHit]:
    """Of renderings with answers of their own that differ in inflection alone ("leads", "leading"), the one nearest to the text."""

    def strange(hit: TermHit) -> int:
        raw = {word.lower() for word in words.raw[hit.match.first : hit.match.last + 1]}
        return sum(word not in raw for word in hit.term.text.lower().replace("-", " ").split())

    nearest: dict[tuple[str, str, Match], TermHit] = {}
    for hit in hits:
        place = hit.concept.id, hit.term.status.value if hit.term.replacement is not None else hit.term.text, hit.match
        if place not in nearest or strange(hit) < strange(nearest[place]):
            nearest[place] = hit
    return list(nearest.values())


def _claim(indexed: IndexedTerm, first: Keys, second: Keys | None) -> _Claim:
    """What a term under which these words are filed (they may share its key by chance) claims of them and of their neighbours."""
    elements, anchor = indexed.pattern.elements, indexed.anchor
    plain = [element.exact is None and not element.wildcard for element in elements]
    own = (first,) if second is None else (first, second)
    if len(elements) == len(own) and all(plain):
        if all(not set(element.keys).isdisjoint(keys) for element, keys in zip(elements, own, strict=True)):
            return _Claim(indexed, 0, frozenset(), elements[-1].widest)
        return _Claim(indexed, -1, frozenset(("\0",)), None)  # never
    end = next((n for n, element in enumerate(elements) if element.wildcard), len(elements))
    others = [n for n in range(end) if plain[n] and not anchor <= n < anchor + len(own)]
    if not others:
        return _Claim(indexed, 0, frozenset(), None)
    nearest = min(others, key=lambda n: abs(n - anchor))
    return _Claim(indexed, nearest - anchor, frozenset(elements[nearest].keys), None)


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
    reported.sort(key=lambda h: (-h.match.literal_words, h.match.first, h.term.status.value, h.concept.id, h.term.text))
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
