"""A name for a finding that outlives moved lines, other line breaks and renamed files.

It is made of the rule, the concept, the words and the words next to them in their sentence. Neither the file nor the line
takes part. A few neighbours are enough to know a finding again, and the fewer there are, the fewer other findings become
strangers when somebody mends one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from policy_glossary.language import regex
from policy_glossary.model.digest import blake2b
from policy_glossary.model.finding import Finding
from policy_glossary.model.text import Span

NEIGHBOURS = 3  # words on either side, within the sentence
_REACH = 160  # code points in which they are looked for
_NEAR = 48  # code points in which they mostly stand
_WORD = regex.compile(r"\w+")
_QUOTES = str.maketrans("“”„‟″‘’‚‛′\u00a0", "\"\"\"\"\"'''''\u0020")


def with_fingerprints(text: str, findings: Iterable[Finding], sentences: Iterable[Span]) -> list[Finding]:
    """The findings of one document, which come with the sentences in which they begin, with their fingerprints.

    A fingerprint is sixteen hexadecimal digits, a colon, and a number that tells findings apart which are equal in all of this: 1 for the
    first in the text.
    """
    times: dict[str, int] = {}
    made = []
    for finding, sentence in zip(findings, sentences, strict=True):
        digest = _digest(text, finding, sentence)
        times[digest] = times.get(digest, 0) + 1
        made.append(finding._replace(fingerprint=f"{digest}:{times[digest]}"))
    return made


def _digest(text: str, finding: Finding, sentence: Span) -> str:
    span = finding.span
    before = _WORD.findall(text, max(sentence.start, span.start - _NEAR), span.start)
    if len(before) <= NEIGHBOURS:  # the first may be part of a word
        before = _WORD.findall(text, max(sentence.start, span.start - _REACH), span.start)
    after = [m[0] for m in islice(_WORD.finditer(text, span.end, min(sentence.end, span.end + _REACH)), NEIGHBOURS)]
    said = plain(text[span.start : span.end])
    concept = finding.concept.id if finding.concept else ""
    parts = (finding.rule, concept, said, " ".join(before[-NEIGHBOURS:]).lower(), " ".join(after).lower())
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()


def plain(words: str) -> str:
    """Words without the differences that an editor makes by the way: line breaks, curly quotation marks, case."""
    return " ".join(words.translate(_QUOTES).lower().split())
