"""What to quote: for a headline claim the best figure of its quantity, with source and pitfalls.

The best figure is the one from the strongest kind of source among all that speak of the same
quantity (entity, metric, definition, period); the interval is the one that all of them allow.
Misquotations to avoid are the conflicts that name the claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from claimcheck.evidence import reconcile
from claimcheck.evidence.sources import KIND_WORDS, ORDER, strength_of
from claimcheck.pages.tables import Html, Table, badge, conflict_link, link, row_link
from claimcheck.printed.interval import Interval
from claimcheck.printed.words import bound_text, range_text
from claimcheck.register.rows import Claim, Row

MINDED = 2  # conflicts shown in a row; the claim's card has them all

# about what, the claim a reader may have met, and a row whose quantity is the one meant where the claim's is not
HEADLINES = {
    "gmv": (
        ("GMV of 2019", "gravity-2021-16", None),
        ("GMV of 2020", "gravity-2021-15", None),
        ("growth in 2020", "gravity-2021-17", None),
        ("GMV of 2021", "trust-2023-04", None),
        ("growth in 2021", "trust-2023-05", None),
        ("GMV of Q1 2021", "providers-2021-28", None),
    ),
    "revenue": (
        ("other services, 2020", "gravity-2021-20", None),
        ("other services, Q1 2021", "providers-2021-24", "rev-other-2021-q1-afpbb"),
        ("other services, Q2 2022", "newness-2022-29", None),
        ("online marketing, Q1 2021", "providers-2021-18", None),
        ("share of other services, Q2 2022", "newness-2022-30", None),
    ),
    "audience": (
        ("live viewers, June 2020", "providers-2021-33", "cnnic-live-users-ecommerce-2020-06-30-sina-cnnic46"),
        ("daily users, 2021", "gravity-2021-42", "dau-2021-company"),
        ("repurchase rate, 2020", "trust-2023-14", None),
        ("repurchase rate, September 2021", "trust-2023-16", None),
    ),
    "market": (
        ("live e-commerce market, 2020", "providers-2021-37", "market-size-2020-iimedia-2021q1"),
        ("Taobao Live, 2020", "gravity-2021-19", None),
    ),
}


@dataclass(frozen=True)
class Advice:
    """What to quote instead of, or with, a claim.

    best: the claim or reported row to quote; interval: what all figures of the quantity allow, None where
    they conflict; others: how many figures speak of it besides; conflicts: ids of those that name the claim.
    """

    claim: Claim
    best: Row
    interval: Interval | None
    others: int
    conflicts: tuple[str, ...]


def advise(register, claim_id: str, quantity_of: str | None = None) -> Advice:
    """The best figure for the quantity of a claim; `quantity_of` names another row whose quantity is the one meant.

    KeyError for an unknown id.
    """
    every = reconcile.items(register)
    quantity = every[quantity_of or claim_id].quantity
    same = [register.row(i) for i, item in every.items() if item.quantity == quantity]
    # the strongest kind; among equals a bounded interval, the narrower one, then the id, so that order does not matter
    best = min(
        same,
        key=lambda row: (-ORDER.index(strength_of(row)), row.interval.width is None, row.interval.width or 0, row.id),
    )
    common: Interval | None = best.interval
    for row in same:
        common = common and common.intersect(row.interval)
    named = tuple(c.id for c in register.conflicts.values() if claim_id in c.claims)
    return Advice(register.claims[claim_id], best, common, len(same) - 1, named)


def _source(register, row: Row) -> Html:
    kind = KIND_WORDS[row.source_kind]
    address, title = row.source_url, row.source_title or f"article {row.article}"
    place = f'<a href="{escape(address, quote=True)}">{escape(title)}</a>' if address else escape(title)
    return Html(f"{row_link(register, row.id).text}: {place} ({escape(kind)})")


def table(register, theme: str) -> Table:
    """One row per headline of a theme, a key of HEADLINES. KeyError for another."""
    rows = [
        _advice_row(register, about, advise(register, claim_id, meant)) for about, claim_id, meant in HEADLINES[theme]
    ]
    header = ("about, and as an article prints it", "quote", "mind", "from")
    ids = [f"quote-{claim_id}" for _, claim_id, _ in HEADLINES[theme]]
    return Table(f"What to quote: {theme.replace('gmv', 'GMV')}", header, rows, ids=ids)


def _advice_row(register, about: str, a: Advice) -> tuple:
    unit = a.best.base_unit
    allowed = (
        "the sources conflict" if a.interval is None else bound_text(a.interval, unit) or range_text(a.interval, unit)
    )
    verdict = badge(register.evidence_of(a.claim.id).code).text
    printed = Html(f"{escape(about)}<br>{link(a.claim.id).text}: {escape(a.claim.figure_text)} {verdict}")
    quote = Html(f"<strong>{escape(a.best.quoted)}</strong><br>{escape(allowed)}")
    others = f"; {a.others} more of the same quantity" if a.others else "; no other of the same quantity"
    return printed, quote, _mind(register, a), Html(_source(register, a.best).text + others)


def _mind(register, a: Advice) -> Html:
    """The worst conflicts that name the claim, and how many more there are."""
    worst = sorted((register.conflicts[c] for c in a.conflicts), key=lambda c: c.severity)
    shown = [conflict_link(c).text for c in worst[:MINDED]]
    rest = (
        [f"and {len(worst) - MINDED} more on its {link(a.claim.id, text='card').text}"] if len(worst) > MINDED else []
    )
    return Html("; ".join(shown + rest) or "–")
