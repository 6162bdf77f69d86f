"""Made-up reports and registers for the tests of the cross-check."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.evidence import judge
from claimcheck.printed.figures import figure_from_columns


def rows_of(book) -> dict:
    """All claims and reported figures by id."""
    return {**book.claims, **book.reported}


def verdicts(book) -> dict[str, str]:
    """The code of every claim's evidence verdict, computed anew."""
    return {claim_id: verdict.code for claim_id, verdict in judge.evidence(book).items()}


def without(book, ids):
    """The register without these claims and reported figures."""
    keep = lambda table: {i: row for i, row in table.items() if i not in ids}
    return replace(book, claims=keep(book.claims), reported=keep(book.reported))


def shuffled(book, order):
    """The register with its tables in another order; order: a random.Random."""
    mix = lambda table: dict(order.sample(sorted(table.items()), len(table)))
    return replace(
        book,
        claims=mix(book.claims),
        reported=mix(book.reported),
        evidence_rows=mix(book.evidence_rows),
        conflicts=mix(book.conflicts),
    )


def copied(table: dict, row_id: str) -> dict:
    """The table with a second report of a figure, under an id of its own."""
    return {**table, row_id + "-again": replace(table[row_id], id=row_id + "-again")}


def figure(book, row_id: str, value: str, **more):
    """A report of Kuaishou's GMV of 2020 in 1e9 CNY, under another id and with another value."""
    like = replace(book.reported["gmv-2020-caixin"], id=row_id, value=value, printed=value, **more)
    return replace(like, figure=figure_from_columns(value, like.unit))
