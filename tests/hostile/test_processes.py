"""Processes that die, interrupts, and caches that cannot be used: rows 27, 28, 30 and 31 of the list of hostile inputs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policy_glossary.engine import many
from policy_glossary.engine.batch import Conduct, check_with_effort
from policy_glossary.engine.check import Options
from policy_glossary.engine.workers import Service
from policy_glossary.model.finding import Finding
from policy_glossary.model.report import Report
from tests.conftest import OWN_GLOSSARY, ROOT, SEEDS, entry

OPTIONS = OWN_GLOSSARY


def fragile(options: Options) -> Service:
    """A process that dies of a file named "kills", and the first time also of one named "flaky"."""
    serve = many.service(options)

    def attempt(job: bytes) -> bytes:
        path = many.from_job(job).path
        assert path is not None
        marker = path.with_suffix(".seen")
        if path.stem == "kills" or (path.stem == "flaky" and not marker.exists()):
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return serve(job)

    return attempt


@pytest.fixture
def texts(own_cache: Path) -> Path:
    folder = own_cache.parent / "texts"
    folder.mkdir()
    for name, seed in zip(("a", "flaky", "kills", "m", "z"), sorted(SEEDS.glob("*.txt")), strict=True):
        (folder / f"{name}.txt").write_bytes(seed.read_bytes())
    return folder


@pytest.fixture
def own(own_cache: Path) -> Path:
    """A small glossary, which no cache holds yet."""
    path = own_cache.parent / "own.po"
    path.write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    return path


def test_row_31_a_dead_process_costs_one_file(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _ = check_with_effort([str(texts)], OPTIONS, Conduct())
    monkeypatch.setattr(many, "service", fragile)
    report, _ = check_with_effort([str(texts)], OPTIONS, Conduct(workers=2))
    assert [Path(fault.file or "").name for fault in report.faults] == ["kills.txt"]
    assert "died twice" in report.faults[0].message
    assert _findings(report) == [told for told in _findings(whole) if not told[0].endswith("kills.txt")]


def test_row_27_a_damaged_cache_is_made_anew_with_a_note(texts: Path) -> None:
    whole, _ = check_with_effort([str(texts)], OPTIONS, Conduct(cache=True))
    kept = [path for path in (texts.parent / "cache/findings").glob("*/*") if path.is_file()]
    assert len(kept) == len(whole.files)
    for path, data in zip(kept, (b"no text at all" * 500, b"", kept[2].read_bytes()[:-9]), strict=False):
        path.write_bytes(data)
    again, effort = check_with_effort([str(texts)], OPTIONS, Conduct(cache=True))
    assert _findings(again) == _findings(whole)
    assert effort.reused == len(whole.files) - 3
    assert sum("damaged" in note for note in again.notes) == 3
    assert check_with_effort([str(texts)], OPTIONS, Conduct(cache=True))[1].reused == len(whole.files)


def test_row_27_two_runs_at_once_share_one_cache(texts: Path, own: Path) -> None:
    """Each of them compiles the glossary."""
    command = [
        sys.executable,
        "-m",
        "policy_glossary",
        "check",
        "--format",
        "json",
        "--no-shipped",
        "--glossary",
        str(own),
        str(texts),
    ]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    printed = [run.communicate() for run in runs]
    assert {run.returncode for run in runs} == {1}
    assert printed[0] == printed[1] == printed[2]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for root")
def test_row_28_without_a_cache_folder_the_result_is_the_same(texts: Path) -> None:
    whole, _ = check_with_effort([str(texts)], OPTIONS, Conduct())
    (texts.parent / "cache").chmod(0o500)
    try:
        assert _findings(check_with_effort([str(texts)], OPTIONS, Conduct(cache=True))[0]) == _findings(whole)
    finally:
        (texts.parent / "cache").chmod(0o700)


@pytest.mark.parametrize("place", ["a.txt", "a.txt/cache"])
def test_row_28_a_cache_folder_that_cannot_be_used_changes_nothing(
    place: str, texts: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = OPTIONS._replace(glossary=(str(own),))
    whole, _ = check_with_effort([str(texts)], options, Conduct())
    monkeypatch.setenv("GLOSSARY_CACHE_DIR", str(texts / place))
    report, _ = check_with_effort([str(texts)], options, Conduct(cache=True))
    assert _findings(report) == _findings(whole)
    assert (report.faults, report.notes) == (whole.faults, whole.notes)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_row_30_an_interrupt_ends_all_processes_with_130(texts: Path) -> None:
    for number in range(60):
        (texts / f"more-{number}.txt").write_bytes((texts / "a.txt").read_bytes())
    command = [sys.executable, "-m", "policy_glossary", "check", "--workers", "2", "--no-cache", "--no-shipped"]
    command += ["--glossary", str(ROOT / "glossary"), str(texts)]
    run = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - it may be ignored here
    )
    while len(_session(run.pid)) < 3 and run.poll() is None:  # itself and two more
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=30)
    assert run.returncode == 130
    assert len(told.splitlines()) <= 1
    for _ in range(100):  # what multiprocessing keeps for itself takes a moment to see that it is alone
        if not _session(run.pid):
            break
        time.sleep(0.05)
    assert _session(run.pid) == []


def _findings(report: Report) -> list[tuple[str, tuple[Finding, ...]]]:
    return [(file.document.source.name, file.findings) for file in report.files]


def _session(leader: int) -> list[int]:
    """The processes of a session that are not dead."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                state, _, _, session = (process / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(session) == leader and state != "Z":
                found.append(int(process.name))
    return found


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_report_that_finds_no_room_is_a_fault_and_no_bug_of_ours() -> None:
    article = min(SEEDS.glob("*.txt"))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "policy_glossary", "check", str(article)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("glossary: the report cannot be written: No space left on device")
    assert done.stderr.count("\n") == 1
