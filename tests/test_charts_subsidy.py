"""The charts of the subsidy-2020 chapter: words computed from the data, nothing lost in drawing."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from claimcheck import charts_subsidy
from claimcheck.chapter import register

CHARTS = (charts_subsidy.fees, charts_subsidy.session, charts_subsidy.calendar)


@pytest.mark.parametrize("draw", CHARTS)
def test_words_and_rows(draw):
    chart = draw(register())
    assert len(chart.alt) > 80
    assert len(chart.data) >= 4
    assert all(len(row) for row in chart.data.astype(str).values.ravel())
    assert re.search(r"subsidy-2020-\d\d", chart.source)


def test_title_follows_the_figures():
    book = register()
    relation = book.relations["subsidy-2020-r33"]
    changed = dict(book.relations) | {relation.id: replace(relation, point=Fraction(12))}
    assert "12.0%" in charts_subsidy.fees(replace(book, relations=changed)).title
    assert "12.0%" not in charts_subsidy.fees(book).title


def test_an_open_end_is_said_and_drawn():
    chart = charts_subsidy.fees(register())
    assert list(chart.data["at most"]) == ["yes", "no", "no", "no"]
    assert "at most 99" in chart.alt
