"""Which lines of a work tree differ from a revision."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from policy_glossary.engine.git import git
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError

_DIFF = (
    "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=all", "--find-renames",
    "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_PATCH = (*_DIFF, "--unified=0", "--inter-hunk-context=0")
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb'\\([0-7]{3}|["\\abfnrtv])')
_LETTERS = {b"a": 7, b"b": 8, b"t": 9, b"n": 10, b"v": 11, b"f": 12, b"r": 13, b'"': 34, b"\\": 92}


class Changes(NamedTuple):
    """What differs in one work tree: ranges of line numbers by path below `top`, both ends included; None is the whole file."""

    top: Path
    lines: dict[str, tuple[range, ...] | None]
    tracked: frozenset[str]

    def touch(self, path: Path, first: int, last: int) -> bool:
        """True if one of these lines of a file (from 1, ended by line feeds) differs, or all of it is new."""
        name = path.relative_to(self.top).as_posix()
        if name not in self.tracked:
            return True
        ranges = self.lines.get(name, ())
        return ranges is None or any(first < changed.stop and changed.start <= last for changed in ranges)


def changes_since(revision: str, top: Path) -> Changes:
    """The lines in a work tree that differ from a revision.

    `A...` stands for the commit at which the current branch left A. Files that git does not know are new as a whole, and
    so are changed ones that it takes for binary. Raises FaultError if git or the revision is not to be had.
    """
    commit = _commit(revision, top)
    lines: dict[str, tuple[range, ...] | None] = {}
    for name, binary in _numstat(git(top, *_DIFF, "--numstat", "-z", commit, "--")):
        lines[name] = None if binary else ()
    for name, ranges in _hunks(git(top, *_PATCH, commit, "--")):
        if lines.get(name, ()) is not None:
            lines[name] = ranges
    tracked = git(top, "ls-files", "-z").split(b"\0")
    return Changes(top, lines, frozenset(map(os.fsdecode, tracked)))


def _commit(revision: str, top: Path) -> str:
    base = revision.removesuffix("...")
    hint = "in CI, fetch its history first: a shallow clone knows only its last commit"
    commit = git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", base + "^{commit}", silent=True)
    if not commit:
        raise FaultError(Fault(f'--changed-since: git knows no revision "{base}" here', hint=hint))
    if base != revision:
        commit = git(top, "merge-base", commit.decode().strip(), "HEAD", silent=True)
        if not commit:
            raise FaultError(Fault(f'--changed-since: git knows no commit at which this branch left "{base}"', hint=hint))
    return commit.decode().strip()


def _numstat(output: bytes) -> Iterator[tuple[str, bool]]:
    """Paths as they are now, and whether git takes them for binary. A rename has an empty path, then the old and the new one."""
    fields = iter(output.split(b"\0"))
    for field in fields:
        if not field:
            continue
        added, _, name = field.split(b"\t", 2)
        if not name:
            next(fields)
            name = next(fields)
        yield os.fsdecode(name), added == b"-"


def _hunks(output: bytes) -> Iterator[tuple[str, tuple[range, ...]]]:
    """The changed lines of each file of a patch without context. Lines of a hunk are counted, so that none is taken for a head."""
    name: str | None = None
    ranges: list[range] = []
    lines = iter(output.split(b"\n"))
    for line in lines:
        if line.startswith(b"+++ "):
            yield from _file(name, ranges)
            name, ranges = _path(line[4:]), []
        elif (hunk := _HUNK.match(line)) is not None:
            old, new = (1 if count is None else int(count) for count in (hunk[1], hunk[3]))
            ranges.append(range(int(hunk[2]), int(hunk[2]) + new))
            _skip(lines, old + new)
    yield from _file(name, ranges)


def _file(name: str | None, ranges: Iterable[range]) -> Iterator[tuple[str, tuple[range, ...]]]:
    if name is not None:
        yield name, tuple(lines for lines in ranges if lines)


def _skip(lines: Iterator[bytes], count: int) -> None:
    while count:
        line = next(lines, None)
        if line is None:
            return
        count -= not line.startswith(b"\\")  # the remark that a file ends without a line end


def _path(field: bytes) -> str | None:
    """The path of a `+++` line; None for a file that is gone. Paths with odd characters are quoted as in C."""
    if field.startswith(b'"'):
        field = _ESCAPE.sub(lambda m: bytes([_LETTERS[m[1]] if m[1] in _LETTERS else int(m[1], 8)]), field[1:].rpartition(b'"')[0])
    else:
        field = field.removesuffix(b"\t")  # git ends names with blanks so
    return os.fsdecode(field.removeprefix(b"b/")) if field != b"/dev/null" else None
