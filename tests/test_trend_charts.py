"""The growth chapter's charts: sound, with words that follow the data, articles and other sources told apart."""

from __future__ import annotations

import json
import re
import warnings
from functools import cache
from html import unescape

import pytest
from chart_checks import assert_sound, drawn, numbers
from test_trends import QUARTERS, Q, series_of

from claimcheck.charts.style import ARTICLE, REPORTED
from claimcheck.trends import backtest, seasonal
from kuaishou import gmv
from kuaishou.growth import charts as trend_charts
from kuaishou.growth import refusals
from kuaishou.quarters import charts as quarter_charts

once = cache(lambda draw: draw())  # the default drawing of each chart, shared by the tests
DRAWS = [
    trend_charts.trend_chart,
    trend_charts.pairs_chart,
    trend_charts.residuals_chart,
    trend_charts.backtest_chart,
    quarter_charts.quarters_chart,
    quarter_charts.growth_parts_chart,
    quarter_charts.weights_chart,
    quarter_charts.rolling_chart,
    quarter_charts.forecast_chart,
    refusals.r_squared_chart,
    refusals.coverage_chart,
    refusals.ceilings_chart,
]
ALTERED = series_of(("2018", "0.97"), ("2019", "496"), ("2020", "3812"), ("2021", "5800"))
ALTERED_LATER = series_of(("2022", "5012"), ("2023", "21844"), ("2024", "23896"), origin="reported")
ALTERED_QUARTERS = series_of(
    *((f"{2021 + i // 4}Q{i % 4 + 1}", str(v + (700 if i % 4 == 1 else 0) + 40 * i)) for i, v in enumerate(QUARTERS)),
    origin="reported",
)


@pytest.mark.parametrize("draw", DRAWS, ids=lambda draw: draw.__name__)
def test_chart_is_sound(draw, monkeypatch):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        chart = drawn(monkeypatch, draw)
    assert_sound(chart)
    assert numbers(chart.title), "the title states a finding"
    assert "nan" not in (chart.title + chart.alt).lower().replace("finance", "")


@pytest.mark.parametrize(
    "draw", [trend_charts.pairs_chart, trend_charts.residuals_chart], ids=lambda draw: draw.__name__
)
def test_the_same_chart_is_the_same_bytes(draw):
    assert once(draw).carrying == draw().carrying


@pytest.mark.parametrize(
    ("draw", "altered"),
    [
        (trend_charts.trend_chart, (ALTERED,)),
        (trend_charts.pairs_chart, (ALTERED,)),
        (trend_charts.backtest_chart, (backtest.backtest_2021(ALTERED, ALTERED_LATER),)),
        (quarter_charts.quarters_chart, (ALTERED_QUARTERS,)),
        (quarter_charts.weights_chart, (ALTERED_QUARTERS,)),
        (quarter_charts.rolling_chart, (backtest.rolling_origin(ALTERED_QUARTERS),)),
    ],
    ids=lambda x: getattr(x, "__name__", "altered"),
)
def test_words_follow_the_data(draw, altered):
    before, after = once(draw), draw(*altered)
    assert numbers(before.title) != numbers(after.title)
    assert numbers(before.alt) != numbers(after.alt)


def test_a_title_does_not_keep_a_finding_that_is_gone():
    """On this series another model does best, so the sentence about fading trends must go."""
    steady = series_of(
        *((f"{2021 + i // 4}Q{i % 4 + 1}", str(round(1000 * 1.05**i))) for i in range(19)), origin="reported"
    )
    assert "fading" in once(quarter_charts.rolling_chart).title
    assert "fading" not in quarter_charts.rolling_chart(backtest.rolling_origin(steady)).title


def test_the_backtest_title_names_the_least_wrong_trend():
    chart = once(trend_charts.backtest_chart)
    assert "within 4.3%" in chart.title and "a straight line in yuan (2018–2021)" in chart.title
    assert len(chart.data) == 24


def test_residuals_can_be_drawn_for_the_quarters():
    chart = trend_charts.residuals_chart(seasonal.seasonal_regression(Q), seasonal.damped_smoothing(Q))
    assert_sound(chart)
    assert len(chart.data) == 38


def test_articles_and_other_sources_differ_in_colour_marker_and_legend():
    assert ARTICLE["color"] != REPORTED["color"] and ARTICLE["marker"] != REPORTED["marker"]
    fig, ax = trend_charts.plt.subplots()
    for i, origin in enumerate(("article", "reported")):
        series = series_of(("2020", "5"), ("2021", "6"), origin=origin)
        trend_charts.draw_points(ax, series, origin)
        line = ax.containers[i].lines[0]
        look = ARTICLE if origin == "article" else REPORTED
        assert (line.get_color(), line.get_marker()) == (look["color"], look["marker"])
        assert len(ax.containers[i].lines[2]), "every point has its interval as a bar"
    trend_charts.plt.close(fig)


@pytest.mark.parametrize(
    ("draw", "ids"),
    [
        (trend_charts.trend_chart, ["trust-2023-08", "gravity-2021-15", "gravity-2021-16"]),
        (trend_charts.backtest_chart, ["gravity-2021-15", "gmv-2024-company"]),
        (quarter_charts.quarters_chart, ["providers-2021-28", "reported.csv"]),
        (quarter_charts.forecast_chart, [gmv.DISCLOSURE_ENDS]),
    ],
)
def test_the_source_line_names_the_figures(draw, ids):
    source = once(draw).source
    assert all(name in source for name in ids)


def test_the_drawing_carries_its_rows():
    carried = json.loads(
        unescape(re.search(r"<metadata>(.*?)</metadata>", once(trend_charts.pairs_chart).carrying, re.S)[1])
    )
    assert carried["csv"].splitlines()[0] == "first,last,years,growth,lower,upper"
    assert len(carried["csv"].splitlines()) == 7


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.097, "0.097"),
        (381.2, "381.2"),
        (1389.6, "1,389.6"),
        (32421.1, "32,421"),
        (-729.84, "−729.8"),
        (1.9e16, "about 10 to the power 16"),
        (5e-10, "under 0.001"),
    ],
)
def test_amounts_are_words_a_reader_can_hear(value, text):
    assert trend_charts.amount(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.5, "0.5"), (1000, "1,000"), (1e6, "$10^{6}$"), (-100, "−100")]
)
def test_ticks(value, text):
    assert trend_charts.plain(value) == text
