"""Unlisted renderings that stand: of the aligner's candidates those that no shield or context speaks against, one for each place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from policy_glossary.language.quotations import cuts_quotation
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.aligner.align import Kind
from policy_glossary.matching.aligner.candidates import Candidate
from policy_glossary.matching.aligner.tokens import token_kind
from policy_glossary.matching.matcher import TermHit
from policy_glossary.matching.pattern import Match
from policy_glossary.matching.quotes import with_inner_quotes
from policy_glossary.model.concept import Concept, Status, Term
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span


class Evidence(NamedTuple):
    """Words of the text that render a slot of the Chinese."""

    words: str
    chinese: str


class Alignment(NamedTuple):
    """An unlisted rendering of a concept. `margin` (over the next concept) and `excess` (over the threshold) are in nats.

    `chinese` is the term or variant that they render, `missing` are slots of it that nothing renders; `shared` says that one word
    has to render two. `hit` is the rendering as a term hit, so that it can be replaced like a listed one.
    """

    hit: TermHit
    margin: float
    excess: float
    quoted: bool
    chinese: str
    evidence: tuple[Evidence, ...]
    missing: tuple[str, ...]
    shared: bool

    @property
    def concept(self) -> Concept:
        """The concept that the words are taken to render."""
        return self.hit.concept

    @property
    def of_variant(self) -> bool:
        """True if a variant of the term is rendered, for which the English of the term may not be right: 盘活存量土地 is no asset."""
        return self.chinese != self.concept.zh

    @property
    def span(self) -> Span:
        """The words, with quotation marks that belong to them alone."""
        return self.hit.span


def standing(
    candidates: Iterable[Candidate],
    shields: Shields,
    concept_of: Callable[[int], Concept],
    in_context: Callable[[TermHit], bool],
    text: str,
    words: Words,
) -> list[Alignment]:
    """The candidates that nothing speaks against, in text order.

    Of those that overlap the one with the highest score stands, where how far it is over its threshold counts as much as the score itself.
    """
    kept: list[Alignment] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.score - c.excess, c.last - c.first, c.first)):
        place = range(candidate.first, candidate.last + 1)
        concept = concept_of(candidate.lattice.concept)
        spoken = place if candidate.quoted else sorted({word for word, _ in candidate.pairs})
        if not taken.isdisjoint(place) or shields.cover(spoken, concept):
            continue
        if _is_part_of_term(words, candidate.first, candidate.last, concept):
            continue
        if not candidate.quoted and (
            _crosses(text, words.starts[candidate.first], words.ends[candidate.last])
            or _cuts_compound(text, words, candidate.first, candidate.last)
        ):
            continue
        alignment = _alignment(candidate, concept, text, words)
        if in_context(alignment.hit):
            taken.update(place)
            kept.append(alignment)
    return sorted(kept, key=lambda a: a.span)


def _is_part_of_term(words: Words, first: int, last: int, concept: Concept) -> bool:
    """True if the term itself goes on with these words: "statutory retirement age" of "raise the statutory retirement age"."""
    spoken = " ".join(word.lower() for word in words.raw[first : last + 1])
    return f" {spoken} " in f" {concept.preferred.lower()} "


def _crosses(text: str, start: int, end: int) -> bool:
    """True if a quotation begins or ends among the words, or a hyphen binds one of them to a word outside: "high-[quality industry]"."""
    return text[start - 1 : start] == "-" or text[end : end + 1] == "-" or cuts_quotation(text, Span(start, end))


def _cuts_compound(text: str, words: Words, first: int, last: int) -> bool:
    """True if a compound ends words that begin before it, and its noun follows: "change of [village-level] committees"."""
    begin = last
    while begin > first and text[words.starts[begin] - 1] == "-":
        begin -= 1
    following = last + 1
    if not first < begin < last or following == len(words.raw) or words.gaps[following] is not Gap.JOIN:
        return False
    return words.articles[following] < 0 and token_kind(words.keys[following]) is Kind.CONTENT


def _alignment(candidate: Candidate, concept: Concept, text: str, words: Words) -> Alignment:
    first, last = candidate.first, candidate.last
    # The words by their base forms: the replacement takes up what the text's forms add to them.
    listed = Term(" ".join(keys[-1] for keys in words.keys[first : last + 1]), Status.DEPRECATED)
    span = with_inner_quotes(text, Span(words.starts[first], words.ends[last]))
    slots = candidate.lattice.slots
    rendered: dict[str, list[str]] = {}
    for word, slot in candidate.pairs:
        rendered.setdefault(slots[slot], []).append(words.raw[word].lower())
    by_words: dict[str, list[str]] = {}
    for chinese in dict.fromkeys(slots):
        if chinese in rendered:
            by_words.setdefault(" ".join(dict.fromkeys(rendered[chinese])), []).append(chinese)
    evidence = tuple(Evidence(english, "/".join(found)) for english, found in by_words.items())
    missing = tuple(slot for slot in dict.fromkeys(slots) if slot not in rendered)
    hit = TermHit(concept, listed, span, Match(first, last))
    shared = len({word for word, _ in candidate.pairs}) < len({slot for _, slot in candidate.pairs})
    chinese = next((zh for zh in (concept.zh, *concept.zh_variants) if _han(zh) == "".join(slots)), concept.zh)
    return Alignment(hit, candidate.margin, candidate.excess, candidate.quoted, chinese, evidence, missing, shared)


def _han(chinese: str) -> str:
    """The characters of a term that a lattice is made of."""
    return "".join(character for character in chinese if "\u3400" <= character <= "\u9fff")


def _goes_on(term: str) -> bool:
    """True if a noun that stands behind "of" ends a term: what follows in a text belongs to that noun."""
    words = term.split()
    return len(words) > 2 and words[-2] == "of"


class Shields:
    """What of a text is spoken for: by terms that the glossary lists, and by alignments that stand already.

    `found` are all matches of the glossary's terms, `counted` those that count after contexts and shields.
    """

    def __init__(self, found: Iterable[TermHit], counted: Iterable[TermHit]) -> None:
        self.taken: set[int] = set()
        """The numbers of the words that are reported as renderings."""
        self._take(hit for hit in counted if hit.term.status.reported)
        self._others = sorted(
            {(hit.match.first, hit.match.last, hit.concept.id, hit.term.status.reported, hit.term.text) for hit in found}
        )
        self._firsts = [first for first, _, _, _, _ in self._others]
        self._longest = max((last + 1 - first for first, last, _, _, _ in self._others), default=0)

    def add(self, alignments: Iterable[Alignment]) -> None:
        """Let the words of alignments be spoken for from now on."""
        self._take(alignment.hit for alignment in alignments)

    def _take(self, hits: Iterable[TermHit]) -> None:
        for hit in hits:
            self.taken.update(range(hit.match.first, hit.match.last + 1))

    def cover(self, spoken: Sequence[int], concept: Concept) -> bool:
        """True if the glossary itself says what words are that are taken for a concept; `spoken` are the numbers of those that speak for it.

        So it does where one of them is reported; where a listed or accepted term of the same concept stands among them;
        and where an accepted or innocent phrase holds all of them or most of them, or runs across their border; but "number of
        enterprises" says nothing of the enterprises that the words behind it make up with them.
        """
        first, last = spoken[0], spoken[-1]
        if not self.taken.isdisjoint(range(first, last + 1)):
            return True
        number = bisect_right(self._firsts, last) - 1
        while number >= 0 and self._firsts[number] > first - self._longest:
            begin, end, owner, reported, term = self._others[number]
            number -= 1
            if end < first or (begin < end == first < last and owner != concept.id and _goes_on(term)):
                continue
            inside = first <= begin and end <= last
            if owner == concept.id:
                return True
            held = bisect_right(spoken, end) - bisect_left(spoken, begin)
            if not reported and (not inside or (begin < end and 2 * held > len(spoken))):
                return True
        return False
