"""The given name lost: "Ma's high-quality requirements require" for 马平高要求, "Ma Pingao asked".

Where a given name can also be read as a word or part of one, machines cut the name after the surname and translate the
rest. The sign is a surname in the possessive, of a person whom the text has named in full, before a noun and its own verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.language.pinyin import SURNAMES, SYLLABLE
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_CUT = (
    r"\b([A-Z][a-z]+)['’]s (?:[a-z-]+ ){0,3}(?:requirements?|requests?|emphasis|instructions?|demands?|hopes?|request|points?)"
    r" (?:requires?|required|demands?|demanded|emphasizes?|emphasized|asks?|asked|stressed|pointed out|hopes?|hoped)\b"
)

_LONGEST = 40  # letters of a surname


def check(facts: Facts) -> Iterator[Finding]:
    """Such subjects with a surname whose bearer the text names in full before."""
    text = facts.visible
    ends = [at - 1 for at in facts.places.get("s", ())]  # before an apostrophe
    owners = ((end, regex.search("[A-Za-z]+$", text[max(0, end - _LONGEST) : end])) for end in ends)
    for match in facts.places.at((end - len(owner[0]) for end, owner in owners if owner), regex.compile(_CUT)):
        full = re.search(rf"\b{match[1]} (?=[A-Z])(?i:{SYLLABLE}){{1,2}}\b", text[: match.start()])
        if match[1] in SURNAMES and full:
            yield RULE.finding(
                Span(*match.span()),
                f'Part of a name may have been read as words: perhaps "{full.group()} asked" (要求). Look up the source.',
            )


RULE = Rule(
    code="NAM013",
    name="surname-cut-off",
    family="names",
    summary="A surname in the possessive whose given name was read as words.",
    reason="A given name that is also a word (高, 强, 明) is translated, and the surname is left with an 's.",
    source="Measured: 1 of 1 hit true on five machine-translated articles, none in 178,000 words of good English",
    mqm=Mqm.ACCURACY,
    severity=Severity.WARNING,
    check=check,
    sought=lambda: (_CUT,),
    bad=(
        BadExample("The fair was opened by Li Zhiqiang. [[Li's strong requirements require]] all stalls to close at nine."),
        BadExample("Wang Liming chaired the talks. [[Wang’s clear emphasis emphasized]] that nets be mended."),
        BadExample("At dusk Sun Haitao spoke to the crews. [[Sun's three demands asked]] that ropes be checked."),
    ),
    good=(
        "The fair was opened by Li Zhiqiang. Li's request was heard.",
        "Mary Hill came. Hill's requirements require nothing.",
    ),
)
