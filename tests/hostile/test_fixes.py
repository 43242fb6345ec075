"""Corrections that could do harm. Numbers are those of the list of faults and bad inputs."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from policy_glossary.engine import fix
from policy_glossary.engine.check import Options
from policy_glossary.intake.files import replace_file
from policy_glossary.model.report import FaultError
from tests.conftest import HEADER, Run, entry
from tests.translation_files import as_po
from tests.word_files import paragraph, texts, word_file


def project(folder: Path, *entries: str) -> None:
    (folder / "glossary").mkdir()
    (folder / "glossary" / "a.po").write_text(HEADER + "".join(entries), encoding="utf-8")
    (folder / "glossary.toml").write_text('glossary = ["glossary"]\nshipped-glossary = false\n', encoding="utf-8")


def test_row_35_standard_input_is_corrected_to_standard_output_only(run: Run, tmp_path: Path) -> None:
    project(tmp_path, entry("id: chain-leader", "deprecated: chain master"))
    done = run("check", "--fix", "--stdin-filename", "a.md", "-", cwd=tmp_path, stdin=b"\xef\xbb\xbfA *chain master* came.\r\n")
    assert done.stdout == b"\xef\xbb\xbfA *chain leader* came.\r\n"
    assert done.returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["glossary", "glossary.toml"]


def test_row_146_touching_corrections_wait_for_each_other(run: Run, tmp_path: Path) -> None:
    project(
        tmp_path,
        entry("id: one-two", "deprecated: red blue", zh="甲", en="green blue"),
        entry("id: two-three", "deprecated: green blue town", zh="乙", en="garden city"),
    )
    draft = tmp_path / "a.txt"
    draft.write_text("It is a red blue town.\n", encoding="utf-8")
    run("check", "--fix", "--suggested", "--select", "TERM", "a.txt", cwd=tmp_path)
    assert draft.read_text(encoding="utf-8") == "It is a garden city.\n"


PACK_RULE = """
[[rule]]
code = "OWN00{number}"
name = "{name}"
mqm = "style"
severity = "warning"
grade = "safe"
summary = "A colour."
reason = "House style."
source = "house style"
pattern = '\\b{old} town\\b'
message = 'Not "{{0}}".'
replace = '{new} town'
bad = [["A [[{old} town]].", "A {new} town."], ["The [[{old} town]].", "The {new} town."]]
good = ["A green town.", "A white town."]
"""


def test_row_147_corrections_that_undo_each_other_are_named_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    pack = PACK_RULE.format(number=1, name="no-red", old="red", new="blue")
    pack += PACK_RULE.format(number=2, name="no-blue", old="blue", new="red")
    (tmp_path / "own.toml").write_text(pack, encoding="utf-8")
    (tmp_path / "glossary.toml").write_text('packs = ["own.toml"]\n', encoding="utf-8")
    draft = tmp_path / "a.txt"
    draft.write_text("It is a red town.\n", encoding="utf-8")
    done = run("check", "--fix", "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert b"OWN001, OWN002 undo each other" in done.stderr
    assert draft.read_text(encoding="utf-8") == "It is a red town.\n"


def test_row_147_entries_that_contradict_each_other_change_nothing(run: Run, tmp_path: Path) -> None:
    project(
        tmp_path,
        entry("id: one-way", "deprecated: red town", zh="甲", en="blue town"),
        entry("id: other-way", "deprecated: blue town", zh="乙", en="red town"),
    )
    draft = tmp_path / "a.txt"
    draft.write_text("It is a red town, not a blue town.\n", encoding="utf-8")
    run("check", "--fix", "--suggested", "--select", "TERM", "a.txt", cwd=tmp_path)
    assert draft.read_text(encoding="utf-8") == "It is a red town, not a blue town.\n"


def test_row_148_a_correction_never_breaks_into_an_encoding_that_lacks_its_letters(run: Run, tmp_path: Path) -> None:
    project(tmp_path, entry("id: chain-leader", "deprecated: chain master", en="chaîne leader"))
    draft = tmp_path / "a.txt"
    draft.write_bytes("A chain master came – late.\n".encode("gb18030"))
    run("check", "--fix", "--encoding", "ascii", "a.txt", cwd=tmp_path)
    assert draft.read_bytes() == "A chain master came – late.\n".encode("gb18030")
    draft.write_bytes(b"A chain master came.\n")
    done = run("check", "--fix", "--encoding", "ascii", "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert b"cannot be written in ascii" in done.stderr
    assert draft.read_bytes() == b"A chain master came.\n"


def test_row_152_a_limit_holds_for_the_run(run: Run, tmp_path: Path) -> None:
    project(tmp_path, entry("id: chain-leader", "deprecated: chain master"))
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("A chain master. A chain master. A chain master.\n", encoding="utf-8")
    run("check", "--fix", "--limit", "4", "a.txt", "b.txt", cwd=tmp_path)
    left = [(tmp_path / name).read_text(encoding="utf-8").count("chain master") for name in ("a.txt", "b.txt")]
    assert left == [0, 2]


def test_row_25_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_bytes(b"newer")
    with pytest.raises(FaultError, match="changed while it was checked"):
        replace_file(draft, "a.txt", b"older", b"corrected")
    assert draft.read_bytes() == b"newer"


def test_row_26_a_disk_that_is_full_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = tmp_path / "a.txt"
    draft.write_bytes(b"A chain master came.\n")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FaultError, match="cannot be written: No space left"):
        replace_file(draft, "a.txt", b"A chain master came.\n", b"A chain leader came.\n")
    assert draft.read_bytes() == b"A chain master came.\n"
    assert os.listdir(tmp_path) == ["a.txt"]  # noqa: PTH208 - names


def test_row_77_a_word_split_over_runs_is_found_and_corrected(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word_file(paragraph("A chain mas", "ter", " came.")))
    assert run("check", "--fix", "--select", "TERM", "a.docx").returncode == 0
    data = (tmp_path / "a.docx").read_bytes()
    assert texts(data, accepted=True) == ["A chain leader came."]
    assert texts(data, accepted=False) == ["A chain master came."]


def test_row_145_what_puts_a_finding_aside_stands_in_a_comment_and_stays(run: Run, tmp_path: Path) -> None:
    data = (
        as_po([("链主", "The chain master came.")])
        .replace('msgctxt "0"', '# glossary: ignore TERM001 a quotation\nmsgctxt "0"')
        .encode()
    )
    (tmp_path / "a.po").write_bytes(data)
    done = run("check", "--fix", "--suggested", "--select", "TERM", "a.po")
    assert done.returncode == 0
    assert (tmp_path / "a.po").read_bytes() == data


def test_row_149_a_correction_that_would_read_otherwise_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = tmp_path / "a.txt"
    draft.write_bytes(b"A chain master came.\n")
    monkeypatch.setattr(fix, "rewrite", lambda *_: b"Something else.\n")
    done = fix.fix_paths([str(draft)], Options(select=("TERM",)), fix.Choice(), write=True)
    (fault,) = done.report.faults
    assert fault.ours
    assert "would not read as intended" in fault.message
    assert draft.read_bytes() == b"A chain master came.\n"
