"""Arithmetic over figures of several sources that remembers them: value, interval, and the rows it rests on.

    rate = of(services) / of(goods)      # rate.value, rate.interval, rate.rows
    rest = 1 - of(marketing) - of(live)  # what two shares leave

Percent counts as a fraction. Rounding is carried through in the intervals, and nothing is averaged. `by_period` picks
the figure to use of each year, half-year or quarter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from claimcheck.evidence.best import best
from claimcheck.printed.interval import Interval
from claimcheck.register.record import Register, once
from claimcheck.register.rows import Row
from claimcheck.trends.series import Period


@dataclass(frozen=True)
class Amount:
    """A number with the interval that it stands for; value: None where no single number is meant. rows: each once."""

    value: Fraction | None
    interval: Interval
    rows: tuple[Row, ...] = ()

    def __add__(self, other: Amount | int | Fraction) -> Amount:
        return self._with(other, "__add__")

    def __sub__(self, other: Amount | int | Fraction) -> Amount:
        return self._with(other, "__sub__")

    def __mul__(self, other: Amount | int | Fraction) -> Amount:
        return self._with(other, "__mul__")

    def __truediv__(self, other: Amount | int | Fraction) -> Amount:
        return self._with(other, "__truediv__")

    def __rsub__(self, other: int | Fraction) -> Amount:
        return exact(other) - self

    def _with(self, other: Amount | int | Fraction, operation: str) -> Amount:
        other = other if isinstance(other, Amount) else exact(other)
        known = self.value is not None and other.value is not None
        value = getattr(self.value, operation)(other.value) if known else None
        rows = tuple({row.id: row for row in (*self.rows, *other.rows)}.values())
        return Amount(value, getattr(self.interval, operation)(other.interval), rows)

    def widened(self, by: Fraction) -> Amount:
        """The same number, known less well: by so much either way."""
        return Amount(self.value, self.interval + Interval(-by, by), self.rows)

    @property
    def is_second_hand(self) -> bool:
        """Whether any figure in it was not read on the page named."""
        return any(row.checked == "second_hand" for row in self.rows)


def of(row: Row) -> Amount:
    """A claim or a reported figure as an amount. One that is a bound only (over) has its interval and no value.

    ValueError for a text.
    """
    interval = row.operand
    if interval is None:
        raise ValueError(f"{row.id} is no number")
    return Amount(None if interval.width is None else row.operand_point, interval, (row,))


def exact(number: int | Fraction) -> Amount:
    """A number that is no figure of anybody's."""
    return Amount(Fraction(number), Interval.exact(number))


def period_of(row: Row) -> str:
    """The year, half-year or quarter that a row is a plain figure of; blank for forecasts, bounds and other spans."""
    period = Period.of_days(row.period_start, row.period_end)
    return str(period) if period and row.qualifier == "" and row.interval is not None else ""


def by_period(rows: Iterable[Row]) -> dict[str, Row]:
    """The best row of each year ("2021"), half-year ("2021H1") and quarter ("2021Q1"), in order of time.

    Rows of which `period_of` says nothing are left out.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        if period := period_of(row):
            found.setdefault(period, []).append(row)
    ordered = sorted(found, key=lambda name: Period.parse(name).first_day)
    return {name: best(found[name]) for name in ordered}


def figures(register: Register, metric: str, entity: str, definition: str = "") -> dict[str, Row]:
    """`by_period` of what is reported of one quantity; definition: a class of definitions.csv, the usual one if not given."""
    found = _best(register).get((metric, entity), {})
    return dict(found.get(definition or usual_class(register, metric, entity), {}))


def usual_class(register: Register, metric: str, entity: str) -> str:
    """The class of definitions.csv that most reported figures of a quantity have: a part of it, or a wider count, is another."""
    found = _reported(register).get((metric, entity), {})
    return max(sorted(found), key=lambda name: len(found[name]), default="")


@once
def _reported(register: Register) -> dict[tuple[str, str], dict[str, list[Row]]]:
    """What is reported, by metric and entity, and then by class."""
    found: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in register.reported.values():
        classes = found.setdefault((row.metric, row.entity), {})
        classes.setdefault(register.definitions.of(row).definition, []).append(row)
    return found


@once
def _best(register: Register) -> dict[tuple[str, str], dict[str, dict[str, Row]]]:
    """The same by period: arithmetic asks for one quantity hundreds of times."""
    return {
        what: {name: by_period(rows) for name, rows in classes.items()} for what, classes in _reported(register).items()
    }
