"""Growth rates between points of a series, with what rounding leaves open; and rates as text."""

from __future__ import annotations

import math
from fractions import Fraction

from claimcheck.printed.interval import Interval
from claimcheck.trends.series import Period, Series


def growth(series: Series, first: str, last: str) -> Interval:
    """The growth rate per year from one period to another, over all inputs that print as the series does."""
    steps = Period.parse(last).ordinal - Period.parse(first).ordinal
    ratio = series.at(last).interval / series.at(first).interval
    return ratio ** Fraction(series.per_year, steps) - 1


def compound(series: Series) -> float:
    """The compound rate per year from the first point of the series to the last (0.5 is 50%).

    Where the parts of a year differ by season, the points must be of the same part: cut the series to whole years.
    """
    first, last = series.points[0], series.points[-1]
    steps = Period.parse(last.period).ordinal - Period.parse(first.period).ordinal
    return float(last.value / first.value) ** (series.per_year / steps) - 1


def year_before(period: str) -> str:
    """The same period one year earlier."""
    found = Period.parse(period)
    return str(found + -found.per_year)


def yearly(series: Series) -> dict[str, tuple[Fraction, Interval]]:
    """Growth of each period on the same one a year earlier, where the series has both: rate and its interval."""
    found = {}
    for point in series.points:
        before = year_before(point.period)
        if before in series.periods:
            old = series.at(before)
            found[point.period] = (point.value / old.value - 1, point.interval / old.interval - 1)
    return found


def doubling(rate: float) -> float | None:
    """Years in which the quantity doubles at this rate per year; None if it does not grow."""
    return math.log(2) / math.log1p(rate) if rate > 0 else None


def percent(rate: float) -> str:
    """A rate as text: one decimal below 1000%, none above."""
    return _text(100 * rate, 0 if abs(rate) >= 10 else 1)


def whole_percent(rate: float) -> str:
    """A rate for a sentence, a half rounded up: "33%"."""
    return _text(math.floor(100 * rate + 0.5 + 1e-9), 0)


def _text(number: float, places: int) -> str:
    text = f"{number:,.{places}f}%"
    return text.replace("-", "−") if text.strip("-0.%") else text.lstrip("-")


def times(factor: float) -> str:
    """A factor as text: "1.2 times", "630 times"."""
    return f"{factor:,.0f} times" if factor >= 10 else f"{factor:.2g} times"
