"""Files of the whole site that make it findable: the picture that a shared link shows, the sitemap, and the feed.

Own code, since the Open Graph extension for Sphinx draws its pictures without a Chinese font, and the one for
sitemaps asks git for every page's date.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from _ext.finished.feed import feed
from _ext.pages.citing import PICTURE
from claimcheck.charts import card
from claimcheck.citing import edition as cite
from claimcheck.citing.changed import last_changed
from claimcheck.loading import book_dir
from claimcheck.pages.chapter import register
from kuaishou import FEED


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the picture, the sitemap and the feed of a finished site."""
    if exception is not None or app.builder.name != "html":
        return
    edition, site = cite.edition(), Path(app.outdir)
    card.draw(register(), edition, site / PICTURE)
    places = "".join(
        f"<url><loc>{escape(edition.at(f'{name}.html'))}</loc><lastmod>{last_changed(name).day}</lastmod></url>\n"
        for name in sorted(app.env.found_docs)
    )
    places += "".join(f"<url><loc>{escape(edition.claim_page(i))}</loc></url>\n" for i in sorted(register().claims))
    changelog = book_dir() / "CHANGELOG.md"
    told = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""  # a copy of parts of the book has none
    (site / FEED).write_bytes(feed(told, edition, edition.at(FEED)))
    (site / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n',
        encoding="utf-8",
    )
