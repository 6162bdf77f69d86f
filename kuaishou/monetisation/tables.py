"""Tables of the monetisation page: the rate by year and by quarter, with what it rests on."""

from __future__ import annotations

import math

from claimcheck.pages.answers import han
from claimcheck.pages.data_table import Column, DataTable, Folded
from claimcheck.pages.tables import Html
from claimcheck.register.record import Register
from kuaishou import outlets
from kuaishou.monetisation.arithmetic import (
    AS_REPORTED,
    BILLION,
    Rate,
    billions,
    decimals_of,
    known,
    name,
    percent,
    rates,
    span,
)

COUNTS = {
    "no": "e-commerce, games and other",
    "in part": "the same; Kling AI (可灵) from June at the earliest",
    "perhaps": "the same; perhaps Kling AI (可灵)",
    "yes": "the same and Kling AI (可灵)",
}


def years_table(register: Register) -> DataTable:
    """The rate of every year, with what it rests on and what is in it."""
    return _table(register, rates(register), "Other services over GMV by year; amounts in billion CNY", "Year")


def quarters_table(register: Register) -> Folded:
    """The same by quarter, folded."""
    table = _table(
        register, rates(register, 4), "Other services over GMV by quarter; amounts in billion CNY", "Quarter"
    )
    return Folded("The same by quarter", table)


def _table(register: Register, found: list[Rate], caption: str, head: str) -> DataTable:
    rows: list[tuple[str | Html, ...]] = []
    for rate in found:
        amounts = known(rate.services), billions(rate.goods)
        counts = Html(han(COUNTS[rate.holds]))
        how = "" if rate.how == AS_REPORTED else f'<span class="r-sub">other services: {rate.how}</span>'
        rests = Html(outlets.cited(register, rate.whole.rows).text + how)
        rows.append(
            (name(rate.period), *amounts, percent(rate.whole, decimals_of(rate.whole)), span(rate.whole), counts, rests)
        )
        if rate.without:
            less, bound = rate.services - rate.kling, rate.without.value is None
            # rounded up, so that a bound stays one
            left = f"under {math.ceil(less.interval.upper / BILLION * 100) / 100:.2f}" if bound else known(less)
            shown = "" if bound else percent(rate.without, decimals_of(rate.without)), span(rate.without)
            label = Html(f'{name(rate.period)} <span class="r-sub">without Kling AI</span>')
            rows.append((label, left, billions(rate.goods), *shown, COUNTS["no"], _rests_on_kling(register, rate)))
    columns = (
        Column(head, "head"),
        Column("Other services, bn CNY", "num"),
        Column("GMV, bn CNY", "num"),
        Column("Rate", "num"),
        Column("Can be", "num"),
        Column("The line counts"),
        Column("Rests on"),
    )
    return DataTable(caption, columns, rows, "r-tiles r-four")


def _rests_on_kling(register: Register, rate: Rate) -> Html:
    """Whose figure Kling AI's revenue is; that of a year is held to its quarters, which have rows of their own."""
    quarters = "" if rate.period[4:] else '<span class="r-sub">and its quarters</span>'
    return Html(outlets.cited(register, rate.kling.rows).text + quarters)
