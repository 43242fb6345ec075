"""BLAKE2 for names of cached things and fingerprints. `hashlib` loads OpenSSL, which costs a fiftieth of a short run."""

from __future__ import annotations

try:
    from _blake2 import blake2b  # what hashlib gives out under the same name
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
