"""What one run has to say: findings by file, faults, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policy_glossary.model.document import Document
from policy_glossary.model.finding import Finding, Severity
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import Span, printable


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
        return printable(f"{place}{self.message}" + (f" ({self.hint})" if self.hint else ""))


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
    100, None for a file without words. `milder` are the fingerprints of findings that are left out because they are milder
    than what was asked for: a baseline must not take them for mended. `baseline` is the file of known findings that holds
    for this one. `fail_on` and `min_score` are what holds for this file: from which severity on a finding makes a build fail,
    and below which score. `silent` is the number of rules that did not speak because the text does not read as policy prose.
    """

    document: Document
    words: int
    findings: tuple[Finding, ...]
    sentences: tuple[Span, ...]
    score: float | None
    milder: tuple[str, ...] = ()
    baseline: Path | None = None
    fail_on: Severity = Severity.WARNING
    min_score: float = 0.0
    silent: int = 0

    def fails_by(self, finding: Finding) -> bool:
        """True if a finding of this file is grave enough to fail a build."""
        return finding.severity.rank >= self.fail_on.rank

    @property
    def poor(self) -> bool:
        """True if the score is below what is asked for."""
        return self.score is not None and self.score < self.min_score


class Signature(NamedTuple):
    """What a stranger needs to repeat the run: version, glossary digests and sizes, codes and names of the rules."""

    version: str
    glossaries: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str, str], ...]


class Report(NamedTuple):
    """The result of a run, files in the order in which they are printed.

    `top` is the folder to which a code host relates its addresses: the top of the git work tree, or the current folder.
    `rules` has the rules that found something, with their reasons and examples, for the formats that print those.
    """

    files: tuple[FileReport, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    signature: Signature
    top: Path = Path()
    rules: tuple[Rule, ...] = ()


class Verdict(NamedTuple):
    """Whether a run passes. `failing` findings are at or above what their files fail on, `allowed` of them are tolerated.

    `threshold` is the mildest severity on which a file of the run fails. `poor` are the names of the files whose score is below
    what is asked for, with their scores and the least ones asked for.
    """

    threshold: Severity
    failing: int
    allowed: int = 0
    poor: tuple[tuple[str, float, float], ...] = ()

    @property
    def passed(self) -> bool:
        """True if nothing that was found fails the run; faults are another matter."""
        return self.failing <= self.allowed and not self.poor
