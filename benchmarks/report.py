"""Cost of `glossary report` for corpora of several sizes, new and with one file changed.

    python benchmarks/report.py [--sizes 100 1000 10000] [--workers 2]

Articles of about 5 KB are made by mixing sentences of the seeds with a fixed seed; each has a date. CPU seconds are of all
processes; the peak is that of the parent, which folds and writes. POSIX only.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
_RUN = """
import json, resource, sys, time
from pathlib import Path
from policy_glossary.engine.check import Options
from policy_glossary.engine.corpus_report import FORMATS, write_corpus_report
if __name__ == "__main__":
    texts, folder, workers = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    start = time.perf_counter()
    written = write_corpus_report([texts], Options(), folder, tuple(FORMATS), workers)
    own, of_workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({
        "wall": time.perf_counter() - start,
        "cpu": sum(u.ru_utime + u.ru_stime for u in (own, of_workers)),
        "peak": own.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024),
        "computed": written.corpus.computed,
    }))
"""


def articles(folder: Path, number: int) -> None:
    """Write `number` articles of about 5 KB; the first ones are the same for every number."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if s.strip()]
    draw = random.Random(1)
    folder.mkdir()
    for count in range(number):
        words = f"{draw.randint(1, 28)} {draw.choice(['March', 'June', 'October'])} {draw.randint(2019, 2024)}\n\n"
        while len(words) < 5_000:
            words += draw.choice(sentences) + (" " if draw.random() < 0.8 else "\n\n")
        (folder / f"{count:05d}.txt").write_text(words, encoding="utf-8")


def report(texts: Path, folder: Path, workers: int, cache: Path) -> dict[str, Any]:
    """Run one report in a process of its own."""
    script = folder.parent / "run.py"
    script.write_text(_RUN, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(texts), str(folder), str(workers)],
        env={**os.environ, "GLOSSARY_CACHE_DIR": str(cache)},
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1_000, 10_000])
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    print("| articles | run | read anew | wall s | CPU s | peak MB |\n|---:|---|---:|---:|---:|---:|")
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as name:
            base = Path(name)
            articles(base / "texts", size)
            for told in ("new", "nothing changed", "one changed"):
                if told == "one changed":
                    with (base / "texts" / "00000.txt").open("a", encoding="utf-8") as file:
                        file.write("\n\nThe port grew.\n")
                cost = report(base / "texts", base / "out", arguments.workers, base / "cache")
                figures = f"{cost['wall']:.1f} | {cost['cpu']:.1f} | {cost['peak']:.0f}"
                print(f"| {size:,} | {told} | {cost['computed']:,} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
