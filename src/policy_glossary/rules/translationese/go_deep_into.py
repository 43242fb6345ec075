"""Officials who "go deep into" a village, a workshop or a school: 深入 word for word.

深入基层, 深入企业, 深入田间地头: a Chinese official does not visit a place but goes deep into it. In English one goes deep into
a forest or a subject. Only places where people live, learn and work are taken, so that the forest stays.
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
from policy_glossary.rules.translationese import inflected_like


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    places = (
        "campus(?:es)?|clinics?|communit(?:y|ies)|compan(?:y|ies)|construction|count(?:y|ies)|enterprises?|factor(?:y|ies)|farms?"
        "|greenhouses?|homes?|hospitals?|households?|market(?:s|places)?|parks?|plants?|projects?|schools?|shops?|sites?|towns?|townships?"
        "|villages?|workshops?|subdistricts?|kindergartens?"
    )
    return regex.compile(
        r"\b(?P<span>(?P<go>go|goes|going|went|gone)\s+deep(?:ly)?\s+into)\s+(?P<rest>(?:[\w'’-]+,?\s+(?:and\s+)?){0,6}?"
        rf"(?:{places}))\b",
        re.IGNORECASE,
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each visit that goes deep."""
    for match in facts.places.starting(("go", "went"), _pattern()):
        if regex.search(
            r"\b(?:forests?|woods|jungles?|caves?|mountains?|hills|debt|mines?|sea|heart|history|soul)\b", match["rest"]
        ):
            continue
        new = inflected_like(match["go"], "go", "visit")
        yield RULE.finding(Span(*match.span("span")), f'One goes deep into a forest; officials "{new}" a place or "tour" it.', new)


RULE = Rule(
    code="STY081",
    name="go-deep-into",
    family="translationese",
    summary='"Go deep into" a village, a workshop, a school: 深入 word for word.',
    reason=(
        "深入 says that an official left the office and saw for himself. In English that is a visit or a tour; one goes deep into a "
        "forest or a subject."
    ),
    source="Any dictionary: deep; the sense of 深入 as in the glossary's 深入一线",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    sought=lambda: (_pattern().pattern,),
    bad=(
        BadExample("Doctors [[went deep into]] Hongqi Village in May.", "Doctors visited Hongqi Village in May."),
        BadExample("Wardens [[go deep into]] the kitchens of schools.", "Wardens visit the kitchens of schools."),
        BadExample("She kept [[going deep into]] old mills and workshops.", "She kept visiting old mills and workshops."),
    ),
    good=(
        "They went deep into the forest behind the village.",
        "The book goes deep into the history of the town.",
        "The crack went deep into the wall.",
    ),
)
