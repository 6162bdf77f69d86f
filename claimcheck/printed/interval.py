"""The interval type: what a printed figure, or a sum over printed figures, can stand for.

Ends are exact rationals, open or closed, or absent (unbounded). Arithmetic is exact in the bounds and in their
closedness: an end is closed only if operands that attain it exist. Fractional powers are rounded outward.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Union

from claimcheck.printed.rationals import format_end, product_of_ends, root_floor

MAX_EXPONENT = 1000

# Ends are ordered by keys (side, value, nudge): side -1/0/+1 for -inf, finite, +inf; nudge moves
# an open end inwards. With them max() of lower keys and min() of upper keys is intersection, and
# an interval is empty exactly if its lower key exceeds its upper key.
_Key = tuple[int, Fraction, int]
_Operand = Union["Interval", int, Fraction]
_ZERO = Fraction(0)


def _number(x: object) -> Fraction:
    if type(x) is Fraction:
        return x
    if isinstance(x, bool) or not isinstance(x, (int, Fraction)):
        raise TypeError(f"{x!r} is no exact number; use int or Fraction")
    return Fraction(x)


@dataclass(frozen=True, slots=True)
class Interval:
    """All real numbers between two ends; `None` as an end means unbounded (and open) there."""

    lower: Fraction | None
    upper: Fraction | None
    lower_closed: bool = True
    upper_closed: bool = True

    def __post_init__(self) -> None:
        low, high = self.lower, self.upper
        if low is None:
            object.__setattr__(self, "lower_closed", False)
        elif type(low) is not Fraction:
            object.__setattr__(self, "lower", _number(low))
        if high is None:
            object.__setattr__(self, "upper_closed", False)
        elif type(high) is not Fraction:
            object.__setattr__(self, "upper", _number(high))
        if low is None or high is None or low < high:
            return
        if low > high or not (self.lower_closed and self.upper_closed):
            raise ValueError(f"empty interval: {self.as_fractions()}")

    @classmethod
    def exact(cls, x: int | Fraction) -> Interval:
        """The interval holding the one number x."""
        return _made(_number(x), _number(x), True, True)

    def __reduce__(self) -> tuple[object, ...]:
        return _made, (self.lower, self.upper, self.lower_closed, self.upper_closed)

    def _low(self) -> _Key:
        return (-1, _ZERO, 0) if self.lower is None else (0, self.lower, 0 if self.lower_closed else 1)

    def _high(self) -> _Key:
        return (1, _ZERO, 0) if self.upper is None else (0, self.upper, 0 if self.upper_closed else -1)

    @classmethod
    def _from_keys(cls, low: _Key, high: _Key) -> Interval:
        return cls(low[1] if low[0] == 0 else None, high[1] if high[0] == 0 else None, low[2] == 0, high[2] == 0)

    def as_fractions(self) -> str:
        """The interval as text with its ends as fractions: "[1/3, 2/3)"."""
        left, right = "[" if self.lower_closed else "(", "]" if self.upper_closed else ")"
        return f"{left}{'-∞' if self.lower is None else self.lower}, {'∞' if self.upper is None else self.upper}{right}"

    def __str__(self) -> str:
        return format_interval(self)

    # sets

    def contains(self, x: int | Fraction) -> bool:
        """Whether the number x lies in the interval."""
        x, low, high = _number(x), self.lower, self.upper
        if low is not None and (x < low or (x == low and not self.lower_closed)):
            return False
        return high is None or x < high or (x == high and self.upper_closed)

    def intersect(self, other: Interval) -> Interval | None:
        """The numbers in both, or None if there are none."""
        low, high = max(self._low(), other._low()), min(self._high(), other._high())
        return None if low > high else Interval._from_keys(low, high)

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return not (_all_below(self, other) or _all_below(other, self))

    def within(self, other: Interval) -> bool:
        """Whether every number of this interval lies in the other."""
        low, high = other.lower, other.upper
        if low is not None and (self.lower is None or self.lower <= low):
            if self.lower != low or (self.lower_closed and not other.lower_closed):
                return False
        if high is None or (self.upper is not None and self.upper < high):
            return True
        return self.upper == high and (other.upper_closed or not self.upper_closed)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval._from_keys(min(self._low(), other._low()), max(self._high(), other._high()))

    @property
    def is_exact(self) -> bool:
        """Whether the interval holds one number only."""
        return self.lower is not None and self.lower == self.upper

    @property
    def midpoint(self) -> Fraction | None:
        """Halfway between the ends; None if an end is unbounded."""
        return None if self.lower is None or self.upper is None else (self.lower + self.upper) / 2

    @property
    def width(self) -> Fraction | None:
        """Upper minus lower; None if an end is unbounded."""
        return None if self.lower is None or self.upper is None else self.upper - self.lower

    # comparisons: True if it holds for all pairs of numbers, False if for none, None if for some

    def lt(self, other: _Operand) -> bool | None:
        """Tri-state `<`."""
        other = _interval(other)
        if _all_below(self, other):
            return True
        return False if _all_at_most(other, self) else None

    def le(self, other: _Operand) -> bool | None:
        """Tri-state `<=`."""
        greater = _interval(other).lt(self)
        return None if greater is None else not greater

    def gt(self, other: _Operand) -> bool | None:
        """Tri-state `>`."""
        return _interval(other).lt(self)

    def ge(self, other: _Operand) -> bool | None:
        """Tri-state `>=`."""
        return _interval(other).le(self)

    def eq(self, other: _Operand) -> bool | None:
        """Tri-state equality of the numbers; `==` compares the intervals themselves."""
        other = _interval(other)
        if not self.meets(other):
            return False
        return True if self.is_exact and other.is_exact else None

    # arithmetic

    def __neg__(self) -> Interval:
        low, high = (None if end is None else -end for end in (self.upper, self.lower))
        return _made(low, high, self.upper_closed, self.lower_closed)

    def __add__(self, other: _Operand) -> Interval:
        other = _interval(other)
        low = None if self.lower is None or other.lower is None else self.lower + other.lower
        high = None if self.upper is None or other.upper is None else self.upper + other.upper
        return _made(low, high, self.lower_closed and other.lower_closed, self.upper_closed and other.upper_closed)

    def __sub__(self, other: _Operand) -> Interval:
        return self + -_interval(other)

    def __mul__(self, other: _Operand) -> Interval:
        other = _interval(other)
        a, b, c, d = self.lower, self.upper, other.lower, other.upper
        if a and b and c and d and a.numerator > 0 and c.numerator > 0:  # most are positive, and need no corners
            closed = self.lower_closed and other.lower_closed, self.upper_closed and other.upper_closed
            return _made(a * c, b * d, *closed)
        mine, others = (((i._low()[:2], i.lower_closed), (i._high()[:2], i.upper_closed)) for i in (self, other))
        corners = [product_of_ends(a, b) for a in mine for b in others]
        # At a shared extreme value one attaining corner is enough to close the end.
        low = min((value, 0 if closed else 1) for value, closed in corners)
        high = max((value, 0 if closed else -1) for value, closed in corners)
        return Interval._from_keys((*low[0], low[1]), (*high[0], high[1]))

    def __truediv__(self, other: _Operand) -> Interval:
        return self * _interval(other)._reciprocal()

    def _reciprocal(self) -> Interval:
        if self.lower and self.upper and self.lower.numerator > 0:
            return _made(1 / self.upper, 1 / self.lower, self.upper_closed, self.lower_closed)
        if self.contains(0):
            raise ZeroDivisionError(f"division by {self}, which contains 0")
        # Zero can only be an open end here: the quotient is unbounded there. An unbounded end
        # becomes an open end at zero.
        positive = self._low()[:2] >= (0, _ZERO)
        low = (None if not positive else _ZERO) if self.upper is None or self.upper == 0 else 1 / self.upper
        high = (None if positive else _ZERO) if self.lower is None or self.lower == 0 else 1 / self.lower
        return Interval(low, high, self.upper_closed and self.upper != 0, self.lower_closed and self.lower != 0)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: _Operand) -> Interval:
        return _interval(other) - self

    def __rtruediv__(self, other: _Operand) -> Interval:
        return _interval(other) / self

    def __abs__(self) -> Interval:
        if self.lower is not None and self.lower >= 0:
            return self
        if self.upper is not None and self.upper <= 0:
            return -self
        return Interval._from_keys((0, _ZERO, 0), max(self._high(), (-self)._high()))

    def __pow__(self, exponent: int | Fraction) -> Interval:
        """Exact for whole exponents; for a fraction p/q rounded outward, and the base must be >= 0."""
        exponent = _number(exponent)
        if abs(exponent.numerator) > MAX_EXPONENT or exponent.denominator > MAX_EXPONENT:
            raise ValueError(f"exponent {exponent} is too large")
        if exponent < 0:
            return (self**-exponent)._reciprocal()
        if exponent == 0:
            return Interval.exact(1)
        if exponent.denominator > 1:
            return self._root_of_power(exponent)
        n = exponent.numerator
        base = abs(self) if n % 2 == 0 else self
        low, high = (None if end is None else end**n for end in (base.lower, base.upper))
        return Interval(low, high, base.lower_closed, base.upper_closed)

    def _root_of_power(self, exponent: Fraction) -> Interval:
        if self.lower is None or self.lower < 0:
            raise ValueError(f"fractional power {exponent} of {self}, which is partly negative")
        low, low_exact = root_floor(self.lower**exponent.numerator, exponent.denominator)
        if self.upper is None:
            return Interval(low, None, self.lower_closed and low_exact)
        high, high_exact = root_floor(self.upper**exponent.numerator, exponent.denominator, ceiling=True)
        # A rounded end lies outside the true one and is never attained: open.
        return Interval(low, high, self.lower_closed and low_exact, self.upper_closed and high_exact)

    def smaller(self, other: Interval) -> Interval:
        """The smaller of one number from each."""
        return Interval._from_keys(min(self._low(), other._low()), min(self._high(), other._high()))

    def larger(self, other: Interval) -> Interval:
        """The larger of one number from each."""
        return Interval._from_keys(max(self._low(), other._low()), max(self._high(), other._high()))

    def map_scale(self, k: int | Fraction) -> Interval:
        """Every number times the exact factor k (a change of unit)."""
        if k == 1:
            return self
        if k <= 0:
            return self * Interval.exact(k)
        low, high = (None if end is None else end * k for end in (self.lower, self.upper))
        return _made(low, high, self.lower_closed, self.upper_closed)


def _made(low: Fraction | None, high: Fraction | None, low_closed: bool, high_closed: bool) -> Interval:
    """An interval of ends that are known to be in order; unbounded ones are given as open."""
    made = object.__new__(Interval)
    _PUT_LOWER(made, low)
    _PUT_UPPER(made, high)
    _PUT_LOWER_CLOSED(made, low_closed)
    _PUT_UPPER_CLOSED(made, high_closed)
    return made


# the slots themselves, past the frozen class's own setter
_PUT_LOWER, _PUT_UPPER, _PUT_LOWER_CLOSED, _PUT_UPPER_CLOSED = (
    getattr(Interval, name).__set__ for name in ("lower", "upper", "lower_closed", "upper_closed")
)


def _interval(x: _Operand) -> Interval:
    return x if isinstance(x, Interval) else Interval.exact(x)


def _all_below(a: Interval, b: Interval) -> bool:
    if a.upper is None or b.lower is None:
        return False
    return a.upper < b.lower or (a.upper == b.lower and not (a.upper_closed and b.lower_closed))


def _all_at_most(a: Interval, b: Interval) -> bool:
    return a.upper is not None and b.lower is not None and a.upper <= b.lower


# printing


def format_interval(iv: Interval, digits: int | None = None) -> str:
    """The interval as text: "[3811.5, 3812.5]", "(4000, ∞)".

    Ends as in format_end(), so that the text never leaves out a number that the interval holds.
    """
    left, lower_closed = format_end(iv.lower, iv.lower_closed, False, digits)
    right, upper_closed = format_end(iv.upper, iv.upper_closed, True, digits)
    return f"{'[' if lower_closed else '('}{left}, {right}{']' if upper_closed else ')'}"
