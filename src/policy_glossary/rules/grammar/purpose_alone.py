"""A sentence that is all purpose: "In order to improve the roofs of the county, create a good atmosphere."

为了…，营造… has no subject and often runs on into what was done. Where the engine sets a full stop before that, a purpose is left
without the deed, and "create" reads as an order.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.grammar import NO_SENTENCE

_LEAST, _MOST = 14, 120  # words


def check(facts: Facts) -> Iterator[Finding]:
    """The opening of each such sentence; a manual that tells its reader what to do is left alone."""
    text = facts.visible
    starts = [at - len("in ") for at in facts.places.get("order", ())]
    for match in facts.places.at(starts, regex.compile(r"\b[Ii]n order to (?:[a-z]+ly |further )?[a-z]+")):
        sentence = facts.sentences.sentence_at(match.start())
        words = text[sentence.start : sentence.end].strip()
        if sentence.start != match.start() or not words.endswith(".") or regex.search(NO_SENTENCE, words):
            continue
        from policy_glossary.language.finite_verbs import has_finite_verb  # few sentences come so far

        parts = regex.findall(r"[a-z]+(?:['’][a-z]+)?(?:-[a-z]+)*|,", words.lower())
        if not _LEAST <= len([part for part in parts if part != ","]) <= _MOST or has_finite_verb(parts):
            continue
        if regex.search(r"\b(?:you|your|click)\b", facts.lowered):
            return
        yield RULE.finding(
            Span(*match.span()),
            "The sentence names a purpose, and nobody who does anything: add who did what, or join it to the next.",
        )


RULE = Rule(
    code="GRM016",
    name="purpose-alone",
    family="grammar",
    summary='"In order to improve the roofs, create a good atmosphere.": a purpose without a main clause.',
    reason=(
        "为了…，营造… needs no subject and runs on into what was done. An English sentence that begins with its purpose goes on with "
        "a subject and a finite verb."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    check=check,
    sought=lambda: ("in order to ",),
    bad=(
        BadExample(
            "It rained. [[In order to improve]] the roofs of the county and the safety of its mills, create a good atmosphere of thrift."
        ),
        BadExample(
            "[[In order to further strengthen]] the trade of the northern ports, promote rope and tar and the building of boats in winter."
        ),
        BadExample(
            "[[In order to carry]] out the plan for the dyke, learn lessons from the recent floods and ensure the safety of the old weir."
        ),
    ),
    good=(
        "In order to improve the roofs of the county and the safety of its mills, the mayor has bought slate from the hills.",
        "In order to list the boats of the port, use a lamp and a book. You find both of them in the hut on the northern pier.",
        "It was sold in order to improve the roofs of the county and the safety of its mills, of its piers and of all the boats.",
    ),
    source="R. Quirk et al., A Comprehensive Grammar of the English Language, 10.1 (a clause has a verb). Measured: none in 4.8 million words of good English",
)
