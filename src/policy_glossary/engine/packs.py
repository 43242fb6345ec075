"""All rules of a run: the modules, the shipped packs and the packs of the project.

Reading TOML takes longer than checking an article, so the expanded packs are kept as JSON in the cache folder under a digest
of their content and of the code that expands them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from policy_glossary import __version__
from policy_glossary.engine.cache import cache_folder, write_atomically
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes
from policy_glossary.language import regex
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.rule import Rule
from policy_glossary.rules import PACKS, code_rules, deferred_rule
from policy_glossary.rules.patterns import FOR_PEOPLE, pattern_rule


def load_rules(packs: Sequence[Path] = (), select: Sequence[str] = ()) -> tuple[Rule, ...]:
    """All rules by code, with their examples; `packs` are TOML files of the project.

    `select` keeps only rules of these codes, names, families or letters. Raises FaultError for a broken pack or a code
    used twice.
    """
    rules = [rule for _, rule in code_rules()]
    for path in (*sorted(PACKS.glob("*.toml")), *packs):
        rules += read_pack(path)
    return _selected(rules, select)


def load_checks(packs: Sequence[Path] = (), select: Sequence[str] = (), enable: Collection[str] = ()) -> tuple[Rule, ...]:
    """As `load_rules`, for checking only: modules are imported when their rule first runs, their patterns taken from the cache.

    Optional rules are left out unless `enable` or `select` has their code or name. Raises FaultError too if `enable` has a
    name that no rule has.
    """
    regex.remember(_cached(_patterns_name(), list))
    rules = [deferred_rule(*row) for row in _manifest()]
    for path in (*sorted(PACKS.glob("*.toml")), *packs):
        rules += [pattern_rule(table, path.stem) for table in _checks_of(path)]
    kept = _selected(rules, select)
    asked = {*select, *enable}
    unknown = set(enable) - {key for rule in rules for key in (rule.code, rule.name)}
    if unknown:
        raise FaultError(Fault(f'"enable" names no rule: {", ".join(sorted(unknown))}', hint="glossary rules lists them"))
    return tuple(rule for rule in kept if not rule.optional or asked & {rule.code, rule.name})


def keep_patterns() -> None:
    """Put what the rules of this run compiled into the cache, for the next run."""
    rows = regex.compiled_rows()
    folder = cache_folder() if rows else None
    if folder is not None:
        write_atomically(folder / _patterns_name(), json.dumps(rows, ensure_ascii=False).encode())


def _selected(rules: Sequence[Rule], select: Sequence[str]) -> tuple[Rule, ...]:
    wanted = set(select)
    owners: dict[str, Rule] = {}
    for rule in rules:
        for key in (rule.code, rule.name):
            first = owners.setdefault(key, rule)
            if first is not rule:
                raise FaultError(Fault(f'two rules are called "{key}": {first.code} {first.name}, {rule.code} {rule.name}'))
    kept = [rule for rule in rules if not wanted or wanted & {rule.code, rule.name, rule.family, rule.code.rstrip("0123456789")}]
    if not kept:
        raise FaultError(Fault(f"no rule is called {', '.join(select)}", hint="glossary rules lists them"))
    return tuple(sorted(kept, key=lambda rule: rule.code))


def _manifest() -> list[list[Any]]:
    """What `deferred_rule` needs of each module, from the cache while no module has changed."""

    def build() -> list[list[Any]]:
        from policy_glossary.rules.triggers import needs_of

        return [
            [
                module,
                r.code,
                r.name,
                r.family,
                r.severity.value,
                r.mqm.value,
                r.gated,
                r.optional,
                needs_of(r.sought() if r.sought else ()),
            ]
            for module, r in code_rules()
        ]

    return _cached(f"{_modules_digest()}.rules.json", build)


def _patterns_name() -> str:
    return f"{_modules_digest()}.{regex.engine_version()}.patterns.json"


@lru_cache(maxsize=1)
def _modules_digest() -> str:
    """Changes with every module that holds rules."""
    digest = hashlib.blake2b(__version__.encode(), digest_size=16)
    folders = sorted(entry.path for entry in os.scandir(PACKS.parent) if entry.is_dir())
    for folder in (str(PACKS.parent), *folders):
        for entry in sorted(os.scandir(folder), key=lambda e: e.name):
            if entry.name.endswith(".py"):
                status = entry.stat()
                digest.update(f"{entry.path} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()


def _cached(name: str, build: Callable[[], list[Any]]) -> list[Any]:
    """A list kept as JSON in the cache folder; built anew if it is not there or cannot be read."""
    folder = cache_folder()
    path = folder / name if folder else None
    if path is not None:
        try:
            kept: list[Any] = json.loads(path.read_bytes())
        except (OSError, ValueError):
            pass
        else:
            return kept
    built = build()
    if path is not None:
        write_atomically(path, json.dumps(built, ensure_ascii=False).encode())
    return built


def read_pack(path: Path) -> list[Rule]:
    """The rules of one pack; the family is the file's name."""
    return [pattern_rule(table, path.stem) for table in _parse(read_bytes(path, str(path)), path)]


def _checks_of(path: Path) -> list[dict[str, Any]]:
    """The tables of one pack without what only people read, from the cache while the pack has not changed."""
    data = read_bytes(path, str(path))

    def build() -> list[dict[str, Any]]:
        return [{key: value for key, value in table.items() if key not in FOR_PEOPLE} for table in _parse(data, path)]

    return _cached(f"{_key(data)}.pack.json", build)


def _parse(data: bytes, path: Path) -> list[dict[str, Any]]:
    import tomllib

    from policy_glossary.rules.patterns import expand_pack

    try:
        table = tomllib.loads(decode(data, str(path)))
    except tomllib.TOMLDecodeError as error:
        raise FaultError(Fault(f"is not valid TOML: {error}", str(path))) from None
    return expand_pack(table, str(path))


def _key(data: bytes) -> str:
    digest = hashlib.blake2b(__version__.encode(), digest_size=16)
    digest.update(data)
    package = Path(__file__).parent.parent
    for module in ("rules/patterns.py", "rules/triggers.py", "language/inflection.py"):
        status = os.stat(package / module)  # noqa: PTH116 - one call, no object
        digest.update(f"{module} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()
