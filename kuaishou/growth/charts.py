"""Charts of the annual GMV series: the trend, the growth rates between years, the residuals, the backtest."""

from __future__ import annotations

import math
from itertools import groupby

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.colors import LogNorm
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from claimcheck.charts import style as charts
from claimcheck.charts.parts import MONEY_LABEL
from claimcheck.charts.style import BLACK, GREEN, GREY, ORANGE, PINK, SKY, Chart
from claimcheck.trends.backtest import Backtest, backtest_2021
from claimcheck.trends.fits import Fit, log_linear
from claimcheck.trends.rates import all_pairs, percent, percent_range, times
from claimcheck.trends.series import Series
from kuaishou import gmv

BN = 1e9
COLOURS = {
    "naive": GREY,
    "drift in CNY": GREEN,
    "last growth rate kept": ORANGE,
    "log-linear trend": PINK,
    "constant rate": SKY,
}


def plain(value: float, _position=None) -> str:
    """A number for an axis: "0.1", "1,000", a power of ten from a million on."""
    if value <= 0:
        return f"{value:,.0f}".replace("-", "−")
    power = math.log10(value)
    if power >= 6 or power < -3:
        return f"$10^{{{round(power)}}}$"  # the report's font has no superscript digits
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def amount(billions: float) -> str:
    """Billion CNY in words of four digits: "0.097", "381.2", "32,421", "about 10 to the power 13"."""
    if abs(billions) < 0.001:
        return "under 0.001"
    if billions >= 1e6:
        return f"about 10 to the power {round(math.log10(billions))}"
    text = f"{billions:,.0f}" if billions >= 10_000 else f"{billions:,.1f}" if billions >= 1000 else f"{billions:,.4g}"
    return text.replace("-", "−")


def draw_points(ax, series: Series, label: str, **more) -> None:
    """A series as markers with the intervals of its points as bars, in the look of its origin."""
    look = charts.ARTICLE if series.origin == "article" else charts.REPORTED
    low, high = (ends / BN for ends in series.bounds)
    values = series.values / BN
    bars = np.array([values - low, high - values])
    where = more.pop("where", None)
    x = [int(p) for p in series.periods] if where is None else where
    ax.errorbar(x, values, yerr=bars, fmt=look["marker"], color=look["color"], capsize=4, label=label, zorder=5, **more)


def trend_chart(years: Series | None = None) -> Chart:
    """The articles' years on a log scale, each with its interval, and the two log-linear trends."""
    years = years or gmv.article_years()
    fits = [log_linear(years), log_linear(years.between(years.periods[1], years.periods[-1]))]
    fig, ax = plt.subplots(figsize=(5.4, 4.4))
    ax.set_yscale("log")
    x = np.array([int(p) for p in years.periods])
    for fit, style in zip(fits, ("-", "--")):
        inner = x[-fit.n :]
        line = np.exp(fit.params["log_level_first"] + fit.params["log_slope"] * (inner - inner[0])) / BN
        label = f"trend {fit.series.span} (n = {fit.n}): {fit.growth} a year\n(95%: {fit.growth_interval})"
        ax.plot(inner, line, style, color=COLOURS[fit.model], label=label, zorder=3)
    draw_points(ax, years, "printed in the articles, with its interval")
    low, high = (ends / BN for ends in years.bounds)
    for i, value in enumerate(years.values / BN):
        text = f"{value:,.10g}\n({low[i]:,.10g} to {high[i]:,.10g})"
        # Beside the end points and above those in between the labels keep clear of both lines.
        at, va, ha = {0: ((8, 2), "center", "left"), len(x) - 1: ((6, -8), "top", "right")}.get(
            i, ((0, 8), "bottom", "center")
        )
        ax.annotate(text, (x[i], value), xytext=at, textcoords="offset points", va=va, ha=ha, fontsize=8)
    ax.set_ylim(low[0] / 3)
    ax.set_xticks(x)
    ax.set_xlim(x[0] - 0.3, x[-1] + 0.3)
    ax.yaxis.set_major_formatter(FuncFormatter(plain))
    ax.set_ylabel(f"GMV, {MONEY_LABEL.replace(' (', chr(10) + '(')}")
    charts.legend_above(ax, ncols=1)
    title = (
        f"A constant growth rate does not describe {years.span}: {fits[0].growth} a year with the partial first year, "
        f"{fits[1].growth} without it"
    )
    alt = (
        "Log-scale chart of GMV by year: "
        + ", ".join(f"{p.period} {amount(float(p.value) / BN)}" for p in years.points)
        + " billion CNY. The points bend downwards, away from both straight lines; the 95% intervals of the lines' "
        f"growth run from {fits[0].growth_interval} and from {fits[1].growth_interval}."
    )
    return charts.finish(fig, title, years.sources, alt, years.table(), "gmv-trend")


