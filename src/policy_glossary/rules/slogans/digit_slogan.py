"""Figures that stand for a programme: the "3+1+1" system, the "1310" plan.

The figures count items that Chinese readers know from the document; readers abroad do not. The first mention should say
what is counted, or name the programme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_QUOTES = "\"“”'‘’"
_SUM = rf"(?<![\w.+=(-])[{_QUOTES}]?(\d{{1,2}}(?:\+(?:\d{{1,3}}|[NXn]))+|[NX1]\+[NX])[{_QUOTES}]?(?![\w+=%])(?!\s*=)"
_CODE = r"[\"“‘'](\d{3,4}|0-1|1 to 100|0 to 1)[\"”’']"
_NOUN = (
    r"[\"“”'‘’]?(?: (?:modern |industrial |industry |work |working |talent |policy |development )?(?:cluster )?(?:development )?"
    r"(?:systems?|clusters?|plans?|patterns?|arrangements?|structures?|layout|framework|polic(?:y|ies)|models?|mechanisms?|strategy|breakthroughs?))?"
)
_GLOSS = rf"[{_QUOTES}]?\s*(?:[a-z-]+\s+){{0,4}}(?:\(|\[|—|, (?:that is|which|meaning|namely|i\.e)|:|that (?:covers|includes|means|stands)|standing for)"


def check(facts: Facts) -> Iterator[Finding]:
    """The first mention of each, unless it is explained at once or the glossary speaks of it."""
    text = facts.visible
    found = [*facts.places.at(_before_plus_signs(text), regex.compile(_SUM)), *regex.finditer(_CODE, text)]
    told: set[str] = set()
    for match in sorted(found, key=lambda m: m.start()):
        figures, span = match[1], Span(match.start(), _end(text, match))
        if figures in told:
            continue
        told.add(figures)
        year = regex.fullmatch(r"(?:1[5-9]|20)\d\d", figures)
        known = facts.in_term(Span(*match.span()))
        if year or known or regex.match(_GLOSS, text[match.end(1) : match.end(1) + 80]):
            continue
        yield RULE.finding(span, f'Nobody abroad knows what "{figures}" counts: say at first mention what the figures stand for.')


def _before_plus_signs(text: str) -> Iterator[int]:
    """Where figures with a plus sign can begin: before it stand two digits at most, and a quotation mark."""
    at = text.find("+")
    while at >= 0:
        yield from range(max(0, at - 3), at)
        at = text.find("+", at + 1)


def _end(text: str, match: re.Match[str]) -> int:
    """The end of the words with the noun that the figures describe."""
    noun = regex.compile(_NOUN).match(text, match.end())
    return noun.end() if noun and noun.group().strip("\"”’' ") else match.end()


RULE = Rule(
    code="SLG001",
    name="digit-slogan",
    family="slogans",
    summary="Figures as the name of a programme, with no word on what they count.",
    reason='"3+1+1" or "1310" abbreviates a list that readers in China know; abroad it is a riddle.',
    source="Measured: all hits true on five machine-translated articles, none in 178,000 words of good English",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    check=check,
    bad=(
        BadExample('The port follows the [["2+5" system]], and the "2+5" system works.'),
        BadExample("Its [[“1450” plan]] was passed in March."),
        BadExample("It offers a [[1+N]] set of tools."),
    ),
    good=(
        "Children learn that 2+2=4.",
        'In "1984" he wrote of such a state.',
        'The port follows the "2+5" system (two piers and five cranes).',
    ),
)
