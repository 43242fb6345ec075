"""How concepts are rendered: what is counted in one document, and what the report of a corpus says.

Ratios are from 0 to 1, entropies in bits, MQM scores in tenths (0 to 1,000) as long as they are added up.
"""

from __future__ import annotations

from enum import StrEnum

from policy_glossary.model.candidate import Candidate, Phrases
from policy_glossary.model.concept import Use
from policy_glossary.model.finding import Severity
from policy_glossary.model.light_typing import NamedTuple


class NameKind(StrEnum):
    """What is compared across documents without an entry of the glossary."""

    NAME = "name"  # of an organisation, a meeting, a place or a program
    SLOGAN = "slogan"  # words in quotation marks


def is_wrong(severity: Severity | None) -> bool:
    """True for a rendering whose finding does more than inform."""
    return severity is not None and severity.rank > Severity.INFO.rank


class PlaceInContext(NamedTuple):
    """Where words stand: line and column from 1, `offset` in code points; the words and what is around them."""

    offset: int
    line: int
    column: int
    before: str
    words: str
    after: str


class Example(NamedTuple):
    """A place in one document of a corpus. `document` is its path seen from the report's folder."""

    document: str
    place: PlaceInContext


class RenderingTally(NamedTuple):
    """One rendering of a concept in one document. `severity` is that of its findings, if any; `write` its replacement."""

    concept: str
    rendering: str
    use: Use
    severity: Severity | None
    write: str
    times: int
    places: tuple[PlaceInContext, ...]


class NameTally(NamedTuple):
    """One form of a name or slogan in one document; forms with the same `key` seem to name the same thing."""

    kind: NameKind
    key: str
    form: str
    times: int
    place: PlaceInContext


NO_PHRASES = Phrases(0, {})


class DocumentTally(NamedTuple):
    """All that a corpus report needs to know of one document; plain data that does not name the document.

    `score` is the MQM score in tenths, None without words. `written` is an ISO date or empty. `severities` are the findings
    by severity: errors, warnings, suggestions, information. `phrases` are those that may deserve an entry.
    """

    words: int
    score: int | None
    written: str
    severities: tuple[int, int, int, int]
    renderings: tuple[RenderingTally, ...]
    names: tuple[NameTally, ...]
    phrases: Phrases = NO_PHRASES


class ConceptCard(NamedTuple):
    """What the report says of a concept apart from counts."""

    id: str
    zh: str
    preferred: str
    definition: str
    sources: tuple[str, ...]
    note: str
    proposal: bool


class RenderingRow(NamedTuple):
    """One rendering in a corpus: how often, in how many documents, and its first places."""

    rendering: str
    use: Use
    severity: Severity | None
    write: str
    times: int
    documents: int
    examples: tuple[Example, ...]

    @property
    def wrong(self) -> bool:
        """True if it is a finding that does more than inform."""
        return is_wrong(self.severity)


class MonthCount(NamedTuple):
    """Occurrences of one concept in the dated documents of one month (YYYY-MM)."""

    month: str
    accepted: int
    wrong: int


class ConceptRow(NamedTuple):
    """One concept in a corpus.

    `accepted`, `wrong` and `unsure` (renderings that only inform) are occurrences. `documents_wrong` are those with a wrong
    rendering, `documents_mixed` those with two renderings or more. `consistency` is the share of the commonest accepted rendering
    among all occurrences, `entropy` that of the distribution of renderings. `impact` ranks what to mend first:
    MQM penalty points of the wrong renderings, times documents with them, times wrong renderings of which none holds another.
    """

    card: ConceptCard
    renderings: tuple[RenderingRow, ...]
    accepted: int
    wrong: int
    unsure: int
    documents: int
    documents_wrong: int
    documents_mixed: int
    consistency: float
    entropy: float
    impact: int
    months: tuple[MonthCount, ...]

    @property
    def total(self) -> int:
        """All counted occurrences."""
        return self.accepted + self.wrong + self.unsure


class NameRow(NamedTuple):
    """Several forms of what seems to be one name or slogan, the commonest first."""

    kind: NameKind
    forms: tuple[RenderingRow, ...]


class Cell(NamedTuple):
    """Occurrences of one concept in one document."""

    concept: str
    accepted: int
    wrong: int
    unsure: int


class DocumentRow(NamedTuple):
    """One document of the list of the worst, with its cells of the matrix."""

    document: str
    words: int
    score: int | None
    written: str
    severities: tuple[int, int, int, int]
    cells: tuple[Cell, ...]


class MonthRow(NamedTuple):
    """The dated documents of one month: their mean MQM score in tenths (None without scores) and all occurrences."""

    month: str
    documents: int
    words: int
    score: int | None
    accepted: int
    wrong: int


class Change(NamedTuple):
    """What became of one concept since the last report; a side on which it did not occur has None."""

    id: str
    zh: str
    preferred: str
    wrong_before: int | None
    wrong_now: int | None
    index_before: float | None
    index_now: float | None


class Since(NamedTuple):
    """What changed since the last report that differed from this one."""

    documents_before: int
    words_before: int
    wrong_before: int
    score_before: int | None
    changes: tuple[Change, ...]


class Totals(NamedTuple):
    """What was read: documents, words, occurrences; the mean MQM score in tenths, None without scores."""

    documents: int
    dated: int
    words: int
    accepted: int
    wrong: int
    unsure: int
    score: int | None


class ConsistencyReport(NamedTuple):
    """The report of a corpus. `concepts` stand in order of impact; `documents` are the worst, at most a fixed number."""

    version: str
    glossaries: tuple[tuple[str, int], ...]
    totals: Totals
    concepts: tuple[ConceptRow, ...]
    names: tuple[NameRow, ...]
    documents: tuple[DocumentRow, ...]
    months: tuple[MonthRow, ...]
    candidates: tuple[Candidate, ...] = ()
    since: Since | None = None

    @property
    def first(self) -> tuple[ConceptRow, ...]:
        """The five concepts to mend first."""
        return tuple(row for row in self.concepts if row.impact)[:5]
