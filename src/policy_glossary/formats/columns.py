"""Which columns of a table are Chinese and its English: by what stands in them, and by their headings where several could be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_glossary.model.light_typing import NamedTuple

NO_PAIR = "has no column of Chinese beside one of English"
_SAMPLE = 300  # rows that are looked at
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ENGLISH_HEADING = re.compile(
    r"\s*(?:en(?:[-_][a-z]{2})?|english.*|target.*|translation.*|英文.*|英语.*|译文.*)\s*$", re.IGNORECASE
)
_CHINESE_HEADING = re.compile(r"\s*(?:zh(?:[-_]\w+)?|chinese.*|source.*|original.*|中文.*|汉语.*|原文.*)\s*$", re.IGNORECASE)
_TITLES = 6  # rows of which one may hold the headings
_HEADING = 40  # characters at most


class Columns(NamedTuple):
    """The numbers of the columns, from 0, and of the rows that their headings are the last of: titles may stand above them."""

    chinese: int
    english: int
    head: int


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The two columns; None if there are none."""
    sample = rows[:_SAMPLE]
    width = max(map(len, sample), default=0)
    chinese: list[tuple[int, int]] = []
    english: list[tuple[int, int]] = []
    for column in range(width):
        cells = [row[column] for row in sample if column < len(row) and _LETTER.search(row[column])]
        if column < len(sample[0]) and _is_heading(sample[0][column]):
            cells = cells[1:]  # it may be in the other language
        han = sum(map(_is_chinese, cells))
        if han * 2 > len(cells):
            chinese.append((han, column))
        elif cells:
            words = sum(len(cell.split()) > 1 for cell in cells)
            english.append((words, column))
    if not chinese or not english:
        return None
    for number, row in enumerate(rows[:_TITLES], 1):
        left, right = _headed(row, chinese, _CHINESE_HEADING), _headed(row, english, _ENGLISH_HEADING)
        # The heading of a Chinese column may be Chinese too: English on its other side then tells that it is one.
        if all(
            column < len(row) and bool(pattern.match(row[column]))
            for column, pattern in ((left, _CHINESE_HEADING), (right, _ENGLISH_HEADING))
        ):
            return Columns(left, right, number)
        if all(column < len(row) and _LETTER.search(row[column]) for column in (left, right)):
            break  # a row of the text: headings stand above it or nowhere
    return Columns(_headed(rows[0], chinese, _CHINESE_HEADING), _headed(rows[0], english, _ENGLISH_HEADING), 0)


def _headed(first: Sequence[str], found: list[tuple[int, int]], heading: re.Pattern[str]) -> int:
    """The column with a heading that says so, or else that with most of such text, the first of equals."""
    told = [column for _, column in found if column < len(first) and _is_heading(first[column], heading)]
    return told[0] if told else max(found, key=lambda one: (one[0], -one[1]))[1]


def _is_heading(cell: str, *patterns: re.Pattern[str]) -> bool:
    """True for a cell that is as short as a heading and says a language, by one of these patterns, or of those for both."""
    return len(cell) <= _HEADING and any(pattern.match(cell) for pattern in patterns or (_CHINESE_HEADING, _ENGLISH_HEADING))


def _is_chinese(cell: str) -> bool:
    return len(_HAN.findall(cell)) * 2 > len(_LETTER.findall(cell))


def column_name(column: int) -> str:
    """A column as spreadsheets call it: A, B, … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
