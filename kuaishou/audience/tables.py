"""Tables of the audience page: users, viewers, buyers, repurchase, each row with its source and what it counts."""

from __future__ import annotations

from claimcheck.pages.data_table import Column, DataTable
from claimcheck.pages.tables import Html
from claimcheck.register.record import Register
from kuaishou import outlets
from kuaishou.audience.arithmetic import (
    ALL,
    APP,
    COUNTED,
    REPURCHASE,
    VIEWERS,
    buyers,
    millions,
    narrower,
    part_buying,
    points,
    share,
    viewers,
    when,
    wider,
)
from kuaishou.own import figures


def users_table(register: Register) -> DataTable:
    """Daily and monthly users, by year and for the newest quarters, with what is counted."""
    spans: dict[tuple, dict] = {}
    for metric in ("dau", "mau"):
        app = [row for period, row in figures(register, metric, definition=APP).items() if _shown(period)]
        for counted, rows in ((APP, [*narrower(register, metric), *app]), (ALL, wider(register, metric))):
            for row in rows:
                spans.setdefault((row.period_start, row.period_end, counted), {})[metric] = row
    shown: list[tuple[str | Html, ...]] = []
    for (_, _, counted), found in sorted(spans.items()):
        cells = [outlets.figure(register, found[m], millions(found[m])) if m in found else "" for m in ("dau", "mau")]
        name = when(next(iter(found.values())))
        shown.append((name, *cells, COUNTED[counted], outlets.cited(found.values())))
    columns = (
        Column("Average of", "head"),
        Column("Daily", "num"),
        Column("Monthly", "num"),
        Column("Counts"),
        Column("Source and its kind"),
    )
    return DataTable("Users of Kuaishou, million", columns, shown)


def _shown(period: str) -> bool:
    """Whole years, and what is newer than the last of them."""
    return len(period) == 4 or (period > "2026" and "Q" in period)


def viewers_table(register: Register) -> DataTable:
    """CNNIC's two counts by date."""
    dates: dict[str, dict] = {}
    for metric in VIEWERS:
        for row in viewers(register, metric):
            dates.setdefault(row.period_end, {})[metric] = row
    rows = []
    for _, found in sorted(dates.items()):
        cells = [outlets.figure(register, found[m], millions(found[m])) if m in found else "–" for m in VIEWERS]
        rows.append((when(next(iter(found.values()))), *cells, outlets.cited(found.values())))
    columns = (
        Column("As of", "head"),
        Column("Every kind", "num"),
        Column("E-commerce", "num"),
        Column("Source and its kind"),
    )
    return DataTable("Users of live streams in China, million", columns, rows)


def buyers_table(register: Register) -> DataTable:
    """Buyers a month, beside the monthly users of the quarter."""
    rows = []
    for row in buyers(register):
        part = part_buying(register, row)
        rows.append(
            (
                when(row),
                outlets.figure(register, row, millions(row)),
                share(part) if part else "–",
                outlets.cited([row]),
            )
        )
    columns = (
        Column("Quarter", "head"),
        Column("Buyers", "num"),
        Column("Of monthly users", "num"),
        Column("Source and its kind"),
    )
    return DataTable("Buyers of e-commerce in an average month, million", columns, rows)


def repurchase_table(register: Register) -> DataTable:
    """Every repurchase rate found, with the span it is taken over."""
    rows = []
    for row_id, over in REPURCHASE.items():
        row = register.reported[row_id]
        text = points(row) if row.metric.endswith("change") else f"{'over ' if row.qualifier else ''}{row.value}%"
        kind = "change on the year before" if row.metric.endswith("change") else "rate"
        rows.append((over, outlets.figure(register, row, text), kind, outlets.cited([row])))
    columns = (
        Column("Taken over", "head"),
        Column("Figure", "num"),
        Column("What it is"),
        Column("Source and its kind"),
    )
    return DataTable("Repurchase rates", columns, rows)
