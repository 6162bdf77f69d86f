"""Rows that a reader takes away as CSV: no digit that nobody measured, no cell that a spreadsheet would run.

A binary fraction such as 680.6799999999998 is a number's nearest neighbour and not a figure: six significant digits are
more than any chart shows. A spreadsheet takes a cell that begins with = + - or @ for a formula (OWASP, "CSV Injection");
such a text gets an apostrophe in front, a number such as -2.4 or +540% stays as it is.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from numbers import Integral, Real

SIGNIFICANT = 6
RUN = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?%?")


def cell(value: object) -> str:
    """A value as the text of a cell: blank for None and not-a-number."""
    if isinstance(value, Integral):
        return str(value)
    if isinstance(value, Real):
        return number(float(value))
    text = "" if value is None or str(value) in ("nan", "NaT", "<NA>") else str(value)
    return f"'{text}" if RUN.match(text) and not NUMBER.fullmatch(text) else text


def number(value: float) -> str:
    """A number in plain decimal digits, six of them significant at most, without zeros at its end; blank for NaN."""
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    return f"{Decimal(f'{value:.{SIGNIFICANT}g}').normalize() + 0:f}"


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows, the header first, as RFC 4180 has them, with plain line ends."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()
