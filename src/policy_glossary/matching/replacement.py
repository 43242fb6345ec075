"""The replacement of a rendering in the form its sentence needs: number, verb form, capitals, article."""

from __future__ import annotations

import re
from typing import NamedTuple

from policy_glossary.language import regex
from policy_glossary.language.inflection import (
    article_for,
    base_forms,
    ing_form,
    is_plural,
    past_form,
    past_participle,
    plural,
    third_person,
)
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.matcher import TermHit
from policy_glossary.matching.pattern import WILDCARD
from policy_glossary.model.concept import PartOfSpeech, Risk, Status
from policy_glossary.model.finding import Grade
from policy_glossary.model.text import Span

_PREPOSITIONS = frozenset(
    "of for in to with at on from by that who which along among between under over above below within without per as".split()
)
_SMALL_WORDS = _PREPOSITIONS | {"a", "an", "the", "and", "or", "but", "as"}
# Heads that have no plural in the sense in which policy texts use them.
_UNCOUNTABLE = frozenset(
    """talent development modernization industrialization urbanization construction progress conduct support finance energy
    equipment infrastructure investment research information advice growth work employment capacity strength momentum
    ownership leadership governance land labor labour manufacturing marketing management welfare care health education
    housing lending funding upgrading commercialization coordination cooperation openness innovation agriculture knowhow
    productivity added efficiency safety security prosperity competitiveness confidence approval oversight supervision tourism
    staff awareness complacency consciousness thinking done
    spending conservation protection civility advancement integration transformation implementation help consumption mu jin li yuan renminbi""".split()
)
_SINGLE = frozenset(("every", "each"))  # what they lead stays singular, however many the text names
_WORD = regex.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLE_PART = regex.compile(r"-([a-z]+)")
_ADVERBS = frozenset("further better also always jointly".split())
_VERBS_IN_LY = frozenset("ally apply comply fly imply multiply rally rely reply supply tally".split())
# Words with which a noun begins: "village workshop" is not conjugated.
_NO_VERB = regex.compile(r"\w*(?:ical|onal|ural|[cnrt]ial|ous|ity|ness|ary|lage)\b|\w+-")
_POSSESSIVE = ("'s", "’s")
_AUXILIARIES = frozenset("have has had having be is are was were been being".split())
_CONJUGATED = (PartOfSpeech.VERB, PartOfSpeech.PHRASE)
# Verbs that policy English strings together: "strengthen chains and build clusters".
_COORDINATED_VERB = regex.compile(
    r"((?:, and|,| and|, or| or) )(accelerate|advance|boost|bring|build|create|cultivate|deepen|develop|drive|enhance|expand"
    r"|extend|fill|foster|give|grow|help|implement|improve|increase|keep|lead|lift|make|move|open|play|promote|provide|pursue"
    r"|put|raise|realize|strengthen|support|take|turn|upgrade|work)\b"
)


class Replacement(NamedTuple):
    """`text` in place of what stands at `span`, and how certain its form is."""

    span: Span
    text: str
    grade: Grade


def replacement(hit: TermHit, words: Words, text: str) -> Replacement:
    """What to write for a reported rendering. The span grows over an article that has to change with it."""
    target = hit.term.replacement or hit.concept.preferred
    target = _fill(target, hit, words, text)
    target, certain = _inflect(hit, words, target, text)
    target = _without_doubling(_without_possessive(target, hit, text), hit, words)
    target = _capitals(target, hit, words)
    span, target, same_article = _article(hit, words, text, target)
    sure = certain and same_article and hit.term.status is Status.DEPRECATED and not hit.match.wildcards
    sure = sure and hit.concept.risk is Risk.LOW
    return Replacement(span, target, Grade.SAFE if sure and not hit.concept.proposal else Grade.SUGGESTED)


def _fill(target: str, hit: TermHit, words: Words, text: str) -> str:
    """Put the words that … stood for back into the replacement, first for first."""
    for first, end in hit.match.wildcards:
        if WILDCARD not in target:
            break
        start = words.articles[first] if words.articles[first] >= 0 else words.starts[first]
        target = target.replace(WILDCARD, text[start : words.ends[end - 1]], 1)
    return target


def _inflect(hit: TermHit, words: Words, target: str, source: str) -> tuple[str, bool]:
    """The target in the number or verb form of the text, and whether the form is certain.

    What differs between the listed rendering and the text is carried over: a plural head, or a first word in another
    verb form. A rendering that is listed as a plural is taken to be one by nature.
    """
    kind, own = hit.concept.part_of_speech, hit.term.replacement is not None
    listed = [word.lower() for word in _WORD.findall(hit.term.text)]
    listed = listed[1:] if listed[:1] in (["a"], ["an"], ["the"]) else listed
    text = [word.lower() for word in words.raw[hit.match.first : hit.match.last + 1]]
    if not listed or (kind is PartOfSpeech.NAME and not own):
        return target, True
    first_listed, first_text = _leading_pair(listed, text)
    if first_text != first_listed and first_listed in base_forms(first_text)[1:]:
        third = first_text.endswith("s") and not first_text.endswith("ss")
        if kind in _CONJUGATED or (own and not third and len(text) > 1 and not _NO_VERB.match(target)):
            before = words.raw[hit.match.first - 1].lower() if hit.match.first else ""
            return _conjugate(target, first_text, after_auxiliary=before in _AUXILIARIES)
    if kind is PartOfSpeech.VERB or (kind in (PartOfSpeech.ADJECTIVE, PartOfSpeech.ADVERB) and not own):
        return target, first_text == first_listed
    # Hyphenated words are one token here as in the listed rendering: the head of "old-for-new programs" is "programs".
    spoken = [word.lower() for word in _WORD.findall(source[words.starts[hit.match.first] : words.ends[hit.match.last]])]
    head_listed, head_text = _head(listed), _head(spoken or text)
    if is_plural(head_text) and not is_plural(head_listed):
        return _pluralize(target), True
    return target, is_plural(head_text) == is_plural(head_listed)


