"""The growth chapters' charts: sound at each width, with words that follow the data, and whose figure told apart."""

from __future__ import annotations

import re
import warnings
from functools import cache

import pytest
from chart_checks import numbers

from claimcheck.charts.figure import MARKS
from claimcheck.loading import load, with_value
from kuaishou.growth import carried_charts, trends
from kuaishou.growth import charts as growth_charts
from kuaishou.quarters import arithmetic, ceiling_charts
from kuaishou.quarters import charts as quarter_charts

DRAWS = [
    growth_charts.years_chart,
    growth_charts.trends_chart,
    carried_charts.extrapolation_chart,
    quarter_charts.growth_chart,
    quarter_charts.season_chart,
    quarter_charts.forecast_chart,
    ceiling_charts.ceiling_chart,
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
        (carried_charts.extrapolation_chart, "trust-2023-04", "7000"),
        (quarter_charts.growth_chart, "providers-2021-27", "319.8"),
    ],
    ids=lambda x: getattr(x, "__name__", x),
)
def test_words_follow_the_data(draw, claim, value):
    after = draw(with_value(book(), claim, value))
    assert numbers(once(draw).alt) != numbers(after.alt) and once(draw).svg != after.svg


def test_a_title_does_not_keep_a_finding_that_is_gone():
    high = with_value(book(), "trust-2023-04", "3900")  # a growth of 2%, which nothing overshoots
    assert "came out far too high" in once(carried_charts.extrapolation_chart).title
    assert carried_charts.extrapolation_chart(high).title.startswith("Not every rate")
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
    carried = once(carried_charts.extrapolation_chart).data
    assert set(carried["what"]) > {"figure", "Same yuan each year"}
    assert "figure" in set(carried["what"]) and len(once(quarter_charts.season_chart).data) == 20


def test_the_forecast_chart_sets_the_forecast_against_what_came():
    chart = once(quarter_charts.forecast_chart)
    assert "0.7% too high" in chart.title and "its interval held" in chart.title
    assert chart.data["id"].tolist()[0] == "gmv-2025-q4-v1-0-0"


def words_of(svg: str) -> str:
    """What a drawing says: matplotlib leaves each text as a comment before its glyphs."""
    return "\n".join(re.findall(r"<!-- (.*?) -->", svg, re.S))


def test_each_rule_on_the_chart_has_its_own_error_and_interval():
    chart, rules = once(carried_charts.extrapolation_chart), trends.carried(book())
    for svg in (chart.narrow, chart.wide):
        said = words_of(svg)
        for name in ("trend", "kept"):
            assert f"{rules[name].last.forecast} in 2025, {rules[name].last.times};" in said
        for name in ("step", "early"):
            last = rules[name].last
            assert f"{last.forecast} in 2025, {last.off};" in said and last.interval in said
    assert {"lower", "upper"} <= set(chart.data)


def test_a_fitted_line_shows_its_interval_and_ends_with_its_points():
    chart = once(growth_charts.trends_chart)
    for svg in (chart.narrow, chart.wide):
        assert "(16 to 32%)" in words_of(svg) and "(−97 to 36,435%)" in words_of(svg)
        assert "(8 to 25%)" in words_of(svg), "that of three years, not of sums that share quarters"
    lines = chart.data[chart.data["what"].str.startswith("line")]
    assert lines.groupby("what", sort=False)["period"].agg(list).tolist() == [
        ["2019", "2021"],
        ["2021", "2025"],
        ["2023", "2025"],
    ]


def test_the_ceiling_is_drawn_with_a_rival_that_has_none_and_not_far_beyond_the_data():
    chart = once(ceiling_charts.ceiling_chart)
    assert chart.data["twelve months to"].str[-4:].astype(int).max() == 2028
    rival = chart.data[chart.data["what"] == "last growth kept"]["billion"].tolist()
    kept = arithmetic.growth_kept(book()).growth_per_year
    assert abs(rival[-1] / rival[0] - (1 + kept) ** 3) < 1e-3 and "no ceiling" in words_of(chart.wide)
