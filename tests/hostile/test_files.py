"""Bad input of RELIABILITY, by row: each a fault in one line, and the other files still checked."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, entry

GOOD = b"The chain master spoke.\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "good.txt").write_bytes(GOOD)
    return tmp_path


def fault_lines(stderr: bytes) -> list[str]:
    lines = stderr.decode().splitlines()
    assert not any("Traceback" in line for line in lines)
    return [line for line in lines if not line.startswith("glossary: note:")]


@pytest.mark.parametrize("command", [("check", "good.txt"), ("lookup", "chain")])
def test_row_21_a_table_is_no_glossary_and_it_is_told_how_to_take_it_in(run: Run, project: Path, command: tuple[str, ...]) -> None:
    (project / "terms.csv").write_text("Chinese,English\n链主,chain leader\n", encoding="utf-8")
    done = run(*command, "--glossary", "terms.csv")
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("glossary: terms.csv: is no PO file (glossary terms import terms.csv --into FOLDER ")
    (project / "made").mkdir()
    assert run("terms", "import", "terms.csv", "--into", "made").returncode == 0
    assert run(*command, "--glossary", "made").returncode == 0


@pytest.mark.parametrize("name", ["glossary/a.po", "glossary.toml", "glossary-ignore.txt"])
def test_row_3_of_files_that_no_option_reads_otherwise_none_is_named(run: Run, project: Path, name: str) -> None:
    (project / "a.txt").write_text("A chain master.\n", encoding="utf-8")
    (project / name).write_bytes("# 我们的术语，这是在中国的一个地方，我们要和他们一起来\n".encode("gb18030"))
    done = run("check", "a.txt")
    assert done.returncode == 2
    assert f"glossary: {name}: is not valid UTF-8 at byte 2 (it looks like gb18030: save it as UTF-8)" in done.stderr.decode()


@pytest.mark.parametrize(
    ("row", "name", "data", "told"),
    [
        (2, "a.txt", "The chain".encode("utf-16-le"), "--encoding utf-16-le"),
        (
            3,
            "a.txt",
            ("习近平总书记在广东考察时的重要讲话和重要指示精神，坚持高质量发展，一个地方的发展" * 3).encode("gb18030"),
            "--encoding gb18030",
        ),
        (
            3,
            "a.txt",
            ("香港金融管理局的年報在這裡發表，我們的工作是維持一個穩定的銀行體系，對人民有利" * 3).encode("big5"),
            "--encoding big5",
        ),
        (3, "a.txt", "The “chain” and the ‘link’ of it".encode("cp1252"), "--encoding cp1252"),
        (5, "a.txt", b"The chain \xff\xfe master", "at byte 10"),
        (6, "a.txt", b"\x00\x01\x02binary\x00\x00", "binary"),
        (81, "a.txt", b"PK\x03\x04\x14\x00", "zip archive or an Office file"),
        (81, "a.txt", b"%PDF-1.7", "PDF"),
        (81, "a.rtf", b"{\\rtf1\\ansi\\deff0 The chain master met.\\par}", "an RTF document"),
        (81, "a.mhtml", b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/", "a web archive"),
    ],
)
def test_bytes_that_are_no_text(run: Run, project: Path, row: int, name: str, data: bytes, told: str) -> None:
    (project / name).write_bytes(data)
    done = run("check", name, "good.txt")
    assert done.returncode == 2
    (line,) = fault_lines(done.stderr)
    assert line.startswith(f"glossary: {name}: ")
    assert told in line
    assert b"chain leader" in done.stdout  # the other file was checked


def test_row_6_a_stray_control_character_is_kept_and_told(run: Run, project: Path) -> None:
    text = "The chain\0 master rebuilt the weir.\nThe chain \x1b[31mmaster left.\n"
    (project / "a.txt").write_text(text, encoding="utf-8")
    done = run("check", "--format", "jsonl", "a.txt")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.stderr == b""
    assert [f["text"] for f in found if f["rule"] == "RES014"] == ["\0", "\x1b"]
    assert not any(character in run("check", "a.txt").stdout for character in (b"\0", b"\x1b"))


def test_a_character_without_width_is_shown_where_it_stands(run: Run, project: Path) -> None:
    (project / "a.txt").write_text("The wei\u200br was rebuilt.\n", encoding="utf-8")
    page = run("check", "--select", "RES014", "a.txt").stdout.decode()
    assert "The wei\\u200br was rebuilt." in page


@pytest.mark.parametrize(
    ("row", "data", "arguments"),
    [
        (1, b"\xef\xbb\xbfchain master", ()),
        (2, "chain master".encode("utf-16"), ()),
        (2, b"\xfe\xff" + "chain master".encode("utf-16-be"), ()),
        (3, "链主 chain master".encode("gb18030"), ("--encoding", "gb18030")),
    ],
)
def test_encodings_that_are_marked_or_named(run: Run, project: Path, row: int, data: bytes, arguments: tuple[str, ...]) -> None:
    (project / "a.txt").write_bytes(data)
    done = run("check", "--format", "jsonl", *arguments, "a.txt")
    assert done.returncode == 1, done.stderr
    assert b'"text": "chain master"' in done.stdout


def test_row_3_an_unknown_encoding_is_a_fault(run: Run) -> None:
    done = run("check", "--encoding", "klingon", "good.txt")
    assert done.returncode == 2
    assert "unknown encoding" in fault_lines(done.stderr)[0]


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_row_19_an_empty_file_is_clean_and_said_to_be_empty(run: Run, project: Path, data: bytes) -> None:
    (project / "a.txt").write_bytes(data)
    done = run("check", "a.txt")
    assert done.returncode == 0
    assert b"0 words" in done.stderr
    assert b"1 file, 0 words read: nothing found" in done.stdout


def test_row_21_missing_path_and_folder_without_files(run: Run, project: Path) -> None:
    (project / "empty").mkdir()
    done = run("check", "missing.txt", "empty", "good.txt")
    assert done.returncode == 2
    first, second = fault_lines(done.stderr)
    assert first == "glossary: missing.txt: no such file or folder"
    assert second.startswith("glossary: empty: holds no readable file")
    assert b"chain leader" in done.stdout


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom file modes bind")
def test_row_22_no_permission(run: Run, project: Path) -> None:
    (project / "a.txt").write_bytes(GOOD)
    (project / "a.txt").chmod(0)
    done = run("check", "a.txt", "good.txt")
    assert done.returncode == 2
    assert "permission denied" in fault_lines(done.stderr)[0]


def test_row_23_a_link_that_loops(run: Run, project: Path) -> None:
    (project / "docs").mkdir()
    (project / "docs" / "a.txt").write_bytes(GOOD)
    (project / "docs" / "again").symlink_to(project / "docs")
    (project / "loop.txt").symlink_to(project / "loop.txt")
    done = run("check", "docs", "loop.txt")
    assert done.returncode == 2
    assert len(fault_lines(done.stderr)) == 1
    assert b"1 finding " in done.stdout


def test_row_23_links_met_in_a_walk(run: Run, project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_bytes(GOOD)
    walked = project / "walked"
    walked.mkdir()
    (walked / "a.txt").write_bytes(GOOD)
    (walked / "b.txt").symlink_to(walked / "a.txt")
    (walked / "c.txt").symlink_to(project / "good.txt")
    (walked / "loop.txt").symlink_to(walked / "loop.txt")
    (walked / "gone.txt").symlink_to(walked / "nowhere.txt")
    (walked / "out.txt").symlink_to(outside / "secret.txt")
    (walked / "folder").symlink_to(outside)
    (walked / "self").symlink_to(walked)
    done = run("check", "walked", "--format", "jsonl")
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["walked/a.txt", "walked/c.txt"]
    assert done.stderr.decode().splitlines() == [
        "glossary: note: walked/folder: leads to a folder elsewhere: passed over",
        "glossary: note: walked/gone.txt: leads nowhere: passed over",
        "glossary: note: walked/loop.txt: leads nowhere: passed over",
        "glossary: note: walked/out.txt: leads out of the project: passed over",
    ]
    assert run("check", "walked/out.txt").returncode == 1  # who names it wants it


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_row_24_a_pipe_is_refused(run: Run, project: Path) -> None:
    os.mkfifo(project / "pipe.txt")
    done = run("check", "pipe.txt", "good.txt")
    assert done.returncode == 2
    assert "not a regular file" in fault_lines(done.stderr)[0]
    (project / "sub").mkdir()
    os.mkfifo(project / "sub" / "pipe.txt")
    (project / "sub" / "good.txt").write_bytes(GOOD)
    done = run("check", "sub")
    assert done.returncode == 1
    assert done.stderr == b"glossary: note: sub/pipe.txt: is not a regular file: passed over\n"
    assert run("check", "/dev/zero").returncode == 2


def test_row_17_terminal_escapes_are_shown_not_obeyed(run: Run, project: Path) -> None:
    (project / "a.txt").write_bytes("\x1b[31mred \u202echain master\x07".encode())
    done = run("check", "a.txt")
    assert b"\x1b" not in done.stdout
    assert b"\\u001b" in done.stdout
    assert "\u202e".encode() not in done.stdout


def test_row_18_one_line_of_two_megabytes(run: Run, project: Path) -> None:
    (project / "a.txt").write_bytes(b"word " * 400_000 + b"chain master")
    done = run("check", "a.txt")
    assert done.returncode == 1
    assert b"a.txt:1:2000001" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) < 200


def test_row_18_one_word_of_half_a_megabyte(run: Run, project: Path) -> None:
    (project / "a.txt").write_bytes(b"a" * 500_000 + b" chain master")  # it took the square of its length, a quarter of an hour
    done = run("check", "a.txt")
    assert done.returncode == 1
    assert b"a.txt:1:500002" in done.stdout


def test_row_18_a_paragraph_of_a_hundred_thousand_stops(run: Run, project: Path) -> None:
    (project / "a.txt").write_bytes(b". " * 100_000 + b"They met the chain master.")  # it took the square: an hour
    done = run("check", "--genre", "policy", "a.txt")
    assert done.returncode == 1
    assert b"chain leader" in done.stdout


def test_row_18_a_list_of_many_items_in_one_sentence(run: Run, project: Path) -> None:
    (project / "a.txt").write_text(f"It sells {'rice, tea, fish, ' * 4_000}and then it buys what else it needs in the city.")
    done = run("check", "--select", "REP002", "--format", "jsonl", "a.txt")
    assert len(done.stdout.splitlines()) > 10_000


def test_files_over_64_mb_are_refused(run: Run, project: Path) -> None:
    with (project / "big.txt").open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    done = run("check", "big.txt", "good.txt")
    assert done.returncode == 2
    assert "larger than 64 MB" in fault_lines(done.stderr)[0]
    assert b"chain leader" in done.stdout


def test_row_32_odd_names(run: Run, project: Path) -> None:
    for name in ("-dash.txt", "new\nline.txt", "链 主.txt"):
        (project / name).write_bytes(GOOD)
    done = run("check", "--format", "text", "--", "-dash.txt", "new\nline.txt", "链 主.txt")
    assert done.returncode == 1
    assert "链 主.txt:1:5".encode() in done.stdout
    assert b"new line.txt:1:5" in done.stdout


def test_row_32_odd_names_below_a_folder_and_in_messages(run: Run, project: Path) -> None:
    folder = project / "odd"
    folder.mkdir()
    names = ["-dash.txt", "a b.txt", "new\nline.txt", "\x1b[31m.txt", "#.txt", "!.txt", "[a].txt", "链主.txt"]
    for name in names:
        (folder / name).write_bytes(GOOD)
    (folder / ".gitignore").write_text("build/\n*.bak\n", encoding="utf-8")
    (project / ".git").mkdir()
    done = run("check", "--format", "jsonl", "odd")
    assert sorted(json.loads(line)["file"] for line in done.stdout.splitlines()) == sorted(f"odd/{name}" for name in names)
    shown = run("check", "odd/\x1b[31m.txt", "miss\ning\x1b.txt")
    assert b"\x1b" not in shown.stdout + shown.stderr
    assert shown.stderr == b"glossary: miss ing\\u001b.txt: no such file or folder\n"
    left = run(
        "check", "--exclude", "new*", "--exclude", "链*", "--exclude", "[-!#a]*", "--exclude", "\\[*", "odd", "--format", "jsonl"
    )
    assert [json.loads(line)["file"] for line in left.stdout.splitlines()] == ["odd/\x1b[31m.txt"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are bytes on Linux only")
def test_row_32_a_name_that_is_no_text(run: Run, project: Path) -> None:
    (project / "odd").mkdir()
    (project / "odd" / os.fsdecode(b"\xff.txt")).write_bytes(GOOD)
    done = run("check", "odd", "--exclude", "*.md")
    assert done.returncode == 1
    assert b"odd/\\udcff.txt:1:5" in done.stdout
    assert run("check", "odd", "--exclude", "*.txt").returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("arguments", [("align", "z.txt", "e.txt", "-o"), ("terms", "export", "--force", "--to")])
def test_row_23_what_is_written_through_a_link_leaves_the_link(run: Run, project: Path, arguments: tuple[str, ...]) -> None:
    for name, text in (("z.txt", "第一行。"), ("e.txt", "The first row.")):
        (project / name).write_text(text, encoding="utf-8")
    (project / "far").mkdir()
    (project / "far" / "real.tsv").write_bytes(b"old")
    (project / "out.tsv").symlink_to("far/real.tsv")
    done = run(*arguments, "out.tsv")
    assert done.returncode == 0, done.stderr
    assert (project / "out.tsv").is_symlink()
    assert (project / "far" / "real.tsv").read_bytes() not in (b"", b"old")
    assert [path.name for path in (project / "far").iterdir()] == ["real.tsv"]


def test_row_32_a_name_as_long_as_a_file_system_allows_can_be_written(run: Run, project: Path) -> None:
    name = "策" * 83 + ".txt"  # 253 bytes of 255
    (project / name).write_bytes(GOOD)
    run("check", "--fix", name)
    assert (project / name).read_bytes() == b"The chain leader spoke.\n"


@pytest.mark.parametrize("path", ["good.txt/a.tsv", "good.txt/new/a.tsv"])
def test_row_21_what_is_to_be_written_below_a_file_is_a_fault(run: Run, path: str) -> None:
    for arguments in (("terms", "export", "--to"), ("terms", "export", "--force", "--to")):
        done = run(*arguments, path)
        assert done.returncode == 2
        assert fault_lines(done.stderr) == [f"glossary: {path}: cannot be written: a file stands where its folder should be"]


def test_row_33_one_file_under_two_names_is_checked_once(run: Run, project: Path) -> None:
    os.link(project / "good.txt", project / "Good.TXT")
    done = run("check", "--format", "jsonl", "Good.TXT", "good.txt", "./good.txt", ".")
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["Good.TXT"]


def test_row_35_standard_input_takes_its_format_from_a_name(run: Run) -> None:
    text = b"Use `chain master`.\n"
    assert run("check", "-", stdin=text).returncode == 1
    assert run("check", "-", "--stdin-filename", "x.md", stdin=text).returncode == 0


def test_row_35_standard_input_takes_its_settings_from_a_name(run: Run, project: Path) -> None:
    settings = 'shipped-glossary = false\n[[per-path]]\npaths = ["speeches/*"]\ndisable = ["TERM"]\n'
    (project / "glossary.toml").write_text(settings, encoding="utf-8")
    assert run("check", "-", "--stdin-filename", "x.txt", stdin=GOOD).returncode == 1
    assert run("check", "-", "--stdin-filename", "speeches/x.txt", stdin=GOOD).returncode == 0
    done = run("check", "-", "--stdin-filename", "old/x.txt", "--exclude", "old/", "--force-exclude", stdin=GOOD)
    assert done.returncode == 0
    assert b"passed over" in done.stderr


def test_row_28_no_home_and_no_temporary_folder_to_write_to(run: Run, project: Path) -> None:
    (project / "file").write_bytes(b"")
    nowhere = str(project / "file" / "x")
    places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), nowhere)
    done = run("check", "good.txt", GLOSSARY_CACHE_DIR="", **places)
    assert done.returncode == 1
    assert done.stderr == b""


def test_row_27_a_damaged_cache_is_rebuilt(run: Run, project: Path, compiled: Path) -> None:
    cache = Path(shutil.copytree(compiled, project / "cache"))
    before = set(cache.glob("*.sqlite3"))
    assert run("check", "good.txt", GLOSSARY_CACHE_DIR=str(cache)).returncode == 1
    (cached,) = {*cache.glob("*.sqlite3")} - before
    cached.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    done = run("check", "good.txt", GLOSSARY_CACHE_DIR=str(cache))
    assert done.returncode == 1
    assert done.stderr == b""


OTHER_LANGUAGES = {
    "French": "Le district a annoncé que les entreprises de la ville ont reçu une aide pour la formation des jeunes et que le conseil est satisfait. ",
    "German": "Der Kreis hat mitgeteilt, dass die Betriebe der Stadt mit Mitteln für die Ausbildung gefördert wurden und der Rat das begrüßt. ",
    "Spanish": "El distrito informó que las empresas de la ciudad recibieron ayuda para la formación de los jóvenes y que el consejo está contento. ",
}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_row_88_a_text_in_another_language_is_one_note(language: str, run: Run, project: Path) -> None:
    (project / "other.txt").write_text(OTHER_LANGUAGES[language] * 4, encoding="utf-8")
    done = run("check", "other.txt")
    assert done.stderr.decode().splitlines() == ["glossary: note: other.txt: reads as another language: only English is checked"]


@pytest.mark.parametrize(
    "text",
    [
        "The county said that the mills of the town were given help for training, and that the council is glad of it. " * 4,
        "Chen Li, 41, mayor; Wang Hua, 52, county head; Zhao Min, 38, engineer; Sun Bo, 60, farmer. " * 8,
        "Café de la Paix, rue de la Paix, Paris. The owners of the café say that the street is quiet and that they have regulars. "
        * 4,
    ],
)
def test_row_88_english_with_names_and_lists_is_english(text: str, run: Run, project: Path) -> None:
    (project / "english.txt").write_text(text, encoding="utf-8")
    assert b"another language" not in run("check", "english.txt").stderr
