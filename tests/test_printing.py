"""Printed figures the other way: from a value to what is printed, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest
from form_cases import cases
from hypothesis import assume, given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.printed import dates, numerals
from claimcheck.printed.figures import (
    BASE_UNITS,
    FigureError,
    bounds,
    figure_from_columns,
    formula_factor,
    parse,
    print_figure,
    prints_alike,
    qualifiers,
    split_unit,
)
from claimcheck.printed.interval import Interval, format_interval

CASES = cases("figures")


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


# columns


def test_columns_give_what_parsing_gives():
    """Cases with a value, read back from the columns a claims table would have."""
    for case in CASES:
        if not case["value"] or case["unit"] in ("", "date"):
            continue
        figure = figure_from_columns(case["value"], case["unit"], case["qualifier"], case["rounding_unit"])
        assert (figure.value, format_interval(figure.interval)) == (F(case["value"]), case["interval"]), case["printed"]


def test_columns_in_a_reading_unit():
    figure = figure_from_columns("3812", "1e8 CNY", "", "1", printed="3812億元")
    assert figure == replace(parse("3812億元"), after="亿元")
    assert figure_from_columns("0.970", "percent").rounding_unit == F("0.001")
    assert figure_from_columns("6", "items", rounding_unit="0").interval == Interval.exact(6)
    assert figure_from_columns("6800", "1e8 CNY", rounding_unit="100").interval == Interval(
        F(6750 * 10**8), F(6850 * 10**8)
    )


@pytest.mark.parametrize(
    ("value", "place", "coarse", "widest"),
    [
        ("3800", "1", "", "[3750, 3850]"),  # one unit of the last digit that is not zero
        ("3800", "", "", "[3750, 3850]"),
        ("3800", "1", "10", "[3795, 3805]"),
        ("3812", "1", "100", "[3762, 3862]"),
        ("3812", "1", "", ""),
        ("3800", "100", "", ""),
        ("3800", "0", "100", ""),  # what is exact is not rounded
    ],
)
def test_the_coarse_reading_of_columns(value, place, coarse, widest):
    found = figure_from_columns(value, "items", rounding_unit=place, coarse=coarse)
    assert (format_interval(found.coarse) if found.coarse else "") == widest
    assert found.widest == (found.coarse or found.interval)
    floor = figure_from_columns("3800", "items", rule="floor")
    assert format_interval(floor.interval) == "[3800, 3801)" and format_interval(floor.coarse) == "[3800, 3900)"


def test_columns_keep_what_was_printed_and_make_what_was_not():
    shown = figure_from_columns("3812", "1e8 CNY", "超", "1", printed="超3812億")
    made = figure_from_columns("3812", "1e8 CNY")
    assert (shown.printed, shown.digits, shown.qualifier, shown.before) == ("超3812億", "3812", "超", "")
    assert (made.printed, made.after, made.scale, made.qualifier) == ("3812亿元", "亿元", 10**8, "")
    assert figure_from_columns("5", "1e5 rank").printed == "5"
    day = figure_from_columns("2021-03", "date", "约", printed="3月")
    assert (day.printed, day.digits, day.qualifier, day.unit) == ("3月", "2021-03", "约", "date")
    assert (day.scale, day.rounding_unit) == (1, 0)
    assert figure_from_columns("2021-03", "date").printed == "2021-03"


def test_date_columns():
    figure = figure_from_columns("2021-01", "date", period=("2021-01-01", "2021-03-31"))
    assert figure.interval == parse("2021年第一季度").interval and figure.value == day("2021-01-01")
    assert figure_from_columns("2018", "date").interval == Interval(day("2018-01-01"), day("2018-12-31"))
    assert figure_from_columns("2020-02", "date", period=("", "")).interval == Interval(
        day("2020-02-01"), day("2020-02-29")
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("1", "1e8 EUR"), "unknown unit '1e8 EUR'"),
        (("6812", "1e8 CNY", "", "100"), "finer than its rounding unit"),
        (("1", "e8 CNY"), "unknown unit"),
        (("1,5", "items"), "value '1,5'"),
        (("", "items"), "value '' is no decimal"),
        (("1e8", "CNY"), "no decimal"),
        (("1", "CNY", "", "x"), "rounding_unit 'x'"),
        (("chair", "text"), "^text has no interval$"),
        (("2021-13", "date"), "month must be in 1..12"),
        (("March", "date"), "no ISO date"),
        (("1", "CNY", "差点"), "unknown qualifier"),
        (("1", "CNY", "", "-1"), "no interval"),
        (("1", "CNY", "", "1", "nearest", "", None, "x"), "coarse_unit 'x' is no decimal"),
        (("1", "1e16 CNY"), "unknown unit '1e16 CNY'; expected one of CNY, USD"),
        (("1" * 41, "CNY"), "no decimal"),
        (("３", "items"), "no decimal"),
        (("0.15", "percent", "", "0.1"), "0.15 is finer than its rounding unit 0.1"),
    ],
)
def test_columns_refused(arguments, message):
    with pytest.raises(FigureError, match=message):
        figure_from_columns(*arguments)


def test_units():
    assert split_unit("1e8 CNY") == (F(10**8), "CNY") and split_unit("rank") == (1, "rank")
    assert {unit for unit, _ in numerals.COUNTERS.values()} < set(BASE_UNITS)
    assert (
        formula_factor("percent") == formula_factor("points") == F(1, 100)
        and formula_factor("CNY") == formula_factor(None) == 1
    )


# printing


@pytest.mark.parametrize(
    ("value", "like", "text"),
    [
        ("539.597", "539.5%", "539.6%"),
        ("0.9706", "0.97%", "0.97%"),
        ("1", "0.97%", "1.00%"),
        ("381250000000", "3812億元", "3813億元"),
        ("12", "四种", "十二种"),
        ("2", "兩本書", "兩本書"),
        ("3", "兩本書", "三本書"),
        ("0.96", "四成", "零成"),
        ("52", "四成", "五成"),
        ("-3.45", "-3.5%", "-3.5%"),
        ("1234567.8", "1,234,567元", "1,234,568元"),
        ("35", "百分之三十四", "百分之三十五"),
        ("380000000", "超4亿元", "4亿元"),
        ("2.5", "第四", "第三"),
        ("200000000", "兩億元", "兩億元"),
        ("9999", "四种", "九千九百九十九种"),
        ("10000", "四种", "10000种"),
        ("-3", "四种", "-3种"),
        ("2/3", "三分之一", "2/3"),
        ("0.4", "三分之一", "1/3"),
        ("1234", "1,000元", "1,234元"),
        ("1234.56", "1,000.0元", "1,234.6元"),
    ],
)
def test_printing(value, like, text):
    assert print_figure(F(value), parse(like)) == text


def test_printing_at_a_declared_unit():
    coarse = figure_from_columns("6800", "1e8 CNY", "", "100")
    assert print_figure(F(6_849 * 10**8), coarse) == "6800亿元" and print_figure(F(6_851 * 10**8), coarse) == "6900亿元"
    exact = figure_from_columns("0.5", "percent", rounding_unit="0")
    assert print_figure(F("0.44"), exact) == "0.4%" and print_figure(F("0.45"), exact) == "0.5%"


@pytest.mark.parametrize(
    ("shown", "like", "printed"),
    [
        ("2022-09-29", "3月26日", "9月29日"),
        ("2022-09-29", "2018年", "2022年"),
        ("2022-09-29", "2020年10月", "2022年9月"),
        ("2022-05-01", "2021年第一季度", "2022年第二季度"),
        ("2022-09-29", "2023-4-15", "2022-09-29"),
        ("2022-09-29", "2023-04", "2022-09"),
    ],
)
def test_printing_dates(shown, like, printed):
    assert print_figure(F(day(shown)), parse(like, year=2021)) == printed


def test_prints_alike_at_a_tie():
    """12.55 may print as 12.5 or as 12.6."""
    assert [prints_alike(F("12.55"), parse(text)) for text in ("12.4%", "12.5%", "12.6%", "12.7%")] == [
        False,
        True,
        True,
        False,
    ]
    assert prints_alike(F(4), parse("第四")) and not prints_alike(F("4.1"), parse("第四"))
    assert not prints_alike(F(35), parse("30-40%"))


mantissas = st.one_of(
    st.integers(0, 10**6).map(str),
    st.tuples(st.integers(0, 9999), st.integers(1, 4), st.integers(0, 9999)).map(
        lambda t: f"{t[0]}.{t[2] % 10 ** t[1]:0{t[1]}d}"
    ),
    st.integers(1000, 10**8).map(lambda n: f"{n:,}"),
    st.integers(0, 9999).map(numerals.to_han),
)
scales = st.sampled_from(["", "万", "萬", "亿", "億", "万亿", "萬億", "千万", "百亿", "千億", "十亿"])
counters = st.sampled_from(sorted(word for word in numerals.COUNTERS if " " not in word))
befores = st.sampled_from(
    sorted(w.word for w in qualifiers().values() if w.position == "before" and w.effect in ("none", "above", "near"))
)


@thorough(400)
@given(mantissas, scales, counters)
def test_printing_what_was_parsed_gives_the_text(mantissa, scale, counter):
    text = mantissa + scale + counter
    try:
        figure = parse(text, year=2021)
    except FigureError:
        assume(False)
    assume(
        figure.unit != "date" and figure.digits == mantissa
    )  # 2021年 is a date, and 三千万 has its 千 in the numeral
    assert print_figure(figure.value, figure) == text


@thorough(400)
@given(mantissas, scales, counters, st.integers(0, 10**6))
def test_parsing_what_was_printed_gives_the_value(mantissa, scale, counter, count):
    try:
        like = parse(mantissa + scale + counter, year=2021)
    except FigureError:
        assume(False)
    assume(like.unit != "date")
    value = count * like.rounding_unit
    assume(counter != "折" or 10 <= value < 100)  # 0折 and 11折 are said of no price; 75折 has its two digits
    text = print_figure(value, like)
    again = parse(text, year=2021)
    assume(again.unit != "date")  # 12.3年 prints as 2021年, which is a date
    assert (again.value, again.unit) == (value, like.unit)
    assert prints_alike(value, like) == (value == like.value)


@thorough(300)
@given(mantissas, scales, counters, befores)
def test_a_qualifier_changes_the_interval_only(mantissa, scale, counter, word):
    try:
        bare = parse(mantissa + scale + counter, year=2021)
        assume(bare.unit != "date" and bare.value)
        figure = parse(word + mantissa + scale + counter, year=2021)
    except FigureError:
        assume(False)
    assert (figure.value, figure.unit, figure.rounding_unit) == (bare.value, bare.unit, bare.rounding_unit)
    assert figure.interval == bounds(bare.value, bare.rounding_unit, word)
    assert figure.qualifier == word


# dates


days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(days)
def test_a_printed_day_is_read_back(when):
    for text in (
        f"{when.year}年{when.month}月{when.day}日",
        f"{when.month}月{when.day}日",
        when.isoformat(),
        f"{when.day}日",
    ):
        assert parse(text, year=when.year, month=when.month).interval == Interval.exact(when.toordinal())
    month = parse(f"{when.year}年{when.month}月").interval
    assert month.contains(when.toordinal()) and dates.iso_span(f"{when:%Y-%m}") == month
    assert date.fromordinal(int(month.upper) + 1).day == 1 and month.lower == when.replace(day=1).toordinal()


def test_days_of_a_month_and_days_in_number():
    assert parse("10日内").unit == parse("10天").unit == "days" and parse("10日内").value == 10
    with pytest.raises(FigureError, match="or a date"):
        parse("10日")
    assert parse("10日", year=2021, month=7).value == day("2021-07-10")


@given(days)
def test_quarters_and_halves_make_up_a_year(when):
    quarters = [parse(f"{when.year}年第{q}季度").interval for q in "一二三四"]
    halves = [parse(f"{when.year}年{half}").interval for half in ("上半年", "下半年")]
    for parts in (quarters, halves):
        assert sum(part.contains(when.toordinal()) for part in parts) == 1
        assert all(b.lower == a.upper + 1 for a, b in zip(parts, parts[1:]))
        assert parts[0].hull(parts[-1]) == parse(f"{when.year}年").interval == dates.iso_span(str(when.year))
