"""What the names and attributes of elements say: which are blocks, which are hidden, and what kind of thing they hold."""

from __future__ import annotations

import re
from typing import Final


class Mark:
    """What an element is, as far as it matters here: bits of a plain number, since flags of `enum` cost a third of the reading."""

    HIDDEN: Final = 1  # not on the page, or not part of its text
    OPAQUE: Final = 2  # code and formulas: a stand-in in the sentence
    FOREIGN: Final = 4  # declared to be in another language than English
    LINK: Final = 8
    HEADING: Final = 16
    ITEM: Final = 32  # a list item, a table cell: never a heading by its look
    PRUNED: Final = 64  # page furniture by its element or role
    LIKELY_PRUNED: Final = 128  # page furniture by its class or id
    CONTENT: Final = 256  # the text of an article by its class, id or property
    ARTICLE: Final = 512
    MAIN: Final = 1024
    HEADER: Final = 2048
    TITLE: Final = 4096  # the title of an article by its class
    ENGLISH: Final = 8192  # declared to be English


VOID = frozenset("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split())
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form"
    " frameset h1 h2 h3 h4 h5 h6 head header hgroup html legend li listing main menu nav ol p plaintext pre search section"
    " summary table tbody td tfoot th thead tr ul xmp".split()
)
SCOPES = frozenset("td th table caption html object template marquee".split())
# Inline elements that change nothing: they need no element of their own unless an attribute says something.
INLINE_IGNORED = frozenset(
    "abbr acronym b bdi bdo big cite dfn em font i ins label mark nobr q s small span strong sub sup time tt u var".split()
) - {"s", "tt"}
_HIDDEN = frozenset(
    "script style template noscript title textarea select option datalist button svg iframe object applet audio video canvas"
    " map noembed noframes rt rp rtc del s strike dialog".split()
)
_OPAQUE = frozenset("code pre kbd samp tt math listing xmp plaintext".split())
_ITEMS = frozenset("li td th dd dt caption figcaption summary legend".split())
_PRUNED = frozenset("nav footer aside search menu".split())
_BY_NAME = {
    **dict.fromkeys(_HIDDEN, Mark.HIDDEN),
    **dict.fromkeys(_OPAQUE, Mark.OPAQUE),
    **dict.fromkeys(_ITEMS, Mark.ITEM),
    **dict.fromkeys(_PRUNED, Mark.PRUNED),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Mark.HEADING),
    "a": Mark.LINK,
    "article": Mark.ARTICLE,
    "main": Mark.MAIN,
    "header": Mark.HEADER,
}
_BY_ROLE = {
    **dict.fromkeys(("navigation", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar"), Mark.PRUNED),
    **dict.fromkeys(("dialog", "alertdialog", "tooltip"), Mark.PRUNED),
    **dict.fromkeys(("doc-noteref", "doc-backlink"), Mark.HIDDEN),
    "heading": Mark.HEADING,
    "main": Mark.MAIN,
    "article": Mark.ARTICLE,
    "banner": Mark.HEADER,
}
_HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-list\s*:\s*ignore|mso-hide\s*:\s*all)", re.IGNORECASE
)
# Classes that style sheets hide everywhere, marks of notes ("[1]") and of editing that would glue to the word before them.
_HIDDEN_CLASSES = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only assistive-text google-src-text reference"
    " footnote-ref footnote-back footnote-reference msofootnotereference msoendnotereference mw-editsection mw-cite-backlink".split()
)
_CONTENT_NAMES = frozenset(
    # Blogspot, WordPress and their themes, Ghost, Medium exports, MediaWiki
    "post-body entry-content post-content post-entry entry_content post_content td-post-content blog-content single-content e-content"
    " gh-content mw-parser-output mw-content-text"
    # newspapers
    " article-body article-content article-text articlebody articlecontent article_body article_content article__body"
    " article__content story-body story-content story-text storybody news-content news_content newscontent news-text main-text"
    # Chinese content management (TRS, UCAP, WeChat) and gov.cn
    " trs_editor trs_ueditor trs_word pages_content ucap-content zoom con_text detail-content detail_content content-detail"
    " rich_media_content js_content bt_content view_txt text-content text_content"
    # converters
    " markdown-body wordsection1".split()
)
_TITLE_NAMES = re.compile(
    r"(?:post|entry|article|story|news|page|content|main|detail)?[-_]{0,2}(?:title|headline)|firstheading|title\d?|bt"
)
_FURNITURE = re.compile(
    r"(?:(?:site|page|main|global|top|left|right|bottom|primary|secondary|mobile|footer|header|article|post|entry|blog|story|social|wp)[-_]+){0,2}"
    r"(?:nav(?:bar|igation)?|menu|sidebar|side-?bar|footer|breadcrumbs?|crumbs?|toolbar|masthead|topbar|banner|pagination|pager"
    r"|share|sharing|sharedaddy|share-?(?:bar|buttons?|links|tools)|social|social-?(?:links|media|share)|follow-?us"
    r"|related|related-?(?:posts?|articles|news|links|content|stories)|relatedposts|recommend(?:ed|ations)?|read-?more|more-?(?:news|stories)"
    r"|most-?(?:read|popular)|popular-?posts|trending|latest-?(?:news|posts)|recent-?posts|hot-?news"
    r"|comments?|comment-?(?:list|form|area|section|respond)|respond|disqus(?:_thread)?"
    r"|ad|ads|advert(?:isement)?s?|sponsor(?:ed)?|promo|newsletter|subscribe|subscription|signup|cookie[-\w]*|consent|gdpr|popup|modal|overlay"
    r"|tags?|tag-?(?:list|links|cloud)|tagcloud|categories|cat-?links|catlinks|labels|widget|widget-?area|author-?(?:bio|box|info)|about-?author"
    r"|toc|table-?of-?contents|navbox|printfooter|noprint|skip-?link|skiptranslate|goog-te-[-\w]+|copyright|login|search-?(?:box|form|bar))"
    r"(?:[-_]+(?:list|links?|bar|box|area|wrap(?:per)?|container|inner|section|block|menu|widget|buttons?|icons?|posts?|top|bottom|left|right|\d+))*"
)
_HEADERS = frozenset("header site-header page-header top-header".split())
_LAYOUT = frozenset("html body main".split())


