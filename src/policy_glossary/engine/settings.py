"""Settings of a project: the table [tool.glossary] of pyproject.toml, or glossary.toml, found upwards."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes
from policy_glossary.model.report import Fault, FaultError

GLOSSARY_FOLDER = "glossary"
_KEYS = ("glossary", "shipped-glossary")


class Settings(NamedTuple):
    """What a project has decided.

    `glossary`: folders or PO files of the project, later ones win. `shipped`: extend the glossary that comes along
    (True) or replace it (False).
    """

    glossary: tuple[Path, ...] = ()
    shipped: bool = True


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
    return Settings((nearest,) if nearest else ())


def _toml(path: Path) -> dict[str, Any]:
    import tomllib  # most runs meet no settings

    try:
        return tomllib.loads(decode(read_bytes(path, str(path)), str(path)))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise FaultError(Fault(f"is not valid TOML: {error}", str(path), int(line[1]) if line else None)) from None


def _settings(table: dict[str, Any], path: Path, nearest: Path | None) -> Settings:
    for key in table:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"keys: {', '.join(_KEYS)}"
            raise FaultError(Fault(f'unknown setting "{key}"', str(path), hint=hint))
    named = table.get("glossary")
    shipped = table.get("shipped-glossary", True)
    if not isinstance(shipped, bool):
        raise FaultError(Fault("shipped-glossary must be true or false", str(path)))
    if named is None:
        return Settings((nearest,) if nearest else (), shipped)
    if not isinstance(named, list) or not all(isinstance(item, str) for item in named):
        raise FaultError(Fault('glossary must be a list of paths, for example ["glossary"]', str(path)))
    return Settings(tuple(path.parent / item for item in named), shipped)
