"""Which way a formula goes when one of its claims grows, all others being anywhere in their intervals.

A claim that stands twice is one number: a / (a + b) never exceeds 100%, though each a taken by itself would let it.
Where the slope along such a claim has one sign, the ends of the range lie at the claim's ends, and `relations`
looks for them there. For formulas of + - * / and whole powers the slope is a quotient of polynomials, worked out
exactly, so that what cancels (a + b less a) is gone before intervals are put in; roots, min, max, abs and year go
the way their arguments go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from claimcheck.formulas.nodes import Claim, Constant, Count, Expr, Function, Negative, Operation, walk
from claimcheck.printed.interval import Interval

Box = Mapping[str, Interval]
# a product of claims with their powers, in order of their ids
Monomial = tuple[tuple[str, int], ...]
Polynomial = dict[Monomial, Fraction]

MAX_TERMS = 200
MAX_POWER = 6
ONE: Polynomial = {(): Fraction(1)}
ZERO = Interval.exact(0)


@dataclass(frozen=True)
class Slope:
    """sign: 1 where the formula rises with the claim, -1 where it falls, 0 where it does not move.

    is_strict: it rises or falls everywhere, so that its end is reached at the claim's end only.
    """

    sign: int
    is_strict: bool = False

    def turned(self) -> Slope:
        """The slope of minus the formula."""
        return Slope(-self.sign, self.is_strict)


FLAT = Slope(0)


def slope(expr: Expr, claim: str, box: Box) -> Slope | None:
    """The slope of the formula along the claim over the box; None where its sign is not known."""
    if all(not isinstance(node, Claim) or node.id != claim for node in walk(expr)):
        return FLAT
    form = _quotient(expr)
    if form is not None:
        return _sign(_turning(*form, claim), box)
    if isinstance(expr, Negative):
        inner = slope(expr.operand, claim, box)
        return inner and inner.turned()
    if isinstance(expr, Function):
        return _function_slope(expr, claim, box)
    return _operation_slope(expr, claim, box) if isinstance(expr, Operation) else None


def limit(expr: Expr, claim: str, box: Box) -> Interval | None:
    """What the formula tends to as the claim grows or falls without end; None where that is not known, or infinite."""
    form = _quotient(expr)
    if form is None:
        return None
    (above, high), (below, low) = (_leading(part, claim) for part in form)
    leading = _value(below, box)
    if high > low or leading.contains(0):
        return None
    return _value(above, box) / leading if high == low else ZERO


# slopes of what is no quotient of polynomials


def _function_slope(expr: Function, claim: str, box: Box) -> Slope | None:
    found = [slope(part, claim, box) for part in expr.arguments]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    if expr.name in ("min", "max"):
        return _together(known)
    if expr.name == "days":
        return _together([known[0].turned(), known[1]])
    if expr.name == "year":
        return Slope(known[0].sign)
    return None  # abs: its argument may change its sign


def _operation_slope(expr: Operation, claim: str, box: Box) -> Slope | None:
    left, right = slope(expr.left, claim, box), slope(expr.right, claim, box)
    if left is None or right is None:
        return None
    if expr.op in ("+", "-"):
        return _together([left, right if expr.op == "+" else right.turned()])
    if expr.op == "**":
        exponent = _constant_value(expr.right)
        if exponent is None or (exponent.denominator == 1 and _sign_of(expr.left, box) != 1):
            return None  # an even power turns where its base changes its sign
        return left if exponent > 0 else left.turned()
    if left.sign and right.sign:
        return None
    moving, other = (left, expr.right) if left.sign else (right, expr.left)
    sign = _sign_of(other, box)
    if sign is None:
        return None
    return Slope(moving.sign * (sign if left.sign or expr.op == "*" else -sign))


def _together(found: list[Slope]) -> Slope | None:
    """The slope of parts that move together; None where they pull apart."""
    signs = {one.sign for one in found} - {0}
    return None if len(signs) > 1 else Slope(signs.pop()) if signs else FLAT


def _sign_of(expr: Expr, box: Box) -> int | None:
    form = _quotient(expr)
    if form is None:
        return None
    above, below = (_sign(part, box) for part in form)
    return None if above is None or below is None else above.sign * below.sign


def _constant_value(expr: Expr) -> Fraction | None:
    form = _quotient(expr)
    if form is None or any(set(part) - {()} for part in form):
        return None
    return form[0].get((), Fraction(0)) / form[1][()]


# polynomials


def _quotient(expr: Expr) -> tuple[Polynomial, Polynomial] | None:
    """The formula as one polynomial over another; None if it is none, or too long a one."""
    if isinstance(expr, Claim):
        return {((expr.id, 1),): Fraction(1)}, ONE
    if isinstance(expr, Constant):
        return ({(): expr.value} if expr.value else {}), ONE
    if isinstance(expr, Count):
        return {(): Fraction(len(expr.listed))}, ONE
    if isinstance(expr, Function) and expr.name != "days":
        return None
    parts = [_quotient(part) for part in expr.parts()]
    forms = [part for part in parts if part is not None]
    if len(forms) < len(parts):
        return None
    if isinstance(expr, Negative):
        return _scaled(forms[0][0], Fraction(-1)), forms[0][1]
    first, second = forms
    if isinstance(expr, Function):
        return _kept(_sum(second, first, -1))
    if not isinstance(expr, Operation):
        return None
    if expr.op in ("+", "-"):
        return _kept(_sum(first, second, 1 if expr.op == "+" else -1))
    if expr.op == "*":
        return _kept((_product(first[0], second[0]), _product(first[1], second[1])))
    if expr.op == "/":
        return _kept((_product(first[0], second[1]), _product(first[1], second[0])))
    return _whole_power(first, expr.right)


def _whole_power(base: tuple[Polynomial, Polynomial], right: Expr) -> tuple[Polynomial, Polynomial] | None:
    exponent = _constant_value(right)
    if exponent is None or exponent.denominator != 1 or abs(exponent) > MAX_POWER:
        return None
    above, below = base if exponent > 0 else base[::-1]
    form: tuple[Polynomial, Polynomial] | None = (ONE, ONE)
    for _ in range(abs(exponent.numerator)):
        form = form and _kept((_product(form[0], above), _product(form[1], below)))
    return form


def _kept(form: tuple[Polynomial, Polynomial]) -> tuple[Polynomial, Polynomial] | None:
    above, below = form
    return form if below and len(above) <= MAX_TERMS and len(below) <= MAX_TERMS else None


def _sum(
    first: tuple[Polynomial, Polynomial], second: tuple[Polynomial, Polynomial], sign: int
) -> tuple[Polynomial, Polynomial]:
    if first[1] == second[1]:
        return _added(first[0], _scaled(second[0], Fraction(sign))), first[1]
    crossed = _scaled(_product(second[0], first[1]), Fraction(sign))
    return _added(_product(first[0], second[1]), crossed), _product(first[1], second[1])


def _added(first: Polynomial, second: Polynomial) -> Polynomial:
    total = {term: first.get(term, Fraction(0)) + second.get(term, Fraction(0)) for term in {**first, **second}}
    return {term: factor for term, factor in total.items() if factor}


def _scaled(polynomial: Polynomial, by: Fraction) -> Polynomial:
    return {term: factor * by for term, factor in polynomial.items()}


def _product(first: Polynomial, second: Polynomial) -> Polynomial:
    total: Polynomial = {}
    for left, factor in first.items():
        for right, other in second.items():
            powers = dict(left)
            for name, power in right:
                powers[name] = powers.get(name, 0) + power
            term = tuple(sorted(powers.items()))
            total[term] = total.get(term, Fraction(0)) + factor * other
    return {term: factor for term, factor in total.items() if factor}


def _derived(polynomial: Polynomial, claim: str) -> Polynomial:
    total: Polynomial = {}
    for term, factor in polynomial.items():
        powers = dict(term)
        power = powers.pop(claim, 0)
        if power:
            if power > 1:
                powers[claim] = power - 1
            total[tuple(sorted(powers.items()))] = factor * power
    return total


def _turning(above: Polynomial, below: Polynomial, claim: str) -> Polynomial:
    """What has the sign of the quotient's slope: N'D - ND', since D is never 0 and D² never less."""
    falling = _product(above, _derived(below, claim))
    return _added(_product(_derived(above, claim), below), _scaled(falling, Fraction(-1)))


