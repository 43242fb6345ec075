"""Bytes to text, strictly: UTF-8 unless a byte-order mark or the user says otherwise. A guess is only ever a hint."""

from __future__ import annotations

import codecs

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError

# Longest first: the UTF-32 little-endian mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BINARY = (
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF document"),
    (b"From: <Saved by ", "a web archive"),  # "web page, single file" of browsers
    (b"bplist00", "a web archive or a property list"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
# The 40 most frequent Han characters of running Chinese: a wrong East Asian decoding hardly ever yields them.
_FREQUENT_HAN = frozenset("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年")
_FREQUENT_HAN_TRADITIONAL = frozenset("的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年")
_FEW, _STRAY_CONTROLS = 3, 0.01  # control characters, and share of all characters, that a text may hold by accident
_SAMPLE = 100_000  # bytes looked at for a guess
# Codecs of Python that are the encoding of no text file: they run escapes, or are for names in the network.
NO_TEXT = frozenset(
    {"unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "utf-7", "undefined"}
)


class Decoded(NamedTuple):
    """A file's text without its byte-order mark, the mark (empty if there is none), and the encoding of the rest."""

    text: str
    mark: bytes
    encoding: str


def decode(data: bytes, name: str) -> str:
    """The text of one of our own files without its byte-order mark. Raises FaultError as `decode_own` does."""
    return decode_own(data, name).text


def decode_own(data: bytes, name: str) -> Decoded:
    """Decode a file of a project or of a glossary, which is in UTF-8 unless it has a byte-order mark.

    Raises FaultError for what is neither; the hint is to save it as UTF-8, because no option names another encoding for it.
    """
    return _decode(data, name, None, "")


def decode_file(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Decode a file for which a person can name an encoding.

    A mark wins over `encoding`; without either the bytes must be UTF-8. Raises FaultError for binary files, for bytes
    that do not fit (with the byte offset and, if one is confident, a guess as hint) and for unknown encodings.
    """
    return _decode(data, name, encoding, "--encoding")


def _decode(data: bytes, name: str, encoding: str | None, option: str) -> Decoded:
    if known := mark_of(data):
        mark, marked = known
        return Decoded(_strict(data[len(mark) :], name, marked, option, base=len(mark)), mark, marked)
    for magic, kind in _BINARY:
        if data.startswith(magic):
            hint = "save it as .docx, plain text or Markdown" if option else "it must be plain text in UTF-8"
            raise FaultError(Fault(f"is {kind}, not text", name, hint=hint))
    chosen = encoding or "utf-8"
    return Decoded(_strict(data, name, chosen, option), b"", chosen)


def is_encoding(name: str) -> bool:
    """True for the name of an encoding in which a text file may be."""
    try:
        if codecs.lookup(name).name in NO_TEXT:
            return False
        b" ".decode(name)
    except UnicodeDecodeError:  # one for characters of more bytes
        return True
    except (LookupError, ValueError):  # no such codec, or one for other things than text; a name with a NUL
        return False
    return True


def mark_of(data: bytes) -> tuple[bytes, str] | None:
    """The byte-order mark with which a file begins, and the encoding of what follows; None if there is none."""
    return next(((mark, marked) for mark, marked in _MARKS if data.startswith(mark)), None)


def _strict(data: bytes, name: str, encoding: str, option: str, base: int = 0) -> str:
    if encoding != "utf-8" and not is_encoding(encoding):
        raise FaultError(Fault(f'unknown encoding "{encoding}"', name, hint="for example: gb18030, big5, utf-16"))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        guess = guess_encoding(data) if encoding == "utf-8" else None
        if guess is None and b"\0" in data[:8192]:
            raise FaultError(Fault("is a binary file, not text", name)) from None
        hint = _how_to_read(guess, option)
        message = f"is not valid {encoding.upper()} at byte {base + error.start}"
        raise FaultError(Fault(message, name, hint=hint)) from None
    if encoding == "utf-8" and "\0" in text[:8192]:
        guess = guess_encoding(data)
        if guess is None and _is_binary(text[:8192]):
            raise FaultError(Fault("is a binary file, not text", name))
        if guess is None:
            return text
        raise FaultError(Fault("holds NUL characters, so it is not UTF-8 text", name, hint=_how_to_read(guess, option)))
    return text


def _how_to_read(guess: str | None, option: str) -> str:
    """What a person can do about bytes that are not UTF-8: name the encoding with the option, or save the file anew."""
    looks = f"it looks like {guess}: " if guess else ""
    if not option:
        return f"{looks}save it as UTF-8"
    return f"{looks}try {option} {guess}" if guess else f"name the right one with {option}"


def _is_binary(sample: str) -> bool:
    """True for control characters in such numbers as no accident leaves in a text."""
    controls = sum(character < " " and not character.isspace() for character in sample)
    return controls > max(_FEW, len(sample) * _STRAY_CONTROLS)


def guess_encoding(data: bytes) -> str | None:
    """One confident guess for bytes that are not UTF-8, or None. Meant for a hint, never used unasked."""
    sample = data[:_SAMPLE]
    zeros = [sample[k::2].count(0) / max(1, len(sample) // 2) for k in (0, 1)]
    if b"\0" in sample:
        wide = "utf-16-le" if zeros[1] > 0.3 > zeros[0] else "utf-16-be" if zeros[0] > 0.3 > zeros[1] else None
        text = _decode_sample(sample, wide) if wide else ""
        return wide if text and all(c.isprintable() or c in "\r\n\t" for c in text) else None
    best, best_share = None, 0.1
    for encoding, frequent in (("gb18030", _FREQUENT_HAN), ("big5", _FREQUENT_HAN_TRADITIONAL)):
        han = [c for c in _decode_sample(sample, encoding) if "\u3400" <= c <= "\u9fff"]
        share = sum(c in frequent for c in han) / len(han) if len(han) >= 8 else 0.0
        if share > best_share:
            best, best_share = encoding, share
    if best:
        return best
    # Word and the web's "smart" quotation marks and dashes in an otherwise plain English file.
    high = [byte for byte in sample if byte >= 0x80]
    if high and len(high) < len(sample) / 5 and sum(0x91 <= b <= 0x97 or b == 0xA0 for b in high) > len(high) / 2:
        return "cp1252"
    return None


def _decode_sample(sample: bytes, encoding: str) -> str:
    for cut in range(4):  # the sample may end inside a character
        try:
            return sample[: len(sample) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""
