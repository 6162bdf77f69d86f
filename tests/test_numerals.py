"""Numerals in Chinese characters, read and written."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.printed import numerals


@given(st.integers(0, 9999))
def test_han_numerals(n):
    value, place = numerals.han_number(numerals.to_han(n))
    assert value == n and (n % place == 0)


@pytest.mark.parametrize(
    "text",
    [
        "三十五百",
        "三〇十",
        "百",
        "二二十",
        "十百",
        "百三",
        "三八",
        "一百零",
        "零五",
        "五百百",
        "三x",
        "零一二三",
        "五百三百",
    ],
)
def test_no_numerals(text):
    with pytest.raises(ValueError, match=text):
        numerals.han_number(text)


def test_han_spelling():
    assert [numerals.to_han(n) for n in (0, 2, 10, 12, 105, 110, 3200, 5006, 9999)] == [
        "零",
        "二",
        "十",
        "十二",
        "一百零五",
        "一百一十",
        "三千二百",
        "五千零六",
        "九千九百九十九",
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
        ("三千零二十五", 3025, 1),
        ("三千零二", 3002, 1),
        ("三十五", 35, 1),
        ("一百一十五", 115, 1),
        ("一零五", 105, 1),
        ("一九四九", 1949, 1),
        ("零", 0, 1),
        ("壹佰伍拾", 150, 10),
    ],
)
def test_han_places(text, value, place):
    assert numerals.han_number(text) == (value, place)


@pytest.mark.parametrize("number", [-1, 10_000])
def test_only_numbers_of_four_digits_are_written(number):
    with pytest.raises(ValueError, match=f"{number} is not in"):
        numerals.to_han(number)


@pytest.mark.parametrize(("text", "value"), [("", 1), ("十", 10), ("百万", 10**6), ("千万", 10**7), ("万亿", 10**12)])
def test_words_of_scale_multiply(text, value):
    assert numerals.scale_value(text) == value


def test_a_number_in_another_unit_and_its_other_end():
    low, high = (numerals.Number(Fraction(n), Fraction(1), str(n), Fraction(1)) for n in (7, 8))
    found = replace(low, high=high).times(Fraction(-10))
    assert (found.value, found.place, found.scale, found.digits) == (-70, 10, -10, "7")
    assert (found.high.value, found.high.place, found.high.scale) == (-80, 10, -10)
    assert low.times(Fraction(1)) == low


@pytest.mark.parametrize(
    ("digits", "scale", "plain"), [("三", 1, True), ("叁", 1, True), ("三", 10, False), ("3", 1, False)]
)
def test_one_digit_in_words(digits, scale, plain):
    assert numerals.Number(Fraction(3), Fraction(1), digits, Fraction(scale)).is_plain_digit is plain
