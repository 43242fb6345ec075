"""Whether a replacement fits the words around it: articles, possessive endings, words said twice, number, what it qualifies."""

from __future__ import annotations

import re

from policy_glossary.language import regex
from policy_glossary.language.inflection import article_for, base_forms, is_plural
from policy_glossary.language.noun_heads import PREPOSITIONS, Number, has_modifier_behind, head, is_coordinated, number_of
from policy_glossary.language.noun_phrases import is_empty
from policy_glossary.language.verb_phrases import Form, Lead, base_of, form_of, is_adverb, is_verb, lead, may_be_verb, split_verb
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.matcher import TermHit
from policy_glossary.matching.word_forms import is_nominal, is_participle, word_before
from policy_glossary.model.concept import PartOfSpeech
from policy_glossary.model.finding import Grade
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_DETERMINER = regex.compile(r"(?:an?|the|its|their|our|his|her|this|these|those|all|both|each|every|no) ", re.IGNORECASE)
_ASKS_FOR_ONE = frozenset("this each every another one".split())
_ASKS_FOR_SEVERAL = frozenset(
    "these those many several few various numerous both two three four five six seven eight nine ten".split()
)
_OF_ONE = frozenset("is was has does".split())
_OF_SEVERAL = frozenset("are were have do".split())
_PARTICLES = frozenset("up out off away ahead forward".split())
_NO_OBJECTS = PREPOSITIONS | _PARTICLES | frozenset("a an the its their and together good".split())
_BEFORE_VERBS = frozenset("to will would can could should must shall may might not and or".split())
# A clause of its own: "small matters are settled in the village".
_FINITE = regex.compile(r"(?:(?!that |who |which )[\w'’-]+,? )+(?:is|are|was|were|will|should|must|can|cannot) ")
_GERUND = regex.compile(r"(?:putting|making|taking|giving|keeping|doing|ensuring|letting|bringing) (?!of\b)")
_TWO_VERBS = regex.compile(r"([a-z]+) and ([a-z]+)$")
# What can be counted and is done or set up once: it stands with an article.
_THINGS = frozenset(
    "approach campaign drive ecosystem initiative mechanism network platform program programme strategy tour".split()
)
_DOING = frozenset(
    "conduct conducted conducting launch launched launching organize organized organizing start started starting".split()
)
_APOSTROPHES = "'’"
_LOOK_BACK = 200  # code points


class Fitted(NamedTuple):
    """`text` in place of what stands at `span`, which may have grown; MANUAL if nothing that we know to write would fit."""

    span: Span
    text: str
    grade: Grade


def without_doubling(target: str, hit: TermHit, words: Words) -> str:
    """Leave out what the sentence says already: "SRDI enterprises" before "enterprises", "fully carry out" behind "fully"."""
    first, following = hit.match.first, hit.match.last + 1
    body, _, last = target.rpartition(" ")
    if body and following < len(words.starts) and words.gaps[following] is Gap.JOIN and words.articles[following] < 0:
        target = body if set(base_forms(last.lower())) & set(words.keys[following]) else target
    if last.lower() in ("a", "an", "the") and following < len(words.articles) and words.articles[following] >= 0:
        target = body
    begin, _, rest = target.partition(" ")
    return rest if rest and words.articles[first] < 0 and word_before(hit, words) == begin.lower() else target


def fitted(target: str, hit: TermHit, words: Words, text: str, verbal: bool) -> Fitted:
    """The target with the article and the possessive ending that it needs; MANUAL where its neighbours want another kind of phrase.

    `verbal` says that a verb leads the target.
    """
    span, target, grade = _with_article(target, hit, words, text)
    if not verbal and span == hit.span:
        target, grade = _with_missing_article(target, hit, words, grade)
    span, target, possessive = _with_possessive(span, target, hit, words, text)
    grades = [grade, possessive]
    if _object_follows(target, hit, words):
        grades.append(Grade.MANUAL)
    elif verbal:
        grades.append(_verb_grade(target, hit, words, text))
    elif hit.concept.part_of_speech is PartOfSpeech.ADVERB or not is_nominal(hit, target):
        misplaced = _is_compound(hit, words, text) or _parts_verb(target, hit, words)
        grades.append(Grade.MANUAL if misplaced else Grade.SAFE)
    else:
        grades += (_number_grade(target, hit, words, text), _qualifier_grade(target, hit, words, text))
    return Fitted(span, target, next(grade for grade in (Grade.MANUAL, Grade.SUGGESTED, Grade.SAFE) if grade in grades))


