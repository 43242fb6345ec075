"""A rule's page in Markdown, made from the rule alone, and the index of all rules."""

from __future__ import annotations

from collections.abc import Iterable

from policy_glossary.model.rule import BadExample, Rule

NOTICE = "<!-- Generated from the rule by `glossary rules pages docs/rules`; edit the rule instead. -->\n"


def rule_page(rule: Rule, measured: str = "") -> str:
    """The page of one rule; `measured` is its rate on good English, if it was measured."""
    lines = [
        NOTICE,
        f"# {rule.code} {rule.name}\n",
        f"{rule.summary}\n",
        f"- **MQM category**: {rule.mqm}",
        f"- **Severity**: {rule.severity}",
        f"- **Fix**: {rule.grade}",
        f"- **Speaks in**: {_where(rule)}",
        *(["- **Off** unless settings enable it (`enable`) or a run selects it (`--select`)"] if rule.optional else []),
        f"- **Since**: {rule.since}",
    ]
    if measured:
        lines.append(f"- **On good English**: {measured}")
    lines += [f"\n{rule.reason}\n", f"Source: {rule.source}.\n" if not rule.source.endswith(".") else f"Source: {rule.source}\n"]
    lines += ["## Reported\n", *(_bad(example) for example in rule.bad)]
    lines += ["## Left alone\n", *(_quoted(text) for text in rule.good)]
    return "\n".join(lines).rstrip() + "\n"


def rule_help(rule: Rule) -> str:
    """The page of a rule where it is not a file of its own."""
    return rule_page(rule).removeprefix(NOTICE).lstrip()


def rule_index(rules: Iterable[Rule]) -> str:
    """The list of all rules by family."""
    lines = [NOTICE, "# Rules\n", "`glossary explain CODE` prints the same pages.\n"]
    family = ""
    for rule in sorted(rules, key=lambda r: (r.family, r.code)):
        if rule.family != family:
            family = rule.family
            lines += [f"\n## {family.capitalize()}\n", "| code | name | severity | gate | what it finds |", "|---|---|---|---|---|"]
        gate = "yes" if rule.gated else ""
        lines.append(f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} | {gate} | {rule.summary} |")
    return "\n".join(lines) + "\n"


def _where(rule: Rule) -> str:
    if rule.bilingual:
        return "texts whose Chinese is at hand"
    return "Chinese policy prose only (document gate)" if rule.gated else "any text"


def _bad(example: BadExample) -> str:
    shown = _quoted(example.marked.replace("[[", "⟦").replace("]]", "⟧"))
    return shown if example.fixed is None else f"{shown}\n{_quoted('→ ' + example.fixed)}"


def _quoted(text: str) -> str:
    fence = "```"
    return f"{fence}text\n{text}\n{fence}\n"
