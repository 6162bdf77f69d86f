"""Forecasts held against what was reported later: single fits, and one model after the other from moving origins."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from claimcheck.trends.fits import Fit
from claimcheck.trends.seasonal import MODELS, SEASON
from claimcheck.trends.series import Period, Series

FIRST_ORIGIN = 12  # quarters: what the largest model needs to keep three degrees of freedom, and more to see two years


def held_against(fit: Fit, reported: Series) -> pd.DataFrame:
    """A fit's forecasts for the periods of `reported` that follow its series.

    Columns: trend, n, period, forecast, lower, upper, reported (base units), times (forecast over reported),
    error (times − 1), inside (None without interval).
    """
    last = Period.parse(fit.series.periods[-1]).ordinal
    later = [p for p in reported.periods if Period.parse(p).ordinal > last]
    table = fit.forecast(Period.parse(later[-1]).ordinal - last)
    table = table[table["period"].isin(later)].reset_index(drop=True)
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


@dataclass(frozen=True)
class RollingOrigin:
    """Each model fitted on the first 12, 13, … quarters and asked for the next four."""

    series: Series
    first: int = FIRST_ORIGIN
    horizon: int = SEASON
    models: Mapping[str, Callable] = field(default_factory=lambda: MODELS)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per model, origin and quarter ahead. Columns: model, origin (last quarter seen), n,
        ahead, period, forecast, lower, upper, reported (base units), error, scaled (absolute error over
        the in-sample mean absolute error of the seasonal naive forecast; its mean is MASE), inside."""
        rows = []
        for n in range(self.first, len(self.series)):
            seen, coming = _split(self.series, n)
            scale = np.abs(seen.values[SEASON:] - seen.values[:-SEASON]).mean()
            for model in self.models.values():
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
