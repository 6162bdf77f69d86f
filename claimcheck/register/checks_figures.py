"""Checks of a claim's columns against the figure it prints, and against each other.

The columns are what is computed with; the quote is read a second time by the reader, all of it, and the two
must agree. What stands right beside the quote is read with it: 不 before it, or a further digit, make another
figure of it. A quote that the reader cannot read is compared by a person, and its row says so with `read_by` =
`hand`, which may not stand where it is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from claimcheck.printed import context, dates
from claimcheck.printed.figures import Figure, FigureError, decimal, figure_from_date, parse, split_qualifier
from claimcheck.printed.qualifiers import CHANGES, effects
from claimcheck.printed.rationals import last_place
from claimcheck.printed.tokens import canonical, normalise
from claimcheck.printed.units import MONEY, TIME
from claimcheck.register.faults import Fault
from claimcheck.register.package import Table, TableRow, quoted
from claimcheck.register.records import Correction, Exclusion
from claimcheck.register.rows import Claim

BY_HAND = "hand"
NO_QUANTITY = ("idiom", "not_a_quantity")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)


def period_fault(table: Table, row: TableRow) -> Fault | None:
    """Half a period, or one that ends before it starts; dates are ISO, so text order is day order."""
    start, end = row["period_start"], row["period_end"]
    if bool(start) != bool(end):
        column = "period_start" if end else "period_end"
        return table.fault("half-period", row, column, "no date", "both ends of the period or neither")
    if start > end:
        return table.fault("period-reversed", row, "period_end", quoted(end), f"no day before {start}")
    return None


def qualifier_fault(table: Table, row: TableRow) -> Fault | None:
    """A qualifier that the table of qualifiers does not know, or words of it that cannot stand together."""
    try:
        effects(row["qualifier"])
    except FigureError:
        return table.fault("unknown-qualifier", row, "qualifier", quoted(row["qualifier"]), "words of qualifiers.csv")
    return None


def figure_faults(table: Table, row: TableRow, claim: Claim, written: int | None = None) -> Iterator[Fault]:
    """Value, unit and qualifier of a claim against what its quote, or the reading of it, says.

    written: the year of the article, for 去年 and 今年.
    """
    if claim.kind != "figure" or claim.base_unit == "text" or not claim.read:
        return
    rounding_faults = list(_rounding_faults(table, row, claim))
    if rounding_faults:
        yield from rounding_faults
        return
    try:
        printed = _read(claim, written)
    except FigureError as error:
        if claim.value and claim.read_by != BY_HAND:
            left = f" (left over: {error.rest!r})" if error.rest else ""
            yield table.fault(
                "unreadable-figure",
                row,
                "quote",
                quoted(claim.read),
                f"a figure that reads as {claim.value}, or {BY_HAND} in read_by{left}",
            )
        return
    if claim.read_by == BY_HAND:
        yield table.fault(
            "needless-hand", row, "read_by", quoted(BY_HAND), f"a blank: {quoted(claim.read)} reads as {_text(printed)}"
        )
    elif claim.base_unit == "date":
        yield from _date_faults(table, row, claim, printed)
    else:
        yield from _quantity_faults(table, row, claim, printed)


def _read(claim: Claim, written: int | None) -> Figure:
    """The whole quote as a figure; FigureError if it is none."""
    year, month = (int(part) for part in claim.period_start.split("-")[:2]) if claim.period_start else (None, None)
    if claim.base_unit == "date":
        return figure_from_date(claim.read, year, month, written, bare_year=True)
    return parse(claim.read)


def _text(printed: Figure) -> str:
    if printed.unit == "date":
        return dates.format_span(printed.interval)
    number = f"{printed.digits} times {printed.scale}" if printed.value is not None else str(printed.interval)
    return f"{number}{' ' + printed.unit if printed.unit else ''}"


# numbers


def _quantity_faults(table: Table, row: TableRow, claim: Claim, printed: Figure) -> Iterator[Fault]:
    """The quote with what stands beside it, and then by itself."""
    before, after = context.around(claim.prefix, claim.read, claim.suffix)
    if not (before or after) or claim.damaged:
        yield from _faults_of(table, row, claim, printed)
        return
    try:
        extended = parse(before + claim.read + after)
    except FigureError:
        extended = None
    readings = [] if extended is None else [extended]
    if (extended is not None and _same(extended, printed, claim)) or _is_window(before, printed):
        readings = [printed, *readings]
    found = [list(_faults_of(table, row, claim, reading)) for reading in readings]
    if [] in found:
        return
    if extended is not None and _same(extended, printed, claim):
        yield from found[0]
        return
    meaning = f"reads as {_text(extended)}" if extended else "is another figure, or none"
    yield table.fault(
        "context-changes-figure",
        row,
        "quote",
        quoted(claim.read),
        f"columns for {quoted(before + claim.read + after)}, which {meaning}",
    )


def is_change(claim: Claim) -> bool:
    """Whether the words of a figure, or those beside it, say that it is what something rose or fell by."""
    before, after = context.around(claim.prefix, claim.read, claim.suffix)
    for text in (before + claim.read + after, claim.read):
        try:
            return not {"rise", "fall"}.isdisjoint(effects(parse(text).qualifier))
        except FigureError:
            continue
    return False


def _same(extended: Figure, printed: Figure, claim: Claim) -> bool:
    """Whether what stands beside the quote leaves its figure alone."""
    return (
        extended.value == printed.value
        and _moved(extended.qualifier) == _moved(printed.qualifier)
        and (extended.unit == printed.unit or (printed.unit is None and extended.unit == claim.base_unit))
        and (extended.value is not None or extended.interval == printed.interval)
    )


def _is_window(before: str, printed: Figure) -> bool:
    """近30天: the days of a window are what they are, nearness need not be meant."""
    return before.endswith("近") and printed.unit in TIME


def _moved(qualifier: str) -> set[str]:
    """The effects of a qualifier that move a bound."""
    return set(effects(qualifier)) - {"none", *CHANGES}


def _faults_of(table: Table, row: TableRow, claim: Claim, printed: Figure) -> Iterator[Fault]:
    yield from _value_faults(table, row, claim, printed)
    yield from _qualifier_faults(table, row, claim, printed)


def _value_faults(table: Table, row: TableRow, claim: Claim, printed: Figure) -> Iterator[Fault]:
    reads = f"{_text(printed)}, as {quoted(claim.read)} reads"
    if printed.unit not in (None, claim.base_unit):
        yield table.fault(
            "unit-differs", row, "unit", quoted(claim.unit), f"{printed.unit}, as {quoted(claim.read)} reads"
        )
    elif not claim.value or claim.figure is None or printed.value is None and printed.interval == claim.figure.interval:
        return
    elif printed.value is None or claim.figure.value not in (printed.value, _as_percent(printed, claim)):
        yield table.fault("value-differs", row, "value", quoted(f"{claim.value} {claim.unit}"), reads)
    elif 0 < claim.figure.rounding_unit < printed.rounding_unit and not _as_percent(printed, claim):
        yield table.fault("rounding-too-fine", row, "rounding_unit", quoted(row["rounding_unit"]), reads)


def _as_percent(printed: Figure, claim: Claim) -> Fraction | None:
    """一半 and 三分之一 as the percentage that the column has."""
    is_share = printed.unit is None and printed.value is not None and printed.value.denominator > 1
    return printed.value * 100 if is_share and printed.value and claim.base_unit == "percent" else None


def _qualifier_faults(table: Table, row: TableRow, claim: Claim, printed: Figure) -> Iterator[Fault]:
    """The words that move a bound must be given, and no others; what is given must stand in or beside the figure."""
    given = split_qualifier(claim.qualifier)
    beside = canonical(normalise(claim.prefix + claim.read + claim.suffix))
    absent = [word for word in given if canonical(normalise(word)) not in beside]
    if absent or _moved(claim.qualifier) != _moved(printed.qualifier):
        yield table.fault(
            "qualifier-differs",
            row,
            "qualifier",
            quoted(claim.qualifier),
            f"{quoted(printed.qualifier)}, as {quoted(claim.read)} reads",
        )


# exclusions and corrections


def exclusion_fault(table: Table, row: TableRow, exclusion: Exclusion) -> Fault | None:
    """Digits that are said to be no quantity, and read as an amount or a share."""
    if exclusion.reason not in NO_QUANTITY:
        return None
    try:
        printed = parse(exclusion.text)
    except FigureError:
        return None
    if printed.unit not in (*MONEY, "percent", "points", "times"):
        return None
    return table.fault(
        "excluded-figure",
        row,
        "reason",
        quoted(exclusion.reason),
        f"a claim: {quoted(exclusion.text)} is {_text(printed)}",
    )


def correction_number_fault(
    table: Table, row: TableRow, correction: Correction, exclusions: Iterable[Exclusion]
) -> Fault | None:
    """A number that a correction changes is that of a claim, or one that is excluded."""
    if correction.claim:
        return None
    there = [(correction.start + match.start(), match.group()) for match in _NUMBER.finditer(correction.found)]
    read = _NUMBER.findall(correction.read)
    if [number for _, number in there] == read:
        return None
    spans = [x for x in exclusions if x.article == correction.article]
    if there and all(any(x.start <= at < x.end for x in spans) for at, number in there if number not in read):
        return None
    return table.fault(
        "correction-changes-number", row, "read", quoted(correction.read), "the numbers found, or the claim concerned"
    )


# dates, digits


def _date_faults(table: Table, row: TableRow, claim: Claim, printed: Figure) -> Iterator[Fault]:
    """The date's column has a day in the claim's period, and the date printed is the period; 2021年 with 以来
    behind it is only the beginning of it."""
    assert claim.figure is not None
    period, days = claim.figure.interval, printed.interval
    if not dates.iso_span(claim.value).meets(period):
        yield table.fault("value-differs", row, "value", quoted(claim.value), f"a date in {dates.format_span(period)}")
    runs_on = context.runs_on(claim.suffix) and days.lower == period.lower
    if claim.period_start and days != period and not runs_on:
        yield table.fault(
            "value-differs",
            row,
            "period_start",
            quoted(f"{claim.period_start} to {claim.period_end}"),
            f"{dates.format_span(days)}, as {quoted(claim.read)} reads",
        )


def _rounding_faults(table: Table, row: TableRow, claim: Claim) -> Iterator[Fault]:
    """A rounding unit below the last printed digit would claim digits that are not there, and digits below the
    rounding unit are none."""
    for column in ("rounding_unit", "coarse_unit"):
        if not row[column]:
            continue
        unit, place = decimal(row[column]), last_place(claim.value)
        if claim.value and (unit < 0 or unit and unit < place):
            yield table.fault(
                "rounding-too-fine",
                row,
                column,
                quoted(row[column]),
                f"0, or at least one unit of the last digit of {claim.value}",
            )
        elif not claim.value or unit in (0, place) or claim.base_unit == "date":
            continue  # any number is a multiple of its last place
        elif (Fraction(claim.value) / unit).denominator != 1:
            yield table.fault(
                "excess-digits",
                row,
                column,
                quoted(row[column]),
                f"a unit that {claim.value} is a multiple of",
            )
