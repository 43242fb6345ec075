"""Words as the aligner sees them: their stems, and what they may be apart from a rendering."""

from __future__ import annotations

from policy_glossary.language.stems import Stemmer
from policy_glossary.matching.aligner.align import Kind, Token

_LINKS = frozenset("of to for by".split())
_JOINS = frozenset("and in with at on from as its their".split())
# Stems of words that only say what kind of thing a term names.
_TAILS = frozenset(
    "enterpris compani firm project program plan action campaign initi model system mechan polici strategi work servic".split()
)


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
