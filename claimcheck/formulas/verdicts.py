"""Do two figures agree? Two intervals -> a verdict, and the message that shows both.

One rule serves every comparison. A result confirms a printed figure if all of the result's interval lies in the
printed one's, or if the value computed from the printed digits does: that value prints as the article has it. It
is no witness where the result is unbounded, or where a qualifier (超, 近 …) moves the printed figure's interval
off its digits.

The arithmetic verdicts, of a recomputation against the printed figure:

reproduced       the result confirms the printed figure
within_rounding  only the intervals meet
not_reproduced   they do not meet
undetermined     an inequality, or a comparison, that only part of the result's interval meets
not_computable   a value is missing

The message starts with the code and shows both intervals in the printed figure's unit, percent as
percent. Both are printed with as many digits as it takes to see how they lie to each other, ends
that do not fit rounded outward, so that what is printed never contradicts the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Self

from claimcheck.formulas.pairs import format_pair
from claimcheck.printed import dates
from claimcheck.printed.figures import Figure, formula_factor, print_figure, prints_alike
from claimcheck.printed.interval import Interval
from claimcheck.printed.qualifiers import is_inequality, is_plain
from claimcheck.printed.rationals import decimal_places


class VerdictCode(StrEnum):
    """The codes of one kind of verdict, in the order in which they are told; each is its own text.

    colour: of its bars; on_dark: whether letters on that are white; shade: the darker tone for thin lines and
    marker: the sign on them, where it is drawn so. is_finding: whether it says that a figure holds, or not, or
    is open, and not merely that nothing is known of it.
    """

    colour: str
    on_dark: bool
    is_finding: bool
    shade: str
    marker: str

    def __new__(
        cls, code: str, colour: str, on_dark: bool = False, is_finding: bool = True, shade: str = "", marker: str = ""
    ) -> VerdictCode:
        member = str.__new__(cls, code)
        member._value_ = code
        member.colour, member.on_dark, member.is_finding = colour, on_dark, is_finding
        member.shade, member.marker = shade, marker
        return member

    @property
    def words(self) -> str:
        """The code as a reader sees it."""
        return self.value.replace("_", " ")

    @classmethod
    def of(cls, code: str) -> Self:
        """The verdict of that code; KeyError for an unknown one."""
        return cls[code.upper()]

    @property
    def rank(self) -> int:
        """Its place in the order, from 0."""
        return list(type(self)).index(self)


class Arithmetic(VerdictCode):
    """The arithmetic verdicts, worst first; what cannot be computed comes last."""

    NOT_REPRODUCED = "not_reproduced", "#D55E00", True, True, "#C04A00", "X"
    UNDETERMINED = "undetermined", "#E69F00", False, True, "#9A6300", "^"
    WITHIN_ROUNDING = "within_rounding", "#7CC4EE", False, True, "#0B7A9E", "D"
    REPRODUCED = "reproduced", "#0072B2", True, True, "#00507D", "s"
    NOT_COMPUTABLE = "not_computable", "#D9D9D9", False, False

    @property
    def holds(self) -> bool:
        """Whether the recomputation meets the printed figure."""
        return self in (Arithmetic.REPRODUCED, Arithmetic.WITHIN_ROUNDING)

    @classmethod
    def best_first(cls) -> tuple[Arithmetic, ...]:
        """The findings from the best to the worst, and behind them what cannot be computed."""
        return (*reversed([code for code in cls if code.is_finding]), cls.NOT_COMPUTABLE)


class Agreement(StrEnum):
    """How two figures of one quantity stand to each other, best first."""

    AGREE = "agree"
    BY_ROUNDING = "by_rounding"
    CONFLICT = "conflict"


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
    return value if value is not None and interval.width is not None and interval.contains(value) else None


@cache
@dataclass(frozen=True, repr=False, slots=True)
class Verdict:
    """A verdict with what it was found from, in the printed figure's unit, percent as percent.

    result, point, printed: of a recomputation. sides, op, unit: of a comparison, and how it came out. why: what
    is missing where nothing could be compared.
    """

    code: Arithmetic
    result: Interval | None = None
    point: Fraction | None = None
    printed: Figure | None = None
    sides: tuple[Interval, Interval] | None = None
    op: str = ""
    unit: str | None = None
    why: str = ""

    def __repr__(self) -> str:
        return f"Verdict({self.message!r})"

    @property
    def message(self) -> str:
        """One line that starts with the code and shows both intervals."""
        if self.why:
            return f"{self.code}: {self.why}"
        if self.result is not None and self.printed is not None:
            return f"{self.code}: {_recomputation_text(self.result, self.point, self.printed)}"
        return f"{self.code}: {_comparison_text(self)}"


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


_OUTCOMES: dict[bool | None, Arithmetic] = {
    True: Arithmetic.REPRODUCED,
    False: Arithmetic.NOT_REPRODUCED,
    None: Arithmetic.UNDETERMINED,
}
_SHARES = {Arithmetic.REPRODUCED: "all", Arithmetic.NOT_REPRODUCED: "none", Arithmetic.UNDETERMINED: "some"}


# messages


def _comparison_text(verdict: Verdict) -> str:
    share = _SHARES[verdict.code]
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
