"""Syntax carried over from Chinese political prose."""

from __future__ import annotations

NECESSARY = r"\bit\s+is\s+(?:also\s+)?(?:necessary|imperative)\s+to\b"  # 要 as a formula, in any case of letters
