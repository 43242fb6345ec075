"""Settings that change judgement, suppressions, the document gate and the score."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policy_glossary.language.dates import document_date
from policy_glossary.matching.genre import reads_as_policy_prose
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.text import Span
from policy_glossary.scoring.mqm import mqm_score
from tests.conftest import ROOT, SEEDS, Run, entry

PACK = """
[[rule]]
code = "OWN001"
name = "no-synergy"
mqm = "style"
severity = "warning"
grade = "suggested"
summary = "Our house does not print synergy."
reason = "House style."
source = "House style"
pattern = '\\bsynergy\\b'
message = 'Say what is done together instead of "{0}".'
replace = 'cooperation'
bad = [["They praised [[synergy]].", "They praised cooperation."], ["[[Synergy]] grew.", "Cooperation grew."]]
good = ["They praised work.", "Synergetics is a field."]
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    (tmp_path / "own.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "a.md").write_text("The chain master loves synergy.\n", encoding="utf-8")
    settings(tmp_path, "")
    return tmp_path


def settings(folder: Path, more: str) -> None:
    (folder / "glossary.toml").write_text('shipped-glossary = false\npacks = ["own.toml"]\n' + more, encoding="utf-8")


def reported(run: Run, *arguments: str) -> list[dict[str, Any]]:
    done = run("check", "--format", "jsonl", *(arguments or ("a.md",)))
    assert done.returncode in (0, 1), done.stderr
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def codes(run: Run, *arguments: str) -> list[str]:
    return [finding["rule"] for finding in reported(run, *arguments)]


def test_a_projects_own_pack_is_run(run: Run) -> None:
    assert codes(run) == ["TERM001", "OWN001"]


def test_only_selected_rules_run(run: Run) -> None:
    assert codes(run, "--select", "TERM", "a.md") == ["TERM001"]
    assert codes(run, "--select", "no-synergy", "--select", "STY", "a.md") == ["OWN001"]
    assert run("check", "--select", "XYZ", "a.md").returncode == 2


def test_a_message_names_the_characters_that_nobody_sees(run: Run, project: Path) -> None:
    pack = PACK.replace("\\bsynergy\\b", "synergy|\\x{200b}").replace("message = ", "message = 'Delete {0}.'\n# ")
    (project / "own.toml").write_text(pack, encoding="utf-8")
    (project / "a.md").write_text("The wei\u200br holds.\n", encoding="utf-8")
    assert [f["message"] for f in reported(run, "a.md")] == ["Delete U+200B."]


@pytest.mark.parametrize("selector", ["OWN001", "OWN", "no-synergy", "own"])
def test_a_rule_is_switched_off_by_code_family_or_name(run: Run, project: Path, selector: str) -> None:
    settings(project, f'disable = ["{selector}"]\n')
    assert codes(run) == ["TERM001"]


def test_a_concept_is_switched_off_by_its_id(run: Run, project: Path) -> None:
    settings(project, 'disable = ["chain-leader"]\n')
    assert codes(run) == ["OWN001"]


def test_severity_is_changed(run: Run, project: Path) -> None:
    settings(project, 'severity = { OWN001 = "error", chain-leader = "info" }\n')
    assert [f["severity"] for f in reported(run)] == ["info", "error"]


def test_a_path_has_judgements_of_its_own(run: Run, project: Path) -> None:
    (project / "drafts").mkdir()
    (project / "drafts" / "b.md").write_bytes((project / "a.md").read_bytes())
    settings(project, '[[per-path]]\npaths = ["drafts/*"]\ndisable = ["TERM"]\n')
    assert codes(run, "a.md", "drafts/b.md") == ["TERM001", "OWN001", "OWN001"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('severity = { OWN001 = "grave" }', 'one of info, suggestion, warning, error, not "grave"'),
        ('genre = "novel"', '"genre" must be one of auto, policy, other, not "novel"'),
        ('[[per-path]]\ndisable = ["X"]', "needs paths"),
        ("[score]\nwarning = -1", '"score" of "warning" must be a number from 0'),
        ('packs = ["missing.toml"]', "no such file"),
    ],
)
def test_settings_that_make_no_sense_are_faults(run: Run, project: Path, more: str, told: str) -> None:
    text = f"shipped-glossary = false\n{more}\n"
    (project / "glossary.toml").write_text(text, encoding="utf-8")
    done = run("check", "a.md")
    assert done.returncode == 2
    assert told in done.stderr.decode()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("pattern = ", "patern = ", '"pattern" is missing'),
        ('severity = "warning"', 'severity = "warning"\nseverety = 1', 'unknown field "severety"'),
        ("synergy\\b'", "(synergy\\b'", "missing )"),
        ("synergy\\b'", "{NOUN}'", "no word list NOUN"),
        ('"OWN001"', '"TERM001"', "two rules share a code or a name: TERM001"),
        ("[[rule]]", "[[rule]", "not valid TOML"),
    ],
)
def test_a_broken_pack_is_a_fault(run: Run, project: Path, old: str, new: str, told: str) -> None:
    (project / "own.toml").write_text(PACK.replace(old, new, 1), encoding="utf-8")
    done = run("check", "a.md")
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert told in line


