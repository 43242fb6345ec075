"""Paragraphs that follow each other and open with the same words: "In terms of ...", "To comprehensively promote ..."."""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_OPENING = r"((?:[A-Za-z][\w'’-]*\s+){2}[A-Za-z][\w'’-]*)"
_RUN = 3


def check(facts: Facts) -> Iterator[Finding]:
    """One finding at the second paragraph of a run of three or more that share their first three words."""
    blocks = facts.body
    openings = [regex.compile(_OPENING).match(facts.visible, block.span.start) for block in blocks]
    keys = [match[1].lower().split() if match else [] for match in openings]
    first = 0
    for number in range(1, len(blocks) + 1):
        if number < len(blocks) and keys[number] and keys[number] == keys[first]:
            continue
        match = openings[first + 1] if number - first >= _RUN else None
        if match and not _ordinary(match[1]):
            yield RULE.finding(
                Span(*match.span(1)),
                f'{number - first} paragraphs in a row open with "{" ".join(match[1].split())}": vary the openings, '
                "number the points, or give them headings.",
            )
        first = number


def _ordinary(words: str) -> bool:
    """True for openings that news repeats with reason: articles, speakers, names."""
    return bool(regex.match(r"(?:The|A|An|He|She|It|They|I)\s", words)) or all(w[:1].isupper() for w in words.split())


_REST = " the county will repair its oldest bridges and pay for new boats, as it has said for years, while the farmers wait."

RULE = Rule(
    code="REP006",
    name="repeated-paragraph-opening",
    family="repetition",
    summary="Three or more paragraphs in a row open with the same words.",
    reason="Chinese reports open each section with the same formula (在…方面); English varies, numbers or uses headings.",
    source="Measured: 2 of 2 hits true on five machine-translated articles, none in 37,000 words of good English",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    check=check,
    bad=(
        BadExample(f"In terms of roads,{_REST}\n\n[[In terms of]] tea,{_REST}\n\nIn terms of fish,{_REST}"),
        BadExample(f"To fully serve trade,{_REST}\n\n[[To fully serve]] youth,{_REST}\n\nTo fully serve all,{_REST}"),
        BadExample(
            f"With the help of engineers,{_REST}\n\n[[With the help]] of clerks,{_REST}\n\n"
            f"With the help of monks,{_REST}\n\nWith the help of a bank,{_REST}"
        ),
    ),
    good=(
        f"In terms of roads,{_REST}\n\nAs for tea,{_REST}\n\nIn terms of fish,{_REST}",
        f"The bank said that{_REST}\n\nThe bank said so:{_REST}\n\nThe bank said no:{_REST}",
    ),
)
