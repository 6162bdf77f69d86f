"""The charts of the subsidy-2020 chapter: words computed from the data, nothing lost in drawing."""

from dataclasses import replace
from fractions import Fraction

import pytest
from chart_checks import assert_sound, drawn

from claimcheck.pages.chapter import register
from kuaishou.articles import subsidy_2020

CHARTS = (subsidy_2020.fees, subsidy_2020.session, subsidy_2020.calendar)


@pytest.mark.parametrize("draw", CHARTS)
def test_words_and_rows(draw, monkeypatch):
    chart = drawn(monkeypatch, draw, register())
    assert_sound(chart)
    assert len(chart.alt) > 80 and len(chart.data) >= 2
    assert "subsidy-2020-" in chart.source


def test_title_follows_the_figures():
    book = register()
    relation = book.relations["subsidy-2020-r33"]
    changed = dict(book.relations) | {relation.id: replace(relation, point=Fraction(12))}
    assert "12.0%" in subsidy_2020.fees(replace(book, relations=changed)).title
    assert "12.0%" not in subsidy_2020.fees(book).title


def test_an_open_end_is_said_and_drawn():
    chart = subsidy_2020.fees(register())
    assert list(chart.data["at most"]) == ["yes", "no", "no", "no"]
    assert "at most 99" in chart.alt
