"""The one door to git. Fixed lists of arguments, no shell, no pager; nothing of a repository's settings runs or is fetched."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Self

from policy_glossary.model.report import Fault, FaultError

_GIT = (
    "git", "--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.quotepath=off",
)  # fmt: skip
# What git sets for its hooks holds for one repository only; the rest of what it may be told by variables is the user's wish.
_LOCAL = frozenset(
    "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_COMMON_DIR GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES "
    "GIT_IMPLICIT_WORK_TREE GIT_GRAFT_FILE GIT_SHALLOW_FILE GIT_REPLACE_REF_BASE GIT_EXTERNAL_DIFF GIT_DIFF_OPTS".split()
)


def git(folder: Path, *arguments: str, silent: bool = False) -> bytes:
    """The output of git, run in a folder.

    Raises FaultError if git cannot be run, or says what went wrong; `silent`: if it fails and says nothing, there is no output.
    """
    done = _run(folder, arguments)
    if done.returncode != 0:
        told = " ".join(done.stderr.decode("utf-8", "replace").split())
        if silent and not told:
            return b""
        raise FaultError(Fault(f"git {arguments[0]} failed: {told}"))
    return done.stdout


def work_tree(folder: Path) -> Path:
    """The top of the work tree that a folder is in. Raises FaultError if it is in none."""
    try:
        top = git(folder, "rev-parse", "--show-toplevel")
    except FaultError as error:
        if "not a git repository" in str(error):
            hint = "go to the folder of the repository, or make one with: git init"
            raise FaultError(Fault("is not in a git repository", str(folder), hint=hint)) from None
        raise
    return Path(top.decode("utf-8", "surrogateescape").removesuffix("\n")).resolve()


def merge_lines(base: Path, ours: Path, theirs: Path) -> bytes | None:
    """What git makes of three versions of a file line by line, with markers around conflicts; None if it cannot merge them."""
    paths = [str(path.absolute()) for path in (ours, base, theirs)]
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    done = _run(Path.cwd(), ("merge-file", "--stdout", "--quiet", "--diff3", *labels, *paths))
    return done.stdout if 0 <= done.returncode <= 127 else None  # the number of conflicts, or an error


class Blobs:
    """Files of a repository by their hashes, from one process of git. To be used in a `with` statement."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit  # bytes

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [*_GIT, "cat-file", "--batch"], cwd=self._folder, env=_environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def read(self, thing: str) -> bytes:
        """The bytes of a file. Raises FaultError if git does not have it, or it is larger than the limit."""
        asked, answer = self._process.stdin, self._process.stdout
        if asked is None or answer is None:
            return b""
        asked.write(thing.encode() + b"\n")
        asked.flush()
        told = answer.readline().split()
        if len(told) != 3 or told[1] != b"blob":
            raise FaultError(Fault(f"git does not have the file {thing}", hint="fetch the whole history"))
        if int(told[2]) > self._limit:
            raise FaultError(Fault(f"a version of a file is larger than {self._limit // 2**20} MB: {thing}"))
        return answer.read(int(told[2]) + 1)[:-1]


def _run(folder: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [*_GIT, *arguments], cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError as error:
        raise FaultError(Fault(f"this needs git, which cannot be run: {error.strerror or error}", hint="install git")) from None


def _environment() -> dict[str, str]:
    environment = {key: value for key, value in os.environ.items() if key not in _LOCAL}
    return environment | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
