"""`glossary fix`: go through a draft finding by finding."""

from __future__ import annotations

import sys
from enum import StrEnum

import typer

from policy_glossary.cli import exit_code, tell_work
from policy_glossary.cli.options import COLOUR, ENCODING, EXCLUDE, GLOSSARY, SELECT, SHIPPED
from policy_glossary.engine.check import Options, Run
from policy_glossary.engine.kept_patterns import keep_patterns
from policy_glossary.engine.review import Review
from policy_glossary.matching.facts import Circumstances
from policy_glossary.matching.genre import Genre
from policy_glossary.model.finding import Finding, Severity
from policy_glossary.model.report import FaultError
from policy_glossary.model.text import Span, printable
from policy_glossary.reports.terminal import Page

_ANSWERS = """\
  a  accept: make the correction       A  accept all of this concept or rule in the file
  e  edit: type the words yourself     i  ignore always: a line in glossary-ignore.txt
  s  skip (also: Enter)                q  quit: save what was decided so far
                                       x  leave this file as it was
"""
HELP = f"""Go through drafts finding by finding and decide about each.

\b
{_ANSWERS}
\b
Examples:
  glossary fix draft.md
  glossary fix --min-severity warning drafts/

\b
Exit codes: 0 done, whatever was decided, 2 something could not be read or written, 3 a bug of ours.
"""


class Answer(StrEnum):
    """What a person may say to a finding."""

    ACCEPT = "a"
    ACCEPT_ALL = "A"
    EDIT = "e"
    IGNORE = "i"
    SKIP = "s"
    QUIT = "q"
    LEAVE = "x"


_TOLD = {
    Answer.ACCEPT: "[a]ccept",
    Answer.ACCEPT_ALL: "accept [A]ll such",
    Answer.EDIT: "[e]dit",
    Answer.SKIP: "[s]kip",
    Answer.IGNORE: "[i]gnore always",
    Answer.QUIT: "[q]uit and save",
    Answer.LEAVE: "e[x]it without saving",
}


def fix(
    paths: list[str] = typer.Argument(..., metavar="PATH...", help="Files or folders."),
    min_severity: Severity = typer.Option(Severity.SUGGESTION, metavar="LEVEL", help="Pass over what is milder."),
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
    select: list[str] = SELECT,
    genre: Genre = typer.Option(Genre.AUTO, metavar="GENRE", help="policy, other or auto, as for check."),
    exclude: list[str] = EXCLUDE,
    encoding: str | None = ENCODING,
    colour: bool | None = COLOUR,
) -> None:
    """Ask about each finding; typer reads the options from the parameters."""
    options = Options(
        tuple(glossary),
        shipped,
        encoding=encoding,
        min_severity=min_severity,
        select=tuple(select),
        circumstances=Circumstances(genre),
        exclude=tuple(exclude),
    )
    run = Run(options)
    notes: list[str] = []
    shown = sys.stdout.isatty() if colour is None else colour
    for found in run.discover(paths):
        try:
            review = Review(found, options)
            run.faults += review.told.faults
            notes += review.told.notes
            answer = _ask_all(review, shown)
            if answer is Answer.LEAVE:
                sys.stdout.write(f"{printable(found.name)}: left as it was\n")
            else:
                review.save()
                _tell(found.name, review)
        except FaultError as error:
            run.faults.append(error.fault)
            continue
        if answer in (Answer.QUIT, Answer.LEAVE):
            break
    keep_patterns()
    told = run.report([])
    tell_work(dict.fromkeys((*told.notes, *notes)), told.faults)
    raise typer.Exit(exit_code(told.faults))


def _ask_all(review: Review, colour: bool) -> Answer:
    """Ask about each open finding of a file; returns QUIT or LEAVE if the person wants no more, else SKIP."""
    page = Page(sys.stdout, colour, review.names)
    seen: set[Finding] = set()
    agreed: list[Finding] = []
    total = len(review.report.findings)
    while following := next(((f, s) for f, s in review.open_findings() if f not in seen), None):
        finding, sentence = following
        seen.add(finding)
        if any(review.same_kind(finding, one) for one in agreed) and review.can_accept(finding):
            review.accept(finding)
            continue
        page.finding(finding, review.report, sentence, explain=True)
        answer = _ask(review, finding, f"{review.report.findings.index(finding) + 1}/{total}")
        if answer in (Answer.QUIT, Answer.LEAVE):
            return answer
        _act(review, finding, sentence, answer)
        if answer is Answer.ACCEPT_ALL:
            agreed.append(finding)
    return Answer.SKIP


def _ask(review: Review, finding: Finding, count: str) -> Answer:
    offered = list(Answer)
    if not review.can_accept(finding):
        offered = [answer for answer in offered if answer not in (Answer.ACCEPT, Answer.ACCEPT_ALL)]
    if not review.can_edit(finding):
        offered.remove(Answer.EDIT)
    told = "  ".join(text for answer, text in _TOLD.items() if answer in offered)
    while True:
        typed = _read(f"{count}  {told} ? ")
        if typed is None:
            return Answer.QUIT
        typed = typed.strip() or Answer.SKIP.value
        if typed in offered:
            return Answer(typed)
        sys.stdout.write(_why_not(typed))


def _why_not(typed: str) -> str:
    """What to say to an answer that is not offered."""
    if typed in ("?", "h"):
        return _ANSWERS
    if typed in (Answer.ACCEPT, Answer.ACCEPT_ALL):
        return "There is no correction here to accept: type your own words (e), or skip (s).\n"
    if typed == Answer.EDIT:
        return "This place is locked, or holds changes of others: it cannot be edited here.\n"
    return f'"{printable(typed)}" is none of these (?: what they mean).\n'


def _act(review: Review, finding: Finding, sentence: Span, answer: Answer) -> None:
    if answer in (Answer.ACCEPT, Answer.ACCEPT_ALL):
        review.accept(finding)
    elif answer is Answer.IGNORE:
        review.ignore(finding)
    elif answer is Answer.EDIT:
        source = review.report.document.source
        before, words = source.text[sentence.start : finding.span.start], source.slice(finding.span)
        typed = _read(f'{printable(before[-40:])}[{printable(words)}] write (empty: leave it, "-": delete): ')
        if typed is not None and typed.strip():
            review.edit(finding, "" if typed.strip() == "-" else typed.strip("\r\n"))


def _read(prompt: str) -> str | None:
    """A line that a person types, or None at the end of the input."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        sys.stdout.write("\n")
    return line or None


def _tell(name: str, review: Review) -> None:
    if not review.report.findings:
        sys.stdout.write(f"{printable(name)}: nothing found\n")
        return
    left = sum(1 for _ in review.open_findings())
    ignored = f", {review.ignored} ignored from now on" if review.ignored else ""
    told = "left as it is" if left == 1 else "left as they are"
    sys.stdout.write(f"{printable(name)}: {review.corrected} corrected{ignored}, {left} {told}\n")
