"""Whether a run passes."""

from __future__ import annotations

from policy_glossary.model.finding import Severity
from policy_glossary.model.report import Report, Verdict


def verdict_on(report: Report, allowed: int = 0) -> Verdict:
    """The verdict on a report: it passes with at most `allowed` findings that fail their file, and no file below its score."""
    failing = sum(file.fails_by(finding) for file in report.files for finding in file.findings)
    poor = [
        (file.document.source.name, file.score, file.min_score) for file in report.files if file.poor and file.score is not None
    ]
    threshold = min((file.fail_on for file in report.files), key=lambda severity: severity.rank, default=Severity.WARNING)
    return Verdict(threshold, failing, allowed, tuple(poor))
