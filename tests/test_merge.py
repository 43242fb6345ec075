"""Two people change one glossary: what git makes of it with the merge driver, and what a person is asked."""

from __future__ import annotations

from pathlib import Path

from policy_glossary.termbase.merging.files import MergedFile, merge_files
from tests.conftest import HEADER, ROOT, Run, entry
from tests.repositories import Git, diverge, needs_git

LEADER = entry(
    "id: chain-leader",
    "admitted: industrial chain leader; lead enterprise",
    "deprecated: chain master; chain lord",
    "note: the company",
)
VITALITY = entry("id: new-vitality", "deprecated: new kinetic energy", zh="新动能", en="new growth drivers")
HUB = entry("id: hub", zh="枢纽", en="hub")
BASE = HEADER + LEADER + VITALITY + HUB


def merged(ours: str, theirs: str, base: str = BASE) -> MergedFile:
    return merge_files(base, ours, theirs, "g.po")


def clean(ours: str, theirs: str, base: str = BASE) -> str:
    done = merged(ours, theirs, base)
    assert done.unsettled == ()
    return done.text


def conflicts(done: MergedFile) -> list[tuple[str, str, str, str, str]]:
    return [(unsettled.concept, *conflict) for unsettled in done.unsettled for conflict in unsettled.conflicts]


def both_ways(ours: str, theirs: str, expected: str, base: str = BASE) -> None:
    assert clean(ours, theirs, base) == expected
    assert clean(theirs, ours, base) == expected


def test_different_concepts_both_change() -> None:
    ours = BASE.replace('"hub"', '"central hub"')
    theirs = BASE.replace("new kinetic energy", "new kinetic energy; new momentum")
    both_ways(ours, theirs, ours.replace("new kinetic energy", "new kinetic energy; new momentum"))


def test_different_fields_of_one_concept_both_change() -> None:
    ours = BASE.replace('"chain leader"', '"leading company of a chain"')
    theirs = BASE.replace("note: the company", "note: the company, not the official")
    both_ways(ours, theirs, ours.replace("note: the company", "note: the company, not the official"))


def test_additions_to_one_list_are_both_kept_and_removals_hold() -> None:
    ours = BASE.replace("chain master; chain lord", "chain master; chain lord; chain boss")
    theirs = BASE.replace("chain master; chain lord", "chain chief; chain lord")
    assert clean(ours, theirs) == BASE.replace("chain master; chain lord", "chain chief; chain lord; chain boss")


def test_lists_keep_their_lines() -> None:
    base = HEADER + entry("id: a", "deprecated: one; two", "deprecated: three; four", "deprecated: five => six")
    ours = base.replace("three; four", "four")
    theirs = base.replace("one; two", "one; new; two")
    both_ways(ours, theirs, base.replace("three; four", "four").replace("one; two", "one; new; two"), base)


def test_the_same_field_changed_differently_asks_a_person() -> None:
    ours = BASE.replace('"chain leader"', '"lead company"')
    theirs = BASE.replace('"chain leader"', '"key company"')
    done = merged(ours, theirs)
    assert conflicts(done) == [("chain-leader", "English", "chain leader", "lead company", "key company")]
    told = "# conflict: English\n# conflict-base: chain leader\n# conflict-ours: lead company\n# conflict-theirs: key company\n"
    expected = ours.replace("# id: chain-leader\n", "# id: chain-leader\n" + told)
    assert done.text == expected.replace("# note: the company\n", "# note: the company\n#, fuzzy\n")
    assert done.text.split("\n")[done.unsettled[0].line - 1] == "# id: chain-leader"


def test_a_replacement_changed_on_both_sides_asks_a_person() -> None:
    ours = BASE.replace("chain lord", "chain lord => chain leader")
    theirs = BASE.replace("chain lord", "chain lord => lead enterprise")
    assert conflicts(merged(ours, theirs)) == [
        ("chain-leader", "deprecated", "chain lord", "chain lord => chain leader", "chain lord => lead enterprise")
    ]


def test_deleted_here_and_changed_there_asks_a_person() -> None:
    ours = BASE.replace(HUB, "")
    theirs = BASE.replace('"hub"', '"central hub"')
    assert conflicts(merged(ours, theirs)) == [("hub", "deletion", "there", "deleted", "changed English")]
    assert conflicts(merged(theirs, ours)) == [("hub", "deletion", "there", "changed English", "deleted")]
    assert '"central hub"' in merged(ours, theirs).text
    both_ways(ours, BASE, ours)


