"""The form of a replacement: what inflection adds in the text to the rendering as listed is added to the preferred term too.

Number goes to the head of a noun phrase, tense and -ing to the verb that leads a verb phrase. Where the two phrases are not of
one kind, or the word that would have to change is not known, the form is left as it is and graded as advice.
"""

from __future__ import annotations

import re

from policy_glossary.language import regex
from policy_glossary.language.inflection import base_forms, is_plural, past_form, past_participle, plural, spelling
from policy_glossary.language.noun_heads import PREPOSITIONS, head, is_uncountable, pluralize, spoken_words
from policy_glossary.language.noun_phrases import is_empty
from policy_glossary.language.verb_phrases import (
    Form,
    Lead,
    base_of,
    conjugate,
    form_of,
    is_adverb,
    is_verb,
    lead,
    may_be_verb,
    split_verb,
)
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.matcher import TermHit
from policy_glossary.model.concept import PartOfSpeech
from policy_glossary.model.finding import Grade
from policy_glossary.model.light_typing import NamedTuple

_CONJUGATED = (PartOfSpeech.VERB, PartOfSpeech.PHRASE)
_AUXILIARIES = frozenset("have has had having be is are was were been being".split())
_BETWEEN = frozenset("also not been now long already still just never always".split())  # "has also been actively"
_ARTICLES = frozenset(("a", "an", "the"))
_POSSESSIVES = frozenset("its their his her our".split())
_PLAIN_WORD = regex.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# "Helped the county put": with these the verb behind the next noun may be bare.
_BEFORE_BARE_VERBS = frozenset("help helps helped helping let lets letting make makes made see saw did does do".split())
_MODALS = frozenset("will would can could should must shall might".split())


class Inflected(NamedTuple):
    """A replacement in the form that the text asks for; MANUAL if no right form is known."""

    text: str
    grade: Grade


def inflected(target: str, hit: TermHit, words: Words, source: str) -> Inflected:
    """The target in the number or verb form of the text.

    A rendering that is listed as a plural is taken to be one by nature.
    """
    kind, own = hit.concept.part_of_speech, hit.term.replacement is not None
    listed = spoken_words(hit.term.text)
    listed = listed[1:] if listed[:1] in (["a"], ["an"], ["the"]) else listed
    if not listed or (kind is PartOfSpeech.NAME and not own):
        return Inflected(target, Grade.SAFE)
    ours, theirs = _leading_pair(listed, [word.lower() for word in words.raw[hit.match.first : hit.match.last + 1]])
    verb = _shared_base(ours, theirs)
    before, after = _forms(ours, theirs, verb, hit, words)
    if before is after is Form.ING and is_verb(verb) and lead(target) is Lead.VERB:
        before = Form.BASE  # listed in -ing, while its answer is not: the text decides
    if before is not after:
        changed = _verb_changed(target, verb, before, after, hit, words)
        if changed is not None and (changed.grade is not Grade.MANUAL or changed.text != target):
            return Inflected(_other_nouns_in_number(changed.text, hit, words), changed.grade)
        if changed is not None:
            spoken = source[words.starts[hit.match.first] : words.ends[hit.match.last]]
            return Inflected(_in_number(target, hit.term.text, spoken).text, Grade.MANUAL)
    elif _wants_a_verb(target, ours, after, hit, words) or (theirs.endswith("ed") and _takes_an_object(target, hit, words)):
        return Inflected(target, Grade.MANUAL)
    same = before is after
    target = _other_nouns_in_number(target, hit, words)
    if not is_nominal(hit, target) or (kind in (PartOfSpeech.ADJECTIVE, PartOfSpeech.ADVERB) and not own):
        return Inflected(target, Grade.SAFE if same else Grade.SUGGESTED)
    numbered = _in_number(target, hit.term.text, source[words.starts[hit.match.first] : words.ends[hit.match.last]])
    doubtful = numbered.grade is Grade.SAFE and not same and Form.ING in (before, after)
    return Inflected(numbered.text, Grade.SUGGESTED) if doubtful else numbered


