"""A bound, a trend or a negation of the Chinese that the English turns round or loses.

超过 (more than) beside "less than", 下降 (fell) beside "rose", 不得 (must not) without any word that denies. A bound or a trend is told
where the figure itself agrees and every word near it says the opposite; a negation where nothing in the whole piece denies.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.matching.facts import Facts
from policy_glossary.matching.polarity import added_negation, lost_negation, turned_quantities
from policy_glossary.matching.quantities import LEAST_CONFIDENCE, Comparison
from policy_glossary.model.bitext import Pair
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span


def check(facts: Facts) -> Iterator[Finding]:
    """Each quantity whose bound or trend is turned, and the first sentence of each piece that loses or adds a negation."""
    comparisons: dict[Pair, list[Comparison]] = {}
    for pair, comparison in facts.quantities:
        comparisons.setdefault(pair, []).append(comparison)
    for pair, compared in comparisons.items():
        for turned in turned_quantities(pair.zh, facts.visible, compared):
            message = f'The Chinese has "{turned.chinese}"{pair.aside}; the English says "{turned.english}".'
            yield RULE.finding(turned.span, message, severity=Severity.WARNING)
    yield from _negations(facts)


def _negations(facts: Facts) -> Iterator[Finding]:
    for pair in facts.pairs:
        english = facts.visible[slice(*pair.span)]
        if pair.confidence < LEAST_CONFIDENCE or not english.strip():
            continue
        if (lost := lost_negation(pair.zh, english)) is not None:
            sentence = facts.sentences.sentence_at(pair.span.start + len(english) - len(english.lstrip()))
            span = Span(max(sentence.start, pair.span.start), min(sentence.end, pair.span.end))
            yield RULE.finding(span, f'The Chinese denies with "{lost}"{pair.aside}; nothing in the English does.')
        elif (added := added_negation(pair.zh, english)) is not None:
            span = Span(pair.span.start + added.start, pair.span.start + added.end)
            yield RULE.finding(span, f"The English denies here; nothing in the Chinese does{pair.aside}.")


RULE = Rule(
    code="POL001",
    name="polarity-turned",
    family="polarity",
    summary="A bound, a trend or a negation that the English turns round or loses.",
    reason="不足 (less than), 下降 (fell) and 不得 (must not) are short and easily lost; the English then says the opposite and reads well.",
    source="Measured with `python benchmarks/bilingual_numbers.py`",
    mqm=Mqm.ACCURACY,
    severity=Severity.SUGGESTION,
    bilingual=True,
    check=check,
    bad=(
        BadExample("空置率不足5%。 => The vacancy rate is over [[5 percent]]."),
        BadExample("能耗同比下降7.5%。 => Energy use rose by [[7.5 percent]] year on year."),
        BadExample("未经批准不得施工。 => [[Work may begin after approval is asked for.]]"),
        BadExample("学校向居民开放。 => The school is [[not]] open to residents."),
    ),
    good=(
        "空置率不足5%。 => The vacancy rate is below 5 percent.",
        "不超过30人。 => No more than 30 people.",
        "能耗同比下降7.5%。 => Energy use was reduced by 7.5 percent, as output grew.",
        "未经批准不得施工。 => Work is prohibited without approval.",
        "规模不断扩大，不仅惠及本县。 => It keeps growing and helps more than this county.",
    ),
)
