"""The checks of the audit: each takes what it looks at and returns faults, with a code of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
from bs4 import Tag
from html5lib.constants import E as SAYS

from _ext.markup import attribute
from claimcheck.charts import font
from claimcheck.citing.edition import Edition
from claimcheck.register.faults import Fault
from tools.audit.page import Link, Page, target
from tools.audit.weight import Weight

ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"');\s]+)""")
ERROR_CLASSES = {"stderr": "stderr", "traceback": "traceback", "problematic": "problematic"}
SIGNS = {
    "traceback": re.compile(r"Traceback \(most recent call last\)|^\w*(?:Error|Exception): ", re.M),
    "stderr": re.compile(r"\b\w+Warning: "),
    "missing-glyph": re.compile(r"missing from (?:current )?font|\ufffd"),
    "missing-figure": re.compile(r"<Figure size [\d.]+x[\d.]+ with|Chart\([\w-]+: "),
}
VERSION = re.compile(r"\bV(\d+(?:\.\d+)+)\b|\(Version (\d+(?:\.\d+)+)\)")
BLOCKS = ("p", "div", "ul", "ol", "dl", "table", "section", "figure", "pre", "details", "blockquote")
WORDS_ONLY = ("summary", "span", "h1", "h2", "h3", "h4", "h5", "h6", "label", "button")
TABLE_PARTS = ("tr", "td", "th")
ILL_WRITTEN = re.compile(r"\s|%(?![0-9A-Fa-f]{2})")
NOT_CITED = ("search.html", "genindex.html", "404.html")


def links(
    address: str, found: Iterable[Link], anchors: dict[str, frozenset[str]], files: frozenset[str], root: str = "/"
) -> Iterator[Fault]:
    """Dead links and anchors of a page. anchors: the ids of every page; files: everything on the site; root: its path
    on the host where it is published."""
    for link in found:
        leads_to = target(address, link.address, root)
        if leads_to is None or link.address in ("", "#") or link.tag == "form":
            continue
        file, anchor = leads_to
        if file not in files:
            code = "missing-figure" if link.tag == "img" else "dead-link"
            yield Fault(code, address, link.line, link.tag, link.address, "a file of the site")
        elif anchor and file in anchors and anchor not in anchors[file]:
            yield Fault("dead-anchor", address, link.line, link.tag, link.address, f"an id of {file}")


def ids(page: Page) -> Iterator[Fault]:
    """Ids that stand twice on a page."""
    seen: set[str] = set()
    for name, line in page.ids:
        if name in seen:
            yield Fault("duplicate-id", page.address, line, None, name, "an id once")
        seen.add(name)


def figures(address: str, charts: dict[str, bool], files: frozenset[str]) -> Iterator[Fault]:
    """Charts of a page without picture or files, and files of charts that the page does not show."""
    folder = f"charts/{address.removesuffix('.html')}/"
    for name in (name for name, drawn in charts.items() if not drawn):
        yield Fault("missing-figure", address, None, name, "a chart without a picture", "an img element in it")
    wanted = {f"{folder}{name.removeprefix('chart-')}.{kind}" for name in charts for kind in ("svg", "png", "csv")}
    there = {name for name in files if name.startswith(folder) and "/" not in name.removeprefix(folder)}
    for name in sorted(wanted - there):
        yield Fault("missing-figure", address, None, None, f"no {name}", "every chart as SVG, PNG and CSV")
    for name in sorted(there - wanted):
        found = f"{name}, which the page does not show"
        yield Fault("missing-figure", address, None, None, found, "files of its charts only")


def signs(page: Page) -> Iterator[Fault]:
    """What a cell that went wrong leaves on a page, and drawings that came out as text."""
    for name, code in ERROR_CLASSES.items():
        if name in page.classes:
            yield Fault(code, page.address, None, None, f"an element of class {name}", "none")
    for code, pattern in SIGNS.items():
        if match := pattern.search(page.shown):
            yield Fault(code, page.address, None, None, match[0], "none")


