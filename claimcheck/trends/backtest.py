"""Forecasts held against what was reported later: the trends of 2021, and rolling origins.

The trends of 2021 see the articles' figures only, as an analyst did early in 2022; the figures
they are held against were reported elsewhere and later.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd

from claimcheck.trends.fits import Fit, drift, last_rate, log_linear, naive
from claimcheck.trends.rates import percent
from claimcheck.trends.seasonal import MODELS
from claimcheck.trends.series import Series
from claimcheck.trends.smoothing import SEASON
from kuaishou import gmv

FIRST_ORIGIN = 12  # quarters: what the largest model needs to keep three degrees of freedom


@dataclass(frozen=True)
class Backtest:
    """Trends fitted to one series against later figures of another."""

    fits: tuple[Fit, ...]
    reported: Series

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per trend and period. Columns: trend, n, period, forecast, lower, upper, reported
        (CNY), times (forecast over reported), error (times − 1), inside (None without interval)."""
        return pd.concat([held_against(fit, self.reported) for fit in self.fits], ignore_index=True)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """One row per trend, least wrong first. Columns: trend, n, typical factor (the geometric mean
        of how many times too high or too low), worst factor, error in the last period, inside, of."""
        rows = []
        for trend, part in self.table.groupby("trend", sort=False):
            factors = np.exp(np.abs(np.log(part["times"].to_numpy(dtype=float))))
            held = part["inside"].dropna()
            rows.append(
                {
                    "trend": trend,
                    "n": int(part["n"].iloc[0]),
                    "typical factor": float(np.exp(np.log(factors).mean())),
                    "worst factor": float(factors.max()),
                    "last error": float(part["error"].iloc[-1]),
                    "inside": int(held.sum()),
                    "of": len(held),
                }
            )
        return pd.DataFrame(rows).sort_values("typical factor", ignore_index=True)

    @property
    def least_wrong(self) -> str:
        """Name of the trend with the smallest typical factor."""
        return self.scores["trend"].iloc[0]

    @property
    def least_wrong_error(self) -> str:
        """By how much its forecasts were off at most, as text."""
        part = self.table[self.table["trend"] == self.least_wrong]
        return percent(part["error"].abs().max())

    @property
    def most_wrong(self) -> str:
        return self.scores["trend"].iloc[-1]

    @property
    def most_wrong_factor(self) -> str:
        """How many times too high its last forecast was, as text."""
        return f"{self.scores['last error'].iloc[-1] + 1:,.0f}"


def held_against(fit: Fit, reported: Series) -> pd.DataFrame:
    """A fit's forecasts for the periods of `reported` that follow its series; columns as in `Backtest.table`."""
    later = [p for p in reported.periods if p > fit.series.periods[-1]]
    table = fit.forecast(len(later))
    table.insert(0, "trend", fit.name)
    table.insert(1, "n", fit.n)
    table["reported"] = [float(reported.at(p).value) for p in table["period"]]
    table["times"] = table["forecast"] / table["reported"]
    table["error"] = table["times"] - 1
    table["inside"] = [
        None if math.isnan(low) else bool(low <= true <= high)
        for low, high, true in table[["lower", "upper", "reported"]].itertuples(index=False)
    ]
    return table


def trends_of_2021(years: Series | None = None) -> tuple[Fit, ...]:
    """What could be fitted to the articles' years once 2021 was known, with and without 2018, a
    partial first year."""
    years = years or gmv.article_years()
    late = years.between("2019", "2021")
    return (
        naive(years),
        drift(years),
        drift(late),
        last_rate(years),
        log_linear(years),
        log_linear(late),
        drift(years, log=True),
        drift(late, log=True),
    )


@cache
def backtest_2021(years: Series | None = None, reported: Series | None = None) -> Backtest:
    """The trends of 2021 against the years 2022–2024 as reported."""
    reported = reported or gmv.reported_years()
    return Backtest(trends_of_2021(years), reported.between("2022", "2024"))


@dataclass(frozen=True)
class RollingOrigin:
    """Each quarterly model fitted on the first 12, 13, … quarters and asked for the next four."""

    series: Series
    first: int = FIRST_ORIGIN
    horizon: int = SEASON

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per model, origin and quarter ahead. Columns: model, origin (last quarter seen), n,
        ahead, period, forecast, lower, upper, reported (CNY), error, scaled (absolute error over
        the in-sample mean absolute error of the seasonal naive forecast; its mean is MASE), inside."""
        rows = []
        for n in range(self.first, len(self.series)):
            seen, coming = _split(self.series, n)
            scale = np.abs(seen.values[SEASON:] - seen.values[:-SEASON]).mean()
            for model in MODELS.values():
                fit = model(seen)
                part = held_against(fit, coming).iloc[: self.horizon].rename(columns={"trend": "model"})
                part["model"], part["origin"] = fit.model, seen.periods[-1]
                part["ahead"] = np.arange(1, len(part) + 1)
                part["scaled"] = (part["forecast"] - part["reported"]).abs() / scale
                rows.append(part)
        return pd.concat(rows, ignore_index=True)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """One row per model, best first. Columns: model, forecasts, MASE, MASE one ahead, MASE four
        ahead, mean error (bias), inside, coverage."""
        rows = []
        for model, part in self.table.groupby("model", sort=False):
            by_step = part.groupby("ahead")["scaled"].mean()
            rows.append(
                {
                    "model": model,
                    "forecasts": len(part),
                    "MASE": part["scaled"].mean(),
                    "MASE one ahead": by_step.iloc[0],
                    "MASE four ahead": by_step.iloc[-1],
                    "mean error": part["error"].mean(),
                    "inside": int(part["inside"].sum()),
                    "coverage": float(part["inside"].mean()),
                }
            )
        return pd.DataFrame(rows).sort_values("MASE", ignore_index=True)

    @property
    def best(self) -> str:
        return self.scores["model"].iloc[0]

    @property
    def origins(self) -> int:
        return self.table["origin"].nunique()

    @property
    def forecasts(self) -> int:
        """Forecasts per model; they overlap, so they are worth far fewer independent ones."""
        return int(self.scores["forecasts"].iloc[0])


def _split(series: Series, n: int) -> tuple[Series, Series]:
    p = series.periods
    return series.between(p[0], p[n - 1]), series.between(p[n], p[-1])


@cache
def rolling_origin(series: Series | None = None) -> RollingOrigin:
    """Rolling-origin evaluation on the quarters reported elsewhere."""
    return RollingOrigin(series or gmv.reported_quarters())


@cache
def quarterly_fits(series: Series | None = None) -> tuple[Fit, ...]:
    """Every quarterly model on the whole series."""
    series = series or gmv.reported_quarters()
    return tuple(model(series) for model in MODELS.values())
