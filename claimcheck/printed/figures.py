"""From a printed figure to its value, its unit and its interval, and back.

parse("超4000億元") gives value 4000 * 10**8 in CNY and the interval (4000億, ∞). The words around
the number act through the table qualifiers.csv (see `qualifiers`), the rounding of its last digit
through rounding_rules.csv (see `rounding`); the grammar of a quantity is in `grammar`, that of dates in
`dates`. The whole text is read or nothing.

Values are in base units; percent stays percent here (0.97% has value 0.97) and becomes a fraction
only in formulas, see formula_factor(). Dates are day numbers (date.toordinal).
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache

from claimcheck.printed import dates, grammar
from claimcheck.printed.figure import Figure, formula_factor, print_figure, prints_alike
from claimcheck.printed.interval import Interval
from claimcheck.printed.numbers import read_number
from claimcheck.printed.qualifiers import bounds, is_inequality, qualifiers, split_qualifier
from claimcheck.printed.rationals import decimal_places, format_decimal, last_place
from claimcheck.printed.rounding import DEFAULT_RULE, coarse_unit
from claimcheck.printed.tokens import MAX_LENGTH, FigureError, Scanner, canonical, normalise
from claimcheck.printed.units import BASE_UNITS, SCALE_WORDS, UNIT_WORDS

__all__ = [
    "BASE_UNITS",
    "Figure",
    "FigureError",
    "bounds",
    "figure_from_columns",
    "figure_from_date",
    "formula_factor",
    "is_inequality",
    "parse",
    "print_figure",
    "prints_alike",
    "qualifiers",
    "split_qualifier",
    "split_unit",
]


_AT_A_RANGE = ("none", "rise", "fall", "to", "around")  # what may be said of both ends of a range
_ORDINAL = re.compile(
    r"(?:排名|位列|位居|名列|居)?第(?P<number>[零一二三四五六七八九两十百千]+|\d{1,4})(?P<noun>大[\u4e00-\u9fff]{0,8}|(?![万亿兆半多余几数方])[\u4e00-\u9fff]?)",
    re.ASCII,
)
_BOUND = "不?(?:大于|小于|高于|低于|多于|少于|超过|逾)(?:等于|或等于|或者等于)?|不足|不到|不超|不逾|至少|最少|至多|最多|[<>≤≥]=?"
_TWO_BOUNDS = re.compile(
    f"(?P<first>(?:{_BOUND})[^<>≤≥不大小高低多少超逾至最]+?)(?:的同时|并且|同时|且|但|,|、)?(?P<second>(?:{_BOUND}).+)"
    "|(?P<above>[^上下]+以上)(?:但|且|,|、)?(?P<below>[^上下]+以下)"
)
_DECIMAL = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?", re.ASCII)
_RANK = re.compile(r"(?i:top|no\.?)(?P<number>\d{1,4})", re.ASCII)


def parse(printed: str, rule: str = DEFAULT_RULE, year: int | None = None, month: int | None = None) -> Figure:
    """Read a printed figure.

    rule: rounding rule; year, month: the context of a date that leaves them out (3月26日).
    FigureError, with what was left over, if the text is not wholly read.
    """
    if len(printed) > MAX_LENGTH:
        raise FigureError(f"cannot read {printed[:MAX_LENGTH]!r}…: longer than {MAX_LENGTH} characters", printed)
    try:
        return _date(printed, year, month) or _ordinal(printed) or _quantity(printed, rule)
    except FigureError as error:
        left = f"; left over: {error.rest!r}" if error.rest and error.rest != normalise(printed) else ""
        raise FigureError(f"cannot read {printed!r}: {error}{left}", error.rest) from None
    except (ValueError, OverflowError) as error:
        raise FigureError(f"cannot read {printed!r}: {error}", printed) from error


def figure_from_date(
    printed: str, year: int | None = None, month: int | None = None, now: int | None = None, bare_year: bool = False
) -> Figure:
    """A printed date and nothing else; arguments as of dates.parse_date. FigureError if it is none."""
    try:
        figure = _date(printed, year, month, now, bare_year)
    except (ValueError, OverflowError) as error:
        raise FigureError(f"cannot read {printed!r}: {error}", printed) from error
    if figure is None:
        raise FigureError(f"cannot read {printed!r}: not a date", printed)
    return figure


def _date(
    printed: str, year: int | None, month: int | None, now: int | None = None, bare_year: bool = False
) -> Figure | None:
    found = dates.parse_date(printed, year, month, now, bare_year)
    if found is None:
        return None
    days, iso = found
    return Figure(printed, days.lower, "date", Fraction(1), iso, Fraction(0), "", days)


def _ordinal(printed: str) -> Figure | None:
    text = normalise(printed)
    match = _ORDINAL.fullmatch(canonical(text)) or _RANK.fullmatch(text)
    if not match:
        return None
    number = read_number(Scanner(match["number"]))
    if number is None or number.high or number.value < 1:
        raise FigureError("no rank", text)
    start, end = match.span("number")
    return Figure(
        printed,
        number.value,
        "rank",
        Fraction(1),
        text[start:end],
        Fraction(0),
        "",
        Interval.exact(number.value),
        text[:start],
        text[end:],
    )


def _quantity(printed: str, rule: str) -> Figure:
    parts = _two_bounds(printed)
    if parts:
        return _between(printed, *(_one_quantity(part, rule) for part in parts))
    return _one_quantity(printed, rule)


def _two_bounds(printed: str) -> tuple[str, str] | None:
    """不低于5亿元且不超过10亿元, 10%以上20%以下: the two figures, if there are two bounds."""
    text = normalise(printed)
    match = _TWO_BOUNDS.fullmatch(canonical(text)) if len(text) < MAX_LENGTH else None
    if not match:
        return None
    first, second = ("first", "second") if match["first"] else ("above", "below")
    return text[: match.end(first)], text[match.start(second) :]


def _between(printed: str, first: Figure, second: Figure) -> Figure:
    """What lies between a lower bound and an upper one."""
    both = first.interval.intersect(second.interval)
    sides = {bound.interval.upper is None for bound in (first, second) if is_inequality(bound.qualifier)}
    if both is None or sides != {True, False} or first.unit != second.unit or both.is_exact:
        raise FigureError("two figures, or two bounds that do not fit", printed)
    return Figure(
        printed,
        None,
        first.unit,
        first.scale,
        f"{first.digits}-{second.digits}",
        max(first.rounding_unit, second.rounding_unit),
        f"{first.qualifier} {second.qualifier}",
        both,
        first.before,
        second.after,
    )


def _one_quantity(printed: str, rule: str) -> Figure:
    reading = grammar.read(printed)
    low, high = reading.low, reading.high
    qualifier = " ".join(reading.printed_words)
    coarse = None
    if high is not None:
        value, interval = None, _range(reading, qualifier, rule)
        place = max(low.place, high.place)
    else:
        value, place = -low.value if reading.sign < 0 else low.value, low.place
        interval = _growth(reading, bounds(value, place, qualifier, rule))
        zeros = coarse_unit(reading.digits) if place == low.scale else ""
        if zeros and not reading.spread:
            coarse = _growth(reading, bounds(value, place * int(zeros), qualifier, rule))
        if reading.is_growth:
            value += 1
        if reading.spread:
            interval = Interval(value - reading.spread.value, value + reading.spread.value)
    digits = reading.digits
    if reading.is_growth and value is not None:
        printed_places = len(digits.partition(".")[2])  # 增长1.0倍 is 2.0 times
        digits = format_decimal(value / low.scale, max(printed_places, decimal_places(value / low.scale) or 0))
    elif reading.sign < 0:
        digits = f"-{digits}"
    around = reading.before, reading.after
    return Figure(printed, value, reading.unit, low.scale, digits, place, qualifier, interval, *around, coarse)


def _range(reading: grammar.Reading, qualifier: str, rule: str) -> Interval:
    """From the least the low end can be to the most the high end can be."""
    low, high = reading.low, reading.high
    assert high is not None
    if not low.lost and any(row.effect not in _AT_A_RANGE for row in reading.rows):
        raise FigureError("a qualifier at a range", reading.digits)
    if low.value >= high.value:
        raise FigureError("a range that does not rise", reading.digits)
    sign = reading.sign
    first, last = (bounds(sign * end.value, end.place, qualifier, rule) for end in (low, high)[::sign])
    return _growth(reading, Interval(first.lower, last.upper, first.lower_closed, last.upper_closed))


def _growth(reading: grammar.Reading, interval: Interval) -> Interval:
    """What grew by 1.5 times what it was is 2.5 times that."""
    return interval + 1 if reading.is_growth else interval


# columns of a table


@cache
def split_unit(text: str) -> tuple[Fraction, str]:
    """A table's unit "1e8 CNY" -> (10**8, "CNY"); FigureError for an unknown one."""
    match = re.fullmatch(r"(?:1e([1-9]|1[0-5]) )?(\w+)", text, re.ASCII)
    if not match or match[2] not in BASE_UNITS:
        raise FigureError(f"unknown unit {text!r}; expected one of {', '.join(BASE_UNITS)}, with 1eN before it or not")
    return Fraction(10 ** int(match[1] or 0)), match[2]


