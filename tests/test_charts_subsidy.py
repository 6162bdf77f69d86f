"""The charts of the subsidy-2020 chapter: words computed from the data, nothing lost in drawing."""

from dataclasses import replace
from fractions import Fraction

import pytest

from claimcheck.loading import with_value
from claimcheck.pages.chapter import register
from claimcheck.printed.interval import Interval
from kuaishou.articles import subsidy_2020


@pytest.mark.parametrize("draw", [subsidy_2020.session, subsidy_2020.daily_users])
def test_words_and_rows(draw):
    chart = draw(register())
    assert chart.faults == ()
    assert chart.title and len(chart.alt) > 80 and len(chart.data) >= 4
    assert all(words in chart.alt for words in chart.data["in words"])


def test_the_session_is_told_in_average_days():
    book = register()
    relation = book.relations["cross-r140"]
    changed = replace(relation, point=Fraction(12), result=Interval(Fraction(11), Fraction(13)))
    assert "12 times" in subsidy_2020.session(replace(book, relations={**book.relations, relation.id: changed})).title
    assert "1.6 times" in subsidy_2020.session(book).title


def test_an_average_day_is_the_quarter_over_its_days():
    days = subsidy_2020.session(register()).data.set_index("what")["value"]
    assert days["GMV of an average day, Q1 2020"] == pytest.approx(118.6 / 3.198 / 91, abs=1e-6)


def test_which_count_is_near_is_computed():
    book = register()
    assert subsidy_2020.daily_users(book).title == (
        "Of the half-year averages, 302 million with mini programs is nearer to the printed 300; the app alone had 257.7"
    )
    assert "is not nearer" in subsidy_2020.daily_users(with_value(book, "subsidy-2020-18", "2.4")).title
