"""What a formula is an amount of: yuan over yuan is a pure number, a date less a date is days.

Every claim enters with its base unit. Money (CNY, USD, HKD) is told apart strictly, and so are dates and what is
counted (persons, items, days and other lengths of time, rank) in sums and comparisons: none is added to, or compared with,
another, nor with a share. percent, points and times are pure numbers; one less the other is in points. A bare number (365, count("a", "b")) is pure
in a product, and of the other side's unit beside what is counted: days([a], [b]) + 1. It never stands for money;
write 100 CNY. Nought is of any unit.

Tables give an average in the unit of what is averaged: a price per person is in CNY, as a price is. So beside money
the counted units say nothing, and a result over persons or days may be declared in the unit above the line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache

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
)
from claimcheck.printed.units import MONEY, TIME

PURE = ("percent", "points", "times")


class DimensionError(FormulaError):
    """Amounts that do not go together; the message names them and the part of the formula."""


@dataclass(frozen=True)
class Dimension:
    """Units with their powers; none for a pure number.

    is_bare: made of numbers alone; is_nought: the number 0. is_count: money over money, which may count
    anything: sales over the price of a thing are things. is_points: a pure number less another, a change of a share.
    is_rate: a pure number less 1, or 1 less it: a growth rate or the rest of a whole, which is no change in points.
    """

    powers: Mapping[str, Fraction] = field(default_factory=dict)
    is_bare: bool = False
    is_nought: bool = False
    is_count: bool = False
    is_points: bool = False
    is_rate: bool = False

    def __str__(self) -> str:
        if not self.powers:
            return "a growth rate or what is left of a whole, in percent" if self.is_rate else "a pure number"
        above = [_power_text(unit, power) for unit, power in self.powers.items() if power > 0]
        below = [_power_text(unit, -power) for unit, power in self.powers.items() if power < 0]
        return " per ".join([" times ".join(above) or "1", *below])

    @property
    def is_date(self) -> bool:
        return "date" in self.powers

    @property
    def money(self) -> dict[str, Fraction]:
        """The currencies with their powers."""
        return {unit: power for unit, power in self.powers.items() if unit in MONEY}

    def times(self, other: Dimension, power: Fraction = Fraction(1)) -> Dimension:
        """The product with a power of the other."""
        units = dict.fromkeys((*self.powers, *other.powers))
        powers = {unit: self.powers.get(unit, Fraction(0)) + power * other.powers.get(unit, 0) for unit in units}
        return Dimension(
            {unit: power for unit, power in powers.items() if power},
            self.is_bare and other.is_bare,
            is_count=self.is_count or other.is_count,
            is_points=(self.is_points and other.is_bare) or (other.is_points and self.is_bare and power > 0),
            is_rate=(self.is_rate and other.is_bare) or (other.is_rate and self.is_bare and power > 0),
        )

    def fits(self, unit: str) -> bool:
        """Whether a result of this dimension may be declared in a base unit."""
        if unit == "date" or self.is_date:
            return unit == "date" and self == DATE
        if unit in MONEY or self.money:
            return self.money == {unit: 1}
        above = {name: power for name, power in self.powers.items() if power > 0}
        if unit in PURE:
            return not above and not (unit == "points" and self.is_rate)
        if not above:
            return self.is_bare or self.is_count
        return any(above.get(name) == 1 for name in (TIME if unit in TIME else (unit,)))


def _power_text(unit: str, power: Fraction) -> str:
    return unit if power == 1 else f"{unit}**{power}"


BARE = Dimension(is_bare=True)
DATE = Dimension({"date": Fraction(1)})
DAYS = Dimension({"days": Fraction(1)})
YEARS = Dimension({"years": Fraction(1)})


@cache
def of_unit(unit: str) -> Dimension:
    """The dimension of a claim in a base unit; a text, such as an office, is dated."""
    if unit in PURE:
        return Dimension(is_points=unit == "points")
    return DATE if unit in ("date", "text") else Dimension({unit: Fraction(1)})


def dimension(expr: Expr, unit_of: Callable[[str], str]) -> Dimension:
    """What the formula is an amount of; a pure number for a comparison.

    unit_of: claim id -> its base unit. DimensionError where amounts meet that do not go together.
    """
    if isinstance(expr, Claim):
        return of_unit(unit_of(expr.id))
    if isinstance(expr, Constant):
        return of_unit(expr.unit) if expr.unit else Dimension(is_bare=True, is_nought=expr.value == 0)
    if isinstance(expr, Count):
        return BARE
    parts = [dimension(part, unit_of) for part in expr.parts()]
    if isinstance(expr, Comparison):
        _alike(expr, *parts)
        return Dimension()
    if isinstance(expr, Function):
        return _function(expr, parts)
    if isinstance(expr, Negative):
        return parts[0]
    if isinstance(expr, Operation):
        return _operation(expr, *parts)
    raise DimensionError(f"{expr} is no formula")


def _operation(expr: Operation, left: Dimension, right: Dimension) -> Dimension:
    if expr.op in ("+", "-"):
        return _sum(expr, left, right)
    if left.is_date or right.is_date:
        raise DimensionError(f"a date in a product, in {expr}")
    if expr.op == "**":
        return _power(expr, left, right)
    found = left.times(right, Fraction(1 if expr.op == "*" else -1))
    # money over money: what it was counted by is gone with it
    return Dimension(is_count=True) if left.money and right.money and not found.money else found


def _sum(expr: Operation, left: Dimension, right: Dimension) -> Dimension:
    if not (left.is_date or right.is_date):
        found = _alike(expr, left, right)
        if expr.op == "-" and not found.powers and left.is_bare != right.is_bare:
            return replace(found, is_rate=_number(expr.left if left.is_bare else expr.right) == 1)
        is_change = expr.op == "-" and not (found.powers or left.is_bare or right.is_bare or left.is_points)
        return replace(found, is_points=True) if is_change and not right.is_points else found
    if left == right == DATE and expr.op == "-":
        return DAYS
    first, second = (left, right) if left.is_date or expr.op == "-" else (right, left)
    if first == DATE and (second == DAYS or second.is_bare):
        return DATE
    raise DimensionError(f"{left} {_OPERATIONS[expr.op]} {right} in {expr}")


def _power(expr: Operation, base: Dimension, exponent: Dimension) -> Dimension:
    if exponent.powers:
        raise DimensionError(f"an exponent in {exponent}, in {expr}")
    if not base.powers:
        return Dimension(is_bare=base.is_bare and exponent.is_bare)
    number = _number(expr.right)
    if number is None:
        raise DimensionError(f"{base} to a power that is no plain number, in {expr}")
    return Dimension().times(base, number)


def _number(expr: Expr) -> Fraction | None:
    """The value of an exponent as one writes it: 2, -1, 1/3."""
    if isinstance(expr, Constant):
        return expr.value
    if isinstance(expr, Negative):
        value = _number(expr.operand)
        return None if value is None else -value
    if isinstance(expr, Operation) and expr.op == "/":
        above, below = _number(expr.left), _number(expr.right)
        return above / below if above is not None and below else None
    return None


def _function(expr: Function, parts: list[Dimension]) -> Dimension:
    if expr.name in ("days", "year"):
        for part in parts:
            if part != DATE:
                raise DimensionError(f"{part} in place of a date in {expr}")
        return DAYS if expr.name == "days" else YEARS
    found = parts[0]
    for other in parts[1:]:
        found = _alike(expr, found, other)
    return found


def _alike(expr: Expr, left: Dimension, right: Dimension) -> Dimension:
    """What two amounts that are added or compared have in common; DimensionError if nothing."""
    if left.is_nought or right.is_nought:
        return right if left.is_nought else left
    if left.powers == right.powers:
        return Dimension(
            left.powers,
            left.is_bare and right.is_bare,
            is_count=left.is_count and right.is_count,
            is_points=left.is_points and right.is_points,
        )
    if left.money and left.money == right.money:
        return Dimension(left.money)
    if not left.money and not right.money and not left.is_date and not right.is_date:
        if left.is_bare or right.is_bare:
            return right if left.is_bare else left
    operation = _OPERATIONS[expr.op] if isinstance(expr, Operation) else "compared with"
    raise DimensionError(f"{left} {operation} {right} in {expr}")


_OPERATIONS = {"+": "added to", "-": "less"}
