"""English dates: months, the days beside them, years, decades."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.quantity import Found, Kind, Reading
from policy_glossary.model.text import Span

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_NUMBERS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DAY = r"(?P<{}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d.%])"
_BEFORE, _AFTER = _DAY.format("before"), _DAY.format("after")
_TO = r"(?:\s?[-–]\s?(?P<to>[12]\d|3[01]|[1-9])(?:th)?\b(?!\d))?"
_DATE = rf"(?:(?<![\d.,]){_BEFORE}(?:(?: of)? |-))?\b(?P<month>{_MONTH})\b\.?(?:[ ,]*{_AFTER}(?!,\d\d\d){_TO})?"
_YEAR = r"(?<![\d.,$£€¥/-])(?P<year>1[6-9]\d\d|20\d\d)(?P<s>['’]?s)?(?![\d%]|[.,]\d|-\d{3}|,\d{3})(?:[-–/](?P<short>\d\d)(?!\d))?"
# "may" and "march" are words as well: a month has a day, a year or a word of time beside it, or begins the text.
_TIME_BEFORE = r"\b(?:in|by|since|until|early|mid|late|last|next|of|and|to|from|#)[ -]$|(?:^|\n)$"
_TIME_AFTER = r" (?:\d{4}|and|to|this|last)\b|,"


def date_parts(text: str) -> Iterator[Found]:
    """The parts of dates, each a quantity of its own."""
    for match in regex.finditer(_DATE, text):
        if not _is_month(text, match):
            continue
        month = Reading.exact(Kind.MONTH, _NUMBERS[match["month"][:3].lower()])
        yield Found(*match.span("month"), Span(*match.span("month")), (month,))
        for name in ("before", "after", "to"):
            if match[name]:
                yield _found(match, name, Kind.DAY, float(match[name]))
    for match in regex.finditer(_YEAR, text):
        year = float(match["year"])
        if match["s"]:
            decade = Reading.exact(Kind.DECADE, year)
            yield Found(match.start(), match.end("s"), Span(*match.span("year")), (decade,))
            continue
        yield _found(match, "year", Kind.YEAR, year)
        if match["short"]:
            second = _found(match, "short", Kind.YEAR, year - year % 100 + float(match["short"]))
            yield second._replace(readings=(second.readings[0], Reading.exact(Kind.NUMBER, float(match["short"]))))
    for match in regex.finditer(r"(?<!\w)['’]?(?P<n>[1-9]0)['’]?s\b", text):
        decades = tuple(Reading.exact(Kind.DECADE, century + float(match["n"])) for century in (1900, 2000, 1800))
        age = Reading(Kind.NUMBER, float(match["n"]), float(match["n"]) + 9)
        yield Found(*match.span(), Span(*match.span("n")), (*decades, age), firm=False)


def _is_month(text: str, match: re.Match[str]) -> bool:
    if match["month"] not in ("May", "Mar") or match["before"] or match["after"]:
        return True
    before, after = text[max(0, match.start("month") - 8) : match.start("month")], text[match.end() : match.end() + 6]
    return bool(regex.search(f"(?i){_TIME_BEFORE}", before) or regex.match(_TIME_AFTER, after))


def _found(match: re.Match[str], name: str, kind: Kind, value: float) -> Found:
    place = match.span(name)
    return Found(*place, Span(*place), (Reading.exact(kind, value), Reading.exact(Kind.NUMBER, value)))
