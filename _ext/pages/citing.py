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
from claimcheck.pages.chapter import register
from kuaishou import EXTRA

PICTURE = "_static/card.png"
# No counts here: they would go stale on the pages that a changed figure does not touch
PICTURE_SHOWS = "The report's title over a bar of its claims by arithmetic verdict"
DATA_PAGE = "chapters/data"
LONGEST_DESCRIPTION = 300


def put(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Add tags and the block to a page made from a source file; search and index pages have nothing to cite."""
    if doctree is None:
        return
    title = _title(doctree)
    context["pageurl"] = cite.edition().at(f"{pagename}.html")  # the canonical link: the landing page has no file name
    context["metatags"] = (context.get("metatags") or "") + "".join(
        f"\n    {tag}" for tag in (*_shared_link(pagename, title, doctree), *_own_tags(pagename))
    )
    context["body"] += _block(pagename, title)


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


# tags


def meta(name: str, content: str, key: str = "name") -> str:
    """One meta element."""
    return f'<meta {key}="{name}" content="{escape(content, quote=True)}">'


def data_block(item: dict) -> str:
    """JSON-LD, so written that no text in it can end the element."""
    text = json.dumps(item, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


def _shared_link(docname: str, title: str, doctree) -> list[str]:
    edition = cite.edition()
    about = _description(doctree)
    return [
        meta("description", about),
        meta("og:type", "website" if docname == "index" else "article", "property"),
        meta("og:title", title, "property"),
        meta("og:description", about, "property"),
        meta("og:site_name", edition.title, "property"),
        meta("og:url", edition.at(f"{docname}.html"), "property"),
        meta("og:image", edition.at(PICTURE), "property"),
        meta("og:image:width", "1200", "property"),
        meta("og:image:height", "630", "property"),
        meta("og:image:alt", PICTURE_SHOWS, "property"),
        meta("twitter:card", "summary_large_image"),
    ]


def _own_tags(docname: str) -> list[str]:
    edition = cite.edition()
    if docname == "index":
        return [
            meta("citation_title", edition.title),
            *(meta("citation_author", name) for name in edition.authors),
            meta("citation_publication_date", edition.released.replace("-", "/")),
            meta("citation_online_date", edition.released.replace("-", "/")),
            meta("citation_language", "en"),
            meta("citation_keywords", "; ".join(edition.keywords)),
            meta("citation_fulltext_html_url", edition.address),
            meta("citation_public_url", edition.address),
        ]
    if docname == DATA_PAGE:
        descriptor = json.loads((register().root / "datapackage.json").read_text(encoding="utf-8"))
        return [data_block(schema_org.dataset(descriptor, extra=EXTRA))]
    return []


def _title(doctree) -> str:
    return next(iter(doctree.findall(nodes.title))).astext()


def _description(doctree) -> str:
    """The page's first paragraph that is prose, cut at a word."""
    prose = (p for p in doctree.findall(nodes.paragraph) if "r-kicker" not in p["classes"])
    paragraphs = (" ".join(p.astext().split()) for p in prose)
    text = next((text for text in paragraphs if len(text) > 40), _title(doctree))
    return text if len(text) <= LONGEST_DESCRIPTION else text[:LONGEST_DESCRIPTION].rpartition(" ")[0] + " …"
