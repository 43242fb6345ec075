"""What is kept in the cache folder from one run to the next."""

from __future__ import annotations

import os
from pathlib import Path

from policy_glossary.engine.text_store import TextStore

KEYS = [f"00{number:030x}" for number in range(20)]  # all in one subfolder
LONG = os.urandom(2_000).hex()  # hardly smaller when compressed


def store(folder: Path | None, most: int = 10**9) -> TextStore:
    return TextStore(folder, "texts", most)


def test_texts_come_back_as_they_were(tmp_path: Path) -> None:
    texts = dict(zip(KEYS, ("", "新质生产力", "a\udcffb", LONG), strict=False))
    store(tmp_path).put(texts)
    assert store(tmp_path).get(KEYS) == texts
    assert store(None).get(KEYS) == {}


def test_what_was_not_asked_for_longest_makes_room(tmp_path: Path) -> None:
    first = store(tmp_path)
    for second, key in enumerate(KEYS):
        first.put({key: LONG})
        path = tmp_path / "texts" / key[:2] / key[2:]
        os.utime(path, (second, second))
    first.close()
    assert set(first.get(KEYS[:5])) == set(KEYS[:5])  # they are the newest now
    small = store(tmp_path, 256 * 10_000)
    small.put({"00" + "f" * 30: LONG})
    small.close()
    left = small.get([*KEYS, "00" + "f" * 30])
    assert set(left) == {*KEYS[:5], *KEYS[16:], "00" + "f" * 30}  # the older half, 11 of 21, went


def test_a_full_or_closed_folder_stores_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("a file where the folder should be")
    blocked = store(tmp_path)
    blocked.put({KEYS[0]: "text"})
    blocked.close()
    assert (blocked.get(KEYS), blocked.notes) == ({}, [])
