"""Charts of the theme chapters: take rate, revenue mix, market estimates and shares, users.

Every function takes the register and returns a `charts.Chart`; titles and alt texts are computed.
Estimates of different bodies are never joined by a line: their scopes differ.
"""

from __future__ import annotations

from fractions import Fraction

import matplotlib.pyplot as plt
import pandas as pd

from claimcheck.charts import parts, style
from claimcheck.charts.parts import Row, claim_row, reported_row
from claimcheck.printed.words import bound_text, number_text, range_text
from kuaishou import themes

LINE_NAMES = {
    "live_streaming": ("live streaming (直播)", style.SKY, ""),
    "online_marketing": ("online marketing (线上营销服务)", style.BLUE, ""),
    "other_services": ("other services, e-commerce included (其他服务)", style.ORANGE, "//"),
}
BODIES = {
    "China Merchants Securities": "China Merchants Securities",
    "KPMG and AliResearch": "KPMG and AliResearch",
    "iiMedia estimate": "iiMedia (艾媒咨询)",
    "forecast, live e-commerce market": "unnamed bodies, forecast",
    "《2021": "zhongshang (中商)",
    "前瞻": "Qianzhan (前瞻)",
    "网经社": "100EC (网经社)",
    "Nielsen": "Nielsen",
    "中研普华": "Zhongyan (中研普华)",
    "body not named": "body not named",
}
TRILLION = 10**12


def _body(scope: str) -> str:
    return next(name for start, name in BODIES.items() if scope.startswith(start))


def _result_row(result: themes.Result, label: str, unit: str = "percent", scale=Fraction(1, 100)) -> Row:
    """A computed quantity as a row to draw; a fraction becomes a percentage."""
    interval = result.interval.map_scale(1 / Fraction(scale))
    value = None if result.value is None else result.value / Fraction(scale)
    words = bound_text(interval, unit) or (range_text(interval, unit) if value is None else number_text(value, unit))
    kind = "recomputed" if set(result.kinds) == {"article"} else "reported"
    return Row(label, result.ids[0], kind, interval, value, words)


def take_rate(register) -> style.Chart:
    """Other services over GMV by year with rounding bounds, in percent."""
    results = themes.take_rates(register)
    rows = [_result_row(r, r.label) for r in results]
    fig, ax = plt.subplots(figsize=parts.figure_size(len(rows)))
    parts.interval_bars(ax, rows, (0.2, 1.5))
    ax.set(xlabel="other services over GMV, percent")
    verdict = {True: "was above", False: "was not above", None: "cannot be told from"}[
        themes.rose(results, "2020", "2021")
    ]
    flat = themes.rose(results, "2021", "2022") is None
    title = f"The take rate of 2021 {verdict} that of 2020 whatever the rounding{', and 2022 cannot be told from 2021' if flat else ''}"
    alt = f"Intervals of the take rate (货币化率) by year. {parts.spoken(rows)}. The numerator holds more than e-commerce and leaves out advertising."
    ids = [row_id for r in results for row_id in r.ids]
    data = parts.frame(rows).assign(sources=[" ".join(r.ids) for r in results], how=[r.how for r in results])
    return style.finish(fig, title, list(dict.fromkeys(ids)), alt, data, "take-rate")


