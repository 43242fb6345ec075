"""Judgement. A rule is a module `rules/<family>/<name>.py` with a value RULE, or a table in `rules/packs/<family>.toml`.

Both are found by their place.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from policy_glossary.model.rule import Rule

PACKS = Path(__file__).parent / "packs"


def code_rules() -> tuple[Rule, ...]:
    """The rules that are modules, by code."""
    return tuple(sorted(_discover(), key=lambda rule: rule.code))


def _discover() -> Iterator[Rule]:
    for family in iter_modules(__path__):
        if not family.ispkg:  # helpers of this package
            continue
        package = import_module(f"{__name__}.{family.name}")
        for module in iter_modules(package.__path__):
            rule: Rule = import_module(f"{package.__name__}.{module.name}").RULE
            yield rule
