"""The table of keys for readers: as a page in Markdown and as a JSON schema for editors."""

from __future__ import annotations

from typing import Any

from policy_glossary.engine.settings.keys import KEYS, SECTION_KEYS, Key, Kind
from policy_glossary.intake.toml import toml_text

BEGIN, END = "<!-- made from the table of settings -->", "<!-- end of the table of settings -->"


def reference() -> str:
    """The settings one by one, as they stand between BEGIN and END in docs/settings.md."""
    lines = []
    for key in KEYS:
        lines += [f"### `{key.name}`", "", f"{_sentence(key.meaning)}", ""]
        lines.append(f"- **Value**: {_value(key)}")
        if key.kind is not Kind.SECTIONS:
            lines += [f"- **Default**: `{toml_text(key.default)}`", f"- **Example**: `{key.name} = {key.example}`"]
        if key.option:
            lines.append(f"- **Command line**: `{key.option}`" if " " not in key.option else f"- **Command line**: {_option(key)}")
        if key.per_path:
            lines.append("- Also in a section for some paths")
        lines.append("")
    return "\n".join(lines)


def _option(key: Key) -> str:
    option, told = key.option.split(" ", 1)
    return f"`{option}` {told}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _value(key: Key) -> str:
    choices = ", ".join(f"`{choice}`" for choice in key.choices)
    match key.kind:
        case Kind.CHOICE:
            return f"one of {choices}"
        case Kind.NUMBER:
            return f"a number from {key.least:g} to {key.most:g}"
        case Kind.CHOICES:
            return f"a table of names, each with one of {choices}"
        case Kind.NUMBERS:
            return f"a table of {choices}, each with a number from {key.least:g} to {key.most:g}"
        case Kind.SECTIONS:
            return f"tables `[[{key.name}]]` with {', '.join(f'`{k.name}`' for k in SECTION_KEYS)}"
        case _:
            return str(key.kind)


def schema() -> dict[str, Any]:
    """A JSON schema of glossary.toml."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of policy-glossary: glossary.toml, or the table tool.glossary of pyproject.toml",
        **_table(KEYS),
    }


def _table(keys: tuple[Key, ...]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": {key.name: _property(key) for key in keys}}


def _property(key: Key) -> dict[str, Any]:
    number = {"type": "number", "minimum": key.least, "maximum": key.most}
    shape: dict[str, Any]
    match key.kind:
        case Kind.TEXTS:
            shape = {"type": "array", "items": {"type": "string", "minLength": 1}}
        case Kind.FLAG:
            shape = {"type": "boolean"}
        case Kind.CHOICE:
            shape = {"enum": [str(choice) for choice in key.choices]}
        case Kind.NUMBER:
            shape = number
        case Kind.ENCODING | Kind.TEXT:
            shape = {"type": "string"}
        case Kind.CHOICES:
            shape = {"type": "object", "additionalProperties": {"enum": [str(choice) for choice in key.choices]}}
        case Kind.NUMBERS:
            names = {str(choice): number for choice in key.choices}
            shape = {"type": "object", "additionalProperties": False, "properties": names}
        case Kind.SECTIONS:
            return {"description": key.meaning, "type": "array", "items": {**_table(SECTION_KEYS), "required": ["paths"]}}
    return {"description": key.meaning, **shape, "default": key.default}
