"""Other ways to check a set, and what any of them could find: none uses the engine's intervals or verdicts.

exact: the figure recomputed from the printed digits prints the same. tolerance: it is off by no more than 1%.
is_hidden: numbers exist that print as all the figures do, so that no method can tell. These are looked for at the
corners of the box that the printed digits leave, which is enough, since every formula here goes one way along each
of its figures.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from claimcheck.printed.figures import parse, print_figure
from tools.proof.sets import SIZES, Figures, Printed

TOLERANCE = Fraction(1, 100)
HALF = Fraction(1, 2)


def is_exact(figures: Figures) -> bool:
    """Whether the recomputed figure has the printed one's digits; a threshold is exceeded."""
    found, target = _recomputed(figures), figures.printed[figures.kind.target]
    if target.word == "超":
        return found > value_of(target)
    like = parse(target.text)
    factor = Fraction(1, 100) if like.unit in ("percent", "points") else 1
    return print_figure(found / factor, like) == like.before + like.digits + like.after


def is_near(figures: Figures) -> bool:
    """Whether the recomputed figure is within 1% of the printed one; a threshold is not missed by more."""
    found, target = _recomputed(figures), figures.printed[figures.kind.target]
    value = value_of(target)
    if target.word == "超":
        return found >= value * (1 - TOLERANCE)
    return abs(found - value) <= abs(value) * TOLERANCE


def _recomputed(figures: Figures) -> Fraction:
    return figures.kind.compute({role: value_of(printed) for role, printed in figures.printed.items()})


def is_hidden(figures: Figures, is_fine: bool = False) -> bool:
    """Whether some numbers print as all figures of the set do; is_fine: the zeros of a round figure are digits."""
    target = figures.printed[figures.kind.target]
    if figures.kind.target == "change" and target.tail == "%":
        return False  # whatever the digits, the unit is not that of a share less another
    boxes = {}
    for role, printed in figures.printed.items():
        value, half = value_of(printed), unit_of(printed, is_fine) * HALF
        boxes[role] = (value - half, value + half)
    low, high = boxes.pop(figures.kind.target)
    corners = [figures.kind.compute(dict(zip(boxes, corner))) for corner in product(*boxes.values())]
    if target.word == "超":
        return max(corners) > value_of(target)
    return min(corners) <= high and max(corners) >= low


def value_of(printed: Printed) -> Fraction:
    """The number printed, percentages as fractions; what grew by 1.5 times is 2.5 times as much."""
    value = Fraction(printed.digits) * SIZES[printed.tail]
    if printed.word == "下降":
        return -value
    return value + 1 if printed.word == "增长" and printed.tail == "倍" else value


def unit_of(printed: Printed, is_fine: bool) -> Fraction:
    """One unit of the last digit; in a whole number its zeros may be none, two digits at least left."""
    whole, dot, decimals = printed.digits.partition(".")
    zeros = len(whole) - len(whole.rstrip("0"))
    coarse = 0 if dot or is_fine else max(0, min(zeros, len(whole) - 2))
    return SIZES[printed.tail] * Fraction(10) ** (coarse - len(decimals))
