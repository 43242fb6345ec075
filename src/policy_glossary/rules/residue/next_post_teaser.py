"""The last lines are the title and the cut-off lead of another post: "New ferry opens ... ⏎ New ferry opens in Linhe and ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_LAST = 6  # lines from the end
_COMMON = 25  # letters with which title and lead both begin


@lru_cache
def _cut() -> re.Pattern[str]:
    return regex.compile(r"(?:\.{3}|…)\W{0,8}$")


def check(facts: Facts) -> Iterator[Finding]:
    """Title and lead, wherever two of the last lines begin alike and the second is cut off."""
    for title, lead in pairwise(facts.lines[-_LAST:]):
        if not _cut().search(lead.text) or max(len(title.text), len(lead.text)) > 400:
            continue
        start = _letters(title.text)[:_COMMON]
        if len(start) < min(_COMMON, 15) or not _letters(lead.text).startswith(start):
            continue
        for line in (title, lead):
            yield RULE.finding(
                Span(line.span.start, line.span.start + len(line.text.rstrip())), "Delete the teaser of another post.", ""
            )


def _letters(line: str) -> str:
    return regex.sub(r"[\W_]+", "", line.casefold())


RULE = Rule(
    code="RES006",
    name="next-post-teaser",
    family="residue",
    summary="Title and cut-off lead of another post at the end of the text.",
    reason="Blogs and portals end a page with a link to the next post; its title and lead are no part of the article.",
    mqm=Mqm.DESIGN,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    whole_document=True,
    bad=(
        BadExample(
            "The weir was rebuilt.\n\n[[Night ferry opens on the lake this summer]]\n\n[[Night ferry opens on the lake this summer and tick...]]",
            "The weir was rebuilt.\n\n\n\n",
        ),
        BadExample(
            "The weir was rebuilt.\n[[Pear fair draws record crowds]]\n[[Pear fair draws record crowds from four coun…]]\n",
            "The weir was rebuilt.\n\n\n",
        ),
        BadExample(
            "The weir was rebuilt.\n\n[[Bees return to the pear orchards]]\n"
            "[[Bees Return to the Pear Orchards as hives are … >>]]\n\nThe hall closes at nine.",
            "The weir was rebuilt.\n\n\n\n\nThe hall closes at nine.",
        ),
    ),
    good=(
        "He paused before the weir ...\n\nThen he spoke of the ferry.",
        "Night ferry opens on the lake\n\nNight ferry opens on the lake. It runs daily.",
    ),
    source="Measured: 6 of 6 hits true on five machine-translated articles, none in 178,000 words of good English",
)
