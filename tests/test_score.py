"""Scores of drafts against a reference: what is compared with what, and how it is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policy_glossary.scoring.metrics import wilson
from policy_glossary.scoring.reference import ReferenceSegment
from policy_glossary.scoring.segmentation import scored_pairs, segment_like
from tests.conftest import ROOT, SEEDS, Run

REFERENCE = ROOT / "reference"
SEED = "000_e9e6a06d35af5934"


def test_an_edited_draft_is_cut_like_its_original() -> None:
    originals = ["The chain master came.", "It rained all day.", "Nobody was there."]
    draft = "Chain leaders came early.\n\nIt rained. There was nobody there then."
    assert segment_like(draft, originals) == ["Chain leaders came early.", "It rained.", "There was nobody there then."]


def test_no_word_of_a_draft_is_lost_and_missing_segments_are_empty() -> None:
    originals = ["One two three.", "Four five six.", "Seven eight."]
    parts = segment_like("One two three. Seven eight, nine.", originals)
    assert parts == ["One two three.", "", "Seven eight, nine."]
    assert segment_like("", originals) == ["", "", ""]


def test_page_residue_counts_with_the_segment_before_it() -> None:
    segments = [
        ReferenceSegment(1, 1, "Share this", "", dropped="a button"),
        ReferenceSegment(2, 1, "Half a", "", joined=True),
        ReferenceSegment(2, 2, "sentence.", "A sentence."),
        ReferenceSegment(3, 1, "Post a Comment", "", dropped="a button"),
    ]
    assert scored_pairs(["Share this", "Half a", "sentence.", "Post a Comment"], segments) == (
        ["Share this Half a sentence. Post a Comment"],
        ["A sentence."],
    )


def test_wilson_interval_of_known_values() -> None:
    assert [round(bound, 3) for bound in wilson(8, 10)] == [0.490, 0.943]  # Newcombe 1998 gives 0.49 to 0.94
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A draft of three paragraphs and its edited version."""
    (tmp_path / "draft.txt").write_text("The chain master came.\n\nIt rain all day.\n\nNobody was there.\n", encoding="utf-8")
    (tmp_path / "edited.txt").write_text("The chain leader came.\n\nIt rained all day.\n\nNobody was there.\n", encoding="utf-8")
    return tmp_path


def test_equal_texts_are_perfect(run: Run, pair: Path) -> None:
    done = run("score", "edited.txt", "--reference", "edited.txt", "--few", "--format", "json", cwd=pair)
    assert done.returncode == 0, done.stderr
    (version,) = json.loads(done.stdout)["versions"]
    assert {metric["name"]: metric["score"] for metric in version["metrics"]} == {"BLEU": 100.0, "chrF": 100.0, "TER": 0.0}


def test_ter_counts_the_edits_that_an_editor_makes(run: Run, pair: Path) -> None:
    done = run("score", "draft.txt", "--reference", "edited.txt", "--few", "--format", "json", cwd=pair)
    (version,) = json.loads(done.stdout)["versions"]
    ter = next(metric for metric in version["metrics"] if metric["name"] == "TER")
    assert ter["score"] == pytest.approx(100 * 2 / 11, abs=0.01)  # two words of eleven
    assert "signature" in ter
    assert version["terms"]["total"] >= 1
    assert version["terms"]["met"] < version["terms"]["total"]


def test_a_corrected_version_is_compared_with_the_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    shutil.copy(SEEDS / f"{SEED}.txt", tmp_path / "before")
    shutil.copytree(tmp_path / "before", tmp_path / "after")
    run("check", "--fix", "--suggested", "after")
    done = run("score", "before", "after", "--reference", str(REFERENCE), "--few", "--format", "json")
    assert done.returncode == 0, done.stderr
    before, after = json.loads(done.stdout)["versions"]
    for one, other in zip(before["metrics"], after["metrics"], strict=True):
        better = one["score"] < other["score"] if one["higher_is_better"] else one["score"] > other["score"]
        assert better, one["name"]
        assert one["p_value"] is None
        assert other["p_value"] < 0.05
    assert after["mqm"] > before["mqm"]


def test_the_page_of_differences_marks_words_and_escapes(run: Run, pair: Path) -> None:
    (pair / "draft.txt").write_text("The <b>chain</b> master came.\n\nIt rain all day.\n\nNobody was there.\n", encoding="utf-8")
    done = run("score", "draft.txt", "--reference", "edited.txt", "--few", "--format", "html", "-o", "out/page.html", cwd=pair)
    assert done.returncode == 0, done.stderr
    page = (pair / "out" / "page.html").read_text(encoding="utf-8")
    assert "<b>chain" not in page
    assert "<ins>leader</ins>" in page
    assert "<del>rain</del><ins>rained</ins>" in page


def test_two_runs_give_the_same_bytes(run: Run, pair: Path) -> None:
    first = run("score", "draft.txt", "edited.txt", "--reference", "edited.txt", "--few", cwd=pair, PYTHONHASHSEED="1")
    again = run("score", "draft.txt", "edited.txt", "--reference", "edited.txt", "--few", cwd=pair, PYTHONHASHSEED="2")
    assert first.stdout == again.stdout


def test_beside_the_chinese_its_terms_are_counted(run: Run, tmp_path: Path) -> None:
    """Two chain leaders, one rendered as agreed; a lost cluster; a term that the Chinese does not have counts for nothing."""
    (tmp_path / "zh.txt").write_text("会议表扬了一位链主。\n\n另一位链主没有来。\n\n代表们参观了产业集群。\n", encoding="utf-8")
    english = (
        "The meeting praised a chain leader.\n\nAnother chain master did not come.\n\nThe delegates visited a factory of chips.\n"
    )
    (tmp_path / "draft.txt").write_text(english, encoding="utf-8")
    (tmp_path / "reference.txt").write_text(english.replace("master", "leader"), encoding="utf-8")
    names = [str(tmp_path / name) for name in ("draft.txt", "reference.txt", "zh.txt")]
    done = run("score", names[0], "--reference", names[1], "--source", names[2], "--few", "--format", "json")
    (version,) = json.loads(done.stdout)["versions"]
    concepts = {term["zh"]: (term["met"], term["total"], term["consistency"]) for term in version["terms"]["concepts"]}
    assert concepts["链主"] == (1, 2, 0.5)
    assert concepts["产业集群"][:2] == (0, 1)
    assert "集成电路" not in concepts
