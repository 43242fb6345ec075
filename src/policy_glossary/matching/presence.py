"""Which of the texts that rules need stand in a document: one look at its words spares most rules from being run, or even loaded."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, chain

from policy_glossary.language import regex
from policy_glossary.model.rule import Needs, Rule

_LETTERS = regex.compile("[a-z]{3,}")
_MOST_WORDS = 200_000  # that are kept
# A joint is what stands around the blank between two words, so many characters on each side: "one sid" of "on the one side".
JOINT_SIDES = (3, 5)


class Presence:
    """Looks for the texts that some rules need; keeps for all documents of a run which of them a word holds."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        triggers = set[str]().union(*(texts for rule in rules for texts in rule.needs.triggers))
        joints = set[str]().union(*(texts for rule in rules for texts in rule.needs.joints))
        texts = {text for text in triggers | joints if text.isascii() and text.isalpha()}
        self._signs: dict[str, list[str]] = {}  # all others, by their longest run of letters
        for sign in triggers - texts:
            self._signs.setdefault(max(_LETTERS.findall(sign), key=len, default=""), []).append(sign)
        texts.update(self._signs)
        texts.discard("")
        self._least = min(map(len, texts), default=1)
        self._by_start: dict[str, list[str]] = {}
        for text in texts:
            self._by_start.setdefault(text[: self._least], []).append(text)
        self._inside: dict[str, tuple[str, ...]] = {}

    def of(self, lowered: str, words: Iterable[str]) -> set[str]:
        """Those of the texts that stand in a text in small letters, and all joints of the text.

        `words` are the different runs of the letters a to z in it.
        """
        if len(self._inside) > _MOST_WORDS:
            self._inside.clear()
        words = set(words)
        for word in words.difference(self._inside):
            self._inside[word] = self._in_word(word)
        present = set(chain.from_iterable(map(self._inside.__getitem__, words)))
        signs = chain(self._signs.get("", ()), *(self._signs[letters] for letters in present.intersection(self._signs)))
        present.update([sign for sign in signs if sign in lowered], _joints(lowered))
        return present

    def _in_word(self, word: str) -> tuple[str, ...]:
        found: list[str] = []
        for at in range(len(word) - self._least + 1):
            beginning = self._by_start.get(word[at : at + self._least])
            if beginning:
                found += [text for text in beginning if word.startswith(text, at)]
        return tuple(found)


def _joints(lowered: str) -> set[str]:
    """What stands around each blank; any white space is one blank."""
    short, long = JOINT_SIDES
    words = lowered.split()
    margin = " " * long
    text = f" {margin}{' '.join(words)}{margin}"
    wide = {text[end : end + 2 * long + 1] for end in accumulate(len(word) + 1 for word in words)}
    return wide | {joint[long - short : long + short + 1] for joint in wide}


def holds(needs: Needs, present: set[str]) -> bool:
    """True if one text of each list stands in a document, of which `present` are the texts and joints."""
    for lists in needs:
        for texts in lists:
            if present.isdisjoint(texts):
                return False
    return True
