"""One modifier before both halves of a pair: important speeches and important instructions.

Chinese repeats the modifier for balance (重要讲话、重要指示; 新动能新优势). In English one modifier serves both nouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_MODIFIER = (
    "new|important|good|major|key|strong|great|greater|relevant|modern|high-quality|high-level|advanced|special|common|first-class"
    "|effective|innovative|beautiful|green|scientific|solid|powerful|historic|historical|core|basic|various|stronger"
)
_PAIR = rf"(?<![\w-])({_MODIFIER}) ([a-z][a-z-]+s?) and (\1) ([a-z][a-z-]+)(?![\w-])(?! (?:and|or) )"
_ADVERBS = r"(?<![\w-])([A-Za-z][a-z]{3,}ly) ([a-z]{3,}),? and \1 ([a-z]{3,})(?![\w-])"
_ADVERBS_END = r"ly [a-z]{3,},? and [A-Za-z][a-z]{3,}ly [a-z]"  # it is found many times faster
_TRIPLE_END = r", [a-z-]+ ([a-z]{4,}),? and [a-z-]+ \1\b"  # of "flower chain, tea chain and fish chain"
_SET_NOUNS = frozenset({"forms", "models"})  # "new forms of business" and "new models" are terms of their own


def check(facts: Facts) -> Iterator[Finding]:
    """A modifier said twice, or the same noun three times in one list."""
    text = facts.visible
    for match in facts.places.starting(_MODIFIER.split("|"), regex.compile(_PAIR, re.IGNORECASE)):
        before = text[max(0, match.start() - 40) : match.start()]
        said_before = re.search(rf"\b{match[1]} [a-z-]+,(?: and)? $", before, re.IGNORECASE)  # three times and more: rhetoric
        if match[4].lower() in _SET_NOUNS or said_before:
            continue
        yield RULE.finding(
            Span(*match.span()), f'One "{match[1].lower()}" serves both: "{match[1]} {match[2]} and {match[4]}", if both are meant.'
        )
    for match in regex.finditer(_ADVERBS, text) if regex.search(_ADVERBS_END, text) else ():
        yield RULE.finding(
            Span(*match.span()),
            f'One "{match[1].lower()}" serves both verbs: "{match[1]} {match[2]} and {match[3]}", if it is needed.',
        )
    for match in regex.finditer(_TRIPLE_END, text):
        begins = re.search(rf"(?<![\w-])[a-z-]+ {match[1]}$", text[max(0, match.start() - 80) : match.start()])
        if not begins:
            continue
        span = Span(match.start() - len(begins[0]), match.end())
        words = text[span.start : span.end].replace(",", "").split()
        first, second, third = (words[n] for n in (0, 2, -2))
        if first == second:  # said twice as a whole, as REP008 says
            continue
        yield RULE.finding(span, f'Say "{match[1]}" once: "the {first}, {second} and {third} {_plural(match[1])}".')


def _plural(noun: str) -> str:
    return noun if noun.endswith("s") else noun + "s"


RULE = Rule(
    code="REP009",
    name="modifier-twice",
    family="repetition",
    summary="A modifier before both halves of a pair, an adverb before two verbs, or one noun behind each item of a list of three.",
    reason="Chinese repeats for balance what English says once: important speeches and instructions.",
    source="Joan Pinkham, The Translator's Guide to Chinglish (saying the same thing twice)",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    gated=True,
    check=check,
    bad=(
        BadExample("They read his [[important letters and important notes]]."),
        BadExample("This brings [[new jobs and new hopes]] to the valley."),
        BadExample("All offices [[carefully plan and carefully carry]] out the sowing."),
        BadExample("The [[flower chain, tea chain and fish chain]] grew."),
    ),
    good=(
        "They read his important letters and notes.",
        "New jobs and old hopes came to the valley.",
        "The flower, tea and fish chains grew.",
        "They are ready for long frosts, long frosts and short frosts.",
        "The two towns are good neighbors, good friends and good partners.",
    ),
)
