"""Charts of the growth chapter: the series by year, the trends over it, and what carrying them on would have given."""

from __future__ import annotations

import numpy as np

from claimcheck.charts.figure import (
    ARTICLE,
    CLEAR,
    GROUND,
    INK,
    MARKS,
    MUTED,
    NARROW,
    NOT_SO,
    ON_BAR,
    RECOMPUTED,
    REPORTED,
    WIDE,
    Picture,
    picture,
)
from claimcheck.loading import Register
from claimcheck.trends.fits import Fit
from claimcheck.trends.rates import whole_percent
from claimcheck.trends.series import BILLION, Period, Point, rolling_year
from kuaishou import gmv
from kuaishou.growth.trends import billions, carried, spans

FROM_2021 = "the articles; Kuaishou's results, 2022 to 2025"


def known(register: Register) -> dict[str, Point]:
    """Each year's figure: an article's where one prints it, else the best one reported elsewhere."""
    printed, elsewhere = gmv.articles(register), gmv.reported(register)
    return {year: (printed if year in printed.periods else elsewhere).at(year) for year in elsewhere.periods}


def value(point: Point) -> float:
    """In billion CNY."""
    return float(point.value / BILLION)


def years_chart(register: Register, wide: int = WIDE) -> Picture:
    """Bars by year: whose figure by colour, growth inside, what was read second-hand hatched.

    wide: the width of the drawing for wide windows, in CSS pixels.
    """
    points = known(register)
    found = {year: gmv.printed_growth(register, year) for year in points}
    rates = {year: float(rate.value) for year, rate in found.items() if rate}
    growth = {year: whole_percent(rate / 100) for year, rate in rates.items()}
    names, top = list(points), max(value(p) for p in points.values())
    second = [year for year in names if points[year].checked == "second_hand"]

    def draw(ax, width):
        narrow = width == NARROW
        for x, (year, point) in enumerate(points.items()):
            colour, v, hatched = MARKS[point.origin]["color"], value(point), year in second
            face = {"color": GROUND, "edgecolor": colour, "hatch": "///"} if hatched else {"color": colour}
            ax.bar(x, v, 0.8, linewidth=1.5, **face)
            ax.annotate(billions(float(point.value)), (x, v), (0, 4), textcoords="offset points", ha="center")
            if year in growth:
                clear = {"facecolor": GROUND, "edgecolor": "none", "pad": 1.5} if hatched else None
                ax.annotate(
                    f"+{growth[year]}",
                    (x, v),
                    (0, -7),
                    textcoords="offset points",
                    ha="center",
                    va="top",
                    fontsize=11.5 if narrow else 13,
                    color=INK if hatched else ON_BAR,
                    bbox=clear,
                )
        ax.annotate(
            "start-up year:\nno rate from it",
            (0, value(points[names[0]])),
            (-0.4, top * 0.34),
            textcoords="data",
            fontsize=12,
            color=MUTED,
        )
        ax.plot([0, 0], [top * 0.1, top * 0.33], color=MUTED, linewidth=1)
        if second:
            ax.text(-0.4, top, "hatched: read second-hand", fontsize=12, color=MUTED, va="top")
        ax.set_xlim(-0.45, len(names) - 0.55)
        ax.set_ylim(0, top * 1.08)
        ax.set_yticks([])
        ax.set_xticks(range(len(names)), names, fontsize=12 if narrow else 13)
        _spans(ax, [points[year].origin for year in names], 12 if narrow else 13)

    first, last = names[1], names[-1]
    falling = [growth[year] for year in growth]
    slower = list(rates.values()) == sorted(rates.values(), reverse=True)
    said = "; ".join(f"{year} {billions(float(p.value))}" for year, p in points.items())
    return picture(
        draw,
        title=f"GMV rose from {billions(float(points[first].value))} billion CNY in {first} to "
        f"{billions(float(points[last].value))} in {last}" + (", at a lower rate each year" if slower else ""),
        unit="Billion CNY a year; growth on the year before inside the bars",
        source=FROM_2021 + (f" ({' and '.join(second)} read second-hand)" if second else ""),
        alt=f"Bars of GMV by year, billion CNY: {said}. Growth by year: {', '.join(falling)}.",
        rows=[
            {"year": y, "gmv": value(p), "origin": p.origin, "read": p.checked, "growth": growth.get(y, "")}
            for y, p in points.items()
        ],
        name="gmv-years",
        height=(330, 350),
        wide=wide,
    )


