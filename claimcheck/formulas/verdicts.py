"""Does a recomputed result agree with the printed figure? Two intervals -> verdict and message.

reproduced       the recomputed value prints as the article does; with a qualifier (超, 近 …), all
                 of the result's interval lies in the printed figure's
within_rounding  only the intervals meet
not_reproduced   they do not meet
undetermined     an inequality, or a comparison, that only part of the result's interval meets
not_computable   a value is missing

The message starts with the code and shows both intervals in the printed figure's unit, percent as
percent. Both are printed with as many digits as it takes to see how they lie to each other, ends
that do not fit rounded outward, so that what is printed never contradicts the verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from claimcheck.printed import dates
from claimcheck.printed.figures import Figure, formula_factor, print_figure, prints_alike
from claimcheck.printed.interval import Interval, format_interval
from claimcheck.printed.qualifiers import is_inequality, qualifiers, split_qualifier
from claimcheck.printed.rationals import decimal_places, round_outward

CODES = ("reproduced", "within_rounding", "not_reproduced", "undetermined", "not_computable")


@dataclass(frozen=True)
class Verdict:
    """code: one of CODES; message: one line that starts with the code."""

    code: str
    message: str


def not_computable(why: str) -> Verdict:
    """The verdict where there is nothing to compare."""
    return Verdict("not_computable", f"not_computable: {why}")


def arithmetic(
    result: Interval | bool | None, point: Fraction | bool | None = None, target: Figure | None = None, why: str = ""
) -> Verdict:
    """Judge a result against the printed figure it recomputes.

    result, point: of relations.evaluate() and point(), in formula terms (percent as a fraction); a
    truth value goes to comparison(). target: the printed figure, in base units. why: what is
    missing, if known: with it the verdict is not_computable.
    """
    if isinstance(result, bool):
        return comparison(result)
    if why or result is None or target is None:
        return not_computable(
            why or ("a value is missing" if result is None else "there is no printed figure to compare with")
        )
    factor = 1 / formula_factor(target.unit)
    result = result.map_scale(factor)
    point = None if point is None else point * factor
    code = _code(result, point, target)
    return Verdict(code, _message(code, result, point, target))


def comparison(
    outcome: bool | None,
    left: Interval | None = None,
    op: str = "",
    right: Interval | None = None,
    unit: str | None = None,
) -> Verdict:
    """Judge a comparison: True reproduced, False not_reproduced, None undetermined.

    left, op, right: the two sides' intervals in formula terms (relations.sides) and the operator,
    for the message; unit: their base unit, if known.
    """
    code = {True: "reproduced", False: "not_reproduced", None: "undetermined"}[outcome]
    share = {True: "all", False: "none", None: "some"}[outcome]
    if left is None or right is None:
        return Verdict(code, f"{code}: the comparison holds for {share} of the values the figures can stand for")
    factor = 1 / formula_factor(unit)
    first, second = _texts(left.map_scale(factor), right.map_scale(factor), unit, 2)
    return Verdict(
        code, f"{code}: {first} {op} {second}{_unit_text(Fraction(1), unit)} holds for {share} of the values"
    )


def _code(result: Interval, point: Fraction | None, target: Figure) -> str:
    if not result.meets(target.interval):
        return "not_reproduced"
    if result.within(target.interval):
        return "reproduced"
    if is_inequality(target.qualifier):
        return "undetermined"
    plain = all(qualifiers()[word].effect == "none" for word in split_qualifier(target.qualifier))
    if plain and _is_witness(result, point) and target.interval.contains(point):
        return "reproduced"
    return "within_rounding"


def _is_witness(result: Interval, point: Fraction | None) -> bool:
    """Whether the printed values give a result that can stand for the interval. With 超4000億 among
    them they do not: 4000億 itself is excluded, and what is unbounded has no typical value."""
    return point is not None and result.width is not None and result.contains(point)


def _message(code: str, result: Interval, point: Fraction | None, target: Figure) -> str:
    scale = target.scale
    places = decimal_places(target.rounding_unit / scale) or 0
    printed, recomputed = _texts(
        target.interval.map_scale(1 / scale), result.map_scale(1 / scale), target.unit, places + 2
    )
    value = ""
    if target.unit != "date" and _is_witness(result, point):
        # At a tie either way of rounding counts, so show the one that agrees.
        shown = target.value if prints_alike(point, target) else point
        value = f"{print_figure(shown, target)} in "
    return (
        f"{code}: printed {target.printed} in {printed}, recomputed {value}{recomputed}{_unit_text(scale, target.unit)}"
    )


def _texts(first: Interval, second: Interval, unit: str | None, digits: int) -> tuple[str, str]:
    if unit == "date":
        return dates.format_span(first), dates.format_span(second)
    return format_pair(first, second, digits)


def _unit_text(scale: Fraction, unit: str | None) -> str:
    if unit == "date":
        return ""
    power = len(str(scale)) - 1
    name = f" {unit}" if unit else ""
    return f" 1e{power}{name}" if scale == 10**power and power else f" {scale}{name}" if scale != 1 else name


def format_pair(first: Interval, second: Interval, digits: int = 2, most: int = 30) -> tuple[str, str]:
    """Both intervals with as many decimals, from `digits` up to `most`, as it takes for the printed
    ones to lie to each other as they do themselves: meeting or not, one inside the other or not.
    If that does not suffice (ends that touch at 1/3), ends are printed as fractions.
    """
    for places in range(digits, most + 1):
        shown = _as_printed(first, places), _as_printed(second, places)
        if _position(*shown) == _position(first, second):
            return format_interval(first, places), format_interval(second, places)
    return first.as_fractions(), second.as_fractions()


def _position(a: Interval, b: Interval) -> tuple:
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
