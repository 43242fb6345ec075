"""From a checked document to its tally, the map step of a corpus report; and the tally as text for the cache."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

from policy_glossary.engine.judgement import Checked
from policy_glossary.matching.names import read_names
from policy_glossary.matching.occurrences import Occurrence
from policy_glossary.matching.phrases import document_phrases
from policy_glossary.model.candidate import Phrase, PhrasePlace, Phrases
from policy_glossary.model.concept import Occurrences, Use
from policy_glossary.model.consistency import DocumentTally, NameKind, NameTally, PlaceInContext, RenderingTally
from policy_glossary.model.finding import Severity
from policy_glossary.model.text import Span, printable
from policy_glossary.reports.terminal import excerpt

PLACES = 3  # of each rendering in a document
_SHOWN = 160  # code points of a name or rendering that are kept


def tally_document(checked: Checked) -> DocumentTally:
    """Count one document. A reported rendering counts only if its finding was not put aside by settings or suppressions."""
    report, facts = checked.report, checked.facts
    severities: dict[tuple[str, int], Severity] = {}
    first: dict[str, Severity] = {}
    for finding in report.findings:
        if finding.concept is not None:
            first.setdefault(finding.concept.id, finding.severity)
            for offset in range(*finding.span):
                severities[finding.concept.id, offset] = finding.severity
    counts: Counter[tuple[str, str, Use, Severity | None, str]] = Counter()
    places: defaultdict[tuple[str, str, Use, Severity | None, str], list[PlaceInContext]] = defaultdict(list)
    taken: list[Span] = []
    for occurrence in facts.occurrences:
        severity = _severity(occurrence, severities)
        if severity is None and not occurrence.use.accepted and occurrence.concept.occurrences is Occurrences.FIRST:
            severity = first.get(occurrence.concept.id)  # the first place speaks for the others
        if severity is None and not occurrence.use.accepted and occurrence.use is not Use.UNLISTED:
            continue
        write = (occurrence.replacement or occurrence.concept.preferred) if not occurrence.use.accepted else ""
        key = (occurrence.concept.id, occurrence.rendering[:_SHOWN], occurrence.use, severity, write)
        counts[key] += 1
        if len(places[key]) < PLACES:
            places[key].append(_place(checked, occurrence.span))
        taken.append(occurrence.span)
    renderings = tuple(RenderingTally(*key, count, tuple(places[key])) for key, count in sorted(counts.items(), key=_order))
    levels = Counter(finding.severity for finding in report.findings)
    return DocumentTally(
        words=report.words,
        score=None if report.score is None else round(report.score * 10),
        written=facts.written.isoformat() if facts.written else "",
        severities=(levels[Severity.ERROR], levels[Severity.WARNING], levels[Severity.SUGGESTION], levels[Severity.INFO]),
        renderings=renderings,
        names=_names(checked, taken),
        phrases=_phrases(checked),
    )


def _order(item: tuple[tuple[str, str, Use, Severity | None, str], int]) -> tuple[str, ...]:
    concept, rendering, use, severity, write = item[0]
    return concept, rendering, use, severity or "", write


def _severity(occurrence: Occurrence, severities: dict[tuple[str, int], Severity]) -> Severity | None:
    if occurrence.use.accepted:
        return None
    here = (severities.get((occurrence.concept.id, offset)) for offset in range(*occurrence.span))
    return next((severity for severity in here if severity is not None), None)


def _names(checked: Checked, taken: list[Span]) -> tuple[NameTally, ...]:
    """Names and slogans that are not counted as renderings of a concept already."""
    counts: Counter[tuple[NameKind, str, str]] = Counter()
    first: dict[tuple[NameKind, str, str], PlaceInContext] = {}
    facts = checked.facts
    for name in read_names(facts.visible, facts.document.blocks):
        if any(span.overlaps(name.span) for span in taken):
            continue
        key = (name.kind, name.key[:_SHOWN], printable(name.form)[:_SHOWN])
        counts[key] += 1
        if key not in first:
            first[key] = _place(checked, name.span)
    return tuple(NameTally(*key, count, first[key]) for key, count in sorted(counts.items()))


def _phrases(checked: Checked) -> Phrases:
    """Phrases that may deserve an entry, without the document's name; terms that stand only once are too many to keep."""
    found = document_phrases(checked.facts, once=False)
    return Phrases(
        found.words, {key: phrase._replace(first=phrase.first._replace(document="")) for key, phrase in found.phrases.items()}
    )


def _place(checked: Checked, span: Span) -> PlaceInContext:
    document = checked.report.document
    position = document.place(span)
    before, words, after = excerpt(document.source.text, span, checked.facts.sentences.sentence_at(span.start))
    return PlaceInContext(span.start, position.line, position.column, before, words[:_SHOWN], after)


def to_text(tally: DocumentTally) -> str:
    """The tally as JSON; `from_text` reads it back to an equal tally."""
    return json.dumps(tally, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> DocumentTally:
    """Raises ValueError or TypeError for what `to_text` did not write."""
    words, score, written, severities, renderings, names, (counted, phrases) = json.loads(text)
    return DocumentTally(
        words,
        score,
        written,
        tuple(severities),
        tuple(
            RenderingTally(
                concept,
                rendering,
                Use(use),
                Severity(severity) if severity else None,
                write,
                count,
                tuple(PlaceInContext(*place) for place in places),
            )
            for concept, rendering, use, severity, write, count, places in renderings
        ),
        tuple(NameTally(NameKind(kind), key, form, count, PlaceInContext(*place)) for kind, key, form, count, place in names),
        Phrases(counted, {key: _phrase(*values) for key, values in phrases.items()}),
    )


def _phrase(
    occurrences: int, documents: int, words: int, kinds: dict[str, int], forms: dict[str, int], first: list[Any], *more: Any
) -> Phrase:
    return Phrase(occurrences, documents, words, kinds, forms, PhrasePlace(*first), *more)
