"""A figure below one million written as a decimal of it: "0.71 million".

71万 divided by a hundred gives 0.71 million; English writes the figure itself, 710,000, down to the place that is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_FIGURE = regex.begins("0", r"\w.,–-") + r"\.(\d{1,4})[ \u00a0](million|billion|trillion)\b"
_BELOW = {"billion": "million", "trillion": "billion"}
_RANGE = r"(?:between|from)\s+\D{0,3}$|^\s*(?:to|and|or|[-–])\s*\D?\d"


def check(facts: Facts) -> Iterator[Finding]:
    """Each decimal below one outside of ranges; those of a billion in policy prose only."""
    text = facts.visible
    for match in regex.finditer(_FIGURE, text):
        span = Span(*match.span())
        if regex.search(_RANGE, text[max(0, span.start - 12) : span.start]) or regex.match(_RANGE, text[span.end : span.end + 8]):
            continue
        if match[2] != "million" and not facts.policy_prose:  # "0.5 billion" is seen in good English too
            continue
        new = _written(match[1], match[2])
        yield RULE.finding(span, f'Write "{new}" instead of "{match.group()}".', new)


def _written(decimals: str, scale: str) -> str:
    if scale == "million":
        return f"{int(decimals.ljust(6, '0')):,}"
    thousandths = decimals.ljust(3, "0")
    rest = thousandths[3:].rstrip("0")
    return f"{int(thousandths[:3])}{'.' + rest if rest else ''} {_BELOW[scale]}"


RULE = Rule(
    code="NUM005",
    name="half-converted-decimal",
    family="numbers",
    summary="A figure below one million as a decimal of a million: 0.71 million.",
    reason="71万 becomes 0.71 million by dividing; English writes 710,000, and 700 million for 0.7 billion.",
    source="Common usage of English newspapers; units of 万 and 亿 have no English name",
    mqm=Mqm.LOCALE,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    sought=lambda: (_FIGURE,),
    bad=(
        BadExample("The lake drew [[0.71 million]] visitors.", "The lake drew 710,000 visitors."),
        BadExample("A fund of [[0.5 billion]] yuan was set up.", "A fund of 500 million yuan was set up."),
        BadExample("It cost [[0.0525 trillion]] yuan.", "It cost 52.5 billion yuan."),
    ),
    good=("The lake drew 7.1 million visitors.", "Between 0.5 million and 1.2 million birds came.", "Growth was 0.71 percent."),
)
