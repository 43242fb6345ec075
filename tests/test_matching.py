"""What a listed rendering matches, and what it must never match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_glossary.formats import read_document
from policy_glossary.language.inflection import ing_form, past_form
from policy_glossary.language.words import Vocabulary
from policy_glossary.matching.pattern import compile_pattern, match_at
from policy_glossary.model.finding import Severity
from policy_glossary.model.text import SourceText
from tests.conftest import entry, findings, flagged, matcher_for

CHAIN = entry("id: chain-leader", "deprecated: chain master", "exempt: hotel chain master")


@pytest.mark.parametrize(
    "text",
    [
        "The chain master spoke.",
        "Chain masters spoke.",
        "the CHAIN MASTERS spoke",
        "The chain-master role.",
        "The chain\nmaster role.",
        "The chain\r\nmaster role.",
        "The chain  master role.",
        "The chain\u00a0master role.",
        'The "chain" master role.',
        "The “chain” master role.",
        "The chain mas\u00adter role.",
        "The chain master's role.",
        "The chain masters’ role.",
    ],
)
def test_ordinary_forms_of_a_noun_are_found(text: str) -> None:
    assert len(flagged(text, CHAIN)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The blockchain master key.",
        "A chain mastermind.",
        "The supply chain. Master plans follow.",
        "The chain (master) link.",
        "The chain\n\nmaster role.",
        "The hotel chain master spoke.",
        "The chain's new master spoke.",
        "massacres and chain, masters",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert flagged(text, CHAIN) == []


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("beat the drum", "They are beating the drum."),
        ("beat the drum", "She beat a drum and it was beaten: the drum."),
        ("beating the drum", "They beat the drum."),
        ("carry out the inspection", "He carried out an inspection."),
        ("specialized, special and new", "a specialized, special, and new firm"),
        ("specialized, special and new", "a specialised special and new firm"),
        ("specialized, special, and new", "a specialized, special and new firm"),
        ("labour dividend", "labor dividends"),
        ("take the plan", "plans that were taken: taking plans"),
        ("four beams and eight pillars", "four beams & eight pillars"),
        ("1+6+3 arrangement", "the “1+6+3” arrangements"),
        ("SRDI firm", "SRDI firms"),
    ],
)
def test_ordinary_forms_of_phrases_are_found(listed: str, text: str) -> None:
    assert len(flagged(text, entry("id: x", f"deprecated: {listed}"))) == 1


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("new productive forces", "new production forces"),  # derivation is not inflection
        ("good new", "good news"),
        ("use case", "us case"),
        ("hop step", "hope step"),
        ("SRDI firm", "srdi firm"),
        ("park and station", "park, station"),
        ("special new firm", "special, new firm"),
    ],
)
def test_words_that_only_look_alike_are_not_taken(listed: str, text: str) -> None:
    assert flagged(text, entry("id: x", f"deprecated: {listed}")) == []


def test_a_wildcard_takes_one_to_eight_words_within_a_clause() -> None:
    po = entry("id: x", "deprecated: adhere to … as the foundation")
    assert flagged("They adhere to the real economy as the foundation.", po) == ["adhere to the real economy as the foundation"]
    assert flagged("They adhere to as the foundation.", po) == []
    assert flagged("They adhere to it. The law serves as the foundation.", po) == []
    assert flagged("They adhere to one two three four five six seven eight nine as the foundation.", po) == []


def test_a_wildcard_does_not_take_another_of_a_row() -> None:
    po = entry("id: x", "deprecated: adhere to … as the foundation")
    assert flagged("We adhere to reform, adhere to tea as the foundation.", po) == ["adhere to tea as the foundation"]
    assert flagged("We adhere to reform and adhered to tea as the foundation.", po) == ["adhered to tea as the foundation"]
    assert flagged("We adhere to reform, take tea as the foundation.", po) == []
    assert flagged("We adhere to reform and opening up, and trade, as the foundation.", po) == [
        "adhere to reform and opening up, and trade, as the foundation"
    ]


def test_a_rendering_takes_the_bracket_that_closes_its_own() -> None:
    po = entry("id: x", "deprecated: port committee (enlarged)")
    assert flagged("The port committee (enlarged) met.", po) == ["port committee (enlarged)"]
    assert flagged("(The port committee) met.", entry("id: x", "deprecated: port committee")) == ["port committee"]


def test_the_longest_rendering_wins() -> None:
    po = entry("id: a", "deprecated: special class") + entry("id: b", "deprecated: special class leader", zh="专班组长", en="head")
    assert [f.concept.id for f in findings("The special class leader.", po) if f.concept] == ["b"]


def test_an_accepted_rendering_of_any_concept_shields_what_lies_inside() -> None:
    po = entry("id: a", "deprecated: designated size") + entry("id: b", zh="规模以上", en="above designated size")
    assert flagged("firms above designated size", po) == []
    assert flagged("firms of designated size", po) == ["designated size"]


def test_words_accepted_for_one_concept_and_reported_for_another_are_not_reported() -> None:
    po = entry("id: a", "deprecated: chain chief") + entry("id: b", "admitted: chain chief", zh="链长", en="chain steward")
    assert flagged("The chain chief spoke.", po) == []


def test_suspects_need_their_context_in_the_paragraph() -> None:
    po = entry("id: a", "suspect: main force", "when: industry; county")
    assert flagged("The main force of the army.\n\nThe county grew.", po) == []
    found = findings("The county grew. It is the main force of growth.", po)
    assert [f.severity for f in found] == [Severity.SUGGESTION]


def test_a_heading_takes_its_context_from_the_whole_text() -> None:
    po = entry("id: a", "suspect: main force", "when: industry")
    assert flagged("Be the main force\n\nThe industry of the city grew by half in a year.", po) == ["main force"]


def test_unless_silences_within_the_sentence_only() -> None:
    po = entry("id: a", "deprecated: chain owner", "unless: hotel")
    assert flagged("The chain owner sold a hotel.", po) == []
    assert flagged("The hotel closed. The chain owner wept.", po) == ["chain owner"]


def test_an_entry_may_be_reported_once_a_document() -> None:
    po = entry("id: a", "deprecated: chain master; chain chief", "occurrences: first") + entry("id: b", "deprecated: key", zh="钥")
    text = "A chain chief and a key.\n\nThe chain masters left, and the chain chief stayed with a key."
    assert flagged(text, po) == ["chain chief", "key", "key"]
    assert "3 times" in findings(text, po)[0].message
    assert "times" not in findings("A chain chief left.", po)[0].message


def test_severity_follows_status_and_risk() -> None:
    def severity(*lines: str, flags: str = "") -> Severity:
        return findings("chain master", entry("id: x", "deprecated: chain master", *lines, flags=flags))[0].severity

    assert severity() is Severity.WARNING
    assert severity("risk: medium") is Severity.SUGGESTION
    assert severity("risk: high") is Severity.INFO
    assert severity(flags="#, fuzzy\n") is Severity.INFO


def test_a_quotation_mark_is_taken_in_only_with_its_partner() -> None:
    po = entry("id: x", "deprecated: choke technology", zh="卡脖子技术", en="bottleneck technology")
    assert flagged('the "choke" technology', po) == ['"choke" technology']
    assert flagged("the “choke” technology", po) == ["“choke” technology"]
    assert flagged('the "choke technology"', po) == ["choke technology"]
    assert flagged('choke "technology" here', po) == ['choke "technology"']


_WORDS = st.sampled_from(["a", "chain", "master", "chains", "masters", "new", "the", "and"])
_GAPS = st.sampled_from([" ", "  ", "\n", "\n\n", ", ", ". ", "-", '"', "—"])


@given(st.lists(st.tuples(_WORDS, _GAPS), max_size=12))
def test_the_index_finds_exactly_what_a_scan_by_eye_finds(pairs: list[tuple[str, str]]) -> None:
    """Any text of a small alphabet: two neighbouring words in any allowed gap, and nothing else."""
    text = "".join(word + gap for word, gap in pairs)
    kept = [(w, g) for w, g in pairs if w not in {"a", "the"}]
    if len(kept) != len(pairs):
        return  # articles may vanish between the words; the table above covers them
    expected = 0
    number = 0
    while number + 1 < len(pairs):
        (first, gap), (second, _) = pairs[number], pairs[number + 1]
        if first in {"chain", "chains"} and second in {"master", "masters"} and gap in {" ", "  ", "\n", "-", '"'}:
            expected += 1
            number += 1
        number += 1
    assert len(flagged(text, CHAIN)) == expected


# Terms of all kinds: one word, capitals alone, a pair, several words, wildcards with common and rare words around them.
_TERMS = (
    *("port", "AI", "chain port", "AI chain", "chain of the port", "port of chains of AI", "open port … chain", "open … AI"),
    *("chain … of port", "AI … open", "open, chain", "open … and port of AI"),
)
_ANY_WORDS = st.sampled_from(
    ["port", "ports", "AI", "ai", "chain", "chains", "of", "and", "open", "opened", "A", "the", "hill", "hills'"]
)


@given(st.lists(st.tuples(_ANY_WORDS, _GAPS), max_size=20))
def test_row_98_the_index_finds_what_holding_each_term_against_each_word_finds(pairs: list[tuple[str, str]]) -> None:
    """What is told of a term without reading it never loses a place, and never makes one up."""
    matcher = matcher_for(entry("id: x", f"deprecated: {'; '.join(_TERMS)}", en="gate"))
    document = read_document(SourceText("test.txt", "".join(word + gap for word, gap in pairs)))
    words = matcher.words(document)
    expected = set()
    for term in _TERMS:
        pattern = compile_pattern(term, Vocabulary())
        assert pattern is not None
        matches = (match_at(pattern, words, 0, number) for number in range(len(words.raw)))
        expected |= {(term, match) for match in matches if match is not None}
    assert {(hit.term.text, hit.match) for hit in matcher.found(document, words)} == expected


def test_articles_do_not_part_words_but_what_stands_beside_them_does() -> None:
    po = entry("id: x", "deprecated: chain port", "pos: verb")
    assert flagged("The chain a the port, chain the port.", po) == ["chain a the port", "chain the port"]
    assert flagged("The chain, a port; chain a. Port.", po) == []
    assert flagged("Chain. A port. Class A chain A port.", po) == []  # a letter within a sentence is no article


def test_a_verb_with_its_object_is_no_listed_compound() -> None:
    noun = entry("id: x", "deprecated: lead unit; implementing opinion", en="lead agency")
    assert flagged("The lead unit and its implementing opinions.", noun) == ["lead unit", "implementing opinions"]
    assert flagged("They lead the unit and implement the opinions.", noun) == []
    assert flagged("They grasp the chain.", entry("id: x", "deprecated: grasp chain", "pos: verb", en="hold")) == [
        "grasp the chain"
    ]
    assert flagged("They keep the roads open.", entry("id: x", "deprecated: keep roads open => keep roads clear")) == [
        "keep the roads open"
    ]


def test_an_exempt_phrase_and_a_rendering_of_the_same_words_are_told_apart_by_their_form() -> None:
    po = entry("id: x", "deprecated: live room", "exempt: living room")
    assert flagged("Two live rooms and a live room.", po) == ["live rooms", "live room"]
    assert flagged("Two living rooms and the living room.", po) == []
    articles = entry("id: x", "deprecated: convenience-for-people", "exempt: convenience for the people")
    assert flagged("Convenience for the people.", articles) == []


def test_a_rendering_is_not_cut_out_of_a_hyphenated_word() -> None:
    po = entry("id: x", "deprecated: scale industry; check the list")
    assert flagged("A scale industry, and check the list: scale-industry news.", po) == [
        "scale industry",
        "check the list",
        "scale-industry",
    ]
    assert flagged("County-scale industries cross-check the list.", po) == []


POLICY_PROSE = (
    "We must vigorously promote the construction of parks. It is necessary to strengthen the leadership of the Party. "
    "The county will deeply implement the plan and strive to reach a new level. Cadres and masses must adhere to the road. "
) * 5


def test_policy_prose_speaks_for_a_suspect_of_two_words_or_more() -> None:
    """A machine article is made of such phrases: each need not bring its own context."""
    po = entry("id: a", "suspect: main force; gripper", "when: industry; workshop", "unless: enemy")
    assert flagged("The main force is here.", po) == []
    assert flagged(POLICY_PROSE + "\n\nThe main force is here.", po) == ["main force"]
    assert flagged(POLICY_PROSE + "\n\nThe main force of the enemy is here.", po) == []
    assert flagged(POLICY_PROSE + "\n\nThe gripper is new.", po) == []  # one word is too little


@pytest.mark.parametrize("verb", ["expel", "propel", "dispel", "rebel", "deter", "allot", "acquit", "abet", "remit", "concur"])
def test_a_stressed_last_syllable_doubles_its_consonant(verb: str) -> None:
    assert past_form(verb) == verb + verb[-1] + "ed"
    assert ing_form(verb) == verb + verb[-1] + "ing"