def _forms(ours: str, theirs: str, verb: str, hit: TermHit, words: Words) -> tuple[Form, Form]:
    """The forms of a verb as listed and in the text; the same twice where the words do not differ as forms of a verb do."""
    before, after = form_of(spelling(ours), verb), form_of(spelling(theirs), verb)
    people = any(is_plural(word) and not word.endswith("s") for word in (ours, theirs))
    if ours.split("'", maxsplit=1)[0] == theirs or verb not in base_forms(ours) or people:
        before = after
    known = is_verb(verb) or (hit.concept.part_of_speech is PartOfSpeech.VERB and lead(hit.term.text) in (Lead.VERB, Lead.UNKNOWN))
    if after is Form.BASE and verb == past_form(verb) and known and _tells_of_the_past(hit, words):
        after = Form.PAST
    return before, after


def _wants_a_verb(target: str, ours: str, after: Form, hit: TermHit, words: Words) -> bool:
    """True if the words in front ask for a verb and the target is none: "to", "must"."""
    if after is not Form.BASE or lead(target) is not Lead.OTHER or hit.concept.part_of_speech is PartOfSpeech.ADVERB:
        return False
    auxiliary = word_before(hit, words)
    return auxiliary in _MODALS or (auxiliary in ("to", "not") and is_verb(ours))


def _takes_an_object(target: str, hit: TermHit, words: Words) -> bool:
    """True if a past form that is listed before a bare noun has an article behind it in the text, and the target leads with none."""
    leading = split_verb(target)[1]
    base = base_of(leading)
    bare = _ARTICLES.isdisjoint(_PLAIN_WORD.findall(hit.term.text.lower())[1:2]) and words.articles[hit.match.first] < 0
    return bare and _has_article_behind_first(hit, words) and (base is None or form_of(leading, base) is not Form.PAST)


def _has_article_behind_first(hit: TermHit, words: Words) -> bool:
    """True if the first word of a rendering has an article behind it in the text, as verbs have: "compressed the time"."""
    return hit.match.first < hit.match.last and words.articles[hit.match.first + 1] >= 0


def _other_nouns_in_number(target: str, hit: TermHit, words: Words) -> str:
    """The target with the nouns that it keeps from the rendering, behind the first preposition, in the plural that they have in the text."""
    listed = [word for word in _PLAIN_WORD.findall(hit.term.text.lower()) if word not in _ARTICLES]
    spoken = [word.lower() for word in words.raw[hit.match.first : hit.match.last + 1]]
    if len(listed) != len(spoken):
        return target
    behind = next((number for number, word in enumerate(listed) if word in PREPOSITIONS), len(listed))
    for ours, theirs in zip(listed[behind:], spoken[behind:], strict=True):
        if ours != theirs and theirs == plural(ours) and not (is_plural(ours) or is_uncountable(ours)):
            target = re.sub(rf"\b(?:an? )?{ours}\b(?![-'’])", theirs, target)
    return target


def is_nominal(hit: TermHit, target: str) -> bool:
    """True if nouns are in play: not for the verb phrases of a verb, but for a noun that its entry answers with a noun."""
    if hit.concept.part_of_speech is not PartOfSpeech.VERB:
        return True
    listed_as_noun = lead(hit.term.text) in (Lead.OTHER, Lead.UNKNOWN) and base_of(split_verb(hit.term.text)[1]) is None
    return hit.term.replacement is not None and lead(target) is Lead.OTHER and listed_as_noun


def _in_number(target: str, listed: str, spoken: str) -> Inflected:
    """The target in the plural if what was spoken is one and what is listed none."""
    was_plural, now_plural = is_plural(head(listed)), is_plural(head(spoken))
    if not now_plural or was_plural or lead(target) is Lead.VERB:
        return Inflected(target, Grade.SAFE if was_plural == now_plural else Grade.SUGGESTED)
    several = pluralize(target)
    if several is None:
        return Inflected(target, Grade.MANUAL)
    return Inflected(several, Grade.SAFE if several != target else Grade.SUGGESTED)


