"""Charts of the quarters chapter: growth on the year before, season, the forecast against what came."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

import numpy as np

from claimcheck.charts.figure import (
    CLEAR,
    INK,
    MARKS,
    MUTED,
    NARROW,
    REPORTED,
    RULE,
    Picture,
    picture,
)
from claimcheck.charts.interval_rows import interval_rows
from claimcheck.charts.parts import Row
from claimcheck.loading import Register
from claimcheck.printed.interval import Interval
from claimcheck.trends.rates import whole_percent, yearly
from claimcheck.trends.series import BILLION, Period, float_ends
from kuaishou import gmv
from kuaishou.growth.charts import value
from kuaishou.quarters import arithmetic
from kuaishou.quarters.tables import MODELS, lowered, spoken

Key = TypeVar("Key")  # what a label is known by
TOP = 60  # percent; what lies above is said in words


def results(register: Register) -> str:
    """Whose the quarters are, for the source line; and which were not read on the page named."""
    points = gmv.reported(register, gmv.QUARTER).points
    second = " and ".join(spoken(point.period) for point in points if point.checked == "second_hand")
    return f"Kuaishou's results and copies since {spoken(points[0].period)}" + (
        f" ({second} read second-hand)" if second else ""
    )


def growth_chart(register: Register) -> Picture:
    """Growth of each quarter on the year before; the half-year stands where no source has the growth of its quarters."""
    table = arithmetic.year_on_year(register)
    first, quarters = Period.parse("2021Q1"), gmv.reported(register, gmv.QUARTER)
    place = {p: Period.parse(p).ordinal - first.ordinal for p in quarters.periods}
    rates = {r["period"]: 100 * r["growth"] for r in table.to_dict("records")}
    above = {p: rate for p, rate in rates.items() if rate > TOP}
    inside = {p: rate for p, rate in rates.items() if rate <= TOP}
    half = 100 * float(yearly(gmv.halves(register))["2021H2"][0])
    last, bottom, step = quarters.periods[-1], "2022Q3", _step(rates)
    said_above = " and ".join(f"{whole_percent(r / 100)} in {spoken(p)}" for p, r in above.items())

    def draw(ax, width):
        narrow = width == NARROW
        size = 12 if narrow else 13
        ax.set_xlim(-0.7, max(place.values()) + 0.7)
        ax.set_ylim(0, TOP + 4)
        ax.grid(axis="y")
        ax.set_yticks(range(0, TOP + 1, 10), [f"{tick}%" for tick in range(0, TOP + 1, 10)])
        years = [p for p in quarters.periods if p.endswith("Q1")]
        ax.set_xticks([place[p] + 1.5 for p in years], [p[:4] for p in years], fontsize=size)
        for p in years[1:]:
            ax.axvline(place[p] - 0.5, color=RULE, linewidth=1)
        ax.plot([place[p] for p in inside], list(inside.values()), color=REPORTED, linewidth=1.5, zorder=2)
        ax.plot([place[p] for p in inside], list(inside.values()), linestyle="", zorder=3, **MARKS["reported"])
        ax.plot([place["2021Q3"] - 0.4, place["2021Q4"] + 0.4], [half, half], color=REPORTED, linewidth=4)
        words = f"H2: {half:.0f}%" if narrow else f"second half:\n{half:.0f}%"
        ax.text(
            place["2021Q3"] + (0 if narrow else 0.5),
            half - 2,
            words,
            color=REPORTED,
            ha="center",
            va="top",
            fontsize=size,
            bbox=CLEAR,
        )
        for p in above:
            ax.plot(place[p], TOP + 1.5, "^", color=REPORTED, markersize=9, clip_on=False)
        words = ",\n".join(f"{spoken(p)[:2]}: {whole_percent(r / 100)}" for p, r in above.items())
        ax.text(1.6, TOP + 3, words, color=REPORTED, va="top", fontsize=size, bbox=CLEAR)
        high = max((p for p in inside if p >= "2022Q2"), key=lambda p: inside[p])
        for p, up in ((high, True), (bottom, False), (step[0], True), (step[1], False), (last, False)):
            text = f"{whole_percent(inside[p] / 100)}"
            ax.annotate(
                text,
                (place[p], inside[p]),
                (0, 9 if up else -9),
                textcoords="offset points",
                ha="center",
                va="bottom" if up else "top",
                color=INK,
                fontsize=size,
                bbox=CLEAR,
            )

    words = [whole_percent(rates[p] / 100) for p in (bottom, *step)]
    title = (
        f"Growth fell from {said_above.split(' and ')[0]} to {words[0]} in {spoken(bottom)}, "
        f"and from {words[1]} in {spoken(step[0])} to {words[2]} a quarter later"
    )
    said = ", ".join(f"{spoken(p)} {whole_percent(r / 100)}" for p, r in rates.items())
    return picture(
        draw,
        title=title,
        unit="Growth of GMV on the same quarter a year earlier; triangles are off the scale",
        source=results(register),
        alt=f"Growth by quarter: {said}; the second half of 2021 {half:.0f}%.",
        rows=[
            {"period": r["period"], "growth %": round(100 * r["growth"], 2), "from": r["from"]}
            for r in table.to_dict("records")
        ],
        name="quarters-growth",
        height=(310, 330),
    )


def _step(rates: dict[str, float]) -> tuple[str, str]:
    """The two quarters between which growth fell most after 2021 and the first half of 2022."""
    later = [p for p in rates if p >= "2022Q3"]
    return min(zip(later, later[1:], strict=False), key=lambda pair: rates[pair[1]] - rates[pair[0]])


def season_chart(register: Register) -> Picture:
    """Each quarter's share of its year, as a line over the years."""
    table = arithmetic.weights(gmv.reported(register, gmv.QUARTER))
    shares = table.pivot(index="year", columns="quarter", values="share") * 100
    years = list(shares.index)
    last = {q: float(shares[q].iloc[-1]) for q in (1, 2, 3, 4)}
    fourth, first = last[4], last[1]

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        ax.set_xlim(-0.15, len(years) - 1 + (0.95 if width == NARROW else 0.5))
        ax.set_ylim(12, 40)
        ax.grid(axis="y")
        ax.set_yticks(range(15, 41, 5), [f"{tick}%" for tick in range(15, 41, 5)])
        ax.set_xticks(range(len(years)), [str(year) for year in years], fontsize=size)
        ax.plot([0, len(years) - 1], [25, 25], color=MUTED, linewidth=1, linestyle=(0, (2, 3)))
        for q in last:
            colour = INK if q in (1, 4) else REPORTED
            ax.plot(
                range(len(years)),
                shares[q],
                color=colour,
                marker="D",
                markersize=6,
                linewidth=2 if q in (1, 4) else 1.25,
            )
            ax.annotate(
                f"{shares[q].iloc[0]:.0f}",
                (0, shares[q].iloc[0]),
                (0, 8),
                textcoords="offset points",
                ha="center",
                fontsize=size,
                color=colour,
            )
        for quarter, y in spread(last, 2.2).items():
            colour = INK if quarter in (1, 4) else REPORTED
            ax.text(
                len(years) - 1 + 0.12,
                y,
                f"Q{quarter}: {last[quarter]:.0f}%",
                color=colour,
                va="center",
                fontsize=size,
                bbox=CLEAR,
            )

    said = "; ".join(
        f"{year}: " + ", ".join(f"Q{q} {shares.loc[year, q]:.0f}%" for q in shares.columns) for year in years
    )
    return picture(
        draw,
        title=f"The fourth quarter of {years[-1]} made {fourth:.0f}% of its year, the first {first:.0f}%",
        unit="Share of a year's GMV by quarter; dotted: a quarter of the year",
        source=results(register),
        alt=f"Shares of the year by quarter. {said}.",
        rows=table.round(4),
        name="quarters-season",
        height=(290, 300),
    )


