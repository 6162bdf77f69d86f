"""Tables of the audience page: users, viewers, buyers, repurchase, each row with its source and what it counts."""

from __future__ import annotations

from claimcheck.pages.data_table import Column, DataTable
from claimcheck.pages.tables import Html, relation_link
from claimcheck.register.record import Register
from claimcheck.register.rows import Row
from claimcheck.trends.series import Period
from kuaishou import outlets
from kuaishou.audience.arithmetic import (
    ALL,
    APP,
    BUYERS_COMPUTED,
    COUNTED,
    REPURCHASE,
    VIEWERS,
    VIEWERS_COMPUTED,
    beside,
    buyers,
    computed,
    in_millions,
    inputs,
    millions,
    part_buying,
    part_computed,
    points,
    share,
    viewers,
    when,
    wider,
)
from kuaishou.own import figures


def users_table(register: Register) -> DataTable:
    """Daily and monthly users, by year and for the newest quarter, with what is counted."""
    spans: dict[tuple, dict] = {}
    for metric in ("dau", "mau"):
        app = _years_and_newest(figures(register, metric, definition=APP))
        for counted, rows in ((APP, [*beside(register, metric), *app]), (ALL, wider(register, metric))):
            for row in rows:
                spans.setdefault((row.period_start, row.period_end, counted), {})[metric] = row
    shown: list[tuple[str | Html, ...]] = []
    for (_, _, counted), found in sorted(spans.items()):
        cells = [outlets.figure(register, found[m], millions(found[m])) if m in found else "–" for m in ("dau", "mau")]
        name = when(next(iter(found.values())))
        shown.append((name, *cells, COUNTED[counted], outlets.cited(register, found.values())))
    columns = (
        Column("Average of", "head"),
        Column("Daily, million", "num"),
        Column("Monthly, million", "num"),
        Column("Counts"),
        Column("Source and its kind"),
    )
    return DataTable("Users of Kuaishou, million", columns, shown)


def _years_and_newest(found: dict[str, Row]) -> list[Row]:
    """Whole years, and the newest quarter."""
    newest = max(period for period in found if "Q" in period)
    return [row for period, row in found.items() if len(period) == 4 or period == newest]


def viewers_table(register: Register) -> DataTable:
    """CNNIC's two counts by date; one of them worked out from its share."""
    dates: dict[str, dict] = {}
    for metric in VIEWERS:
        for row in viewers(register, metric):
            dates.setdefault(row.period_end, {})[metric] = row
    rows = []
    for day, found in sorted(dates.items()):
        cells = [outlets.figure(register, found[m], millions(found[m])) if m in found else "–" for m in VIEWERS]
        sources = list(found.values())
        if day == VIEWERS_COMPUTED[0]:
            cells[-1] = _computed(register, VIEWERS_COMPUTED[1])
        rows.append((when(sources[0]), *cells, outlets.cited(register, sources)))
    columns = (
        Column("As of; m: million, ≈: computed", "head"),
        Column("Every kind, m", "num"),
        Column("E-commerce, m", "num"),
        Column("Source and its kind"),
    )
    return DataTable("Users of live streams in China, million; ≈ from a share", columns, rows)


def buyers_table(register: Register) -> DataTable:
    """Buyers a month, beside the monthly users of the quarter; some worked out from the growth a year later."""
    rows: dict[str, tuple[str | Html, ...]] = {}
    for row in buyers(register):
        part = part_buying(register, row)
        period = str(Period.of_days(row.period_start, row.period_end))
        shown = outlets.figure(register, row, millions(row))
        rows[period] = (when(row), shown, share(part) if part else "–", outlets.cited(register, [row]))
    for period, relation_id in BUYERS_COMPUTED.items():
        part = part_computed(register, period)
        sources = outlets.cited(register, inputs(register, register.relations[relation_id]))
        name = f"{period[4:]} {period[:4]}"
        rows[period] = (name, _computed(register, relation_id), share(part) if part else "–", sources)
    columns = (
        Column("Quarter; m: million, ≈: computed", "head"),
        Column("Buyers, m", "num"),
        Column("Of users", "num"),
        Column("Source and its kind"),
    )
    caption = "Buyers of e-commerce in an average month, million; ≈ from the growth a year later"
    return DataTable(caption, columns, [row for _, row in sorted(rows.items())])


def _computed(register: Register, relation_id: str) -> Html:
    return Html(
        f"≈\N{NO-BREAK SPACE}{relation_link(relation_id, text=in_millions(computed(register, relation_id))).text}"
    )


def repurchase_table(register: Register) -> DataTable:
    """Every repurchase rate found, with the span it is taken over."""
    rows = []
    for row_id, over in REPURCHASE.items():
        row = register.reported[row_id]
        text = points(row) if row.metric.endswith("change") else f"{'over ' if row.qualifier else ''}{row.value}%"
        kind = "change on the year before" if row.metric.endswith("change") else "rate"
        rows.append((over, outlets.figure(register, row, text), kind, outlets.cited(register, [row])))
    columns = (
        Column("Taken over", "head"),
        Column("Figure", "num"),
        Column("What it is"),
        Column("Source and its kind"),
    )
    return DataTable("Repurchase rates", columns, rows)
