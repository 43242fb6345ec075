"""An English wording in the forms in which a text may write it without writing another one.

The index of the glossary finds number, hyphen, case and -ise for -ize. Here are the forms that need more than a comparison word
by word: words run together or apart, an abbreviation for words and words for an abbreviation, a gloss in brackets in between, a
word in another derivation (*servicing* and *service*), turned order (*rules on X* for *X rules*), figures for number words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policy_glossary.language.stems import Stemmer
from policy_glossary.language.words import Gap, Vocabulary, Words, split_words
from policy_glossary.matching.pattern import WILDCARD
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_FREE = frozenset("of for to by and or in with at on from as its their the under into within which that".split())
_JOINING = frozenset(("and", "or"))
_NUMBERS = {word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}
_SHORT_FOR = {"rmb": "renminbi", "e": "electronic", "indices": "index"}  # what neither initials nor base forms tell
_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]")
_LONGEST = 14  # words of a wording; a longer one is compared as it stands only
_MOST_PASSED = 3  # small words and words in brackets between two words of a wording
_MOST_RUN = 7  # words that one abbreviation may stand for


class Token(NamedTuple):
    """A word as wordings are compared.

    `letters` are those of its shortest base form, `forms` all base forms, `stems` these and the stems of derivation. `chained`: a
    hyphen joins it to the word before. `free`: a small word that changes with the order of the others. `aside`: it stands in brackets. `led`: an article
    stands before it.
    """

    raw: str
    letters: str
    forms: frozenset[str]
    stems: frozenset[str]
    gap: Gap
    chained: bool
    free: bool
    aside: bool
    led: bool
    span: Span

    @property
    def abbreviation(self) -> str:
        """The small letters of an abbreviation in capitals, its plural *s* left out; empty for any other word."""
        raw = self.raw.replace(".", "")
        core = raw[:-1] if len(raw) > 2 and raw.endswith("s") else raw
        return core.lower() if len(core) > 1 and core.isupper() and core.isalpha() else ""


class Wordings:
    """Reads texts and wordings into tokens, and finds the one in the other."""

    def __init__(self) -> None:
        self._stemmer = Stemmer()
        self._vocabulary = Vocabulary()
        self._forms: dict[str, tuple[tuple[Token, ...], ...]] = {}

    def read(self, text: str, words: Words, first: int, last: int) -> list[Token]:
        """The words with these numbers as tokens: letters with stops (U.S.) are one, what stands in brackets is marked."""
        tokens: list[Token] = []
        depth, reached = 0, words.starts[first] if first < last else 0
        for number in range(first, last):
            start, end, raw, keys = words.starts[number], words.ends[number], words.raw[number], words.keys[number]
            between = text[reached:start]
            depth = max(0, depth + between.count("(") + between.count("（") - between.count(")") - between.count("）"))
            reached = end
            if tokens and between == "." and _is_initial(raw) and (_is_initial(tokens[-1].raw) or "." in tokens[-1].raw):
                tokens[-1] = _dotted(tokens[-1], raw, end)
                continue
            gap = words.gaps[number]
            marks = between.strip(" \n\t()（）")
            if (
                gap is Gap.BREAK
                and number > first
                and ((not marks and between.strip()) or (marks == "." and "." in tokens[-1].raw))
            ):
                gap = Gap.JOIN
            tokens.append(
                self._token(
                    raw, keys, gap, "-" in between or "‑" in between, depth > 0, words.articles[number] >= 0, Span(start, end)
                )
            )
        return tokens

    def _token(self, raw: str, keys: tuple[str, ...], gap: Gap, chained: bool, aside: bool, led: bool, span: Span) -> Token:
        if keys[0] in _SHORT_FOR:
            raw, keys = _SHORT_FOR[keys[0]], (_SHORT_FOR[keys[0]],)
        number = _NUMBERS.get(keys[0])
        literal = number or min(keys, key=len)
        forms = frozenset((number,) if number else keys)
        return Token(raw, literal, forms, forms.union(self._stemmer.stems(keys)), gap, chained, keys[0] in _FREE, aside, led, span)

    def forms(self, wording: str) -> tuple[tuple[Token, ...], ...]:
        """The token lists of a wording: as it stands, without what it has in brackets, and with that in place of what precedes."""
        found = self._forms.get(wording)
        if found is None:
            texts = [wording]
            if "(" in wording or "（" in wording:
                texts += [_BRACKETS.sub("", wording), *_short_forms(wording)]
            found = self._forms[wording] = tuple(form for text in dict.fromkeys(texts) if (form := tuple(self._split(text))))
        return found

    def _split(self, text: str) -> list[Token]:
        words = split_words(text, [Span(0, len(text))], self._vocabulary)
        return self.read(text, words, 0, len(words.starts))

    def places(self, wording: str, text: Sequence[Token]) -> Iterator[Span]:
        """Where the wording stands in a text in one of its forms, from the left, places that do not overlap."""
        reached = -1
        forms = [form for form in self.forms(wording) if len(form) <= _LONGEST and WILDCARD not in wording]
        for start, token in enumerate(text):
            if token.free or token.span.start < reached:
                continue
            ends = (_in_order(form, 0, text, start, start) for form in forms)
            end = next((end for end in ends if end is not None), None)
            if end is None:
                end = next((end for form in forms if (end := _turned(form, text, start)) is not None), None)
            if end is not None:
                reached = text[end - 1].span.end
                yield Span(token.span.start, reached)


def _is_initial(raw: str) -> bool:
    return len(raw) == 1 and raw.isupper()


def _dotted(before: Token, letter: str, end: int) -> Token:
    """The next letter of an abbreviation with stops put to those before."""
    raw = f"{before.raw.rstrip('.')}.{letter}."
    plain = raw.replace(".", "").lower()
    return before._replace(
        raw=raw, letters=plain, forms=frozenset((plain,)), stems=frozenset((plain,)), span=Span(before.span.start, end)
    )


def _short_forms(wording: str) -> Iterator[str]:
    """A wording whose brackets hold an abbreviation, with the abbreviation instead of the words that it stands for."""
    for match in _BRACKETS.finditer(wording):
        short, before = match[1].strip(), wording[: match.start()].split()
        letters = short.rstrip("s").lower()
        if not 2 <= len(letters) <= _MOST_RUN or not short[:1].isupper():
            continue
        for count in range(1, len(before) + 1):
            if before[-count][:1].lower() == letters[:1] and len([w for w in before[-count:] if w.lower() not in _FREE]) >= min(
                2, len(letters)
            ):
                yield " ".join([*before[:-count], short]) + wording[match.end() :]
                break


def _in_order(form: Sequence[Token], number: int, text: Sequence[Token], place: int, start: int) -> int | None:
    """The end of the form's words from `number` on if they stand at `place` of the text, in order; else None."""
    while number < len(form) and form[number].free:
        number += 1
    if number == len(form):
        return place
    passed = 0
    while (
        place < len(text)
        and place > start
        and passed < _MOST_PASSED
        and _passed(text[place], form)
        and not _breaks(text[place], form)
    ):
        place, passed = place + 1, passed + 1
    if place >= len(text) or (place > start and _breaks(text[place], form)):
        return None
    for taken, read in _steps(form, number, text, place):
        end = _in_order(form, number + taken, text, place + read, start)
        if end is not None:
            return end
    return None


