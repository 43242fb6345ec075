"""The scores of versions of a text as a table for the eye and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from policy_glossary.model.score import MetricScore, ScoreReport, VersionScore
from policy_glossary.model.text import counted, printable
from policy_glossary.reports.terminal import columns

_WORST = 8
_SIGNIFICANT = 0.05


def render_text(report: ScoreReport) -> str:
    """The table, the signatures, and the concepts that stand most often in English that is not accepted."""
    return "\n".join(_lines(report)) + "\n"


def render_json(report: ScoreReport) -> str:
    """The whole report as one JSON object."""
    data: dict[str, Any] = {
        "format": 1,
        "reference": report.reference,
        "segments": report.segments,
        "dropped": report.dropped,
        "versions": [_version(version) for version in report.versions],
        "rows": [
            {
                "place": row.place,
                "reference": row.reference,
                "versions": [{"text": words, "chrF": round(chrf, 2), "TER": round(ter, 2)} for words, chrf, ter in row.versions],
            }
            for row in report.rows
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _version(version: VersionScore) -> dict[str, Any]:
    met, total = version.met
    return {
        "name": version.name,
        "empty": version.empty,
        "words": version.words,
        "findings": version.findings,
        "pairs": version.pairs,
        "mqm": None if version.mqm is None else round(version.mqm, 2),
        "metrics": [
            metric._asdict()
            | {"score": round(metric.score, 2), "interval": round(metric.interval, 2), "p_value": _rounded(metric.p_value)}
            for metric in version.metrics
        ],
        "terms": {"met": met, "total": total, "concepts": [term._asdict() for term in version.terms]},
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _lines(report: ScoreReport) -> Iterator[str]:
    dropped = f", {report.dropped} more are no part of the article" if report.dropped else ""
    yield f"Reference: {printable(report.reference)} ({counted(report.segments, 'segment')}{dropped})"
    yield ""
    width = max(columns(printable(version.name)) for version in report.versions)
    names = [metric.name for metric in report.versions[0].metrics]
    yield f"{'':{width}}  " + "".join(f"{name:>17}" for name in names) + "      MQM  findings  terms as agreed"
    for version in report.versions:
        name = printable(version.name)
        cells = "".join(f"{_cell(metric):>17}" for metric in version.metrics)
        met, total = version.met
        mqm = "    -" if version.mqm is None else f"{version.mqm:5.1f}"
        share = f"{met} of {total} ({100 * met / total:.0f} %)" if total else "none found"
        yield f"{name}{' ' * (width - columns(name))}  {cells}    {mqm}  {version.findings:8,}  {share}"
        if version.pairs:
            yield f"{'':{width}}  {version.pairs:,} pieces checked beside their Chinese, whose terms are counted"
        if version.empty:
            yield f"{'':{width}}  {version.empty} empty segments"
    yield ""
    if len(report.versions) > 1:
        yield f"* differs from {printable(report.versions[0].name)} (paired bootstrap, p < {_SIGNIFICANT})"
    yield "± half of the 95 % interval; TER: lower is better"
    for metric in report.versions[0].metrics:
        yield f"{metric.name}|{metric.signature}"
    for version in report.versions:
        worst = sorted((term for term in version.terms if term.met < term.total), key=lambda t: (t.met - t.total, t.concept))
        if worst:
            yield ""
            yield f"Not as agreed in {printable(version.name)}"
        for term in worst[:_WORST]:
            interval = f"{100 * term.met / term.total:.0f} % met, 95 % interval {100 * term.low:.0f}-{100 * term.high:.0f} %"
            told = (
                f"{printable(term.zh)} = {printable(term.preferred)}: {term.total - term.met} of {term.total} otherwise ({interval}"
            )
            yield f"  {told}, consistency {100 * term.consistency:.0f} %)"


def _cell(metric: MetricScore) -> str:
    star = "*" if metric.p_value is not None and metric.p_value < _SIGNIFICANT else " "
    return f"{metric.score:.1f} ± {metric.interval:.1f}{star}"
