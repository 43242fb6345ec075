"""The MQM score of a document: penalty points by severity, per 100 words.

Weights follow the customary MQM scale (minor 1, major 5, critical 25; themqm.org, MQM scoring models): a suggestion counts
as minor, a warning as major, an error as critical, information not at all. The score is 100 less the penalty points per 100
words, at least 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policy_glossary.model.finding import Finding, Severity

WEIGHTS: Mapping[Severity, float] = {Severity.INFO: 0, Severity.SUGGESTION: 1, Severity.WARNING: 5, Severity.ERROR: 25}


def mqm_score(findings: Iterable[Finding], words: int, weights: Mapping[Severity, float] = WEIGHTS) -> float | None:
    """The score of a document of `words` words, from 0 to 100, or None if it has none."""
    if words == 0:
        return None
    penalty = float(sum(weights[finding.severity] for finding in findings))
    return round(max(0.0, 100 - 100 * penalty / words), 1)
