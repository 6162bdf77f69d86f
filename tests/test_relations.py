"""The formula language: parsing, building from Python, and results over intervals."""

from __future__ import annotations

import csv
import re
from decimal import Decimal, localcontext
from fractions import Fraction as F
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.formulas.relations import (
    Claim,
    Comparison,
    Constant,
    Count,
    FormulaError,
    FormulaZeroDivision,
    Function,
    MissingValue,
    Negative,
    Operation,
    UnknownClaim,
    claim,
    count,
    days,
    evaluate,
    largest,
    lift,
    parse_formula,
    point,
    sides,
    smallest,
    walk,
    year,
)
from claimcheck.printed.figures import formula_factor, parse
from claimcheck.printed.interval import Interval, format_interval

CASES = list(csv.DictReader(Path(__file__).with_name("cases").joinpath("relations.csv").open(encoding="utf-8")))


def read_inputs(text: str) -> dict:
    """ "a=3812億元; b=超3%" -> figures by name."""
    return {
        name: parse(printed) for name, printed in (part.strip().split("=") for part in text.split(";") if part.strip())
    }


def operand(figures):
    """Lookup of intervals in formula terms, as the register does it."""
    return lambda name: figures[name].interval.map_scale(formula_factor(figures[name].unit))


def operand_point(figures):
    return lambda name: figures[name].value * formula_factor(figures[name].unit)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["formula"])
def test_case(case):
    figures, expr = read_inputs(case["inputs"]), parse_formula(case["formula"])
    result, value = evaluate(expr, operand(figures)), point(expr, operand_point(figures))
    if case["result"] in ("True", "False", "None"):
        assert (str(result), str(value)) == (case["result"], case["point"])
    else:
        assert value == F(case["point"]) if "/" in case["point"] else value == F(Decimal(case["point"]))
        _compare(result, case["result"])
    assert case["source"]


def _compare(result: Interval, expected: str) -> None:
    """The printed answer: exact, or with ≈ the true ends, from which the result may lie 1e-30 outward."""
    match = re.fullmatch(r"(≈?)([\[(])(.+), (.+)([\])])", expected)
    approximate, low, high = match[1], *(None if "∞" in end else F(end) for end in (match[3], match[4]))
    if not approximate:
        assert result == Interval(low, high, match[2] == "[", match[5] == "]")
        return
    assert -F(1, 10**30) < result.lower - low < F(1, 10**30) and abs(result.upper - high) < F(1, 10**30)
    assert (result.lower_closed, result.upper_closed) == (match[2] == "[", match[5] == "]")


# building and parsing


a, b, c = claim("gravity-2021-07"), claim("b-1"), claim("c")


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("[gravity-2021-07] / [b-1] - 1", a / b - 1),
        ("([gravity-2021-07]-[b-1])*2", (a - b) * 2),
        ("1 - [b-1] / [c]", 1 - b / c),
        ("2 + [c]", 2 + c),
        ("2 * [c]", 2 * c),
        ("2 / [c]", 2 / c),
        ("2 ** [c]", 2**c),
        ("[c] * 0.063", c * "0.063"),
        ("1e8 * [c]", "1e8" * c),
        ("100000000 * [c]", "1e8" * c),
        ("[c] * 2.50", c * "2.5"),
        ("([b-1] / [c]) ** (1 / 3) - 1", (b / c) ** F(1, 3) - 1),
        ("-[c]", -c),
        ("-[c] ** 2", -(c**2)),
        ("(-[c]) ** 2", (-c) ** 2),
        ("[c] - -1", c - -1),
        ("[c] ** -2", c**-2),
        ("[b-1] < [c]", b < c),
        ("[b-1] <= [c]", b <= c),
        ("[b-1] > [c]", b > c),
        ("[b-1] >= 0.5", b >= "0.5"),
        ("[b-1] + 1 == [c]", (b + 1).eq(c)),
        ('count("A", "乙") + 1', count("A", "乙") + 1),
        ("days([b-1], [c]) / 7", days(b, c) / 7),
        ("year([c])", year(c)),
        ("min([b-1], [c], 3)", smallest(b, c, 3)),
        ("max([b-1], 2)", largest(b, 2)),
        ("abs([b-1] - [c])", abs(b - c)),
        ("[b-1] - [c] - 1", (b - c) - 1),
        ("[b-1] - ([c] - 1)", b - (c - 1)),
        ("[b-1] ** [c] ** 2", b ** (c**2)),
        ("([b-1] ** [c]) ** 2", (b**c) ** 2),
    ],
)
def test_python_and_text_build_the_same_formula(text, built):
    assert parse_formula(text) == built and hash(parse_formula(text)) == hash(built)
    assert parse_formula(str(built)) == built


