"""The same paragraphs as the translation files of different programs, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

Pairs = Sequence[tuple[str, str]]
_SYLLABLES = "啊哦呀嗯哎唉喂嘿嗨哇"


def silent_source(number: int) -> str:
    """Chinese that asks nothing of its English: sounds, other ones for each number."""
    return "".join(_SYLLABLES[int(digit)] for digit in f"{number:03d}")


def as_po(pairs: Pairs) -> str:
    """A catalogue with long strings wrapped as PO editors do it."""
    entries = ['msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n']
    for number, (source, target) in enumerate(pairs):
        entries.append(f'msgctxt "{number}"\nmsgid {_wrapped(source)}\nmsgstr {_wrapped(target)}\n')
    return "\n".join(entries)


def _wrapped(words: str) -> str:
    chunks = [words[n : n + 70] for n in range(0, len(words), 70)]
    quoted = ['"{}"'.format(c.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")) for c in chunks]
    return "\n".join(['""', *quoted]) if len(quoted) > 1 else "".join(quoted) or '""'


def as_xliff(pairs: Pairs) -> str:
    """XLIFF 1.2, laid out with indents."""
    units = "".join(
        f'\n      <trans-unit id="{n}">\n        <source>{escape(s)}</source>\n        <target>\n          {escape(t)}\n        </target>'
        "\n      </trans-unit>"
        for n, (s, t) in enumerate(pairs)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        '  <file original="a.docx" source-language="zh-CN" target-language="en-GB" datatype="plaintext">\n    <body>'
        f"{units}\n    </body>\n  </file>\n</xliff>\n"
    )


def as_xliff_2(pairs: Pairs) -> str:
    """XLIFF 2.0, each unit cut into a segment for each sentence."""
    units = []
    for number, (source, target) in enumerate(pairs):
        sentences = target.replace(". ", ".\0").split("\0")
        segments = "<ignorable><source/><target> </target></ignorable>".join(
            f'<segment id="s{n}"><source>{escape(source)}</source><target>{escape(sentence)}</target></segment>'
            for n, sentence in enumerate(sentences)
        )
        units.append(f'<unit id="u{number}">{segments}</unit>')
    return (
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh-Hans" trgLang="en"><file id="f1">\n'
        + "\n".join(units)
        + "\n</file></xliff>\n"
    )


def as_tmx(pairs: Pairs) -> str:
    """TMX 1.4 with a document type and a third language."""
    units = "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>{escape(s)}</seg></tuv><tuv xml:lang="fr"><seg>maître de chaîne</seg></tuv>'
        f'<tuv xml:lang="EN-US"><seg>{escape(t)}</seg></tuv></tu>\n'
        for s, t in pairs
    )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n<header srclang="zh-CN" segtype="paragraph"'
        ' creationtool="x" creationtoolversion="1" adminlang="en" o-tmf="x" datatype="plaintext"/>\n<body>\n'
        f"{units}</body></tmx>\n"
    )


WRITERS = {"a.po": as_po, "a.xlf": as_xliff, "b.xliff": as_xliff_2, "a.tmx": as_tmx}
