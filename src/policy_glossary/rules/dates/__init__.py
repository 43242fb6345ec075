"""Dates, and the tense that goes with them: Chinese verbs have none, so an engine must guess it, and guesses the future."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.dates import MONTHS
from policy_glossary.language.inflection import past_form
from policy_glossary.matching.facts import Facts
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_MONTH = "|".join(MONTHS)
_WORD_OF_TIME = (
    rf"(?:the|early|late|mid|beginning|end|middle|course|first|second|third|fourth|half|quarters?|months?|years?|two|three|four|five|six|nine"
    rf"|spring|summer|autumn|fall|winter|of|and|to|through|\d{{1,2}}(?:st|nd|rd|th)?|{_MONTH})"
)
DATE = rf"(?:{_WORD_OF_TIME}[ ,-]+){{0,7}}(?:(?:19|20)\d\d\s?(?:and|to|or|-|–|through)\s?)?(?:19|20)\d\d"
_NEAR = 12  # years: of what is longer ago, English may tell in the present or the future ("In 1911 the dynasty falls")
# Parts of a year and the month with which they end.
_PERIODS = (
    (r"\bfirst (?:quarter|three months)\b", 3),
    (r"\b(?:first half|second quarter|first six months)\b", 6),
    (r"\bthird quarter\b", 9),
)
_PAST = {
    "show": "showed",
    "hit": "hit",
    "cost": "cost",
    "let": "let",
    "spread": "spread",
    "cast": "cast",
    "host": "hosted",
    "shed": "shed",
}


class PastLead(NamedTuple):
    """A sentence that begins with a date that was past when the text was written; `end` is where the date ends."""

    sentence: Span
    start: int
    end: int


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    return regex.compile(rf"(?P<lead>(?:In|On|By|During|Throughout|As of|At|From)\s+(?P<date>{DATE})),?\s+(?!and\b|to\b|[-–])")


def past_leads(facts: Facts) -> Iterator[PastLead]:
    """The sentences that begin with a past date; none if the day of writing is not known."""
    if facts.written is None:
        return
    for sentence in facts.sentence_spans:
        match = _lead().match(facts.visible, sentence.start, sentence.end)
        if match and is_past(match["date"], facts.written):
            yield PastLead(sentence, sentence.start, match.end())


def is_past(words: str, written: date) -> bool:
    """True if a date in words is over, but not for so long that it is history."""
    year = int(words[-4:])
    if year != written.year:
        return written.year - _NEAR <= year < written.year
    for period, last_month in _PERIODS:
        if regex.search(period, words):
            return last_month < written.month
    months = regex.findall(rf"(\d{{1,2}})?(?:st|nd|rd|th)?\s?\b({_MONTH})\b(?: (\d{{1,2}}))?", words)
    if not months or regex.search(r"half|quarter", words):
        return False
    before, name, after = months[-1]
    month, day = MONTHS.index(name) + 1, int(after or before or 31)
    return (month, day) < (written.month, written.day)


def past_of(verb: str) -> str:
    """The simple past of a verb."""
    return _PAST.get(verb) or past_form(verb)


def quoted(text: str) -> bool:
    """True if a quotation mark in a text is still open at its end."""
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")
