"""Texts of conflicts.csv with their figures filled in, so that no figure is typed by hand.

In a text `[id]` stands for the figure of a claim or of a figure reported elsewhere, `{id}` for what a
relation or a row of evidence.csv comes to, to three digits, `{id:4}` to four. An unknown id is an error: TextError names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from html import escape
from math import ceil, floor
from typing import Any

from claimcheck.printed.interval import Interval
from claimcheck.printed.rationals import decimal_places, format_decimal, magnitude
from claimcheck.printed.words import figure_text
from claimcheck.register import evidence_rows
from claimcheck.register.reading import in_unit, point_in_unit
from claimcheck.register.record import Register
from claimcheck.register.records import Conflict
from claimcheck.register.rows import text_in

PLACEHOLDER = re.compile(r"\[([^\[\]]*)\]|\{([^{}:]*)(?::(\d))?\}")
TEXTS = ("title", "settled_by", "remains_open", "reason")
SHOWN_DIGITS = 3


class TextError(ValueError):
    """A placeholder that stands for nothing; `.placeholder` is what stands there."""

    def __init__(self, placeholder: str):
        super().__init__(f"unknown placeholder {placeholder}")
        self.placeholder = placeholder


def render(register: Register, text: str, link: Callable[[str, str], str] | None = None) -> str:
    """The text with every placeholder filled in.

    link: if given, makes HTML of a row's id and its figure, and the rest of the text is escaped.
    """
    parts, last = [], 0
    keep = (lambda part: part) if link is None else escape
    for match in PLACEHOLDER.finditer(text):
        parts.append(keep(text[last : match.start()]))
        figure = (
            _figure(register, match[1])
            if match[1] is not None
            else _result(register, match[2], int(match[3] or SHOWN_DIGITS))
        )
        if figure is None:
            raise TextError(match[0])
        parts.append(link(match[1], figure) if link and match[1] else keep(figure))
        last = match.end()
    return "".join(parts) + keep(text[last:])


def rendered(register: Register, conflict: Conflict) -> Conflict:
    """The conflict with its texts filled in."""
    texts: dict[str, Any] = {name: render(register, getattr(conflict, name)) for name in TEXTS}
    return replace(conflict, **texts)


def _words(value: str, unit: str) -> str:
    blank = dict.fromkeys(("qualifier", "rounding_unit", "coarse_unit", "period_start", "period_end"), "")
    return figure_text({**blank, "value": value, "unit": unit}, "")


def _figure(register: Register, row_id: str) -> str | None:
    return register.row(row_id).text if register.has_row(row_id) else None


def _result(register: Register, row_id: str, digits: int) -> str | None:
    relation = register.relations.get(row_id)
    if relation and relation.missing:
        return "what cannot be computed"
    if relation:
        return result_text(relation.result, relation.point, relation.unit, digits)
    row = register.evidence_rows.get(row_id)
    if row is None:
        return None
    found, point = evidence_rows.result(register, row), evidence_rows.point(register, row)
    return result_text(in_unit(found, row.unit), point_in_unit(point, row.unit), row.unit, digits)


def result_text(
    result: Interval | bool | None, point: Fraction | bool | None, unit: str, digits: int = SHOWN_DIGITS
) -> str:
    """What a formula comes to, in `unit`: the value, behind it the ends where rounding leaves them apart
    at that many digits, rounded outward; a truth value in words.

    result, point: in `unit`, percent as percent.
    """
    if not isinstance(result, Interval):
        return {True: "holds", False: "does not hold", None: "holds for some values only"}[result]
    if unit == "date":
        return text_in(result, unit)
    size = _size(result)
    power = next((p for p in (12, 9, 6) if size >= 10**p), 0) if unit in ("CNY", "persons", "items") else 0
    reading = f"1e{power} {unit}" if power else unit
    lower, upper = (None if end is None else end / 10**power for end in (result.lower, result.upper))
    places = max(0, digits - magnitude(size / 10**power))

    def show(value: Fraction, rounding: Callable[[Fraction], int]) -> str:
        return _words(_decimal(value, places, rounding), reading)

    if upper is None:
        return f"over {show(lower, floor)}" if lower is not None else "any number"
    if lower is None or (lower == 0 and not result.lower_closed):
        return f"at most {show(upper, ceil)}"
    low, high = show(lower, floor), show(upper, ceil)
    if point is None or not result.contains(point):
        return low if low == high else f"{low} to {high}"
    value = show(point / 10**power, round)
    return value if (upper - lower) * 2 < Fraction(10) ** -places else f"{value} ({low} to {high})"


def _size(interval: Interval) -> Fraction:
    return max(abs(end) for end in (interval.lower, interval.upper, Fraction(0)) if end is not None)


def _decimal(value: Fraction, places: int, rounding: Callable[[Fraction], int]) -> str:
    rounded = Fraction(rounding(value * 10**places), 10**places)
    return format_decimal(rounded, min(places, decimal_places(value) or 0) if rounded == value else places)
