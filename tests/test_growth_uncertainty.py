"""How sure the growth chapters are: intervals of what was carried on, lines in yuan, digits that rounding leaves."""

from __future__ import annotations

import re
from html import unescape

from trend_cases import near

from claimcheck.trends.rates import yearly
from kuaishou import gmv
from kuaishou.growth import tables as growth_tables
from kuaishou.growth import trends
from kuaishou.quarters import arithmetic


def text(html: str) -> str:
    return re.sub("<[^>]*>", "", unescape(html)).strip()


def test_the_line_in_yuan_misses_by_less_than_the_constant_rate(book):
    found = trends.spans(book)
    near(found["yuan"].misses / 1e9, 19.0151, 1e-4)
    near(found["years"].misses / 1e9, 59.1826, 1e-4)
    assert found["longer"].fit.r_squared < min(found[name].fit.r_squared for name in ("late", "years", "two"))


def test_a_rate_of_the_half_years_is_the_printed_one_or_in_the_digits_that_rounding_leaves(book):
    table = growth_tables.halves(book).table
    rates = {cells[0]: text(cells[2].text) for cells in table.rows}
    assert (rates["H1 2023"], rates["H1 2020"], rates["H2 2020"], rates["H2 2021"]) == (
        "◆\u00a0+33.8%",
        "about +3,100%computed",
        "+383%computed",
        "+53.2%computed",
    )


def test_the_intervals_of_the_rules_were_too_wide_to_be_wrong(book):
    rules = trends.carried(book)
    held = {name: set(rule.table["inside"]) for name, rule in rules.items()}
    assert held == {"trend": {True}, "kept": {None}, "step": {True}, "early": {True}, "stay": {True}}
    assert rules["step"].last.interval == "1,211 to 2,630" and rules["early"].last.interval == "−322 to 3,495"
    assert (rules["trend"].last.interval, rules["kept"].last.interval) == ("excludes nothing", "none")


def test_rates_kept_for_one_year_are_listed():
    assert trends.listed(["35% high", "1% high", "2% high"]) == "35, 1 and 2% high"
    assert (trends.too("35% high"), trends.too("4.3 times")) == ("35% too high", "4.3 times")
    assert trends.listed(["35% high", "1% low"]) == "35% high and 1% low"
    assert trends.listed(["3.1 times", "2.5 times"]) == "3.1 times and 2.5 times"


def test_the_last_quarter_fits_its_year(book):
    near(float(gmv.last_by_difference(book).value) / 1e9, 521.9, 1e-4)
    assert gmv.last_by_difference(book).interval.meets(gmv.reported(book, gmv.QUARTER).points[-1].interval)


def test_growth_rose_for_a_while_late_in_2022_and_in_2023_and_2025(book):
    halves = {period: float(rate) for period, (rate, _) in yearly(gmv.halves(book)).items()}
    quarters = arithmetic.year_on_year(book).set_index("period")["growth"]
    assert quarters["2022Q4"] > quarters["2022Q3"]
    for year in (2023, 2025):
        assert halves[f"{year}H1"] > halves[f"{year - 1}H2"]
        assert quarters[f"{year}Q2"] > quarters[f"{year - 1}Q4"]
