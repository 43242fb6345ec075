"""The rules that run over a file: what the settings and the command line leave of all rules, every name in them known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from policy_glossary.engine.packs import all_checks, chosen, shipped_index
from policy_glossary.engine.policy import rule_selectors
from policy_glossary.engine.settings import Judging, Settings
from policy_glossary.matching.presence import Index
from policy_glossary.model.report import Fault, FaultError, did_you_mean
from policy_glossary.model.rule import Rule

_LISTED = "glossary rules lists them"


class RuleSets:
    """The rules of one run; packs are read once. Whatever is wrong with packs or names is appended to `faults`."""

    def __init__(self, select: Collection[str], faults: list[Fault]) -> None:
        self._select = tuple(select)
        self._faults = faults
        self._all: dict[tuple[Path, ...], tuple[Rule, ...]] = {}
        self._chosen: dict[tuple[tuple[Path, ...], frozenset[str]], tuple[Rule, ...]] = {}
        self._left: dict[tuple[tuple[Path, ...], frozenset[str], frozenset[str]], tuple[Rule, ...]] = {}
        self._left_out: dict[tuple[tuple[Path, ...], frozenset[str]], frozenset[str]] = {}
        self._asked: set[Settings] = set()

    def of(self, settings: Settings, judging: Judging) -> tuple[Rule, ...]:
        """The rules for a file with this judging. Raises FaultError if none is left, or if a rule was asked for that is none."""
        rules = self._chosen_for(settings)
        if not judging.disable:
            return rules
        key = settings.packs, settings.enable, judging.disable
        kept = self._left.get(key)
        if kept is None:
            kept = self._left[key] = tuple(rule for rule in rules if judging.disable.isdisjoint(rule_selectors(rule)))
        if not kept:
            named = sorted(judging.disable & {name for rule in rules for name in rule_selectors(rule)})
            hint = "there is nothing left to check with"
            raise FaultError(_fault(settings, "the settings switch off every rule", named[0] if named else "", hint))
        return kept

    def needs(self, settings: Settings) -> Index | None:
        """The texts that these rules need, if they are known without looking."""
        return None if settings.packs else shipped_index()

    def left_out(self, settings: Settings) -> frozenset[str]:
        """By which names the rules are known that this run was not asked for."""
        if not self._select:
            return frozenset()
        key = settings.packs, settings.enable
        if key not in self._left_out:
            ours = (rule_selectors(rule) for rule in self._chosen_for(settings))
            known = frozenset(name for rule in self._all_of(settings) for name in rule_selectors(rule))
            self._left_out[key] = known.difference(*ours)
        return self._left_out[key]

    def names(self) -> list[tuple[str, str]]:
        """Codes and names of all rules that ran in this run."""
        return sorted({(rule.code, rule.name) for rules in self._chosen.values() for rule in rules})

    def refuse_unknown(self, settings: Settings, concepts: Callable[[], Iterable[str]]) -> None:
        """A fault for each name in the settings that is no rule and no concept; asked once for each settings."""
        if settings in self._asked:
            return
        self._asked.add(settings)
        judgings = [settings.judging, *(judging for _, judging in settings.per_path)]
        wanted = {name for judging in judgings for name in (*judging.disable, *(name for name, _ in judging.severity))}
        known = {name for rule in self._all_of(settings) for name in rule_selectors(rule)}
        if wanted <= known:
            return
        known |= set(concepts())
        for name in sorted(wanted - known):
            hint = did_you_mean(name, sorted(known), f"{_LISTED[:-4]}the rules; concepts have ids such as chain-leader")
            self._faults.append(_fault(settings, f'"{name}" is no rule and no concept', name, hint))

    def _chosen_for(self, settings: Settings) -> tuple[Rule, ...]:
        key = settings.packs, settings.enable
        if key not in self._chosen:
            rules = self._all_of(settings)
            self._chosen[key] = chosen(rules, self._select, settings.enable)
            known = {name for rule in rules for name in (rule.code, rule.name)}
            for name in sorted(settings.enable - known):
                hint = did_you_mean(name, sorted(known), _LISTED)
                self._faults.append(_fault(settings, f'"enable" names no rule: {name}', name, hint))
        return self._chosen[key]

    def _all_of(self, settings: Settings) -> tuple[Rule, ...]:
        if settings.packs not in self._all:
            self._all[settings.packs] = all_checks(settings.packs, self._faults)
        return self._all[settings.packs]


def _fault(settings: Settings, message: str, name: str, hint: str) -> Fault:
    """A fault at the line of the settings that holds a name."""
    if settings.file is None:
        return Fault(message, hint=hint)
    from policy_glossary.engine.settings.reading import line_of_name
    from policy_glossary.intake.files import shown_path

    return Fault(message, shown_path(settings.file), line_of_name(settings.file, name), hint)
