"""Bad input of RELIABILITY that no format is to blame for: names, folders, streams and what lies in the cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policy_glossary.engine import pages
from policy_glossary.engine.suppress import side_suppressions
from policy_glossary.engine.wildcards import matching_paths
from policy_glossary.formats import read_document
from policy_glossary.formats.reading import RawFile
from policy_glossary.formats.subtitles import read_subtitles
from policy_glossary.intake import files
from policy_glossary.model.report import FaultError
from policy_glossary.model.text import SourceText
from tests.conftest import Run, entry

LONG = "n" * 300


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "good.txt").write_bytes(b"The chain master spoke.\n")
    return tmp_path


def fault(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one fault that a run tells."""
    assert done.returncode == 2, done.stderr
    (line,) = [line for line in done.stderr.decode().splitlines() if not line.startswith("glossary: note:")]
    return line


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "good.txt", "--source", LONG),
        ("check", "good.txt", "--glossary", LONG),
        ("baseline", "write", "good.txt", "-o", LONG),
        ("terms", "lint", LONG),
        ("terms", "export", "--to", f"{LONG}.csv"),
        ("lookup", "--in", LONG, "chain"),
        ("config", "show", LONG),
    ],
)
def test_row_21_a_name_that_no_file_can_have_is_no_bug_of_ours(run: Run, arguments: tuple[str, ...]) -> None:
    assert "File name too long" in fault(run(*arguments))


def test_row_142_an_entry_of_a_baseline_for_an_impossible_file_is_gone(run: Run, project: Path) -> None:
    known = f'{{"format": "glossary-baseline", "version": 1, "entries": [{{"file": "{LONG}", "rule": "TERM001", "fingerprint": "{"0" * 16}:1"}}]}}'
    (project / "known.json").write_text(known, encoding="utf-8")
    done = run("check", "good.txt", "--baseline", "known.json")
    assert done.returncode == 1
    assert b"1 listed in it is gone" in done.stderr


