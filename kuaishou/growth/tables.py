"""Tables of the growth chapter, and single results in words for its prose.

Figures printed in the articles and figures reported elsewhere stand in columns of their own, under the
markers and colours of the charts. Amounts are in billion CNY unless a text says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pandas as pd

from claimcheck.evidence.sources import KIND_WORDS
from claimcheck.pages.tables import Html, Table, badge, row_link
from claimcheck.printed.words import number_text, range_text
from claimcheck.trends import simulations
from claimcheck.trends.backtest import Backtest
from claimcheck.trends.fits import Fit
from claimcheck.trends.rates import percent, percent_range, times
from claimcheck.trends.series import BILLION, Point, Refusal, Series
from claimcheck.trends.simulations import TREND, WALK

SPOKEN = 1e18  # CNY; from here on a power of ten says as much as digits would
MARKS = {"article": "●", "reported": "◆"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ONE_LINE = 'style="white-space: nowrap"'


def money(value: float) -> str:
    """An amount in words: "3.86 trillion CNY", "10 to the power 25 CNY"."""
    if abs(value) >= SPOKEN:
        return f"10 to the power {round(math.log10(value))} CNY"
    return number_text(Fraction(float(f"{value:.4g}")), "CNY").replace("-", "−")


def billions(value: float) -> str:
    """An amount in base units as billion CNY for a table; from ten trillion on in four digits."""
    amount = value / float(BILLION)
    if abs(amount) >= 1e9:
        return "10" + str(round(math.log10(amount))).translate(RAISED)
    if 0 < abs(amount) < 0.001:
        return "under 0.001"
    text = (
        f"{float(f'{amount:.4g}'):,.0f}"
        if abs(amount) >= 10_000
        else f"{amount:,.1f}"
        if abs(amount) >= 1
        else f"{amount:.2g}"
    )
    return text.replace("-", "−")


def marked(point: Point, register) -> Html:
    """A figure as the charts mark it, linked to its claim or row, above what its rounding allows."""
    ends = f"{float(point.interval.lower / BILLION):,.10g} to {float(point.interval.upper / BILLION):,.10g}"
    value = row_link(register, point.source, text=f"{float(point.value / BILLION):,.10g}").text
    return Html(f'<span class="origin-{point.origin}">{MARKS[point.origin]}</span> {value}<br><small>{ends}</small>')


def years(register, articles: Series, reported: Series) -> Table:
    """Each year as the articles print it and as it is reported elsewhere, and whether the intervals meet."""
    rows = []
    for year in sorted({*articles.periods, *reported.periods}):
        ours, theirs = (s.at(year) if year in s.periods else None for s in (articles, reported))
        both = ours and theirs and badge("agree" if ours.interval.meets(theirs.interval) else "conflict")
        kind = KIND_WORDS[theirs.kind] + f"; {sum(p.period == year for p in reported.others)} more" if theirs else "–"
        rows.append(
            (
                year,
                *(marked(p, register) if p else "–" for p in (ours, theirs)),
                kind.replace("; 0 more", ""),
                both or "–",
            )
        )
    head = (
        "year",
        f"{MARKS['article']} printed in an article",
        f"{MARKS['reported']} reported elsewhere",
        "kind of source",
        "the two",
    )
    return Table("GMV by year in billion CNY, with what the rounding allows", head, rows)


def increases(series: Series) -> SimpleNamespace:
    """What each year added to the one before: `least` and `most` in words, `mean` likewise."""
    added = [b.interval - a.interval for a, b in zip(series.points, series.points[1:])]
    steps = np.diff(series.values)
    low, high = added[int(steps.argmin())], added[int(steps.argmax())]
    return SimpleNamespace(
        least=money(steps.min()),
        most=money(steps.max()),
        mean=money(steps.mean()),
        least_range=range_text(low, "CNY"),
        most_range=range_text(high, "CNY"),
    )


def fits(*found: Fit) -> Table:
    """What each trend says of growth per year, from scatter and from rounding, and of the first year after."""
    rows = []
    for fit in found:
        ahead = fit.forecast(1).iloc[0]
        scatter = "–" if fit.interval is None else _rates(*fit.interval)
        if fit.interval_rounded is not None:
            scatter = Html(f"{scatter}<br><small>with rounding {percent_range(*fit.interval_rounded)}</small>")
        rounding = "–" if fit.rounding is None else percent_range(*fit.rounding)
        rows.append(
            (
                _trend(fit.model, fit.series.span, fit.n),
                fit.growth,
                rounding,
                scatter,
                Html(f"{billions(ahead['forecast'])}<br><small>{_ends(ahead)}</small>"),
            )
        )
    year = found[0].forecast(1)["period"].iloc[0]
    head = ("trend", "growth a year", "by rounding alone", "95% interval", f"{year}, billion CNY")
    return Table("Trends fitted to the articles' years", head, rows)


def _trend(model: str, span: str, n: int) -> Html:
    """A trend with its years and its number of points, which stay on one line."""
    return Html(f"{model}<br><small {ONE_LINE}>{span}, n = {n}</small>")


def _rates(low: float, high: float) -> str:
    """The ends of a 95% interval of growth; from a million percent on in three digits."""
    far = f"{high / 1e4:,.3g} million %" if high < 1e7 else f"{high / 1e7:,.3g} billion %"
    return f"{percent(low)} to {percent(high) if high < 1e4 else far}"


def _ends(row) -> str:
    return "no interval" if math.isnan(row["lower"]) else f"{billions(row['lower'])} to {billions(row['upper'])}"


def left_out(table: pd.DataFrame) -> Table:
    """The slope without each year in turn."""
    rows = [
        (r["left out"], str(r["n"]), percent(r["growth"]), _rates(r["lower"], r["upper"]))
        for r in table.to_dict("records")
    ]
    return Table(
        "The log-linear trend without each year in turn", ("left out", "n", "growth a year", "95% interval"), rows
    )


def refusals(asked: Mapping[str, Refusal]) -> Table:
    """What is not given, and why."""
    rows = [(what, refusal.reason) for what, refusal in asked.items()]
    return Table("Numbers that are not given", ("asked for", "why not"), rows)


def aicc(n: int = 4) -> Table:
    """Which curve the smallest AICc picks on random walks, by whether the variance is counted."""
    table = simulations.aicc_choices(n)
    rows = [(r["count"], *(percent(r[curve]) for curve in simulations.CURVES)) for r in table.to_dict("records")]
    return Table(
        f"Curves that the AICc formula picks on random walks of {n} points", ("counting", *simulations.CURVES), rows
    )


def held(n: int = 4) -> SimpleNamespace:
    """How often 95% intervals from n points hold: of the line's rate and of its last forecast if its
    errors are independent and on a random walk, of the constant rate on one, also with 1.96."""
    found = simulations.coverage(n).set_index(["interval", "truth"])["coverage"]
    last = "forecast three ahead"
    of = lambda interval, truth: percent(found[interval, truth])
    return SimpleNamespace(
        rate=of("trend line: growth per year", TREND),
        rate_on_walk=of("trend line: growth per year", WALK),
        line=of(f"trend line: {last}", TREND),
        line_on_walk=of(f"trend line: {last}", WALK),
        constant_on_walk=of(f"constant rate: {last}", WALK),
        usual_on_walk=of(f"constant rate with 1.96: {last}", WALK),
    )


@dataclass(frozen=True)
class Outcome:
    """One trend's forecast of one year against what was reported, in words.

    forecast, reported, lower, upper: amounts. times: forecast over reported. error: that less one.
    """

    forecast: str
    reported: str
    lower: str
    upper: str
    times: str
    error: str


def outcome(past: Backtest, trend: str, year: str | None = None) -> Outcome:
    """How a trend ("log-linear trend, 2018–2021") did in a year, by default the last; IndexError if unknown."""
    row = past.table[
        (past.table["trend"] == trend) & (past.table["period"] == (year or past.reported.periods[-1]))
    ].iloc[0]
    ends = ("none", "none") if math.isnan(row["lower"]) else (money(row["lower"]), money(row["upper"]))
    return Outcome(money(row["forecast"]), money(row["reported"]), *ends, times(row["times"]), percent(row["error"]))


def backtest(past: Backtest) -> Table:
    """Every trend against every later year, the least wrong first: forecast, error, whether the interval held."""
    rows = []
    for score in past.scores.to_dict("records"):
        part = past.table[past.table["trend"] == score["trend"]]
        model, _, span = score["trend"].partition(", ")
        cells = [
            Html(f"{billions(r['forecast'])}<br><small>{_off(r)}, {_held(r['inside'])}</small>")
            for r in part.to_dict("records")
        ]
        rows.append((_trend(model, span, score["n"]), *cells, times(score["typical factor"])))
    head = (
        "trend",
        *(f"{p}: {billions(float(past.reported.at(p).value))}" for p in past.reported.periods),
        "typically off by",
    )
    return Table("Trends of 2021 against the figures reported later, billion CNY, the least wrong first", head, rows)


def _off(row) -> str:
    error = row["error"]
    return f"{error:+.1%}".replace("-", "−") if error < 1 else times(row["times"])


def _held(inside) -> str:
    return "no interval" if inside is None else "inside" if inside else "outside"
