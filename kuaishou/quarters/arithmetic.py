"""Arithmetic on quarters: do they add up, what they imply for 2020, where 2021's growth came from.

Everything here is exact interval arithmetic on printed figures, no model. A bound is an outer one
where a figure enters twice (a share of a difference): true values lie within, perhaps well within.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from claimcheck.printed.interval import Interval
from claimcheck.trends.series import BILLION, Period, Point, Series
from kuaishou import gmv


def additions(wholes: Iterable[Point] | None = None, quarters: Series | None = None) -> pd.DataFrame:
    """Quarters against the years and half years they make up; amounts in billion CNY.

    Columns: whole, source, origin, printed, sum, difference (printed minus sum), lower and upper of
    the sum, adds up (the intervals meet). Wholes with a quarter missing are left out.
    """
    quarters = quarters or gmv.reported_quarters()
    if wholes is None:
        wholes = (*gmv.article_years().points, *gmv.reported_years().points, *gmv.reported_halves().points)
    rows = []
    for whole in wholes:
        parts = _parts(whole, quarters)
        if parts is None:
            continue
        total = sum((p.interval for p in parts), Interval.exact(0))
        point = sum(p.value for p in parts)
        rows.append(
            {
                "whole": whole.period,
                "source": whole.source,
                "origin": whole.origin,
                "printed": float(whole.value / BILLION),
                "sum": float(point / BILLION),
                "difference": float((whole.value - point) / BILLION),
                "lower": float(total.lower / BILLION),
                "upper": float(total.upper / BILLION),
                "adds up": total.meets(whole.interval),
            }
        )
    return pd.DataFrame(rows)


def _parts(whole: Point, quarters: Series) -> list[Point] | None:
    period = Period.parse(whole.period)
    count = 4 // period.per_year
    wanted = [str(Period(4, period.ordinal * count + i)) for i in range(count)]
    return [quarters.at(q) for q in wanted] if set(wanted) <= set(quarters.periods) else None


def before(level: Point, rate: Point) -> Interval:
    """The level a year earlier that a level and its printed growth on the year before imply."""
    return level.interval / (1 + rate.interval / 100)


def implied_2020() -> pd.DataFrame:
    """What the figures printed for 2021 imply for parts of 2020, and the rests of both years.

    Columns: what, value, lower, upper (billion CNY), from (ids), figures ("articles" or "articles and
    reported elsewhere"). The second quarter of 2020 comes out by two routes.
    """
    f = figures()
    q1, q1_rate, y2020, y2021 = f["q1"], f["q1_rate"], f["y2020"], f["y2021"]
    q1_2020, q1_2020_point = before(q1, q1_rate), q1.value / (1 + q1_rate.value / 100)
    articles, both = "articles", "articles and reported elsewhere"
    rows = [
        ("Q1 2020", q1_2020_point, q1_2020, (q1, q1_rate), articles),
        ("Q2–Q4 2020", y2020.value - q1_2020_point, y2020.interval - q1_2020, (y2020, q1, q1_rate), articles),
        ("Q2–Q4 2021", y2021.value - q1.value, y2021.interval - q1.interval, (y2021, q1), articles),
        (
            "Q2 2020, from the first half",
            f["h1_2020"].value - q1_2020_point,
            f["h1_2020"].interval - q1_2020,
            (f["h1_2020"], q1, q1_rate),
            both,
        ),
        (
            "Q2 2020, from Q2 2021 and its growth",
            f["q2"].value / (1 + f["q2_rate"].value / 100),
            before(f["q2"], f["q2_rate"]),
            (f["q2"], f["q2_rate"]),
            "reported elsewhere",
        ),
    ]
    return pd.DataFrame(
        {
            "what": what,
            "value": float(value / BILLION),
            "lower": float(interval.lower / BILLION),
            "upper": float(interval.upper / BILLION),
            "from": " ".join(p.source for p in used),
            "figures": figures,
        }
        for what, value, interval, used, figures in rows
    )


def figures() -> dict[str, Point]:
    """The figures that tell about parts of 2020 and 2021, by short name."""
    years, reported = gmv.article_years(), gmv.reported_quarters()
    rates = gmv.reported_rates()
    return {
        "y2020": years.at("2020"),
        "y2021": years.at("2021"),
        "q1": gmv.article_quarters().at("2021Q1"),
        "q1_rate": gmv.article_rates().at("2021Q1"),
        "h1_2020": gmv.reported_halves().at("2020H1"),
        "q2": reported.at("2021Q2"),
        "q2_rate": rates.at("2021Q2"),
        "q3": reported.at("2021Q3"),
        "q4": reported.at("2021Q4"),
    }


def growth_of_2021() -> pd.DataFrame:
    """2021's growth by part of the year: how fast each part grew and how much of the increase it made.

    Columns: part, 2020, 2021, increase (billion CNY), growth with lower and upper, share of the increase
    with lower and upper (fractions), figures. The first rows use the articles alone; the split of
    Q2–Q4 needs figures reported elsewhere.
    """
    f = figures()
    q1_2020, q1_2020_point = before(f["q1"], f["q1_rate"]), f["q1"].value / (1 + f["q1_rate"].value / 100)
    exact = lambda p: (p.value, p.interval)
    minus = lambda a, b: (a[0] - b[0], a[1] - b[1])
    y2020, y2021, q1 = exact(f["y2020"]), exact(f["y2021"]), exact(f["q1"])
    q1_before = (q1_2020_point, q1_2020)
    h2 = (f["q3"].value + f["q4"].value, f["q3"].interval + f["q4"].interval)
    articles, both = "articles", "articles and reported elsewhere"
    parts = [
        ("year", y2020, y2021, articles),
        ("Q1", q1_before, q1, articles),
        ("Q2–Q4", minus(y2020, q1_before), minus(y2021, q1), articles),
        ("Q2", minus(exact(f["h1_2020"]), q1_before), exact(f["q2"]), both),
        ("Q3–Q4", minus(y2020, exact(f["h1_2020"])), h2, both),
    ]
    whole = minus(y2021, y2020)
    rows = [_part_row(name, old, new, whole, figures) for name, old, new, figures in parts]
    # Two bounds are known better than from the levels, where a figure would enter twice.
    rows[0].update({"share lower": 1.0, "share upper": 1.0})
    rate = f["q1_rate"].interval / 100
    rows[1].update({"growth lower": float(rate.lower), "growth upper": float(rate.upper)})
    return pd.DataFrame(rows)


def _part_row(name, old, new, whole, figures) -> dict:
    rate, share = new[1] / old[1] - 1, (new[1] - old[1]) / whole[1]
    return {
        "part": name,
        "2020": float(old[0] / BILLION),
        "2021": float(new[0] / BILLION),
        "increase": float((new[0] - old[0]) / BILLION),
        "growth": float(new[0] / old[0] - 1),
        "growth lower": float(rate.lower),
        "growth upper": float(rate.upper),
        "share": float((new[0] - old[0]) / whole[0]),
        "share lower": float(share.lower),
        "share upper": float(share.upper),
        "figures": figures,
    }


def year_on_year(quarters: Series | None = None, printed: Series | None = None) -> pd.DataFrame:
    """Growth of each quarter on the same quarter a year earlier, computed and as printed.

    Columns: period, growth, lower, upper (from the levels; before 2022 from the printed rate, since
    no source has the quarters of 2020), from ("levels" or "printed"), printed, source, agrees.
    """
    quarters, printed = quarters or gmv.reported_quarters(), printed or gmv.reported_rates()
    rows = []
    for point in quarters.points:
        earlier, rate = str(Period.parse(point.period) + -4), None
        if point.period in printed.periods:
            rate = printed.at(point.period)
        if earlier in quarters.periods:
            old = quarters.at(earlier)
            value, interval, origin = point.value / old.value - 1, point.interval / old.interval - 1, "levels"
        elif rate is not None:
            value, interval, origin = rate.value / 100, rate.interval / 100, "printed"
        else:
            continue
        rows.append(
            {
                "period": point.period,
                "growth": float(value),
                "lower": float(interval.lower),
                "upper": float(interval.upper),
                "from": origin,
                "printed": None if rate is None else float(rate.value / 100),
                "source": "" if rate is None else rate.source,
                "agrees": None if rate is None or origin == "printed" else interval.meets(rate.interval / 100),
            }
        )
    return pd.DataFrame(rows)


def weights(quarters: Series | None = None) -> pd.DataFrame:
    """Each quarter's share of its year, for years with all four quarters.

    Columns: year, quarter (1–4), share, lower, upper (fractions of the sum of the quarters). The
    bounds are exact: a share rises with its own quarter and falls with the others.
    """
    quarters = quarters or gmv.reported_quarters()
    rows = []
    for year in sorted({Period.parse(p).year for p in quarters.periods}):
        names = [f"{year}Q{q}" for q in (1, 2, 3, 4)]
        if not set(names) <= set(quarters.periods):
            continue
        points = [quarters.at(name) for name in names]
        for q, point in enumerate(points, 1):
            rest = sum((p.interval for p in points if p is not point), Interval.exact(0))
            share = 1 / (1 + rest / point.interval)
            rows.append(
                {
                    "year": year,
                    "quarter": q,
                    "share": float(point.value / sum(p.value for p in points)),
                    "lower": float(share.lower),
                    "upper": float(share.upper),
                }
            )
    return pd.DataFrame(rows)
