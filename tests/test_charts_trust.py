"""Charts of the trust-2023 chapter: words and rows computed from the data, floors kept open, nothing wrong in the drawing."""

from __future__ import annotations

import pytest
from chart_checks import moved, numbers

from kuaishou.articles import trust_2023 as charts
from kuaishou.articles.sources import named

DRAWS = (charts.gmv, charts.repurchase, charts.tiers)


@pytest.mark.parametrize("draw", DRAWS, ids=lambda draw: draw.__name__)
def test_a_chart_is_sound(draw, book):
    chart = draw(book)
    assert chart.faults == ()
    assert len(chart.data) >= 3
    assert len(chart.alt) > 80 and not set(chart.data["id"]) & set(chart.source.split())


# a claim that is drawn -> another value; the words that must change with it
@pytest.mark.parametrize(
    "draw, claim_id, value",
    [
        (charts.gmv, "trust-2023-05", "88.4"),
        (charts.repurchase, "trust-2023-14", "66"),
        (charts.tiers, "trust-2023-27", "42"),
    ],
    ids=lambda x: getattr(x, "__name__", x),
)
def test_words_follow_the_data(draw, claim_id, value, book):
    before, after = draw(book), draw(moved(book, claim_id, value))
    assert numbers(before.title) != numbers(after.title)
    assert numbers(before.alt) != numbers(after.alt)


def test_no_growth_is_given_from_the_first_year(book):
    rows = charts.gmv(book).data.set_index("year")
    assert rows["growth"].tolist() == ["", "", "539.5%", "78.4%"]
    assert rows["article"].tolist() == ["trust-2023", "gravity-2021", "gravity-2021", "trust-2023"]


def test_a_rate_is_as_long_as_the_time_it_speaks_of(book):
    rows = charts.repurchase(book).data
    months = ((rows["end"] - rows["start"]) * 12).round().tolist()
    assert months == [12, 6, 12, 1]


def test_what_the_lower_tiers_leave_is_no_more_than_they_leave(book):
    rows = charts.tiers(book).data.set_index("id")
    lower = book.reported["tier-3-down-share-2020-12-questmobile-emarketer"]
    assert rows.loc[lower.id, "kind"] == "recomputed", "a remainder is printed nowhere"
    assert rows.loc[lower.id, "value"] + float(lower.value) == pytest.approx(100)
    assert rows.loc["tier-1-2-share-2020-11-weekinchina", "upper"] == 50, "nearly half is not more than half"


def test_a_source_is_named_with_its_month_or_its_year(book):
    assert named(book, "gmv-2020-caixin", "Caixin") == "Caixin, April 2021"
    assert named(book, "tier-3-down-share-2020-12-questmobile-emarketer", "eMarketer") == "eMarketer, 2021"


def test_no_figure_of_the_text_is_later_than_2021(book):
    """The chapter's title says so; the day of the post is the page's."""
    later = {
        claim.id for claim in book.claims.values() if claim.article == "trust-2023" and claim.period_end > "2021-12-31"
    }
    assert later == {"trust-2023-02"}
