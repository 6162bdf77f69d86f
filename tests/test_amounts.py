"""Arithmetic over figures that remembers them, and the figure to use of each period."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import pytest

from claimcheck.evidence.amounts import Amount, by_period, exact, of, usual_class
from claimcheck.printed.interval import Interval
from kuaishou import gmv
from kuaishou.own import figures


def row(row_id="a", start="2021-01-01", end="2021-12-31", low=9, high=11, **more):
    known = {"source_kind": "news", "checked": "at_source", "qualifier": ""} | more
    interval = Interval(Fraction(low), Fraction(high))
    point = Fraction(low + high, 2)
    return SimpleNamespace(
        id=row_id, period_start=start, period_end=end, interval=interval, operand=interval, operand_point=point, **known
    )


def test_a_quotient_keeps_its_rows_and_carries_the_rounding():
    found = of(row("a", low=9, high=11)) / of(row("b", low=4, high=6))
    assert (found.value, found.interval.lower, found.interval.upper) == (2, Fraction(9, 6), Fraction(11, 4))
    assert [r.id for r in found.rows] == ["a", "b"]


def test_what_two_shares_leave_is_known_as_badly_as_both():
    rest = 1 - of(row("a", low=0, high=Fraction(1, 10))) - of(row("a", low=0, high=Fraction(1, 10)))
    assert rest.interval == Interval(Fraction(8, 10), Fraction(1)) and len(rest.rows) == 1


def test_a_bound_has_no_value_and_no_upper_end():
    bound = SimpleNamespace(id="b", operand=Interval(Fraction(3), None, False), operand_point=Fraction(3))
    less = exact(10) - of(bound)
    assert less.value is None and less.interval.lower is None and less.interval.upper == 7


def test_widened_moves_both_ends_and_nothing_else():
    amount = Amount(Fraction(5), Interval(Fraction(4), Fraction(6)), (row(),))
    wide = amount.widened(Fraction(1))
    assert (wide.value, wide.interval) == (5, Interval(Fraction(3), Fraction(7)))
    assert wide.rows == amount.rows


@pytest.mark.parametrize(
    ("found", "value", "ends"),
    [
        (lambda: exact(10) + 2, 12, (12, 12)),
        (lambda: exact(10) - Fraction(1, 2), Fraction(19, 2), (Fraction(19, 2), Fraction(19, 2))),
        (lambda: of(row(low=9, high=11)) * 2, 20, (18, 22)),
        (lambda: of(row(low=9, high=11)) * of(row(low=2, high=4)), 30, (18, 44)),
        (lambda: of(row(low=9, high=11)) + of(row(low=2, high=4)), 13, (11, 15)),
        (lambda: of(row(low=9, high=11)) / 2, 5, (Fraction(9, 2), Fraction(11, 2))),
        (lambda: 1 - of(row(low=0, high=1)), Fraction(1, 2), (0, 1)),
    ],
)
def test_amounts_reckon_with_value_and_interval(found, value, ends):
    amount = found()
    assert (amount.value, amount.interval) == (value, Interval(*map(Fraction, ends)))


def test_what_has_no_value_gives_none_and_a_text_is_no_amount():
    bound = Amount(None, Interval(Fraction(3), None))
    assert [(exact(1) + bound).value, (bound + exact(1)).value, (bound * bound).value] == [None] * 3
    with pytest.raises(ValueError, match="a is no number"):
        of(SimpleNamespace(id="a", operand=None))


def test_an_amount_is_second_hand_where_one_of_its_figures_is():
    read, heard = of(row("a")), of(row("b", checked="second_hand"))
    assert (read + heard).is_second_hand and not read.is_second_hand and not exact(1).is_second_hand


def test_a_text_and_a_row_without_a_period_are_of_none():
    text = row("text")
    text.interval = None
    assert by_period([text, row("odd", start="2021-01-02")]) == {}


def test_the_figure_of_a_period_is_the_best_and_no_forecast_no_bound_no_odd_span():
    rows = [
        row("blog", source_kind="blog"),
        row("news", source_kind="news"),
        row("second", source_kind="company_release", checked="second_hand"),
        row("forecast", start="2022-01-01", end="2022-12-31", qualifier="forecast"),
        row("months", start="2021-01-01", end="2021-11-30"),
        row("quarter", start="2020-01-01", end="2020-03-31"),
    ]
    assert {period: found.id for period, found in by_period(rows).items()} == {"2020Q1": "quarter", "2021": "news"}
    assert list(by_period(reversed(rows))) == ["2020Q1", "2021"]


def test_figures_of_one_quantity_do_not_mix_its_definitions(book):
    app, both = (figures(book, "dau", definition=name) for name in ("app-only", "app-and-mini"))
    assert set(app) & set(both) and not {r.id for r in app.values()} & {r.id for r in both.values()}
    assert {r.scope for r in app.values()} == {"Kuaishou app only, period average"}


# a part of a quantity


@pytest.fixture
def with_a_part(register):
    """The register, with a figure of GMV of 2024 and a growth in an article that count something else."""
    figure = next(r for r in register.reported.values() if (r.metric, str(r.period_start)) == ("gmv", "2024-01-01"))
    part = replace(figure, id="gmv-part", scope="Taobao Live", value="9.123456", printed="9.123456 billion")
    claim = next(c for c in register.claims.values() if c.metric == "gmv_yoy" and c.entity == "Kuaishou" and c.value)
    growth = replace(claim, id="growth-of-a-part", scope="average yearly growth, three years")
    growth = replace(growth, period_start="2025-07-01", period_end="2025-09-30")
    return replace(
        register,
        reported={part.id: part, **register.reported},
        claims={growth.id: growth, **register.claims},
    )


def test_a_part_of_a_quantity_does_not_stand_for_the_whole(register, with_a_part):
    assert figures(with_a_part, "gmv") == figures(register, "gmv")
    assert [r.id for r in figures(with_a_part, "gmv", "taobao-live").values()] == ["gmv-part"]
    assert gmv.reported(with_a_part).periods == gmv.reported(register).periods
    assert "gmv-part" not in {p.source for p in (*gmv.reported(with_a_part).points, *gmv.reported(with_a_part).others)}
    assert gmv.printed_growth(with_a_part, "2025Q3") == gmv.printed_growth(register, "2025Q3")
    assert usual_class(register, "gmv", "nobody") == ""


def test_a_growth_with_a_word_beside_it_or_fewer_digits_stands_behind_one_with_more(register):
    claim = next(c for c in register.claims.values() if c.metric == "gmv_yoy" and c.value and not c.qualifier)
    found = gmv.printed_growth(register, "2023Q2")
    same = replace(claim, period_start="2023-04-01", period_end="2023-06-30")
    with_digits = lambda name, value, half: replace(
        same, id=name, figure=replace(same.figure, value=value, interval=Interval(value - half, value + half))
    )
    near = replace(with_digits("near", Fraction("38.9"), Fraction("0.01")), qualifier="近")
    coarse = with_digits("coarse", Fraction(39), Fraction("0.5"))
    for other in (near, coarse):
        with_it = replace(register, claims={**register.claims, other.id: other})
        assert gmv.printed_growth(with_it, "2023Q2") == found
    finer = with_digits("finer", Fraction("38.91"), Fraction("0.005"))
    with_it = replace(register, claims={**register.claims, finer.id: finer})
    assert gmv.printed_growth(with_it, "2023Q2").source == "finer"
