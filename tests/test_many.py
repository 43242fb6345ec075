"""Checks of many files: shared among processes or taken from the cache, the result is the same."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from policy_glossary.engine.batch import Conduct, check_with_effort, cores
from policy_glossary.engine.check import Run
from policy_glossary.engine.judgement import check_document
from policy_glossary.engine.outcome import from_text, outcome_of, to_text
from policy_glossary.engine.verdict import verdict_on
from policy_glossary.engine.workers import Service, WorkerError, Workers
from policy_glossary.model.report import Report
from policy_glossary.reports import write_report
from tests.conftest import OWN_GLOSSARY, SEEDS

OPTIONS = OWN_GLOSSARY
PLAIN, KEEPING, SHARING = Conduct(), Conduct(cache=True), Conduct(workers=2)


@pytest.fixture
def texts(own_cache: Path) -> Path:
    """The seeds as Markdown, with a comment that is of use, one that is not, a side file, and files that cannot be checked."""
    folder = own_cache.parent / "texts"
    folder.mkdir()
    for seed in sorted(SEEDS.glob("*.txt")):
        text = seed.read_text(encoding="utf-8")
        (folder / f"{seed.stem}.md").write_text(f"<!-- glossary: ignore STY -->\n\n{text}\n\n<!-- glossary: ignore DAT -->\n")
    (folder / "broken.txt").write_bytes(b"caf\xe9")
    (folder / "empty.txt").write_text("")
    (folder / "glossary-ignore.txt").write_text('* "continue to step up"\n* "no such words"\n')
    return folder


def printed(report: Report) -> tuple[str, str]:
    """The report for programs and the one for people."""
    pages = []
    for kind in ("json", "text"):
        pages.append(io.StringIO())
        write_report(report, verdict_on(report), kind, pages[-1], colour=False)
    return pages[0].getvalue(), pages[1].getvalue()


def checked(folder: Path, conduct: Conduct) -> tuple[tuple[str, str], int]:
    report, effort = check_with_effort([str(folder)], OPTIONS, conduct)
    return printed(report), effort.reused


def test_processes_and_the_cache_change_nothing(texts: Path) -> None:
    report, _ = check_with_effort([str(texts)], OPTIONS, PLAIN)
    assert sum(len(file.findings) for file in report.files) > 300
    assert len(report.faults) == 1
    assert any("suppresses nothing" in note for note in report.notes)
    plain = printed(report)
    assert checked(texts, SHARING) == (plain, 0)
    assert checked(texts, KEEPING) == (plain, 0)
    assert checked(texts, KEEPING) == (plain, len(report.files))


def test_what_decides_over_findings_is_never_answered_from_the_cache(texts: Path) -> None:
    before, _ = check_with_effort([str(texts)], OPTIONS, KEEPING)
    article = next(iter(sorted(texts.glob("*.md"))))
    article.write_text(article.read_text() + "\nThe chain master met the chain lord.\n")
    assert checked(texts, KEEPING) == (checked(texts, PLAIN)[0], len(before.files) - 1)
    (texts / "glossary-ignore.txt").write_text("")
    assert checked(texts, KEEPING) == (checked(texts, PLAIN)[0], 0)
    (texts / "glossary.toml").write_text('[check]\ndisable = ["TERM"]\n')
    without, reused = checked(texts, KEEPING)
    assert reused == 0
    assert without == checked(texts, PLAIN)[0]


def test_what_side_files_are_told_is_told_with_the_line_where_it_stands_now(texts: Path) -> None:
    side = texts / "glossary-ignore.txt"
    side.write_text('TERM999 "harbour"\n')
    assert any(f"{side.name}:1: TERM999" in note for note in check_with_effort([str(texts)], OPTIONS, KEEPING)[0].notes)
    side.write_text('# moved\nTERM999 "harbour"\n')
    notes = check_with_effort([str(texts)], OPTIONS, KEEPING)[0].notes
    assert any(f"{side.name}:2: TERM999" in note for note in notes)
    assert not any(f"{side.name}:1:" in note for note in notes)


def test_a_file_under_another_name_is_told_under_that_name(texts: Path) -> None:
    checked(texts, KEEPING)
    for file in texts.glob("*.md"):
        file.rename(file.with_name(f"new-{file.name}"))
    assert checked(texts, KEEPING)[0] == checked(texts, PLAIN)[0]


def test_an_outcome_survives_as_text(texts: Path) -> None:
    (texts / "broken.txt").unlink()
    run = Run(OPTIONS)
    outcomes = [outcome_of(check_document(*run.prepare(found))) for found in Run(OPTIONS).discover([str(texts)])]
    assert any(outcome.used for outcome in outcomes)
    assert [from_text(to_text(outcome)) for outcome in outcomes] == outcomes


def shout(greeting: str) -> Service:
    def serve(job: bytes) -> bytes:
        if job == b"bug":
            raise ValueError("of ours")
        return greeting.encode() + job

    return serve


def test_answers_come_in_the_order_of_the_jobs() -> None:
    jobs = [b"%d" % number for number in range(300)]
    with Workers(3, shout, "ho ") as workers:
        assert list(workers.answers(jobs)) == [b"ho " + job for job in jobs]
        assert list(workers.answers(jobs[:2])) == [b"ho 0", b"ho 1"]


def test_a_bug_in_a_process_is_told_by_the_first_one() -> None:
    with Workers(2, shout, "") as workers, pytest.raises(WorkerError, match="ValueError: of ours"):
        list(workers.answers([b"1", b"bug", b"3"]))


def test_unasked_eight_processes_at_most_share_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)), raising=False)
    assert cores() == 8
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3, 5})
    assert cores() == 2
