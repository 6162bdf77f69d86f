"""Charts of the providers-2021 chapter: growth, its base, seasons, take rate, viewers, forecasts, a plan.

Every function takes the register and returns a `charts.Chart`. What is drawn, and every number in a
title or an alt text, comes from claims, from registered relations and from figures reported elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import matplotlib.pyplot as plt

from claimcheck.charts import style as charts
from claimcheck.charts.parts import (
    BILLION,
    MILLION,
    MONEY_LABEL,
    PERSONS_LABEL,
    STYLES,
    Row,
    arrow,
    claim_row,
    figure_size,
    frame,
    interval_bars,
    relation_row,
    reported_row,
    sources,
    spoken,
)
from claimcheck.printed.words import bound_text, number_text, range_text

TRILLION = 10**12
TENTH = Fraction(1, 10)

OTHER, GMV, MARKETING = "providers-2021-25", "providers-2021-27", "providers-2021-19"
LATER_YEARS = {
    2022: ("gmv-2022-q1-company-2023q1", "gmv-2022-company"),
    2023: ("gmv-2023-q1-company", "gmv-2023-company"),
    2024: ("gmv-2024-q1-company", "gmv-2024-company"),
}
ALL_VIEWERS = (
    "cnnic-live-users-all-2020-03-31-zhongshang",
    "cnnic-live-users-all-2020-06-30-sina-cnnic46",
    "cnnic-live-users-all-2020-12-31-donews-cnnic47",
    "cnnic-live-users-all-2021-06-30-buruo-cnnic48",
)
SHOP_VIEWERS = tuple(name.replace("-all-", "-ecommerce-") for name in ALL_VIEWERS)
LABELS = {"printed": "printed", "recomputed": "recomputed", "reported": "reported elsewhere"}
OTHER_BODIES = {
    "market-size-2020-chinadaily": "KPMG",
    "market-size-2021-pandaily-kpmg": "KPMG",
    "market-size-2021-qianzhan": "Qianzhan (前瞻)",
}


def _figure(register, claim_id: str) -> str:
    """A claim's figure in English."""
    return register.claims[claim_id].figure_text.partition(" (")[0]


def _result(register, relation_id: str, step: Fraction | None = None) -> str:
    """A registered result in words; without `step`, by its bound where it has only one."""
    relation = register.relations[relation_id]
    return number_text(relation.point, relation.unit, step) if step else bound_text(relation.result, relation.unit)


def _legend(ax, rows: Sequence[Row]) -> None:
    """The kinds among the rows; several articles may stand behind them, hence labels without one."""
    kinds = [kind for kind in LABELS if any(row.kind == kind for row in rows)]
    handles = [ax.plot([], [], linestyle="", **STYLES[kind] | {"label": LABELS[kind]})[0] for kind in kinds]
    charts.legend_above(ax, handles, ncols=3)


def growth(register) -> charts.Chart:
    """Growth on the first quarter of 2020 in percent, printed and bounded, and the same growth in money."""
    percent = [
        claim_row(register, OTHER, "other services\n(其他服务)"),
        claim_row(register, GMV, "GMV,\nno revenue"),
        claim_row(register, MARKETING, "online\nmarketing\n(线上营销)"),
        relation_row(register, "providers-2021-r17", "live streaming\n(直播)", bound="at_most"),
        reported_row(register, "rev-ls-yoy-2021-q1-cgtn", "live streaming,\nas reported"),
    ]
    money = [
        relation_row(register, "providers-2021-r13", "other\nservices", BILLION),
        relation_row(register, "providers-2021-r04", "online\nmarketing", BILLION),
    ]
    # ends below and above a billion would be told in different words
    money = [
        replace(row, text=f"{float(row.interval.lower):.3g} to {float(row.interval.upper):.3g} billion CNY")
        for row in money
    ]
    fig, (top, bottom) = plt.subplots(
        2, 1, figsize=figure_size(len(percent) + len(money), 2.4), height_ratios=(len(percent), len(money) + 0.4)
    )
    interval_bars(top, percent, (-80, 680))
    _legend(top, percent)
    top.set_xlabel("growth on the first quarter of 2020, percent")
    interval_bars(bottom, money, (0, 6.4))
    bottom.get_legend().remove()
    bottom.set_xlabel(f"the same in money, {MONEY_LABEL}")
    title = (
        f"Other services grew {_figure(register, OTHER)}, online marketing {_figure(register, MARKETING)}; "
        f"in money online marketing grew {_result(register, 'providers-2021-r15', TENTH)} as much"
    )
    alt = f"Two panels of intervals. Growth in percent: {spoken(percent)}. The same growth in money: {spoken(money)}."
    return charts.finish(fig, title, sources(percent + money), alt, frame(percent + money), "growth")


