"""The reference English of the seeds: whole, in step with the seeds, and what the tool itself calls good English."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from policy_glossary.engine.batch import check_paths
from policy_glossary.model.finding import Severity
from policy_glossary.scoring.reference import ReferenceSegment, read_reference
from tests.conftest import OWN_GLOSSARY, ROOT, SEEDS
from tests.references import place_segments, reference_text

ARTICLES = sorted(SEEDS.glob("*.txt"))
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
WORDS = {word: number for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_FIGURE = re.compile(
    rf"(?P<digits>\d[\d,]*(?:\.\d+)?)(?:[ -](?P<scale>{'|'.join(SCALES)}))?\b"
    rf"|\b(?P<word>{'|'.join(WORDS)})(?:[ -](?P<word_scale>{'|'.join(SCALES)}))?\b",
    re.IGNORECASE,
)

WARNINGS: dict[tuple[str, str], str] = {}
"""Findings at warning or above that stand in the reference with good reason: (rule, words) and why. There are none."""


def reference_of(article: Path) -> tuple[ReferenceSegment, ...]:
    return read_reference(ROOT / "reference" / f"{article.stem}.po", f"reference/{article.stem}.po")


def figures(text: str) -> tuple[set[Decimal], set[Decimal]]:
    """The values written in digits in a text, and those written in any way; "24.5 billion" is one value."""
    in_digits: set[Decimal] = set()
    in_words: set[Decimal] = set()
    for match in _FIGURE.finditer(text):
        scale = SCALES[(match["scale"] or match["word_scale"] or "").lower()] if match["scale"] or match["word_scale"] else 1
        if match["digits"]:
            in_digits.add(Decimal(match["digits"].replace(",", "")) * scale)
        else:
            in_words.add(Decimal(WORDS[match["word"].lower()]) * scale)
    return in_digits, in_digits | in_words


def figures_agree(source: str, english: str) -> bool:
    """True if each figure in digits on one side stands on the other, in digits or in words."""
    source_digits, source_all = figures(source)
    english_digits, english_all = figures(english)
    return source_digits <= english_all and english_digits <= source_all


def test_there_is_a_reference_for_each_seed_and_for_nothing_else() -> None:
    assert [path.stem for path in sorted((ROOT / "reference").glob("*.po"))] == [article.stem for article in ARTICLES]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem[:3])
def test_the_segments_are_the_whole_seed_in_order(article: Path) -> None:
    text = article.read_bytes().decode()
    spans = place_segments(text, reference_of(article))
    rest = list(text)
    for span in spans:
        rest[span.start : span.end] = " " * (span.end - span.start)
    assert not "".join(rest).strip()
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem[:3])
def test_a_paragraph_of_the_reference_is_a_line_of_the_seed(article: Path) -> None:
    """Paragraphs carry the alignment of whole texts, so their numbers must be those of the seed."""
    lines = [line.strip() for line in article.read_text(encoding="utf-8").split("\n") if line.strip()]
    for segment in reference_of(article):
        assert segment.source in lines[segment.paragraph - 1]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem[:3])
def test_figures_agree_unless_the_reference_says_why_not(article: Path) -> None:
    for segment in reference_of(article):
        if segment.english:
            agree = figures_agree(segment.source, segment.english)
            assert agree != bool(segment.numbers), f"{segment.paragraph}.{segment.number}: {segment.source}"


@pytest.mark.parametrize(
    ("source", "english", "agree"),
    [
        ("an investment of 11.004 billion yuan", "11.004 billion yuan was invested", True),
        ("an investment of 11.004 billion yuan", "11.04 billion yuan was invested", False),
        ("more than 3 clusters", "more than three clusters", True),
        ("exceeding ten billion yuan", "over 10 billion yuan", True),
        ("exceeding ten billion yuan", "over 10 million yuan", False),
        ("8,505 acres", "8,505 mu (567 hectares)", False),
        ("a year-on-year increase of 7.9%", "a rise on the year", False),
    ],
)
def test_the_comparison_of_figures_sees_a_slip(source: str, english: str, agree: bool) -> None:
    assert figures_agree(source, english) is agree


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem[:3])
def test_nothing_of_the_machine_is_left(article: Path) -> None:
    """Plain quotation marks, American spelling, no Chinese, no full-width marks, one blank between words."""
    text = reference_text(reference_of(article))
    assert text.isascii()
    assert not re.search(r"  | [,.;:!?]|\b(?:towards|programme|centre|labour|\w+isation)\b", text)


@pytest.mark.usefixtures("own_cache")
def test_the_tool_warns_of_nothing_in_the_reference(tmp_path: Path) -> None:
    """A warning on edited English is a fault of the reference or a false alarm of the tool; either is to be mended."""
    for article in ARTICLES:
        (tmp_path / article.name).write_text(reference_text(reference_of(article)), encoding="utf-8")
    report = check_paths([str(tmp_path)], OWN_GLOSSARY._replace(min_severity=Severity.WARNING))
    assert report.faults == ()
    assert [file.words > 500 for file in report.files] == [True] * len(ARTICLES)
    warned = {(finding.rule, file.document.source.slice(finding.span)) for file in report.files for finding in file.findings}
    assert warned == set(WARNINGS)


def test_the_text_of_a_reference_leaves_out_what_is_no_part_of_the_article() -> None:
    segments = (
        ReferenceSegment(1, 1, "Friday", "", dropped="date of the page"),
        ReferenceSegment(2, 1, "Liang said", "", joined=True),
        ReferenceSegment(3, 1, "The area is good .", "The area does well, Liang said."),
        ReferenceSegment(3, 2, "It have land.", "It has land."),
        ReferenceSegment(4, 1, "No end.", "There is no end."),
    )
    assert reference_text(segments) == "The area does well, Liang said. It has land.\n\nThere is no end.\n"


@pytest.mark.parametrize("article", ["One . Two . Three", "Two . One .", "One . and Two .", "One .", "one . Two ."])
def test_an_article_that_is_not_that_of_the_reference_is_seen(article: str) -> None:
    segments = (ReferenceSegment(1, 1, "One .", "One."), ReferenceSegment(1, 2, "Two .", "Two."))
    with pytest.raises(AssertionError, match="segment"):
        place_segments(article, segments)
