"""From a printed number and a rounding rule to the numbers it can stand for.

The rules are the table rounding_rules.csv beside this file; the code, the tests and the Methods
page all read it. Method after unround() of the R package scrutiny: open and closed ends are said
outright. Ends for 0.97, printed to 0.01:

    rule                  interval            rule                  interval
    nearest (default)     [0.965, 0.975]      truncate              [0.97, 0.98)
    half_up               [0.965, 0.975)      away                  (0.96, 0.97]
    half_down             (0.965, 0.975]      floor                 [0.97, 0.98)
    half_even             (0.965, 0.975)      ceiling               (0.96, 0.97]
    half_odd              [0.965, 0.975]      exact                 [0.97, 0.97]
    half_away_from_zero   [0.965, 0.975)
    half_towards_zero     (0.965, 0.975]

They differ for negative numbers and for zero; half_even is closed where the last digit is even.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from claimcheck.printed.interval import Interval

DEFAULT_RULE = "nearest"
RULES_FILE = Path(__file__).with_name("rounding_rules.csv")
_CLOSED = ("yes", "no", "even", "odd")
_SIGNS = ("any", "positive", "zero", "negative")


@dataclass(frozen=True)
class RoundingRule:
    """One row of the table: ends relative to the printed number, in units of its last digit.

    `lower_closed`, `upper_closed`: yes, no, or even/odd (closed if the last digit is).
    `decimal_mode`: the mode of Python's decimal module that rounds so, blank if there is none.
    """

    rule: str
    sign: str
    lower: Fraction
    upper: Fraction
    lower_closed: str
    upper_closed: str
    decimal_mode: str
    description: str


@cache
def rounding_rules() -> tuple[RoundingRule, ...]:
    """The rows of rounding_rules.csv, in order."""
    with RULES_FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            RoundingRule(
                row.pop("rule"), row.pop("sign"), Fraction(row.pop("lower")), Fraction(row.pop("upper")), **row
            )
            for row in csv.DictReader(file)
        ]
    for row in rows:
        if row.sign not in _SIGNS or not {row.lower_closed, row.upper_closed} <= set(_CLOSED):
            raise ValueError(f"{RULES_FILE.name}: bad sign or closedness in {row}")
    return tuple(rows)


def rule_names() -> tuple[str, ...]:
    """The names of the rules, in the table's order, each once."""
    return tuple(dict.fromkeys(row.rule for row in rounding_rules()))


def unround(value: Fraction, unit: Fraction, rule: str = DEFAULT_RULE) -> Interval:
    """The interval of numbers that print as `value` when rounded to multiples of `unit`.

    value, unit: exact numbers in the same unit of measure; unit 0 means the value is exact.
    ValueError for an unknown rule, a negative unit, or a half_even/half_odd value that is no
    multiple of the unit (its last digit has no parity).
    """
    if type(value) is not Fraction or type(unit) is not Fraction:
        value, unit = Fraction(value), Fraction(unit)
    if unit.numerator < 0:
        raise ValueError(f"rounding unit {unit} is negative")
    row = _row(rule, "zero" if not value else "positive" if value.numerator > 0 else "negative")
    if not unit:
        return Interval.exact(value)
    return Interval(
        value + row.lower * unit,
        value + row.upper * unit,
        _is_closed(row.lower_closed, value, unit),
        _is_closed(row.upper_closed, value, unit),
    )


FEWEST_DIGITS = 2  # what is rounded to one digit is printed with a word (近4000, 约4000)
_ROUND = re.compile(r"-?(?P<digits>[1-9]\d*?)(?P<zeros>0+)", re.ASCII)


def coarse_unit(digits: str) -> str:
    """The other unit to which a round whole number may be rounded, blank for a number that is not round.

    It is that of the last digit which is not zero, 10 for 3810 and 100 for 3800, but leaves two digits: 100 for
    4000, none for 40. Zeros behind a decimal point are digits (3800.0).
    """
    match = _ROUND.fullmatch(digits.replace(",", ""))
    zeros = min(len(match["zeros"]), len(match["digits"] + match["zeros"]) - FEWEST_DIGITS) if match else 0
    return "1" + "0" * zeros if zeros > 0 else ""


@cache
def _row(rule: str, sign: str) -> RoundingRule:
    for row in rounding_rules():
        if row.rule == rule and row.sign in ("any", sign):
            return row
    raise ValueError(f"unknown rounding rule {rule!r}; known: {', '.join(rule_names())}")


def _is_closed(word: str, value: Fraction, unit: Fraction) -> bool:
    if word in ("yes", "no"):
        return word == "yes"
    count = value / unit
    if count.denominator != 1:
        raise ValueError(f"{value} is no multiple of {unit}: its last digit is neither even nor odd")
    return (count.numerator % 2 == 0) == (word == "even")