def test_row_109_a_pattern_that_would_stall_other_engines_ends_at_once(run: Run, project: Path) -> None:
    (project / "own.toml").write_text(PACK.replace("\\bsynergy\\b", "(a*)*(a|b)*c$"), encoding="utf-8")
    (project / "a.md").write_text("a" * 50_000 + "\n", encoding="utf-8")
    assert run("check", "a.md").returncode == 0


def test_rules_test_runs_the_examples_of_a_pack(run: Run, project: Path) -> None:
    assert run("rules", "test", "own.toml").returncode == 0
    (project / "own.toml").write_text(PACK.replace("They praised work.", "They praised synergy."), encoding="utf-8")
    done = run("rules", "test", "own.toml")
    assert done.returncode == 1
    assert b'"synergy" is reported' in done.stdout


def test_what_is_to_be_deleted_needs_no_other_mending(run: Run, project: Path) -> None:
    (project / "b.txt").write_bytes(b"Prices rose, with synergy.\n\n#port #trade #synergy #growth #news\n")
    found = reported(run, "b.txt")
    assert [f["line"] for f in found if f["rule"] == "OWN001"] == [1]
    assert [f["suggestion"] for f in found if f["line"] == 3] == [""]


def test_a_comment_puts_findings_of_its_paragraph_aside(run: Run, project: Path) -> None:
    text = "<!-- glossary: ignore TERM001 our usage -->\nThe chain master loves synergy.\n\nA chain master.\n"
    (project / "a.md").write_text(text, encoding="utf-8")
    assert codes(run) == ["OWN001", "TERM001"]


def test_off_and_on_enclose_a_stretch(run: Run, project: Path) -> None:
    text = "A chain master.\n\n<!-- glossary: off -->\n\nA chain master.\n\nSynergy.\n\n<!-- glossary: on -->\n\nA chain master.\n"
    (project / "a.md").write_text(text, encoding="utf-8")
    assert [f["line"] for f in reported(run)] == [1, 11]


def test_a_comment_that_suppresses_nothing_is_said(run: Run, project: Path) -> None:
    (project / "a.md").write_text("<!-- glossary: ignore TERM001 -->\n\nAll is well.\n", encoding="utf-8")
    done = run("check", "a.md")
    assert done.returncode == 0
    assert b"a.md:1: this comment suppresses nothing" in done.stderr


def test_what_was_not_asked_for_is_no_matter_of_comments(run: Run, project: Path) -> None:
    """With some rules only, nobody can tell whether a comment for another one is of use."""
    (project / "a.md").write_text("<!-- glossary: ignore TERM001 -->\n\nA chain master.\n", encoding="utf-8")
    (project / "b.txt").write_bytes(b"A chain master.\n")
    (project / "glossary-ignore.txt").write_text('TERM001 "chain master" b.txt\n', encoding="utf-8")
    assert run("check", "a.md", "b.txt").stderr == b""
    assert run("check", "--select", "STY", "a.md", "b.txt").stderr == b""


def test_a_side_file_serves_plain_text(run: Run, project: Path) -> None:
    (project / "b.txt").write_bytes(b"The  chain\nmaster loves synergy.\n")
    (project / "glossary-ignore.txt").write_text('TERM001 "Chain master" *.txt # agreed\n* "nothing"\n', encoding="utf-8")
    assert codes(run, "b.txt") == ["OWN001"]
    assert codes(run, "a.md") == ["TERM001", "OWN001"]
    assert b"glossary: note: glossary-ignore.txt:2: suppresses nothing\n" in run("check", "b.txt").stderr
    (project / "glossary-ignore.txt").write_text('NOPE001 "synergy"\n', encoding="utf-8")
    told = run("check", "b.txt").stderr.decode().splitlines()
    assert told == ["glossary: note: glossary-ignore.txt:1: NOPE001: no such rule runs here"]


def test_a_side_file_that_cannot_be_understood_is_a_fault(run: Run, project: Path) -> None:
    (project / "glossary-ignore.txt").write_text("TERM001\n", encoding="utf-8")
    done = run("check", "a.md")
    assert done.returncode == 2
    assert done.stderr.startswith(b"glossary: glossary-ignore.txt:1: not of the form")


