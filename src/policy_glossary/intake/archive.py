"""Zip archives within limits, read in memory, and rewritten so that entries that nobody changed keep every byte.

Nothing is ever written to disk under a name from the archive. Only what is asked for is inflated, and it is counted while
it is inflated, whatever sizes the archive claims.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from itertools import pairwise

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError

MAX_ENTRIES = 10_000
MAX_INFLATED = 256 * 1024 * 1024  # bytes of all that is inflated of one archive
MAX_RATIO = 100  # inflated to packed, of one entry
_ALWAYS_ALLOWED = 1024 * 1024  # bytes: so little does no harm at any ratio

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_BEHIND, _UTF8 = 0x1, 0x8, 0x800
_LARGE = 0xFFFFFFFF
_FIRST_DAY = 0x21  # 1980-01-01, the first that a zip archive can tell: for entries that we add


class Entry(NamedTuple):
    """One entry as the directory tells it: name, flags, method, sizes in bytes, and where it and its record stand."""

    name: str
    flags: int
    method: int
    packed: int
    size: int
    checksum: int
    start: int
    record: int
    record_end: int


class Archive:
    """An archive that was looked through: no encrypted, absolute, upward or doubled names, not too many entries."""

    def __init__(self, data: bytes, name: str) -> None:
        """Read the directory. Raises FaultError if it is damaged or holds what is refused."""
        self._data = data
        self._name = name
        self._inflated = 0
        try:
            self._end = self._find_end()
            self._entries = {entry.name: entry for entry in self._directory()}
        except struct.error:
            raise self._fault("is damaged: its directory of entries is cut off") from None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all entries, in the order of the directory."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The content of an entry. Raises FaultError if it is missing, damaged, or over the limits."""
        entry = self._entries.get(name)
        if entry is None:
            raise self._fault(f"has no entry {name}")
        data = self._data
        if data[entry.start : entry.start + 4] != b"PK\3\4" or entry.start + _LOCAL.size > len(data):
            raise self._fault(f"is damaged: no entry where {name} should be")
        *_, name_length, extra_length = _LOCAL.unpack_from(data, entry.start)
        begin = entry.start + _LOCAL.size + name_length + extra_length
        packed = data[begin : begin + entry.packed]
        content = packed if entry.method == _STORED else self._inflate(packed, name)
        self._inflated += len(content)
        if self._inflated > MAX_INFLATED:
            raise self._fault(f"unpacks to more than {MAX_INFLATED // 2**20} MB")
        if len(content) != entry.size or zlib.crc32(content) != entry.checksum:
            raise self._fault(f"is damaged: the content of {name} does not match its checksum")
        return content

    def rewritten(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with other content for some names; new names come last, the other entries keep every byte.

        Raises FaultError for an archive in the format for more than four gigabytes, which is not written.
        """
        entries = sorted(self._entries.values(), key=lambda entry: entry.start)
        if self._end.large or any(entry.record_end < 0 for entry in entries):
            raise self._fault("is in the ZIP64 format, which is not written", "save it again in Word or LibreOffice")
        borders = [*(entry.start for entry in entries), self._end.directory]
        body = bytearray(self._data[: borders[0]])
        starts: dict[str, int] = {}
        records: dict[str, bytes] = {}
        for entry, (start, end) in zip(entries, pairwise(borders), strict=True):
            starts[entry.name] = len(body)
            if entry.name in changed:
                local, record = self._renewed(entry, changed[entry.name])
                body += local
            else:
                record = self._data[entry.record : entry.record_end]
                body += self._data[start:end]
            records[entry.name] = record
        for name in changed:
            if name not in self._entries:
                starts[name] = len(body)
                local, records[name] = _new_entry(name, changed[name])
                body += local
        directory = len(body)
        for name in (*self._entries, *(name for name in changed if name not in self._entries)):
            record = records[name]
            body += record[:42] + struct.pack("<L", starts[name]) + record[46:]
        count, comment = len(records), self._data[self._end.start + _END.size :]
        body += _END.pack(b"PK\5\6", 0, 0, count, count, len(body) - directory, directory, len(comment)) + comment
        return bytes(body)

    def _renewed(self, entry: Entry, content: bytes) -> tuple[bytes, bytes]:
        """The local and the central record of an entry with other content; date, flags, method and attributes stay."""
        packed = content if entry.method == _STORED else _deflate(content)
        flags = entry.flags & ~_SIZES_BEHIND
        numbers = struct.pack("<3L", zlib.crc32(content), len(packed), len(content))
        central = self._data[entry.record : entry.record_end]
        local = self._data[entry.start : entry.start + _LOCAL.size]
        name_length, extra_length = struct.unpack_from("<2H", local, 26)
        tail = entry.start + _LOCAL.size
        names = self._data[tail : tail + name_length]
        extra = _without_large(self._data[tail + name_length : tail + name_length + extra_length])
        head = local[:6] + struct.pack("<H", flags) + local[8:14] + numbers + struct.pack("<2H", name_length, len(extra))
        return head + names + extra + packed, central[:8] + struct.pack("<H", flags) + central[10:16] + numbers + central[28:]

    def _inflate(self, packed: bytes, name: str) -> bytes:
        allowed = min(MAX_INFLATED - self._inflated, max(_ALWAYS_ALLOWED, MAX_RATIO * len(packed)))
        try:
            inflater = zlib.decompressobj(-15)
            content = inflater.decompress(packed, allowed + 1)
        except zlib.error:
            raise self._fault(f"is damaged: {name} cannot be unpacked") from None
        if len(content) > allowed:
            limit = f"{MAX_RATIO} times its size" if allowed < MAX_INFLATED - self._inflated else f"{MAX_INFLATED // 2**20} MB"
            raise self._fault(f"unpacks {name} to more than {limit}", "it was made to exhaust memory, or is no document")
        if not inflater.eof:
            raise self._fault(f"is damaged: {name} is cut off")
        return content

    def _find_end(self) -> _End:
        start = self._data.rfind(b"PK\5\6", max(0, len(self._data) - _END.size - 0xFFFF))
        if start < 0:
            raise self._fault("is not a whole zip archive: it is cut off, or something else")
        _, disk, _, _, count, size, directory, _ = _END.unpack_from(self._data, start)
        large = False
        if count == 0xFFFF or _LARGE in (size, directory):
            mark, _, place, _ = struct.unpack_from("<4sLQL", self._data, max(0, start - 20))
            large = mark == b"PK\6\7"
            if large:
                *_, count, size, directory = _END_64.unpack_from(self._data, place)
        if disk or directory + size > start:
            raise self._fault("is damaged: its directory of entries is not where it should be")
        if count > MAX_ENTRIES or size // _CENTRAL.size > 4 * MAX_ENTRIES:
            raise self._fault(f"has more than {MAX_ENTRIES:,} entries")
        return _End(start, directory, directory + size, count, large)

    def _directory(self) -> list[Entry]:
        offset = self._end.directory
        entries: list[Entry] = []
        seen: set[str] = set()
        for _ in range(self._end.total):
            fields = _CENTRAL.unpack_from(self._data, offset)
            if fields[0] != b"PK\1\2":
                raise self._fault("is damaged: its directory of entries is broken")
            name_end = offset + _CENTRAL.size + fields[10]
            end = name_end + fields[11] + fields[12]
            encoded = self._data[offset + _CENTRAL.size : name_end]
            name = encoded.decode("utf-8" if fields[3] & _UTF8 else "cp437", "replace")
            packed, size, start = fields[8], fields[9], fields[16]
            large = _LARGE in (packed, size, start)
            if large:
                packed, size, start = _large_numbers(self._data[name_end : name_end + fields[11]], packed, size, start)
            self._look_at(name, fields[3], fields[4], seen)
            if start + packed > self._end.directory:
                raise self._fault(f"is damaged: {name} reaches behind its end")
            entries.append(Entry(name, fields[3], fields[4], packed, size, fields[7], start, offset, -1 if large else end))
            offset = end
        if offset != self._end.directory_end:
            raise self._fault("is damaged: its directory of entries is longer than it says")
        return entries

    def _look_at(self, name: str, flags: int, method: int, seen: set[str]) -> None:
        """Raise FaultError for an entry that is refused."""
        path = name.replace("\\", "/")
        if flags & _ENCRYPTED:
            raise self._fault(f"is protected with a password: {name} is encrypted", "save it without a password")
        if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/") or "\0" in path:
            raise self._fault(f'holds an entry with the unsafe name "{name}"', "save it again in the program that made it")
        if path.casefold() in seen:
            raise self._fault(f"holds {name} twice", "save it again in the program that made it")
        if method not in (_STORED, _DEFLATED):
            raise self._fault(f"packs {name} in a way that documents do not use", "save it again in the program that made it")
        seen.add(path.casefold())

    def _fault(self, message: str, hint: str = "") -> FaultError:
        return FaultError(Fault(message, self._name, hint=hint))


class _End(NamedTuple):
    """The record at the end: its place, where the directory stands, the number of entries; `large` for ZIP64."""

    start: int
    directory: int
    directory_end: int
    total: int
    large: bool


def _large_numbers(extra: bytes, packed: int, size: int, start: int) -> tuple[int, int, int]:
    """The sizes and the place of a ZIP64 entry, which stand in its extra field where the plain ones are full."""
    offset = 0
    while offset + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, offset)
        if kind == 1:
            values = iter(struct.unpack_from(f"<{length // 8}Q", extra, offset + 4))
            size, packed, start = (next(values, n) if n == _LARGE else n for n in (size, packed, start))
        offset += 4 + length
    return packed, size, start


def _without_large(extra: bytes) -> bytes:
    """An extra field without its ZIP64 part."""
    kept, offset = b"", 0
    while offset + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, offset)
        kept += extra[offset : offset + 4 + length] if kind != 1 else b""
        offset += 4 + length
    return kept


def _new_entry(name: str, content: bytes) -> tuple[bytes, bytes]:
    """The local and the central record of a new entry."""
    packed, encoded = _deflate(content), name.encode("utf-8")
    middle = struct.pack(
        "<4H3L", 0 if name.isascii() else _UTF8, _DEFLATED, 0, _FIRST_DAY, zlib.crc32(content), len(packed), len(content)
    )
    local = b"PK\3\4" + struct.pack("<H", 20) + middle + struct.pack("<2H", len(encoded), 0) + encoded + packed
    central = b"PK\1\2" + struct.pack("<2H", 20, 20) + middle + struct.pack("<5H2L", len(encoded), 0, 0, 0, 0, 0, 0) + encoded
    return local, central


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
