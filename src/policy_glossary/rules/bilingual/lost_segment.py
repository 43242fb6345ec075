"""A piece of the Chinese has no English, or so little that most of it must have been lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.claims import LEAST_CONFIDENCE
from policy_glossary.matching.facts import Facts
from policy_glossary.model.bitext import Pair
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_HAN = "[\u3400-\u9fff\uf900-\ufaff]"
_FEW = 10  # characters of a piece that may well be a by-line or a closing mark
_LEAST = 4  # characters below which a piece is no text
_LONG = 20  # characters from which on lengths can be compared
_SHORT = 1.2  # characters of English for one of Chinese: of published pairs 98 in 100 have 1.9 to 6.3
_SHOWN = 24  # characters of the Chinese in a message


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each place at which pieces are missing, and one for each piece that is far too short."""
    missing: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in facts.pairs:
        characters = len(regex.findall(_HAN, pair.zh))
        if pair.confidence < LEAST_CONFIDENCE or characters < _LEAST:
            continue
        english = facts.document.source.text[slice(*pair.span)].strip()
        if not english:
            missing[pair.span.start].append(pair)
        elif characters >= _LONG and len(english) < _SHORT * characters and not regex.search(_HAN, english):
            message = f'{len(english)} characters stand for {characters} of Chinese ({pair.place}): has a part been lost? "{_shown(pair)}"'
            yield RULE.finding(pair.span, message, severity=Severity.WARNING)
    for start, pairs in missing.items():
        few = all(len(regex.findall(_HAN, pair.zh)) < _FEW for pair in pairs)
        told = "; ".join(f'"{_shown(pair)}" ({pair.place})' for pair in pairs)
        yield RULE.finding(
            Span(start, start), f"This Chinese has no English: {told}.", severity=Severity.SUGGESTION if few else Severity.ERROR
        )


def _shown(pair: Pair) -> str:
    text = " ".join(pair.zh.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


RULE = Rule(
    code="BIL004",
    name="lost-segment",
    family="bilingual",
    summary="A piece of the Chinese that has no English, or far too little.",
    reason="Machines and people skip sentences, most of all in long paragraphs. What is left reads well, so nobody misses them.",
    mqm=Mqm.ACCURACY,
    severity=Severity.ERROR,
    check=check,
    bilingual=True,
    source="MQM and ISO 5060: omission. Lengths measured on published pairs",
    bad=(
        BadExample("渔民们清晨出海，傍晚带着满船的鱼回到港口。 => [[]]"),
        BadExample("渔民们清晨出海，傍晚带着满船的鱼回到港口，孩子们在岸边等着他们。 => [[The crews set out.]]"),
        BadExample("新桥在春天开通，从此两岸的人不用再等渡船，十分钟就能过江。 => [[The bridge is open.]]"),
    ),
    good=(
        "渔民们清晨出海，傍晚回港。 => The crews set out at dawn and come home at dusk.",
        "渔民们清晨出海，傍晚带着满船的鱼回到港口。 => The crews sail at dawn and return at dusk laden.",
    ),
)
