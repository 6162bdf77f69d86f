"""The growth chapter's arithmetic: simple trends over each span, and what carrying them on from 2021 would have given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

import pandas as pd

from claimcheck.loading import Register
from claimcheck.trends.backtest import held_against
from claimcheck.trends.fits import Fit, drift, fitted, last_rate, log_linear, naive
from claimcheck.trends.rates import compound, doubling, percent, time_text, times, whole_percent, yearly
from claimcheck.trends.series import BILLION, Series, rolling_year
from kuaishou import gmv


@dataclass(frozen=True)
class Span:
    """A trend over some periods: `ends` are the points that the compound rate is taken of, `worth` what to make of it."""

    label: str
    fit: Fit
    ends: Series
    worth: str

    @property
    def compound(self) -> float:
        """The compound rate per year between the ends."""
        return compound(self.ends)

    @property
    def rate(self) -> str:
        """The compound rate as text."""
        return percent(self.compound)

    @property
    def rate_fitted(self) -> float:
        """The fitted rate per year; every model here has one."""
        return self.fit.growth_per_year or 0.0

    @property
    def doubling(self) -> str:
        """The time in which GMV doubles at the fitted rate."""
        return time_text(doubling(self.rate_fitted))

    @property
    def r_squared(self) -> str:
        return f"{self.fit.r_squared:.3f}"

    @property
    def interval(self) -> str:
        """The 95% interval of the fitted rate, with one percent sign."""
        return self.fit.growth_interval.replace("% to", " to")


def spans(register: Register) -> dict[str, Span]:
    """The trends by a short name: first the articles' years, then what was reported of 2021 to 2025."""
    printed, years = gmv.articles(register), gmv.reported(register).between("2021", "2025")
    late = printed.between("2019", "2021")
    halves = gmv.halves(register).between("2021H1", "2025H2")
    two = years.between("2023", "2025")
    sums = rolling_year(gmv.reported(register, gmv.QUARTER))
    latest = sums.last(9)
    seconds = Series(halves.name, tuple(p for p in halves.points if p.period.endswith("H2")))
    rates = [whole_percent(float(rate)) for rate, _ in yearly(gmv.reported(register)).values()]
    freedom = {1: "one degree of freedom", 2: "two degrees of freedom"}
    whole_fit, late_fit = fitted(log_linear(printed)), fitted(log_linear(late))
    return {
        "whole": Span(
            f"Years {printed.span}, articles", whole_fit, printed, "Starts from a first year that was hardly one"
        ),
        "late": Span(
            f"Years {late.span}, articles",
            late_fit,
            late,
            f"{freedom.get(late_fit.freedom or 0, '').capitalize()}: it excludes next to nothing",
        ),
        "years": Span(
            f"Years {years.span}, reported",
            fitted(log_linear(years)),
            years,
            f"An average of rates that fell from {rates[-4].rstrip('%')} to {rates[-1]}",
        ),
        "two": Span(
            f"Years {two.span}, reported",
            fitted(log_linear(two)),
            two,
            f"{freedom[1].capitalize()}, and rates that still fell",
        ),
        "halves": Span(
            f"Half-years {halves.span}, with a term for the second half",
            fitted(log_linear(halves, season=True)),
            _yearly_ends(seconds),
            "Compound rate from second half to second half",
        ),
        "sums": Span(
            f"Twelve-month sums, {_ends(sums)}",
            fitted(log_linear(sums)),
            sums,
            "Neighbours share quarters: too narrow an interval",
        ),
        "latest": Span(
            f"Twelve-month sums, {_ends(latest)}",
            fitted(log_linear(latest)),
            latest,
            "The last two years; the same warning",
        ),
    }


def _yearly_ends(halves: Series) -> Series:
    """First and last of a series of one half each year."""
    return Series(halves.name, (halves.points[0], halves.points[-1]))


def _ends(series: Series) -> str:
    """First and last quarter in words: "Q4 2021 to Q4 2025"."""
    return " to ".join(f"{p[4:]} {p[:4]}" for p in (series.periods[0], series.periods[-1]))


@dataclass(frozen=True)
class Carried:
    """A rule known at the end of 2021, carried on: its fit, and its forecasts against what was reported."""

    label: str
    detail: str
    fit: Fit
    reported: Series

    @cached_property
    def table(self) -> pd.DataFrame:
        """The columns of `backtest.held_against`, one row per year."""
        return held_against(self.fit, self.reported)

    def at(self, year: str) -> SimpleNamespace:
        """A year's forecast and how far it was off, in words: `forecast`, `off`, `times`."""
        row = self.table[self.table["period"] == year].iloc[0]
        return SimpleNamespace(forecast=billions(row["forecast"]), off=off(row["times"]), times=times(row["times"]))

    @property
    def last(self) -> SimpleNamespace:
        """The same for the last year."""
        return self.at(self.reported.periods[-1])

    @property
    def worst(self) -> float:
        """The largest error of any year, as a fraction."""
        return float(self.table["error"].abs().max())


def carried(register: Register) -> dict[str, Carried]:
    """What could be carried on once 2021 was known, from the articles' figures alone, by a short name."""
    printed, later = gmv.articles(register), gmv.reported(register).between("2022", "2025")
    late = printed.between("2019", "2021")
    trend, kept, step, early = (
        fitted(found) for found in (log_linear(late), last_rate(printed), drift(late), drift(printed))
    )
    added, added_early = (billions(fit.params["change_per_period"]) for fit in (step, early))
    return {
        "trend": Carried(f"Trend fitted to {late.span}", f"+{trend.growth} a year", trend, later),
        "kept": Carried(f"Growth of {printed.periods[-1]} kept", f"+{kept.growth} a year", kept, later),
        "step": Carried("Same yuan each year", f"+{added} billion, the mean of 2020 and 2021", step, later),
        "early": Carried(
            "Same yuan, from 2018 on", f"+{added_early} billion, the mean of {printed.span}", early, later
        ),
        "stay": Carried("Nothing added", "", fitted(naive(printed)), later),
    }


def said(register: Register) -> SimpleNamespace:
    """What the prose says of the later years: what a year added, and how the newest rate missed when carried on."""
    years = gmv.reported(register).between("2021", "2025")
    values = [float(value) for value in years.values]
    added = [later - earlier for earlier, later in zip(values, values[1:], strict=False)]
    carried_on = values[-2] * values[-2] / values[-3]
    return SimpleNamespace(least=billions(min(added)), most=billions(max(added)), recent=off(carried_on / values[-1]))


def rates_said(register: Register) -> SimpleNamespace:
    """The compound rates of the reported years, in words."""
    found = spans(register)
    return SimpleNamespace(years=found["years"].rate, two=found["two"].rate)


def billions(amount: float) -> str:
    """An amount in CNY as billions: no decimals from a hundred on."""
    value = float(amount) / float(BILLION)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}"


def off(factor: float) -> str:
    """A forecast over what came, in words: "23 times", "16% high", "51% low"."""
    if factor >= 2:
        return times(factor)
    return f"{whole_percent(abs(factor - 1))} {'high' if factor >= 1 else 'low'}"
