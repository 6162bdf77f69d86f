"""A claim of which the report says that nothing comparable was found: is there really nothing?

What comes near is listed here with the reason why it says nothing of the claim. A new figure, or a claim that
gets evidence, makes the list wrong, and somebody has to look again.
"""

from __future__ import annotations

import re

from claimcheck.evidence import reconcile, sources

SILENT = "Nothing comparable was found"

# claim -> why what was found beside it does not bear on it as it is worded; of other claims their note says so
LOOKED_AT = {
    "subsidy-2020-19": "of all internet users, not of people kept at home",
    "subsidy-2020-22": "ranks by orders and by GMV, not by new users",
    "subsidy-2020-52": "ranks by orders and by GMV, not by what is lacking most",
    "subsidy-2020-53": "ranks by orders and by GMV, not by trust in hosts",
    "subsidy-2020-54": "ranks by orders and by GMV, not by ways to work together",
    "subsidy-2020-35": "ranks by orders and by GMV, not by attention to hosts",
    "newness-2022-42": "days of one activity of the festival, not its own",
    "newness-2022-13": "another office of the same man",
    "newness-2022-14": "another office of the same man",
    "newness-2022-18": "another office of the same man",
    "newness-2022-21": "another office of the same man",
}


def silent(book) -> list:
    return [c for c in book.claims.values() if book.evidence_of(c.id).reason.startswith(SILENT)]


def near(book) -> dict[str, set[str]]:
    """What comes near each silent claim: ids of reported figures of its entity and metric at an overlapping time,
    and of rows whose page names its person at such a time; corrections that speak of another report."""
    found: dict[str, set[str]] = {}
    claims = {claim.id: claim for claim in silent(book)}
    for pair in reconcile.pairs(book):
        for claim, other in ((pair.first, pair.second), (pair.second, pair.first)):
            own = claim in claims and sources.copied(book).get(other) == claims[claim].article
            if claim in claims and other in book.reported and pair.kind != "metric" and not own:
                found.setdefault(claim, set()).add(other)
    for claim in claims.values():
        for row in book.reported.values():
            if (
                claim.metric == "role"
                and overlap(claim, row)
                and any(name in row.source_title for name in names(claim.entity))
            ):
                found.setdefault(claim.id, set()).add(row.id)
    for correction in book.corrections.values():
        if correction.claim in claims and re.search(r"\breports?\b", correction.reason):
            found.setdefault(correction.claim, set()).add(correction.id)
    return found


def names(entity: str) -> set[str]:
    """Person: Cheng Yixiao (程一笑) -> Cheng Yixiao, 程一笑."""
    plain = re.sub(r"^\w+: ", "", entity)
    return (
        {part.split(",")[0].strip() for part in re.findall(r"[^()]+", plain) if part.strip()} - {"Kuaishou"}
        if ":" in entity
        else set()
    )


def overlap(claim, row) -> bool:
    return bool(claim.period_start) and claim.period_start <= row.period_end and row.period_start <= claim.period_end


def test_what_comes_near_was_looked_at(book):
    """Must-show: a new figure beside a claim that has none fails here until somebody says why it does not count."""
    found = near(book)
    left = {claim: found[claim] for claim in set(found) - set(LOOKED_AT) if not book.claims[claim].note}
    assert not left, "give each a note that says why these say nothing of it"


def test_nothing_is_listed_that_is_not_there(book):
    assert set(LOOKED_AT) <= set(near(book))


def test_no_silent_claim_has_a_figure_to_compare_with(book):
    """Should a reported figure be of the very same quantity, the verdict could not be silent."""
    claims = {claim.id for claim in silent(book)}
    for pair in reconcile.pairs(book):
        if pair.code != "not_comparable" and (pair.first in claims or pair.second in claims):
            articles = {sources.article_of(book, book.row(i)) for i in (pair.first, pair.second)}
            assert len(articles) == 1, pair
