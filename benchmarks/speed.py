"""CPU seconds and peak memory of whole processes, beside Python's own start-up and, where installed, beside peers.

    python benchmarks/speed.py [--runs 5] [--sizes 500 5000 50000] [--large 10]

One 8 KB article (the seeds' first 8,000 characters) and 1 MB in 200 files (sentences of the seeds, mixed with a fixed
seed). The article is another text in each run, or with "checked before" the same; with "edited" a glossary of
one's own, above the shipped one, has another entry in each run. Glossaries: 500 concepts drawn from the
shipped one; 5,000 and 50,000 are the same 500 and made-up concepts, five renderings of three to five words each, drawn at random
from the words of the seeds and the glossary. Every figure is the median of the runs after one run that is not counted (which compiles the glossary; its cost is printed as "compile"). `--large 10` measures 10 MB in 2,000
files instead, by the clock: one process and two, without and with what an earlier run kept; all must print the same. POSIX only.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_ANEW = ("--workers", "1", "--no-cache")  # everything is found by one process, again in each run
REPORT = "Report number {0}."
ENTRY = '# id: edited-{0}\nmsgctxt "made-up"\nmsgid "改{0}"\nmsgstr "edited {0}"'
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


class Cost(NamedTuple):
    """CPU seconds (user and system) and peak resident memory in MB of one process."""

    cpu: float
    peak: float


def run(command: list[str], cache: Path) -> Cost:
    """The cost of one process, its output thrown away."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "GLOSSARY_CACHE_DIR": str(cache)},
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def measure(name: str, command: list[str], cache: Path, runs: int, anew: Path | None = None, line: str = REPORT) -> None:
    """Print one row: the first run, then medians. The file `anew` ends in another `line` in each run, so that nothing is known of it."""
    text = anew.read_text(encoding="utf-8") if anew else ""
    first, costs = run(command, cache), []
    for number in range(runs):
        if anew:
            anew.write_text(f"{text}\n{line.format(number)}\n", encoding="utf-8")
        costs.append(run(command, cache))
    if anew:
        anew.write_text(text, encoding="utf-8")
    cpu, peak = statistics.median(c.cpu for c in costs), statistics.median(c.peak for c in costs)
    print(f"| {name} | {cpu:.3f} | {peak:.0f} | {first.cpu:.2f} |", flush=True)


