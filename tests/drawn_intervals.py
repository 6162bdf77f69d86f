"""Intervals of every kind and their members, drawn at random."""

from __future__ import annotations

from fractions import Fraction as F

from hypothesis import strategies as st

from claimcheck.printed.interval import Interval

TINY = F(1, 10**9)
numbers = st.fractions(min_value=-20, max_value=20, max_denominator=12)


@st.composite
def intervals(draw, bounded=False, lowest=None):
    """Intervals of every kind: points, half-open, unbounded on either side or both."""
    low, high = sorted((draw(numbers), draw(numbers)))
    if lowest is not None:
        low, high = max(low, F(lowest)), max(high, F(lowest))
    if low == high:
        return Interval.exact(low)
    ends = [low, high]
    if not bounded:
        ends = [None if draw(st.integers(0, 5)) == 0 else end for end in ends]
        ends[0] = ends[0] if lowest is None else low
    return Interval(ends[0], ends[1], draw(st.booleans()), draw(st.booleans()))


@st.composite
def members(draw, iv):
    """A number of the interval, its ends more often than chance would have them."""
    low = iv.lower if iv.lower is not None else (iv.upper if iv.upper is not None else F(0)) - 1000
    high = iv.upper if iv.upper is not None else low + 2000
    kind = draw(st.sampled_from(["lower", "upper", "inside"]))
    if kind == "lower":
        return low if iv.contains(low) else min(low + TINY, (low + high) / 2)
    if kind == "upper":
        return high if iv.contains(high) else max(high - TINY, (low + high) / 2)
    return low + (high - low) * draw(st.fractions(F(1, 100), F(99, 100), max_denominator=100)) if low < high else low
