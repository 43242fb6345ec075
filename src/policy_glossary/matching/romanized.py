"""Chinese names in Hanyu Pinyin beside the characters that they spell.

An English name that the characters of its pair can be read as is explained. One that cannot, but that comes near the reading of a
name in them, is misspelled: wrong surname, wrong syllable, or surname and given name changed. Names in other spellings (Cantonese,
Taiwanese, Western) are no pinyin and are left alone, unless the Chinese itself gives them in brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache

from policy_glossary.language.folding import fold_chinese
from policy_glossary.language.glosses import Glosses
from policy_glossary.language.pinyin import SURNAMES, is_pinyin
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.text import Span

_SURNAME_CHARACTERS = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁"
    "岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾"
    "尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲"
    "虞敖巩明佘池查麻苑迟邝"
)
_PLACE = "Province|Prefecture|City|County|District|Township|Town|Village"
_WORD = r"[A-Z][a-z\u00fc]+(?:['’][a-z\u00fc]+)?"
_PERSON = rf"(?<![\w-])({_WORD}) ({_WORD}(?:-[A-Za-z][a-z\u00fc]+)?)(?![\w-]|['’][a-z]{{2}})"
_PLACES = rf"(?<![\w-])(?:({_WORD})[ ](?:{_PLACE})|(?:{_PLACE.lower()}|{_PLACE}) of ({_WORD}))(?![\w-])"
_PLACE_IN_CHINESE = re.compile(r"[省市县区镇乡村州]")
_GIVEN = re.compile(r"[\u3400-\u9fff·•]{2,20}\s*[（(]([A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,4})[)）]")
_CAPITALS = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)+")
# Letters of provinces that are no plain pinyin.
_SPECIAL = {"shaanxi": "陕西"}
_NEAR = 2  # letters by which a misspelled given name or place may differ
_LONGEST = 4  # characters of a name


class Slip(StrEnum):
    """How a name differs from its characters."""

    SURNAME = "surname"
    SYLLABLE = "syllable"
    ORDER = "order"
    PLACE = "place"
    GIVEN = "given form"


class Difference(NamedTuple):
    """An English name that its Chinese speaks against: `spelled` is how the characters `chinese` are spelled."""

    span: Span
    slip: Slip
    chinese: str
    spelled: str


class Spelled(NamedTuple):
    """An English name of a person that its Chinese explains."""

    span: Span
    chinese: str


class Romanized(NamedTuple):
    """The names of one pair."""

    differences: tuple[Difference, ...]
    persons: tuple[Spelled, ...]


def read_names(chinese: str, english: str, start: int) -> Romanized:
    """The names of a pair whose English stands at `start` of the text. Reads the gloss data."""
    reader = _Names(fold_chinese(chinese), chinese)
    differences, persons = [], []
    for match in re.finditer(_PERSON, english):
        surname, given = _letters(match[1]), _letters(match[2])
        if not ({match[1], match[2]} & SURNAMES and is_pinyin(surname) and is_pinyin(given)):
            continue
        span = Span(start + match.start(), start + match.end())
        found = reader.spelled(surname + given)
        if found:
            persons.append(Spelled(span, found))
            continue
        slip = reader.person(surname, given)
        if slip:
            differences.append(Difference(span, *slip))
    for match in re.finditer(_PLACES, english):
        name, group = match[1] or match[2], 1 if match[1] else 2
        letters = _letters(name)
        if is_pinyin(letters) and not reader.spelled(letters) and _SPECIAL.get(letters, "\0") not in reader.folded:
            place = reader.place(letters)
            if place:
                differences.append(Difference(Span(start + match.start(group), start + match.end(group)), Slip.PLACE, *place))
    differences += _given(chinese, english, start)
    return Romanized(tuple(differences), tuple(persons))


def _given(chinese: str, english: str, start: int) -> Iterator[Difference]:
    """Names whose Latin spelling the Chinese gives in brackets, and which the English spells otherwise but for a word."""
    lowered = _plain(english)
    for match in _GIVEN.finditer(chinese):
        wanted = match[1]
        if _plain(wanted) in lowered:
            continue
        words = set(_plain(wanted).split())
        for found in _CAPITALS.finditer(english):
            own = _plain(found[0]).split()
            if len(own) == len(words) and len(words & set(own)) == len(words) - 1:
                yield Difference(
                    Span(start + found.start(), start + found.end()), Slip.GIVEN, match[0].split("（")[0].split("(")[0], wanted
                )
                break


def _plain(text: str) -> str:
    return re.sub(r"[.\-’']", " ", text.lower()).replace("  ", " ")


def _letters(name: str) -> str:
    """The letters of a name without marks: Lü is lu as in the gloss data."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if c.isascii() and c.isalpha())
    return plain.replace("lyu", "lu").replace("nyu", "nu") if plain not in ("lv", "nv") else plain[0] + "u"


