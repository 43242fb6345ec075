"""A sentence begins inside another: a stray capital on a word that is no name.

Engines translate long Chinese sentences in pieces and glue them without mending the joint, so that the capital of the second
piece stays: "integrate into new energy vehicles The supply chain".
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
from policy_glossary.rules.segmentation import MEASURE_VERBS, POLICY_VERBS

# Function words, which are no names; those of _LOWER only ever want a small letter here.
_LOWER = frozenset("In At To By With For From On Of And But As".split())
_FUNCTION = _LOWER | frozenset("The We There It This These Our They When If That Also".split())
_AFTER_A = frozenset("batch few group large lot new number series total variety".split())  # "A" before these is an article
_OPEN = frozenset("a an the of in at to by with for from on and or as into its their our this that".split())
_LONGEST = 60  # code points of a word before the capital
_ORDINAL = r"(?:First|Second|Third|Four|Fif|Six)(?:ly|th|thly)?"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return regex.compile(r"(?P<word>[A-Z](?<=[a-z,\"”)-] [A-Z])[a-z]*)(?= [a-z\"“]|,)(?: (?P<next>[a-z]+))?")


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return regex.compile(rf"(?<![\w-])(?P<before>[a-z][a-z-]+|{_ORDINAL}(?=,)|\d[\d.]*%?(?=,))(?P<mark>[,\"”)]{{0,2}}) $")


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each joint: the word before it and the word with the capital."""
    text = facts.visible
    for block in facts.body:
        begin, end = block.span
        for match in _pattern().finditer(text, begin, end):
            joint = _before().search(text, max(begin, match.start() - _LONGEST), match.start())
            if joint is None:
                continue
            begin = match.end()
            before, mark, word, following = joint["before"], joint["mark"], match["word"], match["next"] or ""
            stray = _is_stray(before, mark, word, following)
            listed = before[0].isupper()  # "Second, Staff were trained"
            if not stray and (_may_be_noun(before, mark, word) or (listed and len(word) > 3 and following)):
                stray = _is_no_name(word, facts, 0 if listed else 1) and following not in ("and", "or", "of")
            if stray and not _is_numeral(joint, text) and not _in_title(text, match.start("word")):
                yield _finding(joint, word)


def _is_no_name(word: str, facts: Facts, times: int) -> bool:
    """True if a word stands in the text with a small letter too, and within sentences with a capital so many times only."""
    lower = word.lower()
    if not any(facts.visible[at].islower() for plain in (lower, lower.rstrip("s")) for at in facts.places.get(plain, ())):
        return False
    return len(list(facts.places.standing({lower}, re.compile(rf"(?<=[a-z] ){word}(?=,? [a-z])")))) == times


def _is_stray(before: str, mark: str, word: str, following: str) -> bool:
    if word == "A":
        return following in _AFTER_A
    if word in _FUNCTION:
        return bool(following)
    lower = word.lower()
    if lower in (POLICY_VERBS if mark == "," else MEASURE_VERBS):
        return (
            bool(following) and before not in ("a", "an", "the") and following not in ("and", "said", "says")
        )  # Foster and Partners
    return mark == "," and lower.endswith("ly") and following in POLICY_VERBS


def _is_numeral(joint: re.Match[str], text: str) -> bool:
    """What stands before the capital numbers a part of a list: "(ii) To inform the board"."""
    return joint["mark"] == ")" and text[joint.start() - 1 : joint.start()] in " (" and not joint["before"].strip("ivx")


def _in_title(text: str, start: int) -> bool:
    """The word stands in quotation marks, between other words with a capital: "Measures to Promote Growth"."""
    before = regex.search(r"[\"“'‘《]([A-Z][^\"“”‘《》\n]{0,120})$", text[max(0, start - 120) : start])
    after = regex.match(r"[^\"“”《》\n]{0,120}[\"”》]", text[start:])
    if not before or not after:
        return False
    words = [word for word in (before[1] + after[0]).replace("-", " ").split() if len(word.strip('"”》,')) > 3]
    return bool(sum(word[:1].isupper() for word in words) * 4 >= 3 * len(words))


