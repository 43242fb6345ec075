"""Page skeletons of the generators whose pages people save. The furniture holds the made-up word "zibble" in every part.

Each takes the article's title and its paragraphs as HTML, and gives the page.
"""

from __future__ import annotations

from collections.abc import Callable

Skeleton = Callable[[str, list[str]], str]

_MENU = "".join(f'<li><a href="/{n}">Zibble section {n}</a></li>' for n in range(8))
_TEASER = (
    "Zibble teaser: the reservoir of a town that nobody has ever heard of was opened on Tuesday, and many of its people came to "
    "see the water and to listen to the long speeches of the day."
)
_COMMENT = (
    "Zibble says: I have read all of this with great interest and would like to ask the author whether the orchard behind the mill "
    "is still there, because my aunt used to live next to it."
)


def _p(paragraphs: list[str], attributes: str = "") -> str:
    return "\n".join(f"<p{attributes}>{paragraph}</p>" for paragraph in paragraphs)


def blogspot(title: str, paragraphs: list[str]) -> str:
    return f"""<!DOCTYPE html>
<html class='v2' dir='ltr' lang='zh-CN'>
<head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/>
<title>Zibble weblog: {title}</title>
<style type='text/css'><!-- .zibble {{ color: #333 }} --></style>
<script type='text/javascript'>if (window.zibble < 3) document.write("<p>zibble zibble</p>");</script></head>
<body class='loading'>
<div class='navbar section' id='navbar'><div class='widget Navbar' id='Navbar1'><a href='/'>Zibble</a></div></div>
<div class='body-fauxcolumns'><div class='content'><div class='content-inner'>
<header><div class='header-outer'><div class='Header' id='header'><div class='titlewrapper'><h1 class='title'>
<a href='http://zibble.example/'>Zibble weblog</a></h1></div><p class='description'>Zibble notes</p></div></div></header>
<div class='main-outer'><div class='fauxborder-left main-fauxborder-left'><div class='columns'>
<div class='column-center-outer'><div class='main section' id='main'><div class='widget Blog' id='Blog1'>
<div class='blog-posts hfeed'><div class='date-outer'><h2 class='date-header'><span>Zibble 3 May 2024</span></h2>
<div class='post hentry uncustomized-post-template' itemscope='itemscope'>
<a name='1234567'></a>
<h3 class='post-title entry-title' itemprop='name'>{title}</h3>
<div class='post-header'><div class='post-header-line-1'></div></div>
<div class='post-body entry-content' id='post-body-1234567' itemprop='description articleBody'>
<div dir="ltr" style="text-align: left;" trbidi="on">{"<br /><br />".join(paragraphs)}</div>
<div style='clear: both;'></div></div>
<div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Zibble at 10:11</span>
<span class='post-labels'>Zibble labels: <a href='/x'>zibble</a></span></div></div></div>
<div class='comments' id='comments'><h4>1 zibble comment:</h4><p class='comment-content'>{_COMMENT}</p></div></div></div>
<div class='blog-pager' id='blog-pager'><a href='/o'>Zibble older post</a></div></div></div></div>
<div class='column-right-outer'><aside><div class='sidebar section' id='sidebar-right-1'><div class='widget PopularPosts'>
<h2>Zibble popular</h2><div class='item-snippet'>{_TEASER}</div></div></div></aside></div></div></div></div>
<footer><div class='footer-outer'>Zibble theme. Powered by <a href='#'>Zibble</a>.</div></footer></div></div></div></body></html>"""


