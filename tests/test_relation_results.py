"""Results of formulas over intervals."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from fractions import Fraction as F

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.formulas.relations import (
    FormulaError,
    FormulaZeroDivision,
    MissingValue,
    UnknownClaim,
    claim,
    evaluate,
    parse_formula,
    point,
    sides,
    year,
)
from claimcheck.printed.figures import parse
from claimcheck.printed.interval import Interval, format_interval

a, b, c = claim("gravity-2021-07"), claim("b-1"), claim("c")


# results


WIDE = {
    "a": Interval(F(3), F(4)),
    "z": Interval(F(-1), F(1)),
    "open": Interval(F(0), F(1), False),
    "up": Interval(F(4000), None, False),
}


@pytest.mark.parametrize("text", ["[a] / [z]", "1 / ([a] - [a])", "[z] ** -1", "[a] / 0", "0 ** -1"])
def test_division_by_what_may_be_zero(text):
    for error in (FormulaZeroDivision, ZeroDivisionError, FormulaError):
        with pytest.raises(error, match="contains 0"):
            evaluate(parse_formula(text), WIDE.__getitem__)


def test_division_by_an_open_end_at_zero():
    assert evaluate(parse_formula("[a] / [open]"), WIDE.__getitem__) == Interval(F(3), None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a] ** [a]", "exponent \\[a\\] is not exact"),
        ("[z] ** 0.5", "partly negative"),
        ("2 ** 100000", "too large"),
        ("year([up])", "which is no day number"),
        ("year([open])", None),
        ("year([a] + 10000000)", "no day number"),
        ("year([z] / 4 + 100.5)", "holds no whole day"),
    ],
)
def test_no_result(text, message):
    if message is None:
        assert evaluate(parse_formula(text), WIDE.__getitem__) == Interval(F(1), F(1))
        return
    lookup = WIDE | {"up": Interval(F(10**9), None)}
    with pytest.raises(FormulaError, match=message):
        evaluate(parse_formula(text), lookup.__getitem__)


def test_unknown_and_missing_claims():
    for function in (evaluate, point):
        with pytest.raises(UnknownClaim, match=re.escape("unknown claim [b-1]")) as unknown:
            function(b + 1, {}.__getitem__)
        with pytest.raises(MissingValue, match=re.escape("claim [b-1] has no value")) as missing:
            function(b + 1, {"b-1": None}.__getitem__)
        assert unknown.value.claim == missing.value.claim == "b-1"


def test_sides_of_a_comparison():
    assert sides(parse_formula("[a] + 1 < [z]"), WIDE.__getitem__) == (Interval(F(4), F(5)), WIDE["z"])
    assert sides(parse_formula("[a] + 1"), WIDE.__getitem__) is None


def test_year_takes_whole_days_only():
    new_year = F(parse("2021年").interval.lower)
    year_of = lambda iv: evaluate(year(c), lambda _: iv)
    assert year_of(Interval(new_year - 1, new_year, True, False)) == Interval.exact(2020)
    assert year_of(Interval(new_year - 1, new_year)) == Interval(F(2020), F(2021))
    assert year_of(Interval(new_year - F(1, 2), new_year + F(1, 2))) == Interval.exact(2021)
    assert year_of(Interval(new_year, None)) == Interval(F(2021), None)


def test_point_of_a_root():
    """The CAGR of 0.97 to 6800 over three years by the decimal module, to 45 digits."""
    expr = parse_formula("([b-1] / [c]) ** (1 / 3) - 1")
    value = point(expr, {"b-1": F(6800), "c": F("0.97")}.__getitem__)
    with localcontext() as context:
        context.prec = 60
        expected = (Decimal(6800) / Decimal("0.97")) ** (Decimal(1) / 3) - 1
    assert abs(value - F(expected)) < F(1, 10**45)
    assert point(parse_formula("(9 / 4) ** 0.5"), {}.__getitem__) == F(3, 2)
    assert abs(point(parse_formula("2 ** -0.5"), {}.__getitem__) ** 2 - F(1, 2)) < F(1, 10**45)


def test_point_takes_no_inequality():
    assert point(parse_formula("[a] < 1 / 3"), {"a": F(1, 3)}.__getitem__) is False
    assert point(parse_formula("[a] <= 1 / 3"), {"a": F(1, 3)}.__getitem__) is True


TEMPLATES = [
    "[a] / [b] - 1",
    "[a] * (1 + [b]) * (1 + [c])",
    "[a] + [b] - [c]",
    "[a] / ([b] / [c])",
    "[a] ** 2 - [b]",
    "([a] - [b]) ** 3 / [c]",
    "[a] / ([a] + [b])",
    "min([a], [b]) / max([b], [c])",
    "abs([a] - [b]) * [c]",
    "([a] / [b]) ** (1 / 3) - 1",
    "[a] * [a] - [b] * [b]",
]
positive = st.fractions(F(1, 100), 50, max_denominator=100)


@thorough(300)
@given(st.sampled_from(TEMPLATES), st.data())
def test_result_holds_what_any_inputs_give(template, data):
    """Inputs drawn from the claims' intervals, ends too, also where a claim stands twice."""
    expr, intervals, values = parse_formula(template), {}, {}
    for name in expr.claims():
        low, high = sorted((data.draw(positive), data.draw(positive)))
        assume(low < high)
        intervals[name] = Interval(low, high, data.draw(st.booleans()), data.draw(st.booleans()))
        share = data.draw(st.sampled_from([F(0), F(1, 10**6), F(1, 2), 1 - F(1, 10**6), F(1)]))
        values[name] = low + share * (high - low)
        assume(intervals[name].contains(values[name]))
    result = evaluate(expr, intervals.__getitem__)
    # a root of the point is rounded down at fifty digits, the interval outward at forty
    assert result.contains(point(expr, values.__getitem__))


