"""Bad Word files, by the numbers of the list of hostile inputs."""

from __future__ import annotations

import struct
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from policy_glossary.formats import read_file
from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.rewriting import rewrite
from policy_glossary.intake import archive
from policy_glossary.model.document import State
from policy_glossary.model.edits import Correction
from policy_glossary.model.finding import Edit
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.text import Span
from tests.conftest import Run
from tests.word_files import packed, paragraph, read, run, unpacked, word_file

GOOD = word_file(paragraph("The chain master."))
INSERTED = f'<w:ins w:id="1" w:author="Li">{run("new")}</w:ins>'
DELETED = '<w:del w:id="2" w:author="Li"><w:r><w:delText>old</w:delText></w:r></w:del>'


def fault(data: bytes, name: str = "a.docx") -> Fault:
    with pytest.raises(FaultError) as caught:
        read_file(RawFile(name, data))
    return caught.value.fault


def notes(data: bytes, name: str = "a.docx") -> str:
    return "\n".join(read_file(RawFile(name, data)).notes)


def states(data: bytes) -> list[State]:
    return [block.state for block in read(data).blocks]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("a ") + INSERTED + DELETED, "a new"),
        (f'<w:moveFrom w:id="1">{run("from")}</w:moveFrom><w:moveTo w:id="2">{run("to")}</w:moveTo>', "to"),
        (f'<w:ins w:id="1">{run("a")}<w:del w:id="2"><w:r><w:delText>b</w:delText></w:r></w:del></w:ins>', "a"),
        (run("same", '<w:b/><w:rPrChange w:id="3"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'), "same"),
    ],
)
def test_row_75_tracked_changes_are_read_as_accepted_and_told(inside: str, text: str) -> None:
    data = word_file(f"<w:p>{inside}</w:p>" + paragraph("other."))
    document = read(data)
    assert [document.source.slice(block.span) for block in document.blocks] == [text, "other."]
    assert states(data) == [State.GUARDED, State.OPEN]
    assert "1 paragraph" in notes(data)


def test_row_75_a_deleted_end_of_a_paragraph_joins_it_to_the_next() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    data = word_file(paragraph("The chain ", properties=gone) + paragraph("master.") + paragraph("End."))
    document = read(data)
    assert document.source.text == "The chain master.\n\nEnd."
    assert [block.number for block in document.blocks] == [1, 3]


def test_row_150_no_correction_in_a_tracked_change() -> None:
    data = word_file(f"<w:p>{INSERTED}{run(' chain master')}</w:p>")
    with pytest.raises(FaultError, match="tracked changes"):
        rewrite(RawFile("a.docx", data), read(data), [Correction(Edit(Span(4, 16), "chain leader"))])


@pytest.mark.parametrize(
    "lock", ['<w:lock w:val="contentLocked"/>', '<w:lock w:val="sdtContentLocked"/>', '<w:dataBinding w:xpath="x"/>']
)
def test_row_150_no_correction_in_a_locked_or_linked_control(lock: str) -> None:
    inside = paragraph("The chain master.")
    data = word_file(f"<w:sdt><w:sdtPr>{lock}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>{inside}")
    assert states(data) == [State.GUARDED, State.OPEN]
    assert "content controls" in notes(data)


@pytest.mark.parametrize(
    ("edit", "enforced", "state"),
    [
        ("readOnly", "1", State.GUARDED),
        ("comments", "true", State.GUARDED),
        ("readOnly", "0", State.OPEN),
        ("trackedChanges", "1", State.OPEN),
    ],
)
def test_row_150_a_protected_document_is_not_corrected(edit: str, enforced: str, state: State) -> None:
    data = word_file(paragraph("a"), {"settings": f'<w:documentProtection w:edit="{edit}" w:enforcement="{enforced}"/>'})
    assert states(data) == [state]
    assert ("protected" in notes(data)) == (state is State.GUARDED)


def test_row_76_what_is_not_read_is_listed() -> None:
    picture = '<w:r><w:drawing><wp:docPr id="1" name="x" descr="A chain master"/></w:drawing></w:r>'
    body = paragraph("Text", picture, run("hidden", "<w:vanish/>"), '<w:r><w:sym w:char="F0E0"/></w:r>')
    data = word_file(body, {"comments": f'<w:comment w:id="1">{paragraph("x")}</w:comment>'}, {"word/charts/chart1.xml": b"<c/>"})
    told = notes(data)
    for words in ("1 comment ", "1 description of a picture ", "1 hidden bit ", "1 formula or symbol ", "1 chart "):
        assert f"{words}not read" in told


