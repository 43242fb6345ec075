"""Where a sentence ends, and where a full stop only shortens a word or a name."""

from __future__ import annotations

import pytest

from policy_glossary.formats import read_document
from policy_glossary.language.sentences import Sentences, sentence_spans
from policy_glossary.model.text import SourceText, Span


def sentences(text: str) -> list[str]:
    return [text[slice(*span)] for span in sentence_spans(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "It was built by George W. Bush and his men.",
        "The firm hired J.P. Morgan to sell it.",
        "Dwight D. Eisenhower came to the lake.",
        "The court has read Roe v. Wade again.",
        "Nobody had asked Lt. Hill or Sen. Wood.",
        "It rose by approx. 3 percent in Jan. 2024 alone.",
    ],
)
def test_a_shortened_word_or_an_initial_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It is made in the U.S.", "Ships bring it here."),
        ("There is no plan B.", "Nobody has asked for one."),
        ("The letter is signed by George W.", "The others are not."),
        ("He met J.P.", "They spoke of trade."),
        ("The fruit holds vitamin C.", "Children need it."),
        ("The share was 3 percent.", "2024 was better."),
    ],
)
def test_a_capital_letter_can_end_a_sentence(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_the_sentence_of_a_place() -> None:
    text = "One is here. Two is there.\n\nThree is a paragraph of its own."
    found = Sentences(read_document(SourceText("a.txt", text)))
    assert [text[slice(*found.sentence_at(text.index(word)))] for word in ("One", "Two", "there", "own")] == [
        "One is here.",
        "Two is there.",
        "Two is there.",
        "Three is a paragraph of its own.",
    ]
