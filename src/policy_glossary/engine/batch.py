"""Check what a user names: files, folders, standard input. Few files are checked here and now, many by `engine.many`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

from policy_glossary.engine.check import Options, Run
from policy_glossary.engine.discovery import Found
from policy_glossary.engine.kept_patterns import keep_patterns
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import FaultError, FileReport, Report

WORTH_A_WORKER = 300_000  # bytes: to check less takes hardly longer than to start a process
MOST_WORKERS = 8  # unasked: each takes the memory of a whole check

Progress = Callable[[int, int], None]  # told how many files are done, and how many there are


class Conduct(NamedTuple):
    """How a run goes about its work; nothing here changes a byte of its result.

    `workers` are processes; None: as many as the machine has cores and the files are worth. `cache`: what was found in a file is
    kept, and used as long as neither the file nor anything that decides over it changes.
    """

    workers: int | None = 1
    cache: bool = False
    progress: Progress | None = None


_PLAIN = Conduct()


class Effort(NamedTuple):
    """What a run took: files, those whose findings were taken from the cache, processes beside the first, files of settings."""

    files: int
    reused: int = 0
    workers: int = 0
    settings: tuple[str, ...] = ()


def check_paths(paths: Iterable[str], options: Options, conduct: Conduct = _PLAIN) -> Report:
    """Check files, folders and standard input ("-"). What cannot be read is a fault; the rest is still checked."""
    return check_with_effort(paths, options, conduct)[0]


def check_with_effort(paths: Iterable[str], options: Options, conduct: Conduct) -> tuple[Report, Effort]:
    """The same, and what it took."""
    run = Run(options)
    found = run.discover(paths)
    size = sum(map(_size, found))
    workers = _workers(conduct, found, size)
    if workers > 1 or conduct.cache:
        from policy_glossary.engine.many import check_many

        files, effort = check_many(found, run, options, workers, conduct.progress, keep=conduct.cache)
    else:
        files, effort = list(_check_here(found, run, conduct.progress)), Effort(len(found))
    keep_patterns()
    read = [file for file in files if file.document.source.name not in run.passed_over]
    return run.asked_for(run.report(read)), effort._replace(settings=tuple(run.settings_files()))


def _check_here(found: Sequence[Found], run: Run, progress: Progress | None) -> Iterator[FileReport]:
    for number, file in enumerate(found):
        if progress:
            progress(number, len(found))
        try:
            yield run.check(file)
        except FaultError as error:
            run.faults.append(error.fault)


def _size(file: Found) -> int:
    try:
        return os.stat(file.path).st_size if file.path else 0  # noqa: PTH116 - one call
    except OSError:
        return 0


def _workers(conduct: Conduct, found: Sequence[Found], size: int) -> int:
    """How many processes the files are worth."""
    if conduct.workers is not None:
        return min(conduct.workers, max(1, len(found)))
    return max(1, min(cores(), size // WORTH_A_WORKER, len(found)))


def cores() -> int:
    """The processor cores that this process may use, MOST_WORKERS at most."""
    return min(MOST_WORKERS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
