"""A built page as the audit needs it: everything in it that can be wrong, read once, in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LEADS = ("href", "src", "srcset", "data", "action", "poster")
# what a browser asks for without being told to; of links, those that are not only for machines
ASKS = {
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
LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect", "dns-prefetch"}


@dataclass(frozen=True)
class Lead:
    """An attribute that leads somewhere; `asks`: the browser goes there by itself."""

    tag: str
    attribute: str
    value: str
    asks: bool
    line: int


@dataclass
class Page(HTMLParser):
    """A page below the site, read from its HTML.

    address: its path below the site. ids: (id, line). charts: ids of chart figures, and of those without a
    picture in `empty_charts`. classes: all class names. blocks: the texts of JSON-LD scripts. shown: the visible
    text. cited: the text of citations. leads: also where a meta element sends the browser on.
    """

    address: str
    source: str = field(repr=False)
    ids: list[tuple[str, int]] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    empty_charts: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    blocks: list[str] = field(default_factory=list)
    canonical: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._stack: list[tuple[str, frozenset[str]]] = []
        self._shown: list[str] = []
        self._cited: list[str] = []
        self.feed(self.source)
        self.close()

    @property
    def shown(self) -> str:
        return "".join(self._shown)

    @property
    def cited(self) -> str:
        return "".join(self._cited)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes, line = frozenset(given.get("class", "").split()), self.getpos()[0]
        self.classes |= classes
        if "id" in given:
            self.ids.append((given["id"], line))
        self._read_leads(tag, given, line)
        if tag == "figure" and "chart" in classes:
            self.charts.append(given.get("id", ""))
            self.empty_charts.append(given.get("id", ""))
        if (
            tag == "img"
            and given.get("src")
            and self._within("figure", "chart")
            and self.charts[-1] in self.empty_charts
        ):
            self.empty_charts.remove(self.charts[-1])
        if tag == "script" and given.get("type") == "application/ld+json":
            self.blocks.append("")
        if tag not in VOID:
            self._stack.append((tag, classes | ({"json"} if given.get("type") == "application/ld+json" else set())))

    def _read_leads(self, tag: str, given: dict[str, str], line: int) -> None:
        loaded = tag == "link" and bool(LOADED_LINKS & set(given.get("rel", "").split()))
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given.get("href", "")
            return
        for name in LEADS:
            if name in given:
                for value in _addresses(name, given[name]):
                    self.leads.append(Lead(tag, name, value, loaded or (tag, name) in ASKS, line))
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.leads.append(Lead(tag, "content", given.get("content", "").partition("url=")[2], False, line))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._stack):
            while self._stack.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        tag, classes = self._stack[-1] if self._stack else ("", frozenset())
        if tag == "script" and "json" in classes:
            self.blocks[-1] += data
        elif tag not in ("script", "style"):
            self._shown.append(data)
            if self._within("dl", "citation"):
                self._cited.append(data)

    def _within(self, tag: str, name: str) -> bool:
        return any(t == tag and name in classes for t, classes in self._stack)


def _addresses(name: str, value: str) -> list[str]:
    return [part.split()[0] for part in value.split(",") if part.split()] if name == "srcset" else [value]


def pages(site: Path) -> Iterator[str]:
    """The addresses of all pages of a site, sorted."""
    return (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))


def read(site: Path, address: str) -> Page:
    """A page of the site."""
    return Page(address, (site / address).read_text(encoding="utf-8"))


def target(address: str, value: str) -> tuple[str, str] | None:
    """The path below the site and the anchor that an address on a page leads to; None if it leaves the site.

    A path that climbs out of the site begins with "..".
    """
    parts = urlsplit(value.strip())
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return address, unquote(parts.fragment)
    base = [] if parts.path.startswith("/") else address.split("/")[:-1]
    for step in unquote(parts.path).split("/"):
        if step == ".." and base and base[-1] != "..":
            base.pop()
        elif step not in ("", "."):
            base.append(step)
    folder = parts.path.endswith("/")
    return "/".join(base + (["index.html"] if folder else [])), unquote(parts.fragment)
