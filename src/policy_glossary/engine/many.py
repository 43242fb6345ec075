"""Check many files: what was found before is taken from the cache, the rest is shared among processes.

The files are reported one by one in their order, whatever was kept and however many processes there are, so that the result has
the same bytes. A file is always read here, for its report quotes it; only the search for findings is spared or given away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from policy_glossary.engine.batch import Effort, Progress
from policy_glossary.engine.cache import cache_folder
from policy_glossary.engine.check import Basis, Options, Run
from policy_glossary.engine.discovery import Found
from policy_glossary.engine.kept_patterns import keep_patterns
from policy_glossary.engine.keys import Keys
from policy_glossary.engine.outcome import Outcome, from_text, outcome_of, to_text
from policy_glossary.engine.text_store import TextStore
from policy_glossary.formats import read_file
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple
from policy_glossary.model.report import Fault, FaultError, FileReport

if TYPE_CHECKING:
    from policy_glossary.engine.workers import Service, Workers

FOLDER = "findings"
_MOST = 300_000_000  # bytes
_PART = 512  # files that are in memory at a time
_KEEPING = (1, 16, 256)  # files after which a process keeps the patterns that it compiled


class _Task(NamedTuple):
    """A file that was read, with the key of what is found in it; or the fault that it is."""

    found: Found
    basis: Basis | None
    key: str = ""
    fault: Fault | None = None


class _Part(NamedTuple):
    """What is known of some files: what was kept, and the answers of the processes to which the others (`away`) were given."""

    known: dict[str, str]
    away: frozenset[Found]
    answers: Iterator[bytes | None]


class _Checker:
    """Takes what is found in a file from where it is to be had, and collects what was found anew."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.reused = 0
        self.fresh: dict[str, str] = {}

    def check(self, task: _Task, part: _Part) -> FileReport:
        """The report of a file. Raises FaultError if it cannot be read, or cannot be checked."""
        answer = next(part.answers) if task.found in part.away else b""
        if task.fault or task.basis is None:
            raise FaultError(task.fault or Fault("was not read", task.found.name))
        document = self._run.read(task.basis)
        if answer is None:
            raise FaultError(died(task.found.name))
        outcome = _outcome(part.known.get(task.key, ""))
        self.reused += outcome is not None
        if outcome is None:
            outcome = _answered(answer, task.key) or outcome_of(self._run.judge(document, task.basis))
            if not outcome.faults:
                self.fresh[task.key] = to_text(outcome)
        return self._run.keep(outcome.recalled(document, task.basis.judgement.suppressions), task.basis)


def check_many(
    found: Sequence[Found], run: Run, options: Options, workers: int, progress: Progress | None, *, keep: bool
) -> tuple[list[FileReport], Effort]:
    """The reports of these files, in order; what cannot be read becomes a fault of the run."""
    files: list[FileReport] = []
    keys, checker, shared = Keys(), _Checker(run), False
    with ExitStack() as stack:
        store = stack.enter_context(closing(TextStore(cache_folder() if keep else None, FOLDER, _MOST)))
        pool = stack.enter_context(_pool(workers, options)) if workers > 1 else None
        for start in range(0, len(found), _PART):
            tasks = [_task(file, run, keys) for file in found[start : start + _PART]]
            known = store.get(task.key for task in tasks if task.key)
            run.note(store.notes)
            store.notes.clear()
            away = [task.found for task in tasks if task.found.path and task.key and task.key not in known]
            answers: Iterator[bytes | None] = iter(())
            if pool is None or len(away) == 1:
                away = []
            elif away:
                if not shared:
                    _compile_glossaries(tasks, options)
                    shared = True
                answers = pool.answers([to_job(file) for file in away])
            part = _Part(known, frozenset(away), answers)
            for number, task in enumerate(tasks, start):
                if progress:
                    progress(number, len(found))
                try:
                    files.append(checker.check(task, part))
                except FaultError as error:
                    run.faults.append(error.fault)
            store.put(checker.fresh)
            checker.fresh.clear()
    return files, Effort(len(found), checker.reused, workers if shared else 0)


def _pool(workers: int, options: Options) -> Workers:
    from policy_glossary.engine.workers import Workers  # most runs need no other process

    return Workers(workers, service, options)


def _task(file: Found, run: Run, keys: Keys) -> _Task:
    try:
        basis = run.basis(file)
        return _Task(file, basis, keys.of(basis, named=True))
    except FaultError as error:
        return _Task(file, None, fault=error.fault)


def _outcome(text: str) -> Outcome | None:
    try:
        return from_text(text) if text else None
    except (ValueError, TypeError, LookupError):  # damaged: as good as not kept
        return None


def _answered(answer: bytes, key: str) -> Outcome | None:
    """What a process found; None if it met a fault, or another file than the one that was read here."""
    told, _, text = answer.decode("utf-8", "surrogatepass").partition(" ")
    return _outcome(text) if told == key else None


def _compile_glossaries(tasks: Sequence[_Task], options: Options) -> None:
    """Compile the glossaries of these files into the cache, so that no process need do it for itself."""
    run = Run(options)
    for settings in {task.basis.layers: task.basis.settings for task in tasks if task.basis}.values():
        run.matcher(settings)


def died(name: str) -> Fault:
    """The fault of a file that no process lived to answer for."""
    hint = "was memory short? with --workers 1 there is no other process"
    return Fault("was not checked: the process that tried died twice", name, hint=hint)


def to_job(file: Found) -> bytes:
    """A file that has a path, as a job for a process."""
    return json.dumps([str(file.path), file.name]).encode()


def from_job(job: bytes) -> Found:
    """The file of such a job."""
    path, name = json.loads(job)
    return Found(Path(path), name)


def service(options: Options) -> Service:
    """The work of a process: it reads the file itself, so that only names and findings travel."""
    run, keys = Run(options), Keys()
    served = 0

    def serve(job: bytes) -> bytes:
        nonlocal served
        try:
            basis = run.basis(from_job(job))
            document = read_file(basis.raw).document
            checked = run.judge(document, basis)
        except FaultError:
            return b""  # the first process meets the same fault, and tells it
        served += 1
        if served in _KEEPING:
            keep_patterns()
        return f"{keys.of(basis, named=True)} {to_text(outcome_of(checked))}".encode("utf-8", "surrogatepass")

    return serve
