"""From the table of a settings file to Settings: every key known, every value of its kind and within its range."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policy_glossary.engine.settings.keys import KEYS, SECTION_KEYS, Key, Kind
from policy_glossary.engine.settings.lines import KeyPath, key_lines
from policy_glossary.engine.settings.search import OWN_FILE, settings_in
from policy_glossary.engine.settings.values import Judging, Settings
from policy_glossary.intake.encoding import is_encoding
from policy_glossary.intake.files import shown_path
from policy_glossary.matching.genre import Genre
from policy_glossary.model.finding import Severity
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError, did_you_mean

_SHAPES: Mapping[Kind, type] = {
    Kind.TEXTS: list,
    Kind.TEXT: str,
    Kind.FLAG: bool,
    Kind.SECTIONS: list,
    Kind.CHOICES: dict,
    Kind.NUMBERS: dict,
}
_SHOWN = 40  # characters of a wrong value in a message


class Reading(NamedTuple):
    """A settings file as it stands there: where, its text, and the table of its settings."""

    file: Path
    text: str
    table: Mapping[str, Any]

    def line(self, *path: str | int) -> int | None:
        """The line of a key, or of the nearest table around it."""
        lines = key_lines(self.text)
        whole: KeyPath = path if self.file.name == OWN_FILE else ("tool", "glossary", *path)
        return next((lines[whole[:end]] for end in range(len(whole), 0, -1) if whole[:end] in lines), None)

    def fault(self, message: str, *path: str | int, hint: str = "") -> FaultError:
        """What is wrong with a key, as an error with the key's place."""
        return FaultError(Fault(message, shown_path(self.file), self.line(*path), hint))


def read_settings(reading: Reading, nearest: Path | None = None) -> Settings:
    """The settings of a file; `nearest` is the glossary that counts if they name none.

    Raises FaultError, with the line, for the first key that is unknown or has a value that it cannot have; its hint has the lines
    of the others.
    """
    table, file = reading.table, reading.file
    faults = list(_faults(reading, KEYS))
    sections = table.get("per-path", [])
    for number, section in enumerate(sections if isinstance(sections, list) else []):
        if not isinstance(section, dict) or section.get("paths", []) == []:
            faults.append(reading.fault('every [[per-path]] needs paths, for example ["drafts/*"]', "per-path", number).fault)
        else:
            faults += _faults(reading._replace(table=section), SECTION_KEYS, "per-path", number)
    if faults:
        first, *others = faults
        more = f"wrong as well: {', '.join(f'line {fault.line}' for fault in others)}" if others else ""
        raise FaultError(first._replace(hint="; ".join(filter(None, (first.hint, more)))))
    found = (nearest,) if nearest else ()
    return Settings(
        file=file,
        glossary=tuple(file.parent / item for item in table["glossary"]) if "glossary" in table else found,
        shipped=table.get("shipped-glossary", True),
        packs=tuple(file.parent / item for item in table.get("packs", [])),
        enable=frozenset(table.get("enable", [])),
        exclude=tuple(table.get("exclude", [])),
        judging=_judging(table),
        per_path=tuple((tuple(section["paths"]), _judging(section)) for section in table.get("per-path", [])),
        weights=tuple((Severity(name), float(points)) for name, points in table.get("score", {}).items()),
        baseline=file.parent / table["baseline"] if table.get("baseline") else None,
    )


def line_of_name(file: Path, name: str) -> int | None:
    """The line of the setting that holds a name in a list or a table; None if the file has changed since."""
    held = settings_in(file)
    if held is None:
        return None
    reading = Reading(file, *held)
    sections = [((), reading.table), *((("per-path", n), s) for n, s in enumerate(reading.table.get("per-path", [])))]
    places = ((*path, key) for path, table in sections for key in ("disable", "severity", "enable") if name in table.get(key, ()))
    return next((reading.line(*place) for place in places), None)


def _judging(table: Mapping[str, Any]) -> Judging:
    def severity(key: str) -> Severity | None:
        return Severity(table[key]) if key in table else None

    return Judging(
        disable=frozenset(table.get("disable", [])),
        severity=tuple((name, Severity(value)) for name, value in table.get("severity", {}).items()),
        genre=Genre(table["genre"]) if "genre" in table else None,
        min_severity=severity("min-severity"),
        fail_on=severity("fail-on"),
        min_score=float(table["min-score"]) if "min-score" in table else None,
        encoding=table.get("encoding"),
    )


def _faults(reading: Reading, known: tuple[Key, ...], *where: str | int) -> Iterator[Fault]:
    """What is wrong in one table, which stands at `where` in the file, a fault for each key."""
    keys = {key.name: key for key in known}
    for name, value in reading.table.items():
        if name not in keys:
            hint = did_you_mean(name, keys, f"settings: {', '.join(keys)}")
            if where and any(key.name == name for key in KEYS):
                hint = "it holds for all files: put it before the first [[per-path]]"
            yield reading.fault(f'unknown setting "{name}"', *where, name, hint=hint).fault
            continue
        try:
            _check_value(reading, keys[name], value, *where, name)
        except FaultError as error:
            yield error.fault


def _check_value(reading: Reading, key: Key, value: Any, *where: str | int) -> None:
    shape = _SHAPES.get(key.kind)
    texts = key.kind is not Kind.TEXTS or (isinstance(value, list) and all(isinstance(item, str) and item for item in value))
    if (shape is not None and not isinstance(value, shape)) or not texts:
        raise reading.fault(f'"{key.name}" must be {key.kind}, not {_told(value)}', *where)
    label = f'"{key.name}"'
    match key.kind:
        case Kind.CHOICE:
            _check_choice(reading, key, label, value, *where)
        case Kind.NUMBER:
            _check_number(reading, key, label, value, *where)
        case Kind.ENCODING:
            _check_encoding(reading, value, *where)
        case Kind.CHOICES:
            for name, choice in value.items():
                _check_choice(reading, key, f'{label} of "{name}"', choice, *where, name)
        case Kind.NUMBERS:
            for name, number in value.items():
                _check_choice(reading, key, f"a name in {label}", name, *where, name)
                _check_number(reading, key, f'{label} of "{name}"', number, *where, name)


def _check_choice(reading: Reading, key: Key, label: str, value: Any, *where: str | int) -> None:
    if value not in key.choices:
        near = did_you_mean(value, key.choices, "") if isinstance(value, str) else ""
        raise reading.fault(f"{label} must be one of {', '.join(key.choices)}, not {_told(value)}", *where, hint=near)


def _check_number(reading: Reading, key: Key, label: str, value: Any, *where: str | int) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not key.least <= value <= key.most:  # NaN is nowhere
        raise reading.fault(f"{label} must be a number from {key.least:g} to {key.most:g}, not {_told(value)}", *where)


def _check_encoding(reading: Reading, value: Any, *where: str | int) -> None:
    if not isinstance(value, str) or not is_encoding(value):
        hint = "for example: gb18030, big5, utf-16"
        raise reading.fault(f'"encoding" must be {Kind.ENCODING}, not {_told(value)}', *where, hint=hint)


def _told(value: Any) -> str:
    """A value as a message shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list" if all(isinstance(item, str) and item for item in value) else "a list that holds something else"
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= _SHOWN else f'"{value[:_SHOWN]}…"'
    return "a huge number" if isinstance(value, int) and abs(value) > 10**_SHOWN else str(value)
