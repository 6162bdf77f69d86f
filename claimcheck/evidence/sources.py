"""How far a source is believed, and what makes two sources independent."""

from __future__ import annotations

from urllib.parse import urlsplit

from claimcheck.register.rows import Row

STRENGTH = {
    "company_release": "strong",
    "company_release_repost": "strong",
    "news": "strong",
    "news_repost": "medium",
    "broker": "medium",
    "dataset": "medium",
    "aggregator": "weak",
    "blog": "weak",
    # another of the five articles is press like the one it is set against
    "article": "medium",
}
ORDER = ("weak", "medium", "strong")
# kinds that may have copied what was printed before them
COPYING = ("news_repost", "blog", "aggregator", "article")
KIND_WORDS = {
    "company_release": "company release",
    "company_release_repost": "company release (repost)",
    "news": "news",
    "news_repost": "news (repost)",
    "broker": "broker",
    "dataset": "dataset",
    "aggregator": "aggregator",
    "blog": "blog",
    "article": "other article",
}


def strength_of(row: Row) -> str:
    """How far the row is believed: strong, medium or weak."""
    return STRENGTH[row.source_kind]


def origin_key(row: Row) -> str:
    """What tells two sources apart: the article of a claim, the host of a reported figure's address.

    A second row from the same place is the same witness heard twice.
    """
    return row.article or urlsplit(row.source_url).netloc.removeprefix("www.")
