"""Settings of a project: the table [tool.glossary] of pyproject.toml, or glossary.toml, found upwards."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes
from policy_glossary.matching.genre import Genre
from policy_glossary.model.finding import Severity
from policy_glossary.model.report import Fault, FaultError, did_you_mean

GLOSSARY_FOLDER = "glossary"
_JUDGING = {"disable": list, "severity": dict, "genre": str}
_KEYS = {"glossary": list, "shipped-glossary": bool, "packs": list, "enable": list, "score": dict, "per-path": list, **_JUDGING}


class Judging(NamedTuple):
    """How findings are judged: selectors that are switched off, severities changed, the genre assumed.

    A selector is a rule's code or name, the letters of its family (STY), or a concept's id.
    """

    disable: frozenset[str] = frozenset()
    severity: tuple[tuple[str, Severity], ...] = ()
    genre: Genre | None = None


class Settings(NamedTuple):
    """What a project has decided.

    `glossary`: folders or PO files of the project, later ones win. `shipped`: extend the glossary that comes along
    (True) or replace it (False). `packs`: TOML files of the project's own rules. `enable`: codes or names of optional rules
    that are to run. `per_path`: judgings for globs, relative to
    `root`, later ones added to earlier ones. `weights`: changed penalties of the document score. `file`: where all this stands.
    """

    root: Path | None = None
    glossary: tuple[Path, ...] = ()
    shipped: bool = True
    packs: tuple[Path, ...] = ()
    enable: frozenset[str] = frozenset()
    judging: Judging = Judging()
    per_path: tuple[tuple[tuple[str, ...], Judging], ...] = ()
    weights: tuple[tuple[Severity, float], ...] = ()
    file: Path | None = None

    def judging_of(self, path: Path | None) -> Judging:
        """The judging that holds for one file; None is standard input."""
        judging = self.judging
        if path is None or self.root is None or not path.is_relative_to(self.root):
            return judging
        name = path.relative_to(self.root).as_posix()
        for globs, more in self.per_path:
            if any(fnmatchcase(name, glob) for glob in globs):
                judging = Judging(judging.disable | more.disable, judging.severity + more.severity, more.genre or judging.genre)
        return judging


def find_settings(folder: Path) -> Settings:
    """The settings that hold for files in a folder.

    Upwards from the folder, the first glossary.toml, or pyproject.toml with a table [tool.glossary], decides. If it names
    no glossary, the nearest folder `glossary/` with PO files counts, as it does without any settings. The search ends at
    the top of a project: a folder with .git or with one of these files. Raises FaultError for settings that cannot be read.
    """
    nearest: Path | None = None
    for parent in (folder, *folder.parents):
        candidate = parent / GLOSSARY_FOLDER
        if nearest is None and candidate.is_dir() and any(candidate.glob("*.po")):
            nearest = candidate
        own, project = parent / "glossary.toml", parent / "pyproject.toml"
        if own.is_file():
            return _settings(_toml(own), own, nearest)
        if project.is_file():
            text = decode(read_bytes(project, str(project)), str(project))
            table = _toml(project).get("tool", {}).get("glossary", {}) if "tool.glossary" in text else {}
            return _settings(table, project, nearest)
        if (parent / ".git").exists():
            break
    return Settings(glossary=(nearest,) if nearest else ())


def _toml(path: Path) -> dict[str, Any]:
    import tomllib  # most runs meet no settings

    try:
        return tomllib.loads(decode(read_bytes(path, str(path)), str(path)))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise FaultError(Fault(f"is not valid TOML: {error}", str(path), int(line[1]) if line else None)) from None


def _settings(table: dict[str, Any], path: Path, nearest: Path | None) -> Settings:
    _check_keys(table, _KEYS, path)
    named = table.get("glossary")
    glossary = (
        (nearest,) if named is None and nearest else tuple(path.parent / item for item in _strings(named or [], "glossary", path))
    )
    per_path = []
    for entry in table.get("per-path", []):
        if not isinstance(entry, dict) or "paths" not in entry:
            raise FaultError(Fault('every [[per-path]] needs paths, for example ["drafts/*"]', str(path)))
        _check_keys(entry, {"paths": list, **_JUDGING}, path)
        per_path.append((tuple(_strings(entry["paths"], "paths", path)), _judging(entry, path)))
    weights = []
    for name, value in table.get("score", {}).items():
        if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
            raise FaultError(Fault(f'score: "{name}" must be a number of penalty points', str(path)))
        weights.append((_severity(name, path), float(value)))
    return Settings(
        root=path.parent,
        glossary=glossary,
        shipped=table.get("shipped-glossary", True),
        packs=tuple(path.parent / item for item in _strings(table.get("packs", []), "packs", path)),
        enable=frozenset(_strings(table.get("enable", []), "enable", path)),
        judging=_judging(table, path),
        per_path=tuple(per_path),
        weights=tuple(weights),
        file=path,
    )


def _check_keys(table: dict[str, Any], known: dict[str, type], path: Path) -> None:
    for key, value in table.items():
        if key not in known:
            hint = did_you_mean(key, known, f"settings: {', '.join(known)}")
            raise FaultError(Fault(f'unknown setting "{key}"', str(path), hint=hint))
        if not isinstance(value, known[key]):
            kinds = {list: "a list", bool: "true or false", dict: "a table", str: "a text"}
            raise FaultError(Fault(f'"{key}" must be {kinds[known[key]]}', str(path)))


def _judging(table: dict[str, Any], path: Path) -> Judging:
    severity = tuple((key, _severity(value, path)) for key, value in table.get("severity", {}).items())
    genre = table.get("genre")
    if genre is not None and genre not in list(Genre):
        raise FaultError(Fault(f'unknown genre "{genre}"', str(path), hint=f"one of: {', '.join(Genre)}"))
    return Judging(frozenset(_strings(table.get("disable", []), "disable", path)), severity, Genre(genre) if genre else None)


def _strings(values: list[Any], key: str, path: Path) -> list[str]:
    if not all(isinstance(value, str) for value in values):
        raise FaultError(Fault(f'"{key}" must be a list of texts', str(path)))
    return values


def _severity(name: Any, path: Path) -> Severity:
    if name not in list(Severity):
        raise FaultError(Fault(f'unknown severity "{name}"', str(path), hint=f"one of: {', '.join(Severity)}"))
    return Severity(name)
