"""Printed dates and ISO prefixes -> spans of days, as day numbers (date.toordinal)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction

from claimcheck.printed.interval import Interval

_QUARTERS = {c: i + 1 for i, cs in enumerate(("一1", "二2", "三3", "四4")) for c in cs}
# first and last month of a part of the year; 年初 and 年底 as quarters is this report's convention
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "年初": (1, 3), "年底": (10, 12), "年末": (10, 12)}
_DATE = re.compile(
    r"(?:(?P<year>\d{4})年?)?(?:(?P<part>上半年|下半年|年初|初|年底|底|年末|末)|第?(?P<quarter>[一二三四1-4])季度"
    r"|(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号號])?|(?P<only_day>\d{1,2})[日号號])?",
    re.ASCII,
)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def span(first: date, last: date) -> Interval:
    """All days from first to last."""
    return Interval(Fraction(first.toordinal()), Fraction(last.toordinal()))


def iso_span(text: str) -> Interval:
    """The days of an ISO date or prefix ("2018", "2020-10", "2021-03-26") or of "from/to".

    ValueError for anything else.
    """
    if "/" in text:
        first, last = (iso_span(part) for part in text.split("/", 1))
        return Interval(first.lower, last.upper)
    match = _ISO.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no ISO date, month or year")
    year, month, day = (int(part) if part else None for part in match.groups())
    if day:
        return span(date(year, month, day), date(year, month, day))
    return _months(year, month or 1, month or 12)


def _months(year: int, first: int, last: int) -> Interval:
    return span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def parse_date(text: str, year: int | None = None, month: int | None = None) -> tuple[Interval, str] | None:
    """The span of a printed date and its ISO form; None if the text is no date.

    year, month: what the article's context gives where the text leaves them out; ValueError if
    they are needed and missing, or if there is no such day.
    """
    if re.fullmatch(r"\d{4}-\d{1,2}(-\d{1,2})?", text, re.ASCII):
        iso = re.sub(r"-(\d)(?!\d)", r"-0\1", text)
        return iso_span(iso), iso
    match = _DATE.fullmatch(text.removeprefix("今年"))
    if not match or not text or text.isdigit():
        return None
    found = match.groupdict()
    if found["only_day"] and month is None:
        return None  # 10日 may be ten days
    year = int(found["year"]) if found["year"] else year
    if year is None:
        raise ValueError(f"{text!r} names no year; give one")
    if found["day"] or found["only_day"]:
        day = date(year, int(found["month"] or month), int(found["day"] or found["only_day"]))
        return span(day, day), day.isoformat()
    if found["month"]:
        month = int(found["month"])
        if not 1 <= month <= 12:
            raise ValueError(f"there is no month {month}")
        return _months(year, month, month), f"{year}-{month:02d}"
    if found["quarter"]:
        quarter = _QUARTERS[found["quarter"]]
        return _named(_months(year, 3 * quarter - 2, 3 * quarter))
    if found["part"]:
        part = found["part"]
        return _named(_months(year, *_PARTS[part if part in _PARTS else "年" + part]))
    return _months(year, 1, 12), str(year)


def _named(days: Interval) -> tuple[Interval, str]:
    return days, f"{format_day(days.lower)}/{format_day(days.upper)}"


def format_day(day: Fraction) -> str:
    """A day number as ISO date; a fraction of a day is dropped."""
    return date.fromordinal(day.numerator // day.denominator).isoformat()


def format_span(days: Interval) -> str:
    """An interval of day numbers as "[2021-03-26, 2021-03-26]"."""
    left, right = "[" if days.lower_closed else "(", "]" if days.upper_closed else ")"
    first = "-∞" if days.lower is None else format_day(days.lower)
    last = "∞" if days.upper is None else format_day(days.upper + (days.upper.denominator > 1))
    return f"{left}{first}, {last}{right}"


def print_day(day: Fraction, like: str) -> str:
    """A day in the words of a printed date: 3月26日 like 9月28日, 2020年10月 like 2018年5月."""
    when = date.fromordinal(day.numerator // day.denominator)
    if re.fullmatch(r"[\d-]+", like, re.ASCII):
        return when.isoformat()[: (4, 7, 10)[like.count("-")]]
    for number, before in ((when.year, "年"), (when.month, "月"), (when.day, "[日号號]")):
        like = re.sub(rf"\d+(?={before})", str(number), like, flags=re.ASCII)
    return re.sub("[一二三四1-4](?=季度)", "一二三四"[(when.month - 1) // 3], like)