def requests(page: Page) -> Iterator[Fault]:
    """What a browser would ask of another host to show the page."""
    for link in page.links:
        if link.fetched and urlsplit(link.address.strip()).netloc:
            yield Fault("external-request", page.address, link.line, link.tag, link.address, "a file of the site")


def refusals(page: Page) -> Iterator[Fault]:
    """What the page's content security policy would refuse."""
    for element in page.elements:
        inline = element.name == "style" or (element.name == "script" and "src" not in element.attrs)
        if inline and not attribute(element, "type").endswith("json"):
            yield _refused(page, element, f"a {element.name} element with its text in the page")
        for name in element.attrs:
            if name.startswith("on"):
                yield _refused(page, element, f"an event handler, {name}")


def _refused(page: Page, element: Tag, found: str) -> Fault:
    return Fault(
        "refused-by-policy", page.address, element.sourceline, element.name, found, "scripts and styles in files"
    )


def style_requests(name: str, text: str) -> Iterator[Fault]:
    """What a stylesheet would ask of another host."""
    for address in (*ADDRESS.findall(text), *IMPORT.findall(text)):
        if urlsplit(address).netloc:
            yield Fault("external-request", name, None, None, address, "a file of the site")


def markup(page: Page) -> Iterator[Fault]:
    """Every parse error that the HTML standard defines; browsers mend them each in its own way."""
    parser = html5lib.HTMLParser()
    parser.parse(page.source)
    for (line, _), code, values in parser.errors:
        yield Fault("invalid-html", page.address, line, None, SAYS[code] % values, "HTML without parse errors")


def content(page: Page) -> Iterator[Fault]:
    """What a parser lets pass and the standard forbids, of the kinds met here; `tools.nu` knows the rest."""
    for element in page.elements:
        found = ""
        if element.name in BLOCKS and (around := element.find_parent(WORDS_ONLY)):
            found = f"{element.name} in {around.name}"
        elif element.name in TABLE_PARTS and "role" in element.attrs:
            found = f"a role on {element.name}"
        elif element.name == "figcaption" and not _is_at_an_end(element):
            found = "figcaption between other elements"
        elif any(ILL_WRITTEN.search(attribute(element, name)) for name in ("href", "src", "action")):
            found = "an address with a space or a bare %"
        if found:
            yield Fault("invalid-html", page.address, element.sourceline, element.name, found, "what HTML allows")


def _is_at_an_end(element: Tag) -> bool:
    around = element.parent.find_all(True, recursive=False) if element.parent else []
    return not around or element is around[0] or element is around[-1]


def citation(page: Page, edition: Edition) -> Iterator[Fault]:
    """Citations of another version, or none on a page that has a text of its own."""
    for match in VERSION.finditer(page.cited):
        if (version := match[1] or match[2]) != edition.version:
            yield Fault("stale-citation", page.address, None, None, version, edition.version)
            return
    if page.is_whole and page.address not in NOT_CITED and edition.version not in page.cited:
        yield Fault("stale-citation", page.address, None, None, "no citation", f"how to cite version {edition.version}")


def drawing(site: Path, name: str) -> Iterator[Fault]:
    """Characters of a chart that the font it is drawn in does not have."""
    for character in font.lacking(font.words_of((site / name).read_text(encoding="utf-8"))):
        yield Fault(
            "missing-glyph", name, None, None, f"{character} (U+{ord(character):04X})", f"type for it: {font.HOW}"
        )


def weight(found: Weight) -> Iterator[Fault]:
    """A page over the budget of a first look, or of one that opens everything."""
    requests, size = found.limits
    when = "with all opened" if found.is_opened else "at first"
    if found.bytes > size:
        told = f"{found.bytes / 1000:.0f} kB {when}"
        yield Fault("over-budget", found.page, None, None, told, f"at most {size / 1000:.0f} kB")
    if len(found.files) > requests:
        yield Fault("over-budget", found.page, None, None, f"{len(found.files)} requests {when}", f"at most {requests}")
