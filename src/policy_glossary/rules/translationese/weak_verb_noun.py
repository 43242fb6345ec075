"""An empty verb and a noun that holds the action: "make greater contributions to", "carry out the renovation of".

作出贡献, 开展…, 进行…: Chinese puts a general verb before a verbal noun. English has the verb. Only nouns with an exact verb
are listed; an adjective before the noun cannot be carried over, so that such cases are advice only.
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
from policy_glossary.rules.translationese import forms_of, inflected_like

_VERB = {
    "adjustment": "adjust", "construction": "build", "cultivation": "develop", "improvement": "improve",
    "inspection": "inspect", "integration": "integrate", "management": "manage", "modernization": "modernize",
    "optimization": "improve", "promotion": "promote", "protection": "protect", "reform": "reform",
    "renovation": "renovate", "restoration": "restore", "standardization": "standardize", "supervision": "supervise",
    "transformation": "transform", "treatment": "treat", "upgrading": "upgrade",
}  # fmt: skip
_EMPTY = {"carry": "carry out", "conduct": "conduct", "implement": "implement"}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(noun + "s?" for noun in _VERB)
    return regex.compile(
        rf"\b(?:(?P<make>{forms_of('make')})\s+(?P<more>(?:due|fresh|new|active|(?:new\s+and\s+)?(?:greater|more|bigger))\s+)?"
        r"contributions\s+(?:to|for|in)(?!\s+(?:\w+\s+){0,4}(?:accounts?|campaigns?|charit\w+|funds?|schemes?|pensions?|plans?|part|MPF)\b)"
        rf"|(?P<carry>{forms_of('carry out', 'conduct', 'implement')})\s+(?:the\s+)?(?P<adjective>(?!an?\b)\w+\s+)?"
        rf"(?P<noun>{nouns})\s+(?:of(?=\s+\w)|to(?=\s+(?:the|a|an|its|their|old|all|every|\w+s)\b)))",
        re.IGNORECASE,
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each empty verb with its noun."""
    for match in facts.places.starting(("mad", "mak", "carr", "conduct", "implement"), _pattern()):
        if match["make"]:
            more = " more" if regex.search("greater|more|bigger", match["more"] or "", re.IGNORECASE) else ""
            new: str | None = inflected_like(match["make"], "make", f"contribute{more} to")
            message = f'The action is in the noun: write "{new}".'
        else:
            new = inflected_like(match["carry"], _empty(match["carry"]), _VERB[regex.plain(match["noun"]).removesuffix("s")])
            message = f'The action is in the noun: write "{new}".'
            if match["adjective"]:
                new = None
        yield RULE.finding(Span(*match.span()), message, new)


def _empty(form: str) -> str:
    """The empty verb of which `form` is a form."""
    first = form.split(maxsplit=1)[0].lower()
    return next((whole for verb, whole in _EMPTY.items() if regex.fullmatch(forms_of(verb), first)), first)


RULE = Rule(
    code="STY032",
    name="weak-verb-noun",
    family="translationese",
    summary='An empty verb and a noun that holds the action: "make greater contributions to".',
    reason=(
        "作出, 开展 and 进行 are general verbs that Chinese puts before a verbal noun. In English the verb of the noun says it "
        "more briefly."
    ),
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    sought=lambda: (_pattern().pattern,),
    bad=(
        BadExample("Bees [[make greater contributions to]] the harvest.", "Bees contribute more to the harvest."),
        BadExample("The council [[carried out the renovation of]] the baths.", "The council renovated the baths."),
        BadExample(
            "Offices [[carry out the supervision of]] environmental protection.", "Offices supervise environmental protection."
        ),
        BadExample("It is [[conducting thorough renovation of]] the lifts."),
    ),
    good=(
        "Trade made a negative contribution to growth.",
        "She made new contributions to the pension fund.",
        "They carried out two surveys of the bay.",
    ),
    source="Joan Pinkham, The Translator's Guide to Chinglish, chapter I (unnecessary verbs)",
)
