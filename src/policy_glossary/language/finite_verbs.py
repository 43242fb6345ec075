"""Whether a sentence can have a finite verb, told without a tagger: every word that may be one speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

from policy_glossary.language import regex
from policy_glossary.language.inflection import is_plural
from policy_glossary.language.verb_phrases import Form, base_of, form_of, is_adverb, is_verb, may_be_verb

_FINITE = frozenset(
    """
    am is are was were be been being has have had do does did can could will would shall should may might must ought cannot
    need let lies lay means meant says said reads let's came went rose fell grew saw made took gave got put set cut hit led held kept
    left met won sent spent built bought brought thought taught caught sought fought told sold paid laid found felt stood
    understood became began broke chose drew drove ate flew forgot froze knew rode ran sang sank sat slept spoke stole struck
    swam threw wore wrote hurt cost read lost beat bore bound bled dealt dug fed fled hung heard hid lent lit shook shone shot
    showed shrank spread sprang stuck swept swore tore underwent undertook upheld withdrew withstood wound arose awoke burst clung
    crept bid bent hope tend depend want love wish exist expect recommend intend propose claim agree
    """.split()
)
# Verbs that the lists of `verb_phrases` lack, for they stand in no measure of a policy.
_OTHERS = frozenset(
    """
    advises argues asks calls challenges claims depends desires exists expects explains expresses fails flows follows happens
    hopes intends invites joins knows loves longs needs owes pretends prefers promises proposes proves reads refuses relaxes remains
    resists seems suits tends tries urges waits wants wishes works challenge urge invite ask advise beg desire
    argue seem fail pretend refuse try
    """.split()
)
_NOT_PAST = frozenset("need speed seed feed indeed hundred bed red shed breed deed weed exceed proceed succeed embed".split())
_SUBJECTS = frozenset("they we you i he she it who that which people this these those there".split())
_DETERMINERS = frozenset("the a an its their our his her to that it them us him no not more".split())
_ENDS_NOUN = frozenset("of in for and or at by with from on as than , .".split())
_CONTRACTED = regex.compile(r"[a-z]+['’](?:re|ve|ll|d|m|t)|(?:it|he|she|that|there|what|who|here|how|this)['’]s")


def has_finite_verb(words: Sequence[str]) -> bool:
    """True if one of the words of a sentence, in small letters and with its commas, may be its finite verb. In doubt it may."""
    infinitive = False
    for number, word in enumerate(words):
        if word == "," or "-" in word:
            continue
        behind = words[number + 1] if number + 1 < len(words) else "."
        before = number - 1
        while before >= 0 and is_adverb(words[before]):
            before -= 1
        ahead = words[before] if before >= 0 else ""
        if ahead == "to" and may_be_verb(word):
            infinitive = True
        elif not (infinitive and is_verb(word) and ahead in ("and", "or", ",")) and _may_be_finite(word, ahead, behind):
            return True
    return False


def _may_be_finite(word: str, ahead: str, behind: str) -> bool:
    if _CONTRACTED.fullmatch(word):
        return True
    word = regex.split("['’]", word)[0]
    if word in _FINITE or word in _OTHERS or (word.endswith("ed") and word not in _NOT_PAST):
        return True
    base = base_of(word)
    if base is None:  # unknown: "transcends the", not "villages in"
        return word.endswith("s") and behind in _DETERMINERS - {"to", "more"}
    form = form_of(word, base)
    if form is Form.THIRD:
        return is_verb(base) or behind not in _ENDS_NOUN
    if form is Form.BASE:
        return is_verb(base) or ahead in _SUBJECTS or (is_plural(ahead) and behind in _DETERMINERS | {"with", "in", "on", "for"})
    return form is Form.PAST
