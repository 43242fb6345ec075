"""What an editor must see on the five real articles."""

from __future__ import annotations

import pytest

from policy_glossary.engine.batch import check_paths
from policy_glossary.engine.check import Options
from tests.conftest import ROOT, SEEDS


@pytest.fixture(scope="module")
def seen() -> dict[str, set[str]]:
    """The words reported in the seeds, in small letters, with the Chinese they are tied to."""
    report = check_paths([str(SEEDS)], Options(glossary=(str(ROOT / "glossary"),), shipped=False))
    assert report.faults == ()
    assert [file.words > 500 for file in report.files] == [True] * 5
    words: dict[str, set[str]] = {}
    for file in report.files:
        for finding in file.findings:
            if finding.concept is None:
                continue
            said = " ".join(file.document.source.slice(finding.span).lower().split())
            words.setdefault(said, set()).add(finding.concept.zh)
    return words


@pytest.mark.parametrize(
    ("rendering", "zh"),
    [
        ("specialized, special and new", "专精特新"),
        ("specialized new enterprises", "专精特新"),
        ("specialize in special new enterprises", "专精特新"),
        ("chain master", "链主"),
        ("chain owners", "链主"),
        ("new quality productivity", "新质生产力"),
        ("new productive forces", "新质生产力"),
        ("cooked land", "熟地"),
        ("industries above designated size", "规模以上"),
        ("hundreds and thousands of projects", "百县千镇万村高质量发展工程"),
        ("millions of projects", "百县千镇万村高质量发展工程"),
    ],
)
def test_a_rendering_of_the_seeds_is_tied_to_its_concept(seen: dict[str, set[str]], rendering: str, zh: str) -> None:
    ties = [concepts for said, concepts in seen.items() if rendering in said]
    assert ties, rendering
    assert any(any(zh in concept for concept in concepts) for concepts in ties)
    assert all(len(concepts) == 1 for concepts in ties)
