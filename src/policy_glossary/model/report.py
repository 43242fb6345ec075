"""What one run has to say: findings by file, faults, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from policy_glossary.model.document import Document
from policy_glossary.model.finding import Finding
from policy_glossary.model.text import Span


class Fault(NamedTuple):
    """Part of the work that could not be done: where, what happened, what to do.

    `ours` marks a bug of the program, as against something wrong in a file, a setting or a glossary.
    """

    message: str
    file: str | None = None
    line: int | None = None
    hint: str = ""
    ours: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.message}" + (f" ({self.hint})" if self.hint else "")


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """The hint for a misspelt word: the nearest of the known ones, or what to do if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1)
    return f'did you mean "{near[0]}"?' if near else otherwise


class FaultError(Exception):
    """Raised where a file, a setting or a glossary cannot be used; carries the fault for the report."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class FileReport(NamedTuple):
    """One file that was read: `words` tells "nothing found" from "nothing read".

    `sentences` holds, for each finding, the span of the sentence in which it begins. `score` is the MQM score from 0 to
    100, None for a file without words. `silent` is the number of rules that did not speak because the text does not read as
    policy prose.
    """

    document: Document
    words: int
    findings: tuple[Finding, ...]
    sentences: tuple[Span, ...]
    score: float | None
    silent: int = 0


class Signature(NamedTuple):
    """What a stranger needs to repeat the run: version, glossary digests and sizes, codes and names of the rules."""

    version: str
    glossaries: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str, str], ...]


class Report(NamedTuple):
    """The result of a run, files in the order in which they are printed."""

    files: tuple[FileReport, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    signature: Signature
