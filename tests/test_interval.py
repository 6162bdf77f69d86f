"""The interval type: ends, closedness, arithmetic, comparisons and its text.

Most arithmetic is tested against the definition: an operation's result holds exactly what can be
made of numbers from the operands. Members are drawn from the ends and from within, so closed ends
are reached; open ends are probed with numbers just inside.
"""

from __future__ import annotations

import re
import time
from decimal import Decimal, localcontext
from fractions import Fraction as F

import pytest
from drawn_intervals import TINY, intervals, members, numbers
from hypothesis import assume, given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.printed.interval import Interval
from claimcheck.printed.rationals import root_floor


def attained_ends(result, values):
    """Closed ends of the result that none of the values reach."""
    ends = [(result.lower, result.lower_closed), (result.upper, result.upper_closed)]
    return [end for end, closed in ends if closed and end not in values]


OPERATIONS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b}


@thorough(300)
@given(st.data(), st.sampled_from(sorted(OPERATIONS)), intervals(), intervals())
def test_result_holds_what_members_give(data, name, a, b):
    assume(name != "/" or not b.contains(0))
    operate = OPERATIONS[name]
    assert operate(a, b).contains(operate(data.draw(members(a)), data.draw(members(b))))


@thorough(300)
@given(st.sampled_from(["+", "-", "*", "/"]), intervals(bounded=True), intervals(bounded=True))
def test_ends_of_a_result_are_exact(name, a, b):
    """A closed end is a result of closed ends (or of zero); an open end is approached, never reached."""
    assume(name != "/" or not b.contains(0))
    assume(name != "/" or 0 not in (b.lower, b.upper))
    operate, result = OPERATIONS[name], OPERATIONS[name](a, b)
    corners = {(x, y): operate(x, y) for x in (a.lower, a.upper) for y in (b.lower, b.upper)}
    assert result.lower == min(corners.values()) and result.upper == max(corners.values())
    # one inner member of each operand stands for what a zero is multiplied by
    reached = {
        operate(x, y)
        for x in (a.lower, a.upper, a.midpoint)
        for y in (b.lower, b.upper, b.midpoint)
        if a.contains(x) and b.contains(y)
    }
    assert not attained_ends(result, reached)
    for end, closed in ((result.lower, result.lower_closed), (result.upper, result.upper_closed)):
        assert closed == (end in reached)


@pytest.mark.parametrize(
    ("left", "op", "right", "expected"),
    [
        (Interval(F(0), F(1), False), "*", Interval(F(1), None), Interval(F(0), None, False)),
        (Interval.exact(0), "*", Interval(None, None), Interval.exact(0)),
        (Interval(F(0), F(1)), "*", Interval(F(2), F(3), False, False), Interval(F(0), F(3), True, False)),
        (
            Interval(F(-1), F(1), True, False),
            "*",
            Interval(F(-1), F(1), False, True),
            Interval(F(-1), F(1), True, False),
        ),
        (Interval(None, F(-1)), "*", Interval(None, F(-2)), Interval(F(2), None)),
        (Interval(None, F(0)), "*", Interval(F(1), None), Interval(None, F(0))),
        (Interval(F(1), F(2)), "/", Interval(F(0), F(4), False), Interval(F(1, 4), None)),
        (Interval(F(1), F(2)), "/", Interval(F(-4), F(0), True, False), Interval(None, F(-1, 4))),
        (Interval(F(1), F(2)), "/", Interval(F(4), None, False), Interval(F(0), F(1, 2), False, False)),
        (Interval(F(1), F(2)), "/", Interval(None, F(-4)), Interval(F(-1, 2), F(0), True, False)),
        (Interval.exact(1), "/", Interval(F(0), None, False), Interval(F(0), None, False)),
        (Interval(F(1), F(2)), "/", Interval(F(2), F(4), False), Interval(F(1, 4), F(1), True, False)),
        (Interval(F(1), F(2)), "/", Interval(F(2), F(4), True, False), Interval(F(1, 4), F(1), False, True)),
        (Interval.exact(1), "/", Interval(F(0), F(1), False), Interval(F(1), None)),
        (Interval.exact(1), "/", Interval(F(-1), F(0), True, False), Interval(None, F(-1))),
        (Interval.exact(1), "/", Interval(F(-2), F(-1), True, False), Interval(F(-1), F(-1, 2), False)),
        (Interval.exact(1), "/", Interval(F(1), None), Interval(F(0), F(1), False)),
        (Interval(F(4000), None, False), "+", Interval(F(1), F(2)), Interval(F(4001), None, False)),
        (Interval(F(4000), None, False), "-", Interval(F(4000), None, False), Interval(None, None)),
    ],
)
def test_zero_and_unbounded_ends(left, op, right, expected):
    assert OPERATIONS[op](left, right) == expected


