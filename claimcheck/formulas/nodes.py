"""The formula language: arithmetic over claims, as nodes.

    [gravity-2021-15] / [gravity-2021-16] - 1

Claim ids stand in brackets, because a bare id is no name: -07 would be a syntax error and -17 a
subtraction. Constants are decimals (0.063, 1e8), operators + - * / ** and parentheses; one
comparison (< <= > >= ==) may stand outermost. A number may carry a unit (100 CNY), which `dimensions` asks for
where money meets a number. Functions: count("a", "b"), days([from], [to]), year([date]), min(..), max(..), abs(..).
The parser is in `parser`.

The same nodes come from Python: `claim("a-01") / claim("a-02") - 1` equals what parsing
`[a-01] / [a-02] - 1` gives. Since `==` compares structure, the formula's == is `left.eq(right)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

from claimcheck.printed.rationals import decimal_places, format_decimal
from claimcheck.printed.units import MONEY, TIME

MAX_CONSTANT_EXPONENT = 30
MAX_CONSTANT_DIGITS = 60
MAX_LEVELS = 220  # of parts within parts: evaluating and printing go down them by calls
AMOUNTS = (*MONEY, "persons", "items", *TIME)  # what a number may be an amount of
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 4}
COMPARISONS = ("<=", ">=", "==", "<", ">")


Operand = Union["Expr", int, str, Fraction]  # what stands beside a formula in Python; see lift()


class FormulaError(ValueError):
    """A formula that cannot be read or evaluated; the message says why."""


class Expr:
    """A formula or a part of one: immutable, compared by structure, printed by str(). levels: of parts within parts."""

    levels: int

    def __post_init__(self) -> None:
        if any(isinstance(part, Comparison) for part in self.parts()):
            raise FormulaError("a comparison can only stand outermost")
        levels = 1 + max((part.levels for part in self.parts()), default=0)
        if levels > MAX_LEVELS:
            raise FormulaError(f"a formula of more than {MAX_LEVELS} parts within parts")
        object.__setattr__(self, "levels", levels)

    def __add__(self, other: Operand) -> Operation:
        return Operation("+", self, lift(other))

    def __radd__(self, other: Operand) -> Operation:
        return Operation("+", lift(other), self)

    def __sub__(self, other: Operand) -> Operation:
        return Operation("-", self, lift(other))

    def __rsub__(self, other: Operand) -> Operation:
        return Operation("-", lift(other), self)

    def __mul__(self, other: Operand) -> Operation:
        return Operation("*", self, lift(other))

    def __rmul__(self, other: Operand) -> Operation:
        return Operation("*", lift(other), self)

    def __truediv__(self, other: Operand) -> Operation:
        return Operation("/", self, lift(other))

    def __rtruediv__(self, other: Operand) -> Operation:
        return Operation("/", lift(other), self)

    def __pow__(self, other: Operand) -> Operation:
        return Operation("**", self, lift(other))

    def __rpow__(self, other: Operand) -> Operation:
        return Operation("**", lift(other), self)

    def __neg__(self) -> Negative:
        return Negative(self)

    def __abs__(self) -> Function:
        return Function("abs", (self,))

    def __lt__(self, other: Operand) -> Comparison:
        return Comparison("<", self, lift(other))

    def __le__(self, other: Operand) -> Comparison:
        return Comparison("<=", self, lift(other))

    def __gt__(self, other: Operand) -> Comparison:
        return Comparison(">", self, lift(other))

    def __ge__(self, other: Operand) -> Comparison:
        return Comparison(">=", self, lift(other))

    def eq(self, other: Operand) -> Comparison:
        """The formula's ==; Python's == compares structure."""
        return Comparison("==", self, lift(other))

    def __bool__(self) -> bool:  # without this `a < b < c` would silently mean `b < c`
        raise TypeError("a formula is neither true nor false; write one comparison, and evaluate it")

    def parts(self) -> tuple[Expr, ...]:
        """The direct subformulas."""
        return ()

    def claims(self) -> tuple[str, ...]:
        """Ids of the claims, in order of first appearance."""
        return tuple(dict.fromkeys(node.id for node in walk(self) if isinstance(node, Claim)))

    def names(self) -> tuple[str, ...]:
        """The names that count(..) counts, in order; each must occur in the article."""
        return tuple(name for node in walk(self) if isinstance(node, Count) for name in node.listed)


@dataclass(frozen=True)
class Constant(Expr):
    """An exact number; unit: what it is an amount of, one of AMOUNTS, or blank."""

    value: Fraction
    unit: str = ""

    def __str__(self) -> str:
        places = decimal_places(self.value)
        text = f"({self.value})" if places is None else format_decimal(self.value, places)
        return f"{text} {self.unit}".rstrip()


@dataclass(frozen=True)
class Claim(Expr):
    """A claim, by its id."""

    id: str

    def __str__(self) -> str:
        return f"[{self.id}]"


@dataclass(frozen=True)
class Negative(Expr):
    """Minus something."""

    operand: Expr

    def parts(self) -> tuple[Expr, ...]:
        return (self.operand,)

    def __str__(self) -> str:
        return f"-{_wrapped(self.operand, 3)}"


@dataclass(frozen=True)
class Operation(Expr):
    """left op right, op one of + - * / **."""

    op: str
    left: Expr
    right: Expr

    def parts(self) -> tuple[Expr, ...]:
        return (self.left, self.right)

    def __str__(self) -> str:
        level = _PRECEDENCE[self.op]
        right_assoc = self.op == "**"
        # ** binds tighter than a minus on its left, and looser than one on its right.
        left = _wrapped(self.left, level + (1 if right_assoc else 0))
        right = _wrapped(self.right, 3 if right_assoc else level + 1)
        return f"{left} {self.op} {right}"


@dataclass(frozen=True)
class Comparison(Expr):
    """left op right, op one of < <= > >= ==; only outermost."""

    op: str
    left: Expr
    right: Expr

    def parts(self) -> tuple[Expr, ...]:
        return (self.left, self.right)

    def __str__(self) -> str:
        return f"{self.left} {self.op} {self.right}"


@dataclass(frozen=True)
class Function(Expr):
    """days, year, min, max or abs of subformulas."""

    name: str
    arguments: tuple[Expr, ...]

    def parts(self) -> tuple[Expr, ...]:
        return self.arguments

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.arguments))})"


@dataclass(frozen=True)
class Count(Expr):
    """How many names an article lists."""

    listed: tuple[str, ...]

    def __str__(self) -> str:
        return "count({})".format(", ".join(f'"{name}"' for name in self.listed))


# function -> least and most arguments; count takes names instead
ARITY = {"days": (2, 2), "year": (1, 1), "abs": (1, 1), "min": (2, 99), "max": (2, 99)}


def _level(node: Expr) -> int:
    if isinstance(node, Operation):
        return _PRECEDENCE[node.op]
    if isinstance(node, Negative) or (isinstance(node, Constant) and node.value < 0):
        return 3
    return 0 if isinstance(node, Comparison) else 9


def _wrapped(node: Expr, level: int) -> str:
    return str(node) if _level(node) >= level else f"({node})"


def walk(expr: Expr) -> Iterator[Expr]:
    """The formula and all its subformulas, outermost first, left to right."""
    waiting = [expr]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.parts())


def claim(claim_id: str) -> Claim:
    """The leaf for a claim."""
    return Claim(claim_id)


def count(*names: str) -> Count:
    """The number of the names; they must differ."""
    if not names or len(set(names)) != len(names) or not all(names):
        raise FormulaError("count() needs names, each once and none empty")
    return Count(tuple(names))


def days(first: Operand, second: Operand) -> Function:
    """Second date minus first, in days."""
    return Function("days", (lift(first), lift(second)))


def year(day: Operand) -> Function:
    """The calendar year of a date."""
    return Function("year", (lift(day),))


def smallest(*parts: Operand) -> Function:
    """The formula's min(..)."""
    return Function("min", tuple(map(lift, parts)))


