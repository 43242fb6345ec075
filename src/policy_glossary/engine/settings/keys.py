"""All that can be set: one table, from which reading, `config show`, the page, the schema and the file of `init` are made.

A new setting is a row here, a field of `values.Settings` or `values.Judging`, and the line of `reading` that fills it.
"""

from __future__ import annotations

from enum import StrEnum, unique
from typing import Any

from policy_glossary.matching.genre import Genre
from policy_glossary.model.finding import Severity
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.scoring.mqm import WEIGHTS


@unique
class Kind(StrEnum):
    """What a value must be, in the words of a message."""

    TEXTS = "a list of texts that are not empty"
    TEXT = "a text"
    FLAG = "true or false"
    CHOICE = "one of some words"
    NUMBER = "a number"
    ENCODING = "the name of an encoding"
    CHOICES = "a table of names and words"
    NUMBERS = "a table of names and numbers"
    SECTIONS = "a list of tables"


class Key(NamedTuple):
    """One setting.

    `default` is what holds if nothing is set, `meaning` one line for people, `choices` the words that a CHOICE and the values
    of CHOICES can be, and the names that NUMBERS can have; numbers lie from `least` to `most`. `option` of the command line
    overrides it. `per_path`: it may stand in a section for some paths.
    """

    name: str
    kind: Kind
    default: Any
    meaning: str
    example: str
    choices: tuple[str, ...] = ()
    least: float = 0
    most: float = 0
    option: str = ""
    per_path: bool = False


_SEVERITIES = tuple(Severity)

PATHS = Key(
    "paths", Kind.TEXTS, [], "the files for which the section holds, from the folder of the settings file", '["speeches/*"]'
)

KEYS = (
    Key(
        "glossary",
        Kind.TEXTS,
        ["glossary"],
        "glossaries of your own, folders of PO files or single ones, later ones win; left out: the nearest folder glossary/",
        '["terms", "../shared-terms"]',
        option="--glossary",
    ),
    Key(
        "shipped-glossary",
        Kind.FLAG,
        True,
        "true: your glossary extends the one that comes with the program; false: it replaces it",
        "false",
        option="--shipped/--no-shipped",
    ),
    Key(
        "baseline",
        Kind.TEXT,
        "",
        "the file of known findings, which are left out (empty: none); glossary baseline write makes it",
        '"glossary-baseline.json"',
        option="--baseline",
    ),
    Key("packs", Kind.TEXTS, [], "TOML files with rules of your own", '["house-rules.toml"]'),
    Key("enable", Kind.TEXTS, [], "rules that are off unless somebody asks for them, by code or name", '["possible-variant"]'),
    Key(
        "exclude",
        Kind.TEXTS,
        [],
        "files and folders that are passed over, written as in .gitignore; what is named on the command line is taken all the same",
        '["archive/", "*.draft.md"]',
        option="--exclude adds to it",
    ),
    Key(
        "disable",
        Kind.TEXTS,
        [],
        "what is switched off: rules by code or name, families, concepts by id",
        '["STY", "PUN004", "chain-leader"]',
        per_path=True,
    ),
    Key(
        "severity",
        Kind.CHOICES,
        {},
        "other severities than ours, for rules, families or concepts",
        '{ SEG001 = "info", chain-leader = "error" }',
        choices=_SEVERITIES,
        per_path=True,
    ),
    Key(
        "genre",
        Kind.CHOICE,
        Genre.AUTO.value,
        "policy: soft rules of style speak; other: they are silent; auto: the text itself decides",
        '"policy"',
        choices=tuple(Genre),
        option="--genre",
        per_path=True,
    ),
    Key(
        "min-severity",
        Kind.CHOICE,
        Severity.INFO.value,
        "findings milder than this are left out",
        '"suggestion"',
        choices=_SEVERITIES,
        option="--min-severity",
        per_path=True,
    ),
    Key(
        "fail-on",
        Kind.CHOICE,
        Severity.WARNING.value,
        "the mildest severity that makes the exit code 1",
        '"error"',
        choices=_SEVERITIES,
        option="--fail-on",
        per_path=True,
    ),
    Key(
        "min-score",
        Kind.NUMBER,
        0,
        "a file with an MQM score below this, from 0 to 100, makes the exit code 1",
        "85",
        most=100,
        option="--min-score",
        per_path=True,
    ),
    Key(
        "encoding",
        Kind.ENCODING,
        "utf-8",
        "the encoding of files that have no byte-order mark",
        '"gb18030"',
        option="--encoding",
        per_path=True,
    ),
    Key(
        "score",
        Kind.NUMBERS,
        {severity.value: points for severity, points in WEIGHTS.items()},
        "penalty points of a finding in the MQM score, by severity",
        "{ suggestion = 0.5 }",
        choices=_SEVERITIES,
        most=1000,
    ),
    Key("per-path", Kind.SECTIONS, [], "settings for some paths only, upon those for all", ""),
)

SECTION_KEYS = (PATHS, *(key for key in KEYS if key.per_path))
