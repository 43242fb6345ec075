"""What a project has decided, as plain values."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from policy_glossary.matching.genre import Genre
from policy_glossary.model.finding import Severity
from policy_glossary.model.light_typing import NamedTuple


class Judging(NamedTuple):
    """How one file is read and judged; None where nothing was said.

    `disable`: selectors that are switched off; `severity`: severities changed, later ones win. A selector is a rule's code or
    name, its family or the letters of its code (STY), or a concept's id. `min_severity` leaves out milder findings, `fail_on`
    and `min_score` decide over the exit code, `encoding` is for a file without a byte-order mark.
    """

    disable: frozenset[str] = frozenset()
    severity: tuple[tuple[str, Severity], ...] = ()
    genre: Genre | None = None
    min_severity: Severity | None = None
    fail_on: Severity | None = None
    min_score: float | None = None
    encoding: str | None = None

    def then(self, later: Judging) -> Judging:
        """This judging with a later one upon it: lists add up, of single values the later one holds."""
        return Judging(
            disable=self.disable | later.disable,
            severity=self.severity + later.severity,
            genre=later.genre or self.genre,
            min_severity=later.min_severity or self.min_severity,
            fail_on=later.fail_on or self.fail_on,
            min_score=self.min_score if later.min_score is None else later.min_score,
            encoding=later.encoding or self.encoding,
        )


class Settings(NamedTuple):
    """What a project has decided.

    `file` is where, and its folder the `root` to which globs are relative. `glossary`: folders or PO files of the project,
    later ones win. `shipped`: extend the glossary that comes along (True) or replace it (False). `packs`: TOML files of the
    project's own rules. `enable`: codes or names of optional rules that are to run. `exclude`: patterns of files that are
    passed over, as in .gitignore. `per_path`: judgings for globs, later ones upon earlier ones. `weights`: changed penalties
    of the document score. `baseline`: the file of known findings.
    """

    file: Path | None = None
    glossary: tuple[Path, ...] = ()
    shipped: bool = True
    packs: tuple[Path, ...] = ()
    enable: frozenset[str] = frozenset()
    exclude: tuple[str, ...] = ()
    judging: Judging = Judging()
    per_path: tuple[tuple[tuple[str, ...], Judging], ...] = ()
    weights: tuple[tuple[Severity, float], ...] = ()
    baseline: Path | None = None

    @property
    def root(self) -> Path | None:
        """The folder of the settings file."""
        return self.file.parent if self.file else None

    def sections_of(self, path: Path | None) -> tuple[int, ...]:
        """The numbers of the per-path sections that hold for one file; None is standard input without a name."""
        if path is None or self.file is None or not path.is_relative_to(self.file.parent):
            return ()
        name = path.relative_to(self.file.parent).as_posix()
        return tuple(number for number, (globs, _) in enumerate(self.per_path) if any(fnmatchcase(name, g) for g in globs))

    def judging_of(self, path: Path | None) -> Judging:
        """The judging that holds for one file."""
        judging = self.judging
        for number in self.sections_of(path):
            judging = judging.then(self.per_path[number][1])
        return judging
