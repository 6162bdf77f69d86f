"""Errors of the kinds that newsrooms make, planted into a consistent set: each gives the set as misprinted, or None
where the error cannot be made there or would print the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from tools.proof.sets import LEVEL, SIZES, Figures, Printed, number, show

Plant = Callable[[random.Random, Figures], Figures | None]


@dataclass(frozen=True)
class Error:
    """kinds: the kinds of set it is planted into."""

    name: str
    kinds: tuple[str, ...]
    plant: Plant


def _with_digits(figures: Figures, role: str, digits: str) -> Figures | None:
    old = figures.printed[role].digits
    if digits == old or (digits.startswith("0") and not digits.startswith("0.")) or not digits.strip("0."):
        return None
    return figures.with_printed(role, replace(figures.printed[role], digits=digits))


def _digit_slip(source: random.Random, figures: Figures) -> Figures | None:
    role = source.choice(list(figures.printed))
    digits = figures.printed[role].digits
    place = source.choice([n for n, c in enumerate(digits) if c.isdigit()])
    return _with_digits(figures, role, digits[:place] + source.choice("0123456789") + digits[place + 1 :])


def _transposition(source: random.Random, figures: Figures) -> Figures | None:
    role = source.choice(list(figures.printed))
    digits = figures.printed[role].digits
    places = [n for n in range(len(digits) - 1) if digits[n].isdigit() and digits[n + 1].isdigit()]
    if not places:
        return None
    n = source.choice(places)
    return _with_digits(figures, role, digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :])


def _other_scale(source: random.Random, figures: Figures) -> Figures | None:
    role = source.choice([role for role, what in figures.kind.roles.items() if what == LEVEL])
    printed = figures.printed[role]
    return figures.with_printed(role, replace(printed, tail=printed.tail.translate({ord("亿"): "万", ord("万"): "亿"})))


def _target(figures: Figures, value: Fraction) -> Figures | None:
    """The recomputed figure printed for another value, to as many decimals."""
    role, printed = figures.kind.target, figures.printed[figures.kind.target]
    other = show(value, figures.kind.roles[role], _places(printed), role, printed.tail[:1])
    return None if other == printed else figures.with_printed(role, other)


def _places(printed: Printed) -> int:
    return len(printed.digits.partition(".")[2])


def _wrong_base(source: random.Random, figures: Figures) -> Figures | None:
    """The growth on the year before last."""
    return _target(figures, figures.true["now"] / (figures.true["before"] * number(source, 0.4, 0.95)) - 1)


def _neighbour(source: random.Random, figures: Figures) -> Figures | None:
    """The figure of the quarter beside it, whose levels differ a little."""
    near = {role: x * number(source, 0.8, 1.25) for role, x in figures.true.items()}
    return _target(figures, figures.kind.compute(near))


def _no_points(source: random.Random, figures: Figures) -> Figures | None:
    """提升5.3% where 提升5.3个百分点 is right: as it is worded a growth of the share."""
    return figures.with_printed("change", replace(figures.printed["change"], tail="%"))


def _as_growth(source: random.Random, figures: Figures) -> Figures | None:
    return figures.with_printed("multiple", replace(figures.printed["multiple"], word="增长"))


def _as_multiple(source: random.Random, figures: Figures) -> Figures | None:
    return figures.with_printed("grown", replace(figures.printed["grown"], word=""))


def _no_qualifier(source: random.Random, figures: Figures) -> Figures | None:
    return figures.with_printed("above", replace(figures.printed["above"], word=""))


def _double_rounding(source: random.Random, figures: Figures) -> Figures | None:
    unit = _last_unit(figures) / 10
    value = figures.true[figures.kind.target]
    return _target(figures, _sign(value) * (abs(value) / unit + Fraction(1, 2)).__floor__() * unit)


def _truncation(source: random.Random, figures: Figures) -> Figures | None:
    unit, value = _last_unit(figures), figures.true[figures.kind.target]
    return _target(figures, _sign(value) * (abs(value) / unit).__floor__() * unit)


def _sign(value: Fraction) -> int:
    return -1 if value < 0 else 1


def _last_unit(figures: Figures) -> Fraction:
    """One unit of the last digit of the recomputed figure, in the unit of its true number."""
    printed = figures.printed[figures.kind.target]
    return SIZES[printed.tail] / 10 ** _places(printed)


_ANY = ("growth", "multiple", "share", "product", "difference", "sum")
ERRORS = (
    Error("digit slip", _ANY, _digit_slip),
    Error("two digits swapped", _ANY, _transposition),
    Error("万 for 亿, or 亿 for 万", ("growth", "multiple", "share", "product", "sum"), _other_scale),
    Error("growth on another year", ("growth",), _wrong_base),
    Error("figure of a neighbouring quarter", ("growth", "share", "sum"), _neighbour),
    Error("个百分点 dropped", ("difference",), _no_points),
    Error("multiple printed as growth", ("multiple",), _as_growth),
    Error("growth printed as multiple", ("grown",), _as_multiple),
    Error("超 dropped", ("above",), _no_qualifier),
    Error("rounded twice", ("growth", "share", "multiple", "difference"), _double_rounding),
    Error("truncated", ("growth", "share", "multiple", "difference"), _truncation),
)
