"""Printed dates: the days that a text names, what its context gives, and what is no date."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest

from claimcheck.printed.dates import format_day, format_span, iso_span, parse_date
from claimcheck.printed.figure import print_day
from claimcheck.printed.interval import Interval


def days(first: str, last: str) -> Interval:
    return Interval(*(F(date.fromisoformat(day).toordinal()) for day in (first, last)))


@pytest.mark.parametrize(
    ("text", "context", "iso"),
    [
        ("2021年9月", {}, "2021-09"),
        ("2021-9-5", {}, "2021-09-05"),
        ("2021/09", {}, "2021-09"),
        ("2021.9.5", {}, "2021-09-05"),
        ("2021.9", {}, None),  # a number
        ("2021-9/5", {}, None),
        ("2021", {}, None),
        ("2021", {"bare_year": True}, "2021"),
        ("", {"year": 2021}, None),
        # two digits are a year near that of the text; with more behind them they are one anyhow
        ("21年3月", {}, "2021-03"),
        ("26年", {"year": 2021}, "2026"),
        ("27年", {"year": 2021}, None),
        ("16年", {"year": 2021}, "2016"),
        ("15年", {"year": 2021}, None),
        ("16年", {}, None),
        ("25年", {}, None),
        ("30年", {}, None),
        # counted from the year in which the text was written
        ("今年", {"year": 2020, "now": 2022}, "2022"),
        ("去年", {"now": 2022}, "2021"),
        ("前年9月", {"year": 2021}, "2019-09"),
        ("明年", {"year": 2021}, "2022"),
        # English and short forms
        ("3Q21", {}, "2021-07-01/2021-09-30"),
        ("Q4 2021", {}, "2021-10-01/2021-12-31"),
        ("21Q1", {}, "2021-01-01/2021-03-31"),
        ("2H2021", {}, "2021-07-01/2021-12-31"),
        ("H1 21", {}, "2021-01-01/2021-06-30"),
        ("21H2", {}, "2021-07-01/2021-12-31"),
        ("March 26, 2021", {}, "2021-03-26"),
        ("26th Mar 2021", {}, "2021-03-26"),
        ("Sept 2021", {"year": 2019}, "2021-09"),
        ("5 May", {"year": 2021}, "2021-05-05"),
        ("Marc 5", {"year": 2021}, None),
        ("Sept 5", {"year": 2021}, "2021-09-05"),
        # parts of a year, and thirds of a month
        ("二〇二一年度", {}, "2021"),
        ("2021年初", {}, "2021-01-01/2021-03-31"),
        ("2021年中", {}, "2021-04-01/2021-09-30"),
        ("2021年末", {}, "2021-10-01/2021-12-31"),
        ("2021初", {}, None),
        ("全年", {"year": 2021}, "2021-01-01/2021-12-31"),
        ("上半年", {"year": 2021}, "2021-01-01/2021-06-30"),
        ("h2", {"year": 2021}, "2021-07-01/2021-12-31"),
        ("2月上旬", {"year": 2021}, "2021-02-01/2021-02-10"),
        ("2月中", {"year": 2021}, "2021-02-11/2021-02-20"),
        ("2月下旬", {"year": 2020}, "2020-02-21/2020-02-29"),
        ("3月底", {"year": 2021}, "2021-03-21/2021-03-31"),
        ("第四季度", {"year": 2021}, "2021-10-01/2021-12-31"),
        ("前三季度", {"year": 2021}, "2021-01-01/2021-09-30"),
        ("首两月", {"year": 2021}, "2021-01-01/2021-02-28"),
        ("前12个月", {"year": 2021}, "2021-01-01/2021-12-31"),
        ("十二月三十一日", {"year": 2021}, "2021-12-31"),
        ("5日", {"year": 2021, "month": 3}, "2021-03-05"),
        ("5日", {"year": 2021}, None),  # five days
        # from one date to another; each takes from the other what it leaves out
        ("1-9月", {"year": 2021}, "2021-01-01/2021-09-30"),
        ("1-2季度", {"year": 2021}, "2021-01-01/2021-06-30"),
        ("4月-6月底", {"year": 2021}, "2021-04-01/2021-06-30"),
        ("2018-2020", {}, "2018-01-01/2020-12-31"),
        ("1818-1820", {}, None),
        ("3月5日—10日", {"year": 2021}, "2021-03-05/2021-03-10"),
        ("2020年12月5日至2021年1月10日", {}, "2020-12-05/2021-01-10"),
        ("3月-4日内", {"year": 2021}, None),
        ("明天-3月", {"year": 2021}, None),
        # up to a day
        ("截至2021年9月30日", {}, "2021-09-30"),
        ("截止到6月", {"year": 2021}, "2021-06"),
        ("截至1-9月", {"year": 2021}, "2021-01-01/2021-09-30"),
        ("截至2021年9月30日止九个月", {}, "2021-01-01/2021-09-30"),
        ("截至2021年2月28日止3个月", {}, "2020-12-01/2021-02-28"),
        ("截至2021年9月30日止一个月", {}, "2021-09-01/2021-09-30"),
        ("截至2021年9月30日止年度", {}, "2020-10-01/2021-09-30"),
        ("截至2021年9月30日止12个月", {}, "2020-10-01/2021-09-30"),
        ("截至2021年9月30日止13个月", {}, None),
        ("截至2021年9月30日止0个月", {}, None),
        ("截至2020年2月28日止3个月", {}, None),  # not the last day of its month
        ("截至2021年9月止九个月", {}, None),
        ("2" * 201, {"year": 2021}, None),
    ],
)
def test_a_date_and_its_days(text, context, iso):
    found = parse_date(text, **context)
    if iso is None:
        assert found is None
    else:
        assert found == (iso_span(iso), iso)


@pytest.mark.parametrize(
    ("text", "context", "why"),
    [
        ("3月26日", {}, "names no year"),
        ("去年", {}, "names no year"),
        ("5日", {"month": 3}, "names no year"),
        ("17年", {}, "'17年' is a year, or a length of time"),
        ("29年", {}, "give the year of the text"),
        ("25年", {"year": 2021}, "'25年' is a year, or a round length of time"),
        ("15年", {"year": 2020}, "a round length of time"),
        ("0月", {"year": 2021}, "no month 0"),
        ("13月", {"year": 2021}, "no month 13"),
        ("前13个月", {"year": 2021}, "'前13个月' is no part of a year"),
        ("前1月", {"year": 2021}, "no part of a year"),
        ("12月5日-1月10日", {"year": 2021}, "'12月5日-1月10日' is a span that does not rise"),
        ("5月-5月", {"year": 2021}, "does not rise"),
    ],
)
def test_what_a_date_lacks_is_said(text, context, why):
    with pytest.raises(ValueError, match=why):
        parse_date(text, **context)


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-12", "2020-12-01", "2020-12-31"),
        ("2021-03-26", "2021-03-26", "2021-03-26"),
        ("2020-10-03/2021-02", "2020-10-03", "2021-02-28"),
    ],
)
def test_iso_dates(iso, first, last):
    assert iso_span(iso) == days(first, last)


@pytest.mark.parametrize("text", ["March", "202", "2021-3", "2021-03-26x", "2021/x", "二〇二一"])
def test_no_iso_date(text):
    with pytest.raises(ValueError, match=f"'{text.rpartition('/')[2]}' is no ISO date"):
        iso_span(text)


@pytest.mark.parametrize(
    ("day", "like", "text"),
    [
        ("2021-11-09", "3月26日", "11月9日"),
        ("2021-11-09", "2018年３月２６號", "2021年11月9號"),
        ("2021-11-09", "26日", "9日"),
        ("2021-11-09", "三月二十六日", "2021-11-09"),
        ("2021-11-09", "2018年上半年", "2021-11-09"),
        ("2021-11-09", "2018年下半年", "2021年下半年"),
        ("2021-11-09", "2018年5月至6月", "2021-11-09"),
        ("2021-11-09", "2018年第一季度", "2021年第四季度"),
        ("2021-04-01", "1季度", "二季度"),
        ("2021-06-30", "2018年四季度", "2021年二季度"),
        ("2021-11-09", "2018", "2021"),
        ("2021-11-09", "2018-05", "2021-11"),
        ("2021-11-09", "2018-05-06", "2021-11-09"),
    ],
)
def test_a_day_in_the_words_of_another(day, like, text):
    assert print_day(F(date.fromisoformat(day).toordinal()), like) == text


def test_a_part_of_a_day_is_dropped_but_not_at_the_end_of_a_span():
    first = date(2022, 9, 11).toordinal()
    assert format_day(F(first)) == format_day(first + F(3, 4)) == "2022-09-11"
    assert format_span(Interval(F(first), F(first))) == "[2022-09-11, 2022-09-11]"
    assert format_span(Interval(first + F(1, 2), first + F(3, 2))) == "[2022-09-11, 2022-09-13]"
    assert format_span(Interval(F(first), first + F(1), False, False)) == "(2022-09-11, 2022-09-12)"
    assert format_span(Interval(F(first), None, False)) == "(2022-09-11, ∞)"
    assert format_span(Interval(None, F(first))) == "(-∞, 2022-09-11]"
