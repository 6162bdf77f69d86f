"""Do two figures agree? Two intervals -> a verdict, and the message that shows both.

One rule serves every comparison. A result confirms a printed figure if all of the result's interval lies in the
printed one's, or if the value computed from the printed digits does: that value prints as the article has it. It
is no witness where the result is unbounded, or where a qualifier (超, 近 …) moves the printed figure's interval
off its digits.

The arithmetic verdicts, of a recomputation against the printed figure:

reproduced       the result confirms the printed figure
within_rounding  only the intervals meet
not_reproduced   they do not meet
undetermined     an inequality, or a comparison, that only part of the result's interval meets; or one that fails, and
                 would not if the zeros at the end of round figures (3800億) are no digits: see if_round()
not_computable   a value is missing

The message starts with the code and shows both intervals in the printed figure's unit, percent as
percent. Both are printed with as many digits as it takes to see how they lie to each other, ends
that do not fit rounded outward, so that what is printed never contradicts the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from claimcheck.formulas.codes import Agreement, Arithmetic, VerdictCode
from claimcheck.formulas.pairs import format_pair
from claimcheck.printed import dates
from claimcheck.printed.figures import Figure, formula_factor, print_figure, prints_alike
from claimcheck.printed.interval import Interval
from claimcheck.printed.qualifiers import is_inequality, is_plain
from claimcheck.printed.rationals import decimal_places

__all__ = [
    "Agreement",
    "Arithmetic",
    "Side",
    "Verdict",
    "VerdictCode",
    "agreement",
    "arithmetic",
    "compare",
    "comparison",
    "if_round",
    "not_computable",
    "worst",
]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two figures that are compared, in the unit of both.

    value: its printed value or, for a result, what the printed values give; None where there is none.
    qualifier: the words around it, as in qualifiers.csv.
    """

    interval: Interval
    value: Fraction | None = None
    qualifier: str = ""


def compare(result: Side, printed: Side) -> Arithmetic:
    """A result against the printed figure it recomputes; see the module's docstring."""
    if not result.interval.meets(printed.interval):
        return Arithmetic.NOT_REPRODUCED
    if _confirms(result, printed):
        return Arithmetic.REPRODUCED
    return Arithmetic.UNDETERMINED if is_inequality(printed.qualifier) else Arithmetic.WITHIN_ROUNDING


def agreement(first: Side, second: Side) -> Agreement:
    """Two printed figures of the same quantity: they agree if either confirms the other."""
    if not first.interval.meets(second.interval):
        return Agreement.CONFLICT
    return Agreement.AGREE if _confirms(first, second) or _confirms(second, first) else Agreement.BY_ROUNDING


def _confirms(result: Side, printed: Side) -> bool:
    if result.interval.within(printed.interval):
        return True
    value = _witness(result.interval, result.value)
    return value is not None and is_plain(printed.qualifier) and printed.interval.contains(value)


def _witness(interval: Interval, value: Fraction | None) -> Fraction | None:
    """The value if it can stand for the interval. With 超4000億 among the figures it does not: 4000億
    itself is excluded, and what is unbounded has no typical value."""
    is_bounded = interval.lower is not None and interval.upper is not None
    return value if value is not None and is_bounded and interval.contains(value) else None


@dataclass(frozen=True, repr=False, slots=True)
class Verdict:
    """A verdict with what it was found from, in the printed figure's unit, percent as percent.

    result, point, printed: of a recomputation. sides, op, unit: of a comparison, and how it came out. why: what
    is missing where nothing could be compared. is_round: whether it is open only since a figure is round; coarse: what
    was compared then, as in `printed` and `result` or in `sides`, if there is anything.
    """

    code: Arithmetic
    result: Interval | None = None
    point: Fraction | None = None
    printed: Figure | None = None
    sides: tuple[Interval, Interval] | None = None
    op: str = ""
    unit: str | None = None
    why: str = ""
    is_round: bool = False
    coarse: tuple[Interval, Interval] | None = None

    def __repr__(self) -> str:
        return f"Verdict({self.message!r})"

    @property
    def message(self) -> str:
        """One line that starts with the code and shows both intervals."""
        if self.why:
            return f"{self.code}: {self.why}"
        if self.result is not None and self.printed is not None:
            text = _recomputation_text(self.result, self.point, self.printed)
        else:
            text = _comparison_text(self)
        return f"{self.code}: {text}{_round_text(self)}"


