"""A sentence as long as a paragraph. The message names a place where it can be divided.

Silent where `verb_chain` already asks for the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.rules.segmentation.verb_chain import LIMIT, chained_verbs, opening

_ENDS = (".", "?", "!", '."', ".”", '".', "”.")
_BRACKETS = 5
_LIST_OF = 4  # items that semicolons divide
_WORDS, _WORDS_IN_POLICY_PROSE = 100, 80  # at 80 four legal sentences of 36,787 words of good English would be reported
# Places to divide a sentence, best first.
_JOINTS = (
    r";[\"”]?\s+",
    r",[\"”]?\s+(?:and|but|while|so)\s+(?=(?:the|it|we|they|he|she|this)\b)",
    r",[\"”]?\s+(?:and\s+)?",
    r"\s+and\s+",
)


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each long sentence, at its first words."""
    limit = _WORDS_IN_POLICY_PROSE if facts.policy_prose else _WORDS
    for sentence in facts.body_sentences:
        text = facts.visible[sentence.start : sentence.end]
        if (
            len(text) < 4 * limit or not text.endswith(_ENDS) or sum(map(text.count, "([<{")) > _BRACKETS
        ):  # tables and lists of names
            continue
        count = len(text.split())
        if len(pieces := text.split(";")) > _LIST_OF:  # a list with a lead is read item by item
            count = max(len(piece.split()) for piece in pieces)
        if count > limit and len(chained_verbs(text)) < LIMIT:
            yield RULE.finding(opening(facts, sentence), f"This sentence has {count} words: split it{_place(text)}.")


def _place(text: str) -> str:
    """Where to split: the best joint that is not too near an end."""
    for joint in _JOINTS:
        found = [m.end() for m in regex.finditer(joint, text) if len(text) // 5 < m.end() < len(text) * 4 // 5]
        if found:
            at = min(found, key=lambda place: abs(place - len(text) // 2))
            return f', for example before "{" ".join(text[at:].split()[:4]).rstrip(",;:.")}"'
    return ""


_LIST = ", ".join(
    f"the {kind} of the {place}" for kind in ("mayor", "judge", "doctor", "abbot") for place in "port hill lake mill fen".split()
)

RULE = Rule(
    code="SEG005",
    name="long-sentence",
    family="segmentation",
    summary="A sentence of more than 80 words (100 outside of policy prose).",
    reason="A Chinese sentence may fill a paragraph. In English the reader has lost its beginning by then.",
    mqm=Mqm.STYLE,
    severity=Severity.SUGGESTION,
    check=check,
    bad=(
        BadExample(f"[[The following persons came to the first feast]]: {_LIST}; and with them came many others from the coast."),
        BadExample(f"[[Among those who had signed the long letter]] were {_LIST}, as well as all of their wives and sons."),
        BadExample(f"[[Nobody asked how many of the letters that]] {_LIST} had sent were ever read, and nobody wanted to know."),
    ),
    good=(
        f"These persons came to the feast: {_LIST[:260]}.",
        "The targets are: "
        + "; ".join(
            f"a new {kind} for each of the six towns on the lake" for kind in "pier mill school inn road well dyke bell".split()
        )
        + ".",
        f"At the feast were {_LIST[:230]}. At the fair on the next day were {_LIST[:230]}.",
    ),
    source="Measured: 5 of 5 hits true on five machine-translated articles; at 100 words none in 37,000 words of good English",
)
