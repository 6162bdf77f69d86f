"""Exponential smoothing of quarterly logs: ETS(A,A,A) and ETS(A,Ad,A) (FPP3, chapter 8).

statsmodels' ETSModel runs the recursion and the forecasts; its optimiser is not used. On series this
short the likelihood has several peaks and the optimiser stops on the nearest, and its last digits
differ between machines. In an additive model the errors are linear in the initial states, so these
are exact by least squares for any smoothing parameters, and the few smoothing parameters are
searched on a grid of hundredths. The variance divides by n minus the number of parameters, as R's
forecast::ets does and statsmodels does not.
"""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pandas as pd

from claimcheck.trends.fits import Fit
from claimcheck.trends.series import Refusal, Series

SEASON = 4
SPARE = 3  # residual degrees of freedom that a model must have left
ALPHA_ENDS = (0.0001, 0.9999)  # statsmodels divides by α and by 1 − α
STATE_DECIMALS = 6


def quarterly_refusal(series: Series, parameters: int) -> Refusal | None:
    """Why a seasonal model of so many parameters is not fitted to this series, or None if it can be."""
    refused = series.refusal(minimum=parameters + SPARE)
    if refused is None and series.per_year != SEASON:
        return Refusal("no_quarters", "a seasonal model needs quarters")
    return refused


def smooth(series: Series, damped: bool) -> Fit | Refusal:
    """Fit one of the two models to the logs of a quarterly series."""
    parameters = 3 + damped + 2 + SEASON - 1  # smoothing parameters; level, trend, three free seasons
    refused = quarterly_refusal(series, parameters)
    if refused is not None:
        return refused
    logs = np.log(series.values)
    model, params = _model(logs, damped), search(logs, damped)
    result = model.smooth(params)
    residuals = np.asarray(result.resid)
    sd = math.sqrt(residuals @ residuals / (len(logs) - parameters))

    def path(ahead):
        predicted = result.get_prediction(len(logs), len(logs) + int(max(ahead)) - 1)
        variance = np.asarray(predicted.forecast_variance) * len(logs) / (len(logs) - parameters)
        return np.asarray(predicted.predicted_mean)[ahead - 1], np.sqrt(variance)[ahead - 1]

    named = dict(zip(model.param_names, params))
    trend = float(np.asarray(result.slope)[-1])
    named |= {"last_level": float(np.asarray(result.level)[-1]), "last_trend": trend, "residual_sd": sd}
    # The growth of the coming year that the trend stands for, apart from season and noise.
    coming = trend * sum(named.get("damping_trend", 1.0) ** i for i in range(1, SEASON + 1))
    name = "damped-trend smoothing" if damped else "smoothing with a lasting trend"
    freedom = len(logs) - parameters
    return Fit(series, name, named, math.expm1(coming), residuals=tuple(residuals), freedom=freedom, path=path)


def _model(logs: np.ndarray, damped: bool):
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    # A pandas series, since the prediction results want an index.
    return ETSModel(
        pd.Series(logs), error="add", trend="add", damped_trend=damped, seasonal="add", seasonal_periods=SEASON
    )


def search(logs: np.ndarray, damped: bool) -> np.ndarray:
    """Parameters in statsmodels' order: α, β, γ, (φ), level, trend, and the seasons before the first
    point, latest first. Two rounds over a grid: tenths, then hundredths around the best of them."""
    tenths, hundredths = np.arange(0, 1.01, 0.1), np.arange(-0.1, 0.101, 0.01)
    # φ below 0.8 fades within a few quarters and above 0.98 cannot be told from 1 (FPP3, §8.2).
    phis = np.arange(0.80, 0.981, 0.02) if damped else np.array([1.0])
    best = _best(logs, tenths, np.arange(0, 1.01, 0.2), np.arange(0, 1.01, 0.2), phis)
    around = lambda x, steps: np.unique(np.clip(x + steps, 0, 1).round(2))
    phis = np.unique(np.clip(best[3] + np.arange(-0.01, 0.011, 0.01), 0.8, 0.98).round(2)) if damped else phis
    fine = (around(best[0], hundredths), around(best[1], hundredths * 2), around(best[2], hundredths * 2))
    alpha, beta_share, gamma_share, phi = _best(logs, *(x[:: 2 if i else 1] for i, x in enumerate(fine)), phis)
    gains = _gains(np.array([[alpha, beta_share, gamma_share, phi]])).round(6)
    states = _states(logs, gains)[1][0].round(STATE_DECIMALS)
    return np.concatenate([gains[0][: 3 + damped], states, [0.0]])


def _best(logs: np.ndarray, *grids: np.ndarray) -> np.ndarray:
    """The grid point of least squared error."""
    points = np.array(list(product(*grids)))
    return points[np.argmin(_states(logs, _gains(points))[0])]


def _gains(points: np.ndarray) -> np.ndarray:
    """Rows (α, β, γ, φ) from rows (α, β/α, γ/(1 − α), φ): these shares span the admissible region."""
    alpha = np.clip(points[:, 0], *ALPHA_ENDS)
    return np.column_stack([alpha, alpha * points[:, 1], (1 - alpha) * points[:, 2], points[:, 3]])


def _states(logs: np.ndarray, gains: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each row (α, β, γ, φ): the least sum of squared errors and the initial states that give it.

    The errors for given initial states s are e(0) + C s. Each column of C comes from the recursion
    run on a series of zeros with that state at 1; the first column here is e(0) itself. The season
    of the first point is held at 0, else it could be traded against the level.
    """
    alpha, beta, gamma, phi = (column[:, None] for column in gains.T)
    free = 2 + SEASON - 1
    level, trend, *seasons = np.eye(1 + free)[1:, None, :] * np.ones((1, len(gains), 1))
    # Seasons are listed latest first; the one of the first point is the oldest, hence last.
    ring = [np.zeros_like(level), *reversed(seasons)]
    errors = []
    for y in logs:
        driven = np.zeros(1 + free)
        driven[0] = y
        error = driven - (level + phi * trend + ring[0])
        level, trend = level + phi * trend + alpha * error, phi * trend + beta * error
        ring = [*ring[1:], ring[0] + gamma * error]
        errors.append(error)
    stacked = np.stack(errors, axis=1)  # gains x time x (1 + states)
    alone, columns = stacked[:, :, 0], stacked[:, :, 1:]
    normal_matrix = columns.transpose(0, 2, 1) @ columns
    states = np.linalg.solve(normal_matrix, -(columns.transpose(0, 2, 1) @ alone[:, :, None]))[:, :, 0]
    left = alone + (columns @ states[:, :, None])[:, :, 0]
    return (left**2).sum(1), states
