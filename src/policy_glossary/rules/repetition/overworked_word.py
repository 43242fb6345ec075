"""One word of policy carries the whole text: promote, strengthen, accelerate, construction, high-quality."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_WORDS = {  # stem: (hits per 1,000 words from which it is too much, what to write instead)
    r"promot(?:e|es|ed|ing|ion)": (8.0, "encourage, help, advance, move forward, or the plain verb"),
    r"strengthen(?:s|ed|ing)?": (6.0, "tighten, improve, build up, step up, or say what is done"),
    r"accelerat(?:e|es|ed|ing|ion)": (5.0, "speed up, hasten, or the plain verb"),
    r"construction(?!\s+(?:permit|land|site|worker|compan|compani|firm|industry|material|machine|crew))": (
        5.0,
        "the verb build, or the thing that is built",
    ),
    r"high-quality(?!\s+development)": (4.0, "good, sound, first-rate, or say what is better"),
    r"vigorous(?:ly)?": (4.0, "nothing: the verb says enough"),
    r"optimiz(?:e|es|ed|ing|ation)": (5.0, "improve, or say what is better"),
}
_LEAST, _SHORTEST = 4, 300


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for the word furthest above its limit, where it weighs most."""
    if facts.words.total < _SHORTEST:
        return
    overworked: list[tuple[float, list[re.Match[str]], str]] = []
    for stem, (limit, instead) in _WORDS.items():
        if facts.lowered.count(stem.partition("(")[0]) < _LEAST:
            continue
        found = regex.finditer(rf"{stem}\b", facts.visible)  # with \b in front the search would take many times as long
        hits = [hit for hit in found if not regex.match(r"\w", facts.visible[hit.start() - 1 : hit.start()])]
        share = len(hits) * 1000 / facts.words.total
        if len(hits) < _LEAST or share < limit:
            continue
        overworked.append((share / limit, hits, instead))
    if overworked:
        _, hits, instead = max(overworked, key=lambda found: found[0])
        place = _heaviest(facts.visible, hits)
        word = place.group().lower()
        yield RULE.finding(
            Span(*place.span()),
            f'"{word}" and its forms stand {len(hits)} times in {facts.words.total} words: vary by what is done ({instead}).',
        )


def _heaviest(text: str, hits: list[re.Match[str]]) -> re.Match[str]:
    """The second place where the word governs a noun with "of", the clumsiest use; failing that, the second place."""
    governing = [hit for hit in hits if regex.match(r" (?:the (?:\w+ )?\w+ )?of\b", text[hit.end() : hit.end() + 60])]
    return (governing if len(governing) > 1 else hits)[1]


_FILLER = "The boats came home at noon and the nets were full of fish that the whole town ate with bread and oil. " * 16

RULE = Rule(
    code="REP005",
    name="overworked-word",
    family="repetition",
    summary="One policy word stands in the text far more often than English bears.",
    reason="推进, 加强, 加快, 建设 and 高质量 each have one stock rendering; the text reads as if it had ten words.",
    source="Measured: 9 findings in five machine-translated articles; behind the gate, none in 178,000 words of good English",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    gated=True,
    check=check,
    bad=(
        BadExample(_FILLER + "They promote fishing, [[promote]] trade, promote tourism, promote music and promote sleep."),
        BadExample(_FILLER + "They accelerate fishing, [[accelerate]] trade, accelerate tourism and accelerate music."),
        BadExample(
            _FILLER + "Bridge construction, rail construction, the construction of roads and the [[construction]] of dykes went on."
        ),
    ),
    good=(
        _FILLER + "They promote fishing, and promote trade.",
        "They promote fishing, promote trade, promote tourism, promote music and promote sleep.",
    ),
)