def marks_of(name: str, attributes: dict[str, str]) -> int:
    """What an element's tag says of it."""
    marks = _BY_NAME.get(name, 0)
    if not attributes:
        return marks
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        marks |= Mark.HIDDEN
    if "style" in attributes and _HIDING_STYLE.search(attributes["style"]):
        marks |= Mark.HIDDEN
    language = attributes.get("lang") or attributes.get("xml:lang")
    if language and name not in ("html", "body"):
        marks |= Mark.ENGLISH if re.match(r"en\b", language.strip(), re.IGNORECASE) else Mark.FOREIGN
    if "role" in attributes:
        marks |= _BY_ROLE.get(attributes["role"].strip().lower(), 0)
    if attributes.get("itemprop", "").lower() == "articlebody":
        marks |= Mark.CONTENT
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return marks | _by_class(name, named[:1_000].lower().split()) if named != " " else marks


def _by_class(name: str, classes: list[str]) -> int:
    marks = 0
    if name in _LAYOUT:
        return marks
    for word in classes:
        if word in _HIDDEN_CLASSES:
            marks |= Mark.HIDDEN
        if word in _CONTENT_NAMES:
            marks |= Mark.CONTENT
        if name in BLOCKS and _TITLE_NAMES.fullmatch(word):
            marks |= Mark.TITLE
        if word.startswith(("msotitle", "msosubtitle")):
            marks |= Mark.HEADING
        if word in _HEADERS:
            marks |= Mark.HEADER
        if len(word) <= 60 and _FURNITURE.fullmatch(word):
            marks |= Mark.LIKELY_PRUNED
    return marks
