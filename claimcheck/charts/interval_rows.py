"""Intervals below each other on one axis: what the article prints, what is recomputed, what is reported elsewhere.

    rows = [claim_row(book, "gravity-2021-17", "the article prints"),
            relation_row(book, "gravity-2021-r01", "its two levels give"),
            reported_row(book, "gmv-yoy-2020-36kr", "36Kr's digest prints")]
    interval_rows(rows, limits=(538.8, 540.7), ticks={539: "539%", 540: "540%"}, name="growth-2020",
                  title=..., unit=..., source=..., alt=f"Three intervals. {spoken(rows)}.")

Each row has its label and its words above its line; a phone puts them below each other where one line is too short. An
end that is no part of the interval and stands alone (超4000億: over) is hollow, and the unbounded side runs to the edge of
the axis as an arrow. Rows come from `parts.claim_row`, `relation_row` and `reported_row`.

With `bars=True` a row is a bar from zero to its value, its interval a thin line at the bar's end where it is wide enough
to be seen: for amounts that are to be compared by their length. The axis then begins at zero.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.charts.figure import (
    ARTICLE,
    CLEAR,
    GROUND,
    INK,
    MUTED,
    NARROW,
    RECOMPUTED,
    REPORTED,
    WIDE,
    Picture,
    picture,
    text_width,
)
from claimcheck.charts.parts import Row, frame

COLOURS = {"printed": ARTICLE, "recomputed": RECOMPUTED, "reported": REPORTED}
MARKERS = {"printed": "o", "recomputed": "s", "reported": "D"}
LINE, BAR, GAP = 18, 14, 16  # of a line of words, of a bar, between rows; CSS pixels
AXIS = 30
SEEN = 0.01  # of the axis: a narrower interval would be a speck at the end of its bar


def interval_rows(
    rows: Sequence[Row],
    *,
    limits: tuple[float, float],
    ticks: dict[float, str] | None = None,
    log: bool = False,
    bars: bool = False,
    mark: float | None = None,
    **words,
) -> Picture:
    """The picture of these rows; `words` are title, unit, source, alt and name as in `figure.picture`.

    mark: a value that all rows are to be read against, as an upright line through them.
    """
    if bars and (log or limits[0] or any(row.value is None for row in rows)):
        raise ValueError("bars begin at zero, on a plain axis, and each has a value")
    narrow, wide = (sum(_height(row, width) for row in rows) + AXIS for width in (NARROW, WIDE))

    def draw(ax, width):
        _draw(ax, width, rows, limits, ticks, log, bars)
        if mark is not None:
            ax.axvline(mark, color=INK, linewidth=1, zorder=2.5)  # over the bars, under the words

    return picture(draw, height=(narrow, wide), rows=frame(rows), **words)


def _size(width: int) -> int:
    return 12 if width == NARROW else 13


def _two_lines(row: Row, width: int) -> bool:
    return text_width(row.label, _size(width)) + text_width(row.text, _size(width)) > width - 44


def _height(row: Row, width: int) -> int:
    return LINE * (1 + _two_lines(row, width)) + BAR + GAP


def _draw(ax, width: int, rows: Sequence[Row], limits, ticks, log: bool, bars: bool) -> None:
    size = _size(width)
    if log:
        ax.set_xscale("log")
    ax.set_xlim(*limits)
    ax.set_ylim(sum(_height(row, width) for row in rows), 0)
    ax.set_yticks([])
    ax.grid(axis="x")
    if ticks:
        ax.set_xticks(list(ticks), list(ticks.values()))
        ax.minorticks_off()
    ax.tick_params(axis="x", labelsize=size)
    top = 0
    for row in rows:
        colour, below = COLOURS[row.kind], _two_lines(row, width)
        line = {"transform": ax.get_yaxis_transform(), "va": "baseline", "fontsize": size, "bbox": CLEAR}
        ax.text(0, top + 13, row.label, color=MUTED, **line)
        ax.text(
            0 if below else 1, top + 13 + LINE * below, row.text, color=colour, ha="left" if below else "right", **line
        )
        top += _height(row, width)
        (_bar if bars else _interval)(ax, top - GAP - BAR / 2 + 4, row, colour)


def _bar(ax, y: float, row: Row, colour: str) -> None:
    ax.plot([0, float(row.value)], [y, y], color=colour, linewidth=BAR, solid_capstyle="butt", clip_on=False)
    ends = [float(row.interval.lower), float(row.interval.upper)]
    if ends[1] - ends[0] < SEEN * ax.get_xlim()[1]:
        return
    ax.plot(ends, [y, y], color=INK, linewidth=2, solid_capstyle="butt", clip_on=False)


def _interval(ax, y: float, row: Row, colour: str) -> None:
    left, right = ax.get_xlim()
    interval = row.interval
    low = left if interval.lower is None else max(float(interval.lower), left)
    high = right if interval.upper is None else min(float(interval.upper), right)
    ax.plot([low, high], [y, y], color=colour, linewidth=8, solid_capstyle="butt", clip_on=False)
    hollow = {"color": GROUND, "markeredgecolor": colour, "markeredgewidth": 2, "markersize": 9, "clip_on": False}
    if interval.upper is None:
        ax.plot(right, y, ">", color=colour, markersize=13, clip_on=False)
        ax.plot(low, y, "o", **(hollow | ({"color": colour} if interval.lower_closed else {})))
    elif interval.lower is None:
        ax.plot(left, y, "<", color=colour, markersize=13, clip_on=False)
        ax.plot(high, y, "o", **(hollow | ({"color": colour} if interval.upper_closed else {})))
    if row.value is not None and left <= float(row.value) <= right:
        ax.plot(
            float(row.value), y, MARKERS[row.kind], color=colour, markersize=11, markeredgecolor=GROUND, clip_on=False
        )
