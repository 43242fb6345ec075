"""Check files: read each, make its facts, run the rules, settle what they say, and report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from policy_glossary import __version__
from policy_glossary.engine.compiled import compile_glossary
from policy_glossary.engine.discovery import Found
from policy_glossary.engine.packs import load_checks
from policy_glossary.engine.policy import judge, rule_selectors, settle
from policy_glossary.engine.settings import Judging, Settings, find_settings
from policy_glossary.engine.suppress import Suppression, apply_suppressions, side_suppressions
from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.intake.files import read_bytes, read_standard_input
from policy_glossary.matching.facts import Circumstances, Facts
from policy_glossary.matching.genre import Genre
from policy_glossary.matching.matcher import Matcher
from policy_glossary.matching.presence import holds
from policy_glossary.model.bitext import Pair
from policy_glossary.model.concept import Concept
from policy_glossary.model.document import Document, State
from policy_glossary.model.finding import Finding, Severity
from policy_glossary.model.report import Fault, FaultError, FileReport, Report, Signature
from policy_glossary.model.rule import Rule
from policy_glossary.scoring.mqm import WEIGHTS, mqm_score
from policy_glossary.termbase.layer import Layer, read_layer, shipped_folder

_UNKNOWN = Circumstances()
_AS_SHIPPED = Judging()


class Options(NamedTuple):
    """What the caller decides for a run.

    `glossary` names glossaries to use in place of the one found upwards from each file; `shipped` overrides the
    setting of that name. `encoding` is for files without a byte-order mark. `stdin_name` names standard input in the
    report, and its suffix chooses the reader. `min_severity` leaves out milder findings. `circumstances` say what is known
    of the texts: genre and day of writing. `select` runs only these rules (codes, names, families, or letters such as STY).
    `all_segments` speaks of drafts and locked segments of translation files as well.
    """

    glossary: tuple[str, ...] = ()
    shipped: bool | None = None
    encoding: str | None = None
    stdin_name: str | None = None
    min_severity: Severity = Severity.INFO
    circumstances: Circumstances = _UNKNOWN
    select: tuple[str, ...] = ()
    all_segments: bool = False


class Judgement(NamedTuple):
    """What decides over the findings of one document, apart from its glossary."""

    rules: tuple[Rule, ...]
    judging: Judging = _AS_SHIPPED
    suppressions: tuple[Suppression, ...] = ()
    circumstances: Circumstances = _UNKNOWN
    minimum: Severity = Severity.INFO
    weights: tuple[tuple[Severity, float], ...] = ()
    all_segments: bool = False


class Recalled(NamedTuple):
    """What is known of a checked document: its report, the suppressions of side files that were of use, remarks, rules that broke."""

    report: FileReport
    used: frozenset[Suppression]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]


class Checked(NamedTuple):
    """The same of a document that was checked just now, with its facts."""

    report: FileReport
    used: frozenset[Suppression]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]
    facts: Facts


def check_document(document: Document, matcher: Matcher, judgement: Judgement, pairs: tuple[Pair, ...] = ()) -> Checked:
    """The findings of one document. Pure: the same document, glossary, judgement and Chinese give the same report."""
    rules, judging = judgement.rules, judgement.judging
    circumstances = judgement.circumstances
    if judging.genre and circumstances.genre is Genre.AUTO:
        circumstances = circumstances._replace(genre=judging.genre)
    facts = Facts(document, matcher, circumstances, pairs)
    found: list[Finding] = []
    faults: list[Fault] = []
    present = matcher.presence(rules).of(facts.lowered)
    for rule in rules:
        wanted = (pairs or not rule.bilingual) and holds(rule.needs, present, facts.lowered)
        if wanted and (not rule.gated or facts.policy_prose):
            found += _run_rule(rule, facts, faults)
    by_code = {rule.code: rule for rule in rules}
    judged = settle(judge(found, judging, by_code))
    if not judgement.all_segments:
        judged = _in_open_segments(judged, document)
    kept, used, notes = apply_suppressions(judged, document, judgement.suppressions, by_code)
    findings = tuple(f for f in kept if f.severity.rank >= judgement.minimum.rank)
    sentences = tuple(facts.sentences.sentence_at(finding.span.start) for finding in findings)
    words = facts.words.total
    score = mqm_score(kept, words, {**WEIGHTS, **dict(judgement.weights)})
    silent = 0 if not any(rule.gated for rule in rules) or facts.policy_prose else sum(rule.gated for rule in rules)
    report = FileReport(document, words, findings, sentences, score.score if score else None, silent)
    return Checked(report, frozenset(used), tuple(notes), tuple(faults), facts)


def _in_open_segments(findings: list[Finding], document: Document) -> list[Finding]:
    """Findings that somebody may act on: none in drafts and in locked segments."""
    if all(block.state is State.OPEN for block in document.blocks):
        return findings
    blocks = ((finding, document.block_at(finding.span.start)) for finding in findings)
    return [finding for finding, block in blocks if block is None or block.state is State.OPEN]


def _run_rule(rule: Rule, facts: Facts, faults: list[Fault]) -> list[Finding]:
    """The findings of one rule; a rule that breaks is a fault of ours, and the others go on."""
    source = facts.document.source
    try:
        found = list(rule.check(facts))
    except Exception as error:
        if os.environ.get("GLOSSARY_DEBUG"):
            raise
        told = " ".join(f"{type(error).__name__}: {error}".split())
        faults.append(Fault(f"a bug of ours: the rule {rule.code} broke: {told}", source.name, ours=True))
        return []
    outside = [f for f in found if not 0 <= f.span.start <= f.span.end <= len(source.text)]
    faults += [Fault(f"a bug of ours: the rule {f.rule} pointed outside of the text", source.name, ours=True) for f in outside[:1]]
    return [f for f in found if f not in outside] if outside else found


class Basis(NamedTuple):
    """One file as bytes, and all that decides over it but the parsed glossary, whose layers it names by digest."""

    raw: RawFile
    settings: Settings
    judgement: Judgement
    layers: tuple[str, ...]


class Run:
    """One run: glossaries and packs are read once for each combination that the files need."""

    def __init__(self, options: Options) -> None:
        self.faults: list[Fault] = []
        self._options = options
        self._notes: list[str] = []
        self._settings: dict[Path, Settings] = {}
        self._rules: dict[tuple[tuple[Path, ...], frozenset[str]], tuple[Rule, ...]] = {}
        self._layers: dict[Path, Layer] = {}
        self._matchers: dict[tuple[str, ...], Matcher] = {}
        self._signatures: dict[tuple[str, ...], tuple[str, int]] = {}
        self._idle: dict[Suppression, None] = {}
        self._used: set[Suppression] = set()
        self._noted: set[Settings] = set()

    def basis(self, found: Found) -> Basis:
        """Read a file and find out what it is judged by. Raises FaultError if it cannot be read."""
        name = self._options.stdin_name or found.name if found.path is None else found.name
        data = read_standard_input(name) if found.path is None else read_bytes(found.path, name)
        path = found.path.resolve() if found.path else None
        folder = path.parent if path else Path.cwd()
        settings = self._settings_of(folder)
        side = tuple(side_suppressions(folder, name)) if path else ()
        judgement = Judgement(
            rules=self._rules_of(settings),
            judging=settings.judging_of(path),
            suppressions=side,
            circumstances=self._options.circumstances,
            minimum=self._options.min_severity,
            weights=settings.weights,
            all_segments=self._options.all_segments,
        )
        raw = RawFile(name, data, self._options.encoding)
        return Basis(raw, settings, judgement, tuple(layer.digest for layer in self._layers_of(settings)))

    def prepare(self, found: Found) -> tuple[Document, Matcher, Judgement]:
        """One file as a document, with the matcher and the judgement that hold for it."""
        basis = self.basis(found)
        return self.read(basis), self.matcher(basis.settings), basis.judgement

    def read(self, basis: Basis) -> Document:
        """The document of a file; what its reader has to say is kept for the report."""
        reading = read_file(basis.raw)
        self._notes.extend(f"{basis.raw.name}: {note}" for note in reading.notes)
        self.faults.extend(reading.faults)
        return reading.document

    def check(self, found: Found) -> FileReport:
        """Check one file. Raises FaultError if it cannot be read."""
        basis = self.basis(found)
        document, matcher = self.read(basis), self.matcher(basis.settings)
        return self.keep(check_document(document, matcher, basis.judgement), basis)

    def keep(self, checked: Checked | Recalled, basis: Basis) -> FileReport:
        """The report of a checked file, after what the run has to say of it was noted."""
        name, text = basis.raw.name, checked.report.document.source.text
        self.matcher(basis.settings)  # its faults and its signature belong to the run, whoever used it
        self._note_unknown(basis)
        self._idle.update(dict.fromkeys(basis.judgement.suppressions))
        self._used |= checked.used
        self._notes.extend(checked.notes)
        self.faults.extend(checked.faults)
        if checked.report.words == 0:
            self._notes.append(f"{name}: is empty: 0 words" if not text.strip() else f"{name}: holds no words")
        elif (foreign := _foreign_script(text)) is not None:
            self._notes.append(f"{name}: most of it is {foreign}, not English: only English is checked")
        return checked.report

    def clear_notes(self) -> None:
        """Forget the remarks so far; a suppression that was of use once stays one."""
        self._notes.clear()

    def deciders(self) -> list[Path]:
        """The packs and glossary files that were read; a folder of them stands for what is added to it."""
        packs = [path for settings in self._settings.values() for path in settings.packs]
        files = [file for path in self._layers if path.is_dir() for file in sorted(path.glob("*.po"))]
        return [*packs, *self._layers, *files]

    def note(self, told: Iterable[str]) -> None:
        """Keep remarks for the report."""
        self._notes.extend(told)

    def report(self, files: list[FileReport]) -> Report:
        """The report of these files, with all that went wrong and what a stranger needs to repeat the run."""
        notes = self._notes + [f"{_display(Path(s.place))}: suppresses nothing" for s in self._idle if s not in self._used]
        names = sorted({(rule.code, rule.name) for rules in self._rules.values() for rule in rules})
        signature = Signature(__version__, tuple(self._signatures.values()), tuple(names))
        return Report(tuple(files), tuple(dict.fromkeys(self.faults)), tuple(dict.fromkeys(notes)), signature)

    def _note_unknown(self, basis: Basis) -> None:
        """A note for each selector of the settings that names no rule and no concept; asked once for each settings."""
        settings, rules = basis.settings, basis.judgement.rules
        if settings in self._noted or self._options.select:
            return
        self._noted.add(settings)
        judgings = [settings.judging, *(judging for _, judging in settings.per_path)]
        wanted = {name for judging in judgings for name in (*judging.disable, *(selector for selector, _ in judging.severity))}
        wanted -= {name for rule in rules for name in rule_selectors(rule)}
        if wanted:
            wanted -= {concept.id for concept in self.matcher(settings).concepts()}
        self._notes += [f'the settings name "{name}", which is no rule and no concept' for name in sorted(wanted)]

    def settings_files(self) -> list[str]:
        """The files of settings that were found, as they can be said from here."""
        return sorted({_display(settings.file) for settings in self._settings.values() if settings.file})

    def _settings_of(self, folder: Path) -> Settings:
        if folder not in self._settings:
            self._settings[folder] = find_settings(folder)
        return self._settings[folder]

    def _rules_of(self, settings: Settings) -> tuple[Rule, ...]:
        key = settings.packs, settings.enable
        if key not in self._rules:
            self._rules[key] = load_checks(settings.packs, self._options.select, settings.enable)
        return self._rules[key]

    def matcher(self, settings: Settings) -> Matcher:
        """The matcher of the glossaries that the settings name."""
        layers = self._layers_of(settings)
        key = tuple(layer.digest for layer in layers)
        if key not in self._matchers:
            compiled = compile_glossary(layers)
            self.faults.extend(compiled.faults)
            self._notes.extend(compiled.notes)
            self._matchers[key] = Matcher(compiled.terms)
            self._signatures[key] = ("+".join(digest[:12] for digest in key), compiled.concepts)
        return self._matchers[key]

    def known_concepts(self) -> Iterator[Concept]:
        """The concepts of all glossaries that this run has used so far."""
        for matcher in self._matchers.values():
            yield from matcher.concepts()

    def _layers_of(self, settings: Settings) -> tuple[Layer, ...]:
        """The shipped glossary, if it counts, and the project's; a copy of the shipped one counts once."""
        named = tuple(Path(name) for name in self._options.glossary)
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
    from policy_glossary.language.scripts import mostly_han  # English texts with curly quotation marks come here too

    return "Chinese" if mostly_han(text) else None
