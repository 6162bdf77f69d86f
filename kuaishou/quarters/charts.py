"""Charts of the quarterly GMV series: levels and growth, 2021 by parts, seasonal weights, forecasts."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from claimcheck.charts import style
from claimcheck.charts.parts import MONEY_LABEL
from claimcheck.charts.style import BLACK, GREEN, GREY, ORANGE, PINK, SKY, Chart
from claimcheck.trends.backtest import RollingOrigin, rolling_origin
from claimcheck.trends.rates import percent, percent_range
from claimcheck.trends.series import Series
from kuaishou import gmv
from kuaishou.growth.charts import BN, amount, draw_points
from kuaishou.published import next_year
from kuaishou.quarters import arithmetic

COLOURS = {
    "seasonal naive": GREY,
    "last yearly growth kept": ORANGE,
    "seasonal log-linear trend": PINK,
    "damped-trend smoothing": GREEN,
    "smoothing with a lasting trend": SKY,
}
PRINTED_GROWTH = {"color": BLACK, "marker": "s", "markerfacecolor": "white"}


def _tick(period: str) -> str:
    year, _, quarter = period.partition("Q")
    return f"Q{quarter}\n{year}" if quarter == "1" else f"Q{quarter}"


def quarters_chart(reported: Series | None = None, articles: Series | None = None) -> Chart:
    """GMV by quarter above, its growth on the year before below, each with its interval."""
    reported, articles = reported or gmv.reported_quarters(), articles or gmv.article_quarters()
    growth = arithmetic.year_on_year(reported)
    place = {p: i for i, p in enumerate(reported.periods)}
    fig, (top, bottom) = plt.subplots(2, 1, figsize=(5.4, 6), sharex=True)
    top.vlines(list(place.values()), 0, reported.values / BN, color=GREY, linewidth=1)
    draw_points(top, reported, "reported elsewhere", where=list(place.values()), markersize=5)
    draw_points(
        top,
        articles,
        "printed in an article",
        where=[place[p] for p in articles.periods],
        markersize=9,
        markerfacecolor="none",
    )
    top.set_ylim(0)
    top.set_ylabel(f"GMV, {MONEY_LABEL.replace(' (', chr(10) + '(')}")
    style.legend_above(top)
    for origin, look, label in (
        ("levels", style.RECOMPUTED, "computed from the levels"),
        ("printed", PRINTED_GROWTH, "printed growth (no level for 2020)"),
    ):
        part = growth[growth["from"] == origin]
        bars = [100 * (part["growth"] - part["lower"]), 100 * (part["upper"] - part["growth"])]
        bottom.errorbar(
            [place[p] for p in part["period"]],
            100 * part["growth"],
            yerr=bars,
            fmt=look["marker"],
            color=look["color"],
            markerfacecolor=look.get("markerfacecolor", look["color"]),
            capsize=3,
            markersize=5,
            label=label,
        )
    bottom.plot([place[p] for p in growth["period"]], 100 * growth["growth"], color=GREY, linewidth=1, zorder=1)
    for row in (*growth.head(3).to_dict("records"), *growth.tail(1).to_dict("records")):
        bottom.annotate(
            percent(row["growth"]),
            (place[row["period"]], 100 * row["growth"]),
            xytext=(4, 5),
            textcoords="offset points",
            fontsize=8,
        )
    bottom.set_ylim(0, 250)
    bottom.set_ylabel("growth on the year before, %")
    bottom.set_xticks(list(place.values()), [_tick(p) for p in reported.periods], fontsize=8)
    bottom.set_xlim(-0.6, len(place) + 0.6)
    style.legend_above(bottom)
    first, second, last = growth.iloc[0], growth.iloc[1], growth.iloc[-1]
    title = (
        f"Growth fell from {percent(first['growth'])} to {percent(second['growth'])} within 2021 and to "
        f"{percent(last['growth'])} by {_spoken(last['period'])}"
    )
    alt = (
        "GMV by quarter, billion CNY, and growth on the year before: "
        + "; ".join(
            f"{_spoken(row['period'])} {amount(float(reported.at(row['period']).value) / BN)}, {percent(row['growth'])}"
            for row in growth.to_dict("records")
        )
        + "."
    )
    source = (
        f"Source: {', '.join(articles.sources)}; data/reported.csv, {len(reported)} figures of gmv and "
        f"{int((growth['from'] == 'printed').sum())} of gmv_yoy."
    )
    data = growth.assign(gmv_billion_cny=[float(reported.at(p).value) / BN for p in growth["period"]])
    return style.finish(fig, title, source, alt, data, "gmv-quarters")


def _spoken(period: str) -> str:
    year, _, quarter = period.partition("Q")
    return f"Q{quarter} {year}"


def growth_parts_chart() -> Chart:
    """2021's increase by part of the year, with the growth of each part."""
    table = arithmetic.growth_of_2021()
    articles = table[table["figures"] == "articles"].iloc[1:]
    split = table[table["part"].isin(["Q1", "Q2", "Q3–Q4"])]
    fig, ax = plt.subplots(figsize=(5.4, 2.7))
    for y, (part, look) in enumerate(((articles, style.ARTICLE["color"]), (split, style.REPORTED["color"]))):
        left = 0.0
        for i, row in enumerate(part.to_dict("records")):
            # The first quarter rests on the articles in both rows.
            colour = style.ARTICLE["color"] if row["figures"] == "articles" else look
            ax.barh(
                y, row["increase"], left=left, height=0.6, color=colour, alpha=(0.6, 0.45, 0.3)[i], edgecolor="white"
            )
            text = f"{row['part']}: {percent(row['share'])}\n(grew {percent(row['growth'])})"
            ax.text(left + row["increase"] / 2, y, text, ha="center", va="center", fontsize=8)
            left += row["increase"]
    ax.set_yticks((0, 1), ("the articles'\nfigures alone", "split further by\nfigures reported\nelsewhere"), fontsize=8)
    ax.set_ylim(1.5, -0.5)
    ax.grid(axis="x", color="#E3E3E3")
    ax.grid(axis="y", visible=False)
    whole = table.iloc[0]
    ax.set_xlim(0, whole["increase"])
    ax.set_xlabel("increase of GMV, 2020 to 2021, billion CNY")
    late = split.iloc[-1]
    title = (
        f"{percent(split.iloc[0]['share'])} of 2021's growth came in the first quarter; by the second half growth was down "
        f"to {percent(late['growth'])}, which the year's {percent(whole['growth'])} hides"
    )
    alt = (
        "Parts of the increase: "
        + "; ".join(
            f"{r['part']} {amount(r['increase'])} billion CNY, {percent(r['share'])} of it "
            f"({percent_range(r['share lower'], r['share upper'])} by rounding), growth {percent(r['growth'])}, from {r['figures']}"
            for r in table.iloc[1:].to_dict("records")
        )
        + "."
    )
    source = "Source: " + ", ".join(dict.fromkeys(p.source for p in arithmetic.figures().values())) + "."
    return style.finish(fig, title, source, alt, table, "gmv-growth-of-2021")


