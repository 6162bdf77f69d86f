"""What the words around a printed number do to its interval: the table qualifiers.csv.

The code, the tests and the Methods page all read that table. It holds Simplified forms, and Traditional ones
are read as these. Words are composed from left to right: 未 + 超过 is at most X, 下降 + 超 is a fall by more
than X, 近 … 内 is within X. Amounts, shares and counts are taken to be no less than 0 where a qualifier gives
only an upper bound.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache, partial
from pathlib import Path

from claimcheck.printed.interval import Interval
from claimcheck.printed.rationals import decimal_places, magnitude
from claimcheck.printed.rounding import DEFAULT_RULE, unround
from claimcheck.printed.tokens import FigureError, Scanner, canonical, words

QUALIFIERS_FILE = Path(__file__).with_name("qualifiers.csv")
MANY_DIGITS = 1000  # a number of four digits is printed as near as to its second one (1200多)


@dataclass(frozen=True)
class Qualifier:
    """A row of qualifiers.csv; position: before or after the number, both, or words (never part of a printed
    number); negated: the effect behind a word of effect `not`; inequality (yes, no): the interval is one-sided, so that a
    result which lies only partly in it settles nothing."""

    word: str
    position: str
    effect: str
    negated: str
    inequality: str
    description: str


@cache
def qualifiers() -> dict[str, Qualifier]:
    """The rows of qualifiers.csv by word."""
    with QUALIFIERS_FILE.open(encoding="utf-8", newline="") as file:
        rows = [Qualifier(**row) for row in csv.DictReader(file)]
    table = {row.word: row for row in rows}
    if len(table) < len(rows) or any(not {row.effect, row.negated or row.effect} <= _KNOWN for row in rows):
        raise ValueError(f"{QUALIFIERS_FILE.name}: a word twice, or an unknown effect")
    return table


@cache
def _by_form() -> dict[str, Qualifier]:
    """The rows by word without spaces, Latin letters small, as a text without spaces has them."""
    return {re.sub(r"\s", "", row.word).lower(): row for row in qualifiers().values()}


@cache
def pattern(*positions: str) -> re.Pattern[str]:
    """Any word that stands at these positions."""
    return words([row.word for row in qualifiers().values() if not positions or row.position in positions])


def meaning(word: str) -> Qualifier:
    """The row of a word as a pattern took it."""
    return _by_form()[word.lower()]


def row_of(word: str) -> Qualifier:
    """The row of a word as split_qualifier() gives it."""
    return meaning(canonical(re.sub(r"\s", "", word)))


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


def _near(value: Fraction, unit: Fraction, rule: str) -> Interval:
    tenth_off = value * Fraction(9, 10)
    return Interval(tenth_off, value, True, False) if value > 0 else Interval(value, tenth_off, False, True)


def _around(value: Fraction, unit: Fraction, rule: str) -> Interval:
    half_width = max(unit / 2, min(5 * unit, abs(value) / 10))
    return Interval(value - half_width, value + half_width)


def _more(value: Fraction, unit: Fraction, rule: str) -> Interval:
    step = max(_last_unit(value), unit)  # 半年多 is less than a year
    if unit and value / unit >= MANY_DIGITS:
        step = min(step, 10 ** (magnitude(value / unit) - 2) * unit)
    return Interval(value, value + step, False, False)


def _give_or_take(share: Fraction, value: Fraction, unit: Fraction, rule: str) -> Interval:
    return Interval(value * (1 - share), value * (1 + share))


EFFECTS: dict[str, Callable[[Fraction, Fraction, str], Interval]] = {
    "none": unround,
    "above": lambda value, unit, rule: Interval(value, None, False),
    "at_least": lambda value, unit, rule: Interval(value, None),
    "below": lambda value, unit, rule: Interval(_floor(value), value, True, False),
    "at_most": lambda value, unit, rule: Interval(_floor(value), value),
    "within": lambda value, unit, rule: Interval(_floor(value), value, False, True),
    "near": _near,
    "around": _around,
    "more": _more,
    "some": partial(_give_or_take, Fraction(1, 10)),
    "ten_or_so": partial(_give_or_take, Fraction(1, 5)),
    "order": lambda value, unit, rule: Interval(value, 10 * value, True, False),
    "several": lambda value, unit, rule: Interval(2 * value, 10 * value, True, False),
    "teens": lambda value, unit, rule: Interval(value + _last_unit(value) / 10, value + _last_unit(value), True, False),
}
ONE_SIDED = ("above", "at_least", "below", "at_most", "within")
# these say what the number is of, or change the word behind them, and leave the interval as it is
CHANGES = ("rise", "fall", "to")
_KNOWN = {*EFFECTS, *CHANGES, "not"}
_NAME_OF_CHANGE = re.compile("[幅速率为]$")  # 降幅达3.9% is a fall all the same, 下降到3.9% is none


def split_qualifier(text: str) -> tuple[str, ...]:
    """The qualifier words in a text made of nothing else: "超 以上" -> ("超", "以上").

    Words are taken longest first; spaces, dots and a trailing 了 are dropped. FigureError for an
    unknown word.
    """
    scanner = Scanner(re.sub(r"[\s…、,了]+", "", text))
    found = []
    while not scanner.done:
        start = scanner.at
        word = scanner.take(pattern())
        if not word:
            raise FigureError(f"unknown qualifier {scanner.rest!r} in {text!r}", scanner.rest)
        found.append(meaning(word).word if word.isascii() else scanner.since(start))
    return tuple(found)


@lru_cache(1000)
def effects(qualifier: str) -> tuple[str, ...]:
    """What the words of a qualifier do together, one effect a word; FigureError where they cannot stand so."""
    return compose(tuple(meaning(word) for word in _forms(qualifier)))


def _forms(qualifier: str) -> list[str]:
    scanner = Scanner(" ".join(split_qualifier(qualifier)))
    found = []
    while word := scanner.take(pattern()):
        found.append(word)
    return found


def compose(rows: tuple[Qualifier, ...]) -> tuple[str, ...]:
    """As `effects`, for rows of the table in the order in which they are printed."""
    found: list[str] = []
    denied: Qualifier | None = None
    for before, row in zip((None, *rows), rows):
        if denied is not None:
            if not row.negated:
                raise FigureError(f"{denied.word} {row.word} is not understood")
            found.append(row.negated)
            denied = None
        elif row.effect == "not":
            denied = row
        elif row.effect == "to":
            if before is not None and before.effect in ("rise", "fall") and not _NAME_OF_CHANGE.search(before.word):
                found[-1] = "none"
            found.append("none")
        else:
            found.append(row.effect)
    if denied is not None:
        raise FigureError(f"{denied.word} with nothing behind it")
    if "within" in found:  # 近30天内 is "within the last 30 days", not "just under 30"
        found = ["none" if effect == "near" else effect for effect in found]
    return tuple(found)


def is_inequality(qualifier: str) -> bool:
    """Whether a qualifier makes the figure's interval one-sided (超, 以上, 不到 …)."""
    return any(effect in ONE_SIDED for effect in effects(qualifier))


