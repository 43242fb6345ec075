"""A headline that begins with a bare verb: "Deepen reform and ...", for 深化改革…. Readers of English take it for an order.

Where a name and a colon stand in front, the headline quotes somebody; a headline that the page repeats is told once.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.inflection import third_person
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_VERBS = (
    r"accelerate|adhere\s+to|advance|anchor|attract|boost|build|carry\s+out|concentrate|consolidate|create|cultivate|deepen|develop"
    r"|drive|enhance|ensure|expand|explore|foster|gather|grasp|implement|improve|innovate|insist\s+on|integrate|make|optimize"
    r"|promote|pool|seize|speed\s+up|stimulate|strengthen|strive|take|tighten|upgrade|unleash|write|shoulder|forge"
)
_ORDER = rf"(?i:({_VERBS}))(?:\s+\S+){{3,}}"  # shorter ones may be labels: "Create an account"


def check(facts: Facts) -> Iterator[Finding]:
    """The verb of each such headline, of equal ones the first."""
    told: set[tuple[str, ...]] = set()
    for block in facts.document.blocks:
        heading = facts.visible[slice(*block.span)]
        match = regex.fullmatch(_ORDER, heading) if block.heading else None
        words = tuple(regex.findall(r"\w+", heading.casefold())) if match else ()
        if match is None or words in told:
            continue
        told.add(words)
        verb = " ".join(match[1].split())
        first, *rest = verb.lower().split()
        who = " ".join(["The county", third_person(first), *rest])
        start = block.span.start
        yield RULE.finding(
            Span(start, start + match.end(1)),
            f'A headline that begins with "{verb}" gives the reader an order: name who does it ("{who} …"), or use the -ing form.',
        )


RULE = Rule(
    code="SLG005",
    name="imperative-heading",
    family="slogans",
    summary="A headline that begins with a bare verb and reads as an order.",
    reason="Chinese headlines have no subject (深化改革…); in English a bare verb at the start commands the reader.",
    source="Measured: 1 of 2 hits marked by readers in five machine-translated articles; behind the gate, none in 178,000 words of "
    "good English",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    gated=True,
    check=check,
    bad=(
        BadExample("[[Build]] a green port and a better town"),
        BadExample("[[Speed up]] the dredging of the old canal"),
        BadExample("[[Strengthen]] the links of farms with markets abroad\n\nSTRENGTHEN the links of farms with markets abroad"),
    ),
    good=(
        "Linwu builds a green port",
        "Building a green port and a better town",
        "Mayor Lin: Deepen the ties between port and hills",
        "Use of outside managers grows in the north",
        "Ways to speed up trade with the hills",
    ),
)
