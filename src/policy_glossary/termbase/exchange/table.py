"""Rows of a table as entries and back: what CSV, TSV and spreadsheets have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policy_glossary.model.light_typing import NamedTuple
from policy_glossary.model.report import Fault, did_you_mean
from policy_glossary.model.text import counted
from policy_glossary.termbase.exchange.record import Entry, Frame, Records
from policy_glossary.termbase.exchange.residue import APPROVED, PROPOSAL, View, pack, unpack
from policy_glossary.termbase.keys import HAN

EXTRA = "extra"
WHOLE = ("domain", "chinese", "english", "status")  # cells that are one text, line breaks and all


class Column(NamedTuple):
    """A column: its key, its heading in English and Chinese, other headings it is known by, its width in characters."""

    key: str
    english: str
    chinese: str
    others: tuple[str, ...] = ()
    width: int = 24


# In the order in which a person reads them.
COLUMNS = (
    Column("id", "ID", "编号", ("identifier", "concept id", "entry id", "术语编号"), 22),
    Column("chinese", "Chinese", "中文", ("zh", "zh cn", "zh hans", "chinese term", "中文术语", "简体中文", "汉语", "中文名称", "中文词条", "术语"), 20),
    Column("english", "English", "英文", ("en", "en us", "en gb", "english term", "preferred", "preferred english", "英语", "英文术语", "英文译名", "译名", "首选译法", "推荐译法"), 30),
    Column("status", "Status", "状态", ("state", "审核状态"), 11),
    Column("domain", "Domain", "领域", ("subject", "subject field", "field", "context", "主题", "学科", "专业领域"), 18),
    Column("admitted", "Admitted", "可用译法", ("also right", "synonyms", "other english", "其他译法", "可接受译法", "同义词"), 34),
    Column("deprecated", "Deprecated", "禁用译法", ("forbidden", "wrong", "do not use", "avoid", "错误译法", "弃用译法", "不推荐译法"), 34),
    Column("suspect", "Suspect", "可疑译法", (), 26),
    Column("zh-variants", "Chinese variants", "中文变体", ("zh variants", "variants", "其他中文", "中文异名", "又称"), 24),
    Column("definition", "Definition", "定义", ("meaning", "释义"), 44),
    Column("note", "Note", "备注", ("notes", "comment", "comments", "remark", "remarks", "usage note", "注释", "说明", "注"), 44),
    Column("source", "Source", "来源", ("sources", "reference", "references", "authority", "出处", "依据"), 20),
    Column("exempt", "Exempt", "例外", ("exceptions",), 26),
    Column("when", "When", "仅当", ("only with", "条件"), 26),
    Column("unless", "Unless", "除非", ("not with",), 26),
    Column("risk", "Risk", "风险", (), 9),
    Column("pos", "Part of speech", "词性", ("word class", "category", "词类"), 12),
    Column("occurrences", "Occurrences", "报告次数", (), 12),
    Column("must-match", "Must match", "应报告", (), 44),
    Column("must-not", "Must not", "不应报告", (), 44),
    Column("zh", "Confirmed Chinese", "确认的中文", (), 18),
    Column(EXTRA, "Extra (do not edit)", "附加信息（勿改）", (EXTRA, "附加信息"), 10),
)  # fmt: skip
STATUSES = {APPROVED: "已批准", PROPOSAL: "建议"}
_STATUS_WORDS = {
    **dict.fromkeys(("approved", "final", "已批准", "批准", "已审定", "审定", "正式"), APPROVED),
    **dict.fromkeys(("proposal", "proposed", "new", "draft", "fuzzy", "建议", "提案", "待审", "待审核", "草稿"), PROPOSAL),
}
# Headings that say which side a term stands on, not in which language: the Han in the column decides.
_SIDES = frozenset("source term|source text|target|target term|target text|term|translation|原文|源语|译文|目标语|翻译".split("|"))
_SAMPLE = 200  # rows looked at to tell the sides apart


class Row(NamedTuple):
    """A row of cells and its number for a person. `odd` says by column what is wrong with cells that are no text."""

    number: int
    cells: Sequence[str]
    odd: Mapping[int, str] = {}


class Layout(NamedTuple):
    """Which column holds what: keys by index, and the number of columns.

    The table is `headed` if its first row holds headings, and no entry. `notes` say what of the headings was not followed.
    """

    keys: Mapping[int, str]
    width: int
    headed: bool = True
    notes: tuple[str, ...] = ()


def heading_key(heading: str) -> str | None:
    """The key of a heading in English or Chinese, whatever its case, width, blanks and hyphens."""
    return _HEADINGS.get(_plain(heading))


def known_headings(cells: Sequence[str]) -> int:
    """How many of these cells are headings of a glossary."""
    return sum(heading_key(cell) is not None or _plain(cell) in _SIDES for cell in cells)


def given_headings(columns: Sequence[str]) -> dict[str, str]:
    """The keys of headings that a person told, as `HEADING=key`."""
    return {heading.strip(): key.strip() for heading, key in (pair.rsplit("=", 1) for pair in columns if "=" in pair)}


def read_header(header: Row, body: Sequence[Row], name: str, columns: Sequence[str] = ()) -> Layout | Fault:
    """What the columns hold, from the first row, or from `columns`: keys by position, or `HEADING=key`."""
    given = given_headings(columns)
    for told in (*given.values(), *(column for column in columns if "=" not in column)):
        if told not in ("", "-") and heading_key(told) is None:
            return Fault(f'"{told}" is no column', None, hint=did_you_mean(told, _KEYS, f"columns: {', '.join(_KEYS)}"))
    if columns and not given:
        if len(columns) != len(header.cells):
            return Fault(
                f"--columns names {counted(len(columns), 'column')}, the first row has {len(header.cells)}", name, header.number
            )
        keys = {n: known for n, key in enumerate(columns) if (known := heading_key(key)) is not None}
        headed = _is_header(header.cells)
        notes = (f"{name}: the first row holds headings and was not read as an entry",) if headed else ()
        return Layout(keys, len(header.cells), headed, notes)
    found: dict[int, str] = {}
    sides: list[int] = []
    for n, cell in enumerate(header.cells):
        key = heading_key(given.get(cell.strip(), cell))
        if key is None and _plain(cell) in _SIDES:
            sides.append(n)
        elif key is not None and key in found.values():
            return Fault(f'two columns are headed "{cell.strip()}", or mean the same', name, header.number, "delete or rename one")
        elif key is not None:
            found[n] = key
    found = _with_sides(found, sides, header, body)
    if "chinese" not in found.values() and "english" not in found.values():
        hint = (
            "name them in the first row, for example: Chinese,English,Note (中文,英文,备注); or say --columns chinese,english,note"
        )
        return Fault("no heading is known, so it is not known what the columns hold", name, header.number, hint)
    ignored = tuple(cell.strip() for n, cell in enumerate(header.cells) if n not in found and cell.strip())
    notes = (f"{name}: columns that were not read: {', '.join(ignored)}",) if ignored else ()
    return Layout(found, len(header.cells), notes=notes)


def _is_header(cells: Sequence[str]) -> bool:
    """True for several headings of which no two mean the same: 中文 and Chinese may well be an entry."""
    keys = [heading_key(cell) for cell in cells if cell.strip()]
    return len(keys) > 1 and None not in keys and len(set(keys)) == len(keys)


def _with_sides(found: dict[int, str], sides: list[int], header: Row, body: Sequence[Row]) -> dict[int, str]:
    """The columns headed source and target as Chinese and English, by what stands in them."""
    if sides and "chinese" not in found.values():
        # Beside "target", "source" is a language, not an authority.
        sides += [n for n, key in found.items() if key == "source" and _plain(header.cells[n]) == "source"]
    han = {n: sum(bool(HAN.search(row.cells[n])) for row in body[:_SAMPLE] if n < len(row.cells)) for n in sides}
    for n in sorted(sides, key=lambda n: -han[n]):
        key = "chinese" if han[n] and "chinese" not in found.values() else "english"
        if key not in (found[m] for m in found if m != n):
            found[n] = key
    return found


def read_rows(
    rows: Iterable[Row], layout: Layout, view: View, name: str, faults: list[Fault]
) -> tuple[list[Entry], dict[str, Frame]]:
    """Entries of the rows below the header. A row with more or fewer cells is a fault and not read."""
    entries: list[Entry] = []
    frames: dict[str, Frame] = {}
    for row in rows:
        if not any(cell.strip() for cell in row.cells):
            continue
        if len(row.cells) == layout.width and not any(row.cells[n].strip() for n in layout.keys):
            continue  # a running number, or a remark in a column that is not read
        if len(row.cells) != layout.width:
            message = f"{counted(len(row.cells), 'cell')} where the first row has {layout.width}; the row was not read"
            faults.append(Fault(message, name, row.number, "put a text that holds the separator into quotation marks"))
            continue
        values = {key: _values(key, row.cells[n]) for n, key in layout.keys.items() if key != EXTRA}
        extra = next((row.cells[n] for n, key in layout.keys.items() if key == EXTRA), "")
        if extra.strip() and not extra.lstrip().startswith("{"):
            faults.append(Fault('the column "extra" was not made by this program; it was left out', name, row.number))
            extra = ""
        try:
            entry, frame = unpack(values, extra, view)
        except ValueError as error:
            faults.append(Fault(f'the column "extra" {error}; it was left out', name, row.number, "restore it, or empty it"))
            entry, frame = unpack(values, "", view)
        entries.append(entry._replace(place=row.number))
        if frame is not None:
            frames.setdefault(entry.file, frame)
    return entries, frames


def write_rows(records: Records, headings: str, view: View) -> Iterator[list[str]]:
    """The header, then a row for each entry."""
    yield [column.chinese if headings == "zh" else column.english for column in COLUMNS]
    framed: set[str] = set()
    for entry in records.entries:
        frame = records.frames.get(entry.file) if entry.file not in framed else None
        framed.add(entry.file)
        packed = pack(entry, view, frame)
        if headings == "zh":
            packed.values["status"] = [STATUSES[packed.values["status"][0]]]
        yield [packed.residue if column.key == EXTRA else "\n".join(packed.values.get(column.key, ())) for column in COLUMNS]


def _values(key: str, cell: str) -> list[str]:
    if key == "status":
        word = cell.strip()
        return [_STATUS_WORDS.get(word.lower(), word)]
    if key in WHOLE:
        return [cell]
    return [line for part in cell.split("\n") if (line := part.strip())]


def _plain(heading: str) -> str:
    return " ".join(re.split(r"[\s_-]+", unicodedata.normalize("NFKC", heading).casefold().strip("\ufeff *:：")))


CELLS = View(terms=False)
_KEYS = tuple(column.key for column in COLUMNS)
_HEADINGS = {
    _plain(heading): column.key for column in COLUMNS for heading in (column.key, column.english, column.chinese, *column.others)
} | {"zh": "chinese"}
