"""Growth rates reported elsewhere, recomputed from the levels reported elsewhere."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from claimcheck.evidence import growth_rates, sources
from claimcheck.loading import examine
from claimcheck.printed.figures import figure_from_columns
from claimcheck.printed.interval import Interval


def test_growth_rates_recompute_or_are_listed(book):
    """Must-show 4: with the guard that fails once a listed rate recomputes."""
    assert list(growth_rates.faults(book)) == []
    table = growth_rates.growth_table(book)
    rates = [r.id for r in sources.elsewhere(book) if r.metric.endswith("_yoy")]
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
    ((rate, why),) = growth_rates.faults(changed)
    assert rate == row.id and why.startswith("printed [31.55, 31.65], recomputed (")
    assert why.endswith("; no exception says why")
    listed = replace(changed, growth_exceptions={row.id: "misprint"})
    assert list(growth_rates.faults(listed)) == []
    assert next(f for f in growth_rates.growth_table(listed) if f.rate == row.id).reason == "misprint"


def test_an_exception_no_longer_needed_is_found(book):
    for rate in ("gmv-yoy-2022-q3-company", "no-rate-at-all"):
        changed = replace(book, growth_exceptions={rate: "it did not"})
        assert list(growth_rates.faults(changed)) == [(rate, "an exception that is not needed")]


def test_leap_days_have_a_year_before():
    assert growth_rates.year_before("2024-02-01", "2024-02-29") == ("2023-02-01", "2023-02-28")
    assert growth_rates.year_before("2023-02-28", "2023-12-31") == ("2022-02-28", "2022-12-31")


# the rule, on made-up sources

NOW, BEFORE = ("2020-01-01", "2020-12-31"), ("2019-01-01", "2019-12-31")


@pytest.fixture
def recomputed(tiny):
    """The growth of 2020 against levels of 2020 and 2019, each (value in 1e8 CNY, kind of source, more)."""
    (example,) = tiny.tables["reported.csv"]
    tiny.tables["conflicts.csv"] = []
    of_rates = {"metric": "gmv_yoy", "scope": "all", "expected": "yes"}
    tiny.tables["definitions.csv"].append(of_rates)

    def found(printed, now=(), before=(), definition="gmv", unit="percent", **of_rate):
        of_rates["definition"] = definition
        next(m for m in tiny.tables["metrics.csv"] if m["metric"] == "gmv_yoy")["unit"] = unit
        tiny.tables["reported.csv"] = [
            example
            | {"id": f"{name}-{n}", "value": value, "printed": f"{value}億元", "unit": "1e8 CNY", "qualifier": ""}
            | {"period_start": first, "period_end": last, "source_kind": kind}
            | dict(*more)
            for name, (first, last), rows in (("now", NOW, now), ("before", BEFORE, before))
            for n, (value, kind, *more) in enumerate(rows)
        ]
        rate = {"id": "rate", "metric": "gmv_yoy", "value": printed, "unit": unit, "qualifier": ""}
        rate |= {"printed": printed + {"percent": "%", "times": "倍"}[unit], **of_rate}
        tiny.tables["reported.csv"].append(example | rate)
        tiny.write()
        register, _ = examine(tiny.root, tiny.articles)
        (only,) = growth_rates.growth_table(register)
        return only

    return found


@pytest.mark.parametrize(
    ("printed", "now", "before", "code", "levels"),
    [
        ("50", "120", "80", "reproduced", "now-0/before-0"),
        ("49.1", "120", "80", "within_rounding", "now-0/before-0"),  # 119.5 / 80.5 is 48.4% more, 120.5 / 79.5 51.6%
        ("48", "120", "80", "within_rounding", "now-0/before-0"),
        ("47", "120", "80", "not_reproduced", "now-0/before-0"),
        ("50", "", "80", "no_levels", ""),
        ("50", "120", "", "no_levels", ""),
        ("50", "120", "0", "no_levels", ""),  # the year before may be nought
    ],
)
def test_a_rate_follows_from_the_levels_or_does_not(recomputed, printed, now, before, code, levels):
    found = recomputed(printed, [(now, "news")] if now else (), [(before, "news")] if before else ())
    assert (found.rate, found.code) == ("rate", code)
    assert "/".join(" ".join(ids) for ids in found.levels) == levels
    assert (found.result is None) == (code == "no_levels") == bool(found.reason)


LEVEL = [("120", "news")], [("80", "news")]


@pytest.mark.parametrize(
    ("levels", "definition", "more", "reason"),
    [
        (((), LEVEL[1]), "gmv", {}, "Sales of goods, 2020: none of this definition found."),
        ((LEVEL[0], ()), "gmv", {}, "Sales of goods, 2019: none of this definition found."),
        (LEVEL, "other", {}, "Sales of goods, 2020: none of this definition found."),
        (LEVEL, "yearly-average", {}, "An average over three years"),
        ((LEVEL[0], [("0", "news")]), "gmv", {}, "No number to compare, or the level of the year before may be zero."),
        (((), ()), "gmv", {"qualifier": "forecast"}, "A forecast; no outcome was found."),
        (LEVEL, "gmv", {"qualifier": "forecast"}, ""),  # of what has come since
        (LEVEL, "gmv", {"printed": "47"}, ""),  # wrong, and no exception says why
    ],
)
def test_why_a_rate_does_not_recompute_is_said(recomputed, tiny, levels, definition, more, reason):
    tiny.tables["metrics.csv"][0]["label"] = "sales of goods"
    found = recomputed(**{"printed": "50"} | more, now=levels[0], before=levels[1], definition=definition)
    assert found.reason.startswith(reason) and bool(found.reason) == bool(reason)


def test_a_level_that_is_no_metric_is_called_by_its_name(recomputed, tiny):
    name = "ad_sales_per_day_yoy"
    tiny.tables["metrics.csv"].append(tiny.tables["metrics.csv"][1] | {"metric": name})
    tiny.tables["definitions.csv"].append({"metric": name, "scope": "all", "definition": "ads", "expected": "yes"})
    assert recomputed("50", metric=name).reason == "Ad sales per day, 2020: none of this definition found."


@pytest.mark.parametrize(
    ("printed", "qualifier", "code"),
    [
        ("50", "over", "undetermined"),  # 48.4% to 51.6%, of which a part is over 50%
        ("48", "over", "reproduced"),
        ("52", "over", "not_reproduced"),
        ("51", "", "within_rounding"),
    ],
)
def test_a_rate_that_is_a_bound_is_judged_as_one(recomputed, printed, qualifier, code):
    levels = ([("120.0", "news")], [("80.0", "news")]) if printed == "48" else LEVEL
    assert recomputed(printed, *levels, qualifier=qualifier).code == code


def test_a_ratio_is_the_quotient_itself(recomputed):
    found = recomputed("1.5", [("120", "news")], [("80", "news")], unit="times")
    assert found.code == "reproduced"
    assert (found.result.lower, found.result.upper) == (Fraction(1195, 805), Fraction(1205, 795))


@pytest.mark.parametrize(
    ("definition", "is_found"),
    [("gmv", True), ("growth", True), ("ratio", True), ("other", False), ("yearly-average", False)],
)
def test_levels_are_of_the_definition_of_the_rate(recomputed, definition, is_found):
    found = recomputed("50", [("120", "news")], [("80", "news")], definition)
    assert bool(found.levels) is is_found


def test_a_level_is_what_all_its_sources_allow_and_where_they_cannot_agree_the_best(recomputed):
    before = [("80", "news")]
    agree = recomputed("50", [("120", "blog"), ("120.4", "news"), ("120.45", "blog")], before)
    assert agree.levels[0] == ("now-1", "now-2", "now-0")  # the best source first, then the narrower
    # 120.445 to 120.45, which all three allow
    assert (agree.result.lower + 100) * Fraction(805, 1000) == Fraction(120445, 1000)
    differ = recomputed("50", [("90", "blog"), ("120", "news"), ("95", "blog")], before)
    assert (differ.result.lower / 100 + 1) * Fraction(805, 10) == Fraction(1195, 10)
    assert differ.code == "reproduced" and differ.levels[0][0] == "now-1"


def test_the_value_of_a_level_is_that_of_its_narrowest_source(recomputed):
    now, before = [("120", "company_release"), ("120.4", "blog")], [("80", "news")]
    assert recomputed("50.5", now, before).code == "reproduced"
    assert recomputed("50.0", now, before).code == "within_rounding"


def test_a_forecast_is_no_level_and_has_none(recomputed):
    forecast = {"qualifier": "forecast"}
    assert recomputed("50", [("120", "news", forecast)], [("80", "news")]).levels == ()
    assert "forecast" in recomputed("50", qualifier="forecast").reason
    assert (
        "2020: none of this definition found" in recomputed("50").reason
        and "2019" in recomputed("50", [("120", "news")]).reason
    )


@pytest.mark.parametrize(
    ("intervals", "common"),
    [
        ([], None),
        ([(1, 3)], (1, 3)),
        ([(1, 3), (2, 4)], (2, 3)),
        ([(1, 2), (3, 4)], None),
        ([(1, 2), (3, 4), (1, 4)], None),  # what contradicts once stays a contradiction
    ],
)
def test_what_all_allow(intervals, common):
    found = growth_rates.common_interval(Interval(Fraction(a), Fraction(b)) for a, b in intervals)
    assert found == (common and Interval(Fraction(common[0]), Fraction(common[1])))


def test_the_message_shows_both(recomputed, tiny):
    found = recomputed("47", [("120", "news")], [("80", "news")])
    register, _ = examine(tiny.root, tiny.articles)
    assert found.message(register) == "printed [46.5, 47.5], recomputed (48.44, 51.58)"
    missing = recomputed("47")
    register, _ = examine(tiny.root, tiny.articles)
    assert missing.message(register) == missing.reason != ""
