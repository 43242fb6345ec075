"""The plain forms of `glossary check`, read without typer, whose import costs as much as checking half an article.

Only paths, and options written as `--name value`, are understood here. Whatever else is typed (help, abbreviated or joined
options, mistakes) is left to typer, which alone speaks of usage.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_glossary.cli.checking import CheckRequest
from policy_glossary.model.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

_WORDS = ("format", "min_severity", "fail_on", "encoding", "stdin_filename", "genre", "date", "baseline", "changed_since", "source")
_REPEATED = ("glossary", "select", "exclude")
_NAMES = {"-f": "format"} | {f"--{field.replace('_', '-')}": field for field in (*_WORDS, *_REPEATED)}


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
        field, value = _NAMES.get(argument), next(rest, "-")
        if field is None or value.startswith("-"):
            return None
        values[field] = (*values.get(field, ()), value) if field in _REPEATED else value
    return CheckRequest(tuple(paths), **values) if paths else None
