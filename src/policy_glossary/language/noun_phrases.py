"""Which words may begin or end an English term, told without a tagger by lists for the language of public affairs."""

from __future__ import annotations

from policy_glossary.language.inflection import base_forms, is_plural, spelling

# Function words, and words too general to carry a term at its edge.
_EMPTY = frozenset(
    """
    a about above according across after again against all almost along already also although always am among amount an and
    another any anyone anything are area's around as aspect at away back based be because become been before behind being below
    between beyond both but by can cannot case certain come corresponding could current day did different do does doing done down
    due during each early either else end enough entire especially etc even ever every everyone everything example except
    existing face far few first following for former from full fully further furthermore future get go going good got great
    greater greatest had half has have having he hence her here hers high him himself his how however i if important in including
    increasingly indeed inside instead into is it its itself itself just kind large largest last lately later latest latter least
    less let like likely little local lot main mainly major many matter may me means meanwhile month more moreover most much must
    my namely near nearly necessary need neither never newly next no nobody none nor normal not nothing now number of off often
    old on once one only onto or order other others our ours ourselves out over overall own part particular particularly past
    people per perhaps period place point possible present previous quite rather recent recently relevant respect respective
    respectively same second see set several shall she should side since so some someone something sometimes soon still such
    than that the their theirs them themselves then there thereby therefore these they thing third this those though through
    throughout thus time times to today together too toward towards two under until up upon us use used using various very via
    was way we week well were what whatever when whenever where whether which while who whole whom whose why will with within
    without would year yes yesterday yet you your three four five six seven eight nine ten eleven twelve twenty thirty hundred
    thousand million billion trillion percent monday tuesday wednesday thursday friday saturday sunday january february march
    april june july august september october november december am pm reporter photo comment post said th st nd rd yuan renminbi rmb
    hk kilometer kilometers kilometre kilometres meter meters metre metres hectare hectares square cubic tons tonnes mu
    """.split()
)
# Verbs that are hardly ever nouns: no term begins with them, and none ends in their base form or in -s.
_VERBS = frozenset(
    """
    accelerate accompany accord achieve acquire activate adapt add adhere adopt advance aim allow anchor announce appear apply
    appoint approve arise arrange ask assign assist assume attach attend attract avoid bear become begin believe belong bring
    broaden build call carry cause choose clarify combine come comply compose comprehend concentrate conduct consider consist
    consolidate constitute construct continue contribute cooperate coordinate cover create cultivate decide deepen define deliver
    deploy describe determine develop devote discuss display do drive eliminate embrace emerge emphasize enable encourage enhance
    enjoy enlarge enrich ensure enter establish exceed exert expand expect explain explore expose express extend face facilitate
    fall feel fight find focus follow forge form foster fulfill gain gather generate get give go grasp grow guarantee guide happen
    hear help highlight hold hope identify ignite implement improve include increase indicate influence inject insist inspect
    integrate introduce invite involve join keep know launch lay lead learn leave let live maintain make manage maximize meet
    mention mobilize modernize need obtain occupy occur offer open optimize organize overcome participate pay persist play point
    position prepare preside prevent produce promote propose protect prove provide pursue push put raise reach read realize
    receive recognize reduce refer reflect regard reinforce relate rely remain remember remove replace replenish represent require
    resolve review rise run say see seek seem seize sell send serve settle shape share shoulder show solve speak speed spend stand
    start stay stick stimulate stress strengthen strive strike study submit succeed suggest supplement sweep take talk tell
    think transform turn undertake understand unify unite unleash unveil update upgrade uphold use utilize visit wait want welcome
    widen win wish work write actively vigorously comprehensively
    """.split()
)
# Forms in -ing and base forms of those verbs that stand in terms all the same.
_NOUNS = frozenset(
    """
    advance building call cover drive face fight focus form guarantee guide help highlight hope housing increase influence launch
    lead leading learning living manufacturing marketing meeting need open opening planning play point position processing
    produce push raise reach review rise run share show speed spending stand start starting stress strike study supporting talk
    training transform turn update upgrade use visit winning work working building
    """.split()
)
_ADJECTIVES = frozenset("beautiful big clean fast first good green key low major medium modern new open smart strong".split())
_ADJECTIVE_ENDINGS = ("able", "al", "ern", "ful", "ible", "ic", "ive", "less", "ous", "ary", "ient")
_NOUNS_IN_THESE_ENDINGS = frozenset(
    """
    approval arrival arsenal capital chemical coal deal festival goal hospital journal material medal metal mineral
    petrochemical portal potential proposal rental revival signal survival terminal total trial withdrawal pattern
    concern cable table vegetable renewable academic clinic critic fabric logic music public republic topic traffic
    arctic archive collective cooperative detective drive executive incentive initiative motive native objective perspective
    representative boundary library salary secretary summary military dictionary gradient client patient ingredient
    """.split()
)


def counted_form(word: str) -> str:
    """A word as it is counted: small letters, singular, one spelling. Verb forms stay apart."""
    lower = word.lower()
    if is_plural(lower):
        return base_forms(lower)[1]
    return spelling(lower)


def is_adjective(word: str) -> bool:
    """True if a word, given in small letters, looks like an adjective by its ending or is a common one."""
    return word in _ADJECTIVES or (word.endswith(_ADJECTIVE_ENDINGS) and word not in _NOUNS_IN_THESE_ENDINGS)


def is_empty(word: str) -> bool:
    """True for function words and for words too general to stand at the edge of a term; `word` in small letters."""
    return len(word) < 2 or word in _EMPTY or word.isdigit()


def may_begin(word: str) -> bool:
    """True if a term may begin with this word, given in small letters."""
    if is_empty(word) or (word.endswith("ly") and word not in ("family", "supply", "assembly")):
        return False
    return word in _NOUNS or _VERBS.isdisjoint(base_forms(word))


def may_end(word: str) -> bool:
    """True if a term may end in this word, given in small letters."""
    if is_adjective(word) or (not may_begin(word) and not word.endswith("ing")):
        return False
    if word.endswith("ing"):  # "metal processing" is a term, "metal becoming" is none
        return word in _NOUNS or (not is_empty(word) and _VERBS.isdisjoint(base_forms(word)))
    return not word.endswith("ed") or word in ("seed", "need", "speed", "feed", "bed")
