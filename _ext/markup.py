"""The one reader of finished HTML, for this extension, for the commands in `tools` and for the tests.

Beautiful Soup over Python's own parser, which keeps what is written as it is written, knows the line of every
element, and mends nothing: whether the markup is sound is a check of its own in the audit.
"""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag


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


def offset(html: str, element: Tag) -> int:
    """Where an element begins in the HTML that it was read from."""
    start = 0
    for _ in range((element.sourceline or 1) - 1):
        start = html.index("\n", start) + 1
    return start + (element.sourcepos or 0)
