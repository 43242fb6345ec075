"""An adjective before a verb: "to effective implement", "can comprehensive promote"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

# Whose adverb is made with -ly and nothing else.
_MANNER = ("effective", "comprehensive", "strict")
# That are no nouns.
_VERBS = ("promote", "strengthen", "improve", "implement", "reduce")

_TOOL = r" implement(?: (?:for|of|to|that|with|in|on|and)\b|[.,;:])"  # a noun: "a cheap and effective implement"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return regex.compile(
        rf"\b(?:to|will|must|should|can|could|would|shall|cannot|and) (?P<manner>{'|'.join(_MANNER)})(?= (?:{'|'.join(_VERBS)})\b)",
        re.IGNORECASE,
    )


def check(facts: Facts) -> Iterator[Finding]:
    """Each such adjective."""
    for match in _pattern().finditer(facts.visible):
        if regex.match(_TOOL, facts.visible[match.end("manner") : match.end("manner") + 40]):
            continue
        adverb = f"{match['manner']}ly"
        yield RULE.finding(Span(*match.span("manner")), f'A verb takes an adverb: "{adverb}".', adverb)


RULE = Rule(
    code="GRM008",
    name="adjective-for-adverb",
    family="grammar",
    summary='"To effective implement", "can comprehensive promote": an adjective before a verb.',
    reason="有效, 全面 and 积极 stand before nouns and verbs without change. An English verb takes the adverb in -ly, if it needs one.",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: tuple(f"{manner} {verb} " for manner, verb in product(_MANNER, _VERBS)),
    bad=(
        BadExample("The port wants to [[effective]] reduce waste.", "The port wants to effectively reduce waste."),
        BadExample(
            "New bells can [[comprehensive]] improve the safety of boats.",
            "New bells can comprehensively improve the safety of boats.",
        ),
        BadExample(
            "All towns must mend roofs and [[strict]] implement the rule on nets.",
            "All towns must mend roofs and strictly implement the rule on nets.",
        ),
    ),
    good=(
        "A hoe is a cheap and effective implement for small farms.",
        "The port wants to effectively reduce waste.",
        "Strict rules must improve, and active ones too.",
        "It led to rapid development.",
    ),
    source="Swan, Practical English Usage (adjectives and adverbs); measured: none in 6.8 million words of good English",
)
