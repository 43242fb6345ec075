"""A word typed twice: in the the port; an item twice in a row: "such as rules, rules and papers"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_DOUBLE = r"(?<![\w'’-])([a-z]{2,}|a)[ \u00a0]\1(?![\w'’-])"
_SAID_TWICE = frozenset("that had so very is no do her in on out up over many long far really much ha bye knock hear now".split())
_ITEM = r"(?<=[a-z,] )([a-z]{4,}(?: [a-z]{3,}){0,2}), \1(?=,? and (?!\1)[a-z]|,? etc\b)"
_LONGEST, _MOST_WORDS = 80, 3  # characters and words of an item
_CALLED_TWICE = frozenset("again always never please thank very round down away there where stand times years indeed".split())


def check(facts: Facts) -> Iterator[Finding]:
    """Doubles in small letters, those left out that grammar or emphasis may double."""
    text = facts.visible
    doubled, listed = [], []
    for word, places in facts.places.items():
        for number, (first, again) in enumerate(pairwise(places), 1):
            if again - first == len(word) + 1:
                doubled.append(first)
            elif again - first <= _LONGEST and text[again - 2] == ",":
                listed += places[max(0, number - _MOST_WORDS) : number]  # an item may hold its first word again
    for match in facts.places.at(doubled, regex.compile(_DOUBLE)):
        if match[1] not in _SAID_TWICE:
            yield RULE.finding(Span(*match.span()), f'"{match[1]}" stands twice: leave out one.', match[1])
    for match in facts.places.at(listed, regex.compile(_ITEM)):
        if match[1].split()[0] not in _CALLED_TWICE:
            yield RULE.finding(
                Span(*match.span()), f'The list names "{match[1]}" twice: leave it out, or look up what is missing.', match[1]
            )


RULE = Rule(
    code="REP008",
    name="doubled-word",
    family="repetition",
    summary="A word typed twice, or an item of a list twice in a row.",
    reason="Editing of machine output leaves doubles behind, and the eye passes over them.",
    source="Any checker; measured: none in 37,000 words of good English",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample("Ships wait in [[the the]] port.", "Ships wait in the port."),
        BadExample("A ban on [[illegal illegal]] mining is due.", "A ban on illegal mining is due."),
        BadExample("It read the town's [[rules, rules]] and papers.", "It read the town's rules and papers."),
        BadExample("They make parts for [[cold rolling, cold rolling]], etc.", "They make parts for cold rolling, etc."),
        BadExample("It is [[a a]] small town.", "It is a small town."),
    ),
    good=(
        "He knew that that was wrong.",
        "They had had enough.",
        "The lamp was on on Monday.",
        "It sank lower, lower and lower.",
        "They came again, again and again.",
        "It is about health, healthy food and sport.",
        "New York York Street",
    ),
)
