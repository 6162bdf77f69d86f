"""The forms in which the press writes a figure, as the figure lookup reads them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from claimcheck.printed.rationals import decimal_places, format_decimal

# How a unit is typed: the class that the page tells figures apart by. What is in none is not looked up by its number.
CLASSES = {
    "CNY": "money",
    "USD": "dollars",
    "percent": "percent",
    "points": "percent",
    "persons": "count",
    "items": "count",
    "times": "times",
    "days": "days",
}
_HAN_SCALES = ((12, "万亿"), (8, "亿"), (4, "万"))
_SCALES = ((12, "trillion", "tn"), (9, "billion", "bn"), (6, "million", "m"))
_HAN_UNITS = {"CNY": "元", "persons": "人", "items": "", "times": "倍"}
_UNITS = {"CNY": " yuan", "persons": "", "items": "", "times": " times"}


def decimal_text(row) -> str:
    """The value of a claim or a figure reported elsewhere in base units; blank where it is not looked up by its number."""
    value = row.value_base
    if value is None or row.base_unit not in CLASSES or decimal_places(value) is None:
        return ""
    return format_decimal(value, decimal_places(value))


def variants(value: Fraction, unit: str, printed: str = "") -> tuple[str, ...]:
    """The forms in which a figure is usually written, the printed one first; value in base units."""
    if decimal_places(value) is None:
        return (printed,) if printed else ()
    number = Decimal(format_decimal(value, decimal_places(value)))
    found = [printed] if printed else []
    if unit in ("percent", "points"):
        found += [f"{number:f}%", f"百分之{number:f}", f"{number:f} percent"]
    elif unit in _UNITS:
        size = abs(number)
        for power, scale in _HAN_SCALES:
            amount = number.scaleb(-power)
            if size >= Decimal(10) ** (power - 1) and _is_short(amount):
                found += [f"{_digits(amount)}{scale}{_HAN_UNITS[unit]}"]
        for power, long, short in _SCALES:
            amount = number.scaleb(-power)
            if size >= Decimal(10) ** (power - 1) and _is_short(amount):
                found += [f"{_digits(amount)} {long}{_UNITS[unit]}", f"{_digits(amount)}{short}"]
        if size < 10**6:
            found += [f"{_digits(number)}{_HAN_UNITS[unit]}", f"{_digits(number)}{_UNITS[unit]}"]
    return tuple(dict.fromkeys(found))


def _digits(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_short(amount: Decimal) -> bool:
    return len(_digits(amount).replace(".", "").lstrip("0")) <= 6
