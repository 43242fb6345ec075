"""Sentences that were cut or glued at the wrong place: Chinese commas join what English divides, and engines lose the joints."""

from __future__ import annotations

from policy_glossary.language import regex

# Verbs of policy prose that nothing but a measure begins with, and those that other English also uses for orders.
MEASURE_VERBS = frozenset(
    """accelerate adhere anchor consolidate cultivate deepen enhance expedite foster implement innovate insist integrate intensify
    optimize optimise persist prioritize prioritise promote realize realise revitalize revitalise stimulate strengthen
    strive upgrade""".split()
)
POLICY_VERBS = MEASURE_VERBS | frozenset(
    """activate advance attract boost bring build calculate carry clarify complete concentrate construct continue coordinate create deploy
    develop drive encourage ensure establish expand explore focus form formulate gather give grasp guide help highlight improve
    increase inject introduce invest launch lay let make play pool press pursue raise reduce rely seize show speed step support
    take tighten transform unleash use""".split()
)


_LONGEST_NUMBER = 40  # characters, with what stands around it; to look at more for each sentence takes the square of a paragraph


def is_list_number(before: str) -> bool:
    """True if nothing but the number of a list item stands before a sentence of its paragraph: "2. ", "(b) ", "IV. "."""
    return len(before) <= _LONGEST_NUMBER and bool(regex.fullmatch(r"\W*(?:\d{1,2}|[IVX]{1,4}|[a-zA-Z])[.)、]\s*", before))
