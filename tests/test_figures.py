"""Printed figures: worked cases from the five articles, qualifiers, columns, refusals, and printing."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from pathlib import Path

import pytest
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
    is_inequality,
    parse,
    print_figure,
    prints_alike,
    qualifiers,
    split_qualifier,
    split_unit,
)
from claimcheck.printed.interval import Interval, format_interval
from claimcheck.printed.qualifiers import EFFECTS, effects
from claimcheck.printed.rounding import rule_names, unround

CASES = list(csv.DictReader(Path(__file__).with_name("cases").joinpath("figures.csv").open(encoding="utf-8")))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["printed"])
def test_case(case):
    year, _, month = case["context"].partition("-")
    figure = parse(case["printed"], year=int(year or 0) or None, month=int(month or 0) or None)
    assert (figure.unit or "") == case["unit"]
    assert figure.rounding_unit == F(case["rounding_unit"])
    assert figure.qualifier == case["qualifier"]
    if figure.unit == "date":
        assert figure.value == day(case["value"])
        first, last = case["interval"].split("/")
        assert figure.interval == Interval(day(first), day(last))
    else:
        assert figure.value == (F(case["value"]) if case["value"] else None)
        assert format_interval(figure.interval) == case["interval"]
    assert figure.printed == case["printed"] and case["source"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "億3",
        "12..5億",
        "1.2.3",
        "1,23",
        "3x%",
        "%",
        "元",
        "3億亿",
        "數據",
        "一定距離",
        "2021年春節",
        "100超",
        "超不到3%",
        "近30-40%",
        "5-3%",
        "百分之3元",
        "3亿5亿",
        "2月30日",
        "13月",
        "3月26日",
        "第一季度",
        "近0",
        "?.5亿",
        "3.5五",
        "１１／２",
        "三〇十",
        "两百百",
        "超約",
        "多",
        "0x10",
        "1e8",
        "٣億",
    ],
)
def test_unparsable(text):
    with pytest.raises(FigureError) as error:
        parse(text)
    assert repr(text) in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("3月26日", "names no year"),
        ("超不到3%", "contradict"),
        ("百分之3元", "two units"),
        ("5-3%", "does not rise"),
        ("2月30日", "names no year"),
        ("近30-40%", "a qualifier at a range"),
        ("3亿5亿", "larger than the unit before"),
    ],
)
def test_message_says_why(text, message):
    with pytest.raises(FigureError, match=message):
        parse(text)


def test_day_that_does_not_exist():
    with pytest.raises(FigureError, match="out of range"):
        parse("2月30日", year=2021)


# qualifiers


SAMPLE = {  # effect -> interval of 300 printed to the unit: one hand-written answer per effect
    "none": "[299.5, 300.5]",
    "above": "(300, ∞)",
    "at_least": "[300, ∞)",
    "below": "[0, 300)",
    "at_most": "[0, 300]",
    "within": "(0, 300]",
    "near": "[270, 300)",
    "around": "[295, 305]",
    "more": "(300, 400)",
    "some": "[270, 330]",
    "ten_or_so": "[240, 360]",
    "order": "[300, 3000)",
    "several": "[600, 3000)",
    "teens": "[310, 400)",
}


@pytest.mark.parametrize("word", [word for word, row in qualifiers().items() if row.effect in EFFECTS])
def test_every_qualifier_word(word):
    row = qualifiers()[word]
    interval = bounds(F(300), F(1), word)
    assert format_interval(interval) == SAMPLE[row.effect]
    assert row.position in ("before", "after", "both", "words") and row.description
    one_sided = interval.upper is None or row.effect in ("below", "at_most", "within")
    assert (row.inequality == "yes") == one_sided == is_inequality(word)


@pytest.mark.parametrize("word", [word for word, row in qualifiers().items() if row.effect not in EFFECTS])
def test_every_word_that_changes_what_stands_beside_it(word):
    row = qualifiers()[word]
    assert row.position == "before" and row.description and row.inequality == "no"
    if row.effect == "not":
        assert format_interval(bounds(F(300), F(1), f"{word}超过")) == "[0, 300]"
        assert format_interval(bounds(F(300), F(1), f"{word} 低于")) == "[300, ∞)"
        assert format_interval(bounds(F(300), F(1), f"{word}达到")) == "[0, 300)"
        with pytest.raises(FigureError, match="nothing behind"):
            bounds(F(300), F(1), word)
        with pytest.raises(FigureError, match="not understood"):
            bounds(F(300), F(1), f"{word}约")
    elif row.effect == "fall":
        assert format_interval(bounds(F(-300), F(1), word)) == "[-300.5, -299.5]"
        assert format_interval(bounds(F(-300), F(1), f"{word} 超")) == "(-∞, -300)"
        with pytest.raises(FigureError, match="no fall"):
            bounds(F(300), F(1), word)
    else:
        assert row.effect in ("rise", "to") and format_interval(bounds(F(300), F(1), word)) == SAMPLE["none"]


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        ("above", "超 超过 超過 逾 过 過 突破 高于 高於"),
        ("near", "近 接近 将近 將近 直逼"),
        ("at_least", "以上 至少 低至 上 + 起 不低于 级别 級別"),
        ("below", "不到 不足 低于 未达到 沒有達到"),
        ("at_most", "最高 至多 最多 以下 不超过 未突破 並未超過"),
        ("within", "以内 以內 内 內"),
        ("around", "约 約 左右"),
        ("more", "多 余 餘"),
        ("order", "级 級"),
        ("several", "几 幾 数 數"),
        ("teens", "十几 十幾"),
        ("none", "达 達 达到 達到 已經達到 高达 高達"),
    ],
)
def test_what_the_words_mean(effect, words):
    assert {named for word in words.split() for named in effects(word)} == {effect}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("下降 至", ("none", "none")),
        ("增长到", ("none", "none")),
        ("降幅 达到", ("fall", "none")),
        ("降幅到", ("fall", "none")),
        ("同比增长 超过", ("none", "rise", "above")),
        ("近 内", ("none", "within")),
    ],
)
def test_words_act_together(words, named):
    assert effects(words) == named


def test_every_effect_is_used():
    changes = {"rise", "fall", "to", "not"}
    assert {row.effect for row in qualifiers().values()} == {*EFFECTS, *changes} == {*SAMPLE, *changes}


@pytest.mark.parametrize(
    ("value", "unit", "word", "expected"),
    [
        ("3", "1", "超 以上", "(3, ∞)"),
        ("3", "1", "超…以上", "(3, ∞)"),
        ("9610", "1", "达到了", "[9609.5, 9610.5]"),
        ("30", "1", "近 内", "(0, 30]"),
        ("-3", "1", "不到", "(-∞, -3)"),
        ("-3", "1", "近", "(-3, -2.7]"),
        ("6800", "100", "", "[6750, 6850]"),
        ("6800", "0", "", "[6800, 6800]"),
        ("1", "1", "约", "[0.5, 1.5]"),
        ("3.5", "0.1", "多", "(3.5, 3.6)"),
        ("2300", "1", "多", "(2300, 2400)"),
        ("20", "0", "十几", "[21, 30)"),
    ],
)
def test_bounds(value, unit, word, expected):
    assert format_interval(bounds(F(value), F(unit), word)) == expected


@pytest.mark.parametrize(
    ("value", "word", "message"),
    [
        ("3", "差点", "unknown qualifier '差点'"),
        ("3", "超 不到", "contradict"),
        ("0", "近", "no interval for 0"),
        ("0", "多", "no last digit"),
        ("0", "不到", "no interval"),
    ],
)
def test_bounds_refused(value, word, message):
    with pytest.raises(FigureError, match=message):
        bounds(F(value), F(1), word)


def test_rule_reaches_the_interval():
    for rule in rule_names():
        assert parse("0.97%", rule).interval == unround(F("0.97"), F("0.01"), rule)
        assert figure_from_columns("0.97", "percent", "", "0.01", rule).interval == unround(F("0.97"), F("0.01"), rule)
    assert format_interval(parse("30-40%", "floor").interval) == "[30, 41)"


def test_split_qualifier_takes_the_longest_word():
    assert split_qualifier("已經達到了") == ("已經達到",)
    assert split_qualifier("超過以上") == ("超過", "以上")
    assert split_qualifier("") == ()


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
        (("chair", "text"), "text has no interval"),
        (("2021-13", "date"), "month must be in 1..12"),
        (("March", "date"), "no ISO date"),
        (("1", "CNY", "差点"), "unknown qualifier"),
        (("1", "CNY", "", "-1"), "no interval"),
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
    ],
)
def test_printing(value, like, text):
    assert print_figure(F(value), parse(like)) == text


def test_printing_at_a_declared_unit():
    coarse = figure_from_columns("6800", "1e8 CNY", "", "100")
    assert print_figure(F(6_849 * 10**8), coarse) == "6800亿元" and print_figure(F(6_851 * 10**8), coarse) == "6900亿元"


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


@given(st.integers(0, 9999))
def test_han_numerals(n):
    value, place = numerals.han_number(numerals.to_han(n))
    assert value == n and (n % place == 0)


@pytest.mark.parametrize("text", ["三十五百", "三〇十", "百", "二二十", "十百", "百三", "三八", "一百零"])
def test_no_numerals(text):
    with pytest.raises(ValueError, match=text):
        numerals.han_number(text)


def test_han_spelling():
    assert [numerals.to_han(n) for n in (0, 2, 10, 12, 105, 110, 3200, 5006)] == [
        "零",
        "二",
        "十",
        "十二",
        "一百零五",
        "一百一十",
        "三千二百",
        "五千零六",
    ]


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("十", 10, 10),
        ("十二", 12, 1),
        ("二十", 20, 10),
        ("三千二百", 3200, 100),
        ("一百零五", 105, 1),
        ("二〇二一", 2021, 1),
        ("两", 2, 1),
        ("一百五", 150, 10),
        ("三千二", 3200, 100),
        ("壹佰伍拾", 150, 10),
    ],
)
def test_han_places(text, value, place):
    assert numerals.han_number(text) == (value, place)


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


def test_span_text_is_rounded_outward():
    first = date(2022, 9, 11)
    assert (
        dates.format_span(Interval(F(first.toordinal()) + F(1, 2), F(first.toordinal()) + F(3, 2)))
        == "[2022-09-11, 2022-09-13]"
    )
    assert dates.format_span(Interval(F(first.toordinal()), None, False)) == "(2022-09-11, ∞)"
    assert dates.format_day(F(first.toordinal())) == "2022-09-11"
