"""Charts that show why a number is refused, and what the stated intervals are worth."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter

from claimcheck.charts import style
from claimcheck.charts.style import BLACK, BLUE, GREEN, GREY, ORANGE, PINK, SKY, Chart
from claimcheck.trends.ceilings import NAMES, ceilings_by_year, simulated_ceilings
from claimcheck.trends.rates import percent
from claimcheck.trends.simulations import TREND, WALK, coverage, r_squared_of_walks, share_above
from kuaishou import gmv
from kuaishou.growth.charts import amount, plain

SIMULATED = "Source: own simulation with a fixed seed"


def r_squared_chart(n: int = 4) -> Chart:
    """How R² of a straight line is spread over random walks of n points."""
    walks = {
        "no trend at all": r_squared_of_walks(n),
        "rising one standard deviation a step": r_squared_of_walks(n, 1.0),
    }
    edges = np.linspace(0, 1, 21)
    fig, ax = plt.subplots(figsize=(5.4, 3.4))
    rows = []
    for (label, values), colour, hatch in zip(walks.items(), (GREY, ORANGE), ("", "//")):
        share = np.histogram(values, edges)[0] / len(values)
        ax.stairs(
            100 * share,
            edges,
            fill=True,
            color=colour,
            alpha=0.55,
            hatch=hatch,
            label=f"random walk, {label}: {share_above(values)} above 0.9",
        )
        rows += [{"walk": label, "from": a, "to": b, "share": s} for a, b, s in zip(edges, edges[1:], share)]
    ax.axvline(0.9, color=BLACK, linewidth=1, linestyle=":")
    ax.set_xlim(0, 1)
    ax.set_xlabel(f"R² of a straight line through {n} points")
    ax.set_ylabel("share of simulated walks, %")
    style.legend_above(ax, ncols=1)
    plainly, rising = (share_above(values) for values in walks.values())
    title = (
        f"With {n} points an R² above 0.9 says little: {plainly} of random walks without any trend reach it, {rising} of "
        "those that drift upwards"
    )
    alt = "Histograms of R². " + " ".join(
        f"Random walk, {label}: median {np.median(v):.2f}, {share_above(v)} above 0.9." for label, v in walks.items()
    )
    source = f"{SIMULATED}, {len(walks['no trend at all']):,} walks each."
    return style.finish(fig, title, source, alt, pd.DataFrame(rows), "r-squared-of-walks")


def coverage_chart(sizes=(4, 19)) -> Chart:
    """How often stated 95% intervals hold, by what is true, for short and longer series."""
    table = pd.concat([coverage(n) for n in sizes], ignore_index=True)
    shown = sorted(table["interval"].unique(), key=lambda name: (not name.startswith("trend"), name.partition(":")[0]))
    fig, axes = plt.subplots(1, len(sizes), figsize=(5.4, 4.4), sharey=True)
    for ax, n in zip(axes, sizes):
        ax.axvspan(93, 97, color="#E3E3E3")
        for truth, colour, marker in ((TREND, GREEN, "o"), (WALK, PINK, "s")):
            part = table[(table["n"] == n) & (table["truth"] == truth)].set_index("interval").loc[shown]
            ax.plot(
                100 * part["coverage"], range(len(shown)), marker, color=colour, label=truth.replace(" with", "\nwith")
            )
        ax.set_title(f"{n} points", fontsize=9)
        ax.set_xlim(20, 102)
        ax.grid(axis="x", color="#E3E3E3")
        ax.set_xlabel("interval held, %")
    axes[0].set_ylim(len(shown) - 0.5, -0.5)
    axes[0].set_yticks(range(len(shown)), [s.replace(": ", ":\n") for s in shown], fontsize=8)
    # Coverage of four points is nowhere low: the left of the first panel is free.
    axes[0].legend(title="what is true", loc="center left", fontsize=7, title_fontsize=8, handletextpad=0.2)
    held = table.set_index(["interval", "truth", "n"])["coverage"]
    line, short, long = "trend line: growth per year", min(sizes), max(sizes)
    title = (
        f"The trend line's 95% interval keeps its word if the errors are independent ({percent(held[line, TREND, short])}); "
        f"on a random walk it holds {percent(held[line, WALK, short])} of the time with {short} points, "
        f"{percent(held[line, WALK, long])} with {long}"
    )
    alt = "Coverage of 95% intervals. " + " ".join(
        f"{r['interval']}, {r['n']} points, {r['truth']}: {percent(r['coverage'])}." for r in table.to_dict("records")
    )
    return style.finish(fig, title, f"{SIMULATED}, 20,000 series each.", alt, table, "interval-coverage")


def ceilings_chart() -> Chart:
    """Ceilings fitted at the end of each year against what came, and ceilings of simulated curves."""
    tables = {curve: ceilings_by_year(curve) for curve in ("logistic", "gompertz")}
    fig, (top, bottom) = plt.subplots(2, 1, figsize=(5.4, 6.4))
    seen = tables["gompertz"]
    place = np.arange(len(seen))
    for (curve, table), colour, shift in zip(tables.items(), (SKY, ORANGE), (-0.12, 0.12)):
        high = np.minimum(table["highest"], 1e5)
        bars = [table["best ceiling"] - table["lowest"], high - table["best ceiling"]]
        top.errorbar(
            place + shift,
            table["best ceiling"],
            yerr=bars,
            fmt="_",
            markersize=12,
            color=colour,
            linewidth=5,
            alpha=0.8,
            label=f"{NAMES[curve]} ceiling, best and all that fit as well",
        )
    look = {True: style.ARTICLE, False: style.REPORTED}
    for x, row in zip(place, seen.to_dict("records")):
        for curve, shift, colour in (("logistic", -0.12, SKY), ("gompertz", 0.12, ORANGE)):
            if np.isinf(tables[curve]["highest"].iloc[x]):
                top.plot(x + shift, 5800, "^", color=colour, markersize=9, clip_on=False)
        mine = look[row["origin"] == "article"]
        top.plot(x - 0.3, row["last"], mine["marker"], color=mine["color"], zorder=5)
        if row["next"] == row["next"] and row["next"] is not None:
            top.plot(
                x + 0.3, row["next"], style.REPORTED["marker"], color=style.REPORTED["color"], markerfacecolor="white"
            )
    top.plot([], [], "o", color=BLUE, label="last year seen (article)")
    top.plot([], [], "D", color=style.REPORTED["color"], label="last year seen (reported elsewhere)")
    top.plot([], [], "D", color=style.REPORTED["color"], markerfacecolor="white", label="the year after")
    top.set_yscale("log")
    top.set_ylim(500, 6000)
    top.yaxis.set_major_formatter(FuncFormatter(plain))
    top.set_yticks((500, 1000, 2000, 5000))
    top.minorticks_off()
    top.set_xticks(place, [f"seen to {y}\nn = {n}" for y, n in zip(seen["seen"], seen["n"])], fontsize=8)
    top.set_ylabel("GMV a year, billion CNY")
    style.legend_above(top, ncols=1)
    simulated = simulated_ceilings()
    _draw_simulated(bottom, simulated)
    verdicts = [v for table in tables.values() for v in table["passed"] if v is not None]
    early = simulated.iloc[0]
    title = (
        f"The best-fitting ceilings were passed a year later in {sum(verdicts)} of {len(verdicts)} cases; {early['reached']:.0%} up a true "
        f"S-curve they range from {early['low']:.2f} to {_large(early['high'])} times the truth"
    )
    alt = (
        "Best ceilings, billion CNY. "
        + " ".join(
            f"Seen to {r['seen']}, {NAMES[curve]}: {amount(r['best ceiling'])} ({amount(r['lowest'])} to "
            f"{'without limit' if np.isinf(r['highest']) else amount(r['highest'])})."
            for curve, table in tables.items()
            for r in table.to_dict("records")
        )
        + " Simulated logistic ceilings over the true one, 5% to 95%: "
        + "; ".join(
            f"{percent(r['reached'])} reached {r['low']:.2f} to {r['high']:,.2f}" for r in simulated.to_dict("records")
        )
        + "."
    )
    sources = ", ".join([*gmv.article_years().sources, *gmv.reported_years().sources])
    data = pd.concat([table.assign(curve=curve) for curve, table in tables.items()], ignore_index=True)
    return style.finish(fig, title, f"Source: {sources}; own simulation with a fixed seed.", alt, data, "ceilings")


def _large(factor: float) -> str:
    return f"{factor / 1e6:,.0f} million" if factor >= 1e6 else f"{factor:,.0f}"


def _draw_simulated(ax, simulated: pd.DataFrame) -> None:
    place = np.arange(len(simulated))
    bars = [simulated["median"] - simulated["low"], simulated["high"] - simulated["median"]]
    ax.set_yscale("log")
    ax.errorbar(place, simulated["median"], yerr=bars, fmt="o", color=GREY, linewidth=5, alpha=0.8)
    ax.axhline(1, color=BLACK, linewidth=1)
    ax.yaxis.set_major_formatter(FuncFormatter(plain))
    ax.set_xticks(place, [f"{r:.0%}" for r in simulated["reached"]])
    ax.set_xlabel(f"how far up a true logistic curve the {simulated['n'].iloc[0]} points reach", fontsize=9)
    ax.set_ylabel("fitted ceiling over\nthe true one (5–95%)")
