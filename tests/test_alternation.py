"""Word lists in patterns, put together by their first letters, match what the words match one by one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_glossary.rules.alternation import alternation, one_by_one

WORDS = st.lists(st.text("abC", min_size=1, max_size=4), min_size=1, max_size=30, unique=True)


@given(WORDS, st.text("abcABC ", max_size=40), st.sampled_from([0, re.IGNORECASE]))
def test_the_same_words_are_found_at_the_same_places(words: list[str], text: str, flags: int) -> None:
    """Of several words that match at one place the first one given wins in both."""
    found = [[match.span() for match in re.finditer(pattern, text, flags)] for pattern in (alternation(words), one_by_one(words))]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "odd",
    [
        "a?b",
        "b{2}",
        r"\s+x",
        "[ab]c",
        "x|y",
        "a(b)",
        "(?P<n>a)b",
        "a|(?:b|c)",
        r"a\(|b\)",
        "a[(]|b[)]",
        r"a\\(b)",
        "a(?i)b",
        "A",
        "a" * 2000,
    ],
)
def test_a_list_with_a_word_that_cannot_be_taken_apart_stays_as_it_is(odd: str) -> None:
    words = ["aa", "ab", "ba", "bb", "ca", odd]
    assert alternation(words) == one_by_one(words)


def test_a_long_list_is_tried_letter_by_letter() -> None:
    words = ["make", "made", r"mak(?:es|ing)", "take", r"tak\w+", "gi[vf]e", "gave"]
    pattern = alternation(words)
    assert pattern == r"(?:m(?:ake|ade|ak(?:es|ing))|t(?:ake|ak\w+)|g(?:i[vf]e|ave))"
    assert re.findall(pattern, "making, gift, gave, taken") == ["making", "gave", "take"]
