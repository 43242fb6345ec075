"""`--watch`, `--quiet`, `--verbose`, and the line that tells how far a run is."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policy_glossary.cli.effort import ProgressLine
from tests.conftest import Run, entry


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.glossary]\nshipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_text("Two chain masters met.\n", encoding="utf-8")
    return tmp_path


def test_quiet_leaves_findings_and_faults(run: Run, project: Path) -> None:
    (project / "broken.txt").write_bytes(b"caf\xe9")
    (project / "glossary-ignore.txt").write_text('* "no such words"\n')
    loud, quiet = run("check", "."), run("check", "-q", ".")
    assert loud.stdout.startswith(quiet.stdout)
    assert b"chain leaders" in quiet.stdout
    assert b"words read" in loud.stdout
    assert b"words read" not in quiet.stdout
    assert b"suppresses nothing" in loud.stderr
    assert b"broken.txt" in quiet.stderr
    assert b"suppresses nothing" not in quiet.stderr
    assert loud.returncode == quiet.returncode == 2


def test_verbose_tells_what_was_looked_at_and_changes_no_output(run: Run, project: Path) -> None:
    plain, verbose = run("check", "bad.txt"), run("check", "-v", "bad.txt")
    assert plain.stdout == verbose.stdout
    told = verbose.stderr.decode()
    assert "settings: pyproject.toml" in told
    assert "1 concept\n" in told
    assert "bad.txt: does not read as policy prose" in told
    assert "1 file: 1 as they were the last time, 0 checked" in told
    assert b"1 file: 0 as they were the last time, 1 checked" in run("check", "-v", "--no-cache", "bad.txt").stderr


def test_progress_waits_a_second_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((0.0, 0.5, 1.5, 1.55))
    monkeypatch.setattr("policy_glossary.cli.effort.time.monotonic", lambda: next(clock))
    stream = io.StringIO()
    with ProgressLine(stream) as line:
        line.tell(1, 9)
        assert stream.getvalue() == ""
        line.tell(2, 9)
        assert stream.getvalue().endswith("2 of 9 files")
        line.tell(3, 9)
    assert "3 of 9" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\033[K")


def test_no_progress_where_nobody_looks(run: Run, project: Path) -> None:
    assert b"\r" not in run("check", ".").stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_watch_looks_again_at_what_changed(project: Path, cache: Path) -> None:
    with (project / "out.log").open("wb") as out:
        watching = subprocess.Popen(
            [sys.executable, "-m", "policy_glossary", "check", "--watch", "--no-colour", "."],
            cwd=project,
            env={**os.environ, "GLOSSARY_CACHE_DIR": str(cache)},
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - it may be ignored here
        )
    try:
        first = _printed(project, 0, "watching")
        assert "bad.txt:1:" in first
        (project / "other.txt").write_text("They met the chain master.\n", encoding="utf-8")
        second = _printed(project, len(first), "words read")
        assert "other.txt:1:" in second
        assert "bad.txt:1:" not in second  # it has not changed
        (project / "glossary-ignore.txt").write_text('* "chain master"\n', encoding="utf-8")
        third = _printed(project, len(first + second), "words read")
        assert "other.txt:1:" not in third
    finally:
        watching.send_signal(signal.SIGINT)
        assert watching.wait(20) == 0


def _printed(project: Path, start: int, until: str) -> str:
    """What was printed since an offset, as soon as some words are among it and the printing rests."""
    for _ in range(300):
        printed = (project / "out.log").read_bytes().decode()[start:]
        if until in printed and printed.endswith("\n"):
            time.sleep(0.3)
            return (project / "out.log").read_bytes().decode()[start:]
        time.sleep(0.1)
    raise AssertionError(f"{until!r} never came: {printed!r}")
