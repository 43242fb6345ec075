"""`glossary`: the commands, their exit codes, and what becomes of an interrupt or of a fault of our own."""

from __future__ import annotations

import os
import sys

import typer

from policy_glossary.cli import EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_OWN_BUG
from policy_glossary.cli.check import HELP as CHECK_HELP
from policy_glossary.cli.check import check
from policy_glossary.cli.explain import HELP as EXPLAIN_HELP
from policy_glossary.cli.explain import explain
from policy_glossary.cli.report import HELP as REPORT_HELP
from policy_glossary.cli.report import report
from policy_glossary.cli.rules import rules
from policy_glossary.cli.terms import terms

app = typer.Typer(
    name="glossary",
    help="Finds, in English translated from Chinese policy news, what is not said that way in English.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command(help=CHECK_HELP)(check)
app.command(help=EXPLAIN_HELP)(explain)
app.command(help=REPORT_HELP)(report)
app.add_typer(rules, name="rules")
app.add_typer(terms, name="terms")


def _version(show: bool) -> None:
    if show:
        from policy_glossary import __version__

        typer.echo(f"glossary {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version and stop."),
) -> None:
    pass


def main() -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 a fault, 3 our own bug, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the same bytes whatever the locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        app(standalone_mode=True)
    except KeyboardInterrupt:
        _leave("glossary: interrupted", EXIT_INTERRUPTED)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FINDINGS)
    except Exception as error:
        if os.environ.get("GLOSSARY_DEBUG"):
            raise
        told = " ".join(f"{type(error).__name__}: {error}".split())
        _leave(f"glossary: a bug of ours, not of your text: {told} (GLOSSARY_DEBUG=1 shows where)", EXIT_OWN_BUG)


def _leave(message: str, code: int) -> None:
    sys.stderr.write(message + "\n")
    sys.exit(code)
