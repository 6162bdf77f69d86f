"""Charts of the trust-2023 chapter: the rise, the repurchase rates, the GMV identities.

Every function takes the register and returns a `charts.Chart`; titles and alt texts are computed
from the claims and relations they draw.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from claimcheck.charts import style as charts

YI = 1e8
FACTORS = (3, 5)


def _bounds(interval) -> tuple[float, float]:
    return float(interval.lower) / YI, float(interval.upper) / YI


def rise(register) -> charts.Chart:
    """GMV of 2018, of 2020 as the printed growth implies it, and of 2021, in 1e8 CNY on a log scale."""
    implied = register.relations["trust-2023-r09"]
    first, last = register.claims["trust-2023-08"], register.claims["trust-2023-04"]
    rows = [
        (2018, "printed", first.id, float(first.value_base) / YI, *_bounds(first.interval)),
        (2020, "implied by the growth printed", implied.id, float(implied.point) / YI, *_bounds(implied.result)),
        (2021, "printed", last.id, float(last.value_base) / YI, *_bounds(last.interval)),
    ]
    data = pd.DataFrame(rows, columns=["year", "kind", "source", "GMV, 1e8 CNY", "lower", "upper"])
    fig, ax = plt.subplots(figsize=(5.4, 3.4))
    for kind, style in (("printed", charts.ARTICLE), ("implied by the growth printed", charts.RECOMPUTED)):
        part = data[data["kind"] == kind]
        errors = [part["GMV, 1e8 CNY"] - part["lower"], part["upper"] - part["GMV, 1e8 CNY"]]
        ax.errorbar(part["year"], part["GMV, 1e8 CNY"], yerr=errors, capsize=4, linestyle="none", label=kind, **style)
    for _, row in data.iterrows():
        ax.annotate(
            f"{row['GMV, 1e8 CNY']:,.4g}",
            (row["year"], row["GMV, 1e8 CNY"]),
            xytext=(9, -4),
            textcoords="offset points",
            fontsize=9,
        )
    ax.set_yscale("log")
    ax.set(
        ylabel="GMV, 1e8 CNY (亿元), log scale",
        xlabel="year",
        xticks=[2018, 2019, 2020, 2021],
        xlim=(2017.7, 2021.7),
        ylim=(0.4, 20000),
    )
    charts.legend_above(ax)
    span = register.relations["trust-2023-r20"].result.upper
    multiple = float(register.relations["trust-2023-r02"].point)
    title = f"The rise to {multiple:,.0f} times the first year took {int(span)} years of growth, not five"
    alt = (
        "Points on a log scale: "
        + "; ".join(
            f"{row['year']} {row['kind']} {row['GMV, 1e8 CNY']:,.4g} ({row['lower']:,.5g} to {row['upper']:,.5g}) 1e8 CNY"
            for _, row in data.iterrows()
        )
        + ". The article prints nothing for 2019."
    )
    return charts.finish(fig, title, ["trust-2023-04", "trust-2023-05", "trust-2023-08"], alt, data, "rise")


def repurchase(register) -> charts.Chart:
    """The two repurchase rates with the spans they speak of, in percent."""
    year, month = register.claims["trust-2023-14"], register.claims["trust-2023-16"]
    data = pd.DataFrame(
        {
            "claim": [year.id, month.id],
            "span": ["average of the year 2020", "single month, September 2021"],
            "lower": [float(year.interval.lower), float(month.interval.lower)],
            "upper": [float(year.interval.upper), None],
        }
    )
    fig, ax = plt.subplots(figsize=(5.4, 2.7))
    low, high = data["lower"][0], data["upper"][0]
    ax.barh(0, high - low, left=low, height=0.35, color=charts.BLUE)
    ax.annotate(
        "",
        (data["lower"][1] + 6, 1),
        (data["lower"][1], 1),
        arrowprops={"arrowstyle": "->", "color": charts.BLUE, "linewidth": 2},
    )
    ax.plot(data["lower"][1], 1, marker="o", markerfacecolor="white", color=charts.BLUE)
    ax.text(high + 0.4, 0, f"{low:g} to {high:g}", va="center", fontsize=9)
    ax.text(data["lower"][1] + 0.3, 0.75, f"more than {data['lower'][1]:g}, no upper end", va="center", fontsize=9)
    ax.set_yticks([0, 1], ["average of the\nyear 2020", "single month,\nSeptember 2021"])
    ax.set(xlabel="repurchase rate (复购率), percent", xlim=(low - 4, data["lower"][1] + 10), ylim=(1.6, -0.6))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    gap = register.relations["trust-2023-r32"].result.lower
    title = "A year's average and one month that passed a mark are no trend: two measures, not two points of one line"
    alt = (
        f"The 2020 average as a bar from {low:g} to {high:g} percent; September 2021 as an arrow from {data['lower'][1]:g} percent upwards. "
        f"They are at least {float(gap):g} points apart, but measure different spans."
    )
    return charts.finish(fig, title, [year.id, month.id], alt, data, "repurchase")


def sensitivity(register) -> charts.Chart:
    """What equal growth of every factor makes of GMV, for three and for five factors that multiply, in percent."""
    growth = np.arange(0, 31)
    data = pd.DataFrame(
        {"growth of every factor, percent": growth}
        | {f"GMV with {n} factors, percent": ((1 + growth / 100) ** n - 1) * 100 for n in FACTORS}
    )
    fig, ax = plt.subplots(figsize=(5.4, 3.5))
    for n, colour, dash in zip(FACTORS, (charts.BLUE, charts.VERMILION), ("-", "--")):
        ax.plot(growth, data[f"GMV with {n} factors, percent"], dash, color=colour, label=f"{n} factors")
    printed = register.claims["trust-2023-05"]
    target = float(printed.value)
    ax.axhspan(float(printed.interval.lower), float(printed.interval.upper), color=charts.GREY, alpha=0.7)
    ax.text(0.3, target + 6, f"growth printed for 2021: {printed.read}", fontsize=9)
    needed = {n: float(register.relations[key].point) for n, key in zip(FACTORS, ("trust-2023-r46", "trust-2023-r47"))}
    for n, colour in zip(FACTORS, (charts.BLUE, charts.VERMILION)):
        ax.plot(needed[n], target, marker="s", color=colour)
        ax.annotate(
            f"{needed[n]:.1f}%",
            (needed[n], target),
            xytext=(5, -15),
            textcoords="offset points",
            fontsize=9,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    ax.set(xlabel="growth of every factor, percent", ylabel="growth of GMV, percent", xlim=(0, 30), ylim=(0, 280))
    charts.legend_above(ax)
    title = f"With five factors instead of three, {needed[5]:.1f}% growth of each is enough for the growth of 2021"
    alt = (
        f"Two curves of GMV growth against equal growth of every factor. Three factors reach the printed growth of {printed.read} at {needed[3]:.1f} percent each, "
        f"five factors at {needed[5]:.1f} percent each. A model of the identity, not a measurement."
    )
    return charts.finish(
        fig,
        title,
        "Source: trust-2023-05, trust-2023-25, trust-2023-26; the factors are taken to multiply and to grow alike.",
        alt,
        data,
        "sensitivity",
    )
