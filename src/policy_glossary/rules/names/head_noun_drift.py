"""One place or project under several names: Linwu Tea Zone here, Linwu Tea Area there."""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_HEADS = "Area|Zone|District|Cluster|Park|Base|Region"
_CAPITAL = regex.begins("A-Z", r"\w-")
_NAME = rf"({_CAPITAL}[A-Za-z-]+ (?:[A-Z][A-Za-z-]+ ){{0,4}})({_HEADS}|(?i:{_HEADS}))(?![\w-])"
_FIRST = frozenset("The This That In At Of And For With To A An From By Our Its".split())


def check(facts: Facts) -> Iterator[Finding]:
    """The rarer name, at its first place, where one proper part of two words or more has two capitalised heads."""
    names: dict[tuple[str, ...], dict[str, list[Span]]] = {}
    for match in regex.finditer(_NAME, facts.visible):
        words = match[1].split()
        start = match.start()
        while words and words[0] in _FIRST:
            start += len(words[0]) + 1
            words = words[1:]
        if len(words) >= 2 and match[2][0].isupper():
            names.setdefault(tuple(words), {}).setdefault(match[2], []).append(Span(start, match.end()))
    for proper, heads in names.items():
        if len(heads) < 2:
            continue
        common, rarer = sorted(heads, key=lambda head: (-len(heads[head]), heads[head][0]))[:2]
        if {common, rarer} == {"District", "Park"} or proper[-1] in ("Industrial", "Economic"):
            continue
        part = " ".join(proper)
        yield RULE.finding(
            heads[rarer][0], f'"{part} {rarer}" here, "{part} {common}" elsewhere: if this is one place, keep to one name.'
        )


RULE = Rule(
    code="NAM014",
    name="head-noun-drift",
    family="names",
    summary="One proper name with two heads: Zone here, Area there.",
    reason="区, 园 and 集聚区 are rendered anew in each sentence, and one place seems to be two.",
    source="Measured: 1 of 1 hit true on five machine-translated articles, none in 178,000 words of good English",
    mqm=Mqm.TERMINOLOGY,
    severity=Severity.SUGGESTION,
    check=check,
    sought=lambda: (_NAME,),
    bad=(
        BadExample("The Linwu Tea Zone grew. The Linwu Tea Zone is new. The [[Linwu Tea Area]] sold more."),
        BadExample("Nanxi Wetland Park opened. [[Nanxi Wetland Zone]] closed."),
        BadExample(
            "Trains reach the Baishi Fine Chemicals Base by night; the Baishi Fine Chemicals Base has a clinic; "
            "the [[Baishi Fine Chemicals Region]] has two stops."
        ),
    ),
    good=("Linwu Tea Zone and Nanxi Tea Park opened.", "The Zone and the Area are new.", "Linwu Tea Zone is a zone of tea."),
)
