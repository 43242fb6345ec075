"""Known findings and changed lines: a check speaks of what is new."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run, entry
from tests.word_files import paragraph, word_file

BAD = "The chain master spoke on day {}.\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    return tmp_path


def places(run: Run, *arguments: str, cwd: Path | None = None) -> list[tuple[str, int]]:
    done = run("check", "--select", "TERM", "--format", "jsonl", *arguments, cwd=cwd)
    assert done.returncode in (0, 1), done.stderr
    return [(record["file"], record["line"]) for record in map(json.loads, done.stdout.decode().splitlines())]


def prints(run: Run, name: str) -> list[str]:
    lines = run("check", "--select", "TERM", "--format", "jsonl", name).stdout.decode().splitlines()
    return [json.loads(line)["fingerprint"] for line in lines]


def known(run: Run, *paths: str) -> None:
    done = run("baseline", "write", *paths)
    assert done.returncode == 0, done.stderr


def test_one_bad_line_among_200_known_findings_is_reported_alone(run: Run, project: Path) -> None:
    lines = [BAD.format(day) for day in range(200)]
    (project / "a.md").write_text("\n".join(lines), encoding="utf-8")
    assert len(places(run, "a.md")) == 200
    known(run, "a.md")
    done = run("check", "a.md", "--baseline", "glossary-baseline.json")
    assert done.returncode == 0
    assert b"200 known findings left out" in done.stderr
    lines.insert(77, "They met the chain master of Dongguan.\n")
    (project / "a.md").write_text("\n".join(lines), encoding="utf-8")
    assert places(run, "a.md", "--baseline", "glossary-baseline.json") == [("a.md", 155)]


def test_the_same_line_once_more_is_one_new_finding(run: Run, project: Path) -> None:
    (project / "a.md").write_text("The chain master spoke.\n\n" * 5, encoding="utf-8")
    known(run, "a.md")
    (project / "a.md").write_text("The chain master spoke.\n\n" * 6, encoding="utf-8")
    assert len(places(run, "a.md", "--baseline", "glossary-baseline.json")) == 1


def test_a_fingerprint_outlives_what_editors_do_elsewhere(run: Run, project: Path) -> None:
    text = "In March the old “chain master” of the whole valley\nspoke of a very long road to the sea.\n"
    (project / "a.md").write_text(text, encoding="utf-8")
    (before,) = prints(run, "a.md")
    for changed in (
        "# News\n\nFirst.\n\n" + text,
        text.replace("\n", " "),
        text.replace("\n", "\r\n"),
        text.replace("“", '"').replace("”", '"'),
        text.replace("a very long road", "a short road"),
        text.replace("chain", "Chain"),
    ):
        (project / "b.md").write_bytes(changed.encode())
        assert prints(run, "b.md") == [before], changed
    (project / "b.md").write_text(text.replace("the old", "no young"), encoding="utf-8")
    assert prints(run, "b.md") != [before]


def test_the_settings_name_a_baseline_and_known_findings_can_be_shown(run: Run, project: Path) -> None:
    (project / "glossary.toml").write_text('shipped-glossary = false\nbaseline = "ci/known.json"\n', encoding="utf-8")
    (project / "ci").mkdir()
    (project / "drafts").mkdir()
    (project / "drafts" / "a.md").write_text(BAD, encoding="utf-8")
    assert run("check", "drafts").returncode == 2  # named, and not there
    known(run, "drafts")
    assert (project / "ci" / "known.json").exists()
    assert places(run, "drafts") == []
    assert places(run, "a.md", cwd=project / "drafts") == []
    assert places(run, "--known", "drafts") == [("drafts/a.md", 1)]


def test_writing_some_files_anew_keeps_the_entries_of_others(run: Run, project: Path) -> None:
    for name in ("a.md", "b.md"):
        (project / name).write_text(BAD, encoding="utf-8")
    known(run, "a.md")
    done = run("baseline", "write", "b.md")
    assert b"1 finding listed, 1 of other files kept" in done.stdout
    assert places(run, "a.md", "b.md", "--baseline", "glossary-baseline.json") == []


def test_a_baseline_is_the_same_whatever_the_order_and_one_entry_a_line(run: Run, project: Path) -> None:
    for name in ("b.md", "a.md"):
        (project / name).write_text(BAD.format(1) + "\n" + BAD.format(2), encoding="utf-8")
    known(run, "a.md", "b.md")
    first = (project / "glossary-baseline.json").read_bytes()
    (project / "glossary-baseline.json").unlink()
    known(run, "b.md", "a.md")
    assert (project / "glossary-baseline.json").read_bytes() == first
    assert sum(b'"fingerprint"' in line for line in first.splitlines()) == 4
    assert json.loads(first)["version"] == 1


def test_milder_findings_than_asked_for_are_not_gone(run: Run, project: Path) -> None:
    (project / "glossary" / "a.po").write_text(entry("id: soft", "suspect: chain master"), encoding="utf-8")
    (project / "a.md").write_text(BAD, encoding="utf-8")
    known(run, "a.md")
    done = run("check", "a.md", "--min-severity", "warning", "--baseline", "glossary-baseline.json")
    assert b"gone" not in done.stderr
    done = run("check", "a.md", "--select", "PUN", "--baseline", "glossary-baseline.json")
    assert b"gone" not in done.stderr


@pytest.mark.parametrize(("allowed", "code"), [("1", 1), ("2", 0), ("3", 0)])
def test_so_many_findings_are_tolerated_and_no_more(run: Run, project: Path, allowed: str, code: int) -> None:
    (project / "a.md").write_text(BAD + "\n" + BAD, encoding="utf-8")
    done = run("check", "a.md", "--select", "TERM", "--max-findings", allowed)
    assert done.returncode == code
    assert b"2 findings at or above warning" in done.stderr
    assert done.stdout.count(b"write: chain leader") == 2  # tolerated, and still told


def test_a_number_of_findings_below_zero_is_refused(run: Run, project: Path) -> None:
    (project / "a.md").write_text(BAD, encoding="utf-8")
    assert run("check", "a.md", "--max-findings", "-1").returncode == 2


# --- lines that changed ---


def git(folder: Path, *arguments: str) -> str:
    settings = ("user.name=A", "user.email=a@example.org", "commit.gpgsign=false", "init.defaultBranch=main", "core.autocrlf=false")
    command = ["git", *(part for setting in settings for part in ("-c", setting)), *arguments]
    variables = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, env=variables)
    return done.stdout.decode()


@pytest.fixture
def repository(project: Path) -> Path:
    (project / "drafts").mkdir()
    (project / "drafts" / "a.md").write_text(BAD.format(1) + "\nGood.\n\n" + BAD.format(2), encoding="utf-8")
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    return project


def test_only_changed_lines_speak(run: Run, repository: Path) -> None:
    article = repository / "drafts" / "a.md"
    assert places(run, "drafts", "--changed-since", "HEAD") == []
    article.write_text("New.\n\n" + BAD.format(1) + "\nThe chain master again.\n\n" + BAD.format(2), encoding="utf-8")
    assert places(run, "drafts", "--changed-since", "HEAD") == [("drafts/a.md", 5)]
    git(repository, "commit", "-qam", "two")
    assert places(run, "drafts", "--changed-since", "HEAD") == []
    assert places(run, "a.md", "--changed-since", "HEAD~1", cwd=repository / "drafts") == [("a.md", 5)]


def test_new_files_are_new_as_a_whole_and_renamed_ones_are_not(run: Run, repository: Path) -> None:
    (repository / "drafts" / "new.md").write_text(BAD, encoding="utf-8")
    (repository / ".gitignore").write_text("ignored.md\n", encoding="utf-8")
    (repository / "ignored.md").write_text(BAD, encoding="utf-8")
    git(repository, "mv", "drafts/a.md", "drafts/b.md")
    found = places(run, "drafts", "ignored.md", "--changed-since", "HEAD")
    assert found == [("drafts/new.md", 1), ("ignored.md", 1)]
    git(repository, "add", "-A")
    assert places(run, "drafts", "ignored.md", "--changed-since", "HEAD") == found


@pytest.mark.parametrize("name", ["a b.md", "链主 稿.md", 'quo"te.md', "back\\slash.md", "tab\there.md", "é.md"])
def test_lines_of_files_with_odd_names_are_known(run: Run, repository: Path, name: str) -> None:
    article = repository / "drafts" / name
    article.write_text(BAD.format(1), encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "odd")
    article.write_text(BAD.format(1) + "\n" + BAD.format(2), encoding="utf-8")
    assert places(run, f"drafts/{name}", "--changed-since", "HEAD") == [(f"drafts/{name}", 3)]


def test_lines_that_look_like_heads_of_a_patch_deceive_nobody(run: Run, repository: Path) -> None:
    article = repository / "drafts" / "a.md"
    article.write_text("++ b/other.md\n\n@@ -1 +1 @@\n\n" + BAD + "\n-- a/x", encoding="utf-8")
    git(repository, "commit", "-qam", "patch")
    article.write_text("++ b/drafts/x.md\n\n@@ -1 +9 @@\n\n" + BAD + "\n-- a/y", encoding="utf-8")
    assert places(run, "drafts", "--changed-since", "HEAD") == []
    assert places(run, "drafts", "--changed-since", "HEAD~1") == [("drafts/a.md", 5)]


def test_a_missing_line_end_hides_no_change_of_another_file(run: Run, repository: Path) -> None:
    (repository / "drafts" / "b.md").write_text("x", encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "no line end")
    (repository / "drafts" / "a.md").write_text(BAD.format(3), encoding="utf-8")
    (repository / "drafts" / "b.md").write_text("y\n++ b/drafts/a.md\n", encoding="utf-8")
    assert places(run, "drafts", "--changed-since", "HEAD") == [("drafts/a.md", 1)]


def test_a_word_file_that_changed_is_new_as_a_whole(run: Run, repository: Path) -> None:
    article = repository / "drafts" / "w.docx"
    article.write_bytes(word_file(paragraph("The chain master spoke.")))
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "word")
    assert places(run, "drafts", "--changed-since", "HEAD") == []
    article.write_bytes(word_file(paragraph("The chain master spoke.") + paragraph("New.")))
    assert places(run, "drafts", "--changed-since", "HEAD") == [("drafts/w.docx", 1)]


def test_three_dots_are_where_the_branch_left(run: Run, repository: Path) -> None:
    git(repository, "switch", "-qc", "topic")
    (repository / "drafts" / "b.md").write_text(BAD, encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "topic")
    git(repository, "switch", "-q", "main")
    (repository / "drafts" / "a.md").write_text(BAD.format(1) + "\nBetter.\n\nGood.\n", encoding="utf-8")
    git(repository, "commit", "-qam", "main goes on")
    git(repository, "switch", "-q", "topic")
    assert places(run, "drafts", "--changed-since", "main...") == [("drafts/b.md", 1)]
    assert len(places(run, "drafts", "--changed-since", "main")) == 2


def test_the_variables_of_a_git_hook_do_not_lead_astray(run: Run, repository: Path) -> None:
    (repository / "drafts" / "new.md").write_text(BAD, encoding="utf-8")
    done = run("check", "drafts", "--changed-since", "HEAD", GIT_DIR="/nowhere", GIT_INDEX_FILE="/nowhere/index")
    assert done.returncode == 1
    assert b"drafts/new.md:1" in done.stdout


def test_a_broken_word_on_a_changed_line_counts_where_lines_end_in_returns_only(run: Run, repository: Path) -> None:
    article = repository / "drafts" / "mac.txt"
    article.write_bytes(b"One.\r\rThe chain master spoke.\r")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "mac")
    assert places(run, "drafts/mac.txt", "--changed-since", "HEAD") == []
    article.write_bytes(b"Two.\r\rThe chain master spoke.\r")
    assert places(run, "drafts/mac.txt", "--changed-since", "HEAD") == [("drafts/mac.txt", 3)]  # to git it is one line


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-h", "", "HEAD^{tree}", "nowhere..."])
def test_an_unknown_revision_is_a_fault(run: Run, repository: Path, revision: str) -> None:
    done = run("check", "drafts", f"--changed-since={revision}")
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert "--changed-since" in line or "git" in line


def test_what_has_no_history_or_changes_itself_is_refused(run: Run, repository: Path) -> None:
    assert run("check", "-", "--changed-since", "HEAD", stdin=b"The chain master.").returncode == 2
    before = (repository / "drafts" / "a.md").read_bytes()
    assert run("check", "drafts", "--fix", "--changed-since", "HEAD").returncode == 2
    assert (repository / "drafts" / "a.md").read_bytes() == before


def test_corrections_leave_known_findings_out_of_what_is_left(run: Run, project: Path) -> None:
    (project / "a.md").write_text("“Chain master”.\n\nThe chain master is here , with us.\n", encoding="utf-8")
    known(run, "a.md")
    done = run("check", "a.md", "--fix", "--rule", "PUN", "--baseline", "glossary-baseline.json")
    assert done.returncode == 0, done.stdout
    assert b"chain leader" not in (project / "a.md").read_bytes()


def test_without_a_repository_or_git_nobody_can_tell_what_changed(run: Run, project: Path, tmp_path: Path) -> None:
    (project / "a.md").write_text(BAD, encoding="utf-8")
    done = run("check", "a.md", "--changed-since", "HEAD")
    assert done.returncode == 2
    assert b"a.md: is in no git work tree" in done.stderr
    git(project, "init", "-q")
    done = run("check", "a.md", "--changed-since", "HEAD", PATH=str(tmp_path))
    assert done.returncode == 2
    assert b"needs git" in done.stderr
