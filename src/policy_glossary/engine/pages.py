"""The rules' pages as files, and the measured rates that stand on them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from policy_glossary.model.rule import Rule
from policy_glossary.reports.rule_pages import rule_index, rule_page

RATES = "rates.json"  # beside the pages: findings of each rule per 1,000 words of good English, written by the benchmark


def rendered_pages(rules: Iterable[Rule], folder: Path) -> dict[str, str]:
    """File name to content of every page that belongs into `folder`."""
    rules = list(rules)
    rates = _rates(folder / RATES)
    pages = {f"{rule.code}.md": rule_page(rule, rates.get(rule.code, "")) for rule in rules}
    return {"README.md": rule_index(rules), **pages}


def _rates(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    told = f"in {data['words']:,} words ({data['corpus']})"
    return {
        code: f"{count} findings {told}, {1000 * count / data['words']:.2f} per 1,000" for code, count in data["findings"].items()
    }


def stale_pages(rules: Iterable[Rule], folder: Path) -> list[str]:
    """Names of the pages that are missing, differ, or belong to no rule."""
    pages = rendered_pages(rules, folder)
    stale = [
        name for name, text in pages.items() if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]
    return sorted(stale + [path.name for path in folder.glob("*.md") if path.name not in pages])


def write_pages(rules: Iterable[Rule], folder: Path) -> int:
    """Write all pages, delete those of rules that are gone; returns the number written."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = rendered_pages(rules, folder)
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return len(pages)
