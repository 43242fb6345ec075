"""Processes that work through a list: the answers come in the order of the list, and a process that dies costs one file at most.

Only bytes travel, so that nothing is unpickled. Each process has at most two files before it: one under work and one waiting.
When it dies, the file under work is tried once more, alone in a new process; then it is given up.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

Service = Callable[[bytes], bytes]
_AHEAD = 64  # jobs for each process whose answers may wait for an earlier one
_TRIES = 2
_WELL, _BROKEN = b"+", b"!"


class WorkerError(Exception):
    """A bug of ours in a worker process, told in the words of the error there."""


class _Worker:
    """A process, the pipe to it, and the numbers of its jobs."""

    def __init__(self, make: Callable[[Any], Service], argument: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(other, make, argument), daemon=True)
        with _interrupts_held():
            self.process.start()
        other.close()
        self.jobs: deque[int] = deque()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process that is started here never gets an interrupt, not even before it can say so; one that comes is taken up after."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would let interrupts through again
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))


class Workers:
    """So many processes; in each `make(argument)` gives the service that answers its jobs. Use as a context manager."""

    def __init__(self, count: int, make: Callable[[Any], Service], argument: Any) -> None:
        self._count = count
        self._make, self._argument = make, argument
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            worker.process.kill() if kind else worker.pipe.close()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def answers(self, jobs: Sequence[bytes]) -> Iterator[bytes | None]:
        """The answer to each job in order; None for one whose process died twice. Raises WorkerError for a bug of ours."""
        waiting = deque(range(len(jobs)))
        tries = [0] * len(jobs)
        done: dict[int, bytes | None] = {}
        following = 0
        while following < len(jobs):
            while following in done:
                yield done.pop(following)
                following += 1
            self._hand_out(jobs, waiting, tries, following)
            busy = {worker.pipe: worker for worker in self._workers if worker.jobs}
            for ready in wait(list(busy)) if busy else ():
                worker = busy[ready]  # type: ignore[index]  # wait gives back what it was given
                try:
                    answer = worker.pipe.recv_bytes()
                except (EOFError, OSError):
                    self._bury(worker, waiting, tries, done)
                    continue
                if answer[:1] == _BROKEN:
                    raise WorkerError(answer[1:].decode())
                done[worker.jobs.popleft()] = answer[1:]

    def _hand_out(self, jobs: Sequence[bytes], waiting: deque[int], tries: list[int], following: int) -> None:
        """Give jobs to processes that have room; one that killed its process before is given to an idle process, alone."""
        while len(self._workers) < min(self._count, len(waiting) + sum(1 for worker in self._workers if worker.jobs)):
            self._workers.append(_Worker(self._make, self._argument))
        for room in (0, 1):
            for worker in self._workers:
                if not waiting or waiting[0] >= following + _AHEAD * self._count:
                    return
                number = waiting[0]
                alone = tries[number] > 0 or any(tries[job] > 0 for job in worker.jobs)
                if len(worker.jobs) != room or (alone and room > 0):
                    continue
                with suppress(OSError):  # it died while idle: noticed when its pipe is read
                    worker.pipe.send_bytes(jobs[number])
                worker.jobs.append(waiting.popleft())

    def _bury(self, worker: _Worker, waiting: deque[int], tries: list[int], done: dict[int, bytes | None]) -> None:
        """Take back the jobs of a dead process; the one under work has one try more."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        lost = list(worker.jobs)
        tries[lost[0]] += 1
        if tries[lost[0]] >= _TRIES:
            done[lost.pop(0)] = None
        waiting.extendleft(reversed(lost))


def _serve(pipe: Connection, make: Callable[[Any], Service], argument: Any) -> None:
    """The life of a process: it answers until the other end of its pipe is closed. An interrupt is the parent's matter."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    service: Service | None = None
    while True:
        try:
            job = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        try:
            service = service or make(argument)
            answer = _WELL + service(job)
        except Exception as error:  # noqa: BLE001 - told by the parent, which knows how
            answer = _BROKEN + " ".join(f"{type(error).__name__}: {error}".split()).encode("utf-8", "backslashreplace")
        try:
            pipe.send_bytes(answer)
        except OSError:
            return
