"""People called "talents": attract talents, foreign talents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_LED = (
    r"\b((?:attract|cultivat|train|introduc|recruit|gather|retain|nurtur|absorb|pool|hir|bring|need|lack|integrat|select|employ)"
    r"(?:e|es|ed|s|ing)?|high-end|high-level|high-caliber|high-quality|top|top-notch|leading|foreign|overseas|innovative|skilled"
    r"|entrepreneurial|technical|high-skilled|professional|scientific|outstanding|excellent|reserve|good|industrial|with|of)"
    r" $"
)
# The governments of Hong Kong and Macao write "talents" of people in their own English.
_AT_HOME = "HKSAR,MSAR,Hong Kong SAR,Macao SAR,Policy Address,LegCo,Special Administrative Region".split(",")
_GIFTS = r"\b(?:his|her|their|my|your|own|musical|artistic|natural|hidden|many|acting|combination|range|variety|mix|man|woman|person|diversity) (?:of )?(?:\w+ )?$"
# Before these "talent" would want a plural: "12 high-level talents".
_COUNTED = (
    r"(?:\d[\d,.]*\+?|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|several|many|few|these|those|all the)(?: of)?"
    r"|\b(?:number|batch|group|total|dozen|hundred|thousand|million)(?: of)?(?: \d[\d,.]*)?) (?:[\w-]+ )?$"
)


def check(facts: Facts) -> Iterator[Finding]:
    """Uses for people, where the glossary has not reported the words yet; after "of" and "with" in policy prose only."""
    text = facts.visible
    if any(name in text and regex.search(rf"\b{name}\b", text) for name in _AT_HOME):
        return
    for word in facts.places.standing({"talents"}, regex.compile(r"\b[Tt]alents\b(?!['’])")):
        window = max(0, word.start() - 20)
        match = regex.search(_LED, text[window : word.start()], re.IGNORECASE)
        if match is None:
            continue
        start, lead = window + match.start(), match[1].lower()
        vague = lead in ("of", "with", "good", "top", "leading", "professional")
        span = Span(word.start() if lead in ("of", "with") else start, word.end())
        before = text[max(0, start - 30) : start] + (match[1] + " " if lead == "of" else "")
        if (vague and not facts.policy_prose) or regex.search(_GIFTS, before, re.IGNORECASE) or facts.reported_terms.overlaps(span):
            continue
        told = text[span.start : word.start()]
        counted = told and regex.search(_COUNTED, before, re.IGNORECASE)
        yield RULE.finding(
            span,
            'Of people write "talent" (no plural), "skilled people" or "professionals", not "talents".',
            f"{told}professionals" if counted else text[span.start : span.end - 1],
        )


RULE = Rule(
    code="NAM002",
    name="talents-for-people",
    family="names",
    summary='"talents" for people who have talent.',
    reason="人才 are people; in English talent in this sense has no plural, and a person's talents are gifts.",
    source="Measured: all hits true on five machine-translated articles, none in 178,000 words of good English",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: ("alents",),
    bad=(
        BadExample("The city wants to [[attract talents]] from abroad.", "The city wants to attract talent from abroad."),
        BadExample("More [[overseas talents]] came home.", "More overseas talent came home."),
        BadExample("The park hired 12 [[high-level talents]].", "The park hired 12 high-level professionals."),
        BadExample("A number of [[overseas talents]] came home.", "A number of overseas professionals came home."),
        BadExample("It links industry with [[talents]] and money.", "It links industry with talent and money."),
    ),
    good=(
        "Her many talents were known.",
        "It attracts talent from abroad.",
        "A man of talents came.",
        "They train their talents.",
        "The HKSAR Government will continue to attract talents from around the world.",
    ),
)