def wordpress(title: str, paragraphs: list[str]) -> str:
    return f"""<!doctype html>
<html lang="en-US"><head><meta charset="UTF-8" /><title>{title} &#8211; Zibble Observer</title>
<script type="application/ld+json">{{"@type":"Article","headline":"zibble"}}</script></head>
<body class="post-template-default single single-post has-sidebar comments-open wp-embed-responsive">
<a class="skip-link screen-reader-text" href="#content">Skip to zibble</a>
<div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">Zibble Observer</a></p>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu" class="menu">{_MENU}</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-77" class="post-77 post type-post status-publish hentry category-news">
<header class="entry-header"><h1 class="entry-title">{title}</h1><div class="entry-meta"><span class="posted-on">Zibble on
<time datetime="2024-05-03">3 May 2024</time></span><span class="byline"> by zibble</span></div></header>
<div class="entry-content">
{_p(paragraphs, ' class="wp-block-paragraph"')}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this zibble:</h3><ul><li><a>Zibble</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts related-posts"><h3>Zibble related</h3><p>{_TEASER}</p></div>
</div><footer class="entry-footer"><span class="tags-links">Tagged <a>zibble</a></span></footer></article>
<nav class="navigation post-navigation"><a href="/p">Zibble previous</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">One zibble</h2><ol class="comment-list"><li>
<article class="comment-body"><div class="comment-content"><p>{_COMMENT}</p></div></article></li></ol>
<form><p>Your zibble will not be published.</p><textarea>zibble</textarea></form></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent zibbles</h2><ul>{_MENU}</ul></section></aside></div>
<footer id="colophon" class="site-footer"><div class="site-info">Zibble proudly powered</div></footer></div></body></html>"""


def government(title: str, paragraphs: list[str]) -> str:
    """An English page of a Chinese government site: tables, a template that says Chinese, text in TRS_Editor."""
    return f"""<html lang="zh"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}-Zibble Municipal People's Government</title></head><body>
<table width="980" align="center"><tr><td><img src="logo.jpg" alt="zibble"></td><td><a href="/">HOME</a> | <a>ZIBBLE</a></td></tr></table>
<div class="nav"><ul>{_MENU}</ul></div>
<div class="position">Location: <a>Home</a> &gt; <a>Zibble news</a></div>
<table width="980" border="0"><tr><td width="700" valign="top" lang="zh">
<div class="title">{title}</div>
<div class="source">Zibble: 2024-05-03 10:11 Source: Zibble Daily Font: <a>Big</a> <a>Small</a></div>
<div id="zoom"><div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{line-height:2}}</style>
{_p(["&nbsp;&nbsp;&nbsp;&nbsp;" + paragraph for paragraph in paragraphs], ' align="justify" style="text-indent: 2em"')}
</div></div></td>
<td width="280" valign="top"><div>Zibble latest</div><ul>{_MENU}</ul></td></tr></table>
<div>Sponsored by Zibble Office. <a>Contact zibble</a> ICP 12345678</div></body></html>"""


def newspaper(title: str, paragraphs: list[str]) -> str:
    """No name tells the text: class names are those of a build tool, so that only its density speaks."""
    half = len(paragraphs) // 2
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Zibble Times</title></head><body>
<div class="css-1x2y"><div class="css-9a"><a href="/">The Zibble Times</a></div><div class="css-9b">{_MENU.replace("li", "span")}</div></div>
<div class="css-7q"><div class="css-3z"><h1 class="css-11">{title}</h1><div class="css-12">By A. Zibble, 3 May 2024</div>
<div class="css-13"><div class="css-14">{_p(paragraphs[:half])}</div>
<div class="ad-container" id="ad-1"><p>Zibble advertisement</p></div>
<div class="css-15">{_p(paragraphs[half:])}</div></div></div>
<div class="css-4z"><div class="css-5z"><h4><a>Zibble elsewhere</a></h4></div><ul>{_MENU}</ul></div></div>
<div class="css-8u"><ul>{_MENU}</ul><div>Copyright Zibble</div></div></body></html>"""


def mediawiki(title: str, paragraphs: list[str]) -> str:
    return f"""<!DOCTYPE html>
