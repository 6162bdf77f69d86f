"""The growth chapter's fits and refusals in one place, and trends.json.

Series come from `gmv`, annual models from `fits`, quarterly ones from `seasonal`, the comparison
with later figures from `backtest`. What is refused here is refused for a reason that `simulations`
and `ceilings` show.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pandas as pd

from claimcheck.trends.backtest import backtest_2021, quarterly_fits, rolling_origin
from claimcheck.trends.fits import Fit
from claimcheck.trends.series import Refusal
from claimcheck.trends.simulations import r_squared_of_walks, share_above

DIGITS = 10  # significant; the eleventh differs between processors, which round exp and log differently


def r_squared(fit: Fit) -> Refusal:
    """Never given: a straight line through time explains most of a random walk too."""
    level = share_above(r_squared_of_walks(fit.n))
    rising = share_above(r_squared_of_walks(fit.n, drift=1.0))
    return Refusal(
        "r2_of_a_trend",
        f"R² of a line through {fit.n} points passes 0.9 in {level} of random walks without any trend, and in "
        f"{rising} of those that rise by one standard deviation a step",
    )


def aicc(fit: Fit) -> float | Refusal:
    """The corrected Akaike criterion of a log-linear trend, σ² counted as a parameter; refused where it is undefined.

    Defined up to the usual constant: n log(SSE/n) + 2k + 2k(k+1)/(n − k − 1), FPP3 §7.5.
    """
    n, k = fit.n, fit.n - fit.freedom + 1
    if n - k - 1 <= 0:
        return Refusal("aicc_undefined", f"with {n} points and {k} parameters AICc divides by {n - k - 1}")
    squares = sum(r * r for r in fit.residuals)
    return n * math.log(squares / n) + 2 * k + 2 * k * (k + 1) / (n - k - 1)


def next_year() -> pd.DataFrame:
    """The next four quarters by every quarterly model, amounts in billion CNY.

    Columns: model, period, forecast, lower, upper (95%). The company publishes no GMV from the first
    quarter of 2026, so only the first of them can be held against a figure.
    """
    parts = []
    for fit in quarterly_fits():
        part = fit.forecast(4)
        part.insert(0, "model", fit.model)
        part[["forecast", "lower", "upper"]] /= 1e9
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


@cache
def published() -> list[dict]:
    """The elements of trends.json: every fit with its backtest.

    growth_per_year and its interval are rates (0.5 is 50%), amounts are CNY, numbers have ten
    significant digits. backtest lists the forecasts that later figures could be held against: for
    the years those of 2021, for the quarters every rolling origin.
    """
    past, rolling = backtest_2021(), rolling_origin()
    items = [_item(fit, past.table[past.table["trend"] == fit.name]) for fit in past.fits]
    items += [_item(fit, rolling.table[rolling.table["model"] == fit.model]) for fit in quarterly_fits()]
    return items


_BACKTEST = ("origin", "ahead", "period", "forecast", "lower", "upper", "reported", "error", "inside")


def _item(fit: Fit, held: pd.DataFrame) -> dict:
    columns = [c for c in _BACKTEST if c in held.columns]
    return {
        "series": f"{fit.series.name}, {fit.series.span}",
        "model": fit.model,
        "n": fit.n,
        "params": {name: _plain(value) for name, value in fit.params.items()},
        "growth_per_year": _plain(fit.growth_per_year),
        "interval": None if fit.interval is None else [_plain(end) for end in fit.interval],
        "backtest": [{c: _plain(row[c]) for c in columns} for row in held[columns].to_dict("records")],
    }


def _plain(value):
    """A JSON value: floats rounded to ten significant digits, NaN as null."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    return None if math.isnan(value) else float(f"{value:.{DIGITS}g}") + 0.0
