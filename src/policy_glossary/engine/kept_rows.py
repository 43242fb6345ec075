"""Files of the cache folder of which a run reads what it uses: two numbers, JSON that describes rows of bytes, and those rows."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from policy_glossary.engine.cache import write_atomically
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

_NUMBER = 8  # bytes of each of the two numbers: the length of the description, and that of the rows


class KeptRows(NamedTuple):
    """What describes the rows, and what reads so many bytes of them at an offset."""

    described: Any
    read: Callable[[int, int], bytes]


def read_rows(path: Path) -> KeptRows:
    """The rows of a file, which stays open as long as the process runs. Raises OSError if there is none, ValueError if it is cut off."""
    read, size = _reader(path)
    described, rows = (int.from_bytes(read(place, _NUMBER), "little") for place in (0, _NUMBER))
    begin = 2 * _NUMBER + described
    if begin + rows != size:
        raise ValueError(f"{size} bytes instead of {begin + rows}")
    return KeptRows(json.loads(read(2 * _NUMBER, described)), lambda offset, count: read(begin + offset, count))


def write_rows(path: Path, described: object, rows: bytes) -> None:
    """Keep rows, or leave things as they are if that fails."""
    description = json.dumps(described).encode()
    write_atomically(path, b"".join((*(len(part).to_bytes(_NUMBER, "little") for part in (description, rows)), description, rows)))


def _reader(path: Path) -> tuple[Callable[[int, int], bytes], int]:
    """Reads so many bytes of a file at an offset, also where processes share it; and the file's size."""
    if not hasattr(os, "pread"):
        data = path.read_bytes()
        return lambda offset, length: data[offset : offset + length], len(data)
    file = os.open(path, os.O_RDONLY)
    return lambda offset, length: os.pread(file, length, offset), os.fstat(file).st_size
