"""The charts of the newness-2022 chapter: words computed from the data, what a title states tested."""

import pytest

from claimcheck.loading import with_value
from claimcheck.pages.chapter import register
from kuaishou.articles import newness_2022


@pytest.mark.parametrize("draw", [newness_2022.readings, newness_2022.growth])
def test_words_and_rows(draw):
    chart = draw(register())
    assert chart.faults == ()
    assert chart.title and len(chart.alt) > 80 and len(chart.data) >= 4
    assert all(words in chart.alt for words in chart.data["in words"])


def test_only_the_whole_reading_fits():
    chart = newness_2022.readings(register())
    assert "only 9.8% gives" in chart.title
    # (1 + 7.1%) times 10.3% over 9.8%, each within its rounding
    first = chart.data.iloc[0]
    assert (first["lower"], first["upper"]) == pytest.approx(
        ((1.0705 * 0.1025 / 0.0985 - 1) * 100, (1.0715 * 0.1035 / 0.0975 - 1) * 100), abs=1e-5
    )


def test_the_title_turns_with_the_figures():
    book = register()
    assert "grew slowest" in newness_2022.growth(book).title
    assert "did not grow slowest" in newness_2022.growth(with_value(book, "newness-2022-35", "12.1")).title
