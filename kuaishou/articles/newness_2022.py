"""Charts of the newness-2022 chapter: the readings of a torn figure, and the growth of the three lines of revenue.

Every function takes the register; titles and alt texts are computed from what is drawn.
"""

from __future__ import annotations

from dataclasses import replace

from claimcheck.charts.figure import Picture
from claimcheck.charts.interval_rows import interval_rows
from claimcheck.charts.parts import Row, claim_row, relation_row, reported_row
from claimcheck.printed.words import range_text
from claimcheck.register.record import Register

READINGS = {
    "newness-2022-r04": "9.8%",
    "newness-2022-r30": "8.9%",
    "newness-2022-r27": "9%",
    "newness-2022-r22": "8%",
}
REPORTED_GROWTH = "rev-yoy-2022-q2-company-2022q2"


def readings(register: Register) -> Picture:
    """Growth of total revenue that each reading of the torn share implies, in percent."""
    rows = [relation_row(register, key, f"read as {name}") for key, name in READINGS.items()]
    rows = [replace(row, value=None, text=range_text(row.interval, "percent")) for row in rows]
    reported = reported_row(register, REPORTED_GROWTH, "reported by the company")
    reported = replace(reported, text=f"{float(reported.value):g}%")
    fitting = [name for name, row in zip(READINGS.values(), rows, strict=True) if row.interval.meets(reported.interval)]
    rows = [*rows, reported]
    return interval_rows(
        rows,
        limits=(0, 42),
        ticks={0: "0%", 10: "10%", 20: "20%", 30: "30%", 40: "40%"},
        name="readings",
        title=f"Of four readings of the torn share, only {' and '.join(fitting)} gives the growth that was reported",
        unit="Growth of total revenue, Q2 2022 on Q2 2021, that each reading implies with the article's other figures",
        source="the article; Kuaishou's results for the second quarter of 2022",
        alt=f"Intervals of the growth of total revenue. {_spoken(rows)}.",
    )


def growth(register: Register) -> Picture:
    """Growth in Q2 2022 of the three lines of revenue and of GMV, in percent."""
    lines = [
        claim_row(register, "newness-2022-35", "other services (其他服务), e-commerce included"),
        reported_row(register, "rev-oms-yoy-2022-q2-yicai", "online marketing (线上营销服务)"),
        reported_row(register, "rev-ls-yoy-2022-q2-yicai", "live streaming (直播)"),
    ]
    gmv = reported_row(register, "gmv-yoy-2022-q2-company-2022q2", "GMV of e-commerce, which is no revenue")
    first, *others = lines
    slowest = all(row.interval.lower > first.interval.upper for row in others)
    fastest = all(gmv.interval.lower > row.interval.upper for row in lines)
    rows = [replace(row, text=f"{float(row.value):g}%") for row in (*lines, gmv)]
    return interval_rows(
        rows,
        limits=(0, 35),
        ticks={0: "0%", 10: "10%", 20: "20%", 30: "30%"},
        bars=True,
        name="growth",
        title=f"Other services {'grew slowest' if slowest else 'did not grow slowest'} of the three lines of revenue; "
        f"GMV grew {'faster than each' if fastest else 'no faster than each'}",
        unit="Growth in Q2 2022 on Q2 2021, percent",
        source="the article; Yicai Global, August 2022; Kuaishou's results for the second quarter of 2022",
        alt=f"Bars of growth. {_spoken(rows)}.",
    )


def _spoken(rows: list[Row]) -> str:
    return "; ".join(f"{row.label}: {row.text} ({row.kind})" for row in rows)
