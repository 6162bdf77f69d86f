"""Exact arithmetic and exact printing of rational numbers: roots and decimals without floats."""

from __future__ import annotations

import math
from fractions import Fraction

ROOT_DIGITS = 40
# an end of an interval: side (-1 below all numbers, 1 above, 0 finite) and value; and whether it is closed
End = tuple[tuple[int, Fraction], bool]


def root_floor(x: Fraction, q: int, ceiling: bool = False, digits: int = ROOT_DIGITS) -> tuple[Fraction, bool]:
    """The q-th root of x >= 0 rounded down (or up) to `digits` significant digits, and whether it
    is exact. Integer arithmetic only: Newton's iteration on whole numbers."""
    exact = tuple(_whole_root(part, q) for part in (x.numerator, x.denominator))
    if exact[0] ** q == x.numerator and exact[1] ** q == x.denominator:
        return Fraction(exact[0], exact[1]), True
    shift = digits + max(0, (x.denominator.bit_length() - x.numerator.bit_length()) // (3 * q) + 1)
    scale = 10**shift
    root = _whole_root(x.numerator * scale**q // x.denominator, q)
    return Fraction(root + (1 if ceiling else 0), scale), False


def _whole_root(n: int, q: int) -> int:
    """floor(n ** (1/q)) for n >= 0."""
    if n < 2 or q == 1:
        return n
    # Newton's iteration comes down from above by one part in q a step, so it must begin close: from the root of
    # the upper half of the digits, or where that is short from floating point
    half = n.bit_length() // q // 2
    guess = (_whole_root(n >> half * q, q) + 1) << half if half > 20 else int(2 ** (math.log2(n) / q) * (1 + 1e-9)) + 1
    while True:
        better = ((q - 1) * guess + n // guess ** (q - 1)) // q
        if better >= guess:
            return guess
        guess = better


def decimal_places(x: Fraction) -> int | None:
    """How many decimals x needs in full; None if its decimals never end."""
    places, rest = 0, x.denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    return places if rest == 1 else None


def last_place(digits: str) -> Fraction:
    """One unit of the last digit of a decimal number as it is printed: 1/100 of "6.30"."""
    return Fraction(1, 10 ** len(digits.partition(".")[2]))


def format_decimal(x: Fraction, places: int) -> str:
    """x with exactly that many decimals; x must be a multiple of 10**-places."""
    scaled, rest = divmod(x.numerator * 10**places, x.denominator)
    if rest:
        raise ValueError(f"{x} has more than {places} decimals")
    digits = str(abs(scaled)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def round_outward(x: Fraction, places: int, up: bool) -> Fraction:
    """x rounded to that many decimals, up or down, never towards the other side."""
    whole, rest = divmod(x.numerator * 10**places, x.denominator)
    return Fraction(whole + up, 10**places) if rest else x


def magnitude(x: Fraction) -> int:
    """Number of digits before the decimal point: 3812 -> 4, 0.97 -> 0, 0.0097 -> -2."""
    above, below = abs(x.numerator), x.denominator
    if above >= below:
        return len(str(above // below))
    count = 0
    while 0 < above * 10 < below:
        above, count = above * 10, count - 1
    return count


def product_of_ends(a: End, b: End) -> tuple[tuple[int, Fraction], bool]:
    """Product of two ends ((side, value), closed). A closed zero makes the product 0, attained,
    whatever the other end, infinity included; an open zero makes it 0, not attained."""
    (a_side, a_value), a_closed = a
    (b_side, b_value), b_closed = b
    a_zero, b_zero = a_side == 0 and a_value == 0, b_side == 0 and b_value == 0
    if a_zero or b_zero:
        return (0, Fraction(0)), (a_zero and a_closed) or (b_zero and b_closed)
    if a_side or b_side:
        sign = (a_side or (1 if a_value > 0 else -1)) * (b_side or (1 if b_value > 0 else -1))
        return (sign, Fraction(0)), False
    return (0, a_value * b_value), a_closed and b_closed


EXACT_DECIMALS = 12
ROUNDED_DIGITS = 6


def format_end(x: Fraction | None, closed: bool, up: bool, digits: int | None = None) -> tuple[str, bool]:
    """One end as text, and whether the printed end is closed. `up`: it is the upper end.

    Printed in full where its decimals end within `digits` (EXACT_DECIMALS if not given); otherwise
    rounded outward, to `digits` decimals or ROUNDED_DIGITS significant ones. Such an end is not
    attained: it is open.
    """
    if x is None:
        return ("∞" if up else "-∞"), False
    places = decimal_places(x)
    if places is not None and places <= (EXACT_DECIMALS if digits is None else digits):
        return format_decimal(x, places), closed
    if digits is None:
        digits = max(0, ROUNDED_DIGITS - magnitude(x))
    return format_decimal(round_outward(x, digits, up), digits), False
