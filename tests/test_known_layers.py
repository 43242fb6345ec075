"""A glossary whose files did not change is not read again, and one that changed is."""

import os
import time
from pathlib import Path

import pytest

from policy_glossary.engine.known_layers import known_layer
from policy_glossary.model.report import FaultError
from policy_glossary.termbase import layer as layers


@pytest.fixture
def glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file that has stood there for a minute."""
    monkeypatch.setenv("GLOSSARY_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "a.po").write_text("one", encoding="utf-8")
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 60_000_000_000)
    return folder


def digest(folder: Path) -> str:
    return known_layer(folder, "glossary").digest


def refuse(path: Path, shown: str) -> bytes:
    raise AssertionError(f"{shown} ({path}) was read")


def test_what_did_not_change_is_not_read_again(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(glossary)
    monkeypatch.setattr(layers, "read_bytes", refuse)
    assert digest(glossary) == first


def test_a_change_is_seen_even_with_the_same_size_and_time(glossary: Path) -> None:
    first = digest(glossary)
    file = glossary / "a.po"
    status = file.stat()
    file.write_text("two", encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert digest(glossary) != first


def test_a_new_file_and_new_sources_are_seen(glossary: Path) -> None:
    seen = [digest(glossary)]
    (glossary / "b.po").write_text("one", encoding="utf-8")
    seen.append(digest(glossary))
    (glossary.parent / "reference").mkdir()
    (glossary.parent / "reference" / "sources.toml").write_text("", encoding="utf-8")
    (glossary.parent / "reference" / "sources.toml").write_text("[a]", encoding="utf-8")
    seen.append(digest(glossary))
    assert len(set(seen)) == 3


def test_what_changed_a_moment_ago_may_change_again_and_is_not_trusted(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("GLOSSARY_CACHE_DIR", str(glossary.parent / "cache"))
    digest(glossary)
    assert not list((glossary.parent / "cache").glob("*.layer"))


@pytest.mark.parametrize("kept", ["", "nonsense", "nonsense\nmore", "\n" + "0" * 32, "\udcff"])
def test_what_is_kept_may_be_damaged(glossary: Path, kept: str) -> None:
    first = digest(glossary)
    (file,) = (glossary.parent / "cache").glob("*.layer")
    file.write_text(kept, encoding="utf-8", errors="surrogateescape")
    assert digest(glossary) == first


def test_a_glossary_that_is_gone_is_told(glossary: Path) -> None:
    digest(glossary)
    (glossary / "a.po").unlink()
    with pytest.raises(FaultError, match="holds no PO file"):
        known_layer(glossary, "glossary")
