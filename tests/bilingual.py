"""English with its Chinese beside it, for tests."""

from __future__ import annotations

from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.formats import read_document
from policy_glossary.matching.claims import Claim
from policy_glossary.matching.facts import Circumstances, Facts
from policy_glossary.model.bitext import Pair
from policy_glossary.model.document import Document
from policy_glossary.model.finding import Finding
from policy_glossary.model.text import SourceText, Span
from tests.conftest import matcher_for, rules_of

Sides = tuple[str, str]


def paired(*sides: Sides, name: str = "draft.txt", confidence: float = 1.0) -> tuple[Document, tuple[Pair, ...]]:
    """A document of the English sides, one paragraph each, and the pairs."""
    text, pairs = "", []
    for number, (chinese, english) in enumerate(sides, 1):
        pairs.append(Pair(chinese, Span(len(text), len(text) + len(english)), f"draft.zh.txt:{number}", confidence))
        text += english + "\n\n"
    return read_document(SourceText(name, text)), tuple(pairs)


def claims(po: str, *sides: Sides, confidence: float = 1.0) -> list[Claim]:
    """The claims of a glossary given as PO text on these pairs."""
    document, pairs = paired(*sides, confidence=confidence)
    return Facts(document, matcher_for(po), Circumstances(), pairs).claims


def verdicts(po: str, *sides: Sides) -> list[str]:
    """The verdicts, in the order of the pairs and of the Chinese; nested terms left out."""
    return [str(claim.verdict) for claim in claims(po, *sides) if not claim.nested]


def bilingual_findings(po: str, *sides: Sides, code: str = "", name: str = "draft.txt", confidence: float = 1.0) -> list[Finding]:
    """What the bilingual rules and TERM001, or the one with this code, find."""
    document, pairs = paired(*sides, name=name, confidence=confidence)
    rules = rules_of(code or "TERM001", bilingual=not code)
    return list(check_document(document, matcher_for(po), Judgement(rules), pairs).report.findings)
