"""The phrases of one English document that look like terms and that the glossary does not know.

A phrase is left out where a term of the glossary covers all of its words, and where its end would cut such a term in two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from policy_glossary.language.noun_phrases import counted_form, is_empty, may_begin, may_end
from policy_glossary.language.quotations import quotations
from policy_glossary.language.words import Gap
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.name_phrases import name_runs
from policy_glossary.model.candidate import Kind, Phrase, PhrasePlace, Phrases
from policy_glossary.model.document import Block
from policy_glossary.model.text import Span

LONGEST_QUOTATION = 8  # words
LONGEST_TERM = 6  # words
_INNER = ("of", "and")  # may stand within a term
_EXCERPT = 60  # code points on either side of a phrase
_TITLE_CASE = 0.6  # share of capitals among the longer words of a short block from which on it is a heading in title case
_TITLE_LENGTH = 25  # words
_JOINED = re.compile(r"[\s\-‐‑–]+")
_PEOPLES = re.compile(r"['’]s\s+")  # a possessive ends a term, but not the name of a People's Congress
_BRACKETED_CHINESE = re.compile(r"[\"”’]?\s?[(（][“\"]?([\u3400-\u9fff]{2,20})[”\"]?[)）]")
_SUM = re.compile(r"(?<![\w.+=-])(?:\d{1,2}(?:\+(?:\d{1,3}|[NXn]))+|[NX]\+[NX\d])(?![\w+=%])")
_CODE = re.compile(r"(?!(?:19|20)\d\d$)\d{3,4}$")
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|thousand|million|hundreds|thousands|millions|dual|double|triple"
_NUMBERS = frozenset(_NUMBER.split("|")[1:11])
_COUNTING = re.compile(rf"(?:{_NUMBER})\b(?! (?:way|day|week|year|third|more|or|to|of the)s?\b)(?=.*[\w-])", re.IGNORECASE)
_GRAND = frozenset("major key big great grand new special strategic pillar core leading main".split())


def document_phrases(facts: Facts, *, once: bool = True) -> Phrases:
    """The phrases of one document: the map of an extraction, and of a report.

    `once=False` leaves out terms that nothing but their recurrence speaks for if they stand here only once: in large
    collections these are nearly all there is to remember.
    """
    reader = _Reader(facts)
    reader.read()
    return Phrases(facts.words.total, reader.phrases(least=1 if once else 2))


class _Reader:
    """One document, word by word. Lists are indexed by word number."""

    def __init__(self, facts: Facts) -> None:
        self._document = facts.document
        self._text = facts.visible
        self._words = words = facts.words
        self._alignments = facts.alignments
        self._lower = [raw.lower() for raw in words.raw]
        self._covered = [False] * len(words.raw)
        self._inside = [False] * (len(words.raw) + 1)  # a known term stands on both sides of this word's start
        for match in facts.known:
            taken = {number for first, end in match.wildcards for number in range(first, end)}
            for number in range(match.first, match.last + 1):
                self._covered[number] |= number not in taken
                self._inside[number] |= number > match.first and not taken
        self._joined, self._hyphen = self._borders()
        self._found: dict[str, list[tuple[int, int, Kind]]] = {}
        self._taken: set[tuple[int, int]] = set()

    def _borders(self) -> tuple[list[bool], list[bool]]:
        """For each word: does it follow the one before it with only a blank or a hyphen between; is it a hyphen?"""
        joined, hyphen = [], []
        previous = 0
        for number, start in enumerate(self._words.starts):
            between = self._text[previous:start]
            plain = self._words.gaps[number] is Gap.JOIN and self._words.articles[number] < 0
            peoples = number > 0 and self._words.raw[number - 1] == "People" and _PEOPLES.fullmatch(between) is not None
            joined.append(plain and (between == " " or peoples or _JOINED.fullmatch(between) is not None))
            hyphen.append(joined[-1] and not peoples and not between.isspace())
            previous = self._words.ends[number]
        return joined, [*hyphen, False]

    def read(self) -> None:
        seen: set[str] = set()
        for block in self._document.blocks:
            text = self._text[slice(*block.span)]
            if text in seen:  # a title that stands twice
                continue
            seen.add(text)
            first, end = self._numbers(block.span)
            self._quotations(block)
            self._slogans(block, first, end)
            if not block.heading and not self._in_title_case(first, end):
                for run in name_runs(self._words, self._joined, self._hyphen, first, end):
                    self._note(*run, Kind.NAME)
            self._terms(first, end)

    def _numbers(self, span: Span) -> tuple[int, int]:
        """The first word of a span and the one after its last."""
        return bisect_left(self._words.starts, span.start), bisect_left(self._words.starts, span.end)

    def _in_title_case(self, first: int, end: int) -> bool:
        longer = [raw for raw in self._words.raw[first:end] if len(raw) > 3 and raw[0].isalpha()]
        return end - first <= _TITLE_LENGTH and sum(raw[0].isupper() for raw in longer) > _TITLE_CASE * len(longer)

    def _quotations(self, block: Block) -> None:
        for span in quotations(self._text, block.span):
            first, end = self._numbers(span)
            if not 0 < end - first <= LONGEST_QUOTATION or any(g >= Gap.SLASH for g in self._words.gaps[first + 1 : end]):
                continue
            inside = self._text[slice(*span)].strip()
            counts = _COUNTING.match(inside) or _CODE.match(inside) or _SUM.match(inside)
            if counts or any(len(word) > 2 and not is_empty(word) for word in self._lower[first:end]):
                self._note(first, end - 1, Kind.SLOGAN if counts else Kind.QUOTED)

    def _slogans(self, block: Block, first: int, end: int) -> None:
        for match in _SUM.finditer(self._text, *block.span):
            start, after = self._numbers(Span(*match.span()))
            self._note(start, after - 1, Kind.SLOGAN)
        for number in range(first, end - 2):
            if self._lower[number] in _NUMBERS and self._lower[number + 1] in _GRAND and self._joined[number + 1]:
                last = self._plural_after(number + 1, end)
                if last:
                    self._note(number, last, Kind.SLOGAN)

    def _plural_after(self, number: int, end: int) -> int | None:
        """The last plural noun of the phrase that goes on behind an adjective, at most four words on."""
        last = None
        for k in range(number + 1, min(number + 5, end)):
            if not self._joined[k] or is_empty(self._lower[k]):
                break
            if may_end(self._lower[k]) and counted_form(self._lower[k]) != self._lower[k]:
                last = k
        return last

    def _terms(self, first: int, end: int) -> None:
        """Runs of two to six words with nothing but blanks and hyphens between them and content words at both ends."""
        for start in range(first, end):
            if self._inside[start] or self._hyphen[start] or not self._begins(start):
                continue
            for last in range(start + 1, min(start + LONGEST_TERM, end)):
                word = self._lower[last]
                if (
                    not self._joined[last]
                    or not word[0].isalpha()
                    or (is_empty(word) and word not in _INNER and not self._compound(last))
                ):
                    break
                if may_end(word) and self._is_whole(start, last):
                    self._note(start, last, Kind.TERM)

    def _begins(self, number: int) -> bool:
        word = self._lower[number]
        return word[0].isalpha() and (may_begin(word) or self._hyphen[number + 1])

    def _compound(self, number: int) -> bool:
        return self._hyphen[number] or self._hyphen[number + 1]

    def _is_whole(self, first: int, last: int) -> bool:
        """False if the end cuts something, for a lone compound such as "high-level", and for names, which have their own rules."""
        if self._inside[last + 1] or self._hyphen[last + 1] or all(self._hyphen[first + 1 : last + 1]):
            return False
        return not all(raw[0].isupper() for raw in self._words.raw[first : last + 1])

    def _note(self, first: int, last: int, kind: Kind) -> None:
        if (first, last) in self._taken or all(self._covered[first : last + 1]):
            return
        self._taken.add((first, last))
        key = " ".join(counted_form(raw) for raw in self._words.raw[first : last + 1])
        self._found.setdefault(key, []).append((first, last, kind))

    def phrases(self, least: int) -> dict[str, Phrase]:
        return {
            key: self._phrase(places)
            for key, places in self._found.items()
            if len(places) >= least or any(kind is not Kind.TERM for _, _, kind in places)
        }

    def _phrase(self, places: Sequence[tuple[int, int, Kind]]) -> Phrase:
        forms = Counter(self._form(first, last) for first, last, _ in places)
        first, last, _ = min(places)
        return Phrase(
            occurrences=len(places),
            documents=1,
            words=last + 1 - first,
            kinds=dict(Counter(kind.value for _, _, kind in places)),
            forms=dict(forms),
            first=self._place(first, last),
            chinese=dict(Counter(self._chinese(places))),
            renders=dict(Counter(self._renders(places))),
        )

    def _form(self, first: int, last: int) -> str:
        """The words as they stand, articles between them included, on one line."""
        return " ".join(self._text[self._words.starts[first] : self._words.ends[last]].split())

    def _place(self, first: int, last: int) -> PhrasePlace:
        source, start, end = self._document.source, self._words.starts[first], self._words.ends[last]
        line = self._document.place(Span(start, end)).line
        block = self._document.block_at(start)
        low, high = (block.span.start, max(end, block.span.end)) if block is not None else (0, len(source.text))
        before, after = source.text[max(low, start - _EXCERPT) : start], source.text[end : min(high, end + _EXCERPT)]
        before = before if start - _EXCERPT <= low else before.partition(" ")[2]
        after = after if end + _EXCERPT >= high else after.rpartition(" ")[0]
        return PhrasePlace(source.name, line, " ".join((before + source.text[start:end] + after).split()))

    def _chinese(self, places: Sequence[tuple[int, int, Kind]]) -> Iterator[str]:
        """Chinese in brackets right behind the phrase."""
        for _, last, _ in places:
            match = _BRACKETED_CHINESE.match(self._document.source.text, self._words.ends[last])
            if match:
                yield match[1]

    def _renders(self, places: Sequence[tuple[int, int, Kind]]) -> Iterator[str]:
        """Concepts of the glossary that the aligner takes the phrase, or most of it, to render."""
        for first, last, _ in places:
            for alignment in self._alignments:
                begin, end = alignment.hit.match.first, alignment.hit.match.last
                if first <= begin and end <= last and (end + 1 - begin) * 2 > last + 1 - first:
                    yield f"{alignment.concept.zh} ({alignment.concept.id})"