def _sign(polynomial: Polynomial, box: Box) -> Slope | None:
    """The sign of a polynomial over the box; what all its terms have in common is taken by itself."""
    if not polynomial:
        return FLAT
    common: dict[str, int] = dict(next(iter(polynomial)))
    for term in polynomial:
        powers = dict(term)
        common = {name: min(power, powers[name]) for name, power in common.items() if name in powers}
    rest = {
        tuple((name, power - common.get(name, 0)) for name, power in term if power > common.get(name, 0)): factor
        for term, factor in polynomial.items()
    }
    sign, is_strict = 1, True
    for part in (*(box[name] ** power for name, power in common.items()), _value(rest, box)):
        if part.gt(0) or part.lt(0):
            sign *= 1 if part.gt(0) else -1
        elif part.ge(0) or part.le(0):
            sign, is_strict = sign * (1 if part.ge(0) else -1), False
        else:
            return None
    return Slope(sign, is_strict)


def _value(polynomial: Polynomial, box: Box) -> Interval:
    """The interval of a polynomial, term by term."""
    total = ZERO
    for term, factor in polynomial.items():
        value = Interval.exact(factor)
        for name, power in term:
            value = value * box[name] ** power
        total = total + value
    return total


def _leading(polynomial: Polynomial, claim: str) -> tuple[Polynomial, int]:
    """The factor of the highest power of the claim, and that power."""
    highest = max((dict(term).get(claim, 0) for term in polynomial), default=0)
    found = {
        tuple(pair for pair in term if pair[0] != claim): factor
        for term, factor in polynomial.items()
        if dict(term).get(claim, 0) == highest
    }
    return found, highest