def revenue_mix(register) -> style.Chart:
    """Shares of the three revenue lines by period, in percent."""
    mix = themes.revenue_mix(register)
    data = pd.DataFrame(
        [
            {
                "period": row["period"],
                **{line: float(row[line]) for line in LINE_NAMES},
                "remainder": row["remainder"],
                "sources": " ".join(row["sources"]),
            }
            for row in mix
        ]
    )
    fig, ax = plt.subplots(figsize=(5.4, 4.0))
    base = pd.Series(0.0, index=data.index)
    for line, (name, colour, hatch) in LINE_NAMES.items():
        ax.bar(
            data["period"], data[line], bottom=base, label=name, color=colour, hatch=hatch, edgecolor="white", width=0.7
        )
        for x, (height, bottom) in enumerate(zip(data[line], base)):
            if height > 4:
                ink = "white" if colour == style.BLUE else "black"
                ax.text(
                    x,
                    bottom + height / 2,
                    f"{height:.1f}",
                    ha="center",
                    va="center",
                    fontsize=8,
                    color=ink,
                    bbox={"facecolor": colour, "edgecolor": "none", "pad": 0.6},
                )
        base = base + data[line]
    ax.set(ylabel="share of total revenue, percent", xlabel="year or quarter", ylim=(0, 101))
    style.legend_above(ax, ncols=1)
    first, last = data.iloc[0], data.iloc[-1]
    title = f"Other services went from {first['other_services']:.1f}% of revenue in {first['period']} to {last['other_services']:.1f}% in {last['period']}; advertising carries the most"
    alt = (
        "Stacked shares of revenue in percent: "
        + "; ".join(
            f"{row['period']} live streaming {row['live_streaming']:.1f}, online marketing {row['online_marketing']:.1f}, other services {row['other_services']:.1f}"
            for _, row in data.iterrows()
        )
        + ". Rounding of each share: 0.05 points either way; a remainder: 0.1."
    )
    ids = [row_id for row in mix for row_id in row["sources"]]
    return style.finish(fig, title, ids, alt, data, "revenue-mix")


def market_sizes(register) -> style.Chart:
    """Every estimate of the live e-commerce market by year and body, in 1e12 CNY."""
    rows = []
    for year, scope, row_id in themes.market_sizes(register):
        make = claim_row if row_id in register.claims else reported_row
        rows.append(make(register, row_id, f"{year}  {_body(scope)}", TRILLION))
    fig, ax = plt.subplots(figsize=(5.4, 1.9 + 0.4 * len(rows)))
    parts.interval_bars(ax, rows, (-0.6, 7.5))
    ax.set_xlabel("market size, trillion CNY (1 trillion = 1万亿元)")
    of_2020 = [row.value for row in rows if row.label.startswith("2020") and row.value is not None]
    title = f"Estimates of the 2020 market run from {float(min(of_2020)):.2f} to {float(max(of_2020)):.2f} trillion: bodies count different things"
    alt = f"Estimates of the live e-commerce market by year and body, not joined. {parts.spoken(rows)}."
    return style.finish(fig, title, parts.sources(rows), alt, parts.frame(rows), "market-sizes")


def market_shares(register) -> style.Chart:
    """GMV of Kuaishou over every estimate of the same year, in percent."""
    results = themes.market_shares(register)
    rows = [_result_row(r, f"{r.label[:4]}  {_body(r.label[6:])}") for r in results]
    fig, ax = plt.subplots(figsize=(5.4, 1.9 + 0.42 * len(rows)))
    ax.axvline(50, color=style.GREY, linestyle="--")
    parts.interval_bars(ax, rows, (0, 75))
    ax.set_xlabel("share of Kuaishou, percent (dashed: one half)")
    known = [r for r in results if r.value is not None]
    highest = max(known, key=lambda r: r.value)
    title = f"On no estimate with a value did Kuaishou hold half of the market; the most is {float(highest.value) * 100:.1f}% ({highest.label[:4]})"
    if highest.value >= Fraction(1, 2):
        title = (
            f"On one estimate Kuaishou held half of the market: {float(highest.value) * 100:.1f}% ({highest.label[:4]})"
        )
    alt = f"Shares of the live e-commerce market. {parts.spoken(rows)}. The company's GMV over an estimate with its own definition: a scale, not a share that anybody measured."
    ids = [row_id for r in results for row_id in r.ids]
    return style.finish(fig, title, list(dict.fromkeys(ids)), alt, parts.frame(rows), "market-shares")


