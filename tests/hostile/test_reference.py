"""Broken reference files: nothing of them is used, and the message names the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_glossary.model.report import FaultError
from policy_glossary.scoring.reference import read_reference
from tests.conftest import HEADER

FIRST = 'msgctxt "1.1"\nmsgid "One ."\nmsgstr "One."\n\n'
SECOND = 'msgctxt "1.2"\nmsgid "Two ."\nmsgstr "Two."\n\n'


def refused(tmp_path: Path, text: str) -> FaultError:
    path = tmp_path / "a.po"
    path.write_bytes(text.encode())
    with pytest.raises(FaultError) as refusal:
        read_reference(path, "reference/a.po")
    assert refusal.value.fault.file == "reference/a.po"
    assert not refusal.value.fault.ours
    return refusal.value


@pytest.mark.parametrize(
    ("row", "broken", "told", "needle"),
    [
        (36, SECOND.replace('"Two."', '"Two.'), "closed", 'msgstr "Two.'),
        (37, SECOND.replace('"Two."', '"Two "one"."'), "closed", 'msgstr "Two'),
        (39, FIRST, "1.1 does not follow 1.1", 'msgid "One'),
        (40, "<<<<<<< ours\n" + SECOND + "=======\n" + SECOND + ">>>>>>> theirs\n", "no line", "<<<<<<<"),
        (41, 'msgctxt "1.2"\nmsgid "Two ."\n\nmsgctxt "1.3"\nmsgid "Three"\nmsgstr "3"\n', "PO format", 'msgctxt "1.3"'),
        (8, "# note: a\u2028b\n" + SECOND, "no line", "# note"),
        (48, "# droped: teaser\n" + SECOND, 'did you mean "dropped"?', 'msgid "Two'),
        (48, "# dropped:\n" + SECOND.replace('"Two."', '""'), "no key with a value", 'msgid "Two'),
        (48, "# just a thought\n" + SECOND, "no key with a value", 'msgid "Two'),
        (106, SECOND.replace('"Two ."', '""'), "holds no words", 'msgid ""'),
        (0, SECOND.replace('"Two."', '""'), "one of three things", 'msgid "Two'),
        (0, "# dropped: teaser\n" + SECOND, "one of three things", 'msgid "Two'),
        (0, "# joined: previous\n" + SECOND.replace('"Two."', '""'), "one of three things", 'msgid "Two'),
        (0, "# joined: next\n" + SECOND.replace('"Two."', '""'), "it is the last", 'msgid "Two'),
        (0, "#, fuzzy\n" + SECOND, "fuzzy", 'msgid "Two'),
        (0, SECOND.replace("1.2", "1.3"), "1.3 does not follow 1.1", 'msgid "Two'),
        (0, SECOND.replace("1.2", "3.1"), "3.1 does not follow 1.1", 'msgid "Two'),
        (0, SECOND.replace('msgctxt "1.2"\n', ""), "needs a msgctxt", 'msgid "Two'),
        (0, SECOND.replace('"Two ."', '"Two . "'), "blank", 'msgid "Two'),
        (0, SECOND.replace('"Two."', r'"Two.\nTwo."'), "line end", 'msgid "Two'),
        (0, SECOND.replace("msg", "#~ msg"), "no line", "#~"),
        (0, 'msgid_plural "Twos"\n', "no line", "msgid_plural"),
    ],
)
def test_a_broken_reference_is_refused_with_its_line(tmp_path: Path, row: int, broken: str, told: str, needle: str) -> None:
    text = HEADER + FIRST + broken
    error = refused(tmp_path, text)
    assert told in str(error)
    assert error.fault.line == text[: text.index(needle, len(HEADER + FIRST))].count("\n") + 1


@pytest.mark.parametrize("text", ["", HEADER, FIRST + SECOND, FIRST.replace("\n\n", "\n")])
def test_row_130_a_reference_without_header_or_segments_is_refused(tmp_path: Path, text: str) -> None:
    assert "can be read" in str(refused(tmp_path, text))


def test_line_ends_of_another_system_and_wrapped_strings_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes((HEADER + FIRST + SECOND).replace('"Two ."', '""\n"Two "\n"."').replace("\n", "\r\n").encode())
    assert [(s.source, s.english) for s in read_reference(path)] == [("One .", "One."), ("Two .", "Two.")]
