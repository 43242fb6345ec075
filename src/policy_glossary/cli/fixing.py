"""`glossary check --fix` and `--diff`: corrections written into files, or shown."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from policy_glossary.cli import EXIT_CLEAN, EXIT_FINDINGS, exit_code, tell
from policy_glossary.cli.checking import CheckRequest
from policy_glossary.engine.check import Options
from policy_glossary.engine.fix import Choice, FixedFile, FixRun, fix_paths
from policy_glossary.model.document import Document
from policy_glossary.model.finding import Grade, Severity
from policy_glossary.model.report import Report
from policy_glossary.model.text import counted, printable

_LINES = re.compile(r"[^\n]*\n|[^\n]+")  # a patch knows no other line ends


def correct(request: CheckRequest, options: Options) -> tuple[Report | None, int]:
    """Correct, or show what would be corrected.

    Returns the report of what is left and 0, or None and the exit code if standard output holds a corrected text or a diff.
    """
    choice = Choice(request.suggested, frozenset(request.rule), frozenset(request.concept), request.limit)
    done = fix_paths(request.paths, options, choice, write=not request.diff)
    for file in done.files:
        _tell(file, "would be corrected" if request.diff else "corrected")
    if not request.quiet:
        _tell_more(done, request)
    if request.diff:
        for file in done.files:
            sys.stdout.writelines(printable_line(line) if sys.stdout.isatty() else line for line in unified_diff(file))
        changed = any(file.changed for file in done.files)
        return None, _leave(done, EXIT_FINDINGS if changed else EXIT_CLEAN)
    piped = [file for file in done.files if file.found.path is None]
    for file in piped:
        sys.stdout.buffer.write(file.data)
        sys.stdout.buffer.flush()
    return (None, _leave(done, EXIT_CLEAN)) if piped else (done.report, EXIT_CLEAN)


def _leave(done: FixRun, code: int) -> int:
    tell(*done.report.faults)
    return exit_code(done.report.faults, code)


def _tell(file: FixedFile, verb: str) -> None:
    if not file.applied:
        return
    safe = sum(1 for finding in file.applied if finding.fix and finding.fix.grade is Grade.SAFE)
    count, left = len(file.applied), len(file.report.findings)
    tell(f"{file.raw.name}: {counted(count, 'finding')} {verb} ({safe} safe, {count - safe} suggested), {left} left")


def _tell_more(done: FixRun, request: CheckRequest) -> None:
    """Say what else could be corrected, or that there is nothing: of a run that shows only a patch that would be silence."""
    if request.suggested or request.rule or request.concept or request.limit:
        waiting = 0
    else:
        left = (f for file in done.files for f in file.report.findings if f.severity.rank > Severity.INFO.rank)
        waiting = sum(1 for f in left if f.fix and f.fix.edits and f.fix.grade is Grade.SUGGESTED)
    if waiting:
        has, makes = ("has a correction", "makes it") if waiting == 1 else ("have corrections", "makes them")
        tell(f"{counted(waiting, 'finding')} {has} that a person should see: --suggested {makes}, glossary fix asks")
    elif request.diff and done.files and not any(file.applied for file in done.files):
        tell("nothing to correct")


def unified_diff(file: FixedFile) -> Iterator[str]:
    """The change of one file as a patch; of a file that is no text, as a diff of the words that its readers see."""
    from difflib import unified_diff as diff

    name = file.raw.name
    before, after = file_text(file.before), file_text(file.report.document)
    for line in diff(before, after, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def file_text(document: Document) -> list[str]:
    """The lines of a file; of a file with several parts, those of the readable text."""
    origin = document.origin
    text = origin.parts[0].text if origin is not None and len(origin.parts) == 1 else document.source.text
    return _LINES.findall(text)


def printable_line(line: str) -> str:
    """A line of a diff that cannot steer the terminal."""
    return printable(line.rstrip("\r\n")) + "\n"
