"""A long figure without commas: 1300000 tons. Chinese sources print large figures bare, and machines copy them."""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_HOTLINE = "12345"  # of Chinese cities
_FIGURE = "(" + regex.begins("1-9", r"\w.,/#:=@(\[+–-") + r"\d{4,14})(?= (?:[a-z]{3,}|kWh|kW|MW|GWh|m2|km|mu|t)\b)"
_DATE = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:\d\d)?$"
_LABEL = r"(?:\b(?:(?i:no|nos|number|code|account|postcode|postal|zip|tel|telephone|phone|hotline|call|dial|fax|id|order|resolution|rule|grant|docket)|[A-Z]{2})\.? ?)$"


def check(facts: Facts) -> Iterator[Finding]:
    """Each bare figure of five digits or more that counts something."""
    text = facts.visible
    for match in regex.finditer(_FIGURE, text):
        if (
            match[1] == _HOTLINE
            or regex.match(_DATE, match[1])
            or regex.search(_LABEL, text[max(0, match.start() - 14) : match.start()])
        ):
            continue
        new = f"{int(match[1]):,}"
        yield RULE.finding(Span(*match.span()), f'Group the digits: "{new}".', new)


RULE = Rule(
    code="NUM013",
    name="ungrouped-figure",
    family="numbers",
    summary="A figure of five digits or more without commas.",
    reason="Readers cannot take in a long bare figure; English groups thousands.",
    source="Common usage of English style guides: thousands are grouped with commas",
    mqm=Mqm.LOCALE,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample("The plant made [[1300000]] tons of steel.", "The plant made 1,300,000 tons of steel."),
        BadExample("Some [[45600]] households moved.", "Some 45,600 households moved."),
        BadExample("It saved [[250000]] kWh.", "It saved 250,000 kWh."),
    ),
    good=(
        "The plant made 1,300,000 tons of steel.",
        "Call 12345 for help.",
        "Gree (000651) rose, and file 20240207 was kept.",
        "By 2016 some 8000 had left.",
        "People rang the 12345 government service hotline.",
        "Executive Order 12044 and its rules were kept.",
    ),
)
