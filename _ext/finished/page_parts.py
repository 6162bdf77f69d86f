"""A finished page's text by its parts: sections, claims, table rows that have an address."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from _ext import markup

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNREAD_TAGS = {"script", "style", "nav", "form", "button", "svg", "dt"}
UNREAD_CLASSES = {"headerlink", "prev-next-area", "cell_input", "cite-this", "mistake", "r-take-away", "r-cite"}
BLOCKS = {"p", "div", "td", "th", "li", "dd", "dt", "tr", "pre", "caption", "summary", "section", "br", *HEADINGS}


@dataclass
class Part:
    """What stands under one address of a page; the anchor is blank for the page's own beginning.

    The heading of a table row is what its first two cells say, that of a card its id and its summary.
    """

    anchor: str = ""
    is_row: bool = False
    is_card: bool = False
    cells: int = 0
    heading: str = ""
    text: str = ""

    def add(self, text: str, in_heading: bool) -> None:
        """Put text to the heading or to what stands under it."""
        if in_heading:
            self.heading += text
        else:
            self.text += text

    def begins_heading(self, tag: str) -> bool:
        """Whether an element of this part is its heading, or one of the cells that make a row's."""
        if self.is_row and tag == "td":
            self.cells += 1
            self.heading += ": " if self.cells == 2 else ""
            return self.cells <= 2
        return tag == "summary" and self.is_card or tag in HEADINGS and not self.heading.strip()


def parts_of(page: BeautifulSoup) -> list[Part]:
    """The parts of a page, in order; a part that has no heading of its own is named by its anchor."""
    article = markup.article(page)
    if article is None:
        return []
    own = article.find(["section", "tr"], id=True)  # that of the page's own heading: its address is the page's
    parts = [Part()]
    _read(article, parts, parts[0], False, own)
    for part in parts:
        part.heading = " ".join(part.heading.split()) or part.anchor
        part.text = " ".join(part.text.split())
    return parts


def _read(element: Tag, parts: list[Part], part: Part, in_heading: bool, own: Tag | None) -> None:
    """Add what stands in an element to its part, and the parts that begin in it to the others."""
    for child in element.children:
        if not isinstance(child, Tag):
            if isinstance(child, NavigableString) and not isinstance(child, PreformattedString):  # no comments
                part.add(child, in_heading)
            continue
        space = " " if child.name in BLOCKS else ""
        part.add(space, in_heading)
        if child.name in UNREAD_TAGS or UNREAD_CLASSES & markup.classes(child):
            continue
        if child.name == "img":
            part.add(f" {markup.attribute(child, 'alt')} ", in_heading)
        inner = part
        if child.name in ("section", "tr") and child.get("id") and child is not own:
            inner = Part(str(child["id"]), child.name == "tr")
            parts.append(inner)
        elif child.name == "details" and child.get("id"):
            # a card that opens on demand: its id is part of its heading, since readers search for it
            inner = Part(str(child["id"]), is_card=True, heading=f"{child['id']} ")
            parts.append(inner)
        _read(child, parts, inner, in_heading or inner.begins_heading(child.name), own)
        part.add(space, in_heading)
