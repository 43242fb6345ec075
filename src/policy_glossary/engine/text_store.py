"""Texts by digest as small files of the cache folder; those that were not asked for longest make room.

It is plain data that can be thrown away. Each text is a file of its own, written whole or not at all, so that runs may share
the folder without waiting for each other, and one text costs a short run no database.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from policy_glossary.engine.cache import write_small

_SHARDS = 256  # subfolders, by the first two digits of the key


class TextStore:
    """The stored texts. Without a folder, or in one that cannot be used, nothing is stored and nothing found.

    `name` is the subfolder of the cache folder, `most` the bytes that all texts may take: a subfolder that holds more than its
    share drops the older half of its texts. Keys are hexadecimal digests of all that the text depends on. `notes` tell what a
    person may want to know.
    """

    def __init__(self, folder: Path | None, name: str, most: int) -> None:
        self.notes: list[str] = []
        self._folder = None if folder is None else str(folder / name)
        self._share = most // _SHARDS
        self._grown: set[str] = set()

    def close(self) -> None:
        """Make room in the subfolders that texts were added to."""
        for shard in sorted(self._grown):
            _make_room(shard, self._share)
        self._grown.clear()

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        """The stored texts of these keys; what cannot be read is missing."""
        found: dict[str, str] = {}
        if self._folder is None:
            return found
        for key in keys:
            path = self._path(key)
            try:
                with open(path, "rb") as file:  # noqa: PTH123 - thousands of times in a long run
                    data = file.read()
            except OSError:
                continue
            try:
                found[key] = zlib.decompress(data).decode("utf-8", "surrogatepass")
                os.utime(path)  # orders the texts by use
            except (zlib.error, ValueError):
                self.notes.append(f"the cache file {path} was damaged and is made anew")
            except OSError:
                continue
        return found

    def put(self, texts: Mapping[str, str]) -> None:
        """Store texts; a folder that cannot be written is no fault."""
        if self._folder is None:
            return
        for key, text in texts.items():
            path = self._path(key)
            shard = os.path.dirname(path)  # noqa: PTH120 - a text
            try:
                if shard not in self._grown:
                    os.makedirs(shard, mode=0o700, exist_ok=True)  # noqa: PTH103 - a text
                    self._grown.add(shard)
                write_small(path, zlib.compress(text.encode("utf-8", "surrogatepass"), 1))
            except OSError:
                return

    def _path(self, key: str) -> str:
        return f"{self._folder}/{key[:2]}/{key[2:]}"


def _make_room(shard: str, share: int) -> None:
    try:
        with os.scandir(shard) as entries:
            files = [(entry.stat(), entry.path) for entry in entries]
    except OSError:
        return
    if sum(status.st_size for status, _ in files) <= share:
        return
    files.sort(key=lambda file: (file[0].st_mtime_ns, file[1]))
    for _, path in files[: (len(files) + 1) // 2]:
        try:
            os.unlink(path)  # noqa: PTH108 - a text
        except OSError:
            continue
