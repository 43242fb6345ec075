"""How much is found, and how often wrongly.

    python benchmarks/detection.py [--shared ../shared] [--glossary glossary] [--only TERM001] [--out FOLDER]

Writes the findings of the five seeds and of good English (the published English of 20 annual report chapters of the Hong
Kong Monetary Authority, 37,000 words) as JSON Lines, scores the first against the readers' gold, and counts the second
per 1,000 words. The measuring material stands beside the project; without it the script says so and stops with code 0.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def check(paths: list[Path], glossary: Path, only: str, out: Path) -> tuple[list[dict[str, Any]], int]:
    """Findings of the files, also written to `out`, and the number of words read."""
    command = [sys.executable, "-m", "policy_glossary", "check", "--no-shipped", "--glossary", str(glossary), "--format", "json"]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    report = json.loads(done.stdout)
    findings = [f for f in report["findings"] if f["rule"].startswith(only)]
    out.write_text("".join(json.dumps(f, ensure_ascii=False) + "\n" for f in findings), encoding="utf-8")
    return findings, sum(file["words"] for file in report["files"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--glossary", type=Path, default=ROOT / "glossary")
    parser.add_argument("--only", default="", help="count only findings whose rule begins with this")
    parser.add_argument("--noise", type=int, default=60, help="findings on no marked problem to print")
    parser.add_argument("--out", type=Path, default=None, help="folder for the findings (default: a temporary one)")
    parser.add_argument("--write-rates", action="store_true", help="write docs/rules/rates.json, which the rules' pages quote")
    arguments = parser.parse_args()
    if not arguments.shared.is_dir():
        print(f"{arguments.shared} is not there: nothing to measure against")
        return
    out = arguments.out or Path(tempfile.mkdtemp())
    out.mkdir(parents=True, exist_ok=True)

    seeds, words = check([ROOT / "seeds"], arguments.glossary, arguments.only, out / "seeds.jsonl")
    print(f"## Seeds: {len(seeds)} findings in {words:,} words; by severity {dict(Counter(f['severity'] for f in seeds))}\n")
    scorer = [
        sys.executable,
        str(arguments.shared / "gold" / "score.py"),
        str(out / "seeds.jsonl"),
        "--noise",
        str(arguments.noise),
    ]
    print(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)

    good, words = check(
        sorted((arguments.shared / "bench" / "term25").glob("*/*/ref.en")), arguments.glossary, arguments.only, out / "good.jsonl"
    )
    rank = Counter(f["severity"] for f in good)
    grave = rank["warning"] + rank["error"]
    print(f"## Good English: {len(good)} findings in {words:,} words, {grave} at warning or above")
    print(f"{1000 * grave / words:.2f} per 1,000 words at warning or above, {1000 * len(good) / words:.2f} at any severity\n")
    if arguments.write_rates:
        rules = subprocess.run(
            [sys.executable, "-m", "policy_glossary", "rules"], capture_output=True, text=True, check=True
        ).stdout
        counts = Counter(f["rule"] for f in good)
        codes = sorted(line.split()[0] for line in rules.splitlines())
        corpus = "20 chapters of Hong Kong Monetary Authority annual reports"
        rates = {"corpus": corpus, "words": words, "findings": {code: counts[code] for code in codes}}
        (ROOT / "docs" / "rules" / "rates.json").write_text(json.dumps(rates, indent=1) + "\n", encoding="utf-8")
    for rule, count in sorted(Counter(f["rule"] for f in good).items()):
        print(f"{rule}: {count} = {1000 * count / words:.2f} per 1,000 words")
    for f in good:
        print(
            f"{f['severity']:10s} {f['concept'] or f['rule']}: {f['text']!r} in {'/'.join(Path(f['file']).parts[-3:-1])}, line {f['line']}"
        )


if __name__ == "__main__":
    main()
