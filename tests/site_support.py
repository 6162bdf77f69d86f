"""Reading the built site as the site tests need it."""

from __future__ import annotations

import os
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from tools import browser
from tools.build import ROOT, SITE
from tools.site_page import VOID

# what a <link> may say about the page without anything being asked for
SAYING = {"canonical", "alternate", "next", "prev", "index", "search", "license", "author", "cite-as", "describedby"}
# attributes that make a browser ask for something without being told to
ASKING = {
    ("script", "src"),
    ("img", "src"),
    ("link", "href"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("img", "srcset"),
    ("source", "srcset"),
    ("form", "action"),
}


def listed() -> list[str]:
    """The pages of _toc.yml as addresses under the site."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [f"{name}.html" for name in (toc["root"], *(c["file"] for part in toc["parts"] for c in part["chapters"]))]


class Page(HTMLParser):
    """What a page holds: ids, attributes that lead somewhere, images, figures of charts, visible text."""

    def __init__(self, address: str, source: str):
        super().__init__()
        self.address, self.source = address, source
        self.ids: list[str] = []
        self.links: list[tuple[str, str, str]] = []
        self.images: list[dict[str, str]] = []
        self.charts: list[str] = []
        self.classes: set[str] = set()
        self.text: list[str] = []
        self.stack: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        kind = "a" if tag == "link" and set(found.get("rel", "").split()) <= SAYING else tag
        self.links += [
            (kind, name, found[name]) for name in ("href", "src", "srcset", "data", "action") if name in found
        ]
        self.classes |= set(found.get("class", "").split())
        if tag == "img":
            self.images.append(found)
        if tag == "figure" and "chart" in found.get("class", "").split():
            self.charts.append(found.get("id", ""))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"script", "style"} & set(self.stack):
            self.text.append(data)

    @property
    def words(self) -> str:
        return "".join(self.text)


@cache
def page(address: str) -> Page:
    """A page of the built site; the test fails with a plain reason where there is no site."""
    if not SITE.is_dir():
        pytest.fail("there is no site: run `make book` first", pytrace=False)
    return Page(address, (SITE / address).read_text(encoding="utf-8"))


def inside(address: str, link: str) -> tuple[str, str] | None:
    """The file (relative to the site) and the anchor that a link on a page leads to; None if it leaves the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = (SITE / address).parent / unquote(parts.path) if parts.path else SITE / address
    return os.path.relpath(os.path.normpath(path), SITE), unquote(parts.fragment)


def dead_links(found: Page) -> list[str]:
    """Links of a page to files or anchors of the site that are not there."""
    dead = []
    for tag, _, link in found.links:
        target = inside(found.address, link)
        if target is None or link in ("", "#") or tag == "form":
            continue
        file, anchor = target
        if file.startswith("..") or not (SITE / file).exists():
            dead.append(f"{link}: no such file")
        elif anchor and file.endswith(".html") and anchor not in page(file).ids:
            dead.append(f"{link}: no such anchor")
    return dead


def foreign_requests(found: Page) -> list[str]:
    """What a browser would ask of another host to show the page."""
    return [
        f"{tag} {name}={link}"
        for tag, name, link in found.links
        if (tag, name) in ASKING and urlsplit(link.strip()).netloc
    ]


def faults_shown(found: Page) -> list[str]:
    """Signs of a cell that went wrong: tracebacks, stderr, characters that could not be shown."""
    signs = ["Traceback (most recent call last)", "Error: ", "UserWarning", "missing from font", "\ufffd"]
    return [sign for sign in signs if sign in found.words] + sorted(
        found.classes & {"stderr", "traceback", "problematic"}
    )


def chromium() -> str:
    """The path of a Chromium; without one the test is skipped, or fails where REQUIRE_BROWSER=1."""
    path = browser.chromium()
    if path is None:
        pytest.fail(browser.MISSING, pytrace=False) if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip(
            browser.MISSING
        )
    return path
