"""Charts of the gravity-2021 chapter: words computed from the data, intervals and open ends drawn."""

from __future__ import annotations

import warnings

import pytest
from chart_checks import assert_sound, drawn, moved, numbers

from claimcheck.loading import load
from kuaishou.articles import gravity_2021

DRAWS = [gravity_2021.gmv, gravity_2021.total_revenue, gravity_2021.take_rate, gravity_2021.reach]


@pytest.fixture(scope="module")
def book():
    return load()


@pytest.mark.parametrize("draw", DRAWS, ids=lambda draw: draw.__name__)
def test_chart_is_sound(draw, book, monkeypatch):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        assert_sound(drawn(monkeypatch, draw, book))


# a claim that a title depends on -> another value; the words that must change with it
@pytest.mark.parametrize(
    "draw, claim_id, value",
    [
        (gravity_2021.gmv, "gravity-2021-16", "496"),
        (gravity_2021.total_revenue, "gravity-2021-20", "47"),
        (gravity_2021.take_rate, "gravity-2021-20", "47"),
        (gravity_2021.reach, "gravity-2021-42", "5"),
    ],
    ids=lambda x: getattr(x, "__name__", x),
)
def test_words_follow_the_data(draw, claim_id, value, book):
    before, after = draw(book), draw(moved(book, claim_id, value))
    assert numbers(before.title) != numbers(after.title)
    assert numbers(before.alt) != numbers(after.alt)


def test_reported_total_beside_another_revenue_does_not_fit(book):
    assert " fits all" in gravity_2021.total_revenue(book).title
    assert " does not fit all" in gravity_2021.total_revenue(moved(book, "gravity-2021-20", "47")).title


def test_intervals_and_open_ends_are_in_the_rows(book):
    rows = gravity_2021.gmv(book).data.set_index("id")
    assert (rows.loc["gravity-2021-15", "lower"], rows.loc["gravity-2021-15", "upper"]) == (381.15, 381.25)
    taobao = rows.loc["gravity-2021-19"]
    assert taobao["lower"] == 400 and taobao[["upper", "value"]].isna().all()
    rates = gravity_2021.take_rate(book).data.set_index("id")
    assert rates.loc["gravity-2021-r26", ["value", "lower"]].isna().all()
    assert rates.loc["gravity-2021-r26", "in words"].startswith("at most ")
    assert rates.loc["gravity-2021-r29", "in words"].startswith("at least ")
