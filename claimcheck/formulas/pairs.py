"""Two intervals as text, with as many digits as it takes to see how they lie to each other."""

from __future__ import annotations

from fractions import Fraction

from claimcheck.printed.interval import Interval, format_interval
from claimcheck.printed.rationals import round_outward


def format_pair(first: Interval, second: Interval, digits: int = 2, most: int = 30) -> tuple[str, str]:
    """Both intervals with as many decimals, from `digits` up to `most`, as it takes for the printed
    ones to lie to each other as they do themselves: meeting or not, one inside the other or not.
    If that does not suffice (ends that touch at 1/3), ends are printed as fractions.
    """
    position = _position(first, second)
    for places in range(digits, most + 1):
        shown = _as_printed(first, places), _as_printed(second, places)
        if shown == (first, second) or _position(*shown) == position:
            return format_interval(first, places), format_interval(second, places)
    return first.as_fractions(), second.as_fractions()


def _position(a: Interval, b: Interval) -> tuple[bool | int | None, ...]:
    """How two intervals lie to each other: meeting, one inside the other, and the facing ends
    apart or equal, so that a near miss is not told by its brackets alone."""
    return a.meets(b), a.within(b), b.within(a), _order(a.upper, b.lower), _order(b.upper, a.lower)


def _order(x: Fraction | None, y: Fraction | None) -> int | None:
    return None if x is None or y is None else (x > y) - (x < y)


def _as_printed(iv: Interval, places: int) -> Interval:
    """The interval that the text of format_interval(iv, places) denotes."""
    low = None if iv.lower is None else round_outward(iv.lower, places, up=False)
    high = None if iv.upper is None else round_outward(iv.upper, places, up=True)
    return Interval(low, high, iv.lower_closed and low == iv.lower, iv.upper_closed and high == iv.upper)