def _with_article(target: str, hit: TermHit, words: Words, text: str) -> Fitted:
    """Mend "a" and "an" before the replacement, and drop them before a plural or an uncountable head."""
    start = words.articles[hit.match.first]
    if start < 0:
        return Fitted(hit.span, target, Grade.SAFE)
    grown = Span(start, hit.span.end)
    if regex.match(r"(?:an?|the) ", hit.term.text, re.IGNORECASE):  # the rendering is listed with its article
        return Fitted(grown, target, Grade.SAFE)
    article = text[start : start + 3].split(maxsplit=1)[0].rstrip("\"“‘'")
    quoted = bool(text[start + len(article) : hit.span.start].strip())  # a quotation mark stands between: that is the editor's
    new, grade = _behind_article(article.lower(), target, hit, words)
    if new == f"{article.lower()} {target}":
        return Fitted(hit.span, target, grade)
    if quoted:
        mentioned = grade is Grade.MANUAL and lead(hit.term.text) in (Lead.VERB, Lead.EITHER)  # the "seize the nose" spirit
        return Fitted(hit.span, target, Grade.SUGGESTED if mentioned else Grade.MANUAL)
    if grade is Grade.MANUAL:
        return Fitted(hit.span, target, grade)
    return Fitted(grown, new[:1].upper() + new[1:] if article[0].isupper() else new, grade)


def _with_missing_article(target: str, hit: TermHit, words: Words, grade: Grade) -> tuple[str, Grade]:
    """Put an article before a thing that can be counted where a mass, which needs none, stood before.

    "The" behind a preposition ("lessons of theme education"), "a" behind a verb of doing ("carry out centralized rectification").
    """
    first, before = hit.match.first, word_before(hit, words)
    done = before in _DOING or (before == "out" and first > 1 and words.raw[first - 2].lower().startswith("carr"))
    bare = words.articles[first] < 0 and hit.span.start == words.starts[first] and (done or before in PREPOSITIONS)
    named = _DETERMINER.match(target) or not target[0].islower()
    thing = not named and head(target) in _THINGS and lead(target) is not Lead.VERB
    if bare and thing and number_of(hit.term.text.rpartition(" ")[2]) is Number.MASS and not _qualifies(hit, words):
        return f"{article_for(target) if done else 'the'} {target}", Grade.SUGGESTED
    return target, grade


def _behind_article(article: str, target: str, hit: TermHit, words: Words) -> tuple[str, Grade]:
    """A target in place of a rendering with an article, with the article that it needs, if any."""
    if _DETERMINER.match(target) or _GERUND.match(target):  # "the people first" as "putting people first"
        return target, Grade.SUGGESTED
    if target.split(" ", 1)[0] in PREPOSITIONS or (lead(target) is Lead.VERB and " " in target):
        return target, Grade.MANUAL  # "across levels", "fill the gaps"
    if article == "the":
        return f"the {target}", Grade.SAFE
    if _FINITE.match(target):
        return target, Grade.MANUAL
    number = number_of(target)
    if number is Number.UNKNOWN and not is_coordinated(target) and not _qualifies(hit, words):
        return target, Grade.MANUAL  # "united at all levels" cannot stand alone behind "a"
    if _is_name(hit.term.replacement or hit.concept.preferred):
        new = f"the {target}"
    elif number in (Number.PLURAL, Number.MASS) and not _qualifies(hit, words) and _behind(hit, words) not in ("and", "or"):
        new = target  # but it may belong to a later noun: "a workplace safety and fire meeting"
    else:
        new = f"{article_for(target)} {target}"
    return new, Grade.SAFE if number is Number.SINGULAR and new.startswith(f"{article} ") else Grade.SUGGESTED


def _is_name(target: str) -> bool:
    """True for words that name one thing, as they stand in the glossary: "Healthy China Initiative"."""
    words = [word for word in target.split(" ") if word.lower() not in PREPOSITIONS and word.lower() not in ("and", "the")]
    return len(words) > 1 and all(word[:1].isupper() for word in words) and not words[-1].isupper()


