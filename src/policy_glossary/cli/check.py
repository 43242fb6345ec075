"""`glossary check` as typer reads it."""

from __future__ import annotations

import typer

from policy_glossary.cli.checking import CheckRequest, OptionError, run_check
from policy_glossary.cli.options import COLOUR, ENCODING, EXCLUDE, GLOSSARY, SELECT, SHIPPED
from policy_glossary.reports import FORMATS

HELP = """Find renderings that are not how a Chinese policy term is said in English.

\b
Examples:
  glossary check draft.md                 one article, for the eye
  glossary check seeds/                   every readable file below a folder
  glossary check "articles/**/2024-*.md"  what a pattern means
  pbpaste | glossary check -              what is on the clipboard
  glossary check --format jsonl seeds/    one finding a line, for other programs
  glossary check --min-severity warning draft.md      only what fails a build
  glossary check --select TERM draft.md               only the glossary's terms
  glossary check --changed-since main... drafts/      only on lines that this branch changed
  glossary check --baseline glossary-baseline.json .  only what is not known yet
  glossary check --encoding gb18030 old.txt           a file that is not UTF-8
  glossary check --diff draft.md          what the safe corrections would change
  glossary check --fix --suggested draft.md           correct the file, then report what is left
  glossary check --glossary our-terms/ draft.md       with a glossary of your own
  glossary check --exclude archive/ .                 all but a folder
  glossary check draft.en.md --source draft.zh.md     beside the Chinese that it translates

Most options can be settings of the project: glossary init, glossary config show.

\b
Exit codes: 0 clean, 1 findings at or above --fail-on, 2 something could not be read,
3 a bug of ours, 130 interrupted.
"""


def check(
    paths: list[str] = typer.Argument(..., metavar="PATH...", help='Files, folders, or "-" for standard input.'),
    kind: str = typer.Option("text", "--format", "-f", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}."),
    min_severity: str | None = typer.Option(
        None, metavar="LEVEL", help="Leave out what is milder: info (default), suggestion, warning, error."
    ),
    fail_on: str | None = typer.Option(
        None, metavar="LEVEL", help="The mildest severity that makes the exit code 1 (default: warning)."
    ),
    glossary: list[str] = GLOSSARY,
    shipped: bool | None = SHIPPED,
    encoding: str | None = ENCODING,
    stdin_filename: str | None = typer.Option(None, metavar="NAME", help="Name, and so the format, of standard input."),
    select: list[str] = SELECT,
    genre: str = typer.Option(
        "auto", metavar="GENRE", help="policy: soft rules speak; other: they are silent; auto: the text decides."
    ),
    written: str | None = typer.Option(
        None, "--date", metavar="YYYY-MM-DD", help="The day of writing, if the text does not say it."
    ),
    min_score: float | None = typer.Option(None, metavar="0-100", help="Exit with 1 if a file's MQM score is below this."),
    fix: bool = typer.Option(False, "--fix", help="Write the safe corrections into the files; report what is left."),
    diff: bool = typer.Option(False, "--diff", help="Show what --fix would change, and change nothing."),
    suggested: bool = typer.Option(False, "--suggested", help="With --fix or --diff: the suggested corrections as well."),
    rule: list[str] = typer.Option([], metavar="RULE", help="With --fix or --diff: only corrections of this rule or family."),
    concept: list[str] = typer.Option([], metavar="ID", help="With --fix or --diff: only corrections of this concept."),
    limit: int | None = typer.Option(None, min=1, metavar="N", help="With --fix or --diff: at most so many findings a run."),
    all_segments: bool = typer.Option(
        False, "--all-segments", help="Translation files: drafts and locked segments as well (locked ones are never changed)."
    ),
    max_findings: int = typer.Option(0, metavar="N", help="Exit with 1 only if more than N findings are at or above --fail-on."),
    baseline: str | None = typer.Option(None, metavar="FILE", help="Leave out the findings that this file lists as known."),
    known: bool = typer.Option(False, "--known", help="Keep known findings, whatever baseline the settings name."),
    changed_since: str | None = typer.Option(
        None, metavar="REV", help="Only findings on lines that differ from this git revision; REV... is where the branch left it."
    ),
    exclude: list[str] = EXCLUDE,
    force_exclude: bool = typer.Option(False, "--force-exclude", help="Pass over excluded files even if they are named."),
    workers: int | None = typer.Option(
        None, min=1, metavar="N", help="Processes to share the work among; by default as many as it is worth.", show_default=False
    ),
    cache: bool = typer.Option(True, "--cache/--no-cache", help="Keep findings for the next run, and use kept ones, or not."),
    watch: bool = typer.Option(False, "--watch", help="Go on: look at each file again when it changes, until Ctrl-C."),
    quiet: bool = typer.Option(False, "--quiet", "-q", help="Findings and faults only: no summary, no notes."),
    explain: bool = typer.Option(False, "--explain", help="Tell at the first finding of each rule why it speaks, and its source."),
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Tell on standard error what was looked at, and by what."),
    source: str | None = typer.Option(
        None, metavar="PATH", help="The Chinese of the file, or a folder with that of all files: checked against it as well."
    ),
    pairs: bool = typer.Option(
        True, "--pairs/--no-pairs", help="Check x.en.txt against x.zh.txt, en/x.txt against zh/x.txt where they are, or not."
    ),
    colour: bool | None = COLOUR,
) -> None:
    """Check files and print what was found; typer reads the options from the parameters."""
    request = CheckRequest(
        paths=tuple(paths),
        format=kind,
        min_severity=min_severity,
        fail_on=fail_on,
        glossary=tuple(glossary),
        shipped=shipped,
        encoding=encoding,
        stdin_filename=stdin_filename,
        select=tuple(select),
        genre=genre,
        date=written,
        min_score=min_score,
        max_findings=max_findings,
        baseline=baseline,
        known=known,
        changed_since=changed_since,
        exclude=tuple(exclude),
        force_exclude=force_exclude,
        colour=colour,
        all_segments=all_segments,
        fix=fix,
        diff=diff,
        suggested=suggested,
        rule=tuple(rule),
        concept=tuple(concept),
        limit=limit,
        workers=workers,
        cache=cache,
        watch=watch,
        quiet=quiet,
        explain=explain,
        verbose=verbose,
        source=source,
        pairs=pairs,
    )
    try:
        raise typer.Exit(run_check(request))
    except OptionError as error:
        raise typer.BadParameter(str(error), param_hint=error.option) from None
