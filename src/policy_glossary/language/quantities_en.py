"""Quantities in English: figures and number words with their scale, unit, bound and trend; every way to read what is torn apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from policy_glossary.language import regex
from policy_glossary.language.dates_en import date_parts
from policy_glossary.language.numerals_en import CARDINALS, ORDINALS, SCALE_WORD, Figure, Words, figures, number_words, scale_of
from policy_glossary.language.quantity import LARGEST, Bound, Found, Kind, Places, Quantity, Reading, Trend, Unit
from policy_glossary.language.units import DISCOUNT, english_currency, english_unit
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_PARTS = {"half": 2.0, "halves": 2.0, "third": 3.0, "quarter": 4.0, "fourth": 4.0} | {
    w: v for w, v in ORDINALS.items() if 5 <= v <= 20
}
_PART = rf"(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))})s?|halves"
_COUNT = rf"(?:an?|one|{'|'.join(sorted(CARDINALS, key=len, reverse=True))}|\d)"
_MULTIPLES = {
    "doubl": 2.0, "twice": 2.0, "twofold": 2.0, "tripl": 3.0, "trebl": 3.0, "thrice": 3.0, "quadrupl": 4.0, "quintupl": 5.0, "sextupl": 6.0,
}  # fmt: skip
_YEARS, _HOURS, _DAYS = Unit("years", "months", 12), Unit("hours", "duration", 60), Unit("days", "duration", 1440)
_SPELLS = (  # spans of time without a number
    ("a?round[ -]the[ -]clock", 24.0, _HOURS),
    ("(?:all )?year[ -]round|every day of the year", 365.0, _DAYS),
    ("half[ -](?:a[ -])?century", 50.0, _YEARS),
    ("quarter(?: of a |-)century", 25.0, _YEARS),
    ("(?:a|the|past|last|next|this|each|every|per) decade", 10.0, _YEARS),
    ("(?:a|the|past|last) century", 100.0, _YEARS),
    ("(?:a|per|each|every) fortnight", 14.0, _DAYS),
    ("full year", 1.0, _YEARS),
)
_ROMAN = {"II": 2.0, "III": 3.0, "IV": 4.0, "VI": 6.0, "VII": 7.0, "VIII": 8.0, "IX": 9.0, "XI": 11.0, "XII": 12.0, "XIII": 13.0}
_SOFT = r"\b(?:both|pair|dual|twin|couple|single|once|either)\b"
_SOFT_VALUES = {"single": 1.0, "once": 1.0}
_LARGEST = 1e12
_NOT = r"(?<!no )(?<!not )(?<!never )(?<!nor )"
_LOW = (
    rf"{_NOT}(?:(?:more|greater|higher|older|longer) than|over|above|exceed(?:s|ed|ing)?|in excess of|surpass(?:es|ed|ing)?|top(?:s|ped|ping)?)"
    r"|at least|(?:no|not) (?:less|fewer|lower) than|not below|upwards? of|a minimum of"
)
_HIGH = (
    rf"{_NOT}(?:(?:less|fewer|lower|younger|shorter) than|under|below)|(?:no|not|never) (?:be )?(?:more|higher|greater) than"
    r"|(?:no|not|never|cannot) (?:to )?(?:be )?exceed(?:ing)?|not (?:to )?(?:be )?above|at most|up to|nearly|almost|close to|within|a maximum of"
    r"|short of|approaching|approached"
)
_TO = r"(?: (?:about|around|some|approximately|the|a|an|total|of|by|RMB|HK\$|US\$|\$))*[ ~]*(?:RMB|HK\$|US\$|CNY|[$€£¥])?\s?$"
_LOW_AFTER = r"\+|[ -](?:or|and) (?:more|above|over|older|higher|greater)|(?: [a-z]+){0,3} (?:or|and) (?:more|above|older)\b"
_HIGH_AFTER = r" (?:or|and) (?:less|fewer|below|under|younger)|(?: [a-z]+){0,3} (?:or|and) (?:less|below|under)\b"
_HEDGE = r"(?:about|around|some|approximately|roughly|nearly|almost|over|more than|close to|estimated|circa|~|up to|than|least)"


class _Number(NamedTuple):
    start: int
    end: int
    value: float | None


def english_quantities(text: str) -> list[Quantity]:
    """The quantities of an English text in text order.

    Where figures can be read in several ways, quantities overlap; those that are only one of several readings are not firm.
    """
    text = regex.compile(r"[\d,.]{40,}").sub(lambda match: " " * len(match.group()), text)
    digits, worded = list(figures(text)), list(number_words(text))
    numbers = [_Number(f.start, f.end, f.value) for f in digits if f.whole] + [
        _Number(w.start, w.end, w.low) for w in worded if not w.ordinal
    ]
    found: list[Found] = []
    taken = Places()
    for item in chain(_percentages(text, numbers), _fractions(text), _multiples(text, numbers), date_parts(text)):
        if taken.free(item.start, item.end):
            taken.take(item.start, item.end)
            found.append(item)
    rest = [item for item in [*_figures(text, digits), *_words(text, worded)] if taken.free(item.start, item.end)]
    spread = _ranges(sorted([*found, *rest], key=lambda item: (item.start, -item.end)), text)
    sane = [item for item in [*spread, *_others(text)] if all(reading.high <= LARGEST for reading in item.readings)]
    return sorted((_quantity(text, item) for item in sane), key=lambda quantity: quantity.span)


def _percentages(text: str, numbers: Sequence[_Number]) -> Iterator[Found]:
    """99.8%, five per cent, 2.5 percentage points, 25 basis points."""
    sign = r"\s?-?\s?(?P<sign>%|％|‰|per ?cent(?!age)\b|percentage points?\b|percent points?\b|pps?\b|ppts?\b|basis points?\b|bps?\b|per mille\b|per thousand\b)(?P<points>[ -](?:percentage )?points?\b)?"
    for start, end, value in numbers:
        match = regex.compile(f"(?i){sign}").match(text, end)
        if match is None:
            continue
        word = match["sign"].lower()
        points = bool(match["points"]) or "point" in word or word.startswith(("pp", "bp"))
        factor = 0.0001 if word.startswith(("basis", "bp")) else 0.001 if word in ("‰", "per mille", "per thousand") else 0.01
        kind = Kind.POINTS if points else Kind.RATIO
        readings = () if value is None else (Reading.exact(kind, round(value * factor, 9)),)
        unit = DISCOUNT if regex.match(r"[ -](?:discount|off\b|price cut)", text[match.end() : match.end() + 12]) else None
        yield Found(start, match.end(), Span(start, end), readings, unit)


def _fractions(text: str) -> Iterator[Found]:
    """two-thirds, one fourth, a quarter of, half, 2/3, three in ten, 30 parts in a thousand."""
    for match in regex.finditer(
        rf"(?i)\b(?P<n>{_COUNT})\s?[-–]?\s?(?P<part>{_PART})\b(?! (?:of )?(?:century|quarter|\d{{4}}))", text
    ):
        part = match["part"].lower()
        parts = _PARTS.get(part) or _PARTS.get(part.removesuffix("s"))
        word = match["n"].lower()
        count = CARDINALS.get(word) or (float(word) if word.isdigit() else 1.0)
        if parts is None or (part in ORDINALS and count != 1) or text[: match.start()].endswith(" and "):
            continue
        readings = [Reading.exact(kind, round(count / parts, 9)) for kind in (Kind.RATIO, Kind.NUMBER)]
        ordinal = part in ORDINALS and word.startswith("a")  # a third party
        readings += [Reading.exact(Kind.ORDINAL, parts)] if ordinal else []
        yield Found(*match.span(), Span(*match.span()), tuple(readings), firm=parts > 2 and not ordinal)
    for match in regex.finditer(
        r"(?<![\d/.,])(?P<n>\d{1,2})/(?P<of>\d{1,3})(?![\d/])|(?P<n2>\w+)(?: [a-z]+)? (?:out of|in)(?: every)? (?P<of2>\w+)\b(?![,.]\d)",
        text,
    ):
        n, of = (_small(match["n"] or match["n2"]), _small(match["of"] or match["of2"]))
        if n and of and of > n and of in (2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000):
            yield Found(*match.span(), Span(*match.span()), (Reading.exact(Kind.RATIO, round(n / of, 9)),), firm=False)
    for match in regex.finditer(r"(?i)\b(?:half|halv(?:ed|ing|es?)|[½¼¾]|majority)\b|[½¼¾]", text):
        value = {"¼": 0.25, "¾": 0.75}.get(match.group(), 0.5)
        if not regex.match(r"(?i)[ -](?:a[ -])?(?:million|billion|dozen)", text[match.end() : match.end() + 12]):
            yield Found(
                *match.span(), Span(*match.span()), (Reading.exact(Kind.RATIO, value), Reading.exact(Kind.NUMBER, 0.5)), firm=False
            )


def _small(word: str | None) -> float:
    word = (word or "").lower()
    return float(word) if word.isdigit() and len(word) < 5 else CARDINALS.get(word) or {"hundred": 100.0}.get(word, 0.0)


def _multiples(text: str, numbers: Sequence[_Number]) -> Iterator[Found]:
    """doubled, threefold, 3.5 times."""
    for match in regex.finditer(r"(?i)\b(?:(doubl|tripl|trebl|quadrupl|quintupl|sextupl)(?:es?|ed|ing|y)|(twice|thrice))\b", text):
        times = Reading.exact(Kind.TIMES, _MULTIPLES[(match[1] or match[2]).lower()])
        yield Found(*match.span(), Span(*match.span()), (times,), firm=False)
    for start, end, value in numbers:
        behind = regex.compile(r"(?i)[ -]?fold\b|[ -]times?\b(?! of day)").match(text, end)
        if behind is not None and value is not None:
            yield Found(start, behind.end(), Span(start, end), (Reading.exact(Kind.TIMES, value),))
    for match in regex.finditer(r"(?i)\b(two|three|four|five|six|seven|eight|nine|ten)fold\b", text):
        times = Reading.exact(Kind.TIMES, CARDINALS[match[1].lower()])
        yield Found(*match.span(), Span(*match.span()), (times,))


def _figures(text: str, digits: Sequence[Figure]) -> Iterator[Found]:
    """Numbers in digits with what stands around them."""
    for figure in digits:
        before, after = text[max(0, figure.start - 2) : figure.start], text[figure.end : figure.end + 16]
        if figure.value is None:
            yield Found(figure.start, figure.end, Span(figure.start, figure.end), ())
            continue
        ordinal = regex.match(r"(?:st|nd|rd|th)\b", after)
        currency = english_currency(text, figure.start)
        scale, end = _scale(text, figure.end, currency is not None)
        named = currency[0] if currency else None
        start = currency[1] if currency else figure.start
        last = end
        if ordinal:
            last += ordinal.end()
        elif not regex.match(r"[A-Z](?![A-Za-z])", after) and (found := english_unit(text, end)):
            unit, last = found
            named = unit if unit.dimension != "money" or named is None or len(unit.currencies) < 2 else named
        clock = regex.match(r":\d\d", after) or regex.search(r"\d:$", before)
        glued = bool(regex.search(r"[A-Za-z][-–/]?$", before)) and currency is None
        glued = glued or (last == figure.end and bool(regex.match(r"[A-Za-z]", after)))
        value = round(figure.value * scale, 6)
        readings = [Reading.exact(Kind.ORDINAL if ordinal else Kind.NUMBER, value)]
        if scale == 1 and named is None and regex.match(r"m\b", after):
            readings.append(Reading.exact(Kind.NUMBER, value * 1e6))
        firm = (
            figure.whole
            and not glued
            and clock is None
            and not ordinal
            and not regex.search(
                r"(?:No\.?|Article|Chapter|Section|Phase|Chart|Table|Note|Figure|Part) ?$",
                text[max(0, figure.start - 9) : figure.start],
            )
        )
        yield Found(start, last, Span(figure.start, end), tuple(readings), named, firm)


def _scale(text: str, end: int, money: bool) -> tuple[float, int]:
    """What the scale words behind a figure multiply it by, and where they end."""
    value = 1.0
    while (
        value < _LARGEST
        and (match := regex.compile(rf"(?i)[ \u00a0\u202f-]?({SCALE_WORD})(?!(?-i:[a-z]))").match(text, end)) is not None
    ):
        value, end = value * scale_of(match[1]), match.end()
    if value == 1 and (
        match := regex.compile(r"[ ]?(?:k|K|b|B|M)(?![A-Za-z])" if not money else r" ?(?:k|K|b|B|m|M)(?![A-Za-z])").match(text, end)
    ):
        letter = match.group().strip().lower()
        value, end = {"k": 1e3, "m": 1e6, "b": 1e9}[letter], match.end()
    return value, end


def _words(text: str, worded: Sequence[Words]) -> Iterator[Found]:
    """Numbers in words with their unit."""
    for words in worded:
        kind = Kind.ORDINAL if words.ordinal else Kind.NUMBER
        currency = english_currency(text, words.start)
        of = 3 if text.startswith(" of ", words.end) else 0
        unit, end = english_unit(text, words.end + of) or (currency[0] if currency else None, words.end)
        yield Found(words.start, end, Span(words.start, words.end), (Reading(kind, words.low, words.high),), unit, words.firm)


def _others(text: str) -> Iterator[Found]:
    """Words that may stand for a number, and Roman numerals: never taken for a wrong one."""
    for match in regex.finditer(rf"(?i){_SOFT}", text):
        value = _SOFT_VALUES.get(match.group().lower(), 2.0)
        yield Found(*match.span(), Span(*match.span()), (Reading.exact(Kind.NUMBER, value),), firm=False)
    for match in regex.finditer(r"(?i)\b(?:full(?:y)?|all|entire(?:ly)?|every|universal(?:ly)?)\b", text):
        yield Found(*match.span(), Span(*match.span()), (Reading.exact(Kind.RATIO, 1.0),), firm=False)
    for match in regex.finditer(r"(?i)\b(?:mid-|early |late )?(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b", text):
        age = CARDINALS[f"{match[1].lower()}y"]
        yield Found(*match.span(), Span(*match.span()), (Reading(Kind.NUMBER, age, age + 9),), firm=False)
    for match in regex.finditer(r"(?i)\b(?:per|an?|each|every|the)(?= )", text):
        if (found := english_unit(text, match.end())) is not None:
            place = Span(match.start(), found[1])
            yield Found(*place, place, (Reading.exact(Kind.NUMBER, 1.0),), found[0], firm=False)
    for form, value, unit in _SPELLS:
        for match in regex.finditer(rf"(?i)\b(?:{form})\b", text):
            yield Found(*match.span(), Span(*match.span()), (Reading.exact(Kind.NUMBER, value),), unit, firm=False)
    for match in regex.finditer(rf"\b(?:{'|'.join(_ROMAN)})\b", text):
        yield Found(*match.span(), Span(*match.span()), (Reading.exact(Kind.ORDINAL, _ROMAN[match.group()]),), firm=False)


def _ranges(found: list[Found], text: str) -> list[Found]:
    """The first of "5 to 8 million" and of "3-4%" takes a second reading with the scale, kind and unit of the second."""
    spread = list(found)
    for number in range(len(found) - 2, -1, -1):
        first, second = spread[number], spread[number + 1]
        between = text[first.end : second.start]
        if not regex.fullmatch(r"\s?(?:[-–—~/]|to|and|or|,)\s?", between) or len(first.readings) != 1 or not second.readings:
            continue
        head = regex.match(r"[\d.,]*\d", text[second.figure.start : second.figure.end])
        first_number = regex.fullmatch(r"[\d.,]*\d", text[first.figure.start : first.end])
        if head is None or first_number is None or first.readings[0].kind is not Kind.NUMBER:
            continue
        factor = second.readings[0].low / max(float(head.group().replace(",", "")), 1e-9)
        other = Reading.exact(second.readings[0].kind, round(first.readings[0].low * factor, 9))
        readings = first.readings if other == first.readings[0] else (*first.readings, other)
        behind = second.unit if second.start == second.figure.start else None
        spread[number] = first._replace(readings=readings, unit=first.unit or behind)
        if second.unit is None and first.start < first.figure.start:  # HK$8.1–8.3
            spread[number + 1] = second._replace(unit=first.unit)
    return spread


def _quantity(text: str, found: Found) -> Quantity:
    before, after = text[max(0, found.start - 40) : found.start], text[found.end : found.end + 40]
    bound = Bound.NONE
    if regex.search(rf"(?i)\b(?:{_HIGH}){_TO}", before) or regex.match(f"(?i){_HIGH_AFTER}", after):
        bound = Bound.UNDER
    elif regex.search(rf"(?i)\b(?:{_LOW}){_TO}", before) or regex.match(f"(?i){_LOW_AFTER}", after):
        bound = Bound.OVER
    hedged = bound is not Bound.NONE or bool(regex.search(rf"(?i)\b{_HEDGE}{_TO}", before))
    place = Span(found.start, found.end)
    return Quantity(place, found.figure, text[slice(*place)], found.readings, found.unit, found.firm, bound, Trend.NONE, hedged)