def test_structure_is_what_counts():
    assert a / b - 1 != a / b - 2 and a / b != b / a and a + b != a - b
    assert parse_formula("[b-1]+[c]") == parse_formula(" [b-1]  + [c] ") != parse_formula("[c] + [b-1]")
    assert str(a / b - 1) == "[gravity-2021-07] / [b-1] - 1"


def test_claims_and_names_in_order():
    expr = parse_formula('[b-2] / ([a-1] + [b-2]) - count("甲", "乙")')
    assert expr.claims() == ("b-2", "a-1") and expr.names() == ("甲", "乙")
    assert Constant(F(1)).claims() == () and len(list(walk(expr))) == 7


leaves = st.one_of(
    st.sampled_from(["a", "b-1", "gravity-2021-07"]).map(Claim),
    st.fractions(0, 1000).filter(lambda x: x.denominator in (1, 2, 5, 10, 100)).map(Constant),
    st.lists(st.text("甲乙丙AB ", min_size=1), min_size=1, max_size=3, unique=True).map(
        lambda names: Count(tuple(names))
    ),
)
formulas = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Operation, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner),
        inner.filter(lambda node: not isinstance(node, Constant)).map(Negative),
        st.builds(Function, st.just("days"), st.tuples(inner, inner)),
        st.builds(Function, st.sampled_from(["year", "abs"]), st.tuples(inner)),
        st.builds(Function, st.sampled_from(["min", "max"]), st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=12,
)


@thorough(300)
@given(formulas, st.sampled_from(["", "<", ">=", "=="]), formulas)
def test_printing_and_parsing_are_inverse(left, op, right):
    expr = Comparison(op, left, right) if op else left
    assert parse_formula(str(expr)) == expr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("[a-1", "cannot read '\\[a-1'"),
        ("[a 1]", "no claim id"),
        ("[]", "no claim id"),
        ("[A-1]", "no claim id"),
        ("gravity-2021-07", "unknown function 'gravity'"),
        ("[a] +", "found 'the end'"),
        ("[a] [b]", "expected the end"),
        ("([a]", "expected '\\)'"),
        ("[a])", "expected the end"),
        ("[a] < [b] < [c]", "expected the end"),
        ("([a] < [b]) + 1", "expected '\\)'"),
        ("max([a])", "takes 2"),
        ("days([a])", "takes 2"),
        ("year([a], [b])", "takes 1"),
        ("count([a])", "names in double quotes"),
        ('count("x", "x")', "each once"),
        ('count("")', "none empty"),
        ("count()", "double quotes"),
        ("sum([a])", "unknown function 'sum'"),
        ("[a] % 2", "cannot read '% 2'"),
        ("[a] = 2", "cannot read '= 2'"),
        ("1e99", "no usable decimal"),
        ("1.", "cannot read"),
        (".5", "cannot read"),
        ("１", "cannot read"),
        ("__import__('os')", "cannot read"),
        ("+[a]", "expected a claim"),
        ('"x"', "expected a claim"),
        ("(" * 100 + "1" + ")" * 100, "nested deeper"),
        ("-" * 100 + "[a]", "nested deeper"),
        ("[a] ** " * 100 + "2", "nested deeper"),
        ("[a] + " * 300 + "1", "more than 400 parts"),
    ],
)
def test_unreadable_formula(text, message):
    with pytest.raises(FormulaError, match=message):
        parse_formula(text)


def test_python_operands_refused():
    for bad in (0.5, 1 / 3, True, None, [1]):
        with pytest.raises(TypeError):
            c * bad
    with pytest.raises(FormulaError, match="no usable decimal"):
        c * "half"
    with pytest.raises(FormulaError, match="only stand outermost"):
        (a < b) + 1
    with pytest.raises(TypeError, match="neither true nor false"):
        a < b < c  # noqa: B015
    assert lift(F(1, 3)) == Operation("/", Constant(F(1)), Constant(F(3))) and lift(F(4, 2)) == Constant(F(2))


def test_the_longest_formula_has_a_result():
    """Just under the limits nothing overflows: parsing, printing, claims, result, point."""
    for text in (" + ".join(["[a]"] * 200), "(" * 58 + "[a]" + ")" * 58, "[a] ** " * 58 + "1"):
        expr = parse_formula(text)
        assert parse_formula(str(expr)) == expr and expr.claims() == ("a",)
        assert evaluate(expr, lambda _: Interval.exact(1)).is_exact and point(expr, lambda _: F(1)) in (1, 200)


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
