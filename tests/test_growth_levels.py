"""Which level a growth rate is recomputed from: what all its sources allow, and where they differ the best of them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from crosscheck import figure

from claimcheck.evidence.growth_rates import _Level, _narrower, common_interval
from claimcheck.printed.figures import figure_from_columns
from claimcheck.printed.interval import Interval


def span(low: int, high: int | None) -> Interval:
    return Interval(Fraction(low), None if high is None else Fraction(high))


@pytest.mark.parametrize(
    ("intervals", "common"),
    [
        ([], None),
        ([span(1, 4)], span(1, 4)),
        ([span(1, 4), span(2, 9), span(0, 3)], span(2, 3)),
        ([span(1, 2), span(3, 4), span(1, 4)], None),  # what follows a contradiction does not heal it
        ([span(1, 2), span(3, 4), span(3, 4)], None),
    ],
)
def test_what_all_sources_allow(intervals, common):
    assert common_interval(intervals) == common


def source(book, name: str, value: str, kind: str = "news", **more):
    return figure(book, name, value, source_kind=kind, source_url=f"https://{name}.example/", **more)


def test_where_sources_agree_the_finest_gives_the_value(book):
    rows = [source(book, "rough", "381"), source(book, "fine", "381.2"), source(book, "blog", "381.24", "blog")]
    level = _Level(rows)
    assert level.interval == rows[2].interval and level.value == rows[2].value_base
    assert level.ids == ("fine", "rough", "blog"), "the best sources first, the finer of equals before the rougher"


def test_where_they_contradict_each_other_the_best_counts(book):
    rows = [source(book, "blog", "390.0", "blog"), source(book, "company", "381.2", "company_release")]
    for order in (rows, rows[::-1]):
        level = _Level(order)
        assert level.ids == ("company", "blog")
        assert (level.interval, level.value) == (rows[1].interval, rows[1].value_base)


def test_an_open_bound_comes_behind_every_width(book):
    bounded, unbounded = (source(book, name, "381") for name in "ba")
    unbounded = replace(unbounded, figure=figure_from_columns("381", unbounded.unit, "超"))
    assert sorted([unbounded, bounded], key=_narrower) == [bounded, unbounded]
    twin = source(book, "a2", "381")
    assert sorted([bounded, twin], key=_narrower) == [twin, bounded], "by id where they are as wide"
