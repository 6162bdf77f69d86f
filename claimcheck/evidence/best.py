"""The best figure of a quantity: of several rows that speak of one thing in one period, the one to use."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.evidence.sources import weight


def ranked(rows: Iterable) -> list:
    """The rows, best first: by `sources.weight`, then the narrower interval, then the id."""
    return sorted(rows, key=_place)


def best(rows: Iterable):
    """The first of `ranked`; ValueError if there is none."""
    return min(rows, key=_place)


def _place(row) -> tuple:
    width = row.interval.width if row.interval is not None else None
    return (*weight(row), width is None, width or 0, row.id)
