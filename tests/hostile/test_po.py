"""Broken glossary files: the fault names file and line, neighbours are read, nothing is lost in silence."""

from __future__ import annotations

import pytest

from policy_glossary.termbase.po import PoFile, read_po
from tests.conftest import HEADER, entry, flagged

BEFORE = entry("id: first", zh="甲", en="first")
AFTER = entry("id: last", zh="乙", en="last")


def read(middle: str) -> PoFile:
    return read_po(HEADER + BEFORE + middle + AFTER, "g/a.po", {"gwr-2024": "Government Work Report 2024"})


def line_of(middle: str, needle: str) -> int:
    text = HEADER + BEFORE + middle
    return text[: text.index(needle, len(HEADER + BEFORE))].count("\n") + 1


@pytest.mark.parametrize(
    ("row", "middle", "needle", "told"),
    [
        (36, entry("id: x").replace('msgstr "chain leader"', 'msgstr "chain leader'), 'msgstr "chain', "not closed"),
        (37, entry("id: x").replace('"chain leader"', '"chain "leader" x"'), 'msgstr "chain', "not closed"),
        (40, "<<<<<<< ours\n" + entry("id: x") + "=======\n" + entry("id: y") + ">>>>>>> theirs\n", "<<<<<<<", "merge conflict"),
        (41, '# id: x\nmsgid "链主"\n\n', "msgid", "not read"),
        (39, entry("id: x") + entry("id: y"), "", "stands twice"),
        (8, entry("id: x", "note: a\u2028b"), "# note", "U+2028"),
        (106, entry("id: x", zh=""), "msgid", "empty msgid"),
        (106, entry("id: x", "deprecated: …"), "# deprecated", "no word"),
        (48, entry("id: x", "depreciated: chain master"), "# depreciated", 'did you mean "deprecated"?'),
        (48, entry("id: x", "admitted chain master"), "# admitted", "# key: value"),
        (113, entry("id: x", "risk: huge"), "# risk", "one of: low, medium, high"),
        (115, entry("id: x", "deprecated: chain master =>"), "# deprecated", "nothing after =>"),
        (115, entry("id: x", "deprecated:"), "# deprecated", "no value"),
        (0, entry("admitted: chief"), "msgid", "no id"),
        (0, entry("id: Chain Leader"), "msgid", "is no id"),
        (0, entry("id: x", "source: gwr-2042"), "# source", 'did you mean "gwr-2024"?'),
        (0, entry("id: x", "must-match: one side only"), "# must-match", "two sides"),
        (0, entry("id: x", "deprecated: " + "long " * 60), "# deprecated", "longer than 200"),
    ],
)
def test_a_broken_entry_is_a_fault_with_its_line(row: int, middle: str, needle: str, told: str) -> None:
    result = read(middle)
    assert len(result.faults) == 1, [str(f) for f in result.faults]
    (fault,) = result.faults
    assert told in str(fault)
    assert fault.file == "g/a.po"
    if needle:
        assert fault.line == line_of(middle, needle)
    if row != 40:
        assert {"first", "last"} <= {c.id for c in result.concepts}


def test_row_4_a_declared_character_set_that_is_not_utf_8() -> None:
    result = read_po((HEADER + BEFORE).replace("UTF-8", "KOI8-Q"), "a.po", None)
    assert ["KOI8-Q" in str(f) for f in result.faults] == [True]


def test_row_42_states_are_kept_apart() -> None:
    obsolete = '#~ msgid "丙"\n#~ msgstr "old"\n\n'
    result = read(entry("id: fuzzy", zh="丁", flags="#, fuzzy\n") + entry("id: empty", zh="戊", en="") + obsolete)
    assert result.faults == []
    assert {c.id: c.proposal for c in result.concepts} == {"first": False, "fuzzy": True, "last": False}
    assert len(result.notes) == 1
    assert "戊 has no English yet" in result.notes[0]


def test_a_text_that_is_no_po_file_is_read_without_an_accident() -> None:
    assert read_po("", "a.po", None).concepts == []
    assert read_po("nonsense\n", "a.po", None).faults != []


def test_row_44_context_keeps_equal_chinese_apart() -> None:
    other = entry("id: x", zh="甲", en="other").replace("industry", "finance")
    assert [c.id for c in read(other).concepts] == ["first", "x", "last"]


def test_row_45_a_file_without_a_header() -> None:
    result = read_po(BEFORE + entry("id: x", "riks: low"), "a.po", None)
    assert [c.id for c in result.concepts] == ["first", "x"]
    assert [f.line for f in result.faults] == [7]


def test_an_entry_glued_to_its_neighbour_is_not_lost() -> None:
    glued = entry("id: x").rstrip("\n") + "\n" + entry("id: y", zh="丙").lstrip()
    result = read(glued)
    ids = {c.id for c in result.concepts}
    assert {"first", "last"} <= ids
    assert {"x", "y"} <= ids or result.faults


def test_line_ends_and_multiline_strings_keep_line_numbers() -> None:
    text = (HEADER + entry("id: x", "riks: low").replace('msgstr "chain leader"', 'msgstr ""\n"chain "\n"leader"')).replace(
        "\n", "\r\n"
    )
    result = read_po(text, "a.po", None)
    assert result.concepts[0].preferred == "chain leader"
    assert [f.line for f in result.faults] == [text[: text.index("riks")].count("\n") + 1]


def test_row_38_an_unknown_escape_is_kept() -> None:
    concepts = {c.id: c for c in read(entry("id: x", en="a \\q b")).concepts}
    assert set(concepts) == {"first", "x", "last"}
    assert "q b" in concepts["x"].preferred


def test_row_43_plural_forms_are_told_and_the_neighbours_kept() -> None:
    plural = entry("id: x").replace(
        'msgstr "chain leader"', 'msgid_plural "链主们"\nmsgstr[0] "chain leader"\nmsgstr[1] "chain leaders"'
    )
    result = read(plural)
    assert {"first", "last"} <= {c.id for c in result.concepts}
    assert ["no English yet" in note for note in result.notes] == [True]


def test_row_103_what_is_right_in_one_entry_is_not_reported_for_another() -> None:
    po = entry("id: a", "deprecated: work focus", zh="甲", en="gripper") + entry("id: b", zh="乙", en="work focus")
    assert flagged("The work focus was clear.\n", po) == []


def test_row_105_a_wrong_term_inside_the_right_one_is_not_reported() -> None:
    po = entry("id: a", "deprecated: leader", zh="甲", en="chain leader")
    assert flagged("A chain leader met a leader.\n", po) == ["leader"]


def test_row_37_what_is_no_po_file_at_all_is_told_line_by_line() -> None:
    prose = "".join(f"Line {n} of an article.\n\n" for n in range(3_000))
    read = read_po(HEADER + prose + entry("id: chain-leader"), "a.po", None)
    assert [concept.id for concept in read.concepts] == ["chain-leader"]
    assert len(read.faults) == 3_000
    assert "neither a comment nor a keyword nor a quoted text" in str(read.faults[0])
    assert read.faults[0].line == HEADER.count("\n") + 1


def test_row_37_very_many_entries_that_polib_cannot_read() -> None:
    broken = "".join(f'# id: a-{n}\nmsgstr "b"\nmsgid "{n}"\nmsgid "c"\nmsgstr "d"\n\n' for n in range(2_000))
    read = read_po(HEADER + broken + entry("id: chain-leader"), "a.po", None)
    assert [concept.id for concept in read.concepts][-1:] == ["chain-leader"]
    assert read.faults
