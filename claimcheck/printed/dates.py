"""Printed dates and ISO prefixes -> spans of days, as day numbers (date.toordinal).

What a text leaves out comes from its context; what is beyond a calendar (春节, 同期, 以来) is no date here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction

from claimcheck.printed.interval import Interval
from claimcheck.printed.numerals import han_number
from claimcheck.printed.tokens import MAX_LENGTH, canonical, normalise

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# years by name, counted from the year of the text
_NAMED_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
# first and last month of a part of the year; 年初 and 年底 as quarters, 年中 as the two in the middle, are
# this report's conventions, and so are thirds of a month
_PARTS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "初": (1, 3),
    "底": (10, 12),
    "末": (10, 12),
    "中": (4, 9),
    "全年": (1, 12),
}
_THIRDS = {
    "初": (1, 10),
    "上旬": (1, 10),
    "中": (11, 20),
    "中旬": (11, 20),
    "底": (21, 31),
    "末": (21, 31),
    "下旬": (21, 31),
}
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)

_N = "[零一二三四五六七八九十]{1,3}"
_YEAR = rf"(?:(?P<year>\d{{4}}|[零一二三四五六七八九]{{4}})(?:年度?)?|(?P<short>\d{{2}})年|(?P<named>{'|'.join(_NAMED_YEARS)}))"
_MONTH = rf"(?P<month>\d{{1,2}}|{_N})月份?"
_DAY = rf"(?P<day>\d{{1,2}}|{_N})[日号]"
_DATE = re.compile(
    rf"(?:{_YEAR})?(?:(?P<part>上半年|下半年|全年|年?[初中底末](?![0-9]))|第?(?P<quarter>[一二三四1-4])季度"
    rf"|[Qq](?P<q>[1-4])|[Hh](?P<h>[12])|(?P<first>前|首)(?P<count>{_N}|两|\d{{1,2}})(?:个?(?P<unit>季度|月))"
    rf"|{_MONTH}(?:{_DAY}|(?P<third>[上中下]旬|[初中底末]))?|(?P<only_day>\d{{1,2}}|{_N})[日号])?",
    re.ASCII,
)
_REVERSED = re.compile(
    r"(?:(?P<q>[1-4])[Qq]|[Qq](?P<q2>[1-4])|(?P<h>[12])[Hh]|[Hh](?P<h2>[12])) ?(?P<year>\d{4}|\d{2})"
    r"|(?P<short>\d{2})(?:[Qq](?P<q3>[1-4])|[Hh](?P<h3>[12]))",
    re.ASCII,
)
_PLAIN = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?", re.ASCII)
_ENGLISH_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_ENGLISH = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?P<name>[a-z]{{3,9}})\.?{_ENGLISH_DAY.format('day')}(?:[, ]\s?(?P<year>\d{{4}}))?",
        rf"{_ENGLISH_DAY.format('day')}(?P<name>[a-z]{{3,9}})\.?,?(?P<year>\d{{4}})?",
        r"(?P<name>[a-z]{3,9})\.?,?(?P<year>\d{4})",
    )
)
_SPAN = re.compile(r"(?P<first>[^-~—至到]+)(?:[-~]|—+|至|到)(?P<last>[^-~—至到]+)")
_UNIT = re.compile("(?:月份?|日|号|年|季度)$")
_AS_OF = re.compile("^(?:截至|截止至|截止到|截止)")
_ENDED = re.compile(rf"(?P<end>[^止]+)止(?:(?P<count>{_N}|\d{{1,2}})个月|年度)")
_LIKELY_YEARS, _NEAR = {*range(2017, 2030)} - {2020, 2025}, 5  # 21年 may be 2021; 20年 is a round length of time


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
    assert year is not None
    if day:
        return span(_day(year, month or 1, day), _day(year, month or 1, day))
    return _months(year, month or 1, month or 12)


def _day(year: int, month: int, day: int) -> date:
    """ValueError for one that no calendar has, in words that stay from Python to Python."""
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        raise ValueError(f"there is no day {day} in month {month} of {year}")
    return date(year, month, day)


def _months(year: int, first: int, last: int) -> Interval:
    return span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def parse_date(
    text: str, year: int | None = None, month: int | None = None, now: int | None = None, bare_year: bool = False
) -> tuple[Interval, str] | None:
    """The span of a printed date and its ISO form; None if the text is no date.

    year, month: what the context gives where the text leaves them out; now: the year in which the text was
    written, for 今年 and 去年 (`year` if not given); bare_year: four digits are a year (else they are a
    number). ValueError if the context is needed and missing, or if there is no such day.
    """
    if len(text) > MAX_LENGTH:
        return None
    printed = canonical(normalise(text))
    if bare_year and re.fullmatch(r"\d{4}", printed, re.ASCII):
        return _months(int(printed), 1, 12), printed
    context = _Context(printed, year, month, year if now is None else now)
    text = _AS_OF.sub("", printed, count=1)
    return context.ended(text) or context.one(text) or context.many(text)


class _Context:
    """Reads dates that lean on a year, a month, and the year of the text."""

    def __init__(self, printed: str, year: int | None, month: int | None, now: int | None):
        self.printed, self.year, self.month, self.now = printed, year, month, now

    def one(self, text: str) -> tuple[Interval, str] | None:
        """A day, month, quarter, half or year."""
        return self._plain(text) or self._chinese(text) or self._reversed(text) or self._english(text)

    def many(self, text: str) -> tuple[Interval, str] | None:
        """From one date to another; each takes from the other what it leaves out (1-9月, 2018至2020年)."""
        match = _SPAN.fullmatch(text)
        if not match:
            return None
        first, last = match["first"], match["last"]
        if all(re.fullmatch("(?:19|20)[0-9]{2}", end) for end in (first, last)):
            first, last = f"{first}年", f"{last}年"
        if first[-1:].isdigit() and (unit := _UNIT.search(last)):
            first += unit.group()
        start = self.one(first)
        if start is None or start[0].lower is None:
            return None
        begins = date.fromordinal(int(start[0].lower))
        end = _Context(text, begins.year, begins.month, self.now).one(last)
        if end is None or end[0].upper is None:
            return None
        if end[0].upper <= (start[0].upper or 0):
            raise ValueError(f"{self.printed!r} is a span that does not rise")
        return _named(Interval(start[0].lower, end[0].upper))

    def ended(self, text: str) -> tuple[Interval, str] | None:
        """截至2021年9月30日止九个月: the months that end on that day."""
        match = _ENDED.fullmatch(text)
        found = self.one(match["end"]) if match else None
        if match is None or found is None or found[0].upper is None or not found[0].is_exact:
            return None
        end = date.fromordinal(int(found[0].upper))
        count = _count(match["count"]) if match["count"] else 12
        if end.day != monthrange(end.year, end.month)[1] or not 1 <= count <= 12:
            return None
        first = end.year * 12 + end.month - count
        return _named(span(date(first // 12, first % 12 + 1, 1), end))

    def _plain(self, text: str) -> tuple[Interval, str] | None:
        match = _PLAIN.fullmatch(text)
        if not match or (match["mark"] == "." and not match["day"]):
            return None
        iso = f"{match['year']}-{int(match['month']):02d}" + (f"-{int(match['day']):02d}" if match["day"] else "")
        return iso_span(iso), iso

    def _reversed(self, text: str) -> tuple[Interval, str] | None:
        """3Q21, Q3 2021, 21Q3."""
        match = _REVERSED.fullmatch(text)
        if not match:
            return None
        number = match["year"] or match["short"]
        year = int(number) + (2000 if len(number) == 2 else 0)
        quarter = match["q"] or match["q2"] or match["q3"]
        half = int(match["h"] or match["h2"] or match["h3"] or 1)
        return _named(_quarter(year, int(quarter)) if quarter else _months(year, 6 * half - 5, 6 * half))

    def _english(self, text: str) -> tuple[Interval, str] | None:
        for pattern in _ENGLISH:
            match = pattern.fullmatch(text)
            if match and (month := _month_number(match["name"])):
                found = match.groupdict()
                year = int(found["year"]) if found["year"] else self.needs(self.year, "year")
                iso = f"{year}-{month:02d}" + (f"-{int(found['day']):02d}" if found.get("day") else "")
                return iso_span(iso), iso
        return None

    def _chinese(self, text: str) -> tuple[Interval, str] | None:
        match = _DATE.fullmatch(text)
        if not match or not text or text.isdigit():
            return None
        found = match.groupdict()
        if found["only_day"] and self.month is None:
            return None  # 10日 may be ten days
        if found["short"] and not self._is_short_year(found):
            return None  # 10年 are ten years
        year = self._year(found)
        if found["day"] or found["only_day"]:
            month = _count(found["month"]) if found["month"] else self.needs(self.month, "month")
            day = _day(year, month, _count(found["day"] or found["only_day"]))
            return span(day, day), day.isoformat()
        if found["month"]:
            return self._month(year, _count(found["month"]), found["third"])
        if found["quarter"] or found["q"]:
            return _named(_quarter(year, _count(found["quarter"] or found["q"])))
        if found["h"]:
            return _named(_months(year, 6 * int(found["h"]) - 5, 6 * int(found["h"])))
        if found["count"]:
            months = _count(found["count"]) * (3 if found["unit"] == "季度" else 1)
            if not 2 <= months <= 12:
                raise ValueError(f"{self.printed!r} is no part of a year")
            return _named(_months(year, 1, months))
        if found["part"]:
            part = found["part"]
            if part in "初中底末" and not text[: -len(part)].endswith("年"):
                return None  # 2021初
            return _named(_months(year, *_PARTS[part.removeprefix("年")]))
        return _months(year, 1, 12), str(year)

    def _month(self, year: int, month: int, third: str | None) -> tuple[Interval, str]:
        if not 1 <= month <= 12:
            raise ValueError(f"there is no month {month}")
        if third is None:
            return _months(year, month, month), f"{year}-{month:02d}"
        first, last = _THIRDS[third]
        return _named(span(date(year, month, first), date(year, month, min(last, monthrange(year, month)[1]))))

    def _year(self, found: dict[str, str | None]) -> int:
        if named := found["named"]:
            return self.needs(self.now, "year") + _NAMED_YEARS[named]
        if number := found["year"] or found["short"]:
            digits = number if number.isascii() else str(han_number(number)[0])
            return int(digits) + (2000 if len(digits) == 2 else 0)
        return self.needs(self.year, "year")

    def _is_short_year(self, found: dict[str, str | None]) -> bool:
        """21年 alone is a year only near that of the context; 21年3月 is one anyhow."""
        if any(value for name, value in found.items() if name != "short"):
            return True
        year = 2000 + int(found["short"] or 0)
        if self.year is not None and abs(year - self.year) <= _NEAR and year % 5 == 0:
            raise ValueError(f"{self.printed!r} is a year, or a round length of time")
        if self.year is None and year in _LIKELY_YEARS:
            raise ValueError(f"{self.printed!r} is a year, or a length of time; give the year of the text")
        return self.year is not None and abs(year - self.year) <= _NEAR

    def needs(self, value: int | None, what: str) -> int:
        if value is None:
            raise ValueError(f"{self.printed!r} names no {what}; give one")
        return value


def _month_number(name: str) -> int | None:
    """March, Mar or Sept -> 3, 3, 9."""
    low = name.lower()
    fits = [n for n, month in enumerate(_MONTH_NAMES, 1) if low in (month, month[:3]) or (low, n) == ("sept", 9)]
    return fits[0] if fits else None


def _count(text: str | None) -> int:
    assert text is not None
    return int(text) if text.isascii() else han_number(text)[0]


def _quarter(year: int, quarter: int) -> Interval:
    return _months(year, 3 * quarter - 2, 3 * quarter)


def _named(days: Interval) -> tuple[Interval, str]:
    assert days.lower is not None and days.upper is not None
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
