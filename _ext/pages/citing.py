"""What makes a page citable and findable: 'Cite this page', tags for search engines and for shared links.

Everything stands in the HTML itself, so it is there without JavaScript and on a copy of the site. The
block is a `details` at the page's end.
"""

from __future__ import annotations

import json
from html import escape

from docutils import nodes
from sphinx.application import Sphinx

from claimcheck.citing import edition as cite
from claimcheck.citing import schema_org, styles
from claimcheck.citing.changed import last_changed
from claimcheck.pages.chapter import register
from kuaishou import EXTRA, FEED, PDF

PICTURE = "_static/card.png"
# No counts here: they would go stale on the pages that a changed figure does not touch
PICTURE_SHOWS = "The report's title over a bar of its claims by arithmetic verdict"
DATA_PAGE = "chapters/data"
LONGEST_DESCRIPTION = 300


def put(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Add tags to every page, and the block to one made from a source file; search and 404 have nothing to cite."""
    edition = cite.edition()
    address = edition.at(f"{pagename}.html")
    if doctree is None:
        tags = shared_link(address, context.get("title") or edition.title, edition.abstract)
    else:
        title = _title(doctree)
        context["pageurl"] = address  # the canonical link: the landing page has no file name
        tags = [
            *shared_link(address, title, _description(doctree), "website" if pagename == "index" else "article"),
            *_own_tags(pagename, title),
        ]
        context["body"] += _mistake(pagename) + _block(pagename, title)
    feed = (
        f'<link rel="alternate" type="application/atom+xml" title="Releases and corrections" href="{edition.at(FEED)}">'
    )
    context["metatags"] = (context.get("metatags") or "") + "".join(f"\n    {tag}" for tag in (*tags, feed))


# the block


def _block(docname: str, title: str) -> str:
    edition = cite.edition()
    article = docname.removeprefix("chapters/articles/")
    first = ""
    if article in register().articles:
        entry = styles.gbt(cite.article_source(register(), article))
        first = f"<p>To quote what the article prints, cite the article first:</p><p>{cite.with_day(entry)}</p><p>And for what is found here:</p>"
    forms = cite.forms_html(cite.page(f"{docname}.html", title))
    return (
        f'<details class="cite-this"><summary>Cite this page</summary>{first}{forms}'
        f"<p>Version {edition.version} of {edition.released}. Every claim has an address and a citation of its own, "
        "named <em>cite</em> on its card; a claim's card comes after the article that prints it.</p></details>"
    )


def _mistake(docname: str) -> str:
    """When the page changed last, where a mistake on it is told, and how corrections are followed."""
    edition = cite.edition()
    told = (
        f'<a href="{escape(edition.mistake(page=f"{docname}.html"), quote=True)}">Report a mistake on this page</a>; '
    )
    up, change = "../" * docname.count("/"), last_changed(docname)
    return (
        f'<footer><p class="take-away mistake">Last changed in version {change.version} of {change.day}. {told if edition.repository else ""}'
        f'<a href="{up}{FEED}">releases and corrections as a feed</a>.</p></footer>'
    )


# tags


def meta(name: str, content: str, key: str = "name") -> str:
    """One meta element."""
    return f'<meta {key}="{name}" content="{escape(content, quote=True)}">'


def data_block(item: dict) -> str:
    """JSON-LD, so written that no text in it can end the element."""
    text = json.dumps(item, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


def shared_link(address: str, title: str, about: str, kind: str = "website") -> list[str]:
    """What a shared link shows of the page at an address: Open Graph's tags, and the description that searches show."""
    edition = cite.edition()
    return [
        meta("description", about),
        meta("og:type", kind, "property"),
        meta("og:title", title, "property"),
        meta("og:description", about, "property"),
        meta("og:site_name", edition.title, "property"),
        meta("og:url", address, "property"),
        meta("og:image", edition.at(PICTURE), "property"),
        meta("og:image:width", "1200", "property"),
        meta("og:image:height", "630", "property"),
        meta("og:image:alt", PICTURE_SHOWS, "property"),
        meta("twitter:card", "summary_large_image"),
    ]


def _own_tags(docname: str, title: str) -> list[str]:
    """What scholarly indexes and reference managers read; the Data page describes the data set too."""
    edition = cite.edition()
    address, day = edition.at(f"{docname}.html"), edition.released.replace("-", "/")
    is_whole = docname == "index"
    tags = [
        meta("citation_title", edition.title if is_whole else title),
        *([] if is_whole else [meta("citation_inbook_title", edition.title)]),
        *(meta("citation_author", name) for name in edition.authors),
        meta("citation_publication_date", day),
        meta("citation_online_date", day),
        meta("citation_language", "en"),
        *([meta("citation_keywords", "; ".join(edition.keywords))] if is_whole else []),
        meta("citation_fulltext_html_url", address),
        meta("citation_public_url", address),
        meta("citation_pdf_url", edition.at(PDF)),
    ]
    if docname == DATA_PAGE:
        descriptor = json.loads((register().root / "datapackage.json").read_text(encoding="utf-8"))
        tags.append(data_block(schema_org.dataset(descriptor, extra=EXTRA)))
    return tags


def _title(doctree) -> str:
    return next(iter(doctree.findall(nodes.title))).astext()


def _description(doctree) -> str:
    """The page's first paragraph that is prose, cut at a word."""
    prose = (p for p in doctree.findall(nodes.paragraph) if "r-kicker" not in p["classes"])
    paragraphs = (" ".join(p.astext().split()) for p in prose)
    text = next((text for text in paragraphs if len(text) > 40), _title(doctree))
    return text if len(text) <= LONGEST_DESCRIPTION else text[:LONGEST_DESCRIPTION].rpartition(" ")[0] + " …"
