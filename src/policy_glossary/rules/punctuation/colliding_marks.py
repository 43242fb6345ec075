"""Two punctuation marks meet where machine translation cut or glued a sentence: "the chain. , so that", "grew. . The".

The translator closes a piece of a long Chinese sentence with a full stop, and the mark that the source had follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_ABBREVIATIONS = frozenset("etc ltd inc co corp jr sr dept".split())


_MEETING = r"[.,;:!?][\"”]?[ \t\xa0]*[.,;:]"


@lru_cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    word = r"(?P<word>[\w'’-]*[^\W_][)\]]?)(?P<quote>[\"”]?)"
    return (
        regex.compile(rf"{word}(?P<first>[.,;:!?])(?P<inner>[\"”]?)[ \t\xa0]+(?P<second>[.,;:])(?![^\s\"”\ufffc])(?!\s*\.(?!\w))"),
        regex.compile(rf"{word}(?P<first>[,;])(?P<inner>)(?P<second>[.,;:])(?=\s|\Z)(?!\s*\.)"),
        regex.compile(rf"{word}(?P<first>\.)(?P<inner>)(?P<second>\.)(?=\s+[A-Z\"“#]|\s*\Z)"),
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each pair of marks, with the word before them."""
    text = facts.visible
    for marks in regex.finditer(_MEETING, text):
        start = marks.start() - (text[marks.start() - 1 : marks.start()] in tuple('"”'))
        start = _start_of_word(text, start - (text[start - 1 : start] in tuple(")]")))
        match = next(filter(None, (pattern.match(text, start) for pattern in _patterns())), None)
        if match is None or not match[0].isprintable():  # a mask lies between
            continue
        mark = _kept(match)
        new = f"{match['word']}{match['quote']}{mark}{match['inner']}"
        yield RULE.finding(Span(*match.span()), f'Two marks meet in "{match[0]}": one is enough, "{new}".', new)


def _start_of_word(text: str, end: int) -> int:
    start = end
    while start and (text[start - 1].isalnum() or text[start - 1] in "_'’-"):
        start -= 1
    return start


def _kept(match: re.Match[str]) -> str:
    """The mark that stays: the second, which the source had, unless the first belongs to its word or is a question."""
    first, second = match["first"], match["second"]
    if first in "!?":
        return str(first)
    if first == "." and match["word"].lower() in _ABBREVIATIONS:
        return "." if second == "." else f".{second}"
    return str(second)


RULE = Rule(
    code="PUN001",
    name="colliding-marks",
    family="punctuation",
    summary="Two punctuation marks meet, with or without a blank between them.",
    reason=(
        "A machine cuts a long Chinese sentence into pieces and ends each with a full stop; the comma or stop of the source "
        "then follows. One mark is enough, and mostly it is the second."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample("Nurses visit the [[villages. ,]] and doctors follow.", "Nurses visit the villages, and doctors follow."),
        BadExample("The dam was [[raised. .]] The lake filled.", "The dam was raised. The lake filled."),
        BadExample("They sell figs, nuts, [[etc. .]]", "They sell figs, nuts, etc."),
        BadExample('It is called the "green [[wall". ,]] and it works.', 'It is called the "green wall", and it works.'),
        BadExample("Teachers were [[hired,,]] and schools built.", "Teachers were hired, and schools built."),
    ),
    good=(
        "He waited . . . and left.",
        "They sell figs, nuts, etc., and more.",
        "The dam of Foo Co., Ltd. was raised.",
        "Well... the lake filled.",
    ),
    source="Measured: 6 of 6 hits true on five machine-translated articles; 2 hits, both misprints, in 37,000 words of good English",
)
