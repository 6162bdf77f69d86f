"""The one reader of finished HTML, for this extension, for the commands in `tools` and for the tests.

Beautiful Soup over Python's own parser, which keeps what is written as it is written, knows the line of every
element, and mends nothing: whether the markup is sound is a check of its own in the audit.
"""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement


def read(html: str) -> BeautifulSoup:
    """The page as a tree."""
    return BeautifulSoup(html, "html.parser")


def article(page: Tag) -> Tag | None:
    """The text of a page that has the site's navigation around it; None for the small pages of the claims."""
    return page.find("article", class_="bd-article")


def classes(element: Tag) -> frozenset[str]:
    """The classes of an element."""
    return frozenset(element.get("class") or ())


def attribute(element: Tag, name: str) -> str:
    """An attribute as it is written, blank where there is none."""
    value = element.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def words(element: Tag) -> str:
    """The text of an element as a reader sees it in one line: without scripts, a space for each run of white space."""
    return " ".join(element.get_text().split())


def at_first(page: BeautifulSoup) -> str:
    """The text of a page before a reader opens anything: of what is folded, the line that names it.

    With the words for pictures, which a browser sets while a picture is on its way, and with folds that hold
    preformatted text, which the theme's script measures at once.
    """
    folds = {id(fold) for fold in page.find_all("details") if "open" not in fold.attrs and fold.find("pre") is None}
    pieces: list[PageElement] = [piece for piece in page.find_all(string=True) if type(piece) is NavigableString]
    return " ".join(
        attribute(piece, "alt") if isinstance(piece, Tag) else str(piece)
        for piece in [*pieces, *page.find_all("img", alt=True)]
        if not _is_in(folds, piece)
    )


def _is_in(folds: set[int], piece: PageElement) -> bool:
    """Whether it is in one of the elements, and not in the line that names it."""
    below = piece
    for element in piece.parents:
        if id(element) in folds and getattr(below, "name", "") != "summary":
            return True
        below = element
    return False


def offset(html: str, element: Tag) -> int:
    """Where an element begins in the HTML that it was read from."""
    start = 0
    for _ in range((element.sourceline or 1) - 1):
        start = html.index("\n", start) + 1
    return start + (element.sourcepos or 0)
