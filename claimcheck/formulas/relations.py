"""What a formula over claims is worth: an interval, or a truth value for a comparison.

Claims enter in formula terms: base units, but percent as a fraction (0.97% is 0.0097) and dates as
day numbers (date.toordinal). A result is never too narrow. It is exact where each claim stands once, and where
the formula goes one way along each claim that stands more often (module `slopes`); elsewhere such a claim is
taken as several independent numbers. The language itself, and building formulas from Python, is in `nodes`,
reading them in `parser`; their names are here too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

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
from claimcheck.formulas.slopes import Slope, limit, slope
from claimcheck.formulas.values import (
    Box,
    FormulaZeroDivision,
    MissingValue,
    UnknownClaim,
    applied,
    natural,
    operate,
    operate_exact,
)
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
Looked = TypeVar("Looked")
MAX_REPEATED = 8  # claims that stand more than once; a formula with more of them is taken as it is


def _look_up(lookup: Callable[[str], Looked | None], claim_id: str) -> Looked:
    try:
        value = lookup(claim_id)
    except KeyError:
        raise UnknownClaim(claim_id) from None
    if value is None:
        raise MissingValue(claim_id)
    return value


def evaluate(expr: Expr, lookup: Callable[[str], Interval | None]) -> Interval | bool | None:
    """The interval of results for all numbers in the claims' intervals.

    lookup: claim id -> Interval in formula terms (None: the claim has no value; KeyError: there is
    no such claim). A comparison gives True (holds for all), False (for none) or None (for some).
    Raises FormulaZeroDivision, UnknownClaim, MissingValue, or FormulaError for a power that cannot
    be taken and for a result too long to be written.
    """
    if isinstance(expr, Comparison):
        return _compare(expr, _box(expr, lookup))
    return _range(expr, _box(expr, lookup))


def sides(expr: Expr, lookup: Callable[[str], Interval | None]) -> tuple[Interval, Interval] | None:
    """The intervals of a comparison's two sides, for the message; None for any other formula."""
    if not isinstance(expr, Comparison):
        return None
    box = _box(expr, lookup)
    return _range(expr.left, box), _range(expr.right, box)


def _box(expr: Expr, lookup: Callable[[str], Interval | None]) -> dict[str, Interval]:
    return {claim_id: _look_up(lookup, claim_id) for claim_id in expr.claims()}


def _compare(expr: Comparison, box: Box) -> bool | None:
    found = _COMPARISONS[expr.op](_range(expr.left, box), _range(expr.right, box))
    if found is None and set(expr.left.claims()) & set(expr.right.claims()):
        # a claim on both sides is one number, which the difference shows
        found = _COMPARISONS[expr.op](_range(expr.left - expr.right, box), Interval.exact(0))
    return found


_COMPARISONS: dict[str, Callable[[Interval, Interval], bool | None]] = {
    "<": Interval.lt,
    "<=": Interval.le,
    ">": Interval.gt,
    ">=": Interval.ge,
    "==": Interval.eq,
}


def _range(expr: Expr, box: Box) -> Interval:
    """The interval of results; each claim that stands more than once is followed along its slope."""
    named = [node.id for node in walk(expr) if isinstance(node, Claim)]
    if len(set(named)) == len(named):
        return natural(expr, box)
    count = Counter(named)
    repeated = [claim_id for claim_id, n in count.items() if n > 1 and not box[claim_id].is_exact]
    if not repeated:
        return natural(expr, box)
    value = applied(expr, [_range(part, box) for part in expr.parts()])
    if len(repeated) > MAX_REPEATED:
        return value
    slopes = {claim_id: slope(expr, claim_id, box) for claim_id in repeated}
    low, high = (_end(expr, box, slopes, up) for up in (False, True))
    ends = (value if low is None else low[0], value if high is None else high[0])
    lower_closed = ends[0].lower_closed and not (low and low[1])
    upper_closed = ends[1].upper_closed and not (high and high[1])
    try:
        return Interval(ends[0].lower, ends[1].upper, lower_closed, upper_closed).intersect(value) or value
    except ValueError:
        return value


def _end(expr: Expr, box: Box, slopes: dict[str, Slope | None], up: bool) -> tuple[Interval, bool] | None:
    """Where the repeated claims stand at the ends that give the formula's least value (up: its greatest): the interval
    of its results there, and whether the end is only approached; None where that is not known.

    slopes: of the repeated claims over the whole box.
    """
    face, unbounded, is_open, waiting, found = dict(box), [], False, list(slopes), True
    while waiting and found:
        known: dict[str, Slope] = {claim_id: one for claim_id, one in slopes.items() if one is not None}
        waiting, found = [claim_id for claim_id in waiting if claim_id not in known], bool(known)
        for claim_id, one in known.items():
            is_upper = (one.sign > 0) == up
            end, is_closed = _end_of(box[claim_id], is_upper) if one.sign else (_inside(box[claim_id]), True)
            is_open = is_open or (one.is_strict and not is_closed)
            if end is None:
                unbounded.append(claim_id)
            else:
                face[claim_id] = Interval.exact(end)
        slopes = {claim_id: slope(expr, claim_id, face) for claim_id in waiting} if found else {}
    try:
        if len(unbounded) == 1:
            tends_to = limit(expr, unbounded[0], face)
            return None if tends_to is None else (tends_to, is_open)
        return natural(expr, face), is_open
    except FormulaError:
        return None  # nought below a line, at an open end


def _end_of(interval: Interval, is_upper: bool) -> tuple[Fraction | None, bool]:
    return (interval.upper, interval.upper_closed) if is_upper else (interval.lower, interval.lower_closed)


def _inside(interval: Interval) -> Fraction:
    """Some number of the interval."""
    if interval.lower is None:
        return Fraction(0) if interval.upper is None else interval.upper - 1
    return interval.lower + 1 if interval.upper is None else (interval.lower + interval.upper) / 2


def point(expr: Expr, lookup_point: Callable[[str], Fraction | None]) -> Fraction | bool:
    """The result for the printed values themselves, each taken as exact.

    Powers with a fractional exponent are rounded down at POINT_DIGITS significant digits unless
    the root is rational; all else is exact. Errors as for evaluate().
    """
    if isinstance(expr, Comparison):
        left, right = (Interval.exact(_point(part, lookup_point)) for part in (expr.left, expr.right))
        return _COMPARISONS[expr.op](left, right) is True
    return _point(expr, lookup_point)


def _point(expr: Expr, lookup_point: Callable[[str], Fraction | None]) -> Fraction:
    if isinstance(expr, Claim):
        return _look_up(lookup_point, expr.id)
    if isinstance(expr, Constant):
        return expr.value
    values = [_point(part, lookup_point) for part in expr.parts()]
    if isinstance(expr, Operation):
        return _point_power(expr, *values) if expr.op == "**" else operate_exact(expr, *values)
    return _lower(applied(expr, list(map(Interval.exact, values))))


def _lower(value: Interval) -> Fraction:
    assert value.lower is not None, "a result of exact numbers is exact"
    return value.lower


def _point_power(expr: Operation, base: Fraction, exponent: Fraction) -> Fraction:
    result = operate(expr, Interval.exact(base), Interval.exact(exponent))
    if result.is_exact:
        return _lower(result)
    root, _ = root_floor(base ** abs(exponent.numerator), exponent.denominator, digits=POINT_DIGITS)
    return root if exponent > 0 else 1 / root
