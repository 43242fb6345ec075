"""How far a glossary has come: by domain, what is settled, what is waiting, and what no text has shown yet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policy_glossary.engine.desk import po_paths, read_glossary_file
from policy_glossary.engine.lookup.places import Terms, text_files
from policy_glossary.model.concept import Status
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.termbase.po_lines import PoEntry

_ROLES = (Status.ADMITTED, Status.DEPRECATED, Status.SUSPECT)


class DomainStats(NamedTuple):
    """Numbers of entries: all, settled ones with a source, with a definition, with a test, proposals, seen in the texts."""

    domain: str
    entries: int = 0
    verified: int = 0
    defined: int = 0
    tested: int = 0
    proposals: int = 0
    seen: int = 0


class TermStats(NamedTuple):
    """The numbers by domain and in all, the ids of proposals and of entries that no text shows, and the number of texts."""

    domains: tuple[DomainStats, ...]
    total: DomainStats
    waiting: tuple[str, ...]
    unseen: tuple[str, ...]
    texts: int


def term_stats(paths: list[Path], texts: Path) -> TermStats:
    """Count the entries of glossaries, and look for their English, right or wrong, in the plain texts of a folder.

    Raises FaultError if a glossary cannot be read.
    """
    entries = [entry for path in po_paths(paths) for entry in read_glossary_file(path).po.entries]
    files = text_files(texts)
    found = Terms(term for entry in entries for term in _terms(entry))
    seen = {use.concept for use in found.uses(files)}
    by_domain: dict[str, list[PoEntry]] = {}
    for entry in entries:
        by_domain.setdefault(entry.domain, []).append(entry)
    return TermStats(
        tuple(_count(domain, by_domain[domain], seen) for domain in sorted(by_domain)),
        _count("all", entries, seen),
        tuple(entry.id for entry in entries if entry.proposal),
        tuple(entry.id for entry in entries if entry.id not in seen) if files else (),
        len(files),
    )


def _terms(entry: PoEntry) -> Iterable[tuple[str, str, str]]:
    if entry.english.strip():
        yield entry.id, entry.english, Status.PREFERRED
    for role in _ROLES:
        yield from ((entry.id, term.text, role) for term in entry.terms(role))


def _count(domain: str, entries: list[PoEntry], seen: set[str]) -> DomainStats:
    return DomainStats(
        domain,
        len(entries),
        sum(not entry.proposal and bool(entry.terms("source")) for entry in entries),
        sum(bool(entry.text("definition")) for entry in entries),
        sum(any(c.key in ("must-match", "must-not") for c in entry.comments) for entry in entries),
        sum(entry.proposal for entry in entries),
        sum(entry.id in seen for entry in entries),
    )
