"""Charts of the gravity-2021 chapter: sales, total revenue, take rate and reach.

Every function takes the register and returns a `charts.Chart`; titles and alt texts are computed
from the claims and relations that are drawn, so that a changed figure changes the sentence too.
"""

from __future__ import annotations

from fractions import Fraction

import matplotlib.pyplot as plt

from claimcheck.charts import style
from claimcheck.charts.parts import (
    BILLION,
    MILLION,
    MONEY_LABEL,
    PERSONS_LABEL,
    claim_row,
    figure_size,
    frame,
    interval_bars,
    relation_row,
    reported_row,
    sources,
    spoken,
)
from claimcheck.printed.words import number_text, range_text

A = "gravity-2021"


def gmv(register) -> style.Chart:
    """GMV of two years and the floor printed for Taobao Live, in billion CNY."""
    rows = [
        claim_row(register, f"{A}-16", "Kuaishou, 2019", BILLION),
        reported_row(register, "gmv-2019-lieyun", "Kuaishou, 2019", BILLION),
        claim_row(register, f"{A}-15", "Kuaishou, 2020", BILLION),
        reported_row(register, "gmv-2020-caixin", "Kuaishou, 2020", BILLION),
        claim_row(register, f"{A}-19", "Taobao Live\n(淘宝直播), 2020", BILLION),
        reported_row(register, "taobao-live-gmv-2020-scmp", "Taobao Live\n(淘宝直播), 2020", BILLION),
    ]
    fig, ax = plt.subplots(figsize=figure_size(len(rows)))
    interval_bars(ax, rows, (0, 500))
    ax.set_xlabel(f"GMV of the year, {MONEY_LABEL}")
    multiple, share = (register.relations[f"{A}-{r}"] for r in ("r04", "r13"))
    title = (
        f"GMV grew to {number_text(multiple.point, 'times', Fraction(1, 10))} that of 2019, "
        f"{range_text(share.result, 'percent')} of Taobao Live, whose figure has no ceiling"
    )
    alt = f"Intervals of yearly GMV, the one of Taobao Live open to the right. {spoken(rows)}."
    return style.finish(fig, title, sources(rows), alt, frame(rows), "gmv")


def total_revenue(register) -> style.Chart:
    """Total revenue of 2020 as two chains of printed figures imply it, and as reported, in billion CNY."""
    rows = [
        relation_row(register, f"{A}-r18", "other services\n/ their share", BILLION),
        relation_row(register, f"{A}-r19", "take rate × GMV\n/ the share", BILLION),
        reported_row(register, "rev-2020-36kr-digest", "total revenue\n(总营收)", BILLION),
    ]
    fig, ax = plt.subplots(figsize=figure_size(len(rows), 1.8))
    interval_bars(ax, rows, (56.5, 61))
    ax.set_xlabel("total revenue of 2020, billion CNY; axis not from 0")
    known, implied = register.reported["rev-2020-36kr-digest"], register.relations[f"{A}-r18"]
    fits = "fits" if known.interval.within(implied.result) else "does not fit"
    title = (
        f"The printed share {fits} all of other services: it implies total revenue of "
        f"{range_text(implied.result, 'CNY')}, and {number_text(known.value_base, 'CNY')} was reported"
    )
    alt = f"Intervals of total revenue of 2020. {spoken(rows)}."
    return style.finish(fig, title, sources(rows), alt, frame(rows), "total-revenue")


def take_rate(register) -> style.Chart:
    """Take rates in percent of GMV, and what the GMV of 2020 brought and would have brought."""
    rates = [
        relation_row(register, f"{A}-r26", "2019", bound="at_most"),
        claim_row(register, f"{A}-24", "2020"),
        relation_row(register, f"{A}-r30", "2020"),
        relation_row(register, f"{A}-r29", "on the GMV\nadded in 2020", bound="at_least"),
        claim_row(register, f"{A}-25", "industry (行业)"),
    ]
    money = [
        claim_row(register, f"{A}-20", "other services", BILLION),
        relation_row(register, f"{A}-r36", "at the rate printed\nfor the industry", BILLION),
    ]
    heights = [len(rates), len(money) + 0.6]
    fig, (top, bottom) = plt.subplots(2, 1, figsize=figure_size(len(rates) + len(money), 2.6), height_ratios=heights)
    interval_bars(top, rates, (0, 4))
    top.set_xlabel("take rate (货币化率), percent of GMV")
    interval_bars(bottom, money, (0, 16))
    bottom.get_legend().remove()
    bottom.set_xlabel("revenue on the GMV of 2020, billion CNY")
    share, multiple = (register.relations[f"{A}-{r}"] for r in ("r35", "r39"))
    title = (
        f"The take rate is {range_text(share.result, 'percent')} of the industry's; at its floor the GMV of 2020 "
        f"would have brought {number_text(multiple.point, 'times')} the revenue"
    )
    rows = [*rates, *money]
    alt = f"Two panels of intervals. Take rates: {spoken(rates)}. Revenue: {spoken(money)}. Open ends are arrows."
    return style.finish(fig, title, sources(rows), alt, frame(rows), "take-rate")


def reach(register) -> style.Chart:
    """Visitors, followers and daily users, in million persons."""
    rows = [
        claim_row(register, f"{A}-38", "visitors of the\nshop page, a day", MILLION),
        claim_row(register, f"{A}-40", "followers of the\nshop account", MILLION),
        claim_row(register, f"{A}-42", "daily users\n(日活)", MILLION),
        reported_row(register, "dau-2021-q1-cgtn", "daily users,\napp alone", MILLION),
    ]
    fig, ax = plt.subplots(figsize=figure_size(len(rows), 1.8))
    interval_bars(ax, rows, (0, 400))
    ax.set_xlabel(PERSONS_LABEL)
    visitors, followers = (range_text(register.relations[f"{A}-{r}"].result, "percent") for r in ("r43", "r44"))
    title = f"The shop page draws {visitors} of daily users a day; its followers number {followers} as many"
    alt = f"Intervals of numbers of persons. {spoken(rows)}."
    return style.finish(fig, title, sources(rows), alt, frame(rows), "reach")
