"""Charts of the subsidy-2020 chapter: fees as a merchant meets them, the session, the calendar.

Every function takes the register and returns a `charts.Chart`; titles and alt texts are computed
from the relations they draw, so a changed figure changes the sentence too.
"""

from __future__ import annotations

from datetime import date

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd

from claimcheck.charts import style

RECEIPTS = {
    "subsidy-2020-r19": "Kuaishou, lowest\nrate for new merchants",
    "subsidy-2020-r20": "Kuaishou (快手),\none food item",
    "subsidy-2020-r21": "Youzan (有赞),\nsame item",
    "subsidy-2020-r22": "Mokuai (魔筷),\nsame item",
}
DAYS = {
    "cross-r45": "2019",
    "cross-r46": "2020",
    "cross-r115": "April to December 2020",
    "cross-r47": "first quarter of 2021",
}
CALENDAR = {
    "subsidy-2020-26": "618 with Pinduoduo (拼多多)",
    "subsidy-2020-27": "Double 11 with Tmall (天猫)",
    "subsidy-2020-30": "Taobao links stop",
    "subsidy-2020-20": "Spring Festival (春节)",
    "subsidy-2020-37": "Partnership with JD (京东)",
    "subsidy-2020-38": "Support policies, fee from 1 June",
    "subsidy-2020-03": "Xinba (辛巴) is back",
    "subsidy-2020-02": "The article",
}


def fees(register) -> style.Chart:
    """What a merchant keeps of a sale of 100 yuan under each fee the article prints, in yuan."""
    rows = [(name, register.relations[key]) for key, name in RECEIPTS.items()]
    data = pd.DataFrame(
        {
            "seller pays fee to": [name.replace("\n", " ") for name, _ in rows],
            "relation": [r.id for _, r in rows],
            "kept of 100 yuan": [float(r.point) for _, r in rows],
            "at most": ["yes" if r.result.lower is None else "no" for _, r in rows],
        }
    )
    fig, ax = plt.subplots(figsize=(5.4, 3.3))
    for y, (name, relation) in enumerate(rows):
        at_most = relation.result.lower is None
        fee = 100 - float(relation.point)
        ax.barh(
            y,
            fee,
            color=style.BLUE if "Kuaishou" in name else style.ORANGE,
            hatch="//" if at_most else None,
            edgecolor="white",
        )
        if at_most:
            ax.annotate("", (fee + 0.9, y), (fee, y), arrowprops={"arrowstyle": "->", "color": style.BLACK})
        kept = f"keeps {'at most ' if at_most else ''}{float(relation.point):g}"
        ax.text(fee + (1.1 if at_most else 0.15), y, kept, va="center", fontsize=9)
    ax.set_yticks(range(len(rows)), [name for name, _ in rows])
    ax.invert_yaxis()
    ax.set(xlabel="fee on a sale of 100 yuan, yuan", xlim=(0, 11))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    more = register.relations["subsidy-2020-r33"].point
    title = f"On one food item a merchant keeps {float(more):.1f}% more with Kuaishou than with Youzan or Mokuai"
    alt = (
        "Bars of the fee on a sale of 100 yuan. "
        + "; ".join(
            f"{row['seller pays fee to']}: keeps {'at most ' if row['at most'] == 'yes' else ''}{row['kept of 100 yuan']:g}"
            for _, row in data.iterrows()
        )
        + ". The lowest rate is a floor, drawn with an arrow."
    )
    return style.finish(
        fig, title, ["subsidy-2020-40", "subsidy-2020-47", "subsidy-2020-48", "subsidy-2020-49"], alt, data, "fees"
    )


def session(register) -> style.Chart:
    """The announced session in average days of Kuaishou's GMV, with rounding bounds, in days."""
    rows = [(name, register.relations[key]) for key, name in DAYS.items()]
    data = pd.DataFrame(
        {
            "average day of": [name for name, _ in rows],
            "relation": [r.id for _, r in rows],
            "days": [float(r.point) for _, r in rows],
            "lower": [float(r.result.lower) for _, r in rows],
            "upper": [float(r.result.upper) for _, r in rows],
        }
    )
    fig, ax = plt.subplots(figsize=(5.4, 3.0))
    for y, row in data.iterrows():
        errors = [[row["days"] - row["lower"]], [row["upper"] - row["days"]]]
        ax.errorbar(row["days"], y, xerr=errors, capsize=4, **style.RECOMPUTED)
        ax.text(row["upper"] + 0.15, y, f"{row['days']:.2f}", va="center", fontsize=9)
    ax.axvline(1, color=style.GREY, linestyle="--")
    ax.text(1.05, -0.62, "one average day", fontsize=8, color="#555555")
    ax.set_yticks(range(len(data)), data["average day of"])
    ax.set(
        xlabel="the session of June 2020, in average days of GMV",
        xlim=(0, data["upper"].max() + 1.2),
        ylim=(len(data) - 0.5, -0.8),
    )
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    first, near = data["days"].iloc[0], data["days"].iloc[2]
    title = (
        f"The announced session equals {first:.1f} average days of 2019, but about {near:.1f} of the months around it"
    )
    alt = "Points with rounding bounds: the session of June 2020 in average days of GMV. " + "; ".join(
        f"{row['average day of']}: {row['days']:.2f} ({row['lower']:.2f} to {row['upper']:.2f})"
        for _, row in data.iterrows()
    )
    ids = ["subsidy-2020-05", "gravity-2021-15", "gravity-2021-16", "providers-2021-27", "providers-2021-28"]
    return style.finish(fig, title, ids, alt, data, "session")


def calendar(register) -> style.Chart:
    """The dates the article prints or implies, on a line of days."""
    rows = sorted((register.claims[key].period_start, key, name) for key, name in CALENDAR.items())
    data = pd.DataFrame(rows, columns=["date", "claim", "event"])
    days = [date.fromisoformat(day) for day in data["date"]]
    fig, ax = plt.subplots(figsize=(5.4, 4.0))
    ax.scatter(days, range(len(days)), zorder=3, s=36, **style.ARTICLE)
    for y, day in enumerate(days):
        ax.plot([days[0], day], [y, y], color="#E3E3E3", linewidth=0.8, zorder=1)
    ax.set_yticks(range(len(days)), [f"{d:%d %b %Y}  {event}" for d, event in zip(days, data["event"])])
    ax.invert_yaxis()
    ax.xaxis.set_major_locator(mdates.MonthLocator(bymonth=(7, 1)))
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%b\n%Y"))
    ax.set(xlabel="day")
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    gap = int(register.relations["subsidy-2020-r47"].point)
    title = f"Between the end of the Taobao links and the partnership with JD lie {gap} days; the session follows within weeks"
    alt = "Timeline: " + "; ".join(f"{d.isoformat()} {event}" for d, event in zip(days, data["event"]))
    return style.finish(fig, title, list(data["claim"]), alt, data, "calendar")
