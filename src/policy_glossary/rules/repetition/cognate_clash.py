"""Verb and noun of one root: "requirements require", "develop the development of", "strengthen the strength"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.inflection import verb_forms
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
_BETWEEN = r"(?:(?:the|a|an|its|their|our|of|and|high-quality|new|green|rural|urban|trade|economic|overall|industrial|comprehensive)\s+){0,3}"


def check(facts: Facts) -> Iterator[Finding]:
    """Verb + object, or subject + verb, of the roots above."""
    text = facts.visible
    for match in regex.finditer(_pattern(), text):
        words = " ".join(match.group().split())
        yield RULE.finding(Span(*match.span()), f'"{words}" says one root twice: use another verb, or the verb alone.')


@lru_cache(maxsize=1)
def _pattern() -> str:
    verb_noun, noun_verb = [], []
    for verb, noun in _ROOTS:
        if verb != noun:
            verb_noun.append(rf"(?:{'|'.join(verb_forms(verb))})\s+{_BETWEEN}{noun}s?")
            noun_verb.append(rf"{noun}s?\s+{verb}s?")
        else:
            verb_noun.append(rf"{verb}(?:ing|ed)\s+{_BETWEEN}{noun}s?")
    return rf"(?i:\b(?:{'|'.join(verb_noun + noun_verb)})\b)"


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
    bad=(
        BadExample("The bank wants to [[strengthen the strength]] of small mills."),
        BadExample("The new [[requirements require]] every shop to weigh its waste."),
        BadExample("The town will [[promote trade promotion]] abroad."),
    ),
    good=(
        "The bank wants to build up the strength of small mills.",
        "The rules require every shop to weigh its waste.",
        "Farms produce products that last.",
    ),
)
