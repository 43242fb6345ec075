"""充分发挥: "give full play to", a phrase that only translations from Chinese use.

English makes full use of a thing, draws on it or brings it out; where a role or a function follows (发挥…作用), somebody
plays it, and no phrase can simply be put in.
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


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return regex.compile(
        rf"\b(?:(?P<give>{forms_of('give')})\s+(?P<how>full(?:er)?|better|greater|active)\s+play\s+(?:to|of)"
        rf"|(?P<bring>(?:{forms_of('bring')})\s+into\s+full\s+play))\b"
        r"(?P<role>\s+(?:[\w’'-]+,?\s+){0,6}?(?:roles?|functions?|effects?)\b)?",
        re.IGNORECASE,
    )


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each time something is given full play."""
    for match in facts.places.starting(("giv", "gave", "bring", "brought"), _pattern()):
        end = match.start("role") if match["role"] else match.end()
        new = None
        if match["role"]:
            message = 'Say who plays which role: "let X play its full part", "X should …".'
        elif match["bring"]:
            message = 'Write "use … to the full" or "bring out …".'
        else:
            new = inflected_like(match["give"], "give", "make") + (" better" if match["how"] == "better" else " full") + " use of"
            message = f'Only translations give play to something: write "{new}" or "draw on".'
        yield RULE.finding(Span(match.start(), end), message, new)


RULE = Rule(
    code="STY031",
    name="give-full-play",
    family="translationese",
    summary='"Give full play to": 充分发挥 word for word.',
    reason=(
        "A phrase of dictionaries that English readers do not know. English makes full use of strengths, draws on them or "
        "brings them out; and roles are played by somebody."
    ),
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    sought=lambda: (_pattern().pattern,),
    bad=(
        BadExample("The isles [[give full play to]] their winds.", "The isles make full use of their winds."),
        BadExample("[[Giving better play to]] old mills pays.", "Making better use of old mills pays."),
        BadExample("They must [[give full play to]] the bridging role of clubs."),
    ),
    good=(
        "Give the play a title.",
        "The coach gave both keepers playing time.",
        "She gave a full play-by-play to the radio.",
    ),
    source="Measured: 4 of 4 hits true on five machine-translated articles, none in 178,000 words of good English",
)
