"""A claim that stands more than once in a formula is one number: ranges against closed forms and against samples."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.formulas.nodes import Claim, Constant, Expr, Function, Negative, Operation
from claimcheck.formulas.relations import FormulaError, FormulaZeroDivision, evaluate, parse_formula, point
from claimcheck.printed.interval import Interval

A, B = Interval(F(1), F(10)), Interval(F(1), F(2))
OVER = Interval(F(4000), None, False)


def value(formula: str, **box: Interval):
    return evaluate(parse_formula(formula), box.__getitem__)


@pytest.mark.parametrize(
    "formula, expected",
    [
        ("[a] / ([a] + [b])", Interval(F(1, 3), F(10, 11))),  # rises with a, falls with b
        ("([a] - [b]) / ([a] + [b])", Interval(F(-1, 3), F(9, 11))),
        ("[a] - [a]", Interval.exact(0)),
        ("[a] / [a]", Interval.exact(1)),
        ("[a] / [b] - [a] / [b]", Interval.exact(0)),
        ("[a] - [a] / 2", Interval(F(1, 2), F(5))),
        ("1 / ([a] - [a] / 2)", Interval(F(1, 5), F(2))),  # nought is not in the range below the line
        ("1 - 1 / (1 + [a]) + [a]", Interval(F(3, 2), F(120, 11))),
        ("[a] * (1 + [b]) - [a]", Interval(F(1), F(20))),
        ("[a] ** 2 + [a]", Interval(F(2), F(110))),
        ("[a] ** 2 / [a]", Interval(F(1), F(10))),
        ("days([a], 3 * [a])", Interval(F(2), F(20))),
        ("([a] / ([a] + [b])) ** (1/2) ** 2", None),
        ("min([a], 2 * [a])", Interval(F(1), F(10))),
        ("max([a] / ([a] + [b]), [b] / ([a] + [b]))", None),
        ("[a] / ([a] + [b]) + [b] / ([a] + [b])", Interval.exact(1)),
    ],
)
def test_closed_forms(formula, expected):
    found = value(formula, a=A, b=B)
    if expected is None:
        assert found.within(Interval(F(0), F(1)))
    else:
        assert found == expected


@pytest.mark.parametrize(
    "formula, expected",
    [
        ("[a] / ([a] + [b])", Interval(F(4000, 4002), F(1), False, False)),  # a share is never more than all
        ("[b] / ([a] + [b])", Interval(F(0), F(2, 4002), False, False)),
        ("([a] + [b]) / [a]", Interval(F(1), F(4002, 4000), False, False)),
        ("[a] - [a]", Interval.exact(0)),
        ("[a] / [a]", Interval.exact(1)),
        ("[a] ** 2 - [a]", Interval(F(4000 * 3999), None, False)),
        ("[a] / ([a] ** 2 + [b])", None),
    ],
)
def test_unbounded_claims(formula, expected):
    found = value(formula, a=OVER, b=B)
    if expected is None:
        assert found.lower == 0 and not found.contains(0)
    else:
        assert found == expected


UNDER, ANY = Interval(None, F(-1)), Interval(None, None)


@pytest.mark.parametrize(
    "formula, expected",
    [
        ("[a] / [a]", Interval.exact(1)),
        ("[c] / [c]", Interval.exact(1)),
        ("[any] - [any]", Interval.exact(0)),
        ("[any] + [b] - [any]", B),
        ("[a] / ([a] - [b])", Interval(F(1, 3), F(1), True, False)),  # -b / (a - b)^2: falls; least at -1 and 2
        ("[a] / (1 - [a])", Interval(F(-1), F(-1, 2), False, True)),
        ("[a] ** 2 - [a]", Interval(F(2), None)),
        ("[a] ** 3 + [a]", Interval(None, F(-2))),
        ("[c] ** 2 / ([c] + 1)", Interval(F(1, 2), None)),  # (c^2 + 2c) / (c + 1)^2: rises
        ("[c] / ([c] - [a])", Interval(F(0), F(1), False, False)),  # both without end
    ],
)
def test_claims_without_an_end(formula, expected):
    box = {"a": UNDER, "any": ANY, "b": B, "c": Interval(F(1), None)}
    assert value(formula, **box) == expected


@pytest.mark.parametrize("claims, expected", [(8, Interval.exact(0)), (9, Interval(F(-9), F(9)))])
def test_a_formula_of_too_many_repeated_claims_is_taken_as_it_is(claims, expected):
    total = " + ".join(f"[{name}]" for name in "abcdefghi"[:claims])
    assert value(f"({total}) - ({total})", **dict.fromkeys("abcdefghi", B)) == expected


def test_an_end_is_open_where_the_claims_is():
    half_open = Interval(F(1), F(10), False, True)
    assert value("[a] / ([a] + [b])", a=half_open, b=B) == Interval(F(1, 3), F(10, 11), False, True)
    assert value("[b] / ([a] + [b])", a=half_open, b=B) == Interval(F(1, 11), F(2, 3), True, False)
    # an end that all of a stretch gives is reached though the claim's own end is not
    assert value("max([a], 5) + [a] - [a]", a=half_open, b=B).contains(5)


@pytest.mark.parametrize(
    "formula, outcome",
    [
        ("[a] == [a]", True),
        ("[a] < [a] + 1", True),
        ("[a] > [a]", False),
        ("[a] / ([a] + [b]) <= 1", True),
        ("[a] / ([a] + [b]) > 1", False),
        ("[a] - [b] < [a]", True),
        ("[a] > [b]", None),
        ("[a] >= [a] ** 2", None),
    ],
)
def test_a_claim_on_both_sides_of_a_comparison_is_one_number(formula, outcome):
    assert value(formula, a=A, b=B) is outcome


def test_a_formula_that_turns_is_never_too_narrow():
    found = value("[a] ** 2 - 4 * [a]", a=A)  # least at 2
    assert found.contains(-4) and found.contains(60)


def test_division_by_what_may_be_nought_is_still_refused():
    with pytest.raises(FormulaZeroDivision):
        value("[a] / ([a] - [b])", a=A, b=B)


# properties

ends = st.integers(-4, 6)


@st.composite
def intervals(draw):
    low, high = sorted((draw(ends), draw(ends)))
    if low == high:
        return Interval.exact(low)
    return Interval(F(low), F(high), draw(st.booleans()), draw(st.booleans()))


leaves = st.one_of(
    st.sampled_from("ab").map(Claim), st.integers(1, 3).map(lambda n: Constant(F(n))), st.sampled_from("abc").map(Claim)
)


def larger(parts):
    return st.one_of(
        st.builds(Operation, st.sampled_from("+-*/"), parts, parts),
        st.builds(Operation, st.just("**"), parts, st.sampled_from([Constant(F(2)), Constant(F(3))])),
        st.builds(Negative, parts),
        st.builds(lambda name, x, y: Function(name, (x, y)), st.sampled_from(["min", "max", "days"]), parts, parts),
        st.builds(lambda x: Function("abs", (x,)), parts),
    )


formulas = st.recursive(leaves, larger, max_leaves=7)


def samples(interval: Interval) -> list[F]:
    steps = [interval.lower + (interval.upper - interval.lower) * F(n, 8) for n in range(9)]
    return [x for x in steps if interval.contains(x)]


@thorough(400)
@given(formulas, intervals(), intervals(), intervals())
def test_every_value_lies_in_the_range(expr: Expr, a, b, c):
    box = {"a": a, "b": b, "c": c}
    try:
        found = evaluate(expr, box.__getitem__)
    except FormulaError:
        return
    used = expr.claims()
    for values in product(*(samples(box[name]) for name in used)):
        result = point(expr, dict(zip(used, values, strict=True)).__getitem__)
        assert found.contains(result), (str(expr), box, values)


@thorough(200)
@given(st.lists(st.integers(1, 40), min_size=4, max_size=4, unique=True), st.integers(2, 5))
def test_shares_are_exact(ends, n):
    """x / (x + y + 2y + ...): the ends by hand."""
    low, high, least, most = *sorted(ends[:2]), *sorted(ends[2:])
    rest = " + ".join(f"{k} * [b]" for k in range(1, n))
    found = value(f"[a] / ([a] + {rest})", a=Interval(F(low), F(high)), b=Interval(F(least), F(most)))
    times = sum(range(1, n))
    assert found == Interval(F(low, low + times * most), F(high, high + times * least))


def test_a_root_goes_the_way_of_what_stands_under_it():
    share = value("[a] / ([a] + [b])", a=A, b=B)
    assert value("([a] / ([a] + [b])) ** (1/2)", a=A, b=B) == share ** F(1, 2)
