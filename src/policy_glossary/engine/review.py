"""One file reviewed finding by finding: what a person decides is collected, then written in one go."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from policy_glossary.engine.check import Options, Run
from policy_glossary.engine.discovery import Found
from policy_glossary.engine.fix import with_blank_lines
from policy_glossary.engine.suppress import SIDE_FILE
from policy_glossary.formats import read_file
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.intake.encoding import decode_own
from policy_glossary.intake.files import read_bytes, replace_file, write_new
from policy_glossary.model.edits import Correction, apply_edits
from policy_glossary.model.finding import Edit, Finding
from policy_glossary.model.report import Fault, FaultError, Report
from policy_glossary.model.text import Span


class Review:
    """The findings of one file, and what was decided about them. Nothing is written before `save`.

    Raises FaultError if the file cannot be read. `report` holds the findings in text order.
    """

    def __init__(self, found: Found, options: Options) -> None:
        if found.path is None:
            raise FaultError(Fault("cannot be reviewed: answers are read from there", "standard input", hint="name a file"))
        self._path, self._found, self._run = found.path, found, Run(options)
        self._basis = self._run.basis(found)
        self.report = self._run.keep(self._run.judge(self._run.read(self._basis), self._basis), self._basis)
        self.names = {rule.code: rule.name for rule in self._basis.judgement.rules}
        self._edits: list[tuple[Edit, str]] = []
        self._ignored: dict[str, None] = {}
        self.corrected = 0

    @property
    def told(self) -> Report:
        """What there is to say of the glossary, the settings and the file beside its findings: faults and notes."""
        return self._run.report([])

    @property
    def ignored(self) -> int:
        """How many lines `save` will add to the side file."""
        return len(self._ignored)

    def open_findings(self) -> Iterator[tuple[Finding, Span]]:
        """The findings that are still to be decided, with their sentences; what a correction touches is no longer open."""
        for finding, sentence in zip(self.report.findings, self.report.sentences, strict=True):
            if not any(edit.span.overlaps(finding.span) for edit, _ in self._edits) and self._line(finding) not in self._ignored:
                yield finding, sentence

    def can_accept(self, finding: Finding) -> bool:
        """True if the finding has a correction that may be made here and touches none made before."""
        return finding.suggestion is not None and self.can_edit(finding)

    def can_edit(self, finding: Finding) -> bool:
        """True unless the finding stands in a locked segment, or among the tracked changes of others."""
        block = self.report.document.block_at(finding.span.start)
        return block is None or block.state.mended

    def accept(self, finding: Finding) -> None:
        """Make the correction that the finding offers."""
        edits = finding.fix.edits if finding.fix else ()
        free = [
            with_blank_lines(edit, self.report.document)
            for edit in edits
            if not any(edit.span.overlaps(other.span) for other, _ in self._edits)
        ]
        self._edits += [(edit, f"{finding.rule}: {finding.message}") for edit in free]
        self.corrected += 1

    def edit(self, finding: Finding, words: str) -> None:
        """Put a person's own words in place of those that are reported."""
        self._edits.append((Edit(finding.span, words), f"{finding.rule}: {finding.message}"))
        self.corrected += 1

    def ignore(self, finding: Finding) -> None:
        """Never report these words again in this file: a line of the side file beside it."""
        self._ignored[self._line(finding)] = None

    def same_kind(self, one: Finding, other: Finding) -> bool:
        """True if two findings have the same concept, or the same rule where there is none."""
        return one.rule == other.rule and one.concept == other.concept

    def save(self) -> None:
        """Write the corrections into the file, and new lines into the side file.

        Raises FaultError if the file changed meanwhile, or would not read as intended; then nothing is written.
        """
        if self._edits:
            document, raw = self.report.document, self._basis.raw
            corrections = [Correction(edit, reason) for edit, reason in sorted(self._edits)]
            data = rewrite(raw, document, corrections)
            expected = apply_edits(document.source.text, (c.edit for c in corrections))
            if read_file(raw._replace(data=data)).document.source.text.split() != expected.split():
                hint = "correct the place of the last edit by hand"
                raise FaultError(Fault("would not read as intended; nothing was written", self._found.name, hint=hint))
            replace_file(self._path, self._found.name, raw.data, data)
        if self._ignored:
            self._write_side_file()

    def _write_side_file(self) -> None:
        side = self._path.resolve().parent / SIDE_FILE
        lines = "".join(f"{line}\n" for line in self._ignored)
        if not side.exists():
            write_new(side, str(side), lines.encode())
            return
        data = read_bytes(side, str(side))
        before = decode_own(data, str(side))
        gap = "" if not before.text or before.text.endswith(("\n", "\r")) else "\n"
        replace_file(side, str(side), data, data + (gap + lines).encode(before.encoding))

    def _line(self, finding: Finding) -> str:
        selector = finding.concept.id if finding.concept else finding.rule
        words = " ".join(self.report.document.source.slice(finding.span).lower().split())
        return f"{selector} {_quoted(words)} {_quoted(_pattern(self._path.name))}"


def _pattern(name: str) -> str:
    """A pattern that means a file of this name: signs of patterns stand for themselves, what a line cannot hold for any sign."""
    return "".join("?" if not sign.isprintable() else f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _quoted(words: str) -> str:
    return f'"{words}"' if not set(words) & set('"\\') else shlex.quote(words)
