"""Intervals in words and rounded outward: no text leaves out a number."""

from __future__ import annotations

import re
from fractions import Fraction as F

import pytest
from drawn_intervals import intervals
from hypothesis import given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.printed.interval import Interval, format_interval
from claimcheck.printed.rationals import decimal_places, format_decimal, magnitude, round_outward

# text


def read_interval(text: str) -> Interval:
    """The interval that a printed text denotes; "∞" and "-∞" are unbounded."""
    match = re.fullmatch(r"([\[(])(\S+), (\S+)([\])])", text)
    low, high = (None if "∞" in end else F(end) for end in (match[2], match[3]))
    return Interval(low, high, match[1] == "[", match[4] == "]")


@thorough(300)
@given(intervals(), st.one_of(st.none(), st.integers(0, 8)))
def test_text_never_leaves_out_a_number(iv, digits):
    shown = read_interval(format_interval(iv, digits))
    assert iv.within(shown)
    for x, y in ((iv.lower, shown.lower), (iv.upper, shown.upper)):
        assert (x is None) == (y is None)
        if x is not None and decimal_places(x) is not None and decimal_places(x) <= (12 if digits is None else digits):
            assert x == y
        elif x is not None and digits is not None:
            assert abs(x - y) < F(1, 10**digits)
        elif x is not None:
            assert abs(x - y) <= abs(x) / 10**5


@pytest.mark.parametrize(
    ("iv", "text"),
    [
        (Interval(F(7623, 2), F(7625, 2)), "[3811.5, 3812.5]"),
        (Interval(F(4000), None, False), "(4000, ∞)"),
        (Interval(None, F(-1)), "(-∞, -1]"),
        (Interval(F(1, 3), F(2, 3)), "(0.333333, 0.666667)"),
        (Interval(F(-2, 3), F(-1, 3)), "(-0.666667, -0.333333)"),
        (Interval(F(1, 3000), F(1, 7)), "(0.000333333, 0.142858)"),
        (Interval(F(10**9, 3), F(10**9)), "(333333333, 1000000000]"),
        (Interval.exact(F(1, 2**12)), "[0.000244140625, 0.000244140625]"),
    ],
)
def test_text(iv, text):
    assert format_interval(iv) == str(iv) == text


@given(st.fractions(max_denominator=1000), st.integers(0, 6), st.booleans())
def test_round_outward(x, places, up):
    rounded = round_outward(x, places, up)
    assert 0 <= (rounded - x if up else x - rounded) < F(1, 10**places)
    assert (rounded * 10**places).denominator == 1
    assert F(format_decimal(rounded, places)) == rounded


@pytest.mark.parametrize(
    ("iv", "text"),
    [
        (Interval(F(1, 3), F(2, 3), True, False), "[1/3, 2/3)"),
        (Interval(F(1, 3), F(2, 3), False), "(1/3, 2/3]"),
        (Interval(None, F(-1)), "(-∞, -1]"),
        (Interval(F(0), None), "[0, ∞)"),
    ],
)
def test_text_in_fractions(iv, text):
    assert iv.as_fractions() == text


@pytest.mark.parametrize(
    ("iv", "digits", "text"),
    [
        (Interval(F("0.97"), F("1.25")), 1, "(0.9, 1.3)"),
        (Interval(F("0.9"), F("1.2")), 1, "[0.9, 1.2]"),
        (Interval(F("0.9"), F("1.25")), 0, "(0, 2)"),
        (Interval(F(1, 10**13), F(1, 10**12)), None, "(0.000000000000100000, 0.000000000001]"),
        (Interval(F(-1, 3), F(10**7, 3)), None, "(-0.333334, 3333334)"),
    ],
)
def test_ends_with_more_digits_than_are_shown_are_rounded_outward_and_open(iv, digits, text):
    assert format_interval(iv, digits) == text


def test_decimal_helpers():
    assert [decimal_places(F(text)) for text in ("3", "0.97", "1/8", "1/3", "1/1024")] == [0, 2, 3, None, 10]
    assert [magnitude(F(text)) for text in ("3812", "0.97", "0.0097", "0", "10", "1", "0.1")] == [4, 0, -2, 0, 2, 1, 0]
    assert [format_decimal(F(text), 2) for text in ("3", "-0.05", "12.3")] == ["3.00", "-0.05", "12.30"]
    with pytest.raises(ValueError, match="more than 1 decimals"):
        format_decimal(F("0.05"), 1)