def _may_be_noun(before: str, mark: str, word: str) -> bool:
    """A plural noun and a word with a capital: two pieces, if the word is no name (names stand with a capital again)."""
    return not mark and len(word) > 3 and before.endswith("s") and not before.endswith(("ss", "us", "is")) and before not in _OPEN


def _finding(joint: re.Match[str], word: str) -> Finding:
    before, mark = joint["before"], joint["mark"]
    span = Span(joint.start(), joint.end() + len(word))
    doubled = before == word.lower()
    opening = not before[0].islower()
    plain = (
        opening or (not mark and (word in _LOWER or before in _OPEN)) or (mark == "," and (word in _LOWER or word not in _FUNCTION))
    )
    lower = before if doubled else f"{before}{mark} {word.lower()}" if plain else None
    advice = (
        "leave it out"
        if doubled
        else f'write "{word.lower()}"'
        if plain
        else "end the sentence before it, or write a small letter and mend the joint"
    )
    return RULE.finding(span, f'"{word}" has a capital in the middle of a sentence, as if two pieces were glued: {advice}.', lower)


RULE = Rule(
    code="SEG001",
    name="capital-mid-sentence",
    family="segmentation",
    summary="A capital in the middle of a sentence on a word that is no name: two pieces were glued.",
    reason=(
        "Engines cut a long Chinese sentence into pieces, translate each as a sentence and glue them; the capital shows the "
        "joint, and the grammar on its two sides seldom fits."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    bad=(
        BadExample(
            "The county spoke of wider roads in all of its twelve towns and said in a [[notice To]] the press that work had begun.",
            "The county spoke of wider roads in all of its twelve towns and said in a notice to the press that work had begun.",
        ),
        BadExample(
            "They are to repair the locks, train the crews, mark the [[channels, Strengthen]] the night watch and report on all of it.",
            "They are to repair the locks, train the crews, mark the channels, strengthen the night watch and report on all of it.",
        ),
        BadExample(
            "The clerk of the harbour told all of the twelve towns that [[the The]] new rules on nets were to hold from the first of May.",
            "The clerk of the harbour told all of the twelve towns that the new rules on nets were to hold from the first of May.",
        ),
        BadExample(
            "The old mill on the hill is to be sold. [[Second, The]] other mill needs a roof. The staff asks for one. [[Third, Staff]] needs boots.",
            "The old mill on the hill is to be sold. Second, the other mill needs a roof. The staff asks for one. Third, staff needs boots.",
        ),
        BadExample(
            "In the hills of the north and in the ten towns of the lake it is said that from May [[2021, The]] county will mend the road.",
            "In the hills of the north and in the ten towns of the lake it is said that from May 2021, the county will mend the road.",
        ),
        BadExample(
            "The plan is to join the two harbours into one and to widen old [[roads The]] county approved it on the last day of May."
        ),
    ),
    good=(
        "He has read The Times daily for some forty years, and he has often found that its letters are the best of it.",
        "Vitamin A deficiency is rare in the hills today, although it was once the first thing that doctors looked for there.",
        'The county read its "Several Measures to Promote the Steady Growth of Trade" and sent it to all of the twelve towns by boat.',
        "The new ferry hall was drawn by Foster and Partners, who have built a good deal on that shore, and by two local offices.",
        "The study of the port has two aims: (i) To learn how long the boats lie there; and (ii) To find out what keeps them waiting.",
        "First, Congress has no power here. Second, Hull wants a new dock, and it is right. Third, The Times says that it will be built.",
        "By 2021, Foster and Partners had drawn it; from 1990, The Hague was where they met, and in 2004, The Economist reported on it.",
        "She told ministers Brown had signed the paper, and they said that they had long expected him to do just that at last.",
    ),
    source="Measured: 11 of 11 hits true on five machine-translated articles, one, itself damaged, in 37,000 words of good English",
)
