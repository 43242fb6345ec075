"""Repositories of git for tests, with settings of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(os.name == "nt" or shutil.which("git") is None, reason="needs git and a POSIX shell")
Git = Callable[..., "subprocess.CompletedProcess[str]"]


def repository(tmp_path: Path) -> Git:
    """Git in a fresh repository in the folder `repository`; `glossary` is on its path."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "glossary").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policy_glossary "$@"\n', encoding="utf-8")
    (tools / "glossary").chmod(0o755)
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    variables = {
        **inherited,
        "PATH": os.pathsep.join((str(tools), inherited["PATH"])),
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GLOSSARY_CACHE_DIR": str(tmp_path / "cache"),
    }
    top = tmp_path / "repository"
    (top / "glossary").mkdir(parents=True)

    def call(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", "-c", "user.name=Li", "-c", "user.email=li@example.org", "-c", "commit.gpgsign=false", *arguments],
            cwd=top, env={**variables, **more}, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    assert call("init", "-q", "-b", "main").returncode == 0
    return call


def commit(git: Git, repository: Path, text: str, subject: str = "change") -> None:
    (repository / "glossary" / "g.po").write_text(text, encoding="utf-8")
    assert git("add", "-A").returncode == 0
    done = git("commit", "-qm", subject)
    assert done.returncode == 0, done.stderr


def diverge(
    git: Git, repository: Path, run: Callable[..., subprocess.CompletedProcess[bytes]], base: str, ours: str, theirs: str
) -> subprocess.CompletedProcess[str]:
    """Merge a colleague's branch into ours with the merge driver."""
    installed = run("terms", "merge", "--install-driver", cwd=repository)
    assert installed.returncode == 0, installed.stderr
    commit(git, repository, base)
    git("checkout", "-qb", "colleague")
    commit(git, repository, theirs)
    git("checkout", "-q", "main")
    commit(git, repository, ours)
    return git("merge", "--no-edit", "colleague")
