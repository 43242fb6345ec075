"""A slogan in quotation marks that counts: the "six wells", "three clean-ups", "one city, two ports".

Party documents number their aims; readers in China know the list. The translation has to say once what is counted, or to
name the programme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|twelve|dual|double|triple"
_SLOGAN = (
    rf"[\"“‘']((?:{_NUMBER})(?:-[a-z]+)?(?: [\w-]+){{0,6}}|one [\w-]+(?:,| and) (?:one|two|three) [^\"“”‘’'\n]{{2,40}}"
    r"|(?:hundreds?|thousands?|millions?)(?:(?:,| and|,? and) (?:hundreds?|ten thousands?|thousands?|millions?))* (?:of )?(?:projects?|actions?|plan))[\"”’'](?![a-z])"
    r"(?: (?:working |work )?(?:systems?|plans?|projects?|campaigns?|actions?|arrangements?|layout|policy|mechanism)\b)?"
)
_LIST = r"\s*(?:[\w-]+\s+){0,4}(?:\(|\[|:|—|, (?:namely|that is|which|meaning|i\.e|including)|who\b|that (?:covers|includes|means))"
_PLAIN = r"(?:two|three|four|ten) (?:years?|months?|days?|weeks?|people|times|men|women|sides?|states?|countries|thirds|more|or|to|of)\b|(?:double|triple)[- ](?:digit|standard|check|track|dip|bed)"


def check(facts: Facts) -> Iterator[Finding]:
    """The first mention of each, unless it is explained at once or the glossary speaks of it."""
    text = facts.visible
    told: set[str] = set()
    for match in regex.finditer(_SLOGAN, text, re.IGNORECASE):
        slogan, span = match[1], Span(*match.span())
        if slogan.lower() in told:
            continue
        told.add(slogan.lower())
        known = facts.in_term(Span(*match.span(1)))
        if known or regex.match(_PLAIN, slogan, re.IGNORECASE) or regex.match(_LIST, text[span.end : span.end + 60]):
            continue
        yield RULE.finding(span, f'Say at first mention what "{slogan}" counts, or name the programme in plain words.')


RULE = Rule(
    code="SLG002",
    name="worded-number-slogan",
    family="slogans",
    summary="A numbered slogan in quotation marks, with no word on what it counts.",
    reason="Numbered formulas (五大行动, 两个定位) abbreviate lists that only readers of the document know.",
    source="Measured on five machine-translated articles; behind the gate, none in 178,000 words of good English",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    gated=True,
    check=check,
    sought=lambda: (_SLOGAN,),
    bad=(
        BadExample('The valley carries out the [["three clean-ups"]], and the "three clean-ups" help.'),
        BadExample("They launched the [[“Six Wells” plan]]."),
        BadExample('The new [["one hill, two lakes" layout]] was shown.'),
    ),
    good=(
        'The shop works for the "big five" banks.',
        'The "three clean-ups" (of rivers, roads and roofs) help.',
        'He asked for "two years of peace" and got one.',
        'Pupils stay in the "four o\'clock class" until six.',
    ),
)
