"""The page that a host shows for an address that leads nowhere, in the site's clothes.

It is shown under whatever address was asked for, so its links lead from the host's root, not from the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from sphinx.application import Sphinx

from claimcheck.citing import edition as cite

NAME = "404"
LINK = re.compile(r'(?<=\s)(href|src|action)="(?!#|[a-z]+:|//)([^"]*)"')


def pages(app: Sphinx) -> Iterator[tuple[str, dict, str]]:
    """The page, for Sphinx to write with all others."""
    yield NAME, {"title": "No such page", "metatags": '\n    <meta name="robots" content="noindex">'}, f"{NAME}.html"


def rooted(page: str, root: str) -> str:
    """A page's HTML with its links led from the host's root; root: the site's path there."""
    return LINK.sub(lambda link: f'{link[1]}="{urljoin(root, link[2])}"', page)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Lead the links of the written page from the root of the host where the site is published."""
    if exception is not None or app.builder.name != "html":
        return
    path = Path(app.outdir, f"{NAME}.html")
    root = urlsplit(cite.edition().address).path
    path.write_text(rooted(path.read_text(encoding="utf-8"), root), encoding="utf-8")
