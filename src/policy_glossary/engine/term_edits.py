"""Add, deprecate, approve and rename: one change in the right file, refused if the glossary could not be read afterwards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from policy_glossary.engine.desk import GlossaryFile, lint, po_paths, read_glossary_file
from policy_glossary.engine.settings import find_settings
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import replace_file, shown_path
from policy_glossary.model.finding import Severity
from policy_glossary.model.lint import LintFinding
from policy_glossary.model.report import Fault, FaultError, did_you_mean
from policy_glossary.termbase.edits import Editor, NewEntry, moved_lines
from policy_glossary.termbase.lint.wording import plain_chinese, plain_english
from policy_glossary.termbase.po import read_po
from policy_glossary.termbase.po_lines import PoEntry

_OLD = ("admitted", "deprecated", "forget")


class Edited(NamedTuple):
    """What was changed: the file and line of the entry, in words, and what lint says of the entry now."""

    file: str
    line: int
    told: str
    doubts: tuple[LintFinding, ...]


def own_glossaries(path: str | None) -> list[Path]:
    """The glossaries that may be written: the one named, the project's, or `glossary/` here. Raises FaultError if there is none."""
    here = Path("glossary")
    paths = [Path(path)] if path else [*find_settings(Path.cwd()).glossary] or ([here] if here.is_dir() else [])
    if not paths:
        raise FaultError(Fault("there is no glossary of your own here", hint="name it: --glossary FOLDER"))
    return paths


def add_entry(paths: list[Path], entry: NewEntry) -> Edited:
    """Put a new entry into the file of its domain. An empty id is made of the English.

    Raises FaultError if the id or the Chinese is there already, or if there is no file for the domain.
    """
    files = [read_glossary_file(path) for path in po_paths(paths)]
    entry = entry._replace(id=entry.id or identifier(entry.english))
    for other in (e for file in files for e in file.po.entries):
        if other.id == entry.id:
            raise FaultError(Fault(f'the id "{entry.id}" is taken by {other.chinese}', other.file, other.line, "choose one: --id"))
        forms = (other.chinese, *(term.text for term in other.terms("zh-variants")))
        if plain_chinese(entry.chinese) in map(plain_chinese, forms):
            hint = "add to that entry, or tell the ideas apart in the Chinese"
            raise FaultError(Fault(f"{entry.chinese} is there already, in {other.id}", other.file, other.line, hint))
    file = files[0] if len(files) == 1 and not entry.domain else _file_of(entry.domain, files)
    entry = entry._replace(domain=file.path.stem)
    return _write(file, entry.id, f"{entry.chinese} = {entry.english} added", paths, lambda editor, _: editor.insert(entry))


def deprecate(paths: list[Path], name: str, term: str, instead: str = "") -> Edited:
    """List an English term as wrong for a concept; from admitted, suspect and exempt it goes away.

    Raises FaultError if it is the preferred term, or listed as deprecated already.
    """
    file, entry = _find(paths, name)
    if plain_english(term) == plain_english(entry.english):
        hint = f"first: glossary terms rename {entry.id} NEW"
        raise FaultError(Fault(f'"{term}" is the preferred term of {entry.id}', file.po.file, entry.line, hint))
    if any(plain_english(t.text) == plain_english(term) for t in entry.terms("deprecated")):
        raise FaultError(Fault(f'"{term}" is deprecated already in {entry.id}', file.po.file, entry.line))

    def change(editor: Editor, entry: PoEntry) -> None:
        for key in ("admitted", "suspect", "exempt"):
            for listed in entry.terms(key):
                if plain_english(listed.text) == plain_english(term):
                    editor.remove_term(entry, key, listed.text)
        editor.add_term(entry, "deprecated", f"{term} => {instead}" if instead else term)

    return _write(file, entry.id, f'"{term}" is deprecated in {entry.id}', paths, change)


def approve(paths: list[Path], name: str, domain: str = "") -> Edited:
    """Make a proposal an entry that counts; with a domain it moves to the file of that name.

    Raises FaultError if it is none, or lacks its Chinese or its English, or if there is no file for the domain.
    """
    file, entry = _find(paths, name)
    if not entry.proposal:
        raise FaultError(Fault(f"{entry.id} is no proposal", file.po.file, entry.line))
    if entry.chinese.startswith("?") or not entry.english.strip():
        what = "its English" if not entry.english.strip() else "its Chinese (write # zh: …)"
        raise FaultError(Fault(f"{entry.id} lacks {what}", file.po.file, entry.line))
    if domain in ("", file.path.stem):
        return _write(file, entry.id, f"{entry.id} counts now", paths, lambda editor, entry: editor.approve(entry))
    target = _file_of(domain, [read_glossary_file(path) for path in po_paths(paths)])
    lines = moved_lines(entry, domain)
    told = f"{entry.id} counts now, and stands in {target.po.file}"
    edited = _write(target, entry.id, told, paths, lambda editor, _: editor.insert_lines(entry.id, lines))
    text = decode(file.data, file.po.file)
    editor = Editor(text, file.po)
    editor.delete(entry)
    replace_file(file.path, file.po.file, file.data, file.data[: len(file.data) - len(text.encode())] + editor.text.encode())
    return edited._replace(doubts=_doubts(paths, entry.id))


