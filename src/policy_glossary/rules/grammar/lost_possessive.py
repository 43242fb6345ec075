"""The apostrophe of the owner is lost: "the enterprises role", "people life and property"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_OWNERS = ("enterprises", "farmers", "villagers", "masses", "residents")
_PEOPLE = ("people",)
# What nobody is given, brought or shown, and what makes no compound with its owner: "farmers markets" and "workers rights" do.
_OWNED = ("role", "enthusiasm", "living standards", "sense of", "interests", "praise")
_OF_PEOPLE = ("life and property", "livelihood", "living standards")
_GIVE = (
    r"\b(?:giv\w*|gave|brings?|bringing|brought|offer\w*|den(?:y|ies|ied|ying)|cost\w*|guarantee\w*|promis\w*|grant\w*|afford\w*|show\w*"
    r"|award\w*|wish\w*)\s+(?:(?!to\b|of\b)[\w-]+\s+){0,3}?$"
)
_VERBS = ("praise", "interests")
_WON = r"\b(?:w[io]n\w*|g[aeo]t\w*|gain\w*|earn\w*|receiv\w*|dr[ae]w\w*)\s+(?:the\s+|all\s+|much\s+)*$"  # praise that is a noun
_OBJECT = r"\s+(?:the|it|its|their|her|him|his|them|this|us|our|me|an?|many|few|nobody)\b"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    several = rf"(?P<several>{'|'.join(_OWNERS)}) (?:{'|'.join(_OWNED)})"
    people = rf"(?P<people>{'|'.join(_PEOPLE)}) (?:{'|'.join(_OF_PEOPLE)})"
    return regex.compile(rf"\b(?:{several}|{people})\b", re.IGNORECASE)


def check(facts: Facts) -> Iterator[Finding]:
    """Each owner that stands before what is owned, unless it is a verb's object or the subject of "praise"."""
    for match in facts.places.starting("|".join((*_OWNERS, *_PEOPLE)), _pattern()):
        if regex.search(_GIVE, facts.visible[max(0, match.start() - 60) : match.start()], re.IGNORECASE):
            continue
        before, said = facts.visible[max(0, match.start() - 40) : match.start()], match[0].lower()
        if said.endswith("praise") and not regex.search(_WON, before, re.IGNORECASE):
            continue
        if said.endswith(_VERBS) and regex.match(_OBJECT, facts.visible[match.end() : match.end() + 12]):
            continue
        owner = match["several"] or match["people"]
        owned = f"{owner}'" if match["several"] else f"{owner}'s"
        told = f'The owner has lost the apostrophe: "{owned}".'
        yield RULE.finding(Span(*match.span()), told, owned + match[0][len(owner) :])


RULE = Rule(
    code="GRM011",
    name="lost-possessive",
    family="grammar",
    summary='"The enterprises role", "people life and property": the apostrophe is lost.',
    reason=(
        "企业作用, 群众获得感 and 人民生命财产 have no mark of the owner. "
        'In English the owner takes an apostrophe, or follows with "of".'
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: tuple(f"{owner} {owned}" for owner, owned in (*product(_OWNERS, _OWNED), *product(_PEOPLE, _OF_PEOPLE))),
    bad=(
        BadExample(
            "The fund pays heed to [[enterprises role]] in research.", "The fund pays heed to enterprises' role in research."
        ),
        BadExample(
            "Dry roofs have raised all [[residents living standards]].", "Dry roofs have raised all residents' living standards."
        ),
        BadExample("The new pier won the [[masses praise]].", "The new pier won the masses' praise."),
        BadExample(
            "[[People life and property]] are safe behind the dyke.", "People's life and property are safe behind the dyke."
        ),
    ),
    good=(
        "The fund gave the hill farmers basic needs such as rope.",
        "Enterprises' role in research grows.",
        "Many residents praise the pier.",
        "It is a road that all villagers praise.",
        "The fate of farmers interests the mayor.",
        "Workers rights were the theme of the farmers market.",
    ),
    source=(
        "The Chicago Manual of Style, 7.16-7.17 (possessives). "
        "Measured: 2 in 6.8 million words of good English, both slips of their authors"
    ),
)