def _verb_grade(target: str, hit: TermHit, words: Words, text: str) -> Grade:
    """MANUAL where a phrase led by a verb would stand for one that is none, unless at the start of a clause or behind "to"."""
    first = hit.match.first
    if _is_compound(hit, words, text) or _object_goes_on(target, hit, words) or _object_is_missing(target, hit, words):
        return Grade.MANUAL
    if hit.concept.part_of_speech is PartOfSpeech.VERB or " " not in target:
        return Grade.SAFE
    if not _ASKS_FOR_SEVERAL.isdisjoint(_words_before(hit, words)):
        return Grade.MANUAL
    _, leading, _ = split_verb(" ".join(word.lower() for word in words.raw[first : hit.match.last + 1]))
    verbal = base_of(leading) is not None or leading.endswith("ing") or word_before(hit, words) in _BEFORE_VERBS
    return Grade.SAFE if verbal or words.gaps[first] is not Gap.JOIN else Grade.MANUAL


def _parts_verb(target: str, hit: TermHit, words: Words) -> bool:
    """True if a phrase of several words would stand in place of an adverb before its verb: "in an orderly manner promote"."""
    behind = _behind(hit, words)
    adverbial = hit.term.text.endswith("ly") and target.partition(" ")[0] in PREPOSITIONS and " " in target
    return adverbial and any(is_verb(base) for base in base_forms(behind))


def _object_follows(target: str, hit: TermHit, words: Words) -> bool:
    """True if the rendering ends in a verb whose object follows, and the target brings its own: "radiate and drive the region"."""
    verbs, new = _TWO_VERBS.search(hit.term.text), target.lower().rpartition(" ")[2]
    following = hit.match.last + 1
    if verbs is None or not may_be_verb(verbs[2]) or following >= len(words.raw):
        return False
    if hit.concept.part_of_speech is not PartOfSpeech.VERB and not may_be_verb(verbs[1]):
        return False
    if may_be_verb(new) or is_adverb(new) or number_of(new) is Number.UNKNOWN or words.gaps[following] is not Gap.JOIN:
        return False
    behind = words.raw[following].lower()
    return words.articles[following] >= 0 or not (behind in _NO_OBJECTS or behind in _BEFORE_VERBS or is_adverb(behind))


def _object_goes_on(target: str, hit: TermHit, words: Words) -> bool:
    """True if the noun that ends the rendering qualifies the next word, and that of the target cannot: "spread the word activities"."""
    _, _, rest = split_verb(hit.term.text)
    last, new = (phrase.lower().rpartition(" ")[2] for phrase in (rest, target))
    if not last or hit.match.wildcards or " " not in target or last in _NO_OBJECTS or is_adverb(last):
        return False
    if new in _PARTICLES and not may_be_verb(last):
        return _qualifies(hit, words)
    if new in _NO_OBJECTS:
        return False
    if may_be_verb(last) or Number.UNKNOWN in (number_of(last), number_of(new)):
        return False
    return set(base_forms(last)).isdisjoint(base_forms(new)) and _qualifies(hit, words)


def _object_is_missing(target: str, hit: TermHit, words: Words) -> bool:
    """True if the target asks for an object behind it and none comes: "the work that they spoke highly of."."""
    following = hit.match.last + 1
    if target.rpartition(" ")[2] not in PREPOSITIONS or hit.term.text.rpartition(" ")[2] in PREPOSITIONS:
        return False
    return not is_participle(hit, words) and (following >= len(words.raw) or words.gaps[following] is not Gap.JOIN)


def _with_possessive(span: Span, target: str, hit: TermHit, words: Words, text: str) -> Fitted:
    """Mend the ending: "levels'" for "levels's", "equipment's" for "equipment'"; what stands behind the noun bears none."""
    end = words.ends[hit.match.last]
    ending = text[end : end + 2]
    singular = len(ending) == 2 and ending[0] in _APOSTROPHES and ending[1] in "sS"
    plural = (
        ending[:1] in tuple(_APOSTROPHES) and ending[1:] == " " and text[end - 1] in "sS" and not _is_quoted(text, hit.span.start)
    )
    if not (singular or plural) or span.end != end:
        return Fitted(span, target, Grade.SAFE)
    if has_modifier_behind(target):
        return Fitted(span, target, Grade.MANUAL)
    needs_s = not (target.endswith("s") and is_plural(head(target)))
    if needs_s is singular:
        return Fitted(span, target, Grade.SAFE)
    return Fitted(Span(span.start, end + len(ending.rstrip())), target + ending[0] + ("s" if needs_s else ""), Grade.SUGGESTED)


def _is_quoted(text: str, start: int) -> bool:
    """True if a single quotation mark is open before `start`, as far as one looks back."""
    line = text[max(0, start - _LOOK_BACK) : start].rpartition("\n")[2]
    return line.count("‘") > line.count("’") or regex.search(r"(?:^|[\s(])'[^']*$", line) is not None


