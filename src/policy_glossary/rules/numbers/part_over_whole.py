"""A part that is greater than its whole: 15 of the 12 projects, 12 mills, including 20 mills.

A slip of the source or of the machine (万 lost in one of two figures); whichever it is, one of the figures is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_N = "(" + regex.begins(r"\d", r"\w.,$€£¥") + r"[\d,]*)(?![\d.,]*[\d%])"
_VERB = r"(?:have|has|had|were|was|are|is|will)"
_FORMS = (  # (what it cannot do without, pattern, group of the part, group of the whole)
    (
        r" of (?:the|its|all|their) \d",
        rf"{_N} (?:out )?of (?:the|its|all|their) {_N} (?!s\b)(?!\w+ary|per cent|percent|million|billion)[a-z]",
        1,
        2,
    ),
    (r"f (?:the|its|all|these) \d", rf"\b[Oo]f (?:the|its|all|these) {_N} ([a-z][\w-]*)[^.;:\d%$]{{0,40}}, {_N} {_VERB}\b", 3, 1),
    (
        r", (?:including|of which|among them|among which) \d",
        rf"{_N} (?:[a-z-]+ ){{0,2}}?([a-z]{{4,}}s)\b[^.;:\d%$]{{0,40}}, (?:including|of which|among them|among which) {_N} (?:[a-z-]+ ){{0,2}}?\2\b",
        3,
        1,
    ),
    (
        r", (?:of which|of them) \d",
        rf"{_N} (?:[a-z-]+ ){{0,2}}?([a-z]{{4,}}s)\b[^.;:\d%$]{{0,20}}, (?:of which|of them) {_N} {_VERB}\b",
        3,
        1,
    ),
)
_ALL = r"\baccount(?:s|ed|ing)? for ((?:1[0-9][1-9]|1[1-9]0|[2-9]\d\d)(?:\.\d+)?) ?(?:%|percent|per cent) of (?:the |its |all )?(?:total|all|whole|entire)"


def check(facts: Facts) -> Iterator[Finding]:
    """Pairs of plain counts of which the part is the larger, and shares of a total above 100 percent."""
    text = facts.visible
    for sign, pattern, part, whole in _FORMS:
        for match in regex.finditer(pattern, text) if regex.search(sign, text) else ():
            if _value(match[part]) > _value(match[whole]) and not _is_year(match[whole]):
                span = Span(*match.span(part))
                yield RULE.finding(span, f"{match[part]} is more than the {match[whole]} it is said to be part of: check both.")
    for match in facts.places.starting(("account",), regex.compile(_ALL)):
        yield RULE.finding(Span(*match.span(1)), f"A share of the total cannot be {match[1]} percent: check the figure.")


def _value(figure: str) -> int:
    return int(figure.replace(",", ""))


def _is_year(figure: str) -> bool:
    return bool(regex.fullmatch(r"(?:19|20)\d\d", figure))


RULE = Rule(
    code="NUM022",
    name="part-over-whole",
    family="numbers",
    summary="A part that is greater than the whole it is taken from.",
    reason="One of the two figures is wrong: a lost 万 or a misread unit.",
    source="Arithmetic; none in 178,000 words of good English",
    mqm=Mqm.ACCURACY,
    severity=Severity.WARNING,
    check=check,
    bad=(
        BadExample("So far [[15]] of the 12 projects have been finished."),
        BadExample("Of the 40 villages in the plan, [[62]] have a clinic."),
        BadExample("The town has 12 mills, including [[20]] paper mills."),
        BadExample("Exports accounted for [[160]] percent of the total."),
    ),
    good=(
        "So far 12 of the 15 projects have been finished.",
        "The firm has 12 branches, including 300 clerks in Suzhou.",
        "Of the 40 villages in the plan, 6,200 families have moved.",
        "Exports came to 160 percent of the total of 2020.",
    ),
)
