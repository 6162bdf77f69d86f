"""The charts of the newness-2022 chapter: words computed from the data, the claim in the title tested."""

from dataclasses import replace

import pytest
from chart_checks import assert_sound, drawn

from claimcheck.pages.chapter import register
from claimcheck.printed.interval import Interval
from kuaishou.articles import newness_2022

CHARTS = (newness_2022.readings, newness_2022.revenues, newness_2022.slower, newness_2022.festival)


@pytest.mark.parametrize("draw", CHARTS)
def test_words_and_rows(draw, monkeypatch):
    chart = drawn(monkeypatch, draw, register())
    assert_sound(chart)
    assert len(chart.alt) > 80 and len(chart.data) >= 2
    assert "newness-2022-" in chart.source


def test_only_the_whole_reading_fits():
    assert "only 9.8%" in newness_2022.readings(register()).title


def test_titles_turn_with_the_figures():
    book = register()
    changed = dict(book.relations)
    changed["newness-2022-r01"] = replace(changed["newness-2022-r01"], result=Interval.exact(10**10))
    assert "miss" in newness_2022.revenues(replace(book, relations=changed)).title
    assert "contain" in newness_2022.revenues(book).title
