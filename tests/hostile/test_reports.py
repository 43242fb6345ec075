"""Bad input of RELIABILITY for baselines and reports, by row."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from policy_glossary.reports import FORMATS
from tests.conftest import Run, entry

BAD = "The chain master spoke.\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.po").write_text(entry("id: chain-leader", "deprecated: chain master"), encoding="utf-8")
    (tmp_path / "glossary.toml").write_text("shipped-glossary = false\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    return tmp_path


def known(run: Run, *paths: str) -> Path:
    done = run("baseline", "write", *paths, "-o", "known.json")
    assert done.returncode == 0, done.stderr
    return Path("known.json")


def new(run: Run, *paths: str) -> list[tuple[str, int]]:
    done = run("check", "--format", "jsonl", "--baseline", "known.json", *paths)
    assert done.returncode in (0, 1), done.stderr
    return [(record["file"], record["line"]) for record in map(json.loads, done.stdout.decode().splitlines())]


ENTRY = '{"file": "a.md", "rule": "TERM001", "words": "chain master", "fingerprint": "%s"}'
GOOD = '{"format": "glossary-baseline", "version": 1, "entries": [%s]}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is not valid JSON"),
        ("{}", "is no baseline of glossary"),
        ("[]", "is no baseline of glossary"),
        ('{"format": "glossary-baseline"}', "without a version"),
        ('{"format": "glossary-baseline", "version": 2, "entries": [], "more": 1}', "a newer glossary (version 2)"),
        ('{"format": "glossary-baseline", "version": "1", "entries": []}', "unknown version"),
        ('{"format": "glossary-baseline", "version": 1, "entries": {}}', "without entries"),
        (GOOD % "1", "entry 1 is not of the form"),
        (GOOD % ENTRY % "abc", "entry 1 has no file, no rule or no fingerprint"),
        (GOOD % '{"file": "a.md", "rule": 7, "fingerprint": "x"}', "entry 1 is not of the form"),
        ('{"format": "glossary-baseline",\n "version": 1,\n "entries": [\n', "known.json:4: is not valid JSON"),
        ('{\n "format": "glossary-baseline",\n<<<<<<< HEAD\n "version": 1,\n=======\n', "known.json:3: has merge markers"),
        ("[" * 100_000, "nested too deeply"),
        ('{"version": 1' + "0" * 10_000 + "}", "number too long"),
        ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "is not valid UTF-8"),
    ],
)
def test_row_140_a_baseline_that_cannot_be_read_is_a_fault_and_stays_as_it_is(
    run: Run, project: Path, text: str, told: str
) -> None:
    (project / "known.json").write_text(text, encoding="latin-1")
    for command in (
        ["check", "a.md", "--baseline", "known.json"],
        ["baseline", "write", "a.md", "-o", "known.json"],
        ["baseline", "prune", "a.md", "--baseline", "known.json"],
        ["baseline", "show", "--baseline", "known.json"],
    ):
        done = run(*command)
        assert done.returncode == 2, command
        assert told in done.stderr.decode()
        assert b"Traceback" not in done.stderr
        assert (project / "known.json").read_text(encoding="latin-1") == text
    checked = run("check", "a.md", "--baseline", "known.json")
    assert b"chain leader" in checked.stdout  # nothing counts as known


def test_row_140_a_missing_baseline_is_a_fault(run: Run) -> None:
    done = run("check", "a.md", "--baseline", "known.json")
    assert done.returncode == 2
    assert b"known.json: no such baseline (glossary baseline write" in done.stderr
    assert run("baseline", "show", "--baseline", "known.json").returncode == 2


def test_row_140_another_file_is_never_overwritten(run: Run, project: Path) -> None:
    assert run("baseline", "write", "a.md", "-o", "a.md").returncode == 2
    assert (project / "a.md").read_text(encoding="utf-8") == BAD


def test_row_140_nothing_is_written_if_a_text_cannot_be_read(run: Run, project: Path) -> None:
    done = run("baseline", "write", "a.md", "missing.md", "-o", "known.json")
    assert done.returncode == 2
    assert not (project / "known.json").exists()


def test_row_141_entries_that_match_nothing_are_counted_and_pruned(run: Run, project: Path) -> None:
    (project / "b.md").write_text(BAD, encoding="utf-8")
    (project / "c.md").write_text(BAD, encoding="utf-8")
    known(run, "a.md", "b.md", "c.md")
    (project / "a.md").write_text("The chain leader spoke.\n", encoding="utf-8")
    (project / "b.md").write_text("Nothing.\n", encoding="utf-8")
    done = run("check", "a.md", "--baseline", "known.json")
    assert done.returncode == 0
    assert b"known.json: 0 known findings left out; 1 listed in it is gone (glossary baseline prune)" in done.stderr
    assert b'a.md: TERM001 "chain master"' in run("baseline", "show", "a.md", "--baseline", "known.json").stdout
    done = run("baseline", "prune", "a.md", "--baseline", "known.json")
    assert b"2 findings listed, 1 taken out" in done.stdout  # b.md was not checked
    (project / "b.md").unlink()
    done = run("baseline", "prune", "a.md", "--baseline", "known.json")
    assert b"1 finding listed, 1 taken out" in done.stdout
    assert new(run, "c.md") == []


def test_row_142_a_moved_finding_and_a_renamed_file_are_known(run: Run, project: Path) -> None:
    known(run, "a.md")
    (project / "a.md").write_text("# Title\n\nSomething new.\n\n" + BAD, encoding="utf-8")
    assert new(run, "a.md") == []
    (project / "folder").mkdir()
    (project / "a.md").rename(project / "folder" / "b.md")
    assert new(run, "folder") == []
    assert run("baseline", "prune", "folder", "--baseline", "known.json").returncode == 0
    assert '"folder/b.md"' in (project / "known.json").read_text(encoding="utf-8")


def test_row_142_a_paragraph_moved_to_another_file_is_known_and_a_copy_is_not(run: Run, project: Path) -> None:
    known(run, "a.md")
    (project / "b.md").write_text(BAD, encoding="utf-8")
    assert new(run, "a.md", "b.md") == [("b.md", 1)]
    assert new(run, "b.md") == [("b.md", 1)]
    (project / "a.md").write_text("Nothing.\n", encoding="utf-8")
    assert new(run, "a.md", "b.md") == []


def test_row_143_equal_findings_count_each(run: Run, project: Path) -> None:
    twice = "The chain master and the chain master and the chain master and the chain master.\n"
    (project / "a.md").write_text(twice, encoding="utf-8")
    lines = run("check", "--select", "TERM", "--format", "jsonl", "a.md").stdout.decode().splitlines()
    prints = [json.loads(line)["fingerprint"] for line in lines]
    assert len(set(prints)) == 4
    known(run, "a.md")
    (project / "a.md").write_text(twice.replace(".", " and the chain master."), encoding="utf-8")
    done = run("check", "--select", "TERM", "--format", "jsonl", "--baseline", "known.json", "a.md")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("name", ["稿 件.md", "a%20b.md", "a:b#c?.md", "ü&<x>.md"])
def test_row_153_sarif_addresses_are_relative_and_percent_encoded(run: Run, project: Path, name: str) -> None:
    folder = project / "my drafts"
    folder.mkdir()
    (folder / name).write_text(BAD, encoding="utf-8")
    log = json.loads(run("check", "--format", "sarif", str(folder / name)).stdout)
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert re.fullmatch(r"[A-Za-z0-9._~/-]*(?:%[0-9A-F]{2}[A-Za-z0-9._~/-]*)+", location["uri"])
    assert unquote(location["uri"]) == f"my drafts/{name}"
    assert location["uriBaseId"] == "%SRCROOT%"
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_row_153_a_name_that_is_no_utf_8(run: Run, project: Path) -> None:
    with open(os.fsencode(project) + b"/bad\xff.md", "wb") as file:  # noqa: PTH123 - a Path cannot hold these bytes
        file.write(BAD.encode())
    for kind in FORMATS:
        done = run("check", "--format", kind, ".")
        assert done.returncode == 1, (kind, done.stderr)
        done.stdout.decode("utf-8")
    log = json.loads(run("check", "--format", "sarif", ".").stdout)
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]}
    assert uris == {"a.md", "bad%FF.md"}


def test_row_154_sarif_keeps_the_gravest_of_too_many_and_says_so(run: Run, project: Path) -> None:
    soft = entry("id: soft", "suspect: main force", zh="主力军", en="mainstay")
    with (project / "glossary" / "a.po").open("a", encoding="utf-8") as file:
        file.write(soft)
    (project / "a.md").write_text("It is the main force.\n\n" * 5_000 + BAD, encoding="utf-8")
    made = json.loads(run("check", "--select", "TERM", "--format", "sarif", "a.md").stdout)["runs"][0]
    assert len(made["results"]) == 5_000
    assert made["results"][-1]["level"] == "warning"  # the last one of the text
    (told,) = made["invocations"][0]["toolExecutionNotifications"]
    assert "5,000 of 5,001 findings" in told["message"]["text"]


def test_row_155_annotations_are_escaped_and_no_text_gives_an_order(run: Run, project: Path) -> None:
    po = entry("id: chain-leader", "deprecated: chain master", "definition: 100% sure, a: b ::error::x")
    (project / "glossary" / "a.po").write_text(po, encoding="utf-8")
    name = "a,b: 5%.md"
    (project / name).write_text("::error::stop\n\nThe “chain\nmaster” spoke.\n\n::set-output name=x::y\n", encoding="utf-8")
    lines = run("check", "--select", "TERM", "--format", "github", name).stdout.decode().splitlines()
    assert len(lines) == 2
    head, message = lines[0].removeprefix("::").split("::", 1)
    assert head.startswith("warning file=a%2Cb%3A 5%25.md,line=3,endLine=4,title=")
    assert "100%25 sure, a: b ::error::x" in message
    assert not lines[1].startswith(("::", "##"))


def test_row_155_ten_annotations_of_a_kind_and_the_rest_in_a_line(run: Run, project: Path) -> None:
    (project / "a.md").write_text(BAD.replace("\n", "\n\n") * 25, encoding="utf-8")
    lines = run("check", "--select", "TERM", "--format", "github", "a.md").stdout.decode().splitlines()
    assert sum(line.startswith("::warning ") for line in lines) == 10
    assert lines[-1].startswith("glossary: 25 findings")
    assert "not annotated: 15 warnings" in lines[-1]


def test_row_155_the_gravest_of_a_kind_are_annotated(run: Run, project: Path) -> None:
    with (project / "glossary" / "a.po").open("a", encoding="utf-8") as file:
        file.write(entry("id: soft", "deprecated: main force", zh="主力军", en="mainstay"))
    settings = 'shipped-glossary = false\nseverity = { chain-leader = "info", soft = "suggestion" }\n'
    (project / "glossary.toml").write_text(settings, encoding="utf-8")
    (project / "a.md").write_text(BAD.replace("\n", "\n\n") * 10 + "It is the main force.\n", encoding="utf-8")
    shown = run("check", "--select", "TERM", "--format", "github", "a.md").stdout.decode()
    assert "title=TERM001 soft" in shown
    assert "not annotated: 1 notice " in shown


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made there")
def test_row_155_a_line_end_in_a_name_begins_no_order(run: Run, project: Path) -> None:
    name = "a\n::error::b.md"
    (project / name).mkdir()
    done = run("check", "--format", "github", name)
    (order,) = (line for line in (done.stdout + done.stderr).splitlines() if line.startswith(b"::"))
    assert order.startswith(b"::error file=a%0A%3A%3Aerror%3A%3Ab.md,title=not checked::holds no readable file")
    (project / "x\n::warning::y.md").write_text(BAD, encoding="utf-8")
    done = run("check", "--format", "github", "x\n::warning::y.md")
    assert sum(line.startswith(b"::") for line in (done.stdout + done.stderr).splitlines()) == 1


@pytest.mark.parametrize("kind", ["junit", "checkstyle"])
def test_what_xml_forbids_is_replaced(run: Run, project: Path, kind: str) -> None:
    (project / "a&b.md").write_text("<b>chain master</b>\x0c]]>\ufffe & chain master\x0b\x1b said\n", encoding="utf-8")
    done = run("check", "--format", kind, "--fail-on", "info", "a&b.md")
    assert done.returncode == 1, done.stderr
    root = ET.fromstring(done.stdout)  # noqa: S314 - our own output
    assert "a&b.md" in {element.get("name") for element in root.iter()}


def test_a_summary_shows_markup_and_mentions_nobody(run: Run, project: Path) -> None:
    po = entry("id: chain-leader", "deprecated: chain master", "definition: Ask @boss | <b>now</b> see #1 [x](http://e.example).")
    (project / "glossary" / "a.po").write_text(po, encoding="utf-8")
    name = "a|b`c@team<i>.md"
    (project / name).write_text(BAD, encoding="utf-8")
    page = run("check", "--select", "TERM", "--format", "markdown", name).stdout.decode()
    row = next(line for line in page.splitlines() if "chain master" in line)
    assert len(re.split(r"(?<!\\)\|", row)) == 7  # no cell more than the table has
    assert not re.search(r"@\w|(?<!&)#\d|(?<!\\)<[bi]>|(?<!\\)`|(?<!\\)\[|https?:/", row)


def test_row_157_json_has_no_nan_no_repeated_key_and_no_surrogate(run: Run, project: Path) -> None:
    (project / "empty.md").write_text("", encoding="utf-8")
    (project / "short.md").write_text("chain master", encoding="utf-8")
    if sys.platform == "linux":
        with open(os.fsencode(project) + b"/bad\xff.md", "wb") as file:  # noqa: PTH123 - a Path cannot hold these bytes
            file.write(BAD.encode())

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    def never(value: str) -> None:
        raise AssertionError(value)

    for kind in ("json", "jsonl", "sarif"):
        shown = run("check", "--format", kind, ".").stdout.decode("utf-8")
        for part in shown.splitlines() if kind == "jsonl" else [shown]:
            data = json.loads(part, object_pairs_hook=unique, parse_constant=never)
            json.dumps(data, ensure_ascii=False).encode("utf-8")  # raises for a surrogate
    score = json.loads(run("check", "--format", "json", "empty.md").stdout)["files"][0]["score"]
    assert score is None


def test_the_report_for_people_shows_a_thousand_findings_of_a_rule_in_a_file_and_counts_the_others(run: Run, project: Path) -> None:
    (project / "a.md").write_text((BAD + "\n") * 1_003 + "The rest of the the story.\n", encoding="utf-8")
    lines = run("check", "a.md").stdout.decode().splitlines()
    assert sum(line.startswith("a.md:") and line.endswith("  chain-leader") for line in lines) == 1_000
    assert "a.md: and 3 more of TERM001 (--format jsonl lists all)" in lines
    assert "    The rest of the the story." in lines
    assert "1,004 warnings" in lines[-1]
    assert run("check", "-f", "jsonl", "a.md").stdout.count(b'"TERM001"') == 1_003


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize(
    ("environment", "colours"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
)
def test_row_159_colours_only_where_a_terminal_knows_them(
    project: Path, cache: Path, environment: dict[str, str], colours: bool
) -> None:
    assert (b"\x1b[" in on_terminal(project, cache, 100, **environment)) is colours


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX")
def test_row_159_a_narrow_terminal_keeps_the_marks_below_the_words(project: Path, cache: Path) -> None:
    (project / "a.md").write_text(f"{'Before it all, ' * 10}the chain master spoke{' and on' * 20}.\n", encoding="utf-8")
    lines = on_terminal(project, cache, 50, TERM="dumb").decode().splitlines()
    mark = next(number for number, line in enumerate(lines) if line.strip() == "^" * len("chain master"))
    assert len(lines[mark - 1]) < 50
    assert lines[mark - 1][lines[mark].index("^") :].startswith("chain master")


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX")
def test_row_159_what_a_terminal_cannot_show_becomes_escapes(project: Path, cache: Path) -> None:
    shown = on_terminal(project, cache, 100, TERM="dumb", PYTHONIOENCODING="latin-1")
    assert rb"\u94fe\u4e3b  chain-leader" in shown
    assert "链主".encode() in on_terminal(project, cache, 100, TERM="dumb", PYTHONIOENCODING="utf-8")


def on_terminal(project: Path, cache: Path, columns: int, **environment: str) -> bytes:
    """What `glossary check a.md` prints on a terminal of so many columns."""
    import fcntl
    import pty
    import struct
    import subprocess
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    inherited = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM", "PYTHONIOENCODING")}
    command = [sys.executable, "-m", "policy_glossary", "check", "--select", "TERM001", "a.md"]
    variables = {**inherited, "GLOSSARY_CACHE_DIR": str(cache), **environment}
    with subprocess.Popen(command, cwd=project, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, env=variables) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the other side is closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    assert process.returncode == 1, shown
    return shown
