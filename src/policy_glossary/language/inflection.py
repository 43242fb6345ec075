"""English forms in both directions: from a word to its possible base forms, and from a base form to the form needed.

Only inflection is undone, never derivation: "productive", "production" and "productivity" stay three words. A word may
have several possible base forms ("using": using, us, use); two words agree if they share one.
"""

from __future__ import annotations

from functools import lru_cache

from policy_glossary.language import regex

_IRREGULAR_VERBS = """
be am is are was were been being|have has had having|do does did done|go went gone|make made|take took taken|give gave given
|bring brought|seek sought|grow grew grown|win won|draw drew drawn|write wrote written|fight fought|catch caught|teach taught
|think thought|buy bought|keep kept|feel felt|find found|get got gotten|meet met|pay paid|say said|sell sold|send sent
|run ran|rise rose risen|arise arose arisen|see saw seen|shake shook shaken|show shown|speak spoke spoken|stand stood
|strike struck|sweep swept|tell told|understand understood|wear wore worn|drive drove driven|break broke broken
|choose chose chosen|begin began begun|become became|fall fell fallen|fly flew flown|lay laid|lie lain|lead led|light lit
|lose lost|mean meant|sing sang sung|spring sprang sprung|stick stuck|throw threw thrown|wake woke woken|build built
|hold held|beat beaten|bear bore borne|bite bit bitten|blow blew blown|come came|deal dealt|dig dug|eat ate eaten
|forget forgot forgotten|forge forged|hang hung|hear heard|hide hid hidden|know knew known|leave left|lend lent
|overcome overcame|read|ride rode ridden|ring rang rung|set|shoot shot|shrink shrank shrunk|sit sat|sleep slept
|spend spent|steal stole stolen|strive strove striven|swim swam swum|swing swung|tear tore torn|undertake undertook undertaken
|weave wove woven|withdraw withdrew withdrawn|bind bound|breed bred|cling clung|feed fed|flee fled|grind ground
|uphold upheld|withhold withheld|undergo underwent undergone|forgo forwent forgone|withstand withstood|rebuild rebuilt
|foresee foresaw foreseen|oversee oversaw overseen|mislead misled|repay repaid|rewrite rewrote rewritten|outgrow outgrew outgrown
|overtake overtook overtaken|retake retook retaken|mistake mistook mistaken|forbid forbade forbidden|freeze froze frozen
|forgive forgave forgiven|speed sped|spin spun|slide slid|bend bent|creep crept|swear swore sworn|shine shone
|wind wound|awake awoke awoken|tread trod trodden
"""
_IRREGULAR_NOUNS = """
man men|woman women|child children|foot feet|tooth teeth|life lives|leaf leaves|half halves|shelf shelves|knife knives
|thief thieves|wolf wolves|crisis crises|analysis analyses|basis bases|phenomenon phenomena|criterion criteria|person people
|medium media|axis axes|thesis theses|hypothesis hypotheses|diagnosis diagnoses|emphasis emphases|self selves|calf calves
|wife wives|loaf loaves|scarf scarves|stimulus stimuli|radius radii|nucleus nuclei|curriculum curricula
"""
_SAME_IN_THE_PAST = frozenset(
    "set put cut read hit let spread shut split cast broadcast forecast cost hurt burst bet bid quit rid shed thrust".split()
)
_SAME_IN_THE_PLURAL = frozenset(
    """news means series species politics economics mathematics physics premises headquarters proceeds goods aircraft spacecraft
    sheep livestock offspring""".split()
)
_PLURALS_IN_OES = frozenset("veto hero potato tomato echo cargo embargo".split())
_MEN = regex.compile(r"(?<!hu)(?<!ger)(?<!ro)man$")  # craftsman, woman
# Longer verbs whose last syllable is stressed, or which double all the same.
_DOUBLING = frozenset(
    """abet acquit admit allot annul begin commit compel concur confer control defer deter dispel equip excel expel forget impel
    incur leapfrog occur omit outfit permit prefer propel quit rebel remit
    recur refer regret submit transfer transmit underpin emit patrol rebut infer repel program""".split()
)
# Words in -s, -ed, -ing that are not an inflected form of something shorter.
_BASE_WORDS = frozenset(
    """news means series species politics economics mathematics physics always perhaps besides sometimes afterwards towards
    whereas premises headquarters proceeds goods lens gas bus yes plus thus hundred sacred naked wicked indeed speed exceed
    proceed succeed need seed feed breed bleed weed greed heed deed shed embed red bed led during spring string bring thing
    something nothing everything anything king ring sing wing swing sling cling fling sting ceiling sibling evening morning
    beijing nanjing chongqing zhaoqing anqing daqing deqing jining xining liaoning this his its us has was is as""".split()
)
_LONGEST = 60  # letters; what is longer is no English word, and patterns would be tried at each of its letters
_VOWEL = regex.compile("[aeiouy]")
_DOUBLED = regex.compile(r"([bdfgklmnprtz])\1$")
_SHORT = regex.compile(r"^[^aeiou]*[aeiouy][^aeiouwxy]$")  # hop, plan: one short syllable
# One spelling for British and American English; both sides of a comparison go through it, so over-reach does no harm.
_ISE = regex.compile(r"([a-z]{2,})is(e|er|ation|ational)$|([a-z]{2,})ys(e|er)$")
_SPELLINGS = {
    "centre": "center", "theatre": "theater", "metre": "meter", "kilometre": "kilometer", "litre": "liter",
    "programme": "program", "defence": "defense", "offence": "offense", "licence": "license", "practise": "practice",
    "grey": "gray", "cheque": "check", "catalogue": "catalog", "dialogue": "dialog", "fulfil": "fulfill",
    "enrol": "enroll", "skilful": "skillful", "ageing": "aging", "travelling": "traveling", "modelling": "modeling",
    "fuelled": "fueled", "fuelling": "fueling", "levelling": "leveling", "levelled": "leveled", "labelled": "labeled",
    "macao": "macau",
}  # fmt: skip


