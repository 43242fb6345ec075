"""Names of the markup of Word files: its two name spaces, and values under either."""

from __future__ import annotations

from policy_glossary.intake.xml_events import Start

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
WORD_NAMESPACES = (WORD, WORD_STRICT)
MATHS = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

AUTHOR = "glossary"  # of our tracked changes and comments


def is_word(uri: str) -> bool:
    """True for the name space of text in a Word file, in its usual or its strict form."""
    return uri in WORD_NAMESPACES


def value(event: Start, name: str = "val") -> str:
    """An attribute of an element of a Word file, "" if it is not there."""
    return event.attributes.get(f"{{{event.uri}}}{name}", "")


def is_off(setting: str) -> bool:
    """True if the value of a switch switches it off; no value switches it on."""
    return setting in ("0", "false", "off")
