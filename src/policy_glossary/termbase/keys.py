"""The keys of an entry, `# key: value`, and how the terms of a list share lines. docs/glossary-format.md tells what each means."""

from __future__ import annotations

import re
from collections.abc import Iterable

# In the order in which an entry is written.
KEYS = (
    *("id", "zh", "zh-variants", "admitted", "deprecated", "suspect", "exempt", "when", "unless"),
    *("must-match", "must-not", "pos", "risk", "occurrences", "definition", "source", "note"),
)
RENDERING_KEYS = ("admitted", "deprecated", "suspect", "exempt")  # lists of English that a text may hold for the Chinese
LIST_KEYS = ("zh-variants", "admitted", "deprecated", "suspect", "exempt", "when", "unless", "source")
CONFLICT = "conflict"  # begins the keys that `glossary terms merge` writes for a person to settle
ARROW = "=>"  # between a rendering and a replacement of its own
WIDTH = 110  # characters of a line, up to which terms of a list share it
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")  # a Chinese character, rare ones included
QUOTATION_MARKS = "“”\"'‘’《》〈〉「」『』"  # that a name may have or lack, in Chinese and in English
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")  # what the id of a concept looks like, from its beginning
RANK = {key: rank for rank, key in enumerate(KEYS)}


def split_terms(value: str) -> list[str]:
    """The terms of one line."""
    return [term for part in value.split(";") if (term := part.strip())]


def wrap_terms(key: str, terms: Iterable[str]) -> list[str]:
    """The values of the lines of a list; a term with a replacement of its own has a line of its own."""
    lines: list[str] = []
    margin = len(f"# {key}: ; ")
    open_line = False
    for term in terms:
        alone = ARROW in term
        if open_line and not alone and margin + len(lines[-1]) + len(term) <= WIDTH:
            lines[-1] += f"; {term}"
        else:
            lines.append(term)
        open_line = not alone
    return lines
