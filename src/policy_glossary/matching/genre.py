"""Does a text read as Chinese policy prose in translation? Stock phrases per 1,000 words decide.

Counted are phrases of that genre which a native text hardly ever holds; names of its subjects ("rural revitalization", "high-quality
development", "plenary session") are none, for good English about China is full of them. Measured per 1,000 words: five machine-translated policy
articles 21 to 79, 30 pieces of 230 to 390 words from others 8 to 66, all but two above 10; 20 chapters of Hong Kong Monetary
Authority annual reports and 55 chapters of native political argument stay far below. Four phrases tell as much in a paragraph as in an
article: of 9,923 pieces of 15 to 149 words from edited English and 36,000 from native political argument, reference works and manuals none
reaches four, three of them different; of 134 machine-translated pages cut in pieces of 60 words 37 % do, of 100 words 58 %. It knows only
this genre: it says "policy prose", not "bad English".
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from math import ceil

THRESHOLD = 10.0  # stock phrases per 1,000 words
_LISTED = 2  # what a wrong rendering of the glossary weighs
MINIMUM_PHRASES = 4  # two or three prove nothing either, however short the text
_DIFFERENT = 3  # of them; a village chief who speaks of "our village" and its "cadres", twice each, proves nothing

_POLICY_VERB = (
    "accelerat|adher|advanc|anchor|boost|build|consolidat|construct|cultivat|deepen|deploy|develop|enhanc|expand|foster|gather"
    "|grasp|implement|improv|integrat|intensif|optimi[sz]|promot|strengthen|striv|study|support|upgrad"
)
_ZEALOUS = (
    "carr|creat|explor|forg|guid|guard|introduc|mobili[sz]|organi[sz]|perform|push|rectif|releas|safeguard|serv|solv|stimulat"
)
_VERBAL_NOUN = (
    "construction|development|promotion|improvement|formation|transformation|upgrading|optimi[sz]ation|implementation|reali[sz]ation"
    "|cultivation|integration|moderni[sz]ation|expansion|revitali[sz]ation|introduction|establishment|strengthening"
)
_STOCK = "|".join(
    (
        rf"\b(?:accelerat\w+|speed(?:ing|s)? up|quicken\w*|step(?:ping|ped|s)? up)\s+(?:\w+\s+){{0,2}}(?:{_VERBAL_NOUN})\s+of\b",
        rf"\b(?:promot|advanc|facilitat|boost|strengthen|deepen|intensif)\w*\s+(?:\w+\s+){{0,2}}(?:{_VERBAL_NOUN})\s+of\b",
        r"\bthe\s+reali[sz]ation\s+of\b",
        r"\b(?:system|ecological|talent|Party|cultural|civili[sz]ation|urbani[sz]ation|moderni[sz]ation)\s+construction\b",
        r"\bg(?:ive|iving|ave)\s+(?:full\s+|better\s+)?play\s+to\b",
        r"\bmak\w+\s+(?:greater|new|due)\s+contributions?\b",
        r"\b(?:strong|good|favou?rable)\s+atmosphere\s+(?:of|for)\b",
        r"\b(?:do|doing|did)\s+a\s+good\s+job\s+(?:in|of)\b",
        rf"\b(?:vigorously|resolutely|unswervingly|conscientiously|earnestly|deeply|solidly|comprehensively)\s+(?:{_POLICY_VERB}|{_ZEALOUS})\w*",
        rf"\b(?:actively|effectively|efficiently|strictly|constantly|thoroughly|firmly|continuously)\s+(?:{_POLICY_VERB}|{_ZEALOUS})\w*",
        r"\b(?:insist(?:s|ed|ing)?\s+on|persist(?:s|ed|ing)?\s+in|adher(?:e|es|ed|ing)\s+to)\b",
        r"\bstriv(?:e|es|ing)\s+(?:to|for)\b",
        r"\b(?:take|takes|taking|took)\s+(?:[\w-]+\s+){1,6}as\s+(?:the|a|an|its)\b",
        r"\bpromot\w+\s+(?:[\w-]+\s+){1,6}to\s+(?:become|achieve|enter|reach|move|be|develop)\b",
        r"\b(?:bigger|better|larger)\s+and\s+(?:stronger|better)\b",
        r"\bnew\s+(?:level|stage|height|chapter)\b",
        r"\b(?:it\s+is\s+necessary\s+to|we\s+must)\b",
        r"\b(?:industrial|industry|innovation|talent)\s+chains?\b",
        r"\b(?:municipal|district|county|provincial|city)\s+(?:party\s+)?committee\b",
        r"\b(?:cadres?|party\s+building)\b",
        r"\b(?:spirit|guiding\s+principles)\s+of\s+(?:the|general)\b",
        r"\b(?:high-end|low-carbon|large-scale)(?:,|\s+and)\s+\w+",
        r"\b(?:the\s+(?:broad\s+)?masses|cadres\s+and\s+(?:the\s+)?masses|my\s+country)\b",
        r"\b(?:our|the\s+(?:whole|entire))\s+(?:city|county|province|district|town|village|region)\b",
        r"\bcharacteristic(?:s)?\s+(?:industr|agricultur|resource|product|town|brand|advantage)\w*",
        r"\b(?:good|strong|important|general|main|key)\s+(?:starting\s+point|grasp|carrier|grip|gripper|traction)\b",
        r"\b(?:draw|paint|compos|writ|wrote|open|depict)\w*\s+a\s+(?:new|beautiful|happy|magnificent|brilliant|vivid)\s+\w+",
        rf"\b(?:in-depth|all-round|multi-angle|comprehensive)\s+(?:{_VERBAL_NOUN}|visits?|research|investigation|study|coverage)\b",
        r"\b(?:carry|carries|carried|carrying)\s+forward\s+the\b",
        r"\b(?:the|our|this)\s+reporters?\s+(?:learned|saw|walked)\b|\bit\s+is\s+(?:understood|reported|learned)\s+that\b",
        r"\b(?:in\s+the\s+next\s+step|next\s+step,|relevant\s+(?:departments?|personnel|units?|persons?))",
        r"\b(?:transformation\s+and\s+upgrading|strengthen\w*\s+(?:the\s+)?(?:leadership|supervision|construction|guidance))\b",
        r"\b(?:shoulder|compact|consolidat|implement|fulfil)\w*\s+(?:the\s+)?(?:\w+\s+)?responsibilit\w+",
        r"\b(?:person-times|history\s+of\s+no\b|record\s+high\s+in\s+history|(?:successfully|grandly)\s+(?:held|opened|released))",
        r"\b(?:said|expressed|joined|came|praised|settled)\s+one\s+after\s+another\b|\b(?:from|in)\s+\d+\s+aspects\b|\band\s+other\s+aspects\b",
        r"\bperson\s+in\s+charge\s+of\s+the\b|\b(?:full\s+of\s+confidence\s+in|has\s+(?:already\s+)?broken\s+through\s+\d|introduced:)",
        r"\b(?:la(?:y|ys|id|ying)\s+a\s+solid\s+foundation|(?:is|are)\s+inseparable\s+from|(?:strong|solid)\s+line\s+of\s+defen[cs]e)\b",
        r"\b(?:safety\s+production|hidden\s+dangers?|contradictions\s+and\s+disputes|went\s+deep\s+into|fully\s+affirmed)\b",
        r"\b(?:led\s+a\s+team\s+to|and\s+(?:his|her)\s+(?:party|entourage)\s+(?:went|visited|inspected|came|walked)|(?:introduced|expressed)\s+that)\b",
        r"\b(?:self-inspection\s+and|citizens\s+and\s+tourists|publicity\s+(?:month|activit\w+|work|atmosphere)|populari[sz]\w+\s+(?:\w+\s+){0,3}knowledge)\b",
        r"\b(?:responsible\s+comrades?|senses?\s+of\s+(?:gain|happiness)|in\s+place\s+and\s+effective|at\s+all\s+levels\s+should)\b",
        r"\bin\s+the\s+(?:future|next\s+stage),\s+(?:he|she|it|they|we|the\s+(?:\w+\s+){1,4})\s*will\s+continue\s+to\b",
        r"\b(?:sense\s+of\s+acquisition|investment\s+attraction|project\s+construction|development\s+concept)\b",
    )
)

_MORE = "|".join(  # asked only where the others have not decided
    (
        r"\bas\s+(?:the|an?)\s+(?:\w+\s+)?(?:main\s+body|carriers?|starting\s+point|guides?|guidance|main\s+line|traction|breakthrough|foothold)\b",
        r"\b(?:the\s+reporter\s+(?:went|came|visited|found|interviewed)|special\s+(?:rectification|action|work)|pilot\s+work|work\s+(?:goals?|requirements|tasks|style))\b",
        r"\b(?:(?:new|kinetic)\s+kinetic\s+energy|endogenous\s+\w+|docking|closed-loop\s+\w+|highland\s+(?:of|for)|linkage\s+mechanism|red\s+genes?)\b",
        rf"\b(?:promot|accelerat|strengthen)\w*\s+(?:the\s+)?(?:\w+\s+){{0,2}}(?:{_VERBAL_NOUN})(?:[.,;]|\s+and\b)",
        r"\bcarr(?:y|ies|ied|ying)\s+out\s+(?:\w+\s+){0,4}(?:work|construction|rectification|actions?|activit\w+|pilots?)\b",
        r"\b(?:optimi[sz]|innovat)(?:e|es|ed|ing)\s+(?:the|and|its|their)\b|\bfocus\w*\s+on\s+(?:promoting|strengthening|creating|doing|the\s+(?:goal|task|theme))\b",
        r"\b(?:party\s+(?:classe?s?|lessons?|members\s+and\s+cadres|day\s+activit\w+)|ideological\s+and\s+(?:political|moral))\b",
        r"\b(?:(?:remarkable|obvious|new|good|positive)\s+(?:results|achievements|breakthroughs?|progress)|quality\s+and\s+efficiency|village\s+collectives?|collective\s+economy)\b",
        r"\b(?:(?:in-depth|on-site)\s+(?:exchanges?|service|inspections)|special\s+(?:inspections?|class)|resumption\s+of\s+work\s+and|green\s+channel|go(?:ne)?\s+deep\s+into)\b",
        r"\b(?:above\s+the\s+regulations?|accompanied\s+(?:the|this)\s+(?:investigation|inspection|research)|asked\s+in\s+detail|actual\s+situation|existing\s+problems|with\s+high\s+standards)\b",
        r"\b(?:reporter\s+\w+\s+\w+\s+correspondent|photo\s+by\s+(?:correspondent|reporter)|release\s+time:)|\(reporter\s",
        r"\b(?:(?:skilled|technical|high-level|supply\s+of|scarce|professional|innovative)\s+talents|transform(?:ed|ing)?\s+and\s+upgrad\w+|efforts\s+should\s+be\s+made\s+to)\b",
        r"\b(?:populari[sz]ation|(?:construction|relevant|management|technical)\s+personnel|hidden\s+danger|the\s+author\s+(?:visited|learned)|collaborative\s+innovation)\b",
        r"\b(?:responsible\s+persons?|put(?:s|ting)?\s+forward\s+(?:\w+\s+){0,3}(?:requirements?|suggestions?|opinions|hopes)|party\s+branch(?:es)?)\b",
        r"\b(?:listen(?:ed|ing)?\s+to\s+(?:the|a)\s+(?:introduction|work\s+report|report\s+(?:of|on))|epidemic\s+(?:prevention|situation)|pointed\s+out\s+that)\b",
        r"\b(?:output\s+value|innovation\s+(?:ability|capabilit\w+)|key\s+(?:enterprises|links|tasks|work)|in\s+the\s+future\s+work|(?:core|main)\s+responsibilit\w+)\b",
        r"\b(?:(?:visit(?:ed|ing)?|came\s+to|survey(?:ed)?|inspect(?:ed|ing)?)\s+(?:to\s+)?our\s+(?:company|factory|group)|(?:concern|care)\s+and\s+support|leaders\s+of\s+the\s+(?:town|county|city|district|municipal\w*|company|group))\b",
        r"\b(?:on-site\s+(?:research|investigations?)|listened\s+carefully|carefully\s+listened|detailed\s+understanding\s+of|inquired\s+(?:in\s+detail|about)|both\s+sides\s+(?:had|conducted|agreed|exchanged))\b",
        r"\b(?:deputy\s+county\s+chief|spoke\s+highly\s+of|(?:deputy|vice)\s+general\s+manager|(?:theme|themed)\s+(?:party|activit)\w*|solemn(?:ly)?\s+(?:commended|review|oath)|live\s+up\s+to)\b",
        r"\b(?:work\s+(?:report|conference|meeting)|goals\s+and\s+tasks|main\s+leaders|the\s+vast\s+number\s+of|since\s+this\s+year|resume\s+work\s+and)\b",
        r"\b(?:(?:health|cultural|education|social|public)\s+undertakings|inherit(?:s|ed|ing|ance)?\s+(?:and|of|the)|rectification\s+(?:of|plans?|problems?|work|and))\b",
    )
)


class Genre(StrEnum):
    """What a text is taken for. AUTO asks `reads_as_policy_prose`."""

    AUTO = "auto"
    POLICY = "policy"
    OTHER = "other"


def stock_phrases(text: str) -> Iterator[str]:
    """The stock phrases of policy prose in a text, in small letters; those that most texts are told by come first."""
    import re2  # most machine translation is told without it

    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    for phrases in (_STOCK, _MORE):
        yield from ((found[0] or "").lower() for found in re2.compile(phrases, options).finditer(text))


def reads_as_policy_prose(text: str, words: int, listed: int = 0) -> bool:
    """True if a text of `words` words holds at least four stock phrases, three of them different, and 10 per 1,000.

    `listed` is the number of different wrong renderings that the glossary finds in it without regard to the genre; good English
    holds hardly any, so that one of them tells as much as two stock phrases.
    """
    wanted = max(MINIMUM_PHRASES, ceil(THRESHOLD * words / 1000)) - _LISTED * listed
    if wanted <= 0:
        return True
    different = set[str]()
    for count, phrase in enumerate(stock_phrases(text), 1):  # to count on would cost a long text much, and tell no more
        different.add(phrase)
        if count >= wanted and len(different) >= min(wanted, _DIFFERENT):
            return True
    return False