def _spans(ax, origins: list[str], size: float) -> None:
    """Under the years, whose figures they are."""
    words = {"article": "printed in the articles", "reported": "company results only"}
    across = ax.get_xaxis_transform()
    for origin, text in words.items():
        places = [x for x, found in enumerate(origins) if found == origin]
        if places:
            left, right, colour = places[0] - 0.4, places[-1] + 0.4, MARKS[origin]["color"]
            ax.plot([left, right], [-0.105] * 2, transform=across, color=colour, linewidth=2, clip_on=False)
            ax.text(
                (left + right) / 2, -0.125, text, transform=across, ha="center", va="top", color=colour, fontsize=size
            )


def _when(period: str) -> float:
    """A year, or the end of a quarter on the same scale: Q4 2021 lies where 2021 does."""
    at = Period.parse(period)
    return at.year + (at.part - at.per_year) / at.per_year


def _line(fit: Fit, times_: np.ndarray) -> np.ndarray:
    """A fitted trend in billion CNY."""
    start = _when(fit.series.periods[0])
    logs = fit.params["log_level_first"] + fit.params["log_slope"] * (times_ - start) * fit.series.per_year
    return np.exp(logs) / float(BILLION)


def trends_chart(register: Register) -> Picture:
    """Years and twelve-month sums on a log axis, with a straight line through each span."""
    points = {year: p for year, p in known(register).items() if year != "2018"}
    sums = rolling_year(gmv.reported(register, gmv.QUARTER))
    found = spans(register)
    drawn = (
        (found["late"], ARTICLE, "-", (2018.9, 2021.4), "2019–21, articles"),
        (found["years"], REPORTED, "-", (2020.7, 2025.35), "2021–25, reported"),
        (found["latest"], RECOMPUTED, (0, (4, 2)), (2022.95, 2025.35), "twelve-month sums, last two years"),
    )
    places = ((2019.72, 92, "left", "top"), (2022.6, 520, "left", "top"), (2025.35, 1980, "right", "bottom"))
    rates = [span.rate_fitted for span, *_ in drawn]
    flatter = rates == sorted(rates, reverse=True)

    def draw(ax, width):
        ax.set_yscale("log")
        ax.set_ylim(40, 3400)
        ax.set_xlim(2018.75, 2025.4)
        ax.grid(axis="y")
        ax.set_yticks([50, 100, 200, 500, 1000, 2000], ["50", "100", "200", "500", "1,000", "2,000"])
        ax.minorticks_off()
        ax.set_xticks(range(2019, 2026))
        ax.plot(
            [_when(p) for p in sums.periods],
            sums.values / float(BILLION),
            ".",
            color=RECOMPUTED,
            markersize=7,
            zorder=3,
        )
        for (span, colour, style, reach, words), (x, y, ha, va) in zip(drawn, places, strict=True):
            ends = np.array(reach)
            ax.plot(ends, _line(span.fit, ends), color=colour, linewidth=2, linestyle=style)
            text = f"{words}:\n+{whole_percent(span.rate_fitted)} a year, n = {span.fit.n}"
            ax.text(x, y, text, color=colour, ha=ha, va=va, fontsize=12 if width == NARROW else 13, bbox=CLEAR)
        for year, point in points.items():
            ax.plot(int(year), value(point), linestyle="", zorder=4, **MARKS[point.origin])
        ax.text(2025.35, 43, "2018, at 0.1, lies below the axis", color=MUTED, fontsize=12, ha="right")

    said = "; ".join(f"{words}: {whole_percent(span.rate_fitted)} a year, n {span.fit.n}" for span, *_, words in drawn)
    rows = [{"what": "year", "period": y, "gmv": value(p), "origin": p.origin} for y, p in points.items()]
    rows += [{"what": "twelve months", "period": p.period, "gmv": value(p), "origin": p.origin} for p in sums.points]
    return picture(
        draw,
        title="Each later span is flatter: no single rate describes these years"
        if flatter
        else "The spans differ: no single rate describes these years",
        unit="GMV, billion CNY, log scale: a constant rate is a straight line. Small dots: sums of four quarters",
        source=f"{FROM_2021}. Lines: least squares on logarithms",
        alt=f"GMV from 2019 to 2025 on a log axis with fitted lines. {said}.",
        rows=rows,
        name="gmv-trends",
        height=(380, 400),
    )


