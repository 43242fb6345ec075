"""Near-synonyms joined by "and": difficulties and problems, thriving and developing.

Chinese likes four syllables where two say it. Only pairs are listed whose members say the same in policy prose and that
good English does not use as a set phrase ("rules and regulations", "ways and means" and "aims and objectives" are).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.inflection import base_forms
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

# Base forms of pairs in either order; the first stays.
_TWINS = """
mission/goal mission/task method/approach method/way view/opinion difficulty/problem help/assistance
achievement/result measure/step condition/prerequisite prerequisite/foundation feature/characteristic characteristic/trait
trend/tendency role/function status/position idea/thought concept/idea cooperation/collaboration communication/exchange
vitality/vigor vitality/energy obstacle/barrier shortcoming/deficiency weakness/shortcoming mistake/error
supervision/oversight requirement/demand courage/bravery innovation/creation unity/solidarity clear/explicit
arduous/difficult complex/complicated brave/courageous tangible/real concrete/specific firm/resolute novel/new
prosperous/flourishing fully/completely actively/proactively firmly/resolutely carefully/meticulously
continuously/constantly improve/perfect improve/enhance strengthen/enhance strengthen/consolidate develop/grow
thrive/develop flourish/develop difficulty/obstacle aim/purpose strength/advantage
tighten/consolidate arrange/deploy steady/stable strict/rigorous rapid/fast exploration/attempt promote/advance guide/lead ensure/guarantee inspect/check encourage/inspire
safeguard/protect strong/powerful merge/integrate understand/master warm/enthusiastic rectify/correct
improvement/optimization renovation/renewal explore/try practice/measure prospect/hope risk/danger hazard/danger
opinion/suggestion demand/appeal experience/practice
layout/arrangement consult/inquire integrate/blend gather/assemble propose/suggest publicity/promotion
spread/publicize popularize/publicize task/requirement understand/grasp visit/inspect
"""
_LONGEST = 40  # code points of a word before "and", with the blanks


@lru_cache(maxsize=1)
def _twins() -> dict[tuple[str, str], str]:
    """The base forms of each twin, in either order, to the one that stays."""
    pairs = [twin.split("/") for twin in _TWINS.split()]
    return {order: stays for stays, goes in pairs for order in ((stays, goes), (goes, stays))}


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each listed pair."""
    twins = _twins()
    members = {one for one, _ in twins}
    for span, first, second in _joined(facts):
        ones = [one for one in base_forms(first.lower()) if one in members]
        pairs = ((one, two) for one in ones for two in base_forms(second.lower()))
        pair = next((pair for pair in pairs if pair in twins), None)
        if pair is None or (second[0].isupper() and first[0].islower()):
            continue
        kept = first if twins[pair] == pair[0] else second
        if first[0].isupper():
            kept = kept.capitalize()
        yield RULE.finding(
            span,
            f'"{first} and {second}" says one thing twice: "{kept}" is enough unless a difference is meant.',
            kept,
        )


def _joined(facts: Facts) -> Iterator[tuple[Span, str, str]]:
    """Two words with "and" between them, and where they stand."""
    text = facts.visible
    for second in facts.places.standing({"and"}, regex.compile(r"\band\s+([A-Za-z]{3,})\b")):
        first = regex.search(r"\b([A-Za-z]{3,})\s+$", text[max(0, second.start() - _LONGEST) : second.start()])
        if first:
            yield Span(second.start() - len(first[0]), second.end()), first[1], second[1]


RULE = Rule(
    code="STY033",
    name="redundant-twin",
    family="translationese",
    summary='Near-synonyms joined by "and": "difficulties and problems".',
    reason=(
        "The rhythm of Chinese asks for pairs (使命任务, 困难问题, 兴旺发展). In English the reader looks for a difference "
        "between the two and finds none."
    ),
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    grade=Grade.SUGGESTED,
    gated=True,
    check=check,
    bad=(
        BadExample("The note sets out [[missions and tasks]].", "The note sets out missions."),
        BadExample("Orchards are [[developing and flourishing]].", "Orchards are flourishing."),
        BadExample("[[Real and tangible]] gains were made.", "Tangible gains were made."),
        BadExample("He named his [[problems and difficulties]].", "He named his difficulties."),
        BadExample("The mayor heard their [[suggestions and opinions]].", "The mayor heard their opinions."),
    ),
    good=(
        "The rights and interests of women come first.",
        "Laws and regulations were changed.",
        "She listed the aims and methods of the trial.",
        "The council met its goals and tasks for the year.",
    ),
    source="Joan Pinkham, The Translator's Guide to Chinglish, chapter III (redundant twins)",
)
