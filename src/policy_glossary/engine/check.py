"""Check files: read each, find what decides over it, have it judged, and report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from policy_glossary import __version__
from policy_glossary.engine.discovery import Discovery, Found
from policy_glossary.engine.exclusions import Exclusions
from policy_glossary.engine.glossaries import Glossaries
from policy_glossary.engine.judgement import UNKNOWN, Checked, Judgement, Recalled, check_document
from policy_glossary.engine.notes import passed_over_notes
from policy_glossary.engine.places import top_folder
from policy_glossary.engine.ruleset import RuleSets
from policy_glossary.engine.settings import Settings, find_settings
from policy_glossary.engine.suppress import Suppression, side_suppressions
from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.intake.files import read_bytes, read_standard_input, shown_path
from policy_glossary.language.scripts import mostly_han, reads_as_another_language
from policy_glossary.matching.facts import Circumstances
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.concept import Concept
from policy_glossary.model.document import Document
from policy_glossary.model.finding import Severity
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError, FileReport, Report, Signature


class Options(NamedTuple):
    """What the caller decides for a run.

    `glossary` names glossaries to use in place of the one found upwards from each file; `shipped` overrides the
    setting of that name, as do `encoding` (for files without a byte-order mark), `min_severity` (leaves out milder findings),
    `fail_on` and `min_score` (what makes a build fail) unless they are None. `stdin_name` names standard input in the report:
    its suffix chooses the reader, its folder the settings. `circumstances` say what is known of the texts: genre and day of
    writing. `select` runs only these rules (codes, names, families, or letters such as STY). `all_segments` speaks of drafts
    and locked segments of translation files as well. `exclude` adds patterns to those of the settings; with `force_exclude`
    they hold for files that are named, too. `baseline` names a file of known findings, which are left out, in place of the one
    that settings name; with `known` they are kept all the same. `changed_since` is a revision of git: only findings on lines
    that differ from it are kept. `with_rules` puts the rules that found something into the report. `source` is the Chinese of the
    file, or a folder with that of all files; without it `beside` says that Chinese which stands beside a file is taken.
    """

    glossary: tuple[str, ...] = ()
    shipped: bool | None = None
    encoding: str | None = None
    stdin_name: str | None = None
    min_severity: Severity | None = None
    fail_on: Severity | None = None
    min_score: float | None = None
    circumstances: Circumstances = UNKNOWN
    select: tuple[str, ...] = ()
    all_segments: bool = False
    baseline: str | None = None
    known: bool = False
    changed_since: str | None = None
    with_rules: bool = False
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    source: str | None = None
    beside: bool = True


class Basis(NamedTuple):
    """One file as bytes, and all that decides over it but the parsed glossary, whose layers it names by digest.

    `original` is the Chinese that it translates, if that is a file of its own.
    """

    raw: RawFile
    settings: Settings
    judgement: Judgement
    layers: tuple[str, ...]
    original: RawFile | None = None


class Run:
    """One run: glossaries and packs are read once for each combination that the files need."""

    def __init__(self, options: Options) -> None:
        self.faults: list[Fault] = []
        self.passed_over: dict[str, str] = {}  # files that are none to be checked, and why
        self._options = options
        self._notes: list[str] = []
        self._settings: dict[Path, Settings] = {}
        self._rules = RuleSets(options.select, self.faults)
        self._glossaries = Glossaries(options.glossary, options.shipped, self.faults, self._notes)
        self._idle: dict[Suppression, None] = {}
        self._used: set[Suppression] = set()
        self._originals: set[Path] = set()

    def discover(self, paths: Iterable[str]) -> list[Found]:
        """The files that paths mean, by these options and the settings of their folders."""
        options = self._options
        exclusions = Exclusions(self._settings_of, options.exclude, os.getcwd(), self.faults, self._notes)  # noqa: PTH109 - a text
        found = Discovery(exclusions, self.faults, self._notes, options.force_exclude).files(paths)
        if options.force_exclude and options.stdin_name:
            why = exclusions.why_named(os.path.realpath(options.stdin_name), folder=False)
            found = [file for file in found if file.path or not why]
            self._notes += [f"{options.stdin_name}: passed over, by {why}"] if why else []
        if options.source is not None and len(found) > 1 and not Path(options.source).is_dir():
            hint = "name a folder that holds the Chinese of each, or check one file"
            message = f"is one file, but {len(found):,} files are to be checked against it"
            self.faults.append(Fault(message, options.source, hint=hint))
            return []
        if len(found) > 1 and (options.source is not None or any(self._may_have_original(file) for file in found)):
            from policy_glossary.engine.originals import without_originals  # most runs have no Chinese

            found, chinese = without_originals(found, options.source)
            self._notes += [f"Chinese files that others are checked against: {chinese:,}"] if chinese else []
        return found

    def _may_have_original(self, found: Found) -> bool:
        return self._options.beside and found.path is not None and _tells_english(found.path)

    def basis(self, found: Found) -> Basis:
        """Read a file and find out what it is judged by. Raises FaultError if it cannot be read."""
        options = self._options
        name = options.stdin_name or found.name if found.path is None else found.name
        path = found.path or (Path(options.stdin_name) if options.stdin_name else None)
        path = Path(os.path.realpath(path)) if path else None
        folder = path.parent if path else Path.cwd()
        data = read_standard_input(name) if found.path is None else read_bytes(found.path, name)
        settings = self._settings_of(folder)
        judging = settings.judging_of(path)
        judgement = Judgement(
            rules=self._rules.of(settings, judging),
            judging=judging,
            suppressions=tuple(side_suppressions(folder, name)) if path else (),
            circumstances=options.circumstances,
            minimum=options.min_severity or judging.min_severity or Severity.INFO,
            weights=settings.weights,
            all_segments=options.all_segments,
            needs=self._rules.needs(settings),
            left_out=self._rules.left_out(settings),
        )
        raw = RawFile(name, data, options.encoding or judging.encoding)
        layers = tuple(layer.digest for layer in self._glossaries.layers(settings))
        return Basis(raw, settings, judgement, layers, self._original(found, raw))

    def _original(self, found: Found, raw: RawFile) -> RawFile | None:
        """The Chinese of a file; what stands in the way is a fault of the run, and the English is checked alone."""
        options = self._options
        if options.source is None and not self._may_have_original(found):
            return None
        from policy_glossary.engine.originals import read_original  # most runs have no Chinese

        try:
            original = read_original(found, raw, options.source)
        except FaultError as error:
            self.faults.append(error.fault)
            return None
        self._originals |= {Path(original.name)} if original else set()
        if original is None and options.source is not None:
            self._notes.append(f"{found.name}: holds its own Chinese, or is Chinese: --source does not count for it")
        return original

    def prepare(self, found: Found) -> tuple[Document, Matcher, Judgement]:
        """One file as a document, with the matcher and the judgement that hold for it."""
        basis = self.basis(found)
        return self.read(basis), self.matcher(basis.settings), basis.judgement

    def read(self, basis: Basis) -> Document:
        """The document of a file; what its reader has to say is kept for the report."""
        reading = read_file(basis.raw)
        self._notes.extend(f"{basis.raw.name}: {note}" for note in reading.notes)
        self.faults.extend(reading.faults)
        if reading.passed_over:
            self.passed_over[basis.raw.name] = reading.passed_over
        return reading.document

    def check(self, found: Found) -> FileReport:
        """Check one file. Raises FaultError if it cannot be read."""
        basis = self.basis(found)
        return self.keep(self.judge(self.read(basis), basis), basis)

    def judge(self, document: Document, basis: Basis) -> Checked:
        """What is found in the document of a file, beside its Chinese if that is at hand.

        Raises FaultError if it is not the English of that Chinese.
        """
        matcher = self.matcher(basis.settings)
        if basis.original is not None or document.segments:
            from policy_glossary.engine.pairs import pairs_of  # few runs have the Chinese

            beside = pairs_of(document, basis.original, matcher)
            checked = check_document(document, matcher, basis.judgement, beside.pairs)
            return checked._replace(notes=beside.notes + checked.notes, faults=beside.faults + checked.faults)
        return check_document(document, matcher, basis.judgement)

    def keep(self, checked: Checked | Recalled, basis: Basis) -> FileReport:
        """The report of a checked file, after what the run has to say of it was noted."""
        name, text = basis.raw.name, checked.report.document.source.text
        self.matcher(basis.settings)  # its faults and its signature belong to the run, whoever used it
        self._rules.refuse_unknown(basis.settings, lambda: (c.id for c in self.matcher(basis.settings).concepts()))
        self._idle.update(dict.fromkeys(basis.judgement.suppressions))
        self._used |= checked.used
        self._notes.extend(checked.notes)
        self.faults.extend(checked.faults)
        if name in self.passed_over:
            return checked.report
        if checked.report.words == 0:
            self._notes.append(f"{name}: is empty: 0 words" if not text.strip() else f"{name}: holds no words")
        elif not text.isascii() and mostly_han(text):
            self._notes.append(f"{name}: most of it is Chinese, not English: only English is checked")
        elif reads_as_another_language(text):
            self._notes.append(f"{name}: reads as another language: only English is checked")
        options, judging = self._options, basis.judgement.judging
        named = Path(options.baseline) if options.baseline is not None else basis.settings.baseline
        least = judging.min_score if options.min_score is None else options.min_score
        return checked.report._replace(
            baseline=None if options.known else named,
            fail_on=options.fail_on or judging.fail_on or Severity.WARNING,
            min_score=0.0 if least is None else least,
        )

    def asked_for(self, report: Report) -> Report:
        """The report without findings that are known or on lines that did not change, as the options want it."""
        options = self._options
        if options.changed_since is None and not options.with_rules and not any(file.baseline for file in report.files):
            return report
        from policy_glossary.engine.narrow import narrowed  # most runs have no history

        packs = dict.fromkeys(path for settings in self._settings.values() for path in settings.packs)
        return narrowed(report, options, tuple(packs))

    def clear_notes(self) -> None:
        """Forget the remarks so far; a suppression that was of use once stays one."""
        self._notes.clear()

    def deciders(self) -> list[Path]:
        """The packs, glossary files and Chinese files that were read; a folder of them stands for what is added to it."""
        packs = [path for settings in self._settings.values() for path in settings.packs]
        return [*packs, *self._glossaries.files(), *self._originals]

    def note(self, told: Iterable[str]) -> None:
        """Keep remarks for the report."""
        self._notes.extend(told)

    def report(self, files: list[FileReport]) -> Report:
        """The report of these files, with all that went wrong and what a stranger needs to repeat the run."""
        notes = self._notes + list(passed_over_notes(self.passed_over))
        notes += [f"{shown_path(Path(s.place))}: suppresses nothing" for s in self._idle if s not in self._used]
        signature = Signature(__version__, self._glossaries.signatures(), tuple(self._rules.names()))
        return Report(tuple(files), tuple(dict.fromkeys(self.faults)), tuple(dict.fromkeys(notes)), signature, top_folder())

    def settings_files(self) -> list[str]:
        """The files of settings that were found, as they can be said from here."""
        return sorted({shown_path(settings.file) for settings in self._settings.values() if settings.file})

    def _settings_of(self, folder: Path) -> Settings:
        if folder not in self._settings:
            self._settings[folder] = find_settings(folder)
        return self._settings[folder]

    def matcher(self, settings: Settings) -> Matcher:
        """The matcher of the glossaries that count for these settings."""
        return self._glossaries.matcher(settings)

    def known_concepts(self) -> Iterator[Concept]:
        """The concepts of all glossaries that this run has used so far."""
        return self._glossaries.concepts()


def _tells_english(path: Path) -> bool:
    """True if a name on the path may say that the file is English; quick, because it is asked of every file."""
    told = f"/{os.path.abspath(path)}".replace("\\", "/").lower()  # noqa: PTH100 - a text
    return any(mark in told for mark in ("/en", ".en", "-en", "_en"))
