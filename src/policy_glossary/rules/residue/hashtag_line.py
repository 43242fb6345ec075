"""A line of hashtags below the text: "#Linhe #weir #opens #today"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.rules.residue.page_furniture import line_findings


@lru_cache
def _pattern() -> re.Pattern[str]:
    return regex.compile(r"(?:#[^\W\d]\w*[,;]?\s*){4,}")


def check(facts: Facts) -> Iterator[Finding]:
    """Each line of four tags or more."""
    yield from line_findings(RULE, facts, _pattern(), "Delete the line of hashtags.", longest=2_000)


RULE = Rule(
    code="RES003",
    name="hashtag-line",
    family="residue",
    summary="A line of hashtags.",
    reason="Portals cut the title into tags for search engines. They say nothing that the title does not say.",
    mqm=Mqm.DESIGN,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample("The weir was rebuilt.\n\n[[#Linhe #weir #rebuilt #China]]", "The weir was rebuilt.\n\n"),
        BadExample("[[#rice #harvest #record #north #best]]\n\nThe weir was rebuilt.", "\n\nThe weir was rebuilt."),
        BadExample(
            "The weir was rebuilt.\n\n[[#bees, #honey, #hives, #pollen]]\n\nThe fair is over.",
            "The weir was rebuilt.\n\n\n\nThe fair is over.",
        ),
    ),
    good=("We came #1 in #2 of the #3 tests.", "#weir day", "# Weir and dam"),
    source="Measured: 1 of 1 hits true on five machine-translated articles, none in 178,000 words of good English",
    sought=lambda: ("#",),
)
