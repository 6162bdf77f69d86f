"""A finished page's text by its parts: sections, claims, table rows that have an address."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tools.site_page import VOID

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNREAD_TAGS = {"script", "style", "nav", "form", "figcaption", "button", "svg", "dt"}
UNREAD_CLASSES = {"headerlink", "prev-next-area", "cell_input", "cite-this"}
BLOCKS = {"p", "div", "td", "th", "li", "dd", "dt", "tr", "pre", "caption", "summary", "section", "br", *HEADINGS}


@dataclass
class Part:
    """What stands under one address of a page; the anchor is blank for the page's own beginning.

    The heading of a table row is what its first two cells say.
    """

    anchor: str = ""
    is_row: bool = False
    cells: int = 0
    heading: str = ""
    text: str = ""


@dataclass
class _Open:
    """An element being read: its tag, the part its text belongs to, and how it is read."""

    tag: str
    part: Part
    unread: bool
    in_heading: bool


@dataclass
class _Reader(HTMLParser):
    parts: list[Part] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    inside: bool = False
    begun: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        if not self.inside:
            if tag == "article" and "bd-article" in classes:
                self.inside = True
                self.parts.append(Part())
                self.stack.append(_Open(tag, self.parts[0], False, False))
            return
        if tag in BLOCKS:
            self._add(" ")
        if tag in VOID:
            if tag == "img":
                self._add(f" {given.get('alt', '')} ")
            return
        above = self.stack[-1]
        part = above.part
        if "id" in given and tag in ("section", "tr"):
            part = self._part(given["id"], tag == "tr")
        unread = above.unread or tag in UNREAD_TAGS or bool(classes & UNREAD_CLASSES)
        heading = above.in_heading or self._starts_heading(tag, part)
        self.stack.append(_Open(tag, part, unread, heading))

    @staticmethod
    def _starts_heading(tag: str, part: Part) -> bool:
        if part.is_row and tag == "td":
            part.cells += 1
            part.heading += ": " if part.cells == 2 else ""
            return part.cells <= 2
        return tag in HEADINGS and not part.heading.strip()

    def _part(self, anchor: str, is_row: bool) -> Part:
        if not self.begun:  # the section of the page's own heading: its address is the page's
            self.begun = True
            return self.parts[0]
        self.parts.append(Part(anchor, is_row))
        return self.parts[-1]

    def handle_endtag(self, tag: str) -> None:
        if not self.inside or tag in VOID:
            return
        while self.stack and self.stack[-1].tag != tag:
            self.stack.pop()
        if self.stack:
            self.stack.pop()
        self.inside = bool(self.stack)
        if self.inside and tag in BLOCKS:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        if self.inside and not self.stack[-1].unread:
            self._add(data)

    def _add(self, text: str) -> None:
        here = self.stack[-1]
        if here.unread:
            return
        if here.in_heading:
            here.part.heading += text
        else:
            here.part.text += text


def parts_of(page: str) -> list[Part]:
    """The parts of a page given as HTML, in order; a part that has no heading of its own is named by its anchor."""
    reader = _Reader()
    reader.feed(page)
    for part in reader.parts:
        part.heading = " ".join(part.heading.split()) or part.anchor
        part.text = " ".join(part.text.split())
    return reader.parts