def largest(*parts: Operand) -> Function:
    """The formula's max(..)."""
    return Function("max", tuple(map(lift, parts)))


def lift(x: Operand) -> Expr:
    """An operand as a node: int, decimal string ("0.063", "100 CNY") or Fraction. Floats are refused.

    A Fraction becomes the quotient p / q, as it would be written in a formula.
    """
    if isinstance(x, Expr):
        return x
    if isinstance(x, str):
        return constant(x)
    if isinstance(x, float):
        raise TypeError(f"{x!r} is a float; write an int, a decimal string or a Fraction")
    if isinstance(x, Fraction) and x.denominator != 1:
        return Operation("/", Constant(Fraction(x.numerator)), Constant(Fraction(x.denominator)))
    if isinstance(x, (int, Fraction)) and not isinstance(x, bool):
        return Constant(Fraction(x))
    raise TypeError(f"{x!r} cannot stand in a formula")


def constant(text: str) -> Constant:
    """The node for a decimal number: "3", "0.063", "1e8", with a unit or not: "100 CNY"."""
    match = _CONSTANT.fullmatch(text)
    if not match or len(match[1]) > MAX_CONSTANT_DIGITS or abs(int(match[2] or 0)) > MAX_CONSTANT_EXPONENT:
        raise FormulaError(f"{text[:40]!r} is no usable decimal number")
    return Constant(Fraction(match[1]) * Fraction(10) ** int(match[2] or 0), match[3] or "")


_CONSTANT = re.compile(rf"(-?\d+(?:\.\d+)?)(?:[eE]\+?(-?\d{{1,6}}))?(?:\s+({'|'.join(AMOUNTS)}))?", re.ASCII)
