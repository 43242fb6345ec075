"""Verb phrases in another form: "fully carry out and check" as "fully carried out and checked".

There is no dictionary here. A phrase is put into another form only if its first word is known as a verb, or nothing speaks
against it and the asker knows from elsewhere that it is one; where that is not so, no form is better than "developmenting".
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.language.inflection import base_forms, ing_form, is_plural, past_form, past_participle, third_person
from policy_glossary.model.light_typing import NamedTuple

# Words that are hardly ever anything but verbs.
_VERBS = frozenset(
    """
    abandon abide abolish absorb accelerate accept accompany accomplish accuse achieve acquire activate adapt add adhere
    adjust admit adopt affect align allege alleviate allocate allow amend announce apply appoint approve arrange ask
    assemble assess assign assist assume attach attain attend attract authorize automate avert avoid be beat become begin
    believe belong bind boast bolster bring broaden build bury buy calibrate cancel carry cease celebrate choose cite
    clarify coexist collaborate collect come compete compile comply comprehend conclude condemn confine conform connect
    consider consolidate construct consult contain continue contribute convene convert convey convict cooperate coordinate
    create cultivate curb cut dare deem deepen defend defer define defraud defuse delegate deliver deny depart deploy derive
    destock detain detect determine develop devote diagnose diminish discard disclose discuss dismantle dismiss dispel
    disrupt dissolve distinguish distribute diversify divide do donate earn educate eliminate embark embed embody emerge
    emit emphasize employ empower enable enact encourage endure energize enforce engage enhance enjoy enlarge enrich enroll
    ensure enter entrust envision eradicate establish evacuate evaluate evict evolve examine exceed excel execute expand
    expedite expel explain explore expose extend facilitate flee fleece flourish follow forestall forget forgo fortify
    foster fulfill gather generate get give go govern grasp grow happen have hear heighten hold huddle identify ignite
    implement imply impose improve incentivize include incorporate inculcate incur inform infringe inherit initiate inject
    innovate insist inspect inspire install instruct integrate intensify interact intervene introduce invest investigate
    invigorate invite involve join know lay leapfrog learn lend lessen let lighten listen lose maintain make manage mean
    meet minimize mitigate mobilize modernize motivate navigate nip nominate notify nourish nurture obey observe obtain
    occupy occur oppose optimize organize overcome oversee owe participate penetrate perform persevere persist persuade
    possess predict preserve preside prevent proceed proclaim prohibit promote propose prosecute prosper protect prove
    provide publicize punish purify pursue put quell raise react reaffirm realize reassure rebuild receive recognize
    recommend reconstruct recover rectify redouble reduce reflect regulate rehearse reinforce reinvigorate reiterate reject
    rejuvenate relate relaunch relax relieve relocate rely remain remember remove render renew reopen reorganize repay
    replace replenish represent require resettle reshape reside resist resolve respond restart restore restrict restructure
    retain rethink reveal revise revitalize revive revoke revolutionize rewrite rid rotate safeguard satisfy see seek seize
    sell send serve set settle shirk shut simplify sing solicit solidify solve sow speak specialize spend stabilize
    standardize steal steer stimulate streamline strengthen strive submit succeed suffer suggest summarize supervise sustain
    swat swear tackle tailor take teach tell tempt thank throw tighten transcend transform translate transmit unblock
    uncover undergo understand undertake unify unite unleash unload unlock unveil uphold utilize vacate verify vie vitalize
    warn weave weigh widen win withdraw withhold withstand write
    """.split()
)
# Verbs that are nouns as often, and verbs that are adjectives as often.
_OR_NOUNS = frozenset(
    """
    abuse act address advance advocate aid aim anchor answer appeal approach arm balance battle beam bear benefit bid
    blaze boost brand break bridge buck call campaign care catch cause chair change channel charge chart check claim
    cloud cluster combat combine commission conduct consume contact control cope cost count cover crack credit cross
    debate demand design dig dispatch display double drag draw drive drop ease effect embrace end escort exchange
    exercise experience express face fail fall feature feel fight fill finance find finish fire fix flock flood focus
    foot force forge form frame fuel function fund gain gear grant group guarantee guard guide halve hammer hand handle
    harness head heed help highlight hire hit impact increase influence issue judge keep kick lag land last launch lead
    leave level leverage lift light link list live loan lock look lure mark market marshal match measure mention move nap
    need note notice offer operate order outline own paint pair pass pay pick pile pilot pioneer place plan plant play
    pledge point pool praise press pressure process produce profit program progress project pull purchase push quadruple
    question race rally range rank rate reach read record recruit redesign redevelop reform refuse register release rent
    repair report rescue research reserve resort respect result resume return review reward ride rise risk roll root
    route rule run rush sample save scale schedule screen seat seed select shape share shed shift shine shop shore
    shoulder show sign signal sound spare spark speed sponsor spread spring sprint stage stand start station stay stem step
    stick stock stop stress strike struggle study subsidize summon supplement supply support surge survey suspend sweep
    swim switch talk tap target test think time top total track trade train transfer transport treat trigger triple trust
    try turn update upgrade urge use value veto visit voice wage wait walk want warm waste watch welcome work yield
    """.split()
)
_OR_ADJECTIVES = frozenset(
    """
    clean clear close complete correct deliberate direct empty equal exempt free further idle loose lower moderate narrow open
    perfect quiet secure separate slow smooth steady
    """.split()
)
_NOT_OF_VERBS = (
    *("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ism", "ist", "ing", "ed", "ous", "ful", "ive", "ic", "al"),
    *("able", "ible", "less", "ary", "ward", "wards", "wide"),
)
_FUNCTION_WORDS = frozenset(
    """
    a an the this that these those each every all both any some no not none it its their our his her they we he she who what where
    when which whose there here across among around as at below above by for from in into of off on onto out over through throughout
    to toward towards under up with without down during within per and or but than then if while only just never always one two three
    four five six seven eight nine ten first second third last next new old good great high low many more most few several can could
    may must shall should will would
    """.split()
)
_DETERMINERS = frozenset("the a an its their our his her all every each more both these those this them it".split())
_PARTICLES = frozenset("up out down off ahead away back together forward".split())
_ADVERBS = frozenset("further better also always jointly".split())
_IN_LY = frozenset(
    "ally anomaly apply butterfly comply family monopoly fly imply multiply rally rely reply supply tally assembly".split()
)
_ADVERB = regex.compile(r"([a-z]+) (?=[a-z])")
_WORD = regex.compile(r"[a-z]*")
_COORDINATED = regex.compile(r"(, and|,| and|, or| or)( (?:then |never |also |[a-z]+ly )?)([a-z]+)(?![\w’'-])")
_WHAT_IS = regex.compile(r"( that [a-z ’'-]+? )(are|is)\b")
# Behind these the later verbs of a phrase hang on another than the first: "is ready to take responsibility and act".
_BINDING = regex.compile(r" (?:to|not|can|must|will|should|who|that|which|while|help|let|without|before|after|when|how) ")


class Lead(Enum):
    """What the first word of a phrase is, adverbs left out."""

    VERB = "verb"
    EITHER = "either"  # a verb or a noun
    UNKNOWN = "unknown"
    OTHER = "other"


class Form(Enum):
    """Forms of an English verb."""

    BASE = "base"
    THIRD = "third person"
    ING = "-ing form"
    PAST = "past or participle"


class Conjugated(NamedTuple):
    """A phrase in another form; `certain` unless another reading of it would have given another form."""

    phrase: str
    certain: bool


def is_adverb(word: str) -> bool:
    """True if a lower-case word may be passed over in the search for the verb of a phrase."""
    return word in _ADVERBS or (word.endswith("ly") and word not in _IN_LY)


def is_verb(word: str) -> bool:
    """True if a lower-case word is known as a verb and as little else."""
    return word in _VERBS


def may_be_verb(word: str) -> bool:
    """True if a lower-case word is known as a verb, among others."""
    return word in _VERBS or word in _OR_NOUNS or word in _OR_ADJECTIVES


@lru_cache(maxsize=10_000)
def lead(phrase: str) -> Lead:
    """What leads a phrase in its base form."""
    _, word, rest = split_verb(phrase)
    following = regex.match(r" ([a-z]+)", rest)
    next_word = following[1] if following else ""
    if not word or rest.startswith(("-", "'", "’")) or word in _FUNCTION_WORDS:
        return Lead.OTHER
    if word in _VERBS:
        return Lead.VERB
    if word in _OR_NOUNS or word in _OR_ADJECTIVES:
        if next_word in _DETERMINERS or next_word in _PARTICLES:
            return Lead.VERB
        return Lead.OTHER if next_word == "of" or word in _OR_ADJECTIVES else Lead.EITHER
    if word.endswith(_NOT_OF_VERBS) or is_plural(word):
        return Lead.OTHER
    return Lead.VERB if next_word in _DETERMINERS or next_word in _PARTICLES else Lead.UNKNOWN


def form_of(word: str, base: str) -> Form:
    """Which form of the verb `base` a lower-case word is."""
    if word == base:
        return Form.BASE
    if word.endswith("ing"):
        return Form.ING
    return Form.THIRD if word.endswith("s") and not word.endswith("ss") and word != "was" else Form.PAST


def conjugate(phrase: str, form: Form, participle: bool = False) -> Conjugated | None:
    """A phrase that leads with a verb in its base form, and verbs coordinated with it, in another form.

    `participle` says that the past form stands behind "have" or "be". The past of "be" is "was". None if no form is right.
    """
    adverbs, verb, rest = split_verb(phrase)
    if form is Form.PAST and not participle:  # "saw that duties were fulfilled"
        rest = _WHAT_IS.sub(lambda match: match[1] + ("were" if match[2] == "are" else "was"), rest)
    if verb == "do" and rest.startswith(" not") and form is Form.ING:
        return None
    certain = True

    def other(word: str) -> str:
        return _in_form(word, form, participle)

    parts, done = [], 0
    for match in _COORDINATED.finditer(rest):
        if not may_be_verb(match[3]):
            continue
        behind = regex.compile(r" ([a-z]+)").match(rest, match.end())
        object_follows = behind is not None and behind[1] not in ("of", "for", "in", "and", "or", "from", "among", "between")
        if _BINDING.search(f"{verb}{rest[: match.start()]} ") or _BINDING.match(f" {verb} "):
            certain = False
        elif match[3] in _VERBS or object_follows:
            parts += [rest[done : match.start(3)], other(match[3])]
            done = match.end()
        else:
            certain = False
    return Conjugated(adverbs + other(verb) + "".join(parts) + rest[done:], certain)


def split_verb(phrase: str) -> tuple[str, str, str]:
    """Adverbs, the first word behind them, and the rest: in "fully carry out" the verb is "carry"."""
    start = 0
    while (adverb := _ADVERB.match(phrase, start)) and is_adverb(adverb[1]):
        start = adverb.end()
    verb = _WORD.match(phrase, start)
    end = verb.end() if verb else start
    return phrase[:start], phrase[start:end], phrase[end:]


def base_of(word: str) -> str | None:
    """The base form of a lower-case word that is a form of a known verb, or None."""
    return next((base for base in base_forms(word) if base in _VERBS or base in _OR_NOUNS), None)


def _in_form(verb: str, form: Form, participle: bool) -> str:
    if form is Form.ING:
        return ing_form(verb)
    if form is Form.THIRD:
        return third_person(verb)
    if form is Form.PAST:
        return past_participle(verb) if participle else past_form(verb)
    return verb
