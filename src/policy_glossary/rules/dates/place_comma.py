"""The comma after a place is missing: "Linwu County, Hunan Province was hit".

The bigger place stands in apposition to the smaller one; a comma on one side only parts the subject from its verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_VERBS = (  # PUN017 reports the same comma before other words
    "was|were|is|are|has|have|had|will|would|can|began|became|built|held|made|opened|plans|ranked|received|saw|started|took|won"
)
_PLACE_BEFORE = r"\b(?:District|County|Town|Township|Village|City|Province|Prefecture),\s+(?:and\s+)?$"


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    name = r"(?:[A-Z][\w’'-]{0,40}\s+){1,3}"
    first = regex.begins("A-Z", r"\w") + r"[\w’'-]{0,40}\s+(?:[A-Z][\w’'-]{0,40}\s+){0,2}"  # such a name at the start of a word
    return regex.compile(
        rf"(?P<span>{first}(?:District|County|Town|Township|Village|City)(?P<comma>,\s+){name}(?:City|Province|County|Prefecture))"
        rf"(?P<verb>\s+(?:{_VERBS})\b)"
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each pair of places that a verb follows at once."""
    text = facts.visible
    for block in facts.document.blocks:
        for match in _place().finditer(text, *block.span):
            before = text[max(block.span.start, match.start() - 40) : match.start()]
            if regex.search(_PLACE_BEFORE, before) or match["span"].split(",")[0].split()[-1] == match["span"].split()[-1]:
                continue  # a list of places of one rank
            new = match["span"] + "," + match["verb"]
            yield RULE.finding(Span(*match.span()), f'Close the second place off with a comma: "{" ".join(new.split())}".', new)


RULE = Rule(
    code="DAT004",
    name="place-comma",
    family="dates",
    summary="No comma between the bigger of two places and the verb.",
    reason="The bigger place explains the smaller one; it wants a comma on both sides, or the sentence loses its subject.",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: (_place().pattern,),
    bad=(
        BadExample("[[Linwu County, Hunan Province was]] hit by hail.", "Linwu County, Hunan Province, was hit by hail."),
        BadExample(
            "A fair in [[Nanxi Town, Linwu County will]] open in May.", "A fair in Nanxi Town, Linwu County, will open in May."
        ),
        BadExample(
            "For plums, [[Xiaoguan Village, Dali Prefecture ranked]] first.",
            "For plums, Xiaoguan Village, Dali Prefecture, ranked first.",
        ),
    ),
    good=(
        "Linwu County, Hunan Province, was hit by hail.",
        "Hail hit Linwu County, Hunan Province. It was the first in ten years.",
        "Lin County, Wu County will pay the cost.",
        "Lin Town, Nanxi Town, Linwu City will share the cost.",
    ),
    source="The Chicago Manual of Style, on commas with the names of places",
)
