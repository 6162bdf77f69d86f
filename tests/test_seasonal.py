"""Models of quarters by a second route, the fading trend above all, and forecasts held against what came."""

from __future__ import annotations

import math

import numpy as np
from trend_cases import LATE, QUARTERS, Q, near, quarters_of, series_of

from claimcheck.trends import backtest, fits, seasonal

T_13 = 2.1603686564610127  # Student's t at 0.975, 13 degrees of freedom, from the tables


def curve(n: int, phi: float, noise: float = 0.0, ceiling: float = 1000.0):
    """Quarters of a Gompertz curve whose year tends to `ceiling`, with a season."""
    k = np.arange(n)
    season = np.tile([0.0, 0.1, 0.2, 0.4], n // 4 + 1)[:n]
    level = math.log(ceiling / np.exp([0.0, 0.1, 0.2, 0.4]).sum())
    return np.exp(level + season - 1.5 * phi**k + noise * np.random.default_rng(3).standard_normal(n))


def test_the_fading_trend_of_nineteen_quarters():
    """Numbers of a fit made apart from this code."""
    fit = seasonal.fading_trend(Q)
    coming = fit.forecast(1).iloc[0]
    assert fit.params["phi"] == 0.931
    assert [round(coming[name] / 1e9, 1) for name in ("forecast", "lower", "upper")] == [526.5, 489.5, 566.3]
    near(sum(r * r for r in fit.residuals), 0.0109807, 1e-4)
    assert (round(fit.params["phi_low"], 3), round(fit.params["phi_high"], 3)) == (0.913, 0.949)
    assert [round(fit.params[name] / 1e12, 1) for name in ("ceiling", "ceiling_low", "ceiling_high")] == [2.4, 2.0, 3.2]


def test_the_fading_trend_by_matrix_algebra():
    fit = seasonal.fading_trend(Q)
    y, k, phi = np.log(Q.values), np.arange(23), fit.params["phi"]
    design = np.column_stack([np.ones(23), -(phi**k), k % 4 == 1, k % 4 == 2, k % 4 == 3]).astype(float)
    seen, coming = design[:19], design[19:]
    inverse = np.linalg.inv(seen.T @ seen)
    beta = inverse @ seen.T @ y
    sd = math.sqrt(((y - seen @ beta) ** 2).sum() / 13)  # φ counts as the sixth parameter
    near([fit.params[name] for name in ("log_ceiling_first", "fade", "residual_sd")], (beta[0], beta[1], sd), 1e-8)
    half = T_13 * sd * np.sqrt(1 + np.einsum("ij,jk,ik->i", coming, inverse, coming))
    table = fit.forecast(4)
    near(table["forecast"], np.exp(coming @ beta), 1e-9)
    near(table["upper"], np.exp(coming @ beta + half), 1e-8)
    near(table["lower"], np.exp(coming @ beta - half), 1e-8)
    near(fit.growth_per_year, math.exp(beta[1] * (phi**18 - phi**22)) - 1, 1e-8)
    near(fit.params["ceiling"], np.exp(beta[0] + np.array([0, *beta[2:]])).sum(), 1e-9)


def test_no_other_fade_fits_better():
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(lambda phi: sum(r * r for r in seasonal.faded(Q, phi).residuals), bounds=(0.5, 0.99))
    assert abs(found.x - seasonal.fading_trend(Q).params["phi"]) < 0.001


def test_a_fading_trend_is_recovered_from_its_own_curve():
    fit = seasonal.fading_trend(quarters_of(curve(24, 0.9)))
    assert fit.params["phi"] == 0.9
    near(fit.params["ceiling"], 1000, 1e-6)
    near(fit.forecast(4)["forecast"], curve(28, 0.9)[-4:], 1e-6)
    sums = seasonal.yearly_sums(fit.series, 0.9, np.array([23, 400]))
    near(sums, (curve(24, 0.9)[-4:].sum(), 1000), 1e-6)


def test_a_trend_that_does_not_fade_has_no_upper_end_to_its_ceiling():
    steady = quarters_of(curve(20, 0.999, 0.05))
    assert seasonal.fading_trend(steady).params["ceiling_high"] == math.inf


def test_the_seasonal_regression_by_matrix_algebra():
    fit = seasonal.constant_rate(Q)
    y, k = np.log(Q.values), np.arange(23)
    design = np.column_stack([np.ones(23), k, k % 4 == 1, k % 4 == 2, k % 4 == 3]).astype(float)
    seen, coming = design[:19], design[19:]
    inverse = np.linalg.inv(seen.T @ seen)
    beta = inverse @ seen.T @ y
    variance = ((y - seen @ beta) ** 2).sum() / 14
    near(list(fit.params.values()), (*beta, math.sqrt(variance)), 1e-9)
    t = 2.1447866879169273  # Student's t, 14 degrees of freedom
    half = t * math.sqrt(variance * inverse[1, 1])
    near(fit.growth_per_year, math.expm1(4 * beta[1]))
    near(fit.interval, (math.expm1(4 * (beta[1] - half)), math.expm1(4 * (beta[1] + half))), 1e-9)
    width = t * np.sqrt(variance * (1 + np.einsum("ij,jk,ik->i", coming, inverse, coming)))
    table = fit.forecast(4)
    near(table["forecast"], np.exp(coming @ beta))
    near(table["lower"], np.exp(coming @ beta - width), 1e-9)
    near(table["upper"], np.exp(coming @ beta + width), 1e-9)


def test_the_two_yardsticks_by_their_formulas():
    y = np.log(Q.values)
    yearly = y[4:] - y[:-4]
    table = seasonal.seasonal_naive(Q).forecast(6)
    half = 2.131449545559323 * math.sqrt((yearly**2).mean()) * np.sqrt([1, 1, 1, 1, 2, 2])  # t, 15 degrees
    near(table["forecast"], [*Q.values[-4:], *Q.values[-4:-2]])
    near(table["upper"], table["forecast"] * np.exp(half))
    near(table["lower"], table["forecast"] * np.exp(-half))
    kept = seasonal.yearly_growth_kept(Q)
    table, shocks = kept.forecast(6), np.diff(yearly)
    growth = 3850 / 3342
    near(table["forecast"], Q.values[[-4, -3, -2, -1, -4, -3]] * np.array([growth] * 4 + [growth**2] * 2))
    # Variance of the sum of effects: one shock counts once within its first year, twice in its second.
    half = 2.1447866879169273 * math.sqrt((shocks**2).mean()) * np.sqrt([1, 2, 3, 4, 4 + 4, 4 + 4 + 4])
    near(table["upper"], table["forecast"] * np.exp(half))
    near(kept.growth_per_year, growth - 1)
    near(kept.rounding, (3849.5 / 3342.5 - 1, 3850.5 / 3341.5 - 1), 1e-14)


def test_the_growth_walk_spreads_as_its_simulation_does():
    """σ_h of the kept growth from 20,000 simulated futures of y_t = y_(t−4) + y_(t−1) − y_(t−5) + e_t."""
    shocks = np.random.default_rng(1).standard_normal((20_000, 6))
    path = [np.zeros(20_000)] * 5
    for h in range(6):
        path.append(path[-4] + path[-1] - path[-5] + shocks[:, h])
    spread = np.array([p.std() for p in path[5:]])
    np.testing.assert_allclose(spread, np.sqrt([1, 2, 3, 4, 8, 12]), rtol=0.03)


# forecasts held against what came


def test_a_forecast_outside_its_interval_is_told():
    later = series_of(("2021", "6800"), ("2022", "5000"), ("2023", "20000"), origin="reported")
    found = backtest.held_against(fits.drift(LATE), later)
    assert found["period"].tolist() == ["2022", "2023"], "what was seen is not forecast"
    assert found["inside"].tolist() == [False, False]


def test_the_rolling_origin_sees_nothing_of_the_future():
    changed = quarters_of([*QUARTERS[:15], *np.array(QUARTERS[15:]) * 3])
    same = quarters_of(QUARTERS)
    for first, second in ((same, changed),):
        one, two = (backtest.RollingOrigin(s, first=12).table for s in (first, second))
        seen = (one["n"] <= 15) & (one["origin"] <= "2024Q3")
        near(one.loc[seen, "forecast"], two.loc[seen, "forecast"], 1e-12)
        assert not np.allclose(one.loc[~seen, "forecast"], two.loc[~seen, "forecast"])


def test_mase_by_hand():
    rolling = backtest.RollingOrigin(Q)
    assert (rolling.origins, rolling.forecasts) == (7, 22)
    scaled, held = [], 0
    q = np.array(QUARTERS, dtype=float)
    for n in range(12, 19):
        scale = np.abs(q[4:n] - q[: n - 4]).mean()
        for h in range(min(4, 19 - n)):
            scaled.append(abs(q[n + h] - q[n + h - 4]) / scale)
    scores = rolling.scores.set_index("model")
    near(scores.loc["seasonal naive", "MASE"], np.mean(scaled))
    table = rolling.table
    held = ((table["lower"] <= table["reported"]) & (table["reported"] <= table["upper"])).groupby(table["model"]).sum()
    assert scores["inside"].to_dict() == held.to_dict()
    assert rolling.best == "fading trend (Gompertz)"
    assert table.groupby("model")["ahead"].value_counts().unstack().loc["seasonal naive"].tolist() == [7, 6, 5, 4]


def test_the_fading_trend_forecasts_best_of_nineteen_quarters():
    scores = backtest.RollingOrigin(Q).scores.set_index("model")
    best = scores.loc["fading trend (Gompertz)"]
    assert round(best["MASE"], 3) == 0.210 and (best["inside"], best["forecasts"]) == (22, 22)
    assert scores.loc["seasonal log-linear trend", "inside"] == 10


def test_a_later_series_may_begin_before_the_fit_ends_and_have_gaps():
    later = series_of(("2020", "5"), ("2022", "9000"), ("2024", "9902"), origin="reported")
    found = backtest.held_against(fits.drift(LATE), later)
    assert found["period"].tolist() == ["2022", "2024"]
    near(found["forecast"].iloc[1], (6800 + 3 * 3102) * 1e8)