def extrapolation_chart(register: Register) -> Picture:
    """What was known at the end of 2021 carried on in three ways, on a plain axis, against what was reported."""
    points, rules = known(register), carried(register)
    last = list(points)[-1]
    reported, known_2021 = value(points[last]), value(points["2021"])
    kept, step, trend, early = (rules[name] for name in ("kept", "step", "trend", "early"))
    ends = {name: rule.table["forecast"].to_numpy() / float(BILLION) for name, rule in rules.items()}
    top = 1.07 * max(ends["kept"][-1], ends["step"][-1], reported)
    off_by = {name: rule.last.times for name, rule in rules.items()}
    words = {
        "trend": f"{trend.label[0].lower()}{trend.label[1:]},\n{trend.detail}:\n{ends['trend'][-2]:,.0f} in 2024,\noff the chart",
        "kept": f"growth of 2021 kept,\n{kept.detail}:\n{ends['kept'][-1]:,.0f} in {last}",
        "step": f"same yuan each year: {ends['step'][-1]:,.0f};\nfrom 2018 on (dotted): {ends['early'][-1]:,.0f}",
        "so": f"reported: {reported:,.0f}",
    }

    def draw(ax, width):
        narrow = width == NARROW
        ax.set_xlim(2017.9, 2025.15)
        ax.set_ylim(0, top)
        ax.grid(axis="y")
        ticks = range(0, int(top), 1000)
        ax.set_yticks(ticks, [f"{tick:,}" for tick in ticks])
        ax.set_xticks(range(2018, 2026))
        ax.plot([2021, 2021], [0, top * 0.35], color=MUTED, linewidth=1, linestyle=(0, (2, 3)))
        ax.text(2020.92, top * 0.35, "known by then", color=MUTED, ha="right", va="top", fontsize=12)
        fine = np.linspace(2021, 2025, 60)
        steep = np.linspace(2021, 2021 + 4 * 0.445, 60)
        ax.plot(steep, _line(trend.fit, steep), color=NOT_SO, linewidth=2, linestyle=(0, (1.2, 1.6)))
        rate = kept.fit.growth_per_year or 0.0
        ax.plot(fine, known_2021 * (1 + rate) ** (fine - 2021), color=NOT_SO, linestyle=(0, (5, 2.5)))
        added = step.fit.params["change_per_period"] / float(BILLION)
        ax.plot(fine, known_2021 + added * (fine - 2021), color=NOT_SO, linewidth=1.5)
        added_early = early.fit.params["change_per_period"] / float(BILLION)
        ax.plot(fine, known_2021 + added_early * (fine - 2021), color=NOT_SO, linewidth=1.5, linestyle=(0, (1, 1)))
        ax.plot([int(y) for y in points], [value(p) for p in points.values()], color=INK, linewidth=2.5, zorder=3)
        for year, point in points.items():
            ax.plot(int(year), value(point), linestyle="", zorder=4, **MARKS[point.origin])
        size = 12 if narrow else 13
        if narrow:
            ax.tick_params(axis="x", labelsize=11.5)
            ax.tick_params(axis="y", labelsize=11.5)
            places = {
                "trend": (2018, top * 0.78, NOT_SO, "left"),
                "kept": (2018, top * 0.55, NOT_SO, "left"),
                "step": (2025.1, top * 0.12, NOT_SO, "right"),
                "so": (2025.1, top * 0.025, INK, "right"),
            }
        else:
            places = {
                "trend": (2020.1, top * 0.86, NOT_SO, "left"),
                "kept": (2025.3, top * 0.88, NOT_SO, "left"),
                "step": (2025.3, ends["step"][-1] + top * 0.055, NOT_SO, "left"),
                "so": (2025.3, reported - top * 0.04, INK, "left"),
            }
        longer = {"kept": f",\n{off_by['kept']} the figure reported", "step": f" in {last},\n{step.last.off}"}
        for name, (x, y, colour, side) in places.items():
            text = words[name] + ("" if narrow else longer.get(name, ""))
            ax.text(x, y, text, color=colour, ha=side, va="center", fontsize=size, bbox=CLEAR, zorder=2.5)

    overshot = all((rules[name].table["error"] > 0).all() for name in ("trend", "kept"))
    closer = max(step.worst, early.worst) < min(trend.worst, kept.worst)
    title = (
        "Early rates carried on came out far too high" if overshot else "Not every rate carried on came out too high"
    )
    title += "; adding yuan came closer, how close depends on the first year" if closer else ""
    drawn = {name: rules[name] for name in ("trend", "kept", "step", "early")}
    said = "; ".join(f"{rule.label}: {rule.last.forecast} in {last}, {rule.last.off}" for rule in drawn.values())
    rows = [{"what": "figure", "year": y, "gmv": value(p)} for y, p in points.items()]
    rows += [
        {"what": rule.label, "year": r["period"], "gmv": round(r["forecast"] / float(BILLION), 1)}
        for rule in rules.values()
        for r in rule.table.to_dict("records")
    ]
    return picture(
        draw,
        title=title,
        unit="GMV, billion CNY. Vermilion: carried on from what was known when 2021 was reported",
        source="the articles up to 2021; Kuaishou's results after",
        alt=f"Lines of GMV, billion CNY. Reported: {reported:,.0f} in {last}. {said}.",
        rows=rows,
        name="gmv-extrapolated",
        height=(400, 420),
    )