def weights_chart(reported: Series | None = None) -> Chart:
    """Each quarter's share of its year, year by year, with the bounds of rounding."""
    table = arithmetic.weights(reported)
    fig, ax = plt.subplots(figsize=(5.4, 3.6))
    years = sorted(table["year"].unique())
    for year, colour, marker in zip(years, (PINK, ORANGE, SKY, BLACK), "vos^"):
        part = table[table["year"] == year]
        shift = (years.index(year) - (len(years) - 1) / 2) * 0.13
        bars = [100 * (part["share"] - part["lower"]), 100 * (part["upper"] - part["share"])]
        ax.errorbar(
            part["quarter"] + shift,
            100 * part["share"],
            yerr=bars,
            fmt=marker,
            color=colour,
            capsize=3,
            label=str(year),
        )
    ax.axhline(25, color=BLACK, linewidth=1)
    ax.text(0.55, 25.3, "a quarter of the year", fontsize=8)
    for quarter, part in table.groupby("quarter"):
        ends = (part.iloc[0], part.iloc[-1])
        text = f"{100 * ends[0]['share']:.1f} → {100 * ends[1]['share']:.1f}"
        ax.text(quarter, 100 * part["share"].max() + 1, text, ha="center", fontsize=8)
    ax.set_xticks((1, 2, 3, 4), ("Q1", "Q2", "Q3", "Q4"))
    ax.set_xlim(0.5, 4.5)
    ax.set_ylim(0, 40)
    ax.set_ylabel("share of the year's GMV, %")
    style.legend_above(ax, ncols=4)
    fourth = table[table["quarter"] == 4]
    title = (
        f"The fourth quarter makes about a third of a year, its share falling from {percent(fourth.iloc[0]['share'])} in "
        f"{years[0]} to {percent(fourth.iloc[-1]['share'])} in {years[-1]} as growth slows"
    )
    alt = "Shares of the quarters. " + " ".join(
        f"{year}: "
        + ", ".join(f"Q{q} {percent(s)}" for q, s in part[["quarter", "share"]].itertuples(index=False))
        + "."
        for year, part in table.groupby("year")
    )
    source = f"Source: data/reported.csv, {len(table)} quarters of Kuaishou's GMV."
    return style.finish(fig, title, source, alt, table, "gmv-seasonal-weights")


