"""What CC-CEDICT tells of English words that no concept explains: which Chinese they can stand for, and how rare they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policy_glossary.language.glosses import Glosses
from policy_glossary.language.stems import Stemmer
from policy_glossary.model.light_typing import NamedTuple

_CLEAR = 0.6  # weight from which on a word stands mostly for one character, if no other comes near it
_SHARED = 0.25  # the same for the product of two words that take turns at one place
_AHEAD = 2.0  # times the weight of the next character


class Kinship(NamedTuple):
    """What the Chinese behind English words, given in small letters, tells.

    `similarity` of two words, 0 to 1: can they render the same Chinese? `chinese` guesses the Chinese behind wordings of one idea,
    each a list of words, or gives an empty text. `surprise` of a word in general English is in nats: 4 for *of*, 9 for *chain*.
    """

    similarity: Callable[[str, str], float]
    chinese: Callable[[Sequence[Sequence[str]]], str]
    surprise: Callable[[str], float]


NO_KINSHIP = Kinship(lambda _one, _other: 0.0, lambda _wordings: "", lambda _word: 9.0)


def read_kinship() -> Kinship:
    """Kinship out of the gloss data that come with the program; read as far as words are asked for."""
    glosses, stemmer = Glosses(), Stemmer()

    def stem(word: str) -> str:
        return stemmer.stems((word,))[0]

    def chinese(wordings: Sequence[Sequence[str]]) -> str:
        return _guess([[glosses.hanzi(stem(word)) for word in words] for words in wordings])

    return Kinship(
        similarity=lambda one, other: glosses.similarity(stem(one), stem(other)),
        chinese=chinese,
        surprise=lambda word: glosses.surprise(stem(word)),
    )


def _guess(wordings: list[list[dict[str, float]]]) -> str:
    """One character a word, from the first wording and those as long as it; empty if a single place is not clear.

    Only wordings that differ somewhere are evidence: from one alone nobody could guess.
    """
    alike = [words for words in wordings if len(words) == len(wordings[0])]
    if len(alike) < 2:
        return ""
    characters = [_character([words[place] for words in alike]) for place in range(len(alike[0]))]
    return "".join(characters) if all(characters) else ""


def _character(vectors: list[dict[str, float]]) -> str:
    """The character that all words at one place can stand for, if one is clearly ahead of the others."""
    different = [vector for number, vector in enumerate(vectors) if vector not in vectors[:number]]
    weights = {character: 1.0 for vector in different for character in vector}
    for vector in different:
        weights = {character: weight * vector.get(character, 0.0) for character, weight in weights.items()}
    first, second = [*sorted(weights.items(), key=lambda item: (-item[1], item[0])), ("", 0.0), ("", 0.0)][:2]
    least = _CLEAR if len(different) == 1 else _SHARED
    return first[0] if first[1] >= least and first[1] >= _AHEAD * second[1] else ""