<html class="client-js vector-sticky-header-enabled" lang="en" dir="ltr"><head><meta charset="UTF-8"/><title>{title} - Zibblepedia</title></head>
<body class="skin-vector mediawiki ltr sitedir-ltr"><div class="vector-header-container"><header class="vector-header mw-header">
<nav class="vector-main-menu"><ul>{_MENU}</ul></nav></header></div>
<div class="mw-page-container"><main id="content" class="mw-body"><header class="mw-body-header"><h1 id="firstHeading" class="firstHeading">
<span class="mw-page-title-main">{title}</span></h1><nav><a>Zibble 12 languages</a></nav></header>
<div id="siteSub" class="noprint">From Zibblepedia</div>
<div id="mw-content-text" class="mw-body-content"><div class="mw-content-ltr mw-parser-output" lang="en" dir="ltr">
<div id="toc" class="toc"><h2>Zibble contents</h2><ul>{_MENU}</ul></div>
{_p([p + '<sup id="cite_ref-1" class="reference"><a href="#n"><span class="b">&#91;</span>1<span class="b">&#93;</span></a></sup>' for p in paragraphs])}
<div class="navbox" role="navigation"><table><tr><th>Zibble</th><td>{_MENU}</td></tr></table></div></div>
<div id="catlinks" class="catlinks"><a>Zibble</a>: <ul><li><a>Zibble</a></li></ul></div></div></main>
<div id="mw-panel"><nav id="p-tb"><ul>{_MENU}</ul></nav></div></div><footer id="footer" class="mw-footer"><ul><li>Zibble edit</li></ul></footer></body></html>"""


def word(title: str, paragraphs: list[str]) -> str:
    """Word's "Save as web page", with its comments, lists and empty marks."""
    body = "\n\n".join(
        f"<p class=MsoNormal style='margin-bottom:12.0pt;text-indent:24.0pt'><span lang=EN-US\nstyle='font-family:\"Times New Roman\",serif'>"
        f"{paragraph}<o:p></o:p></span></p>"
        for paragraph in paragraphs
    )
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>Zibble</o:Author></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm;}} zibble --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'>
<div class=WordSection1 style='layout-grid:15.6pt'>
<p class=MsoTitle align=center><a name="_Toc1"></a><b><span lang=EN-US>{title}<o:p></o:p></span></b></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
{body}
<p class=MsoNormal><span lang=EN-US style='display:none;mso-hide:all'>zibble hidden by the author</span></p>
<![if !vml]><span style='mso-ignore:vglayout'></span><![endif]>
</div></body></html>"""


def pandoc(title: str, paragraphs: list[str]) -> str:
    return f"""<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="" xml:lang=""><head><meta charset="utf-8" /><title>{title}</title>
<style>code{{white-space: pre-wrap;}} /* zibble */</style></head>
<body><header id="title-block-header"><h1 class="title">{title}</h1></header>
<nav id="TOC" role="doc-toc"><ul>{_MENU}</ul></nav>
{_p(paragraphs)}
</body></html>"""


def google_translate(title: str, paragraphs: list[str]) -> str:
    """A page saved while the browser translated it: two nested fonts around each sentence, and the service's bar."""

    def fonts(words: str) -> str:
        font = '<font dir="auto" style="vertical-align: inherit;">'
        sentences = words.replace(". ", ". \0").split("\0")
        return "".join(f"{font}{font}{sentence}</font></font>" for sentence in sentences)

    return f"""<!DOCTYPE html><html lang="en" class="translated-ltr"><head><meta charset="utf-8"><title>{fonts(title)}</title></head>
<body><div id="goog-gt-tt" class="skiptranslate" dir="ltr"><div>Zibble original text. <a>Contribute a better zibble</a></div></div>
<div class="top-bar"><div class="navigation"><ul>{_MENU}</ul></div></div>
<article><h2 class="article-title">{fonts(title)}</h2><div class="article-txt">{_p([fonts(p) for p in paragraphs])}</div>
<div class="share-bar">{fonts("Share the zibble")}</div></article>
<div class="recommend"><article class="card"><h3>{fonts("Zibble card")}</h3><p>{fonts(_TEASER)}</p></article></div>
<div class="goog-te-spinner-pos"><div>zibble</div></div></body></html>"""


def markdown_rendered(title: str, paragraphs: list[str]) -> str:
    """The bare fragment that a Markdown program writes."""
    return f"<h1>{title}</h1>\n" + _p(paragraphs) + "\n"


SKELETONS: tuple[Skeleton, ...] = (
    blogspot,
    wordpress,
    government,
    newspaper,
    mediawiki,
    word,
    pandoc,
    google_translate,
    markdown_rendered,
)
