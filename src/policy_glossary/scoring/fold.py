"""The fold of a corpus: tallies of documents added up, in any order and in any grouping, to the same counts.

What is kept does not grow with the number of documents beyond the counts themselves: of examples the first few by document
and place, of documents the worst few. Both are minima of ordered sets, so that merging them is commutative and associative
like adding. Scores are whole tenths: sums of fractions would depend on the order.
"""

from __future__ import annotations

from heapq import nsmallest
from typing import TypeVar

from policy_glossary.model.candidate import Phrases, PhraseSum
from policy_glossary.model.concept import Use
from policy_glossary.model.consistency import Cell, DocumentRow, DocumentTally, Example, NameKind, is_wrong
from policy_glossary.model.finding import Severity
from policy_glossary.model.light_typing import NamedTuple

EXAMPLES = 3  # of each rendering
DOCUMENTS = 40  # of the list of the worst, which are also the columns of the matrix

RenderingKey = tuple[str, str, Use, Severity | None, str]
NameKey = tuple[NameKind, str, str]
_Key = TypeVar("_Key")


class Count(NamedTuple):
    """Occurrences, documents that hold them, and the first places."""

    times: int = 0
    documents: int = 0
    examples: tuple[Example, ...] = ()

    def plus(self, other: Count) -> Count:
        """Both together."""
        examples = self.examples
        if len(examples) < EXAMPLES or other.examples[0] < examples[-1]:
            examples = tuple(sorted((*examples, *other.examples))[:EXAMPLES])
        return Count(self.times + other.times, self.documents + other.documents, examples)


class CorpusTally:
    """Counts of all documents added so far. No document may be added twice."""

    def __init__(self) -> None:
        self.renderings: dict[RenderingKey, Count] = {}
        self.names: dict[NameKey, Count] = {}
        self.concepts: dict[str, tuple[int, ...]] = {}  # documents; with a wrong rendering; with two renderings or more
        self.months: dict[str, tuple[int, ...]] = {}  # documents, words, scores, sum of scores
        self.concept_months: dict[tuple[str, str], tuple[int, ...]] = {}  # accepted, wrong
        self.totals: tuple[int, ...] = (0,) * 5  # documents, dated, words, scores, sum of scores
        self.worst: tuple[DocumentRow, ...] = ()
        self.phrases = PhraseSum()

    def add(self, document: str, tally: DocumentTally) -> None:
        """Add one document under the name by which it is linked."""
        cells: dict[str, list[int]] = {}
        seen: dict[str, set[str]] = {}
        for concept, rendering, use, severity, write, count, places in tally.renderings:
            examples = tuple(Example(document, place) for place in places)
            _add(self.renderings, (concept, rendering, use, severity, write), Count(count, 1, examples))
            cells.setdefault(concept, [0, 0, 0])[0 if use.accepted else 1 if is_wrong(severity) else 2] += count
            seen.setdefault(concept, set()).add(rendering)
        for kind, key, form, count, place in tally.names:
            _add(self.names, (kind, key, form), Count(count, 1, (Example(document, place),)))
        for concept, (_, bad, _) in cells.items():
            _sum(self.concepts, concept, (1, int(bad > 0), int(len(seen[concept]) > 1)))
        scored = tally.score is not None
        score = tally.score or 0
        self.totals = _plus(self.totals, (1, int(bool(tally.written)), tally.words, int(scored), score))
        if tally.written:
            month = tally.written[:7]
            _sum(self.months, month, (1, tally.words, int(scored), score))
            for concept, cell in cells.items():
                _sum(self.concept_months, (concept, month), (cell[0], cell[1]))
        named = {key: p._replace(first=p.first._replace(document=document)) for key, p in tally.phrases.phrases.items()}
        self.phrases.add(Phrases(tally.phrases.words, named))
        matrix = tuple(Cell(concept, *cell) for concept, cell in sorted(cells.items()))
        row = DocumentRow(document, tally.words, tally.score, tally.written, tally.severities, matrix)
        self.worst = tuple(nsmallest(DOCUMENTS, (*self.worst, row), key=_badness))

    def merge(self, other: CorpusTally) -> None:
        """Add all that another fold has counted."""
        for key, count in other.renderings.items():
            _add(self.renderings, key, count)
        for name, count in other.names.items():
            _add(self.names, name, count)
        for concept, numbers in other.concepts.items():
            _sum(self.concepts, concept, numbers)
        for month, numbers in other.months.items():
            _sum(self.months, month, numbers)
        for pair, numbers in other.concept_months.items():
            _sum(self.concept_months, pair, numbers)
        self.phrases.add(other.phrases.total())
        self.totals = _plus(self.totals, other.totals)
        self.worst = tuple(nsmallest(DOCUMENTS, (*self.worst, *other.worst), key=_badness))


def _badness(row: DocumentRow) -> tuple[int, str]:
    """The lowest score first; documents without a score last."""
    return (1_001 if row.score is None else row.score, row.document)


def _add(counts: dict[_Key, Count], key: _Key, more: Count) -> None:
    counts[key] = counts.get(key, Count()).plus(more)


def _sum(sums: dict[_Key, tuple[int, ...]], key: _Key, more: tuple[int, ...]) -> None:
    sums[key] = _plus(sums[key], more) if key in sums else more


def _plus(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))
