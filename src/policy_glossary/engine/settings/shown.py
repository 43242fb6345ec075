"""What holds for a path, and where each value comes from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policy_glossary.engine.settings.keys import KEYS, Key, Kind
from policy_glossary.engine.settings.reading import Reading, read_settings
from policy_glossary.engine.settings.search import OWN_FILE, PROJECT_FILE, look_upwards, settings_in
from policy_glossary.intake.files import shown_path
from policy_glossary.intake.toml import toml_text
from policy_glossary.model.light_typing import NamedTuple


class Origin(NamedTuple):
    """Where a value comes from: "default", "found" (a folder that nobody named), "file", or "per-path" with the section's paths."""

    kind: str
    file: str | None = None
    line: int | None = None
    paths: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.file is None:
            return "found: the nearest folder glossary/" if self.kind == "found" else self.kind
        section = f" (per-path {toml_text(self.paths)})" if self.kind == "per-path" else ""
        return f"{self.file}:{self.line}{section}"


class ShownValue(NamedTuple):
    """A setting with its value; lists and tables may have several origins."""

    name: str
    value: Any
    origins: tuple[Origin, ...]


class ShownSettings(NamedTuple):
    """All settings that hold for a path, the file that they come from, and remarks."""

    path: str
    file: str | None
    values: tuple[ShownValue, ...]
    notes: tuple[str, ...]


def show_settings(path: Path, name: str) -> ShownSettings:
    """The settings for a file, which need not exist, or for the files of a folder. Raises FaultError if they cannot be read."""
    real = Path(os.path.realpath(path))
    folder = real if real.is_dir() else real.parent
    found = look_upwards(folder)
    if found.file is None:
        shown = [_value(key, [], found.glossary) for key in KEYS if key.kind is not Kind.SECTIONS]
        return ShownSettings(name, None, tuple(shown), ())
    reading = Reading(found.file, found.text, found.table)
    settings = read_settings(reading, found.glossary)
    file = shown_path(found.file)
    layers: list[tuple[Mapping[str, Any], tuple[str | int, ...], Origin]] = [(reading.table, (), Origin("file", file))]
    for number in settings.sections_of(None if real.is_dir() else real):
        section = reading.table["per-path"][number]
        layers.append((section, ("per-path", number), Origin("per-path", file, paths=tuple(section["paths"]))))
    shown = []
    for key in (key for key in KEYS if key.kind is not Kind.SECTIONS):
        said = [
            (table[key.name], origin._replace(line=reading.line(*where, key.name)))
            for table, where, origin in layers
            if key.name in table and (key.per_path or not where)
        ]
        shown.append(_value(key, said, found.glossary))
    notes = []
    if found.file.name == OWN_FILE and settings_in(found.file.parent / PROJECT_FILE) is not None:
        notes.append(f"{shown_path(found.file.parent / PROJECT_FILE)}: [tool.glossary] is not read, because {file} lies beside it")
    if real.is_dir() and settings.per_path:
        notes.append("there are sections for some paths: name a file to see what holds for it")
    return ShownSettings(name, file, tuple(shown), tuple(notes))


def _value(key: Key, said: list[tuple[Any, Origin]], found: Path | None) -> ShownValue:
    """The value that what was said makes: lists and tables add up, of single values the last one holds."""
    origins = tuple(origin for _, origin in said) or (Origin("default"),)
    if key.kind is Kind.TEXTS:
        if key.name == "glossary" and not said:
            return ShownValue(key.name, [shown_path(found)] if found else [], (Origin("found"),) if found else origins)
        return ShownValue(key.name, list(dict.fromkeys(item for items, _ in said for item in items)), origins)
    if key.kind in (Kind.CHOICES, Kind.NUMBERS):
        value = dict(key.default)
        for table, _ in said:
            value |= table
        return ShownValue(key.name, value, origins)
    return ShownValue(key.name, said[-1][0] if said else key.default, origins[-1:])
