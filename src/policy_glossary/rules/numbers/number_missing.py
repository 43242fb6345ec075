"""A number of the Chinese that the English does not give in any form.

Years, months, small counts (两个, 三家) and slogans are left alone: English says "last year", "both" or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.figures_en import explained
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.quantities import Verdict
from policy_glossary.model.bitext import Pair
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_CLAUSE_END = r"[.;:!?。；！？](?=\s|$)|,(?=\s)|\n\s*\n"
_DOUBTFUL = 0.8  # confidence of an alignment below which a missing number is only a suggestion


def check(facts: Facts) -> Iterator[Finding]:
    """Each clause in which numbers of the Chinese should stand, with the numbers that are missing."""
    missing: dict[tuple[Span, Pair], list[str]] = {}
    for pair, comparison in facts.quantities:
        if comparison.verdict is Verdict.MISSING:
            clause = _clause(facts.visible, pair.span, comparison.place.start)
            missing.setdefault((clause, pair), []).append(explained(comparison.chinese))
    for (clause, pair), numbers in missing.items():
        severity = Severity.WARNING if pair.confidence >= _DOUBTFUL else Severity.SUGGESTION
        yield RULE.finding(clause, f"The English gives no number for {', '.join(numbers)}{pair.aside}.", severity=severity)


def _clause(text: str, pair: Span, at: int) -> Span:
    """The clause at a place of a pair's English, without blanks and the mark at its end."""
    words = text[slice(*pair)]
    start, end = 0, len(words)
    for mark in regex.finditer(_CLAUSE_END, words):
        if mark.end() <= at - pair.start and words[mark.end() :].strip():
            start = mark.end()
        elif mark.start() >= at - pair.start and words[start : mark.start()].strip():
            end = mark.start()
            break
    clause = words[start:end]
    left = pair.start + start + len(clause) - len(clause.lstrip())
    return Span(left, max(left, pair.start + start + len(clause.rstrip().rstrip(".,;:!?。"))))


RULE = Rule(
    code="NUM026",
    name="number-missing",
    family="numbers",
    summary="A number of the Chinese that the English does not give.",
    reason="Engines drop figures, above all where a sentence holds several. A reader of the English cannot know that there was one.",
    source="Measured with `python benchmarks/bilingual_numbers.py`",
    mqm=Mqm.ACCURACY,
    severity=Severity.WARNING,
    bilingual=True,
    check=check,
    bad=(
        BadExample("全镇培育香菇200万棒。 => [[The town grows shiitake mushrooms]]."),
        BadExample(
            "去年接待游客35万人次，旅游收入2.1亿元。 => "
            "The village received 350,000 visitors last year, [[and its income from tourism rose]]."
        ),
        BadExample("近三分之一的农户受益。 => [[The farming households benefited]]."),
    ),
    good=(
        "全镇培育香菇200万棒。 => The town grows two million logs of shiitake mushrooms.",
        "两个村庄、三家企业参加。 => The villages and the firms took part.",
        "2023年，学校建成。 => The school was completed last year.",
        "学习“一带一路”和全国两会精神，落实“三农”政策。 => Study the Belt and Road and the two sessions, and carry out rural policy.",
        "近三分之一的农户受益。 => Nearly one household in three benefited.",
    ),
)