def pairs_chart(years: Series | None = None) -> Chart:
    """The growth rate per year between every two years, as a grid of text shaded by the rate."""
    years = years or gmv.article_years()
    pairs = all_pairs(years)
    rows, columns = years.periods[:-1], years.periods[1:]
    grid = np.full((len(rows), len(columns)), np.nan)
    fig, ax = plt.subplots(figsize=(5.4, 3.4))
    for pair in pairs.to_dict("records"):
        i, j = rows.index(pair["first"]), columns.index(pair["last"])
        grid[i, j] = pair["growth"]
        span = percent_range(pair["lower"], pair["upper"]).replace(" to ", "\nto ")
        dark = pair["growth"] > 30
        ax.text(
            j,
            i - 0.17,
            percent(pair["growth"]),
            ha="center",
            va="center",
            fontsize=11,
            color="white" if dark else BLACK,
        )
        ax.text(j, i + 0.2, span, ha="center", va="center", fontsize=8, color="white" if dark else BLACK)
    ax.imshow(grid, cmap="Blues", norm=LogNorm(pairs["growth"].min() / 3, pairs["growth"].max()), aspect="auto")
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.set_xlabel("to")
    ax.set_ylabel("from")
    ax.grid(visible=False)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    least, most = pairs["growth"].min(), pairs["growth"].max()
    title = (
        f"Which years are compared decides the growth rate: from {percent(least)} to {percent(most)} a year; "
        "rounding hardly matters"
    )
    alt = (
        "Grid of growth per year, with rounding bounds. "
        + "; ".join(
            f"{p['first']} to {p['last']} {percent(p['growth'])} ({percent_range(p['lower'], p['upper'])})"
            for p in pairs.to_dict("records")
        )
        + "."
    )
    return charts.finish(fig, title, years.sources, alt, pairs, "gmv-growth-between-years")


