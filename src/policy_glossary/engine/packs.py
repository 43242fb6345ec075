"""All rules of a run: the modules, the shipped packs and the packs of the project.

Reading TOML takes longer than checking an article, so the expanded packs are kept as JSON in the cache folder under a digest
of their content and of the code that expands them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policy_glossary import __version__
from policy_glossary.engine.cache import cache_folder, write_atomically
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.rule import Rule
from policy_glossary.rules import PACKS, code_rules
from policy_glossary.rules.patterns import pattern_rule


def load_rules(packs: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """All rules by code; `packs` are TOML files of the project. Raises FaultError for a broken pack or a code used twice."""
    rules = list(code_rules())
    for path in (*sorted(PACKS.glob("*.toml")), *packs):
        rules.extend(read_pack(path))
    owners: dict[str, Rule] = {}
    for rule in rules:
        for key in (rule.code, rule.name):
            first = owners.setdefault(key, rule)
            if first is not rule:
                raise FaultError(Fault(f'two rules are called "{key}": {first.summary} / {rule.summary}'))
    return tuple(sorted(rules, key=lambda rule: rule.code))


def read_pack(path: Path) -> list[Rule]:
    """The rules of one pack; the family is the file's name."""
    data = read_bytes(path, str(path))
    return [pattern_rule(table, path.stem) for table in _expanded(data, path)]


def _expanded(data: bytes, path: Path) -> list[dict[str, Any]]:
    folder = cache_folder()
    cached = folder / f"{_key(data)}.pack.json" if folder else None
    if cached is not None:
        try:
            tables: list[dict[str, Any]] = json.loads(cached.read_bytes())
        except (OSError, ValueError):
            pass
        else:
            return tables
    tables = _parse(data, path)
    if cached is not None:
        write_atomically(cached, json.dumps(tables, ensure_ascii=False).encode())
    return tables


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