def test_the_gate_opens_for_policy_prose_only() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert reads_as_policy_prose(text, len(text.split())), path.name
    plain = "The bank raised its rates on Monday. Shops in the old town were closed because of rain. " * 30
    assert not reads_as_policy_prose(plain, len(plain.split()))
    assert not reads_as_policy_prose("We must vigorously promote the construction of parks.", 8)  # three phrases


def test_the_gate_opens_for_short_policy_prose_but_never_for_a_phrase_or_two() -> None:
    filler = "The bus from the old town was late because of rain, and the shops had closed. " * 10
    machine = (
        "We must vigorously promote the construction of parks. Cadres and masses in our county carried forward the spirit of work. "
        "It is necessary to adhere to the road, and the party committee will strive to open a new chapter."
    )
    short = filler + machine
    assert reads_as_policy_prose(short, len(short.split()))
    native = filler + "The company will strive to win, adhere to the rules and improve its business environment."
    assert not reads_as_policy_prose(native, len(native.split()))


def test_the_gate_opens_for_one_pasted_paragraph() -> None:
    machine = (
        "We must vigorously promote the construction of parks. It is necessary to adhere to the road, and the party committee will "
        "strive to open a new chapter."
    )
    assert reads_as_policy_prose(machine, len(machine.split()))
    native = "We must adhere to the rules of the club, said the chair, who will strive to bring in younger members by the summer."
    assert not reads_as_policy_prose(native, len(native.split()))


def test_news_of_a_firm_is_told_by_its_formulas() -> None:
    """A page on a visit to a mill says nothing of the Party or of development, and is told all the same."""
    visit = (
        "On Monday the leaders of the town visited our company. The deputy general manager met them at the gate and thanked them for "
        "their concern and support. They looked at the looms, the store and the new dye house, spoke to the women at the looms and "
        "had tea in the canteen. The guests listened carefully, inquired in detail, and spoke highly of the quality of the cloth. "
        "They put forward three requirements: keep the stairs dry, mend the old boiler and test the bells twice a week. At noon a "
        "bus took them to the quay, where two ships with cloth for the islands lay at anchor, and a pilot showed them the charts of "
        "the bay. The rain had stopped by then, so that the walk back to the town hall was a pleasant one. In the evening there was "
        "a dinner with fish from the bay, and the oldest of the weavers sang. The mill will send the town a bolt of its best cloth."
    )
    assert reads_as_policy_prose(visit, len(visit.split()))
    native = (
        "The mayor spent Monday at the mill, the largest employer on the bay. Its deputy manager, who met her at the gate, said that "
        "orders had doubled since spring. She looked at the looms, the store and the new dye house, spoke to the women at the looms "
        "and had tea in the canteen. The boiler, she was told, would be replaced before winter. The union is less sure: it has asked "
        "for a date in writing. At noon a bus took the party to the quay, where two ships with cloth for the islands lay at anchor, "
        "and a pilot showed them the charts of the bay. The rain had stopped by then, so that the walk back to the town hall was a "
        "pleasant one. In the evening there was a dinner with fish from the bay, and the oldest of the weavers sang for the guests."
    )
    assert not reads_as_policy_prose(native, len(native.split()))


def test_the_names_of_chinese_policy_in_good_english_do_not_open_the_gate() -> None:
    filler = "The bus from the old town was late because of rain, and the shops had closed. " * 10
    official = (
        "General Secretary Xi Jinping told the plenary session that high-quality development is the task of a new era. The new "
        "journey to modernization is a long one, he said, and modernization in the new era rests on high-quality development."
    )
    text = filler + official
    assert not reads_as_policy_prose(text, len(text.split()))


def finding(severity: Severity) -> Finding:
    return Finding("X001", severity, Mqm.STYLE, Span(0, 1), "m")


def test_the_score_counts_penalties_per_hundred_words() -> None:
    assert mqm_score([finding(Severity.WARNING), finding(Severity.SUGGESTION), finding(Severity.INFO)], 200) == 97.0
    assert mqm_score([], 0) is None
    assert mqm_score([finding(Severity.ERROR)] * 9, 10) == 0


def test_a_pass_mark_fails_the_run(run: Run, project: Path) -> None:
    settings(project, 'severity = { TERM = "suggestion", OWN = "suggestion" }\n')
    assert run("check", "a.md").returncode == 0
    assert run("check", "--min-score", "90", "a.md").returncode == 1
    settings(project, 'severity = { TERM = "suggestion", OWN = "suggestion" }\n[score]\nsuggestion = 0\n')
    assert run("check", "--min-score", "90", "a.md").returncode == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday, February 6, 2024\n\nText of March 2025.", date(2024, 2, 6)),
        ("---\ndate: 2023-10-27\n---\nText", date(2023, 10, 27)),
        ("LONDON, 3 May 2022 -\n", date(2022, 5, 3)),
        ("2024-13-41\n", None),
        ("In a long sentence somebody said on May 3, 2022 that all of this would be over soon.", None),
        ("A new port\n\nOn March 12, 2024, the port opened to ships of all sizes. In 2023 it will be built.", date(2024, 3, 12)),
        ("A new law\n\nOn December 1, 2025, the law will come into force in the whole country, as was said by all there.", None),
    ],
)
def test_the_date_of_a_document(text: str, expected: date | None) -> None:
    assert document_date(text) == expected


