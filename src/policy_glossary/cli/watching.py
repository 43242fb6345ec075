"""`glossary check --watch`: look at files again when they change, and at all of them when their settings or glossary do."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from policy_glossary.cli import EXIT_CLEAN, EXIT_FAULT, tell, tell_work
from policy_glossary.engine.check import Options, Run
from policy_glossary.engine.discovery import Found
from policy_glossary.engine.kept_patterns import keep_patterns
from policy_glossary.engine.suppress import SIDE_FILE
from policy_glossary.model.report import Fault, FaultError, FileReport
from policy_glossary.reports.terminal import Page

_PAUSE = 0.4  # seconds between two looks
_DECIDING = ("glossary.toml", "pyproject.toml", SIDE_FILE)

Stamp = tuple[int, int, int] | None  # time of change, size, inode; None for what is not there


def watch(paths: Sequence[str], options: Options, colour: bool, brief: bool) -> int:
    """Check, and go on checking until Ctrl-C. Returns 2 if there is nothing to watch."""
    watched = _Watched(paths, options, colour, brief)
    if not watched.look():
        tell(*watched.faults, "there is nothing to watch")
        return EXIT_FAULT
    tell("watching; Ctrl-C ends it")
    try:
        while True:
            time.sleep(_PAUSE)
            watched.look()
    except KeyboardInterrupt:
        return EXIT_CLEAN


class _Watched:
    """The files, their stamps, and their last reports."""

    def __init__(self, paths: Sequence[str], options: Options, colour: bool, brief: bool) -> None:
        self._paths, self._options = paths, options
        self._colour, self._brief = colour, brief
        self._run = Run(options)
        self._stamps: dict[Found, Stamp] = {}
        self._deciding: dict[Path, Stamp] = {}
        self._reports: dict[Found, FileReport] = {}
        self.faults: list[Fault] = []  # of finding the files

    def look(self) -> bool:
        """Check what has changed since the last look and print it; False if there is no file."""
        found = self._discover()
        stamps = {file: _stamp(file.path) for file in found}
        deciding = {path: _stamp(path) for path in self._deciders(found)}
        if deciding != self._deciding:
            self._run = Run(self._options)
            found = self._discover()  # by the settings as they are now
            stamps = {file: _stamp(file.path) for file in found}
            deciding |= {path: _stamp(path) for path in self._deciders(found)}
            self._stamps = {}
        changed = [file for file in found if stamps[file] != self._stamps.get(file, ())]
        gone = self._stamps.keys() - stamps.keys()
        self._stamps = stamps
        if changed or gone:
            self._check(found, changed)
            deciding = {path: _stamp(path) for path in self._deciders(found)} | deciding  # the check met more of them
        self._deciding = {path: deciding[path] for path in self._deciders(found)}
        return bool(found)

    def _discover(self) -> list[Found]:
        self._run.faults.clear()
        self._run.clear_notes()
        found = self._run.discover(self._paths)
        self.faults = list(self._run.faults)
        return found

    def _check(self, found: Sequence[Found], changed: Sequence[Found]) -> None:
        for file in changed:
            self._reports.pop(file, None)
            try:
                checked = self._run.check(file)
                if file.name not in self._run.passed_over:
                    self._reports[file] = checked
            except FaultError as error:
                self._run.faults.append(error.fault)
        keep_patterns()
        report = self._run.asked_for(self._run.report([self._reports[file] for file in found if file in self._reports]))
        page = Page(sys.stdout, self._colour, dict(report.signature.rules))
        new = {file.name for file in changed}
        for checked in report.files:
            if checked.document.source.name in new:
                page.file(checked)
        if not self._brief:
            page.totals(report)
        sys.stdout.flush()
        tell_work(() if self._brief else report.notes, report.faults)

    def _deciders(self, found: Iterable[Found]) -> set[Path]:
        """The files that decide over findings, whether they are there or not: settings, side files, packs, glossaries."""
        folders = {file.path.resolve().parent for file in found if file.path}
        above = {parent for folder in folders for parent in (folder, *folder.parents)}
        files = {parent / name for parent in above for name in _DECIDING}
        return files | set(self._run.deciders())


def _stamp(path: Path | None) -> Stamp:
    try:
        status = os.stat(path or "")  # noqa: PTH116 - one call
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