def base(register) -> charts.Chart:
    """Other services and GMV a quarter: levels, and averages of the quarters that no article prints apart."""
    services = {
        (0, 1): relation_row(register, "providers-2021-r12", "Q1 2020", BILLION),
        (1, 4): _average(register, "cross-r93", "average of Q2 to Q4 2020"),
        (4, 5): claim_row(register, "providers-2021-24", "Q1 2021", BILLION),
        (5, 6): relation_row(register, "newness-2022-r02", "Q2 2021", BILLION),
    }
    gmv = {
        (0, 1): relation_row(register, "providers-2021-r22", "Q1 2020", BILLION),
        (1, 4): _average(register, "cross-r73", "average of Q2 to Q4 2020"),
        (4, 5): claim_row(register, "providers-2021-28", "Q1 2021", BILLION),
        (5, 8): relation_row(register, "cross-r18", "average of Q2 to Q4 2021", BILLION),
    }
    fig, (top, bottom) = plt.subplots(2, 1, figsize=(4.8, 5.2), sharex=True)
    _steps(top, services, "other services (其他服务)")
    _steps(bottom, gmv, "GMV")
    charts.legend_above(
        top,
        [
            top.plot([], [], color=STYLES[kind]["color"], linewidth=5, label=kind)[0]
            for kind in ("printed", "recomputed")
        ],
    )
    bottom.set_xticks(
        [i + 0.5 for i in range(8)], [f"Q{i % 4 + 1}" + (f"\n{2020 + i // 4}" if i % 4 == 0 else "") for i in range(8)]
    )
    fig.supylabel("billion CNY a quarter (1 billion is 10亿元)", fontsize=9)
    ratio, day = (_result(register, i, Fraction(1, 100)) for i in ("cross-r96", "cross-r79"))
    title = f"Other services stood at {ratio}, a day's GMV at {day} the quarters before: the leap came within 2020"
    rows = [*services.values(), *gmv.values()]
    alt = (
        f"Two panels of levels a quarter, each with its interval. Other services: {spoken([*services.values()])}. "
        f"GMV: {spoken([*gmv.values()])}. A quarter whose level no article gives is left blank."
    )
    return charts.finish(fig, title, sources(rows), alt, frame(rows), "base")


def _average(register, relation_id: str, label: str) -> Row:
    """A registered sum of three quarters as their average."""
    relation = register.relations[relation_id]
    third = relation.result / 3
    return Row(
        label,
        relation_id,
        "recomputed",
        third.map_scale(Fraction(1, BILLION)),
        relation.point / 3 / BILLION,
        number_text(relation.point / 3, relation.unit),
    )


def _steps(ax, steps: dict[tuple[int, int], Row], name: str) -> None:
    """Levels over spans of quarters: a line at the value, a band for the interval."""
    highest = max(float(row.interval.upper) for row in steps.values())
    for (start, end), row in steps.items():
        colour, low, high = STYLES[row.kind]["color"], float(row.interval.lower), float(row.interval.upper)
        ax.fill_between([start, end], low, high, color=colour, alpha=0.35, linewidth=0)
        ax.plot([start, end], [float(row.value)] * 2, color=colour, linewidth=2.4, solid_capstyle="butt")
        ax.text(
            (start + end) / 2, high + highest * 0.03, f"{float(row.value):.3g}", fontsize=9, ha="center", va="bottom"
        )
    ax.set_ylim(0, highest * 1.22)
    ax.text(0, highest * 1.1, name, fontsize=9, color="#333333")


