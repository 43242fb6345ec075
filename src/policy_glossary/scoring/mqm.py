"""The MQM score of a document: penalty points by severity, per 100 words.

Weights follow the customary MQM scale (minor 1, major 5, critical 25; themqm.org, MQM scoring models): a suggestion counts
as minor, a warning as major, an error as critical, information not at all. The score is 100 less the penalty points per 100
words, at least 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from policy_glossary.model.finding import Finding, Mqm, Severity

WEIGHTS: Mapping[Severity, float] = {Severity.INFO: 0, Severity.SUGGESTION: 1, Severity.WARNING: 5, Severity.ERROR: 25}


class MqmScore(NamedTuple):
    """`score` from 0 to 100, `penalty` in points, and the points by category."""

    score: float
    penalty: float
    by_category: tuple[tuple[Mqm, float], ...]


def mqm_score(findings: Iterable[Finding], words: int, weights: Mapping[Severity, float] = WEIGHTS) -> MqmScore | None:
    """The score of a document of `words` words, or None if it has none."""
    if words == 0:
        return None
    points: dict[Mqm, float] = dict.fromkeys(Mqm, 0.0)
    for finding in findings:
        points[finding.mqm] += weights[finding.severity]
    penalty = float(sum(points.values()))
    by_category = tuple(sorted(((category, float(p)) for category, p in points.items() if p), key=lambda x: (-x[1], x[0])))
    return MqmScore(round(max(0.0, 100 - 100 * penalty / words), 1), penalty, by_category)
