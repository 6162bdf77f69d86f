"""The charts of the trust-2023 chapter: words computed from the data, open ends kept open."""

from dataclasses import replace
from fractions import Fraction

import pytest
from chart_checks import assert_sound, drawn

from claimcheck.pages.chapter import register
from kuaishou.articles import trust_2023

CHARTS = (trust_2023.rise, trust_2023.repurchase, trust_2023.sensitivity)


@pytest.mark.parametrize("draw", CHARTS)
def test_words_and_rows(draw, monkeypatch):
    chart = drawn(monkeypatch, draw, register())
    assert_sound(chart)
    assert len(chart.alt) > 80 and len(chart.data) >= 2
    assert "trust-2023-" in chart.source


def test_title_follows_the_figures():
    book = register()
    relation = book.relations["trust-2023-r02"]
    changed = dict(book.relations) | {relation.id: replace(relation, point=Fraction(1234))}
    assert "1,234 times" in trust_2023.rise(replace(book, relations=changed)).title
    assert "1,234 times" not in trust_2023.rise(book).title


def test_the_single_month_has_no_upper_end():
    data = trust_2023.repurchase(register()).data
    assert data["upper"].isna().tolist() == [False, True]


def test_the_model_meets_the_identity():
    """Growth g of each of n factors that multiply makes (1 + g)^n of their product."""
    data = trust_2023.sensitivity(register()).data
    row = data[data["growth of every factor, percent"] == 10].iloc[0]
    assert row["GMV with 3 factors, percent"] == pytest.approx(33.1)
    assert row["GMV with 5 factors, percent"] == pytest.approx(61.051)