@pytest.mark.parametrize(
    "divisor",
    [Interval(F(-1), F(1)), Interval.exact(0), Interval(F(0), F(1)), Interval(F(-1), F(0)), Interval(None, None)],
)
def test_division_by_what_holds_zero(divisor):
    with pytest.raises(ZeroDivisionError, match=re.escape(str(divisor))):
        Interval.exact(1) / divisor
    with pytest.raises(ZeroDivisionError):
        divisor**-1


@thorough(200)
@given(st.data(), intervals(), st.integers(-4, 5))
def test_whole_powers(data, iv, n):
    assume(n >= 0 or not iv.contains(0))
    result = iv**n
    assert result.contains(data.draw(members(iv)) ** n)
    if iv.lower is not None and iv.upper is not None and n > 0:
        ends = [iv.lower**n, iv.upper**n] + ([F(0)] if n % 2 == 0 and iv.contains(0) else [])
        assert (result.lower, result.upper) == (min(ends), max(ends))


def test_even_power_through_zero():
    assert Interval(F(-2), F(3), True, False) ** 2 == Interval(F(0), F(9), True, False)
    assert Interval(F(-3), F(3), True, False) ** 2 == Interval(F(0), F(9))  # -3 reaches 9 though 3 does not
    assert Interval(None, F(-1)) ** 2 == Interval(F(1), None)


@thorough(150)
@given(intervals(lowest=0), st.integers(1, 7), st.integers(2, 7))
def test_fractional_powers_are_rounded_outward(iv, p, q):
    """The bound raised back lies on the outer side, and 30 digits further in it lies inside."""
    exponent = F(p, q)
    assume(exponent.denominator > 1)
    result = iv**exponent
    p, q = exponent.numerator, exponent.denominator
    assert result.lower**q <= iv.lower**p
    assert result.lower_closed == (iv.lower_closed and result.lower**q == iv.lower**p)
    assert (result.lower * (1 + F(1, 10**30))) ** q >= iv.lower**p
    if iv.upper is None:
        assert result.upper is None
    else:
        assert result.upper**q >= iv.upper**p >= (result.upper * (1 - F(1, 10**30))) ** q
        assert result.upper_closed == (iv.upper_closed and result.upper**q == iv.upper**p)


def test_root_against_decimal():
    """sqrt(2) and the cube root of 1/7**20 by Python's decimal module."""
    with localcontext() as context:
        context.prec = 60
        root = Decimal(2).sqrt()
        cube = Decimal(7) ** (Decimal(-20) / 3)
    for exact, (floor, is_exact) in ((root, root_floor(F(2), 2)), (cube, root_floor(F(1, 7**20), 3))):
        assert not is_exact
        assert 0 <= F(exact) - floor < F(exact) / 10**38
    assert root_floor(F(9, 4), 2) == (F(3, 2), True)
    assert root_floor(F(2), 2, digits=3) == (F("1.414"), False)
    assert root_floor(F(2), 2, ceiling=True, digits=3) == (F("1.415"), False)


@pytest.mark.parametrize("degree", [2, 3, 7, 365, 730, 1000])
def test_roots_of_high_degree_are_exact_and_quick(degree):
    """Newton's iteration must begin close to a root of high degree: from twice of it, it goes down a step at a time."""
    started = time.process_time()
    for base in (2, 10, 999, 10**12 + 1, 10**30):
        assert root_floor(F(base**degree), degree) == (base, True)
        floor, is_exact = root_floor(F(base**degree + 1), degree)
        assert not is_exact and floor**degree <= base**degree + 1
    root, _ = root_floor(F(10**30), degree)
    assert root**degree <= 10**30 < (root * (1 + F(1, 10**38))) ** degree
    assert time.process_time() - started < 2


def test_the_root_of_what_has_no_end():
    assert Interval(F(4), None) ** F(1, 2) == Interval(F(2), None)
    assert Interval(F(0), None, False) ** F(1, 2) == Interval(F(0), None, False)


def test_a_small_root_has_as_many_digits():
    root, is_exact = root_floor(F(2, 10**40), 2, digits=3)
    assert root**2 < F(2, 10**40) < (root * F(1001, 1000)) ** 2 and not is_exact


def test_powers_refused():
    with pytest.raises(ValueError, match="partly negative"):
        Interval(F(-1), F(1)) ** F(1, 2)
    with pytest.raises(ValueError, match="too large"):
        Interval.exact(2) ** 10**6


@thorough(300)
@given(st.data(), st.sampled_from(["lt", "le", "gt", "ge", "eq"]), intervals(), intervals())
def test_comparisons(data, name, a, b):
    """True and False are what every pair of members says; None needs a pair for either side."""
    holds = {"lt": F.__lt__, "le": F.__le__, "gt": F.__gt__, "ge": F.__ge__, "eq": F.__eq__}[name]
    verdict = getattr(a, name)(b)
    said = holds(data.draw(members(a)), data.draw(members(b)))
    assert verdict is None or verdict == said
    if verdict is None:
        ends_a, ends_b = _extremes(a), _extremes(b)
        shared = a.intersect(b)
        pairs = [(x, y) for x in ends_a for y in ends_b] + ([(m, m) for m in _extremes(shared)] if shared else [])
        assert {holds(x, y) for x, y in pairs} == {True, False}


