"""Models of a quarterly series, all on logs: two yardsticks, a constant rate, and a rate that fades.

A trend that fades by the same factor each quarter, log y = season + K − B φᵗ, is the Gompertz curve: it has a
ceiling, which is what the season leaves of K. For a given φ it is a plain regression, so φ is searched on a grid.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from claimcheck.trends.fits import LEVEL, Fit, Least, design, least_squares, log_linear
from claimcheck.trends.series import Period, Refusal, Series, float_ends

SEASON = 4
SPARE = 3  # residual degrees of freedom that a model must have left
PHIS = np.arange(500, 991) / 1000  # a φ nearer to one cannot be told from a constant rate on a series of this kind


def quarterly_refusal(series: Series, parameters: int) -> Refusal | None:
    """Why a seasonal model of so many parameters is not fitted to this series, or None if it can be."""
    refused = series.refusal(minimum=parameters + SPARE)
    if refused is None and series.per_year != SEASON:
        return Refusal("no_quarters", "a seasonal model needs quarters")
    return refused


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
    ratio = series.points[-1].interval / series.at(str(last + -SEASON)).interval - 1
    return Fit(
        series,
        "last yearly growth kept",
        {"log_growth_per_year": yearly[-1], "residual_sd": sd},
        math.expm1(yearly[-1]),
        rounding=float_ends(ratio),
        residuals=tuple(shocks),
        freedom=len(shocks),
        path=path,
    )


def constant_rate(series: Series) -> Fit | Refusal:
    """A straight line through the logs with a constant effect of each quarter, Student's t intervals."""
    return quarterly_refusal(series, SEASON + 1) or log_linear(series, season=True)


def fading_trend(series: Series) -> Fit | Refusal:
    """log y = season + K − B φᵗ by least squares: the growth rate loses 1 − φ of itself each quarter (Gompertz).

    `growth_per_year` is that of the coming year, apart from season. `ceiling` in the parameters is the yearly sum that
    the curve tends to, in base units, with the least and the greatest one whose φ the data do not reject (F, 95%);
    infinite where φ may be as large as is looked for.
    φ counts as a parameter of the scatter; the interval of a forecast takes it as known, which is a little too narrow.
    """
    refused = quarterly_refusal(series, SEASON + 2)
    if refused is not None:
        return refused
    first, n = Period.parse(series.periods[0]), len(series)
    plain, logs = _unfaded(series)
    fits = [_faded(plain, logs, phi) for phi in PHIS]
    errors = np.array([fit.residuals @ fit.residuals for fit in fits])
    best = int(errors.argmin())
    phi, found = float(PHIS[best]), fits[best]
    kept = np.flatnonzero(errors <= errors[best] * (1 + _f(found.freedom) / found.freedom))
    level, fade, *seasons = found.params.tolist()
    params = {"log_ceiling_first": level, "fade": fade, "phi": phi}
    params |= {f"log_part_{k}": effect for k, effect in enumerate(seasons, 2)}
    ceilings = [_ceiling(fits[i]) for i in (best, kept[0], kept[-1])]
    if kept[-1] == len(PHIS) - 1:
        ceilings[-1] = math.inf
    params |= dict(zip(("ceiling", "ceiling_low", "ceiling_high"), ceilings, strict=True))
    params |= {"phi_low": float(PHIS[kept[0]]), "phi_high": float(PHIS[kept[-1]]), "residual_sd": found.sd}
    return Fit(
        series,
        "fading trend (Gompertz)",
        params,
        math.expm1(fade * phi ** (n - 1) * (1 - phi**SEASON)),
        r_squared=found.r_squared,
        residuals=tuple(found.residuals),
        freedom=found.freedom,
        path=lambda ahead: found.predict(_columns(first, phi, n - 1 + ahead)),
    )


def faded(series: Series, phi: float) -> Least:
    """The regression for one φ: parameters K, B and the seasons; φ counts as one more."""
    return _faded(*_unfaded(series), phi)


def _faded(plain: np.ndarray, logs: np.ndarray, phi: float) -> Least:
    return least_squares(_fading(plain, phi), logs, counted=1)


def _unfaded(series: Series) -> tuple[np.ndarray, np.ndarray]:
    """The columns of a straight line, and the logs: what is the same for each φ."""
    return design(Period.parse(series.periods[0]), np.arange(len(series)), season=True), np.log(series.values)


def _columns(first: Period, phi: float, steps: np.ndarray) -> np.ndarray:
    return _fading(design(first, steps, season=True), phi)


def _fading(plain: np.ndarray, phi: float) -> np.ndarray:
    """The columns with −φᵗ in the place of t."""
    found = plain.copy()
    found[:, 1] = -(phi ** found[:, 1])
    return found


def yearly_sums(series: Series, phi: float, steps: np.ndarray) -> np.ndarray:
    """What the curve with this φ gives for the year that ends with each quarter, counted from the first; base units."""
    first, fit = Period.parse(series.periods[0]), faded(series, phi)
    return sum(np.exp(_columns(first, phi, steps - back) @ fit.params) for back in range(SEASON))


def _ceiling(fit: Least) -> float:
    """The sum over a year of what each quarter tends to."""
    return float(np.exp(fit.params[0] + np.array([0.0, *fit.params[2:]])).sum())


def _f(freedom: int) -> float:
    """The 95% quantile of F with 1 and so many degrees of freedom."""
    from scipy.special import fdtri

    return float(fdtri(1, freedom, LEVEL))


MODELS: dict[str, Callable[[Series], Fit | Refusal]] = {
    function.__name__: function for function in (seasonal_naive, yearly_growth_kept, constant_rate, fading_trend)
}
