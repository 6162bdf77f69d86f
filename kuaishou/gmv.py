"""The GMV (商品交易总额) series of Kuaishou: from the articles' claims and from reported.csv.

Where several sources report one period the strongest kind of source is used, and the others are
kept beside it to be compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pandas as pd

from claimcheck.evidence import sources
from claimcheck.printed.interval import Interval
from claimcheck.trends.series import BILLION, Period, Point, Series

# The announcement that no GMV is published from the first quarter of 2026 on, a row of reported.csv.
DISCLOSURE_ENDS = "gmv-disclosure-ends-event-date-2026-q1-dolphin-2025q2"


def series(name: str, points: Iterable[Point]) -> Series:
    """One point per period, the strongest source of each; the rest go to `others`.

    Strength is that of `sources.weigh`, then the narrower interval, then the id.
    """
    ranked = sorted(points, key=_strength)
    best: dict[str, Point] = {}
    for point in ranked:
        best.setdefault(point.period, point)
    others = tuple(p for p in ranked if best[p.period] is not p)
    return Series(name, tuple(best.values()), others)


def _strength(point: Point):
    # a series is made of one origin, so the articles' points only meet each other
    return sources.weigh(point.kind, point.checked), point.interval.width, point.source


def claim_points(claims: Iterable, metric: str = "gmv", entity: str = "Kuaishou") -> list[Point]:
    """The claims of one quantity whose period is a year, half year or quarter and whose interval is bounded."""
    found = []
    for c in claims:
        period = Period.of_days(c.period_start, c.period_end)
        if (c.entity, c.metric, c.kind) == (entity, metric, "figure") and period and _bounded(c.interval):
            found.append(Point(str(period), c.value_base, c.interval, c.base_unit, c.id, printed=c.quote))
    return found


def _bounded(interval: Interval | None) -> bool:
    return interval is not None and interval.width is not None


def reported_points(rows: Iterable, metric: str = "gmv", entity: str = "Kuaishou") -> list[Point]:
    """The same from figures reported elsewhere; forecasts and figures with a qualifier are left out."""
    found = []
    for r in rows:
        period = Period.of_days(r.period_start, r.period_end)
        if (r.entity, r.metric, r.qualifier) == (entity, metric, "") and period:
            found.append(
                Point(
                    str(period),
                    r.value_base,
                    r.interval,
                    r.base_unit,
                    r.id,
                    kind=r.source_kind,
                    origin="reported",
                    printed=r.printed,
                    checked=r.checked,
                )
            )
    return found


# the series of the report


@cache
def _register():
    from claimcheck.loading import load

    return load()


def article_points(metric: str = "gmv") -> list[Point]:
    """Kuaishou's points printed in the five articles."""
    return claim_points(_register().claims.values(), metric)


def elsewhere_points(metric: str = "gmv") -> list[Point]:
    """Kuaishou's points reported elsewhere."""
    return reported_points(_register().reported.values(), metric)


def _of_length(points: Iterable[Point], per_year: int) -> list[Point]:
    return [p for p in points if Period.parse(p.period).per_year == per_year]


def article_years() -> Series:
    """GMV of 2018–2021 as printed in the articles."""
    return series("articles, years", _of_length(article_points(), 1))


def article_quarters() -> Series:
    """GMV of single quarters as printed in the articles."""
    return series("articles, quarters", _of_length(article_points(), 4))


def article_rates() -> Series:
    """Growth of a quarter's GMV on the year before as printed in the articles, percent."""
    return series("articles, quarterly growth", _of_length(article_points("gmv_yoy"), 4))


def reported_years() -> Series:
    """GMV by year as reported elsewhere, 2018–2024."""
    return series("reported elsewhere, years", _of_length(elsewhere_points(), 1))


def reported_halves() -> Series:
    """GMV by half year as reported elsewhere; not every half year was found."""
    return series("reported elsewhere, half years", _of_length(elsewhere_points(), 2))


def reported_quarters() -> Series:
    """GMV by quarter as reported elsewhere, Q1 2021–Q3 2025."""
    return series("reported elsewhere, quarters", _of_length(elsewhere_points(), 4))


def reported_rates() -> Series:
    """Growth of a quarter's GMV on the year before as reported elsewhere, percent."""
    return series("reported elsewhere, quarterly growth", _of_length(elsewhere_points("gmv_yoy"), 4))


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
