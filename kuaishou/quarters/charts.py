"""Charts of the quarters chapter: growth on the year before, season, the forecast against what came, the ceiling implied."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from claimcheck.charts.figure import (
    CLEAR,
    INK,
    MARKS,
    MUTED,
    NARROW,
    NOT_SO,
    RECOMPUTED,
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
from claimcheck.trends.seasonal import yearly_sums
from claimcheck.trends.series import BILLION, Period, float_ends, rolling_year
from kuaishou import gmv
from kuaishou.growth.charts import value
from kuaishou.growth.trends import billions
from kuaishou.quarters import arithmetic
from kuaishou.quarters.tables import MODELS, lowered, rounded, spoken

RESULTS = "Kuaishou's results, Q1 2021 to Q4 2025, and press copies of them"
TOP = 60  # percent; what lies above is said in words


def growth_chart(register: Register) -> Picture:
    """Growth of each quarter on the year before; the half-year stands where no source has the quarters."""
    table = arithmetic.year_on_year(register)
    first, quarters = Period.parse("2021Q1"), gmv.reported(register, gmv.QUARTER)
    place = {p: Period.parse(p).ordinal - first.ordinal for p in quarters.periods}
    rates = {r["period"]: 100 * r["growth"] for r in table.to_dict("records")}
    above = {p: rate for p, rate in rates.items() if rate > TOP}
    inside = {p: rate for p, rate in rates.items() if rate <= TOP}
    half = 100 * float(yearly(gmv.halves(register))["2021H2"][0])
    last = quarters.periods[-1]
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
        for p, up in ((high, True), ("2022Q3", False), (last, False)):
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

    title = f"Growth fell from {said_above.split(' and ')[0]} to {whole_percent(rates[last] / 100)} in {spoken(last)}"
    said = ", ".join(f"{spoken(p)} {whole_percent(r / 100)}" for p, r in rates.items())
    return picture(
        draw,
        title=title,
        unit="Growth of GMV on the same quarter a year earlier; triangles lie above the axis",
        source=RESULTS,
        alt=f"Growth by quarter: {said}; the second half of 2021 {half:.0f}%.",
        rows=[
            {"period": r["period"], "growth %": round(100 * r["growth"], 2), "from": r["from"]}
            for r in table.to_dict("records")
        ],
        name="quarters-growth",
        height=(310, 330),
    )


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
        for quarter, y in _spread(last, 2.2).items():
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
        source=RESULTS,
        alt=f"Shares of the year by quarter. {said}.",
        rows=table.round(4),
        name="quarters-season",
        height=(290, 300),
    )


def _spread(places: dict[int, float], least: float) -> dict[int, float]:
    """Heights of labels moved apart until each is `least` above the one below."""
    found: dict[int, float] = {}
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
        unit=f"GMV of {spoken(came.period)}, billion CNY; squares: forecasts with 95% intervals, from the quarters before it",
        source="this report, version 1.0.0; Kuaishou's results for 2025, read second-hand",
        alt="Forecasts and the figure: " + "; ".join(f"{row.label} {row.text}" for row in rows) + ".",
        name="quarters-forecast",
    )


def _scaled(interval: Interval) -> Interval:
    return interval.map_scale(1 / BILLION)


def _row(label: str, id_: str, kind: str, interval: Interval, point: Fraction) -> Row:
    ends = _scaled(interval)
    low, high = float_ends(ends)
    text = f"{float(point / BILLION):,.1f} ({low:,.1f} to {high:,.1f})"
    return Row(label, id_, kind, ends, point / BILLION, text)


def ceiling_chart(register: Register) -> Picture:
    """Twelve-month sums and the fading trend through them, with the slowest and the fastest fading that the data allow."""
    quarters, fit = gmv.reported(register, gmv.QUARTER), arithmetic.fading(register)
    sums = rolling_year(quarters)
    start = Period.parse(quarters.periods[0]).ordinal
    seen = np.array([Period.parse(p).ordinal - start for p in sums.periods])
    steps = np.arange(seen[0], start_of(2041) - start)
    year = lambda step: (start + step - 3) / 4  # the four quarters of 2025 end where 2025 lies
    quarter_at = lambda step: f"Q{(start + int(step)) % 4 + 1} {(start + int(step)) // 4}"
    curves = {name: yearly_sums(quarters, fit.params[name], steps) / 1e9 for name in ("phi", "phi_low", "phi_high")}
    ends = {name: fit.params[name] / 1e9 for name in ("ceiling", "ceiling_low", "ceiling_high")}
    words = {name: rounded(fit.params[name]) for name in ends}
    last = float(sums.points[-1].value) / 1e9

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        ax.set_xlim(2020.6, 2040.2)
        ax.set_ylim(0, max(v for v in ends.values() if np.isfinite(v)) * 1.08)
        ax.grid(axis="y")
        ax.set_yticks(range(0, 3001, 500), [f"{tick:,}" for tick in range(0, 3001, 500)])
        ax.set_xticks([2021, *range(2025, 2041, 5)])
        known = steps <= seen[-1]
        for name, style in (("phi_low", (0, (2, 2))), ("phi_high", (0, (2, 2))), ("phi", "-")):
            ax.plot(
                year(steps[~known]),
                curves[name][~known],
                color=NOT_SO,
                linewidth=2 if name == "phi" else 1.5,
                linestyle=style,
            )
        ax.plot(year(steps[known]), curves["phi"][known], color=RECOMPUTED, linewidth=2)
        ax.plot(year(seen), sums.values / 1e9, ".", color=REPORTED, markersize=8, zorder=3)
        for name, key in (("phi_low", "ceiling_low"), ("phi", "ceiling"), ("phi_high", "ceiling_high")):
            ax.text(
                2040.8,
                curves[name][-1] + 60,
                f"to {words[key]}",
                color=NOT_SO,
                ha="right",
                va="bottom",
                fontsize=size,
                bbox=CLEAR,
            )
        text = f"reported:\n{last:,.0f} in {sums.periods[-1][:4]}"
        ax.text(2025.4, last - 120, text, color=REPORTED, va="top", fontsize=size, bbox=CLEAR)

    return picture(
        draw,
        title=f"The fading curve has a ceiling, loosely held: {words['ceiling_low']} to {words['ceiling_high']} fit nearly as well",
        unit="GMV of twelve months, billion CNY. Vermilion: the curve beyond the data; dotted: the slowest and the fastest fade that fit nearly as well",
        source=RESULTS,
        alt=f"Sums of four quarters rise to {billions(float(sums.points[-1].value))} billion CNY by the end of 2025. A fading trend fitted to them "
        f"tends to {words['ceiling']}, the fastest and the slowest that fit nearly as well to {words['ceiling_low']} and {words['ceiling_high']}.",
        rows=[
            {"what": "reported", "twelve months to": quarter_at(s), "billion": v / 1e9}
            for s, v in zip(seen, sums.values, strict=True)
        ]
        + [
            {"what": name, "twelve months to": quarter_at(s), "billion": round(v, 1)}
            for name, c in curves.items()
            for s, v in zip(steps, c, strict=True)
        ],
        name="quarters-ceiling",
        height=(300, 320),
    )


def start_of(year: int) -> int:
    """The ordinal of a year's first quarter."""
    return 4 * year
