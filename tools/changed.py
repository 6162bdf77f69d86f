"""Renew the record of when each page changed last, from the built site: `make changed`, before a release.

A page has changed when its words have, without citations, which name the version, and without what is said of files to
take away. A page whose words are those of the record keeps its version and day.
"""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import yaml

from _ext import markup
from claimcheck.citing.changed import FILE, Change, record
from claimcheck.citing.edition import Edition, edition
from tools.build import ROOT, SITE

LEFT_OUT = "script, .cite-this, .take-away, .r-cite, .headerlink, .table-csv"


def listed() -> list[str]:
    """The pages of the table of contents."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [toc["root"], *(chapter["file"] for part in toc["parts"] for chapter in part["chapters"])]


def digest(page: str) -> str:
    """Twelve hexadecimal digits over the words of a page given as HTML."""
    article = markup.article(markup.read(page))
    if article is None:
        raise ValueError("a page without a text")
    for element in article.select(LEFT_OUT):
        element.decompose()
    return hashlib.sha256(markup.words(article).encode()).hexdigest()[:12]


def renewed(kept: dict[str, Change], digests: dict[str, str], of: Edition) -> dict[str, Change]:
    """The record for pages with these digests: what is the same keeps its version, the rest gets that of the edition."""
    return {
        page: kept[page] if page in kept and kept[page].digest == found else Change(found, of.version, of.released)
        for page, found in digests.items()
    }


def digests(site: Path) -> dict[str, str]:
    """The digest of each page of a built site."""
    return {name: digest((site / f"{name}.html").read_text(encoding="utf-8")) for name in listed()}


def stale(site: Path) -> list[str]:
    """Pages of a built site whose words are not those of the record."""
    kept = record(ROOT)
    return [page for page, found in digests(site).items() if page not in kept or kept[page].digest != found]


def as_csv(changes: dict[str, Change]) -> str:
    """The record as it is kept."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("page", "digest", "version", "day"))
    writer.writerows((page, change.digest, change.version, change.day) for page, change in sorted(changes.items()))
    return out.getvalue()


def main() -> None:
    changed = stale(SITE)
    (ROOT / FILE).write_text(as_csv(renewed(record(ROOT), digests(SITE), edition())), encoding="utf-8")
    print(f"{FILE}: {len(changed)} pages changed in version {edition().version}", *changed, sep="\n  ")


if __name__ == "__main__":
    main()
