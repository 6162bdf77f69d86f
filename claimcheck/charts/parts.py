"""Rows of charts: an interval with its words, taken from a claim, a recomputation or a figure reported elsewhere.

    rows = [claim_row(book, "gravity-2021-15", "the platform, 2020", BILLION),
            reported_row(book, "gmv-2020-caixin", "the platform, 2020", BILLION)]

`interval_rows` draws them; `frame` and `spoken` say the same rows as a table and in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import pandas as pd

from claimcheck.pages.chapter import recomputed
from claimcheck.printed.interval import Interval
from claimcheck.printed.words import bound_text, number_text, range_text
from claimcheck.register.record import Register

BILLION, MILLION = 10**9, 10**6


@dataclass(frozen=True)
class Row:
    """One interval to draw.

    interval, value: in units of the axis, value None where no single number is meant; text: the value
    in words; kind: printed, recomputed or reported; id: of the claim, relation or reported figure.
    """

    label: str
    id: str
    kind: str
    interval: Interval
    value: Fraction | None
    text: str

    @property
    def at(self) -> float:
        """The value on the axis; ValueError where there is none."""
        if self.value is None:
            raise ValueError(f"{self.id} has no value")
        return float(self.value)

    @property
    def span(self) -> tuple[float, float]:
        """Both ends on the axis; ValueError where one is open."""
        if self.interval.lower is None or self.interval.upper is None:
            raise ValueError(f"{self.id} is unbounded")
        return float(self.interval.lower), float(self.interval.upper)


def claim_row(register: Register, claim_id: str, label: str, scale: int = 1) -> Row:
    """A claim, its base units divided by `scale` (percent stays percent)."""
    claim = register.claims[claim_id]
    value = claim.value_base if claim.value else None  # an order of magnitude has bounds and no value
    return _row(label, claim_id, "printed", claim.interval, value, claim.base_unit, scale)


def relation_row(register: Register, relation_id: str, label: str, scale: int = 1, bound: str = "") -> Row:
    """The result of a relation, its words those of the chapter's check or derive.

    bound: "at_most" or "at_least" where the result bounds what the row speaks of; only that end is drawn then.
    """
    relation = register.relations[relation_id]
    result, point = relation.result, relation.point
    if not isinstance(result, Interval):
        raise ValueError(f"{relation_id} gives no interval to draw")
    if bound == "at_most":
        result, point = Interval(None, result.upper, False, result.upper_closed), None
    if bound == "at_least":
        result, point = Interval(result.lower, None, result.lower_closed), None
    row = _row(label, relation_id, "recomputed", result, point, relation.unit, scale)
    return row if row.value is None else replace(row, text=_with_range(recomputed(relation), result, relation.unit))


def reported_row(register: Register, reported_id: str, label: str, scale: int = 1) -> Row:
    """A figure reported elsewhere."""
    found = register.reported[reported_id]
    return _row(label, reported_id, "reported", found.interval, found.value_base, found.base_unit, scale)


def _row(label, row_id, kind, interval, value, unit, scale) -> Row:
    one_sided = bound_text(interval, unit)
    value = None if one_sided or value is None or not interval.contains(value) else value
    text = one_sided or range_text(interval, unit)
    if value is not None:
        text = _with_range(number_text(value, unit), interval, unit)
    return Row(
        label, row_id, kind, interval.map_scale(Fraction(1, scale)), None if value is None else value / scale, text
    )


def _with_range(text: str, interval: Interval, unit: str) -> str:
    """ "381.2 billion CNY (381.15 to 381.25)": an interval narrower than its marker is still told."""
    if interval.is_exact:
        return text
    span = range_text(interval, unit)
    tail = re.search(r"[^\d.,]*$", text)[0]
    return f"{text} ({span.removesuffix(tail)})"


def frame(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows as drawn: ends in units of the axis, blank where unbounded."""
    ends = [(row.value, row.interval.lower, row.interval.upper) for row in rows]
    numbers = [[None if end is None else float(end) for end in three] for three in ends]
    words = pd.DataFrame(
        [(row.label.replace("\n", " "), row.id, row.kind, row.text) for row in rows],
        columns=["what", "id", "kind", "in words"],
    )
    return words.join(pd.DataFrame(numbers, columns=["value", "lower", "upper"], dtype=float).round(6))


def spoken(rows: Sequence[Row]) -> str:
    """The rows for an alt text: "the platform, 2020: 381.2 billion CNY (printed); ..."."""
    return "; ".join(f"{' '.join(row.label.split())}: {row.text} ({row.kind})" for row in rows)
