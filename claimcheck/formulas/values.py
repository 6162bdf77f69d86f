"""What the single parts of a formula make of the intervals of their parts, and what can go wrong there."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import reduce

from claimcheck.formulas.nodes import Claim, Constant, Count, Expr, FormulaError, Function, Negative, Operation
from claimcheck.printed.interval import Interval

# of a number, above or below its fraction line: all its decimals can then be written
MAX_BITS = 3000
MAX_ROOTED = 30  # how many times as long a number may be of which a root is taken
Box = Mapping[str, Interval]


class FormulaZeroDivision(FormulaError, ZeroDivisionError):
    """A division by something that may be zero."""


class UnknownClaim(FormulaError):
    """A formula names a claim that does not exist; `.claim` is its id."""

    def __init__(self, claim: str):
        super().__init__(f"unknown claim [{claim}]")
        self.claim = claim


class MissingValue(FormulaError):
    """A claim in the formula has no value; `.claim` is its id."""

    def __init__(self, claim: str):
        super().__init__(f"claim [{claim}] has no value")
        self.claim = claim


def natural(expr: Expr, box: Box) -> Interval:
    """The interval of results with every claim taken by itself wherever it stands."""
    if isinstance(expr, Claim):
        return box[expr.id]
    return applied(expr, [natural(part, box) for part in expr.parts()])


def applied(expr: Expr, values: list[Interval]) -> Interval:
    """What the outermost part of a formula makes of the values of its parts."""
    if isinstance(expr, Constant):
        return Interval.exact(expr.value)
    if isinstance(expr, Count):
        return Interval.exact(len(expr.listed))
    if isinstance(expr, Negative):
        return -values[0]
    if isinstance(expr, Function):
        return _FUNCTIONS[expr.name](*values)
    if isinstance(expr, Operation):
        return operate(expr, *values)
    raise FormulaError(f"{expr} has no interval")


def operate(expr: Operation, left: Interval, right: Interval) -> Interval:
    try:
        if expr.op == "**":
            if right.lower is None or not right.is_exact:
                raise FormulaError(f"exponent {expr.right} is not exact in {expr}")
            if _bits(left) * abs(right.lower.numerator) > MAX_BITS * (
                1 if right.lower.denominator == 1 else MAX_ROOTED
            ):
                raise FormulaError(f"a power too large to be written, in {expr}")
            return left**right.lower
        result = _OPERATIONS[expr.op](left, right)
    except ZeroDivisionError as error:
        raise FormulaZeroDivision(f"{error} in {expr}") from error
    except FormulaError:
        raise
    except ValueError as error:
        raise FormulaError(f"{error} in {expr}") from error
    if _bits(result) > MAX_BITS:
        raise FormulaError(f"a number too long to be written, in {expr}")
    return result


def operate_exact(expr: Operation, left: Fraction, right: Fraction) -> Fraction:
    """What + - * / make of two exact numbers; errors as for `operate`."""
    if expr.op == "/" and not right:
        raise FormulaZeroDivision(f"division by 0 in {expr}")
    result = _EXACT[expr.op](left, right)
    if max(result.numerator.bit_length(), result.denominator.bit_length()) > MAX_BITS:
        raise FormulaError(f"a number too long to be written, in {expr}")
    return result


_EXACT: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def _bits(value: Interval) -> int:
    """The length of the longest number in the ends, above or below its fraction line, in binary digits."""
    ends = [end for end in (value.lower, value.upper) if end is not None]
    return max((max(end.numerator.bit_length(), end.denominator.bit_length()) for end in ends), default=0)


_OPERATIONS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": Interval.__add__,
    "-": Interval.__sub__,
    "*": Interval.__mul__,
    "/": Interval.__truediv__,
}


def _year_interval(days_interval: Interval) -> Interval:
    low, high = days_interval.lower, days_interval.upper
    first = None if low is None else -(-low.numerator // low.denominator)
    last = None if high is None else high.numerator // high.denominator
    if first is not None and first == low and not days_interval.lower_closed:
        first += 1
    if last is not None and last == high and not days_interval.upper_closed:
        last -= 1
    if first is not None and last is not None and first > last:
        raise FormulaError(f"year() of {days_interval}, which holds no whole day")
    return Interval(None if first is None else _year(first), None if last is None else _year(last))


def _year(day: int | Fraction) -> Fraction:
    try:
        return Fraction(date.fromordinal(int(day)).year)
    except (ValueError, OverflowError):
        raise FormulaError(f"year() of {day}, which is no day number") from None


_FUNCTIONS: dict[str, Callable[..., Interval]] = {
    "days": lambda first, second: second - first,
    "year": _year_interval,
    "min": lambda *values: reduce(Interval.smaller, values),
    "max": lambda *values: reduce(Interval.larger, values),
    "abs": abs,
}
