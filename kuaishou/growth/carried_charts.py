"""The growth chapter's chart of what was known at the end of 2021, carried on, against what was reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from claimcheck.charts.figure import CLEAR, INK, MARKS, MUTED, NARROW, NOT_SO, Picture, picture
from claimcheck.loading import Register
from claimcheck.trends.series import BILLION
from kuaishou.growth.charts import from_2021, known, line, value
from kuaishou.growth.trends import Carried, carried

TOP = 3600  # billion CNY; rates leave the chart above it and say in words where they end
SAMPLE = 0.42  # years: the length of the piece of line before a name


@dataclass(frozen=True)
class _Drawn:
    """One rule on the chart: its line, its words, and their place on a wide chart."""

    rule: Carried
    style: str | tuple
    width: float
    words: str
    place: tuple[float, float]
    side: str = "left"


def extrapolation_chart(register: Register) -> Picture:
    """What was known at the end of 2021 carried on in four ways, on a plain axis, against what was reported."""
    points, rules = known(register), carried(register)
    last = list(points)[-1]
    reported, known_2021 = value(points[last]), value(points["2021"])
    kept, step, trend, early = (rules[name] for name in ("kept", "step", "trend", "early"))
    fine = np.linspace(2021, int(last), 120)
    curves = {
        "trend": line(trend.fit, fine),
        "kept": known_2021 * (1 + (kept.fit.growth_per_year or 0.0)) ** (fine - 2021),
        "step": known_2021 + _added(step) * (fine - 2021),
        "early": known_2021 + _added(early) * (fine - 2021),
    }
    drawn = {
        "trend": _Drawn(
            trend,
            (0, (1.2, 1.6)),
            2,
            f"trend of 2019–2021 goes on:\n{trend.last.forecast} in {last}, {trend.last.times};\ninterval {trend.last.interval}",
            (2021.85, TOP * 0.97),
            "right",
        ),
        "kept": _Drawn(
            kept,
            (0, (5, 2.5)),
            2,
            f"growth of 2021 kept:\n{kept.last.forecast} in {last}, {kept.last.times};\nno interval",
            (2023.95, TOP * 0.97),
        ),
        "step": _Drawn(
            step,
            "-",
            1.5,
            f"same yuan each year:\n{step.last.forecast} in {last}, {step.last.off};\n{step.last.interval} (shaded)",
            (2025.3, 2330),
        ),
        "early": _Drawn(
            early,
            (0, (6, 2, 1.2, 2)),
            1.5,
            f"same yuan, from 2018 on:\n{early.last.forecast} in {last}, {early.last.off};\n{early.last.interval}",
            (2025.3, 1180),
        ),
    }
    band = step.table

    def draw(ax, width):
        narrow = width == NARROW
        size = 12 if narrow else 13
        ax.set_xlim(2017.9, 2025.15)
        ax.set_ylim(0, TOP)
        ax.grid(axis="y")
        ax.set_yticks(range(0, TOP, 500), [f"{tick:,}" for tick in range(0, TOP, 500)])
        ax.set_xticks(range(2018, 2026))
        if narrow:
            ax.tick_params(axis="both", labelsize=11.5)
        ends = [np.concatenate([[known_2021], band[end] / float(BILLION)]) for end in ("lower", "upper")]
        ax.fill_between([2021, *map(int, band["period"])], *ends, color=NOT_SO, alpha=0.13, linewidth=0, zorder=1)
        ax.plot([2021, 2021], [0, 1050], color=MUTED, linewidth=1, linestyle=(0, (2, 3)))
        ax.text(2020.9, 1000, "known by then", color=MUTED, ha="right", va="center", fontsize=12)
        ax.plot([int(y) for y in points], [value(p) for p in points.values()], color=INK, linewidth=2.5, zorder=3)
        for name, one in drawn.items():  # over the reported line: one of them runs along it
            inside = curves[name] <= TOP
            ax.plot(
                fine[inside], curves[name][inside], color=NOT_SO, linewidth=one.width, linestyle=one.style, zorder=3.5
            )
        for year, point in points.items():
            ax.plot(int(year), value(point), linestyle="", zorder=4, **MARKS[point.origin])
        if narrow:
            _listed(ax, list(drawn.values()))
            ax.text(2025.1, 350, f"reported: {reported:,.0f} in {last}", color=INK, ha="right", fontsize=12)
            return
        for one in drawn.values():
            ax.text(*one.place, one.words, color=NOT_SO, ha=one.side, va="top", fontsize=size, bbox=CLEAR, zorder=2.5)
        ax.text(2025.3, reported, f"reported: {reported:,.0f}", color=INK, va="center", fontsize=size)

    overshot = all((rules[name].table["error"] > 0).all() for name in ("trend", "kept"))
    closer = max(step.worst, early.worst) < min(trend.worst, kept.worst)
    title = (
        "Early rates carried on came out far too high" if overshot else "Not every rate carried on came out too high"
    )
    title += "; adding yuan came closer, how close depends on the first year" if closer else ""
    said = "; ".join(
        f"{one.rule.label}: {one.rule.last.forecast} in {last}, {one.rule.last.off}, 95% interval {one.rule.last.interval}"
        for one in drawn.values()
    )
    rows = [{"what": "figure", "year": y, "gmv": value(p)} for y, p in points.items()]
    rows += [
        {"what": rule.label, "year": r["period"]}
        | {what: round(r[column] / float(BILLION), 1) for what, column in COLUMNS.items()}
        for rule in rules.values()
        for r in rule.table.to_dict("records")
    ]
    return picture(
        draw,
        title=title,
        unit="GMV, billion CNY. Vermilion: carried on from what was known when 2021 was reported; shaded: the 95% interval of one",
        source=from_2021(points.values()),
        alt=f"Lines of GMV, billion CNY. Reported: {reported:,.0f} in {last}. {said}.",
        rows=rows,
        name="gmv-extrapolated",
        height=(450, 430),
    )


COLUMNS = {"gmv": "forecast", "lower": "lower", "upper": "upper"}


def _added(rule: Carried) -> float:
    """What a rule in CNY adds a year, in billions."""
    return rule.fit.params["change_per_period"] / float(BILLION)


def _listed(ax, drawn: list[_Drawn]) -> None:
    """The names below each other in the free corner, each with a piece of its line: at the lines there is no room."""
    y = TOP * 0.975
    for one in drawn:
        words = one.words.replace(" goes on", "").replace(", from 2018 on", " from 2018")
        ax.plot(
            [2018, 2018 + SAMPLE],
            [y - 60, y - 60],
            color=NOT_SO,
            linewidth=one.width,
            linestyle=one.style,
        )
        ax.text(2018 + SAMPLE + 0.12, y, words, color=NOT_SO, va="top", fontsize=11.5, bbox=CLEAR, zorder=2.5)
        y -= 560