def weights(register) -> charts.Chart:
    """The first quarter's part of the year, percent: from the articles, and for later years as reported."""
    rows = [
        replace(relation_row(register, i, label), text=number_text(register.relations[i].point, "percent", TENTH))
        for i, label in (("cross-r94", "other\nservices, 2020"), ("cross-r71", "GMV, 2020"), ("cross-r16", "GMV, 2021"))
    ]
    for year, pair in LATER_YEARS.items():
        quarter, whole = (register.reported[i] for i in pair)
        part = quarter.value_base / whole.value_base * 100
        rows.append(
            Row(
                f"GMV, {year}",
                " / ".join(pair),
                "reported",
                (quarter.interval / whole.interval).map_scale(100),
                part,
                number_text(part, "percent", TENTH),
            )
        )
    fig, ax = plt.subplots(figsize=figure_size(len(rows)))
    interval_bars(ax, rows, (0, 27))
    ax.axvline(25, color=charts.GREY, linestyle="--", linewidth=1)
    ax.annotate(
        "equal quarters",
        (25, 0),
        xytext=(-4, 0),
        textcoords="offset points",
        fontsize=9,
        ha="right",
        va="center",
        color="#555555",
    )
    _legend(ax, rows)
    ax.set_xlabel("part of the first quarter in the year, percent")
    weight = {year: _result(register, i, TENTH) for year, i in ((2020, "cross-r71"), (2021, "cross-r16"))}
    title = f"The first quarter brought {weight[2020]} of the GMV of 2020 and {weight[2021]} of that of 2021: four of them are not a year"
    alt = f"Intervals of the first quarter's part in the year, under a line for equal quarters. {spoken(rows)}."
    source = (
        "Source: cross-r94, cross-r71, cross-r16; later years as the company reports them (ids with the rows below)."
    )
    return charts.finish(fig, title, source, alt, frame(rows), "weights")


def take_rates(register) -> charts.Chart:
    """Other services over GMV, percent, for each period the articles allow, against the printed rates."""
    rows = [
        relation_row(register, "providers-2021-r29", "Q1 2020"),
        relation_row(register, "cross-r99", "Q2 to Q4 2020"),
        claim_row(register, "gravity-2021-24", "2020"),
        relation_row(register, "providers-2021-r28", "Q1 2021"),
    ]
    rows = [replace(row, text=range_text(row.interval, "percent")) if row.kind == "recomputed" else row for row in rows]
    industry, limits = claim_row(register, "gravity-2021-25", "industry"), (0.4, 1.2)
    fig, ax = plt.subplots(figsize=figure_size(len(rows) + 1))
    interval_bars(ax, rows, limits)
    arrow(ax, limits[1], len(rows), charts.BLUE)
    ax.text(
        limits[1] - 0.02,
        len(rows),
        f"{_figure(register, industry.id)}, beyond this axis ",
        fontsize=9,
        ha="right",
        va="center",
    )
    ax.set_yticks(range(len(rows) + 1), [row.label for row in (*rows, industry)])
    ax.set_ylim(len(rows) + 0.5, -0.75)
    _legend(ax, rows)
    ax.set_xlabel("take rate (货币化率), percent of GMV")
    says = {True: "is above", False: "is below", None: "is above or below"}[register.relations["cross-r97"].result]
    title = (
        f"The take rate of Q1 2021, {rows[3].text}, {says} the {_figure(register, rows[2].id)} of 2020; "
        f"the industry's is {_figure(register, industry.id)}"
    )
    rows = [*rows, industry]
    return charts.finish(
        fig, title, sources(rows), f"Intervals of take rates. {spoken(rows)}.", frame(rows), "take-rates"
    )


