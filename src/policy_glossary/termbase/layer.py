"""A layer: the PO files of one glossary folder (or single files), and the sources they cite."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes
from policy_glossary.intake.toml import parse_toml
from policy_glossary.model.concept import Concept
from policy_glossary.model.digest import blake2b
from policy_glossary.model.light_typing import TYPE_CHECKING, NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import file_name

if TYPE_CHECKING:
    from policy_glossary.termbase.po_lines import PoLines

MAX_TERMS = 500_000  # English terms of all glossaries of a check
_SHIPPED = Path(__file__).parent.parent / "data"
_CHECKOUT = Path(__file__).parents[3]  # in an editable install the data stand at the top of the repository


class Layer:
    """One glossary, not yet parsed: the PO files of a folder, or one file. `digest` names their content.

    The bytes are read when they are first asked for; a `digest` that was known before gives way to that of what was read.
    """

    def __init__(self, path: Path, name: str, digest: str = "") -> None:
        self.name = file_name(name)
        self.digest = digest
        self._path = path

    @cached_property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """Names and bytes of the PO files. Raises FaultError if there are none, or if one cannot be read."""
        found = _files_of(self._path, self.name)
        inside = self._path.is_dir()
        files = tuple((file_name(f"{self.name}/{Path(f).name}" if inside else self.name), read_bytes(Path(f), f)) for f in found)
        digest = blake2b(digest_size=16)
        for file, data in files:
            digest.update(f"{Path(file).name}\0{len(data)}\0".encode())
            digest.update(data)
        digest.update(self.sources[1] if self.sources else b"")
        self.digest = digest.hexdigest()
        return files

    @cached_property
    def sources(self) -> tuple[str, bytes] | None:
        """Name and bytes of `reference/sources.toml` beside the folder, if it is there."""
        path = _sources_of(self._path)
        return (str(path), read_bytes(path, str(path))) if path.is_file() else None

    def state(self) -> tuple[str, int]:
        """Names, sizes and times of the files, which differ after every change, and the latest of the times (ns).

        Raises FaultError if there is no PO file, OSError if one cannot be looked at.
        """
        paths = _files_of(self._path, self.name)
        sources = str(_sources_of(self._path))
        status = [(path, os.stat(path)) for path in (*paths, *([sources] if os.path.isfile(sources) else []))]  # noqa: PTH113, PTH116 - texts
        told = [f"{path} {s.st_size} {s.st_mtime_ns} {s.st_ctime_ns} {s.st_ino}" for path, s in status]
        return "|".join(told), max(max(s.st_mtime_ns, s.st_ctime_ns) for _, s in status)


def _files_of(path: Path, name: str) -> list[str]:
    """The PO files of a folder, or the file itself. Raises FaultError if there is none."""
    if not path.exists():
        raise FaultError(Fault("no such glossary", name, hint="a folder of PO files, or one PO file"))
    if not path.is_dir():
        if path.suffix.lower() != ".po" and _is_other_format(path):
            hint = f"glossary terms import {path.name} --into FOLDER takes its terms into a glossary, as proposals"
            raise FaultError(Fault("is no PO file", name, hint=hint))
        return [str(path)]
    paths = sorted(f"{path}/{file}" for file in os.listdir(path) if file.endswith(".po"))  # noqa: PTH208 - texts
    if not paths:
        raise FaultError(Fault("holds no PO file", name, hint="a glossary is a folder of *.po files"))
    return paths


def _is_other_format(path: Path) -> bool:
    from policy_glossary.termbase.exchange.formats import SUFFIXES  # glossaries are PO files, but for a slip

    return path.suffix.lower() in SUFFIXES


def _sources_of(path: Path) -> Path:
    return (path if path.is_dir() else path.parent).parent / "reference" / "sources.toml"


class Termbase(NamedTuple):
    """The concepts of all layers together, what could not be read, and remarks."""

    concepts: tuple[Concept, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def shipped_compiled() -> Path:
    """The compiled form of the shipped glossary; only an installation from a wheel has it."""
    return _SHIPPED / "glossary.sqlite3"


def shipped_folder() -> Path:
    """The glossary that comes with the program."""
    packed = _SHIPPED / "glossary"
    return packed if packed.is_dir() else _CHECKOUT / "glossary"


def read_layer(path: Path, name: str) -> Layer:
    """The bytes of a glossary folder or of one PO file. Raises FaultError if the path does not exist, or holds no PO file."""
    layer = Layer(path, name)
    _ = layer.files
    return layer


class Identity(NamedTuple):
    """By what one concept is known to replace another."""

    id: str
    zh: str
    proposal: bool


class Addition(NamedTuple):
    """What a layer adds to those below it: its concepts, the ids of those below that they replace, what could not be read, and remarks."""

    concepts: tuple[Concept, ...]
    replaced: frozenset[str]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def read_termbase(layers: tuple[Layer, ...]) -> Termbase:
    """Parse all layers, one upon the other, up to MAX_TERMS; see `read_above`."""
    faults: list[Fault] = []
    notes: list[str] = []
    merged: dict[str, Concept] = {}
    for layer in layers:
        below = [Identity(c.id, c.zh, c.proposal) for c in merged.values()]
        read = read_above(layer, below, sum(map(_terms, merged.values())))
        merged = {i: c for i, c in merged.items() if i not in read.replaced}
        merged.update((c.id, c) for c in read.concepts)
        faults += read.faults
        notes += read.notes
    return Termbase(tuple(merged.values()), tuple(faults), tuple(notes))


def read_above(layer: Layer, below: Collection[Identity], terms: int) -> Addition:
    """Parse a layer above others with these concepts and so many English terms, of which there may be MAX_TERMS in all.

    Its concepts replace those with their id or their Chinese; a proposal only proposals.
    """
    from policy_glossary.intake.memory import many_objects

    faults: list[Fault] = []
    notes: list[str] = []
    with many_objects():
        concepts = _within_limit(read_files(layer, faults, notes), terms, faults)
        concepts = _without_waiting(concepts, below, notes)
    own = {name for concept in concepts for name in (concept.id, concept.zh)}
    replaced = frozenset(other.id for other in below if not own.isdisjoint((other.id, other.zh)))
    return Addition(tuple(concepts), replaced, tuple(faults), tuple(notes))


def _within_limit(files: Iterator[tuple[PoLines, list[Concept]]], count: int, faults: list[Fault]) -> list[Concept]:
    """The concepts of the files that have room beside `count` terms; the first that has none is a fault, and no more are read."""
    concepts: list[Concept] = []
    for lines, own in files:
        count += sum(map(_terms, own))
        if count > MAX_TERMS:
            message = f"with this file there are more than {MAX_TERMS:,} terms; it was not read"
            faults.append(Fault(message, lines.file, hint="name fewer or smaller glossaries"))
            break
        concepts += own
    return concepts


def _terms(concept: Concept) -> int:
    return 1 + len(concept.terms)


def _without_waiting(concepts: list[Concept], below: Iterable[Identity], notes: list[str]) -> list[Concept]:
    """The concepts of a layer without the proposals for what a layer below has settled; how many wait is added to the notes."""
    settled = {name for concept in below if not concept.proposal for name in (concept.id, concept.zh)}
    waiting = [c.file for c in concepts if c.proposal and not settled.isdisjoint((c.id, c.zh))]
    told = "proposals that wait, because another glossary has settled the concept"
    notes += [f"{file}: {told}: {waiting.count(file)}" for file in dict.fromkeys(waiting)]
    return [c for c in concepts if not (c.proposal and not settled.isdisjoint((c.id, c.zh)))] if waiting else concepts


def read_files(layer: Layer, faults: list[Fault], notes: list[str]) -> Iterator[tuple[PoLines, list[Concept]]]:
    """The files of a layer as lines and as concepts, whose ids differ. What could not be read is added to the lists."""
    from policy_glossary.termbase.po import read_concepts  # neither this nor tomllib is needed while the compiled form is fresh
    from policy_glossary.termbase.po_lines import read_po_lines

    titles = _source_titles(layer.sources, faults) if layer.sources else None
    concepts: dict[str, Concept] = {}
    for name, data in layer.files:
        try:
            lines = read_po_lines(decode(data, name), name)
        except FaultError as error:
            faults.append(error.fault)
            continue
        read = read_concepts(lines, titles)
        faults.extend(read.faults)
        notes.extend(read.notes)
        own = []
        for concept in read.concepts:
            first = concepts.setdefault(concept.id, concept)
            if first is not concept:
                message = f'the id "{concept.id}" is taken by {first.zh} at {first.file}:{first.line}; {concept.zh} was not read'
                faults.append(Fault(message, concept.file, concept.line))
            else:
                own.append(concept)
        yield lines, own


def _source_titles(sources: tuple[str, bytes], faults: list[Fault]) -> dict[str, str]:
    name, data = sources
    try:
        table = parse_toml(decode(data, name), name)
    except FaultError as error:
        faults.append(error.fault)
        return {}
    titles = {}
    for key, value in table.items():
        if isinstance(value, dict) and isinstance(value.get("title"), str):
            titles[key] = f"{value['title']}, {value['year']}" if "year" in value else value["title"]
        else:
            faults.append(Fault(f'source "{key}" has no title', name, hint='[some-id] and below it: title = "…"'))
    return titles
