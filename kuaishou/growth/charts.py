"""Charts of the growth chapter: the series by year, and the trends over it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from claimcheck.charts.figure import (
    ARTICLE,
    CLEAR,
    GROUND,
    INK,
    MARKS,
    MUTED,
    NARROW,
    ON_BAR,
    REPORTED,
    WIDE,
    Picture,
    picture,
)
from claimcheck.loading import Register
from claimcheck.trends.fits import Fit
from claimcheck.trends.rates import whole_percent
from claimcheck.trends.series import BILLION, Period, Point
from kuaishou import gmv
from kuaishou.growth.trends import billions, spans


def from_2021(points: Iterable[Point]) -> str:
    """Whose the figures are, for the source line; and which were not read on the page named."""
    second = " and ".join(point.period for point in points if point.checked == "second_hand")
    return "the articles; Kuaishou's results, 2022 to 2025" + (f" ({second} read second-hand)" if second else "")


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
    bases = [year for year in points if year not in rates]  # years that began with next to nothing
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
                    growth[year] if narrow else f"+{growth[year]}",
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
            "start-up years:\na rate from them\nsays little",
            (0, 0),
            (-0.4, top * 0.36),
            textcoords="data",
            fontsize=12,
            color=MUTED,
        )
        for x in range(len(bases)):
            ax.plot([x, x], [top * 0.12, top * 0.33], color=MUTED, linewidth=1)
        if second:
            ax.text(-0.4, top, "hatched: read second-hand", fontsize=12, color=MUTED, va="top")
        ax.set_xlim(-0.45, len(names) - 0.55)
        ax.set_ylim(0, top * 1.08)
        ax.set_yticks([])
        ax.set_xticks(range(len(names)), names, fontsize=12 if narrow else 13)
        _spans(ax, [points[year].origin for year in names], 12 if narrow else 13)

    first, last = names[1], names[-1]
    said_growth = ", ".join(f"{year} {rate}" for year, rate in growth.items())
    slower = list(rates.values()) == sorted(rates.values(), reverse=True)
    said = "; ".join(f"{year} {billions(float(p.value))}" for year, p in points.items())
    return picture(
        draw,
        title=f"GMV rose from {billions(float(points[first].value))} billion CNY in {first} to "
        f"{billions(float(points[last].value))} in {last}" + (", at a lower rate each year" if slower else ""),
        unit="Billion CNY a year; growth on the year before inside the bars",
        source=from_2021(points.values()),
        alt=f"Bars of GMV by year, billion CNY: {said}. Growth on the year before: {said_growth}.",
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


def line(fit: Fit, times_: np.ndarray) -> np.ndarray:
    """A fitted trend in billion CNY."""
    start = _when(fit.series.periods[0])
    logs = fit.params["log_level_first"] + fit.params["log_slope"] * (times_ - start) * fit.series.per_year
    return np.exp(logs) / float(BILLION)


def trends_chart(register: Register) -> Picture:
    """Years on a log axis, with a straight line through each span."""
    points = {year: p for year, p in known(register).items() if year != "2018"}
    found = spans(register)
    drawn = (
        (found["late"], ARTICLE, (0, (1.2, 1.6)), "2019–21, articles"),
        (found["years"], REPORTED, "-", "2021–25, reported"),
        (found["two"], INK, (0, (4, 2)), "2023–25, reported"),
    )
    places = ((2019.85, 88, "left", "top"), (2022.25, 640, "left", "top"), (2025.3, 1990, "right", "bottom"))
    rates = [whole_percent(span.rate_fitted) for span, *_ in drawn]
    differ = len(set(rates)) == len(rates)

    def draw(ax, width):
        ax.set_yscale("log")
        ax.set_ylim(40, 3600)
        ax.set_xlim(2018.75, 2025.4)
        ax.grid(axis="y")
        ax.set_yticks([50, 100, 200, 500, 1000, 2000], ["50", "100", "200", "500", "1,000", "2,000"])
        ax.minorticks_off()
        ax.set_xticks(range(2019, 2026))
        for (span, colour, style, words), (x, y, ha, va) in zip(drawn, places, strict=True):
            ends = _reach(span.fit)
            ax.plot(ends, line(span.fit, ends), color=colour, linewidth=2, linestyle=style)
            text = f"{words}, n = {span.fit.n}:\n+{whole_percent(span.rate_fitted)} a year ({_interval(span.fit)})"
            ax.text(x, y, text, color=colour, ha=ha, va=va, fontsize=12 if width == NARROW else 13, bbox=CLEAR)
        for year, point in points.items():
            ax.plot(int(year), value(point), linestyle="", zorder=4, **MARKS[point.origin])
        ax.text(2025.35, 43, "2018, at 0.097, lies below the axis", color=MUTED, fontsize=12, ha="right")

    said = "; ".join(
        f"{words}: {whole_percent(span.rate_fitted)} a year, 95% interval {_interval(span.fit)}, n {span.fit.n}"
        for span, *_, words in drawn
    )
    rows = [{"what": "year", "period": y, "gmv": value(p), "origin": p.origin} for y, p in points.items()]
    for span, *_, words in drawn:
        ends = zip(
            (span.fit.series.periods[0], span.fit.series.periods[-1]), line(span.fit, _reach(span.fit)), strict=True
        )
        rows += [{"what": f"line, {words}", "period": p, "gmv": round(v, 1), "origin": "fitted"} for p, v in ends]
    return picture(
        draw,
        title=("No single rate: a" if differ else "A")
        + f" line through 2019–21 rises {rates[0]} a year, through 2021–25 {rates[1]}, through 2023–25 {rates[2]}",
        unit="GMV, billion CNY, log scale: a constant rate is a straight line. In brackets: its 95% interval",
        source=f"{from_2021(points.values())}. Lines: least squares on logarithms",
        alt=f"GMV from 2019 to 2025 on a log axis with fitted lines. {said}.",
        rows=rows,
        name="gmv-trends",
        height=(400, 400),
    )


def _reach(fit: Fit) -> np.ndarray:
    """The first and the last point of a fit, as times."""
    return np.array([_when(fit.series.periods[0]), _when(fit.series.periods[-1])])


def _interval(fit: Fit) -> str:
    """The interval of a fitted rate in whole percent: "16 to 32%"."""
    low, high = (whole_percent(end) for end in fit.interval or (0.0, 0.0))
    return f"{low.rstrip('%')} to {high}"
