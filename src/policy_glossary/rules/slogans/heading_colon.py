"""A subheading that ends in a colon: 蓄势聚能：. English headings end without a stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_SHORT = 8  # words
_OPENS_LIST = (
    r"\b(?:include|includes|including|are|is|were|was|following|follows|below|said|says|added|wrote|asked|comprise|comprises|as|for"
    r"|such|example|note|namely|read|reads|by|source|author|editor|contact|reporter|photo|tel|email|address|date|summary|with|comments?|tags?|labels?|links?|related|questions?|reply|answers?)\s*:$"
)
_LIST_ITEM = r"\s*(?:[-*•·>\"“‘(\[]|\d|[a-z])"


def check(facts: Facts) -> Iterator[Finding]:
    """Short lines with a colon after a closed paragraph and before another one that is no list item or quotation."""
    blocks = facts.document.blocks
    for number in range(1, len(blocks) - 1):
        span = blocks[number].span
        line = facts.visible[span.start : span.end].rstrip()
        if not line.endswith(":") or len(line.split()) > _SHORT or "\n" in line or not line[:1].isupper():
            continue
        before = facts.visible[slice(*blocks[number - 1].span)].rstrip()
        after = facts.visible[slice(*blocks[number + 1].span)]
        closed = before.endswith((".", "!", "?", '"', "”"))
        if (
            not closed
            or regex.search(_OPENS_LIST, line, re.IGNORECASE)
            or (regex.match(_LIST_ITEM, after) and len(after.split()) > _SHORT + 4)
        ):
            continue
        colon = span.start + len(line) - 1
        yield RULE.finding(Span(colon, colon + 1), "A heading ends without a stop: drop the colon.", "")


RULE = Rule(
    code="SLG004",
    name="heading-colon",
    family="slogans",
    summary="A subheading ends in a colon.",
    reason="Chinese subheadings in two parts keep the colon of the first line; an English heading ends without a stop.",
    source="English Style Guide of the European Commission: headings end without a stop",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample(
            "Trade grew fast.\n\nGaining speed[[:]]\n\nNew roads for old towns\n\nThe first road opened in May.",
            "Trade grew fast.\n\nGaining speed\n\nNew roads for old towns\n\nThe first road opened in May.",
        ),
        BadExample(
            "Sales rose again.\n\nStrength from the hills[[:]]\n\nTea is sold to many countries now.",
            "Sales rose again.\n\nStrength from the hills\n\nTea is sold to many countries now.",
        ),
        BadExample(
            "“The fish came back!”\n\nA coast for all seasons[[:]]\n\n12 beaches, one card",
            "“The fish came back!”\n\nA coast for all seasons\n\n12 beaches, one card",
        ),
    ),
    good=(
        "Trade grew fast.\n\nThe goods are:\n\n- tea\n\n- rice",
        "Trade grew fast.\n\nThe mayor said:\n\n“We shall build more roads.”",
        "Trade grew fast.\n\nGaining speed\n\nNew roads were built.",
        "Who paid for it?\n\nReply:\n\nThe town paid for all of it in the spring.",
    ),
)
