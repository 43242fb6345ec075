"""The one door to git. Fixed lists of arguments, no shell, no pager; nothing of a repository's settings runs or is fetched."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

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


def merge_lines(base: Path, ours: Path, theirs: Path) -> bytes | None:
    """What git makes of three versions of a file line by line, with markers around conflicts; None if it cannot merge them."""
    paths = [str(path.absolute()) for path in (ours, base, theirs)]
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    done = _run(Path.cwd(), ("merge-file", "--stdout", "--quiet", "--diff3", *labels, *paths))
    return done.stdout if 0 <= done.returncode <= 127 else None  # the number of conflicts, or an error


def _run(folder: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in _LOCAL}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        return subprocess.run(
            [*_GIT, *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError as error:
        raise FaultError(Fault(f"this needs git, which cannot be run: {error.strerror or error}", hint="install git")) from None
