"""How an English text writes a value: grouped digits, or a scale word from a million on."""

from __future__ import annotations

from policy_glossary.language.dates import MONTHS
from policy_glossary.language.quantity import Kind, Quantity, Reading, Unit

_SCALES = (("trillion", 1e12), ("billion", 1e9), ("million", 1e6))
_DECIMALS = 3  # with more of them behind a scale word, the next smaller one is used


def number_words(value: float) -> str:
    """A value as a text gives it: "63,000", "1.2 billion"."""
    for word, size in _SCALES:
        if value >= size:
            amount = f"{value / size:,.10g}"
            if len(amount.partition(".")[2]) <= _DECIMALS:
                return f"{amount} {word}"
    return f"{value:,.10g}"


def written(quantity: Quantity) -> str:
    """The likeliest value of a quantity with its unit, as English writes it: "120 million yuan", "5.2%", "July"."""
    if not quantity.readings:
        return quantity.text
    reading = quantity.readings[0]
    said = _value(reading)
    if reading.vague and reading.high >= reading.low * 2:
        said = f"{said} to {_value(reading._replace(low=reading.high))}"
    return said if quantity.unit is None or reading.kind is not Kind.NUMBER else f"{said} {unit_name(quantity.unit, reading.low)}"


def explained(quantity: Quantity) -> str:
    """A quantity of the Chinese as it stands there, with what it comes to in English unless that is the same: "1.2亿元 = 120 million yuan"."""
    said = written(quantity)
    return quantity.text if said == quantity.text else f"{quantity.text} = {said}"


def unit_name(unit: Unit, value: float) -> str:
    """The name of a unit behind a value."""
    irregular = {"feet": "foot", "inches": "inch", "centuries": "century"}
    if value != 1 or unit.name in ("mu", "qing", "li", "zhang", "chi", "jin", "dan", "liang", "yuan", "yen", "won"):
        return unit.name
    return irregular.get(unit.name) or unit.name.removesuffix("s")


def _value(reading: Reading) -> str:
    value = reading.low
    if reading.kind is Kind.NUMBER:
        return number_words(value)
    if reading.kind is Kind.MONTH:
        return MONTHS[int(value) - 1] if 1 <= value <= 12 else f"month {value:g}"
    share = f"{round(value * 100, 6):g}"
    forms = {
        Kind.RATIO: f"{share}%",
        Kind.POINTS: f"{share} percentage points",
        Kind.TIMES: f"{value:g} times",
        Kind.DECADE: f"the {value:g}s",
    }
    return forms.get(reading.kind) or f"{value:g}"
