"""Parts of charts that several chapters draw: rows of intervals, with open ends as arrows.

    rows = [claim_row(book, "gravity-2021-15", "the platform, 2020", BILLION),
            reported_row(book, "gmv-2020-caixin", "the platform, 2020", BILLION)]
    interval_bars(ax, rows, (0, 450))
    ax.set_xlabel(MONEY_LABEL)
    return charts.finish(fig, title, sources(rows), f"Intervals. {spoken(rows)}.", frame(rows), "gmv")

A row is drawn as a line from end to end with its value in words above it and a marker at the value
itself, where there is one. Kinds differ in marker and colour: what the article prints, what is
recomputed from it, what is reported elsewhere. An end that is no part of the interval and stands
alone (超4000億: over) is hollow, and the unbounded side runs to the edge of the axis as an arrow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import pandas as pd

from claimcheck.charts import style as charts
from claimcheck.pages.chapter import recomputed
from claimcheck.printed.interval import Interval
from claimcheck.printed.words import bound_text, number_text, range_text
from claimcheck.register.record import Register

BILLION, MILLION = 10**9, 10**6
MONEY_LABEL = "billion CNY (1 billion is 10亿元)"
PERSONS_LABEL = "million persons (1 million is 100万)"
STYLES = {
    "printed": charts.ARTICLE | {"label": "printed in the article"},
    "recomputed": charts.RECOMPUTED | {"label": "recomputed from it"},
    "reported": charts.REPORTED | {"label": "reported elsewhere"},
}
LINE, TEXT_SIZE = 5, 9
ROW_INCHES = 0.46


@dataclass(frozen=True)
class Row:
    """One interval to draw.

    interval, value: in units of the axis, value None where no single number is meant; text: the value
    in words; kind: a key of STYLES; id: of the claim, relation or reported figure.
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


def figure_size(n: int, extra: float = 1.5) -> tuple[float, float]:
    """Figure size in inches for `n` rows of intervals; `extra`: for title, axis and source.

    Narrower than other charts: a phone shows it at three quarters of its size, words included.
    """
    return 4.8, extra + ROW_INCHES * max(n, 2)


def interval_bars(ax, rows: Sequence[Row], limits: tuple[float, float]) -> None:
    """Draw the rows from top to bottom on an axis with these limits, with labels and legend.

    Call `ax.set_xscale("log")` before, not after: the words above a row are placed by the scale.
    """
    ax.set_xlim(*limits)
    ax.set_ylim(len(rows) - 0.5, -0.75)
    ax.set_yticks(range(len(rows)), [row.label for row in rows])
    ax.grid(axis="x", color="#E3E3E3")
    ax.grid(axis="y", visible=False)
    for y, row in enumerate(rows):
        _bar(ax, y, row)
    kinds = [kind for kind in STYLES if any(row.kind == kind for row in rows)]
    charts.legend_above(
        ax, [ax.plot([], [], linestyle="", **STYLES[kind])[0] for kind in kinds], ncols=min(2, len(kinds))
    )


def _bar(ax, y: int, row: Row) -> None:
    style = STYLES[row.kind]
    left, right = ax.get_xlim()
    low, high = _ends(row.interval, left, right)
    ax.plot([low, high], [y, y], color=style["color"], linewidth=LINE, alpha=0.45, solid_capstyle="butt", zorder=2)
    if row.value is not None:
        ax.plot(float(row.value), y, style["marker"], color=style["color"], zorder=4)
    if row.interval.upper is None:
        open_end(ax, low, y, style["color"], filled=row.interval.lower_closed)
        arrow(ax, right, y, style["color"])
    elif low == left and row.value is None:
        open_end(ax, high, y, style["color"], filled=row.interval.upper_closed)
        arrow(ax, left, y, style["color"], side=-1)
    anchor = low if row.interval.upper is None else (low + high) / 2 if row.value is None else float(row.value)
    across = ax.transAxes.inverted().transform(ax.transData.transform((anchor, y)))[0]
    side = "left" if across < 0.3 else "right" if across > 0.7 else "center"
    ax.annotate(
        row.text,
        (anchor, y),
        xytext=({"left": -3, "right": 3, "center": 0}[side], 5),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=TEXT_SIZE,
    )


def _ends(interval: Interval, left: float, right: float) -> tuple[float, float]:
    """The ends within the axis; a lower end of 0 lies outside a logarithmic one."""
    low = left if interval.lower is None else max(float(interval.lower), left)
    return low, right if interval.upper is None else min(float(interval.upper), right)


def arrow(ax, x: float, y: float, colour: str, side: int = 1) -> None:
    """A head at `x` that says the interval goes on to the right (side 1) or the left (-1)."""
    ax.plot(x, y, ">" if side > 0 else "<", color=colour, markersize=7, clip_on=False, zorder=5)


def open_end(ax, x: float, y: float, colour: str, filled: bool = False) -> None:
    """The end of an interval: hollow where the end itself is left out."""
    ax.plot(
        x, y, "o", markeredgecolor=colour, markerfacecolor=colour if filled else "white", markeredgewidth=1.4, zorder=5
    )


def frame(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows as drawn, for `charts.finish`: ends in units of the axis, blank where unbounded."""
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


def sources(rows: Sequence[Row]) -> list[str]:
    """The ids behind the rows, each once, for the source line."""
    return list(dict.fromkeys(row.id for row in rows))
