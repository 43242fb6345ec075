"""Checks that need no more than one entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePath

from policy_glossary.model.lint import LineFix, LintFinding
from policy_glossary.termbase.entry import UNKNOWN_CHINESE
from policy_glossary.termbase.keys import CONFLICT, HAN, KEYS, LIST_KEYS, RENDERING_KEYS
from policy_glossary.termbase.lint.names import found
from policy_glossary.termbase.lint.wording import Wordings, holds
from policy_glossary.termbase.po_lines import Comment, ListedTerm, PoEntry
from policy_glossary.termbase.po_syntax import escape

_KNOWN = frozenset(KEYS)
_BAD = ("deprecated", "suspect")
_ENGLISH = (*RENDERING_KEYS, "when", "unless")
_PATTERN = re.compile(r"\.[*+?]|\\[a-zA-Z.]|\[[^\]]*\]|\{\d|\(\?|\([^)]*\|[^)]*\)|\(e?s\)|(?<!\w)\^|\$$|\*|\w\?|\|")
# Most terms, and lists of them: nothing to ask.
_PLAIN_TERM = r"[A-Za-z]{3}[A-Za-z0-9 '’\"“”%&/-]*(?:[.,](?=[A-Za-z0-9]| [A-Za-z0-9])[A-Za-z0-9 '’\"“”%&/-]*)*"
_PLAIN = re.compile(rf"{_PLAIN_TERM}$")
_PLAIN_LIST = re.compile(rf"{_PLAIN_TERM}(?:(?:; |=> ){_PLAIN_TERM})*$")
_END_MARK = re.compile(r"[.,;:。，；、：]$")
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.)+$|\b(?:etc|Co|Ltd|Inc|Corp|Jr|Sr|St|Dr|No|vs)\.$|…$|\.\.\.$")
_UNEVEN = re.compile(r"[^\S ]|  |[\u200b\ufeff\u2060]|\s$|\S;\S| ;|^#\S")
_MAYBE_UNEVEN = re.compile(r"[^\S ]|  |^ | $|[\u200b\ufeff\u2060]")
_WIDE = "；"  # the semicolon of a Chinese keyboard
_NO_WIDTH = "\u200b\ufeff\u2060"
_LETTER = re.compile(r"[^\W\d_]")
_ARTICLES = re.compile(r"\b(?:the|an?) ")
_SHIELDS = frozenset({"preferred", "admitted", "exempt"})  # what one of them says, the others say as well
_SHORT = 3  # letters; no reported rendering of the shipped glossary is shorter than four


def check_entry(entry: PoEntry, plain: Wordings) -> Iterator[LintFinding]:
    """All that is doubtful in one entry by itself, in no order."""
    yield from _keys(entry)
    yield from _blanks(entry)
    yield from _separators(entry)
    yield from _strings(entry)
    yield from _terms(entry)
    yield from _roles(entry, plain)
    yield from _duties(entry)


def _keys(entry: PoEntry) -> Iterator[LintFinding]:
    for comment in entry.comments:
        if comment.key and comment.key not in _KNOWN and not comment.key.startswith(CONFLICT):
            near = get_close_matches(comment.key.lower(), KEYS, 1)
            fix = LineFix(comment.text, comment.text.replace(comment.key, near[0], 1)) if near else None
            hint = f'did you mean "{near[0]}"?' if near else f"keys: {', '.join(KEYS)}"
            yield found("unknown-key", entry, comment.line, f'unknown key "{comment.key}" ({hint})', fix)


def _blanks(entry: PoEntry) -> Iterator[LintFinding]:
    for comment in () if _even_block("\n".join([comment.text for comment in entry.comments])) else entry.comments:
        if not comment.key:
            continue
        if _UNEVEN.search(comment.text):
            value = _even(comment.value)
            if comment.key in LIST_KEYS:
                value = "; ".join(part for raw in value.split(";") if (part := raw.strip()))
            new = f"# {comment.key}: {value}"
            if new != comment.text:
                message = f"stray blanks in the {comment.key} line, or none behind a semicolon"
                yield found("blanks", entry, comment.line, message, LineFix(comment.text, new))
    for keyword in ("msgid", "msgstr", "msgctxt"):
        text = entry.strings.texts.get(keyword, "")
        if _MAYBE_UNEVEN.search(text) and text != _even(text):
            old = f'{keyword} "{escape(text)}"'
            fix = LineFix(old, f'{keyword} "{escape(_even(text))}"')
            yield found("blanks", entry, entry.strings.lines[keyword], f"stray blanks in the {keyword}", fix)


def _separators(entry: PoEntry) -> Iterator[LintFinding]:
    for comment in entry.comments:
        if _WIDE in comment.text and comment.key in LIST_KEYS:
            value = "; ".join(part for raw in comment.value.replace(_WIDE, ";").split(";") if (part := raw.strip()))
            message = f'"{_WIDE}" separates no terms: what stands in the {comment.key} line is found only as it is, whole'
            yield found("separator", entry, comment.line, message, LineFix(comment.text, f"# {comment.key}: {value}"))


def _even_block(block: str) -> bool:
    """True if `_UNEVEN` finds nothing in these lines, counted out: most entries are even, and it is slow."""
    return (
        len(block.split()) == block.count(" ") + block.count("\n") + 1
        and block.count(";") == block.count("; ") + block.count(";\n") + block.endswith(";")
        and " ;" not in block
        and not any(mark in block for mark in _NO_WIDTH)
    )


def _even(text: str) -> str:
    return " ".join(re.sub("[\u200b\ufeff\u2060]", "", text).split())


def _strings(entry: PoEntry) -> Iterator[LintFinding]:
    line, english = entry.strings.lines.get("msgstr", entry.line), entry.english.strip()
    if entry.chinese.startswith(UNKNOWN_CHINESE):
        yield found("incomplete", entry, entry.line, "the Chinese is not known yet: the entry takes no part")
    elif len(entry.chinese.strip()) == 1 and HAN.match(entry.chinese.strip()) and not _guarded(entry):
        yield found(
            "short",
            entry,
            entry.line,
            f"{entry.chinese} is a single character: it stands inside many other words; say when or unless",
        )
    if not english:
        yield found("incomplete", entry, line, f"{entry.chinese} has no English yet: the entry takes no part")
        return
    if re.match(r"(?:the|an?) ", english, re.IGNORECASE):
        yield found("article", entry, line, f'"{english}": an article in front is not needed, it is found with and without')
    if _END_MARK.search(english) and not _ABBREVIATION.search(english):
        fix = LineFix(f'msgstr "{escape(entry.english)}"', f'msgstr "{escape(english[:-1].rstrip())}"')
        yield found("end-mark", entry, line, f'"{english}" ends in "{english[-1]}": it is not found in running text', fix)
    yield from _worth(entry, "msgstr", english, line)


def _terms(entry: PoEntry) -> Iterator[LintFinding]:
    for key in _ENGLISH:
        terms = entry.lists.get(key, ())
        if not terms or all(map(_PLAIN_LIST.match, {term.comment.value for term in terms})):
            continue
        for term in terms:
            for text in (term.text, term.replacement) if term.replacement else (term.text,):
                if _PLAIN.match(text):
                    continue
                if _END_MARK.search(text) and not _ABBREVIATION.search(text):
                    message = f'"{text}" ends in "{text[-1]}": it is not found in running text'
                    yield found("end-mark", entry, term.comment.line, message, _without_end_mark(term.comment, text))
                yield from _worth(entry, key, text, term.comment.line)


def _without_end_mark(comment: Comment, text: str) -> LineFix | None:
    if comment.text.count(text) != 1:
        return None
    return LineFix(comment.text, comment.text.replace(text, text[:-1].rstrip()))


def _worth(entry: PoEntry, key: str, text: str, line: int) -> Iterator[LintFinding]:
    if len(text) > _SHORT and _PLAIN.match(text):
        return
    if _PATTERN.search(text):
        message = f'"{text}" looks like a pattern, but is taken word for word; … stands for one to eight words'
        yield found("pattern", entry, line, message)
    letters = len(_LETTER.findall(text))
    if key in ("when", "unless"):
        return  # a year is as good a context as a word
    if not letters:
        yield found("short", entry, line, f'"{text}" ({key}) holds no letter: it would be found in every figure')
    elif letters == 1 and not text.isalnum():
        return  # C++, C#
    elif (letters == 1 or (key in _BAD and letters < _SHORT)) and not _guarded(entry):
        yield found("short", entry, line, f'"{text}" ({key}) is too short to be told from other words')


def _roles(entry: PoEntry, plain: Wordings) -> Iterator[LintFinding]:
    listed = [(key, term) for key in RENDERING_KEYS for term in entry.lists.get(key, ())]
    preferred, *names = [plain[entry.english], *(plain[term.text] for _, term in listed)]
    if len({preferred, *names}) <= len(names):
        yield from _doublets(entry, preferred, listed, plain)
    good = [(preferred, entry.english), *((p, t.text) for p, (key, t) in zip(names, listed, strict=True) if key == "admitted")]
    together = "\n".join(f" {phrase} " for phrase, _ in good)
    seen: set[str] = {preferred}
    for words, (key, term) in zip(names, listed, strict=True):
        if key in _BAD and f" {words} " in together and words not in seen:
            around = next((accepted for phrase, accepted in good if phrase != words and holds(phrase, words)), None)
            if around is not None:
                message = f'"{term.text}" ({key}) stands inside "{around}", which is right; there it is not reported'
                yield found("inside-own", entry, term.comment.line, message)
        seen.add(words)


def _doublets(entry: PoEntry, preferred: str, listed: list[tuple[str, ListedTerm]], plain: Wordings) -> Iterator[LintFinding]:
    first: dict[str, tuple[str, ListedTerm]] = {}
    if entry.comments:
        first[preferred] = ("preferred", ListedTerm(entry.comments[0], entry.english))
    for key, term in listed:
        role, other = first.setdefault(plain[term.text], (key, term))
        if other is not term:
            yield from _said_twice(entry, (role, other), (key, term))


def _said_twice(entry: PoEntry, earlier: tuple[str, ListedTerm], later: tuple[str, ListedTerm]) -> Iterator[LintFinding]:
    (role, other), (key, term) = earlier, later
    line = term.comment.line
    if role != key and not {role, key} <= _SHIELDS:
        yield found("two-roles", entry, line, f'"{term.text}" is both {role} and {key}')
    elif _bare(term.replacement or entry.english) != _bare(other.replacement or entry.english):
        message = f'"{term.text}" has two replacements: {other.replacement or entry.english}; {term.replacement or entry.english}'
        yield found("two-roles", entry, line, message)
    elif term.text == other.text:
        message = f'"{term.text}" is listed twice' + (f": it is {role} already" if role != key else "")
        yield found("listed-twice", entry, line, message, _without(term, keep=other.comment is term.comment))
    elif role == key:
        yield found("covered", entry, line, f'"{other.text}" finds "{term.text}" as well')


def _bare(replacement: str) -> str:
    return _ARTICLES.sub("", replacement)


def _without(term: ListedTerm, *, keep: bool) -> LineFix:
    """The line without a term, or with its first mention only."""
    texts = [part.strip() for part in term.comment.value.split(";") if part.strip()]
    parts = list(dict.fromkeys(texts)) if keep else [text for text in texts if text.partition("=>")[0].strip() != term.text]
    return LineFix(term.comment.text, f"# {term.comment.key}: {'; '.join(parts)}" if parts else None)


def _guarded(entry: PoEntry) -> bool:
    """True if the entry says where its words are meant, or where they are not."""
    return any(entry.terms(key) for key in ("exempt", "when", "unless"))


def _duties(entry: PoEntry) -> Iterator[LintFinding]:
    bad = [term for key in _BAD for term in entry.terms(key)]
    if entry.text("risk") in ("medium", "high") and bad and not _guarded(entry):
        message = f"risk {entry.text('risk')}, but nothing says where the renderings are innocent: add exempt, when or unless"
        yield found("unguarded", entry, next(c.line for c in entry.comments if c.key == "risk"), message)
    if not entry.terms("source"):
        yield found("no-source", entry, entry.line, "names no source")
    if not entry.text("definition"):
        yield found("no-definition", entry, entry.line, "has no definition")
    stem = PurePath(entry.file).stem
    if entry.domain != stem:
        old = f'msgctxt "{escape(entry.domain)}"'
        line = entry.strings.lines.get("msgctxt")
        fix = LineFix(old, f'msgctxt "{escape(stem)}"') if line else None
        told = f'the msgctxt is "{entry.domain}"' if line else "there is no msgctxt"
        yield found("domain", entry, line or entry.line, f'{told}, the file is called "{stem}"', fix)