def test_a_new_chinese_or_english_is_no_other_concept() -> None:
    ours = BASE.replace("链主", "链主企业").replace('"hub"', '"central hub"')
    theirs = BASE.replace("chain lord", "chain boss")
    both_ways(ours, theirs, ours.replace("chain lord", "chain boss"))


def test_entries_added_at_one_place_are_both_kept_in_order() -> None:
    new_ours, new_theirs = entry("id: ours", zh="甲", en="ours"), entry("id: theirs", zh="乙", en="theirs")
    assert clean(BASE + new_ours, BASE + new_theirs) == BASE + new_ours + new_theirs
    between = BASE.replace(HUB, new_theirs + HUB)
    assert clean(BASE + new_ours, between) == between + new_ours


def test_one_concept_added_by_two_people() -> None:
    ours = BASE + entry("id: park", "admitted: area", zh="园区", en="park")
    theirs = BASE + entry("id: park", "admitted: zone", zh="园区", en="park")
    assert clean(ours, theirs) == ours.replace("admitted: area", "admitted: area; zone")
    under_another_id = theirs.replace("id: park", "id: industrial-park")
    done = merged(ours, under_another_id)
    assert conflicts(done) == [("park", "id", "", "park", "industrial-park")]
    assert done.text.count('"园区"') == 1


def test_two_concepts_that_become_twins_ask_a_person() -> None:
    ours = BASE.replace("枢纽", "中心")
    theirs = BASE + entry("id: centre", zh="中心", en="centre")
    ((concept, field, _, mine, other),) = conflicts(merged(ours, theirs))
    assert (concept, field) == ("centre", "Chinese of two entries")
    assert (mine, other) == ("hub: 中心 = hub", "centre: 中心 = centre")


def test_preferred_by_one_and_deprecated_by_the_other_asks_a_person() -> None:
    ours = BASE.replace("industrial chain leader; lead enterprise", "industrial chain leader").replace(
        '"chain leader"', '"lead enterprise"'
    )
    theirs = BASE.replace("chain lord", "chain lord; lead enterprise").replace("; lead enterprise\n# dep", "\n# dep")
    done = merged(ours, theirs)
    assert conflicts(done) == [
        ("chain-leader", 'standing of "lead enterprise"', "admitted", "preferred", "deprecated"),
    ]
    assert "deprecated: chain master; chain lord\n" in done.text


def test_an_approval_does_not_cover_english_that_was_changed_meanwhile() -> None:
    base = HEADER + entry("id: a", flags="#, fuzzy\n")
    approved, changed = base.replace("#, fuzzy\n", ""), base.replace('"chain leader"', '"chain boss"')
    done = merged(approved, changed, base)
    assert done.text == changed
    assert any("stays a proposal" in note for note in done.notes)
    assert clean(approved, base.replace("# id: a\n", "# id: a\n# note: x\n"), base) == approved.replace(
        "id: a\n", "id: a\n# note: x\n"
    )


def test_unknown_keys_comments_and_flags_are_merged_too() -> None:
    base = HEADER + entry("id: a", "owner: Li", flags="#, c-format\n")
    ours = base.replace("owner: Li", "owner: Wang").replace("#, c-format\n", "#, c-format\n#, fuzzy\n")
    theirs = base.replace("# id", "# free words\n# id").replace('"chain leader"', '"chain boss"')
    text = clean(ours, theirs, base)
    for line in ("# owner: Wang", "# free words", "#, c-format", "#, fuzzy", 'msgstr "chain boss"'):
        assert line in text.split("\n")
    assert conflicts(merged(ours, base.replace("owner: Li", "owner: Zhao"), base)) == [
        ("a", "owner", *(f"# owner: {name}" for name in ("Li", "Wang", "Zhao")))
    ]


def test_what_nobody_touched_keeps_its_very_text() -> None:
    odd = '#  id:odd\n#. extracted\n#, fuzzy\nmsgctxt   "industry"\nmsgid ""\n"奇"\nmsgstr ""\n"o"\n"dd"\n\n#~ msgid "旧"\n#~ msgstr "old"\n\n'
    base = BASE.replace(VITALITY, odd + VITALITY)
    ours, theirs = base.replace('"hub"', '"node"'), base.replace("chain lord", "chain boss")
    both_ways(ours, theirs, ours.replace("chain lord", "chain boss"), base)
    windows = [text.replace("\n", "\r\n") for text in (base, ours, theirs)]
    assert clean(windows[1], windows[2], windows[0]) == ours.replace("chain lord", "chain boss").replace("\n", "\r\n")


