"""The consistency report as plain data, for other programs and for the next report; consistency.schema.json describes it."""

from __future__ import annotations

import json
from typing import Any

from policy_glossary.model.consistency import (
    Cell,
    Change,
    ConceptRow,
    ConsistencyReport,
    DocumentRow,
    Example,
    RenderingRow,
    Since,
)
from policy_glossary.reports.consistency_words import why

FORMAT_VERSION = 1


def render(report: ConsistencyReport) -> str:
    """The report as JSON, indented by one blank so that two reports can be compared line by line."""
    return json.dumps(record(report), ensure_ascii=False, indent=1) + "\n"


def record(report: ConsistencyReport) -> dict[str, Any]:
    """The report as data. Scores are from 0 to 100, shares from 0 to 1, entropies in bits."""
    totals = report.totals
    return {
        "format": FORMAT_VERSION,
        "signature": {
            "version": report.version,
            "glossaries": [{"digest": digest, "concepts": size} for digest, size in report.glossaries],
        },
        "totals": {**totals._asdict(), "score": _score(totals.score)},
        "fix_first": [
            {
                "id": row.card.id,
                "zh": row.card.zh,
                "write": row.card.preferred,
                "impact": row.impact,
                "why": why(row, totals.documents),
            }
            for row in report.first
        ],
        "concepts": [_concept(row) for row in report.concepts],
        "names": [{"kind": row.kind.value, "forms": [_form(form) for form in row.forms]} for row in report.names],
        "documents": [_document(row) for row in report.documents],
        "months": [{**month._asdict(), "score": _score(month.score)} for month in report.months],
        "candidates": [
            {
                "english": c.english,
                "kind": c.kind,
                "count": c.occurrences,
                "documents": c.documents,
                "zh": c.chinese,
                "po": c.entry,
            }
            for c in report.candidates
        ],
        "since": None if report.since is None else since_record(report.since),
    }


def since_record(since: Since) -> dict[str, Any]:
    """The changes as data; `since_from` reads them back."""
    return {
        **since._asdict(),
        "score_before": _score(since.score_before),
        "changes": [change._asdict() for change in since.changes],
    }


def since_from(data: Any) -> Since | None:
    """Changes as `since_record` wrote them. Raises KeyError, TypeError or ValueError for anything else."""
    if data is None:
        return None
    changes = tuple(Change(**change) for change in data["changes"])
    for change in changes:
        if not all(isinstance(part, str) for part in change[:3]):
            raise TypeError("a change names a concept by texts")
        if not all(part is None or isinstance(part, int | float) for part in change[3:]):
            raise TypeError("a change holds numbers")
    return Since(
        int(data["documents_before"]),
        int(data["words_before"]),
        int(data["wrong_before"]),
        tenths(data["score_before"]),
        changes,
    )


def tenths(score: Any) -> int | None:
    """A score as it stands in the data, in tenths."""
    return None if score is None else round(float(score) * 10)


def _score(score: int | None) -> float | None:
    return None if score is None else score / 10


def _concept(row: ConceptRow) -> dict[str, Any]:
    card = row.card
    return {
        "id": card.id,
        "zh": card.zh,
        "preferred": card.preferred,
        "definition": card.definition,
        "sources": list(card.sources),
        "note": card.note,
        "proposal": card.proposal,
        "accepted": row.accepted,
        "wrong": row.wrong,
        "unsure": row.unsure,
        "documents": row.documents,
        "documents_wrong": row.documents_wrong,
        "documents_mixed": row.documents_mixed,
        "index": row.consistency,
        "entropy": row.entropy,
        "impact": row.impact,
        "renderings": [
            {
                "text": r.rendering,
                "use": r.use.value,
                "severity": r.severity.value if r.severity else None,
                "wrong": r.wrong,
                "write": r.write,
                **_counts(r),
            }
            for r in row.renderings
        ],
        "months": [month._asdict() for month in row.months],
    }


def _form(row: RenderingRow) -> dict[str, Any]:
    return {"text": row.rendering, **_counts(row)}


def _counts(row: RenderingRow) -> dict[str, Any]:
    return {"count": row.times, "documents": row.documents, "examples": [_example(example) for example in row.examples]}


def _example(example: Example) -> dict[str, Any]:
    return {"document": example.document, **example.place._asdict()}


def _document(row: DocumentRow) -> dict[str, Any]:
    errors, warnings, suggestions, information = row.severities
    return {
        "document": row.document,
        "words": row.words,
        "score": _score(row.score),
        "written": row.written or None,
        "errors": errors,
        "warnings": warnings,
        "suggestions": suggestions,
        "information": information,
        "concepts": [_cell(cell) for cell in row.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"id": cell.concept, "accepted": cell.accepted, "wrong": cell.wrong, "unsure": cell.unsure}
