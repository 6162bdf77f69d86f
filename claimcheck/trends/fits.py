"""Simple growth trends on one series: a named fit, or a refusal with its reason.

Every model works on printed values; what the printed digits leave open is carried through as bounds of the
growth rate over all admissible inputs. The least-squares slope is linear in the logs with known weights, so
its bounds are attained at corners of the box of inputs and are exact.

Forecasts of log models are back-transformed without a bias correction: they are medians. Naive and drift
forecasts and their standard errors follow Hyndman and Athanasopoulos (FPP3, §5.5), but with Student's t in
place of their 1.96, which on four points covers 81% instead of 95%.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from claimcheck.trends.rates import growth, percent
from claimcheck.trends.series import Period, Refusal, Series, float_ends

LEVEL = 0.95
_OUTWARD = 1e-12  # float bounds are widened by this, so that they never exclude an admissible input

Bounds = tuple[float, float]
# periods ahead -> centre and standard error of the forecast (None without one), on the model's scale
Path = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray | None]]


@dataclass(frozen=True)
class Fit:
    """One model on one series.

    `growth_per_year` is a rate (0.5 is 50%), None where the model has none; `interval` its 95% interval from the
    scatter of the points, Student's t, which holds if they scatter independently about the model; `rounding` its
    bounds over all inputs that print as the series does. `r_squared` is the share of the variance, of the logs if
    `log`, that the model takes up. `residuals` are on the model's scale (natural logs if `log`, else base units);
    `freedom` is what is left of n after the parameters.
    """

    series: Series
    model: str
    params: Mapping[str, float]
    growth_per_year: float | None
    interval: Bounds | None = None
    rounding: Bounds | None = None
    r_squared: float | None = None
    residuals: tuple[float, ...] = ()
    log: bool = True
    freedom: int | None = None
    path: Path | None = field(default=None, repr=False, compare=False)

    @property
    def n(self) -> int:
        return len(self.series)

    @property
    def name(self) -> str:
        return f"{self.model}, {self.series.span}"

    @property
    def growth(self) -> str:
        """Growth per year for prose: "1,615%"."""
        return "no constant rate" if self.growth_per_year is None else percent(self.growth_per_year)

    @property
    def growth_interval(self) -> str:
        """The 95% interval for prose: "−71.5% to 103,218%"."""
        return "none" if self.interval is None else f"{percent(self.interval[0])} to {percent(self.interval[1])}"

    def forecast(self, steps: int, multiplier: float | None = None) -> pd.DataFrame:
        """The next `steps` periods: period, forecast (median), lower, upper of the 95% prediction
        interval, in base units; NaN bounds where the model has no interval.

        `multiplier` replaces Student's t quantile: 1.96 gives the intervals as FPP3 prints them.
        """
        ahead = np.arange(1, steps + 1)
        if self.path is None:
            raise ValueError(f"{self.name} forecasts nothing")
        centre, error = self.path(ahead)
        half = np.full(steps, np.nan) if error is None else error * (multiplier or student(self.freedom or 0))
        back = np.exp if self.log else np.asarray
        last = Period.parse(self.series.periods[-1])
        return pd.DataFrame(
            {
                "period": [str(last + int(h)) for h in ahead],
                "forecast": back(centre),
                "lower": back(centre - half),
                "upper": back(centre + half),
            }
        )


@dataclass(frozen=True)
class Least:
    """Ordinary least squares: `inverse` is (X'X)⁻¹, `freedom` the observations less the parameters."""

    params: np.ndarray
    inverse: np.ndarray
    residuals: np.ndarray
    freedom: int
    r_squared: float

    @property
    def sd(self) -> float:
        """The residuals' standard deviation."""
        return math.sqrt(self.residuals @ self.residuals / self.freedom)

    def error(self, i: int) -> float:
        """The standard error of a parameter."""
        return self.sd * math.sqrt(self.inverse[i, i])

    def predict(self, new: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Mean and standard error of new observations."""
        return new @ self.params, self.sd * np.sqrt(1 + np.einsum("ij,jk,ik->i", new, self.inverse, new))


def least_squares(design: np.ndarray, y: np.ndarray, counted: int = 0) -> Least:
    """Regress y on the columns of `design`; `counted` parameters were found before and cost their freedom too."""
    q, r = np.linalg.qr(design)
    params = np.linalg.solve(r, q.T @ y)
    inner = np.linalg.inv(r)
    residuals = y - design @ params
    whole = y - y.mean()
    r_squared = 1 - float(residuals @ residuals) / float(whole @ whole) if whole.any() else math.nan
    return Least(params, inner @ inner.T, residuals, len(y) - design.shape[1] - counted, r_squared)


def design(first: Period, steps: np.ndarray, season: bool = False) -> np.ndarray:
    """Columns: 1, periods since the first, and with `season` one dummy for each part of a year but the first."""
    part = np.array([(first + int(i)).part for i in steps])
    dummies = [(part == k).astype(float) for k in range(2, first.per_year + 1)] if season else []
    return np.column_stack([np.ones(len(steps)), np.asarray(steps, dtype=float), *dummies])


def log_linear(series: Series, season: bool = False) -> Fit | Refusal:
    """A straight line through the logs, which is a constant rate; with `season` a constant effect of each quarter or half.

    Intervals are Student's t. At least one degree of freedom must be left, three with a season.
    """
    refused = series.refusal(minimum=series.per_year + 4 if season else 3)
    if refused is not None:
        return refused
    first, n, scale = Period.parse(series.periods[0]), len(series), series.per_year
    columns = design(first, np.arange(n), season)
    found = least_squares(columns, np.log(series.values))
    slope, half = found.params[1], student(found.freedom) * found.error(1)

    def path(ahead):
        return found.predict(design(first, n - 1 + ahead, season))

    names = ["log_level_first", "log_slope", *(f"log_part_{k}" for k in range(2, columns.shape[1]))]
    return Fit(
        series,
        "seasonal log-linear trend" if season else "log-linear trend",
        {**dict(zip(names, found.params.tolist(), strict=True)), "residual_sd": found.sd},
        rate(slope, scale),
        (rate(slope - half, scale), rate(slope + half, scale)),
        growth_bounds_of_weights(series, np.linalg.pinv(columns)[1]),
        found.r_squared,
        tuple(found.residuals),
        freedom=found.freedom,
        path=path,
    )


def linear(series: Series) -> Fit | Refusal:
    """A straight line through the values themselves, which is the same amount each period.

    `change_low` and `change_high` in the parameters are the 95% interval of `change_per_period`, Student's t.
    """
    refused = series.refusal()
    if refused is not None:
        return refused
    first, n = Period.parse(series.periods[0]), len(series)
    found = least_squares(design(first, np.arange(n)), series.values)
    level, change = found.params.tolist()
    half = student(found.freedom) * found.error(1)
    ends = {"change_low": change - half, "change_high": change + half}
    return Fit(
        series,
        "linear trend in CNY",
        {"level_first": level, "change_per_period": change, **ends, "residual_sd": found.sd},
        None,
        r_squared=found.r_squared,
        residuals=tuple(found.residuals),
        log=False,
        freedom=found.freedom,
        path=lambda ahead: found.predict(design(first, n - 1 + ahead)),
    )


def fitted(found: Fit | Refusal) -> Fit:
    """The fit where one is known to be possible; ValueError with the reason where it was refused."""
    if isinstance(found, Refusal):
        raise ValueError(str(found))
    return found


def rate(slope: float, per_year: int) -> float:
    """A slope of logs per period as a rate per year."""
    return math.expm1(slope * per_year)


def growth_bounds_of_weights(series: Series, weights: np.ndarray) -> Bounds:
    """Bounds of a growth rate whose log is `weights` @ logs, over all inputs that print as the series does."""
    lower, upper = (np.log(ends) for ends in series.bounds)
    ends = (np.where(weights > 0, *pair) @ weights for pair in ((lower, upper), (upper, lower)))
    low, high = (math.exp(s * series.per_year) for s in ends)
    return low * (1 - _OUTWARD) - 1, high * (1 + _OUTWARD) - 1


def student(freedom: int) -> float:
    """Two-sided 95% quantile of Student's t."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + LEVEL) / 2))


def naive(series: Series) -> Fit | Refusal:
    """The last value stays (FPP3 §5.5): σ̂ from the changes, K = 0 parameters, 1 residual missing."""
    refused = series.refusal()
    if refused is not None:
        return refused
    values = series.values
    changes = np.diff(values)
    sd = math.sqrt(changes @ changes / len(changes))

    def path(ahead):
        return np.full(len(ahead), values[-1]), sd * np.sqrt(ahead)

    return Fit(
        series,
        "naive",
        {"last": values[-1], "residual_sd": sd},
        0.0,
        residuals=tuple(changes),
        log=False,
        freedom=len(changes),
        path=path,
    )


def drift(series: Series) -> Fit | Refusal:
    """The average change in CNY goes on (FPP3 §5.5).

    σ̂ has K = 1 parameter and 1 residual missing; σ̂_h = σ̂ √(h (1 + h/(n − 1))).
    """
    refused = series.refusal()
    if refused is not None:
        return refused
    values = series.values
    changes = np.diff(values)
    mean, left = float(changes.mean()), changes - changes.mean()
    freedom = len(changes) - 1
    sd = math.sqrt(left @ left / freedom)

    def path(ahead):
        return values[-1] + mean * ahead, sd * np.sqrt(ahead * (1 + ahead / len(changes)))

    params = {"change_per_period": mean, "residual_sd": sd}
    return Fit(series, "drift in CNY", params, None, residuals=tuple(left), log=False, freedom=freedom, path=path)


def last_rate(series: Series) -> Fit | Refusal:
    """The growth of the last period goes on: what a headline suggests. Two points have no scatter,
    so there is no interval but that of rounding."""
    refused = series.refusal(minimum=2)
    if refused is not None:
        return refused
    pair = series.last(2)
    before, last = np.log(pair.values)
    bounds = growth(pair, *pair.periods)

    def path(ahead):
        return last + (last - before) * ahead, None

    return Fit(
        pair,
        "last growth rate kept",
        {"log_change_per_period": last - before},
        rate(last - before, pair.per_year),
        rounding=float_ends(bounds),
        path=path,
    )
