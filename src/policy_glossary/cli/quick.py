"""The plain forms of `glossary check`, read without typer, whose import costs as much as checking half an article.

Only paths, switches, and options written as `--name value`, are understood here. Whatever else is typed (help, abbreviated or joined
options, mistakes) is left to typer, which alone speaks of usage.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_glossary.cli.checking import CheckRequest
from policy_glossary.language import regex
from policy_glossary.model.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

_WORDS = ("format", "min_severity", "fail_on", "encoding", "stdin_filename", "genre", "date", "baseline", "changed_since", "source")
_REPEATED = ("glossary", "select", "exclude", "rule", "concept")
_COUNTS = ("limit", "workers")  # of one or more
_COUNT = regex.compile("[1-9][0-9]{0,8}")
_ON = ("known", "force_exclude", "all_segments", "fix", "diff", "suggested", "watch", "quiet", "explain", "verbose")
_EITHER = ("shipped", "cache", "pairs", "colour")  # with a form that begins with "no"


def _option(field: str) -> str:
    return f"--{field.replace('_', '-')}"


_NAMES = {"-f": "format"} | {_option(field): field for field in (*_WORDS, *_REPEATED, *_COUNTS)}
_SWITCHES = (
    {"-q": ("quiet", True), "-v": ("verbose", True)}
    | {_option(field): (field, True) for field in (*_ON, *_EITHER)}
    | {f"--no-{field}": (field, False) for field in _EITHER}
)


def quick_request(arguments: Sequence[str]) -> CheckRequest | None:
    """The request that a command line makes, or None if typer must read it."""
    if list(arguments[:1]) != ["check"]:
        return None
    paths: list[str] = []
    values: dict[str, Any] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            paths.append(argument)
            continue
        if argument in _SWITCHES:
            field, on = _SWITCHES[argument]
            values[field] = on
            continue
        name, value = _NAMES.get(argument), next(rest, "-")
        if name is None or value.startswith("-"):
            return None
        if name in _COUNTS:
            if not _COUNT.fullmatch(value):
                return None
            values[name] = int(value)
        else:
            values[name] = (*values.get(name, ()), value) if name in _REPEATED else value
    return CheckRequest(tuple(paths), **values) if paths else None
