"""Kling AI (可灵AI) in other services: what it brought in a period, and whether it is in the line."""

from __future__ import annotations

from claimcheck.evidence.amounts import Amount, exact, of
from claimcheck.register.record import Register
from claimcheck.register.rows import Row
from claimcheck.trends.series import Period

KLING_FIRST = "kling-2025-02-hkej"  # counts all since it began to earn, which the row puts at the earliest day possible


def kling(register: Register, period: str) -> Amount | None:
    """Revenue of Kling AI in a period, which may be a bound only; of a year no more than its quarters allow."""
    rows = (r for r in register.reported.values() if r.metric == "revenue_kling")
    found = next((of(r) for r in rows if str(Period.of_days(r.period_start, r.period_end)) == period), None)
    if found is None or Period.parse(period).per_year > 1:
        return found
    parts = [part for k in (1, 2, 3, 4) if (part := kling(register, f"{period}Q{k}"))]
    if len(parts) < 4:
        return found
    narrower = found.interval.intersect(sum(parts, exact(0)).interval)
    if narrower is None:
        raise ValueError(f"the quarters of Kling AI do not add up to its {period}")
    return Amount(found.value, narrower, found.rows)


def holds_kling(register: Register, period: str, row: Row) -> str:
    """Whether it is in the line of the period that a row has: see Rate."""
    since = register.reported[KLING_FIRST].period_start
    if row.period_end < since:
        return "no"
    if row.period_start < since:
        return "in part"
    return "yes" if kling(register, period) else "perhaps"