def worst(found: Iterable[Verdict]) -> Verdict | None:
    """The worst of several verdicts, the first of equals; None if there are none."""
    return min(found, key=lambda verdict: verdict.code.rank, default=None)


def not_computable(why: str) -> Verdict:
    """The verdict where there is nothing to compare."""
    return Verdict(Arithmetic.NOT_COMPUTABLE, why=why)


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
    point = None if isinstance(point, bool) else point
    if why or result is None or target is None:
        return not_computable(
            why or ("a value is missing" if result is None else "there is no printed figure to compare with")
        )
    factor = formula_factor(target.unit)
    if factor != 1:
        factor = 1 / factor
        result = result.map_scale(factor)
        point = None if point is None else point * factor
    code = compare(Side(result, point), Side(target.interval, target.value, target.qualifier))
    return Verdict(code, result, point, target)


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
    code = _OUTCOMES[outcome]
    if left is None or right is None:
        return Verdict(code, op=op, unit=unit)
    factor = 1 / formula_factor(unit)
    return Verdict(code, sides=(left.map_scale(factor), right.map_scale(factor)), op=op, unit=unit)


def if_round(found: Verdict, result: Interval | bool | None, sides: tuple[Interval, Interval] | None = None) -> Verdict:
    """A verdict that accuses, once more with round figures read coarsely: undetermined where they do not rule it out.

    result: of relations.evaluate() at the figures' widest intervals, None for one that cannot be told; sides: of a
    comparison, likewise. In formula terms, as for arithmetic() and comparison().
    """
    unit = found.unit if found.printed is None else found.printed.unit
    factor = 1 / formula_factor(unit)
    if isinstance(result, Interval) and found.printed is not None:
        sides = found.printed.widest, result.map_scale(factor)
        if not sides[0].meets(sides[1]):
            return found
    elif result is False:
        return found
    elif sides is not None:
        sides = sides[0].map_scale(factor), sides[1].map_scale(factor)
    return replace(found, code=Arithmetic.UNDETERMINED, is_round=True, coarse=sides)


_OUTCOMES: dict[bool | None, Arithmetic] = {
    True: Arithmetic.REPRODUCED,
    False: Arithmetic.NOT_REPRODUCED,
    None: Arithmetic.UNDETERMINED,
}
_SHARES = {Arithmetic.REPRODUCED: "all", Arithmetic.NOT_REPRODUCED: "none", Arithmetic.UNDETERMINED: "some"}


# messages


def _comparison_text(verdict: Verdict) -> str:
    share = "none" if verdict.is_round else _SHARES[verdict.code]
    if verdict.sides is None:
        return f"the comparison holds for {share} of the values the figures can stand for"
    first, second = _texts(*verdict.sides, verdict.unit, 2)
    unit = _unit_text(Fraction(1), verdict.unit)
    return f"{first} {verdict.op} {second}{unit} holds for {share} of the values"


def _recomputation_text(result: Interval, point: Fraction | None, target: Figure) -> str:
    factor, places = 1 / target.scale, decimal_places(target.rounding_unit / target.scale) or 0
    printed, recomputed = _texts(target.interval.map_scale(factor), result.map_scale(factor), target.unit, places + 2)
    value = ""
    if target.unit != "date" and point is not None and _witness(result, point) is not None:
        # At a tie either way of rounding counts, so show the one that agrees.
        shown = target.value if target.value is not None and prints_alike(point, target) else point
        value = f"{print_figure(shown, target)} in "
    unit = _unit_text(target.scale, target.unit)
    return f"printed {target.printed} in {printed}, recomputed {value}{recomputed}{unit}"


def _round_text(verdict: Verdict) -> str:
    """What a round figure leaves open: the two intervals if its zeros are no digits."""
    if not verdict.is_round:
        return ""
    if verdict.coarse is None:
        return "; if the zeros of round figures are no digits, nothing can be said"
    target, places = verdict.printed, 2
    first, second = verdict.coarse
    if target is not None:
        factor, places = 1 / target.scale, (decimal_places(target.rounding_unit / target.scale) or 0) + 2
        first, second = first.map_scale(factor), second.map_scale(factor)
    texts = " and ".join(_texts(first, second, verdict.unit if target is None else target.unit, places))
    return f"; if the zeros of round figures are no digits, {texts}"


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
