"""Periods, series, their refusals, sums of a year, and growth rates between points."""

from __future__ import annotations

from fractions import Fraction

import pytest
from trend_cases import LATE, PRINTED, YEARS, Q, near, point, series_of, years_of

from claimcheck.printed.interval import Interval
from claimcheck.trends import fits, rates, seasonal
from claimcheck.trends.series import Period, Point, Refusal, Series, rolling_year


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020", ("2020-01-01", "2020-12-31")),
        ("2021Q1", ("2021-01-01", "2021-03-31")),
        ("2020Q1", ("2020-01-01", "2020-03-31")),
        ("2023Q4", ("2023-10-01", "2023-12-31")),
        ("2020H1", ("2020-01-01", "2020-06-30")),
        ("2024H2", ("2024-07-01", "2024-12-31")),
    ],
)
def test_a_period_is_named_by_its_days(text, days):
    period = Period.of_days(*days)
    assert str(period) == text
    assert Period.parse(text) == period


@pytest.mark.parametrize(
    "days", [("2020-01-01", "2020-11-30"), ("2021-01-02", "2021-03-31"), ("2021-07-03", "2021-07-12"), ("", "")]
)
def test_other_spans_of_days_are_no_period(days):
    assert Period.of_days(*days) is None


@pytest.mark.parametrize("text", ["2021Q5", "2021H3", "21", "2021q1", ""])
def test_other_texts_are_no_period(text):
    with pytest.raises(ValueError):
        Period.parse(text)


ZERO = Point("2020", Fraction(0), Interval.exact(0), "CNY", "zero")
REFUSED = {
    "too_few": series_of(("2020", "3812"), ("2021", "6800")),
    "gap": series_of(("2018", "1"), ("2019", "2"), ("2021", "3")),
    "zero": Series("test", (point("2019", "5"), ZERO, point("2021", "6"))),
    "negative": series_of(("2019", "5"), ("2020", "-3"), ("2021", "6")),
    "mixed_units": Series("test", (point("2019", "5"), point("2020", "6"), point("2021", "7", 1, "percent"))),
    "mixed_periods": series_of(("2019", "5"), ("2020", "6"), ("2021Q1", "7")),
    "mixed_origins": Series("test", (point("2019", "5"), point("2020", "6"), point("2021", "7", origin="reported"))),
    "unbounded": Series(
        "test",
        (point("2019", "5"), point("2020", "6"), Point("2021", Fraction(7), Interval(Fraction(7), None), "CNY", "x")),
    ),
}
ANNUAL = (fits.log_linear, fits.naive, fits.drift, fits.last_rate)


@pytest.mark.parametrize("code", REFUSED)
@pytest.mark.parametrize("model", ANNUAL, ids=lambda f: f.__name__)
def test_a_series_that_carries_no_growth_rate_is_refused_by_name(code, model):
    if code == "too_few" and model is fits.last_rate:
        assert not isinstance(model(REFUSED[code]), Refusal), "two points do have a growth rate"
        return
    refusal = model(REFUSED[code])
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert str(refusal).startswith(f"not given ({code}): ")


def test_a_figure_that_may_round_from_zero_is_refused():
    assert series_of(("2019", "0.0"), ("2020", "1"), ("2021", "2")).refusal().code in ("zero", "negative")
    barely = Series(
        "test",
        (
            Point("2019", Fraction(1), Interval(Fraction(0), Fraction(2)), "CNY", "x"),
            point("2020", "6"),
            point("2021", "7"),
        ),
    )
    assert barely.refusal().code == "zero"


@pytest.mark.parametrize("model", seasonal.MODELS.values(), ids=seasonal.MODELS)
def test_quarterly_models_refuse_years_and_short_series(model):
    assert model(years_of(range(1, 21))).code == "no_quarters"
    assert model(Q.between("2021Q1", "2022Q2")).code == "too_few"


# sums and rates


def test_a_sum_of_a_year_carries_its_rounding_and_names_its_parts():
    sums = rolling_year(Q)
    assert (sums.periods[0], sums.periods[-1], len(sums)) == ("2021Q4", "2025Q3", 16)
    first = sums.points[0]
    assert first.value == 6801 * 10**8
    assert (first.interval.lower, first.interval.upper) == (6799 * 10**8, 6803 * 10**8)
    assert first.source.split() == ["row-2021Q1", "row-2021Q2", "row-2021Q3", "row-2021Q4"]
    assert sums.origin == Q.origin and sums.name == "test, sums of a year"


def test_growth_between_points_by_plain_powers():
    values = {p: float(d) for p, d in PRINTED}
    near(rates.compound(YEARS), (values["2021"] / values["2018"]) ** (1 / 3) - 1)
    near(rates.compound(LATE), (values["2021"] / values["2019"]) ** 0.5 - 1)
    near(rates.compound(Q.between("2021Q3", "2025Q3")), (3850 / 1758) ** 0.25 - 1)
    bounds = rates.growth(YEARS, "2019", "2021")
    near((float(bounds.lower), float(bounds.upper)), ((6799.5 / 596.5) ** 0.5 - 1, (6800.5 / 595.5) ** 0.5 - 1))


def test_growth_on_the_year_before():
    found = rates.yearly(Q)
    assert list(found)[0] == "2022Q1" and len(found) == 15
    value, interval = found["2025Q3"]
    assert value == Fraction(3850, 3342) - 1
    near((float(interval.lower), float(interval.upper)), (3849.5 / 3342.5 - 1, 3850.5 / 3341.5 - 1))
    assert list(rates.yearly(YEARS)) == ["2019", "2020", "2021"]


def test_the_articles_own_growth_rates():
    """gravity-2021 prints 539.5% for 2020, trust-2023 78.4% for 2021: the first only within rounding."""
    found = rates.yearly(YEARS)
    assert rates.percent(float(found["2021"][0])) == "78.4%"
    assert rates.percent(float(found["2020"][0])) == "539.6%"
    assert found["2020"][1].contains(Fraction("5.395"))


@pytest.mark.parametrize(("rate", "years"), [(1.0, 1.0), (0.2389, 3.236), (2.378, 0.5694)])
def test_the_time_to_double(rate, years):
    near(rates.doubling(rate), years, 1e-3)
    near((1 + rate) ** rates.doubling(rate), 2)


def test_what_does_not_grow_never_doubles():
    assert rates.doubling(0.0) is None and rates.doubling(-0.1) is None


@pytest.mark.parametrize(
    ("rate", "text"), [(0.7838, "78.4%"), (-0.715, "−71.5%"), (16.15, "1,615%"), (-0.0001, "0.0%"), (0, "0.0%")]
)
def test_rates_are_printed(rate, text):
    assert rates.percent(rate) == text


@pytest.mark.parametrize(("rate", "text"), [(0.325, "33%"), (0.784, "78%"), (5.395, "540%"), (-0.125, "−12%")])
def test_rates_of_sentences_round_a_half_up(rate, text):
    assert rates.whole_percent(rate) == text


@pytest.mark.parametrize(("factor", "text"), [(2.84, "2.8 times"), (68.53, "69 times"), (1.2, "1.2 times")])
def test_factors_are_printed(factor, text):
    assert rates.times(factor) == text
