"""A project's own glossary above the shipped one: what it replaces, what it adds, and what an edit of it costs."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from policy_glossary.engine import compiled
from policy_glossary.engine.compiled import compile_glossary
from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.formats import read_document
from policy_glossary.language.glosses import Glosses
from policy_glossary.matching import indexing
from policy_glossary.matching.aligner.filing import Tables
from policy_glossary.matching.aligner.lattice import LatticeCompiler
from policy_glossary.matching.aligner.store import ONE_POSTING, SCHEMA, posted, read_filed
from policy_glossary.matching.index import TermIndex
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.text import SourceText
from policy_glossary.termbase.layer import read_layer, read_termbase
from tests.conftest import HEADER, ROOT, SEEDS, entry, rules_of

BELOW = HEADER + "".join(
    [
        entry("id: chain-leader", "admitted: industrial chain leader", "deprecated: chain master; chain owner"),
        entry("id: chain-head", "deprecated: chain commander; chain long", zh="链长", en="chain chief"),
        entry(
            "id: owner-unit", "admitted: main contractor", "deprecated: master unit; lord unit", zh="业主单位", en="project owner"
        ),
        entry("id: ship-master", "deprecated: ship lord; boat owner", zh="船主", en="shipowner"),
        entry("id: supply-chain", "deprecated: supplying link", zh="供应链", en="supply chain"),
    ]
)


def told(terms: TermIndex, text: str, *codes: str) -> list[tuple[str, str, str | None]]:
    """Rule, words and replacement of all that is found."""
    document = read_document(SourceText("a.txt", text))
    judged = check_document(document, Matcher(terms), Judgement(rules_of(*(codes or ("TERM001",)))))
    assert not judged.faults
    return [(f.rule, text[slice(*f.span)], f.suggestion) for f in judged.report.findings]


def layers(folder: Path, *texts: str) -> TermIndex:
    """The compiled glossary of some PO texts, each above the one before."""
    read = []
    for number, text in enumerate(texts):
        path = folder / f"layer{number}.po"
        path.write_text(text, encoding="utf-8")
        read.append(read_layer(path, path.name))
    return compile_glossary(tuple(read)).terms


def test_an_entry_above_replaces_the_one_with_its_chinese_whole(own_cache: Path, tmp_path: Path) -> None:
    own = HEADER + entry("id: house-style", "deprecated: chain leader; industrial chain leader", en="anchor firm")
    terms = layers(tmp_path, BELOW, own)
    text = "The chain leader met the chain master, the industrial chain leader and the chain commander."
    assert told(terms, text) == [
        ("TERM001", "chain leader", "anchor firm"),
        ("TERM001", "industrial chain leader", "anchor firm"),
        ("TERM001", "chain commander", "chain chief"),
    ]
    assert terms.size() == 5
    assert {concept.id for concept in terms.concepts()} == {
        "house-style",
        "chain-head",
        "owner-unit",
        "ship-master",
        "supply-chain",
    }


def test_an_entry_above_replaces_the_one_with_its_id(own_cache: Path, tmp_path: Path) -> None:
    own = HEADER + entry("id: chain-head", "deprecated: link boss", zh="产业链链长", en="chain steward")
    terms = layers(tmp_path, BELOW, own)
    assert told(terms, "The chain commander met the link boss.") == [("TERM001", "link boss", "chain steward")]


def test_nobody_looks_for_the_chinese_of_an_entry_that_was_replaced(own_cache: Path, tmp_path: Path) -> None:
    text = 'They praised the "ship lord" and the "ship master" there.'
    assert [words for _, words, _ in told(layers(tmp_path, BELOW), text, "TERM001", "TERM002")] == ["ship lord", "ship master"]
    own = HEADER + entry("id: ship-master", "deprecated: steersman", zh="舵手", en="helmsman")
    assert told(layers(tmp_path, BELOW, own), text, "TERM001", "TERM002") == []


def test_renderings_that_nobody_listed_are_found_for_entries_above_by_what_the_glossary_below_teaches(
    own_cache: Path, tmp_path: Path
) -> None:
    own = HEADER + entry("id: mine-owner", "deprecated: mine boss", zh="矿主", en="mine operator")
    text = 'He called them "mine lord" there.'
    assert [(words, new) for _, words, new in told(layers(tmp_path, BELOW, own), text, "TERM002")] == [
        ("mine lord", "mine operator")
    ]


def test_a_third_layer_stands_above_the_second(own_cache: Path, tmp_path: Path) -> None:
    second = HEADER + entry("id: house-style", "deprecated: chain leader", en="anchor firm")
    third = HEADER + entry("id: client", "deprecated: anchor firm", en="lead firm")
    terms = layers(tmp_path, BELOW, second, third)
    assert told(terms, "The chain leader and the anchor firm met the chain commander.") == [
        ("TERM001", "anchor firm", "lead firm"),
        ("TERM001", "chain commander", "chain chief"),
    ]


def test_glossaries_one_above_the_other_find_what_both_together_do(own_cache: Path, tmp_path: Path) -> None:
    """Parts of the shipped glossary: one folder replaces a third of the other with entries that say something else, and adds more."""
    below, above = tmp_path / "below", tmp_path / "above"
    for folder, names in ((below, ("rural", "digital", "ecology")), (above, ("regional", "measure-number"))):
        folder.mkdir()
        for name in names:
            shutil.copy(ROOT / "glossary" / f"{name}.po", folder)
    changed = (ROOT / "glossary" / "digital.po").read_text(encoding="utf-8").replace('msgstr "', 'msgstr "our ')
    (above / "digital.po").write_text(changed.replace('msgstr "our "', 'msgstr ""'), encoding="utf-8")
    both = read_layer(below, "below"), read_layer(above, "above")
    together = sqlite3.connect(":memory:")
    indexing.build_index(read_termbase(both).concepts, together)
    one_above = compile_glossary(both).terms
    texts = [path.read_text(encoding="utf-8") for path in [*SEEDS.glob("*.txt"), *below.glob("*.po"), *above.glob("*.po")]]
    found = 0
    for text in texts:
        expected = told(TermIndex(_copy(together)), text)
        assert told(one_above, text) == expected
        found += len(expected)
    assert found > 1000


def test_lattices_that_are_filed_later_say_what_they_would_say_among_the_first() -> None:
    """上 and 下 of one term, and 一 of another, are rendered by the same words, so that these speak for several slots of a term."""
    compiler = LatticeCompiler(Glosses(), {})
    lattices = [compiler.compile(chinese) for chinese in ("专精特新", "一心一意", "上行下效", "左邻右舍", "一前一后", "上上下下")]

    def filed(*parts: slice) -> sqlite3.Connection:
        database = sqlite3.connect(":memory:")
        database.executescript(SCHEMA)
        numbered = [(number, lattice) for number, lattice in enumerate(lattices) if lattice is not None]
        assert len(numbered) == len(lattices)
        for part in parts:
            tables = Tables(read_filed(database))
            for number, lattice in numbered[part]:
                tables.add(number, lattice, 11.0)
            tables.write(database)
        return database

    def said(database: sqlite3.Connection) -> dict[tuple[str, int], list[dict[int, int]]]:
        rows = database.execute("SELECT stem, best, lattices, slots, several, told_lattices, told_slots, told_several FROM gloss")
        return {(stem, best): [posted(*row[:3]).by_lattice(), posted(*row[3:]).by_lattice()] for stem, best, *row in rows}

    once, twice = filed(slice(None)), filed(slice(3), slice(3, None))
    assert said(twice) == said(once)
    assert read_filed(twice) == read_filed(once)
    assert any(number > ONE_POSTING for postings in said(once).values() for number in postings[0].values())


def test_an_edit_of_ones_own_glossary_compiles_no_other(own_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = HEADER + entry("id: chain-leader", "deprecated: chain boss", en="anchor firm")
    layers(tmp_path, BELOW, own)

    def refuse(*_: object) -> None:
        raise AssertionError("compiled a second time")

    monkeypatch.setattr(indexing, "build_index", refuse)
    edited = layers(tmp_path, BELOW, own.replace("chain boss", "chain chieftain"))
    assert told(edited, "The chain boss and the chain chieftain came.") == [("TERM001", "chain chieftain", "anchor firm")]


def test_what_was_to_be_told_of_either_glossary_is_told_each_time(own_cache: Path, tmp_path: Path) -> None:
    below = HEADER + entry("id: one") + entry("id: two", zh="? 链长", en="chain chief", flags="#, fuzzy\n")
    above = HEADER + entry("id: three", zh="? 链主", en="chain owner", flags="#, fuzzy\n")
    paths = [tmp_path / "below.po", tmp_path / "above.po"]
    for path, text in zip(paths, (below, above), strict=True):
        path.write_text(text, encoding="utf-8")
    for _ in range(2):
        notes = compiled.compile_glossary(tuple(read_layer(path, path.name) for path in paths)).notes
        assert [note.split(":")[0] for note in notes] == ["below.po", "above.po"]


def _copy(database: sqlite3.Connection) -> sqlite3.Connection:
    """An index closes its database at its end."""
    copy = sqlite3.connect(":memory:")
    database.backup(copy)
    return copy
