"""Charts of the newness-2022 chapter: the readings of a split figure, the revenue it implies, the calendar.

Every function takes the register and returns a `charts.Chart`; titles and alt texts are computed
from the claims, relations and reported figures they draw.
"""

from __future__ import annotations

from datetime import date

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd

from claimcheck.charts import parts, style
from claimcheck.charts.parts import BILLION, claim_row, relation_row, reported_row

READINGS = {
    "newness-2022-r04": "9.8%",
    "newness-2022-r30": "8.9%",
    "newness-2022-r27": "9%",
    "newness-2022-r22": "8%",
}
REPORTED_GROWTH = "rev-yoy-2022-q2-company-2022q2"
EVENTS = (
    ("newness-2022-11", "newness-2022-11", "Committee set up (商业生态委员会)"),
    ("newness-2022-42", "newness-2022-43", "116 festival (116心意购物节)"),
    ("newness-2022-03", "newness-2022-03", "Conference announces it"),
)


def readings(register) -> style.Chart:
    """Growth of total revenue that each reading of the split share implies, in percent."""
    rows = [relation_row(register, key, f"read as {name}") for key, name in READINGS.items()]
    rows.append(reported_row(register, REPORTED_GROWTH, "growth the company\nreported"))
    fig, ax = plt.subplots(figsize=parts.figure_size(len(rows)))
    parts.interval_bars(ax, rows, (0, 45))
    ax.set_xlabel("growth of total revenue, Q2 2022 on Q2 2021, percent")
    reported = register.reported[REPORTED_GROWTH].interval
    fitting = [name for key, name in READINGS.items() if register.relations[key].result.meets(reported)]
    title = f"Of the readings of the split share, only {' and '.join(fitting)} gives the growth that was reported"
    alt = f"Intervals of the growth of total revenue. {parts.spoken(rows)}. Read as 98% revenue would have fallen by almost nine tenths; not drawn."
    return style.finish(fig, title, parts.sources(rows), alt, parts.frame(rows), "readings")


def revenues(register) -> style.Chart:
    """Total revenue that the article's shares imply for both quarters, beside the reported totals, in billion CNY."""
    rows = [
        relation_row(register, "newness-2022-r03", "Q2 2021", BILLION),
        reported_row(register, "rev-2021-q2-tencent-tech", "Q2 2021", BILLION),
        relation_row(register, "newness-2022-r01", "Q2 2022", BILLION),
        reported_row(register, "rev-2022-q2-company-2022q2", "Q2 2022", BILLION),
    ]
    fig, ax = plt.subplots(figsize=parts.figure_size(len(rows)))
    parts.interval_bars(ax, rows, (17.5, 23))
    ax.set_xlabel("total revenue, " + parts.MONEY_LABEL)
    meets = all(ours.interval.meets(theirs.interval) for ours, theirs in (rows[:2], rows[2:]))
    title = f"The total revenues implied for both quarters {'contain' if meets else 'miss'} the reported ones"
    alt = f"Intervals of total revenue. {parts.spoken(rows)}."
    return style.finish(fig, title, parts.sources(rows), alt, parts.frame(rows), "revenues")


def slower(register) -> style.Chart:
    """Growth of the three revenue lines in Q2 2022 on the year before, in percent."""
    rows = [
        claim_row(register, "newness-2022-35", "other services\n(其他服务)"),
        relation_row(register, "newness-2022-r12", "the other two lines\ntogether"),
        reported_row(register, "rev-oms-yoy-2022-q2-yicai", "online marketing\n(线上营销服务)"),
        reported_row(register, "rev-ls-yoy-2022-q2-yicai", "live streaming\n(直播)"),
    ]
    fig, ax = plt.subplots(figsize=parts.figure_size(len(rows), 2.0))
    parts.interval_bars(ax, rows, (4, 24))
    ax.set_xlabel("growth on Q2 2021, percent")
    top = rows[0].interval.upper
    behind = all(row.interval.lower > top for row in rows[1:])
    title = f"Other services {'did grow' if behind else 'did not grow'} more slowly than each of the other two lines; the article's own figures show it only for both together"
    alt = f"Intervals of growth. {parts.spoken(rows)}."
    return style.finish(fig, title, parts.sources(rows), alt, parts.frame(rows), "slower")


def festival(register) -> style.Chart:
    """The festival, the conference that announced it and the committee before both, in days."""
    rows = [(register.claims[a].period_start, register.claims[b].period_end, a, name) for a, b, name in EVENTS]
    data = pd.DataFrame(rows, columns=["first day", "last day", "claim", "event"])
    fig, ax = plt.subplots(figsize=(5.4, 2.6))
    for y, row in data.iterrows():
        first, last = date.fromisoformat(row["first day"]), date.fromisoformat(row["last day"])
        ax.plot([first, last], [y, y], color=style.BLUE, linewidth=7, alpha=0.45, solid_capstyle="butt")
        ax.plot([first, last], [y, y], linestyle="none", **style.ARTICLE)
        ax.annotate(
            f"{first:%-d %b}" + (f" to {last:%-d %b}" if last != first else ""),
            (first, y),
            xytext=(0, 7),
            textcoords="offset points",
            fontsize=8,
        )
    ax.set_yticks(range(len(data)), data["event"])
    ax.set(ylim=(len(data) - 0.5, -0.8), xlabel="day of 2022")
    ax.xaxis.set_major_locator(mdates.DayLocator(bymonthday=(15, 1)))
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%-d %b"))
    ax.set_xlim(date(2022, 9, 10), date(2022, 11, 16))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    late = int(register.relations["newness-2022-r37"].point)
    title = f"The conference that opened registration came {late} day after the festival's first day"
    alt = "; ".join(f"{row['event']}: {row['first day']} to {row['last day']}" for _, row in data.iterrows()) + "."
    return style.finish(fig, title, list(data["claim"]), alt, data, "festival")
