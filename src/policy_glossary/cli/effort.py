"""What a person may want to know of the work itself: how far it is, and afterwards what was looked at, and by what."""

from __future__ import annotations

import time
from types import TracebackType

from policy_glossary.engine.batch import Effort
from policy_glossary.model.light_typing import TYPE_CHECKING
from policy_glossary.model.report import Report
from policy_glossary.model.text import counted, printable

if TYPE_CHECKING:
    from typing import Self, TextIO

_PATIENCE = 1.0  # seconds without a word
_BETWEEN = 0.1  # seconds from one word to the next
_SHOWN = 10  # files that are named one by one


class ProgressLine:
    """A line of a terminal that says how far a long run is, and is gone when the run is over. Use as a context manager."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def tell(self, done: int, total: int) -> None:
        """So many files of so many are done."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _BETWEEN
        self._shown = True
        self._stream.write(f"\r\033[K{done:,} of {total:,} files")
        self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown:
            self._stream.write("\r\033[K")
            self._stream.flush()


def tell_effort(report: Report, effort: Effort, stream: TextIO) -> None:
    """Say which settings, glossary and rules a run used, where rules were silent, and what the cache and processes did."""
    lines = [f"settings: {', '.join(effort.settings) or 'none found'}"]
    lines += [f"glossary {digest}: {counted(size, 'concept')}" for digest, size in report.signature.glossaries]
    lines.append(counted(len(report.signature.rules), "rule"))
    silent = [file for file in report.files if file.silent]
    lines += [
        f"{printable(file.document.source.name)}: does not read as policy prose: {counted(file.silent, 'rule')} silent"
        for file in silent[:_SHOWN]
    ]
    if len(silent) > _SHOWN:
        lines.append(f"and {counted(len(silent) - _SHOWN, 'more file')}")
    by = f" by {effort.workers} processes" if effort.workers else ""
    lines.append(
        f"{counted(effort.files, 'file')}: {effort.reused:,} as they were the last time, {effort.files - effort.reused:,} checked{by}"
    )
    stream.writelines(f"glossary: {line}\n" for line in lines)
