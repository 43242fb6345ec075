"""Findings that people have put aside: by a comment in the file (Markdown, HTML, PO …), or by a line of a side file.

In a text: `<!-- glossary: ignore TERM001 our own usage -->` covers the paragraph in which it stands, or the next one if it
stands alone; `<!-- glossary: off STY -->` and `<!-- glossary: on -->` enclose a stretch. Without selectors all findings are
meant. For plain text: `glossary-ignore.txt` beside the file or above it, one line for each, `SELECTOR "words" [glob] # reason`.
A suppression that suppresses nothing is said.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from policy_glossary.engine.policy import rule_selectors, selectors
from policy_glossary.intake.encoding import decode
from policy_glossary.intake.files import read_bytes, shown_path
from policy_glossary.language import regex
from policy_glossary.model.document import Document
from policy_glossary.model.finding import Finding
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.rule import Rule
from policy_glossary.model.text import LINE_END, Span

SIDE_FILE = "glossary-ignore.txt"
_DIRECTIVE = regex.compile(r"\s*glossary:\s*(ignore|off|on)\b(.*)", re.IGNORECASE | re.DOTALL)
_SELECTOR = regex.compile(r"[A-Z]{3,6}[0-9]{0,3}$|[a-z0-9]+(?:-[a-z0-9]+)+$")
_CODE = regex.compile(r"([A-Za-z]{3,6})([0-9]{1,3})$")  # of a rule, however it is written
_ANY = "*"


class Suppression(NamedTuple):
    """One suppression: whom it means, where it holds (`span`) or which words (`words`), and where it is written."""

    selectors: frozenset[str]
    place: str
    span: Span | None = None
    words: str | None = None

    def covers(self, finding: Finding, said: str, names: set[str]) -> bool:
        """True if it means this finding, whose words are `said`, spaces and case aside."""
        if self.selectors and not self.selectors & names:
            return False
        if self.span is not None:
            return self.span.contains(finding.span)
        return self.words == " ".join(said.lower().split())


def apply_suppressions(
    findings: Iterable[Finding],
    document: Document,
    side: Sequence[Suppression],
    rules: dict[str, Rule],
    left_out: frozenset[str] = frozenset(),
) -> tuple[list[Finding], set[Suppression], list[str]]:
    """The findings that stand, the side-file lines of which no more is to be said, and remarks on comments and lines.

    No more is to be said of a line that was of use, of one of which a remark says that it names no rule, and of one that may concern
    rules in `left_out`.
    """
    inline = list(_inline(document))
    if not inline and not side:
        return list(findings), set(), []
    used: set[Suppression] = set()
    kept = []
    for finding in findings:
        names, said = selectors(finding, rules), document.source.slice(finding.span)
        covering = [s for s in (*inline, *side) if s.covers(finding, said, names)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    known = {name for rule in rules.values() for name in rule_selectors(rule)} if inline or side else set()
    remarks = []
    for suppression in (*inline, *side):
        if left_out and not (suppression.selectors and left_out.isdisjoint(suppression.selectors)):
            used.add(suppression)
            continue
        unknown = [told for name in sorted(suppression.selectors - known) if (told := _unknown(name, rules))]
        if unknown:
            place = suppression.place if suppression.span is not None else shown_path(Path(suppression.place))
            remarks.append(f"{place}: {', '.join(unknown)}: no such rule runs here")
            used.add(suppression)
        elif suppression.span is not None and suppression not in used:
            remarks.append(f"{suppression.place}: this comment suppresses nothing")
    return kept, used - set(inline), remarks


def _unknown(name: str, codes: Collection[str]) -> str:
    """A code that is none of these, with the nearest one; nothing for another word, such as COVID19 in a reason."""
    match = _CODE.match(name)
    if match is None:
        return ""
    from difflib import get_close_matches  # few comments name what is not there

    near = get_close_matches(match[1].upper(), {code.rstrip("0123456789") for code in codes}, 1)
    meant = f"{near[0]}{int(match[2]):03}" if near else ""
    if meant in codes:
        return f"{name} (did you mean {meant}?)"
    return name if len(match[2]) == 3 else ""


def _inline(document: Document) -> Iterable[Suppression]:
    source = document.source
    opened: tuple[frozenset[str], int, str] | None = None
    for remark in document.remarks:
        match = _DIRECTIVE.match(remark.words)
        if match is None:
            continue
        place = f"{source.name}:{remark.line}"
        words = (word.upper() if _CODE.match(word) else word for word in match[2].split())
        kind, named = match[1].lower(), frozenset(word for word in words if _SELECTOR.match(word))
        if kind == "ignore":
            if remark.scope is not None:
                yield Suppression(named, place, span=remark.scope)
        elif kind == "off":
            opened = opened or (named, remark.at, place)
        elif opened:
            yield Suppression(opened[0], opened[2], span=Span(opened[1], remark.at))
            opened = None
    if opened:
        yield Suppression(opened[0], opened[2], span=Span(opened[1], len(source.text)))


def side_suppressions(folder: Path, name: str) -> list[Suppression]:
    """The lines of the side files in a folder and above it, up to the top of the project, that concern a file.

    Raises FaultError for a line that cannot be understood.
    """
    found: list[Suppression] = []
    for parent in (folder, *folder.parents):
        path = parent / SIDE_FILE
        if path.is_file():
            found.extend(_read_side_file(path, (folder / Path(name).name).as_posix()))
        if any((parent / top).exists() for top in (".git", "glossary.toml", "pyproject.toml")):
            break
    return found


def _read_side_file(path: Path, checked: str) -> Iterable[Suppression]:
    name = shown_path(path)
    text = decode(read_bytes(path, name), name)
    wrong: list[int] = []
    for number, line in enumerate(LINE_END.split(text), 1):
        try:
            parts = shlex.split(line, comments=True)
        except ValueError:
            parts = [""]
        if not parts:
            continue
        parts[0] = parts[0].upper() if _CODE.match(parts[0]) else parts[0]
        if len(parts) not in (2, 3) or not (parts[0] == _ANY or _SELECTOR.match(parts[0])):
            wrong.append(number)
            continue
        glob = parts[2] if len(parts) == 3 else _ANY
        if fnmatchcase(checked, f"*/{glob}" if not glob.startswith("/") else glob):
            named = frozenset() if parts[0] == _ANY else frozenset({parts[0]})
            yield Suppression(named, f"{path}:{number}", words=" ".join(parts[1].lower().split()))
    if wrong:
        hint = 'for example: TERM001 "chain master" drafts/*.txt'
        others = f"; wrong as well: {', '.join(f'line {number}' for number in wrong[1:])}" if len(wrong) > 1 else ""
        raise FaultError(Fault('not of the form: SELECTOR "words" [glob] # reason', name, wrong[0], hint + others))
