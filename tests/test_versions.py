"""`glossary terms diff` and `glossary terms log`: versions of a glossary as a reviewer sees them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import HEADER, Run, entry
from tests.repositories import Git, commit, needs_git

LEADER = entry("id: chain-leader", "deprecated: chain master; chain lord", "note: the company")
HUB = entry("id: hub", "definition: A centre.", zh="枢纽", en="hub")
BASE = HEADER + LEADER + HUB


def written(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.po"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_differences_are_told_by_concept_and_field(tmp_path: Path, run: Run) -> None:
    new = BASE.replace(HUB, entry("id: park", "admitted: area", zh="园区", en="park", flags="#, fuzzy\n"))
    new = new.replace("chain master; chain lord", "chain lord; chain boss").replace('"chain leader"', '"lead company"')
    written(tmp_path, old=BASE, new=new.replace("# note: the company\n", ""))
    done = run("terms", "diff", "old.po", "new.po")
    assert done.returncode == 0
    assert (
        done.stdout.decode()
        == """\
~ chain-leader  链主 = lead company  (line 6)
    English: chain leader → lead company
    deprecated: - chain master
    deprecated: + chain boss
    note: the company → (nothing)
+ park  园区 = park  (line 12)
    domain: industry
    status: proposal
    admitted: area
