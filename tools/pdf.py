"""The whole report as one PDF: `make pdf`, from the built site, printed by Chromium.

    python -m tools.pdf [target]

The pages' texts are put one after another in the order of the table of contents, with a cover and a
list of contents. What is looked up and not read through comes last, in smaller type: the tables that pages fold away, and
the pages of the part LOOKED_UP. Links between pages become links within the document; links to files of the site become
its published address. What is folded away on screen is spread out; code that is hidden on screen, the rows
behind a chart (they are on the site as CSV) and citations of single pages are left out. Chromium puts the time
of printing into the file; it is replaced by the time that stands for the build's, so that a PDF made again is the same.
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import yaml
from bs4 import Tag

from _ext import markup
from claimcheck.citing import edition as cite
from claimcheck.citing import styles
from kuaishou import PDF
from tools import browser
from tools.build import ROOT, SITE, epoch
from tools.pdf_file import packed

TARGET = ROOT / "dist" / PDF
APPENDIX, TABLES = "appendix", "tables"  # the id of the appendix, and that of a page's part of it
HEADING = re.compile("^h[1-6]$")
LEFT_OUT = (
    ".headerlink, script, form, .cite-this, .take-away, .r-take-away, .table-csv, .chart-data, "
    "figure.chart > img ~ figcaption, picture > source, details.hide, .citation-forms"
)
LOOKED_UP = "Look up"  # the part of the contents that goes to the appendix as it is
FOOTER = (
    '<div style="font-size:7pt;width:100%;padding:0 14mm;display:flex;justify-content:space-between;font-family:sans-serif">'
    '<span>{title}</span><span class="pageNumber"></span></div>'
)


class PdfError(Exception):
    """There is no PDF to be made; the message says why."""


@dataclass(frozen=True)
class Chapter:
    """A page of the book: its address in the site, the part it stands in, its headings, and its text as HTML.

    tables: those that it folds away, for the appendix, as HTML.
    """

    address: str
    part: str
    headings: tuple[str, ...]
    html: str
    tables: str = ""

    @property
    def title(self) -> str:
        return self.headings[0]


def order(toc: dict) -> list[tuple[str, str]]:
    """Part and address of each page, in the order of the table of contents."""
    listed = [("", toc["root"])] + [
        (part["caption"], chapter["file"]) for part in toc["parts"] for chapter in part["chapters"]
    ]
    return [(part, f"{name}.html") for part, name in listed]


def place(address: str, anchor: str = "") -> str:
    """The id in the document of a page, or of a place on it."""
    name = address.removesuffix(".html").replace("/", "-")
    return f"{name}--{anchor}" if anchor else name


def chapter(site: Path, part: str, address: str, pages: set[str], published: str) -> Chapter:
    """A page made ready for the document: ids made its own, links led within the document or to the published site."""
    article = markup.article(markup.read((site / address).read_text(encoding="utf-8")))
    if article is None or (title := article.find("h1")) is None:
        raise PdfError(f"{address} has no text with a title")
    for element in article.select(LEFT_OUT):
        element.decompose()
    for element in article.find_all(True):
        _lead(element, address, pages, published)
    headings = tuple(heading.get_text().strip() for heading in article.find_all(HEADING))
    title["id"] = place(address)
    tables = "" if part == LOOKED_UP else _folded_tables(article, address)
    return Chapter(address, part, headings, article.decode_contents(), tables)


def _folded_tables(article: Tag, address: str) -> str:
    """Take the folds that hold a table out of a page, with a link in the place of the first; their HTML."""
    folds = [fold for fold in article.find_all("details") if fold.find("table") and not fold.find_parent("details")]
    if folds:
        line = markup.read(f'<p><a href="#{place(address, TABLES)}">Tables: in the appendix</a></p>')
        folds[0].insert_before(line)
    return "".join(str(fold.extract()) for fold in folds)


def _lead(element: Tag, address: str, pages: set[str], published: str) -> None:
    if element.name == "details":
        element["open"] = ""
    for name in ("aria-labelledby", "aria-describedby", "tabindex", "hidden"):
        element.attrs.pop(name, None)
    if element.get("id"):
        element["id"] = place(address, markup.attribute(element, "id"))
    if element.name == "img":
        element["src"] = urljoin(address, markup.attribute(element, "src"))
        element.attrs.pop("loading", None)
    if element.name == "a" and element.get("href"):
        element["href"] = destination(address, markup.attribute(element, "href"), pages, published)


def destination(address: str, link: str, pages: set[str], published: str) -> str:
    """Where a link on a page leads to in the document."""
    if urlsplit(link).scheme or link.startswith("//"):
        return link
    path, anchor = urldefrag(urljoin(address, link))
    if path in pages:
        return "#" + place(path, unquote(anchor))
    return urljoin(published, path) + (f"#{anchor}" if anchor else "")


def document(pages: list[Chapter], of: cite.Edition) -> str:
    """The document as one HTML page, to lie in the site's folder."""
    style = (ROOT / "tools" / "print.css").read_text(encoding="utf-8")
    read = [chapter for chapter in pages if chapter.part != LOOKED_UP]
    body = "\n".join(f'<article class="bd-article">{chapter.html}</article>' for chapter in read)
    tables = "".join(
        f'<h2 id="{place(chapter.address, TABLES)}">{escape(chapter.title)}</h2>{chapter.tables}'
        for chapter in read
        if chapter.tables
    )
    if tables:
        body += f'\n<article class="bd-article appendix"><h1 id="{APPENDIX}">Appendix</h1>{tables}</article>'
    body += "".join(
        f'\n<article class="bd-article appendix">{chapter.html}</article>' for chapter in pages if chapter not in read
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en" data-theme="light"><head><meta charset="utf-8"><title>{escape(of.title)}</title>'
        f'<meta name="author" content="{escape(", ".join(of.authors))}"><link rel="stylesheet" href="_static/site.css">'
        f'<style>{style}</style></head><body>{_cover(pages, of)}<main class="paper">{body}</main></body></html>'
    )