def is_plain(qualifier: str) -> bool:
    """Whether the qualifier leaves the figure's interval alone."""
    return all(effect == "none" or effect in CHANGES for effect in effects(qualifier))


def bounds(value: Fraction, rounding_unit: Fraction, qualifier: str = "", rule: str = DEFAULT_RULE) -> Interval:
    """The interval of a figure from its columns, in the unit of `value`.

    value, rounding_unit: exact, same unit of measure; rounding_unit 0 means exact. qualifier: as
    printed; several words (超 … 以上) intersect. A threshold is taken as exact, so an inequality
    ignores the rounding unit. FigureError for an unknown qualifier or an empty interval.
    """
    if type(value) is not Fraction or type(rounding_unit) is not Fraction:
        value, rounding_unit = Fraction(value), Fraction(rounding_unit)
    named = effects(qualifier)
    if "fall" in named and value > 0:
        raise FigureError(f"{qualifier!r} at {value}, which is no fall")
    # the words beside a fall speak of its size: 下降超3% is less than -3%
    size = -value if "fall" in named else value
    try:
        result: Interval | None = None
        for effect in [e for e in named if e != "none" and e not in CHANGES] or ["none"]:
            part = EFFECTS[effect](size, rounding_unit, rule)
            result = part if result is None else result.intersect(part)
            if result is None:
                raise FigureError(f"the qualifiers {qualifier!r} contradict each other")
    except FigureError:
        raise
    except ValueError as error:
        raise FigureError(f"no interval for {value} with qualifier {qualifier!r}: {error}") from error
    assert result is not None
    return -result if "fall" in named else result
