"""Words of measure: the table units.csv, and how a unit is printed where no words are at hand."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from claimcheck.printed.tokens import words

UNITS_FILE = Path(__file__).with_name("units.csv")
BASE_UNITS = (
    *("CNY", "USD", "HKD", "percent", "points", "persons", "items", "times"),
    *("seconds", "minutes", "hours", "days", "months", "years", "rank", "date", "text"),
)
MONEY = ("CNY", "USD", "HKD")
TIME = ("seconds", "minutes", "hours", "days", "months", "years")
# counted things may be named behind their counter (兩本書)
COUNTED = ("items", "persons")


@dataclass(frozen=True)
class Unit:
    """A row of units.csv: what one of `word` is in the base unit."""

    word: str
    position: str
    unit: str
    factor: Fraction
    description: str


@cache
def units() -> dict[str, Unit]:
    """The rows of units.csv by word."""
    with UNITS_FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            Unit(row["word"], row["position"], row["unit"], Fraction(row["factor"]), row["description"])
            for row in csv.DictReader(file)
        ]
    table = {row.word: row for row in rows}
    if len(table) < len(rows) or any(row.unit not in BASE_UNITS for row in rows):
        raise ValueError(f"{UNITS_FILE.name}: a word twice, or an unknown unit")
    return table


@cache
def _by_form() -> dict[str, Unit]:
    return {re.sub(r"\s", "", row.word).lower(): row for row in units().values()}


@cache
def pattern(position: str) -> re.Pattern[str]:
    """Any word of measure that stands before, or after, the number."""
    return words([row.word for row in units().values() if row.position in (position, "both")])


def unit_of(word: str) -> Unit:
    """The row of a word as a pattern took it."""
    return _by_form()[word.lower()]


# how a base unit is printed where the article's own words are not at hand
UNIT_WORDS = {
    "CNY": "元",
    "USD": "美元",
    "HKD": "港元",
    "percent": "%",
    "points": "个百分点",
    "times": "倍",
    "persons": "人",
    "items": "个",
    "seconds": "秒",
    "minutes": "分钟",
    "hours": "小时",
    "days": "天",
    "months": "个月",
    "years": "年",
}
SCALE_WORDS = {10**12: "万亿", 10**8: "亿", 10**7: "千万", 10**4: "万", 10**3: "千", 10**2: "百", 1: ""}
