"""English beside its Chinese: the pairs of a document, out of its own segments or by alignment with another file."""

from __future__ import annotations

from policy_glossary.formats.reading import RawFile
from policy_glossary.language.scripts import han_share
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.bitext import Pair
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault

LONGEST = 100_000  # of either side of a pair: comparing takes up to four seconds then, and longer than in proportion beyond


class Beside(NamedTuple):
    """The pairs of a document in text order, remarks on them, and what is wrong with them."""

    pairs: tuple[Pair, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def pairs_of(document: Document, original: RawFile | None, matcher: Matcher) -> Beside:
    """The pairs of a document with the Chinese of another file, or else with that of its own segments.

    Where the two texts do not fit, or the Chinese is none, that is a fault and there are no pairs, and where a pair is longer than
    LONGEST it is left out: rules that read the English alone can still run. Raises FaultError if the document itself is not the English of that Chinese.
    """
    name = document.source.name
    if original is None:
        beside = Beside(tuple(Pair(s.source, s.span, f"{name}:{s.line}") for s in document.segments if han_share(s.source)))
    else:
        from policy_glossary.engine.side_by_side import pairs_with  # few runs have a second file

        beside = pairs_with(original, document, matcher)
    too_long = [pair for pair in beside.pairs if _length(pair) > LONGEST]
    if not too_long:
        return beside
    hint = f"split it: a segment may have {LONGEST:,} on either side"
    message = "the segment at {} has {:,} characters and was not compared with its other side"
    faults = tuple(Fault(message.format(pair.place, _length(pair)), name, hint=hint) for pair in too_long)
    kept = tuple(pair for pair in beside.pairs if _length(pair) <= LONGEST)
    return Beside(kept, beside.notes, beside.faults + faults)


def _length(pair: Pair) -> int:
    """The characters of the longer side."""
    return max(len(pair.zh), pair.span.end - pair.span.start)
