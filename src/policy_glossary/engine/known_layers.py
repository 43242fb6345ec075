"""The digests of glossaries, kept with the sizes and times of their files, as git does for its index: a check need not read them."""

from __future__ import annotations

import time
from pathlib import Path

from policy_glossary.engine.cache import cache_folder, write_atomically
from policy_glossary.model.digest import blake2b
from policy_glossary.termbase.layer import Layer, read_layer

_SETTLED = 2_000_000_000  # nanoseconds: a file that changed within them may change once more and keep its times


def known_layer(path: Path, name: str) -> Layer:
    """A glossary, read only if its files are not those whose digest is kept. Raises FaultError like `read_layer`."""
    folder = cache_folder()
    if folder is None:
        return read_layer(path, name)
    kept = folder / f"{blake2b(str(path.absolute()).encode('utf-8', 'surrogateescape'), digest_size=16).hexdigest()}.layer"
    try:
        state, latest = Layer(path, name).state()
    except OSError:
        return read_layer(path, name)
    try:
        known, _, digest = kept.read_text(encoding="utf-8", errors="surrogateescape").rpartition("\n")
    except OSError:
        known = digest = ""
    if known == state and len(digest) == 32:
        return Layer(path, name, digest)
    layer = read_layer(path, name)
    if 0 <= latest < time.time_ns() - _SETTLED:
        write_atomically(kept, f"{state}\n{layer.digest}".encode("utf-8", "surrogateescape"))
    return layer
