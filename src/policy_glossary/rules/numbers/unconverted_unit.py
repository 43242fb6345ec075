"""A Chinese unit that readers abroad do not know, with no conversion beside it: 500 mu, 30 jin, degrees of electricity."""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.numbers.acres_for_mu import amount, spoken

# unit in the text: (its size, the unit that readers know)
_UNITS = {
    "mu": (1 / 15, "hectares"),
    "jin": (0.5, "kilograms"),
    "catties": (0.5, "kilograms"),
    "catty": (0.5, "kilograms"),
    "li": (0.5, "kilometers"),
    "liang": (0.05, "kilograms"),
    "degrees of electricity": (1.0, "kilowatt-hours"),
    "degrees of power": (1.0, "kilowatt-hours"),
}
_FIGURE = regex.begins(r"\d", r"\w.,") + r"[\d,]*(?:\.\d+)?"
_AREA = rf"({_FIGURE})[ \u00a0](?:(thousand|million|billion) )?({'|'.join(_UNITS)})\b(?!-|\s+[A-Z])"
_GIVEN = r"hectare|\bha\b|square|\bkm|kilomet|\bkg\b|kilogram|\bkWh\b|kilowatt|\bacre|\btons?\b|tonne|\bgrams?\b|°"


def check(facts: Facts) -> Iterator[Finding]:
    """The first figure in each such unit that has no conversion close by."""
    text, told = facts.visible, set()
    for match in regex.finditer(_AREA, text):
        figure, scale, unit = match[1], match[2], match[3]
        span = Span(*match.span())
        size, known = _UNITS[unit]
        electricity = unit.startswith("degrees")
        if not electricity and (known in told or regex.search(_GIVEN, text[max(0, span.start - 30) : span.end + 40])):
            told.add(known)
            continue
        told.add(known)
        value = spoken(amount(figure, scale) * size)
        words = " ".join(match.group().split())
        advice = f'write "{value} {known}"' if electricity else f'add the metric size, "{words} ({value} {known})"'
        yield RULE.finding(span, f'Readers abroad do not know "{unit}": {advice}.')


RULE = Rule(
    code="NUM012",
    name="unconverted-unit",
    family="numbers",
    summary="A Chinese unit without conversion at its first use.",
    reason="亩, 斤, 里 and 度 (of electricity) mean nothing to readers abroad; the metric size tells.",
    source="1 mu = 1/15 hectare, 1 jin = 0.5 kg, 1 li = 0.5 km",
    mqm=Mqm.LOCALE,
    severity=Severity.SUGGESTION,
    check=check,
    bad=(
        BadExample("Farmers grew [[500 mu]] of rice and 300 mu of rape."),
        BadExample("Each tree bears [[40 jin]] of plums."),
        BadExample("The dam yields [[3 million degrees of electricity]] a day."),
    ),
    good=(
        "Farmers grew 500 mu (33 hectares) of rice.",
        "Some 40 Li families live on the hill.",
        "It was 30 degrees in the shade.",
    ),
)
