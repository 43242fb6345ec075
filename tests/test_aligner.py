"""Renderings that nobody listed: what is found, what is left alone, and what is said about it."""

from __future__ import annotations

import pytest

from policy_glossary.engine.judgement import Judgement, check_document
from policy_glossary.formats import read_document
from policy_glossary.language.glosses import Glosses
from policy_glossary.language.inflection import base_forms
from policy_glossary.language.quotations import cuts_quotation, quotations
from policy_glossary.language.stems import Stemmer
from policy_glossary.language.words import Vocabulary, split_words
from policy_glossary.matching.aligner.align import Aligned, Kind, Token, align, shape_of
from policy_glossary.matching.aligner.candidates import Candidate
from policy_glossary.matching.aligner.evidence import cut_price, doubtful_price
from policy_glossary.matching.aligner.filing import posting
from policy_glossary.matching.aligner.find import quoted_threshold
from policy_glossary.matching.aligner.store import StoredLattice, packed, slots_of
from policy_glossary.matching.aligner.tokens import token_of
from policy_glossary.matching.aligner.usual import is_usual
from policy_glossary.matching.facts import Circumstances
from policy_glossary.matching.genre import Genre
from policy_glossary.matching.unlisted import Shields, standing
from policy_glossary.model.concept import Concept
from policy_glossary.model.finding import Finding, Grade, Severity
from policy_glossary.model.text import SourceText, Span
from tests.conftest import entry, matcher_for, rules_of

CHAIN = entry("id: chain-leader", "definition: The core firm.")
MAIN_FORCE = entry("id: main-force", zh="主力军", en="mainstay")
SRDI = entry("id: srdi", zh="专精特新", en="specialized and sophisticated")


def found(text: str, po: str, genre: Genre = Genre.POLICY) -> list[Finding]:
    """What the two rules of the aligner report."""
    judgement = Judgement(rules_of("TERM002", "TERM003"), circumstances=Circumstances(genre))
    return list(check_document(read_document(SourceText("t.txt", text)), matcher_for(po), judgement).report.findings)


def words(text: str, po: str, genre: Genre = Genre.POLICY) -> list[str]:
    return [text[f.span.start : f.span.end] for f in found(text, po, genre)]


def test_a_quoted_rendering_is_found_with_its_evidence_and_the_preferred_term() -> None:
    (finding,) = found('They met the "owners of the chain" today.', CHAIN, Genre.OTHER)
    assert (finding.rule, finding.severity, finding.suggestion) == ("TERM002", Severity.WARNING, "chain leaders")
    assert "chain = 链" in finding.message
    assert "owners = 主" in finding.message
    assert "The core firm." in finding.message


def test_words_with_which_the_term_itself_goes_on_are_no_rendering_of_it() -> None:
    later = entry("id: raise-age", zh="延迟法定退休年龄", en="raise the statutory retirement age")
    assert words("The statutory retirement age is 60.", later) == []
    assert words('It is time for "delay retirement age".', later, Genre.OTHER) == ["delay retirement age"]


def test_what_nothing_renders_is_named_and_makes_it_a_suggestion() -> None:
    (finding,) = found('It helps "special, unique and new" firms.', SRDI)
    assert finding.severity is Severity.SUGGESTION
    assert "精 missing" in finding.message


def test_with_a_part_missing_neither_plain_words_nor_the_title_of_an_event_are_taken_for_a_term() -> None:
    first_set = entry("id: first-set", zh="首台套", en="first-of-its-kind equipment")
    assert words('They build the "first platform" of the province.', first_set) == []
    show = 'The show is called "{}" this year.'
    assert words(show.format("special, unique and new"), SRDI, Genre.OTHER)
    assert words(show.format("Special, Unique and New"), SRDI, Genre.OTHER) == []


def test_a_variant_that_says_something_else_needs_more_in_running_text() -> None:
    plan = entry("id: plan", "zh-variants: 工作部署", zh="具体部署", en="specific plan")
    assert words("The meeting praised the work and deployment of the town.", plan) == []
    levels = entry("id: levels", "zh-variants: 乡镇以上", zh="省级以上", en="at or above the provincial level")
    assert words("They send teams, township level in accordance with the rules.", levels) == []


