"""The chart each article's chapter has: what is printed against what recomputation gives.

One row per recomputation of a printed figure. Both intervals are drawn as differences from the
printed value, in percent of it, so that billions, shares and days fit one axis. A row that
reaches beyond the axis ends in an arrow with its value, and the text under the drawing says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

import matplotlib.pyplot as plt
import pandas as pd

from claimcheck.charts import style
from claimcheck.formulas.verdicts import Arithmetic
from claimcheck.printed.interval import Interval
from claimcheck.register.record import Register

DRAWN = tuple(code for code in Arithmetic.best_first() if code.is_finding)
PRINTED = "#A9CDE6"
FEW_ROWS = 2
SAME_SIZE = 20  # a row that reaches this many times as far as the median row is cut


@dataclass(frozen=True)
class Row:
    """One recomputation: ends in percent of the printed value, None where unbounded."""

    relation: str
    claim: str
    printed: str
    verdict: Arithmetic
    printed_lower: float | None
    printed_upper: float | None
    lower: float | None
    upper: float | None

    @property
    def ends(self) -> list[float]:
        """The finite ends of both intervals."""
        return [e for e in (self.printed_lower, self.printed_upper, self.lower, self.upper) if e is not None]

    @property
    def is_trivial(self) -> bool:
        """Whether an exact count came out as printed: nothing to see."""
        return len(self.ends) == 4 and not any(self.ends)


def rows_of(register: Register, article: str, only: Iterable[str] | None = None) -> list[Row]:
    """The recomputations of the article's figures that can be drawn, in the order of the claims.

    `only`: relation ids, if not all. Dates are left out (a day has no percentage), and so are
    comparisons, which say that two sides differ. Where more than a few rows remain, so are
    counts of lists that come out exactly.
    """
    wanted = set(only) if only is not None else set(register.relations)
    rows = []
    for claim in register.claims.values():
        if claim.article == article:
            chosen = [r for r in register.targeting(claim.id) if r.id in wanted]
            rows += [row for row in (_row(claim, relation) for relation in chosen) if row]
    telling = [row for row in rows if not row.is_trivial]
    return telling if len(telling) >= FEW_ROWS else rows


def _row(claim, relation) -> Row | None:
    if not isinstance(relation.result, Interval) or claim.base_unit in ("date", "text"):
        return None
    base = claim.value_base if claim.value_base is not None else _middle(claim.interval)
    if not base:
        return None
    ends = (claim.interval.lower, claim.interval.upper, relation.result.lower, relation.result.upper)
    percent = [None if end is None else float((end - base) / abs(base) * 100) for end in ends]
    return Row(relation.id, claim.id, claim.read, relation.verdict.code, *percent)


def _middle(interval: Interval):
    return None if None in (interval.lower, interval.upper) else interval.midpoint


def interval_chart(register: Register, article: str, only: Iterable[str] | None = None) -> style.Chart:
    """Printed against recomputed figures of an article; ValueError where there is nothing to draw."""
    rows = rows_of(register, article, only)
    if not rows:
        raise ValueError(f"no recomputation of {article} can be drawn")
    limit = axis_limit(rows)
    fig, ax = plt.subplots(figsize=style.category_rows(len(rows), 1.7))
    for y, row in enumerate(rows):
        _draw(ax, y, row, limit)
    ax.axvline(0, color="#777777", linewidth=0.8, zorder=0)
    ax.set_xlim(-limit, limit)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_yticks(range(len(rows)), [f"{row.printed}  {row.relation}" for row in rows], fontsize=8)
    ax.grid(axis="x", color="#E3E3E3")
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("difference from the printed value, in percent of it")
    _legend(ax, rows)
    beyond = [row for row in rows if max(map(abs, row.ends)) > limit or None in (row.lower, row.upper)]
    return style.finish(
        fig,
        title(rows, article),
        _source(register, article, rows, beyond, limit),
        alt(rows, beyond, limit),
        frame(rows),
        name=f"intervals-{article}",
    )


def axis_limit(rows: list[Row]) -> float:
    """Half the width of the axis: as far as the rows of one size reach. Without a limit, a figure
    in words that is off by a third would press all measured ones into a line."""
    reach = [max(map(abs, row.ends)) for row in rows]
    return 1.08 * max(r for r in reach if r <= SAME_SIZE * median(reach)) or 1.0


def _draw(ax, y: int, row: Row, limit: float) -> None:
    shade = row.verdict.shade
    _bar(ax, y, row.printed_lower, row.printed_upper, limit, PRINTED, 11)
    _bar(ax, y, row.lower, row.upper, limit, shade, 2.2)
    low = -limit if row.lower is None else row.lower
    high = limit if row.upper is None else row.upper
    middle = (low + high) / 2
    if abs(middle) <= limit:
        ax.plot(middle, y, row.verdict.marker, color=shade, markersize=5.5, zorder=4)
    for end, side in ((row.lower, -1), (row.upper, 1)):
        if end is None or side * end > limit:
            _arrow(ax, y, side, limit, shade)
    if abs(middle) > limit:
        side = 1 if middle > 0 else -1
        _arrow(ax, y, side, limit, shade)
        ax.annotate(
            f"{middle:+.3g}%".replace("-", "−"),
            (side * limit, y),
            xytext=(-8 * side, 0),
            textcoords="offset points",
            fontsize=8,
            color=shade,
            ha="right" if side > 0 else "left",
            va="center",
        )


def _bar(ax, y: int, low: float | None, high: float | None, limit: float, colour: str, width: float) -> None:
    """A line from end to end, cut at the axis; an interval narrower than the pen is still seen."""
    low = -limit if low is None else max(low, -limit)
    high = limit if high is None else min(high, limit)
    if low > high:
        return
    least = limit * 0.006
    if high - low < least:
        low, high = (low + high - least) / 2, (low + high + least) / 2
    ax.plot([low, high], [y, y], color=colour, linewidth=width, solid_capstyle="butt", zorder=2 if width > 5 else 3)


def _arrow(ax, y: int, side: int, limit: float, colour: str) -> None:
    ax.plot(side * limit, y, ">" if side > 0 else "<", color=colour, markersize=6, clip_on=False, zorder=5)


def _legend(ax, rows: list[Row]) -> None:
    handles = [ax.plot([], [], color=PRINTED, linewidth=9, label="printed")[0]]
    for code in DRAWN:
        if any(row.verdict == code for row in rows):
            handles.append(
                ax.plot(
                    [],
                    [],
                    code.marker + "-",
                    color=code.shade,
                    markersize=5.5,
                    label=f"recomputed: {code.words}",
                )[0]
            )
    style.legend_above(ax, handles)


def _percent(x: float) -> str:
    return f"{x:.0f}" if x >= 10 else f"{x:.2g}"


def _counts(rows: list[Row]) -> Counter:
    return Counter(row.verdict for row in rows)


def _meeting(rows: list[Row]) -> int:
    return sum(Arithmetic.of(row.verdict).holds for row in rows)


def title(rows: list[Row], article: str) -> str:
    """The finding: how many recomputations meet the printed figure."""
    count = _counts(rows)
    if len(rows) > 1 and _meeting(rows) == len(rows):
        return f"{article}: all {len(rows)} recomputations meet the printed figures"
    meet = _meeting(rows)
    rest = [_clause(count[Arithmetic.UNDETERMINED], "stay open"), _clause(count[Arithmetic.NOT_REPRODUCED], "do not")]
    return f"{article}: {meet} of {len(rows)} recomputations meet the printed figure{''.join(rest)}"


def _clause(n: int, verb: str) -> str:
    """ ", 2 do not", ", 1 does not", or nothing for none."""
    singular = {"do not": "does not", "stay open": "stays open"}
    return f", {n} {singular[verb] if n == 1 else verb}" if n else ""


def alt(rows: list[Row], beyond: list[Row], limit: float) -> str:
    """What the drawing shows, for who cannot see it."""
    count = _counts(rows)
    parts = ", ".join(f"{count[code]} {code.words}" for code in DRAWN if count[code])
    missed = dict.fromkeys(f"{row.printed} ({row.claim})" for row in rows if row.verdict == Arithmetic.NOT_REPRODUCED)
    return (
        f"Interval chart with {len(rows)} rows, each the interval of a printed figure under the interval that its "
        f"recomputation gives, on an axis of plus or minus {_percent(limit)} percent of the printed value. Verdicts: {parts}."
        + (f" The intervals stay apart for {', '.join(missed)}." if missed else " Every pair of intervals meets.")
        + (f" {len(beyond)} rows reach beyond the axis." if beyond else "")
    )


def _source(register: Register, article: str, rows: list[Row], beyond: list[Row], limit: float) -> str:
    text = f"Source: claims/{article}.csv, relations.csv; own computation."
    left_out = len(
        rows_of(register, article, [r for r in register.relations if r not in {row.relation for row in rows}])
    )
    if beyond:
        text += f" An arrow marks a row that reaches beyond ±{_percent(limit)}%."
    return text + (f" Left out: {left_out} counts of lists that come out exactly." if left_out else "")


def frame(rows: list[Row]) -> pd.DataFrame:
    """The rows as drawn, ends in percent of the printed value, blank where unbounded."""
    table = pd.DataFrame([vars(row) for row in rows])
    ends = ["printed_lower", "printed_upper", "lower", "upper"]
    table[ends] = table[ends].astype(float).round(4)
    return table.rename(columns={"lower": "recomputed_lower", "upper": "recomputed_upper"})
