"""Glossaries for Weblate, which keeps one translation a string: every English term is a string of its own.

Renderings that must not be used carry Weblate's flag `forbidden`; suspects, which are often right, are left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.termbase.exchange.po_text import entry_text
from policy_glossary.termbase.exchange.record import RAW, Entry, Records
from policy_glossary.termbase.exchange.tbx import carry
from policy_glossary.termbase.po_syntax import HEADER


class _Unit(NamedTuple):
    name: str
    chinese: str
    english: str
    explanation: str
    forbidden: bool
    fuzzy: bool


def write_weblate_po(records: Records) -> tuple[bytes, list[str]]:
    """A bilingual PO glossary, and remarks on what it leaves out."""
    out = [HEADER]
    for unit in _units(records):
        lines = [(RAW, f"#. {unit.explanation}")] if unit.explanation else []
        lines += [(RAW, "#, forbidden")] if unit.forbidden else []
        out.append(entry_text(Entry("", unit.name, unit.chinese, unit.english, tuple(lines), unit.fuzzy)))
    return "\n".join(out).encode(), _left_out(records)


def write_weblate_tbx(records: Records, language: str = "zh-Hans") -> tuple[bytes, list[str]]:
    """A TBX glossary of the older form, which Weblate's reader expects, and remarks on what it leaves out."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n'
        '<martif type="TBX" xml:lang="en">\n<martifHeader><fileDesc><sourceDesc><p>Glossary for Weblate</p></sourceDesc></fileDesc>'
        "</martifHeader>\n<text>\n<body>\n"
    )
    out = [head]
    for unit in _units(records):
        explanation = f"<descrip>{escape(carry(unit.explanation))}</descrip>\n" if unit.explanation else ""
        status = '<termNote type="administrativeStatus">forbidden</termNote>' if unit.forbidden else ""
        out.append(
            f"<termEntry id={quoteattr(unit.name)}>\n{explanation}"
            f'<langSet xml:lang="{language}"><tig><term>{escape(carry(unit.chinese))}</term></tig></langSet>\n'
            f'<langSet xml:lang="en"><tig><term>{escape(carry(unit.english))}</term>{status}</tig></langSet>\n</termEntry>\n'
        )
    out.append("</body>\n</text>\n</martif>\n")
    return "".join(out).encode(), _left_out(records)


def _units(records: Records) -> Iterator[_Unit]:
    """One string for every term; names are unique, and of letters that XML allows."""
    seen: dict[str, int] = {}
    for number, entry in enumerate(records.entries, 1):
        name = f"c-{entry.id}" if entry.id[:1].isdigit() else entry.id or f"entry-{number}"
        seen[name] = seen.get(name, 0) + 1
        name += f".{seen[name]}" if seen[name] > 1 else ""
        explanation = carry(" ".join(entry.values("definition")))
        yield _Unit(name, entry.chinese, entry.english, explanation, forbidden=False, fuzzy=entry.fuzzy)
        for n, term in enumerate(entry.terms("admitted"), 1):
            yield _Unit(f"{name}.admitted.{n}", entry.chinese, term, explanation, forbidden=False, fuzzy=entry.fuzzy)
        for n, term in enumerate(entry.terms("deprecated"), 1):
            bad, _, good = (part.strip() for part in term.partition("=>"))
            told = f'Write "{good or entry.english}".'
            yield _Unit(f"{name}.forbidden.{n}", entry.chinese, bad, told, forbidden=True, fuzzy=entry.fuzzy)


def _left_out(records: Records) -> list[str]:
    suspects = sum(len(entry.terms("suspect")) for entry in records.entries)
    return [f"suspect renderings, which Weblate could only forbid, and which were left out: {suspects}"] if suspects else []
