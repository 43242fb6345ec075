"""Check files: read each, make its facts, run the rules, settle what they say, and report."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from policy_glossary import __version__
from policy_glossary.engine.compiled import CompiledGlossary, compile_glossary
from policy_glossary.engine.discovery import Found, discover
from policy_glossary.engine.packs import load_rules
from policy_glossary.engine.policy import settle
from policy_glossary.engine.settings import Settings, find_settings
from policy_glossary.formats import read_document
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes, read_standard_input
from policy_glossary.matching.facts import Circumstances, Facts
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.document import Document
from policy_glossary.model.finding import Severity
from policy_glossary.model.report import Fault, FaultError, FileReport, Report, Signature
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import SourceText
from policy_glossary.termbase.layer import Layer, read_layer, shipped_folder

_UNKNOWN = Circumstances()


class Options(NamedTuple):
    """What the caller decides for a run.

    `glossary` names glossaries to use in place of the one found upwards from each file; `shipped` overrides the
    setting of that name. `encoding` is for files without a byte-order mark. `stdin_name` names standard input in the
    report, and its suffix chooses the reader. `min_severity` leaves out milder findings. `circumstances` say what is known
    of the texts: genre and day of writing.
    """

    glossary: tuple[str, ...] = ()
    shipped: bool | None = None
    encoding: str | None = None
    stdin_name: str | None = None
    min_severity: Severity = Severity.INFO
    circumstances: Circumstances = _UNKNOWN


def check_document(
    document: Document,
    matcher: Matcher,
    rules: Iterable[Rule],
    minimum: Severity = Severity.INFO,
    circumstances: Circumstances = _UNKNOWN,
) -> FileReport:
    """The findings of one document. Pure: the same document, glossary, rules and circumstances give the same report."""
    facts = Facts(document, matcher, circumstances)
    findings = [f for rule in rules if not rule.gated or facts.policy_prose for f in rule.check(facts)]
    kept = [finding for finding in settle(findings) if finding.severity.rank >= minimum.rank]
    sentences = tuple(facts.sentences.sentence_at(finding.span.start) for finding in kept)
    return FileReport(document, facts.words.total, tuple(kept), sentences)


def check_paths(paths: Iterable[str], options: Options) -> Report:
    """Check files, folders and standard input ("-"). What cannot be read is a fault; the rest is still checked."""
    run = _Run(options)
    files: list[FileReport] = []
    for found in discover(paths, run.faults):
        try:
            files.append(run.check(found))
        except FaultError as error:
            run.faults.append(error.fault)
    return run.report(files)


class _Run:
    """One run: glossaries are compiled once for each combination of layers that the files need."""

    def __init__(self, options: Options) -> None:
        self.faults: list[Fault] = []
        self._options = options
        self._rules = load_rules()
        self._notes: list[str] = []
        self._settings: dict[Path, Settings] = {}
        self._layers: dict[Path, Layer] = {}
        self._matchers: dict[tuple[str, ...], Matcher] = {}
        self._signatures: dict[tuple[str, ...], tuple[str, int]] = {}

    def check(self, found: Found) -> FileReport:
        name = self._options.stdin_name or found.name if found.path is None else found.name
        data = read_standard_input(name) if found.path is None else read_bytes(found.path, name)
        text = decode(data, name, self._options.encoding)
        document = read_document(SourceText(name, text))
        folder = found.path.resolve().parent if found.path else Path.cwd()
        report = check_document(
            document, self._matcher(folder), self._rules, self._options.min_severity, self._options.circumstances
        )
        if report.words == 0:
            self._notes.append(f"{name}: is empty: 0 words" if not text.strip() else f"{name}: holds no words")
        elif (foreign := _foreign_script(text)) is not None:
            self._notes.append(f"{name}: most of it is {foreign}, not English: only English is checked")
        return report

    def report(self, files: list[FileReport]) -> Report:
        faults = tuple(dict.fromkeys(self.faults))
        signature = Signature(__version__, tuple(self._signatures.values()), tuple(rule.code for rule in self._rules))
        return Report(tuple(files), faults, tuple(dict.fromkeys(self._notes)), signature)

    def _matcher(self, folder: Path) -> Matcher:
        layers = self._layers_for(folder)
        key = tuple(layer.digest for layer in layers)
        if key not in self._matchers:
            compiled = compile_glossary(layers)
            self._remember(key, compiled)
        return self._matchers[key]

    def _remember(self, key: tuple[str, ...], compiled: CompiledGlossary) -> None:
        self.faults.extend(compiled.faults)
        self._notes.extend(compiled.notes)
        self._matchers[key] = Matcher(compiled.terms)
        self._signatures[key] = ("+".join(digest[:12] for digest in key), compiled.concepts)

    def _layers_for(self, folder: Path) -> tuple[Layer, ...]:
        """The shipped glossary, if it counts, and the project's; a copy of the shipped one counts once."""
        named = tuple(Path(name) for name in self._options.glossary)
        if folder not in self._settings:
            self._settings[folder] = Settings() if named and self._options.shipped is not None else find_settings(folder)
        settings = self._settings[folder]
        shipped = settings.shipped if self._options.shipped is None else self._options.shipped
        paths = ([shipped_folder()] if shipped else []) + list(named or settings.glossary)
        layers = {layer.digest: layer for layer in map(self._layer, paths)}
        if not layers:
            hint = "name a glossary, or let the shipped one count"
            raise FaultError(Fault("no glossary to check with: the shipped one is switched off", hint=hint))
        return tuple(layers.values())

    def _layer(self, path: Path) -> Layer:
        if path not in self._layers:
            self._layers[path] = read_layer(path, _display(path))
        return self._layers[path]


def _display(path: Path) -> str:
    """A path as short as it can be said from here; the shipped glossary by its name."""
    if path == shipped_folder():
        return "glossary"
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if relative.startswith("..") else Path(relative).as_posix()


def _foreign_script(text: str) -> str | None:
    """Name the script of a text if most of its letters are Han, else None."""
    if text.isascii():
        return None
    letters = re.findall(r"[^\W\d_]", text[:4_000])
    han = sum(map("\u3400".__le__, letters))
    return "Chinese" if han > len(letters) * 0.5 else None
