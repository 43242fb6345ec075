"""The replacement of a rendering in the form its sentence needs: number, verb form, capitals, article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policy_glossary.language.inflection import (
    article_for,
    base_forms,
    ing_form,
    is_plural,
    past_form,
    plural,
    third_person,
)
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.matcher import TermHit
from policy_glossary.matching.pattern import WILDCARD
from policy_glossary.model.concept import PartOfSpeech, Status
from policy_glossary.model.finding import Grade
from policy_glossary.model.text import Span

_PREPOSITIONS = frozenset("of for in to with at on from by that who which along among between under over".split())
_SMALL_WORDS = _PREPOSITIONS | {"a", "an", "the", "and", "or", "but", "as"}
# Heads that have no plural in the sense in which policy texts use them.
_UNCOUNTABLE = frozenset(
    """talent development modernization industrialization urbanization construction progress conduct support finance energy
    equipment infrastructure investment research information advice growth work employment capacity strength momentum
    ownership leadership governance land labor labour manufacturing marketing management welfare care health education
    housing lending funding upgrading commercialization coordination cooperation openness innovation agriculture knowhow
    productivity efficiency safety security prosperity competitiveness confidence approval oversight supervision tourism
    conservation protection civility advancement integration transformation implementation help consumption""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INFLECTED_FIRST = (PartOfSpeech.VERB, PartOfSpeech.PHRASE)


@dataclass(frozen=True, slots=True)
class Replacement:
    """`text` in place of what stands at `span`, and how certain its form is."""

    span: Span
    text: str
    grade: Grade


def replacement(hit: TermHit, words: Words, text: str) -> Replacement:
    """What to write for a reported rendering. The span grows over an article that has to change with it."""
    listed = hit.term.text
    target = hit.term.replacement or hit.concept.preferred
    target = _fill(target, hit, words, text)
    target, certain = _inflect(hit, words, listed, target)
    target = _without_doubling(target, hit, words, text)
    target = _capitals(target, hit, words)
    span, target, same_article = _article(hit, words, text, target)
    sure = certain and same_article and hit.term.status is Status.DEPRECATED and not hit.match.wildcards
    return Replacement(span, target, Grade.SAFE if sure and not hit.concept.proposal else Grade.SUGGESTED)


def _fill(target: str, hit: TermHit, words: Words, text: str) -> str:
    """Put the words that … stood for back into the replacement, first for first."""
    for first, end in hit.match.wildcards:
        if WILDCARD not in target:
            break
        start = words.articles[first] if words.articles[first] >= 0 else words.starts[first]
        target = target.replace(WILDCARD, text[start : words.ends[end - 1]], 1)
    return target


def _inflect(hit: TermHit, words: Words, listed: str, target: str) -> tuple[str, bool]:
    """The target in the number or verb form of the text, and whether the form is certain."""
    concept, match = hit.concept, hit.match
    if concept.part_of_speech is PartOfSpeech.NAME and hit.term.replacement is None:
        return target, True
    first_listed, first_text = _first_word(listed), words.raw[match.first].lower()
    if concept.part_of_speech in _INFLECTED_FIRST:
        return _conjugate(target, first_listed, first_text)
    if concept.part_of_speech in (PartOfSpeech.ADJECTIVE, PartOfSpeech.ADVERB):
        return target, True
    head_listed = _head(_WORD.findall(listed.lower()))
    head_text = _head([word.lower() for word in words.raw[match.first : match.last + 1]])
    plural_text = is_plural(head_text)
    if hit.term.replacement is not None and plural_text == is_plural(head_listed):
        return target, first_text in (first_listed, _first_word(listed.lower()))
    if not plural_text:
        return target, hit.term.replacement is None
    return _pluralize(target), first_text == first_listed or match.first == match.last