def _extremes(iv):
    """Members next to both ends."""
    low = iv.lower if iv.lower is not None else F(-(10**6))
    high = iv.upper if iv.upper is not None else F(10**6)
    return (low if iv.contains(low) else low + TINY, high if iv.contains(high) else high - TINY)


@pytest.mark.parametrize(
    ("a", "b", "lt", "le"),
    [
        (Interval(F(1), F(2)), Interval(F(2), F(3)), None, True),
        (Interval(F(1), F(2), True, False), Interval(F(2), F(3)), True, True),
        (Interval(F(2), F(3)), Interval(F(1), F(2)), False, None),
        (Interval(F(2), F(3), False), Interval(F(1), F(2)), False, False),
        (Interval(F(4000), None, False), Interval.exact(4000), False, False),
        (Interval(None, None), Interval.exact(0), None, None),
    ],
)
def test_comparisons_at_shared_ends(a, b, lt, le):
    assert (a.lt(b), a.le(b), b.gt(a), b.ge(a)) == (lt, le, lt, le)


def test_two_figures_are_equal_for_sure_only_if_both_are_exact():
    two, around = Interval.exact(2), Interval(F(1), F(3))
    assert (two.eq(2), two.eq(around), around.eq(two), around.eq(around)) == (True, None, None, None)
    assert two.eq(3) is two.eq(Interval(F(2), F(3), False)) is False


@thorough(300)
@given(intervals(), intervals(), numbers)
def test_sets(a, b, x):
    both = a.intersect(b)
    assert (both is not None and both.contains(x)) == (a.contains(x) and b.contains(x))
    assert a.meets(b) == b.meets(a) == (both is not None)
    assert a.hull(b).contains(x) or not (a.contains(x) or b.contains(x))
    assert a.within(a.hull(b)) and (both is None or both.within(a))
    assert a.within(b) == (both == a)


def test_touching_ends_meet_only_if_both_are_closed():
    assert Interval(F(1), F(2)).meets(Interval(F(2), F(3)))
    assert not Interval(F(1), F(2)).meets(Interval(F(2), F(3), False))
    assert Interval(F(1), F(2), False, False).intersect(Interval(F(1), F(2))) == Interval(F(1), F(2), False, False)


@thorough(200)
@given(st.data(), intervals(), intervals())
def test_smallest_largest_abs(data, a, b):
    x, y = data.draw(members(a)), data.draw(members(b))
    assert a.smaller(b).contains(min(x, y)) and a.larger(b).contains(max(x, y)) and abs(a).contains(abs(x))


def test_smallest_and_abs_are_exact():
    assert Interval(F(1), F(4)).smaller(Interval(F(2), F(3), True, False)) == Interval(F(1), F(3), True, False)
    assert Interval(F(1), F(4)).larger(Interval(F(2), F(3), False)) == Interval(F(2), F(4), False)
    assert abs(Interval(F(-3), F(2), False)) == Interval(F(0), F(3), True, False)
    assert abs(Interval(F(-3), F(-2), False)) == Interval(F(2), F(3), True, False)
    assert abs(Interval(F(0), F(3), False)) == Interval(F(0), F(3), False)
    assert abs(Interval(F(-3), F(0), True, False)) == Interval(F(0), F(3), False)
    assert abs(Interval(None, F(2))) == Interval(F(0), None)


def test_building():
    assert Interval(None, None) == Interval(None, None, False, False)
    assert Interval(1, 2).lower == F(1)
    for arguments, shown in (((2, 1), "[2, 1]"), ((1, 1, False), "(1, 1]"), ((1, 1, True, False), "[1, 1)")):
        with pytest.raises(ValueError, match=re.escape(f"empty interval: {shown}")):
            Interval(*arguments)
    for bad in (1.5, "1", True, Decimal(1)):
        with pytest.raises(TypeError, match="no exact number"):
            Interval(bad, None)
    iv = Interval(F(1), F(4))
    assert (iv.midpoint, iv.width, iv.is_exact) == (F(5, 2), 3, False)
    assert Interval(F(1), None).midpoint is None and Interval(None, F(1)).width is None
    assert iv.map_scale(-2) == Interval(F(-8), F(-2)) and Interval(1, 4, False, False).map_scale(0) == Interval.exact(0)


@pytest.mark.parametrize("closed", [(True, True), (True, False), (False, True), (False, False)])
def test_a_change_of_unit_keeps_the_ends_as_they_are(closed):
    assert Interval(F(1), F(4), *closed).map_scale(F(1, 100)) == Interval(F(1, 100), F(1, 25), *closed)
    assert Interval(F(1), None, closed[0]).map_scale(100) == Interval(F(100), None, closed[0])
    assert Interval(None, F(4), True, closed[1]).map_scale(100) == Interval(None, F(400), False, closed[1])
