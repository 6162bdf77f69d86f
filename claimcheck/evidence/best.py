"""The best figure of a quantity: of several rows that speak of one thing in one period, the one to use."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

from claimcheck.evidence.sources import weight
from claimcheck.register.rows import Row

Ranked = TypeVar("Ranked", bound=Row)  # claims, reported figures, or both


def ranked(rows: Iterable[Ranked]) -> list[Ranked]:
    """The rows, best first: by `sources.weight`, then the narrower interval, then the id."""
    return sorted(rows, key=_place)


def best(rows: Iterable[Ranked]) -> Ranked:
    """The first of `ranked`; ValueError if there is none."""
    return min(rows, key=_place)


def _place(row: Row) -> tuple[int, bool, int, bool, Fraction, str]:
    width = row.interval.width if row.interval is not None else None
    return (*weight(row), width is None, width or Fraction(0), row.id)