- hub  枢纽 = hub  (line 13)
"""
    )
    assert done.stderr.decode() == "glossary: 1 added, 1 removed, 1 changed\n"
    data = json.loads(run("terms", "diff", "old.po", "new.po", "--format", "json").stdout)
    assert data["counts"] == {"added": 1, "removed": 1, "changed": 1}
    assert data["concepts"][0]["fields"][1] == {
        "field": "deprecated", "removed": ["chain master"], "added": ["chain boss"], "listed": True,
    }  # fmt: skip
    markdown = run("terms", "diff", "old.po", "new.po", "--format", "markdown").stdout.decode()
    assert "- changed: **chain-leader** 链主 = lead company\n  - English: ~~chain leader~~ → **lead company**\n" in markdown


def test_layout_and_order_are_no_difference(tmp_path: Path, run: Run) -> None:
    new = (
        HEADER
        + HUB
        + LEADER.replace("# deprecated: chain master; chain lord\n", "# deprecated: chain master\n# deprecated: chain lord\n")
    )
    written(tmp_path, old=BASE, new=new.replace('msgid "链主"', 'msgid ""\n"链"\n"主"'))
    assert run("terms", "diff", "old.po", "new.po", "--exit-code").stdout == b""
    assert run("terms", "diff", "old.po", "new.po", "--exit-code").returncode == 0
    written(tmp_path, new=BASE.replace('"hub"', '"node"'))
    assert run("terms", "diff", "old.po", "new.po", "--exit-code").returncode == 1


def test_a_file_of_the_same_name_on_both_sides_is_named(tmp_path: Path, run: Run) -> None:
    written(tmp_path, old__house=BASE, new__house=BASE.replace('"hub"', '"node"'))
    assert "(house.po:13)" in run("terms", "diff", "old", "new").stdout.decode()


def test_an_approval_a_move_and_a_new_id_are_changes_of_one_concept(tmp_path: Path, run: Run) -> None:
    written(tmp_path, old__a=HEADER + LEADER.replace("msgctxt", "#, fuzzy\nmsgctxt"), old__b=HEADER + HUB)
    written(tmp_path, new__a=HEADER, new__b=HEADER + HUB.replace("id: hub", "id: node") + LEADER)
    told = run("terms", "diff", "old", "new").stdout.decode()
    assert "~ node  枢纽 = hub  (b.po:6)\n    id: hub → node\n" in told
    assert "~ chain-leader  链主 = chain leader  (b.po:12)\n    file: a.po → b.po\n    status: proposal → approved\n" in told
    assert "+" not in told


def test_text_from_a_glossary_makes_no_markup(tmp_path: Path, run: Run) -> None:
    written(tmp_path, old=BASE, new=BASE.replace('"hub"', '"<img src=x> **hub** \x1b[31m"'))
    markdown = run("terms", "diff", "old.po", "new.po", "--format", "markdown").stdout.decode()
    assert "\\<img src=x\\> \\*\\*hub\\*\\*" in markdown
    assert "\x1b" not in markdown + run("terms", "diff", "old.po", "new.po").stdout.decode()


def test_what_cannot_be_read_is_told(tmp_path: Path, run: Run) -> None:
    written(tmp_path, old=BASE, new=BASE.replace('msgstr "hub"', 'msgstr "hub'))
    done = run("terms", "diff", "old.po", "new.po")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("glossary: new.po:")
    (tmp_path / "empty").mkdir()
    for wrong in (
        ("old.po",),
        ("old.po", "gone.po"),
        ("old.po", "empty"),
        ("old.po", "HEAD:x.po"),
        ("old.po", "--format=x", "old.po"),
    ):
        done = run("terms", "diff", *wrong, GIT_CEILING_DIRECTORIES=str(tmp_path))
        assert done.returncode == 2, wrong
        assert b"Traceback" not in done.stderr


@needs_git
def test_revisions_are_compared_with_each_other_and_with_what_lies_here(git: Git, tmp_path: Path, run: Run) -> None:
    top = tmp_path / "repository"
    commit(git, top, BASE)
    commit(git, top, BASE.replace('"hub"', '"node"'))
    (top / "glossary" / "g.po").write_text(BASE.replace('"hub"', '"centre"'), encoding="utf-8")
    for arguments, cwd, change in (
        (("HEAD~1:glossary", "HEAD:glossary"), top, "hub → node"),
        (("HEAD:glossary",), top, "node → centre"),
        (("HEAD:g.po",), top / "glossary", "node → centre"),
        (("HEAD~1:glossary/g.po", "glossary"), top, "hub → centre"),
    ):
        done = run("terms", "diff", *arguments, cwd=cwd)
        assert done.returncode == 0, done.stderr
        assert f"English: {change}" in done.stdout.decode()
    for wrong in ("HEAD~9:glossary", "HEAD:nowhere", "--output=x:glossary", "main"):
        done = run("terms", "diff", "--", wrong, cwd=top)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1), wrong


@needs_git
def test_the_history_of_a_concept_follows_it_from_file_to_file(git: Git, tmp_path: Path, run: Run) -> None:
    top = tmp_path / "repository"
    commit(git, top, HEADER + HUB, "hub")
    commit(git, top, BASE, "leader")
    commit(git, top, BASE.replace('"hub"', '"node"'), "node")
    (top / "glossary" / "产业.po").write_text(HEADER + LEADER, encoding="utf-8")
    commit(git, top, HEADER + HUB, "move")
    (top / "glossary" / "产业.po").write_text(HEADER + LEADER.replace("chain lord", "chain boss"), encoding="utf-8")
    commit(git, top, HEADER + HUB, "boss: \x1b[31mred")
    done = run("terms", "log", "chain-leader", cwd=top)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.decode().splitlines()
    assert [line.split("  ")[2:] for line in lines if line[:1].isdigit()] == [
        ["Li", "boss: \\u001b[31mred"], ["Li", "move"], ["Li", "leader"],
    ]  # fmt: skip
    assert "        deprecated: - chain lord" in lines
    assert "        file: glossary/g.po → glossary/产业.po" in lines
    steps = json.loads(run("terms", "log", "chain-leader", "glossary", "--format", "json", cwd=top).stdout)["steps"]
    assert [step["happened"] for step in steps] == ["changed", "changed", "added"]
    assert len(steps[0]["commit"]["hash"]) == 40


@needs_git
def test_a_merge_is_in_the_history_only_if_it_changed_the_concept_itself(git: Git, tmp_path: Path, run: Run) -> None:
    top = tmp_path / "repository"
    commit(git, top, BASE, "base")
    git("checkout", "-qb", "colleague")
    commit(git, top, BASE.replace('"chain leader"', '"key company"').replace('"hub"', '"node"'), "theirs")
    git("checkout", "-q", "main")
    commit(git, top, BASE.replace('"chain leader"', '"lead company"'), "ours")
    assert git("merge", "colleague").returncode == 1
    commit(git, top, BASE.replace('"chain leader"', '"chain head"').replace('"hub"', '"node"'), "settled")
    leader = run("terms", "log", "chain-leader", cwd=top).stdout.decode()
    assert [word in leader for word in ("settled  (merge)", "ours", "theirs", "base")] == [True] * 4
    hub = run("terms", "log", "hub", cwd=top).stdout.decode()
    assert [word in hub for word in ("settled", "ours", "theirs", "base")] == [False, False, True, True]


@needs_git
def test_without_a_history_nothing_can_be_told(git: Git, tmp_path: Path, run: Run) -> None:
    top = tmp_path / "repository"
    written(tmp_path, plain__a=BASE)
    for arguments, cwd, told in (
        (("hub",), top, "no commit yet"),
        (("hub", "plain"), tmp_path, "is not in a git repository"),
        (("hub", "nowhere"), top, "no such folder"),
    ):
        done = run("terms", "log", *arguments, cwd=cwd, GIT_CEILING_DIRECTORIES=str(tmp_path))
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
        assert told in done.stderr.decode()
    commit(git, top, BASE)
    done = run("terms", "log", "chain-leeder", cwd=top)
    assert done.returncode == 2
    assert 'no commit knows a concept "chain-leeder"' in done.stderr.decode()