def viewers(register) -> charts.Chart:
    """CNNIC's two counts of live-stream users, million persons, and on which of them the printed one lies."""
    lines = [
        [reported_row(register, i, f"{name}, {register.reported[i].period_end}", MILLION) for i in ids]
        for ids, name in ((ALL_VIEWERS, "all live streams"), (SHOP_VIEWERS, "e-commerce live streams"))
    ]
    printed = claim_row(register, "providers-2021-33", "printed as e-commerce viewers, June 2020", MILLION)
    before = relation_row(register, "providers-2021-r47", "the count a year before, from the increase printed", MILLION)
    fig, ax = plt.subplots(figsize=(4.8, 3.9))
    for rows, style, name in zip(lines, ("-", ":"), ("all live streams (直播)", "e-commerce live streams (电商直播)")):
        days = [date.fromisoformat(register.reported[row.id].period_end) for row in rows]
        ax.plot(days, [float(row.value) for row in rows], style, color=charts.VERMILION, marker="D", markersize=5)
        ax.annotate(
            name, (days[-1], float(rows[-1].value)), xytext=(4, 7), textcoords="offset points", fontsize=9, ha="right"
        )
    for row, day in ((printed, date(2020, 6, 30)), (before, date(2019, 6, 30))):
        ax.plot(
            day,
            float(row.value),
            STYLES[row.kind]["marker"],
            color=STYLES[row.kind]["color"],
            markersize=11,
            fillstyle="none",
            markeredgewidth=2,
        )
        ax.annotate(
            f"{float(row.value):g} million",
            (day, float(row.value)),
            xytext=(0, 9),
            textcoords="offset points",
            fontsize=9,
            ha="center",
        )
    ax.set_xlim(date(2019, 3, 1), date(2021, 9, 1))
    ax.set_ylim(0, 740)
    ax.set_ylabel(PERSONS_LABEL)
    ax.set_xticks([date(year, 6, 30) for year in (2019, 2020, 2021)], [f"June {year}" for year in (2019, 2020, 2021)])
    _legend(ax, [printed, before, *lines[0]])
    times = number_text(
        register.claims["providers-2021-33"].value_base / register.reported[SHOP_VIEWERS[1]].value_base, "times", TENTH
    )
    title = (
        f"The {_figure(register, printed.id)} called e-commerce viewers are CNNIC's users of all live streams, "
        f"{times} its e-commerce count"
    )
    rows = [printed, before, *lines[0], *lines[1]]
    alt = f"CNNIC's two counts over time as lines, with the article's figure on the upper one. {spoken(rows)}."
    source = "Source: providers-2021-33, providers-2021-r47, and CNNIC's counts as reported elsewhere (ids with the rows below)."
    return charts.finish(fig, title, source, alt, frame(rows), "viewers")


