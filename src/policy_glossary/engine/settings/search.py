"""Where the settings of a folder are: the nearest glossary.toml, or pyproject.toml with a table [tool.glossary], upwards."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from policy_glossary.engine.settings.values import Settings
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes, shown_path
from policy_glossary.language import regex
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple
from policy_glossary.model.report import Fault, FaultError

if TYPE_CHECKING:
    from typing import Any

GLOSSARY_FOLDER = "glossary"
OWN_FILE = "glossary.toml"
PROJECT_FILE = "pyproject.toml"
MAX_BYTES = 1024 * 1024  # of a settings file: people write it by hand
# A line that may begin the table, in any of the ways in which TOML lets one write it; only then is the file parsed.
_TABLE = regex.compile(
    r"""^\s*(?:\[{1,2}\s*["']?tool["']?\s*(?:\]|\.\s*["']?glossary\b)|["']?tool["']?\s*(?:=|\.\s*["']?glossary\b))""", re.MULTILINE
)


class FoundSettings(NamedTuple):
    """What was found upwards from a folder: the settings file, its text and its table, and the nearest folder of PO files."""

    file: Path | None = None
    text: str = ""
    table: Mapping[str, Any] = MappingProxyType({})
    glossary: Path | None = None


def find_settings(folder: Path) -> Settings:
    """The settings that hold for files in a folder, which is absolute.

    If they name no glossary, the nearest folder `glossary/` with PO files counts, as it does without any settings. The search
    goes up to the top of a git work tree, or else to the root; the first file with settings ends it. Raises FaultError for
    settings that cannot be read.
    """
    found = look_upwards(folder)
    if found.file is None:
        return Settings(glossary=(found.glossary,) if found.glossary else ())
    from policy_glossary.engine.settings.reading import Reading, read_settings  # most runs meet no settings

    return read_settings(Reading(found.file, found.text, found.table), found.glossary)


def look_upwards(folder: Path) -> FoundSettings:
    """Where the settings of a folder are. Raises FaultError for a file that cannot be read."""
    nearest: Path | None = None
    for parent in (folder, *folder.parents):
        candidate = parent / GLOSSARY_FOLDER
        if nearest is None and os.path.isdir(candidate) and any(candidate.glob("*.po")):  # noqa: PTH112 - what may not be looked at is not there
            nearest = candidate
        for name in (OWN_FILE, PROJECT_FILE):
            held = settings_in(parent / name)
            if held is not None:
                return FoundSettings(parent / name, *held, nearest)
        if os.path.exists(parent / ".git"):  # noqa: PTH110 - no permission is no error
            break
    return FoundSettings(glossary=nearest)


def settings_in(path: Path) -> tuple[str, Mapping[str, Any]] | None:
    """The text of a settings file and its table, or None if there is none. Raises FaultError if it cannot be read."""
    if not os.path.isfile(path):  # noqa: PTH113 - no permission is no error
        return None
    name = shown_path(path)
    text = decode(read_bytes(path, name, MAX_BYTES), name)
    own = path.name == OWN_FILE
    if not own and not _TABLE.search(text):
        return None
    from policy_glossary.intake.toml import parse_toml

    table = parse_toml(text, name)
    if own:
        return text, table
    tool = table.get("tool")
    found = tool.get("glossary") if isinstance(tool, dict) else None
    if found is not None and not isinstance(found, dict):
        raise FaultError(Fault("tool.glossary must be a table", name, hint="[tool.glossary]"))
    return None if found is None else (text, found)