def _table(groups: str) -> dict[str, str]:
    return {form: forms.split()[0] for forms in groups.split("|") for form in forms.split()[1:]}


_PAST_OR_PERSON = _table(_IRREGULAR_VERBS)
_PLURALS = _table(_IRREGULAR_NOUNS)
_IRREGULAR = {**_PAST_OR_PERSON, **_PLURALS}
_PLURAL_OF = {base: plural for plural, base in _PLURALS.items()}
_PAST_OF = {forms.split()[0]: forms.split()[1] for forms in _IRREGULAR_VERBS.split("|") if len(forms.split()) > 1}
_PAST_OF |= {"be": "was", "have": "had", "do": "did", "show": "showed", "beat": "beat", "lie": "lay"} | {
    verb: verb for verb in _SAME_IN_THE_PAST
}
_PARTICIPLE_OF = {forms.split()[0]: forms.split()[-1] for forms in _IRREGULAR_VERBS.split("|") if len(forms.split()) > 1}
_PARTICIPLE_OF |= (
    {"be": "been", "have": "had", "run": "run"}
    | {verb: verb for verb in ("come", "become", "overcome")}
    | {verb: verb for verb in _SAME_IN_THE_PAST}
)


def spelling(word: str) -> str:
    """A lower-case base form in the one spelling that is compared: labor, center, specialize."""
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    if len(word) >= 6 and word.endswith("our"):
        return word[:-3] + "or"
    match = _ISE.search(word) if "is" in word or "ys" in word else None
    if match:
        return f"{match[1]}iz{match[2]}" if match[1] else f"{match[3]}yz{match[4]}"
    return word


@lru_cache(maxsize=20_000)
def base_forms(word: str) -> tuple[str, ...]:
    """Possible base forms of a lower-case word, in one spelling, the word itself first, without doubles."""
    if len(word) > _LONGEST:
        return (word,)
    forms = [word]
    if word in _IRREGULAR:
        forms.append(_IRREGULAR[word])
    if word not in _BASE_WORDS and word.isalpha():
        if word.endswith("s"):
            forms += _without_s(word)
        elif word.endswith("ed"):
            forms += _without_ed(word)
        elif word.endswith("ing"):
            forms += _without_ing(word)
    return tuple(dict.fromkeys(map(spelling, forms)))


