"""The rounding rules: worked cases, and Python's decimal module as the outside judge."""

from __future__ import annotations

import csv
import decimal
import re
from decimal import Decimal
from fractions import Fraction as F
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.printed import rounding
from claimcheck.printed.interval import Interval, format_interval
from claimcheck.printed.rounding import coarse_unit, rounding_rules, rule_names, unround

CASES = list(csv.DictReader(Path(__file__).with_name("cases").joinpath("rounding.csv").open(encoding="utf-8")))
WITH_MODE = sorted({(row.rule, row.decimal_mode) for row in rounding_rules() if row.decimal_mode})


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['printed']}/{case['unit']}-{case['rule']}")
def test_case(case):
    interval = unround(F(case["printed"]), F(case["unit"]), case["rule"])
    assert format_interval(interval) == case["interval"]
    assert all(interval.contains(F(x)) for x in case["inside"].split())
    assert not any(interval.contains(F(x)) for x in case["outside"].split())
    assert case["source"]


def test_cases_cover_every_rule():
    assert {case["rule"] for case in CASES} == set(rule_names())


def test_every_decimal_mode_is_covered():
    """All of decimal's rounding modes but ROUND_05UP, which no one prints with."""
    modes = {name for name in dir(decimal) if name.startswith("ROUND_")} - {"ROUND_05UP"}
    assert {mode for _, mode in WITH_MODE} == modes


digits = st.integers(-200, 200)
places = st.integers(-2, 3)
# tenths of a unit reach every end exactly; the thousandth steps just off it
offsets = st.integers(-15, 15).flatmap(
    lambda tenths: st.sampled_from([0, 1, -1]).map(lambda off: F(tenths, 10) + F(off, 1000))
)


@thorough(500)
@given(st.sampled_from(WITH_MODE), digits, places, offsets)
def test_interval_holds_exactly_what_rounds_to_the_figure(rule_mode, count, exponent, offset):
    rule, mode = rule_mode
    unit = F(10) ** exponent
    value, candidate = count * unit, (count + offset) * unit
    scaled = Decimal((candidate / unit * 1000).numerator).scaleb(-3)
    rounds_to_it = scaled.quantize(Decimal(1), rounding=mode) == count
    assert unround(value, unit, rule).contains(candidate) == rounds_to_it


@thorough(200)
@given(digits, places, offsets)
def test_nearest_is_half_up_or_half_down(count, exponent, offset):
    """The default holds what either way of breaking ties would give, and nothing more."""
    unit = F(10) ** exponent
    value, candidate = count * unit, (count + offset) * unit
    either = any(
        unround(value, unit, rule).contains(candidate) for rule in ("half_up", "half_down", "half_even", "half_odd")
    )
    assert unround(value, unit).contains(candidate) == either


@pytest.mark.parametrize(
    "rule",
    [
        "half_up",
        "half_down",
        "half_odd",
        "half_even",
        "half_away_from_zero",
        "half_towards_zero",
        "truncate",
        "away",
        "floor",
        "ceiling",
    ],
)
@thorough(60)
@given(x=st.integers(-3000, 3000).map(lambda n: F(n, 20)))
def test_every_number_prints_as_one_figure(rule, x):
    """The intervals of a rule's figures cover the line without overlap; `nearest` and `exact` do not."""
    assert sum(unround(F(n), F(1), rule).contains(x) for n in range(-152, 153)) == 1


def test_exact_and_unit_zero():
    for rule in rule_names():
        assert unround(F(6), F(0), rule) == Interval.exact(6)
    assert unround(F(6), F(1), "exact") == Interval.exact(6)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((F(1), F(1), "bankers"), "unknown rounding rule 'bankers'; known: nearest, half_up"),
        ((F(1), F(-1)), "negative"),
        ((F(6812), F(100), "half_even"), "6812 is no multiple of 100"),
        ((F(1), F(0), "bankers"), "unknown rounding rule"),
    ],
)
def test_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        unround(*arguments)


def test_docstring_table_is_true():
    """The table in the module's docstring shows 0.97 under every rule."""
    shown = dict(re.findall(r"(\w+)(?: \(default\))? +([\[(]0\.\d+, 0\.\d+[\])])", rounding.__doc__))
    assert shown == {rule: format_interval(unround(F("0.97"), F("0.01"), rule)) for rule in rule_names()}


@pytest.mark.parametrize(
    ("digits", "unit"),
    [
        *(("3800", "100"), ("3810", "10"), ("4000", "100"), ("100", "10"), ("1,200", "100"), ("-3800", "100")),
        *(("3812", ""), ("40", ""), ("10", ""), ("0", ""), ("3800.0", ""), ("0.30", ""), ("00", ""), ("千", "")),
    ],
)
def test_a_round_number_has_a_second_unit_that_leaves_two_digits(digits, unit):
    assert coarse_unit(digits) == unit


@thorough(300)
@given(st.integers(1, 10**6), st.sampled_from(rule_names()))
def test_read_coarsely_a_round_number_is_never_narrower(number, rule):
    unit = coarse_unit(str(number))
    if unit and rule != "exact":
        assert unround(F(number), F(1), rule).within(unround(F(number), F(unit), rule))
        assert number % int(unit) == 0 and number // int(unit) >= 10


@pytest.mark.parametrize(("value", "unit"), [(3812, 1), (-7, 2), (0, 5), (12, 0)])
def test_whole_numbers_are_taken_as_they_are(value, unit):
    exact = unround(F(value), F(unit))
    assert exact == Interval(F(2 * value - unit, 2), F(2 * value + unit, 2))
    for one, other in ((value, unit), (F(value), unit), (value, F(unit))):
        found = unround(one, other)
        assert found == exact and type(found.lower) is type(found.upper) is F