def test_row_21_a_folder_that_is_gone(run: Run, project: Path) -> None:
    (project / "here").mkdir()
    program = (
        "import os, sys; os.rmdir('../here'); from policy_glossary.cli.main import main; sys.argv[1:] = ['config', 'show']; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=project / "here", capture_output=True, check=False)
    assert "the current folder is not there any more" in fault(done)


def test_row_24_standard_input_that_is_closed(run: Run, project: Path) -> None:
    program = "import os, sys; os.close(0); os.execv(sys.executable, [sys.executable, '-m', 'policy_glossary', 'check', '-'])"
    done = subprocess.run([sys.executable, "-c", program], cwd=project, capture_output=True, check=False)
    assert "is closed: there is nothing to read" in fault(done)


def test_row_23_folders_beyond_all_measure(run: Run, project: Path) -> None:
    place = os.open(project, os.O_RDONLY)
    for name in ("deep", *"a" * 1200):
        os.mkdir(name, dir_fd=place)
        inner = os.open(name, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    (project / "deep" / "b.txt").write_bytes(b"The chain master spoke.\n")
    try:
        done = run("check", "deep")
        assert "more than 100 folders deep" in fault(done)
        assert b"deep/b.txt:1" in done.stdout
        assert matching_paths(f"{project}/deep/**/*.txt") == [project / "deep" / "b.txt"]
    finally:
        subprocess.run(["rm", "-rf", "deep"], cwd=project, check=True)  # shutil.rmtree does not come so far down either


def test_row_23_a_link_that_loops_wherever_a_path_is_asked_for(run: Run, project: Path) -> None:
    (project / "loop").symlink_to("loop")
    assert run("config", "show", "loop/a.txt").returncode == 0  # a file need not exist there
    assert b"1 file" in run("check", "-", "--stdin-filename", "loop", stdin=b"Words.\n").stdout
    for command in (("init", "loop"), ("report", "good.txt", "-o", "loop"), ("terms", "log", "x", "loop")):
        assert "loop" in fault(run(*command))


@pytest.mark.parametrize("encoding", ["undefined", "punycode", "idna", "unicode_escape", "utf-7", "base64"])
def test_row_3_a_codec_that_is_no_encoding_of_files(run: Run, project: Path, encoding: str) -> None:
    assert f'unknown encoding "{encoding}"' in fault(run("check", "--encoding", encoding, "good.txt"))
    (project / "glossary.toml").write_text(f'encoding = "{encoding}"\n', encoding="utf-8")
    assert f'not "{encoding}"' in fault(run("config", "show", "good.txt"))


def test_the_encodings_that_a_hint_names_can_be_set(run: Run, project: Path) -> None:
    for encoding in ("gb18030", "big5", "utf-16"):
        (project / "glossary.toml").write_text(f'encoding = "{encoding}"\n', encoding="utf-8")
        assert run("config", "show", "good.txt").returncode == 0


@pytest.mark.parametrize("name", ["undefined", "idna"])
def test_row_4_a_catalogue_that_declares_such_a_codec(run: Run, project: Path, name: str) -> None:
    head = f'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset={name}\\n"\n\n'
    (project / "news.po").write_text(f'{head}msgid "链主来了"\nmsgstr "The chain master came."\n', encoding="utf-8")
    done = run("check", "news.po")
    assert f"news.po:4: declares the impossible character set {name}" in fault(done)
    assert b"news.po:7:" in done.stdout


def test_row_27_a_compiled_glossary_that_is_damaged_is_made_anew(run: Run, project: Path, compiled: Path) -> None:
    folder = Path(shutil.copytree(compiled, project / "own-cache"))
    for command in (("check", "good.txt"), ("lookup", "chain")):
        assert run(*command, GLOSSARY_CACHE_DIR=str(folder)).returncode < 2
    for path in (*folder.glob("*.sqlite3"), *folder.glob("*.lookup")):
        data = bytearray(path.read_bytes())
        page = int.from_bytes(data[16:18], "big")  # bytes of a page, as the head of the file says
        data[page : page + 16] = b"U" * 16  # the head of the second page, where the concepts begin
        path.write_bytes(data)
    assert "was damaged and is deleted: run the command again" in fault(
        run("check", "--no-cache", "good.txt", GLOSSARY_CACHE_DIR=str(folder))
    )
    for command in (("check", "good.txt"), ("lookup", "chain")):
        assert run(*command, GLOSSARY_CACHE_DIR=str(folder)).returncode < 2


def test_row_26_a_device_or_pipe_keeps_its_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FaultError, match="is no regular file; nothing was written"):
        files.write_file(pipe, "pipe", b"words")
    assert pipe.is_fifo()


def test_row_26_names_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("词" * 83 + ".md")  # 252 bytes
    files.write_new(path, "new", b"one")
    files.replace_file(path, "old", b"one", b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.glob(".*")) == []


def test_row_26_a_report_goes_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there/file")
    files.write_file(tmp_path / "link", "link", b"words")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "file").read_bytes() == b"words"


def test_pages_of_rules_leave_other_pages_alone(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("notes.md", "OLD999.md"):
        (folder / name).write_text("mine\n", encoding="utf-8")
    pages.write_pages((), folder)
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "notes.md"]
    (folder / "README.md").write_text("# My project\n", encoding="utf-8")
    with pytest.raises(FaultError, match="is no index of rules; nothing was written"):
        pages.write_pages((), folder)
    assert (folder / "README.md").read_text(encoding="utf-8") == "# My project\n"


