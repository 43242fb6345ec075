"""Words without quotation marks render a glossary term word for word, in words that the glossary does not list.

Ordinary English may agree with the glosses of a term by chance. So the rule speaks only in Chinese policy prose, and only of
terms whose threshold was measured on native text, or which the same text has been found to use; and never of words which
are all at home in policy prose.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.matching.facts import Facts
from policy_glossary.model.concept import Risk
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.rules.terminology import calque

CODE = "TERM003"
_SURE = 2.5  # nats over the threshold, for a suggestion: of those below it that were read, one in six was right


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each run of words that clearly aligns with a term; weaker evidence, or that of a variant, informs."""
    for alignment in facts.unquoted_alignments:
        concept = alignment.concept
        weak = alignment.missing or alignment.shared or alignment.of_variant or alignment.excess < _SURE
        informs = weak or concept.proposal or concept.risk is Risk.HIGH
        yield calque(CODE, alignment, Severity.INFO if informs else Severity.SUGGESTION, facts)


RULE = Rule(
    code=CODE,
    name="unquoted-calque",
    family="terminology",
    summary="Words that render a Chinese term of the glossary word for word.",
    reason=(
        "Machine translation renders policy terms character by character, each time in other words. These words agree with the "
        "dictionary glosses of a glossary term, more closely than native text does by chance, and are none of its accepted "
        "renderings; the message shows word by word what was compared."
    ),
    mqm=Mqm.TERMINOLOGY,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    bad=(
        BadExample("The port serves [[dragon faucet firms]] first.", "The port serves leading enterprises first."),
        BadExample("The port opened a [[window for one acceptance]].", "The port opened a one-window service."),
        BadExample("The port held on to the [[nose of the ox]].", "The port held on to the key issue."),
    ),
    good=(
        "The county is determined to catch up with its port.",
        "The board introduced the situation and reached a new level.",
        "The circle line runs at double the old speed.",
        "The firm at the head of the list builds dragon boats.",
        "Sales rose by a tenth, according to the National Bureau of Statistics.",
        "The ox broke its nose ring.",
    ),
    source="Dictionary glosses: CC-CEDICT; thresholds: measured on native English; the accepted English: the sources of each entry",
)