def _verb_changed(target: str, verb: str, before: Form, after: Form, hit: TermHit, words: Words) -> Inflected | None:
    """The target where the first words differ in more than number; None if a plural is all that may differ."""
    kind, own = hit.concept.part_of_speech, hit.term.replacement is not None
    base = target if before is Form.BASE else _in_base_form(target, before)
    leads = lead(base) if base is not None else Lead.OTHER
    by_kind = kind is PartOfSpeech.VERB or (kind is PartOfSpeech.PHRASE and may_be_verb(verb))
    as_verb = leads is Lead.VERB and (kind in _CONJUGATED or own or is_verb(verb))
    listed_as_verb = lead(hit.term.text) is Lead.VERB or _has_article_behind_first(hit, words)
    as_verb = as_verb or (leads is Lead.EITHER and (by_kind or (own and (listed_as_verb or Form.THIRD not in (before, after)))))
    as_verb = as_verb or (leads is Lead.UNKNOWN and kind is PartOfSpeech.VERB and not own)
    if as_verb and base is not None:
        form = conjugate(base, after, participle=is_participle(hit, words))
        if form is None or not form.certain:
            return Inflected(form.phrase if form else target, Grade.MANUAL)
        if form.phrase.startswith("was "):
            return _was_or_were(form.phrase, hit, words)
        sure = leads is not Lead.UNKNOWN and before is Form.BASE and after is Form.ING
        return Inflected(form.phrase, Grade.SAFE if sure else Grade.SUGGESTED)
    if {before, after} == {Form.BASE, Form.THIRD} and not ((is_verb(verb) or listed_as_verb) and hit.match.first != hit.match.last):
        return None
    word = word_before(hit, words)
    gerund = after is Form.ING and word not in _AUXILIARIES
    # Behind an article, a verb or a preposition a participle qualifies a noun: "achieved phased results".
    behind_verb = base_of(word) is not None and word not in _AUXILIARIES
    wants_verb = after is Form.BASE and (word == "to" or word in _MODALS)
    if not wants_verb and (gerund or behind_verb or word in PREPOSITIONS or words.articles[hit.match.first] >= 0):
        return None
    return Inflected(target, Grade.MANUAL)


def _tells_of_the_past(hit: TermHit, words: Words) -> bool:
    """True if a verb without forms of its own for the past ("put") stands behind one subject, "has", or a verb in the past."""
    number = hit.match.first
    while number and words.gaps[number] is Gap.JOIN and is_adverb(words.raw[number - 1].lower()):
        number -= 1
    if not number or words.gaps[number] is Gap.BREAK:
        return False
    subject = words.raw[number - 1]
    before = subject.lower()
    if before in ("and", "then") or words.gaps[number] is Gap.COMMA:
        return _goes_on_in_the_past(number, words) or (subject[0].isupper() and before not in ("and", "then"))
    if before in _AUXILIARIES or before in ("he", "she", "it"):
        return True
    if before in _MODALS or is_plural(before) or before in PREPOSITIONS:
        return False
    earlier = {word.lower() for word in words.raw[max(0, number - 5) : number - 1]}
    may_be_bare = not (_BEFORE_BARE_VERBS | _MODALS).isdisjoint(earlier)
    return not may_be_bare and (subject[0].isupper() or words.articles[number - 1] >= 0)


def _goes_on_in_the_past(number: int, words: Words) -> bool:
    """True if the last word in front of a place that is a verb in the past, or that asks for one in its base form, is one in the past."""
    while number > 0 and words.gaps[number] is not Gap.BREAK:
        number -= 1
        word = words.raw[number].lower()
        if word in _MODALS or (word == "to" and base_of(words.raw[number + 1].lower()) == words.raw[number + 1].lower()):
            return False
        if _stands_in_the_past(number, words):
            return True
    return False


