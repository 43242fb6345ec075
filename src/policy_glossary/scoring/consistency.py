"""From the counts of a corpus to its report: the consistency of each concept, and what to mend first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from policy_glossary.model.concept import Use
from policy_glossary.model.consistency import (
    ConceptCard,
    ConceptRow,
    ConsistencyReport,
    MonthCount,
    MonthRow,
    NameKind,
    NameRow,
    RenderingRow,
    Totals,
)
from policy_glossary.scoring.fold import CorpusTally, Count, NameKey
from policy_glossary.scoring.mqm import WEIGHTS


def consistency_share(accepted: Iterable[int], total: int) -> float:
    """The share of the commonest accepted rendering among all `total` occurrences, from 0 to 1."""
    return round(max(accepted, default=0) / total, 3) if total else 0.0


def entropy(counts: Iterable[int]) -> float:
    """Shannon entropy in bits of a distribution given as counts: 0 for one rendering, 2 for four that are equally common."""
    counts = sorted(count for count in counts if count)
    total = sum(counts)
    return abs(round(-sum(n / total * math.log2(n / total) for n in counts), 3)) if total else 0.0


def summarize(
    tally: CorpusTally, cards: Mapping[str, ConceptCard], version: str, glossaries: tuple[tuple[str, int], ...]
) -> ConsistencyReport:
    """The report of a corpus, without candidates and without changes.

    A concept is listed if its preferred term, or a rendering that is not accepted, occurs: what an entry merely admits is
    often said of other things.
    """
    renderings: defaultdict[str, list[RenderingRow]] = defaultdict(list)
    for (concept, text, use, severity, write), counted in tally.renderings.items():
        renderings[concept].append(RenderingRow(text, use, severity, write, *counted))
    months: defaultdict[str, list[MonthCount]] = defaultdict(list)
    for (concept, month), (accepted, wrong_uses) in sorted(tally.concept_months.items()):
        months[concept].append(MonthCount(month, accepted, wrong_uses))
    rows = [
        _concept_row(cards[concept], own, tally.concepts[concept], tuple(months[concept]))
        for concept, own in sorted(renderings.items())
        if concept in cards and any(row.use is not Use.ADMITTED for row in own)
    ]
    listed = {row.card.id for row in rows}
    by_month = {month: [0, 0] for month in tally.months}
    for row in rows:
        for count in row.months:
            by_month[count.month][0] += count.accepted
            by_month[count.month][1] += count.wrong
    rows.sort(key=lambda row: (-row.impact, -row.wrong, row.consistency, -row.total, row.card.id))
    documents, dated, words, scores, points = tally.totals
    return ConsistencyReport(
        version=version,
        glossaries=glossaries,
        totals=Totals(
            documents,
            dated,
            words,
            sum(row.accepted for row in rows),
            sum(row.wrong for row in rows),
            sum(row.unsure for row in rows),
            _mean(points, scores),
        ),
        concepts=tuple(rows),
        names=_name_rows(tally.names),
        documents=tuple(row._replace(cells=tuple(c for c in row.cells if c.concept in listed)) for row in tally.worst),
        months=tuple(
            MonthRow(month, n, words, _mean(points, scores), *by_month[month])
            for month, (n, words, scores, points) in sorted(tally.months.items())
        ),
    )


def _concept_row(
    card: ConceptCard, renderings: list[RenderingRow], documents: tuple[int, ...], months: tuple[MonthCount, ...]
) -> ConceptRow:
    ordered = tuple(sorted(renderings, key=lambda r: (-r.times, r.use.value, r.rendering, r.write)))
    accepted = [row.times for row in ordered if row.use.accepted]
    wrong = [row for row in ordered if row.wrong]
    wrong_uses = sum(row.times for row in wrong)
    points = sum(row.times * int(WEIGHTS[row.severity]) for row in wrong if row.severity)
    total = sum(row.times for row in ordered)
    occurring, with_wrong, mixed = documents
    return ConceptRow(
        card=card,
        renderings=ordered,
        accepted=sum(accepted),
        wrong=wrong_uses,
        unsure=total - sum(accepted) - wrong_uses,
        documents=occurring,
        documents_wrong=with_wrong,
        documents_mixed=mixed,
        consistency=consistency_share(accepted, total),
        entropy=entropy(row.times for row in ordered),
        impact=points * with_wrong * len(_kernels(row.rendering for row in wrong)),
        months=months,
    )


def _kernels(renderings: Iterable[str]) -> list[str]:
    """Renderings that hold no other of them: "forge new productivity" is "new productivity" with a verb."""
    framed = [f" {rendering.lower()} " for rendering in renderings]
    return [one for one in framed if not any(other in one for other in framed if other != one)]


def _name_rows(names: Mapping[NameKey, Count]) -> tuple[NameRow, ...]:
    """Keys with two forms or more that differ in more than case; the most frequent first."""
    groups: defaultdict[tuple[NameKind, str], list[RenderingRow]] = defaultdict(list)
    for (kind, key, form), count in names.items():
        groups[kind, key].append(RenderingRow(form, Use.UNLISTED, None, "", *count))
    rows = [
        NameRow(kind, tuple(sorted(forms, key=lambda f: (-f.times, f.rendering))))
        for (kind, _), forms in groups.items()
        if len({form.rendering.lower() for form in forms}) > 1
    ]
    return tuple(sorted(rows, key=lambda row: (row.kind, -sum(f.times for f in row.forms), row.forms[0].rendering)))


def _mean(total: int, number: int) -> int | None:
    """A mean of whole tenths, rounded half up to a whole tenth."""
    return (2 * total + number) // (2 * number) if number else None
