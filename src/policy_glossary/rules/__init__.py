"""Judgement. A rule is a module `rules/<family>/<name>.py` with a value RULE, or a table in `rules/packs/<family>.toml`.

Both are found by their place.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import Needs, Rule

PACKS = Path(__file__).parent / "packs"


def code_rules() -> Iterator[tuple[str, Rule]]:
    """The rules that are modules, each with the name of its module."""
    from pkgutil import iter_modules  # a check reads the manifest instead

    for family in iter_modules(__path__):
        if not family.ispkg:  # helpers of this package
            continue
        package = import_module(f"{__name__}.{family.name}")
        for module in iter_modules(package.__path__):
            name = f"{package.__name__}.{module.name}"
            rule: Rule = import_module(name).RULE
            yield name, rule


def deferred_rule(
    module: str,
    code: str,
    name: str,
    family: str,
    severity: str,
    mqm: str,
    gated: bool,
    optional: bool,
    bilingual: bool,
    triggers: list[list[str]],
    joints: list[list[str]],
) -> Rule:
    """A rule whose module is imported when it first runs; it has no reason, source and examples."""

    def check(facts: Facts) -> Iterator[Finding]:
        rule: Rule = import_module(module).RULE
        yield from rule.check(facts)

    return Rule(
        code,
        name,
        family,
        "",
        "",
        Mqm(mqm),
        Severity(severity),
        check,
        (),
        (),
        gated=gated,
        optional=optional,
        bilingual=bilingual,
        needs=Needs(triggers, joints),
    )
