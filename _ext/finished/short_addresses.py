"""Two small static pages for every claim: `c/<id>/` leads to its card, `c/<id>/cite.html` says how to cite it.

A static host turns `/c/gravity-2021-07` into `/c/gravity-2021-07/` and serves the page there, which sends
the browser on to the card at once; opened as a file it does the same. The other page stays: it is the one that
searches may show, so it has the canonical address, what is found, and schema.org's ClaimReview.
"""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from _ext.pages.citing import data_block, shared_link
from _ext.pages.security import META
from _ext.reading.claim_roles import CLAIMS_PAGE
from claimcheck.citing import edition as cite
from claimcheck.citing import schema_org
from claimcheck.evidence.standing import MEANINGS, standing
from claimcheck.pages.answers import chip
from claimcheck.pages.chapter import register
from claimcheck.pages.tables import badge

FOLDER = "c"
UP = "../../"


def page(claim_id: str, leads_on: bool) -> str:
    """The HTML of a claim's page; leads_on: with the order to go to the card at once."""
    known, edition = register(), cite.edition()
    claim = known.claims[claim_id]
    card = f"{UP}{CLAIMS_PAGE}.html#{claim_id}"
    arithmetic, evidence, of = known.verdict_of(claim_id), known.evidence_of(claim_id), standing(known, claim_id)
    found = f"{chip(of)} {escape(MEANINGS[of])} {escape(evidence.reason)}"
    verdicts = f"arithmetic: {badge(arithmetic.code).text} evidence: {badge(evidence.code).text}"
    mistake = f'<p><a href="{escape(edition.mistake(claim_id), quote=True)}">Report a mistake in this claim</a></p>\n'
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{_head(claim, card if leads_on else "")}\n</head>\n'
        f'<body><main>\n<p><a href="{UP}index.html">{escape(edition.title)}</a></p>\n'
        f"<h1>{claim_id}: {escape(claim.figure_text)}</h1>\n<p>The article says: {escape(claim.paraphrase)}</p>\n<p>{found}</p>\n"
        f"<p>{verdicts}</p>\n"
        f'<p><a href="{card}">The claim with its interval, its working and its evidence</a></p>\n{mistake if edition.repository else ""}'
        f"<h2>The article that prints it</h2>\n{cite.forms_html(cite.article_source(known, claim.article))}\n"
        f"<h2>What this report finds</h2>\n{cite.forms_html(cite.claim(known, claim_id))}\n</main></body>\n</html>\n"
    )


def _head(claim, leads_to: str) -> str:
    review = None if leads_to else schema_org.claim_review(register(), claim.id)
    title = f"{claim.id}: {claim.figure_text}"
    address = cite.edition().claim_page(claim.id)
    return "\n".join(
        filter(
            None,
            (
                '<meta charset="utf-8">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                META,
                f'<meta http-equiv="refresh" content="0; url={leads_to}">' if leads_to else "",
                f"<title>{escape(title)}</title>",
                f'<link rel="canonical" href="{address}">',
                f'<link rel="icon" href="{UP}_static/favicon.svg">',
                f'<script src="{UP}_static/theme-early.js"></script>',
                f'<link rel="stylesheet" href="{UP}_static/site.css">',
                f'<link rel="stylesheet" href="{UP}_static/claim-page.css">',
                f'<script defer src="{UP}_static/report.js"></script>',
                *shared_link(address, title, claim.paraphrase, "article"),
                data_block(review) if review else "",
            ),
        )
    )


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the pages of all claims and of no others."""
    if exception is not None or app.builder.name != "html":
        return
    folder = Path(app.outdir, FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    for claim_id in register().claims:
        (folder / claim_id).mkdir(parents=True)
        (folder / claim_id / "index.html").write_text(page(claim_id, leads_on=True), encoding="utf-8")
        (folder / claim_id / "cite.html").write_text(page(claim_id, leads_on=False), encoding="utf-8")