def test_what_renders_a_variant_only_informs_and_names_it() -> None:
    """The English of the term may say more than the variant: land is no asset."""
    assets = entry("id: assets", "zh-variants: 盘活存量土地", zh="盘活存量资产", en="put idle assets to use")
    (finding,) = found('They plan to "revitalize stock land" in the port.', assets)
    assert (finding.severity, finding.suggestion) == (Severity.INFO, None)
    assert finding.message.startswith(
        'If "revitalize stock land" stands for 盘活存量土地, compare 盘活存量资产: "put idle assets to use".'
    )


def test_a_word_that_has_to_render_two_parts_of_a_term_only_informs() -> None:
    governance = entry("id: governance", zh="管党治党", en="self-governance")
    (one,) = found('Call it "manage the party" here.', governance)
    (each,) = found('Call it "managing party and governing party" here.', governance)
    assert (one.severity, each.severity) == (Severity.INFO, Severity.WARNING)


def test_words_of_every_report_on_china_prove_nothing_alone() -> None:
    clinic = entry("id: clinic", zh="中医馆", en="traditional Chinese medicine clinic")
    assert words("Friends came to the Chinese Embassy and to the traditional shops.", clinic) == []


def test_a_proposal_only_informs() -> None:
    (finding,) = found('They met the "owners of the chain".', entry("id: chain-leader", flags="#, fuzzy\n"))
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    "good", ['the "chain leader"', 'the "chain leaders"', 'the "leader of chain stores"', 'the "owner" of a "shop"']
)
def test_accepted_english_and_half_a_term_are_left_alone(good: str) -> None:
    assert words(f"They met {good} today.", CHAIN) == []


def test_accepted_english_of_another_concept_shields() -> None:
    shield = entry("id: other", zh="甲乙", en="owner of the chain")
    assert words('They met the "owners of the chain".', CHAIN + shield) == []


def test_accepted_english_shields_if_it_is_most_of_what_was_compared() -> None:
    """Articles, and words that only join others, do not make it less."""
    strengths, energy = entry("id: x", zh="新动能新优势", en="new strengths"), entry("id: energy", zh="新能源", en="new energy")
    text = "They use the advantages of the new energy of the port."
    assert words(text, strengths) == ["advantages of the new energy"]
    assert words(text, strengths + energy) == []


def test_a_phrase_that_ends_in_a_noun_behind_of_leaves_what_follows_that_noun_open() -> None:
    sized = entry("id: sized", zh="规模以上企业", en="firm of designated size")
    text = 'The {} "enterprises above scale" grew.'
    number, famous = (
        entry("id: number", zh="企业户数", en="number of enterprises"),
        entry("id: famous", zh="名企", en="famous enterprises"),
    )
    assert words(text.format("number of"), sized + number) == ["enterprises above scale"]
    assert words(text.format("famous"), sized + famous) == []


def test_an_innocent_phrase_shields_and_so_does_its_context() -> None:
    assert words('They met the "owner of the chain".', entry("id: chain-leader", "exempt: owner of the chain")) == []
    assert words('The hotel met the "owner of the chain".', entry("id: chain-leader", "unless: hotel")) == []
    shops = 'They met the "owner of the chain of shops".'
    assert words(shops, entry("id: chain-leader", "exempt: chain of shops")) == []
    assert words(shops, entry("id: chain-leader", "unless: chain of shops")) == ["owner of the chain of shops"]


def test_a_listed_rendering_is_not_reported_twice() -> None:
    assert words('They met the "chain owner".', entry("id: chain-leader", "deprecated: chain owner")) == []


def test_order_may_be_turned_by_of_only() -> None:
    assert words('They met the "owner of the chain".', CHAIN)
    slots = ("链", "主")
    chain, owner, of = Token(("chain",), Kind.CONTENT), Token(("owner",), Kind.CONTENT), Token((), Kind.LINK)
    first, second = [(0, 6.0)], [(1, 6.0)]
    turned = align(shape_of(slots), [second, first], [owner, chain], whole=True)
    linked = align(shape_of(slots), [second, (), first], [owner, of, chain], whole=True)
    assert turned is not None
    assert linked is not None
    assert linked.score > turned.score


def test_a_term_of_two_characters_needs_both() -> None:
    assert align(shape_of(("链", "主")), [[(0, 8.0)]] * 2, [Token(("chain",), Kind.CONTENT)] * 2, whole=True) is None