def _passed(token: Token, form: Sequence[Token]) -> bool:
    """True for a word that may stand between those of the form: a small one, or one in brackets. *And* makes two things of one."""
    if token.letters in _JOINING and not any(own.letters in _JOINING for own in form):
        return token.aside
    return token.free or token.aside


def _breaks(token: Token, form: Sequence[Token]) -> bool:
    if token.gap is Gap.COMMA:
        return not any(own.letters in _JOINING or own.gap is Gap.COMMA for own in form)
    return token.gap > Gap.COMMA and not token.aside


def _steps(form: Sequence[Token], number: int, text: Sequence[Token], place: int) -> Iterator[tuple[int, int]]:
    """How many words of the form may agree with how many of the text at these places."""
    wanted, found = form[number], text[place]
    if agree(wanted, found, derived=len(form) > 1):
        yield 1, 1
    joined = wanted.letters
    for taken in range(2, min(4, len(form) - number) + 1):
        joined += form[number + taken - 1].letters
        if joined == found.letters:
            yield taken, 1
    joined = found.letters
    for read in range(2, min(4, len(text) - place) + 1):
        joined += text[place + read - 1].letters
        if joined == wanted.letters:
            yield 1, read
    if found.abbreviation:
        yield from ((taken, 1) for taken in _initials(found.abbreviation, form[number:]))
    if wanted.abbreviation:
        yield from (
            (1, read) for read in _initials(wanted.abbreviation, text[place:]) if _spells_out(form, text[place : place + read])
        )


