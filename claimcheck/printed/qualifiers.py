"""What the words around a printed number do to its interval: the table qualifiers.csv.

The code, the tests and the Methods page all read that table. Amounts, shares and counts are taken
to be no less than 0 where a qualifier gives only an upper bound.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from claimcheck.printed.interval import Interval, decimal_places
from claimcheck.printed.rounding import DEFAULT_RULE, unround

QUALIFIERS_FILE = Path(__file__).with_name("qualifiers.csv")


class FigureError(ValueError):
    """A figure that cannot be read; the message shows it and says why."""


@dataclass(frozen=True)
class Qualifier:
    """A row of qualifiers.csv; position: before or after the number; inequality: the interval is
    one-sided, so that a result which lies only partly in it settles nothing."""

    word: str
    position: str
    effect: str
    inequality: bool
    description: str


@cache
def qualifiers() -> dict[str, Qualifier]:
    """The rows of qualifiers.csv by word."""
    with QUALIFIERS_FILE.open(encoding="utf-8", newline="") as file:
        rows = [Qualifier(**{**row, "inequality": row["inequality"] == "yes"}) for row in csv.DictReader(file)]
    table = {row.word: row for row in rows}
    if len(table) < len(rows) or any(row.effect not in EFFECTS for row in rows):
        raise ValueError(f"{QUALIFIERS_FILE.name}: a word twice, or an unknown effect")
    return table


# effects: (value, rounding unit, rule) -> Interval


def _last_unit(value: Fraction) -> Fraction:
    """One unit of the last digit that is not zero: 2300 -> 100, 0.45 -> 0.01."""
    places = decimal_places(value)
    if not value or places is None:
        raise FigureError(f"{value} has no last digit")
    unit = Fraction(1, 10**places)
    while (value / (unit * 10)).denominator == 1:
        unit *= 10
    return unit


def _floor(value: Fraction) -> Fraction | None:
    """Amounts, shares and counts are not negative; a printed negative figure has no floor."""
    return Fraction(0) if value >= 0 else None


def _near(value, unit, rule):
    tenth_off = value * Fraction(9, 10)
    return Interval(tenth_off, value, True, False) if value > 0 else Interval(value, tenth_off, False, True)


def _around(value, unit, rule):
    half_width = max(unit / 2, min(5 * unit, abs(value) / 10))
    return Interval(value - half_width, value + half_width)


EFFECTS = {
    "none": unround,
    "above": lambda value, unit, rule: Interval(value, None, False),
    "at_least": lambda value, unit, rule: Interval(value, None),
    "below": lambda value, unit, rule: Interval(_floor(value), value, True, False),
    "at_most": lambda value, unit, rule: Interval(_floor(value), value),
    "within": lambda value, unit, rule: Interval(_floor(value), value, False, True),
    "near": _near,
    "around": _around,
    "more": lambda value, unit, rule: Interval(value, value + _last_unit(value), False, False),
    "order": lambda value, unit, rule: Interval(value, 10 * value, True, False),
    "several": lambda value, unit, rule: Interval(2 * value, 10 * value, True, False),
    "teens": lambda value, unit, rule: Interval(value + _last_unit(value) / 10, value + _last_unit(value), True, False),
}


def split_qualifier(text: str) -> tuple[str, ...]:
    """The qualifier words in a text made of nothing else: "超 以上" -> ("超", "以上").

    Words are taken longest first; spaces, dots and a trailing 了 are dropped. FigureError for an
    unknown word.
    """
    words, rest = [], re.sub(r"[\s…、,了]+", "", text)
    while rest:
        word = next((w for w in sorted(qualifiers(), key=len, reverse=True) if rest.startswith(w)), None)
        if word is None:
            raise FigureError(f"unknown qualifier {rest!r} in {text!r}")
        words.append(word)
        rest = rest[len(word) :]
    return tuple(words)


def is_inequality(qualifier: str) -> bool:
    """Whether a qualifier makes the figure's interval one-sided (超, 以上, 不到 …)."""
    return any(qualifiers()[word].inequality for word in split_qualifier(qualifier))


def bounds(value: Fraction, rounding_unit: Fraction, qualifier: str = "", rule: str = DEFAULT_RULE) -> Interval:
    """The interval of a figure from its columns, in the unit of `value`.

    value, rounding_unit: exact, same unit of measure; rounding_unit 0 means exact. qualifier: as
    printed; several words (超 … 以上) intersect. A threshold is taken as exact, so an inequality
    ignores the rounding unit. FigureError for an unknown qualifier or an empty interval.
    """
    value, rounding_unit = Fraction(value), Fraction(rounding_unit)
    effects = [qualifiers()[word].effect for word in split_qualifier(qualifier)]
    if "within" in effects:  # 近30天内 is "within the last 30 days", not "just under 30"
        effects = [effect for effect in effects if effect != "near"]
    try:
        result = None
        for effect in [e for e in effects if e != "none"] or ["none"]:
            part = EFFECTS[effect](value, rounding_unit, rule)
            result = part if result is None else result.intersect(part)
            if result is None:
                raise FigureError(f"the qualifiers {qualifier!r} contradict each other")
    except FigureError:
        raise
    except ValueError as error:
        raise FigureError(f"no interval for {value} with qualifier {qualifier!r}: {error}") from error
    return result