def test_two_quotations_may_be_one_rendering() -> None:
    nest = entry("id: nest", zh="筑巢引凤", en="create conditions that attract investors")
    text = 'It "builds the nest" and "attracts the phoenix" now.'
    assert words(text, nest) == ['builds the nest" and "attracts the phoenix']  # the outer marks stay a pair


def test_unquoted_words_count_in_policy_prose_only() -> None:
    window = entry("id: one-window", zh="一窗受理", en="one-window services")
    text = "The port opened windows for one handling."
    assert words(text, window) == ["windows for one handling"]
    assert words(text, window, Genre.OTHER) == []


def test_a_term_without_a_measured_threshold_is_looked_for_once_the_text_uses_it() -> None:
    unmeasured = entry("id: axe", "deprecated: axe sheep", zh="斧羊", en="gate")
    assert words("The lambs of the hatchet came.", unmeasured) == []
    assert words("The axe sheep came. The lambs of the hatchet came.", unmeasured) == ["lambs of the hatchet"]


def test_a_larger_glossary_asks_for_more() -> None:
    assert quoted_threshold(10) <= quoted_threshold(40) < quoted_threshold(1_000) < quoted_threshold(10_000)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a “b c” d", ["b c"]),
        ('a "b c" d "e"', ["b c", "e"]),
        ('it" was "b c" d', ["b c"]),  # a mark that was lost spoils one pair only
        ('5" by 6" and "b c"', ["b c"]),
        ('"' + "x " * 200 + '"', []),
    ],
)
def test_quotations(text: str, inside: list[str]) -> None:
    assert [text[s.start : s.end] for s in quotations(text, Span(0, len(text)))] == inside


@pytest.mark.parametrize(
    ("before", "held", "cut"),
    [
        ("the ‘year of ", "projects’ and ‘the breakthrough year", True),  # from one quotation into the next
        ("the 'year of ", "projects' and 'the breakthrough year", True),
        ('the "year of ', 'projects" and "the breakthrough year', True),
        ("the ‘year of ", "projects’ breakthrough", True),  # what began before the words ends among them
        ("the ", "‘breakthrough year", True),
        ("the ", "year of ‘breakthroughs’ in projects", False),
        ("the ", 'year of "breakthroughs" in projects', False),
        ("the ", "firms’ breakthrough year", False),  # an apostrophe
        ("the ‘plan’ of the ", "firms’ breakthrough year", False),
        ("the ", "year’s projects of the '90s", False),
    ],
)
def test_a_quotation_that_words_hold_in_part_is_cut(before: str, held: str, cut: bool) -> None:
    assert cuts_quotation(f"{before}{held} now", Span(len(before), len(before) + len(held))) is cut


def test_unquoted_words_stay_within_a_quotation() -> None:
    year = entry("id: year", zh="项目突破年", en="year of breakthroughs in project development")
    assert words("It is projects and the breakthrough year of the town.", year) == ["projects and the breakthrough year"]
    assert words("It is ‘the year of projects’ and ‘the breakthrough year of the town’.", year) == []


def test_long_and_broken_quotations_do_no_harm() -> None:
    text = ('"chain ' * 3000 + "owner “of ” the chain" * 2000).strip()
    assert isinstance(found(text, CHAIN + SRDI), list)


def test_words_that_render_the_same_chinese_are_similar() -> None:
    glosses = Glosses()
    assert glosses.similarity("owner", "master") > 0.2 > glosses.similarity("market", "scienc")
    assert glosses.similarity("owner", "owner") == 1
    assert glosses.similarity("owner", "qqqq") == 0


def test_other_entries_teach_what_the_dictionary_does_not_know() -> None:
    axe = entry("id: axe", zh="斧羊", en="gate")
    others = "".join(
        entry(f"id: other-{n}", f"deprecated: zorblax {word}; {word} zorblaxes", zh=f"斧{zh}", en=f"tool {n}")
        for n, (zh, word) in enumerate({"马": "horse", "牛": "cattle", "鸟": "bird", "鱼": "fish"}.items())
    )
    assert words('They met the "zorblax sheep" today.', axe) == []
    assert words('They met the "zorblax sheep" today.', axe + others) == ["zorblax sheep"]


def test_a_concept_does_not_learn_from_its_own_renderings() -> None:
    own = entry("id: axe", "deprecated: zorblax lamb; zorblax ram; zorblax ewe", zh="斧羊", en="gate")
    assert words('They met the "zorblax sheep" today.', own) == []


