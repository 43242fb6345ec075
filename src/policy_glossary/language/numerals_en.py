"""English figures and number words: what digits with commas, points and blanks may mean, and what words mean.

Machines tear digits apart ("63,00", "87, 000", "June 12,87,000 people"): each way to read them is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.quantity import Places
from policy_glossary.model.light_typing import NamedTuple

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
CARDINALS = {word: float(n) for n, word in enumerate(_UNITS.split())} | {w: 20.0 + 10 * n for n, w in enumerate(_TENS.split())}
ORDINALS = {word: float(n) for n, word in enumerate(_ORDINALS.split())}
ORDINALS |= {f"{word[:-1]}ieth": value for word, value in CARDINALS.items() if value >= 20}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MISSPELT = {"billon": 1e9, "bilion": 1e9, "millon": 1e6, "milion": 1e6, "billions": 1e9, "millions": 1e6}
_SHORT = {"bn": 1e9, "mn": 1e6, "mln": 1e6, "bln": 1e9, "tn": 1e12, "trn": 1e12, "k": 1e3, "b": 1e9}
SCALE_WORD = r"(?:hundred|thousand|million|billion|trillion|millions|billions|billon|bilion|millon|milion|[bt]rn|bn|mn|mln|bln|tn)"
_DIGITS = r"\d[\d,.]*(?<![,.])"
_GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}"


class Figure(NamedTuple):
    """Digits at a place; `value` is None if they make no number. `whole` is False for one of several ways to read them."""

    start: int
    end: int
    value: float | None
    whole: bool = True


def scale_of(word: str) -> float:
    """What a scale word stands for; 1 for any other word."""
    word = word.lower()
    return SCALES.get(word) or _MISSPELT.get(word) or _SHORT.get(word) or 1.0


def figures(text: str) -> Iterator[Figure]:
    """All numbers in digits, in text order, with every way to read those that are torn apart."""
    reached = 0
    for match in regex.finditer(_DIGITS, text):
        start, end = match.span()
        chunk = match.group()
        if start >= reached and (
            joined := regex.compile(r"\d{1,3}(?:(?:, |[ \u00a0\u202f\u2009'’])\d{3}){1,6}(?![\d,])(?:\.\d+)?").match(text, start)
        ):
            digits = regex.split(r"\.", joined.group())
            value = float("".join(filter(str.isdigit, digits[0])) + ("." + digits[1] if len(digits) > 1 else ""))
            yield Figure(start, joined.end(), value, whole=", " not in joined.group())
            reached = joined.end()
        if regex.fullmatch(_GROUPED, chunk):
            yield Figure(start, end, _value(chunk), whole=start >= reached)
        else:
            yield from _torn(chunk, start)
            if regex.fullmatch(r"\d{1,3},\d{1,2}", chunk) and regex.compile(rf"(?i) ?{SCALE_WORD}\b").match(text, end):
                yield Figure(start, end, float(chunk.replace(",", ".")), whole=False)  # 2,5 million


def _value(chunk: str) -> float:
    if chunk.count(".") > 1:
        return float(chunk.replace(".", ""))
    return float(chunk.replace(",", ""))


def _torn(chunk: str, start: int) -> Iterator[Figure]:
    """Digits that make no number, or one as India groups it: as a whole, and as two numbers with a comma between them."""
    indian = regex.fullmatch(r"\d{1,2}(?:,\d{2})+,\d{3}", chunk)
    yield Figure(start, start + len(chunk), _value(chunk) if indian else None, whole=indian is None)
    for comma in regex.finditer(",", chunk):
        left, right = chunk[: comma.start()], chunk[comma.end() :]
        if regex.fullmatch(_GROUPED, left) and regex.fullmatch(_GROUPED, right) and not right.startswith("00"):
            yield Figure(start, start + len(left), _value(left), whole=False)
            yield Figure(start + comma.end(), start + len(chunk), _value(right), whole=False)


class Words(NamedTuple):
    """A number in words at a place; a range where they are vague ("hundreds of thousands", "a dozen or so")."""

    start: int
    end: int
    low: float
    high: float
    ordinal: bool = False
    firm: bool = True


_CARDINAL = "|".join(sorted(CARDINALS, key=len, reverse=True))
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_SCALE = "|".join(SCALES)
_PLURALS = {
    "tens": 2e1,
    "dozens": 2e1,
    "scores": 2e1,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
_MANY = "|".join(_PLURALS)
_BEHIND = "(?<=ty|ed|nd|on)"  # of twenty, hundred, thousand, million: what may be followed by a smaller number
_MORE = rf"(?:(?:[ -]|,? )(?:{_SCALE})|{_BEHIND}(?:[ -]|,? )(?:and[ -])?(?:{_CARDINAL}))"
_FORMS = tuple(  # more of them at one place: the first that matches
    rf"(?i)(?<![\w.-]){form}(?!\w)"
    for form in (
        rf"(?P<plural>{_MANY})(?: (?:of )?(?P<of>(?:(?:hundred|thousand|million|billion|trillion)s?)(?: of (?:thousand|million|billion|trillion)s)?))?",
        rf"(?:several|some|a few|many|a couple(?: of)?)[ -](?P<several>(?:{_SCALE}|dozen)(?: (?:thousand|million|billion))?)s?",
        rf"(?P<mixed>{_CARDINAL}|a|an)(?: (?P<mixed_scale>{_SCALE}))? and a half(?: (?P<mixed_after>{_SCALE}))?",
        rf"half[ -](?:a[ -]|an[ -])?(?P<half>{_SCALE}|dozen)",
        rf"(?:(?P<dozen>{_CARDINAL}|a)[ -])?dozen(?P<so> or (?:so|more))?",
        rf"(?P<sum>(?:{_CARDINAL}|an?(?=[ -](?:{_SCALE}))){_MORE}{{0,24}}(?:{_BEHIND}[ -](?:and[ -])?(?P<last>{_ORDINAL}))?)",
        rf"(?P<ordinal>{_ORDINAL})(?:ly)?",
    )
)


def number_words(text: str) -> Iterator[Words]:
    """Numbers in words, in text order, none overlapping."""
    found: list[Words] = []
    taken = Places()
    for form in _FORMS:
        for match in regex.finditer(form, text):
            start, end = match.span()
            if taken.free(start, end):
                taken.take(start, end)
                low, high = _worth(match.groupdict())
                ordinal = bool(match.groupdict().get("last") or match.groupdict().get("ordinal"))
                found.append(Words(start, end, low, high, ordinal, firm=high > 2 and not (ordinal and high < 4)))
    yield from sorted(found)


def _worth(groups: dict[str, str | None]) -> tuple[float, float]:
    """The lowest and the highest value of a number in words."""
    if word := groups.get("plural"):
        base, scale = _PLURALS[word.lower()], _product(groups["of"])
        return base * scale, base * scale * (5 if base < 100 else 10)
    if word := groups.get("several"):
        scale = _product(word)
        return 2 * scale, 9 * scale
    if word := groups.get("half"):
        return 0.5 * _product(word), 0.5 * _product(word)
    if word := groups.get("mixed"):
        first, scale = groups.get("mixed_scale"), _product(groups.get("mixed_after"))
        value = (CARDINALS.get(word.lower(), 1.0) + 0.5) * _product(first) * scale
        return value, value
    if (word := groups.get("sum") or groups.get("ordinal")) is None:
        dozens = 12 * CARDINALS.get((groups.get("dozen") or "a").lower(), 1.0)
        return (dozens - 2, dozens + 7) if groups.get("so") or dozens == 12 else (dozens, dozens)
    value = _sum(regex.findall("[a-z]+", word.lower()))
    return value, value


def _product(words: str | None) -> float:
    value = 1.0
    for word in regex.findall("[a-z]+", (words or "").lower()):
        value *= SCALES.get(word.removesuffix("s")) or (12.0 if word == "dozen" else 1.0)
    return value


def _sum(words: list[str]) -> float:
    total = section = 0.0
    for word in words:
        scale = SCALES.get(word, 0.0)
        if scale == SCALES["hundred"]:
            section = (section or 1) * scale
        elif scale:
            total, section = total + (section or 1) * scale, 0.0
        else:
            section += CARDINALS.get(word) or ORDINALS.get(word) or (1.0 if word in ("a", "an") else 0.0)
    return total + section
