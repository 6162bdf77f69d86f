"""In which version a page changed last, from a record that is kept with the sources: every copy says the same.

Neither the date of a file nor that of a commit would: an archive has no commits, a clone no times, and a page changes with
the tables that it shows. `chapters/changed.csv` holds page, digest of its words, version and day.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claimcheck.citing.edition import Edition, edition
from claimcheck.loading import book_dir

FILE = Path("chapters", "changed.csv")


@dataclass(frozen=True)
class Change:
    """digest: of the page's words as they were then. day: ISO date."""

    digest: str
    version: str
    day: str


def record(book: Path) -> dict[str, Change]:
    """The record of a book by page, as in `chapters/growth`; empty where none is kept."""
    if not (book / FILE).is_file():
        return {}
    with (book / FILE).open(encoding="utf-8", newline="") as handle:
        return {row["page"]: Change(row["digest"], row["version"], row["day"]) for row in csv.DictReader(handle)}


@cache
def _kept() -> dict[str, Change]:
    return record(book_dir())


def last_changed(page: str, of: Edition | None = None) -> Change:
    """The last change of a page; that of this version where the record does not know the page."""
    of = of or edition()
    return _kept().get(page) or Change("", of.version, of.released)