def test_two_words_are_not_all_of_a_term_of_four_parts() -> None:
    drivers = entry("id: drivers", zh="新旧动能转换", en="replacement of old growth drivers")
    assert words('The hall was full of "new energy" on both nights.', drivers) == []


def test_a_word_that_speaks_for_two_slots_hides_no_pair() -> None:
    """The word "army" says both 主力 and 军: beside "main" it is taken for the one that "main" leaves over."""
    assert words("They became the main army of the port.", MAIN_FORCE) == ["main army"]


def test_variants_of_the_chinese_are_looked_for_whatever_their_length() -> None:
    text = "They came to the gathering area."
    assert words(text, entry("id: cluster", "zh-variants: 集聚区", zh="大型产业集聚区", en="industrial cluster")) == [
        "gathering area"
    ]
    assert words(text, entry("id: cluster", zh="大型产业集聚区", en="industrial cluster")) == []


def test_a_quotation_in_policy_prose_informs_where_another_one_is_left_alone() -> None:
    text = 'The villages became the "main war field" of the campaign.'
    battlefield = entry("id: battlefield", zh="主战场", en="main battlefield")
    (finding,) = found(text, battlefield)
    assert (finding.rule, finding.severity) == ("TERM002", Severity.INFO)
    assert words(text, battlefield, Genre.OTHER) == []


def test_a_pronoun_behind_a_participle_is_not_what_it_describes() -> None:
    drums = entry("id: drums", zh="擂鼓催征", en="press ahead")
    assert words("The drums are beating and urging us forward.", drums) == ["drums are beating and urging"]
    assert words("The drums are beating and urging workers forward.", drums) == []


def test_a_name_goes_on_before_and() -> None:
    assert words("The Home and Main Army of the port came.", MAIN_FORCE) == []
    assert words("The home and Main Army of the port came.", MAIN_FORCE) == ["Main Army"]


def test_a_number_does_not_learn_from_its_neighbours() -> None:
    """Entries for 六大… whose renderings say "ten" by mistake do not teach that 六 is ten."""
    six = entry("id: six", zh="六大行动", en="six campaigns")
    others = {"任务": "tasks", "工程": "projects", "平台": "platforms", "体系": "systems", "产业": "industries"}
    ten = "".join(
        entry(f"id: {word}", f"deprecated: ten major {word}; ten big {word}; ten large {word}", zh=f"六大{zh}", en=f"ten {word}")
        for zh, word in others.items()
    )
    (right,) = found('They began the "six big actions" today.', six + ten)
    assert "six = 六" in right.message
    assert all("ten =" not in wrong.message for wrong in found('They began the "ten big actions" today.', six + ten))


def test_of_very_many_slots_that_one_word_renders_the_strongest_are_kept() -> None:
    """What five slots and their weights need fits into the number that is stored; a sixth would not."""
    known = [(slot, 2.0 + slot) for slot in range(6)]
    numbers = [posting(0, slot) + round(16 * weight) for slot, weight in known]
    assert slots_of(packed(numbers[:5])) == tuple(known[:5])
    assert sorted(slots_of(packed(numbers))) == known[1:]


def test_words_that_english_says_together_anyway_prove_less() -> None:
    assert is_usual(("agricultur",), ("product",))
    assert not is_usual(("chain",), ("lord",))


def test_words_at_home_in_policy_prose_say_something_if_each_of_several_parts_has_its_own() -> None:
    effect = entry("id: effect", zh="提质增效", en="gains in performance")
    assert words("They must raise quality and increase effect.", effect) == ["raise quality and increase effect"]
    assert words("They must raise quality.", entry("id: raise", zh="提质", en="gains")) == []


def test_the_chinese_behind_an_english_word_counts_too() -> None:
    """No gloss of 智 is "intellectual", but the Chinese of "intellectual" has 智 in it."""
    glosses = Glosses()
    known = glosses.gloss("智")
    assert known is not None
    assert "intellectu" not in known.shares()
    assert "intellectu" in dict(known.back)


def test_a_word_may_be_rendered_by_what_compounds_of_its_characters_mean() -> None:
    assert words('It promotes "industrial aggregation" now.', entry("id: gather", zh="产业集聚", en="cluster")) == [
        "industrial aggregation"
    ]


