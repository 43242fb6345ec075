"""What `glossary score` has to say: metrics of versions against a reference, their terms, and the segments side by side."""

from __future__ import annotations

from policy_glossary.model.light_typing import NamedTuple


class MetricScore(NamedTuple):
    """One score of a corpus, from 0 to 100 (TER may be higher), with the half-width of its 95 % bootstrap interval.

    `p_value` is that of the paired bootstrap test against the first version, None for that version itself.
    """

    name: str
    score: float
    interval: float
    signature: str
    higher_is_better: bool
    p_value: float | None = None


class TermScore(NamedTuple):
    """How one concept is rendered in a version.

    It stands in accepted English at `met` of `total` places, which are its occurrences in the Chinese where that is at hand and else those
    that were found in the English; `low` and `high` bound that share (95 % Wilson interval, 0 to 1).
    `consistency` is the share of its most frequent rendering.
    """

    concept: str
    zh: str
    preferred: str
    met: int
    total: int
    low: float
    high: float
    consistency: float


class VersionScore(NamedTuple):
    """One version of the text: `empty` counts its empty segments; `mqm` is None without words; `terms` by falling total.

    `pairs` is the number of its pieces that were checked beside their Chinese.
    """

    name: str
    empty: int
    metrics: tuple[MetricScore, ...]
    words: int
    findings: int
    mqm: float | None
    terms: tuple[TermScore, ...]
    pairs: int = 0

    @property
    def met(self) -> tuple[int, int]:
        """Occurrences of concepts in accepted English, and all."""
        return sum(term.met for term in self.terms), sum(term.total for term in self.terms)


class SegmentRow(NamedTuple):
    """One segment: where it is, its reference, and for each version its words with their chrF and TER."""

    place: str
    reference: str
    versions: tuple[tuple[str, float, float], ...]


class ScoreReport(NamedTuple):
    """Versions of a text against one reference; `dropped` counts segments of the reference that are no part of the article.

    `rows` are its segments one by one, none if they were not asked for.
    """

    reference: str
    segments: int
    dropped: int
    versions: tuple[VersionScore, ...]
    rows: tuple[SegmentRow, ...]