def _cover(pages: list[Chapter], of: cite.Edition) -> str:
    contents, part = "", None
    for chapter in [*(c for c in pages if c.part != LOOKED_UP), *(c for c in pages if c.part == LOOKED_UP)]:
        if chapter.part != part:
            part = chapter.part
            contents += f'<li class="part">{escape(part)}</li>' if part else ""
            if part == LOOKED_UP and any(c.tables for c in pages):
                contents += f'<li><a href="#{APPENDIX}">Appendix: the tables that pages fold away</a></li>'
        contents += f'<li><a href="#{place(chapter.address)}">{escape(chapter.title)}</a></li>'
    entry = styles.forms(cite.report(of))["APA"].replace(f"[{styles.READ_ON}]", "").strip()
    return (
        f'<section class="cover"><h1>{escape(of.title)}</h1><p>{escape(of.abstract)}</p>'
        f'<p>{escape(", ".join(of.authors))}. Version {of.version} of {of.released}. <a href="{of.address}">{of.address}</a></p>'
        f'<nav class="contents" aria-label="Contents"><ul>{contents}</ul></nav><p class="citation">{escape(entry)}</p></section>'
    )


def printed(page: Path, title: str, program: str) -> bytes:
    """The page as Chromium prints it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=program, args=browser.FLAGS)
        tab = chrome.new_page()
        tab.goto(page.as_uri())
        # Chinese type comes in slices, each asked for when a text needs it: have them all before printing, and shape
        # all text anew, since Chromium leaves some of what it shaped without them as boxes.
        tab.evaluate(
            "Promise.all([...document.fonts].map(face => face.load())).then(() => document.fonts.ready).then(() => true)"
        )
        tab.evaluate("document.documentElement.style.textRendering = 'optimizeLegibility'")
        result = tab.pdf(
            prefer_css_page_size=True,
            print_background=True,
            tagged=True,
            outline=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOTER.format(title=escape(title)),
        )
        chrome.close()
    return result


def chapters(site: Path, published: str, chosen: set[str] | None = None) -> list[Chapter]:
    """The pages of a site in order, or those of them that are chosen by their addresses."""
    listed = order(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8")))
    pages = {address for _, address in listed if chosen is None or address in chosen}
    return [chapter(site, part, address, pages, published) for part, address in listed if address in pages]


def make(site: Path, target: Path, program: str, chosen: set[str] | None = None) -> None:
    """Write the PDF of a site, or of the pages that are chosen, with the Chromium at `program`. PdfError where there is no site."""
    if not (site / "index.html").is_file():
        raise PdfError(f"no site in {site}: run `make book` first")
    of = cite.edition()
    pages = chapters(site, of.address, chosen)
    with tempfile.TemporaryDirectory(
        prefix="print-"
    ) as folder:  # the site beside the page, and nothing written into it
        for part in site.iterdir():
            Path(folder, part.name).symlink_to(part.resolve())
        page = Path(folder, "print.html")
        page.write_text(document(pages, of), encoding="utf-8")
        pdf = printed(page, of.title, program)
    headings = [of.title, *(heading for chapter in pages for heading in chapter.headings)]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(packed(pdf, int(epoch()), headings))


def chromium() -> str:
    """The path of a Chromium. PdfError where there is none."""
    if found := browser.chromium():
        return found
    raise PdfError(browser.MISSING)


def main() -> int:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    try:
        make(SITE, target, chromium())
    except PdfError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"pdf: {target} ({target.stat().st_size / 1e6:.1f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
