"""All rules of a run: the modules, the shipped packs and the packs of the project.

Reading TOML takes longer than checking an article, so the expanded packs are kept as JSON in the cache folder under a digest
of their content and of the code that expands them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from policy_glossary.engine.cache import cache_folder, write_atomically
from policy_glossary.engine.kept_patterns import recall_patterns
from policy_glossary.engine.kept_rows import read_rows, write_rows
from policy_glossary.engine.policy import rule_selectors
from policy_glossary.engine.program import program_digest
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes, shown_path
from policy_glossary.intake.toml import parse_toml
from policy_glossary.language import regex
from policy_glossary.matching.presence import Index, index_of
from policy_glossary.model.digest import blake2b
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple
from policy_glossary.model.report import Fault, FaultError, did_you_mean
from policy_glossary.model.rule import Needs, Rule
from policy_glossary.rules import PACKS, code_rules, deferred_rule, module_rule
from policy_glossary.rules.patterns import FOR_PEOPLE, pattern_rule, standard_pattern

if TYPE_CHECKING:
    from typing import Any

_FORMS = "language/inflection.py"  # the forms of verbs and nouns that packs name
_TOLD_BY = ("rules/", "engine/packs.py", "engine/kept_rows.py", "matching/presence.py", "model/rule.py", _FORMS)
_EXPANDERS = (
    "engine/packs.py",
    *(f"rules/{name}.py" for name in "alternation expansion folding joints parsing patterns reach triggers".split()),
    _FORMS,
)


def load_rules(packs: Sequence[Path] = (), faults: list[Fault] | None = None) -> tuple[Rule, ...]:
    """All rules by code, with their examples; `packs` are TOML files of the project.

    A broken pack, and a code or a name that was taken, raises FaultError, or is appended to `faults` if there is such a list.
    """
    told: list[Fault] = []
    rules = [rule for _, rule in code_rules()]
    readers: list[Callable[[], list[Rule]]] = [_shipped_rules, *(partial(read_pack, path) for path in packs)]
    for read in readers:
        try:
            rules += read()
        except FaultError as error:
            told.append(error.fault)
    kept = _distinct(rules, told)
    if told and faults is None:
        raise FaultError(told[0])
    if faults is not None:
        faults += told
    return kept


def all_checks(packs: Sequence[Path], faults: list[Fault]) -> tuple[Rule, ...]:
    """As `load_rules`, for checking only: modules are imported when their rule first runs, their patterns taken from the cache.

    A broken pack is a fault, and so is a code or a name that was taken; the other rules are there.
    """
    recall_patterns()
    rules = [deferred_rule(partial(_loaded, place, row[0], row[2]), *row) for place, row in _manifest().rules]
    for path in packs:
        try:
            rules += [pattern_rule(table, path.stem) for table in _checks_of(path)]
        except FaultError as error:
            faults.append(error.fault)
    return _distinct(rules, faults)


def shipped_index() -> Index:
    """The texts that the modules and the shipped packs need."""
    return _manifest().needed


def chosen(rules: Sequence[Rule], select: Collection[str] = (), enable: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that run: those selected by code, name, family or letters, or all; optional ones only where asked for by name.

    Raises FaultError for a selector that is no rule.
    """
    wanted, asked = set(select), {*select, *enable}
    if wanted:
        known = {name for rule in rules for name in rule_selectors(rule)}
        for name in sorted(wanted - known):
            hint = did_you_mean(name, sorted(known), "glossary rules lists them")
            raise FaultError(Fault(f'no rule is called "{name}"', hint=hint))
    kept = (rule for rule in rules if not wanted or wanted & rule_selectors(rule))
    return tuple(rule for rule in kept if not rule.optional or asked & {rule.code, rule.name})


def _distinct(rules: Iterable[Rule], faults: list[Fault]) -> tuple[Rule, ...]:
    """The rules by code; of two with one code or name the first."""
    owners: dict[str, Rule] = {}
    kept = []
    for rule in rules:
        first = owners.get(rule.code) or owners.get(rule.name)
        if first is None:
            kept.append(rule)
            owners[rule.code] = owners[rule.name] = rule
        else:
            told = f"{first.code} {first.name} and {rule.code} {rule.name}"
            faults.append(Fault(f"two rules share a code or a name: {told}; the second does not run"))
    return tuple(sorted(kept, key=lambda rule: rule.code))


class _Manifest(NamedTuple):
    """What is known of the rules of modules and shipped packs: where each is, and what `deferred_rule` takes for it; and what all need.

    A place is the name of a module, or where the table of a pack begins in the bytes that `read` reads, and how long it is.
    """

    rules: list[tuple[str | tuple[int, int], list[Any]]]
    needed: Index
    read: Callable[[int, int], bytes]


