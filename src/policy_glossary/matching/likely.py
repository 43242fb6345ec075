"""Which English words of a text are likeliest to stand for a Chinese term that is not rendered as agreed.

A word speaks for the term as far as it can render the same Chinese as one of the agreed words (`kinship`), or Chinese characters
of the term itself. The likeliest place is the run of words that speak most for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from policy_glossary.language.folding import fold_chinese
from policy_glossary.language.glosses import Glosses
from policy_glossary.language.stems import Stemmer
from policy_glossary.language.words import Gap
from policy_glossary.matching.wordings import Token, agree
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_FLOOR = 0.3  # what a word must speak for the term to gain anything for its run
_WEAKEST = 0.25  # similarity below which two words are not related: rare for unrelated ones
_SMALL_WORD = 0.02  # price of a small word inside of a run
_FOR_WORD, _FOR_CHARACTER = 0.5, 0.45  # share of an agreed word, or of its character, that counts as rendered


class Likely(NamedTuple):
    """A run of words and the share (0 to 1) of the agreed words, or of the Chinese characters, that it renders."""

    span: Span
    share: float


class LikelyPlaces:
    """Compares English words with Chinese terms through the gloss data, which it reads when first asked."""

    def __init__(self) -> None:
        self._glosses = Glosses()
        self._stemmer = Stemmer()
        self._hanzi = lru_cache(maxsize=8_192)(self._glosses.hanzi)

    def find(self, chinese: str, agreed: Sequence[Sequence[Token]], text: Sequence[Token], taken: Sequence[Span]) -> Likely | None:
        """The likeliest place of a term whose agreed wordings are given, outside of the spans that other terms have taken."""
        characters = frozenset(c for c in fold_chinese(chinese) if c >= "\u3400")
        words = [[token for token in wording if not token.free] for wording in agreed]
        best: tuple[float, int, int] | None = None
        gained, start = 0.0, 0
        for place, token in enumerate(text):
            outside = any(span.overlaps(token.span) for span in taken)
            if gained <= 0 or token.gap is Gap.BREAK or outside:
                gained, start = 0.0, place
            if outside:
                continue
            again = any(not token.stems.isdisjoint(other.stems) for other in text[start:place])
            speaks = 0.0 if token.free or again else self._speaks(token, words, characters)
            gained += -_SMALL_WORD if token.free else speaks - _FLOOR
            if not token.free and gained > 0 and (best is None or gained > best[0]):
                best = gained, start, place
        if best is None:
            return None
        run = [token for token in text[best[1] : best[2] + 1] if not token.free]
        return Likely(Span(run[0].span.start, run[-1].span.end), self._share(run, words, characters))

    def _speaks(self, token: Token, words: Sequence[Sequence[Token]], characters: frozenset[str]) -> float:
        alike = max((self._similar(token, word) for wording in words for word in wording), default=0.0)
        rendered = sum(weight for c, weight in self._characters(token).items() if c in characters)
        return max(alike, min(1.0, rendered))

    def _similar(self, one: Token, other: Token) -> float:
        if agree(other, one):
            return 1.0
        first, second = self._characters(one), self._characters(other)
        found = sum(weight * second.get(c, 0.0) for c, weight in first.items())
        return found if found >= _WEAKEST else 0.0

    def _characters(self, token: Token) -> Mapping[str, float]:
        return self._hanzi(self._stemmer.stems((token.letters,))[0])

    def _share(self, run: Sequence[Token], words: Sequence[Sequence[Token]], characters: frozenset[str]) -> float:
        """How much of the term the run renders: of the agreed wording that it renders best, or of the Chinese."""
        shares = [
            sum(any(self._similar(token, word) >= _FOR_WORD for token in run) for word in wording) / len(wording)
            for wording in words
            if wording
        ]
        if characters:
            spoken = {c for token in run for c, weight in self._characters(token).items() if weight >= _FOR_CHARACTER}
            shares.append(len(characters & spoken) / len(characters))
        return max(shares, default=0.0)
