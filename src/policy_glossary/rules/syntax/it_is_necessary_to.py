"""要 + verb: "It is necessary to …", clause after clause.

The Chinese clause has no subject; the English one gets an impersonal formula each time. One such clause is English; a
string of them reads as a list of orders that nobody gives to anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.syntax import NECESSARY

AT_LEAST = 2  # in a string
WITHIN = 100  # words, from one to the next of a string


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each string, at its first occurrence of which the glossary tells nothing."""
    text = facts.visible
    strings: list[list[Span]] = []
    for match in facts.places.starting(("it",), regex.compile(NECESSARY, re.IGNORECASE)):
        hit = Span(*match.span())
        if strings and len(text[strings[-1][-1].end : hit.start].split()) <= WITHIN:
            strings[-1].append(hit)
        else:
            strings.append([hit])
    for string in strings:
        first = next((hit for hit in string if not facts.renders(hit)), None)
        if len(string) >= AT_LEAST and first is not None:
            yield RULE.finding(
                first,
                f'From here this formula comes {len(string)} times running: say who should act, as in "we should" or "the city must", '
                "and put the duties under one verb.",
            )


_FILLER = "The boats came home at noon and the nets were full of fish that the whole town ate with bread and oil. " * 6

RULE = Rule(
    code="SYN004",
    name="it-is-necessary-to",
    family="syntax",
    summary='"It is necessary to" again and again.',
    reason=(
        '要 needs no subject in Chinese. Given each time as "it is necessary to", it hides who is to act. Name the one who '
        "should act, and put a list of duties under one verb."
    ),
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    gated=True,
    check=check,
    sought=lambda: (NECESSARY,),
    bad=(
        BadExample("We must act. [[It is necessary to]] dredge the canal; it is necessary to clear the weeds."),
        BadExample("[[It is necessary to]] train more nurses.\n\nIt is imperative to pay them well."),
        BadExample(
            f"The report says that [[it is also necessary to]] dig and that it is necessary to sow. {_FILLER}"
            "[[It is imperative to]] reap, it is necessary to thresh and it is necessary to rest."
        ),
    ),
    good=(
        "It is necessary to boil the water first.",
        "Is it necessary to sign twice? It is possible to sign once.",
        f"It is necessary to dig. {_FILLER}It is necessary to reap.",
        "It is important to rest, and it is necessary to eat.",
    ),
    source="Measured: 3 hits on five machine-translated articles, 3 on words that readers marked; none in 37,000 words of good English",
)
