"""Models of the quarterly series, all on logs: two yardsticks, a regression, two smoothings."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from claimcheck.trends.fits import LEVEL, Fit, growth_bounds_of_weights, rate
from claimcheck.trends.series import Period, Refusal, Series
from claimcheck.trends.smoothing import SEASON, quarterly_refusal, smooth

MODELS: dict[str, Callable[[Series], Fit | Refusal]] = {}


def _model(function):
    MODELS[function.__name__] = function
    return function


@_model
def seasonal_naive(series: Series) -> Fit | Refusal:
    """Each quarter repeats the same quarter of the last year (FPP3 §5.5): σ̂ from the yearly changes
    of the logs, σ̂_h = σ̂ √(k + 1) with k full years before the one forecast."""
    refused = quarterly_refusal(series, SEASON)
    if refused is not None:
        return refused
    logs = np.log(series.values)
    changes = logs[SEASON:] - logs[:-SEASON]
    sd = math.sqrt(changes @ changes / len(changes))

    def path(ahead):
        years = (ahead - 1) // SEASON
        return logs[-SEASON + (ahead - 1) % SEASON], sd * np.sqrt(years + 1)

    return Fit(
        series, "seasonal naive", {"residual_sd": sd}, 0.0, residuals=tuple(changes), freedom=len(changes), path=path
    )


@_model
def yearly_growth_kept(series: Series) -> Fit | Refusal:
    """Every coming quarter grows on the year before as the last quarter did.

    This is the random walk of the yearly growth of the logs: y_t = y_(t−4) + y_(t−1) − y_(t−5) + e_t.
    Within a year σ_h = σ̂ √h; beyond it the shocks add up, j of them once per year passed.
    """
    refused = quarterly_refusal(series, SEASON + 1)
    if refused is not None:
        return refused
    logs = np.log(series.values)
    yearly = logs[SEASON:] - logs[:-SEASON]
    shocks = np.diff(yearly)
    sd = math.sqrt(shocks @ shocks / len(shocks))

    def path(ahead):
        years = (ahead - 1) // SEASON
        centre = logs[-SEASON + (ahead - 1) % SEASON] + yearly[-1] * (years + 1)
        # A shock i quarters before the end of the horizon counts once for every year begun since.
        spread = [math.sqrt(sum((i // SEASON + 1) ** 2 for i in range(h))) for h in ahead]
        return centre, sd * np.array(spread)

    last = Period.parse(series.periods[-1])
    pair = [series.at(str(last + -SEASON)), series.points[-1]]
    ratio = pair[1].interval / pair[0].interval - 1
    return Fit(
        series,
        "last yearly growth kept",
        {"log_growth_per_year": yearly[-1], "residual_sd": sd},
        math.expm1(yearly[-1]),
        rounding=(float(ratio.lower), float(ratio.upper)),
        residuals=tuple(shocks),
        freedom=len(shocks),
        path=path,
    )


def _design(first: Period, steps: np.ndarray) -> np.ndarray:
    """Columns: 1, quarters since the first, and one dummy each for Q2, Q3 and Q4."""
    quarter = np.array([(first + int(i)).part for i in steps])
    return np.column_stack([np.ones(len(steps)), steps, *[(quarter == q).astype(float) for q in (2, 3, 4)]])


@_model
def seasonal_regression(series: Series) -> Fit | Refusal:
    """A straight line through the logs with a constant effect of each quarter, Student's t intervals."""
    refused = quarterly_refusal(series, 5)
    if refused is not None:
        return refused
    from statsmodels.regression.linear_model import OLS

    first, n = Period.parse(series.periods[0]), len(series)
    design = _design(first, np.arange(n))
    fitted = OLS(np.log(series.values), design).fit()

    def path(ahead):
        predicted = fitted.get_prediction(_design(first, n - 1 + ahead))
        return predicted.predicted_mean, predicted.se_obs

    names = ("log_level_first", "log_slope", "log_q2", "log_q3", "log_q4")
    low, high = fitted.conf_int(1 - LEVEL)[1]
    return Fit(
        series,
        "seasonal log-linear trend",
        {**dict(zip(names, fitted.params)), "residual_sd": math.sqrt(fitted.mse_resid)},
        rate(fitted.params[1], SEASON),
        (rate(low, SEASON), rate(high, SEASON)),
        growth_bounds_of_weights(series, np.linalg.pinv(design)[1]),
        residuals=tuple(fitted.resid),
        freedom=n - design.shape[1],
        path=path,
    )


@_model
def damped_smoothing(series: Series) -> Fit | Refusal:
    """ETS(A,Ad,A): level, a trend that fades by the factor φ each quarter, and a season."""
    return smooth(series, True)


@_model
def smoothing(series: Series) -> Fit | Refusal:
    """ETS(A,A,A): level, trend and season, the trend going on for ever."""
    return smooth(series, False)
