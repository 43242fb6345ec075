"""A number of the Chinese that has another value in the English.

Chinese counts by ten thousands (万) and hundred millions (亿), English by thousands, so engines slip by powers of ten, tear digit
groups apart, or change a digit. Told only where an English figure is left over that nothing else in the Chinese explains.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.figures_en import explained, number_words
from policy_glossary.language.quantity import Bound, Kind, Quantity
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.quantities import Verdict
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule


def check(facts: Facts) -> Iterator[Finding]:
    """Each English figure that stands for a Chinese one of another value, and each conversion in brackets that is wrong."""
    for pair, comparison in facts.quantities:
        source, target = comparison.chinese, comparison.english
        if target is None or comparison.verdict not in (Verdict.VALUE, Verdict.CONVERSION):
            continue
        zh = explained(source) + pair.aside
        if comparison.verdict is Verdict.CONVERSION:
            message = f'{zh}; "{target.text}" beside it is another value.'
            yield RULE.finding(target.span, message)
            continue
        severity = Severity.ERROR if comparison.sure else Severity.SUGGESTION
        message = f'The Chinese has {zh}; the English has "{target.text}".'
        yield RULE.finding(target.span, message, _corrected(source, target), severity)


def _corrected(source: Quantity, target: Quantity) -> str | None:
    """The English quantity with the value of the Chinese; None where the figure is in words, or the Chinese is vague."""
    value = source.value
    figure = target.figure_text
    if value is None or not regex.match(r"\d", figure) or (source.readings[0].vague and source.bound is not Bound.OVER):
        return None
    if source.kind in (Kind.RATIO, Kind.POINTS):
        if source.kind is not target.kind or "basis" in target.text:
            return None
        number = f"{round(value * 100, 6):g}"
    elif source.kind in (Kind.YEAR, Kind.DAY):
        number = f"{value:g}"
    elif source.kind is Kind.NUMBER:
        number = number_words(value)
    else:
        return None
    return target.text.replace(figure, number, 1)


RULE = Rule(
    code="NUM025",
    name="number-differs",
    family="numbers",
    summary="A number whose value differs from the Chinese.",
    reason="万 is ten thousand and 亿 a hundred million: a slip in conversion makes a figure ten, a hundred or ten thousand times too large. "
    "Both sides are shown, because the source can be wrong as well.",
    source="Measured with `python benchmarks/bilingual_numbers.py`",
    mqm=Mqm.ACCURACY,
    severity=Severity.ERROR,
    grade=Grade.SUGGESTED,
    bilingual=True,
    check=check,
    bad=(
        BadExample(
            "全县新建大棚3.6万座。 => The county built [[360,000]] greenhouses.",
            "The county built 36,000 greenhouses.",
        ),
        BadExample(
            "项目总投资12.5亿元。 => The project took a total investment of [[12.5 billion yuan]].",
            "The project took a total investment of 1.25 billion yuan.",
        ),
        BadExample("电商销售额增长31.4%。 => Online sales grew by [[34.1 percent]].", "Online sales grew by 31.4 percent."),
        BadExample("注册志愿者8.2万人。 => Some [[82,00]] volunteers have registered.", "Some 82,000 volunteers have registered."),
        BadExample("茶园面积达3000亩。 => The tea gardens cover 3,000 mu ([[2,000 hectares]])."),
    ),
    good=(
        "全县新建大棚3.6万座。 => The county built 36,000 greenhouses.",
        "项目总投资12.5亿元。 => The project took RMB1.25 billion.",
        "人均收入25687元。 => Income per head came to some 25,700 yuan.",
        "茶园面积达3000亩。 => The tea gardens cover 3,000 mu (200 hectares).",
        "拨打12345热线。 => Call the 12345 hotline, or come to the 5 counters downstairs.",
    ),
)
