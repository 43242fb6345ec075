"""What is passed over in folders: by .gitignore and .glossaryignore, by the settings and by the command line.

All four speak the language of .gitignore. The two files count from the folder in which they stand downwards and are found
upwards to the top of the git work tree; .gitignore counts in a work tree only. The first to say something of a path decides:
`--exclude`, the settings, .glossaryignore, .gitignore; of files of one name the nearest, in a file the last line. So a "!" in
.glossaryignore lets in what .gitignore leaves out; nothing is let in below a folder that is left out.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from policy_glossary.engine.ignore_patterns import Patterns, read_patterns
from policy_glossary.engine.settings.values import Settings
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes, shown_path
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import LINE_END

GIT_FILE = ".gitignore"
OWN_FILE = ".glossaryignore"
_MAX_BYTES = 1024 * 1024  # of an ignore file


class Exclusions:
    """Answers whether a file or folder is passed over. Paths are absolute, without links in their folders.

    `settings_of` gives the settings of a folder, `patterns` are those of the command line, relative to `current`. What is
    wrong with patterns becomes a fault, once; in a .gitignore, which is not ours, a note.
    """

    def __init__(
        self,
        settings_of: Callable[[Path], Settings],
        patterns: tuple[str, ...],
        current: str,
        faults: list[Fault],
        notes: list[str],
    ) -> None:
        self._settings_of = settings_of
        self._faults = faults
        self._notes = notes
        self._ignore_files: dict[str, Patterns | None] = {}
        self._of_settings: dict[Path, Patterns | None] = {}
        self._levels: dict[str, list[Patterns]] = {}
        self._named: Patterns | None = None
        if patterns:
            self._named = read_patterns(patterns, current, "--exclude", lambda _, line: self._no_pattern("--exclude", None, line))

    def why(self, path: str, folder: bool) -> str:
        """The pattern that leaves a path out, or nothing. The folders above it are not looked at."""
        parent = os.path.dirname(path)  # noqa: PTH120 - a text
        if parent not in self._levels:
            self._levels[parent] = self._levels_of(Path(parent))
        for patterns in self._levels[parent]:
            excluded, why = patterns.decide(path, folder)
            if excluded is not None:
                return why if excluded else ""
        return ""

    def why_named(self, path: str, folder: bool) -> str:
        """As `why`, also if a folder above the path is left out, up to the top of the project."""
        top = self.top(Path(path).parent)
        parts = Path(path).relative_to(top).parts
        for end in range(1, len(parts) + 1):
            why = self.why(str(top.joinpath(*parts[:end])), folder or end < len(parts))
            if why:
                return why
        return ""

    def top(self, folder: Path) -> Path:
        """The top of the project of a folder: that of its git work tree, or the folder of its settings, or itself."""
        git = next((p for p in (folder, *folder.parents) if os.path.exists(p / ".git")), None)  # noqa: PTH110 - no permission is no error
        return git or self._settings(folder).root or folder

    def _levels_of(self, folder: Path) -> list[Patterns]:
        """The patterns that speak of what lies in a folder, the decisive ones first."""
        settings = self._settings(folder)
        if settings.file is not None and settings.exclude and settings.file not in self._of_settings:
            name = shown_path(settings.file)
            self._of_settings[settings.file] = read_patterns(
                settings.exclude, str(settings.root), f"exclude of {name}", lambda _, line: self._no_pattern(name, None, line)
            )
        found = [self._named, self._of_settings.get(settings.file) if settings.file else None]
        git: list[Patterns | None] = []
        for parent in (folder, *folder.parents):
            found.append(self._ignore_file(parent / OWN_FILE))
            git.append(self._ignore_file(parent / GIT_FILE))
            if os.path.exists(parent / ".git"):  # noqa: PTH110 - no permission is no error
                found += git
                break
        return [patterns for patterns in found if patterns is not None]

    def _settings(self, folder: Path) -> Settings:
        try:
            return self._settings_of(folder)
        except FaultError as error:
            self._faults.append(error.fault)
            return Settings()

    def _ignore_file(self, path: Path) -> Patterns | None:
        key = str(path)
        if key not in self._ignore_files:
            self._ignore_files[key] = self._read(path) if os.path.isfile(path) else None  # noqa: PTH113 - no permission is no error
        return self._ignore_files[key]

    def _read(self, path: Path) -> Patterns | None:
        name = shown_path(path)
        try:
            lines = LINE_END.split(decode(read_bytes(path, name, _MAX_BYTES), name))
        except FaultError as error:
            self._faults.append(error.fault)
            return None
        return read_patterns(lines, str(path.parent), name, lambda number, line: self._no_pattern(name, number, line))

    def _no_pattern(self, name: str, line: int | None, pattern: str) -> None:
        fault = Fault(f'"{pattern}" is no pattern', name, line, "patterns are written as in .gitignore")
        if os.path.basename(name) == GIT_FILE:  # noqa: PTH119 - a text
            self._notes.append(str(fault))
        else:
            self._faults.append(fault)
