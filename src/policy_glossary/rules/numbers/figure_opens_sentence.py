"""A sentence that begins with a figure, such as "132 projects were opened"."""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_FIGURE = r"(\d{2,3}|\d{1,3}(?:,\d{3})+)(?= [\"“'‘]?[a-z][\w-]+[\"”'’]? )"
_NO_COUNT = r" (?:million|billion|trillion|percent|per|years?|months?|days?|hours?|of|and|or|to|am|pm|p\.m|a\.m)\b"


def check(facts: Facts) -> Iterator[Finding]:
    """Counts at the start of a paragraph of running text; those within it are found by initial-number, in other texts too."""
    text = facts.visible
    for sentence in (facts.sentences.of(block)[0] for block in facts.body):
        match = regex.compile(_FIGURE).match(text, *sentence)
        if match is None or regex.match(_NO_COUNT, text[match.end() : match.end() + 12]):
            continue
        new = f"A total of {match[1]}"
        yield RULE.finding(Span(*match.span()), f'Do not begin a sentence with a figure: "{new} ..." or turn it round.', new)


RULE = Rule(
    code="NUM019",
    name="figure-opens-sentence",
    family="numbers",
    summary="A paragraph of running text begins with a figure.",
    reason="Chinese sentences may begin with a count; English ones spell it out, lead in with words or turn round.",
    source="Associated Press and Chicago style: no figure at the start of a sentence",
    mqm=Mqm.LOCALE,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    bad=(
        BadExample(
            "[[132]] workshops in the valley behind the new railway were opened in a single year, and all of them last.",
            "A total of 132 workshops in the valley behind the new railway were opened in a single year, and all of them last.",
        ),
        BadExample(
            "[[1,356]] old houses in the harbour quarter were repaired by their owners with loans from the town's own savings bank.",
            "A total of 1,356 old houses in the harbour quarter were repaired by their owners with loans from the town's own "
            "savings bank.",
        ),
        BadExample(
            "The divers spent all of August in the bay.\n\n[[64]] “lost” anchors were brought up by eleven men in a single week, and the museum "
            "has taken nine of them.",
            "The divers spent all of August in the bay.\n\nA total of 64 “lost” anchors were brought up by eleven men in a single week, and "
            "the museum has taken nine of them.",
        ),
    ),
    good=(
        "The valley has changed since the railway came: 132 workshops were opened there in a single year, and all of them last.",
        "2023 was a good year for the harbour quarter, whose houses were repaired by their owners with loans from the bank.",
        "50 percent of the houses in the harbour quarter were repaired by their owners with loans from the town's savings bank.",
    ),
)
