"""Numerals in Chinese characters, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.printed import numerals


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