@cache
def _glosses() -> Glosses:
    return Glosses()


class _Names:
    def __init__(self, folded: str, chinese: str) -> None:
        self.folded, self._chinese = folded, chinese

    def _readings(self, place: int) -> tuple[str, ...]:
        character = self.folded[place : place + 1]
        gloss = _glosses().gloss(character) if "\u3400" <= character <= "\u9fff" else None
        return gloss.readings if gloss else ()

    def spelled(self, letters: str) -> str:
        """The first characters that read as the letters, or an empty text."""
        for place in range(len(self.folded)):
            end = self._end(place, letters)
            if end is not None:
                return self._chinese[place:end]
        return ""

    def _end(self, place: int, letters: str) -> int | None:
        if not letters:
            return place
        for reading in self._readings(place):
            if letters.startswith(reading):
                end = self._end(place + 1, letters[len(reading) :])
                if end is not None:
                    return end
        return None

    def person(self, surname: str, given: str) -> tuple[Slip, str, str] | None:
        """What a person's name that nothing explains is a slip of, with the characters and their spelling."""
        for place, character in enumerate(self.folded):
            if character not in _SURNAME_CHARACTERS:
                continue
            own = self._readings(place)
            turned = self._end(place + 1, surname)
            if given in own and turned is not None:
                return Slip.ORDER, self._chinese[place:turned], f"{given.capitalize()} {surname.capitalize()}"
            if surname not in own:
                end = self._end(place + 1, given)
                if end is not None and end - place > 2 and own:
                    return Slip.SURNAME, self._chinese[place:end], f"{own[0].capitalize()} {given.capitalize()}"
                continue
            spelling = self._near(place + 1, given, 2)
            if spelling:
                return Slip.SYLLABLE, self._chinese[place : place + 3], f"{surname.capitalize()} {spelling.capitalize()}"
        return None

    def place(self, letters: str) -> tuple[str, str] | None:
        """The characters of a place whose reading comes near the letters, and their spelling."""
        for match in _PLACE_IN_CHINESE.finditer(self.folded):
            for length in range(2, _LONGEST + 1):
                start = match.start() - length
                spelling = self._near(start, letters, length) if start >= 0 else ""
                if spelling:
                    return self._chinese[start : match.end()], spelling.capitalize()
        return None

    def _near(self, place: int, letters: str, length: int) -> str:
        """The reading of that many characters if it differs from the letters in a single syllable, and by little; or nothing."""
        for spelling in _spellings([self._readings(place + n) for n in range(length)]):
            for number, syllable in enumerate(spelling):
                before, after = "".join(spelling[:number]), "".join(spelling[number + 1 :])
                middle = letters[len(before) : len(letters) - len(after)]
                fits = letters.startswith(before) and letters.endswith(after) and len(before + after) > 1
                if fits and middle != syllable and is_pinyin(middle or "?") and distance(middle, syllable) <= _NEAR:
                    return "".join(spelling)
        return ""


def _spellings(readings: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    spellings: list[tuple[str, ...]] = [()]
    for options in readings:
        spellings = [(*spelling, option) for spelling in spellings for option in options]
    return spellings


def distance(one: str, other: str) -> int:
    """The number of letters to put in, leave out or change to make one text of the other."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != wanted))
    return row[-1]
