"""A start for a project: every setting as a comment with its default, and a glossary with one example entry."""

from __future__ import annotations

import os
from pathlib import Path

from policy_glossary.engine.settings.keys import KEYS, SECTION_KEYS, Kind
from policy_glossary.engine.settings.search import GLOSSARY_FOLDER, OWN_FILE, PROJECT_FILE, look_upwards, settings_in
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes, replace_file, shown_path, write_new
from policy_glossary.intake.toml import parse_toml, toml_text
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.po_syntax import HEADER

_STARTER = f"""\
# A glossary of this project; it extends the one that comes with the program. Any editor of PO files opens it.
# One entry is one idea: its Chinese (msgid), the right English (msgstr), a domain (msgctxt), and in lines such as these
# what else is known of it. The entry below shows the most useful ones; put yours in its place. `glossary terms test` tries
# the lines must-match and must-not.
{HEADER}
# id: shili-development-and-reform-commission
# admitted: Shili Municipal DRC
# deprecated: Shili City Development and Reform Commission; Shili Development and Reform Committee
# must-match: The Shili City Development and Reform Commission met. => The Shili Municipal Development and Reform Commission met.
# must-not: The Shili Municipal DRC met.
# definition: The department of a city that plans its economy.
# note: an example: take it out, or make it the name of your own institution
msgctxt "house"
msgid "示例市发展和改革委员会"
msgstr "Shili Municipal Development and Reform Commission"
"""


class Started(NamedTuple):
    """What was written, each file with a word on it, and remarks."""

    written: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def start_project(folder: Path, in_pyproject: bool) -> Started:
    """Write the settings, and a glossary if there is none; a folder that does not exist is made.

    Raises FaultError before anything is written if there are settings already, or no pyproject.toml to put them into.
    """
    own, project = folder / OWN_FILE, folder / PROJECT_FILE
    for path in (own, project):
        if settings_in(path) is not None:
            raise FaultError(Fault("holds settings already; nothing was written", shown_path(path), hint="glossary config show"))
    glossary = folder / GLOSSARY_FOLDER
    for needed in (folder, glossary):
        if needed.exists() and not needed.is_dir():
            raise FaultError(Fault("is no folder; nothing was written", shown_path(needed)))
    notes = []
    above = look_upwards(Path(os.path.realpath(folder))).file
    if above is not None:
        notes.append(f"the settings in {shown_path(above)} no longer hold here: the nearest file alone counts")
    written = []
    if in_pyproject:
        before = read_bytes(project, shown_path(project))
        replace_file(project, shown_path(project), before, _with_table(before, shown_path(project)))
        written.append((shown_path(project), "[tool.glossary] at its end: every setting, as a comment, with its default"))
    else:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FaultError(Fault(f"cannot be made: {error.strerror or error}", shown_path(folder))) from None
        write_new(own, shown_path(own), settings_file().encode())
        written.append((shown_path(own), "every setting, as a comment, with its default"))
    if not any(glossary.glob("*.po")):
        starter = glossary / "house.po"
        try:
            glossary.mkdir(exist_ok=True)
        except OSError as error:
            raise FaultError(Fault(f"cannot be made: {error.strerror or error}", shown_path(glossary))) from None
        write_new(starter, shown_path(starter), _STARTER.encode())
        written.append((shown_path(starter), "a glossary of your own, with one example; the shipped one counts as well"))
    return Started(tuple(written), tuple(notes))


def settings_file(prefix: str = "") -> str:
    """The text of a file in which every setting is a comment; `prefix` is that of tables, for pyproject.toml."""
    lines = [
        "# What glossary checks here and how. A line with # and no blank behind it is a setting with the value that it has",
        "# anyway: take the # away and change it. `glossary config show` says what holds for a file, and why.",
        "",
    ]
    for key in KEYS:
        if key.kind is not Kind.SECTIONS:
            lines += [
                f"# {key.meaning}",
                f"# for example: {key.name} = {key.example}",
                f"#{key.name} = {toml_text(key.default)}",
                "",
            ]
    names = ", ".join(key.name for key in SECTION_KEYS)
    lines += [
        "# settings for some paths only, upon those above; as often as you like, at the end of the settings; they may hold",
        f"# {names}",
        f"#[[{prefix}per-path]]",
        '#paths = ["speeches/*"]',
        '#genre = "auto"',
    ]
    return "\n".join(lines) + "\n"


def _with_table(before: bytes, name: str) -> bytes:
    """A pyproject.toml with the table added behind all that stands there, none of which is touched."""
    table = parse_toml(decode(before, name), name)
    end = b"\r\n" if b"\r\n" in before else b"\n"
    added = f"[tool.glossary]\n{settings_file('tool.glossary.')}".encode().replace(b"\n", end)
    gap = b"" if not before or before.endswith(end * 2) else end if before.endswith(end) else end * 2
    after = before + gap + added
    try:
        expected = {**table, "tool": {**table.get("tool", {}), "glossary": {}}}
        same = parse_toml(decode(after, name), name) == expected
    except (FaultError, TypeError):
        same = False
    if not same:
        raise FaultError(Fault("cannot be extended: its tables leave no room for [tool.glossary]", name, hint="use glossary.toml"))
    return after
