"""A sentence begins with a figure.

Chinese counts first ("132个项目实施"); English spells the number out or lets another word begin. Where the sentence before
lacks its object, the figure was torn from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_NO_COUNT = r" (?:million|billion|trillion|percent|per|years?|months?|days?|hours?|of|and|or|to|am|pm|more|fewer)$"

_WORDS = dict(zip("1 2 3 4 5 6 7 8 9 10".split(), "One Two Three Four Five Six Seven Eight Nine Ten".split(), strict=True))


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each figure that begins a sentence of running text; years and numbers of list items are none."""
    for sentence in (s for block in facts.body for s in facts.sentences.of(block)[1:]):
        text = facts.visible[sentence.start : min(sentence.end, sentence.start + 80)]
        match = regex.match(r"(?P<number>\d[\d,]*(?:\.\d+)?)%?\s+[\"“]?[a-z][\w-]*", text)
        if match is None or regex.fullmatch(r"(?:1[5-9]|20)\d\d", match["number"]) or not _is_clause(facts, sentence):
            continue
        told = f'A sentence does not begin with a figure: put a word before "{match["number"]}" ("Some", "A total of"), spell it out, or'
        counts = "." not in match["number"] and "%" not in match.group() and not regex.search(_NO_COUNT, match.group())
        small = _WORDS.get(match["number"])
        rest = match.group()[len(match["number"]) :]
        new = (f"{small}{rest}" if small else f"A total of {match.group()}") if counts else None
        yield RULE.finding(Span(sentence.start, sentence.start + match.end()), f"{told} join the sentence to the one before.", new)


def _is_clause(facts: Facts, sentence: Span) -> bool:
    """True if it is as long as a sentence and the one before it does not end in an abbreviation ("elev. 311 m")."""
    words = facts.visible[sentence.start : sentence.end].split()
    before = facts.visible[max(0, sentence.start - 12) : sentence.start].rstrip()
    return (
        len(words) >= 5
        and words[-1][-1] in '.!?"”'
        and not regex.search(r"\b(?:approx|art|ca|elev|est|fig|max|min|no|nos|pp?|sec|vol)\.$", before)
    )


RULE = Rule(
    code="SEG008",
    name="initial-number",
    family="segmentation",
    summary="A sentence begins with a figure.",
    reason="Style guides spell a number out, or move it, where a sentence would begin with it; often it was torn from a list.",
    mqm=Mqm.LOCALE,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample(
            "Much was done for dry villages in the spring. [[45 wells]] were dug by hand, and two more were found in the hills.",
            "Much was done for dry villages in the spring. A total of 45 wells were dug by hand, and two more were found in the hills.",
        ),
        BadExample(
            "The valley brought in more rice in May. [[2,340 tons]] were sold at once, and the rest went to the town's own stores.",
            "The valley brought in more rice in May. A total of 2,340 tons were sold at once, and the rest went to the town's own stores.",
        ),
        BadExample(
            "The valley brought in more rice in May. [[7 towns]] sold theirs at once, and the rest went to the county's own stores.",
            "The valley brought in more rice in May. Seven towns sold theirs at once, and the rest went to the county's own stores.",
        ),
        BadExample(
            "The valley brought in more rice in May. [[1 town]] sold it all at once, and the rest went to the county's own stores.",
            "The valley brought in more rice in May. One town sold it all at once, and the rest went to the county's own stores.",
        ),
        BadExample(
            "The lake is clean again, and the birds have come back to it. [[3.5% more]] herons nested there than in the year before."
        ),
    ),
    good=(
        "It rained a good deal in the hills in the spring. 2016 was a better year for those who grow rice or tea there.",
        "Much was done for dry villages in the spring. Forty-five wells were dug by hand, and 12 more were found in the hills.",
    ),
    source="The Associated Press Stylebook and The Chicago Manual of Style: no figure at the start of a sentence",
)
