"""Do the growth rates reported elsewhere follow from the levels reported elsewhere?

Every growth rate (metric `…_yoy`) is recomputed from the levels of its period and of the same period a
year before: from the interval that all sources of the level allow. A rate that does not follow must
stand in growth-exceptions.csv with its reason, and one that does must not; where a level was not found
there is nothing to recompute, and that is the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from claimcheck.evidence.sources import ORDER, elsewhere, strength_of
from claimcheck.formulas.pairs import format_pair
from claimcheck.formulas.verdicts import Arithmetic, Side, compare
from claimcheck.printed import words
from claimcheck.printed.interval import Interval
from claimcheck.register.record import Register
from claimcheck.register.records import GROWTH, level_of
from claimcheck.register.rows import Reported

NO_LEVELS = "no_levels"


@dataclass(frozen=True)
class Recomputed:
    """One growth rate: the levels it was set against and what came out.

    code: an arithmetic verdict, or NO_LEVELS. levels: ids of the current and of the earlier ones, best source first; blank for
    no_levels. result: percent, or times for a ratio. reason: why it does not recompute, blank if it does.
    """

    rate: str
    code: str
    levels: tuple[tuple[str, ...], tuple[str, ...]] | tuple[()]
    result: Interval | None
    reason: str

    def message(self, register: Register) -> str:
        """Both intervals, with as many digits as it takes to see how they lie."""
        rate = register.reported[self.rate].interval
        if self.result is None or rate is None:
            return self.reason
        printed, recomputed = format_pair(rate, self.result)
        return f"printed {printed}, recomputed {recomputed}"


Levels = dict[tuple[str, str, str, str], list[Reported]]


def growth_table(register: Register) -> tuple[Recomputed, ...]:
    """All growth rates printed elsewhere, in the order of the table."""
    levels: Levels = {}
    for row in register.reported.values():
        if row.interval is not None and row.qualifier != "forecast":
            levels.setdefault((row.entity, row.metric, row.period_start, row.period_end), []).append(row)
    return tuple(_recompute(register, row, levels) for row in elsewhere(register) if row.metric.endswith(GROWTH))


def _recompute(register: Register, rate: Reported, levels: Levels) -> Recomputed:
    metric = level_of(rate.metric)
    definition = register.definitions.of(rate).definition
    if definition == "yearly-average":
        return _without_levels(rate, "An average over three years, not a growth on the year before.")
    found = []
    for days in ((rate.period_start, rate.period_end), year_before(rate.period_start, rate.period_end)):
        rows = [row for row in levels.get((rate.entity, metric, *days), ()) if _fits(register, row, definition)]
        if not rows:
            return _without_levels(rate, _missing(register, rate, metric, days))
        found.append(_Level(rows))
    now, before = found
    if rate.interval is None or before.interval.contains(0):
        return _without_levels(rate, "No number to compare, or the level of the year before may be zero.")
    result = _growth(rate, now.interval / before.interval)
    value = None
    if now.value is not None and before.value:
        value = _growth(rate, Interval.exact(now.value / before.value)).lower
    qualifier = rate.figure.qualifier if rate.figure else ""
    code = compare(Side(result, value), Side(rate.interval, rate.value_base, qualifier))
    reason = register.growth_exceptions.get(rate.id, "") if code == Arithmetic.NOT_REPRODUCED else ""
    return Recomputed(rate.id, code, (now.ids, before.ids), result, reason)


def _without_levels(rate: Reported, reason: str) -> Recomputed:
    return Recomputed(rate.id, NO_LEVELS, (), None, reason)


class _Level:
    """What all sources of one level allow; where they contradict each other, the narrowest of the best."""

    def __init__(self, rows: list[Reported]):
        rows = sorted(rows, key=lambda row: (-ORDER.index(strength_of(row)), *_narrower(row)))
        intervals = [row.interval for row in rows if row.interval is not None]
        common = common_interval(intervals)
        narrowest = min(rows, key=_narrower) if common else rows[0]
        self.ids = tuple(row.id for row in rows)
        self.interval = common or intervals[0]
        self.value = narrowest.value_base


def common_interval(intervals: Iterable[Interval]) -> Interval | None:
    """What all of them allow; None if there is no such number, or no interval."""
    common: Interval | None = None
    for n, interval in enumerate(intervals):
        common = interval if not n else common and common.intersect(interval)
    return common


def _narrower(row: Reported) -> tuple[bool, Fraction, str]:
    """Orders rows by the width of their interval, unbounded ones last, then by id."""
    width = row.interval.width if row.interval else None
    return width is None, width or Fraction(0), row.id


def _growth(rate: Reported, quotient: Interval) -> Interval:
    return quotient if rate.base_unit == "times" else (quotient - 1) * 100


def _fits(register: Register, level: Reported, definition: str) -> bool:
    """Whether a level is of the definition of the rate; `growth` and `ratio` say nothing of the level's."""
    return definition in ("growth", "ratio") or register.definitions.of(level).definition == definition


def _missing(register: Register, rate: Reported, metric: str, days: tuple[str, str]) -> str:
    if rate.qualifier == "forecast":
        return "A forecast; no outcome was found."
    level = register.metrics.get(metric)  # one that no row names is a fault of metrics.csv
    what = level.label if level else metric.replace("_", " ")
    return f"{what[:1].upper()}{what[1:]}, {words.date_text(*days)}: none of this definition found."


def year_before(first: str, last: str) -> tuple[str, str]:
    """The same days a year earlier; the last day of February stays the last."""

    def back(day: str) -> str:
        when = date.fromisoformat(day)
        try:
            return when.replace(year=when.year - 1).isoformat()
        except ValueError:
            return when.replace(year=when.year - 1, day=28).isoformat()

    return back(first), back(last)


def faults(register: Register) -> Iterator[tuple[str, str]]:
    """Rates that neither recompute nor are excepted, and exceptions no longer needed: (id, what is wrong)."""
    table = {found.rate: found for found in growth_table(register)}
    for rate, found in table.items():
        if found.code == Arithmetic.NOT_REPRODUCED and rate not in register.growth_exceptions:
            yield rate, f"{found.message(register)}; no exception says why"
    for rate in register.growth_exceptions:
        if rate not in table or table[rate].code != Arithmetic.NOT_REPRODUCED:
            yield rate, "an exception that is not needed"
