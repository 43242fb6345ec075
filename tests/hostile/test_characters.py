"""Characters that mislead programs, and machines that differ. Numbers are those of the list of faults and bad inputs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.engine.packs import load_rules
from policy_glossary.formats import read_document
from policy_glossary.matching.facts import Circumstances
from policy_glossary.matching.genre import Genre
from policy_glossary.model.text import SourceText
from tests.conftest import HEADER, SEEDS, Run, entry, findings, flagged, matcher_for, rules_of

CHAIN = entry("id: chain-leader", "deprecated: chain master; chaîne master")


def test_row_7_a_lone_surrogate_is_no_utf8_and_a_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A chain master \xed\xa0\x80 came.\n")
    done = run("check", "a.txt")
    assert done.returncode == 2
    assert b"is not valid UTF-8 at byte 15" in done.stderr


def test_row_9_decomposed_accents_match_and_offsets_stay() -> None:
    text = "A chai\u0302ne master came, a cha\u00eene master too."
    assert [text[f.span.start : f.span.end] for f in findings(text, CHAIN)] == ["chai\u0302ne master", "cha\u00eene master"]


def test_row_10_compatibility_ideographs_are_not_rewritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A chain master (\uf90a) came.\n", encoding="utf-8")
    run("check", "--fix", "--suggested", "--select", "TERM", "a.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "A chain leader (\uf90a) came.\n"


def test_row_11_astral_characters_count_as_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\U00020000\U0001f468\u200d\U0001f469 chain master came.\n", encoding="utf-8")
    (record,) = [json.loads(line) for line in run("check", "--format", "jsonl", "--select", "TERM", "a.txt").stdout.splitlines()]
    assert (record["start"], record["end"], record["column"]) == (5, 17, 6)


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\u00ad", "\ufe0f", "\u2060"], ids=lambda mark: f"{ord(mark):04x}")
def test_row_12_invisible_characters_inside_a_term_do_not_hide_it(mark: str) -> None:
    assert flagged(f"A chain mas{mark}ter came.", CHAIN) == [f"chain mas{mark}ter"]


def test_row_13_direction_marks_are_shown_as_codes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A \u202echain master\u202c came.\n", encoding="utf-8")
    told = run("check", "--select", "TERM", "a.txt").stdout.decode()
    assert "\u202e" not in told
    assert "\\u202e" in told


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u2009", "\u202f"], ids=lambda blank: f"{ord(blank):04x}")
def test_row_14_other_blanks_are_blanks(blank: str) -> None:
    assert flagged(f"A chain{blank}master came.", CHAIN) == [f"chain{blank}master"]


def test_row_15_full_width_letters_match() -> None:
    assert flagged("A ｃｈａｉｎ master came.", CHAIN) == ["ｃｈａｉｎ master"]


def test_row_16_letters_whose_small_form_is_longer_do_not_move_offsets() -> None:
    text = "\u0130\u0130 STRA\u1e9eE: a chain master came. " * 3
    assert flagged(text, CHAIN) == ["chain master"] * 3


def test_row_20_a_file_that_ends_within_a_character_is_a_fault_and_without_line_end_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("A chain master came – ".encode()[:-2])
    assert run("check", "a.txt").returncode == 2
    (tmp_path / "b.txt").write_bytes(b"The last words: chain master")
    assert b"b.txt:1:17" in run("check", "--select", "TERM", "b.txt").stdout


def test_row_82_a_fence_that_is_never_closed_hides_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A chain master.\n\n```\nA chain master.\n\nA chain master.\n", encoding="utf-8")
    done = run("check", "--format", "jsonl", "--select", "TERM", "a.md")
    assert [json.loads(line)["line"] for line in done.stdout.splitlines()] == [1]
    assert b"never closed" in done.stderr


def test_row_83_what_is_no_prose_in_markdown_is_passed_over() -> None:
    text = (
        "---\ntitle: a chain master\n---\n\n| a | b |\n|---|---|\n| chain master | `chain master` |\n\n"
        "<!-- chain master -->\n\n<div>\na chain master\n</div>\n\nA note[^1] and $chain master$.\n\n[^1]: The chain master.\n"
    )
    found = findings(text, CHAIN, "a.md")
    assert [text[: f.span.start].count("\n") + 1 for f in found] == [7, 12, 17]


def test_row_84_a_quotation_ends_with_its_paragraph() -> None:
    text = 'He said "this is 5\' 6" tall.\n\nA chain master came.\n\n"Another that is never closed.\n\nOne chain master left.'
    assert flagged(text, CHAIN) == ["chain master", "chain master"]


@pytest.mark.parametrize("end", ["“", '"', "”", "(", "-", "’", "$", "#", "万", "…"])
def test_row_84_a_text_may_end_in_any_mark(end: str) -> None:
    for start in ("The “port grew, and so did the ", "He left for ", "The plan (2024) is “good", "It grew by 5 "):
        document = read_document(SourceText("a.txt", f"{start}{end}"))
        judgement = Judgement(tuple(load_rules()), circumstances=Circumstances(Genre.POLICY))
        assert check_document(document, matcher_for(CHAIN), judgement).faults == ()


@pytest.mark.parametrize(("text", "codes"), [(") went on until May 5", []), ("”It went on until May 5", ["PUN010"])])
def test_row_84_what_a_text_begins_with_is_not_judged_by_its_end(text: str, codes: list[str]) -> None:
    document = read_document(SourceText("a.txt", text))
    checked = check_document(document, matcher_for(CHAIN), Judgement(rules_of("PUN010", "PUN024")))
    assert [finding.rule for finding in checked.report.findings] == codes


def test_row_139_one_place_is_told_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(
        HEADER + CHAIN + entry("id: other-leader", "deprecated: chain master", zh="链长", en="chain chief"), encoding="utf-8"
    )
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("A chain master came.\n", encoding="utf-8")
    done = run("check", "--format", "jsonl", "a.txt")
    assert len(done.stdout.splitlines()) == 1


def test_row_151_a_correction_fits_its_article_capital_and_number(run: Run, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(
        HEADER + entry("id: owner-leader", "deprecated: chain master", en="industry leader"), encoding="utf-8"
    )
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("A chain master came. Chain masters met. Three chain masters left.\n", encoding="utf-8")
    run("check", "--fix", "--suggested", "--select", "TERM", "a.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == (
        "An industry leader came. Industry leaders met. Three industry leaders left.\n"
    )


def test_row_29_a_closed_pipe_ends_quietly(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"The chain master spoke.\n\n" * 20_000)
    environment = {**os.environ, "GLOSSARY_CACHE_DIR": str(cache)}
    command = [sys.executable, "-m", "policy_glossary", "check", "long.txt"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"long.txt:1:5")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_row_34_repeats_are_byte_identical_whatever_the_hash_seed_and_locale(run: Run, tmp_path: Path) -> None:
    for seed in SEEDS.glob("*.txt"):
        shutil.copy(seed, tmp_path)
    outputs = {
        run("check", "--format", kind, ".", PYTHONHASHSEED=seed, LC_ALL=locale, TZ=zone).stdout
        for kind in ("json",)
        for seed, locale, zone in (
            ("0", "C", "UTC"),
            ("1", "C.UTF-8", "Asia/Shanghai"),
            ("2", "POSIX", "UTC"),
            ("2", "POSIX", "UTC"),
        )
    }
    assert len(outputs) == 1
