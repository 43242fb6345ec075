"""How far the seeds are from their edited English, before and after `glossary check --fix` and `--fix --suggested`.

Needs sacrebleu. Prints one table for each seed and one for all; figures go into RESULTS.md.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from policy_glossary.engine.check import Options
from policy_glossary.engine.fix import Choice, fix_paths
from policy_glossary.engine.score import score
from policy_glossary.model.score import ScoreReport

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Correct copies of the seeds and score them."""
    with tempfile.TemporaryDirectory() as name:
        folders = [ROOT / "seeds", Path(name) / "safe", Path(name) / "suggested"]
        for folder, suggested in zip(folders[1:], (False, True), strict=True):
            folder.mkdir()
            for file in fix_paths([str(folders[0])], Options(), Choice(suggested=suggested), write=False).files:
                (folder / Path(file.raw.name).name).write_bytes(file.data)
        print("| seed | version | BLEU | chrF | TER | MQM | findings |")
        print("|---|---|---:|---:|---:|---:|---:|")
        for seed in sorted(path.name for path in folders[0].glob("*.txt")):
            reference = ROOT / "reference" / f"{Path(seed).stem}.po"
            tell(seed[:3], score([str(folder / seed) for folder in folders], str(reference), Options(), few=True))
        report = score([str(folder) for folder in folders], str(ROOT / "reference"), Options())
        tell("all", report)
        for metric in report.versions[0].metrics:
            print(f"{metric.name}|{metric.signature}")


def tell(name: str, report: ScoreReport) -> None:
    """Print the rows of one seed; * marks p < 0.05 against the draft as it came."""
    for version, told in zip(report.versions, ("as it came", "`--fix`", "`--fix --suggested`"), strict=True):
        cells = [
            f"{metric.score:.1f} ± {metric.interval:.1f}" + ("*" if metric.p_value is not None and metric.p_value < 0.05 else "")
            for metric in version.metrics
        ]
        print(f"| {name} | {told} | {' | '.join(cells)} | {version.mqm or 0:.1f} | {version.findings} |", flush=True)


if __name__ == "__main__":
    main()