def _without_s(word: str) -> list[str]:
    if len(word) < 4 or (word.endswith(("ss", "us", "is")) and not word.endswith("eaus")):
        return []
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y"]
    if word.endswith(("ches", "shes", "sses", "tuses", "puses", "nuses", "ruses", "xes", "zes", "oes")):
        return [word[:-2], word[:-1]]
    return [word[:-1]]


def _without_ed(word: str) -> list[str]:
    stem = word[:-2]
    if len(stem) < 2 or not _VOWEL.search(stem) or word.endswith("eed"):
        return []
    if word.endswith("ied") and len(word) > 4:
        return [word[:-3] + "y"]
    return _stem_candidates(stem)


def _without_ing(word: str) -> list[str]:
    stem = word[:-3]
    if len(stem) < 2 or not _VOWEL.search(stem):
        return []
    return _stem_candidates(stem)


def _stem_candidates(stem: str) -> list[str]:
    if _DOUBLED.search(stem):
        return [stem[:-1], stem]
    if _SHORT.match(stem):
        return [stem + "e"]
    return [stem, stem + "e"]


@lru_cache(maxsize=20_000)
def is_plural(word: str) -> bool:
    """True if a lower-case noun looks like a plural."""
    return word in _PLURALS or (word.endswith("s") and word not in _BASE_WORDS and bool(_without_s(word)))


def plural(noun: str) -> str:
    """The plural of a lower-case or capitalised noun."""
    lower = noun.lower()
    if lower in _PLURAL_OF:
        return _PLURAL_OF[lower] if noun == lower else _PLURAL_OF[lower].capitalize()
    if is_plural(lower) or lower in _SAME_IN_THE_PLURAL:
        return noun
    if _MEN.search(lower):
        return noun[:-2] + "en"
    return noun + "es" if lower in _PLURALS_IN_OES else _with_s(noun)


def _with_s(word: str) -> str:
    if regex.search(r"[^aeiou]y$", word.lower()):
        return word[:-1] + "ies"
    return word + ("es" if regex.search(r"(?:s|x|z|ch|sh)$", word.lower()) else "s")


def ing_form(verb: str) -> str:
    """The -ing form of a lower-case verb."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return _double(verb) + "ing"


def past_form(verb: str) -> str:
    """The simple past of a lower-case verb."""
    if verb in _PAST_OF:
        return _PAST_OF[verb]
    if verb.endswith("e"):
        return verb + "d"
    if regex.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return _double(verb) + "ed"


def past_participle(verb: str) -> str:
    """The past participle of a lower-case verb."""
    return _PARTICIPLE_OF.get(verb) or past_form(verb)


def third_person(verb: str) -> str:
    """The -s form of a lower-case verb."""
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    return verb + "es" if verb.endswith("o") else _with_s(verb)


def verb_forms(verb: str) -> list[str]:
    """The base form of a lower-case verb and its -s, -ing and past forms, without doubles."""
    irregular = [form for form, base in _PAST_OR_PERSON.items() if base == verb]
    return list(dict.fromkeys([verb, third_person(verb), ing_form(verb), past_form(verb), *irregular]))


def _double(verb: str) -> str:
    return verb + verb[-1] if _SHORT.match(verb) or verb in _DOUBLING else verb


def article_for(phrase: str) -> str:
    """Choose between "a" and "an" by the sound with which `phrase` begins."""
    word = regex.sub(r"^\W+", "", phrase).split(" ")[0].split("-")[0]
    lower = word.lower()
    if 2 <= len(word) <= 5 and word.isupper():
        return "an" if lower[0] in "aefhilmnorsx" else "a"  # spelled letter by letter
    if lower.startswith(("hour", "honest", "honour", "honor", "heir")):
        return "an"
    if regex.match(r"(?:eu|ew|one\b|once|u(?:ni(?!n|m)|s[aeu]|t[ei]l|k|r[aeo]))", lower):
        return "a"
    return "an" if lower[:1] in tuple("aeiou") or regex.match(r"8|11\b|18\b", lower) else "a"
