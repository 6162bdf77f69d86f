"""Tables of the quarters chapter, and single results in words for its prose. Amounts are in billion CNY."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from claimcheck.pages.tables import Html, Table, badge, row_link
from claimcheck.trends.backtest import RollingOrigin, quarterly_fits
from claimcheck.trends.rates import percent, percent_range
from kuaishou.growth.tables import MARKS, ONE_LINE, money
from kuaishou.published import next_year
from kuaishou.quarters import arithmetic

ASSUMES = {
    "seasonal naive": "each quarter repeats that of the year before",
    "last yearly growth kept": "each quarter grows on the year before as the last one did",
    "seasonal log-linear trend": "one constant rate, and a constant effect of each quarter",
    "damped-trend smoothing": "a level, a trend that fades, and a season",
    "smoothing with a lasting trend": "a level, a trend that goes on, and a season",
}


def spoken(period: str) -> str:
    """ "2021Q1" as "Q1 2021"; years and half years likewise."""
    return f"{period[4:]} {period[:4]}".strip()


def additions(register) -> Table:
    """Years and half years against the sum of their quarters."""
    rows = []
    for r in arithmetic.additions().to_dict("records"):
        mark = f'<span class="origin-{r["origin"]}">{MARKS[r["origin"]]}</span>'
        figure = Html(f"{mark} {row_link(register, r['source'], text=format(r['printed'], ',.1f')).text}")
        verdict = (
            "not_reproduced" if not r["adds up"] else "within_rounding" if round(r["difference"], 1) else "reproduced"
        )
        rows.append(
            (spoken(r["whole"]), figure, f"{r['sum']:,.1f}", f"{r['lower']:,.1f} to {r['upper']:,.1f}", badge(verdict))
        )
    head = (
        "period",
        f"{MARKS['article']} in an article, {MARKS['reported']} elsewhere",
        "its quarters",
        "by rounding",
        "verdict",
    )
    return Table("Years and half years against the sum of their quarters, billion CNY", head, rows)


def growth(table: pd.DataFrame | None = None) -> SimpleNamespace:
    """The year-on-year growth in words: first, second, `last` with its `period` and its range, the `least` one."""
    table = arithmetic.year_on_year() if table is None else table
    last, least = table.iloc[-1], table.loc[table["growth"].idxmin()]
    levels = table[table["from"] == "levels"]
    return SimpleNamespace(
        first=percent(table["growth"].iloc[0]),
        second=percent(table["growth"].iloc[1]),
        last=percent(last["growth"]),
        period=spoken(last["period"]),
        range=percent_range(last["lower"], last["upper"]),
        least=percent(least["growth"]),
        least_period=spoken(least["period"]),
        rates=int(levels["agrees"].notna().sum()),
        agree=int(levels["agrees"].dropna().astype(bool).sum()),
    )


def weights(table: pd.DataFrame | None = None) -> SimpleNamespace:
    """The share of the first and of the fourth quarter in the first and the last whole year, in words."""
    table = arithmetic.weights() if table is None else table
    of = lambda quarter, place: percent(table[table["quarter"] == quarter].iloc[place]["share"])
    years = table["year"]
    return SimpleNamespace(
        first_then=of(1, 0),
        first_now=of(1, -1),
        fourth_then=of(4, 0),
        fourth_now=of(4, -1),
        then=str(years.iloc[0]),
        now=str(years.iloc[-1]),
    )


def parts_of_2021() -> SimpleNamespace:
    """Growth and share of the increase of 2021 by part of the year, in words."""
    table = arithmetic.growth_of_2021().set_index("part")
    second = table.loc["Q3–Q4"]
    return SimpleNamespace(
        share_q1=percent(table.loc["Q1", "share"]),
        growth_h2=percent(second["growth"]),
        share_range=percent_range(table.loc["Q1", "share lower"], table.loc["Q1", "share upper"]),
        range_h2=percent_range(second["growth lower"], second["growth upper"]),
    )


def models(rolling: RollingOrigin) -> Table:
    """The quarterly models, the best first: what they assume, the growth they stand for, how they did."""
    growth_of = {fit.model: fit.growth for fit in quarterly_fits()}
    rows = [
        (
            Html(f"{r['model']}<br><small>{ASSUMES[r['model']]}</small>"),
            growth_of[r["model"]],
            f"{r['MASE']:.2f}",
            f"{r['MASE one ahead']:.2f}",
            f"{r['MASE four ahead']:.2f}",
            f"{r['mean error']:+.1%}".replace("-", "−"),
            f"{r['inside']} of {r['forecasts']}",
        )
        for r in rolling.scores.to_dict("records")
    ]
    head = ("model", "its growth a year", "MASE", "one ahead", "four ahead", "mean error", "intervals held")
    return Table(f"Quarterly models by rolling origin, {rolling.origins} origins, the best first", head, rows)


def score(rolling: RollingOrigin, place: int) -> SimpleNamespace:
    """One model by its place, 0 the best, −1 the worst: model, mase, bias, held and of, in words."""
    row = rolling.scores.iloc[place]
    return SimpleNamespace(
        model=row["model"],
        mase=f"{row['MASE']:.2f}",
        bias=percent(row["mean error"]),
        held=int(row["inside"]),
        of=int(row["forecasts"]),
    )


def coming(rolling: RollingOrigin) -> Table:
    """The next four quarters by every model, in the order in which they did."""
    table = next_year()
    periods = list(table["period"].unique())
    cells = {
        (r["model"], r["period"]): Html(
            f"{r['forecast']:,.1f}<br><small {ONE_LINE}>{r['lower']:,.1f} to {r['upper']:,.1f}</small>"
        )
        for r in table.to_dict("records")
    }
    rows = [(model, *(cells[model, p] for p in periods)) for model in rolling.scores["model"]]
    return Table(
        "The next quarters by each model with 95% intervals, billion CNY", ("model", *map(spoken, periods)), rows
    )


def next_quarter(rolling: RollingOrigin) -> SimpleNamespace:
    """The first quarter to come by the model that did best: period, forecast and its interval, and the
    lowest and highest forecast of any model."""
    table = next_year()
    table = table[table["period"] == table["period"].iloc[0]].set_index("model")
    best = table.loc[rolling.best]
    say = lambda amount: money(amount * 1e9)
    return SimpleNamespace(
        period=spoken(best["period"]),
        forecast=say(best["forecast"]),
        lower=say(best["lower"]),
        upper=say(best["upper"]),
        least=say(table["forecast"].min()),
        most=say(table["forecast"].max()),
    )
