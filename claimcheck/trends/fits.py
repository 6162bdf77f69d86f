"""Simple growth trends on one series: a named fit, or a refusal with its reason.

Every model works on printed values; what the printed digits leave open is carried through as
bounds of the growth rate over all admissible inputs. The least-squares slope is linear in the
logs with known weights, so its bounds are attained at corners of the box of inputs and are exact.

Forecasts of log models are back-transformed without a bias correction: they are medians.
Naive and drift forecasts and their standard errors follow Hyndman and Athanasopoulos (FPP3, §5.5),
but with Student's t in place of their 1.96, which on four points covers 81% instead of 95%.
statsmodels is imported where it is used: it costs a chapter that fits nothing 1.4 s.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pandas as pd

from claimcheck.trends.rates import growth, percent, percent_range
from claimcheck.trends.series import Period, Refusal, Series

LEVEL = 0.95
MOST_CORNERS = 12  # 2**12 corners of the box of inputs is as far as the interval is carried
_OUTWARD = 1e-12  # float bounds are widened by this, so that they never exclude an admissible input

Bounds = tuple[float, float]
# periods ahead -> centre and standard error of the forecast (None without one), on the model's scale
Path = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray | None]]


@dataclass(frozen=True)
class Fit:
    """One model on one series.

    `growth_per_year` is a rate (0.5 is 50%), None where the model has none; `interval` its 95%
    interval from the scatter of the points; `rounding` its bounds over all inputs that print as
    the series does; `interval_rounded` the hull of the 95% intervals over those inputs.
    `residuals` are on the model's scale (natural logs if `log`, else base units); `freedom` is what
    is left of n after the parameters.
    """

    series: Series
    model: str
    params: Mapping[str, float]
    growth_per_year: float | None
    interval: Bounds | None = None
    rounding: Bounds | None = None
    interval_rounded: Bounds | None = None
    residuals: tuple[float, ...] = ()
    log: bool = True
    freedom: int | None = None
    path: Path = field(default=None, repr=False, compare=False)

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

    @property
    def growth_rounding(self) -> str:
        """What the rounding of the inputs leaves open, for prose."""
        return "none" if self.rounding is None else percent_range(*self.rounding)

    def forecast(self, steps: int, multiplier: float | None = None) -> pd.DataFrame:
        """The next `steps` periods: period, forecast (median), lower, upper of the 95% prediction
        interval, in base units; NaN bounds where the model has no interval.

        `multiplier` replaces Student's t quantile: 1.96 gives the intervals as FPP3 prints them.
        """
        ahead = np.arange(1, steps + 1)
        centre, error = self.path(ahead)
        half = np.full(steps, np.nan) if error is None else error * (multiplier or student(self.freedom))
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


def line(x: np.ndarray, y: np.ndarray):
    """Ordinary least squares of y on 1 and x: a statsmodels result with params [level, slope]."""
    from statsmodels.regression.linear_model import OLS

    return OLS(y, np.column_stack([np.ones(len(x)), x])).fit()


def log_linear(series: Series) -> Fit | Refusal:
    """A straight line through the logs, with Student's t intervals of n − 2 degrees of freedom."""
    refused = series.refusal()
    if refused is not None:
        return refused
    x, scale = np.arange(len(series), dtype=float), series.per_year
    fitted = line(x, np.log(series.values))
    level, slope = fitted.params
    low, high = fitted.conf_int(1 - LEVEL)[1]

    def path(ahead):
        new = np.column_stack([np.ones(len(ahead)), x[-1] + ahead])
        predicted = fitted.get_prediction(new)
        return predicted.predicted_mean, predicted.se_obs

    hull = _interval_over_box(series)
    return Fit(
        series,
        "log-linear trend",
        {"log_level_first": level, "log_slope": slope, "residual_sd": math.sqrt(fitted.mse_resid)},
        rate(slope, scale),
        (rate(low, scale), rate(high, scale)),
        growth_bounds_of_weights(series, _weights(x)),
        hull and _outward(hull, scale),
        tuple(fitted.resid),
        freedom=len(x) - 2,
        path=path,
    )


def rate(slope: float, per_year: int) -> float:
    """A slope of logs per period as a rate per year."""
    return math.expm1(slope * per_year)


def _outward(slopes: Bounds, per_year: int) -> Bounds:
    low, high = (math.exp(s * per_year) for s in slopes)
    return low * (1 - _OUTWARD) - 1, high * (1 + _OUTWARD) - 1


def _weights(x: np.ndarray) -> np.ndarray:
    """The least-squares slope of y on x is the sum of these times y."""
    centred = x - x.mean()
    return centred / (centred @ centred)


