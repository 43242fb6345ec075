"""A Chinese term of the glossary stands in the source, and its English is not in the translation.

How strictly that is judged depends on the kind of term. A name, a title or a term that the text itself defines has one English:
another wording is an error. Other terms are held leniently: another wording is a suggestion, and where nothing seems to render
the term at all, a warning. Verbs, adjectives and phrases have many good renderings and are not judged, but for labels and slogans of
four characters and more, of which clearly other words are a suggestion.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from policy_glossary.language.folding import fold_chinese
from policy_glossary.language.sentences import Sentences
from policy_glossary.matching.claims import Claim, Verdict
from policy_glossary.matching.facts import Facts
from policy_glossary.matching.kinds import Kind
from policy_glossary.model.bitext import Pair
from policy_glossary.model.concept import PartOfSpeech, Risk
from policy_glossary.model.finding import Finding, Mqm, Severity
from policy_glossary.model.rule import BadExample, Rule
from policy_glossary.model.text import Span
from policy_glossary.rules.terminology import authority, reference

CODE = "BIL001"
_JUDGED = (Verdict.MISSING, Verdict.FEWER)
_PLACED = 0.3  # share of a term that words must render to be shown as its likely place
_TERSE = 2  # characters of a name that good English often leaves to the context: 香港, 内地
_SHORT = 3  # characters of a side form of a name that other words may hold by chance
_COINED = (PartOfSpeech.ADJECTIVE, PartOfSpeech.PHRASE)
_COINED_LENGTH = 4  # characters
_CLEARLY = 0.75  # share of a label that words must render to be another wording of it
_SURE = 0.75  # confidence of an alignment; below it everything is said one degree more mildly
_LEVELS = (Severity.INFO, Severity.SUGGESTION, Severity.WARNING, Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """One finding for each likely place; terms of which nothing can be found share the finding of their sentence.

    The same other wording of a common term is told once.
    """
    told: dict[Span, list[Claim]] = {}
    variants: Counter[tuple[str, str]] = Counter()
    for claim in _to_judge(facts.claims):
        if claim.verdict in _JUDGED:
            span = _place(claim, facts.sentences)
            variant = claim.concept.id, facts.visible[slice(*span)].lower()
            variants[variant] += 1
            if variants[variant] == 1 or claim.kind.strict:
                told.setdefault(span, []).append(claim)
    for span, claims in told.items():
        first = max(claims, key=lambda claim: (severity_of(claim).rank, -claim.mentions[0].span.start))
        message = " ".join(_message(claim, facts) for claim in claims)
        yield Finding(
            rule=CODE,
            severity=severity_of(first),
            mqm=Mqm.TERMINOLOGY,
            span=span,
            message=f"{message} {authority(first.concept)}".strip(),
            reason=authority(first.concept),
            concept=reference(first.concept),
        )


def _to_judge(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims on nouns and names, without those on terms inside of longer ones that were met or are judged themselves."""
    settled: defaultdict[Pair, list[Span]] = defaultdict(list)
    for claim in claims:
        if claim.nested:
            if any(span.contains(claim.mentions[0].span) for span in settled[claim.pair]):
                continue
        elif claim.verdict.agreed or claim.kind is not Kind.WORDING:
            settled[claim.pair] += [mention.span for mention in claim.mentions]
        if claim.kind is not Kind.WORDING or _slogan_in_other_words(claim):
            yield claim


def _slogan_in_other_words(claim: Claim) -> bool:
    """True for a set phrase or label (一国两制, 专精特新) that other words clearly stand for; verbs and short adjectives have many."""
    coined = claim.concept.part_of_speech in _COINED and len(claim.concept.zh) >= _COINED_LENGTH
    return coined and claim.reworded and claim.likely is not None and claim.likely.share >= _CLEARLY


def severity_of(claim: Claim) -> Severity:
    """How grave it is that a claim was not met as it was not; information for one that was met."""
    if claim.verdict.agreed or claim.concept.proposal:
        return Severity.INFO
    risk = claim.concept.risk
    if claim.places:  # it was met elsewhere in the pair
        severity = Severity.SUGGESTION
    elif claim.kind.strict:
        severity = Severity.ERROR if risk is Risk.LOW and not _described(claim) else Severity.WARNING
    else:
        lost = not claim.reworded and risk is Risk.LOW
        severity = Severity.WARNING if lost else Severity.SUGGESTION
    milder = _another_word(claim) + claim.doubtful + (claim.pair.confidence < _SURE) + (risk is Risk.HIGH)
    return _LEVELS[max(0, severity.rank - milder)]


