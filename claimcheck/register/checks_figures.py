"""Checks of a claim's columns against the figure it prints, and against each other.

The columns are what is computed with; the quote is read a second time by the parser, and the two must
agree. A quote may hold a word that is no part of the figure (兩大活動): then the longest part that
reads is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimcheck.printed import dates
from claimcheck.printed.figures import Figure, FigureError, qualifiers, split_qualifier
from claimcheck.printed.numerals import normalise
from claimcheck.register.faults import Fault
from claimcheck.register.package import Table, TableRow, quoted
from claimcheck.register.reading import readable_part
from claimcheck.register.rows import Claim


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
    """A qualifier that the table of qualifiers does not know."""
    try:
        split_qualifier(row["qualifier"])
    except FigureError:
        return table.fault("unknown-qualifier", row, "qualifier", quoted(row["qualifier"]), "words of qualifiers.csv")
    return None


def figure_faults(table: Table, row: TableRow, claim: Claim) -> Iterator[Fault]:
    """Value, unit and qualifier of a claim against what its quote, or the reading of it, says."""
    if claim.kind != "figure" or claim.base_unit == "text" or not claim.read:
        return
    yield from _rounding_faults(table, row, claim)
    printed = _printed(claim)
    if claim.base_unit == "date":
        yield from _date_faults(table, row, claim, printed)
    elif printed is None:
        if claim.value:
            yield table.fault(
                "unreadable-figure", row, "quote", quoted(claim.read), f"a figure that reads as {claim.value}"
            )
    else:
        yield from _value_faults(table, row, claim, printed)
        yield from _qualifier_faults(table, row, claim, printed)


def _printed(claim: Claim) -> Figure | None:
    year, month = (int(part) for part in claim.period_start.split("-")[:2]) if claim.period_start else (None, None)
    return readable_part(claim.read, year=year, month=month)


def _value_faults(table: Table, row: TableRow, claim: Claim, printed: Figure) -> Iterator[Fault]:
    if printed.unit not in (None, claim.base_unit):
        yield table.fault(
            "unit-differs", row, "unit", quoted(claim.unit), f"{printed.unit}, as {quoted(claim.read)} reads"
        )
    elif not claim.value:
        return
    elif printed.value is not None and printed.value != claim.figure.value:
        yield table.fault(
            "value-differs",
            row,
            "value",
            quoted(f"{claim.value} {claim.unit}"),
            f"{printed.digits} times {printed.scale}, as {quoted(claim.read)} reads",
        )
    elif printed.value is None and printed.interval != claim.figure.interval:
        yield table.fault(
            "value-differs",
            row,
            "value",
            quoted(f"{claim.value} {claim.unit}"),
            f"{printed.interval}, as {quoted(claim.read)} reads",
        )


def _qualifier_faults(table: Table, row: TableRow, claim: Claim, printed: Figure) -> Iterator[Fault]:
    """The words that move a bound must be given; words that are given must stand in or beside the figure."""
    given, found = (split_qualifier(text) for text in (claim.qualifier, printed.qualifier))
    around = normalise(claim.prefix + claim.read + claim.suffix)
    effects = {qualifiers()[word].effect for word in given}
    missing = [word for word in found if word not in given and qualifiers()[word].effect not in effects | {"none"}]
    absent = [word for word in given if word not in around]
    if missing or absent:
        yield table.fault(
            "qualifier-differs",
            row,
            "qualifier",
            quoted(claim.qualifier),
            f"{quoted(printed.qualifier)}, as {quoted(claim.read)} reads",
        )


def _date_faults(table: Table, row: TableRow, claim: Claim, printed: Figure | None) -> Iterator[Fault]:
    """The date's column, and the date printed, each have a day in the claim's period."""
    period = claim.figure.interval
    if not dates.iso_span(claim.value).meets(period):
        yield table.fault("value-differs", row, "value", quoted(claim.value), f"a date in {dates.format_span(period)}")
    if printed is not None and printed.unit == "date" and not printed.interval.meets(period):
        yield table.fault(
            "value-differs",
            row,
            "value",
            quoted(claim.value),
            f"{dates.format_span(printed.interval)}, as {quoted(claim.read)} reads",
        )


def _rounding_faults(table: Table, row: TableRow, claim: Claim) -> Iterator[Fault]:
    """A rounding unit below the last printed digit would claim digits that are not there."""
    place = Fraction(1, 10 ** len(claim.value.partition(".")[2]))
    for column in ("rounding_unit", "coarse_unit"):
        unit = Fraction(row[column] or 0)
        if claim.value and (unit < 0 or unit and unit < place):
            yield table.fault(
                "rounding-too-fine",
                row,
                column,
                quoted(row[column]),
                f"0, or at least one unit of the last digit of {claim.value}",
            )
