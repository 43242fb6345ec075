"""Candidates as PO entries: proposals that a person completes. docs/growing-the-glossary.md shows one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from policy_glossary.model.candidate import Candidate, Kind
from policy_glossary.model.text import counted
from policy_glossary.termbase.entry import MAX_TERM_LENGTH, UNKNOWN_CHINESE
from policy_glossary.termbase.po_syntax import HEADER, escape

_HEAD = f"# Proposals found in texts: docs/growing-the-glossary.md tells how to complete them.\n{HEADER}\n"
_KINDS = {
    Kind.QUOTED: "quoted phrase",
    Kind.SLOGAN: "slogan with a number",
    Kind.NAME: "name",
    Kind.TERM: "recurring term",
}
_READ_AS_MARKS = re.compile(r"[;…]|=>")  # what the format would take for more than words
_ID_LENGTH = 60


def proposals(candidates: Iterable[Candidate], domain: str) -> list[Candidate]:
    """The candidates with their PO entries, whose ids differ from each other."""
    taken: set[str] = set()
    return [candidate._replace(entry=_entry(candidate, domain, _id(candidate, taken))) for candidate in candidates]


def po_file(candidates: Iterable[Candidate]) -> str:
    """The text of a PO file with the entries of these candidates."""
    return _HEAD + "\n".join(candidate.entry for candidate in candidates)


def _entry(candidate: Candidate, domain: str, identifier: str) -> str:
    english, first = _plain(candidate.english), candidate.first
    lines = [f"# id: {identifier}"]
    usable = [_plain(text) for text, _ in candidate.variants if not _READ_AS_MARKS.search(text) and len(text) <= MAX_TERM_LENGTH]
    lines += [f"# suspect: {text}" for text in dict.fromkeys(usable) if text.lower() != english.lower()]
    times = f"{counted(candidate.occurrences, 'time')} in {counted(candidate.documents, 'text')}"
    lines.append(f"# note: proposal: {_KINDS[candidate.kind]}, {times}")
    if english and candidate.chinese:
        lines.append(f"# note: {_plain(candidate.chinese)} is a guess: {candidate.grounds}")
    elif english:
        lines.append("# note: the Chinese is not known")
    if candidate.renders:
        lines.append(f"# note: perhaps another rendering of {candidate.renders}, which the glossary has: then it belongs there")
    lines.append(f"# note: first at {_plain(first.document)}:{first.line}: {_plain(first.excerpt)}")
    unknown = f"{UNKNOWN_CHINESE} {candidate.chinese or english}" if english else candidate.chinese
    lines += [
        "#, fuzzy",
        f'msgctxt "{escape(_plain(domain))}"',
        f'msgid "{escape(_plain(unknown))}"',
        f'msgstr "{escape(english)}"',
        "",
    ]
    return "\n".join(lines)


def _id(candidate: Candidate, taken: set[str]) -> str:
    """Words of the English in ASCII; for Chinese, and where that is taken, a digest tells one from another."""
    ascii_only = unicodedata.normalize("NFKD", candidate.english).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:_ID_LENGTH].strip("-")
    if not name or name in taken:
        digest = hashlib.blake2b(candidate.key.encode(), digest_size=4).hexdigest()
        name = f"{name or 'proposal'}-{digest}"
    taken.add(name)
    return name


def _plain(text: str) -> str:
    """Words on one line, without invisible characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
