"""Which files are checked: ignore files, settings, options, patterns, names."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from policy_glossary.engine.check import Options, Run
from policy_glossary.model.report import Fault


def tree(top: Path, *files: str) -> None:
    for name in files:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("The river rose.\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work tree, as far as anybody can tell without git."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str, exclude: tuple[str, ...] = (), force_exclude: bool = False) -> list[str]:
    names, faults = found_with_faults(*paths, exclude=exclude, force_exclude=force_exclude)
    assert faults == []
    return names


def found_with_faults(*paths: str, exclude: tuple[str, ...] = (), force_exclude: bool = False) -> tuple[list[str], list[Fault]]:
    run = Run(Options(exclude=exclude, force_exclude=force_exclude))
    return [file.name for file in run.discover(paths)], run.faults


def test_gitignore_files_nest_and_negate(project: Path) -> None:
    tree(
        project,
        "a.md",
        "x.bak.md",
        "keep.bak.md",
        "build/d.md",
        "sub/b.txt",
        "sub/inner/c.md",
        "sub/deep/inner/e.md",
        "top.md",
        "sub/top.md",
    )
    (project / ".gitignore").write_text("# what machines write\nbuild/\n*.bak.md\n!keep.bak.md\n/top.md\n", encoding="utf-8")
    (project / "sub" / ".gitignore").write_text("/inner/\n", encoding="utf-8")
    assert found(".") == ["a.md", "keep.bak.md", "sub/b.txt", "sub/deep/inner/e.md", "sub/top.md"]
    assert found("sub") == ["sub/b.txt", "sub/deep/inner/e.md", "sub/top.md"]


def test_gitignore_counts_up_to_the_top_of_a_work_tree_and_not_outside_of_one(project: Path) -> None:
    (project / ".git").rmdir()
    tree(project, "repo/a.md", "repo/b.md", "loose/a.md")
    (project / "repo" / ".git").mkdir()
    (project / ".gitignore").write_text("a.md\n", encoding="utf-8")
    (project / "repo" / ".gitignore").write_text("b.md\n", encoding="utf-8")
    assert found("repo") == ["repo/a.md"]
    assert found("loose") == ["loose/a.md"]


def test_an_ignore_file_of_our_own_counts_everywhere_and_wins(project: Path) -> None:
    tree(project, "a.md", "build/d.md", "old/e.md")
    (project / ".gitignore").write_text("build/\n", encoding="utf-8")
    (project / ".glossaryignore").write_text("old\n!build/\n", encoding="utf-8")
    assert found(".") == ["a.md", "build/d.md"]
    (project / ".git").rmdir()
    assert found(".") == ["a.md", "build/d.md"]


def test_settings_and_options_exclude(project: Path) -> None:
    tree(project, "a.md", "archive/b.md", "sub/archive/c.md", "sub/d.draft.md", "sub/e.md")
    (project / "glossary.toml").write_text('exclude = ["archive/", "*.draft.md"]\n', encoding="utf-8")
    assert found(".") == ["a.md", "sub/e.md"]
    assert found(".", exclude=("/sub/",)) == ["a.md"]


def test_what_is_named_is_taken_unless_forced(project: Path) -> None:
    tree(project, "a.md", "archive/b.md", "archive/c.md", "data.xyz")
    (project / "glossary.toml").write_text('exclude = ["archive/"]\n', encoding="utf-8")
    assert found("archive/b.md", "data.xyz") == ["archive/b.md", "data.xyz"]
    assert found("archive") == ["archive/b.md", "archive/c.md"]
    assert found("archive/b.md", "archive", "a.md", force_exclude=True) == ["a.md"]


def test_a_named_folder_is_walked_by_all_patterns_but_the_one_that_excludes_it(project: Path) -> None:
    tree(project, "build/a.md", "build/b.bak.md", "build/deep/c.md")
    (project / ".gitignore").write_text("*.bak.md\nbuild/\n", encoding="utf-8")
    assert found("build") == ["build/a.md", "build/deep/c.md"]
    assert found("build/deep") == ["build/deep/c.md"]


def test_a_folder_has_the_patterns_of_its_own_settings(project: Path) -> None:
    tree(project, "a.md", "sub/a.md", "sub/b.md")
    (project / "glossary.toml").write_text('exclude = ["b.md"]\n', encoding="utf-8")
    (project / "sub" / "glossary.toml").write_text('exclude = ["a.md"]\n', encoding="utf-8")
    assert found(".") == ["a.md", "sub/b.md"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("articles/*.md", ["articles/1.md", "articles/2.md"]),
        ("articles/**/*.md", ["articles/1.md", "articles/2.md", "articles/deep/er/3.md"]),
        ("**/*.txt", ["articles/4.txt"]),
        ("articles/[12].md", ["articles/1.md", "articles/2.md"]),
        ("art*/d?ep", ["articles/deep/er/3.md"]),
        ("articles/*", ["articles/1.md", "articles/2.md", "articles/4.txt", "articles/deep/er/3.md"]),
        ("articles/*.log", ["articles/5.log"]),
        ("*/deep/../1.md", ["articles/deep/../1.md"]),
    ],
)
def test_patterns_that_the_shell_left_are_expanded_and_sorted(project: Path, pattern: str, names: list[str]) -> None:
    tree(
        project,
        "articles/2.md",
        "articles/1.md",
        "articles/deep/er/3.md",
        "articles/4.txt",
        "articles/5.log",
        "articles/.hidden/6.md",
    )
    assert found(pattern) == names
    assert found(str(project / pattern)) == [str(project / name) for name in names]


def test_a_pattern_finds_no_excluded_file(project: Path) -> None:
    tree(project, "a.md", "build/b.md")
    (project / ".gitignore").write_text("build/\n", encoding="utf-8")
    assert found("**/*.md") == ["a.md"]
    names, (fault,) = found_with_faults("build/*.md")
    assert names == []
    assert str(fault) == 'build/*.md: all that it matches is excluded (by "build/" in .gitignore)'


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(project: Path) -> None:
    tree(project, "[1].md", "1.md")
    assert found("[1].md") == ["[1].md"]


def test_documents_that_cannot_be_read_are_told_and_pictures_are_not(project: Path) -> None:
    """A folder of drafts in which some are .doc must not look as if all had been checked."""
    tree(project, "drafts/a.txt", "drafts/old/b.doc", "drafts/c.ODT", "drafts/d.doc", "drafts/e.png", "drafts/f.json", "out/g.pdf")
    (project / ".gitignore").write_text("d.doc\n", encoding="utf-8")
    run = Run(Options())
    assert [file.name for file in run.discover(["drafts"])] == ["drafts/a.txt"]
    assert list(run.report([]).notes) == [
        "drafts: 2 documents of kinds that are not read: .doc, .odt (save them as .docx, plain text or Markdown)"
    ]
    assert run.faults == []
    run = Run(Options())
    assert run.discover(["out"]) == []
    assert ".pdf" in run.report([]).notes[0]
    assert "holds no readable file" in run.faults[0].message


def test_each_file_once_in_the_order_of_the_paths(project: Path) -> None:
    tree(project, "b.md", "a.md", "sub/c.md")
    assert found("sub", ".", "a.md", "./a.md", "*.md") == ["sub/c.md", "a.md", "b.md"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git itself is the judge")
def test_git_agrees(project: Path) -> None:
    (project / ".git").rmdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(project), "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "init", "-q"], check=True, env=environment)
    folders = ("", "docs", "docs/build", "docs/a b", "src/docs", "src/deep/er", "build", "src/été")
    tree(
        project,
        *(f"{folder}/{name}".lstrip("/") for folder in folders for name in ("a.md", "b.txt", "x y.md", "#c.md", "!d.md", "é.txt")),
    )
    (project / ".gitignore").write_text(
        "# comment\n\n*.txt\n!b.txt\n/build\ndocs/*/a.md\n**/er/x*\n\\#c.md\n\\!d.md  \nsrc/**/été/\n", encoding="utf-8"
    )
    (project / "docs" / ".gitignore").write_text("!build/a.md\n/b.txt\n[w-z]*.md\n", encoding="utf-8")
    (project / "src" / ".gitignore").write_text("*\n!*/\n!a.md\n", encoding="utf-8")
    listed = subprocess.run(
        ["git", "ls-files", "-oz", "--exclude-standard"], check=True, env=environment, capture_output=True
    ).stdout.decode()
    names = sorted(name for name in listed.split("\0") if name.endswith((".md", ".txt")))
    assert len(names) > 5
    assert sorted(found(".")) == names
