"""The formula language: parsing, building from Python, and results over intervals."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from fractions import Fraction as F
from pathlib import Path

import pytest
from formula_inputs import operand, operand_point, read_inputs
from hypothesis import given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.formulas.relations import (
    Claim,
    Comparison,
    Constant,
    Count,
    FormulaError,
    Function,
    Negative,
    Operation,
    claim,
    count,
    days,
    evaluate,
    largest,
    lift,
    parse_formula,
    point,
    smallest,
    walk,
    year,
)
from claimcheck.printed.interval import Interval

CASES = list(csv.DictReader(Path(__file__).with_name("cases").joinpath("relations.csv").open(encoding="utf-8")))


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
        ("[gravity-2021-07] / [b-1] - 1", lambda: a / b - 1),
        ("([gravity-2021-07]-[b-1])*2", lambda: (a - b) * 2),
        ("1 - [b-1] / [c]", lambda: 1 - b / c),
        ("2 + [c]", lambda: 2 + c),
        ("2 * [c]", lambda: 2 * c),
        ("2 / [c]", lambda: 2 / c),
        ("2 ** [c]", lambda: 2**c),
        ("[c] * 0.063", lambda: c * "0.063"),
        ("1e8 * [c]", lambda: "1e8" * c),
        ("100000000 * [c]", lambda: "1e8" * c),
        ("[c] * 2.50", lambda: c * "2.5"),
        ("([b-1] / [c]) ** (1 / 3) - 1", lambda: (b / c) ** F(1, 3) - 1),
        ("-[c]", lambda: -c),
        ("-[c] ** 2", lambda: -(c**2)),
        ("(-[c]) ** 2", lambda: (-c) ** 2),
        ("[c] - -1", lambda: c - -1),
        ("[c] ** -2", lambda: c**-2),
        ("[b-1] < [c]", lambda: b < c),
        ("[b-1] <= [c]", lambda: b <= c),
        ("[b-1] > [c]", lambda: b > c),
        ("[b-1] >= 0.5", lambda: b >= "0.5"),
        ("[b-1] + 1 == [c]", lambda: (b + 1).eq(c)),
        ('count("A", "乙") + 1', lambda: count("A", "乙") + 1),
        ("days([b-1], [c]) / 7", lambda: days(b, c) / 7),
        ("year([c])", lambda: year(c)),
        ("min([b-1], [c], 3)", lambda: smallest(b, c, 3)),
        ("max([b-1], 2)", lambda: largest(b, 2)),
        ("abs([b-1] - [c])", lambda: abs(b - c)),
        ("[b-1] - [c] - 1", lambda: (b - c) - 1),
        ("[b-1] - ([c] - 1)", lambda: b - (c - 1)),
        ("[b-1] ** [c] ** 2", lambda: b ** (c**2)),
        ("([b-1] ** [c]) ** 2", lambda: (b**c) ** 2),
    ],
)
def test_python_and_text_build_the_same_formula(text, built):
    formula = built()
    assert parse_formula(text) == formula and hash(parse_formula(text)) == hash(formula)
    assert parse_formula(str(formula)) == formula


def test_structure_is_what_counts():
    assert a / b - 1 != a / b - 2 and a / b != b / a and a + b != a - b
    assert parse_formula("[b-1]+[c]") == parse_formula(" [b-1]  + [c] ") != parse_formula("[c] + [b-1]")
    assert str(a / b - 1) == "[gravity-2021-07] / [b-1] - 1"


@pytest.mark.parametrize(
    "text", ["0 ** 2", "(-2) ** 2", "2 ** -2", "-2 ** 2", "-(2 * [c])", "2 * -[c]", "-[c] * 2", "2 - (3 - [c])"]
)
def test_parentheses_stand_where_they_are_needed(text):
    assert str(parse_formula(text)) == text
    assert str(parse_formula(f"({text})")) == text


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
        ("", "^empty formula$"),
        ("  ", "^empty formula$"),
        ("[a-1", "cannot read '\\[a-1'"),
        ("[a 1]", "no claim id"),
        ("[]", "no claim id"),
        ("[A-1]", "no claim id"),
        ("gravity-2021-07", r"'gravity' is no function, and ids stand in brackets"),
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
        ('"x"', "expected a claim, .* found '\"x\"' in formula"),
        ("(" * 100 + "1" + ")" * 100, "nested deeper"),
        ("-" * 100 + "[a]", "nested deeper"),
        ("[a] ** " * 100 + "2", "nested deeper"),
        ("[a] + " * 300 + "1", "more than 400 parts"),
        ("[a] + " * 200 + "1", "more than 400 parts in formula '\\[a\\] "),
        ("(" * 60 + "[a]" + ")" * 60, "nested deeper than 60, found"),
        ("(1) + " + "(" * 60 + "[a]" + ")" * 60, "nested deeper than 60, found"),
        ("[a] [b]" + " " * 194, "found '\\[b\\]' in formula '\\[a\\] \\[b\\] {193}…'$"),
        ("[a] [b]" + " " * 193, "found '\\[b\\]' in formula '\\[a\\] \\[b\\] {193}'$"),
        ("1 + [a] ? [b] and so on", "cannot read '\\? \\[b\\] and so' in formula"),
        ("[a] + [B]", "\\[B\\] is no claim id in formula '\\[a\\] \\+ \\[B\\]'"),
        ("min([a]) + 1", r"min\(\) takes 2 argument\(s\), got 1 in formula 'min"),
        ("max(" + "1, " * 99 + "1)", "takes 2 argument\\(s\\), got 100"),
        ("abs([a], [b])", "takes 1"),
        ("1e31", "'1e31' is no usable decimal number"),
        ("1" * 61, f"'{'1' * 40}' is no usable decimal number"),
    ],
)
def test_unreadable_formula(text, message):
    with pytest.raises(FormulaError, match=message):
        parse_formula(text)


def test_a_formula_may_have_20000_characters():
    assert parse_formula("[a]" + " " * 19_997) == claim("a")
    with pytest.raises(FormulaError, match=r"more than 20000 characters in formula '\[a\] {37}'…$"):
        parse_formula("[a]" + " " * 19_998)


def test_python_operands_refused():
    for bad in (0.5, 1 / 3, True, None, [1]):
        with pytest.raises(TypeError):
            c * bad
    with pytest.raises(FormulaError, match="no usable decimal"):
        c * "half"
    with pytest.raises(FormulaError, match="^a comparison can only stand outermost$"):
        (a < b) + 1
    with pytest.raises(TypeError, match="neither true nor false"):
        a < b < c  # noqa: B015
    with pytest.raises(FormulaError, match=r"count\(\) needs names, each once and none empty"):
        count()
    assert lift(F(1, 3)) == Operation("/", Constant(F(1)), Constant(F(3))) and lift(F(4, 2)) == Constant(F(2))


def test_a_number_may_have_sixty_digits_and_thirty_zeros():
    assert lift("1" * 60) == Constant(F("1" * 60)) and lift("-1.5E+30 CNY") == Constant(F(-15 * 10**29), "CNY")
    assert lift("1e-30") == Constant(F(1, 10**30))


def test_a_formula_may_have_220_levels():
    deep = a
    for _ in range(219):
        deep = -deep
    assert deep.levels == 220
    with pytest.raises(FormulaError, match="more than 220 parts within parts"):
        deep + 1


def test_the_longest_formula_has_a_result():
    """Just under the limits nothing overflows: parsing, printing, claims, result, point."""
    for text in (" + ".join(["[a]"] * 200), "(" * 58 + "[a]" + ")" * 58, "[a] ** " * 58 + "1"):
        expr = parse_formula(text)
        assert parse_formula(str(expr)) == expr and expr.claims() == ("a",)
        assert evaluate(expr, lambda _: Interval.exact(1)).is_exact and point(expr, lambda _: F(1)) in (1, 200)
