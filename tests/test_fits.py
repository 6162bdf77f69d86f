"""Simple trends: each by a second route, known cases from print, and what rounding leaves open."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from thorough import thorough
from trend_cases import LATE, QUARTERS, YEARS, Q, near, series_of, years_of

from claimcheck.trends import fits, rates, seasonal

# each by a second route


def closed_form(values):
    """Slope, its t interval, level at the first point, residual sd: textbook formulas, no library fit."""
    y = np.log(np.asarray(values, dtype=float))
    n, x = len(y), np.arange(len(y))
    design = np.column_stack([np.ones(n), x])
    inverse = np.linalg.inv(design.T @ design)
    level, slope = inverse @ design.T @ y
    variance = ((y - design @ (level, slope)) ** 2).sum() / (n - 2)
    t = T_975[n - 2]
    return level, slope, math.sqrt(variance), t * math.sqrt(variance * inverse[1, 1]), design, inverse, t


# Quantiles of Student's t at 0.975, from closed forms: tan(0.475 π) for one degree of freedom and
# 2q √(2 / (1 − 4q²)) with q = 0.475 for two.
T_975 = {1: math.tan(0.475 * math.pi), 2: 0.95 * math.sqrt(2 / (1 - 0.95**2))}


@pytest.mark.parametrize("series", [YEARS, LATE], ids=["2018", "2019"])
def test_the_log_linear_trend_by_matrix_algebra(series):
    fit = fits.log_linear(series)
    level, slope, sd, half, design, inverse, t = closed_form(series.values)
    near(list(fit.params.values()), (level, slope, sd))
    near(fit.growth_per_year, math.exp(slope) - 1)
    near(fit.interval, np.exp([slope - half, slope + half]) - 1)
    near(fit.residuals, np.log(series.values) - design @ (level, slope), 1e-9)
    ahead = np.column_stack([np.ones(3), len(series) - 1 + np.arange(1, 4)])
    width = t * sd * np.sqrt(1 + np.einsum("ij,jk,ik->i", ahead, inverse, ahead))
    table = fit.forecast(3)
    centre = ahead @ (level, slope)
    for column, sign in (("forecast", 0), ("lower", -1), ("upper", 1)):
        near(table[column], np.exp(centre + sign * width))
    assert table["period"].tolist() == ["2022", "2023", "2024"]
    assert fit.n == len(series) and fit.freedom == len(series) - 2


def test_what_the_trends_say():
    assert (fits.log_linear(YEARS).growth, fits.log_linear(YEARS).growth_interval) == ("1,615%", "−71.5% to 103,218%")
    assert (fits.log_linear(LATE).growth, fits.log_linear(LATE).growth_interval) == ("237.8%", "−96.9% to 36,435%")
    assert fits.last_rate(YEARS).growth == "78.4%"
    assert fits.drift(YEARS).growth == "no constant rate"


def test_on_three_points_least_squares_uses_the_ends_only():
    near(fits.log_linear(LATE).growth_per_year, rates.compound(LATE))


@pytest.mark.parametrize("series", [YEARS, LATE, Q], ids=["2018", "2019", "quarters"])
def test_r_squared_is_the_squared_correlation_of_time_and_logs(series):
    expected = np.corrcoef(np.arange(len(series)), np.log(series.values))[0, 1] ** 2
    near(fits.log_linear(series).r_squared, expected, 1e-9)


def test_naive_and_drift_by_their_formulas():
    y, t = np.array([0.97, 596, 3812, 6800]) * 1e8, T_975[2]
    changes = np.diff(y)
    ahead = np.arange(1, 4)
    table = fits.naive(YEARS).forecast(3)
    # t for three degrees of freedom from the tables, 3.182446305284263
    half = 3.182446305284263 * math.sqrt((changes**2).sum() / 3) * np.sqrt(ahead)
    near(table["lower"], y[-1] - half)
    near(table["upper"], y[-1] + half)
    near(table["forecast"], np.full(3, 6800e8))
    fit = fits.drift(YEARS)
    table, mean = fit.forecast(3), (y[-1] - y[0]) / 3
    half = t * changes.std(ddof=1) * np.sqrt(ahead * (1 + ahead / 3))
    near(table["forecast"], y[-1] + mean * ahead)
    near(table["lower"], y[-1] + mean * ahead - half, 1e-9)
    near(table["upper"], y[-1] + mean * ahead + half)
    near(fit.params["change_per_period"], mean)


def test_the_last_rate_has_no_interval():
    fit = fits.last_rate(YEARS)
    table = fit.forecast(3)
    near(table["forecast"], 6800e8 * (6800 / 3812) ** np.arange(1, 4))
    assert table[["lower", "upper"]].isna().all().all()
    assert (fit.n, fit.interval, fit.series.span) == (2, None, "2020–2021")
    near(fit.rounding, (6799.5 / 3812.5 - 1, 6800.5 / 3811.5 - 1), 1e-15)


def test_fpp3s_multiplier_can_be_asked_for():
    table = fits.drift(LATE).forecast(1, multiplier=1.96)
    sd = abs((3812 - 596) - (6800 - 3812)) / math.sqrt(2)
    near(table["upper"], (6800 + 3102 + 1.96 * sd * math.sqrt(1.5)) * 1e8)


@pytest.mark.parametrize("season", [False, True])
def test_the_line_is_that_of_statsmodels(season):
    from statsmodels.regression.linear_model import OLS

    fit, k = fits.log_linear(Q, season), np.arange(23)
    columns = [np.ones(23), k, *([(k % 4 == j) for j in (1, 2, 3)] if season else [])]
    design = np.column_stack(columns).astype(float)
    theirs = OLS(np.log(Q.values), design[:19]).fit()
    near(list(fit.params.values())[:-1], theirs.params, 1e-9)
    near(fit.params["residual_sd"], math.sqrt(theirs.mse_resid), 1e-9)
    near(fit.interval, np.expm1(4 * theirs.conf_int()[1]), 1e-8)
    near(fit.r_squared, theirs.rsquared, 1e-9)
    ahead, table = theirs.get_prediction(design[19:]), fit.forecast(4)
    near(np.log(table["forecast"]), ahead.predicted_mean, 1e-10)
    near(np.log(table[["lower", "upper"]]), ahead.conf_int(obs=True), 1e-10)


def test_the_line_in_yuan_is_that_of_statsmodels():
    from statsmodels.regression.linear_model import OLS

    fit, k = fits.linear(Q), np.arange(23)
    design = np.column_stack([np.ones(23), k])
    theirs = OLS(Q.values, design[:19]).fit()
    near([fit.params["level_first"], fit.params["change_per_period"]], theirs.params, 1e-9)
    near([fit.params["change_low"], fit.params["change_high"]], theirs.conf_int()[1], 1e-8)
    near(fit.r_squared, theirs.rsquared, 1e-9)
    assert fit.growth_per_year is None and fit.growth == "no constant rate" and not fit.log
    ahead, table = theirs.get_prediction(design[19:]), fit.forecast(4)
    near(table["forecast"], ahead.predicted_mean, 1e-10)
    near(table[["lower", "upper"]], ahead.conf_int(obs=True), 1e-10)
    assert fits.linear(YEARS.last(2)).code == "too_few"


# rounding carried through

digits = st.integers(1, 9999)


@st.composite
def rounded_series_with_inputs(draw):
    """A series as printed, and numbers that print so."""
    n = draw(st.integers(3, 6))
    decimals = draw(st.integers(0, 2))
    printed = [draw(digits) for _ in range(n)]
    unit = 10.0**-decimals
    rows = [(str(2000 + i), f"{p * unit:.{decimals}f}") for i, p in enumerate(printed)]
    inputs = [(p + draw(st.floats(-0.5, 0.5))) * unit * 1e8 for p in printed]
    return series_of(*rows), np.array(inputs)


@thorough(120)
@given(rounded_series_with_inputs())
def test_bounds_hold_the_growth_of_any_admissible_inputs(case):
    series, inputs = case
    x, y = np.arange(len(series), dtype=float), np.log(inputs)
    weights = (x - x.mean()) / ((x - x.mean()) ** 2).sum()
    slope = y @ weights
    fit = fits.log_linear(series)
    assert fit.rounding[0] <= math.expm1(slope) <= fit.rounding[1]
    rate, slack = math.exp((y[-1] - y[0]) / (len(y) - 1)) - 1, 1e-9
    bounds = rates.growth(series, series.periods[0], series.periods[-1])
    assert float(bounds.lower) - slack * (1 + abs(rate)) <= rate <= float(bounds.upper) + slack * (1 + abs(rate))


def test_bounds_of_the_slope_are_attained():
    fit, (low, high) = fits.log_linear(YEARS), YEARS.bounds
    corners = [np.where(np.array(c), low, high) for c in np.ndindex(2, 2, 2, 2)]
    slopes = [np.polyfit(np.arange(4.0), np.log(c), 1)[0] for c in corners]
    near(fit.rounding, (math.expm1(min(slopes)), math.expm1(max(slopes))), 1e-9)
    # Weights of the slope are −0.3, −0.1, 0.1, 0.3: the extremes take the early ends one way, the late the other.
    near(fit.rounding[1], np.exp(np.log(np.array([0.965, 595.5, 3812.5, 6800.5])) @ (-0.3, -0.1, 0.1, 0.3)) - 1)


@thorough(60)
@given(st.lists(st.floats(-0.5, 0.5), min_size=19, max_size=19))
def test_bounds_of_the_quarterly_growth_hold_for_any_admissible_inputs(offsets):
    inputs = np.log((np.array(QUARTERS) + offsets) * 1e8)
    design = np.column_stack([np.ones(19), np.arange(19), *[(np.arange(19) % 4 == k) for k in (1, 2, 3)]]).astype(float)
    slope = np.linalg.lstsq(design, inputs, rcond=None)[0][1]
    low, high = seasonal.constant_rate(Q).rounding
    assert low <= math.expm1(4 * slope) <= high


# known cases from print

# National Institute of Standards and Technology, Statistical Reference Datasets, "Norris": 36 pairs (y, x)
# of a study of ozone monitors, with certified estimates.
NORRIS = """0.1 0.2 338.8 337.4 118.1 118.2 888.0 884.6 9.2 10.1 228.1 226.5 668.5 666.3 998.5 996.3 449.1 448.6 778.9 777.0
559.2 558.2 0.3 0.4 0.1 0.6 778.1 775.5 668.8 666.9 339.3 338.0 448.9 447.5 10.8 11.6 557.7 556.0 228.3 228.1 998.0 995.8
888.8 887.6 119.6 120.2 0.3 0.3 0.6 0.3 557.6 556.8 339.3 339.1 888.0 887.2 998.5 999.0 778.9 779.0 10.2 11.1 117.6 118.3
228.9 229.2 668.4 669.1 449.2 448.9 0.2 0.5"""


def test_the_least_squares_line_of_nists_norris_data():
    pairs = np.array(NORRIS.split(), dtype=float).reshape(-1, 2)
    x, y = pairs[:, 1], pairs[:, 0]
    found = fits.least_squares(np.column_stack([np.ones(len(x)), x]), y)
    near(found.params, (-0.262323073774029, 1.00211681802045), 1e-12)
    near((found.error(0), found.error(1)), (0.232818234301152, 0.429796848199937e-03), 1e-11)
    near(found.sd, 0.884796396144373, 1e-12)


# Gujarati, Basic Econometrics (4th ed.), table 6.3: expenditure on services in the United States, billions
# of 1992 dollars, 1993-I to 1998-III; the growth model there is eq. 6.6.8.
SERVICES = (
    2445.3,
    2455.9,
    2480.0,
    2494.4,
    2510.9,
    2531.4,
    2543.8,
    2555.9,
    2570.4,
    2594.8,
    2610.3,
    2622.9,
    2648.5,
    2668.4,
    2688.1,
    2701.7,
    2722.1,
    2743.6,
    2775.4,
    2804.8,
    2829.3,
    2866.8,
    2904.8,
)


def test_the_growth_model_of_gujarati():
    fit = fits.log_linear(years_of(SERVICES))
    slope = fit.params["log_slope"]
    # He counts time from 1, so his intercept lies one slope below the level of the first point.
    assert f"{fit.params['log_level_first'] - slope:.4f} {slope:.5f}" == "7.7890 0.00743"
    assert f"{100 * fit.growth_per_year:.3f}" in ("0.745", "0.746"), "he takes the antilog of the rounded 0.00743"
    found = fits.least_squares(np.column_stack([np.ones(23), np.arange(1.0, 24.0)]), np.log(SERVICES))
    assert [f"{found.params[i] / found.error(i):.4f}" for i in (0, 1)] == ["3387.6193", "44.2826"], (
        "printed 3387.619 and 44.2826"
    )


def test_naive_is_the_random_walk_of_statsmodels():
    from statsmodels.tsa.arima.model import ARIMA

    values = np.array([3.0, 5.0, 4.0, 7.0, 9.0, 8.0, 12.0])
    sd = fits.naive(years_of(values)).params["residual_sd"]
    walk = ARIMA(values, order=(0, 1, 0)).filter([sd**2]).get_forecast(3)
    table = fits.naive(years_of(values)).forecast(3, multiplier=1.959963984540054)
    near(table["forecast"], walk.predicted_mean)
    near(table[["lower", "upper"]], walk.conf_int(), 1e-9)


def test_one_step_ahead_four_points_reach_six_point_eight_standard_deviations():
    fit = fits.log_linear(YEARS)
    table = fit.forecast(1)
    near(math.log(table["upper"][0] / table["forecast"][0]) / fit.params["residual_sd"], T_975[2] * math.sqrt(2.5))
    assert round(T_975[2] * math.sqrt(2.5), 1) == 6.8