def figure_from_columns(
    value: str,
    unit: str,
    qualifier: str = "",
    rounding_unit: str = "",
    rule: str = DEFAULT_RULE,
    printed: str = "",
    period: tuple[str, str] | None = None,
    coarse: str = "",
) -> Figure:
    """A figure from a table's columns: value "3812", unit "1e8 CNY", rounding_unit "1".

    Strings as in the table; a blank rounding_unit means one unit of the last digit of `value`, "0"
    exact. For unit `date` the value is an ISO date or prefix, and the interval is all days of the
    `period` (first and last ISO date) if given, else of the prefix: a quarter has no prefix of its
    own. coarse: the rounding unit of a round figure whose zeros are no digits, by default that of
    rounding.coarse_unit(). FigureError if a column cannot be read, for a value finer than its rounding unit, or for unit
    `text`, which has no interval.
    """
    scale, base = split_unit(unit)
    if base == "text":
        raise FigureError("text has no interval")
    if base == "date":
        try:
            days = dates.iso_span("/".join(period) if period and all(period) else value)
            first = dates.iso_span(value).lower
        except ValueError as error:
            raise FigureError(str(error)) from error
        return Figure(printed or value, first, base, scale, value, Fraction(0), qualifier, days)
    for name, text in (("value", value), ("rounding_unit", rounding_unit or "0"), ("coarse_unit", coarse or "0")):
        if not _DECIMAL.fullmatch(text):
            raise FigureError(f"{name} {text!r} is no decimal number")
    number, place = Fraction(value), decimal(rounding_unit) if rounding_unit else last_place(value)
    if rounding_unit:
        if place > 0 and (number / place).denominator != 1:
            raise FigureError(f"{value} is finer than its rounding unit {rounding_unit}")
    after = SCALE_WORDS.get(int(scale), "") + UNIT_WORDS.get(base, "")
    wide = decimal(coarse or coarse_unit(value) or "0") if place else 0  # what is exact is not rounded
    scaled, unit_scaled = number * scale, place * scale
    interval = bounds(scaled, unit_scaled, qualifier, rule)
    widest = bounds(scaled, wide * scale, qualifier, rule) if wide > place else None
    return Figure(
        printed or value + after,
        scaled,
        base,
        scale,
        value,
        unit_scaled,
        qualifier,
        interval,
        "",
        after,
        widest,
    )


@lru_cache(maxsize=256)  # a table has few rounding units
def decimal(text: str) -> Fraction:
    """A rounding unit as a table has it."""
    return Fraction(text)
