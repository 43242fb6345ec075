"""Bytes of a web page to text. A page may tell its own encoding, and old pages often tell a wrong one."""

from __future__ import annotations

import codecs
import re

from policy_glossary.intake.encoding import Decoded, decode_file, mark_of
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError

_PRESCAN = 4_096  # bytes in which a declaration counts; the standard asks for the first 1,024, browsers look further
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARATION = re.compile(
    rb"""<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})"""
    rb"""|<meta\b[^<>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
# Labels that browsers read as a larger encoding, which old pages use without saying so.
_AS_BROWSERS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "unicode": "utf-8",  # what Word writes; as the standard has it, a page whose declaration can be read is no UTF-16
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
# Encodings that the standard knows, as Python names them: a declaration must not reach for others (base64, punycode).
_KNOWN = re.compile(
    r"utf-8|gb18030|big5hkscs|euc[-_]jp|cp932|cp949|iso2022[-_]jp|iso8859-\d+|cp12\d\d|cp874|cp866|koi8-[ru]|mac-roman"
)
_MULTIBYTE = re.compile(r"gb18030|big5hkscs|euc[-_]jp|cp932|cp949")
_FEW = 3  # characters of two bytes may look like UTF-8 by chance; so many hardly do


class _Declared(NamedTuple):
    label: str
    encoding: str
    line: int


def decode_html(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Decode a page: by its byte-order mark, else by its declaration, else as UTF-8.

    A declaration that does not fit the bytes is wrong: `encoding`, the user's word, then counts instead, and also where
    nothing is declared. Raises FaultError as `decode_file` does, and for a wrong declaration if the user gave no word.
    """
    declared = None if mark_of(data) else _declared(data[:_PRESCAN])
    if declared is None:
        return decode_file(data, name, encoding)
    fault = _contradicts(data, declared, name)
    if fault is None:
        return decode_file(data, name, declared.encoding)
    if encoding is None:
        raise FaultError(fault)
    return decode_file(data, name, encoding)


def _declared(start: bytes) -> _Declared | None:
    """What a page declares, with its line; None if it declares nothing, or an encoding that no browser knows."""
    match = _DECLARATION.search(_COMMENT.sub(lambda comment: b" " * len(comment[0]), start))
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii", "replace").lower()
    line = start[: match.start()].count(b"\n") + 1
    try:
        encoding = codecs.lookup(_AS_BROWSERS.get(label, label)).name
    except LookupError:
        return None
    return _Declared(label, encoding, line) if _KNOWN.fullmatch(encoding) else None


def _contradicts(data: bytes, declared: _Declared, name: str) -> Fault | None:
    """The fault of a page whose bytes are not what it declares, or None."""
    if declared.encoding == "utf-8":
        try:
            decode_file(data, name)
        except FaultError as error:
            told = error.fault
            return Fault(f"declares {declared.label} and {told.message}", name, declared.line, told.hint)
        return None
    hint = "correct the declaration, or name the encoding with --encoding"
    if _is_utf8(data, _FEW if _MULTIBYTE.fullmatch(declared.encoding) else 1):
        return Fault(f"declares {declared.label}, but its bytes are UTF-8", name, declared.line, f"{hint} utf-8")
    try:
        data.decode(declared.encoding)
    except UnicodeDecodeError as error:
        return Fault(
            f"declares {declared.label}, but is not valid {declared.label} at byte {error.start}", name, declared.line, hint
        )
    return None


def _is_utf8(data: bytes, least: int) -> bool:
    """True if the bytes are UTF-8 with so many characters beyond ASCII."""
    if data.isascii():
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return sum(c > "\x7f" for c in text) >= least