def rename(paths: list[Path], name: str, english: str, old: str) -> Edited:
    """Give a concept another preferred term. `old` says what becomes of the former one: admitted, deprecated or forget.

    Raises FaultError if that is its preferred term already.
    """
    if old not in _OLD:
        raise FaultError(Fault(f'"{old}" is not one of: {", ".join(_OLD)}'))
    file, entry = _find(paths, name)
    if entry.english == english:
        raise FaultError(Fault(f'"{english}" is the preferred term of {entry.id} already', file.po.file, entry.line))

    def change(editor: Editor, entry: PoEntry) -> None:
        editor.set_english(entry, english)
        swapped = False
        for key in ("admitted", "deprecated", "suspect", "exempt"):
            for term in entry.terms(key):
                if term.text == english and key == old and not swapped:
                    editor.swap_term(term, entry.english)
                    swapped = True
                elif term.text == english:
                    editor.remove_term(entry, key, english)
        known = any(term.text == entry.english for term in entry.terms(old)) or old == "forget"
        if not swapped and not known and entry.english.strip():
            editor.add_term(entry, old, entry.english)

    return _write(file, entry.id, f'{entry.id} is "{english}" now; "{entry.english}" before ({old})', paths, change)


def identifier(english: str) -> str:
    """An id made of the words of the English."""
    plain = unicodedata.normalize("NFKD", english).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def _find(paths: list[Path], name: str) -> tuple[GlossaryFile, PoEntry]:
    files = [read_glossary_file(path) for path in po_paths(paths)]
    entries = [(file, entry) for file in files for entry in file.po.entries]
    found = [pair for pair in entries if name == pair[1].id] or [pair for pair in entries if name == pair[1].chinese]
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(f"{entry.id} at {entry.file}:{entry.line}" for _, entry in found)
        raise FaultError(Fault(f"{name} is the Chinese of several entries: {places}", hint="give the id"))
    hint = did_you_mean(name, [entry.id for _, entry in entries], "find it with: glossary lookup WORD")
    raise FaultError(Fault(f'there is no entry "{name}" in {", ".join(map(shown_path, paths))}', hint=hint))


def _write(file: GlossaryFile, identity: str, told: str, paths: list[Path], change: Callable[[Editor, PoEntry], object]) -> Edited:
    text = decode(file.data, file.po.file)
    mark = file.data[: len(file.data) - len(text.encode())]
    editor = Editor(text, file.po)
    change(editor, next((e for e in file.po.entries if e.id == identity), _nothing(file)))
    before, after = read_po(text, file.po.file, None).faults, read_po(editor.text, file.po.file, None).faults
    if len(after) > len(before):
        known = {fault.message for fault in before}
        worse = next((fault for fault in after if fault.message not in known), after[-1])
        raise FaultError(worse._replace(line=None, message=f"nothing was written: {worse.message}"))
    replace_file(file.path, file.po.file, file.data, mark + editor.text.encode())
    entry = next(e for e in read_glossary_file(file.path).po.entries if e.id == identity)
    return Edited(file.po.file, entry.first, told, _doubts(paths, identity))


def _doubts(paths: list[Path], identity: str) -> tuple[LintFinding, ...]:
    return tuple(f for f in lint(paths).findings if f.concept == identity and f.severity.rank >= Severity.WARNING.rank)


def _file_of(domain: str, files: list[GlossaryFile]) -> GlossaryFile:
    names = [file.path.stem for file in files]
    if domain not in names:
        hint = did_you_mean(domain, names, f"domains: {', '.join(names)}")
        raise FaultError(Fault(f'there is no file for the domain "{domain}"', hint=hint))
    return files[names.index(domain)]


def _nothing(file: GlossaryFile) -> PoEntry:
    from policy_glossary.termbase.po_lines import Strings

    return PoEntry(file.po.file, 1, 1, (), Strings({}, {}), {})
