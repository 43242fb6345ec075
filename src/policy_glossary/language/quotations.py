"""Short stretches in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.model.text import Span

_LONGEST = 120  # code points between the marks; a longer stretch is speech, not a phrase
# A straight mark opens before a word and closes after one; machine translation puts blanks on the wrong side of some.
_PAIRS = (
    rf"“([^“”\"\n]{{1,{_LONGEST}}})[”\"]",
    rf"(?<![\w\"])\"(?=[\w+])([^\"“”\n]{{1,{_LONGEST}}})(?<=[\w+,.!?%])\"(?![\w\"])",
    rf"‘([^‘’“”\"\n]{{1,{_LONGEST}}})’(?!\w)",
    rf"《([^《》\n]{{1,{_LONGEST}}})》",
    rf"「([^「」\n]{{1,{_LONGEST}}})」",
)
_EDGE = " \t,.;:!?，。；：！？、"


def quoted_spans(text: str, within: Span) -> Iterator[Span]:
    """What stands between quotation marks within a block, without the marks and the stops at its ends."""
    for pattern in _PAIRS:
        for match in re.compile(pattern).finditer(text, within.start, within.end):
            inside = match[1]
            start = match.start(1) + len(inside) - len(inside.lstrip(_EDGE))
            end = match.start(1) + len(inside.rstrip(_EDGE))
            if start < end:
                yield Span(start, end)
