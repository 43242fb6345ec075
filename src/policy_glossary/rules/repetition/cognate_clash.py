"""Verb and noun of one root: "requirements require", "develop the development of", "strengthen the strength"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.inflection import ing_form, past_form, verb_forms
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_ROOTS = (  # verb, noun of the same root
    ("develop", "development"),
    ("promote", "promotion"),
    ("improve", "improvement"),
    ("strengthen", "strength"),
    ("innovate", "innovation"),
    ("require", "requirement"),
    ("construct", "construction"),
    ("grow", "growth"),
    ("transform", "transformation"),
    ("reform", "reform"),
    ("invest", "investment"),
    ("produce", "production"),
    ("protect", "protection"),
    ("coordinate", "coordination"),
    ("manage", "management"),
    ("integrate", "integration"),
    ("cultivate", "cultivation"),
    ("implement", "implementation"),
    ("arrange", "arrangement"),
    ("guarantee", "guarantee"),
    ("deploy", "deployment"),
    ("achieve", "achievement"),
    ("service", "service"),
    ("expand", "expansion"),
    ("form", "formation"),
    ("establish", "establishment"),
    ("regulate", "regulation"),
    ("govern", "governance"),
)
# Nouns of which one seldom is another's: "the level of service levels", "the revitalization of rural revitalization".
_OF_ITSELF = frozenset(
    """development promotion improvement innovation construction growth transformation investment production protection coordination
    management integration cultivation implementation arrangement deployment achievement expansion establishment regulation governance
    level project leadership revitalization mechanism activity measure quality
    modernization situation utilization industrialization supervision inspection rectification cooperation""".split()
)
_OF_AGAIN = r"\s+of\s+(?:the\s+|its\s+|our\s+|their\s+)?(?:(?!(?:and|or|that|which|is|are|was|were|of|to|for|from|in|by|with|without|all|than|as|at|on|but|not|other|any|his|her)\s)[a-z-]+\s+){1,3}"
_BETWEEN = r"(?:(?:the|a|an|its|their|our|of|and|high-quality|new|green|rural|urban|trade|economic|overall|industrial|comprehensive)\s+){0,3}"
_REACH = 80  # characters in which the verb before a noun is looked for


def check(facts: Facts) -> Iterator[Finding]:
    """Verb + object, or subject + verb, of the roots above."""
    text, end = facts.visible, 0
    clashing = {noun: _forms(verb, noun) for noun, verb in _VERBS.items() if not facts.places.keys().isdisjoint(_forms(verb, noun))}
    following = regex.compile(r"\s+([a-z]+)\b", re.IGNORECASE)
    for noun in facts.places.starting({**_VERBS, **dict.fromkeys(_OF_ITSELF)}, regex.compile(_nouns(), re.IGNORECASE)):
        said = regex.plain(noun[1])
        if said in _OF_ITSELF and (again := regex.match(_OF_AGAIN + rf"{said}s?(?![\w-])", text[noun.end() : noun.end() + _REACH])):
            end = noun.end() + again.end()
            yield RULE.finding(Span(noun.start(), end), f'"{said}" is said to be its own: leave out one of the two.')
            continue
        if said not in _VERBS:
            continue
        verb = _VERBS[said]
        forms, window = clashing.get(said, ()), text[max(end, noun.start() - _REACH) : noun.start()]
        near = window.lower() if forms else ""
        before = any(form in near for form in forms) and regex.search(rf"\b(\w+)\s+{_BETWEEN}$", window, re.IGNORECASE)
        after = following.match(text, noun.end())
        if before and before[1].lower() in forms:
            span = Span(noun.start() - len(before[0]), noun.end())
        elif after and verb != said and after[1].lower() in (verb, verb + "s"):
            span = Span(noun.start(), after.end())
        else:
            continue
        end = span.end
        words = " ".join(text[span.start : span.end].split())
        yield RULE.finding(span, f'"{words}" says one root twice: use another verb, or the verb alone.')


_VERBS = {noun: verb for verb, noun in _ROOTS}


@lru_cache
def _forms(verb: str, noun: str) -> list[str]:
    """The forms of a verb that clash; a form that the noun has as well may be that noun."""
    return verb_forms(verb) if verb != noun else [ing_form(verb), past_form(verb)]


@lru_cache(maxsize=1)
def _nouns() -> str:
    return rf"\b({'|'.join(sorted({*_VERBS, *_OF_ITSELF}))})s?\b"


RULE = Rule(
    code="REP004",
    name="cognate-clash",
    family="repetition",
    summary="Verb and noun of the same root: strengthen the strength, requirements require.",
    reason="Two Chinese words with one English root meet; the reader stumbles over the echo.",
    source="Joan Pinkham, The Translator's Guide to Chinglish (saying the same thing twice)",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    check=check,
    sought=lambda: (_nouns(),),
    bad=(
        BadExample("The bank wants to [[strengthen the strength]] of small mills."),
        BadExample("The new [[requirements require]] every shop to weigh its waste."),
        BadExample("He asked for a better [[level of service levels]]."),
        BadExample("The town spoke of the [[revitalization of rural revitalization]]."),
        BadExample("Under the [[leadership of the new leadership]] team, rope got cheap."),
        BadExample("The town will [[promote trade promotion]] abroad."),
    ),
    good=(
        "The bank wants to build up the strength of small mills.",
        "The rules require every shop to weigh its waste.",
        "Farms produce products that last.",
        "The level of the sea and the levels of the lakes rose.",
        "The protection of the law is a protection for all.",
        "It is a project of the county, and the project of a lifetime.",
    ),
)