def residuals_chart(*fits: Fit) -> Chart:
    """Residuals of fits on logs, as factors: how many times a point lies above or below its line."""
    fits = fits or (log_linear(gmv.article_years()), log_linear(gmv.article_years().between("2019", "2021")))
    fig, axes = plt.subplots(1, len(fits), figsize=(5.4, 3.2), sharey=True, squeeze=False)
    rows = []
    for ax, fit in zip(axes[0], fits):
        factors = np.exp(fit.residuals)
        x = np.arange(fit.n)
        ax.set_yscale("log")
        ax.vlines(x, 1, factors, color=GREY, linewidth=2)
        look = charts.ARTICLE if fit.series.origin == "article" else charts.REPORTED
        ax.plot(x, factors, look["marker"], color=look["color"])
        ax.axhline(1, color=BLACK, linewidth=1)
        step = max(1, fit.n // 6)
        ax.set_xticks(x[::step], [p.replace("Q", "\nQ") for p in fit.series.periods[::step]], fontsize=8)
        ax.set_xlim(-0.5, fit.n - 0.5)
        ax.set_title(f"{fit.series.span}, n = {fit.n}", fontsize=9)
        rows += [
            {"fit": fit.name, "period": p, "residual": r, "factor": f}
            for p, r, f in zip(fit.series.periods, fit.residuals, factors)
        ]
    axis = axes[0][0].yaxis
    reach = max(abs(math.log10(row["factor"])) for row in rows)
    axis.set_major_locator(LogLocator(subs=(1, 2, 5) if reach > 0.15 else range(1, 10)))
    axis.set_major_formatter(FuncFormatter(plain))
    axis.set_minor_formatter(NullFormatter())
    axes[0][0].set_ylabel("point over trend (times)")
    data = pd.DataFrame(rows)
    runs = {fit.name: _sign_changes(fit.residuals) for fit in fits}
    first = fits[0]
    worst = max(max(f, 1 / f) for f in np.exp(first.residuals))
    title = f"The points miss the trend of {first.series.span} by up to {times(worst)}, and not at random: they bend"
    if max(runs.values()) > 2:
        title = f"The points miss the trend of {first.series.span} by up to {times(worst)}"
    alt = "Residuals as factors. " + " ".join(
        f"{fit.name}: " + ", ".join(f"{p} {f:.2f}" for p, f in zip(fit.series.periods, np.exp(fit.residuals))) + "."
        for fit in fits
    )
    return charts.finish(fig, title, _sources(fits[0].series), alt, data, "gmv-residuals-" + charts.slug(fits[0].model))


def _sign_changes(residuals) -> int:
    return sum(1 for _ in groupby(residuals, key=lambda r: r > 0)) - 1


def _sources(series: Series):
    """Ids where they fit on a line or two, else a sentence."""
    return (
        series.sources if len(series) <= 8 else f"Source: data/reported.csv, {len(series)} figures of Kuaishou's GMV."
    )


def backtest_chart(backtest: Backtest | None = None) -> Chart:
    """What extrapolating from the articles would have cost: the trends of 2021 against 2022–2024."""
    backtest = backtest or backtest_2021()
    fig, (top, bottom) = plt.subplots(2, 1, figsize=(5.4, 7.6), height_ratios=(1.15, 1))
    _draw_paths(top, backtest)
    last = backtest.reported.periods[-1]
    table = backtest.table[backtest.table["period"] == last]
    _draw_last_year(bottom, table, last)
    scores = backtest.scores
    rated = scores[scores["trend"].str.contains("log-linear|constant rate|growth rate")]
    cheapest, dearest = (times(f) for f in (rated["last error"].min() + 1, rated["last error"].max() + 1))
    title = (
        f"Every growth rate carried on from {_vintage(backtest)} came out too high, by {last} "
        f"{cheapest.removesuffix(' times')} to {dearest}; least wrong, within {backtest.least_wrong_error}, was "
        f"{_words(backtest.least_wrong)}"
    )
    alt = (
        f"Forecasts for {last} against {amount(table['reported'].iloc[0] / BN)} billion CNY reported: "
        + "; ".join(
            f"{row['trend']} {amount(row['forecast'] / BN)} ({_interval_words(row)})"
            for row in table.to_dict("records")
        )
        + "."
    )
    sources = [*backtest.fits[0].series.sources, *backtest.reported.sources]
    return charts.finish(fig, title, sources, alt, backtest.table, "gmv-backtest")


def _vintage(backtest: Backtest) -> str:
    return max(fit.series.periods[-1] for fit in backtest.fits)


def _words(trend: str) -> str:
    model, _, span = trend.partition(", ")
    return {"drift in CNY": f"a straight line in yuan ({span})", "naive": "no growth at all"}.get(model, trend)


def _interval_words(row) -> str:
    if row["inside"] is None:
        return "no interval"
    return f"95% {amount(row['lower'] / BN)} to {amount(row['upper'] / BN)}, {'held' if row['inside'] else 'missed'}"


def _draw_paths(ax, backtest: Backtest) -> None:
    ax.set_yscale("log")
    for fit in backtest.fits:
        ahead = np.arange(len(backtest.reported) + 1)  # from the last year seen, where a line need not pass the point
        centre = fit.path(ahead)[0]
        style = "-" if fit.n == len(backtest.fits[0].series) else "--"
        ax.plot(
            int(fit.series.periods[-1]) + ahead,
            (np.exp(centre) if fit.log else centre) / BN,
            style,
            color=COLOURS[fit.model],
            zorder=2,
        )
    ax.text(
        0.02,
        0.95,
        "trends in the colours below,\ndashed where 2018 is left out",
        transform=ax.transAxes,
        fontsize=8,
        va="top",
    )
    articles = backtest.fits[0].series
    draw_points(ax, articles, "printed in the articles")
    draw_points(ax, backtest.reported, "reported elsewhere, later")
    ax.set_xticks(range(int(articles.periods[0]), int(backtest.reported.periods[-1]) + 1))
    ax.yaxis.set_major_formatter(FuncFormatter(plain))
    ax.set_ylabel(f"GMV, {MONEY_LABEL.replace(' (', chr(10) + '(')}")
    charts.legend_above(ax)


def _draw_last_year(ax, table: pd.DataFrame, last: str) -> None:
    true = table["reported"].iloc[0] / BN
    left, right = true / 1e5, true * 1e5
    ax.set_xscale("log")
    ax.set_xlim(left, right)
    ax.axvline(true, color=charts.REPORTED["color"], linewidth=1.5)
    ax.text(
        true * 0.8,
        len(table) - 0.35,
        f"reported for {last}: {amount(true)}",
        fontsize=8,
        color=charts.REPORTED["color"],
        va="center",
        ha="right",
    )
    for y, row in enumerate(table.to_dict("records")):
        model, _, span = row["trend"].partition(", ")
        colour = COLOURS[model]
        if row["inside"] is not None:
            ends = [min(max(row[end] / BN, left), right) for end in ("lower", "upper")]
            ax.plot(ends, [y, y], color=colour, linewidth=5, alpha=0.45, solid_capstyle="butt")
            for end, edge, arrow in ((ends[0], left, "<"), (ends[1], right, ">")):
                if end == edge:
                    ax.plot(end, y, arrow, color=colour, markersize=8, clip_on=False)
        ax.plot(row["forecast"] / BN, y, "s", color=colour, markeredgecolor="white", zorder=4)
        text = (
            f"{row['error']:+.1%}".replace("-", "−") if abs(row["error"]) < 1 else f"{times(row['error'] + 1)} as much"
        )
        before = row["forecast"] < row["reported"] or row["times"] > 1000
        ax.text(
            row["forecast"] / BN * (0.8 if before else 1.25),
            y - 0.33,
            text,
            fontsize=8,
            va="center",
            ha="right" if before else "left",
        )
    ax.set_ylim(len(table), -0.8)
    ax.set_yticks(
        range(len(table)), [t.replace(", ", "\n") + f" (n = {n})" for t, n in table[["trend", "n"]].values], fontsize=8
    )
    ax.grid(axis="x", color="#E3E3E3")
    ax.grid(axis="y", visible=False)
    ax.xaxis.set_major_formatter(FuncFormatter(plain))
    ax.set_xlabel(f"GMV of {last}, billion CNY: forecast and 95% interval", fontsize=9)
