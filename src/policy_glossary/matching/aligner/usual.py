"""Which words English says together anyway: "agricultural products" proves nothing of 农产品, "cooked land" does of 熟地."""

from __future__ import annotations

import sys
from binascii import crc32
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from struct import unpack as from_bytes

USUAL_PAIRS = Path(__file__).parent.parent.parent / "data" / "aligner" / "usual_pairs.bin"  # ascending checksums, 32 bits each


def checksum(first: str, second: str) -> int:
    """The number under which a pair of stems is filed."""
    return crc32(f"{first} {second}".encode())


def is_usual(first: Sequence[str], second: Sequence[str]) -> bool:
    """True if two words with these stems follow each other in English far more often than chance would have it."""
    known = _pairs()
    for one in first:
        for other in second:
            number = checksum(one, other)
            place = bisect_left(known, number)
            if place < len(known) and known[place] == number:
                return True
    return False


@lru_cache(maxsize=1)
def _pairs() -> Sequence[int]:
    """The checksums of all pairs; none if the file is not there."""
    data = USUAL_PAIRS.read_bytes() if USUAL_PAIRS.is_file() else b""
    return memoryview(data).cast("I") if sys.byteorder == "little" else from_bytes(f"<{len(data) // 4}I", data)
