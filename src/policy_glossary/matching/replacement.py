"""The replacement of a rendering in the form its sentence needs: number, verb form, capitals, article."""

from __future__ import annotations

import re

from policy_glossary.language import regex
from policy_glossary.language.inflection import base_forms
from policy_glossary.language.noun_heads import PREPOSITIONS
from policy_glossary.language.verb_phrases import Lead, lead
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.matcher import TermHit
from policy_glossary.matching.pattern import WILDCARD
from policy_glossary.matching.sentence_fit import fitted, without_doubling
from policy_glossary.matching.word_forms import inflected
from policy_glossary.model.concept import PartOfSpeech, Risk, Status
from policy_glossary.model.finding import Grade
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_SMALL_WORDS = frozenset(
    """
    a an the and or but of for in into to toward with at on onto from by that who which along among between under over above below
    within without per as across against through until via
    """.split()
)
_POSSESSIVE = ("'s", "’s")
_ARTICLE_OF_WILDCARD = regex.compile(r"\b(?:an?|the) " + WILDCARD)
# The first wildcard behind a word that a comma may follow.
_WORD_BEFORE_WILDCARD = regex.compile(rf"^([^{WILDCARD}]*\w)(?<!\band)(?<!\bor) {WILDCARD}")
_TITLE_PART = regex.compile(r"-([a-z]+)")


class Replacement(NamedTuple):
    """`text` in place of what stands at `span`, and how certain its form is."""

    span: Span
    text: str
    grade: Grade


def replacement(hit: TermHit, words: Words, text: str) -> Replacement:
    """What to write for a reported rendering. The span grows over an article that has to change with it."""
    target = hit.term.replacement or hit.concept.preferred
    target = _fill(target, hit, words, text)
    verbal = lead(target) is Lead.VERB
    target, form = inflected(target, hit, words, text)
    target = without_doubling(_without_possessive(target, hit, text), hit, words)
    target = _capitals(target, hit, words)
    span, target, fit = fitted(target, hit, words, text, verbal)
    if Grade.MANUAL in (form, fit) or _cuts_quotation(text[hit.span.start : hit.span.end], target) or _repeats(target, hit, words):
        return Replacement(span, target, Grade.MANUAL)
    sure = form is fit is Grade.SAFE and hit.term.status is Status.DEPRECATED and not hit.match.wildcards
    sure = sure and hit.concept.risk is Risk.LOW
    return Replacement(span, target, Grade.SAFE if sure and not hit.concept.proposal else Grade.SUGGESTED)


def _cuts_quotation(spoken: str, target: str) -> bool:
    """True if a quotation begins or ends within the words, and its other mark would be left alone."""
    alone = spoken.count('"') % 2 or spoken.count("“") != spoken.count("”")
    return bool(alone) and not any(mark in target for mark in '"“”')


def _repeats(target: str, hit: TermHit, words: Words) -> bool:
    """True if the target ends with "and" and the sentence goes on with its first word: "praised and praised"."""
    following = hit.match.last + 1
    if not target.endswith(" and") or following >= len(words.keys):
        return False
    return not set(base_forms(target.partition(" ")[0].lower())).isdisjoint(words.keys[following])


def _fill(target: str, hit: TermHit, words: Words, text: str) -> str:
    """Put the words that … stood for back into the replacement, first for first, with the article and comma before them."""
    for first, end in hit.match.wildcards:
        if WILDCARD not in target:
            break
        start = words.articles[first] if words.articles[first] >= 0 else words.starts[first]
        if start < words.starts[first]:
            target = _ARTICLE_OF_WILDCARD.sub(WILDCARD, target, count=1)
        if first > hit.match.first and "," in text[words.ends[first - 1] : start]:
            listed = f", {WILDCARD}" in hit.term.text  # then the replacement says whether it stays
            slip = words.raw[first - 1].lower() in PREPOSITIONS  # "adhere to, the plan as the base"
            target = target if listed or slip else _WORD_BEFORE_WILDCARD.sub(rf"\1, {WILDCARD}", target)
        target = target.replace(WILDCARD, text[start : words.ends[end - 1]], 1)
    return target


def _without_possessive(target: str, hit: TermHit, text: str) -> str:
    """The target without its 's where that of the text stays, or where the text has none: a term is found with it and without."""
    if not target.endswith(_POSSESSIVE):
        return target
    stays = text.startswith(_POSSESSIVE, hit.span.end)
    return target[:-2] if stays or hit.term.text.endswith(_POSSESSIVE) else target


def _capitals(target: str, hit: TermHit, words: Words) -> str:
    """The target in the capitals of the words it replaces."""
    raw = [word for word in words.raw[hit.match.first : hit.match.last + 1] if word[0].isalpha()]
    if hit.term.text[0].isupper() and all(word.islower() for word in raw):
        target = _without_title(target, hit)
    if not raw or not target or (_is_name(target, hit) and not all(word.isupper() for word in raw)):
        return target
    if len(raw) > 1 and all(word.isupper() for word in raw):
        return target.upper()
    content = [word for word in raw if word.lower() not in _SMALL_WORDS]
    if len(content) > 1 and all(word[0].isupper() for word in content):
        return " ".join(
            word if number and word.lower() in _SMALL_WORDS else _TITLE_PART.sub(_title_part, _capitalize(word))
            for number, word in enumerate(target.split(" "))
        )
    if raw[0][0].isupper() and not target[0].isupper():
        begins = words.gaps[hit.match.first] is Gap.BREAK and words.articles[hit.match.first] < 0
        if not begins and len(content) > 1:
            return target  # one capital in a phrase within a sentence: the seam of two pieces glued together
        if begins or not hit.term.text[0].isupper():  # a name keeps its capital to itself within a sentence
            return _capitalize(target)
    return target


def _without_title(target: str, hit: TermHit) -> str:
    """The target of a rendering listed as a title ("Opinions on Promoting") without the capitals that only a title has."""
    own = ["Party", *hit.concept.preferred.split(" ")]
    plain = {*own, *hit.term.text.lower().split(" ")}
    return " ".join(word.lower() if word.lower() in plain and word not in own else word for word in target.split(" "))


def _is_name(target: str, hit: TermHit) -> bool:
    """True for a name that has its capitals already: Tam Yiu-chung."""
    return hit.concept.part_of_speech is PartOfSpeech.NAME and all(word[0].isupper() for word in target.split())


def _title_part(part: re.Match[str]) -> str:
    return part[0] if part[1] in _SMALL_WORDS else f"-{part[1].capitalize()}"


def _capitalize(word: str) -> str:
    """The word with its first letter, if it begins with one, made a capital; quotation marks are passed over."""
    match = regex.match(r"[\"“‘(]*", word)
    at = match.end() if match else 0
    return word[:at] + word[at : at + 1].upper() + word[at + 1 :]
