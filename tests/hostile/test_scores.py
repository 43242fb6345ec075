"""Scores that would mean nothing. Numbers are those of the list of faults and bad inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_glossary.model.report import FaultError
from policy_glossary.scoring.metrics import score_versions
from tests.conftest import Run


def test_row_89_fewer_references_than_texts_are_a_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("One.\n\nTwo.\n\nThree.\n", encoding="utf-8")
    (tmp_path / "edited.txt").write_text("One.\n\nTwo.\n", encoding="utf-8")
    done = run("score", "draft.txt", "--reference", "edited.txt", "--few")
    assert done.returncode == 2
    assert b"has 3 paragraphs" in done.stderr
    assert b"has 2" in done.stderr
    with pytest.raises(FaultError, match="reference has 1 segment, the text 2"):
        score_versions(["One."], [["One.", "Two."]], "x", few=True)


def test_row_90_a_reference_nested_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(TypeError):
        score_versions([["One.", "Two."]], [["One."]], "x", few=True)  # type: ignore[list-item]  # what is refused
    with pytest.raises(TypeError):
        score_versions("One.", ["One."], "x", few=True)


def test_row_91_empty_lists_and_empty_references_are_faults() -> None:
    with pytest.raises(FaultError, match="holds no segments"):
        score_versions([], [[]], "x", few=True)
    with pytest.raises(FaultError, match="segment 2 of the reference is empty"):
        score_versions(["One.", " "], [["One.", "Two."]], "x", few=True)


def test_row_91_empty_segments_of_a_draft_are_counted_and_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("The first line.\n\nThe third line.\n", encoding="utf-8")
    (tmp_path / "edited.txt").write_text("The first line.\nThe second line.\nThe third line.\n", encoding="utf-8")
    (tmp_path / "lines.txt").write_text("The first line.\n \nThe third line.\n", encoding="utf-8")
    done = run("score", "lines.txt", "--reference", "edited.txt", "--few")
    assert done.returncode == 0, done.stderr
    assert b"1 empty segment" in done.stdout


def test_row_92_chinese_has_its_own_tokeniser_and_a_mismatch_is_refused() -> None:
    chinese = ["培育链主企业。", "推进新型工业化。"]
    (scores,) = score_versions(chinese, [chinese], "x", few=True)
    bleu = scores[0]
    assert round(bleu.score) == 100
    assert "tok:zh" in bleu.signature
    with pytest.raises(FaultError, match="the reference is Chinese and the text is English"):
        score_versions(chinese, [["Develop chain leaders.", "Advance."]], "x", few=True)


def test_row_93_simplified_against_traditional_is_refused() -> None:
    simplified, traditional = (
        ["培育链主企业，推进新型工业化。", "发展银发经济。"],
        ["培育鏈主企業，推進新型工業化。", "發展銀髮經濟。"],
    )
    with pytest.raises(FaultError, match="reference is in Simplified characters and the text in Traditional ones"):
        score_versions(simplified, [traditional], "x", few=True)
    with pytest.raises(FaultError, match="reference is in Traditional characters and the text in Simplified ones"):
        score_versions(traditional, [simplified], "x", few=True)
    ((bleu, *_),) = score_versions(traditional, [traditional], "x", few=True)
    assert round(bleu.score) == 100


def test_row_94_signs_that_the_chinese_tokeniser_reads_oddly_are_scored_and_the_signature_names_its_version() -> None:
    """sacrebleu takes a curly quotation mark or a euro sign for Han and does not part Han beyond the basic plane."""
    odd = ["“链主”付了€500。", "𠮷野家在𣘚街开店。"]
    ((bleu, *_),) = score_versions(odd, [odd], "x", few=True)
    assert round(bleu.score) == 100
    assert "tok:zh" in bleu.signature
    assert "version:" in bleu.signature


def test_row_95_few_segments_need_a_word(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("One.\n\nTwo.\n", encoding="utf-8")
    done = run("score", "draft.txt", "--reference", "draft.txt")
    assert done.returncode == 2
    assert b"2 segments, fewer than 100" in done.stderr
    assert b"--few" in done.stderr
