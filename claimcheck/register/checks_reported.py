"""Does `printed` read as `value` in `unit`? Asked of every row of reported.csv, zeros at the end included.

`figures` reads Chinese forms; the few English ones that sources print ("RMB265.5 billion", "36.6 percent",
"May 27") are read here. A form that neither reads is compared by a person, and the row says so
with `read_by` = `hand`; where the page itself slipped and `value` is the number it meant, with `corrected`.
Neither may stand where it is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from claimcheck.printed import dates, figures
from claimcheck.printed.figures import FigureError
from claimcheck.printed.qualifiers import qualifiers, split_qualifier
from claimcheck.printed.rationals import decimal_places, format_decimal
from claimcheck.register.faults import Fault
from claimcheck.register.package import Table, TableRow, quoted

BY_HAND, CORRECTED = "hand", "corrected"
DECREASE = "printed as a decrease"  # how a note says that the minus stands in the page's words

_QUALIFIERS = {
    ">": "超",
    "over": "超",
    "more than": "超",
    "exceeded": "超",
    "about": "约",
    "around": "约",
    "roughly": "约",
    "approximately": "约",
    "nearly": "近",
}
_SCALES = {"thousand": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}
_UNITS = {"percent": "percent", "per cent": "percent", "%": "percent", "yuan": "CNY", "rmb": "CNY", "cny": "CNY"}
_ENGLISH = re.compile(
    rf"(?:(?P<qualifier>{'|'.join(_QUALIFIERS)}) ?)?(?:(?P<before>RMB|CNY) ?)?(?P<number>\d[\d,]*(?: ?\.\d+)?)"
    rf" ?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})?(?: ?(?P<unit>yuan|RMB|CNY|per ?cent|%))?",
    re.ASCII | re.IGNORECASE,
)
_MONTHS = {
    form: n
    for n, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
    for form in (name, name[:3])
}
# the qualifier column says the same as the words around the number, or that it is no outcome at all
_SAYS = {
    "above": ("over", "forecast", "estimate"),
    "around": ("about", "forecast", "estimate"),
    "near": ("about", "forecast", "estimate"),
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


def faults(table: Table, rows: dict[str, TableRow], reported: dict) -> Iterator[Fault]:
    """What is wrong with `printed`, `value` and `read_by` of the figures reported elsewhere."""
    for figure in reported.values():
        wrong = fault(table, rows[figure.id], figure)
        if wrong:
            yield wrong


def fault(table: Table, row: TableRow, figure) -> Fault | None:
    """The fault of one row, or None."""
    if figure.base_unit == "text":
        return None if figure.read_by == BY_HAND else _unread(table, row)
    if figure.base_unit == "date":
        found = read_date(figure.printed, figure.period_start)
        agrees, shown = _same_days(figure, found), "" if found is None else "/".join(map(date.isoformat, found))
    else:
        found = read(figure.printed)
        agrees, shown = _same_figure(figure, found), "" if found is None else _text(found)
    if found is None:
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
    """A printed figure; None if it cannot be read."""
    text = re.sub("人民[币幣]?(?=[0-9])|^\\+", "", printed).replace("・", ".")
    down = re.fullmatch("(?:下降|减少|減少|降)(.+)", text)
    found = _unsigned(down[1] if down else text)
    return replace(found, number=-found.number) if found and down else found


def _unsigned(text: str) -> Reading | None:
    if match := _ENGLISH.fullmatch(text):
        number = match["number"].replace(" ", "").replace(",", "")
        scale, unit, word = match["scale"], match["unit"] or match["before"], match["qualifier"]
        return Reading(
            Fraction(number),
            Fraction(1, 10 ** len(number.partition(".")[2])),
            Fraction(_SCALES[scale.lower()] if scale else 1),
            _UNITS[unit.lower()] if unit else None,
            _QUALIFIERS[word.lower()] if word else "",
        )
    try:
        figure = figures.parse(text)
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
        bool(re.search("[亿億][0-9]+[万萬]", text)),
    )


def read_date(printed: str, period_start: str) -> tuple[date, date] | None:
    """First and last day of a printed date, its year from the period if it has none; None if it cannot be read."""
    year = int(period_start[:4])
    if match := re.fullmatch(r"Q([1-4]) (\d{4})", printed, re.ASCII):
        return _days(dates.iso_span(f"{match[2]}-{3 * int(match[1]) - 2:02d}/{match[2]}-{3 * int(match[1]):02d}"))
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    for order in (
        rf"(?P<month>[A-Za-z]+) {day}",
        rf"{day} (?P<month>[A-Za-z]+)",
        r"(?P<month>[A-Za-z]+) (?P<year>\d{4})",
    ):
        match = re.fullmatch(order, printed, re.ASCII)
        if match and match["month"].lower() in _MONTHS:
            found = match.groupdict()
            iso = f"{found.get('year') or year}-{_MONTHS[match['month'].lower()]:02d}"
            return _days(dates.iso_span(f"{iso}-{int(found['day']):02d}" if found.get("day") else iso))
    try:
        figure = figures.parse(printed, year=year)
    except FigureError:
        return None
    return _days(figure.interval) if figure.unit == "date" else None


def _days(span) -> tuple[date, date]:
    return date.fromordinal(int(span.lower)), date.fromordinal(int(span.upper))


def _same_days(figure, found: tuple[date, date] | None) -> bool:
    """The day itself, or the whole period where the value can only name its first month."""
    period = date.fromisoformat(figure.period_start), date.fromisoformat(figure.period_end)
    return found in (_days(dates.iso_span(figure.value)), period)


def _same_figure(figure, found: Reading | None) -> bool:
    if found is None:
        return False
    number, place = Fraction(figure.value), Fraction(1, 10 ** len(figure.value.partition(".")[2]))
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


def _same_qualifier(figure, found: Reading) -> bool:
    effects = {qualifiers()[word].effect for word in split_qualifier(found.qualifier)}
    return all(figure.qualifier in _SAYS[effect] for effect in effects & set(_SAYS))


def _text(found: Reading) -> str:
    places = decimal_places(found.place) or 0
    power = f"1e{len(str(found.factor)) - 1} " if found.factor != 1 else ""
    words = f" ({found.qualifier})" if found.qualifier else ""
    return f"{format_decimal(found.number, places)} {power}{found.unit or ''}".rstrip() + words
