"""Merges of glossaries that cannot be settled, and versions that cannot be read: nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path

from policy_glossary.termbase.po import read_po
from tests.conftest import HEADER, Run, entry
from tests.repositories import Git, diverge, needs_git

LEADER = entry("id: chain-leader", "deprecated: chain master", "note: the company")
HUB = entry("id: hub", zh="枢纽", en="hub")
BASE = HEADER + LEADER + HUB


@needs_git
def test_row_116_git_stops_at_a_conflict_that_a_person_settles_in_the_file(git: Git, tmp_path: Path, run: Run) -> None:
    repository = tmp_path / "repository"
    path = repository / "glossary" / "g.po"
    ours = BASE.replace('"chain leader"', '"lead company"')
    done = diverge(git, repository, run, BASE, ours, BASE.replace('"chain leader"', '"key company"').replace('"hub"', '"node"'))
    assert done.returncode == 1
    assert "glossary/g.po:6: chain-leader: conflict: English" in done.stderr
    assert git("status", "--porcelain").stdout == "UU glossary/g.po\n"
    text = path.read_text(encoding="utf-8")
    assert '"node"' in text
    assert "<<<<" not in text

    (repository / "draft.md").write_text("Nothing here.\n", encoding="utf-8")
    for command in (("terms", "test", "glossary"), ("check", "--glossary", "glossary", "--no-shipped", "draft.md")):
        refused = run(*command, cwd=repository)
        assert refused.returncode == 2, refused.stdout
        assert "g.po:7: an unsettled merge: English" in refused.stderr.decode()

    settled = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("# conflict", "#, fuzzy")))
    assert settled == ours.replace('"hub"', '"node"')
    path.write_text(settled, encoding="utf-8")
    assert run("terms", "test", "glossary", cwd=repository).returncode == 0
    assert git("commit", "-qam", "merged").returncode == 0


@needs_git
def test_row_36_a_version_that_cannot_be_read_is_merged_by_lines(git: Git, tmp_path: Path, run: Run) -> None:
    repository = tmp_path / "repository"
    broken = BASE.replace('msgstr "hub"', 'msgstr "hub')
    done = diverge(git, repository, run, BASE, BASE.replace('"chain leader"', '"lead company"'), broken)
    assert done.returncode == 1
    assert "merged by lines" in done.stderr
    text = (repository / "glossary" / "g.po").read_text(encoding="utf-8")
    assert text == broken.replace('"chain leader"', '"lead company"')


def test_row_40_markers_of_a_merge_are_told_with_the_lines_of_both_sides() -> None:
    text = HEADER + "<<<<<<< ours\n" + HUB + "=======\n" + HUB + ">>>>>>> theirs\n"
    (fault,) = read_po(text, "g.po", None).faults
    assert fault.line == 6
    assert "ours: lines 7-11, theirs: 13-17" in fault.message
    assert "glossary terms merge" in fault.hint


def test_row_40_a_version_with_markers_is_never_merged_by_concept(tmp_path: Path, run: Run) -> None:
    marked = HEADER + "<<<<<<< ours\n" + LEADER + "=======\n" + LEADER.replace("company", "firm") + ">>>>>>> theirs\n" + HUB
    for name, text in (("base.po", BASE), ("ours.po", marked), ("theirs.po", BASE.replace('"hub"', '"node"'))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("terms", "merge", "base.po", "ours.po", "theirs.po")
    assert done.returncode == 2
    assert b"ours.po (ours):6: holds an unresolved merge conflict" in done.stderr
    assert done.stdout.decode() == marked.replace('"hub"', '"node"')


def test_row_116_a_glossary_in_another_encoding_or_no_text_at_all(tmp_path: Path, run: Run) -> None:
    (tmp_path / "base.po").write_text(BASE, encoding="utf-8")
    (tmp_path / "zip.po").write_bytes(b"PK\x03\x04\x00\x00")
    done = run("terms", "merge", "base.po", "zip.po", "base.po", "-o", "out.po")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert not (tmp_path / "out.po").exists()


def test_row_116_what_stays_in_an_entry_of_a_half_settled_conflict_is_refused() -> None:
    (fault,) = read_po(HEADER + entry("id: a", "conflict: English", "conflict-base: b", "conflict-ours: c"), "g.po", None).faults
    assert fault.line == 7
    assert "English was changed on both sides" in fault.message
