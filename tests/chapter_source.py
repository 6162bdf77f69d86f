"""Reading a page's source as the chapter tests need it: cells, words, and numbers typed in prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from claimcheck.pages import prose as figures

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^(`{3,}|:{3,})\s*(\{[^}]*\})?([^\n]*)\n(.*?)^\1\s*$", re.M | re.S)
HIDING = {"remove-input", "remove-cell", "hide-input", "hide-cell", "remove-output", "hide-output"}

# What may stand in prose with digits: names, and the words for when. Everything else comes from the data.
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
ALLOWED = (
    r"\b(19|20)\d\d-\d\d(-\d\d)?\b",  # ISO dates
    rf"\b\d{{1,2}}( to \d{{1,2}})? ({MONTH})\b",
    rf"\b({MONTH}) \d{{1,2}}\b(?!\d)",
    r"\d{1,2}月(\d{1,2}日)?",
    r"\b(19|20)\d\d(?![\d.,]*\s*(%|percent|billion|million|trillion|亿|億|万|萬|CNY|yuan|元))\b",
    r"\b[QH][1-4]\b",
    r"\bDouble (10|11|12)\b",
    r"[双雙](10|11|12)(?!\d)",
    r"\b[\w-]+\.(com|cn|net|org)\b",  # the name of a site
    r"\bT3出行",
    r"^\s*\d+\. ",
    r"\b(UTF|SHA|GB/T|ISO|RFC|CC BY|XBRL Calculations|Discuz! X|iPhone|Python|Apache|LGPL|W)[- ]?\d[\d.\-]*",
    r"\bW3C\b",
    r"\b(116|616|618|520)\b(?= ?(festival|sale|购物节|購物節|品质|品質|大促|shopping|event|campaign|\())",
    r"\(618\)",
    r"\b618\b",
)


@dataclass(frozen=True)
class Cell:
    """A code cell: its tags and its lines of code, blank ones and options left out."""

    tags: frozenset[str]
    lines: tuple[str, ...]

    @property
    def is_hidden(self) -> bool:
        return bool(self.tags & HIDING)

    @property
    def working(self) -> tuple[str, ...]:
        """The lines that a reader has to follow: all but the imports."""
        return tuple(line for line in self.lines if not line.startswith(("from ", "import ")))


def pages() -> list[Path]:
    """Every page's source: the landing page and all chapters."""
    return [ROOT / "index.md", *sorted((ROOT / "chapters").rglob("*.md"))]


def cells(source: str) -> list[Cell]:
    """The code cells of a page, in order."""
    found = []
    for match in FENCE.finditer(source):
        if match[2] == "{code-cell}":
            tags = re.search(r"^:tags: \[(.*)\]$", match[4], re.M)
            lines = [line for line in match[4].splitlines() if line.strip() and not line.startswith(":")]
            found.append(Cell(frozenset(re.split(r",\s*", tags[1]) if tags else ()), tuple(lines)))
    return found


def prose(source: str) -> str:
    """The page's words, line for line: front matter, fences, code, roles, addresses and titles blanked out."""
    text = _blank(r"\A---\n.*?\n---\n", source, re.S)
    # an admonition's text is prose, a code cell's is not
    text = FENCE.sub(lambda m: m[0] if m[1].startswith(":") else re.sub(r"[^\n]", " ", m[0]), text)
    for pattern in (
        r"\{[a-z:]+\}`[^`]*`",
        r"`[^`]*`",
        r"\]\([^)]*\)",
        r"https?://\S+",
        r"「[^」]*」",
        r"《[^》]*》",
        r"^\([a-z-]+\)=$",
        r"<[^>]*>",
        r"\b[a-z]+-\d{4}(-[\w]+)*\b",
    ):
        text = _blank(pattern, text, re.M)
    return text


def _blank(pattern: str, text: str, flags: int) -> str:
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=flags)


def typed_numbers(source: str) -> list[str]:
    """Numbers in digits that stand in the prose, as `line: number in its context`."""
    text = prose(source)
    for pattern in ALLOWED:
        text = _blank(pattern, text, re.M)
    lines = text.splitlines()
    return [
        f"{n}: {match[0]} in '{source.splitlines()[n - 1].strip()[:80]}'"
        for n, line in enumerate(lines, 1)
        for match in re.finditer(r"[\d０-９]+([.,][\d]+)*", line)
    ]


def words(source: str) -> int:
    """Words of prose; a Chinese character counts as half of one."""
    text = prose(source)
    return len(re.findall(r"[A-Za-z][\w'’-]*", text)) + len(re.findall(r"[\u3400-\u9fff]", text)) // 2


def quoted(source: str, book) -> str:
    """The page's source with the figures of its roles filled in, as a reader meets them."""

    def fill(match: re.Match) -> str:
        worded = re.fullmatch(r"(.+?)\s*<[\w.-]+>", match[2], re.S)
        if worded:
            return worded[1]
        if match[1] == "result":
            return figures.result(book.relations[match[2]])
        return figures.figure({"claim": book.claims, "reported": book.reported}[match[1]][match[2]])

    return re.sub(r"\{(claim|reported|result)\}`([^`]*)`", fill, source)


def chart_cells(source: str) -> list[str]:
    """The cells that show a chart: their last line calls a name that comes from a module of charts."""
    found = cells(source)
    code = "\n".join(line for cell in found for line in cell.lines)
    names = set()
    for module, imported in re.findall(r"^from ((?:claimcheck|kuaishou)\S*) import (.+)$", code, re.M):
        for name in re.findall(r"\w+", imported):
            if "chart" in module or "chart" in name or ".articles" in module:
                names.add(name)
    return [
        cell.lines[-1]
        for cell in found
        if cell.lines and any(re.match(rf"{name}(\.\w+)?\(", cell.lines[-1]) for name in names)
    ]
