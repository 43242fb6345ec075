"""A paragraph of running text that begins in small letters: "in order to improve", "it is reported that".

Chinese has no capitals. Engines that translate piece by piece give none to a piece that they take for the rest of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

# With these a sentence begins, and hardly ever goes on behind a list, a table or a formula.
_OPENING = (
    r"it is (?:reported|understood|learned|known) that\b|in order (?:not )?to\b|in addition,|in recent years\b|recently,|at present,|this year,"
    r"|in an interview\b|to further\b|for this,|the same day,|according to the\b"
    r"|the (?:meeting|conference|reporter)\b|reporters? (?:from|learned)\b|(?:meeting|conference) (?:also|stressed|pointed|informed|required)\b"
    r"|village cadres\b|(?:from|on) the (?:provincial|municipal|beginning|morning|afternoon)\b"
)


def check(facts: Facts) -> Iterator[Finding]:
    """The first word of each such paragraph."""
    for block in facts.body:
        start, end = block.span
        opening = regex.match(_OPENING, facts.visible[start : start + 60])
        if opening and regex.search(r"[.!?][\"”’)]*\s*$", facts.visible[max(start, end - 8) : end]):
            word = regex.match("[a-z]+", opening[0])
            if word:
                span = Span(start, start + len(word[0]))
                yield RULE.finding(span, f'A sentence begins with a capital: "{word[0].capitalize()}".', word[0].capitalize())


RULE = Rule(
    code="RES020",
    name="lower-case-opening",
    family="residue",
    summary='"it is reported that", "in order to": a paragraph whose first words begin a sentence, with a small letter.',
    reason="Chinese has no capitals, and an engine that takes a piece for the rest of a sentence gives it none.",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SAFE,
    check=check,
    sought=lambda: (_OPENING,),
    bad=(
        BadExample(
            "[[it]] is reported that the old mill of the lower town, which burnt down in May, will be built anew in stone this year.",
            "It is reported that the old mill of the lower town, which burnt down in May, will be built anew in stone this year.",
        ),
        BadExample(
            "[[in]] order to help the pilots of the port, the county has hung bells on all the piers between the mill and the weir.",
            "In order to help the pilots of the port, the county has hung bells on all the piers between the mill and the weir.",
        ),
        BadExample(
            "[[recently]], the county has hung new bells on all the piers between the mill and the weir for the pilots of the port.",
            "Recently, the county has hung new bells on all the piers between the mill and the weir for the pilots of the port.",
        ),
    ),
    good=(
        "In order to help the pilots of the port, the county has hung bells on all the piers between the mill and the weir.",
        "is a tool that shows the bells of all the piers between the mill and the weir to the pilots of the port, day and night.",
        "in order to help the pilots;",
    ),
    source="Any grammar: a sentence begins with a capital. Measured: none in 6.8 million words of good English",
)
