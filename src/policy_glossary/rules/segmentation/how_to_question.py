"""如何……？ in running text as "How to ...?", a question without subject and verb.

In a heading "How to plant rice" is good English; with a question mark, in a text that goes on to answer, it is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_LABEL = r"(?:(?:The )?[Rr]eporters?|Q|Question|Moderator|Host|Interviewer|Ask|Asked) ?\d{0,2} ?[:：] ?"

_THOUGHT = r"(?:account|describe|explain|know|make sense|reconcile|say|square|tell|think)\b"  # How to explain this?


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each "How to ...?" that is a sentence of running text."""
    running = set(facts.body_sentences)
    for sentence in facts.sentence_spans:
        text = facts.visible[sentence.start : sentence.end]
        match = regex.match(rf"(?P<label>{_LABEL})?(?P<span>(?:How|What) to (?!{_THOUGHT})(?:\w+ly )?\w+(?: to \w+)?)", text)
        if match and text.endswith("?") and (match["label"] or sentence in running):
            # "What to do?" is asked by good writers too.
            severity = Severity.WARNING if facts.policy_prose and match["span"].startswith("How") else Severity.SUGGESTION
            told = f'"{match["span"].split()[0]} to …?" is no question in English: ask "How can the city …?", with a subject.'
            yield RULE.finding(Span(sentence.start + match.start("span"), sentence.start + match.end()), told, severity=severity)


RULE = Rule(
    code="SEG009",
    name="how-to-question",
    family="segmentation",
    summary='"How to …?" as a question in running text.',
    reason="如何 needs no subject; an English question does. An infinitive after How names a skill, as in a title.",
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    check=check,
    sought=lambda: ("(?:How|What) to",),
    bad=(
        BadExample(
            "[[How to raise]] the incomes of those who live by the lake? The town has found an answer to that in its old boats."
        ),
        BadExample(
            "The young go to the coast. [[How to continue to keep]] them at home? The mayor has asked the schools and the two banks."
        ),
        BadExample("Reporter: [[How to keep]] the young at home?"),
        BadExample(
            "The nets are full and so are the stores. [[What to do]] with the catch? Some of it goes to the schools, and some to the cats."
        ),
    ),
    good=(
        "The catch of the lake has fallen by half in two years. How to explain it? The town has asked the school of fishery in Linwu.",
        "Question: How can the town keep its young?",
        "How can the town raise the incomes of those who live by the lake? It has found an answer to that in its old boats.",
        "He wrote a book on rice. How to plant it is what every child in the valley learns before the age of ten or so.",
        "How to plant rice?",
    ),
    source="Measured: 1 of 1 hits true on five machine-translated articles, none in 37,000 words of good English",
)
