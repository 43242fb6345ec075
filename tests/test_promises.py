"""What is promised of any text: places lead to the words, reports can be read by their readers, and what was corrected stays so."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_glossary.engine.batch import check_paths
from policy_glossary.engine.fix import Choice, fix_paths
from policy_glossary.engine.packs import load_rules
from policy_glossary.engine.verdict import verdict_on
from policy_glossary.matching.facts import Circumstances
from policy_glossary.matching.genre import Genre
from policy_glossary.model.report import Report
from policy_glossary.reports import FORMATS, write_report
from policy_glossary.reports.records import finding_record
from tests.conftest import OWN_GLOSSARY
from tests.test_cli import SCHEMA
from tests.test_hosts import SARIF_SCHEMA

OPTIONS = OWN_GLOSSARY._replace(circumstances=Circumstances(Genre.POLICY), with_rules=True)
EXAMPLES = [text for rule in load_rules() if not rule.bilingual for text in (*(bad.text for bad in rule.bad), *rule.good)]
# What stands between them: usual ends of sentences and paragraphs, and what pages, editors and attackers leave behind.
ODD = "\u0301\u00a0\u00ad\u200b\u2028\u0085\ufeff\u202e\x00\x0b\x1b\ue000\uffff"
BETWEEN = st.sampled_from(
    [" ", "\n\n", "\n", "\r\n\r\n", "\r", "\t", "", ", ", "“", '"', "(", "<", "&", "]]>", " 😀 ", "İ", "ſ", *ODD]
)
CUT = st.tuples(st.sampled_from(EXAMPLES), st.integers(0, 60), BETWEEN).map(
    lambda cut: cut[0][: cut[1]] + cut[2] + cut[0][cut[1] :]
)
TEXTS = (
    st.lists(st.tuples(st.sampled_from(EXAMPLES) | CUT, BETWEEN), min_size=1, max_size=6)
    .map(lambda pieces: "".join(piece + between for piece, between in pieces))
    .filter(lambda text: text.count("\x00") + text.count("\x1b") <= 3)  # with more of them a short file is binary
)
NAMES = st.sampled_from(["a.txt", "a.md"])
TRIED = settings().max_examples * 2 // 5  # each checks a text several times over


@contextmanager
def file_of(text: str, name: str) -> Iterator[Path]:
    """A file that holds a text, alone in its folder."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode())
        yield path


def checked(text: str, name: str) -> Report:
    """The report of a text, which has no faults."""
    with file_of(text, name) as path:
        report = check_paths([str(path)], OPTIONS)
    assert report.faults == ()
    return report


@settings(max_examples=TRIED)
@given(TEXTS, NAMES)
def test_places_lead_to_the_words(text: str, name: str) -> None:
    """Offsets, lines and columns count code points of the file without its byte-order mark; lines end at LF, CRLF and CR only."""
    (file,) = checked(text, name).files
    text = text.removeprefix("\ufeff")
    lines = re.split("\r\n|\n|\r", text)
    for finding in file.findings:
        told = finding_record(finding, file.document)
        words = text[told["start"] : told["end"]]
        assert words == told["text"] != ""
        first = re.split("\r\n|\n|\r", words)[0]
        assert lines[told["line"] - 1][told["column"] - 1 :].startswith(first)


@settings(max_examples=TRIED)
@given(TEXTS, NAMES)
def test_every_report_can_be_read(text: str, name: str) -> None:
    report = checked(text, name)
    count = len(report.files[0].findings)
    written = {}
    for kind in FORMATS:
        stream = io.StringIO()
        write_report(report, verdict_on(report), kind, stream, colour=False)
        written[kind] = stream.getvalue()
    jsonschema.validate(json.loads(written["json"]), SCHEMA)
    jsonschema.Draft4Validator(SARIF_SCHEMA).validate(json.loads(written["sarif"]))
    assert len([json.loads(line) for line in written["jsonl"].removesuffix("\n").split("\n") if line]) == count
    assert len(list(ET.fromstring(written["checkstyle"]).iter("error"))) == count  # noqa: S314 - our own output
    assert len(list(ET.fromstring(written["junit"]).iter("testcase"))) >= bool(count)  # noqa: S314 - our own output
    for kind in ("text", "github", "markdown"):  # what a terminal or a log takes for an order
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", written[kind]), kind


@settings(max_examples=TRIED)
@given(TEXTS, NAMES)
def test_what_was_corrected_needs_no_correction(text: str, name: str) -> None:
    """Corrections settle, whichever meet in a text, and a second run finds none to make."""
    with file_of(text, name) as path:
        once = fix_paths([str(path)], OPTIONS, Choice(suggested=True), write=True)
        data = path.read_bytes()
        again = fix_paths([str(path)], OPTIONS, Choice(suggested=True), write=True)
        assert once.report.faults == again.report.faults == ()
        assert path.read_bytes() == data
        assert again.files[0].applied == ()
