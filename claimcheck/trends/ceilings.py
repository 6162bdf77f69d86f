"""Logistic and Gompertz ceilings: what a short series says about where growth will end.

The curve is fitted to the logs by least squares for each ceiling on a grid, and the range of
ceilings is reported whose fit is not significantly worse than the best (the profile, an F test of
one parameter). Early data carry almost nothing about the ceiling (Sandberg et al., 2021), and the
best ceiling tends to lie just above the last value seen (Van den Bulte and Lilien, 1997).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from claimcheck.trends.fits import LEVEL
from claimcheck.trends.rates import times
from claimcheck.trends.series import BILLION, Refusal, Series
from claimcheck.trends.simulations import SEED
from kuaishou import gmv

CURVES = ("logistic", "gompertz")
NAMES = {"logistic": "logistic", "gompertz": "Gompertz"}
PARAMETERS = 3
USABLE = 1.2  # highest over lowest ceiling that fit as well
STEPS, HALVINGS, SETTLED = 60, 8, 1e-6  # of Gauss-Newton
FARTHEST = 1e8  # ceilings up to this many times the last value are tried
_GRID = 1 + np.geomspace(1e-3, FARTHEST, 441)


def _curve(curve: str, u: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """log(value / ceiling) at u = a + b t, and its derivative in u."""
    if curve == "logistic":
        return -np.logaddexp(0, -u), 1 / (1 + np.exp(np.clip(u, -700, 700)))
    falling = np.exp(np.clip(-u, -700, 700))
    return -falling, falling


def _start(curve: str, shares: np.ndarray) -> np.ndarray:
    """u at which the curve passes through the given logs of value / ceiling."""
    return -np.log(np.expm1(-shares)) if curve == "logistic" else -np.log(-shares)


def squared_errors(logs: np.ndarray, ceilings: np.ndarray, curve: str) -> np.ndarray:
    """Least sum of squares of the logs for each series and each of its ceilings.

    logs: series x time, natural logs. ceilings: series x ceilings, logs, above every value of the
    series. Gauss-Newton on a and b, a step being halved until it does not make things worse.
    """
    t = np.arange(logs.shape[1], dtype=float)
    shares = logs[:, None, :] - ceilings[:, :, None]
    a, b = _line(t, _start(curve, shares), np.ones_like(shares))
    error = _errors(curve, a, b, t, shares)
    for _ in range(STEPS):
        u = a[..., None] + b[..., None] * t
        fitted, slope = _curve(curve, u)
        # One step: regress the residual over the derivative on t, weighted by its square.
        slope = np.maximum(slope, 1e-12)
        da, db = _line(t, (shares - fitted) / slope, slope**2)
        size = np.ones_like(error)
        for _ in range(HALVINGS):
            tried = _errors(curve, a + size * da, b + size * db, t, shares)
            if not (tried > error).any():
                break
            size = np.where(tried > error, size / 2, size)
        better = tried < error
        a, b = np.where(better, a + size * da, a), np.where(better, b + size * db, b)
        gain, error = error - tried, np.where(better, tried, error)
        if not (gain > SETTLED * error).any():
            break
    return error


def _errors(curve, a, b, t, shares) -> np.ndarray:
    left = shares - _curve(curve, a[..., None] + b[..., None] * t)[0]
    return (left**2).sum(axis=-1)


def _line(t, y, weights) -> tuple[np.ndarray, np.ndarray]:
    """Weighted least squares of y on 1 and t along the last axis."""
    total = weights.sum(-1)
    t_mean, y_mean = (weights * t).sum(-1) / total, (weights * y).sum(-1) / total
    centred = t - t_mean[..., None]
    slope = (weights * centred * y).sum(-1) / np.maximum((weights * centred**2).sum(-1), 1e-300)
    return y_mean - slope * t_mean, slope


@dataclass(frozen=True)
class Profile:
    """How well each ceiling fits one series. `best`, `lowest` and `highest` in base units."""

    series: Series
    curve: str

    @cached_property
    def table(self) -> pd.DataFrame:
        """Columns: ceiling (base units), times (over the last value), rmse (of the logs), fits as well."""
        last = self.series.values.max()
        ceilings = last * _GRID
        error = squared_errors(np.log(self.series.values)[None], np.log(ceilings)[None], self.curve)[0]
        return pd.DataFrame(
            {
                "ceiling": ceilings,
                "times": _GRID,
                "rmse": np.sqrt(error / len(self.series)),
                "fits as well": error <= error.min() * _worse(len(self.series)),
            }
        )

    @property
    def best(self) -> float:
        return float(self.table["ceiling"][self.table["rmse"].idxmin()])

    @property
    def lowest(self) -> float:
        return float(self.table["ceiling"][self.table["fits as well"]].min())

    @property
    def highest(self) -> float:
        """inf if the farthest ceiling tried still fits as well."""
        inside = self.table["fits as well"]
        return float("inf") if inside.iloc[-1] else float(self.table["ceiling"][inside].max())


def _worse(n: int) -> float:
    """How many times the least sum of squares may be exceeded: the F test of one parameter."""
    from scipy.special import fdtri

    left = n - PARAMETERS
    return 1 + float(fdtri(1, left, LEVEL)) / left


def ceiling(series: Series, curve: str = "logistic") -> Profile | Refusal:
    """The profile of the ceiling where the series bounds it within 20%, else a refusal.

    Twenty percent is what Debecker and Modis (1994) promise from half of a well-measured curve.
    Codes: those of `Series.refusal`, and ceiling_not_bounded.
    """
    refused = series.refusal(minimum=PARAMETERS + 1)
    if refused is not None:
        return refused
    profile = Profile(series, curve)
    last = series.values.max()
    if profile.highest <= USABLE * profile.lowest:
        return profile
    low = "at the last value itself" if profile.lowest < 1.01 * last else f"{times(profile.lowest / last)} as high"
    high = "of any height" if np.isinf(profile.highest) else f"{times(profile.highest / last)} as high"
    return Refusal(
        "ceiling_not_bounded",
        f"{len(series)} points are fitted as well by a {NAMES[curve]} ceiling {low} as by one {high}",
    )


def ceilings_by_year(
    curve: str = "gompertz", articles: Series | None = None, reported: Series | None = None
) -> pd.DataFrame:
    """The ceiling that fitted best at the end of each year, and what came after.

    Columns: seen (last year), n, last, best ceiling, lowest, highest (billion CNY), origin, next (GMV of
    the following year), passed (the next year lay above the best ceiling). 2021 uses the articles'
    years, later rows the years reported elsewhere.
    """
    articles, reported = articles or gmv.article_years(), reported or gmv.reported_years()
    rows = []
    for last in reported.periods[PARAMETERS:]:
        seen = articles if last in articles.periods else reported
        part = seen.between(seen.periods[0], last)
        found, after = Profile(part, curve), str(int(last) + 1)
        coming = float(reported.at(after).value / BILLION) if after in reported.periods else None
        scale = float(BILLION)
        rows.append(
            {
                "seen": last,
                "n": len(part),
                "origin": part.origin,
                "last": float(part.values[-1]) / scale,
                "best ceiling": found.best / scale,
                "lowest": found.lowest / scale,
                "highest": found.highest / scale,
                "next": coming,
                "passed": None if coming is None else coming > found.best / scale,
            }
        )
    return pd.DataFrame(rows)


def simulated_ceilings(
    reached=(0.1, 0.25, 0.5, 0.75, 0.95), n: int = 6, scatter: float = 0.05, repeats: int = 100
) -> pd.DataFrame:
    """Best logistic ceilings from n points of a true logistic curve that ends at a share of its ceiling.

    The points start at 1% of the ceiling and are off by `scatter` (standard deviation of the logs).
    Columns: reached, then the 5%, 50% and 95% quantiles of the best ceiling over the true one.
    """
    rng, rows = np.random.default_rng(SEED), []
    for share in reached:
        u = np.linspace(np.log(0.01 / 0.99), np.log(share / (1 - share)), n)
        logs = _curve("logistic", u)[0] + scatter * rng.standard_normal((repeats, n))
        grid = 1 + np.geomspace(1e-3, FARTHEST, 89)
        ceilings = logs.max(axis=1, keepdims=True) + np.log(grid)
        best = np.exp(ceilings[np.arange(repeats), squared_errors(logs, ceilings, "logistic").argmin(axis=1)])
        low, middle, high = np.quantile(best, (0.05, 0.5, 0.95))
        rows.append({"reached": share, "n": n, "low": float(low), "median": float(middle), "high": float(high)})
    return pd.DataFrame(rows)
