"""The GMV (商品交易总额) series of Kuaishou: what the articles print, and what is reported elsewhere.

The two are kept apart, so that no trend is fitted to both unseen. Where several sources give one period the best one
is used (`evidence.best`) and the others are kept beside it to be compared. Half-years that nobody prints are made of
quarters, or of the year less its other half.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pandas as pd

from claimcheck.evidence.amounts import usual_class
from claimcheck.evidence.best import ranked
from claimcheck.loading import Register
from claimcheck.printed.words import date_text
from claimcheck.register.rows import Row
from claimcheck.trends.series import BILLION, Period, Point, Series
from kuaishou.own import COMPANY

# The announcement that no GMV is published from the first quarter of 2026 on, a row of reported.csv.
DISCLOSURE_ENDS = "gmv-disclosure-ends-event-date-2026-q1-dolphin-2025q2"
# Links to other marketplaces were cut and those to Taobao began to return, rows of reported.csv.
LINKS_CUT = "link-block-effective-event-date-2022-03-01-daoinsights"
LINKS_BACK = "taobao-restored-event-date-2022-10-28-hcinfonews"
COMPUTED = "computed"
YEAR, HALF, QUARTER = 1, 2, 4


def series(name: str, points: Iterable[Point]) -> Series:
    """One point per period, the first of each; the rest go to `others`. Points come best first."""
    points = list(points)
    best: dict[str, Point] = {}
    for point in points:
        best.setdefault(point.period, point)
    return Series(name, tuple(best.values()), tuple(p for p in points if best[p.period] is not p))


def claim_points(claims: Iterable, metric: str = "gmv", entity: str = COMPANY) -> list[Point]:
    """The claims of one quantity whose period is a year, half year or quarter and whose interval is bounded, best first."""
    found = []
    for c in claims:
        period = Period.of_days(c.period_start, c.period_end)
        if (c.entity, c.metric, c.kind) == (entity, metric, "figure") and period and _bounded(c):
            found.append((c, Point(str(period), c.value_base, c.interval, c.base_unit, c.id, printed=c.quote)))
    return _ranked(found)


def reported_points(rows: Iterable, metric: str = "gmv", entity: str = COMPANY) -> list[Point]:
    """The same from figures reported elsewhere; forecasts and figures with a qualifier are left out."""
    found = []
    for r in rows:
        period = Period.of_days(r.period_start, r.period_end)
        if (r.entity, r.metric, r.qualifier) == (entity, metric, "") and period:
            more = {"kind": r.source_kind, "origin": "reported", "printed": r.printed, "checked": r.checked}
            found.append((r, Point(str(period), r.value_base, r.interval, r.base_unit, r.id, **more)))
    return _ranked(found)


def _bounded(row) -> bool:
    return row.interval is not None and row.interval.width is not None


def _ranked(found: list[tuple[Any, Point]]) -> list[Point]:
    points = {row.id: point for row, point in found}
    return [points[row.id] for row in ranked(row for row, _ in found)]


# the series of the report

_WORDS = {YEAR: "years", HALF: "half years", QUARTER: "quarters"}


def articles(register: Register, per_year: int = YEAR, metric: str = "gmv") -> Series:
    """Kuaishou's GMV, or its growth, as printed in the articles."""
    points = claim_points(_whole(register, register.claims.values(), metric), metric)
    return series(f"articles, {_WORDS[per_year]}", _of_length(points, per_year))


def reported(register: Register, per_year: int = YEAR, metric: str = "gmv") -> Series:
    """The same as reported elsewhere."""
    points = reported_points(_whole(register, register.reported.values(), metric), metric)
    return series(f"reported elsewhere, {_WORDS[per_year]}", _of_length(points, per_year))


def _whole(register: Register, rows: Iterable[Row], metric: str) -> list[Row]:
    """The rows that count what the series counts, and no part of it, such as the shelf's."""
    usual = usual_class(register, metric, COMPANY)
    return [row for row in rows if row.metric == metric and register.definitions.of(row).definition == usual]


def _of_length(points: Iterable[Point], per_year: int) -> list[Point]:
    return [p for p in points if Period.parse(p.period).per_year == per_year]


