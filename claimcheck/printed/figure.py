"""A printed figure read, and how a value is printed as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from claimcheck.printed import dates, numerals
from claimcheck.printed.interval import Interval
from claimcheck.printed.rationals import decimal_places, format_decimal
from claimcheck.printed.rounding import unround
from claimcheck.printed.tokens import canonical, normalise


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure read.

    printed: the text; value: in base units, for an order of magnitude the number it hangs on (几十:
    10, 億元級: 10**8), None for a range (30-40%) and a lost digit (?00); unit: base unit, None without a counter; scale: base units per unit of
    `digits` (億元: 10**8); digits: the number as printed (for dates an ISO date or span);
    rounding_unit: one unit of the last printed digit, in base units, 0 if exact; qualifier: the
    qualifier words joined by a space; interval: in base units; before, after: what stands around
    the digits when the figure is printed without qualifiers; coarse: the interval of a round figure (3800億) if the
    zeros at its end are no digits, None where there is no such reading.
    """

    printed: str
    value: Fraction | None
    unit: str | None
    scale: Fraction
    digits: str
    rounding_unit: Fraction
    qualifier: str
    interval: Interval
    before: str = ""
    after: str = ""
    coarse: Interval | None = None

    @property
    def widest(self) -> Interval:
        """All that the figure can stand for, the zeros at its end taken as no digits."""
        return self.coarse or self.interval


def formula_factor(unit: str | None) -> Fraction:
    """Times this, a value in base units is in formula terms: percent and points are fractions there."""
    return _HUNDREDTH if unit in ("percent", "points") else _ONE


_HUNDREDTH, _ONE = Fraction(1, 100), Fraction(1)


# printing


def print_figure(value: Fraction, like: Figure) -> str:
    """A value in base units printed as the figure `like` is: its decimals, scale and unit words,
    without qualifiers. A tie is rounded away from zero; see prints_alike() for the other way."""
    if like.unit == "date":
        return print_day(value, like.printed)
    number = value / like.scale
    place = like.rounding_unit / like.scale
    decimals = len(like.digits.partition(".")[2])
    step = place if place else Fraction(1, 10**decimals)
    count = abs(number) / step + Fraction(1, 2)
    rounded = (count.numerator // count.denominator) * step * (-1 if number < 0 else 1)
    return like.before + _print_number(rounded, like, decimals) + like.after


def _print_number(number: Fraction, like: Figure, decimals: int) -> str:
    if like.value is not None and number * like.scale == like.value:
        return like.digits  # 兩, 百 and a bare 億 have other spellings
    if (
        re.fullmatch("[零一二三四五六七八九两十百千]+", canonical(like.digits))
        and number.denominator == 1
        and 0 <= number < 10**4
    ):
        return numerals.to_han(int(number))
    places = decimal_places(number)
    if places is None:
        return str(number)  # thirds
    text = format_decimal(number, max(decimals, places))
    if "," in like.digits:
        whole, dot, rest = text.partition(".")
        text = f"{int(whole):,}{dot}{rest}"
    return text


def print_day(day: Fraction, like: str) -> str:
    """A day number in the words of a printed date: 3月26日 like 9月28日, 2020年10月 like 2018年5月; the ISO date where
    they cannot say it (三月二十六日)."""
    when = date.fromordinal(day.numerator // day.denominator)
    text = normalise(like)
    if re.fullmatch("[0-9]{4}(?:-[0-9]{1,2}){0,2}", text):
        return when.isoformat()[: (4, 7, 10)[text.count("-")]]
    for number, before in ((when.year, "年"), (when.month, "月"), (when.day, "[日号號]")):
        text = re.sub(f"[0-9]+(?={before})", str(number), text)
    text = re.sub("[一二三四1-4](?=季度)", "一二三四"[(when.month - 1) // 3], text)
    try:
        found = dates.parse_date(text, when.year, when.month)
    except ValueError:
        found = None
    return text if found and found[0].contains(when.toordinal()) else when.isoformat()


def prints_alike(value: Fraction, figure: Figure) -> bool:
    """Whether a value in base units, rounded to the figure's last digit, prints as the figure
    does; at a tie both results count. An exact figure is matched by its own value only."""
    return figure.value is not None and unround(figure.value, figure.rounding_unit).contains(value)
