"""Judgement. A rule is a module `rules/<family>/<name>.py` with a value RULE, or a table in `rules/packs/<family>.toml`.

Both are found by their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
            yield name, module_rule(name)


def module_rule(module: str) -> Rule:
    """The rule of a module."""
    rule: Rule = import_module(module).RULE
    return rule


def deferred_rule(
    load: Callable[[], Rule],
    code: str,
    name: str,
    family: str,
    severity: str,
    mqm: str,
    gated: bool,
    optional: bool,
    bilingual: bool,
    triggers: list[str],
    joints: list[str],
) -> Rule:
    """A rule that is loaded when it first runs; it has no reason, source and examples."""
    loaded: Rule | None = None

    def check(facts: Facts) -> Iterable[Finding]:
        nonlocal loaded
        loaded = loaded or load()
        return loaded.check(facts)

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
