"""What a visit to each page moves: requests and compressed bytes, at first and with all that is folded opened.

Read off the built files, no browser needed: the page itself, what it names (style sheets, scripts,
icon, every picture, also those far down), and the fonts whose characters it has. Text counts as
gzip packs it, fonts and PNG as they are. Chinese type counts although only a reader without a Chinese
font asks for it, so this is the most that a visit moves.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from _ext import markup
from tools.audit.page import Page, target

FIRST = (12, 200_000)  # requests and bytes before a reader opens anything
OPENED = (17, 250_000)
# of a page that grows with each article (the index of the search by some 10 kB): room for ten more
OWN_LIMITS = {"search.html": (20, 400_000)}
PACKED = {".woff2", ".woff", ".png", ".jpg", ".zip"}
FACE = re.compile(r"@font-face\{[^}]*?src:url\(([^)]+)\)[^}]*?(?:unicode-range:([^};]+))?\}")
NAMED = "link[rel~=stylesheet], link[rel~=icon], script[src], img[src]"


@dataclass(frozen=True)
class Weight:
    """A page's address, the files that showing it takes and their bytes as moved; `is_opened`: with what is folded."""

    page: str
    files: tuple[str, ...]
    bytes: int
    is_opened: bool = False

    @property
    def limits(self) -> tuple[int, int]:
        """The most requests and bytes."""
        return OWN_LIMITS.get(self.page, OPENED if self.is_opened else FIRST)

    @property
    def within(self) -> bool:
        requests, size = self.limits
        return len(self.files) <= requests and self.bytes <= size


def weigh(page: Page, site: Path, root: str = "/", *, is_opened: bool = False) -> Weight:
    """The weight of a page of the site. What is not there weighs nothing: that it is missing is another fault. root: see `target`."""
    named = (element for element in page.tree.select(NAMED) if not element.find_parent("noscript"))
    links = (markup.attribute(element, "href" if element.name == "link" else "src") for element in named)
    files = [page.address, *(inside(page.address, link, root) for link in links)]
    characters = set(page.source if is_opened else markup.at_first(page.tree))
    for sheet in [name for name in files if name.endswith(".css") and (site / name).is_file()]:
        fonts = (font for font, points in _faces(site / sheet) if not points or points & characters)
        files += [inside(sheet, font) for font in fonts]
    files = [name for name in dict.fromkeys(files) if name and (site / name).is_file()]
    return Weight(page.address, tuple(files), sum(moved(site / name) for name in files), is_opened)


def inside(page: str, link: str, root: str = "/") -> str:
    """The file that a link on a page leads to; blank for data and for other hosts."""
    found = target(page, link, root)
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
