"""The glossary files that people work on: where they are, what stands in them, and what is doubtful about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from policy_glossary.engine.settings import find_settings
from policy_glossary.intake.encoding import Decoded, decode, decode_own
from policy_glossary.intake.files import read_bytes, replace_file, shown_path
from policy_glossary.intake.memory import many_objects
from policy_glossary.model.finding import Severity
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.lint import LintFinding
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.termbase.canonical import canonical
from policy_glossary.termbase.layer import Layer, read_files, read_layer, shipped_folder
from policy_glossary.termbase.lint.across import check_across, dead_sources
from policy_glossary.termbase.lint.entry import check_entry
from policy_glossary.termbase.lint.wording import Wordings
from policy_glossary.termbase.po import read_concepts
from policy_glossary.termbase.po_lines import PoLines, read_po_lines

_ROUNDS = 5  # a mended line may show the next thing to mend
_TABLE = re.compile(r"\[([^\]]+)\]\s*(?:#.*)?$")


class GlossaryFile(NamedTuple):
    """One PO file: where it is, its bytes, as decoded, and its lines under the name that people are told."""

    path: Path
    data: bytes
    decoded: Decoded
    po: PoLines

    def replace(self, text: str) -> None:
        """Write another text into the file, in the encoding that it has. Raises FaultError if that fails, or the file has changed."""
        replace_file(self.path, self.po.file, self.data, self.decoded.mark + text.encode(self.decoded.encoding))


class Formatted(NamedTuple):
    """Files that are not in canonical form, those with a fault, and how many were looked at."""

    changed: tuple[str, ...]
    faults: tuple[Fault, ...]
    files: int


class Linted(NamedTuple):
    """What lint found, in the order of files and lines; what could not be read; and the number of entries looked at."""

    findings: tuple[LintFinding, ...]
    faults: tuple[Fault, ...]
    entries: int

    @property
    def failed(self) -> bool:
        """True if a finding is a warning or an error."""
        return any(f.severity.rank >= Severity.WARNING.rank for f in self.findings)


def glossary_paths(path: str | Path | None) -> list[Path]:
    """The glossaries to work on: the one named, the project's, or the shipped one."""
    return [Path(path)] if path else [*find_settings(Path.cwd()).glossary] or [shipped_folder()]


def po_paths(paths: list[Path]) -> list[Path]:
    """The PO files of these glossaries. Raises FaultError if one does not exist or holds no PO file."""
    found: list[Path] = []
    for path in paths:
        read = sorted(path.glob("*.po")) if path.is_dir() else [path] if path.exists() else []
        if not read:
            hint = "a folder of *.po files, or one PO file"
            raise FaultError(Fault("no such glossary" if not path.exists() else "holds no PO file", shown_path(path), hint=hint))
        found += read
    return found


def read_glossary_file(path: Path) -> GlossaryFile:
    """One PO file as lines. Raises FaultError if it cannot be read."""
    name = shown_path(path)
    data = read_bytes(path, name)
    decoded = decode_own(data, name)
    return GlossaryFile(path, data, decoded, read_po_lines(decoded.text, name))


def lint(paths: list[Path]) -> Linted:
    """Look through glossaries. What `glossary check` could not read either is a fault, unless a finding tells it better.

    Raises FaultError if there is no such glossary.
    """
    with many_objects():
        return _lint([read_layer(path, shown_path(path)) for path in paths])


def _lint(layers: list[Layer]) -> Linted:
    faults: list[Fault] = []
    files = [lines for layer in layers for lines, _ in read_files(layer, faults, [])]
    entries = [entry for file in files for entry in file.entries]
    plain = Wordings()
    findings: list[LintFinding] = []
    for entry in entries:
        findings += check_entry(entry, plain)
    findings += check_across(entries, plain, _simplifier())
    for layer in layers:
        if layer.sources is not None:
            findings += dead_sources(entries, _source_lines(layer), shown_path(Path(layer.sources[0])))
    told = {(f.file, f.line) for f in findings if f.code == "unknown-key"}
    faults = [fault for fault in faults if (fault.file, fault.line) not in told]
    order = {file.file: number for number, file in enumerate(files)}
    findings.sort(key=lambda f: (order.get(f.file, len(order)), f.file, f.line, -f.severity.rank, f.code, f.message))
    return Linted(tuple(dict.fromkeys(findings)), tuple(faults), len(entries))


def mend(paths: list[Path]) -> int:
    """Write all fixes of lint into the files, line by line; the number of lines. Raises FaultError as `lint` does."""
    count = 0
    for _ in range(_ROUNDS):
        fixes: dict[str, dict[int, LintFinding]] = {}
        for finding in lint(paths).findings:
            if finding.fix is not None:
                fixes.setdefault(finding.file, {}).setdefault(finding.line, finding)
        mended = 0
        for path in po_paths(paths) if fixes else []:
            file = read_glossary_file(path)
            mended += _mend_file(file, fixes.get(file.po.file, {}))
        count += mended
        if not mended:
            break
    return count


def format_files(paths: list[Path], *, check: bool) -> Formatted:
    """Bring PO files into canonical form, or with `check` only tell which are not. One with a fault is left alone.

    Raises FaultError if there is no such glossary.
    """
    changed, faults = [], []
    files = po_paths(paths)
    for path in files:
        name = shown_path(path)
        try:
            data = read_bytes(path, name)
            text = decode(data, name)
            with many_objects():
                lines = read_po_lines(text, name)
                broken = read_concepts(lines, None).faults
                new = data if broken else canonical(lines).encode()
            faults += [fault._replace(message=f"{fault.message}; the file was not formatted") for fault in broken[:1]]
            if new != data:
                changed.append(name)
                if not check:
                    replace_file(path, name, data, new)
        except FaultError as error:
            faults.append(error.fault)
    return Formatted(tuple(changed), tuple(faults), len(files))


def _mend_file(file: GlossaryFile, fixes: dict[int, LintFinding]) -> int:
    lines = re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$", file.decoded.text)
    mended = 0
    for number, finding in fixes.items():
        body = lines[number - 1].rstrip("\r\n")
        if finding.fix is None or body != finding.fix.old:
            continue  # a string over several lines: a person mends it
        end = lines[number - 1][len(body) :]
        lines[number - 1] = "" if finding.fix.new is None else finding.fix.new + end
        mended += 1
    if mended:
        file.replace("".join(lines))
    return mended


def _source_lines(layer: Layer) -> dict[str, int]:
    """The ids of sources and the lines of their tables."""
    if layer.sources is None:
        return {}
    name, data = layer.sources
    try:
        lines = decode(data, name).split("\n")
    except FaultError:
        return {}
    return {match[1].strip().strip('"'): n for n, line in enumerate(lines, 1) if (match := _TABLE.match(line.strip()))}


def _simplifier() -> Callable[[str], str] | None:
    """Traditional to Simplified if OpenCC is installed, otherwise None."""
    from policy_glossary.language.traditional import SIMPLIFIED, Converter, has_opencc

    return Converter(*SIMPLIFIED).convert if has_opencc() else None