def test_row_8_a_patch_of_a_file_with_lone_carriage_returns_can_be_applied(run: Run, project: Path) -> None:
    draft = project / "old.txt"
    draft.write_bytes(b"One line.\rThe chain master spoke.\rThe last.\r\nAnd on.")
    patch = run("check", "--diff", "old.txt").stdout
    done = subprocess.run(["git", "apply", "-"], cwd=project, input=patch, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert draft.read_bytes() == b"One line.\rThe chain leader spoke.\rThe last.\r\nAnd on."


def test_row_32_what_is_ignored_for_a_file_with_an_odd_name_is_ignored_there_alone(run: Run, project: Path) -> None:
    words = b"The chain master spoke.\n"
    for name in ("a[1].txt", "data[1].txt", "a1.txt", "new\nline.txt"):
        (project / name).write_bytes(words)
    for name in ("a[1].txt", "new\nline.txt"):
        assert run("fix", name, stdin=b"i\n").returncode == 0
        assert b"chain master" not in run("check", name).stdout
    for name in ("a1.txt", "data[1].txt"):
        assert b"chain master" in run("check", name).stdout


def test_a_pattern_of_a_side_file_begins_at_a_name(project: Path) -> None:
    (project / "glossary-ignore.txt").write_text('TERM001 "x" a.txt\nTERM001 "y" drafts/*.txt\n', encoding="utf-8")

    def meant(folder: Path, name: str) -> list[str | None]:
        return [line.words for line in side_suppressions(folder, name)]

    assert meant(project, "a.txt") == ["x"]
    assert meant(project, "data.txt") == []
    assert meant(project / "drafts", "b.txt") == ["y"]
    assert meant(project / "olddrafts", "b.txt") == []


def test_explain_wants_one_file(run: Run, project: Path) -> None:
    for place in (".:1", "-:1", "*.txt:1"):
        assert "is not one file" in fault(run("explain", "--at", place))
    assert "is passed over: it is a glossary" in fault(run("explain", "--at", "glossary/a.po:1"))


def test_a_report_counts_what_it_read(run: Run, project: Path, compiled: Path) -> None:
    shutil.copytree(compiled, project / "own-cache")
    (project / "bad.docx").write_bytes(b"PK\x03\x04 no document")
    for anew, known in ((1, 0), (0, 1)):
        done = run("report", "good.txt", "bad.docx", "-o", "out", GLOSSARY_CACHE_DIR=str(project / "own-cache"))
        assert done.returncode == 2
        assert f"{anew} read anew, {known} as they were".encode() in done.stdout


def test_a_review_tells_what_is_wrong_with_the_glossary(run: Run, project: Path) -> None:
    (project / "glossary" / "b.po").write_text(entry("id: town", "odd: x", zh="古城", en="old town"), encoding="utf-8")
    done = run("fix", "good.txt", stdin=b"s\n")
    assert "glossary/b.po:2: unknown key" in fault(done)


def test_corrections_count_no_file_that_is_passed_over(run: Run, project: Path) -> None:
    for option in ("--no-cache", "--fix"):
        assert b"1 file, 4 words read" in run("check", option, "glossary", "good.txt").stdout


def test_row_32_a_glossary_file_whose_name_is_no_text(run: Run, project: Path) -> None:
    name = os.fsdecode(b"\xff.po")
    (project / name).write_text(entry("id: town", "deprecated: burg", zh="古城", en="old town"), encoding="utf-8")
    (project / "a.txt").write_bytes(b"The burg was quiet.\n")
    assert rb"\xff.po:4" in run("lookup", "--glossary", name, "burg").stdout
    assert run("check", "--glossary", name, "a.txt").returncode == 1
    for command in (("terms", "lint", name), ("terms", "test", name), ("terms", "export", name, "--to", "a.json")):
        assert run(*command).returncode == 0, command


def test_comments_that_are_never_closed_hold_nobody_up() -> None:
    document = read_document(SourceText("a.md", "<!-- " * 60_000 + "\n"))
    assert document.remarks == ()
    closed = read_document(SourceText("a.md", "<!-- one -->\n\nWords <!--two--> here. <!-- three"))
    assert [remark.words for remark in closed.remarks] == [" one ", "two"]


def test_comments_of_subtitles_belong_to_what_follows_them() -> None:
    cues = "".join(f"NOTE glossary: {n}\n\n00:00:0{n}.000 --> 00:00:0{n}.500\nWords {n}.\n\n" for n in range(1, 4))
    document = read_subtitles(RawFile("a.vtt", f"WEBVTT\n\n{cues}NOTE glossary: end\n".encode()), vtt=True).document
    text = document.source.text
    assert [text[remark.at :][:7] for remark in document.remarks] == ["Words 1", "Words 2", "Words 3", ""]