def test_the_shipped_files_come_back_as_the_side_that_changed_them() -> None:
    for path in sorted((ROOT / "glossary").glob("*.po")):
        base = path.read_text(encoding="utf-8")
        changed = base.replace('msgstr "c', 'msgstr "k').replace("# deprecated: a", "# deprecated: other; a")
        both_ways(changed, base, changed, base)
        assert clean(changed, changed, base) == changed


def test_section_comments_and_a_new_order_are_kept() -> None:
    base = BASE.replace(LEADER, "# Section one.\n\n" + LEADER)
    ours = base.replace(HUB, "# Section two.\n\n" + HUB)
    theirs = base.replace('"hub"', '"node"')
    both_ways(ours, theirs, ours.replace('"hub"', '"node"'), base)
    sorted_by_them = HEADER + HUB + LEADER + VITALITY
    changed = BASE.replace("chain lord", "chain boss")
    assert clean(changed, sorted_by_them) == sorted_by_them.replace("chain lord", "chain boss")


def test_dates_that_po_editors_write_are_no_conflict() -> None:
    def saved(date: str, text: str) -> str:
        return text.replace('"Language: en\\n"\n', f'"Language: en\\n"\n"PO-Revision-Date: {date}\\n"\n')

    base = saved("2025-01-01 10:00+0800", BASE)
    ours = saved("2025-01-03 10:00+0800", BASE.replace('"hub"', '"node"'))
    theirs = saved("2025-01-02 10:00+0800", BASE.replace("chain lord", "chain boss"))
    both_ways(ours, theirs, ours.replace("chain lord", "chain boss"), base)


# Through git.


@needs_git
def test_git_merges_neighbours_and_fields_that_it_could_not_merge_by_lines(git: Git, tmp_path: Path, run: Run) -> None:
    repository = tmp_path / "repository"
    ours = BASE.replace('"chain leader"', '"lead company"')
    theirs = BASE.replace("# note: the company\n", "# note: the firm\n").replace("new kinetic energy", "new energy")
    done = diverge(git, repository, run, BASE, ours, theirs)
    assert done.returncode == 0, done.stderr + done.stdout
    expected = ours.replace("# note: the company\n", "# note: the firm\n").replace("new kinetic energy", "new energy")
    assert (repository / "glossary" / "g.po").read_text(encoding="utf-8") == expected
    assert git("status", "--porcelain").stdout == ""


@needs_git
def test_the_driver_is_installed_once_and_only_in_a_repository(git: Git, tmp_path: Path, run: Run) -> None:
    repository = tmp_path / "repository"
    (repository / ".gitattributes").write_text("*.zip binary", encoding="utf-8")
    for _ in range(2):
        assert run("terms", "merge", "--install-driver", "glossary", cwd=repository).returncode == 0
    assert (repository / ".gitattributes").read_text(encoding="utf-8") == "*.zip binary\n/glossary/*.po merge=glossary\n"
    assert "%O %A %B" in git("config", "merge.glossary.driver").stdout
    (tmp_path / "elsewhere").mkdir()
    outside = run("terms", "merge", "--install-driver", "elsewhere", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert outside.returncode == 2
    assert b"is not in a git repository" in outside.stderr


def test_merging_by_hand_prints_or_writes(tmp_path: Path, run: Run) -> None:
    texts = {"base.po": BASE, "ours.po": BASE.replace('"hub"', '"node"'), "theirs.po": BASE.replace("chain lord", "chain boss")}
    for name, text in texts.items():
        (tmp_path / name).write_text("\ufeff" + text, encoding="utf-8")
    done = run("terms", "merge", *texts)
    expected = "\ufeff" + texts["ours.po"].replace("chain lord", "chain boss")
    assert (done.returncode, done.stdout.decode()) == (0, expected)
    assert run("terms", "merge", *texts, "-o", "new.po").returncode == 0
    assert (tmp_path / "new.po").read_text(encoding="utf-8") == expected
    assert run("terms", "merge", "base.po", "ours.po").returncode == 2
    missing = run("terms", "merge", "base.po", "ours.po", "gone.po")
    assert (missing.returncode, missing.stderr.count(b"\n")) == (2, 1)
