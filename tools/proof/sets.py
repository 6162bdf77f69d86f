"""Consistent sets of figures: true numbers, printed as the press prints them, and the formula that ties them.

The numbers are random fractions, so that whatever is printed is rounded. Printing is the project's own
(`print_figure`), with words of growth, decline and thresholds around it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from claimcheck.printed.figures import parse, print_figure
from claimcheck.printed.rationals import magnitude

Values = Mapping[str, Fraction]
SCALES = {"万": 10**4, "亿": 10**8}
# what follows the digits, in terms of the formulas
SIZES = {
    **{f"{scale}元": Fraction(size) for scale, size in SCALES.items()},
    **{"%": Fraction(1, 100), "个百分点": Fraction(1, 100), "倍": Fraction(1)},
}
LEVEL, SHARE, GROWTH, MULTIPLE = "level", "share", "growth", "multiple"
_PARTS = re.compile(r"(?P<digits>[\d.]+)(?P<tail>.*)")


@dataclass(frozen=True)
class Printed:
    """A figure as the text has it: word, digits, tail (超, 4000, 亿元)."""

    word: str
    digits: str
    tail: str

    @property
    def text(self) -> str:
        return self.word + self.digits + self.tail


@dataclass(frozen=True)
class Kind:
    """A formula over roles, and how it is computed from numbers; roles: name -> what it is a figure of.

    The last role is the one that is recomputed. Percentages enter as fractions.
    """

    roles: Mapping[str, str]
    formula: str
    compute: Callable[[Values], Fraction]

    @property
    def target(self) -> str:
        return list(self.roles)[-1]


def _ratio(values: Values) -> Fraction:
    return values["now"] / values["before"]


PAIR = {"before": LEVEL, "now": LEVEL}
PARTS = {"first": LEVEL, "second": LEVEL, "third": LEVEL, "fourth": LEVEL}
KINDS = {
    "growth": Kind({**PAIR, "growth": GROWTH}, "[now] / [before] - 1", lambda v: _ratio(v) - 1),
    "multiple": Kind({**PAIR, "multiple": MULTIPLE}, "[now] / [before]", _ratio),
    "grown": Kind({**PAIR, "grown": MULTIPLE}, "[now] / [before]", _ratio),
    "share": Kind(
        {"part": LEVEL, "whole": LEVEL, "share": SHARE}, "[part] / [whole]", lambda v: v["part"] / v["whole"]
    ),
    "product": Kind(
        {"whole": LEVEL, "share": SHARE, "part": LEVEL}, "[whole] * [share]", lambda v: v["whole"] * v["share"]
    ),
    "difference": Kind(
        {"share": SHARE, "later": SHARE, "change": SHARE}, "[later] - [share]", lambda v: v["later"] - v["share"]
    ),
    "sum": Kind(
        {**PARTS, "total": LEVEL},
        " + ".join(f"[{r}]" for r in PARTS),
        lambda v: sum((v[r] for r in PARTS), Fraction(0)),
    ),
    "above": Kind(
        {"first": LEVEL, "second": LEVEL, "above": LEVEL},
        "[first] + [second]",
        lambda v: v["first"] + v["second"],
    ),
}


@dataclass(frozen=True)
class Figures:
    """A set: what ties it, its true numbers, and each figure as printed; `like` is a figure of the same form."""

    kind: Kind
    true: Values
    printed: Mapping[str, Printed]

    def with_printed(self, role: str, printed: Printed) -> Figures:
        """The set with one figure printed otherwise."""
        return replace(self, printed={**self.printed, role: printed})


def number(source: random.Random, low: float, high: float) -> Fraction:
    """A random fraction, evenly spread over magnitudes."""
    return Fraction(round(low * (high / low) ** source.random() * 10**12), 10**12)


def consistent(source: random.Random, name: str, is_round: bool = False) -> Figures:
    """A set of a kind without an error; is_round: levels are printed to two digits (3800亿元)."""
    kind = KINDS[name]
    true: dict[str, Fraction] = {}
    size = number(source, 10, 3000)  # levels of one set are of one size
    for role, what in kind.roles.items():
        if role != kind.target:
            true[role] = number(source, 0.02, 0.9) if what == SHARE else size * number(source, 0.5, 3)
    if name == "share":
        true["part"] = true["whole"] * number(source, 0.02, 0.9)
    if name in ("multiple", "grown"):
        true["now"] = true["before"] * number(source, 1.2, 20)
    scale = source.choice("亿亿万")
    true = {role: x * SCALES[scale] if kind.roles[role] == LEVEL else x for role, x in true.items()}
    true[kind.target] = kind.compute(true)
    decimals = {what: source.choice((0, 1, 1, 2)) for what in (SHARE, GROWTH)} | {MULTIPLE: source.choice((1, 1, 2))}
    decimals[LEVEL] = source.choice((0, 0, 1, 2))
    printed = {}
    for role, what in kind.roles.items():
        places = decimals[what]
        if what == LEVEL and (is_round or role == "above"):
            printed[role] = round_level(true[role], scale, 2 if is_round else source.choice((1, 2)), role == "above")
        else:
            printed[role] = show(true[role], what, places, role, scale)
    return Figures(kind, true, printed)


def show(value: Fraction, what: str, places: int, role: str = "", scale: str = "亿") -> Printed:
    """A number printed to so many decimals as a figure of its kind; `grown` by 1.5 is a multiple of 2.5."""
    one = f"{1:.{places}f}"
    if what == LEVEL:
        return _split(print_figure(value, parse(f"{one}{scale}元")))
    if what == MULTIPLE:
        by = value - 1 if role == "grown" else value
        return _split(print_figure(by, parse(f"{one}倍")), "增长" if role == "grown" else "")
    tail = "个百分点" if role == "change" else "%"
    word = "" if what == SHARE and role != "change" else "提升" if role == "change" else "增长"
    if word and value < 0:
        word = "下降"
    return _split(print_figure(abs(value) * 100 if word else value * 100, parse(one + tail)), word)


def round_level(value: Fraction, scale: str, digits: int, is_above: bool = False) -> Printed:
    """A level printed to so many digits, zeros behind them; or as what it exceeds."""
    size = SCALES[scale]
    unit = Fraction(10) ** max(magnitude(value / size) - digits, 0)
    like = replace(parse(f"1{scale}元"), rounding_unit=unit * size)
    if is_above:
        value = (value / like.rounding_unit).__floor__() * like.rounding_unit
    return _split(print_figure(value, like), "超" if is_above else "")


def _split(text: str, word: str = "") -> Printed:
    match = _PARTS.fullmatch(text)
    assert match, text
    return Printed(word, match["digits"], match["tail"])
