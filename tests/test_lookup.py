from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from policy_glossary.cli.app import app
from policy_glossary.engine.cache import CACHE_VARIABLE
from tests.conftest import HEADER, entry

LEADER = entry(
    "id: chain-leader", "zh-variants: 链主企业", "admitted: lead firm", "deprecated: chain master", "suspect: chain owner",
    "definition: The core company of an industrial chain.", "note: not the 链长",
)  # fmt: skip
GREEN = entry("id: green-growth", "deprecated: green increase", zh="绿色增长", en="green growth")
BANK = entry("id: bank-president", "deprecated: line long => bank president", zh="行长", en="bank president")

Look = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "industry.po").write_text(HEADER + LEADER + GREEN + BANK, encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Nothing.\n\nThe chain\u00a0masters met a Chain Leader.\n", encoding="utf-8")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> list[dict[str, Any]]:
        result = CliRunner().invoke(app, ["lookup", "--glossary", "terms", "--no-shipped", "--format", "json", *words])
        assert result.exit_code == (0 if json.loads(result.stdout) else 1), result.output
        found: list[dict[str, Any]] = json.loads(result.stdout)
        return found

    return run


@pytest.mark.parametrize(
    ("query", "match", "role"),
    [
        ("链主", "exact", "Chinese"),
        ("鏈主", "exact", "Chinese"),
        ("“链主”", "exact", "Chinese"),
        ("培育链主企业名单", "part", "Chinese"),
        ("链", "part", "Chinese"),
        ("lianzhu", "exact", "pinyin"),
        ("Lián Zhǔ", "exact", "pinyin"),
        ("lian4 zhu3", "exact", "pinyin"),
        ("chain-leader", "exact", "id"),
        ("The chain masters", "exact", "deprecated"),
        ("lead", "part", "admitted"),
        ("chain leeder", "near", "preferred"),
        ("chane owner", "near", "suspect"),
    ],
)
def test_a_concept_is_found_by_any_of_its_names(look: Look, query: str, match: str, role: str) -> None:
    hit = look(query)[0]
    assert (hit["id"], hit["match"], hit["found_by"]["role"]) == ("chain-leader", match, role)


@pytest.mark.parametrize("query", ["hangzhang", "xing chang", "háng zhǎng"])
def test_every_reading_of_a_character_counts(look: Look, query: str) -> None:
    assert [hit["id"] for hit in look(query)] == ["bank-president"]


@pytest.mark.parametrize("query", ["lvsezengzhang", "lǜsè zēngzhǎng", "lüse zengzhang"])
def test_u_with_two_dots_however_it_is_typed(look: Look, query: str) -> None:
    assert [hit["id"] for hit in look(query)] == ["green-growth"]


@pytest.mark.parametrize("query", ["zzzz", "龘", "!?", '"', "a* OR b", "NEAR("])
def test_what_is_unknown_or_looks_like_a_query_language_finds_nothing(look: Look, query: str) -> None:
    assert look(query) == []


def test_words_of_a_query_language_are_words(look: Look) -> None:
    assert [(hit["id"], hit["match"]) for hit in look("chain AND (")] == [("chain-leader", "near")]


def test_places_in_the_texts(look: Look) -> None:
    (hit,) = look("链主")
    assert hit["occurs"] == [
        {"file": "seeds/a.txt", "line": 3, "words": "chain\u00a0masters", "status": "deprecated"},
        {"file": "seeds/a.txt", "line": 3, "words": "Chain Leader", "status": "preferred"},
    ]


def test_row_8_lines_of_places_end_as_editors_end_them(look: Look, tmp_path: Path) -> None:
    (tmp_path / "seeds" / "a.txt").write_text("One\x0cpage.\u2028Still one.\rA chain master.\r\n", encoding="utf-8", newline="")
    (hit,) = look("chain master")
    assert [(use["line"], use["words"]) for use in hit["occurs"]] == [(2, "chain master")]


def test_a_whole_paragraph_is_no_name(look: Look) -> None:
    assert look("the chain masters of the old town " * 2_000) == []


def test_the_card_for_people(look: Look) -> None:
    shown = CliRunner().invoke(app, ["lookup", "--glossary", "terms", "--no-shipped", "chain", "master"])
    assert "链主  =  chain leader" in shown.stdout
    assert "The core company of an industrial chain." in shown.stdout
    assert "found by: chain master (deprecated)" in shown.stdout
    assert "at: terms/industry.po:" in shown.stdout


def test_a_changed_glossary_is_read_anew(look: Look) -> None:
    assert look("tea hall") == []
    with Path("terms/industry.po").open("a", encoding="utf-8") as file:
        file.write(entry("id: tea-hall", zh="茶馆", en="tea hall"))
    assert [hit["id"] for hit in look("tea hall")] == ["tea-hall"]


def test_a_glossary_that_is_named_extends_the_shipped_one_as_in_a_check(look: Look) -> None:
    shown = CliRunner().invoke(app, ["lookup", "--glossary", "terms", "--format", "json", "专精特新"])
    assert "specialized-sophisticated-smes" in {hit["id"] for hit in json.loads(shown.stdout)}
    assert look("专精特新") == []  # --no-shipped


def test_without_opencc_a_search_in_vain_says_what_it_cannot_find(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["lookup", "--glossary", "terms", "--no-shipped"]
    with monkeypatch.context() as without:
        for module in ("language.traditional", "engine.lookup.store"):
            without.setattr(f"policy_glossary.{module}.has_opencc", lambda: False)
        assert CliRunner().invoke(app, [*arguments, "qwxyz"]).stderr == ""
        assert "policy-glossary[zh]" in CliRunner().invoke(app, [*arguments, "網格員"]).stderr
