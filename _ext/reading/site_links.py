"""Links in HTML that cells show: `site:chapters/claims.html#…` becomes relative to the page it stands on.

A table does not know which page shows it; Sphinx checks and rewrites links in prose only.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform

MARKED = re.compile(r'(?<=href=")site:')


class SiteLinks(SphinxTransform):
    """Rewrite the marked links of every piece of raw HTML."""

    default_priority = 410

    def apply(self, **kwargs) -> None:
        up = "../" * self.env.docname.count("/")
        for raw in list(self.document.findall(nodes.raw)):
            if raw.get("format") == "html" and "site:" in raw.astext():
                raw.replace_self(nodes.raw("", MARKED.sub(up, raw.astext()), format="html", classes=raw["classes"]))
