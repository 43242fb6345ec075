"""OmegaT glossaries: tab-separated text of Chinese, English and a comment, without headings."""

from __future__ import annotations

from itertools import product

from policy_glossary.model.report import Fault
from policy_glossary.termbase.exchange.record import Entry, Records


def write_omegat(records: Records) -> bytes:
    """A line for every accepted English of every Chinese form; what must not be written stands in the comment."""
    lines = []
    for entry in records.entries:
        bad = [term.partition("=>")[0].strip() for term in entry.terms("deprecated")]
        comment = ". ".join(filter(None, [
            "proposal" if entry.fuzzy else "",
            " ".join(entry.values("definition")).rstrip("."),
            f"Not: {'; '.join(bad)}" if bad else "",
            entry.context or "",
        ]))  # fmt: skip
        pairs = product((entry.chinese, *entry.terms("zh-variants")), (entry.english, *entry.terms("admitted")))
        lines += ["\t".join(" ".join(cell.split()) for cell in (*pair, comment)) for pair in pairs]
    return "".join(f"{line}\n" for line in lines).encode()


def read_omegat(text: str, name: str) -> Records:
    """The lines of an OmegaT glossary. Several lines with the same Chinese are one entry, the first English preferred."""
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or line.startswith("#"):
            continue
        if not 2 <= len(cells) <= 3 or not cells[0] or not cells[1]:
            hint = "a line is: Chinese, tab, English, and perhaps a tab and a comment"
            faults.append(Fault("is no line of an OmegaT glossary; it was not read", name, number, hint))
            continue
        chinese, english, comment = (*cells, "")[:3]
        before = entries.get(chinese)
        notes = (("note", comment),) if comment else ()
        if before is None:
            entries[chinese] = Entry("", None, chinese, english, notes, place=number)
        else:
            more = (("admitted", english),) if english not in (before.english, *before.terms("admitted")) else ()
            new = tuple(line_of for line_of in notes if line_of not in before.lines)
            entries[chinese] = before._replace(lines=(*before.lines, *more, *new))
    return Records(tuple(entries.values()), faults=tuple(faults))
