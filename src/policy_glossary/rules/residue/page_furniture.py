"""Lines of the page, not of the article: comment forms, navigation, share buttons, mastheads.

They come along when a page is saved as text. `line_findings` serves all rules that delete whole lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policy_glossary.language import regex
from policy_glossary.matching.facts import Facts
from policy_glossary.model.finding import Finding, Grade, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span

_MENU = (
    r"(?:home(?:page)?|about us|contact us|add to favou?rites|set as (?:the )?home ?page|site ?map|log ?in|register|sign (?:in|up)|join us"
    r"|message board|privacy policy|news cent(?:er|re)|mobile version|english|chinese|中文版?)"
)
# What follows a label ends with no blank, and a list of labels has commas: in how many ways a line is cut up must not grow with its blanks.
_DATED = r"(?:release[d]?|publish(?:ed|ing)?|publication|updated?|posted|issued?)(?: date| time| on)? ?[:：] ?[\d/.: -]{5,21}[\d/.:-]|20\d\d[-/.]\d\d?[-/.]\d\d? \d\d?:\d\d(?::\d\d)?"
_COUNTED = r"(?:views?|clicks?|hits|visits?|reads?|readings?|browsed?|page ?views?|number of \w+)(?: times| volume| count)? ?[:：] ?\[?[\d,]*\]?(?: times)?"
_LABELLED = (
    r"(?:source|author|editor|from|column|publisher|unit|department|fonts?(?: size)?)s? ?[:：] ?(?:[^:：|]{0,59}?[^:：|\s])?"
)
_LINES = (
    # Two labels or more, the first of them a date or a count: "Release time: 2021-11-08 Source: Linhe Weekly Views: 1,203".
    rf"(?:{_DATED}|{_COUNTED}|(?:edit|edited by|author|column|publisher|issued by|unit) ?[:：] ?(?:[^:：|]{{0,39}}?[^:：|\s])?)[\s|]+(?:{_DATED}|{_COUNTED}|{_LABELLED})[\s|]*(?:(?:{_DATED}|{_COUNTED}|{_LABELLED})[\s|]*){{0,5}}",
    rf"(?:{_MENU}\s*[|·]\s*){{1,9}}{_MENU}",
    r"previous(?: article| piece)?\s*[:：].{1,150}|next(?: article| piece)?\s*[:：]\s*(?:none|nothing|no more\b.{0,20}|there is no.{0,20})",
    r"(?:an?|the last|the previous|previous|last) article\W+(?:the )?next article",
    r"your e-?mail address will not be published\..{0,60}",
    r"(?:no|\d+)\s+comments?(?:\s+yet)?\s*:?|(?:post|leave|add|write)\s+a\s+(?:comment|reply)|comments?\s*\(\d+\)|be the first to comment",
    r"(?:newer|older|next|previous|last)\s+(?:post|article|page|one)s?(?:\s*[:：].{0,150})?|subscribe to\s*:.{0,60}",
    r"(?:share|forward|repost)\s+(?:this(?:\s+\w+)?|to(?:\s*[:：]?\s*[\w ,]+)?|on\s+\w+)|share\s*[:：].{0,60}",
    r"(?:related|recommended|hot|popular|more)\s+(?:articles|posts|reading|news|stories|recommendations|links|topics)\s*[:：]?",
    r"(?:read|see|learn|view)\s+more\s*(?:\.{2,}|…|»|>+)?|(?:click|tap) here(?:\s+to\s+[\w ]{1,40})?|continue reading\s*(?:\.{2,}|…|»|→)?",
    r"(?:your|current)\s+(?:current\s+)?(?:location|position)\s*(?:is)?\s*[:：].{0,300}|you are here\s*[:：].{0,300}",
    r"(?:\[?\s*(?:print(?: this page)?|close(?: window| this page)?|back to (?:top|home|list)|add to favou?rites)\s*\]?[ |]*){1,4}",
    r"(?:likes?|views?|reads?|clicks?|page ?views?|number of (?:views|clicks|visits))\s*[:：]\s*\d[\d,]*(?:\s*times)?",
    r"powered by \w+(?:\.\w+)?\.?|labels?\s*:\s*[\w ]{1,60}(?:,[\w ]{1,60}){0,7},?",
    r"(?:home(?:page)?|news|front page)\s*(?:[>»]\s*[^>»]{1,80}){1,5}",
)
_MASTHEAD = r"(?-i:(?:[A-Z][\w'’]*\s+(?:of\s+|the\s+)?){0,6}[A-Z0-9-]+(?:\.[A-Z0-9-]+){0,2}\.(?:COM|NET|ORG|CN))"


@lru_cache
def _pattern() -> re.Pattern[str]:
    return regex.compile("|".join((*_LINES, _MASTHEAD)), re.IGNORECASE)


def line_findings(rule: Rule, facts: Facts, pattern: re.Pattern[str], message: str, longest: int = 320) -> Iterator[Finding]:
    """One finding for each line that the pattern describes in full; the line is to go, its end stays."""
    for line in facts.lines:
        words = line.text.strip(" \t*_\u2062")
        if len(words) > longest or not pattern.fullmatch(words):
            continue
        start = line.span.start + len(line.text) - len(line.text.lstrip())
        end = line.span.end - (len(line.text) - len(line.text.rstrip()))
        yield rule.finding(Span(start, end), message.format(words), "")


def check(facts: Facts) -> Iterator[Finding]:
    """Each line of furniture."""
    yield from line_findings(RULE, facts, _pattern(), 'Delete "{0}": it belongs to the page, not to the article.')


RULE = Rule(
    code="RES001",
    name="page-furniture",
    family="residue",
    summary="A line of the page, not of the article: comment form, navigation, share buttons, masthead.",
    reason="The line came along when the page was saved as text. A reader of the article has no use for it.",
    mqm=Mqm.DESIGN,
    severity=Severity.WARNING,
    grade=Grade.SUGGESTED,
    check=check,
    sought=lambda: (_pattern().pattern,),
    bad=(
        BadExample("The weir was rebuilt.\n\n[[3 comments:]]", "The weir was rebuilt.\n\n"),
        BadExample("[[Your location: Home > County > Water]]\n\nThe weir was rebuilt.", "\n\nThe weir was rebuilt."),
        BadExample("[[Mirror of Linhe WWW2.LINHE.GOV.CN]]\n\nThe weir was rebuilt.", "\n\nThe weir was rebuilt."),
        BadExample(
            "[[Release time: 2021-11-08 09:26 Source: Linhe Weekly Number of visits: 213]]\n\nThe weir was rebuilt.",
            "\n\nThe weir was rebuilt.",
        ),
        BadExample("The weir was rebuilt.\n\n[[Previous: Linhe mends its ferry]]", "The weir was rebuilt.\n\n"),
        BadExample(
            "[[2021-11-08 09:26 Source: Linhe Weekly Font size: Large Small]]\n\nThe weir was rebuilt.",
            "\n\nThe weir was rebuilt.",
        ),
        BadExample("[[About us | Add to Favorites | Contact us]]\n\nThe weir was rebuilt.", "\n\nThe weir was rebuilt."),
        BadExample("[[Newer Post]]\n\n[[Related articles:]]", "\n\n"),
    ),
    good=(
        "He chose not to post a comment on the weir.",
        "Your location matters to the insurer.",
        "Read more books.",
        "Next: the weir at night.",
        "Released: May 2021",
        "Share prices fell. No comments were made.",
    ),
    source="Measured: 8 of 8 hits true on five machine-translated articles, none in 178,000 words of good English",
)
