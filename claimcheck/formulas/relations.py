"""What a formula over claims is worth: an interval, or a truth value for a comparison.

Claims enter in formula terms: base units, but percent as a fraction (0.97% is 0.0097) and dates as
day numbers (date.toordinal). A result is never too narrow, and exact where each claim stands once;
a claim that stands twice is taken as two independent numbers. The language itself, and building
formulas from Python, is in `formulas`, reading them in `formula_parser`; their names are here too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from claimcheck.formulas.nodes import (
    Claim,
    Comparison,
    Constant,
    Count,
    Expr,
    FormulaError,
    Function,
    Negative,
    Operation,
    claim,
    count,
    days,
    largest,
    lift,
    smallest,
    walk,
    year,
)
from claimcheck.formulas.parser import parse_formula
from claimcheck.printed import interval as iv
from claimcheck.printed.interval import Interval
from claimcheck.printed.rationals import root_floor

__all__ = [
    "Claim",
    "Comparison",
    "Constant",
    "Count",
    "Expr",
    "FormulaError",
    "FormulaZeroDivision",
    "Function",
    "MissingValue",
    "Negative",
    "Operation",
    "UnknownClaim",
    "claim",
    "count",
    "days",
    "evaluate",
    "largest",
    "lift",
    "parse_formula",
    "point",
    "sides",
    "smallest",
    "walk",
    "year",
]

POINT_DIGITS = 50


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


def _look_up(lookup, claim_id: str):
    try:
        value = lookup(claim_id)
    except KeyError:
        raise UnknownClaim(claim_id) from None
    if value is None:
        raise MissingValue(claim_id)
    return value


def evaluate(expr: Expr, lookup: Callable[[str], Interval]) -> Interval | bool | None:
    """The interval of results for all numbers in the claims' intervals.

    lookup: claim id -> Interval in formula terms (None: the claim has no value; KeyError: there is
    no such claim). A comparison gives True (holds for all), False (for none) or None (for some).
    Raises FormulaZeroDivision, UnknownClaim, MissingValue, or FormulaError for a power that cannot
    be taken.
    """
    if isinstance(expr, Comparison):
        left, right = sides(expr, lookup)
        method = {"<": left.lt, "<=": left.le, ">": left.gt, ">=": left.ge, "==": left.eq}[expr.op]
        return method(right)
    if isinstance(expr, Claim):
        return _look_up(lookup, expr.id)
    if isinstance(expr, Constant):
        return Interval.exact(expr.value)
    if isinstance(expr, Count):
        return Interval.exact(len(expr.listed))
    values = [evaluate(part, lookup) for part in expr.parts()]
    if isinstance(expr, Negative):
        return -values[0]
    if isinstance(expr, Function):
        return _FUNCTIONS[expr.name](*values)
    return _operate(expr, *values)


def sides(expr: Expr, lookup: Callable[[str], Interval]) -> tuple[Interval, Interval] | None:
    """The intervals of a comparison's two sides, for the message; None for any other formula."""
    if not isinstance(expr, Comparison):
        return None
    return evaluate(expr.left, lookup), evaluate(expr.right, lookup)


def _operate(expr: Operation, left: Interval, right: Interval) -> Interval:
    try:
        if expr.op == "**":
            if not right.is_exact:
                raise FormulaError(f"exponent {expr.right} is not exact in {expr}")
            return left**right.lower
        return {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[expr.op](right)
    except ZeroDivisionError as error:
        raise FormulaZeroDivision(f"{error} in {expr}") from error
    except FormulaError:
        raise
    except ValueError as error:
        raise FormulaError(f"{error} in {expr}") from error


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


def _year(day) -> int:
    try:
        return date.fromordinal(int(day)).year
    except (ValueError, OverflowError):
        raise FormulaError(f"year() of {day}, which is no day number") from None


_FUNCTIONS = {
    "days": lambda first, second: second - first,
    "year": _year_interval,
    "min": iv.minimum,
    "max": iv.maximum,
    "abs": abs,
}


def point(expr: Expr, lookup_point: Callable[[str], Fraction]) -> Fraction | bool:
    """The result for the printed values themselves, each taken as exact.

    Powers with a fractional exponent are rounded down at POINT_DIGITS significant digits unless
    the root is rational; all else is exact. Errors as for evaluate().
    """
    as_interval = lambda claim_id: _exact_or_none(lookup_point(claim_id))
    if isinstance(expr, Comparison):
        left, right = point(expr.left, lookup_point), point(expr.right, lookup_point)
        return evaluate(Comparison(expr.op, Constant(left), Constant(right)), as_interval)
    if isinstance(expr, Operation) and expr.op == "**":
        return _point_power(expr, point(expr.left, lookup_point), point(expr.right, lookup_point))
    values = [Constant(point(part, lookup_point)) for part in expr.parts()]
    return evaluate(_with_parts(expr, values), as_interval).lower


def _exact_or_none(value):
    return None if value is None else Interval.exact(value)


def _with_parts(expr: Expr, parts: list[Expr]) -> Expr:
    if isinstance(expr, Operation):
        return Operation(expr.op, *parts)
    if isinstance(expr, Negative):
        return Negative(*parts)
    return Function(expr.name, tuple(parts)) if isinstance(expr, Function) else expr


def _point_power(expr: Operation, base: Fraction, exponent: Fraction) -> Fraction:
    result = _operate(expr, Interval.exact(base), Interval.exact(exponent))
    if result.is_exact:
        return result.lower
    root, _ = root_floor(base ** abs(exponent.numerator), exponent.denominator, digits=POINT_DIGITS)
    return root if exponent > 0 else 1 / root
