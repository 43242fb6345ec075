"""Script or markup that leaked from the page into plain text: "‘);", "<br>", "p>", "document.write(".

Tags and entities of Markdown are no prose and never come here. A file with many lines of bare brackets is code, not a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_MANY = 12
_TAGS = (
    "p|div|br|hr|span|img|strong|em|font|table|tbody|tr|td|th|ul|ol|li|script|style|iframe|section|h[1-6]|blockquote|center|video"
)


_SIGNS = ("<", ">", "document.", "window.", "javascript:", "addeventlistener(", "function(", "function (")


@lru_cache
def _bare() -> re.Pattern[str]:
    return regex.compile(r"\s*[‘’'\"“”`(){}\[\];<>/\\,.]*[;}{][‘’'\"“”`(){}\[\];<>/\\,.]*\s*|\s*[‘’'\"“”`]\s?\)\s*")


@lru_cache
def _markup() -> re.Pattern[str]:
    return regex.compile(
        rf"</?\s?(?:{_TAGS})(?:\s[^<>\n]{{0,300}})?/?\s?>|<a\s[^<>\n]{{1,300}}>|</a\s?>"  # tags
        rf"|(?<![\w<])/?(?:{_TAGS}|a)>(?=\s|$)"  # half a tag
        r"|\b(?:document\.(?:write|getElementById)|window\.(?:open|location)|(?-i:javascript:)(?=\w)|addEventListener\()[^\r\n]{0,200}"
        r"|\bfunction ?\([\w, ]{0,60}\) ?\{[^\r\n]{0,200}|\bvar \w{1,30} ?= ?[^\r\n]{1,200};",
        re.IGNORECASE | re.MULTILINE,
    )


def check(facts: Facts) -> Iterator[Finding]:
    """Lines of nothing but code marks, and tags or calls inside the text."""
    bare = [line for line in facts.lines if len(line.text) < 20 and _bare().fullmatch(line.text)]
    for line in bare if len(bare) < _MANY else ():
        yield RULE.finding(line.span, f'Delete the rest of a script, "{line.text.strip()}".', "")
    if len(bare) >= _MANY or not _may_hold_code(facts.lowered):
        return
    for line in facts.lines:
        for match in _markup().finditer(facts.visible, *line.span) if _may_hold_code(line.text.lower()) else ():
            yield RULE.finding(Span(*match.span()), f'Delete "{match[0]}": it is code of the page.', "")


def _may_hold_code(lowered: str) -> bool:
    return any(sign in lowered for sign in _SIGNS) or ("var " in lowered and "=" in lowered)


RULE = Rule(
    code="RES008",
    name="stray-code",
    family="residue",
    summary="Script or markup of the page in the text.",
    reason="The page was saved or scraped badly, and a piece of its code came along.",
    mqm=Mqm.DESIGN,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample("[[’);]]\n\nThe weir was rebuilt.", "\n\nThe weir was rebuilt."),
        BadExample('The weir was rebuilt.[[<br />]] It [[<span class="x">]]holds[[</span>]].', "The weir was rebuilt. It holds."),
        BadExample("[[document.write('ad');]]\n\nThe weir was rebuilt.", "\n\nThe weir was rebuilt."),
    ),
    good=(
        "If a < b then stop, and if c > d go on.",
        "A function (of x) and a var in R.",
        "(a)\n\nThe weir; the dam.",
        "Write to <Wu Bo>.",
    ),
    source="Measured: 2 of 2 hits true on five machine-translated articles, none in 178,000 words of good English",
)
