"""Add, deprecate, approve and rename: one change in the right file, refused if the glossary could not be read afterwards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from policy_glossary.engine.desk import GlossaryFile, lint, po_paths, read_glossary_file
from policy_glossary.engine.settings import find_settings
from policy_glossary.engine.term_tests import renamed_tests, run_term_tests
from policy_glossary.intake.files import shown_path
from policy_glossary.model.concept import Concept
from policy_glossary.model.finding import Severity
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.lint import LintFinding
from policy_glossary.model.report import Fault, FaultError, did_you_mean
from policy_glossary.termbase.edits import Editor, NewEntry, moved_lines
from policy_glossary.termbase.exchange.formats import read_records
from policy_glossary.termbase.keys import ARROW
from policy_glossary.termbase.layer import shipped_folder
from policy_glossary.termbase.lint.wording import plain_chinese, plain_english
from policy_glossary.termbase.po import read_concepts, read_po
from policy_glossary.termbase.po_lines import PoEntry, read_po_lines

_OLD = ("admitted", "deprecated", "forget")


class Edited(NamedTuple):
    """What was changed: the file and line of the entry, in words, what lint says of the entry now, and what became of a shipped one."""

    file: str
    line: int
    told: str
    doubts: tuple[LintFinding, ...]
    note: str = ""


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
    edited = _write(file, entry.id, f"{entry.chinese} = {entry.english} added", paths, lambda editor, _: editor.insert(entry))
    return edited._replace(note=_displaced(paths, entry.id, entry.chinese, entry.proposal))


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
            editor.map_terms(entry, key, lambda *item: None if plain_english(item[0]) == plain_english(term) else item)
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
    note = _displaced(paths, entry.id, entry.chinese)
    if domain in ("", file.path.stem):
        edited = _write(file, entry.id, f"{entry.id} counts now", paths, lambda editor, entry: editor.approve(entry))
        return edited._replace(note=note)
    target = _file_of(domain, [read_glossary_file(path) for path in po_paths(paths)])
    lines = moved_lines(entry, domain)
    told = f"{entry.id} counts now, and stands in {target.po.file}"
    edited = _write(target, entry.id, told, paths, lambda editor, _: editor.insert_lines(entry.id, lines))
    editor = Editor(file.decoded.text, file.po)
    editor.delete(entry)
    file.replace(editor.text)
    return edited._replace(doubts=_doubts(paths, entry.id), note=note)


def rename(paths: list[Path], name: str, english: str, old: str) -> Edited:
    """Give a concept another preferred term. `old` says what becomes of the former one: admitted, deprecated or forget.

    Where the former one was to be written instead of another, and in must-match lines that hold with the new one only, the new
    one takes its place. Raises FaultError if that is the preferred term already.
    """
    if old not in _OLD:
        raise FaultError(Fault(f'"{old}" is not one of: {", ".join(_OLD)}'))
    file, entry = _find(paths, name)
    if entry.english == english:
        raise FaultError(Fault(f'"{english}" is the preferred term of {entry.id} already', file.po.file, entry.line))

    def change(editor: Editor, entry: PoEntry) -> None:
        former = entry.english
        known = old == "forget" or not former.strip() or any(term.text == former for term in entry.terms(old))
        place = not known and any(term.text == english for term in entry.terms(old))

        def renamed(text: str, replacement: str) -> tuple[str, str] | None:
            if text == english:
                return None
            return text, english if replacement and replacement == former else replacement

        def exchanged(text: str, replacement: str) -> tuple[str, str] | None:
            return (former, "") if text == english else renamed(text, replacement)

        editor.set_english(entry, english)
        for key in ("admitted", "deprecated", "suspect", "exempt"):
            editor.map_terms(entry, key, exchanged if place and key == old else renamed)
        if not known and not place:
            editor.add_term(entry, old, former)

    told = f'{entry.id} is "{english}" now; "{entry.english}" before ({old})'
    return _write(file, entry.id, told, paths, change, entry.english)


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


def _write(
    file: GlossaryFile, identity: str, told: str, paths: list[Path], change: Callable[[Editor, PoEntry], object], former: str = ""
) -> Edited:
    """Write a change, and after it the tests in which a new preferred term takes the place of the `former` one."""
    text = file.decoded.text
    editor = Editor(text, file.po)
    change(editor, next((e for e in file.po.entries if e.id == identity), _nothing(file)))
    before, read = read_po(text, file.po.file, None).faults, read_po(editor.text, file.po.file, None)
    if len(read.faults) > len(before):
        known = {fault.message for fault in before}
        worse = next((fault for fault in read.faults if fault.message not in known), read.faults[-1])
        raise FaultError(worse._replace(line=None, message=f"nothing was written: {worse.message}"))
    new, tests = _retold(editor.text, file.po.file, next((c for c in read.concepts if c.id == identity), None), former)
    file.replace(new)
    entry = next(e for e in read_glossary_file(file.path).po.entries if e.id == identity)
    told += f"; {tests} must-match line{'s say' if tests > 1 else ' says'} it now" if tests else ""
    return Edited(file.po.file, entry.first, told, _doubts(paths, identity))


def _retold(text: str, name: str, concept: Concept | None, former: str) -> tuple[str, int]:
    """A PO text with the tests of a concept as they are to read after its former term, and how many of them changed."""
    tests = renamed_tests(concept, former) if concept and concept.tests and former.strip() else {}
    po = read_po_lines(text, name)
    editor = Editor(text, po)
    for comment in (c for entry in po.entries for c in entry.comments if c.line in tests):
        editor.set_value(comment, f"{tests[comment.line].text} {ARROW} {tests[comment.line].expected}")
    return editor.text, len(tests)


def _doubts(paths: list[Path], identity: str) -> tuple[LintFinding, ...]:
    """What lint says of an entry, and which of its tests do not hold, whatever other entries say."""
    doubts = [f for f in lint(paths).findings if f.concept == identity and f.severity.rank >= Severity.WARNING.rank]
    for path in po_paths(paths):
        file = read_glossary_file(path)
        if not any(entry.id == identity for entry in file.po.entries):
            continue
        concepts = [c for c in read_concepts(file.po, None).concepts if c.id == identity and c.tests]
        for failure in run_term_tests(concepts)[1] if concepts else []:
            kind = next(f"must-{'not' if t.expected is None else 'match'}" for t in failure.concept.tests if t.line == failure.line)
            doubts.append(LintFinding(kind, Severity.WARNING, file.po.file, failure.line, identity, failure.message))
    return tuple(doubts)


def _file_of(domain: str, files: list[GlossaryFile]) -> GlossaryFile:
    names = [file.path.stem for file in files]
    if domain not in names:
        new = f"; for a new one make an empty file {domain}.po beside {files[0].po.file}" if identifier(domain) == domain else ""
        hint = did_you_mean(domain, names, f"domains: {', '.join(names)}{new}")
        raise FaultError(Fault(f'there is no file for the domain "{domain}"', hint=hint))
    return files[names.index(domain)]


def _displaced(paths: list[Path], identity: str, chinese: str, proposal: bool = False) -> str:
    """What an entry of a project's own glossary does to an entry of the shipped glossary, which it replaces."""
    shipped = shipped_folder()
    if not find_settings(Path.cwd()).shipped or any(path.resolve() == shipped.resolve() for path in paths):
        return ""
    entries = [entry for entry in read_records(shipped, "glossary").entries if not entry.fuzzy]
    other = next((e for e in entries if e.chinese == chinese), None) or next((e for e in entries if e.id == identity), None)
    if other is None:
        return ""
    name = f'the shipped {other.id} = "{other.english}"'
    if proposal:
        return f"{name} counts until this is approved"
    return f"it takes the place of {name} and of all renderings listed there (glossary lookup --no-shipped shows yours alone)"


def _nothing(file: GlossaryFile) -> PoEntry:
    from policy_glossary.termbase.po_lines import Strings

    return PoEntry(file.po.file, 1, 1, (), Strings({}, {}), {})
