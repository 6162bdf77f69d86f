"""Verdicts and their messages. The message is tested as hard as the code: a checker whose logic is
right and whose message shows another bound misleads just the same (Arelle once printed a wrong one)."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.formulas.pairs import format_pair
from claimcheck.formulas.relations import Comparison, MissingValue, evaluate, parse_formula, point, sides
from claimcheck.formulas.verdicts import (
    Agreement,
    Arithmetic,
    Side,
    Verdict,
    agreement,
    arithmetic,
    comparison,
    if_round,
    not_computable,
    worst,
)
from claimcheck.printed.figures import figure_from_columns, formula_factor, is_inequality, parse, prints_alike
from claimcheck.printed.interval import Interval

CASES = list(csv.DictReader(Path(__file__).with_name("cases").joinpath("verdicts.csv").open(encoding="utf-8")))
TEXT = r"[\[(]\S+, \S+[\])]"


def read_interval(text: str) -> Interval:
    """The interval a text denotes, dates as day numbers."""
    match = re.fullmatch(r"([\[(])(\S+), (\S+)([\])])", text)
    low, high = (_read_end(end) for end in (match[2], match[3]))
    return Interval(low, high, match[1] == "[", match[4] == "]")


def _read_end(text: str):
    if "∞" in text:
        return None
    return F(date.fromisoformat(text).toordinal()) if text.count("-") == 2 else F(text)


def judge(case):
    figures = {
        name: parse(printed) for name, printed in (part.strip().split("=") for part in case["inputs"].split(";"))
    }
    expr = parse_formula(case["formula"])
    lookup = lambda name: figures[name].interval.map_scale(formula_factor(figures[name].unit))
    widest = lambda name: figures[name].widest.map_scale(formula_factor(figures[name].unit))
    result = evaluate(expr, lookup)
    if isinstance(expr, Comparison):
        left, right = sides(expr, lookup)
        found = comparison(result, left, expr.op, right)
    else:
        value = point(expr, lambda name: figures[name].value * formula_factor(figures[name].unit))
        found = arithmetic(result, value, parse(case["printed"]))
    return if_round(found, evaluate(expr, widest), sides(expr, widest)) if found.code == "not_reproduced" else found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['printed']} {case['formula']} {case['inputs']}")
def test_case(case):
    verdict = judge(case)
    assert verdict.code == case["code"] and case["source"]
    assert verdict.message == case["message"]


def test_cases_cover_every_code_but_the_missing():
    assert {case["code"] for case in CASES} == set(Arithmetic) - {"not_computable"}


def test_not_computable():
    target = parse("0.97%")
    assert arithmetic(None, None, target).message == "not_computable: a value is missing"
    assert (
        arithmetic(Interval.exact(1), None, None).message
        == "not_computable: there is no printed figure to compare with"
    )
    assert (
        arithmetic(Interval.exact(1), F(1), target, why=str(MissingValue("a-1"))).message
        == "not_computable: claim [a-1] has no value"
    )
    assert not_computable("lost").code == "not_computable"


def test_truth_values():
    assert [arithmetic(outcome).code for outcome in (True, False)] == ["reproduced", "not_reproduced"]
    assert (
        comparison(None).message
        == "undetermined: the comparison holds for some of the values the figures can stand for"
    )
    days = Interval.exact(date(2022, 9, 16).toordinal())
    assert comparison(True, days, "<", days + 13, "date").message == (
        "reproduced: [2022-09-16, 2022-09-16] < [2022-09-29, 2022-09-29] holds for all of the values"
    )
    shares = Interval(F("0.0975"), F("0.0985")), Interval(F("0.0625"), F("0.0635"))
    assert "[9.75, 9.85] > [6.25, 6.35] percent" in comparison(True, shares[0], ">", shares[1], "percent").message


def test_a_value_lost_for_good():
    """300多位 with its first digit gone: no value, but an interval to compare with."""
    target = parse("?00多位")
    assert arithmetic(Interval.exact(350), F(350), target).code == "reproduced"
    assert arithmetic(Interval.exact(50), F(50), target).code == "not_reproduced"
    verdict = arithmetic(Interval(F(900), F(1100)), F(1000), target)
    assert (
        verdict.message == "within_rounding: printed ?00多位 in (100, 1000), recomputed 1000位 in [900, 1100] persons"
    )


def test_other_rules_change_the_verdict():
    """10% and 11% share 10.5% if ties are open either way, and share nothing if 10% was truncated."""
    result = Interval.exact(F("0.105"))
    assert arithmetic(result, F("0.105"), parse("10%")).code == "reproduced"
    assert arithmetic(result, F("0.105"), parse("10%", "half_up")).code == "not_reproduced"
    assert arithmetic(result, F("0.105"), parse("10%", "truncate")).code == "reproduced"
    assert arithmetic(result, F("0.105"), parse("11%", "truncate")).code == "not_reproduced"


def test_coarse_reading_changes_the_verdict():
    result, value = Interval(F(6760 * 10**8), F(6790 * 10**8)), F(6775 * 10**8)
    fine, coarse = (figure_from_columns("6800", "1e8 CNY", "達", unit) for unit in ("1", "100"))
    assert arithmetic(result, value, fine).code == "not_reproduced"
    assert arithmetic(result, value, coarse).code == "reproduced"


def side(text: str) -> Side:
    found = parse(text)
    return Side(found.interval, found.value, found.qualifier)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("3812億", "3812.4億", Agreement.AGREE),  # the second says more of the same
        ("3812億", "3812億", Agreement.AGREE),
        ("10%", "11%", Agreement.BY_ROUNDING),  # both hold 10.5% and nothing else
        ("10%", "12%", Agreement.CONFLICT),
        ("超4000億", "4100億", Agreement.AGREE),
        ("超4000億", "4000億", Agreement.BY_ROUNDING),  # 4000 itself is not over 4000; 4000.4 prints as 4000
        ("超4000億", "3900億", Agreement.CONFLICT),
        ("近2000萬", "2000萬", Agreement.BY_ROUNDING),
    ],
)
def test_two_figures_of_one_quantity_agree_whichever_comes_first(first, second, found):
    assert agreement(side(first), side(second)) == agreement(side(second), side(first)) == found


def test_the_worst_of_several_is_the_first_that_accuses():
    codes = [Arithmetic.REPRODUCED, Arithmetic.NOT_COMPUTABLE, Arithmetic.UNDETERMINED, Arithmetic.WITHIN_ROUNDING]
    found = [Verdict(code, why=f"number {n}") for n, code in enumerate((*codes, Arithmetic.UNDETERMINED))]
    assert worst(found) is found[2] and worst(reversed(found)) is found[4]
    assert worst(found[:2]) is found[0], "what could not be computed says nothing against what holds"
    assert worst([]) is None


def test_a_comparison_keeps_what_it_compared():
    """Without the two sides the verdict has operator and unit all the same; one side alone is not shown."""
    half = Interval(F(1), F(2))
    for sides_ in ((None, None), (half, None), (None, half)):
        found = comparison(True, sides_[0], "<", sides_[1], "percent")
        assert (found.code, found.op, found.unit, found.sides) == ("reproduced", "<", "percent", None)


def test_a_truth_value_is_no_point():
    """point() gives a truth value for a comparison: it must not stand in a message as a number."""
    found = arithmetic(Interval(F(90), F(91)), True, parse("90元"))
    assert found.point is None and found.message.endswith("recomputed [90, 91] CNY")


@pytest.mark.parametrize(
    ("printed", "result", "texts"),
    [
        ("1000%", Interval(F("10.41"), F("10.42")), "[950, 1050] and [1041, 1042]"),
        ("3800億元", Interval.exact(F("381234567890.1")), "[3750, 3850] and (3812.34, 3812.35)"),
        ("1200天", Interval(F("1234.56789"), F("1234.6")), "[1150, 1250] and (1234.56, 1234.6]"),
    ],
)
def test_what_a_round_figure_leaves_open_is_told_in_its_own_unit(printed, result, texts):
    found = if_round(arithmetic(result, result.midpoint, parse(printed)), result)
    assert found.code == "undetermined" and found.message.endswith(
        f"; if the zeros of round figures are no digits, {texts}"
    )


def test_a_round_date_is_none_and_sides_of_dates_are_told_as_days():
    days = Interval.exact(date(2022, 9, 16).toordinal())
    fails = comparison(False, days, ">", days + 13, "date")
    assert if_round(fails, False, (days, days + 13)) is fails
    assert if_round(fails, None, (days, days + 13)).message.endswith(
        "no digits, [2022-09-16, 2022-09-16] and [2022-09-29, 2022-09-29]"
    )


def test_a_comparison_without_a_unit_is_told_with_two_decimals():
    third, half = Interval.exact(F(1, 3)), Interval.exact(F(1, 2))
    said = if_round(comparison(False, third, ">", half), None, (half, third)).message
    assert "(0.33, 0.34) > [0.5, 0.5] holds for none" in said and said.endswith(", [0.5, 0.5] and (0.33, 0.34)")


def test_a_scale_that_is_no_power_of_ten_is_named():
    """打, half a hundred: what one unit of the digits is worth stands behind the interval."""
    figure = replace(parse("50元"), scale=F(50), value=F(2500), interval=Interval.exact(2500))
    assert arithmetic(Interval.exact(2500), F(2500), figure).message.endswith("[50, 50] 50 CNY")


# properties


ends = st.fractions(0, 100, max_denominator=40)


@st.composite
def results(draw):
    low, high = sorted((draw(ends), draw(ends)))
    if low == high:
        return Interval.exact(low)
    return Interval(low, None if draw(st.integers(0, 6)) == 0 else high, draw(st.booleans()), draw(st.booleans()))


targets = st.builds(
    lambda word, n, unit: parse(f"{word}{n / 10:.1f}{unit}"),
    st.sampled_from(["", "超", "近", "不到", "约", "最高", "达到", "至少"]),
    st.integers(1, 900),
    st.sampled_from(["%", "倍", "元"]),
)


@thorough(500)
@given(results(), targets, st.data())
def test_code_and_message_say_the_same(result, target, data):
    """Read the two intervals back from the message: each holds the true one, and they lie to each
    other as the code says."""
    scaled = result.map_scale(formula_factor(target.unit))
    middle = scaled.midpoint if data.draw(st.booleans()) else None
    verdict = arithmetic(scaled, middle, target)
    assert verdict.code in set(Arithmetic) and verdict.message.startswith(
        f"{verdict.code}: printed {target.printed} in "
    )
    printed, recomputed = map(read_interval, re.findall(TEXT, verdict.message))
    assert target.interval.within(printed) and result.within(recomputed)
    assert printed.meets(recomputed) == target.interval.meets(result) == (verdict.code != "not_reproduced")
    assert recomputed.within(printed) == result.within(target.interval)
    if verdict.code == "undetermined":
        assert is_inequality(target.qualifier) and not recomputed.within(printed)
    if verdict.code == "within_rounding":
        assert not recomputed.within(printed) and not is_inequality(target.qualifier)
    if recomputed.within(printed):
        assert verdict.code == "reproduced"


@thorough(300)
@given(results(), st.integers(1, 900), st.sampled_from(["%", "倍"]))
def test_plain_figure_is_reproduced_if_the_point_prints_so(result, n, unit):
    target, value = parse(f"{n / 10:.1f}{unit}"), result.midpoint
    assume(value is not None and not result.within(target.interval))
    factor = formula_factor(target.unit)
    code = arithmetic(result.map_scale(factor), value * factor, target).code
    assert (code == "reproduced") == prints_alike(value, target)


@thorough(500)
@given(results(), results(), st.integers(0, 4))
def test_pair_lies_as_printed(a, b, digits):
    first, second = format_pair(a, b, digits)
    if "/" in first + second:  # ends that touch where no decimals end
        assert any(
            x == y and (x * 10**30).denominator > 1
            for x in (a.lower, a.upper)
            for y in (b.lower, b.upper)
            if x is not None
        )
    shown_a, shown_b = read_interval(first), read_interval(second)
    assert a.within(shown_a) and b.within(shown_b)
    assert shown_a.meets(shown_b) == a.meets(b)
    assert shown_a.within(shown_b) == a.within(b) and shown_b.within(shown_a) == b.within(a)
    for x, y, shown_x, shown_y in (
        (a.upper, b.lower, shown_a.upper, shown_b.lower),
        (b.upper, a.lower, shown_b.upper, shown_a.lower),
    ):
        if x is not None and y is not None:
            assert (x < y, x == y) == (shown_x < shown_y, shown_x == shown_y)


def test_ends_that_touch_at_a_third():
    assert format_pair(Interval(F(1, 4), F(1, 3)), Interval(F(1, 3), F(1, 2))) == ("[1/4, 1/3]", "[1/3, 1/2]")


def test_a_near_miss_gets_the_digits_it_needs():
    first, second = format_pair(Interval(F(0), F("0.3349999")), Interval(F("0.335"), F(1)))
    assert (first, second) == ("[0, 0.3349999]", "[0.335, 1]")
