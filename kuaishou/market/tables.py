"""Tables of the market page: every body's figure with Kuaishou's part of it, and the rivals'."""

from __future__ import annotations

from html import escape

from claimcheck.pages.answers import han
from claimcheck.pages.data_table import Column, DataTable
from claimcheck.pages.tables import Html
from claimcheck.register.record import Register
from kuaishou import outlets
from kuaishou.market.arithmetic import billions, percent, rivals, sizes, span, told_as


def sizes_table(register: Register) -> DataTable:
    """Every body's figure by year, what it is, and Kuaishou's GMV of the same time over it."""
    rows = [
        (
            _name(size.period),
            outlets.figure(register, size.row, billions(size.amount.value)),
            percent(size) if size.share else "–",
            span(size.share) if size.share else "",
            Html(han(f'{escape(size.body)}<span class="r-sub">{escape(size.says)}</span>')),
            outlets.cited(register, [size.row]),
        )
        for size in sizes(register)
    ]
    columns = (
        Column("Time", "head"),
        Column("Market, bn CNY", "num"),
        Column("Kuaishou's part", "num"),
        Column("Can be", "num"),
        Column("Whose figure, and what it is"),
        Column("Source and its kind"),
    )
    return DataTable("The live e-commerce market by each body, billion CNY", columns, rows, "r-tiles")


def rivals_table(register: Register) -> DataTable:
    """What Taobao Live and Douyin are said to have sold, by whom, and what is counted where that is said."""
    rows = []
    for rival in rivals(register):
        name = Html(f'{escape(rival.platform)}<span class="r-sub">{_name(rival.when)}</span>')
        counts = f'<span class="r-sub">{escape(rival.counts)}</span>' if rival.counts else ""
        says = Html(escape(rival.word) + counts)
        rows.append(
            (name, outlets.figure(register, rival.row, told_as(rival)), says, outlets.cited(register, [rival.row]))
        )
    columns = (
        Column("Platform", "head"),
        Column("GMV, bn CNY", "num"),
        Column("Whose word, and what it counts"),
        Column("Source and its kind"),
    )
    return DataTable("GMV of rivals as it is told, billion CNY", columns, rows)


def _name(period: str) -> str:
    return period if " " in period else f"{period[4:]} {period[:4]}".strip()