def _described(claim: Claim) -> bool:
    """True where a name that is not of the official kind may have been said in plain words, or *here* and *local* for a place."""
    if claim.reworded:
        return claim.kind is Kind.NAME and not claim.official and claim.in_small_letters
    return claim.kind is Kind.NAME and len(claim.mentions[0].zh) <= _TERSE


def _another_word(claim: Claim) -> bool:
    """True if the Chinese may be another word: a common short one, or a short side form of a name (二十大) that nothing renders."""
    mention = claim.mentions[0]
    if not claim.kind.strict:
        return mention.everyday
    side_form = fold_chinese(mention.zh) != fold_chinese(claim.concept.zh)
    return side_form and len(mention.zh) <= _SHORT and claim.verdict is Verdict.MISSING and not claim.reworded


def _place(claim: Claim, sentences: Sentences) -> Span:
    """The likely words; else the English sentence that stands as far on in its pair as the term does in the Chinese."""
    if claim.verdict is Verdict.FEWER and claim.likely is None:
        return claim.places[-1]
    if claim.likely is not None and claim.likely.share >= _PLACED:
        return claim.likely.span
    pair = claim.pair
    middle = (claim.mentions[0].span.start + claim.mentions[0].span.end) / 2 / len(pair.zh)
    sentence = sentences.sentence_at(pair.span.start + int(middle * (pair.span.end - pair.span.start)))
    return sentence if pair.span.contains(sentence) else pair.span


def _message(claim: Claim, facts: Facts) -> str:
    concept, chinese = claim.concept, " ".join(claim.mentions[0].zh.split())
    agreed, source = f'"{concept.preferred}"', f"{chinese} ({claim.pair.place})"
    if claim.verdict is Verdict.FEWER and claim.likely is None:
        return f"{source} stands {len(claim.mentions)} times in the Chinese, {agreed} {_times(len(claim.places))} here: look whether one was lost."
    if claim.reworded and claim.likely is not None:
        words = " ".join(facts.visible[slice(*claim.likely.span)].split())
        told = f"{source} has one English: {agreed}" if claim.kind.strict else _agreed(claim, source)
        return f'{told}. Here "{words}" seems to stand for it.'
    return f"{_agreed(claim, source)}; nothing here seems to render it."


def _agreed(claim: Claim, source: str) -> str:
    """What was agreed, and for which Chinese: the English of 市委书记, under which 县委书记 is filed, is not the whole answer for that."""
    concept = claim.concept
    own = fold_chinese(claim.mentions[0].zh) == fold_chinese(concept.zh)
    return f'The English agreed for {source if own else f"{concept.zh}, under which {source} stands,"} is "{concept.preferred}"'


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


RULE = Rule(
    code=CODE,
    name="term-not-as-agreed",
    family="bilingual",
    summary="A term of the Chinese is rendered in other words than agreed, or not at all.",
    reason=(
        "One idea, one English. Names, titles and terms that the text defines are held strictly: another wording is an error. Of "
        "common terms another wording is a suggestion and a loss a warning. No miss is: another number, hyphen or spelling, an "
        "abbreviation, a gloss in brackets, turned order, a short form or a pronoun after the full form."
    ),
    mqm=Mqm.TERMINOLOGY,
    severity=Severity.WARNING,
    check=check,
    bilingual=True,
    source="ISO 17100 and ISO 5060: adherence to the agreed terminology",
    bad=(
        BadExample("国务院昨天公布了名单。 => The [[National Council]] published the list yesterday."),
        BadExample("银发经济的店开了三家。 => Three shops for the [[elderly]] have opened."),
        BadExample("孩子们看了海绵城市的模型。 => [[The children looked at the models.]]"),
        BadExample("镇上有五家专精特新企业。 => The town has five [[specialized, refined and new enterprises]]."),
        BadExample("全球发展倡议已经三岁了。 => The [[Initiative for World Development]] is three years old."),
    ),
    good=(
        "國務院昨天公布了名單。 => The State Council published the list yesterday.",
        "国务院公布了名单，国务院还说会再查。 => The State Council published the list and said it would look again.",
        "粤港澳大湾区很热。 => It is hot in the GBA.",
        "海绵城市需要公园。 => Sponge cities need parks.",
    ),
)
