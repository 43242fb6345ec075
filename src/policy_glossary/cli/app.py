"""The commands of `glossary`, as typer reads them."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from policy_glossary.cli import exit_code, tell
from policy_glossary.cli.align import HELP as ALIGN_HELP
from policy_glossary.cli.align import align
from policy_glossary.cli.baseline import baseline
from policy_glossary.cli.build import HELP as BUILD_HELP
from policy_glossary.cli.build import build
from policy_glossary.cli.check import HELP as CHECK_HELP
from policy_glossary.cli.check import check
from policy_glossary.cli.config import config
from policy_glossary.cli.explain import HELP as EXPLAIN_HELP
from policy_glossary.cli.explain import explain
from policy_glossary.cli.fix import HELP as FIX_HELP
from policy_glossary.cli.fix import fix
from policy_glossary.cli.init import HELP as INIT_HELP
from policy_glossary.cli.init import init
from policy_glossary.cli.lookup import HELP as LOOKUP_HELP
from policy_glossary.cli.lookup import lookup
from policy_glossary.cli.report import HELP as REPORT_HELP
from policy_glossary.cli.report import report
from policy_glossary.cli.rules import rules
from policy_glossary.cli.score import HELP as SCORE_HELP
from policy_glossary.cli.score import score
from policy_glossary.cli.terms import terms
from policy_glossary.model.report import FaultError


class Commands(TyperGroup):
    """All commands: what one of them cannot do at all is told as a fault, with its exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except FaultError as error:
            tell(error.fault)
            raise typer.Exit(exit_code((error.fault,))) from None


app = typer.Typer(
    name="glossary",
    cls=Commands,
    help="Finds, in English translated from Chinese policy news, what is not said that way in English.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command(help=CHECK_HELP)(check)
app.command(help=FIX_HELP)(fix)
app.command(help=EXPLAIN_HELP)(explain)
app.command(help=LOOKUP_HELP)(lookup)
app.command(help=ALIGN_HELP)(align)
app.command(help=REPORT_HELP)(report)
app.command(help=SCORE_HELP)(score)
app.command(help=BUILD_HELP)(build)
app.add_typer(baseline, name="baseline")
app.command(help=INIT_HELP)(init)
app.add_typer(config, name="config")
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