@pytest.mark.parametrize("size", [3, 50])
def test_row_78_an_archive_that_unpacks_to_gigabytes(size: int) -> None:
    told = fault(word_file(run("a" * size * 2**20)))
    assert "word/document.xml" in told.message
    assert "100 times its size" in told.message


def test_row_78_sizes_are_counted_whatever_the_archive_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(word_file(run("a" * 3 * 2**20)))
    at = data.rindex(b"PK\1\2", 0, data.rindex(b"word/document.xml"))
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    assert "100 times its size" in fault(bytes(data)).message
    monkeypatch.setattr(archive, "MAX_INFLATED", 2_000)
    assert "unpacks" in fault(word_file(run("".join(map(chr, range(0x4E00, 0x5200)))))).message


def test_row_78_too_many_entries() -> None:
    many = {f"x/{number}": b"" for number in range(10_001)}
    assert "more than 10,000 entries" in fault(word_file("", extra=many)).message


@pytest.mark.parametrize("name", ["/etc/passwd", "../up.xml", "word/../../up.xml", "C:/x.xml", "..\\up.xml", "word\\..\\x"])
def test_row_79_names_that_lead_out_of_the_archive(name: str) -> None:
    assert "unsafe name" in fault(word_file("", extra={name: b"x"})).message


def test_row_79_the_same_name_twice() -> None:
    buffer = BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as written:
        written.writestr("WORD/document.xml", b"x")
    assert "twice" in fault(buffer.getvalue()).message


def test_row_79_an_encrypted_entry() -> None:
    data = bytearray(GOOD)
    data[data.index(b"PK\1\2") + 8] |= 1
    assert "password" in fault(bytes(data)).message


def test_row_79_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read(GOOD)
    assert list(tmp_path.iterdir()) == []


def test_row_80_macros_and_links_to_elsewhere_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("went to the network"))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="x{n}" Type="{kind}/{name}" Target="http://example.org/{n}" TargetMode="External"/>'
        for n, name in enumerate(("attachedTemplate", "image", "hyperlink", "header"))
    )
    data = word_file(paragraph("The chain master."), extra={"word/vbaProject.bin": b"x"}, relations=links)
    told = notes(data, "a.docm")
    assert "macros" in told
    assert "3 files elsewhere" in told
    assert read(data, "a.docm").source.text == "The chain master."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"just text", "something else"),
        (b"{\\rtf1 text}", "is RTF"),
        (b"<html><body>x</body></html>", "is HTML"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old Word format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"PK\3\4" + b"\0" * 100, "not a whole zip archive"),
        (GOOD[: len(GOOD) // 2], "not a whole zip archive"),
        (packed({"a.txt": b"x"}), "no Word document"),
    ],
)
def test_row_81_what_is_no_word_document_is_named(data: bytes, told: str) -> None:
    assert told in fault(data).message


@pytest.mark.parametrize("cut", range(0, 200, 7))
def test_row_81_a_damaged_file_is_a_fault(cut: int) -> None:
    at = len(GOOD) * cut // 200
    data = bytearray(GOOD)
    data[at] ^= 0x5A
    with suppress(FaultError):  # nothing else may come
        read(bytes(data))


def test_row_81_in_the_command_the_other_files_are_still_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(GOOD[:500])
    (tmp_path / "b.docx").write_bytes(GOOD)
    done = run("check", "a.docx", "b.docx")
    assert done.returncode == 2
    assert done.stderr.startswith(b"glossary: a.docx: is not a whole zip archive")
    assert b"b.docx:word/document.xml:paragraph 1" in done.stdout


@pytest.mark.parametrize("name", ["word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "word/styles.xml"])
def test_rows_49_to_55_hold_in_every_part(name: str) -> None:
    evil = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    data = word_file(paragraph("a chain"), {"styles": ""})
    files = {**unpacked(data), name: evil}
    reading = RawFile("a.docx", packed(files))
    with pytest.raises(FaultError, match="declares entities"):
        rewrite(reading, read_file(reading).document, [Correction(Edit(Span(0, 1), "b"), "why")])
