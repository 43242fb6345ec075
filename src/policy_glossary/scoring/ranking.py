"""From the phrases of a corpus to candidates for the glossary, best first."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from policy_glossary.model.candidate import Candidate, Kind, Phrase, Phrases
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.scoring.termhood import c_values, cohesion, freedom

# What its kind alone says for a phrase: quotation marks and slogans are how Chinese policy prose marks its terms.
_WEIGHT = {Kind.SLOGAN: 3.0, Kind.QUOTED: 3.0, Kind.NAME: 1.0, Kind.TERM: 1.0}
_ENOUGH = {Kind.SLOGAN: 1, Kind.QUOTED: 2, Kind.NAME: 3}  # words from which on a phrase of the kind need not recur
_ORDINARY = 9.0  # nats: the surprise of words such as "chain" or "industry"
_RAREST = 1.6  # a rare word may also be a slip of the pen: rarity counts no more than this
_LENGTH = 4  # words beyond which a longer quotation is no better a term
_COHESION = 0.5  # below which a run of Chinese words is taken for a chance meeting
_FREEDOM = 0.9  # bits below which a Chinese run is taken for a part of something longer


class Selection(NamedTuple):
    """What is asked for: `least` occurrences (None: what suits the kind), only these kinds (empty: all)."""

    least: int | None = None
    kinds: frozenset[Kind] = frozenset()

    def takes(self, kind: Kind, phrase: Phrase) -> bool:
        """True if a phrase of this kind is wanted. Terms, short names and single words in quotation marks must recur."""
        least = self.least or (2 if kind is Kind.TERM or phrase.words < _ENOUGH[kind] else 1)
        return phrase.occurrences >= least and (not self.kinds or kind in self.kinds)


def rank_english(phrases: Phrases, selection: Selection, surprise: Callable[[str], float]) -> list[Candidate]:
    """Candidates among English phrases, best first: kind x log of the C-value x log of the documents.

    A term counts for less the more common its words are in general English; `surprise` of a word is in nats.
    """
    counts = {key: phrase.occurrences for key, phrase in phrases.phrases.items()}
    values = c_values(counts)
    candidates = []
    for key, phrase in phrases.phrases.items():
        kind = _kind(phrase)
        marked = sum(phrase.kinds.get(k, 0) for k in (Kind.QUOTED, Kind.SLOGAN))
        value = max(values[key], marked * (1 + math.log2(min(max(phrase.words, 2), _LENGTH))))
        if value > 0 and selection.takes(kind, phrase):
            words = key.split(" ")
            rarity = sum(map(surprise, words)) / len(words) / _ORDINARY if kind is Kind.TERM else 1.0
            candidates.append(_candidate(key, phrase, kind, value, min(_RAREST, rarity**2)))
    return sorted(candidates, key=_order)


def rank_chinese(phrases: Phrases, selection: Selection) -> list[Candidate]:
    """Candidates among Chinese phrases: like the English ones, with cohesion and free borders in place of the C-value."""
    counts = {key: phrase.occurrences for key, phrase in phrases.phrases.items()}
    candidates = []
    for key, phrase in phrases.phrases.items():
        if not phrase.kinds:
            continue
        kind = _kind(phrase)
        value = float(phrase.occurrences)
        if kind is Kind.TERM:
            bond = cohesion(key, counts, phrases.words) if phrase.words > 1 else _COHESION
            border = min(freedom(phrase.before), freedom(phrase.after))
            if bond < _COHESION or border < _FREEDOM:
                continue
            value *= border
        if selection.takes(kind, phrase._replace(words=len(key))):
            candidates.append(_candidate("", phrase, kind, value, 1.0)._replace(key=key, chinese=key))
    return sorted(candidates, key=_order)


def _kind(phrase: Phrase) -> Kind:
    """A slogan or a quotation once is one always; a name must be one in at least half of its places."""
    if phrase.kinds.get(Kind.SLOGAN):
        return Kind.SLOGAN
    if phrase.kinds.get(Kind.QUOTED):
        return Kind.QUOTED
    return Kind.NAME if phrase.kinds.get(Kind.NAME, 0) * 2 >= phrase.occurrences else Kind.TERM


def _candidate(key: str, phrase: Phrase, kind: Kind, value: float, rarity: float) -> Candidate:
    score = _WEIGHT[kind] * rarity * math.log2(1 + value) * (1 + math.log2(phrase.documents))
    chinese = _most_frequent(phrase.chinese)
    return Candidate(
        key=key,
        english=_headword(key, phrase.forms, kind) if key else "",
        kind=kind,
        occurrences=phrase.occurrences,
        documents=phrase.documents,
        score=round(score, 3),
        first=phrase.first,
        chinese=chinese,
        grounds="it stands in brackets behind the words" if chinese else "",
        renders=_most_frequent(phrase.renders),
    )


def _headword(key: str, forms: Mapping[str, int], kind: Kind) -> str:
    """The wording for an entry: of a name the most frequent one, otherwise a singular in small letters if the texts have it."""
    plain = {form: count for form, count in forms.items() if form.replace("-", " ") == key}
    return _most_frequent(plain if plain and kind is not Kind.NAME else forms)


def _most_frequent(counts: Mapping[str, int]) -> str:
    """The most frequent text; among equals one in small letters, then the first of the alphabet."""
    return min(counts, key=lambda text: (-counts[text], text != text.lower(), text), default="")


def _order(candidate: Candidate) -> tuple[float, int, str]:
    return -candidate.score, -candidate.occurrences, candidate.key