def corpus(folder: Path, files: int = 200) -> tuple[Path, Path]:
    """One file of 8 KB, and a folder of 200 files with 1 MB in all, or of more such files."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    article = folder / "article.txt"
    article.write_text(texts[1][:8000], encoding="utf-8")
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if s.strip()]
    draw = random.Random(1)
    many = folder / "many"
    many.mkdir()
    for number in range(files):
        words = ""
        while len(words) < 5243:
            words += draw.choice(sentences) + (" " if draw.random() < 0.8 else "\n\n")
        (many / f"{number:04d}.txt").write_text(words, encoding="utf-8")
    return article, many


def glossary(size: int, folder: Path) -> Path:
    """A glossary of `size` concepts."""
    draw = random.Random(2)
    entries = []
    for path in sorted((ROOT / "glossary").glob("*.po")):
        entries += [e for e in path.read_text(encoding="utf-8").split("\n\n")[1:] if "msgid" in e]
    entries = draw.sample(entries, min(size, 500, len(entries)))
    words = sorted(
        set(re.findall(r"[a-z]{3,}", " ".join(entries + [p.read_text() for p in (ROOT / "seeds").glob("*.txt")]).lower()))
    )
    for number in range(size - len(entries)):
        terms = [" ".join(draw.choices(words, k=draw.randint(3, 5))) for _ in range(6)]
        entries.append(
            f"# id: made-up-{number}\n# deprecated: {'; '.join(terms[:5])}\n"
            f'msgctxt "made-up"\nmsgid "词{number}"\nmsgstr "{terms[5]}"'
        )
    target = folder / f"glossary-{size}"
    target.mkdir()
    (target / "all.po").write_text(
        HEADER + "\n\n".join(re.sub(r"(?m)^# source:.*\n", "", e) for e in entries) + "\n", encoding="utf-8"
    )
    return target


def large(size: int, runs: int) -> None:
    """Print seconds by the clock and of CPU (with child processes) for processes and cache; the best of the runs each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        article, many = corpus(folder, 200 * size)
        check = [sys.executable, "-m", "policy_glossary", "check", "--format", "jsonl"]
        run([*check, str(article)], folder / "cache")  # compiles
        print("| run | s | CPU s |\n|---|---:|---:|")
        printed = set()
        for told, more in (
            ("one process, nothing kept", ["--workers", "1", "--no-cache"]),
            ("two processes, nothing kept", ["--workers", "2", "--no-cache"]),
            ("one process, cold cache", ["--workers", "1"]),
            ("warm cache", ["--workers", "1"]),
        ):
            costs = []
            for _ in range(runs):
                if "cold" in told:
                    shutil.rmtree(folder / "cache/findings", ignore_errors=True)
                start, before = time.perf_counter(), os.times()
                environment = {**os.environ, "GLOSSARY_CACHE_DIR": str(folder / "cache")}
                done = subprocess.run([*check, *more, str(many)], stdout=subprocess.PIPE, env=environment, check=False)
                after = os.times()
                cpu = after.children_user + after.children_system - before.children_user - before.children_system
                costs.append((time.perf_counter() - start, cpu))
                printed.add(hashlib.sha256(done.stdout).hexdigest())
            print(f"| {told} | {min(costs)[0]:.1f} | {min(cpu for _, cpu in costs):.1f} |", flush=True)
        print("all printed the same" if len(printed) == 1 else "THE OUTPUT DIFFERS")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="*", default=[500, 5_000, 50_000])
    parser.add_argument("--large", type=int, default=0, metavar="MB", help="measure only processes and cache on so much text")
    arguments = parser.parse_args()
    if arguments.large:
        large(arguments.large, arguments.runs)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "cache"
        article, many = corpus(folder)
        python = [sys.executable, "-m", "policy_glossary", "check"]
        print("| process | CPU s | peak MB | first run CPU s |\n|---|---:|---:|---:|")
        measure("python -c pass", [sys.executable, "-c", "pass"], cache, arguments.runs)
        measure("python -c 'import typer'", [sys.executable, "-c", "import typer"], cache, arguments.runs)
        terms = ["--select", "TERM"]
        for told, chosen in (("the shipped glossary", terms), ("the shipped glossary and all rules", [])):
            command = [*python, *chosen, str(article)]
            measure(f"8 KB, {told}", command, cache, arguments.runs, article)
            measure(f"8 KB, {told}, checked before", command, cache, arguments.runs)
            measure(f"1 MB in 200 files, {told}", [*python, *chosen, *_ANEW, "--format", "jsonl", str(many)], cache, arguments.runs)
        for size in (100, *arguments.sizes):
            maker = multiprocessing.get_context("spawn").Process(target=glossary, args=(size, folder))
            maker.start()  # in a process of its own: what this one holds would count as its children's peak
            maker.join()
        edited = folder / "glossary-100"
        command = [*python, "--glossary", str(edited), str(article)]
        told = "the shipped glossary and one's own of 100 concepts, edited"
        measure(f"8 KB, {told}", command, cache, arguments.runs, edited / "all.po", ENTRY)
        for size in arguments.sizes:
            own = [*terms, "--no-shipped", "--glossary", str(folder / f"glossary-{size}")]
            measure(f"8 KB, {size:,} concepts", [*python, *own, str(article)], cache, arguments.runs, article)
            measure(
                f"1 MB in 200 files, {size:,} concepts",
                [*python, *own, *_ANEW, "--format", "jsonl", str(many)],
                cache,
                arguments.runs,
            )
        files = [str(path) for path in sorted(many.glob("*.txt"))]
        for peer, prefix in (
            ("proselint", ["proselint", "check"]),
            ("write-good", ["write-good"]),
            ("harper-cli", ["harper-cli", "lint"]),
        ):
            if shutil.which(peer):
                measure(f"8 KB, {peer}", [*prefix, str(article)], cache, arguments.runs)
                measure(f"1 MB in 200 files, {peer}", [*prefix, *files], cache, 1)
            else:
                print(f"| {peer}: not installed | | | |")


if __name__ == "__main__":
    main()
