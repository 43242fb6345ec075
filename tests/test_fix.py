"""Corrections: what is written into files, what is not, and the review finding by finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_glossary.engine.check import Options
from policy_glossary.engine.fix import Choice, fix_paths
from policy_glossary.model.finding import Grade, Severity
from tests.conftest import HEADER, SEEDS, Run, entry

CHAIN = entry("id: chain-leader", "deprecated: chain master")
NO_CORRECTION = """
[[rule]]
code = "OWN001"
name = "no-synergy"
mqm = "style"
severity = "warning"
summary = "Our house does not print synergy."
reason = "House style."
source = "House style"
pattern = '\\bsynergy\\b'
message = "Say what is done together."
bad = ["They praised [[synergy]].", "[[Synergy]] grew."]
good = ["They praised work.", "Synergetics is a field."]
"""
LAND = entry("id: serviced-land", "deprecated: cooked land", zh="熟地", en="serviced land")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a glossary of two concepts that stands alone."""
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(HEADER + CHAIN + LAND, encoding="utf-8")
    (tmp_path / "glossary.toml").write_text('glossary = ["glossary"]\nshipped-glossary = false\n', encoding="utf-8")
    return tmp_path


def test_safe_corrections_are_written_and_suggested_ones_left(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_bytes(b"The port , which is new, grew.\r\n\r\nA chain master came.\r\n")
    done = run("check", "--fix", "a.txt")
    assert draft.read_bytes() == b"The port, which is new, grew.\r\n\r\nA chain leader came.\r\n"
    assert done.returncode == 0
    assert b"a.txt: " in done.stderr
    assert b"corrected" in done.stderr


def test_a_second_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text("We must give full play to the role of cooked land , vigorously.\n", encoding="utf-8")
    run("check", "--fix", "--suggested", "--genre", "policy", "a.txt")
    once = draft.read_bytes()
    again = run("check", "--fix", "--suggested", "--genre", "policy", "a.txt")
    assert b"serviced land" in once
    assert draft.read_bytes() == once
    assert b"corrected" not in again.stderr


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_seeds_settle_and_keep_nothing_that_could_be_corrected(seed: Path) -> None:
    choice = Choice(suggested=True)
    (file,) = fix_paths([str(seed)], Options(), choice, write=False).files
    assert file.applied
    left = [
        f
        for f in file.report.findings
        if f.fix and f.fix.edits and f.fix.grade is not Grade.MANUAL and f.severity is not Severity.INFO
    ]
    assert left == []


def test_one_correction_changes_only_its_words() -> None:
    seed = min(SEEDS.glob("*.txt"))
    before = seed.read_text(encoding="utf-8")
    choice = Choice(suggested=True, concepts=frozenset({"chain-leader"}), limit=1)
    (file,) = fix_paths([str(seed)], Options(), choice, write=False).files
    (finding,) = file.applied
    assert finding.suggestion is not None
    assert file.data.decode() == before[: finding.span.start] + finding.suggestion + before[finding.span.end :]


def test_a_diff_writes_nothing_and_is_a_patch(run: Run, project: Path) -> None:
    draft = project / "a.txt"
    draft.write_text("First.\n\nThe chain master came.\n", encoding="utf-8")
    done = run("check", "--diff", "a.txt", cwd=project)
    assert draft.read_text(encoding="utf-8") == "First.\n\nThe chain master came.\n"
    assert done.returncode == 1
    told = done.stdout.decode().splitlines()
    assert told[:2] == ["--- a/a.txt", "+++ b/a.txt"]
    assert "-The chain master came." in told
    assert "+The chain leader came." in told
    draft.write_text("The chain leader came.\n", encoding="utf-8")
    assert run("check", "--diff", "a.txt", cwd=project).returncode == 0


def test_rule_concept_and_limit_choose(run: Run, project: Path) -> None:
    draft = project / "a.txt"
    draft.write_text("The chain master saw cooked land. A chain master came .\n", encoding="utf-8")
    run("check", "--fix", "--suggested", "--concept", "serviced-land", "a.txt", cwd=project)
    assert draft.read_text(encoding="utf-8") == "The chain master saw serviced land. A chain master came .\n"
    run("check", "--fix", "--suggested", "--rule", "TERM001", "--limit", "1", "a.txt", cwd=project)
    assert draft.read_text(encoding="utf-8") == "The chain leader saw serviced land. A chain master came .\n"


def test_a_misspelt_choice_is_a_fault(run: Run, project: Path) -> None:
    (project / "a.txt").write_text("The chain master came.\n", encoding="utf-8")
    done = run("check", "--fix", "--concept", "chain-leeder", "a.txt", cwd=project)
    assert done.returncode == 2
    assert b'did you mean "chain-leader"?' in done.stderr


def test_a_concept_named_as_a_rule_and_a_rule_as_a_concept_are_pointed_at(run: Run, project: Path) -> None:
    (project / "a.txt").write_text("The chain master came.\n", encoding="utf-8")
    done = run("check", "--fix", "--rule", "chain-leader", "a.txt", cwd=project)
    assert b"--concept chain-leader" in done.stderr
    done = run("check", "--diff", "--concept", "PUN008", "a.txt", cwd=project)
    assert b"--rule PUN008" in done.stderr


def test_what_more_could_be_corrected_is_told(run: Run, project: Path) -> None:
    """Silence would read as if there were no corrections at all."""
    (project / "b.txt").write_text("The town will vigorously develop its port.\n", encoding="utf-8")
    (project / "c.txt").write_text("The river rose.\n", encoding="utf-8")
    policy = ("check", "--diff", "--genre", "policy")
    told = run(*policy, "b.txt", cwd=project).stderr.decode()
    assert "1 finding has a correction that a person should see: --suggested makes it, glossary fix asks" in told
    assert "--suggested makes" not in run(*policy, "--suggested", "b.txt", cwd=project).stderr.decode()
    assert run(*policy, "-q", "b.txt", cwd=project).stderr == b""
    assert run(*policy, "c.txt", cwd=project).stderr == b"glossary: nothing to correct\n"


def test_choices_without_fix_are_a_mistake(run: Run, project: Path) -> None:
    (project / "a.txt").write_text("The chain master came.\n", encoding="utf-8")
    assert run("check", "--suggested", "a.txt", cwd=project).returncode == 2


def test_deleted_lines_leave_no_gap(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text("Prices rose in May.\n\nNo comments:\n\nPost a Comment\n\nThe bridge is open.\n", encoding="utf-8")
    run("check", "--fix", "--suggested", "a.txt")
    assert draft.read_text(encoding="utf-8") == "Prices rose in May.\n\nThe bridge is open.\n"


def test_a_term_told_once_is_corrected_everywhere(run: Run, project: Path) -> None:
    told_once = entry("id: chain-leader", "deprecated: chain master", "occurrences: first")
    (project / "glossary" / "a.po").write_text(HEADER + told_once, encoding="utf-8")
    draft = project / "a.txt"
    draft.write_text("A chain master came. " * 14, encoding="utf-8")
    done = run("check", "--fix", "a.txt", cwd=project)
    assert draft.read_text(encoding="utf-8") == "A chain leader came. " * 14
    assert b"1 finding corrected" in done.stderr


def test_information_is_not_acted_upon(run: Run, project: Path) -> None:
    proposal = entry("id: chain-leader", "deprecated: chain master", flags="#, fuzzy\n")
    (project / "glossary" / "a.po").write_text(HEADER + proposal, encoding="utf-8")
    draft = project / "a.txt"
    draft.write_text("A chain master came.\n", encoding="utf-8")
    run("check", "--fix", "--suggested", "a.txt", cwd=project)
    assert draft.read_text(encoding="utf-8") == "A chain master came.\n"


def test_mode_and_links_stay(run: Run, project: Path) -> None:
    draft, link = project / "a.txt", project / "b.txt"
    draft.write_text("A chain master came.\n", encoding="utf-8")
    draft.chmod(0o640)
    link.symlink_to("a.txt")
    run("check", "--fix", "b.txt", cwd=project)
    assert link.is_symlink()
    assert draft.read_text(encoding="utf-8") == "A chain leader came.\n"
    assert draft.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in project.iterdir()) == ["a.txt", "b.txt", "glossary", "glossary.toml"]


def answer(run: Run, folder: Path, *answers: str) -> str:
    done = run("fix", "a.txt", cwd=folder, stdin="".join(f"{a}\n" for a in answers).encode())
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def test_a_review_accepts_edits_ignores_and_skips(run: Run, project: Path) -> None:
    draft = project / "a.txt"
    draft.write_text("A chain master. Some cooked land. A chain master. More cooked land. One chain master.\n", encoding="utf-8")
    told = answer(run, project, "a", "e", "ready plots", "s", "i", "?", "z", "s")
    assert draft.read_text(encoding="utf-8") == (
        "A chain leader. Some ready plots. A chain master. More cooked land. One chain master.\n"
    )
    assert (project / "glossary-ignore.txt").read_text(encoding="utf-8") == 'serviced-land "cooked land" "a.txt"\n'
    assert "e  edit: type the words yourself" in told
    assert '"z" is none of these (?: what they mean)' in told
    assert "2 corrected, 1 ignored from now on, 2 left" in told
    assert b"cooked land" not in run("check", "a.txt", cwd=project).stdout


def test_accepting_all_asks_once(run: Run, project: Path) -> None:
    draft = project / "a.txt"
    draft.write_text("A chain master. Some cooked land. A chain master. One chain master.\n", encoding="utf-8")
    answer(run, project, "A", "s")
    assert draft.read_text(encoding="utf-8") == "A chain leader. Some cooked land. A chain leader. One chain leader.\n"


def test_quitting_saves_and_leaving_does_not(run: Run, project: Path) -> None:
    draft = project / "a.txt"
    text = "A chain master. Some cooked land.\n"
    draft.write_text(text, encoding="utf-8")
    assert "a.txt: left as it was" in answer(run, project, "a", "x")
    assert draft.read_text(encoding="utf-8") == text
    answer(run, project, "a", "q")
    assert draft.read_text(encoding="utf-8") == "A chain leader. Some cooked land.\n"


def test_the_end_of_the_answers_saves(run: Run, project: Path) -> None:
    draft = project / "a.txt"
    draft.write_text("A chain master. Some cooked land.\n", encoding="utf-8")
    answer(run, project, "a")
    assert draft.read_text(encoding="utf-8") == "A chain leader. Some cooked land.\n"


def test_a_finding_without_a_correction_says_what_can_be_done(run: Run, project: Path) -> None:
    draft = project / "a.txt"
    (project / "house.toml").write_text(NO_CORRECTION, encoding="utf-8")
    with (project / "glossary.toml").open("a", encoding="utf-8") as settings:
        settings.write('packs = ["house.toml"]\n')
    draft.write_text("They love synergy.\n", encoding="utf-8")
    assert "no correction here to accept" in answer(run, project, "a", "s")
    draft.write_text("The river rose.\n", encoding="utf-8")
    assert "a.txt: nothing found" in answer(run, project)
