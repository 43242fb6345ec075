"""English beside its Chinese: the pairs of a document, out of its own segments or by alignment with another file."""

from __future__ import annotations

from policy_glossary.formats.reading import RawFile
from policy_glossary.language.scripts import han_share
from policy_glossary.matching.matcher import Matcher
from policy_glossary.model.bitext import Pair
from policy_glossary.model.document import Document
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault


class Beside(NamedTuple):
    """The pairs of a document in text order, remarks on them, and what is wrong with them."""

    pairs: tuple[Pair, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def pairs_of(document: Document, original: RawFile | None, matcher: Matcher) -> Beside:
    """The pairs of a document with the Chinese of another file, or else with that of its own segments.

    Where the two texts do not fit, or the Chinese is none, that is a fault and there are no pairs: rules that read the English alone
    can still run. Raises FaultError if the document itself is not the English of that Chinese.
    """
    if original is None:
        name = document.source.name
        return Beside(tuple(Pair(s.source, s.span, f"{name}:{s.line}") for s in document.segments if han_share(s.source)))
    from policy_glossary.engine.side_by_side import pairs_with  # few runs have a second file

    return pairs_with(original, document, matcher)
