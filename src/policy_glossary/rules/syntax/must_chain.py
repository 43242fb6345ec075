"""A speech all in "we must": the modal verb that Chinese 要 repeats, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.syntax import NECESSARY

RUN = 4  # hits
WITHIN = 150  # words, from the first hit of a run to its fourth


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each run, at its first hit; a run goes on as long as four hits lie within 150 words."""
    text = facts.visible
    pattern = (
        r"\b(?:we|(?:district|city|county|province|departments|levels|region))\s+(?:must|should|need\s+to|have\s+to)\b"
        rf"|{NECESSARY}"
    )
    stems = "we district city county province departments levels region it".split()
    hits = [Span(*match.span()) for match in facts.places.starting(stems, regex.compile(pattern, re.IGNORECASE))]
    if len(hits) < RUN:
        return
    places = list(accumulate(len(text[start:end].split()) for start, end in pairwise([0, *(hit.start for hit in hits)])))
    first = 0
    while first + RUN <= len(hits):
        last = first + RUN - 1
        if places[last] - places[first] > WITHIN:
            first += 1
            continue
        while last + 1 < len(hits) and places[last + 1] - places[last + 2 - RUN] <= WITHIN:
            last += 1
        count = last - first + 1
        yield RULE.finding(
            hits[first],
            f'From here "must", "should" or "it is necessary" comes {count} times running: call for action once and list the rest.',
        )
        first = last + 1


RULE = Rule(
    code="SYN005",
    name="must-chain",
    family="syntax",
    summary='A whole passage in "we must" and "it is necessary to".',
    reason=(
        "A Chinese speech gives each duty its own 要. In English the modal verb, said four times in a paragraph, is all that "
        "is heard. Call for action once, then list what is to be done."
    ),
    mqm=Mqm.STYLE,
    severity=Severity.INFO,
    gated=True,
    check=check,
    bad=(
        BadExample("[[We must]] dig. We must plant. We must water the trees. We must weed."),
        BadExample("The [[county must]] lead. Then we should follow, we need to learn, and it is necessary to teach."),
        BadExample("[[Departments should]] list what they need; we must buy it, we have to store it, and the region should pay."),
    ),
    good=(
        "We must leave by noon, and we should pack now. We must hurry.",
        "We must dig, plant, water and weed.",
    ),
    source="Measured: 1 hit on five machine-translated articles, none on words that readers marked; none in 37,000 words of good English",
)