def spread(places: dict[Key, float], least: float) -> dict[Key, float]:
    """Heights of labels moved apart until each is `least` above the one below."""
    found: dict[Key, float] = {}
    below = -np.inf
    for key, y in sorted(places.items(), key=lambda item: item[1]):
        found[key] = below = max(y, below + least)
    return found


def forecast_chart(register: Register) -> Picture:
    """The forecast kept from version 1.0.0, what came, and what each model gives from the same quarters."""
    forecast, came = arithmetic.kept_forecast(register)
    rows = [
        _row("version 1.0.0, as it was", forecast.id, "recomputed", forecast.interval, forecast.value),
        Row(
            f"reported for {spoken(came.period)}",
            came.source,
            "reported",
            _scaled(came.interval),
            came.value / BILLION,
            f"{value(came):,.1f}",
        ),
    ]
    fits = {row["model"]: row for row in arithmetic.before_last(register)}
    for model in arithmetic.rolling(register).scores["model"]:
        row = fits[model]
        ends = Interval(Fraction(row["lower"]), Fraction(row["upper"]))
        rows.append(_row(lowered(MODELS[model][0]), model, "recomputed", ends, Fraction(row["forecast"])))
    held = forecast.interval.contains(came.value)
    off = abs(float(forecast.value / came.value) - 1)
    side = "too high" if forecast.value > came.value else "too low"
    title = f"The forecast of version 1.0.0 was {off:.1%} {side}" + (
        "; its interval held" if held else "; its interval failed"
    )
    return interval_rows(
        rows,
        limits=(250, 800),
        ticks={tick: str(tick) for tick in range(300, 801, 100)},
        title=title,
        unit=f"GMV of {spoken(came.period)}, billion CNY; squares: forecasts with 95% intervals, from the quarters before it; "
        "upright line: what came",
        source="this report, version 1.0.0; Kuaishou's results for 2025, read second-hand",
        alt="Forecasts and the figure: " + "; ".join(f"{row.label} {row.text}" for row in rows) + ".",
        name="quarters-forecast",
        mark=float(came.value / BILLION),
    )


def _scaled(interval: Interval) -> Interval:
    return interval.map_scale(1 / BILLION)


def _row(label: str, id_: str, kind: str, interval: Interval, point: Fraction) -> Row:
    ends = _scaled(interval)
    low, high = float_ends(ends)
    text = f"{float(point / BILLION):,.1f} ({low:,.1f} to {high:,.1f})"
    return Row(label, id_, kind, ends, point / BILLION, text)
