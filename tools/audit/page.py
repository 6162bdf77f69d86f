"""A built page as the audit and the tests look at it, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from _ext import markup

LEADING = ("href", "src", "srcset", "data", "action", "poster")
# what a browser fetches without being told to; of links, those that are not only for machines
FETCHED = {
    ("script", "src"),
    ("img", "src"),
    ("img", "srcset"),
    ("source", "src"),
    ("source", "srcset"),
    ("iframe", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("form", "action"),
}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect", "dns-prefetch"}
JSON_LD = "application/ld+json"


@dataclass(frozen=True)
class Link:
    """An attribute that leads somewhere; `fetched`: the browser goes there by itself."""

    tag: str
    attribute: str
    address: str
    fetched: bool
    line: int


@dataclass(frozen=True)
class Page:
    """A page of the site, read from its HTML; address: its path below the site."""

    address: str
    source: str

    @cached_property
    def tree(self) -> BeautifulSoup:
        return markup.read(self.source)

    @cached_property
    def elements(self) -> list[Tag]:
        return self.tree.find_all(True)

    @cached_property
    def ids(self) -> list[tuple[str, int]]:
        """Every id with its line, in order."""
        found = (element for element in self.elements if "id" in element.attrs)
        return [(markup.attribute(element, "id"), element.sourceline or 0) for element in found]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The places of the page that a link can lead to."""
        return frozenset(name for name, _ in self.ids)

    @cached_property
    def links(self) -> list[Link]:
        """Everything that leads somewhere but for the canonical address; also where a meta element sends the browser on."""
        return [link for element in self.elements for link in _links(element)]

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where the links lead, as they are written."""
        return frozenset(link.address for link in self.links)

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(name for element in self.elements for name in element.get("class") or ())

    @cached_property
    def charts(self) -> dict[str, bool]:
        """The ids of the figures of charts, and whether there is a picture in each."""
        figures = self.tree.find_all("figure", class_="chart")
        return {markup.attribute(figure, "id"): figure.find("img", src=True) is not None for figure in figures}

    @cached_property
    def blocks(self) -> list[str]:
        """The texts of JSON-LD scripts."""
        return [script.string or "" for script in self.tree.find_all("script", type=JSON_LD)]

    @cached_property
    def shown(self) -> str:
        """The text that a reader sees."""
        return self.tree.get_text()

    @cached_property
    def cited(self) -> str:
        """The text of citations."""
        return "".join(element.get_text() for element in self.tree.find_all("dl", class_="citation"))

    @property
    def canonical(self) -> str:
        found = self.tree.find_all("link", rel="canonical")
        return markup.attribute(found[-1], "href") if found else ""

    @property
    def is_whole(self) -> bool:
        """Whether it has the site's navigation around its text, other than the small pages of the claims."""
        return markup.article(self.tree) is not None


def _links(element: Tag) -> Iterator[Link]:
    relation = set(element.get("rel") or ())
    if element.name == "link" and relation == {"canonical"}:
        return
    line = element.sourceline or 0
    loaded = element.name == "link" and bool(FETCHED_LINKS & relation)
    for name in LEADING:
        if name in element.attrs:
            for address in _addresses(name, markup.attribute(element, name)):
                yield Link(element.name, name, address, loaded or (element.name, name) in FETCHED, line)
    if element.name == "meta" and markup.attribute(element, "http-equiv").lower() == "refresh":
        yield Link("meta", "content", markup.attribute(element, "content").partition("url=")[2], False, line)


def _addresses(name: str, value: str) -> list[str]:
    return [part.split()[0] for part in value.split(",") if part.split()] if name == "srcset" else [value]


def addresses(site: Path) -> list[str]:
    """The addresses of all pages of a site, sorted."""
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]


def read(site: Path, address: str) -> Page:
    """A page of the site."""
    return Page(address, (site / address).read_text(encoding="utf-8"))


def target(address: str, value: str, root: str = "/") -> tuple[str, str] | None:
    """The path below the site and the anchor that an address on a page leads to; None if it leaves the site.

    A path that climbs out of the site begins with "..". root: the site's path on the host where it is published.
    """
    parts = urlsplit(value.strip())
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return address, unquote(parts.fragment)
    is_rooted = parts.path.startswith("/")
    if is_rooted and not parts.path.startswith(root):
        return f"..{parts.path}", unquote(parts.fragment)
    base = [] if is_rooted else address.split("/")[:-1]
    for step in unquote(parts.path.removeprefix(root) if is_rooted else parts.path).split("/"):
        if step == ".." and base and base[-1] != "..":
            base.pop()
        elif step not in ("", "."):
            base.append(step)
    folder = parts.path.endswith("/")
    return "/".join(base + (["index.html"] if folder else [])), unquote(parts.fragment)
