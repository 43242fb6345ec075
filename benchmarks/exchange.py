"""What it costs to save and load 50,000 concepts in each format, to lint and format them, and to look one up.

    python benchmarks/exchange.py [--concepts 50000] [FORMAT...]

CPU seconds of one process, for two glossaries: `plain` concepts as termbases have them (a variant, two admitted and three
deprecated renderings, a definition, a source, a note), and `rich` ones, the shipped entries again and again (24 renderings, six
contexts, tests). `po` is also loaded as `glossary check` loads it, concept by concept; `lint` and `format` include the reading. Looking up
is a whole process, the first of which makes the index.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from policy_glossary.engine.desk import format_files, lint
from policy_glossary.termbase.exchange.formats import read_records, write_records
from policy_glossary.termbase.exchange.record import Entry, Records
from policy_glossary.termbase.layer import read_layer, read_termbase

ROOT = Path(__file__).parent.parent
SUFFIXES = {"csv": ".csv", "xlsx": ".xlsx", "json": ".json", "tbx": ".tbx", "tbx-v2": ".tbx"}


def plain(count: int) -> Records:
    """Concepts of an ordinary termbase."""
    entries = []
    for n in range(count):
        lines = (
            ("id", f"concept-{n}"),
            ("zh-variants", f"变体{n}"),
            ("admitted", f"second term {n}; third term {n}"),
            ("deprecated", f"wrong term {n}; bad term {n}; poor term {n} => good term {n}"),
            ("definition", f"What the concept number {n} of this glossary means, in one sentence."),
            ("source", f"source-{n % 50}"),
            ("note", f"not to be confused with concept {n + 1}"),
        )
        entries.append(Entry("plain", "plain", f"概念{n}", f"preferred term {n}", lines))
    return Records(tuple(entries))


def rich(count: int) -> Records:
    """The shipped entries again and again, with ids and Chinese of their own."""
    shipped = read_records(ROOT / "glossary", "glossary")
    entries = []
    for n, entry in enumerate(islice(cycle(shipped.entries), count)):
        lines = tuple((key, f"{value}-{n}" if key == "id" else value) for key, value in entry.lines)
        entries.append(entry._replace(lines=lines, chinese=f"{entry.chinese}{n}"))
    return Records(tuple(entries), shipped.frames)


def seconds(since: float) -> str:
    return f"{time.process_time() - since:.1f}"


def desk(name: str, path: Path) -> None:
    """Lint and format a folder, and look words up in it."""
    start = time.process_time()
    linted = lint([path])
    print(f"{name:<6} lint                     {seconds(start):>5} s  {len(linted.findings):,} findings")
    with tempfile.TemporaryDirectory() as cache:
        for word in ("概念49999", "概念4", "wrong term 77", "wrnog term 77", "chain leeder", "lianzhu"):
            before = os.times()
            subprocess.run(
                [sys.executable, "-m", "policy_glossary", "lookup", "--glossary", str(path), word],
                env={**os.environ, "GLOSSARY_CACHE_DIR": cache},
                stdout=subprocess.DEVNULL,
                check=False,
            )
            after = os.times()
            used = after.children_user + after.children_system - before.children_user - before.children_system
            print(f"{name:<6} lookup {word:<16} {used:6.2f} s")
    start = time.process_time()
    format_files([path], check=False)
    print(f"{name:<6} format                   {seconds(start):>5} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", default=["po", *SUFFIXES])
    parser.add_argument("--concepts", type=int, default=50_000)
    options = parser.parse_args()
    gc.set_threshold(50_000, *gc.get_threshold()[1:])  # as the command does
    for make in (plain, rich):
        records = make(options.concepts)
        for form in options.formats:
            with tempfile.TemporaryDirectory() as folder:
                start = time.process_time()
                written = write_records(records, form, folder=form == "po")
                saved = seconds(start)
                for name, data in written.files.items():
                    (Path(folder) / (name or f"a{SUFFIXES.get(form, '')}")).write_bytes(data)
                size = sum(map(len, written.files.values())) / 2**20
                del written
                path = Path(folder) if form == "po" else Path(folder) / f"a{SUFFIXES[form]}"
                start = time.process_time()
                read = read_records(path, form)
                loaded = seconds(start)
                print(
                    f"{make.__name__:<6} {form:<7} {size:6.1f} MB  save {saved:>5} s  load {loaded:>5} s  {len(read.entries):,} entries"
                )
                if form == "po":
                    start = time.process_time()
                    termbase = read_termbase((read_layer(path, "po"),))
                    print(f"{make.__name__:<6} concepts            load {seconds(start):>5} s  {len(termbase.concepts):,} concepts")
                    del read, termbase
                    desk(make.__name__, path)


if __name__ == "__main__":
    main()
