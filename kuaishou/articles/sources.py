"""Sources of charts by name: "36Kr's digest of the results, March 2021"."""

from __future__ import annotations

from datetime import date

from claimcheck.loading import Register


def named(register: Register, reported_id: str, name: str) -> str:
    """Who says it, and the month, or the year, in which it was published."""
    year, *month = map(int, register.reported[reported_id].published.split("-")[:2])
    return f"{name}, {date(year, month[0], 1):%B %Y}" if month else f"{name}, {year}"