@thorough(200)
@given(
    st.sampled_from(["[a] / [b] - 1", "[a] + [b] - [c]", "[a] * (1 + [b]) * (1 + [c])", "[a] / ([b] / [c])"]), st.data()
)
def test_exact_where_each_claim_stands_once(template, data):
    """The ends of the result are the least and the greatest over the corners of the inputs."""
    expr, intervals = parse_formula(template), {}
    for name in expr.claims():
        low, high = sorted((data.draw(positive), data.draw(positive)))
        intervals[name] = Interval(low, high)
    corners = [{}]
    for name, iv in intervals.items():
        corners = [{**corner, name: end} for corner in corners for end in (iv.lower, iv.upper)]
    results = [point(expr, corner.__getitem__) for corner in corners]
    assert evaluate(expr, intervals.__getitem__) == Interval(min(results), max(results))


@thorough(200)
@given(st.sampled_from(["<", "<=", ">", ">=", "=="]), st.data())
def test_comparison_agrees_with_every_pair(op, data):
    intervals, values = {}, {}
    for name in "ab":
        low = data.draw(st.integers(0, 3))
        intervals[name] = Interval(F(low), F(low + data.draw(st.integers(0, 2))))
        values[name] = data.draw(
            st.sampled_from([intervals[name].lower, intervals[name].upper, intervals[name].midpoint])
        )
    verdict = evaluate(parse_formula(f"[a] {op} [b]"), intervals.__getitem__)
    said = point(parse_formula(f"[a] {op} [b]"), values.__getitem__)
    assert verdict is None or verdict is said


def test_error_text_shows_the_part_that_fails():
    with pytest.raises(FormulaZeroDivision) as error:
        evaluate(parse_formula("1 + [a] / ([z] * 2)"), WIDE.__getitem__)
    assert (
        str(error.value) == f"division by {format_interval(Interval(F(-2), F(2)))}, which contains 0 in [a] / ([z] * 2)"
    )
