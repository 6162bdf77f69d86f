"""The growth chapters' charts: sound at each width, with words that follow the data, and whose figure told apart."""

from __future__ import annotations

import warnings
from functools import cache

import pytest
from chart_checks import numbers

from claimcheck.charts.figure import MARKS
from claimcheck.loading import load, with_value
from kuaishou.growth import charts as growth_charts
from kuaishou.quarters import charts as quarter_charts

DRAWS = [
    growth_charts.years_chart,
    growth_charts.trends_chart,
    growth_charts.extrapolation_chart,
    quarter_charts.growth_chart,
    quarter_charts.season_chart,
    quarter_charts.forecast_chart,
    quarter_charts.ceiling_chart,
]
book = cache(load)
once = cache(lambda draw: draw(book()))


@pytest.mark.parametrize("draw", DRAWS, ids=lambda draw: draw.__name__)
def test_chart_is_sound(draw):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        chart = draw(book())
    assert chart.faults == ()
    assert chart.source.startswith("Source: ") and not chart.data.empty and len(chart.alt) > len(chart.title)
    assert "nan" not in (chart.title + chart.alt).lower().replace("finance", "")
    assert draw(book()).svg == chart.svg, "the same chart is the same bytes"


@pytest.mark.parametrize(
    ("draw", "claim", "value"),
    [
        (growth_charts.years_chart, "trust-2023-05", "88.4"),
        (growth_charts.trends_chart, "trust-2023-04", "9800"),
        (growth_charts.extrapolation_chart, "trust-2023-04", "7000"),
        (quarter_charts.growth_chart, "providers-2021-27", "319.8"),
    ],
    ids=lambda x: getattr(x, "__name__", x),
)
def test_words_follow_the_data(draw, claim, value):
    after = draw(with_value(book(), claim, value))
    assert numbers(once(draw).alt) != numbers(after.alt) and once(draw).svg != after.svg


def test_a_title_does_not_keep_a_finding_that_is_gone():
    high = with_value(book(), "trust-2023-04", "3900")  # a growth of 2%, which nothing overshoots
    assert "came out far too high" in once(growth_charts.extrapolation_chart).title
    assert growth_charts.extrapolation_chart(high).title.startswith("Not every rate")
    slower = with_value(book(), "trust-2023-05", "978.4")
    assert "at a lower rate each year" in once(growth_charts.years_chart).title
    assert "at a lower rate each year" not in growth_charts.years_chart(slower).title


def test_articles_and_other_sources_differ_in_colour_and_mark():
    article, reported = MARKS["article"], MARKS["reported"]
    assert article["color"] != reported["color"] and article["marker"] != reported["marker"]
    rows = once(growth_charts.years_chart).data.set_index("year")["origin"]
    assert rows["2021"] == "article" and rows["2022"] == "reported"


def test_the_rows_behind_a_chart_hold_what_is_drawn():
    assert len(once(growth_charts.years_chart).data) == 8
    carried = once(growth_charts.extrapolation_chart).data
    assert set(carried["what"]) > {"figure", "Same yuan each year"}
    assert "figure" in set(carried["what"]) and len(once(quarter_charts.season_chart).data) == 20


def test_the_forecast_chart_sets_the_forecast_against_what_came():
    chart = once(quarter_charts.forecast_chart)
    assert "0.7% too high" in chart.title and "its interval held" in chart.title
    assert chart.data["id"].tolist()[0] == "gmv-2025-q4-v1-0-0"
