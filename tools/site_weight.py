"""What a first visit to a page moves: its own HTML and everything it makes the browser ask for."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.site_page import Page, target

MOST_BYTES = 350_000
MOST_REQUESTS = 25
# Hosts send these as they are; gzip would only add to them
PACKED = {".png", ".jpg", ".woff", ".woff2", ".gz", ".zip", ".pdf", ".webp"}
FONT_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"');\s]+)""")
RANGE = re.compile(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?")


@dataclass(frozen=True)
class Weight:
    """address: of the page; files: what is asked for, below the site, the page first; size: bytes as sent."""

    address: str
    files: tuple[str, ...]
    size: int

    def __str__(self) -> str:
        return f"{self.address}: {self.size / 1000:.0f} kB in {len(self.files)} requests"


def weigh(site: Path, page: Page) -> Weight:
    """The weight of a page, with every font that it needs where the reader's system has none."""
    files = [page.address]
    for lead in page.leads:
        found = target(page.address, lead.value) if lead.asks and lead.tag != "form" else None
        if found and (site / found[0]).is_file():
            files.append(found[0])
            if found[0].endswith(".css"):
                files += _asked_by_style(site, found[0], frozenset(page.source))
    files = list(dict.fromkeys(files))
    return Weight(page.address, tuple(files), sum(sent(site / name) for name in files))


def _asked_by_style(site: Path, name: str, characters: frozenset[str]) -> list[str]:
    """Fonts and imports of a stylesheet. Of a face's sources the first is taken; its pictures are `data:`."""
    text = _text(site / name)
    faces = [ADDRESS.findall(face)[:1] for face in FONT_FACE.findall(text) if _needed(face, characters)]
    found = [target(name, address) for address in (*IMPORT.findall(text), *sum(faces, []))]
    return [place[0] for place in found if place and (site / place[0]).is_file()]


def _needed(face: str, characters: frozenset[str]) -> bool:
    ranges = RANGE.findall(face.partition("unicode-range")[2])
    return not ranges or bool(characters & _code_points(tuple(ranges)))


@cache
def _code_points(ranges: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return frozenset(chr(point) for low, high in ranges for point in range(int(low, 16), int(high or low, 16) + 1))


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def sent(path: Path) -> int:
    """The bytes of a file as a host sends it, compressed where that pays."""
    data = path.read_bytes()
    return len(data) if path.suffix in PACKED else len(gzip.compress(data, 6))
