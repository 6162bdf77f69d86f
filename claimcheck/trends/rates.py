"""Growth rates between two points of a series, with what rounding leaves open; and rates as text."""

from __future__ import annotations

import math
from fractions import Fraction

import pandas as pd

from claimcheck.printed.interval import Interval
from claimcheck.trends.series import Period, Refusal, Series


def growth(series: Series, first: str, last: str) -> Interval:
    """The growth rate per year from one period to another, over all inputs that print as the series does."""
    steps = Period.parse(last).ordinal - Period.parse(first).ordinal
    ratio = series.at(last).interval / series.at(first).interval
    return ratio ** Fraction(series.per_year, steps) - 1


def all_pairs(series: Series) -> pd.DataFrame | Refusal:
    """The growth rate per year between every two points, with its rounding bounds.

    Columns: first, last, years, growth, lower, upper (rates: 0.5 is 50%).
    """
    refused = series.refusal(minimum=2)
    if refused is not None:
        return refused
    rows = []
    for j, last in enumerate(series.points):
        for i, first in enumerate(series.points[:j]):
            years = (j - i) / series.per_year
            bounds = growth(series, first.period, last.period)
            rows.append(
                {
                    "first": first.period,
                    "last": last.period,
                    "years": years,
                    "growth": float(last.value / first.value) ** (1 / years) - 1,
                    "lower": float(bounds.lower),
                    "upper": float(bounds.upper),
                }
            )
    return pd.DataFrame(rows)


def all_pairs_matrix(series: Series) -> pd.DataFrame | Refusal:
    """The same as a square of text: rows the first period, columns the last."""
    pairs = all_pairs(series)
    if isinstance(pairs, Refusal):
        return pairs
    rows = pairs[["growth", "lower", "upper"]].values
    pairs["text"] = [f"{percent(rate)} ({percent_range(low, high)})" for rate, low, high in rows]
    return pairs.pivot(index="first", columns="last", values="text").fillna("")


def percent(rate: float) -> str:
    """A rate as text: one decimal below 1000%, none above."""
    return _text(100 * rate, 0 if abs(rate) >= 10 else 1)


def percent_range(low: float, high: float) -> str:
    """Two bounds as text, rounded outward so that the text never excludes what the bounds allow."""
    places = [0 if abs(end) >= 10 else 1 for end in (low, high)]
    ends = (math.floor(100 * low * 10 ** places[0]), math.ceil(100 * high * 10 ** places[1]))
    return " to ".join(_text(end / 10**place, place) for end, place in zip(ends, places))


def _text(number: float, places: int) -> str:
    text = f"{number:,.{places}f}%"
    return text.replace("-", "−") if text.strip("-0.%") else text.lstrip("-")


def times(factor: float) -> str:
    """A factor as text: "1.2 times", "630 times"."""
    return f"{factor:,.0f} times" if factor >= 10 else f"{factor:.2f}".rstrip("0").rstrip(".") + " times"
