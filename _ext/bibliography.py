"""Make the list of references one that a screen reader can read.

Sphinx marks the box around the references as a list and its entries as `doc-biblioentry`, which
ARIA 1.2 counts among no list's items: axe-core finds a list without items in it. The box loses its
role; the entries keep theirs.
"""

from __future__ import annotations

from sphinx.application import Sphinx

LISTED, PLAIN = '<div role="list" class="citation-list">', '<div class="citation-list">'


def unlist(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Take the role from every box of references on the page."""
    if LISTED in context.get("body", ""):
        context["body"] = context["body"].replace(LISTED, PLAIN)


def setup(app: Sphinx) -> dict:
    app.connect("html-page-context", unlist)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
