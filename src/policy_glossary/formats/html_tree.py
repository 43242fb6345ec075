"""A web page as elements and a row of events with their places in the file, read as forgivingly as browsers do.

Tokens come from turbohtml, which follows the HTML standard in linear time and tells where each begins. The tree is a light
one: it knows which element a text belongs to, and no more of the standard's repairs than matter for that.
"""

from __future__ import annotations

from typing import Final

from policy_glossary.formats.html_names import BLOCKS, INLINE_IGNORED, SCOPES, VOID, marks_of
from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import SourceText

# An article's page has a few thousand of each.
MAX_ELEMENTS = 500_000
MAX_EVENTS = 2_000_000
_ROW_CLOSES = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tr": (("tr",), ("table",)),
    **dict.fromkeys(("rt", "rp", "rb", "rtc"), (("rt", "rp", "rb"), ("ruby",))),
}
_TABLE_PARTS = frozenset(("tr", "tbody", "thead", "tfoot"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")  # each ends any other
_UNPARSED = ("<script", "<style", "<title", "<textarea", "<iframe", "<noscript", "<xmp", "<noembed", "<noframes")


class Kind:
    """What an event is."""

    TEXT: Final = 0
    REFERENCE: Final = 1
    BREAK: Final = 2  # <br>
    BORDER: Final = 3  # a block begins or ends
    COMMENT: Final = 4


class Event(NamedTuple):
    """Something that happens to the text at `start` to `end` of the file.

    `element` is the number of the element in which it stands; `words` are those of a reference as decoded or of a comment.
    """

    kind: int
    element: int
    start: int
    end: int
    words: str = ""


class Element(NamedTuple):
    """An element that matters: its number in document order is its place in the list; the document itself is number 0.

    `marks` hold for its own tag, `within` also for all that it stands in. `block` is the number of the nearest block.
    """

    name: str
    parent: int
    marks: int
    within: int
    block: int


class Page(NamedTuple):
    """A page as read: elements and events, both in document order."""

    elements: list[Element]
    events: list[Event]


def read_page(file: SourceText, *, xml: bool = False) -> Page:
    """The page that a file holds. `xml` honours `<title/>` as XHTML does. Raises FaultError for too many elements."""
    return _Builder(file, xml=xml).page()


class _Open(NamedTuple):
    name: str
    element: int
    block: bool
    scope: bool


class _Builder:
    """Reads tokens into a page; `_stack` holds the open elements, the dictionaries where in it their names stand."""

    def __init__(self, file: SourceText, *, xml: bool) -> None:
        self._file = file
        self._xml = xml
        self._elements = [Element("", 0, 0, 0, 0)]
        self._events: list[Event] = []
        self._stack: list[_Open] = []
        self._places: dict[str, list[int]] = {}
        self._block_places: list[int] = []
        self._scope_places: list[int] = []

    def page(self) -> Page:
        from turbohtml import TokenType, tokenize

        text = self._file.text
        # Stand-ins of the same length: the tokenizer would count CRLF as one character, and pass over "</>" in silence.
        even = text.replace("\r\n", " \n").replace("</>", "<!>")
        if self._xml:
            even = _without_empty(even)
        lines = self._file.line_starts()
        tokens = tokenize(even, resolve_references=False, capture_source=True)
        for token in tokens:
            at = lines[token.line - 1] + token.col
            if token.type == TokenType.TEXT:
                self._add(Kind.TEXT, at, at + len(token.data or ""))
            elif token.type == TokenType.CHARACTER_REFERENCE:
                self._reference(token.source or "", token.data or "", at)
            elif token.type == TokenType.START_TAG:
                closed = token.self_closing and (self._xml or ":" in (token.tag or ""))
                self._start(token.tag or "", dict(reversed(token.attrs or [])), at, closed=closed)
            elif token.type == TokenType.END_TAG:
                self._end(token.tag or "", at)
            elif token.type == TokenType.COMMENT:
                self._add(Kind.COMMENT, at, at + len(token.source or ""), token.data or "")
        self._border(len(text))
        return Page(self._elements, self._events)

    def _add(self, kind: int, start: int, end: int, words: str = "") -> None:
        if len(self._events) >= MAX_EVENTS:
            raise self._too_many(MAX_EVENTS, "pieces of text")
        self._events.append(Event(kind, self._stack[-1].element if self._stack else 0, start, end, words))

    def _reference(self, source: str, words: str, at: int) -> None:
        """A reference; the token of one without a semicolon may hold letters behind it ("&nbspand")."""
        tail = 0
        while tail + 1 < len(words) and words[-1 - tail] == source[-1 - tail] and words[-1 - tail].isalnum():
            tail += 1
        end = at + len(source)
        self._add(Kind.REFERENCE, at, end - tail, words[: len(words) - tail])
        if tail:
            self._add(Kind.TEXT, end - tail, end)

    def _border(self, at: int) -> None:
        if self._events and self._events[-1].kind != Kind.BORDER:
            self._add(Kind.BORDER, at, at)

    def _start(self, name: str, attributes: dict[str, str], at: int, *, closed: bool) -> None:
        if name in VOID:
            if name == "br":
                self._add(Kind.BREAK, at, at)
            elif name == "hr":
                self._border(at)
            return
        block = name in BLOCKS
        self._close_implied(name, at, block=block)
        if block:
            self._border(at)
        if closed:
            return
        number = self._stack[-1].element if self._stack else 0
        marks = marks_of(name, attributes)
        if marks or not (name in INLINE_IGNORED or ":" in name):
            number = self._new_element(name, number, marks, block=block)
        self._push(_Open(name, number, block, name in SCOPES))

    def _new_element(self, name: str, parent: int, marks: int, *, block: bool) -> int:
        number = len(self._elements)
        if number > MAX_ELEMENTS:
            raise self._too_many(MAX_ELEMENTS, "elements")
        above = self._elements[parent]
        self._elements.append(Element(name, parent, marks, above.within | marks, number if block else above.block))
        return number

    def _too_many(self, limit: int, things: str) -> FaultError:
        return FaultError(Fault(f"holds more than {limit:,} {things}", self._file.name, hint="split the page into parts"))

    def _push(self, opened: _Open) -> None:
        place = len(self._stack)
        self._places.setdefault(opened.name, []).append(place)
        if opened.block:
            self._block_places.append(place)
        if opened.scope:
            self._scope_places.append(place)
        self._stack.append(opened)

    def _close_implied(self, name: str, at: int, *, block: bool) -> None:
        """End what a start tag ends without saying so: a paragraph, the list item or cell before, a link."""
        if block:
            self._close_within("p", self._last(self._scope_places), at)
        if name == "a":
            self._close_within("a", self._last(self._block_places), at)
        closes, limits = _ROW_CLOSES.get(name, ((), ()))
        limit = max((self._place(outer) for outer in limits), default=-1)
        for row in closes:
            self._close_within(row, limit, at)

    def _end(self, name: str, at: int) -> None:
        """An end tag ends its element and all that was left open in it; what has no start in reach is passed over."""
        if name == "br":
            self._add(Kind.BREAK, at, at)
        elif name == "p" and self._place(name) <= self._last(self._scope_places):
            self._border(at)  # as browsers have it, an empty paragraph
        elif name in ("table", "html"):
            self._close_within(name, -1, at)
        elif name in SCOPES or name in _TABLE_PARTS:
            self._close_within(name, self._place("table"), at)
        elif name in _HEADINGS:
            self._close_within(max(_HEADINGS, key=self._place), self._last(self._scope_places), at)
        else:
            self._close_within(name, self._last(self._scope_places if name in BLOCKS else self._block_places), at)

    def _close_within(self, name: str, limit: int, at: int) -> None:
        """End the innermost open element of a name, if it was opened behind the place `limit` of the stack."""
        place = self._place(name)
        if place > limit:
            while len(self._stack) > place:
                opened = self._stack.pop()
                self._places[opened.name].pop()
                if opened.scope:
                    self._scope_places.pop()
                if opened.block:
                    self._block_places.pop()
                    self._stack.append(opened)  # the border belongs to the block
                    self._border(at)
                    self._stack.pop()

    def _place(self, name: str) -> int:
        return self._last(self._places.get(name, []))

    @staticmethod
    def _last(places: list[int]) -> int:
        return places[-1] if places else -1


def _without_empty(text: str) -> str:
    """XHTML in which `<title/>` and the like, which would swallow the rest of an HTML page, are comments of the same length."""
    import re

    empty = re.compile(rf"(?:{'|'.join(_UNPARSED)})(?:\s[^<>]*)?/>", re.IGNORECASE)
    return empty.sub(lambda tag: "<!" + tag[0][2:], text)
