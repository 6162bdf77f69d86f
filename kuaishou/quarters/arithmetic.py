"""Arithmetic on quarters: do they add up, how fast did they grow, how much of a year each makes, and what a forecast came to.

Everything but the models is exact interval arithmetic on printed figures.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np
import pandas as pd

from claimcheck.loading import Register
from claimcheck.printed.interval import Interval
from claimcheck.trends.backtest import RollingOrigin
from claimcheck.trends.fits import Fit, fitted, least_squares, student
from claimcheck.trends.rates import yearly
from claimcheck.trends.seasonal import MODELS, SEASON, faded, fading_trend, yearly_growth_kept
from claimcheck.trends.series import BILLION, Period, Point, Series, float_ends
from kuaishou import gmv


def additions(register: Register) -> pd.DataFrame:
    """Quarters against the years and half-years printed in articles or reported elsewhere; amounts in billion CNY."""
    wholes = (
        *gmv.articles(register).points,
        *gmv.reported(register).points,
        *gmv.reported(register, gmv.HALF).points,
    )
    return added(wholes, gmv.reported(register, gmv.QUARTER))


def added(wholes: tuple[Point, ...], quarters: Series) -> pd.DataFrame:
    """Columns: whole, source, origin, printed, sum, difference (printed minus sum), lower and upper of the sum, adds up
    (the intervals meet). Wholes with a quarter missing are left out."""
    rows = []
    for whole in wholes:
        period = Period.parse(whole.period)
        count = 4 // period.per_year
        wanted = [str(Period(4, period.ordinal * count + i)) for i in range(count)]
        if not set(wanted) <= set(quarters.periods):
            continue
        total = gmv.computed(whole.period, [quarters.at(q) for q in wanted])
        rows.append(
            {
                "whole": whole.period,
                "source": whole.source,
                "origin": whole.origin,
                "printed": float(whole.value / BILLION),
                "sum": float(total.value / BILLION),
                "difference": float((whole.value - total.value) / BILLION),
                **_bounds(total.interval, BILLION),
                "adds up": total.interval.meets(whole.interval),
            }
        )
    return pd.DataFrame(rows)


def _bounds(interval: Interval, scale: Fraction | int = 1) -> dict[str, float]:
    return dict(zip(("lower", "upper"), float_ends(interval, scale), strict=True))


def year_on_year(register: Register) -> pd.DataFrame:
    """Growth of each quarter on the same quarter a year earlier, computed and as printed.

    Columns: period, growth, lower, upper (from the levels; for 2021 from the printed rate, since no source
    found has the quarters of 2020), from ("levels" or "printed"), printed, source, agrees. Quarters with neither are left out.
    """
    quarters = gmv.reported(register, gmv.QUARTER)
    computed, rows = yearly(quarters), []
    for period in quarters.periods:
        rate = gmv.printed_growth(register, period)
        if period in computed:
            (value, interval), origin = computed[period], "levels"
        elif rate is not None:
            value, interval, origin = rate.value / 100, rate.interval / 100, "printed"
        else:
            continue
        rows.append(
            {
                "period": period,
                "growth": float(value),
                **_bounds(interval),
                "from": origin,
                "printed": None if rate is None else float(rate.value / 100),
                "source": "" if rate is None else rate.source,
                "agrees": None if rate is None or origin == "printed" else interval.meets(rate.interval / 100),
            }
        )
    return pd.DataFrame(rows)


def weights(quarters: Series) -> pd.DataFrame:
    """Each quarter's share of its year, for years with all four quarters.

    Columns: year, quarter (1–4), share, lower, upper (fractions of the sum of the quarters). The
    bounds are exact: a share rises with its own quarter and falls with the others.
    """
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
                    **_bounds(share),
                }
            )
    return pd.DataFrame(rows)


@dataclass(frozen=True)
class Forecast:
    """A row of forecasts.csv: what a version of this report forecast, in base units."""

    id: str
    made: str
    period: str
    model: str
    value: Fraction
    interval: Interval
    note: str


def forecasts(register: Register, metric: str = "gmv") -> list[Forecast]:
    """The forecasts of a quantity that earlier versions of this report made, as they were."""
    with (register.root / "forecasts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["series"] == metric]
    found = []
    for row in rows:
        scale = Fraction(int(float(row["unit"].split()[0]))) if " " in row["unit"] else Fraction(1)
        point, low, high = (Fraction(row[name]) * scale for name in ("point", "lower", "upper"))
        period = str(Period.of_days(row["period_start"], row["period_end"]))
        found.append(Forecast(row["id"], row["made"], period, row["model"], point, Interval(low, high), row["note"]))
    return found


def kept_forecast(register: Register) -> tuple[Forecast, Point]:
    """The forecast for the last quarter of the series, and the figure that came."""
    quarters = gmv.reported(register, gmv.QUARTER)
    found = [f for f in forecasts(register) if f.period == quarters.periods[-1]]
    return found[-1], quarters.points[-1]


def before_last(register: Register) -> list[pd.Series]:
    """What each model forecasts for the last quarter from the quarters before it: model, forecast, lower, upper."""
    quarters = gmv.reported(register, gmv.QUARTER)
    seen = quarters.between(quarters.periods[0], quarters.periods[-2])
    rows = []
    for model in MODELS.values():
        fit = fitted(model(seen))
        row = fit.forecast(1).iloc[0]
        row["model"] = fit.model
        rows.append(row)
    return rows


@cache
def _rolling(quarters: Series) -> RollingOrigin:
    return RollingOrigin(quarters)


def rolling(register: Register) -> RollingOrigin:
    """Every model asked for a year ahead from one quarter after the other."""
    return _rolling(gmv.reported(register, gmv.QUARTER))


@cache
def _fading(quarters: Series) -> Fit:
    return fitted(fading_trend(quarters))


def fading(register: Register) -> Fit:
    """The fading trend fitted to all quarters."""
    return _fading(gmv.reported(register, gmv.QUARTER))


def fading_without(register: Register, first: int) -> Fit:
    """The same without so many of the first quarters."""
    quarters = gmv.reported(register, gmv.QUARTER)
    return _fading(quarters.last(len(quarters) - first))


def growth_kept(register: Register) -> Fit:
    """The last yearly growth kept, from all quarters: the rival without a ceiling."""
    return fitted(yearly_growth_kept(gmv.reported(register, gmv.QUARTER)))


LATE = 7  # quarters since growth fell in spring 2024


def late_fade(register: Register) -> tuple[float, float]:
    """How the yearly growth of the fading trend moves over the last quarters, in points of its logarithm a quarter: the least
    and the greatest fall of the best fit and of the fastest and the slowest fade that fit nearly as well."""
    quarters, params = gmv.reported(register, gmv.QUARTER), fading(register).params
    steps = np.arange(len(quarters) - LATE, len(quarters))
    moved = []
    for name in ("phi", "phi_low", "phi_high"):
        phi = params[name]
        gap = 100 * faded(quarters, phi).params[1] * phi ** np.arange(len(quarters))
        growth = gap[steps - SEASON] - gap[steps]
        moved.append(-float(np.polyfit(np.arange(LATE), growth, 1)[0]))
    return min(moved), max(moved)


def late_slope(register: Register) -> tuple[float, float, float]:
    """How the yearly growth of the last quarters moved, in points of its logarithm a quarter, with its 95% interval."""
    rates = yearly(gmv.reported(register, gmv.QUARTER))
    growth = 100 * np.log1p([float(rate) for rate, _ in rates.values()][-LATE:])
    found = least_squares(np.column_stack([np.ones(LATE), np.arange(LATE)]), growth)
    slope, half = float(found.params[1]), student(found.freedom) * found.error(1)
    return slope, slope - half, slope + half
