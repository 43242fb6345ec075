"""A quantity of the Chinese that keeps its figure and changes its unit: 亩 as acres, 斤 as kilograms, 里 as kilometres.

A unit that was converted is no finding: 3,000 mu may be 200 hectares. Also told: percentage points given as per cent, a sum in
another currency, and 度 of electricity (kilowatt-hours) as degrees.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.figures_en import number_words, unit_name, written
from policy_glossary.language.quantity import Kind, Quantity, Unit
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.quantities import Verdict
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule

_PREFIXES = {"yuan": "RMB", "Hong Kong dollars": "HK$", "US dollars": "US$", "euros": "€", "pounds": "£"}
_HECTARE = 10_000.0  # square metres


def check(facts: Facts) -> Iterator[Finding]:
    """Each quantity with the figure of the Chinese and another unit."""
    for pair, comparison in facts.quantities:
        source, target = comparison.chinese, comparison.english
        if comparison.verdict is not Verdict.UNIT or target is None:
            continue
        message = (
            f'The Chinese has {source.text} = {written(source)}{_hectares(source)}{pair.aside}; the English has "{target.text}"'
        )
        severity = Severity.ERROR if source.unit is not None else Severity.WARNING
        yield RULE.finding(target.span, f"{message}{_in_unit_of(source, target)}.", _corrected(source, target), severity)


def _hectares(source: Quantity) -> str:
    if source.unit is None or source.unit.name != "mu" or source.value is None or source.readings[0].vague:
        return ""
    return f" ({float(f'{source.value * source.unit.factor / _HECTARE:.3g}'):,g} hectares)"


def _in_unit_of(source: Quantity, target: Quantity) -> str:
    """What the English says, counted in the unit of the Chinese: " (6,070 mu)"."""
    one, other = source.unit, target.unit
    if one is None or other is None or one.dimension != other.dimension or one.dimension == "money" or target.value is None:
        return ""
    value = float(f"{target.value * other.factor / one.factor:.3g}")
    return f", which is {number_words(value)} {unit_name(one, value)}"


def _corrected(source: Quantity, target: Quantity) -> str | None:
    """The English quantity in the unit of the Chinese."""
    if source.kind is Kind.POINTS:
        return regex.compile(r"(?i)\s?(?:%|per ?cent)$").sub(" percentage points", target.text)
    unit, value = source.unit, target.value
    if unit is None or value is None:
        return None
    figure = target.figure_text
    if target.figure.start > target.span.start:  # US$5 million
        prefix = _PREFIXES.get(unit.name)
        return None if prefix is None else prefix + figure
    return figure + _joint(target, unit) + unit_name(unit, 1 if _joint(target, unit) == "-" else value)


def _joint(target: Quantity, unit: Unit) -> str:
    """The hyphen of "a 300-acre orchard", or a blank."""
    behind = target.text[target.figure.end - target.span.start :]
    return "-" if behind.startswith("-") and unit.dimension != "money" else " "


RULE = Rule(
    code="NUM027",
    name="unit-differs",
    family="numbers",
    summary="A quantity with the figure of the Chinese and another unit.",
    reason="亩 is a fifteenth of a hectare, not an acre (six times as large); 斤 is half a kilogram, 里 half a kilometre, 顷 a hundred mu. "
    "A rise of two percentage points is no rise of two per cent.",
    source="State Council order on units of measure, 1959: 1 mu = 1/15 hectare, 1 jin = 500 g, 1 li = 500 m; 1 acre = 0.4047 hectare",
    mqm=Mqm.ACCURACY,
    severity=Severity.ERROR,
    grade=Grade.SUGGESTED,
    bilingual=True,
    check=check,
    bad=(
        BadExample("流转土地4500亩。 => [[4,500 acres]] of land were leased.", "4,500 mu of land were leased."),
        BadExample("亩产稻谷1200斤。 => Each mu yielded [[1,200 kilograms]] of rice.", "Each mu yielded 1,200 jin of rice."),
        BadExample("河道长60里。 => The river is [[60 kilometers]] long.", "The river is 60 li long."),
        BadExample(
            "就业率提高2个百分点。 => The employment rate rose by [[2 percent]].",
            "The employment rate rose by 2 percentage points.",
        ),
        BadExample("贷款3亿港元。 => A loan of [[US$300 million]] was made.", "A loan of HK$300 million was made."),
        BadExample(
            "全年发电6亿度。 => It generated [[600 million degrees]] of power.", "It generated 600 million kilowatt-hours of power."
        ),
    ),
    good=(
        "流转土地4500亩。 => 300 hectares of land were leased.",
        "流转土地4500亩。 => 4,500 mu (741 acres) of land were leased.",
        "亩产稻谷1200斤。 => Each mu yielded 600 kg of rice.",
        "水温保持在25度。 => The water is kept at 25 degrees.",
        "贷款3亿元。 => A loan of RMB300 million was made.",
    ),
)
