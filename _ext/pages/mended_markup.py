"""Markup of other packages that a screen reader cannot use or that HTML does not allow, mended on every finished page.

- Sphinx marks the box around the references as a list and its entries as `doc-biblioentry`, which ARIA 1.2
  counts among no list's items: axe-core finds a list without items in it. The box loses its role.
- MyST-NB names every fold "Toggle hidden content"; without that a fold is called what it says.
- It puts paragraphs into that line, where only words may stand.
"""

from __future__ import annotations

import re

from sphinx.application import Sphinx

MENDED = {
    '<div role="list" class="citation-list">': '<div class="citation-list">',
    '<summary aria-label="Toggle hidden content">': "<summary>",
}
PARAGRAPH = re.compile(r'<p (class="(?:collapsed|expanded) admonition-title")>([^<]*)</p>')


def mend(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Put the mended markup in the place of the other."""
    for found, mended in MENDED.items():
        if found in context.get("body", ""):
            context["body"] = context["body"].replace(found, mended)
    if "admonition-title" in context.get("body", ""):
        context["body"] = PARAGRAPH.sub(r"<span \1>\2</span>", context["body"])
