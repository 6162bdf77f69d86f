"""The growth chapter's arithmetic: simple trends over each span, and what carrying them on from 2021 would have given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

import numpy as np
import pandas as pd

from claimcheck.loading import Register
from claimcheck.trends.backtest import held_against
from claimcheck.trends.fits import Fit, drift, fitted, last_rate, linear, log_linear, naive
from claimcheck.trends.rates import compound, doubling, percent, times, whole_percent, yearly
from claimcheck.trends.seasonal import constant_rate
from claimcheck.trends.series import BILLION, Series, rolling_year
from kuaishou import gmv


@dataclass(frozen=True)
class Span:
    """A trend over some periods, a rate or an amount a year as its fit is of logs or of CNY.

    `ends` are the points that it is also taken from end to end, `worth` what to make of it.
    """

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
        """From the first point to the last, a year, as text."""
        if self.fit.log:
            return percent(self.compound)
        values = self.ends.values
        return f"{billions((values[-1] - values[0]) / (len(values) - 1))} bn"

    @property
    def fitted(self) -> str:
        """The same by least squares."""
        return self.fit.growth if self.fit.log else f"{billions(self.fit.params['change_per_period'])} bn"

    @property
    def rate_fitted(self) -> float:
        """The fitted rate per year; a line in CNY has none."""
        return self.fit.growth_per_year or 0.0

    @property
    def doubling(self) -> str:
        """The years in which GMV doubles at the fitted rate; a dash where the interval of the rate holds a fall."""
        return _years(self.rate_fitted) if self._rises else "–"

    @property
    def doubling_interval(self) -> str:
        """That time at both ends of the interval: "2.5 to 4.6"."""
        if not self._rises:
            return ""
        low, high = self.fit.interval or (0.0, 0.0)
        return " to ".join(_years(rate) for rate in (high, low))

    @property
    def _rises(self) -> bool:
        return self.fit.interval is not None and self.fit.interval[0] > 0

    @property
    def r_squared(self) -> str:
        return f"{self.fit.r_squared:.3f}"

    @property
    def interval(self) -> str:
        """The 95% interval of the fitted rate or amount, with one unit."""
        if self.fit.log:
            return self.fit.growth_interval.replace("% to", " to")
        return f"{billions(self.fit.params['change_low'])} to {billions(self.fit.params['change_high'])} bn"

    @property
    def misses(self) -> float:
        """How far the points lie from the trend in CNY, root mean square."""
        values, left = self.fit.series.values, np.array(self.fit.residuals)
        missed = values * (1 - np.exp(-left)) if self.fit.log else left
        return float(np.sqrt(np.mean(missed**2)))


def _years(rate: float) -> str:
    """In how many years a quantity doubles at a rate a year."""
    return f"{doubling(rate):.1f}"


def spans(register: Register) -> dict[str, Span]:
    """The trends by a short name: first the articles' years, then what was reported, in rates and in CNY."""
    printed, years = gmv.articles(register), gmv.reported(register).between("2021", "2025")
    late = printed.between("2019", "2021")
    halves = gmv.halves(register).between("2021H1", "2025H2")
    two = years.between("2023", "2025")
    sums = rolling_year(gmv.reported(register, gmv.QUARTER))
    latest = sums.last(9)
    seconds = Series(halves.name, tuple(p for p in halves.points if p.period.endswith("H2")))
    quarters = gmv.reported(register, gmv.QUARTER)
    fourths = Series(quarters.name, tuple(p for p in quarters.points if p.period.endswith("Q4")))
    longer = gmv.reported(register).between("2019", "2025")
    half_fit, quarter_fit = fitted(log_linear(halves, season=True)), fitted(constant_rate(quarters))
    alike = lambda fit: f"neighbours alike (Durbin–Watson {durbin_watson(fit.residuals):.1f}): too narrow an interval"
    found = yearly(gmv.reported(register))
    rates = [whole_percent(float(rate)) for rate, _ in found.values()]
    first_rate = whole_percent(float(found["2020"][0]))
    freedom = {1: "one degree of freedom", 2: "two degrees of freedom"}
    whole_fit, late_fit = fitted(log_linear(printed)), fitted(log_linear(late))
    return {
        "whole": Span(
            f"Years {printed.span}, articles",
            whole_fit,
            printed,
            "From a first year that was hardly one, as its article rounds it",
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
        "yuan": Span(
            f"Years {years.span}, reported, in yuan", fitted(linear(years)), years, "The same amount each year"
        ),
        "longer": Span(
            f"Years {longer.span}, reported",
            fitted(log_linear(longer)),
            longer,
            f"From a start-up year on: an average of rates that fell from {first_rate} to {rates[-1]}",
        ),
        "halves": Span(
            f"Half-years {halves.span}, with a term for the second half",
            half_fit,
            _yearly_ends(seconds),
            f"From second half to second half; {alike(half_fit)}; R² counts the season too",
        ),
        "quarters": Span(
            f"Quarters {_ends(quarters)}, with a term for each",
            quarter_fit,
            _yearly_ends(fourths),
            f"From fourth quarter to fourth; {alike(quarter_fit)}; R² counts the season too",
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


def _yearly_ends(parts: Series) -> Series:
    """First and last of a series of one half or quarter each year."""
    return Series(parts.name, (parts.points[0], parts.points[-1]))


def durbin_watson(residuals: tuple[float, ...]) -> float:
    """The sum of the squared steps between neighbours over the sum of squares."""
    steps = sum((b - a) ** 2 for a, b in zip(residuals, residuals[1:], strict=False))
    return steps / sum(r * r for r in residuals)


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
        """A year's forecast and how far it was off, in words: `forecast`, `interval` (95%), `off`, `times`."""
        row = self.table[self.table["period"] == year].iloc[0]
        return SimpleNamespace(
            forecast=billions(row["forecast"]),
            interval=_interval(*row[["forecast", "lower", "upper"]]),
            off=off(row["times"]),
            times=times(row["times"]),
        )

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
        "step": Carried("Same yuan each year", f"+{added} billion, the mean of {step.n - 1} changes", step, later),
        "early": Carried(
            "Same yuan, from 2018 on", f"+{added_early} billion, the mean of {early.n - 1} changes", early, later
        ),
        "stay": Carried("Nothing added", "", fitted(naive(printed)), later),
    }


def said(register: Register) -> SimpleNamespace:
    """What the prose says of the later years: what a year added, and how each rate missed when kept for one year."""
    years = gmv.reported(register).between("2020", "2025")
    values = [float(value) for value in years.values]
    added = [later - earlier for earlier, later in zip(values[1:], values[2:], strict=False)]
    once = [b * b / a / c for a, b, c in zip(values, values[1:], values[2:], strict=False)]
    return SimpleNamespace(
        least=billions(min(added)), most=billions(max(added)), once=listed([too(off(x)) for x in once])
    )


def listed(offs: list[str]) -> str:
    """How far forecasts were off, one after the other: "35, 1, 12 and 2% high"; each by itself where they differ."""
    ends = {text.partition("%")[2] for text in offs}
    short = [text.partition("%")[0] for text in offs[:-1]] if len(ends) == 1 and "" not in ends else offs[:-1]
    return f"{', '.join(short)} and {offs[-1]}"


def rates_said(register: Register) -> SimpleNamespace:
    """The trends of the reported years, in words: compound rates, and how far the line in yuan and the constant rate lie from the points."""
    found = spans(register)
    return SimpleNamespace(
        years=found["years"].rate,
        two=found["two"].rate,
        yuan_misses=billions(found["yuan"].misses),
        rate_misses=billions(found["years"].misses),
    )


def billions(amount: float) -> str:
    """An amount in CNY as billions: no decimals from a hundred on, one below, two digits below one."""
    value = float(amount) / float(BILLION)
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 1 else f"{value:.2g}"
    return text.replace("-", "−")


def _interval(forecast: float, lower: float, upper: float) -> str:
    """A forecast's interval in words; beyond a thousand times the forecast it says nothing."""
    if np.isnan(lower):
        return "none"
    return "excludes nothing" if upper > 1000 * forecast else f"{billions(lower)} to {billions(upper)}"


def too(off_: str) -> str:
    """An error as part of a sentence on GMV: "16% too high"; times are left as they are."""
    return off_.replace("% ", "% too ")


def off(factor: float) -> str:
    """A forecast over what came, in words: "23 times", "16% high", "51% low"."""
    if factor >= 2:
        return times(factor)
    return f"{whole_percent(abs(factor - 1))} {'high' if factor >= 1 else 'low'}"