@cache
def _manifest() -> _Manifest:
    """From the cache while no rule has changed."""
    folder = cache_folder()
    path = folder / f"{program_digest(*_TOLD_BY)}.rules" if folder else None
    if path is not None:
        with suppress(OSError, ValueError, TypeError, RecursionError):
            (rules, index), read = read_rows(path)
            return _Manifest(rules, Index(*index), read)
    from policy_glossary.rules.joints import joints
    from policy_glossary.rules.triggers import needs_of

    rules, needs, rows = [], [], b""
    for module, rule in code_rules():
        sought = tuple(rule.sought()) if rule.sought else ()
        needs.append(Needs.of(needs_of(sought), joints(sought)))
        rules.append((module, _described(rule, needs[-1])))
    for family, table in _shipped_tables():
        for pattern in (table["pattern"], *table["unless"]):
            regex.prepare(*standard_pattern(pattern, table))
        rule, row = pattern_rule(table, family), json.dumps(_without_prose(table)).encode()
        needs.append(rule.needs)
        rules.append(((len(rows), len(row)), _described(rule, needs[-1])))
        rows += row
    index = index_of(needs)
    if path is not None:
        write_rows(path, [rules, index], rows)
    return _Manifest(rules, index, lambda start, length: rows[start : start + length])


def _described(rule: Rule, needs: Needs) -> list[Any]:
    told = [rule.code, rule.name, rule.family, rule.severity.value, rule.mqm.value]
    return [*told, rule.gated, rule.optional, rule.bilingual, *needs]


def _loaded(place: str | tuple[int, int], code: str, family: str) -> Rule:
    """The rule at a place of the manifest; from its pack, should the cache be spoilt, or no longer there."""
    if isinstance(place, str):
        return module_rule(place)
    try:
        table = json.loads(_manifest().read(*place))
    except (OSError, ValueError, RecursionError):
        table = next(table for _, table in _shipped_tables() if table["code"] == code)
    return pattern_rule(table, family, shipped=True)


def _shipped_rules() -> list[Rule]:
    return [pattern_rule(table, family, shipped=True) for family, table in _shipped_tables()]


@cache
def _shipped_tables() -> list[Any]:
    """Family and table of each rule of the shipped packs with all that people read of it, from the cache while none has changed."""

    def build() -> list[tuple[str, dict[str, Any]]]:
        packs = ((path, _parse(read_bytes(path, path.name), path)) for path in sorted(PACKS.glob("*.toml")))
        return [(path.stem, _with_engine(table)) for path, tables in packs for table in tables]

    return _cached(f"{program_digest(*_TOLD_BY)}.packs.json", build)


def _cached(name: str, build: Callable[[], list[Any]]) -> list[Any]:
    """A list kept as JSON (plain ASCII is read fastest) in the cache folder; built anew if it is not there or cannot be read."""
    folder = cache_folder()
    path = folder / name if folder else None
    if path is not None:
        try:
            kept: list[Any] = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            pass
        else:
            return kept
    built = build()
    if path is not None:
        write_atomically(path, json.dumps(built).encode())
    return built


def read_pack(path: Path) -> list[Rule]:
    """The rules of one pack; the family is the file's name."""
    shipped = path.parent == PACKS
    tables = _parse(read_bytes(path, shown_path(path)), path)
    return [pattern_rule(_with_engine(table) if shipped else table, path.stem, shipped=shipped) for table in tables]


def _checks_of(path: Path) -> list[dict[str, Any]]:
    """The tables of one pack without what only people read, from the cache while the pack has not changed."""
    data = read_bytes(path, shown_path(path))

    return _cached(f"{_key(data)}.pack.json", lambda: [_without_prose(table) for table in _parse(data, path)])


def _without_prose(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key not in FOR_PEOPLE}


def _with_engine(table: dict[str, Any]) -> dict[str, Any]:
    """The table of a shipped rule, and what decides about its engine.

    That is whether its pattern looks `near`, whether one is `ambiguous`, and whether it `folds`: then all are for a text in small letters.
    """
    from policy_glossary.rules.ambiguity import is_ambiguous
    from policy_glossary.rules.folding import folded
    from policy_glossary.rules.reach import begins_the_text, reach_of

    near = reach_of(table["pattern"]) is not None or begins_the_text(table["pattern"])
    patterns = [table["pattern"], *table["unless"]]
    ambiguous = any(map(is_ambiguous, patterns))
    small = [] if table.get("case") else [pattern for pattern in map(folded, patterns) if pattern is not None]
    if folds := len(small) == len(patterns):
        table = {**table, "pattern": small[0], "unless": small[1:]}
    return {**table, "near": near, "ambiguous": ambiguous, "folds": folds}


def _parse(data: bytes, path: Path) -> list[dict[str, Any]]:
    from policy_glossary.rules.expansion import expand_pack

    name = shown_path(path)
    return expand_pack(parse_toml(decode(data, name), name), name)


def _key(data: bytes) -> str:
    digest = blake2b(program_digest(*_EXPANDERS).encode(), digest_size=16)
    digest.update(data)
    return digest.hexdigest()