def halves(register: Register) -> Series:
    """Every half-year reported elsewhere or implied: printed, or the sum of its quarters, or the year less the other half."""
    printed, quarters, years = (reported(register, n) for n in (HALF, QUARTER, YEAR))
    found = {p.period: p for p in printed.points}
    for year in years.periods:
        for part in (1, 2):
            name, pair = f"{year}H{part}", [f"{year}Q{2 * part - 1}", f"{year}Q{2 * part}"]
            if name not in found and set(pair) <= set(quarters.periods):
                found[name] = computed(name, [quarters.at(q) for q in pair])
        for part in (1, 2):
            name, other = f"{year}H{part}", f"{year}H{3 - part}"
            if name not in found and other in found:
                found[name] = computed(name, [years.at(year)], [found[other]])
    return Series("reported elsewhere, half years", tuple(found.values()), printed.others)


def computed(period: str, parts: list[Point], less: Iterable[Point] = ()) -> Point:
    """The sum of some points, less others, as a point whose source names them all."""
    value, interval, used = parts[0].value, parts[0].interval, [*parts, *less]
    for point in parts[1:]:
        value, interval = value + point.value, interval + point.interval
    for point in less:
        value, interval = value - point.value, interval - point.interval
    checked = "second_hand" if any(p.checked == "second_hand" for p in used) else "at_source"
    ids = " ".join(p.source for p in used)
    return Point(period, value, interval, parts[0].unit, ids, COMPUTED, parts[0].origin, checked=checked)


def printed_growth(register: Register, period: str) -> Point | None:
    """The growth on the year before that is printed for a period: the one with the most digits, an article's before others.

    One with a word beside it (近39%) is none of them: the word would be lost.
    """
    per_year = Period.parse(period).per_year
    found = [
        series.at(period)
        for series in (articles(register, per_year, "gmv_yoy"), reported(register, per_year, "gmv_yoy"))
        if period in series.periods
    ]
    plain = [p for p in found if p.source not in register.claims or not register.claims[p.source].qualifier]
    return min(plain, key=lambda point: point.interval.width, default=None)


def quarters_of(register: Register, year: str) -> Point:
    """The sum of a year's four quarters, as reported elsewhere: a second route to the year."""
    quarters = reported(register, QUARTER)
    return computed(year, [quarters.at(f"{year}Q{k}") for k in (1, 2, 3, 4)])


def last_by_difference(register: Register) -> Point:
    """The last quarter by another route: its year less the three quarters before it."""
    quarters = reported(register, QUARTER)
    year = quarters.periods[-1][:4]
    return computed(quarters.periods[-1], [reported(register).at(year)], quarters.points[-4:-1])


def agreement(chosen: Series) -> pd.DataFrame:
    """Every weaker source against the chosen one of its period: do the intervals meet?

    Columns: period, used, other, kind, value and other value (billion CNY), agrees. Most of it is the
    company's own series repeated, hence consistency and not independent confirmation.
    """
    rows = []
    for other in chosen.others:
        used = chosen.at(other.period)
        rows.append(
            {
                "period": other.period,
                "used": used.source,
                "other": other.source,
                "kind": other.kind,
                "value": float(used.value / BILLION),
                "other value": float(other.value / BILLION),
                "agrees": used.interval.meets(other.interval),
            }
        )
    return pd.DataFrame(rows).sort_values(["period", "other"], ignore_index=True) if rows else pd.DataFrame()


# what to mind


def note(register: Register, period: str) -> str:
    """What a reader of the series must know of a period; blank where there is nothing."""
    if period == "2018":
        return "first year, begun within it: no rate from it"
    if period == "2019":
        return f"start-up year: {billions(halves(register).at('2019H1').value)} in its first half"
    if period == "2021":
        return f"its four quarters add up to {billions(quarters_of(register, period).value)}"
    cut = register.reported[LINKS_CUT].period_start
    if period in ("2022", "2022H1", "2022Q1"):
        return f"links to other marketplaces cut on {date_text(cut, cut)}"
    if period in ("2022H2", "2022Q4"):
        return f"links to other marketplaces back from {links_back(register)} on"
    last = int(register.reported[DISCLOSURE_ENDS].period_start[:4]) - 1
    if period in (str(last), f"{last}Q4"):
        return "the last one; none of later periods was found"
    return ""


def links_back(register: Register) -> str:
    """When links to Taobao began to return, the first to do so: "28 October 2022"."""
    day = register.reported[LINKS_BACK].period_start
    return date_text(day, day)


def billions(amount: Fraction) -> str:
    """An amount in CNY as billions with one decimal, below one with two digits: "1,389.6", "0.097"."""
    value = float(amount / BILLION)
    return f"{value:,.1f}" if abs(value) >= 1 else f"{value:.2g}"
