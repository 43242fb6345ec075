"""A sentence whose only verb is an infinitive: "Nanxi township to deepen the reform of its mills."

Chinese verbs have no infinitive; machines that meet a subject, a few adverbs and a verb far behind set "to" before it, and the
sentence never says what happened. A headline may do so ("Bank to lend more"), a sentence of running text may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.grammar import NO_SENTENCE

# Who acts in such news.
_ACTORS = frozenset(
    """
    bureau cadres city committee company county department departments district enterprises government leaders officers offices province
    representatives secretary township townships towns units villages
    """.split()
)
_LEAST, _MOST = 10, 120  # words
_LONGEST = 1500  # characters
# Behind these an infinitive has a word to hang on: "the right of towns to build", "for schools to open", "by counties to mend".
_TAKES_INFINITIVE = (
    r"\b(?:abilit|able|allow|ask|attempt|authorit|call|capacit|chance|commitment|decision|desire|dut|effort|enabl|encourag|enough|fail"
    r"|freedom|help|invit|likel|means|need|obligation|opportunit|order|permi|plan|power|proposal|read|refus|request|requir|responsib|right"
    r"|tendenc|time|urg|want|way|willing|for|by|too)\w*\b[^,]*$"
)


_TO = r"[A-Za-z]+ (?P<span>to (?:[a-z]+ly |further |jointly )?(?P<verb>[a-z]+))\b"


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each such sentence, at the infinitive that should be its verb."""
    told_at = -1
    for to in regex.finditer(" to ", facts.visible):
        actor = facts.visible[max(0, to.start() - 20) : to.start()].rpartition(" ")[2].lower()
        match = regex.compile(_TO).match(facts.visible, to.start() - len(actor)) if actor in _ACTORS else None
        if match is None:
            continue
        sentence = facts.sentences.sentence_at(match.start())
        if sentence.start == told_at or sentence.end - sentence.start > _LONGEST or match.end() > sentence.end:
            continue
        text = facts.visible[sentence.start : sentence.end].strip()
        if facts.sentences.block_at(match.start()).heading or not text.endswith(".") or regex.search(NO_SENTENCE, text):
            continue
        if regex.search(_TAKES_INFINITIVE, facts.visible[sentence.start : match.start()], re.IGNORECASE):
            continue
        from policy_glossary.language.finite_verbs import has_finite_verb  # few sentences come so far
        from policy_glossary.language.verb_phrases import is_verb

        if not is_verb(match["verb"]):
            continue
        words = regex.findall(r"[a-z]+(?:['’][a-z]+)?(?:-[a-z]+)*|,", text.lower())
        if _LEAST <= len([word for word in words if word != ","]) <= _MOST and not has_finite_verb(words):
            told_at = sentence.start
            told = f'The sentence has no verb but the infinitive "{match["span"]}": write what they do or did.'
            yield RULE.finding(Span(*match.span("span")), told)


RULE = Rule(
    code="GRM015",
    name="no-finite-verb",
    family="grammar",
    summary='"Nanxi township to deepen the reform of its mills.": the only verb of the sentence is an infinitive.',
    reason=(
        "Chinese verbs have one form, and the verb may stand far behind its subject. An English sentence needs a finite verb: "
        "the township is deepening, will deepen or has deepened the reform."
    ),
    mqm=Mqm.LINGUISTIC,
    severity=Severity.WARNING,
    check=check,
    sought=lambda: tuple(f"{actor} to " for actor in sorted(_ACTORS)),
    bad=(
        BadExample(
            "The mill burnt. Nanxi township [[to deepen]] the reform of its mills, forming a new pattern of trade in flour and rope."
        ),
        BadExample(
            "On the same day, 17 pilots and six representatives [[to participate]] in the regatta of the northern ports of the lake."
        ),
        BadExample(
            "Hill cadres [[to carry]] out the repair of roofs in the old town, improve the wells and broaden the lanes behind the church."
        ),
    ),
    good=(
        "On the same day, 17 pilots and representatives of six schools were to participate in the regatta of the northern ports.",
        "It is late. The right of the county to improve the wells of the old town, in the teeth of the law and of all the millers.",
        "The mayor asked the town council and the two schools to carry out the repair of roofs in the old part of the harbour.",
        "I challenge all our schools to carry out the repair of roofs, to improve the wells and to broaden the lanes of the town.",
    ),
    source="R. Quirk et al., A Comprehensive Grammar of the English Language, 10.1 (a clause has a verb). Measured: none in 4.8 million words of good English",
)
