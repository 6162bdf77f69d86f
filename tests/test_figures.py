"""Printed figures: worked cases from the articles, qualifiers, columns, refusals, and printing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest
from form_cases import cases

from claimcheck.printed.figures import (
    FigureError,
    bounds,
    figure_from_columns,
    is_inequality,
    parse,
    qualifiers,
    split_qualifier,
)
from claimcheck.printed.interval import Interval, format_interval
from claimcheck.printed.qualifiers import EFFECTS, effects, is_plain, row_of
from claimcheck.printed.rounding import rule_names, unround

CASES = cases("figures")


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


def test_day_that_does_not_exist():
    with pytest.raises(FigureError, match="there is no day"):
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
        ("至", ("none",)),
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
        ("0.5", "下降", "no fall"),
    ],
)
def test_bounds_refused(value, word, message):
    with pytest.raises(FigureError, match=message):
        bounds(F(value), F(1), word)


def test_bounds_of_whole_numbers_are_exact():
    for value, unit in ((300, 1), (F(300), 1), (300, F(1))):
        found = bounds(value, unit)
        assert found == bounds(F(300), F(1)) and type(found.lower) is F


def test_rule_reaches_the_interval():
    for rule in rule_names():
        assert parse("0.97%", rule).interval == unround(F("0.97"), F("0.01"), rule)
        assert figure_from_columns("0.97", "percent", "", "0.01", rule).interval == unround(F("0.97"), F("0.01"), rule)
    assert format_interval(parse("30-40%", "floor").interval) == "[30, 41)"
    assert format_interval(parse("3800家", "floor").coarse) == "[3800, 3900)"


def test_split_qualifier_takes_the_longest_word():
    assert split_qualifier("已經達到了") == ("已經達到",)
    assert split_qualifier("超過以上") == ("超過", "以上")
    assert split_qualifier("") == ()


def test_the_row_of_a_word_as_it_is_printed():
    assert [row_of(word).word for word in ("超過", "More  Than", "級")] == ["超过", "more than", "级"]


@pytest.mark.parametrize(
    ("words", "plain"),
    [("", True), ("达", True), ("同比增长", True), ("下降", True), ("达 约", False), ("超", False), ("十几", False)],
)
def test_words_that_leave_the_interval_alone(words, plain):
    assert is_plain(words) is plain