def _number_grade(target: str, hit: TermHit, words: Words, text: str) -> Grade:
    """MANUAL if the number has changed and a neighbour speaks for the old one: "these chain masters are" for equipment."""
    number = number_of(target)
    was_plural = _is_plural(hit, words, text)
    if number is Number.MASS and word_before(hit, words) in ("another", "each", "every", "one"):
        return Grade.MANUAL
    if number is Number.UNKNOWN or (number is Number.PLURAL) is was_plural:
        return Grade.SAFE
    before, behind = (_ASKS_FOR_SEVERAL, _OF_SEVERAL) if was_plural else (_ASKS_FOR_ONE, _OF_ONE)
    if _behind(hit, words) in behind or not before.isdisjoint(_words_before(hit, words)):
        return Grade.MANUAL
    return Grade.SUGGESTED


def _qualifier_grade(target: str, hit: TermHit, words: Words, text: str) -> Grade:
    """MANUAL if the rendering qualifies a noun that follows, which the target cannot do: "leaders of a chain" before "system"."""
    end = words.ends[hit.match.last]
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return Grade.MANUAL if " " in target else Grade.SUGGESTED
    compound = _is_compound(hit, words, text)
    if has_modifier_behind(target) and not has_modifier_behind(hit.term.text) and _follows_name(hit, words):
        return Grade.MANUAL
    last = target.lower().rpartition(" ")[2]
    if last in PREPOSITIONS:
        return Grade.SAFE
    if has_modifier_behind(hit.term.text) and not compound:  # "trouble met in construction" before "process"
        kept = not set(base_forms(last)).isdisjoint(words.keys[hit.match.last])
        return Grade.SAFE if kept or not _qualifies(hit, words) else Grade.MANUAL
    was_plural = _is_plural(hit, words, text) and not compound
    loose = has_modifier_behind(target) or (number_of(target) is Number.PLURAL and not was_plural)
    if not loose or was_plural or text[end : end + 1] in _APOSTROPHES or not _qualifies(hit, words):
        return Grade.SAFE
    return Grade.SUGGESTED if words.raw[hit.match.last + 1][0].isupper() else Grade.MANUAL  # "Deputy Head of the Office Li Hua"


def _follows_name(hit: TermHit, words: Words) -> bool:
    """True if a name goes on into the rendering: "Shaoyang [Committee Secretary]", which "Secretary of the Committee" cannot follow."""
    first = hit.match.first
    if not first or words.gaps[first] is not Gap.JOIN or words.articles[first] >= 0 or not words.raw[first][0].isupper():
        return False
    return words.raw[first - 1][0].isupper() and word_before(hit, words) not in PREPOSITIONS | _BEFORE_VERBS


def _qualifies(hit: TermHit, words: Words) -> bool:
    """True if the word behind the hit looks like a noun that the hit qualifies."""
    behind = _behind(hit, words)
    if not behind.isalpha() or is_empty(behind) or behind in PREPOSITIONS or is_adverb(behind) or is_verb(behind):
        return False
    base = next((base for base in base_forms(behind)[1:] if may_be_verb(base)), None)
    return not behind.endswith("ed") and (base is None or form_of(behind, base) is Form.BASE)


def _is_compound(hit: TermHit, words: Words, text: str) -> bool:
    """True if hyphens make one word of a rendering that is listed as several, in front of a noun: "a pile-of-old-debts problem"."""
    spoken = text[words.starts[hit.match.first] : words.ends[hit.match.last]]
    return "-" in spoken and " " not in spoken and " " in hit.term.text and _qualifies(hit, words)


def _is_plural(hit: TermHit, words: Words, text: str) -> bool:
    return is_plural(head(text[words.starts[hit.match.first] : words.ends[hit.match.last]]))


def _behind(hit: TermHit, words: Words) -> str:
    """The word behind the hit, in small letters, if neither a pause nor an article comes between."""
    following = hit.match.last + 1
    if following >= len(words.raw) or words.gaps[following] is not Gap.JOIN or words.articles[following] >= 0:
        return ""
    return words.raw[following].lower()


def _words_before(hit: TermHit, words: Words) -> set[str]:
    """The up to three words in front of the hit that may belong to it."""
    found: set[str] = set()
    number = hit.match.first
    while number and words.gaps[number] is Gap.JOIN and words.articles[number] < 0 and len(found) < 3:
        number -= 1
        word = words.raw[number].lower()
        if word in PREPOSITIONS or is_plural(word) or base_of(word) is not None:
            break
        found.add(word)
    return found
