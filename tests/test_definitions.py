"""Every concept of the shipped glossary is explained, in one sentence, to somebody who reads no Chinese."""

from __future__ import annotations

import re

from policy_glossary.engine.desk import po_paths, read_glossary_file
from policy_glossary.termbase.po_lines import PoEntry
from tests.conftest import ROOT

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_ABBREVIATION = re.compile(r"\b(?:U\.S|No)\.")
_HAN = re.compile("[\u3400-\u9fff]")
_MAX = 200  # characters: one sentence, read at a glance


def shipped() -> list[PoEntry]:
    return [entry for path in po_paths([ROOT / "glossary"]) for entry in read_glossary_file(path).po.entries]


def test_every_concept_has_a_definition_of_one_sentence() -> None:
    for entry in shipped():
        lines = [comment.value for comment in entry.comments if comment.key == "definition"]
        assert len(lines) == 1, entry.id
        (definition,) = lines
        assert definition.endswith("."), entry.id
        assert len(_SENTENCE_END.findall(_ABBREVIATION.sub("", definition))) == 1, entry.id
        assert len(definition) <= _MAX, entry.id


def test_a_definition_is_no_note_on_translation_and_no_echo_of_the_term() -> None:
    for entry in shipped():
        definition = entry.text("definition")
        assert not _HAN.search(definition), entry.id
        assert not re.search(r"\b(?:English|translat\w+|render\w*)\b", definition), entry.id
        plain = re.sub(r"^(?:An?|The|To) ", "", definition.rstrip(".")).lower()
        assert plain != entry.english.lower(), entry.id
