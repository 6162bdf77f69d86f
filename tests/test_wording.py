"""Figures in prose: no digit added, none lost, the Chinese form kept."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimcheck.printed.interval import Interval
from claimcheck.printed.words import bound_text, date_text, figure_text, number_text, qualifier_word, range_text

EMPTY = dict.fromkeys(("qualifier", "rounding_unit", "coarse_unit", "period_start", "period_end"), "")


@pytest.mark.parametrize(
    ("printed", "value", "unit", "more", "text"),
    [
        ("3812億元", "3812", "1e8 CNY", {"rounding_unit": "1"}, "381.2 billion CNY (3812億元)"),
        ("達6800億元", "6800", "1e8 CNY", {"rounding_unit": "1"}, "680.0 billion CNY (達6800億元)"),
        ("達6800億元", "6800", "1e8 CNY", {"rounding_unit": "1", "coarse_unit": "100"}, "680 billion CNY (達6800億元)"),
        ("3810億元", "3810", "1e8 CNY", {"rounding_unit": "1", "coarse_unit": "10"}, "381 billion CNY (3810億元)"),
        ("6800億元", "6800", "1e8 CNY", {"rounding_unit": "100"}, "680 billion CNY (6800億元)"),
        (
            "超4000億元",
            "4000",
            "1e8 CNY",
            {"qualifier": "超", "coarse_unit": "1000"},
            "over 400 billion CNY (超4000億元)",
        ),
        (
            "接近2000萬",
            "2000",
            "1e4 persons",
            {"qualifier": "接近", "coarse_unit": "1000"},
            "nearly 20 million persons (接近2000萬)",
        ),
        ("6萬億元", "6", "1e12 CNY", {"rounding_unit": "1"}, "6 trillion CNY (6萬億元)"),
        ("0.970%", "0.970", "percent", {"rounding_unit": "0.001"}, "0.970%"),
        ("10w+", "10", "1e4 persons", {"qualifier": "+", "rounding_unit": "1"}, "at least 100,000 persons"),
        ("1元", "1", "CNY", {"rounding_unit": "1"}, "1 CNY (1元)"),
        ("500元以上", "500", "CNY", {"qualifier": "以上", "rounding_unit": "1"}, "at least 500 CNY (500元以上)"),
        ("低至1%", "1", "percent", {"qualifier": "低至", "rounding_unit": "0"}, "as low as 1% (低至1%)"),
        ("一个多月", "1", "months", {"qualifier": "多", "rounding_unit": "1"}, "over 1 month (一个多月)"),
        ("第四極", "4", "rank", {"rounding_unit": "0"}, "rank 4 (第四極)"),
        ("兩本書", "2", "items", {"rounding_unit": "0"}, "2 (兩本書)"),
        ("億元級", "", "1e8 CNY", {"qualifier": "級"}, "億元級"),
        (
            "3月26日",
            "2021-03-26",
            "date",
            {"period_start": "2021-03-26", "period_end": "2021-03-26"},
            "26 March 2021 (3月26日)",
        ),
        ("3月", "2021-03", "date", {"period_start": "2021-03-01"}, "2021-03 (3月)"),
        ("負責人笑古", "head of e-commerce (电商负责人)", "text", {}, "head of e-commerce (电商负责人)"),
        ("低收益", "low revenue", "text", {"qualifier": "近"}, "low revenue (低收益)"),
    ],
)
def test_a_figure_in_prose(printed, value, unit, more, text):
    assert figure_text(EMPTY | {"value": value, "unit": unit} | more, printed) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2021-03-26", "2021-03-26", "26 March 2021"),
        ("2020-10-01", "2020-10-31", "October 2020"),
        ("2021-01-01", "2021-03-31", "first quarter of 2021"),
        ("2021-10-01", "2021-12-31", "fourth quarter of 2021"),
        ("2020-07-01", "2020-12-31", "second half of 2020"),
        ("2020-01-01", "2020-12-31", "2020"),
        ("2021-02-11", "2021-02-17", "11 February to 17 February 2021"),
        ("2019-12-23", "2020-01-05", "23 December 2019 to 5 January 2020"),
        ("2021-02-01", "2021-04-30", "1 February to 30 April 2021"),
        ("2021-01-01", "2021-01-30", "1 January to 30 January 2021"),
        ("2021-01-02", "2021-01-31", "2 January to 31 January 2021"),
    ],
)
def test_spans_of_days(first, last, text):
    assert date_text(first, last) == text


@pytest.mark.parametrize(
    ("value", "unit", "step", "up", "text"),
    [
        (Fraction(3812, 596), "times", None, None, "6.396 times"),
        (Fraction(21, 2), "times", None, None, "10.5 times"),
        (Fraction(95299), "items", None, None, "95,300"),
        (Fraction(381149, 1), "CNY", Fraction(100), None, "381,100 CNY"),
        (Fraction(53964, 100), "percent", Fraction(1, 10), None, "539.6%"),
        (Fraction(5, 10), "percent", Fraction(1), None, "1%"),
        (Fraction(-5, 10), "percent", Fraction(1), None, "-1%"),
        (Fraction(2, 3), "percent", None, False, "0.6666%"),
        (Fraction(2, 3), "percent", None, True, "0.6667%"),
        (Fraction(1), "years", None, None, "1 year"),
        (Fraction(0), "days", None, None, "0 days"),
        (Fraction(737875), "date", None, None, "26 March 2021"),
    ],
)
def test_a_number_is_rounded_once_and_says_how_far(value, unit, step, up, text):
    assert number_text(value, unit, step, up) == text


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(Fraction(78119), None, False), "over 78,110 CNY"),
        (Interval(Fraction(2), None), "at least 2 CNY"),
        (Interval(Fraction(0), Fraction(78111), False), "at most 78,120 CNY"),
        (Interval(None, Fraction(3), upper_closed=False), "under 3 CNY"),
        (Interval(Fraction(1), Fraction(3)), ""),
    ],
)
def test_a_bound_is_rounded_away_from_what_it_bounds(interval, text):
    assert bound_text(interval, "CNY") == text


@pytest.mark.parametrize(
    ("value", "text"), [("1", "1 percentage point"), ("-1", "-1 percentage point"), ("1.5", "1.5 percentage points")]
)
def test_one_point_is_one(value, text):
    assert number_text(Fraction(value), "points") == text


def over(lower: str, upper: str, *closed: bool) -> Interval:
    return Interval(Fraction(lower), Fraction(upper), *closed)


@pytest.mark.parametrize(
    ("interval", "unit", "text"),
    [
        (over("57480000000", "60010000000"), "CNY", "57.4 to 60.1 billion CNY"),  # outward, three digits
        (over("57400000000", "60000000000"), "CNY", "57.4 to 60.0 billion CNY"),
        # as far as it takes to tell them apart
        (over("381150000000", "381250000000"), "CNY", "381.15 to 381.25 billion CNY"),
        # two magnitudes: each end keeps its words
        (over("800000000", "1200000000"), "CNY", "800 million CNY to 1.20 billion CNY"),
        (over("5.14285", "8"), "percent", "5.14 to 8.00%"),
        (over("-3.21", "-1"), "percent", "-3.21 to -1.00%"),
        (over("-100.5", "3"), "percent", "-101 to 3%"),
        (over("200", "200"), "items", "200"),
        # whole numbers: an open end gives way to the next one
        (over("119", "128", False, True), "items", "120 to 128"),
        (over("119", "128", True, False), "items", "119 to 127"),
        (over("119.5", "128.5"), "items", "120 to 128"),
        (over("1234.5", "999999.5"), "items", "1,235 to 999,999"),
        (over("12345", "67891"), "items", "12,345 to 67,891"),
        (over("1000000", "1234567"), "items", "1.00 to 1.24 million"),
        (over("119.5", "128.5"), "persons", "119.5 to 128.5 persons"),
        (Interval(Fraction(3), None, False), "percent", "over 3%"),
        (over("0", "3"), "percent", "at most 3%"),
        (Interval(None, None), "percent", ""),
    ],
)
def test_an_interval_in_words_never_leaves_a_number_out(interval, unit, text):
    assert range_text(interval, unit) == text


@pytest.mark.parametrize(
    ("qualifier", "word"),
    [
        *(("", ""), ("达", ""), ("超", "over"), ("近", "nearly"), ("以上", "at least"), ("低至", "as low as")),
        *(("不到", "under"), ("不超过", "at most"), ("内", "within"), ("约", "about"), ("级", "of the order of")),
        *(("多", "over"), ("十几", "over"), ("来", "about"), ("十来", "about"), ("达 约", "about"), ("下降", "")),
    ],
)
def test_a_qualifier_in_words(qualifier, word):
    assert qualifier_word(qualifier) == word
