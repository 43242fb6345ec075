"""Quotation marks around slogans everywhere: "green engine", "golden key", "strong magnet"."""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_QUOTED = r"[\"“](?<!\w.)(?:(?<=\")([a-z][\w+-]*(?: [\w+-]+){0,5})\"|(?<=“)([a-z][\w+-]*(?: [\w+-]+){0,5})”)(?!\w)"
_LEAST, _PER_1000 = 8, 8.0


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for the document, at the first such phrase."""
    found = list(regex.finditer(_QUOTED, facts.visible))
    total = facts.words.total
    if len(found) >= _LEAST and len(found) * 1000 >= _PER_1000 * total:
        yield RULE.finding(
            Span(*found[0].span()),
            f"{len(found)} short phrases stand in quotation marks in {total} words: keep the marks for what somebody said and "
            "for names at first mention, and write the rest as plain words.",
        )


_PHRASES = "green engine,golden key,strong magnet,warm harbour,long board,tiger leap,red thread,blue map".split(",")

RULE = Rule(
    code="SLG006",
    name="slogan-quote-density",
    family="slogans",
    summary="Short phrases in quotation marks throughout the text.",
    reason='Chinese marks figures of speech and slogans with quotation marks; in English the marks say "so-called".',
    source="Measured: 4 of 5 machine-translated articles; behind the gate, none in 178,000 words of good English",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    gated=True,
    check=check,
    bad=(
        BadExample('The port is a [["green engine"]]. ' + " ".join(f'It has a "{phrase}".' for phrase in _PHRASES[1:])),
        BadExample("The port is a [[“green engine”]]. " + " ".join(f"It has a “{phrase}”." for phrase in _PHRASES[1:])),
        BadExample(
            'Its [["silver coast"]], "inner loop", "second home", "open sea", "fast lane", "soft bed", "last mile" and "first light" draw guests.'
        ),
    ),
    good=(
        'The port is a "green engine". It has a "warm harbour".',
        "The port is green. " + " ".join(f"It has a {phrase}." for phrase in _PHRASES),
    ),
    whole_document=True,
)
