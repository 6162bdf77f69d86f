"""The checks of the audit: each takes what it looks at and returns faults, with a code of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
from fontTools.ttLib import TTFont
from html5lib.constants import E as SAYS

from claimcheck.citing.edition import Edition
from claimcheck.register.faults import Fault
from tools.site_page import Page, target
from tools.weigh import BYTES, REQUESTS, Weight

ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"');\s]+)""")
ERROR_CLASSES = {"stderr": "stderr", "traceback": "traceback", "problematic": "problematic"}
TRACEBACK = re.compile(r"Traceback \(most recent call last\)|^\w*(?:Error|Exception): ", re.M)
WARNING = re.compile(r"\b\w+Warning: ")
GLYPH = re.compile(r"missing from (?:current )?font|\ufffd")
LOST_PICTURE = re.compile(r"<Figure size [\d.]+x[\d.]+ with|Chart\([\w-]+: ")
DRAWN = re.compile(r"<!--(.*?)-->", re.S)
VERSION = re.compile(r"\bV(\d+(?:\.\d+)+)\b|\(Version (\d+(?:\.\d+)+)\)")
REQUIRED = {
    "Dataset": ("name", "description", "license", "version", "url", "creator", "distribution"),
    "ClaimReview": ("url", "claimReviewed", "itemReviewed", "reviewRating", "author", "datePublished"),
}


def links(page: Page, anchors: dict[str, frozenset[str]], files: frozenset[str]) -> Iterator[Fault]:
    """Dead links and anchors. anchors: the ids of every page; files: everything on the site."""
    for lead in page.leads:
        found = target(page.address, lead.value)
        if found is None or lead.value in ("", "#") or lead.tag == "form":
            continue
        file, anchor = found
        if file not in files:
            code = "missing-figure" if lead.tag == "img" else "dead-link"
            yield Fault(code, page.address, lead.line, lead.tag, lead.value, "a file of the site")
        elif anchor and file in anchors and anchor not in anchors[file]:
            yield Fault("dead-anchor", page.address, lead.line, lead.tag, lead.value, f"an id of {file}")


def ids(page: Page) -> Iterator[Fault]:
    """Ids that stand twice on a page."""
    seen: set[str] = set()
    for name, line in page.ids:
        if name in seen:
            yield Fault("duplicate-id", page.address, line, None, name, "an id once")
        seen.add(name)


def figures(page: Page, files: frozenset[str]) -> Iterator[Fault]:
    """Charts without picture or files, files of charts that no page shows, drawings that came out as text."""
    folder = f"charts/{page.address.removesuffix('.html')}/"
    for name in page.empty_charts:
        yield Fault("missing-figure", page.address, None, name, "a chart without a picture", "an img element in it")
    wanted = {f"{folder}{name.removeprefix('chart-')}.{kind}" for name in page.charts for kind in ("svg", "png", "csv")}
    there = {name for name in files if name.startswith(folder) and "/" not in name.removeprefix(folder)}
    for name in sorted(wanted - there):
        yield Fault("missing-figure", page.address, None, None, f"no {name}", "every chart as SVG, PNG and CSV")
    for name in sorted(there - wanted):
        yield Fault(
            "missing-figure",
            page.address,
            None,
            None,
            f"{name}, which the page does not show",
            "files of its charts only",
        )
    if match := LOST_PICTURE.search(page.shown):
        yield Fault("missing-figure", page.address, None, None, match[0], "the drawing itself")


def signs(page: Page) -> Iterator[Fault]:
    """What a cell that went wrong leaves on a page."""
    for name, code in ERROR_CLASSES.items():
        if name in page.classes:
            yield Fault(code, page.address, None, None, f"an element of class {name}", "none")
    for code, pattern in (("traceback", TRACEBACK), ("stderr", WARNING), ("missing-glyph", GLYPH)):
        if match := pattern.search(page.shown):
            yield Fault(code, page.address, None, None, match[0], "none")


def requests(page: Page) -> Iterator[Fault]:
    """What a browser would ask of another host to show the page."""
    for lead in page.leads:
        if lead.asks and urlsplit(lead.value.strip()).netloc:
            yield Fault("external-request", page.address, lead.line, lead.tag, lead.value, "a file of the site")


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


def metadata(page: Page, edition: Edition) -> Iterator[Fault]:
    """JSON-LD that cannot be read or lacks what its type needs, and a canonical address elsewhere."""
    for block in page.blocks:
        try:
            item = json.loads(block)
        except ValueError as error:
            yield Fault("invalid-json-ld", page.address, None, None, str(error), "JSON")
            continue
        yield from _item(page, item, edition)
    if page.canonical and not page.canonical.startswith(edition.address):
        yield Fault(
            "stale-citation", page.address, None, "canonical", page.canonical, f"an address under {edition.address}"
        )


def _item(page: Page, item: dict, edition: Edition) -> Iterator[Fault]:
    kind = item.get("@type") if isinstance(item, dict) else None
    if kind not in REQUIRED or item.get("@context") != "https://schema.org":
        yield Fault("invalid-json-ld", page.address, None, "@type", str(kind), f"schema.org's {' or '.join(REQUIRED)}")
        return
    missing = [name for name in REQUIRED[kind] if not item.get(name)]
    if missing:
        yield Fault("invalid-json-ld", page.address, None, kind, f"no {', '.join(missing)}", "every field it needs")
    elif kind == "ClaimReview" and not item["reviewRating"].get("alternateName"):
        yield Fault("invalid-json-ld", page.address, None, kind, "a rating without a name", "the verdict")
    version = item.get("version") or (item.get("isPartOf") or {}).get("version")
    if version and version != edition.version:
        yield Fault("stale-citation", page.address, None, kind, version, edition.version)


def citation(page: Page, edition: Edition) -> Iterator[Fault]:
    """Citations of another version, or none on a page that has a text of its own."""
    for match in VERSION.finditer(page.cited):
        if (version := match[1] or match[2]) != edition.version:
            yield Fault("stale-citation", page.address, None, None, version, edition.version)
            return
    if (
        "bd-article" in page.classes
        and page.address not in ("search.html", "genindex.html")
        and edition.version not in page.cited
    ):
        yield Fault("stale-citation", page.address, None, None, "no citation", f"how to cite version {edition.version}")


def drawings(site: Path, names: Iterable[str]) -> Iterator[Fault]:
    """Charts with characters that the font they are drawn in does not have; matplotlib notes each text it draws."""
    known = set(TTFont(_font(), lazy=True).getBestCmap())
    for name in names:
        text = "".join(DRAWN.findall((site / name).read_text(encoding="utf-8")))
        for character in sorted({c for c in text if ord(c) not in known and not c.isspace()}):
            yield Fault(
                "missing-glyph",
                name,
                None,
                None,
                f"U+{ord(character):04X} {character}",
                "characters the charts' font has",
            )


def _font() -> Path:
    return Path(find_spec("zhplot").origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


def weight(found: Weight) -> Iterator[Fault]:
    """A page over the budget of a first visit."""
    if found.bytes > BYTES:
        yield Fault(
            "over-budget", found.page, None, None, f"{found.bytes / 1000:.0f} kB", f"at most {BYTES / 1000:.0f} kB"
        )
    if len(found.files) > REQUESTS:
        yield Fault("over-budget", found.page, None, None, f"{len(found.files)} requests", f"at most {REQUESTS}")
