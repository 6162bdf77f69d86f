"""Growth rates reported elsewhere, recomputed from the levels reported elsewhere."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from claimcheck.evidence import growth_rates
from claimcheck.printed.figures import figure_from_columns


def test_growth_rates_recompute_or_are_listed(book):
    """Must-show 4: with the guard that fails once a listed rate recomputes."""
    assert list(growth_rates.faults(book)) == []
    table = growth_rates.growth_table(book)
    rates = [r.id for r in book.reported.values() if r.metric.endswith("_yoy")]
    assert [found.rate for found in table] == rates and len(rates) > 150
    for found in table:
        assert bool(found.levels) == (found.code != growth_rates.NO_LEVELS)
        assert found.reason or found.code in ("reproduced", "within_rounding")


def test_growth_is_recomputed_from_levels_of_the_right_periods(book):
    for found in growth_rates.growth_table(book):
        rate = book.reported[found.rate]
        for ids, period in zip(
            found.levels,
            ((rate.period_start, rate.period_end), growth_rates.year_before(rate.period_start, rate.period_end)),
        ):
            assert {(book.reported[i].period_start, book.reported[i].period_end) for i in ids} == {period}
            assert {book.reported[i].metric + "_yoy" for i in ids} == {rate.metric}


def test_a_known_growth_rate_by_hand(book):
    """2225 over 1758 (1e8 CNY), Q3 2022, printed 26.6%."""
    found = next(f for f in growth_rates.growth_table(book) if f.rate == "gmv-yoy-2022-q3-company")
    low, high = (Fraction(22245, 17585) - 1) * 100, (Fraction(22255, 17575) - 1) * 100
    assert found.code == "reproduced" and (found.result.lower, found.result.upper) == (low, high)


def test_a_wrong_growth_rate_is_found(book):
    row = book.reported["gmv-yoy-2022-q3-company"]
    wrong = replace(row, value="31.6", figure=figure_from_columns("31.6", "percent"))
    changed = replace(book, reported={**book.reported, row.id: wrong})
    assert [rate for rate, _ in growth_rates.faults(changed)] == [row.id]
    listed = replace(changed, growth_exceptions={row.id: "misprint"})
    assert list(growth_rates.faults(listed)) == []
    assert next(f for f in growth_rates.growth_table(listed) if f.rate == row.id).reason == "misprint"


def test_an_exception_no_longer_needed_is_found(book):
    changed = replace(book, growth_exceptions={"gmv-yoy-2022-q3-company": "it did not"})
    assert [rate for rate, _ in growth_rates.faults(changed)] == ["gmv-yoy-2022-q3-company"]


def test_leap_days_have_a_year_before():
    assert growth_rates.year_before("2024-02-01", "2024-02-29") == ("2023-02-01", "2023-02-28")