def test_explain_of_a_whole_line_counts_what_is_accepted(run: Run, project: Path) -> None:
    """A paragraph on one line holds dozens of accepted terms: what is reported must not drown among them."""
    (project / "long.txt").write_text("The chain leader met. " * 12 + "The chain master left.\n", encoding="utf-8")
    told = run("explain", "--at", "long.txt:1").stdout.decode().splitlines()
    assert told[0].startswith("TERM001 warning")
    assert told[1] == "let pass: 12 renderings that are accepted (name a column to see them)"
    assert "'chain leader'" in run("explain", "--at", "long.txt:1:6").stdout.decode()


def test_a_family_is_explained_by_its_rules(run: Run) -> None:
    lines = run("explain", "pol").stdout.decode().splitlines()
    assert any(line.startswith("POL001") for line in lines)
    assert not any(line.startswith("STY") for line in lines)
    assert "glossary lookup" in run("explain", "nobody knows this").stderr.decode()


def test_explain_tells_why_and_why_not(run: Run, project: Path) -> None:
    (project / "b.md").write_text("The chain master and `chain master` met a chain leader.\n", encoding="utf-8")
    assert b"TERM001 warning 'chain master'" in run("explain", "--at", "b.md:1:6").stdout
    assert b"not read as prose" in run("explain", "--at", "b.md:1:25").stdout
    assert b"accepted" in run("explain", "--at", "b.md:1:46").stdout
    (project / "glossary" / "b.po").write_text(entry("id: k", "deprecated: key", "occurrences: first", zh="钥"), encoding="utf-8")
    (project / "c.md").write_text("A key and a key.\n", encoding="utf-8")
    assert b"told once" in run("explain", "--at", "c.md:1:13").stdout
    assert b"told once" not in run("explain", "--at", "c.md:1:3").stdout
    page = run("explain", "OWN001").stdout
    assert b"Our house does not print synergy" in page
    assert b"<!--" not in page  # what a page's file says to those who would edit it
    assert "链主".encode() in run("explain", "chain-leader").stdout
    assert run("explain", "nonsense").returncode == 2
    assert run("explain", "--at", "b.md:99:1").returncode == 2
    assert run("explain", "--at", "b.md:1:56").returncode == 0  # behind the last character, where a cursor can stand
    for column in ("0", "57"):
        assert run("explain", "--at", f"b.md:1:{column}").stderr == f"glossary: b.md: line 1 has no column {column}\n".encode()


def test_explain_knows_the_genre_that_the_settings_tell(run: Run, project: Path) -> None:
    (project / "b.md").write_text("They vigorously promote the park.\n", encoding="utf-8")
    silent = b"rules for Chinese policy prose are silent here"
    assert silent in run("explain", "--at", "b.md:1:7").stdout
    (project / "glossary.toml").write_text('genre = "policy"\n', encoding="utf-8")
    told = run("explain", "--at", "b.md:1:7").stdout
    assert b"STY001" in told
    assert silent not in told


def test_explain_knows_the_glossaries_that_a_check_here_uses(run: Run, project: Path) -> None:
    """As the settings say; what cannot be read of them is told, as by a check."""
    assert run("explain", "新质生产力").returncode == 2
    (project / "glossary.toml").unlink()
    assert b"new quality productive forces" in run("explain", "新质生产力").stdout
    (project / "glossary" / "c.po").write_text('msgid "钥"\nmsgstr "key\n', encoding="utf-8")
    done = run("explain", "chain-leader")
    assert done.returncode == 2
    assert "链主".encode() in done.stdout
    assert b"glossary/c.po:" in done.stderr


def test_the_rules_pages_are_in_step(run: Run) -> None:
    done = run("rules", "pages", str(ROOT / "docs" / "rules"), "--check")
    assert done.returncode == 0, done.stdout.decode()


def test_all_lines_of_a_side_file_that_are_wrong_are_told_at_once(run: Run, project: Path) -> None:
    (project / "glossary-ignore.txt").write_text('TERM001\n* "fine"\n"words alone"\nTERM001 "a" "b" "c"\n', encoding="utf-8")
    told = run("check", "a.md").stderr.decode()
    assert told.startswith("glossary: glossary-ignore.txt:1: not of the form")
    assert "wrong as well: line 3, line 4" in told
