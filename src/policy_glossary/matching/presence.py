"""Which of the texts that rules need stand in a document: one look at its words spares most rules from being run, or even loaded."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, chain

from policy_glossary.language import regex
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.rule import Needs, Rule

_LETTERS = regex.compile("[a-z]{3,}")
_BEGINNING = 3  # letters of a word by which it is found; a rule needs no shorter one
_COMMON = "0123456789!?;:,. "  # characters of marks, the commonest last; all others are rarer
_MOST_WORDS = 200_000  # that are kept
# A joint is what stands around the blank between two words, so many characters on each side: "one sid" of "on the one side".
JOINT_SIDES = (3, 5)


class Index(NamedTuple):
    """The texts to look for, as plain data that can be kept: words by their beginning, the others by what is asked of them first.

    `signs` are texts of more than letters by their longest run of the letters a to z, `marks` those without such a run by the character of
    which fewest texts have one.
    """

    words: dict[str, list[str]]
    signs: dict[str, list[str]]
    marks: dict[str, list[str]]


def index_of(needs: Iterable[Needs]) -> Index:
    """The index of all texts that rules need."""
    needs = list(needs)
    triggers = set[str]().union(*(texts.split("\n") for need in needs for texts in need.triggers))
    joints = set[str]().union(*(texts.split("\n") for need in needs for texts in need.joints))
    texts = {text for text in triggers | joints if text.isascii() and text.isalpha()}
    index = Index({}, {}, {})
    for sign in triggers - texts:
        letters = max(_LETTERS.findall(sign), key=len, default="")
        if letters:
            texts.add(letters)
            index.signs.setdefault(letters, []).append(sign)
        elif sign:
            index.marks.setdefault(min(sign, key=_COMMON.find), []).append(sign)
    for text in sorted(texts):
        index.words.setdefault(text[:_BEGINNING], []).append(text)
    return index


class Present(NamedTuple):
    """What a document holds of what rules need: the texts, and all its joints; and for each text of letters the words that hold it."""

    texts: set[str]
    holders: dict[str, list[str]]


class Presence:
    """Looks for the texts that some rules need; keeps for all documents of a run which of them a word holds."""

    def __init__(self, rules: tuple[Rule, ...], index: Index | None = None) -> None:
        """`index` holds the texts of these rules, and perhaps others."""
        self.rules = rules
        self._index = index or index_of(rule.needs for rule in rules)
        self._inside: dict[str, tuple[str, ...]] = {}

    def of(self, lowered: str, words: Iterable[str]) -> Present:
        """What stands in a text in small letters.

        `words` are the different runs of the letters a to z in it.
        """
        if len(self._inside) > _MOST_WORDS:
            self._inside.clear()
        words = set(words)
        for word in words.difference(self._inside):
            self._inside[word] = self._in_word(word)
        holders: dict[str, list[str]] = {}
        for word in words:
            for text in self._inside[word]:
                holders.setdefault(text, []).append(word)
        _, signs_by_letters, marks = self._index
        characters = set(lowered)
        signs = chain(
            *(marks[character] for character in characters.intersection(marks)),
            *(signs_by_letters[letters] for letters in holders.keys() & signs_by_letters.keys()),
        )
        return Present({*holders, *[sign for sign in signs if sign in lowered], *_joints(lowered)}, holders)

    def _in_word(self, word: str) -> tuple[str, ...]:
        found: list[str] = []
        words = self._index.words
        for at in range(len(word) - _BEGINNING + 1):
            beginning = words.get(word[at : at + _BEGINNING])
            if beginning:
                found += [text for text in beginning if word.startswith(text, at)]
        return tuple(dict.fromkeys(found))


def _joints(lowered: str) -> set[str]:
    """What stands around each blank; any white space is one blank."""
    short, long = JOINT_SIDES
    words = lowered.split()
    margin = " " * long
    text = f" {margin}{' '.join(words)}{margin}"
    wide = {text[end : end + 2 * long + 1] for end in accumulate(len(word) + 1 for word in words)}
    return wide | {joint[long - short : long + short + 1] for joint in wide}


def holds(needs: Needs, present: set[str]) -> bool:
    """True if one text of each list stands in a document that holds these texts and joints."""
    for lists in needs:
        for texts in lists:
            if present.isdisjoint(texts.split("\n")):
                return False
    return True