def agree(wanted: Token, found: Token, *, derived: bool = True) -> bool:
    """True if two words are one; `derived` words, too, such as *service* and *servicing*, which a single word is not to be taken for."""
    if wanted.abbreviation or found.abbreviation:
        inside = not found.raw[1:].islower()  # MoU is MOU, and so is Mou inside of a sentence; "it" and "It is" are not IT
        cased = inside or (found.raw[0].isupper() and found.gap < Gap.BREAK)
        return cased and wanted.raw.replace(".", "").rstrip("s").lower() == found.raw.replace(".", "").rstrip("s").lower()
    return not (wanted.stems if derived else wanted.forms).isdisjoint(found.stems if derived else found.forms)


def _spells_out(form: Sequence[Token], words: Sequence[Token]) -> bool:
    """True if words whose initials fit are what the form abbreviates: beside its other words, or written as a name."""
    if any(word.gap > Gap.JOIN for word in words[1:]):
        return False
    return len(form) > 1 or (len(words) > 2 and all(word.free or word.raw[0].isupper() for word in words))


def _initials(letters: str, words: Sequence[Token]) -> Iterator[int]:
    """The numbers of words, from the first on, whose initials an abbreviation can be.

    Small words need not have a letter, and neither need the parts of a chain (*medium-sized*) behind its first.
    """
    states = {0}
    for count, word in enumerate(words[: _MOST_RUN + 3], 1):
        if count > 1 and word.gap > Gap.COMMA:
            return
        initial = word.letters[:1] if not word.abbreviation else word.abbreviation
        after = {state + len(initial) for state in states if letters.startswith(initial, state)}
        if count > 1 and len(letters) in after:
            yield count
        states = after | states if count > 1 and (word.free or word.chained) else after
        if not states:
            return


def _one_of(left: Sequence[Token], found: Token) -> slice | None:
    """The words of those that are left for which a word of the text can stand: one, or several for an abbreviation."""
    for number, wanted in enumerate(left):
        if agree(wanted, found):
            return slice(number, number + 1)
    if found.abbreviation:
        for number in range(len(left)):
            for count in _initials(found.abbreviation, left[number:]):
                return slice(number, number + count)
    return None


def _turned(form: Sequence[Token], text: Sequence[Token], start: int) -> int | None:
    """The end of the form's words if they stand from `start` on in any order, with nothing but small words between them."""
    left = [token for token in form if not token.free]
    if len(left) < 2:
        return None
    for place in range(start, len(text)):
        token = text[place]
        if place > start and _breaks(token, form):
            return None
        taken = _one_of(left, token)
        if taken is not None:
            del left[taken]
            if not left:
                return place + 1
        elif place == start or not _passed(token, form):
            return None
    return None


def has_short_form(form: Sequence[Token], text: Sequence[Token]) -> bool:
    """True if the last or the first word of a wording of several words stands in the text without any other in front: *the Committee*."""
    own = [token for token in form if not token.free]
    if len(own) < 2:
        return False
    for place, token in enumerate(text):
        if not any(agree(end, token) for end in (own[0], own[-1])):
            continue
        first = place
        while first and not text[first].led and text[first].gap is Gap.JOIN and any(agree(word, text[first - 1]) for word in own):
            first -= 1
        if text[first].led or not first or text[first].gap > Gap.JOIN or text[first - 1].free:
            return True
    return False
