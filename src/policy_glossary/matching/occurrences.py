"""Which renderings of which concepts stand in a document, each place counted once.

Term hits are more than that: the glossary accepts broad words ("quality", "must", "continue") only so that they are never
reported, and several concepts may accept the same words. Such a hit says nothing of how a concept is rendered. Counted are
all renderings that are reported, and an accepted one if it can only stand for its concept: the longest accepted words at
their place, claimed by one concept alone, and no single common word other than the preferred term of a noun.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from policy_glossary.language.inflection import is_plural
from policy_glossary.language.words import Words
from policy_glossary.matching.matcher import TermHit
from policy_glossary.matching.pattern import Match
from policy_glossary.model.concept import Concept, PartOfSpeech, Status, Use
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span, SpanSet

_NAMING = (PartOfSpeech.NOUN, PartOfSpeech.NAME)
_USES: dict[Status, Use] = {status: Use(status) for status in Status if status is not Status.EXEMPT}


class Unlisted(NamedTuple):
    """A rendering of a concept that its entry does not list, found by other means than the index."""

    concept: Concept
    span: Span


class Occurrence(NamedTuple):
    """A rendering of a concept at a place.

    `rendering` is the form by which it is counted: the glossary's for a listed one, so that case, number, hyphens and
    quotation marks make no second rendering; the folded words for an unlisted one.
    """

    concept: Concept
    rendering: str
    use: Use
    span: Span
    replacement: str | None = None


def read_occurrences(words: Words, hits: Iterable[TermHit], unlisted: Iterable[Unlisted] = ()) -> list[Occurrence]:
    """The occurrences of a document, in text order. An unlisted rendering yields to a listed one that it overlaps."""
    hits = list(hits)
    found = [
        Occurrence(h.concept, h.term.text, _USES[h.term.status], h.span, h.term.replacement)
        for h in [*(h for h in hits if h.term.status.reported), *_telling(hits)]
    ]
    listed: defaultdict[str, list[Span]] = defaultdict(list)
    for occurrence in found:
        listed[occurrence.concept.id].append(occurrence.span)
    unlisted = list(unlisted)
    taken = {name: SpanSet(listed[name]) for name in {concept.id for concept, _ in unlisted}}
    for concept, span in unlisted:
        if not taken[concept.id].overlaps(span):
            found.append(Occurrence(concept, _folded(words, span), Use.UNLISTED, span))
    return sorted(found, key=lambda o: (o.span, o.concept.id, o.rendering))


def _telling(hits: list[TermHit]) -> list[TermHit]:
    """The accepted hits that can only stand for their concept, one for each place and concept."""
    places: defaultdict[tuple[int, int], list[TermHit]] = defaultdict(list)
    for hit in hits:
        if not hit.term.status.reported:
            places[hit.match.first, hit.match.last].append(hit)
    kept = []
    furthest = -1
    for _, claims in sorted(places.items(), key=lambda item: (item[0][0], -item[0][1])):
        match = claims[0].match
        if match.last <= furthest:  # inside longer accepted words
            continue
        furthest = match.last
        claim = _sole(claims)
        if claim is not None and _specific(claim, match):
            kept.append(claim)
    return kept


def _sole(claims: list[TermHit]) -> TermHit | None:
    """The hit of the one concept that claims a place; a preferred term outranks what others merely admit."""
    preferred = [hit for hit in claims if hit.term.status is Status.PREFERRED]
    ranked = sorted(preferred or claims, key=lambda hit: (hit.term.status is not Status.PREFERRED, hit.term.text))
    return ranked[0] if len({hit.concept.id for hit in ranked}) == 1 else None


def _specific(hit: TermHit, match: Match) -> bool:
    """True for several words, for a name or an abbreviation, and for the preferred term of a noun."""
    if match.last > match.first or not hit.term.text.islower():
        return True
    return hit.term.status is Status.PREFERRED and hit.concept.part_of_speech in _NAMING


def _folded(words: Words, span: Span) -> str:
    """The words at a span in small letters and the singular: one text for all ordinary forms of a rendering."""
    inside = words.keys[bisect_left(words.starts, span.start) : bisect_left(words.starts, span.end)]
    return " ".join(keys[1 if is_plural(keys[0]) else 0] for keys in inside)
