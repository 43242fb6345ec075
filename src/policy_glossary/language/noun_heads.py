"""The noun that carries the number of a noun phrase, and whether it can be counted: "old-for-new programs in towns".

Told without a dictionary, by word lists for the language of public affairs and by endings.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.inflection import is_plural, plural
from policy_glossary.language.noun_phrases import is_adjective
from policy_glossary.language.verb_phrases import is_adverb

PREPOSITIONS = frozenset(
    """
    of for in to with at on from by that who which along among between under over above below within without per as into through
    across against during toward towards after before around via near behind beyond until inside outside throughout around where when
    """.split()
)
# Heads that have no plural in the sense in which policy texts use them.
_UNCOUNTABLE = frozenset(
    """
    abandonment acceptance access accessibility accountability adaptability adaptation added advancement advice afforestation
    aging agriculture ai alignment alleviation anti-involution approval assistance authenticity aviation awareness banking biodiversity
    broadband bullying bustle capacity care cash circulation civility cleanliness clustering clutter collaboration commerce
    commercialization compensation competitiveness complementarity complacency compliance conduct confidence congestion connectivity
    conscience conservation consciousness consistency construction consumption control cooperation coordination corruption
    courtesy creativity criticism cultivation cybersecurity data decision-making decoupling deforestation demand democracy
    dependence deployment deregistration desertification destocking development diplomacy disarmament discipline
    discretion distribution e-commerce e-government ecology education efficiency electricity employment empowerment energy
    enforcement enlightenment enrollment entrepreneurship equality equipment equity erosion everything evidence expertise
    exploitation farming farmland feedback finance fintech foot-dragging forestry fortitude fraud freight fulfillment funding
    fundraising furniture gdp gold goodwill governance greenery greenness groundbreaking growth guidance handling happiness
    hardware harmony headway health healthcare help heritage hiring homework hospitality housing implementation inaction
    industrialization inequality inflation information infrastructure insurance integration integrity intelligence internet
    investment involution irrigation jin jurisdiction justice keeping know-how knowhow knowledge labor labour land leadership
    legislation legitimacy leisure lending liaison literacy litigation livestreaming logging logistics loyalty luck luggage
    machinery maintenance management manpower manufacturing marketing matchmaking medicine mentoring mining misconduct
    mobility mobilization modernization momentum money monitoring mu music neutrality news obedience oil openness opposition
    optimization output overcapacity overemphasis oversight ownership paperwork participation patience patriotism paving peace
    percent perseverance personnel photography planning poetry policing pollution poverty preparedness presence preservation
    prevention procurement productivity progress promotion propaganda prosperity protection protectionism prudence publicity
    quality rainfall readiness realization reassurance recognition reconstruction record-keeping recruitment rectification
    recycling redevelopment reengineering reforestation rehabilitation reinvestment rejuvenation reliance relief remediation
    renewal renminbi research resilience restoration retrofitting reunification reuse revitalization rhetoric
    rivalry safety satisfaction scrutiny secrecy security segmentation self-confidence self-development self-discipline
    self-governance self-reform self-reliance self-sufficiency sensing shipping shopping shrinkage slack smuggling software
    solidarity specialization spending sportsmanship squalor stability staff stamina steel storage strength suffering sunshine
    superstition supervision supply support surveillance sustainability talent teamwork tenacity terrorism testing     thinking timber tourism tracing tracking trade traffic transmission transparency transport transportation
    treatment trust tutoring underdevelopment unemployment unity upkeep urbanization use utilization vaccination validity
    verification vigilance vitality warfare warmth wealth weather welfare well-being wellbeing wisdom work workmanship yuan
    zero-covid
    """.split()
)
# Heads that take "a" but have no plural in that sense.
_ONE_OF_A_KIND = frozenset(
    """
    appearance atmosphere countryside determination economy emphasis environment expenditure
    conversion intensity mainstay mood resolve society transformation workforce
    """.split()
)
_COUNTABLE_IN_ING = frozenset(
    """
    beginning booking briefing building ceiling closing crossing drawing dwelling earning feeling filing finding gathering greeting grouping
    hearing holding king landing listing meaning meeting mooring offering opening outing painting posting ranking rating reading
    ruling saving screening setting sibling signing sitting spring string thing undertaking warning wing
    """.split()
)
# Plural in form and in number, without a singular in this sense.
_PLURAL_ONLY = frozenset("premises proceeds goods people livestock earnings".split())
# Words that end a phrase without being its noun: "land already used", "brands going global".
_NO_NOUNS = frozenset(
    """
    all alone abroad absent active ahead alive and apart available away back beneficial better bigger big blue bound clean close covert
    difficult directly done down driven due early easy effective elsewhere enough essential everywhere few first focused forward free
    general given global gone good great green happy heavy held high higher home important inactive independent just kept laid large
    late later lax led left less light living local long longer low lower made met missing more most much narrow necessary needed
    never new not off old on once online only open or other out outstanding overdue overseas possible prosperous put quiet ready
    real relevant remarkable rich run safe satisfactory seen sent separate serious set short shut simple small smart so sold solid
    soon sound spent stable still strict strong stronger such sure swift together tough under unfair unsold unspent untrustworthy up
    urgent used vibrant weak well whole wide wider without won worth written yet
    """.split()
)
_BEFORE_TO = frozenset("entitled exposed prior subject".split())  # with "to" behind them: "persons subject to execution"
_PARTICIPLES = frozenset(
    "done driven given held kept laid led left made met put seen sent set sold spent unsold unspent won written".split()
)
_NOUNS_IN_ED = frozenset("bed breed creed deed feed greed heed need reed seed shed speed steed watershed weed".split())
_ADJECTIVE_ENDINGS = ("able", "ible", "ful", "less", "ous", "-based", "-led", "-intensive", "-dependent", "-friendly", "-oriented")
_FINITE = frozenset("is are was were has have can cannot will should must".split())
_NUMERALS = frozenset("two three four five six seven eight nine ten".split())
_NOUNS_LIKE_ADJECTIVES = frozenset("cable renewable table timetable vegetable variable constable".split())
_KEPT = 10_000  # phrases whose grammar is kept
_WORD = regex.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Number(Enum):
    """How many a noun phrase speaks of."""

    SINGULAR = "singular"
    PLURAL = "plural"
    MASS = "mass"  # what cannot be counted
    UNKNOWN = "unknown"  # no noun was found that could tell


def spoken_words(phrase: str) -> list[str]:
    """The words of a phrase in small letters; what hyphens join is one word."""
    return [word.lower() for word in _WORD.findall(phrase)]


@lru_cache(maxsize=_KEPT)
def _parsed(phrase: str) -> tuple[tuple[str, ...], int]:
    """The words of a phrase in small letters, and which of them carries the number."""
    tokens = spoken_words(phrase)
    return tuple(tokens), _head_number(tokens)


def head(phrase: str) -> str:
    """The noun that carries the number of a phrase, in small letters; empty if the phrase has no words."""
    tokens, at = _parsed(phrase)
    return tokens[at] if tokens else ""


@lru_cache(maxsize=_KEPT)
def number_of(phrase: str) -> Number:
    """How many a noun phrase speaks of, as far as its words tell."""
    tokens, at = _parsed(phrase)
    if not tokens:
        return Number.UNKNOWN
    word = tokens[at]
    if is_plural(word) or word in _PLURAL_ONLY or tokens[0] in _NUMERALS:
        return Number.PLURAL
    if is_coordinated(phrase):
        if any(is_plural(token) for token in tokens[:at]):
            return Number.PLURAL
        return Number.MASS if is_uncountable(word) else Number.UNKNOWN
    if not _is_noun(word):
        return Number.UNKNOWN
    return Number.MASS if is_uncountable(word) else Number.SINGULAR


def is_uncountable(word: str) -> bool:
    """True for a lower-case noun without a plural; -ing forms, of which few are counted, belong to them."""
    return word in _UNCOUNTABLE or (word.endswith("ing") and word not in _COUNTABLE_IN_ING)


@lru_cache(maxsize=_KEPT)
def is_coordinated(phrase: str) -> bool:
    """True if "and" or "or" joins a last noun to others: "crime prevention and control", but not "small and medium enterprise"."""
    tokens = [token for token in _WORD.finditer(phrase) if token.group().lower() not in ("a", "an", "the")]
    end = _end([token.group().lower() for token in tokens])
    if end < 2:
        return False
    return tokens[end - 2].group().lower() in ("and", "or") or "," in phrase[tokens[end - 2].end() : tokens[end - 1].start()]


def has_modifier_behind(phrase: str) -> bool:
    """True if something stands behind the noun of a phrase: "leader of a chain"."""
    tokens, at = _parsed(phrase)
    return at + 1 < len(tokens)


def pluralize(phrase: str) -> str | None:
    """A noun phrase with its head in the plural; unchanged if that is no count noun, None if no form is known to be right."""
    tokens = list(_WORD.finditer(phrase))
    lower = [token.group().lower() for token in tokens]
    if not tokens:
        return None
    at = _head_number(lower)
    word = lower[at]
    gerund = word.endswith("ing") and lower[at + 1 : at + 2] == ["of"]  # "building of new chains"
    no_other = is_plural(word) or word in _PLURAL_ONLY or word in _ONE_OF_A_KIND or is_uncountable(word) or gerund
    several = "and" in lower[:at] and any(is_plural(token) for token in lower[: lower.index("and")])
    if no_other or several or lower[0] in ("every", "each"):  # "insurance schemes and the housing fund"; "every household"
        return phrase
    if not _is_noun(word) or is_coordinated(phrase) or not {"a", "an", "one"}.isdisjoint(lower[:at]):
        return None
    noun = tokens[at]
    if noun.group()[0].isupper() and not noun.group().isupper():
        return None  # a name: there is one Greater Bay Area
    return phrase[: noun.start()] + plural(noun.group()) + phrase[noun.end() :]


def _end(tokens: list[str]) -> int:
    """Number of the first word behind the noun: a preposition, a verb, or a participle at the end ("land actually used")."""
    for number, token in enumerate(tokens):
        if number and (token in PREPOSITIONS or token in _FINITE):
            return number
        last = number + 1 == len(tokens) or tokens[number + 1] in PREPOSITIONS
        before = next((word for word in reversed(tokens[:number]) if word != "not" and not is_adverb(word)), "and")
        noun_before = before not in ("and", "or") and _is_noun(before)
        if token == "added" and before == "value":  # what statistics call "value added" is one noun
            continue
        participle = token in _PARTICIPLES or (token.endswith("ed") and token not in _NOUNS_IN_ED and "-" not in token)
        if noun_before and last and (participle or (token in _BEFORE_TO and tokens[number + 1 : number + 2] == ["to"])):
            return number
    return len(tokens)


def _head_number(tokens: list[str]) -> int:
    """Number of the noun that carries the plural: the last word before what follows it; in "city strong in art" the first."""
    at = _end(tokens) - 1
    while at > 0 and (is_adverb(tokens[at]) or (tokens[at] in _NO_NOUNS and _is_count_noun(tokens[at - 1]))):
        at -= 1
    return at


def _is_count_noun(word: str) -> bool:
    return _is_noun(word) and not is_uncountable(word) and word not in ("and", "or") and not is_adjective(word)


def _is_noun(word: str) -> bool:
    adjective = word.endswith(_ADJECTIVE_ENDINGS) and word not in _NOUNS_LIKE_ADJECTIVES
    if word in _NO_NOUNS or adjective or word in PREPOSITIONS:
        return False
    return not (word.endswith("ed") and word not in _NOUNS_IN_ED) and not is_adverb(word)