def growth_bounds_of_weights(series: Series, weights: np.ndarray) -> Bounds:
    """Bounds of a growth rate whose log is `weights` @ logs, over all inputs that print as the series does."""
    lower, upper = (np.log(ends) for ends in series.bounds)
    ends = (np.where(weights > 0, *pair) @ weights for pair in ((lower, upper), (upper, lower)))
    return _outward(tuple(ends), series.per_year)


def _interval_over_box(series: Series) -> Bounds | None:
    """Least and greatest end of the slope's t interval over the same inputs. The upper end, slope +
    t·s.e., is convex in the logs and the lower end concave, so both are attained at corners of the
    box; for n > 12 there are too many to visit, and the answer is None."""
    if len(series) > MOST_CORNERS:
        return None
    x = np.arange(len(series), dtype=float)
    weights = _weights(x)
    corners = np.array(list(product(*zip(*(np.log(ends) for ends in series.bounds)))))
    slopes = corners @ weights
    residuals = corners - corners.mean(1, keepdims=True) - np.outer(slopes, x - x.mean())
    errors = np.sqrt((residuals**2).sum(1) / (len(x) - 2) * (weights @ weights))
    half = student(len(x) - 2) * errors
    return float((slopes - half).min()), float((slopes + half).max())


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


def drift(series: Series, log: bool = False) -> Fit | Refusal:
    """The average change goes on (FPP3 §5.5), in CNY or, with `log`, in logs (a constant rate).

    σ̂ has K = 1 parameter and 1 residual missing; σ̂_h = σ̂ √(h (1 + h/(n − 1))). The 95% interval
    of the rate is Student's t of the mean change, n − 2 degrees of freedom.
    """
    refused = series.refusal()
    if refused is not None:
        return refused
    values = np.log(series.values) if log else series.values
    changes = np.diff(values)
    mean, left = float(changes.mean()), changes - changes.mean()
    freedom = len(changes) - 1
    sd = math.sqrt(left @ left / freedom)

    def path(ahead):
        return values[-1] + mean * ahead, sd * np.sqrt(ahead * (1 + ahead / len(changes)))

    if not log:
        params = {"change_per_period": mean, "residual_sd": sd}
        return Fit(series, "drift in CNY", params, None, residuals=tuple(left), log=False, freedom=freedom, path=path)
    half = student(freedom) * sd / math.sqrt(len(changes))
    scale = series.per_year
    return Fit(
        series,
        "constant rate",
        {"log_change_per_period": mean, "residual_sd": sd},
        rate(mean, scale),
        (rate(mean - half, scale), rate(mean + half, scale)),
        _growth_bounds(series),
        residuals=tuple(left),
        freedom=freedom,
        path=path,
    )


def last_rate(series: Series) -> Fit | Refusal:
    """The growth of the last period goes on: what a headline suggests. Two points have no scatter,
    so there is no interval but that of rounding."""
    refused = series.refusal(minimum=2)
    if refused is not None:
        return refused
    pair = series.between(*series.periods[-2:])
    before, last = np.log(pair.values)

    def path(ahead):
        return last + (last - before) * ahead, None

    return Fit(
        pair,
        "last growth rate kept",
        {"log_change_per_period": last - before},
        rate(last - before, pair.per_year),
        rounding=_growth_bounds(pair),
        path=path,
    )


def _growth_bounds(series: Series) -> Bounds:
    """Bounds of the rate per year from the first point to the last, by exact intervals."""
    bounds = growth(series, series.periods[0], series.periods[-1])
    return float(bounds.lower), float(bounds.upper)


def leave_one_out(series: Series) -> pd.DataFrame | Refusal:
    """The log-linear slope without each point in turn, as growth per year.

    Columns: left out ("none" first), n, growth, lower, upper (95%, NaN where two points are left).
    """
    refused = series.refusal()
    if refused is not None:
        return refused
    x, logs, rows = np.arange(len(series), dtype=float), np.log(series.values), []
    for left_out in (None, *range(len(series))):
        keep = np.array([i != left_out for i in range(len(series))])
        slope = _weights(x[keep]) @ logs[keep]
        ends = line(x[keep], logs[keep]).conf_int(1 - LEVEL)[1] if keep.sum() > 2 else (math.nan, math.nan)
        rows.append(
            {
                "left out": "none" if left_out is None else series.periods[left_out],
                "n": int(keep.sum()),
                **{k: rate(v, series.per_year) for k, v in zip(("growth", "lower", "upper"), (slope, *ends))},
            }
        )
    return pd.DataFrame(rows)
