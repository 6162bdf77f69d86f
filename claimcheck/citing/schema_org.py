"""What search engines and data catalogues are told: schema.org's ClaimReview and Dataset, as plain dictionaries."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from claimcheck.citing import styles
from claimcheck.citing.edition import Edition, edition, report
from claimcheck.evidence.standing import Standing, standing
from claimcheck.publish import JSON_FILES
from claimcheck.register.record import Register

LONGEST_CLAIM = 75  # search engines ask for less than a line on a phone


def claim_text(claim) -> str:
    """What a claim says with its figure, in one line that a search engine shows whole: at most LONGEST_CLAIM characters."""
    about = claim.paraphrase.rstrip(".")
    whole = [f"{about}: {figure}" for figure in (claim.figure_text, claim.read)]
    short = textwrap.shorten(about, LONGEST_CLAIM - len(claim.read) - 2, placeholder=" …")
    return next((text for text in whole if len(text) <= LONGEST_CLAIM), f"{short}: {claim.read}")


def claim_review(register: Register, claim_id: str, of: Edition | None = None) -> dict | None:
    """schema.org's ClaimReview of a claim, for its own page; None where it cannot be checked or is no figure to check.

    The rating is the verdict that readers see, in words, so there is no number to rank it by; the explanation gives the
    two technical ones. Fields and limits are those of the search engines' guide to fact-check markup.
    """
    of = of or edition()
    row, article_row = register.claims[claim_id], register.articles[register.claims[claim_id].article]
    arithmetic, evidence = register.verdict_of(claim_id), register.evidence_of(claim_id)
    found = standing(register, claim_id)
    if found in (Standing.OPEN, Standing.NONE):
        return None
    appearance = {"@type": "Article", "headline": article_row.title, "inLanguage": "zh"}
    if article_row.address.startswith("http"):
        appearance["url"] = article_row.address
    speaker = {
        "@type": "Person" if article_row.cited_author else "Organization",
        "name": article_row.cited_author or article_row.cited_outlet or article_row.outlet,
    }
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": of.claim_page(claim_id),
        "datePublished": of.released,
        "author": {"@type": "Organization", "name": ", ".join(of.authors), "url": of.address},
        "claimReviewed": claim_text(row),
        "itemReviewed": {"@type": "Claim", "name": row.quote, "author": speaker, "appearance": appearance},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": found.words,
            "ratingExplanation": f"Arithmetic: {arithmetic.message}. Evidence, {evidence.code}: {evidence.reason}",
        },
        "isPartOf": {"@type": "Dataset", "name": of.title, "version": of.version, "url": of.address},
    }


def dataset(descriptor: dict, of: Edition | None = None, extra: Mapping[str, str] | None = None) -> dict:
    """schema.org's Dataset of the data package.

    descriptor: its datapackage.json. extra: files that the report publishes beside it, name -> media type.
    """
    of = of or edition()
    files = [
        {
            "@type": "DataDownload",
            "name": resource["title"],
            "description": resource["description"],
            "encodingFormat": resource["mediatype"],
            "contentUrl": of.at(f"data/{resource['path']}"),
        }
        for resource in descriptor["resources"]
    ]
    files += [
        {"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": of.at(f"data/{name}")}
        for name, kind in {**dict.fromkeys(JSON_FILES, "application/json"), **(extra or {})}.items()
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": of.title,
        "description": of.abstract,
        "url": of.at("chapters/data.html"),
        "version": of.version,
        "datePublished": of.released,
        "license": descriptor["licenses"][0]["path"],
        "isAccessibleForFree": True,
        "creator": [{"@type": "Organization", "name": name} for name in of.authors],
        "keywords": list(of.keywords),
        "citation": styles.apa(report(of)),
        "distribution": files,
    }
