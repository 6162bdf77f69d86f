"""Structured data by the rules that search engines publish for it.

The rules are those of Google's guides to fact-check markup (ClaimReview), data sets (Dataset) and canonical addresses: one
review on a page, which names that page by its canonical address, stays there, is in the sitemap and is not kept out of
the index; a claim of at most 75 characters; a rating with a name; a data set described in 50 to 5000 characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from claimcheck.citing.edition import Edition
from claimcheck.citing.schema_org import LONGEST_CLAIM
from claimcheck.register.faults import Fault
from tools.audit.page import Page

DAY = re.compile(r"\d{4}-\d\d-\d\d")
REQUIRED = {
    "Dataset": ("name", "description", "license", "version", "url", "creator", "distribution"),
    "ClaimReview": ("url", "claimReviewed", "itemReviewed", "reviewRating", "author", "datePublished"),
}


def metadata(page: Page, edition: Edition, sitemap: str) -> Iterator[Fault]:
    """JSON-LD that cannot be read or breaks a rule of its type, and a canonical address elsewhere. sitemap: its text."""
    if page.canonical and not page.canonical.startswith(edition.address):
        yield Fault(
            "stale-citation", page.address, None, "canonical", page.canonical, f"an address under {edition.address}"
        )
    reviews = 0
    for block in page.blocks:
        try:
            item = json.loads(block)
        except ValueError as error:
            yield Fault("invalid-json-ld", page.address, None, None, str(error), "JSON")
            continue
        yield from _item(page, item, edition)
        if isinstance(item, dict) and item.get("@type") == "ClaimReview":
            reviews += 1
            for column, found, expected in (*_review(item), *_place(page, item, sitemap)):
                yield Fault("invalid-json-ld", page.address, None, column, found, expected)
    if reviews > 1:
        yield Fault("invalid-json-ld", page.address, None, "ClaimReview", f"{reviews} reviews", "one on a page")


def _item(page: Page, item: dict, edition: Edition) -> Iterator[Fault]:
    kind = item.get("@type") if isinstance(item, dict) else None
    if kind not in REQUIRED or item.get("@context") != "https://schema.org":
        yield Fault("invalid-json-ld", page.address, None, "@type", str(kind), f"schema.org's {' or '.join(REQUIRED)}")
        return
    if missing := [name for name in REQUIRED[kind] if not item.get(name)]:
        yield Fault("invalid-json-ld", page.address, None, kind, f"no {', '.join(missing)}", "every field it needs")
    if kind == "Dataset" and not 50 <= len(item.get("description") or "") <= 5000:
        size = len(item.get("description") or "")
        yield Fault("invalid-json-ld", page.address, None, "description", f"{size} characters", "50 to 5000")
    version = item.get("version") or (item.get("isPartOf") or {}).get("version")
    if version and version != edition.version:
        yield Fault("stale-citation", page.address, None, kind, version, edition.version)


def _review(item: dict) -> Iterator[tuple[str, str, str]]:
    """What is wrong in a review itself: the field, what stands there, what should."""
    claim, rating, subject = (
        item.get("claimReviewed") or "",
        item.get("reviewRating") or {},
        item.get("itemReviewed") or {},
    )
    if len(claim) > LONGEST_CLAIM:
        yield "claimReviewed", f"{len(claim)} characters", f"at most {LONGEST_CLAIM}"
    if not rating.get("alternateName"):
        yield "reviewRating", "a rating without a name", "the verdict"
    if subject.get("@type") != "Claim" or not (subject.get("author") or {}).get("name"):
        yield "itemReviewed", "no Claim with the name of who makes it", "a Claim and its author"
    if not (item.get("author") or {}).get("name"):
        yield "author", "no name", "who reviews"
    if not DAY.fullmatch(item.get("datePublished") or ""):
        yield "datePublished", str(item.get("datePublished")), "an ISO date"


def _place(page: Page, item: dict, sitemap: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong with where a review stands."""
    if item.get("url") != page.canonical:
        yield "url", str(item.get("url")), f"the canonical address of its page, {page.canonical}"
    if f"<loc>{item.get('url')}</loc>" not in sitemap:
        yield "url", str(item.get("url")), "an address of the sitemap"
    for element in page.elements:
        if element.name == "meta" and str(element.get("http-equiv")).lower() == "refresh":
            yield "ClaimReview", "a page that leads on", "a page that stays"
        if element.name == "meta" and element.get("name") == "robots" and "noindex" in str(element.get("content")):
            yield "ClaimReview", "a page kept out of the index", "a page that may be found"