def forecast(register) -> charts.Chart:
    """The market as estimated, and the wedge between a mark said to be reached and a forecast, trillion CNY."""
    past = {
        2019: relation_row(register, "providers-2021-r35", "2019, iiMedia", TRILLION),
        2020: claim_row(register, "providers-2021-37", "2020, iiMedia", TRILLION),
    }
    order = claim_row(register, "providers-2021-40", "2021, unnamed bodies", TRILLION)
    order = replace(order, value=None, text=range_text(register.claims[order.id].interval, "CNY"))
    goal = claim_row(register, "providers-2021-42", "2025, unnamed bodies", TRILLION)
    others = [
        reported_row(register, i, f"{register.reported[i].period_start[:4]}, {name}", TRILLION)
        for i, name in OTHER_BODIES.items()
    ]
    fig, ax = plt.subplots(figsize=(4.8, 4.1))
    ax.set_yscale("log")
    ax.set_ylim(0.3, 13)
    _wedge(ax, order, goal)
    ax.plot(
        list(past), [float(row.value) for row in past.values()], color=charts.GREY, linewidth=1, zorder=1
    )  # one body, one estimate
    for year, row in [*past.items(), *((int(row.label[:4]), row) for row in others)]:
        ax.plot(year, float(row.value), STYLES[row.kind]["marker"], color=STYLES[row.kind]["color"], zorder=4)
        above = (row in others) == (year == 2020)  # two bodies on one year stand on either side
        ax.annotate(
            f"{row.label.partition(', ')[2]}: {float(row.value):.3g}",
            (year, float(row.value)),
            xytext=(-7, 5) if above else (7, -4),
            textcoords="offset points",
            fontsize=9,
            va="center",
            ha="right" if above else "left",
        )
    ax.set_xlim(2017.1, 2025.4)
    ax.set_yticks([0.5, 1, 2, 5, 10], ["0.5", "1", "2", "5", "10"])
    ax.minorticks_off()
    ax.set_xticks(range(2019, 2026))
    ax.set_ylabel("trillion CNY (万亿元), log scale")
    _legend(ax, [*past.values(), *others])
    most = number_text(register.relations["providers-2021-r42"].result.upper, "percent", Fraction(1), up=True)
    title = f"From the trillion mark in 2021 to {_figure(register, goal.id)} in 2025: at most {most} a year"
    rows = [*past.values(), order, goal, *others]
    alt = (
        f"Estimates and forecasts of the live e-commerce market over the years. {spoken(rows)}. A wedge spans from the mark upward "
        "to the last forecast; figures of different bodies are not joined."
    )
    return charts.finish(fig, title, sources(rows), alt, frame(rows), "forecast")


def _wedge(ax, start: Row, end: Row) -> None:
    """All paths from one interval to another, the years read from the labels."""
    years = [int(row.label[:4]) for row in (start, end)]
    top = ax.get_ylim()[1]
    lows = [float(row.interval.lower) for row in (start, end)]
    highs = [top if row.interval.upper is None else float(row.interval.upper) for row in (start, end)]
    ax.fill_between(years, lows, highs, color=charts.BLUE, alpha=0.13, linewidth=0)
    for year, low, high in zip(years, lows, highs):
        ax.plot([year, year], [low, high], color=charts.BLUE, linewidth=5, alpha=0.5, solid_capstyle="butt")
    ax.annotate("万亿级别", (years[0], lows[0]), xytext=(6, -2), textcoords="offset points", fontsize=9, va="top")
    ax.annotate("6万亿", (years[1], highs[1]), xytext=(0, 5), textcoords="offset points", fontsize=9, ha="center")


def plan(register) -> charts.Chart:
    """What the partners of the plan would sell in a year against GMV, billion CNY."""
    upper, lower = (register.claims[i].value for i in ("providers-2021-64", "providers-2021-66"))
    rows = [
        relation_row(register, "providers-2021-r73", f"{upper} partners,\nupper class", BILLION),
        relation_row(register, "providers-2021-r74", f"{lower} partners,\nlower class", BILLION),
        relation_row(register, "providers-2021-r75", "the plan", BILLION),
        claim_row(register, "providers-2021-28", "GMV, Q1 2021", BILLION),
        claim_row(register, "gravity-2021-15", "GMV, 2020", BILLION),
        claim_row(register, "trust-2023-04", "GMV, 2021", BILLION),
    ]
    fig, ax = plt.subplots(figsize=figure_size(len(rows)))
    interval_bars(ax, rows, (0, 760))
    ax.set_xlabel(MONEY_LABEL)
    _legend(ax, rows)
    title = (
        f"Met in full, the plan for partners is {_result(register, 'providers-2021-r75')}: "
        f"{_result(register, 'cross-r32')} of the GMV of 2021"
    )
    alt = f"Intervals; those of the plan have no upper end. {spoken(rows)}."
    return charts.finish(fig, title, sources(rows), alt, frame(rows), "plan")
