"""坚持…为…: "adhere to farming as the foundation".

"Adhere to" takes a rule or a surface; what is adhered to cannot be made something else by it. 坚持 X 为 Y says that X is kept,
or made, Y.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_KEEP = {"e": "keep", "es": "keeps", "ed": "kept", "ing": "keeping"}
# "Its role as a port": the "as" belongs to the noun before it.
_ROLE = r"(?i)\b(?:role|status|position|function|identity|reputation)s?$"
# "Adhere to thrift, take grain as the basis": another verb has the "as".
_OTHER_VERB = (
    r"(?i)(?:,|\band)\s+(?:and\s+)?(?:\w+ly\s+)?(?:tak(?:es?|ing)|took|regard(?:s|ed|ing)?|treat(?:s|ed|ing)?|us(?:e[sd]?|ing)|mak(?:es?|ing)|made"
    r"|keep(?:s|ing)?|kept|see(?:s|ing|n)?|saw|view(?:s|ed|ing)?|set(?:s|ting)?|serv(?:e[sd]?|ing)|act(?:s|ed|ing)?|work(?:s|ed|ing)?)\b"
)
_RULES = r"(?i)\b(?:code|rule|standard|law|regulation|principle|terms|agreement|treaty|guideline|requirement|format)s?\b"


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each "adhere to … as the"."""
    pattern = regex.compile(
        r"(?i)\b(?P<verb>adher(?P<form>e[sd]?|ing))\s+to\s+(?P<noun>[^.;:!?]{1,69}?[^.;:!?,\s])\s+as\s+(?:the|an?|its|our|their)\b"
    )
    for found in facts.places.starting(("adher",), pattern):
        match = found
        # "Adhere to reform, adhere to farming as the basis": the last one has the "as".
        while (again := regex.search(r"(?i)\badher", match["noun"])) and (
            inner := pattern.search(facts.visible, match.start("noun") + again.start())
        ):
            match = inner
        if (
            regex.search(_OTHER_VERB, match["noun"])
            or regex.search(_RULES, match["noun"])
            or regex.search(_ROLE, match["noun"])
            or "\n\n" in match[0]
            or "\r\n\r\n" in match[0]
        ):
            continue
        span = Span(*match.span())
        if facts.renders(span):
            continue
        kept = _KEEP[regex.plain(match["form"])]
        new = kept.capitalize() if match["verb"][0].isupper() else kept
        words = facts.document.source.text[match.start("noun") : span.end]
        yield RULE.finding(
            span, f'Nothing is adhered to "as" something: write "{kept} … as", or make one the other.', f"{new} {words}"
        )


RULE = Rule(
    code="SYN002",
    name="adhere-as",
    family="syntax",
    summary='"Adhere to" something "as" something else.',
    reason=(
        '坚持…为 joins two nouns; "adhere to" takes one. English says that a thing is kept or treated as something, or simply '
        "that it is the basis, the guide, the goal."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: ("adher",),
    bad=(
        BadExample(
            "The county [[adheres to forestry as the]] first of its trades.",
            "The county keeps forestry as the first of its trades.",
        ),
        BadExample("[[Adhering to quality as its]] lifeline, the mill grew.", "Keeping quality as its lifeline, the mill grew."),
        BadExample("They [[adhered to safe water as a]] duty.", "They kept safe water as a duty."),
        BadExample(
            "We will adhere to reform, [[adhere to farming as the]] first of our trades and build roads.",
            "We will adhere to reform, keep farming as the first of our trades and build roads.",
        ),
    ),
    good=(
        "Members adhere to the code as the price of admission.",
        "Paint adheres to steel as well as to wood.",
        "We adhered to the plan, as the minutes show.",
        "The guild adhered to its role as a guardian of the wells.",
        "The mill adheres to thrift, takes grain as the basis of its trade and pays on time.",
        "They adhered to openness and regarded trade as a bridge.",
        "Monks here adhere to their status as the first brewers.",
    ),
    source="Measured: 3 hits on five machine-translated articles, 3 on words that readers marked; none in 37,000 words of good English",
)
