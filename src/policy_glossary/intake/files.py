"""Files as bytes, within limits."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from policy_glossary.model.report import Fault, FaultError

MAX_FILE_BYTES = 64 * 1024 * 1024


def read_bytes(path: Path, name: str, limit: int = MAX_FILE_BYTES) -> bytes:
    """All bytes of a regular file. Raises FaultError if it is missing, a folder, a device, unreadable or over the limit."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FaultError(Fault("is a folder, not a file", name))
        if not stat.S_ISREG(status.st_mode):
            raise FaultError(Fault("is not a regular file", name, hint='use "-" to read standard input'))
        if status.st_size > limit:
            raise _too_large(name, status.st_size, limit)
        with path.open("rb") as file:
            data = file.read(status.st_size + 1)  # not the limit at once: so much memory would be set aside
            if len(data) > status.st_size:  # it grew, or tells no size
                data += file.read(limit + 1 - len(data))
    except OSError as error:
        raise FaultError(os_fault(error, name)) from None
    if len(data) > limit:
        raise _too_large(name, len(data), limit)
    return data


def read_standard_input(name: str) -> bytes:
    """All bytes of standard input, within the same limit as a file. Raises FaultError if it is closed or cannot be read."""
    if sys.stdin is None:
        raise FaultError(Fault("is closed: there is nothing to read", name, hint="name a file"))
    try:
        data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise FaultError(os_fault(error, name)) from None
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(name, len(data), MAX_FILE_BYTES)
    return data


def write_new(path: Path, name: str, data: bytes) -> None:
    """Write a new file, whole or not at all; folders that are missing are made.

    Raises FaultError if it exists already or cannot be written.
    """
    _write(path, name, data, replace=False)


def write_file(path: Path, name: str, data: bytes) -> None:
    """Write a file, new or in place of an old one, whole or not at all.

    Folders that are missing are made, an old mode stays, and a link stays a link. Raises FaultError if it cannot be written, or if what has
    its name is no file.
    """
    _write(path, name, data, replace=True)


def replace_file(path: Path, name: str, expected: bytes, data: bytes) -> None:
    """Put new bytes in the place of a file's, as `write_file` does.

    Raises FaultError if the file no longer holds the `expected` bytes, or cannot be written.
    """
    if read_bytes(path, name) != expected:
        raise FaultError(Fault("changed while it was checked; nothing was written", name, hint="run the command again"))
    write_file(path, name, data)


def _write(path: Path, name: str, data: bytes, replace: bool) -> None:
    import tempfile  # most runs write nothing

    path = Path(os.path.realpath(path))  # a link stays a link
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode(path)
        if mode is not None and not replace:
            raise _exists(name)
        if mode is not None and not stat.S_ISREG(mode):  # what is put in the place of a device takes the device away
            raise FaultError(Fault("is no regular file; nothing was written", name, hint="name a file"))
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".glossary.")  # the file's own name may leave no room
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644 if mode is None else stat.S_IMODE(mode))
            if replace:
                Path(temporary).replace(path)
            else:
                _put(Path(temporary), path, name)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise FaultError(Fault("cannot be written: a file stands where its folder should be", name)) from None
    except OSError as error:
        raise FaultError(Fault(f"cannot be written: {error.strerror or error}", name)) from None


def _mode(path: Path) -> int | None:
    """Kind and permissions of what has a name; None if nothing has."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _put(temporary: Path, path: Path, name: str) -> None:
    """Give a file its name, which no file has. Unlike a rename, a link never replaces what came in between."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise _exists(name) from None
    except OSError:  # a file system without links
        temporary.rename(path)


def _exists(name: str) -> FaultError:
    return FaultError(Fault("exists already; nothing was written", name, hint="name a new file"))


def shown_path(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if relative.startswith("..") else Path(relative).as_posix()


def os_fault(error: OSError, name: str) -> Fault:
    """An operating system's error in plain words."""
    if isinstance(error, FileNotFoundError):
        return Fault("no such file or folder", name)
    if isinstance(error, PermissionError):
        return Fault("may not be read: permission denied", name)
    return Fault(f"cannot be read: {error.strerror or error}", name)


def _too_large(name: str, size: int, limit: int) -> FaultError:
    message = f"is larger than {limit // 2**20} MB ({size:,} bytes or more)"
    return FaultError(Fault(message, name, hint="split it into parts"))
