"""Printed dates in a running text, each with its days; what a date leaves out comes from the dates before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from claimcheck.drafting.cleaned import Cleaned
from claimcheck.evidence import growth_rates
from claimcheck.printed.figures import Figure, FigureError, figure_from_date

_HAN = "[一二三四五六七八九十]{1,3}"
_N = rf"(?:\d{{1,2}}|{_HAN})"
_YEAR = r"(?:(?<!\d)(?:19|20)\d\d\s?年度?|(?<!\d)[12]\d年(?=第?[一二三四1-4上下]|[QqHh]|\d{1,2}月)|二[零〇]\w{2}年|今年|去年|前年|明年|上年|本年)"
_QUARTER = r"(?:第?[一二三四1-4]季度?(?![度\d])|第?[一二三四1-4]季度|[Qq][1-4](?!\d)|[Hh][12](?!\d)|(?:前|首)[两二三23]个?季度|(?:前|首)(?:[一二三四五六七八九十]{1,2}|\d{1,2})个月)"
_PART = rf"(?:上半年|下半年|全年|{_QUARTER}|年?初(?![步期次衷心])|年?[底末](?![下层部端流])|年中)"
_DAY = rf"(?:{_N}月(?:份|{_N}[日号]|[上中下]旬|[初中底末](?![旬端]))?)"
_ENDED = rf"止(?:{_N}个月|年度)"  # a period by its last day, as filings have it
_SPAN_DAYS = rf"(?<![从自由]){_N}月(?:{_N}[日号])?(?:至|到|-|—+|~){_N}月(?:{_N}[日号])?|{_N}(?:至|到|-|—+|~){_N}月(?!\w*年)|{_N}月{_N}(?:至|到|-|—+|~){_N}[日号]"
DATE = re.compile(
    rf"(?:截至|截止至?|截止到)?{_YEAR}\s?(?:{_SPAN_DAYS}|{_DAY}(?:{_ENDED})?|{_PART})|{_SPAN_DAYS}|{_DAY}(?!\w?[薪活产销均])"
    rf"|(?<!\d)(?:19|20)\d\d(?:[-—~至到](?:19|20)\d\d)年|{_YEAR}|(?<!\d)(?:19|20)\d\d(?P<mark>[-/.])\d{{1,2}}(?P=mark)\d{{1,2}}(?!\d)"
    r"|(?<![\dA-Za-z])(?:[1-4][QqHh](?:20)?\d\d|(?:20)?\d\d\s?[QqHh][1-4]|[QqHh][1-4]\s?(?:20)?\d\d)(?!\d)"
    r"|(?<![\d.])(?:[1-9]|[12]\d|3[01])[日号](?![活均销常产单间内后线]|[\d])"
    rf"|{_PART}|(?<![\d.])(?:19|20)\d\d(?=\s?[\u3400-\u9fff])(?![年万亿千百余多个家元人位名字部条场款件%])",
    re.ASCII,
)
_NAMED = ("今年", "去年", "前年", "明年", "上年", "本年")
_BASE = re.compile("[较比于]$|相比$")  # a date that a growth is counted from
_BASE_YEAR = re.compile(
    "(?:[较比]|[较高低]于)$"
)  # a year that another is held against, and that what follows is not of
_FROM = re.compile("[由从]$")
_MOVED = re.compile(
    "的?[^,，。;；至到]{1,24}[增升提降减跌扩缩][^,，。;；至到]{0,14}[至到]"
)  # 由2022年的5亿元增加20%至: of the year are the five, and neither the growth nor what it led to
_SENTENCE_END = re.compile("[。;；!！?？\n]")
_FAR = 80  # characters after which a day without a year is again one of the article's year
_SAME_PERIOD = re.compile("同[期季]")  # 去年同期: what a growth is counted from
NO_YEAR = "the year of the period is not printed beside it"


@dataclass(frozen=True)
class Dated:
    """A date at [start, end) of the clean text, its days as ISO dates; is_year: a year and no more; is_by_hand: the reader of
    figures does not know such a date (2020年同期); is_guess: no year
    is printed with it or before it in its sentence."""

    start: int
    end: int
    figure: Figure
    first: str
    last: str
    is_year: bool
    is_guess: bool
    is_by_hand: bool = False


def dates(text: Cleaned, written: int | None) -> Iterator[Dated]:
    """All dates of a text, in order. written: the year in which it was."""
    year, last_end = written, 0
    year_end: int | None = None  # where the last printed year ends
    named: tuple[int | None, int | None] = (None, None)  # the last year and month of a date that names its month
    part: tuple[date, date] | None = None
    for match in DATE.finditer(text.plain):
        start, end = match.span()
        if start - last_end > _FAR and written is not None and not re.match(r"\d?\d日", match.group()):
            year, year_end = written, None
        printed = text.plain[start:end].strip()
        end = start + len(printed)
        # a bare 去年 holds no digit and is no run; it gives its year to what follows
        if printed in _NAMED:
            if written is not None and not _SAME_PERIOD.match(text.plain, end):
                year = written + {"去年": -1, "上年": -1, "前年": -2, "明年": 1}.get(printed, 0)
                year_end = last_end = end
            continue
        if not re.search("[0-9一二三四五六七八九十两半零〇]", printed):
            if not re.search("年|季|月", printed):
                continue
        is_day = bool(re.fullmatch(r"\d\d?[日号]", printed, re.ASCII))
        try:
            figure = figure_from_date(printed, named[0] if is_day else year, named[1], written, bare_year=True)
        except FigureError:
            continue
        if figure.interval.lower is None or figure.interval.upper is None:
            continue
        first, last = (date.fromordinal(int(end_)) for end_ in (figure.interval.lower, figure.interval.upper))
        is_year = (last - first).days >= 364 and not re.search("月|季", printed)
        if is_year and part and text.plain.startswith("同期", end):
            first, last = (day.replace(year=first.year) for day in part)
            yield Dated(start, end + 2, figure, first.isoformat(), last.isoformat(), False, False, True)
            continue
        is_own = bool(re.match(r"(?:截\w{1,2})?(?:\d{4}|\d\d年|二|[今去前明上本]年)|.*\d{4}", printed, re.ASCII))
        is_beside = is_own or (year_end is not None and not _SENTENCE_END.search(text.plain, year_end, start))
        yield Dated(start, end, figure, first.isoformat(), last.isoformat(), is_year, not is_beside)
        before = text.plain[max(0, start - 2) : start]
        is_base = bool(_BASE_YEAR.search(before)) or _is_left(text.plain, start, end)
        if is_own and not is_base:
            year_end = end
        if not is_year and last.month != 2:  # a leap day has no same day in another year
            part = (first, last)
        year, last_end = year if is_base else first.year, end
        if first.month == last.month:
            named = (first.year, first.month)


def _is_left(plain: str, start: int, end: int) -> bool:
    """Whether a date is one that something moved from."""
    return bool(_FROM.search(plain[max(0, start - 1) : start]) and _MOVED.match(plain, end))


def _is_base(plain: str, start: int, end: int) -> bool:
    """Whether a date is what a growth is counted from."""
    return bool(_BASE.search(plain[max(0, start - 2) : start])) or _is_left(plain, start, end)


def sentence(plain: str, start: int) -> str:
    """The sentence up to a place."""
    begins = [match.end() for match in _SENTENCE_END.finditer(plain, max(0, start - 120), start)]
    return plain[begins[-1] if begins else max(0, start - 120) : start]


def period_of(plain: str, start: int, dated: list[Dated], written: int | None) -> tuple[tuple[str, str], str]:
    """The period of the nearest date before the figure, and whether that is a guess."""
    clause = plain[max(0, start - 12) : start]
    earlier = [one for one in dated if one.end <= start]
    begins = start - len(sentence(plain, start))
    near = [one for one in earlier if start - one.end <= 2 or not _is_base(plain, one.start, one.end)]
    here = [one for one in near if one.start >= begins]
    # an amount of an earlier sentence's day would be that of its event
    far = [one for one in near if one.first != one.last]
    if not here and not far:
        return ("", ""), ""
    one = here[-1] if here else max(far, key=lambda one: (one.last <= f"{written}-12-31", one.last))
    period = (one.first, one.last)
    if re.search("(?:去年|上年|上一年)(?:同期|同季)[^,，、]*$", clause):
        span = [other for other in near if not other.is_year and other.first != other.last]
        if not span:
            return ("", ""), ""
        return growth_rates.year_before(span[-1].first, span[-1].last), NO_YEAR if span[-1].is_guess else ""
    if not here:
        return period, "the period is that of an earlier sentence"
    return period, NO_YEAR if one.is_guess else ""
