"""From the bilingual texts in one file to its reading: which of them are English that was translated, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from policy_glossary.formats.languages import Side, judge_side
from policy_glossary.formats.reading import Reading
from policy_glossary.formats.segments import Entry, segment_notes, weave
from policy_glossary.model.text import SourceText


class Bitext:
    """Entries of one pair of languages, which are "" where the file does not tell them; and how many have no translation.

    `passed_over` says why they are not to be checked where that is known.
    """

    __slots__ = ("entries", "passed_over", "source", "target", "untranslated")

    def __init__(self, source: str = "", target: str = "", passed_over: str = "") -> None:
        self.source = source
        self.target = target
        self.passed_over = passed_over
        self.entries: list[Entry] = []
        self.untranslated = 0

    def pairs(self) -> list[tuple[str, str]]:
        """Source words and translations."""
        parts = (part for entry in self.entries for paragraph in entry.paragraphs for part in paragraph)
        return [(part.source, part.text) for part in parts if part.source is not None]


def reading_of(file: SourceText, bitexts: Sequence[Bitext], notes: Sequence[str] = ()) -> Reading:
    """The reading of a file with these bilingual texts; those that are not translated into English are left out."""
    entries: list[Entry] = []
    told: list[str] = list(notes)
    reasons: list[str] = []
    faults = []
    untranslated = 0
    full = [bitext for bitext in bitexts if any(entry.paragraphs for entry in bitext.entries) or bitext.untranslated]
    for bitext in full:
        side = (
            Side(bitext.passed_over) if bitext.passed_over else judge_side(bitext.source, bitext.target, bitext.pairs(), file.name)
        )
        if side.passed_over:
            reasons.append(side.passed_over)
        elif side.fault:
            faults.append(side.fault)
        else:
            entries += bitext.entries
            untranslated += bitext.untranslated
            told += [side.note] if side.note else []
    document = weave(file.name, file, entries)
    if reasons and len(reasons) == len(full):
        return Reading(document, passed_over="; ".join(dict.fromkeys(reasons)))
    told += [f"{len(reasons)} of {len(full)} texts in it are passed over: {'; '.join(dict.fromkeys(reasons))}"] if reasons else []
    told += segment_notes(document, untranslated)
    return Reading(document, tuple(dict.fromkeys(told)), tuple(dict.fromkeys(faults)))
