"""要 + verb: "It is necessary to …", clause after clause.

The Chinese clause has no subject; the English one gets an impersonal formula each time. One such clause is English; a
document full of them reads as a list of orders that nobody gives to anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

AT_LEAST = 2


def check(facts: Facts) -> Iterator[Finding]:
    """All of them, if there are two; "we should" where the same paragraph already speaks as "we"."""
    hits = list(regex.finditer(r"\bit\s+is\s+(?:also\s+)?(?:necessary|imperative)\s+to\b", facts.visible, re.IGNORECASE))
    if len(hits) < AT_LEAST:
        return
    blocks = facts.document.blocks
    for hit in hits:
        new = None
        block = facts.sentences.block_at(hit.start()).span if blocks else Span(0, 0)
        if regex.search(r"\bwe\s+(?:must|should|need|will|have\s+to)\b", facts.visible[block.start : block.end], re.IGNORECASE):
            new = "We should" if hit[0][0] == "I" else "we should"
        yield RULE.finding(
            Span(*hit.span()),
            f'The document has this formula {len(hits)} times: say who should act, as in "we should" or "the city must".',
            new,
        )


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
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    bad=(
        BadExample(
            "We must act. [[It is necessary to]] dredge the canal; [[it is necessary to]] clear the weeds.",
            "We must act. We should dredge the canal; we should clear the weeds.",
        ),
        BadExample("[[It is necessary to]] train more nurses. [[It is imperative to]] pay them well."),
    ),
    good=(
        "It is necessary to boil the water first.",
        "Is it necessary to sign twice? It is possible to sign once.",
        "It is important to rest, and it is necessary to eat.",
    ),
    source="Measured: 17 hits on five machine-translated articles, 17 on words that readers marked; none in 37,000 words of good English",
)
