"""Series that the tests of trends share: the articles' years, nineteen quarters, and made-up ones."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from claimcheck.printed.interval import Interval
from claimcheck.printed.rounding import unround
from claimcheck.trends.series import Period, Point, Series

TEN_DIGITS = 5e-11
PRINTED = (("2018", "0.97"), ("2019", "596"), ("2020", "3812"), ("2021", "6800"))  # 亿
# 亿, Q1 2021 to Q3 2025
QUARTERS = (
    1186, 1454, 1758, 2403, 1751, 1912, 2225, 3124, 2248, 2655, 2902, 4039, 2881, 3053, 3342, 4621, 3323, 3589, 3850,
)  # fmt: skip


def point(period: str, digits: str, scale: int = 10**8, unit: str = "CNY", source: str = "", **more) -> Point:
    decimals = len(digits.partition(".")[2])
    interval = unround(Fraction(digits), Fraction(1, 10**decimals)).map_scale(Fraction(scale))
    return Point(period, Fraction(digits) * scale, interval, unit, source or f"row-{period}", **more)


def series_of(*rows, **more) -> Series:
    return Series("test", tuple(point(period, digits, **more) for period, digits in rows))


def years_of(values, first: int = 2000) -> Series:
    """A series of exact values, for cases that are no money."""
    return exact_of([str(first + i) for i in range(len(values))], values)


def quarters_of(values) -> Series:
    first = Period.parse("2021Q1")
    return exact_of([str(first + i) for i in range(len(values))], values)


def exact_of(periods, values) -> Series:
    points = []
    for period, value in zip(periods, values, strict=True):
        exact = Fraction(float(value))
        points.append(Point(period, exact, Interval.exact(exact), "CNY", f"row-{period}"))
    return Series("test", tuple(points))


YEARS = series_of(*PRINTED)
LATE = YEARS.between("2019", "2021")
Q = series_of(*((f"{2021 + i // 4}Q{i % 4 + 1}", str(v)) for i, v in enumerate(QUARTERS)))


def near(got, expected, tolerance: float = TEN_DIGITS):
    np.testing.assert_allclose(np.asarray(got, dtype=float), np.asarray(expected, dtype=float), rtol=tolerance, atol=0)
