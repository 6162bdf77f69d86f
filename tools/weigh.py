"""What a first visit to each page moves: requests and compressed bytes, against the budget.

Read off the built files, no browser needed: the page itself, what it names (style sheets, scripts,
icon, every picture, also those far down), and the fonts whose characters it has. Text counts as
gzip packs it, fonts and PNG as they are. Chinese type counts in full although only a reader without
a Chinese font asks for it, so this is the most that a visit moves.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from tools.site_page import target

REQUESTS = 25
BYTES = 350_000
PACKED = {".woff2", ".woff", ".png", ".jpg", ".zip"}
FACE = re.compile(r"@font-face\{[^}]*?src:url\(([^)]+)\)[^}]*?(?:unicode-range:([^};]+))?\}")


@dataclass(frozen=True)
class Weight:
    """A page's address, the files that showing it takes, and their bytes as moved."""

    page: str
    files: tuple[str, ...]
    bytes: int

    @property
    def within(self) -> bool:
        return len(self.files) <= REQUESTS and self.bytes <= BYTES


class _Named(HTMLParser):
    """The addresses that a browser asks for when it shows a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.noscript = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.noscript |= tag == "noscript"
        shown = tag == "link" and {"stylesheet", "icon"} & set(given.get("rel", "").split())
        if self.noscript:
            return
        if shown:
            self.found.append(given["href"])
        elif tag in ("script", "img") and given.get("src"):
            self.found.append(given["src"])

    def handle_endtag(self, tag: str) -> None:
        self.noscript &= tag != "noscript"


def weigh(page: str, site: Path) -> Weight:
    """The weight of a page given by its address in the site."""
    text = (site / page).read_text(encoding="utf-8")
    named = _Named()
    named.feed(text)
    files = [page, *(inside(page, link) for link in named.found)]
    for sheet in [name for name in files if name.endswith(".css")]:
        files += [inside(sheet, font) for font, points in _faces(site / sheet) if not points or points & set(text)]
    files = [name for name in dict.fromkeys(files) if name]
    return Weight(page, tuple(files), sum(moved(site / name) for name in files))


def inside(page: str, link: str) -> str:
    """The file that a link on a page leads to; blank for data and for other hosts."""
    found = target(page, link)
    return found[0] if found else ""


@cache
def moved(path: Path) -> int:
    """Bytes of a file on the way."""
    content = path.read_bytes()
    return len(content) if path.suffix in PACKED else len(gzip.compress(content))


@cache
def _faces(sheet: Path) -> list[tuple[str, frozenset[str]]]:
    """The fonts of a style sheet, each with its characters; no characters: asked for on every page."""
    found = FACE.findall(sheet.read_text(encoding="utf-8"))
    return [
        (font, frozenset(chr(int(point[2:], 16)) for point in points.split(",") if point)) for font, points in found
    ]
