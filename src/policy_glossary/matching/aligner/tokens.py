"""Words as the aligner sees them: their stems, what they may be apart from a rendering, and what they must not be cut off from."""

from __future__ import annotations

from collections.abc import Mapping

from policy_glossary.language.stems import Stemmer
from policy_glossary.language.words import Gap, Words
from policy_glossary.matching.aligner.align import Kind, Token

_LINKS = frozenset("of to for by".split())
_JOINS = frozenset("and in with at on from as its their is are was were being".split())
# Stems of words that only say what kind of thing a term names.
_TAILS = frozenset(
    "enterpr compani firm project program plan action campaign initi model system mechan polici strategi work servic".split()
)
# The price (nats) of words of grammar within unquoted words. Native English strings words that have to do with each other together by them.
INSIDE: Mapping[str, float] = {
    **dict.fromkeys("of and with at on from as".split(), 1.0),
    "in": 1.5,
    **dict.fromkeys("to for by is are was were being".split(), 2.0),
    **dict.fromkeys("its their".split(), 3.0),
}
_PRONOUNS = frozenset("this that those these who which what it we you they he i us them him".split())
FAINT_WORDS = _PRONOUNS | frozenset(
    "has have had can could will would may might into through up out over off under down before after not no than all one only".split()
)
_MODIFIERS = ("ic", "al", "ing", "ive", "ary", "ous", "ed", "ful", "able")  # endings of words that stand before their noun


def token_kind(keys: tuple[str, ...]) -> Kind:
    """What a word with these base forms may be; class nouns count as content here."""
    return Kind.LINK if keys[0] in _LINKS else Kind.JOIN if keys[0] in _JOINS else Kind.CONTENT


def token_of(keys: tuple[str, ...], stemmer: Stemmer, cost: float = 0.0) -> Token:
    """The token of a word with these base forms; `cost` is what the gap before it costs."""
    kind = token_kind(keys)
    if kind is not Kind.CONTENT:
        return Token((), kind, cost)
    stems = stemmer.stems(keys)
    return Token(stems, Kind.CONTENT if _TAILS.isdisjoint(stems) else Kind.TAIL, cost)


def cuts_name(words: Words, first: int, last: int) -> bool:
    """True if a run of capitalised words goes on before or behind these words, or before an "and" in front: they are a part of a name."""

    def capital(number: int) -> bool:
        return words.raw[number][0].isupper()

    def runs_on(number: int) -> bool:
        return number > 0 and words.gaps[number] is Gap.JOIN

    joined = runs_on(first) and words.keys[first - 1][0] == "and" and runs_on(first - 1) and capital(first - 2)
    before = runs_on(first) and capital(first) and (capital(first - 1) or joined)
    behind = last + 1 < len(words.raw) and words.gaps[last + 1] is Gap.JOIN and capital(last) and capital(last + 1)
    of_name = last + 2 < len(words.raw) and words.keys[last + 1][0] == "of" and capital(last) and capital(last + 2)
    return before or behind or (of_name and not capital(first))  # "according to the National Bureau" before "of Statistics"


def cuts_modifier(words: Words, last: int) -> bool:
    """True if the last word looks like an adjective or participle and the noun that it belongs to follows: "capture [emerging] markets"."""
    if last + 1 == len(words.raw) or words.gaps[last + 1] is not Gap.JOIN:
        return False
    keys = words.keys[last + 1]
    return words.raw[last].lower().endswith(_MODIFIERS) and token_kind(keys) is Kind.CONTENT and keys[0] not in _PRONOUNS