def daily_users(register) -> style.Chart:
    """Daily active users of the app by year, with the three printings of 300 million, in millions."""
    found = themes.best(register, "dau", themes.APP_ONLY)
    rows = [
        claim_row(register, "subsidy-2020-18", "early 2020,\nsubsidy-2020", parts.MILLION),
        claim_row(register, "subsidy-2020-33", "July 2020,\nsubsidy-2020", parts.MILLION),
        claim_row(register, "gravity-2021-42", "March 2021,\ngravity-2021", parts.MILLION),
    ]
    rows += [reported_row(register, "dau-2020-h1-pandaily", "H1 2020, app and\nmini programs", parts.MILLION)]
    rows += [
        reported_row(register, found[p].source, f"{p}, app only", parts.MILLION)
        for p in ("2020H1", "2020", "2021Q1", *themes.YEARS[1:])
        if p in found
    ]
    fig, ax = plt.subplots(figsize=(5.4, 1.9 + 0.46 * len(rows)))
    parts.interval_bars(ax, rows, (230, 430))
    ax.set_xlabel("daily active users, " + parts.PERSONS_LABEL)
    holds = all(row.interval.meets(rows[0].interval) for row in rows[3:7])
    title = (
        "One digit holds every count: 300 million fits the app alone and the app with mini programs"
        if holds
        else "300 million does not fit every count of daily users of its time"
    )
    alt = f"Intervals of daily active users. {parts.spoken(rows)}."
    return style.finish(fig, title, parts.sources(rows), alt, parts.frame(rows), "daily-users")


def live_viewers(register) -> style.Chart:
    """What is printed as e-commerce live viewers beside CNNIC's two counts of June 2020, in millions."""
    rows = [
        claim_row(register, "providers-2021-33", "printed as e-commerce\nlive viewers", parts.MILLION),
        reported_row(
            register, "cnnic-live-users-all-2020-06-30-sina-cnnic46", "live streaming\nof all kinds", parts.MILLION
        ),
        reported_row(
            register, "cnnic-live-users-ecommerce-2020-06-30-sina-cnnic46", "e-commerce\nlive streaming", parts.MILLION
        ),
    ]
    fig, ax = plt.subplots(figsize=parts.figure_size(len(rows), 1.8))
    parts.interval_bars(ax, rows, (250, 620))
    ax.set_xlabel("users in June 2020, " + parts.PERSONS_LABEL)
    all_kinds = rows[0].interval.meets(rows[1].interval) and not rows[0].interval.meets(rows[2].interval)
    title = "The count printed as e-commerce viewers is " + (
        "that of all live streaming" if all_kinds else "neither of CNNIC's counts"
    )
    alt = f"Intervals of users. {parts.spoken(rows)}."
    return style.finish(fig, title, parts.sources(rows), alt, parts.frame(rows), "live-viewers")


def repurchase(register) -> style.Chart:
    """Every repurchase rate found, by the span it measures, in percent."""
    rows = [
        reported_row(register, "repurchase-rate-2019-36kr-digest", "average of 2019"),
        reported_row(register, "repurchase-rate-2020-h1-lieyun", "monthly average,\nH1 2020"),
        claim_row(register, "trust-2023-14", "average of 2020,\ntrust-2023"),
        reported_row(register, "repurchase-rate-2020-36kr-digest", "average of 2020"),
        claim_row(register, "trust-2023-16", "September 2021,\ntrust-2023"),
        reported_row(register, "repurchase-rate-2021-09-tellerreport", "September 2021"),
    ]
    fig, ax = plt.subplots(figsize=parts.figure_size(len(rows), 1.8))
    parts.interval_bars(ax, rows, (40, 85))
    ax.set_xlabel("repurchase rate (复购率), percent")
    gap = float(rows[2].value - rows[0].value)
    title = f"Full-year averages compare: up {gap:.0f} points from 2019 to 2020; the single month of 2021 is another measure"
    alt = f"Intervals of repurchase rates. {parts.spoken(rows)}."
    return style.finish(fig, title, parts.sources(rows), alt, parts.frame(rows), "repurchase")
