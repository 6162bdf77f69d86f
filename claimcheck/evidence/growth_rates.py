"""Do the growth rates reported elsewhere follow from the levels reported elsewhere?

Every growth rate (metric `…_yoy`) is recomputed from the levels of its period and of the same period a
year before: from the interval that all sources of the level allow. A rate that does not follow must
stand in growth-exceptions.csv with its reason, and one that does must not; where a level was not found
there is nothing to recompute, and that is the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce

from claimcheck.evidence.sources import ORDER, strength_of
from claimcheck.formulas.verdicts import format_pair
from claimcheck.printed import words
from claimcheck.printed.interval import Interval

CODES = ("reproduced", "within_rounding", "not_reproduced", "no_levels")


@dataclass(frozen=True)
class Recomputed:
    """One growth rate: the levels it was set against and what came out.

    code: one of CODES. levels: ids of the current and of the earlier ones, best source first; blank for
    no_levels. result: percent, or times for a ratio. reason: why it does not recompute, blank if it does.
    """

    rate: str
    code: str
    levels: tuple[tuple[str, ...], tuple[str, ...]] | tuple[()]
    result: Interval | None
    reason: str

    def message(self, register) -> str:
        """Both intervals, with as many digits as it takes to see how they lie."""
        if self.result is None:
            return self.reason
        printed, recomputed = format_pair(register.reported[self.rate].interval, self.result)
        return f"printed {printed}, recomputed {recomputed}"


def growth_table(register) -> tuple[Recomputed, ...]:
    """All growth rates among the reported figures, in the order of the table."""
    levels: dict[tuple, list] = {}
    for row in register.reported.values():
        if row.interval is not None and row.qualifier != "forecast":
            levels.setdefault((row.entity, row.metric, row.period_start, row.period_end), []).append(row)
    return tuple(_recompute(register, row, levels) for row in register.reported.values() if row.metric.endswith("_yoy"))


def _recompute(register, rate, levels) -> Recomputed:
    metric = rate.metric.removesuffix("_yoy")
    definition = register.definitions.of(rate).definition
    if definition == "yearly-average":
        return Recomputed(
            rate.id, "no_levels", (), None, "An average over three years, not a growth on the year before."
        )
    found = []
    for days in ((rate.period_start, rate.period_end), year_before(rate.period_start, rate.period_end)):
        rows = [row for row in levels.get((rate.entity, metric, *days), ()) if _fits(register, row, definition)]
        if not rows:
            return Recomputed(rate.id, "no_levels", (), None, _missing(register, rate, metric, days))
        found.append(_Level(rows))
    result = _growth(rate, found[0].interval / found[1].interval)
    point = _growth(rate, found[0].value / found[1].value)
    code = "not_reproduced"
    if result.meets(rate.interval):
        is_witness = result.contains(point) and rate.interval.contains(point)
        code = "reproduced" if result.within(rate.interval) or is_witness else "within_rounding"
    reason = register.growth_exceptions.get(rate.id, "") if code == "not_reproduced" else ""
    return Recomputed(rate.id, code, (found[0].ids, found[1].ids), result, reason)


class _Level:
    """What all sources of one level allow; where they contradict each other, the narrowest of the best."""

    def __init__(self, rows: list):
        rows = sorted(rows, key=lambda row: (-ORDER.index(strength_of(row)), row.interval.width, row.id))
        common = reduce(lambda a, b: a and a.intersect(b), (row.interval for row in rows))
        narrowest = min(rows, key=lambda row: (row.interval.width, row.id)) if common else rows[0]
        self.ids = tuple(row.id for row in rows)
        self.interval = common or narrowest.interval
        self.value = narrowest.value_base


def _growth(rate, quotient):
    return quotient if rate.base_unit == "times" else (quotient - 1) * 100


def _fits(register, level, definition: str) -> bool:
    """Whether a level is of the definition of the rate; `growth` and `ratio` say nothing of the level's."""
    return definition in ("growth", "ratio") or register.definitions.of(level).definition == definition


def _missing(register, rate, metric: str, days: tuple[str, str]) -> str:
    if rate.qualifier == "forecast":
        return "A forecast; no outcome was found."
    return f"No {register.metrics[metric].label} of {words.date_text(*days)} was found."


def year_before(first: str, last: str) -> tuple[str, str]:
    """The same days a year earlier; the last day of February stays the last."""

    def back(day: str) -> str:
        when = date.fromisoformat(day)
        try:
            return when.replace(year=when.year - 1).isoformat()
        except ValueError:
            return when.replace(year=when.year - 1, day=28).isoformat()

    return back(first), back(last)


def faults(register) -> Iterator[tuple[str, str]]:
    """Rates that neither recompute nor are excepted, and exceptions no longer needed: (id, what is wrong)."""
    table = {found.rate: found for found in growth_table(register)}
    for rate, found in table.items():
        if found.code == "not_reproduced" and rate not in register.growth_exceptions:
            yield rate, f"{found.message(register)}; no exception says why"
    for rate in register.growth_exceptions:
        if rate not in table or table[rate].code != "not_reproduced":
            yield rate, "an exception that is not needed"
