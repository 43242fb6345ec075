"""The date of a document: from its front matter, a line that is little more than a date, or the news that it opens with."""

from __future__ import annotations

import re
from datetime import date

from policy_glossary.language import regex

MONTHS = "January February March April May June July August September October November December".split()
_SHORT = [month[:3].lower() for month in MONTHS]
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_ISO = r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
_AMERICAN = rf"(?P<month>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)"
_BRITISH = rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH}),?\s+(?P<y>(?:19|20)\d\d)"
_FORMS = tuple(regex.compile(form) for form in (_ISO, _AMERICAN, _BRITISH))
_STAMP_LENGTH = 12  # words of a line that may still be a date line
_OPENING_LINES = 4
_FUTURE = regex.compile(r"\b(?:will|shall|would|is to|are to)\b")
_LINE = regex.compile(r"[^\r\n]+")


def document_date(text: str) -> date | None:
    """The newest full date that stands in a short line of the text or in its front matter.

    Without one, the date with which a sentence opens one of the first lines, if that sentence tells what happened ("On March 12,
    2024, the port opened"): the text is not older. None if there is none.
    """
    found: list[date] = []
    for line in _LINE.findall(text):
        if len(line) < 120 and any(c.isdigit() for c in line) and len(line.split()) <= _STAMP_LENGTH:
            for form in _FORMS:
                found.extend(day for match in form.finditer(line) if (day := _date(match)))
    return max(found, default=None) or _date_of_the_news(text)


def _date_of_the_news(text: str) -> date | None:
    for line in [line for line in _LINE.findall(text) if line.strip()][:_OPENING_LINES]:
        for form in _FORMS:
            match = regex.match(rf"\W*(?:On\s+)?{form.pattern}\b(?P<news>[^.!?]*)", line)
            if match and not _FUTURE.search(match["news"]):
                return _date(match)
    return None


def _date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = parts.get("month")
    number = _SHORT.index(month[:3].lower()) + 1 if month else int(parts["m"])
    try:
        return date(int(parts["y"]), number, int(parts["d"]))
    except ValueError:
        return None