def test_enterprise_names_a_class_in_whatever_spelling() -> None:
    """A word that only says what kind of thing a term names costs little in quotation marks; another one costs more."""
    tokens = {
        word: token_of(keys, Stemmer()) for word, keys in (("enterprise", base_forms("enterprise")), ("lake", base_forms("lake")))
    }
    assert tokens["enterprise"].kind is Kind.TAIL
    assert tokens["lake"].kind is Kind.CONTENT


@pytest.mark.parametrize(
    ("said", "doubtful"),
    [
        ([[(0, 8.0)], [(1, 7.0)]], False),
        ([[(0, 8.0)], [(1, 2.9)]], True),  # "players" for the 主体 of 市场主体
        ([[(0, 8.0)], [(1, 2.0)], [(1, 5.0)]], False),  # one of two words is enough
        ([[(0, 2.0)], [(1, 7.0)]], False),  # a single character means many things
    ],
)
def test_a_word_of_the_chinese_that_hardly_any_english_word_renders_makes_all_doubtful(
    said: list[list[tuple[int, float]]], doubtful: bool
) -> None:
    aligned = Aligned(15.0, tuple((word, known[0][0]) for word, known in enumerate(said)))
    assert (doubtful_price(shape_of(("链", "主体")), said, aligned) > 0) is doubtful


def test_a_phrase_that_goes_on_behind_the_words_makes_them_doubtful() -> None:
    """A class noun or a participle that follows is no part of the term; another word may be the head of the phrase."""
    vocabulary = Vocabulary()

    def price(text: str, last: int) -> float:
        split = split_words(text, [Span(0, len(text))], vocabulary)
        return cut_price(split, [token_of(keys, Stemmer()) for keys in split.keys], last)

    assert price("They met chain lord lakes.", 3) > 0
    assert price("They met chain lord enterprises.", 3) == 0
    assert price("They met chain lords headed north.", 3) == 0
    assert price("They met chain lords.", 3) == 0
    assert price("They met chain lords, lakes.", 3) == 0


@pytest.mark.parametrize(
    ("zh", "en", "pos", "text"),
    [
        ("服务实体经济", "serve the real economy", "verb", "It improves the level of management services for the real economy."),
        ("户厕改造", "toilet upgrading", "noun", 'They said that "household toilets were transformed" there.'),
        ("转变作风", "efforts to improve conduct", "noun", "The town has to change the style of work now."),
    ],
)
def test_a_term_of_another_kind_than_the_words_is_told_and_not_made(zh: str, en: str, pos: str, text: str) -> None:
    (finding,) = found(text, entry("id: x", f"pos: {pos}", zh=zh, en=en))
    assert finding.fix is None or finding.fix.grade is Grade.MANUAL


def test_a_comma_parts_what_does_not_belong_together() -> None:
    assert words("They met the chain masters and owners.", CHAIN) == ["chain masters"]
    assert words("They met the chain, masters and owners.", CHAIN) == []


def test_of_two_readings_a_much_better_one_stands_although_its_term_needs_more() -> None:
    concepts = [
        Concept(id="first", zh="甲乙", preferred="gate", domain="x"),
        Concept(id="second", zh="丙丁", preferred="door", domain="x"),
    ]
    text = "chain owner"
    split = split_words(text, [Span(0, len(text))], Vocabulary())

    def reading(concept: int, score: float, excess: float) -> Candidate:
        return Candidate(0, 1, StoredLattice(concept, ("x", "y")), score, 0.0, excess, ((0, 0), (1, 1)), quoted=False)

    def stands(*candidates: Candidate) -> list[str]:
        kept = standing(candidates, Shields((), ()), concepts.__getitem__, lambda _: True, text, split)
        return [alignment.concept.id for alignment in kept]

    assert stands(reading(0, 17.0, 2.0), reading(1, 15.0, 3.0)) == ["first"]
    assert stands(reading(0, 15.5, 2.0), reading(1, 15.0, 3.0)) == ["second"]


def test_a_concept_of_everyday_words_is_left_to_its_list() -> None:
    """The shipped entry of 办理手续 is in the list of such concepts, 办理执照 is not."""
    licences, procedures = entry("id: x", zh="办理执照", en="papers"), entry("id: handle-formalities", zh="办理手续", en="papers")
    assert words('They "handle licences" now.', licences) == ["handle licences"]
    assert words('They "handle procedures" now.', procedures) == []
    own = procedures.replace("handle-formalities", "papers")
    assert words('They "handle procedures" now.', own) == ["handle procedures"]