def _conjugate(target: str, listed: str, text: str) -> tuple[str, bool]:
    """The first word of the target in the verb form that `text` has and `listed` has not."""
    if text == listed or not _WORD.match(target):
        return target, True
    verb, rest = _split_first(target)
    if listed not in base_forms(text)[1:] or not verb.islower():
        return target, False
    if text.endswith("ing"):
        return ing_form(verb) + rest, True
    if text.endswith("s") and text != listed:
        return third_person(verb) + rest, False
    return past_form(verb) + rest, False


def _pluralize(target: str) -> str:
    tokens = list(_WORD.finditer(target))
    if not tokens:
        return target
    head = tokens[_head_number([m.group().lower() for m in tokens])]
    word = head.group()
    if word.lower() in _UNCOUNTABLE or is_plural(word.lower()):
        return target
    return target[: head.start()] + plural(word) + target[head.end() :]


def _head_number(tokens: list[str]) -> int:
    """Number of the noun that carries the plural: the last word before the first preposition."""
    for number, token in enumerate(tokens):
        if token in _PREPOSITIONS and number:
            return number - 1
    return len(tokens) - 1


def _head(tokens: list[str]) -> str:
    return tokens[_head_number(tokens)] if tokens else ""


def _first_word(phrase: str) -> str:
    match = re.search(r"(?:(?:an?|the)\s+)?([^\W_]+)", phrase.lower())
    return match[1] if match else ""


def _split_first(phrase: str) -> tuple[str, str]:
    first = phrase.split(" ", 1)[0]
    return first, phrase[len(first) :]


def _without_doubling(target: str, hit: TermHit, words: Words, text: str) -> str:
    """Leave out the target's last word if the sentence goes on with it: "SRDI enterprises" before "enterprises"."""
    following = hit.match.last + 1
    if following >= len(words.starts) or words.gaps[following] is not Gap.JOIN or words.articles[following] >= 0:
        return target
    body, _, last = target.rpartition(" ")
    if not body or not set(base_forms(last.lower())) & set(words.keys[following]):
        return target
    return body


def _capitals(target: str, hit: TermHit, words: Words) -> str:
    """The target in the capitals of the words it replaces."""
    raw = [word for word in words.raw[hit.match.first : hit.match.last + 1] if word[0].isalpha()]
    if not raw or not target:
        return target
    if len(raw) > 1 and all(word.isupper() for word in raw):
        return target.upper()
    content = [word for word in raw if word.lower() not in _SMALL_WORDS]
    if len(content) > 1 and all(word[0].isupper() for word in content):
        first = True
        out = []
        for word in target.split(" "):
            keep = not first and word.lower() in _SMALL_WORDS
            out.append(word if keep else _capitalize(word))
            first = False
        return " ".join(out)
    if raw[0][0].isupper() and not target[0].isupper():
        return _capitalize(target)
    return target


def _capitalize(word: str) -> str:
    """The word with its first letter, if it begins with one, made a capital; quotation marks are passed over."""
    match = re.match(r"[\"“‘(]*", word)
    at = match.end() if match else 0
    return word[:at] + word[at : at + 1].upper() + word[at + 1 :]


def _article(hit: TermHit, words: Words, text: str, target: str) -> tuple[Span, str, bool]:
    """Mend "a" and "an" before the replacement, and drop them before a plural or an uncountable head."""
    start = words.articles[hit.match.first]
    if start < 0:
        return hit.span, target, True
    article = re.match(r"\w+", text[start:])
    assert article is not None, "an article's place was noted where no word stands"
    if article.group().lower() == "the":
        return hit.span, target, True
    tokens = _WORD.findall(target.lower())
    head = _head(tokens)
    if is_plural(head) or head in _UNCOUNTABLE:
        new = target
    else:
        new = f"{article_for(target)} {target}"
        if new.split(" ", 1)[0] == article.group().lower():
            return hit.span, target, True
    if article.group()[0].isupper():
        new = _capitalize(new)
    between = text[start + article.end() : hit.span.start]
    if between.strip():  # a quotation mark stands between: leave the article to the editor
        return hit.span, target, False
    return Span(start, hit.span.end), new, False
