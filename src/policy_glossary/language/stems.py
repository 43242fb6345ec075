"""Derivational stems: *special*, *specialized* and *specialization* share one, *built* and *building* too.

Looser than `inflection.base_forms`, which decides whether two words are the same word; stems only say that two words may
render the same Chinese. The stems are Snowball's for English (PyStemmer), of each possible base form.
"""

from __future__ import annotations

from collections.abc import Callable


class Stemmer:
    """Stems of words, by their base forms; imports the library when the first is made and keeps what was asked for."""

    def __init__(self) -> None:
        from Stemmer import Stemmer as Snowball

        self._stem: Callable[[str], str] = Snowball("english").stemWord
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def stems(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The stems of a word that has these possible base forms, without doubles, the most literal first."""
        stems = self._known.get(keys)
        if stems is None:
            stems = self._known[keys] = tuple(dict.fromkeys(map(self._stem, keys)))
        return stems
