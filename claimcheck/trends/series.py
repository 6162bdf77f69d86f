"""Series of one quantity over years or quarters, each point an interval with its source.

Figures printed in the articles and figures reported elsewhere are kept in separate series; a
series of both is refused, so that they never mix silently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import numpy as np

from claimcheck.printed.interval import Interval

BILLION = Fraction(10**9)
_PER_YEAR = {"": 1, "H": 2, "Q": 4}


@dataclass(frozen=True)
class Refusal:
    """Why a number is not given: `code` for tests and links, `reason` for the reader."""

    code: str
    reason: str

    def __str__(self) -> str:
        return f"not given ({self.code}): {self.reason}"


@dataclass(frozen=True)
class Period:
    """A calendar year ("2021"), half year ("2021H1") or quarter ("2021Q1")."""

    per_year: int
    ordinal: int  # periods of this length since year 0

    @classmethod
    def parse(cls, text: str) -> Period:
        found = re.fullmatch(r"(\d{4})(?:([HQ])([1-4]))?", text)
        if not found or (found[2] == "H" and found[3] > "2"):
            raise ValueError(f"{text!r} is no year, half year or quarter")
        per_year = _PER_YEAR[found[2] or ""]
        return cls(per_year, int(found[1]) * per_year + int(found[3] or 1) - 1)

    @classmethod
    @cache  # a report asks for the same few days thousands of times
    def of_days(cls, start: str, end: str) -> Period | None:
        """The period from one ISO date to another, both included; None if it is no such period."""
        try:
            first, last = date.fromisoformat(str(start)), date.fromisoformat(str(end))
        except ValueError:
            return None
        for per_year in (1, 2, 4):
            period = cls(per_year, first.year * per_year + (first.month - 1) * per_year // 12)
            if (first, last) == (period.first_day, (period + 1).first_day - timedelta(days=1)):
                return period
        return None

    def __add__(self, n: int) -> Period:
        return Period(self.per_year, self.ordinal + n)

    def __str__(self) -> str:
        letter = {1: "", 2: "H", 4: "Q"}[self.per_year]
        return f"{self.year}{letter}{self.part}" if letter else str(self.year)

    @property
    def year(self) -> int:
        return self.ordinal // self.per_year

    @property
    def part(self) -> int:
        """Which half or quarter of its year, from 1."""
        return self.ordinal % self.per_year + 1

    @property
    def first_day(self) -> date:
        return date(self.year, 1 + (self.part - 1) * 12 // self.per_year, 1)


@dataclass(frozen=True)
class Point:
    """One figure: `value` and `interval` in base units (CNY, percent), `source` its claim or
    reported id, `origin` "article" or "reported"."""

    period: str
    value: Fraction
    interval: Interval
    unit: str
    source: str
    kind: str = "article"
    origin: str = "article"
    printed: str = ""
    checked: str = "at_source"


@dataclass(frozen=True)
class Series:
    """Points in order of time. `others` are weaker sources of the same periods."""

    name: str
    points: tuple[Point, ...]
    others: tuple[Point, ...] = ()

    def __post_init__(self):
        ordered = sorted(self.points, key=lambda p: Period.parse(p.period).first_day)
        object.__setattr__(self, "points", tuple(ordered))

    def __len__(self) -> int:
        return len(self.points)

    @property
    def periods(self) -> tuple[str, ...]:
        return tuple(p.period for p in self.points)

    @property
    def sources(self) -> list[str]:
        return [p.source for p in self.points]

    @property
    def span(self) -> str:
        """First and last period: "2018–2021"."""
        return f"{self.periods[0]}–{self.periods[-1]}"

    @property
    def origin(self) -> str:
        """ "article" or "reported"; "mixed" if both."""
        return _one({p.origin for p in self.points})

    @property
    def unit(self) -> str:
        return _one({p.unit for p in self.points})

    @property
    def per_year(self) -> int:
        return Period.parse(self.points[0].period).per_year

    @property
    def values(self) -> np.ndarray:
        """The printed values as floats, base units."""
        return np.array([float(p.value) for p in self.points])

    @property
    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper ends of the intervals as floats, base units."""
        ends = [float_ends(p.interval) for p in self.points]
        return np.array([low for low, _ in ends]), np.array([high for _, high in ends])

    def at(self, period: str) -> Point:
        """The point of a period; KeyError if there is none."""
        for point in self.points:
            if point.period == period:
                return point
        raise KeyError(f"{self.name} has no {period}")

    def between(self, first: str, last: str) -> Series:
        """The part of the series from one period to another, both included."""
        start, end = Period.parse(first).first_day, Period.parse(last).first_day
        inside = tuple(p for p in self.points if start <= Period.parse(p.period).first_day <= end)
        return replace(self, points=inside)

    def last(self, n: int) -> Series:
        """The last `n` points."""
        return replace(self, points=self.points[-n:])

    def refusal(self, minimum: int = 3) -> Refusal | None:
        """Why no growth can be computed on this series, or None if it can.

        Codes: mixed_units, mixed_origins, mixed_periods, unbounded, negative, zero, gap, too_few.
        """
        points = self.points
        for attribute, code, what in (("unit", "mixed_units", "units"), ("origin", "mixed_origins", "origins")):
            found = sorted({getattr(p, attribute) for p in points})
            if len(found) > 1:
                return Refusal(code, f"{what} differ: {', '.join(found)}")
        periods = [Period.parse(p.period) for p in points]
        if len({p.per_year for p in periods}) > 1:
            return Refusal("mixed_periods", f"lengths of period differ: {', '.join(self.periods)}")
        for point in points:
            if point.interval.lower is None or point.interval.upper is None:
                return Refusal("unbounded", f"{point.period} is known only on one side: {point.interval}")
            # The interval counts, not only the point: 0.3 printed to 1 can be zero.
            if point.value < 0 or point.interval.lower < 0:
                return Refusal("negative", f"{point.period} can be negative, so no growth rate is defined")
            if point.interval.lower == 0:
                return Refusal("zero", f"{point.period} can be zero, so no growth rate is defined")
        for before, after in zip(periods, periods[1:]):
            if after.ordinal - before.ordinal != 1:
                return Refusal("gap", f"nothing between {before} and {after}")
        if len(points) < minimum:
            return Refusal("too_few", f"{len(points)} points, and {minimum} are the least this needs")
        return None


def rolling_year(series: Series) -> Series:
    """For each period the sum of the year that ends with it, beginning where there is a whole one.

    Neighbouring sums share all but one of their periods, so they are not independent: an interval that takes
    them for so many observations is too narrow.
    """
    n = series.per_year
    sums = [_sum(series.points[i - n + 1 : i + 1]) for i in range(n - 1, len(series))]
    return Series(f"{series.name}, sums of a year", tuple(sums))


def _sum(points: tuple[Point, ...]) -> Point:
    whole = sum((p.interval for p in points), Interval.exact(0))
    return replace(
        points[-1],
        value=sum((p.value for p in points), Fraction(0)),
        interval=whole,
        source=" ".join(p.source for p in points),
    )


def float_ends(interval: Interval, scale: Fraction | int = 1) -> tuple[float, float]:
    """Both ends over `scale` as floats; ValueError where one is missing."""
    if interval.lower is None or interval.upper is None:
        raise ValueError(f"{interval} has no end on one side")
    return float(interval.lower / scale), float(interval.upper / scale)


def _one(found: set[str]) -> str:
    return found.pop() if len(found) == 1 else "mixed"
