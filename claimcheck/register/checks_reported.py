"""Does `printed` read as `value` in `unit`? Asked of every row of reported.csv, zeros at the end included.

A form that `figures` cannot read is compared by a person, and the row says so with `read_by` = `hand`; where
the page itself slipped and `value` is the number it meant, with `corrected`. Neither may stand where it is not
needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from claimcheck.printed import dates, figures
from claimcheck.printed.figures import FigureError
from claimcheck.printed.interval import Interval
from claimcheck.printed.qualifiers import effects
from claimcheck.printed.rationals import decimal_places, format_decimal, last_place
from claimcheck.register.faults import Fault
from claimcheck.register.package import Table, TableRow, quoted
from claimcheck.register.rows import Reported

BY_HAND, CORRECTED = "hand", "corrected"
_TORN = re.compile("人民(?=[0-9])")  # a currency that lost its last character
DECREASE = "printed as a decrease"  # how a note says that the minus stands in the page's words

# the qualifier column says the same as the words around the number, or that it is no outcome at all
_SAYS = {
    "above": ("over", "forecast", "estimate"),
    "around": ("about", "forecast", "estimate"),
    "near": ("near", "forecast", "estimate"),
}


@dataclass(frozen=True)
class Reading:
    """A printed form read: the number and one unit of its last digit, in units of `factor`; factor and base unit as
    its words give them, 1 and None where it has none; the words around it as those of `qualifiers`.

    is_compound: 252億1700万 counts in 万, so its last zeros may have come with the word.
    """

    number: Fraction
    place: Fraction
    factor: Fraction
    unit: str | None
    qualifier: str
    is_compound: bool = False


def faults(table: Table, rows: Mapping[str, TableRow], reported: Mapping[str, Reported]) -> Iterator[Fault]:
    """What is wrong with `printed`, `value` and `read_by` of the figures reported elsewhere."""
    for figure in reported.values():
        wrong = fault(table, rows[figure.id], figure)
        if wrong:
            yield wrong


def fault(table: Table, row: TableRow, figure: Reported) -> Fault | None:
    """The fault of one row, or None."""
    if figure.base_unit == "text":
        return None if figure.read_by == BY_HAND else _unread(table, row)
    if figure.base_unit == "date":
        days = read_date(figure.printed, figure.period_start)
        agrees, shown = _same_days(figure, days), "" if days is None else "/".join(map(date.isoformat, days))
    else:
        found = read(figure.printed)
        agrees, shown = _same_figure(figure, found), "" if found is None else _text(found)
    if not shown:
        return None if figure.read_by == BY_HAND else _unread(table, row)
    if figure.read_by == BY_HAND or (figure.read_by == CORRECTED and agrees):
        return table.fault(
            "needless-hand", row, "read_by", quoted(figure.read_by), f"a blank: {figure.printed!r} reads as {shown}"
        )
    if agrees or (figure.read_by == CORRECTED and figure.note):
        return None
    return table.fault(
        "printed-differs",
        row,
        "printed",
        f"{figure.printed!r}, which reads as {shown}",
        f"a form of {figure.value} {figure.unit}{' with the qualifier ' + figure.qualifier if figure.qualifier else ''}",
    )


def _unread(table: Table, row: TableRow) -> Fault:
    return table.fault(
        "unread-form", row, "read_by", quoted(row["read_by"]), f"{BY_HAND}, since {row['printed']!r} cannot be read"
    )


def read(printed: str) -> Reading | None:
    """A printed figure; None if it cannot be read, or has no one number."""
    try:
        figure = figures.parse(_TORN.sub("人民币", printed))
    except FigureError:
        return None
    if figure.value is None or figure.unit == "date":
        return None
    return Reading(
        figure.value / figure.scale,
        figure.rounding_unit / figure.scale,
        figure.scale,
        figure.unit,
        figure.qualifier,
        bool(re.search("[亿億][0-9]+[万萬]", printed)),
    )


def read_date(printed: str, period_start: str) -> tuple[date, date] | None:
    """First and last day of a printed date, its year from the period if it has none; None if it cannot be read."""
    try:
        return _days(figures.figure_from_date(printed, year=int(period_start[:4])).interval)
    except FigureError:
        return None


def _days(span: Interval) -> tuple[date, date]:
    first, last = span.lower, span.upper
    assert first is not None and last is not None, "a printed date has a first and a last day"
    return date.fromordinal(int(first)), date.fromordinal(int(last))


def _same_days(figure: Reported, found: tuple[date, date] | None) -> bool:
    """The day itself, or the whole period where the value can only name its first month."""
    period = date.fromisoformat(figure.period_start), date.fromisoformat(figure.period_end)
    return found in (_days(dates.iso_span(figure.value)), period)


def _same_figure(figure: Reported, found: Reading | None) -> bool:
    if found is None:
        return False
    number, place = Fraction(figure.value), last_place(figure.value)
    scale, base = figures.split_unit(figure.unit)
    if found.unit not in (None, base):
        return False
    # a bare number, or one with a currency only, has its scale from the head of a column
    factor = scale if found.factor == 1 and found.unit in (None, "CNY") else found.factor
    read_as = found.number * factor
    if figure.note.startswith(DECREASE):
        read_as = -read_as
    places = found.place * factor, place * scale
    same_place = (
        base == "rank"
        or places[0] == places[1]
        or (found.is_compound and places[0] < places[1] and not number * scale % places[1])
    )
    return read_as == number * scale and same_place and _same_qualifier(figure, found)


def _same_qualifier(figure: Reported, found: Reading) -> bool:
    return all(figure.qualifier in _SAYS[effect] for effect in set(effects(found.qualifier)) & set(_SAYS))


def _text(found: Reading) -> str:
    places = decimal_places(found.place) or 0
    power = f"1e{len(str(found.factor)) - 1} " if found.factor != 1 else ""
    words = f" ({found.qualifier})" if found.qualifier else ""
    return f"{format_decimal(found.number, places)} {power}{found.unit or ''}".rstrip() + words
