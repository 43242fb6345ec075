"""BLEU, chrF and TER of a draft against a reference: the one door to sacrebleu, with guards where it is silent.

sacrebleu cuts the longer of two lists in silence, scores empty lists as 0, and knows no language; each of these is a fault here.
Every score carries its signature, so that a stranger can repeat it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from policy_glossary.language.folding import fold_chinese
from policy_glossary.model.report import Fault, FaultError
from policy_glossary.model.score import MetricScore
from policy_glossary.model.text import counted

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

FEWEST_SEGMENTS = 100  # below, a corpus score means little: asked for explicitly, and never without its interval
RESAMPLES = 1_000
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_FEWEST_HAN = 8  # characters that can tell one way of writing Chinese from the other
_SIMPLIFIED, _TRADITIONAL = 0.02, 0.1  # shares of characters that are Traditional alone: below the one, above the other
_LATIN = re.compile(r"[A-Za-z]")


def score_versions(
    references: Sequence[str], versions: Sequence[Sequence[str]], name: str, *, few: bool = False
) -> list[tuple[MetricScore, ...]]:
    """BLEU, chrF and TER of one or more versions of the same segments; later versions are tested against the first.

    All arguments hold one text a segment. Raises FaultError if the numbers of segments differ, if there are none, if a
    reference is empty, if a version is written in another script (or in other Chinese characters) than its reference, or if there are fewer than 100 segments
    and `few` was not asked for. `name` is what the faults speak of.
    """
    for segments in (references, *versions):
        _check_shape(references, segments, name)
    if any(not reference.strip() for reference in references):
        place = next(n for n, reference in enumerate(references, 1) if not reference.strip())
        raise FaultError(Fault(f"segment {place} of the reference is empty: nothing can be scored against it", name))
    if len(references) < FEWEST_SEGMENTS and not few:
        message = f"{counted(len(references), 'segment')}, fewer than {FEWEST_SEGMENTS}: too few for a corpus score to mean much"
        raise FaultError(Fault(message, name, hint="--few shows it all the same, with its interval"))
    chinese = _check_scripts(references, versions, name)
    return _score_all(references, versions, chinese)


def segment_scores(hypotheses: Sequence[str], references: Sequence[str]) -> list[tuple[float, float]]:
    """The chrF and TER of each segment, for ranking segments, not for comparing systems."""
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    chrf, ter = CHRF(), TER()
    return [
        (chrf.sentence_score(words, [reference]).score, ter.sentence_score(words, [reference]).score)
        for words, reference in zip(hypotheses, references, strict=True)
    ]


def wilson(met: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), from 0 to 1; the whole range if nothing was counted."""
    if total == 0:
        return 0.0, 1.0
    z = 1.959964  # two-sided 95 % of the normal distribution
    share, spread = met / total, z * z / total
    centre = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    return max(0.0, centre - half), min(1.0, centre + half)


def _check_shape(references: Sequence[str], segments: Sequence[str], name: str) -> None:
    if isinstance(segments, str) or not all(isinstance(segment, str) for segment in segments):
        raise TypeError("a version is a sequence of texts, one a segment")
    if len(segments) != len(references):
        message = f"the reference has {counted(len(references), 'segment')}, the text {len(segments):,}"
        raise FaultError(Fault(message, name, hint="both must hold the same segments in the same order"))
    if not segments:
        raise FaultError(Fault("holds no segments", name))


def _check_scripts(references: Sequence[str], versions: Sequence[Sequence[str]], name: str) -> bool:
    """True if both sides are Chinese. Raises FaultError if one side is and the other is not."""
    chinese = _is_chinese(references)
    for version in versions:
        if any(segment.strip() for segment in version) and _is_chinese(version) != chinese:
            kinds = ("Chinese", "English") if chinese else ("English", "Chinese")
            raise FaultError(Fault(f"the reference is {kinds[0]} and the text is {kinds[1]}", name, hint="swapped sides?"))
        if chinese and {_traditional(references), _traditional(version)} == {True, False}:
            kinds = ("Traditional", "Simplified") if _traditional(references) else ("Simplified", "Traditional")
            message = f"the reference is in {kinds[0]} characters and the text in {kinds[1]} ones: they would hardly agree in any"
            raise FaultError(Fault(message, name, hint="convert one of them first"))
    return chinese


def _is_chinese(segments: Sequence[str]) -> bool:
    text = "".join(segments)
    return len(_HAN.findall(text)) > len(_LATIN.findall(text))


def _traditional(segments: Sequence[str]) -> bool | None:
    """Whether Chinese is written in Traditional characters; None if it holds too few that tell."""
    text = "".join(segments)
    han = len(_HAN.findall(text))
    told = sum(1 for ours, folded in zip(text, fold_chinese(text), strict=True) if ours != folded and _HAN.match(ours))
    if han < _FEWEST_HAN or _SIMPLIFIED <= told / han <= _TRADITIONAL:
        return None
    return told / han > _TRADITIONAL


def _score_all(references: Sequence[str], versions: Sequence[Sequence[str]], chinese: bool) -> list[tuple[MetricScore, ...]]:
    """The scores of each version; those after the first carry the p-values of the test against it."""
    _need_sacrebleu()
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    target = list(references)
    metrics: dict[str, Metric] = {
        "BLEU": BLEU(tokenize="zh" if chinese else "13a", references=[target]),
        "chrF": CHRF(references=[target]),
        "TER": TER(asian_support=chinese, normalized=chinese, references=[target]),
    }
    if len(versions) == 1:  # the test gives the interval too; the estimate for one system fails on numpy's short floats
        return _compared([versions[0], references], metrics)[:1]  # nothing is compared sooner with a reference than itself
    return _compared(versions, metrics)


def _need_sacrebleu() -> None:
    from importlib.util import find_spec

    if find_spec("sacrebleu") is None:
        hint = 'install it: pip install "policy-glossary[score]"'
        raise FaultError(Fault("scores need sacrebleu, which is not installed", hint=hint))


def _compared(versions: Sequence[Sequence[str]], metrics: dict[str, Metric]) -> list[tuple[MetricScore, ...]]:
    """Scores, intervals and p-values of the paired bootstrap test of sacrebleu (Koehn 2004) against the first version."""
    import logging

    from sacrebleu.significance import PairedTest, Result

    logging.getLogger("sacrebleu").setLevel(logging.ERROR)  # it tells of its progress on standard error
    named: list[tuple[str, Sequence[str]]] = [(str(number), list(version)) for number, version in enumerate(versions)]
    signatures, columns = PairedTest(named, metrics, references=None, test_type="bs", n_samples=RESAMPLES)()
    results = [[r for r in column if isinstance(r, Result)] for key, column in columns.items() if key in signatures]
    return [
        tuple(
            MetricScore(
                name,
                float(result.score),
                float(result.ci or 0.0),
                str(signature),
                name != "TER",
                float(result.p_value) if number and result.p_value is not None else None,
            )
            for name, result, signature in zip(metrics, row, signatures.values(), strict=True)
        )
        for number, row in enumerate(zip(*results, strict=True))
    ]
