"""The rules' pages as files, and the measured rates that stand on them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from policy_glossary.intake.files import write_file
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.rule import Rule
from policy_glossary.reports.rule_pages import NOTICE, rule_index, rule_page

INDEX = "README.md"
_PAGE = re.compile(r"[A-Z]{3,6}[0-9]{3}\.md")
RATES = "rates.json"  # beside the pages: findings of each rule per 1,000 words of good English, written by the benchmark


def rendered_pages(rules: Iterable[Rule], folder: Path) -> dict[str, str]:
    """File name to content of every page that belongs into `folder`."""
    rules = list(rules)
    rates = _rates(folder / RATES)
    pages = {f"{rule.code}.md": rule_page(rule, rates.get(rule.code, "")) for rule in rules}
    return {INDEX: rule_index(rules), **pages}


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
    return sorted(stale + [path.name for path in _of_rules(folder) if path.name not in pages])


def write_pages(rules: Iterable[Rule], folder: Path) -> int:
    """Write all pages, delete those of rules that are gone; returns the number written.

    Raises FaultError if the folder has an index that is not ours, or if a page cannot be written.
    """
    pages = rendered_pages(rules, folder)
    index = folder / INDEX
    if index.exists() and not index.read_bytes().startswith(NOTICE.encode()):
        hint = "name a folder for the pages alone"
        raise FaultError(Fault("is no index of rules; nothing was written", str(index), hint=hint))
    for path in _of_rules(folder):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        write_file(folder / name, str(folder / name), text.encode())
    return len(pages)


def _of_rules(folder: Path) -> list[Path]:
    """The files of a folder that are pages of rules by their name; others are none of ours."""
    return [path for path in folder.glob("*.md") if _PAGE.fullmatch(path.name)]
