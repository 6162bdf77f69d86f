"""Charts of the gravity-2021 chapter: words and rows computed from the data, nothing wrong in the drawing."""

from __future__ import annotations

import pytest
from chart_checks import moved, numbers

from kuaishou.articles import gravity_2021 as charts

DRAWS = (charts.revenue, charts.growth, charts.rivals)


@pytest.mark.parametrize("draw", DRAWS, ids=lambda draw: draw.__name__)
def test_a_chart_is_sound(draw, book):
    chart = draw(book)
    assert chart.faults == ()
    assert len(chart.data) == 3
    assert len(chart.alt) > 80 and not set(chart.data["id"]) & set(chart.source.split())


# a claim that is drawn -> another value; the words that must change with it
@pytest.mark.parametrize(
    "draw, claim_id, value",
    [
        (charts.revenue, "gravity-2021-22", "7.3"),
        (charts.growth, "gravity-2021-16", "597"),
        (charts.rivals, "gravity-2021-15", "3712"),
    ],
    ids=lambda x: getattr(x, "__name__", x),
)
def test_words_follow_the_data(draw, claim_id, value, book):
    assert numbers(draw(book).alt) != numbers(draw(moved(book, claim_id, value)).alt)


def test_the_share_in_the_title_is_the_printed_one(book):
    assert "were 6.3% of revenue" in charts.revenue(book).title
    assert "were 7.3% of revenue" in charts.revenue(moved(book, "gravity-2021-22", "7.3")).title


def test_whether_the_growth_fits_is_computed(book):
    assert "growth lies inside what" in charts.growth(book).title
    assert "growth reaches beyond what" in charts.growth(moved(book, "gravity-2021-17", "542.5")).title


def test_the_side_of_taobao_live_is_computed(book):
    assert "lay below Taobao Live" in charts.rivals(book).title
    assert "lay beside Taobao Live" in charts.rivals(moved(book, "gravity-2021-15", "4812")).title
