"""A pack is checked and expanded: word lists put into the patterns, every field known and of its kind, examples at hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import Any

import re2

from policy_glossary.language.inflection import verb_forms
from policy_glossary.model.finding import Grade, Mqm, Severity
from policy_glossary.model.report import Fault, FaultError, did_you_mean
from policy_glossary.rules.alternation import alternation, one_by_one
from policy_glossary.rules.joints import joints
from policy_glossary.rules.triggers import around, triggers

SCOPES = ("text", "sentence", "paragraph", "heading", "line")
_REQUIRED = {"code": str, "name": str, "mqm": str, "severity": str, "summary": str, "reason": str, "pattern": str, "message": str}
_OPTIONAL = {
    "source": str,
    "replace": str,
    "grade": str,
    "gate": bool,
    "optional": bool,
    "case": bool,
    "scope": str,
    "unless": list,
    "at-least": int,
    "once": bool,
    "yields": bool,
    "since": str,
    "whole-document": bool,
    "bad": list,
    "good": list,
}
_KINDS: Mapping[type, str] = {str: "text", bool: "true or false", list: "list", int: "whole number"}
_CODE = re.compile(r"[A-Z]{3,6}[0-9]{3}$")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_MACRO = re.compile(r"(?<!\\[pP])\{([A-Z]\w*)(\*?)\}")  # {NAME}, but not \p{Han}
_GROUP = re.compile(r"\\(\d)")


def expand_pack(table: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The rules of one pack as plain data: word lists put into the patterns, fields checked.

    Raises FaultError for the first thing that is wrong.
    """
    for key, value in table.items():
        if key not in ("words", "rule"):
            raise FaultError(Fault(f'unknown table "{key}"', name, hint="a pack holds [words] and [[rule]]"))
        if not isinstance(value, dict if key == "words" else list):
            raise FaultError(Fault(f'"{key}" must be written as {"[words]" if key == "words" else "[[rule]]"}', name))
    for key, value in table.get("words", {}).items():
        if not isinstance(value, str):
            raise FaultError(Fault(f'the word list "{key}" must be one text, with blanks between the words', name))
    words = {key: value.split() for key, value in table.get("words", {}).items()}
    return [_checked(rule, name, words) for rule in table.get("rule", [])]


def _checked(rule: Any, name: str, words: dict[str, list[str]]) -> dict[str, Any]:
    if not isinstance(rule, dict):
        raise FaultError(Fault("every rule must be a table [[rule]]", name))
    label = rule.get("code", "a rule without a code")
    _check_fields(rule, label, name)
    if not _CODE.match(rule["code"]) or not _NAME.match(rule["name"]):
        raise FaultError(Fault(f"{label}: a code is letters and three digits, a name lower-case words with hyphens", name))
    if rule.get("scope", "text") not in SCOPES:
        raise FaultError(Fault(f'{label}: unknown scope "{rule["scope"]}"', name, hint=f"one of: {', '.join(SCOPES)}"))
    checked = dict(rule)
    plain = _spans_apart(_expand(rule["pattern"], words, label, name, one_by_one))
    checked["triggers"], checked["around"], checked["joints"] = triggers(plain), around(plain), joints([plain])
    checked["pattern"] = _spans_apart(_expand(rule["pattern"], words, label, name, alternation))
    checked["unless"] = [_expand(pattern, words, label, name, alternation) for pattern in rule.get("unless", [])]
    try:
        Mqm(rule["mqm"]), Severity(rule["severity"]), Grade(rule.get("grade", "manual"))
        quiet = re2.Options()
        quiet.log_errors = False
        groups = [re2.compile(pattern, quiet).groups for pattern in (checked["pattern"], *checked["unless"])]
    except (ValueError, re2.error) as error:
        reason = error.args[0] if error.args else error
        raise FaultError(Fault(f"{label}: {reason.decode() if isinstance(reason, bytes) else reason}", name)) from None
    _check_groups(rule, groups[0], label, name)
    return checked


def _spans_apart(pattern: str) -> str:
    """The pattern with the groups "span" of its alternatives as "span", "span2" and so on: no engine takes a name twice."""
    first, *others = pattern.split("(?P<span>")
    return first + "".join(f"(?P<span{number if number > 1 else ''}>{part}" for number, part in enumerate(others, 1))


def _check_fields(rule: dict[str, Any], label: str, name: str) -> None:
    """All fields known and of their kind, none missing, and examples at hand: an untried rule does not run."""
    for field, kind in _REQUIRED.items():
        if not isinstance(rule.get(field), kind):
            raise FaultError(Fault(f'{label}: "{field}" is missing or no {_KINDS[kind]}', name))
    for field, value in rule.items():
        expected = {**_REQUIRED, **_OPTIONAL}.get(field)
        if expected is None:
            hint = did_you_mean(field, (*_REQUIRED, *_OPTIONAL), f"fields: {', '.join([*_REQUIRED, *_OPTIONAL])}")
            raise FaultError(Fault(f'{label}: unknown field "{field}"', name, hint=hint))
        if type(value) is not expected:
            raise FaultError(Fault(f'{label}: "{field}" must be a {_KINDS[expected]}', name))
    if not all(isinstance(text, str) for field in ("unless", "good") for text in rule.get(field, [])):
        raise FaultError(Fault(f'{label}: "unless" and "good" hold texts', name))
    for example in rule.get("bad", []):
        pair = isinstance(example, list) and len(example) in (1, 2) and all(isinstance(text, str) for text in example)
        if not pair and not isinstance(example, str):
            raise FaultError(Fault(f'{label}: "bad" holds texts, or pairs of a text and how it should read', name))
    if not rule.get("bad") or not rule.get("good"):
        hint = "glossary rules test tells whether they hold"
        raise FaultError(Fault(f'{label}: has no examples: give it "bad" and "good" ones', name, hint=hint))


def _check_groups(rule: dict[str, Any], groups: int, label: str, name: str) -> None:
    """What the message and the replacement quote exists in the pattern."""
    try:
        fields = [
            (field, spec, conversion) for _, field, spec, conversion in Formatter().parse(rule["message"]) if field is not None
        ]
    except ValueError as error:
        raise FaultError(Fault(f"{label}: the message: {error}", name, hint="a brace of its own is written twice")) from None
    for field, spec, conversion in fields:
        if spec or conversion or not (field == "count" or (field.isascii() and field.isdigit() and int(field) <= groups)):
            hint = f"{{count}}, or {{0}} to {{{groups}}}" if groups else "{count} or {0}"
            raise FaultError(Fault(f"{label}: the message quotes {{{field}}}, which the pattern has not", name, hint=hint))
    if any(int(number) > groups for number in _GROUP.findall(rule.get("replace", ""))):
        raise FaultError(Fault(f"{label}: the replacement quotes a group that the pattern has not", name))


def _verb_forms(listed: str) -> list[str]:
    """All forms of a listed verb; of one with a particle ("carry_out") the first word changes."""
    verb, *rest = listed.split("_", 1)
    return ["_".join([form, *rest]) for form in verb_forms(verb)]


def _expand(pattern: str, words: dict[str, list[str]], label: str, name: str, group: Callable[[Sequence[str]], str]) -> str:
    def alternatives(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise FaultError(Fault(f"{label}: no word list {match[1]}", name, hint="define it under [words]"))
        listed = words[match[1]]
        forms = [form for word in listed for form in (_verb_forms(word) if match[2] else [word])]
        return group(list(dict.fromkeys(form.replace("_", r"\s+") for form in forms)))

    return _MACRO.sub(alternatives, pattern)