def _stands_in_the_past(number: int, words: Words) -> bool:
    """True for the past of a verb that we know, and for what looks like one and has an object: "praised [the] work", "lauded their work"."""
    word = words.raw[number].lower()
    base = base_of(word)
    if base is not None:
        return word != base and form_of(word, base) is Form.PAST
    inflected_verb = word.endswith("ed") and len(base_forms(word)) > 1  # "feed" and "weed" are no past
    begins_object = words.articles[number + 1] >= 0 or words.raw[number + 1].lower() in _POSSESSIVES
    return inflected_verb and begins_object and words.gaps[number + 1] is Gap.JOIN and words.articles[number] < 0


def _was_or_were(phrase: str, hit: TermHit, words: Words) -> Inflected:
    """A phrase that begins with "was", agreeing with the word in front of it, if that can be its subject."""
    subject = word_before(hit, words)
    several = subject in ("we", "you", "they", "people") or is_plural(subject)
    one = subject in ("he", "she", "it") or (subject.isalpha() and not is_adverb(subject) and not is_empty(subject))
    if not several and not one:
        return Inflected(phrase, Grade.MANUAL)
    return Inflected("were" + phrase[3:] if several else phrase, Grade.SUGGESTED)


def _leading_pair(listed: list[str], text: list[str]) -> tuple[str, str]:
    """The first words of both that are not the same adverb: in "deeply implemented" the verb counts."""
    for ours, theirs in zip(listed, text, strict=False):
        ours = ours.split("-")[0]  # noqa: PLW2901 - the text's words are split at hyphens
        if ours != theirs or not is_adverb(ours):
            return ours, theirs
    return listed[0], text[0]


def _shared_base(ours: str, theirs: str) -> str:
    """The base form of both words: one that is known as a verb, else the longest."""
    shared = [base for base in base_forms(theirs) if base in base_forms(ours)]
    known = [base for base in shared if may_be_verb(base)]
    return max(known or shared or [spelling(theirs)], key=len)


def _in_base_form(target: str, form: Form) -> str | None:
    """A target that leads with a known verb in this form, with the verb in its base form; else None."""
    adverbs, word, rest = split_verb(target)
    base = base_of(word)
    if base is None or form_of(spelling(word), base) is not form or " and " in rest or ", " in rest:
        return None
    return adverbs + base + rest


def is_participle(hit: TermHit, words: Words) -> bool:
    """True if a past form in the text is a participle: behind "has", "were", and in front of "by"."""
    number = hit.match.first
    while number and words.gaps[number] is Gap.JOIN:
        number -= 1
        word = words.raw[number].lower()
        if word in _AUXILIARIES:
            return True
        if word == "and" and _continues_participle(number, hit, words):
            return True
        if word not in _BETWEEN and not is_adverb(word):
            break
    following = hit.match.last + 1
    return following < len(words.raw) and words.raw[following].lower() == "by"


def _continues_participle(number: int, hit: TermHit, words: Words) -> bool:
    """True if the "and" at a place goes on from a participle: "has drawn the line and [put forward]"."""
    spoken = words.raw[hit.match.first].lower()
    base = base_of(spoken)
    if base is not None and spoken == past_form(base) != past_participle(base):
        return False
    while number > 0 and words.gaps[number] is not Gap.BREAK:
        number -= 1
        if _stands_in_the_past(number, words):
            before = number - 1
            while before > 0 and is_adverb(words.raw[before].lower()):
                before -= 1
            return before >= 0 and words.raw[before].lower() in _AUXILIARIES
    return False


def word_before(hit: TermHit, words: Words) -> str:
    """The word in front of the hit, in small letters, if no pause comes between."""
    first = hit.match.first
    return words.raw[first - 1].lower() if first and words.gaps[first] is Gap.JOIN else ""