def _leading_pair(listed: list[str], text: list[str]) -> tuple[str, str]:
    """The first words of both that are not the same adverb: in "deeply implemented" the verb counts."""
    for ours, theirs in zip(listed, text, strict=False):
        ours = ours.split("-")[0]  # noqa: PLW2901 - the text's words are split at hyphens
        if ours != theirs or not ours.endswith("ly"):
            return ours, theirs
    return listed[0], text[0]


def _conjugate(target: str, model: str, *, after_auxiliary: bool) -> tuple[str, bool]:
    """The target's verb, which leads it but for adverbs, and common verbs coordinated with it, in the form that `model` has.

    After a form of "have" or "be" a past form is a participle: "has drawn up".
    """
    adverbs, verb, rest = _split_verb(target)
    if not regex.match(r"[a-z]+\b", target) or verb.endswith(("ed", "ing")):
        return target, False
    if model.endswith("ing"):
        form = ing_form
    elif model.endswith("s") and not model.endswith("ss"):
        form = third_person
    else:
        form = past_participle if after_auxiliary else past_form
    rest = _COORDINATED_VERB.sub(lambda m: m[1] + form(m[2]), rest)
    return adverbs + form(verb) + rest, form is ing_form


def _pluralize(target: str) -> str:
    tokens = list(_WORD.finditer(target))
    if not tokens:
        return target
    head = tokens[_head_number([m.group().lower() for m in tokens])]
    word = head.group()
    if tokens[0].group().lower() in _SINGLE:
        return target
    participle = len(word) > 4 and word.endswith("ed") and not word.endswith("eed")  # "funds received"
    if participle or word.lower() in _UNCOUNTABLE or is_plural(word.lower()):
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


def _split_verb(phrase: str) -> tuple[str, str, str]:
    """Adverbs, the first word behind them, and the rest: in "fully carry out" the verb is "carry"."""
    start = 0
    while (adverb := regex.compile(r"([a-z]+) (?=[a-z])").match(phrase, start)) and _is_adverb(adverb[1]):
        start = adverb.end()
    verb = regex.compile(r"[a-z]*").match(phrase, start)
    end = verb.end() if verb else start
    return phrase[:start], phrase[start:end], phrase[end:]


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or (word.endswith("ly") and word not in _VERBS_IN_LY)


def _without_possessive(target: str, hit: TermHit, text: str) -> str:
    """The target without its 's where that of the text stays, or where the text has none: a term is found with it and without."""
    if not target.endswith(_POSSESSIVE):
        return target
    stays = text.startswith(_POSSESSIVE, hit.span.end)
    return target[:-2] if stays or hit.term.text.endswith(_POSSESSIVE) else target


def _without_doubling(target: str, hit: TermHit, words: Words) -> str:
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
        begins = words.gaps[hit.match.first] is Gap.BREAK
        if not begins and len(content) > 1:
            return target  # one capital in a phrase within a sentence: the seam of two pieces glued together
        if begins or not hit.term.text[0].isupper():  # a name keeps its capital to itself within a sentence
            return _capitalize(target)
    return target


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


def _article(hit: TermHit, words: Words, text: str, target: str) -> tuple[Span, str, bool]:
    """Mend "a" and "an" before the replacement, and drop them before a plural or an uncountable head."""
    start = words.articles[hit.match.first]
    if start < 0:
        return hit.span, target, True
    if regex.match(r"(?:an?|the) ", hit.term.text, re.IGNORECASE):  # the rendering is listed with its article
        return Span(start, hit.span.end), target, True
    article = text[start : start + 3].split(maxsplit=1)[0].rstrip("\"“‘'")
    if article.lower() == "the":
        return hit.span, target, True
    tokens = _WORD.findall(target.lower())
    head = _head(tokens)
    if is_plural(head) or head in _UNCOUNTABLE:
        new = target
    else:
        new = f"{article_for(target)} {target}"
        if new.split(" ", 1)[0] == article.lower():
            return hit.span, target, True
    if article[0].isupper():
        new = _capitalize(new)
    between = text[start + len(article) : hit.span.start]
    if between.strip():  # a quotation mark stands between: leave the article to the editor
        return hit.span, target, False
    return Span(start, hit.span.end), new, False
