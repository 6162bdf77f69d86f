"""Why some numbers are refused, and what the intervals are worth: seeded simulations in numpy.

All statistics here are free of scale: neither the growth rate nor the size of the scatter changes
them, so what holds for a simulated series of n points holds for any series of n points of its kind.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from claimcheck.trends.fits import student
from claimcheck.trends.rates import percent

SEED = 20210326
TREND, WALK = "a trend with independent errors", "a random walk with drift"


def _paths(truth: str, n: int, ahead: int, repeats: int) -> np.ndarray:
    """Simulated logs, repeats x (n + ahead), without their trend: the statistics do not see it."""
    errors = np.random.default_rng(SEED).standard_normal((repeats, n + ahead))
    return errors if truth == TREND else errors.cumsum(axis=1)


def coverage(n: int = 4, repeats: int = 20_000) -> pd.DataFrame:
    """How often stated 95% intervals hold, for the model they assume and for another.

    Columns: interval, truth, n, coverage (fraction of `repeats`). The line's growth interval and
    its forecasts one to three periods ahead, and the constant-rate forecasts (drift of the logs),
    with Student's t and with the usual 1.96.
    """
    ahead, rows = 3, []
    for truth in (TREND, WALK):
        paths = _paths(truth, n, ahead, repeats)
        seen, coming = paths[:, :n], paths[:, n:]
        for interval, centre, half, true in (*_line(seen, coming), *_drift(seen, coming)):
            held = float((np.abs(true - centre) <= half).mean())
            rows.append({"interval": interval, "truth": truth, "n": n, "coverage": held})
    return pd.DataFrame(rows)


def _line(seen, coming):
    n, x = seen.shape[1], np.arange(seen.shape[1] + coming.shape[1], dtype=float)
    centred = x - x[:n].mean()
    spread = centred[:n] @ centred[:n]
    slope = seen @ centred[:n] / spread
    level = seen.mean(axis=1)
    residuals = seen - level[:, None] - np.outer(slope, centred[:n])
    reach = student(n - 2) * np.sqrt((residuals**2).sum(axis=1) / (n - 2))
    yield "trend line: growth per year", slope, reach / math.sqrt(spread), 0.0
    for h in range(coming.shape[1]):
        distance = centred[n + h]
        width = reach * math.sqrt(1 + 1 / n + distance**2 / spread)
        yield f"trend line: {_ahead(h)}", level + slope * distance, width, coming[:, h]


def _drift(seen, coming):
    n = seen.shape[1]
    changes = np.diff(seen, axis=1)
    mean, sd = changes.mean(axis=1), changes.std(axis=1, ddof=1)
    for h in range(coming.shape[1]):
        error = sd * math.sqrt((h + 1) * (1 + (h + 1) / (n - 1)))
        for name, multiplier in (("constant rate", student(n - 2)), ("constant rate with 1.96", 1.96)):
            yield f"{name}: {_ahead(h)}", seen[:, -1] + mean * (h + 1), error * multiplier, coming[:, h]


def _ahead(h: int) -> str:
    return f"forecast {('one', 'two', 'three')[h]} ahead"


def r_squared_of_walks(n: int = 4, drift: float = 0.0, repeats: int = 20_000) -> np.ndarray:
    """R² of a straight line through each of `repeats` random walks of n points.

    `drift` is the mean step in standard deviations of a step. Without drift no line is there to be
    found; the mean is still 0.44 on long walks (Nelson and Kang, 1984) and higher on short ones.
    """
    walks = (np.random.default_rng(SEED).standard_normal((repeats, n)) + drift).cumsum(axis=1)
    x = np.arange(n) - (n - 1) / 2
    centred = walks - walks.mean(axis=1, keepdims=True)
    return (centred @ x) ** 2 / ((x @ x) * (centred**2).sum(axis=1))


def share_above(values: np.ndarray, threshold: float = 0.9) -> str:
    """The share of values above a threshold, as text."""
    return percent(float((values > threshold).mean()))


CURVES = ("constant", "line", "parabola")


def aicc_counts(n: int = 4) -> pd.DataFrame:
    """The penalty that AICc adds to −2 log L for three curves, under two ways of counting parameters.

    Columns: curve, k (with σ²), penalty (None where it is undefined or negative and so no penalty),
    raw (what the formula prints), k without σ², penalty without σ². statsmodels leaves σ² out of a
    regression's count; Hyndman and Athanasopoulos (FPP3, §7.5) and Hurvich and Tsai (1989) count it.
    """
    rows = []
    for degree, curve in enumerate(CURVES):
        k = degree + 2
        row = {"curve": curve, "n": n}
        for name, count in (("with σ²", k), ("without σ²", k - 1)):
            left = n - count - 1
            row[f"k {name}"] = count
            row[f"defined {name}"] = left > 0
            row[f"penalty {name}"] = 2 * count + 2 * count * (count + 1) / left if left else math.inf
        rows.append(row)
    return pd.DataFrame(rows)


def aicc_choices(n: int = 4, repeats: int = 5_000) -> pd.DataFrame:
    """Which curve the formula picks on random walks with drift of n points, by the way of counting.

    Columns: count, and the share of walks for which each curve is picked.
    """
    walks = (np.random.default_rng(SEED).standard_normal((repeats, n)) + 1).cumsum(axis=1)
    x = np.arange(n, dtype=float)
    fit = []
    for degree in range(len(CURVES)):
        basis = np.linalg.qr(np.vander(x, degree + 1))[0]
        left = walks - (walks @ basis) @ basis.T
        fit.append(n * np.log((left**2).mean(axis=1)))  # −2 log L up to a constant
    counts, rows = aicc_counts(n), []
    for name in ("with σ²", "without σ²"):
        total = np.array(fit) + counts[f"penalty {name}"].to_numpy()[:, None]
        picked = np.bincount(total.argmin(axis=0), minlength=len(CURVES)) / repeats
        rows.append({"count": name, **dict(zip(CURVES, picked.tolist()))})
    return pd.DataFrame(rows)
