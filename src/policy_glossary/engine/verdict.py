"""Whether a run passes."""

from __future__ import annotations

from policy_glossary.model.finding import Severity
from policy_glossary.model.report import Report, Verdict


def verdict_on(report: Report, threshold: Severity, allowed: int = 0, min_score: float | None = None) -> Verdict:
    """The verdict on a report: it passes with at most `allowed` findings at or above a severity and no file below a score."""
    failing = sum(finding.severity.rank >= threshold.rank for file in report.files for finding in file.findings)
    poor = [
        (file.document.source.name, file.score)
        for file in report.files
        if min_score is not None and file.score is not None and file.score < min_score
    ]
    return Verdict(threshold, failing, allowed, min_score, tuple(poor))
