"""Rows of intervals as several chapters draw them."""

from __future__ import annotations

from fractions import Fraction

import matplotlib.pyplot as plt
import pytest

from claimcheck.charts.parts import BILLION, Row, claim_row, frame, interval_bars, relation_row, sources, spoken
from claimcheck.printed.interval import Interval


@pytest.fixture
def ax():
    fig, ax = plt.subplots()
    yield ax
    plt.close(fig)


def arrows(ax) -> list[tuple[str, float]]:
    """Arrow heads drawn: direction and place on the axis."""
    return [(line.get_marker(), float(line.get_xdata()[0])) for line in ax.lines if line.get_marker() in ("<", ">")]


def hollow(ax) -> list[float]:
    return [
        float(line.get_xdata()[0])
        for line in ax.lines
        if line.get_marker() == "o" and line.get_markerfacecolor() == "white"
    ]


def row(interval: Interval, value=None, kind="printed") -> Row:
    return Row("a", "a-01", kind, interval, value, "words")


def test_words_of_rows_come_from_the_register(book):
    gmv = claim_row(book, "gravity-2021-15", "x", BILLION)
    assert (gmv.text, gmv.value) == ("381.2 billion CNY (381.15 to 381.25)", Fraction("381.2"))
    assert claim_row(book, "gravity-2021-19", "x", BILLION).text == "over 400 billion CNY"
    assert claim_row(book, "gravity-2021-38", "x", 10**6).text == "18.0 to 20.0 million persons"
    assert relation_row(book, "gravity-2021-r59", "x").text == "2"


def test_a_bound_keeps_one_end_only(book):
    most = relation_row(book, "gravity-2021-r30", "x", bound="at_most")
    assert most.interval.lower is None and most.interval.upper == book.relations["gravity-2021-r30"].result.upper
    least = relation_row(book, "gravity-2021-r30", "x", bound="at_least")
    assert least.interval.upper is None and least.value is None


def test_unbounded_side_ends_in_an_arrow_at_the_edge(ax):
    interval_bars(ax, [row(Interval(Fraction(4), None, False)), row(Interval(None, Fraction(3)))], (0, 10))
    assert arrows(ax) == [(">", 10), ("<", 0)]
    assert hollow(ax) == [4]  # the end that is left out; the closed one is filled


def test_bounded_interval_is_drawn_from_end_to_end_without_arrow(ax):
    interval_bars(ax, [row(Interval(Fraction(2), Fraction(5)), Fraction(3))], (0, 10))
    assert not arrows(ax)
    assert [2, 5] in [list(line.get_xdata()) for line in ax.lines]


def test_lower_end_of_nothing_on_a_logarithmic_axis(ax):
    ax.set_xscale("log")
    interval_bars(ax, [row(Interval(Fraction(0), Fraction(5), False))], (0.1, 10))
    assert arrows(ax) == [("<", 0.1)]


def test_legend_names_the_kinds_drawn_and_no_other(ax):
    interval_bars(ax, [row(Interval.exact(2), Fraction(2)), row(Interval.exact(3), Fraction(3), "reported")], (0, 10))
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["printed in the article", "reported elsewhere"]


def test_frame_spoken_and_sources_say_the_same_rows(book):
    rows = [
        claim_row(book, "gravity-2021-15", "Kuaishou,\n2020", BILLION),
        claim_row(book, "gravity-2021-19", "Taobao Live", BILLION),
    ]
    assert (
        spoken(rows)
        == "Kuaishou, 2020: 381.2 billion CNY (381.15 to 381.25) (printed); Taobao Live: over 400 billion CNY (printed)"
    )
    assert sources(rows) == ["gravity-2021-15", "gravity-2021-19"]
    table = frame(rows)
    assert list(table["what"]) == ["Kuaishou, 2020", "Taobao Live"]
    assert table["upper"].isna().tolist() == [False, True]
