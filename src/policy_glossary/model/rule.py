"""A rule is a value: what it looks for, how it is judged, and the examples that are its tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from policy_glossary.model.finding import Finding, Mqm


class Rule(NamedTuple):
    """One judgement. `check` is pure: it takes the facts of a document and yields findings.

    `code` is never reused. `check` receives the facts object of the matching layer, typed in each rule's module.
    """

    code: str
    name: str
    summary: str
    mqm: Mqm
    check: Callable[[Any], Iterable[Finding]]