def rolling_chart(rolling: RollingOrigin | None = None) -> Chart:
    """The quarterly models compared: mean scaled error by quarters ahead, and how many intervals held."""
    rolling = rolling or rolling_origin()
    scores = rolling.scores
    means = rolling.table.groupby(["model", "ahead"])["scaled"].mean().unstack()
    fig, ax = plt.subplots(figsize=(5.4, 4.6))
    for model, marker in zip(scores["model"], "os^Dv"):
        row = scores[scores["model"] == model].iloc[0]
        label = f"{model}: {row['MASE']:.2f} (intervals held {row['inside']} of {row['forecasts']})"
        ax.plot(means.columns, means.loc[model], marker=marker, color=COLOURS[model], label=label)
    ax.axhline(1, color=BLACK, linewidth=1, linestyle=":")
    ax.set_ylim(0)
    ax.set_xticks(means.columns)
    ax.set_xlabel("quarters ahead")
    ax.set_ylabel("mean absolute scaled error (MASE)")
    ax.text(1, 1.02, "as far off as repeating last year, in sample", fontsize=8, va="bottom")
    style.legend_above(ax, ncols=1)
    best, worst = scores.iloc[0], scores.iloc[-1]
    title = (
        f"A fading trend forecast the quarters best (MASE {best['MASE']:.2f}), a trend that lasts worst "
        f"({worst['MASE']:.2f}); {rolling.origins} origins are few"
    )
    if best["model"] != "damped-trend smoothing" or worst["model"] != "seasonal log-linear trend":
        title = f"Best forecast of the quarters: {best['model']} (MASE {best['MASE']:.2f}); worst: {worst['model']}"
    alt = "MASE by quarters ahead. " + " ".join(
        f"{model}: " + ", ".join(f"{value:.2f}" for value in means.loc[model]) + "." for model in scores["model"]
    )
    source = (
        f"Source: data/reported.csv; {rolling.origins} rolling origins from {rolling.first} quarters on, "
        f"{rolling.forecasts} overlapping forecasts a model."
    )
    return style.finish(fig, title, source, alt, scores, "gmv-rolling-origin")


def forecast_chart(reported: Series | None = None) -> Chart:
    """The next four quarters by each model, after the quarters reported."""
    reported = reported or gmv.reported_quarters()
    table = next_year()
    shown = reported.periods[-8:]
    place = {p: i for i, p in enumerate((*shown, *table["period"].unique()))}
    fig, ax = plt.subplots(figsize=(5.4, 4.6))
    part = reported.between(shown[0], shown[-1])
    draw_points(ax, part, "reported elsewhere", where=range(len(shown)))
    order = rolling_origin().scores["model"]
    for i, (model, marker) in enumerate(zip(order, "os^Dv")):
        rows = table[table["model"] == model]
        x = np.array([place[p] for p in rows["period"]]) + (i - 2) * 0.14
        bars = [rows["forecast"] - rows["lower"], rows["upper"] - rows["forecast"]]
        ax.errorbar(
            x, rows["forecast"], yerr=bars, fmt=marker, color=COLOURS[model], markersize=5, linewidth=1.4, label=model
        )
    # The first forecast quarter is the last one the company was to publish.
    ax.axvline(len(shown) + 0.5, color=BLACK, linewidth=1, linestyle=":")
    ax.text(len(shown) + 0.55, 30, "no longer\npublished", fontsize=8, va="bottom")
    ax.set_xticks(
        list(place.values()),
        [_tick(p) if p != shown[0] else _tick(p).partition("\n")[0] + f"\n{p[:4]}" for p in place],
        fontsize=8,
    )
    ax.set_ylim(0)
    ax.set_ylabel(f"GMV, {MONEY_LABEL.replace(' (', chr(10) + '(')}")
    style.legend_above(ax)
    best = table[table["model"] == order.iloc[0]]
    first = best.iloc[0]
    title = (
        f"{_spoken(first['period'])}: {amount(first['forecast'])} billion CNY by the model that did best "
        f"({amount(first['lower'])} to {amount(first['upper'])}); after it the company publishes no GMV"
    )
    alt = "Forecasts in billion CNY with 95% intervals. " + " ".join(
        f"{model}: "
        + ", ".join(
            f"{_spoken(r['period'])} {amount(r['forecast'])} ({amount(r['lower'])} to {amount(r['upper'])})"
            for r in table[table["model"] == model].to_dict("records")
        )
        + "."
        for model in order
    )
    source = f"Source: data/reported.csv, {len(reported)} quarters; {gmv.DISCLOSURE_ENDS}."
    return style.finish(fig, title, source, alt, table, "gmv-next-quarters")
