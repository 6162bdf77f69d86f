"""The parts of a formula one by one: how large a number may get, whole days in a year, what an error names."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.formulas.relations import FormulaError, FormulaZeroDivision, evaluate, parse_formula, point
from claimcheck.formulas.values import MAX_BITS, MAX_ROOTED
from claimcheck.printed.interval import Interval

LONGEST = 2**MAX_BITS - 1  # of as many binary digits as a number may have


def result(formula: str, **values: Interval):
    return evaluate(parse_formula(formula), lambda name: values[name.removeprefix("a-")])


def worth(formula: str, **values: F):
    return point(parse_formula(formula), lambda name: values[name.removeprefix("a-")])


@pytest.mark.parametrize("number", [F(LONGEST), F(1, LONGEST), F(-LONGEST)])
def test_a_number_may_be_as_long_as_can_be_written(number):
    assert result("[a-x] + [a-y]", x=Interval.exact(number), y=Interval.exact(0)) == Interval.exact(number)
    assert worth("[a-x] + [a-y]", x=number, y=F(0)) == number
    for formula in ("[a-x] * [a-y]", "[a-y] * [a-x]"):
        values = {"x": number, "y": F(2) if abs(number) > 1 else F(1, 2)}
        with pytest.raises(FormulaError, match="too long to be written") as error:
            result(formula, **{name: Interval.exact(value) for name, value in values.items()})
        assert str(error.value).endswith(f"in {formula}")
        with pytest.raises(FormulaError, match="too long to be written"):
            worth(formula, **values)


@pytest.mark.parametrize("ends", [(1, 2 * LONGEST), (-2 * LONGEST, 1), (F(1, 2 * LONGEST), 1)])
def test_either_end_may_be_too_long(ends):
    wide = Interval(F(ends[0]), F(ends[1]))
    for interval in (wide, Interval(wide.lower, None)) if abs(wide.lower) != 1 else (wide, Interval(None, wide.upper)):
        with pytest.raises(FormulaError, match="too long"):
            result("[a-x] * 1", x=interval)


@pytest.mark.parametrize("base", [F(5), F(1, 5), F(-7)])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_power_is_refused_before_it_is_made(base, sign):
    """The base has three binary digits."""
    formula, limit = parse_formula("[a-x] ** [a-y]"), MAX_BITS // 3
    values = {"a-x": Interval.exact(base), "a-y": Interval.exact(sign * limit)}
    assert evaluate(formula, values.get) == Interval.exact(base ** (sign * limit))
    values["a-y"] = Interval.exact(sign * (limit + 1))
    with pytest.raises(FormulaError, match=r"too large to be written, in \[a-x\] \*\* \[a-y\]"):
        evaluate(formula, values.get)


def test_a_root_may_be_taken_of_a_longer_power():
    base, longest = Interval.exact(2**299), MAX_BITS * MAX_ROOTED // 300  # of 300 binary digits
    found = result(f"[a-x] ** ({longest} / 301)", x=base)
    assert 2 ** (299 * longest // 301) <= found.upper and found.lower <= 2 ** (299 * longest // 301 + 1)
    with pytest.raises(FormulaError, match="too large to be written"):
        result(f"[a-x] ** ({longest + 1} / 302)", x=base)


@pytest.mark.parametrize(
    "exponent", [Interval(F(1), F(2)), Interval(None, F(2)), Interval(F(1), None), Interval(F(2), F(3), False)]
)
def test_an_exponent_is_exact(exponent):
    with pytest.raises(FormulaError, match=r"exponent \[a-y\] is not exact"):
        result("[a-x] ** [a-y]", x=Interval.exact(2), y=exponent)


def test_a_division_by_what_may_be_nought_names_the_part():
    for interval in (Interval.exact(0), Interval(F(-1), F(1)), Interval(F(0), F(1))):
        with pytest.raises(FormulaZeroDivision, match=r"in \[a-x\] / \[a-y\]"):
            result("1 + [a-x] / [a-y]", x=Interval.exact(1), y=interval)
    with pytest.raises(FormulaZeroDivision, match=r"by 0 in \[a-x\] / \[a-y\]"):
        worth("1 + [a-x] / [a-y]", x=F(1), y=F(0))
    assert result("[a-x] / [a-y]", x=Interval.exact(1), y=Interval(F(0), F(1), False)) == Interval(F(1), None)


# years

thirds = st.integers(3 * 730_000, 3 * 731_000).map(lambda n: F(n, 3))


@given(thirds, st.integers(0, 2500).map(lambda n: F(n, 3)), st.booleans(), st.booleans())
def test_the_year_is_that_of_the_whole_days_that_an_interval_holds(low, width, low_closed, high_closed):
    if not width and not (low_closed and high_closed):
        return
    held = Interval(low, low + width, low_closed, high_closed)
    days = [day for day in range(int(low) - 1, int(low + width) + 2) if held.contains(F(day))]
    if not days:
        with pytest.raises(FormulaError, match="holds no whole day"):
            result("year([a-x])", x=held)
        return
    years = [date.fromordinal(day).year for day in (days[0], days[-1])]
    assert result("year([a-x])", x=held) == Interval(F(years[0]), F(years[1]))


def test_a_year_of_an_open_span_has_no_end_there():
    day = F(date(2020, 12, 31).toordinal())
    assert result("year([a-x])", x=Interval(day, None)) == Interval(F(2020), None)
    assert result("year([a-x])", x=Interval(day, None, False)) == Interval(F(2021), None)
    assert result("year([a-x])", x=Interval(None, day + 1)) == Interval(None, F(2021))
    assert result("year([a-x])", x=Interval(None, day + 1, True, False)) == Interval(None, F(2020))


@pytest.mark.parametrize("day", [0, -1, date.max.toordinal() + 1, 10**30])
def test_a_number_that_is_no_day_has_no_year(day):
    with pytest.raises(FormulaError, match=f"year\\(\\) of {day}, which is no day number"):
        result("year([a-x])", x=Interval.exact(day))
    assert result("year([a-x])", x=Interval.exact(date.max.toordinal())) == Interval.exact(9999)
    assert result("year([a-x])", x=Interval.exact(1)) == Interval.exact(1)
