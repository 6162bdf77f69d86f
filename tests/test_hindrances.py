"""Why two figures are not compared: one hindrance after the other put between two that are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.evidence import reconcile
from claimcheck.loading import load
from claimcheck.printed.interval import Interval

YEAR = ("2020-01-01", "2020-12-31")


@pytest.fixture
def made(tiny):
    """121億元 and 120億元, which share 120.5億元."""
    return load(tiny.write().root, tiny.articles)


def said(register, first: dict, second: dict) -> tuple[str, str, str]:
    """How the two stand to each other with these changes: code, kind and reason."""
    items = reconcile.items(register)
    changed = []
    for row_id, cells in (("other-2021-01", dict(first)), ("tiny-2020-01", dict(second))):
        item = items[row_id]
        if name := cells.pop("class", ""):
            cells["definition"] = replace(item.definition, definition=name)
        changed.append(replace(item, **cells))
    pair = reconcile.compare(register, *changed)
    assert (pair.first, pair.second) == ("other-2021-01", "tiny-2020-01")
    return pair.code, pair.kind, pair.reason


@pytest.mark.parametrize(
    ("first", "second", "kind", "reason"),
    [
        ({"interval": None}, {}, "words", "Words, or a lost figure: there is no number to compare."),
        ({}, {"interval": None, "unit": "USD"}, "words", "Words, or a lost figure"),
        ({}, {"unit": "USD", "class": "other"}, "unit", "One is in CNY, the other in USD."),
        ({}, {"class": "other", "nature": "forecast"}, "definition", "The definitions differ."),
        ({}, {"nature": "forecast", "period": None}, "forecast", "One is a forecast or target, the other is given"),
        ({"period": None}, {}, "undated", "One of the two does not say of when it is."),
        ({}, {"period": None}, "undated", "One of the two does not say of when it is."),
        ({"period": None}, {"period": None}, "undated", "Neither says of when it is."),
        ({}, {"period": ("2020-04-01", "2020-06-30")}, "period", "2020 against second quarter of 2020: one is part of"),
        ({"period": ("2020-07-01", "2020-12-31")}, {}, "period", "Second half of 2020 against 2020: one is part of"),
        (
            {},
            {"period": ("2019-01-01", "2020-12-31")},
            "period",
            "2020 against 1 January 2019 to 31 December 2020: one is",
        ),
        ({}, {"period": ("2020-01-01", "2020-01-31")}, "period", "2020 against January 2020: one is part of"),
        ({}, {"period": ("2019-07-01", "2020-06-30")}, "period", "2020 against 1 July 2019 to 30 June 2020: they only"),
        ({}, {"period": ("2020-07-01", "2021-06-30")}, "period", "2020 against 1 July 2020 to 30 June 2021: they only"),
    ],
)
def test_the_first_hindrance_is_told(made, first, second, kind, reason):
    code, found, text = said(made, first, second)
    assert (code, found) == ("not_comparable", kind) and text.startswith(reason)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"nature": "forecast"}, {"nature": "forecast"}),
        ({"metric": "event_date"}, {"metric": "event_date", "period": None}),  # a date is its own period
    ],
)
def test_where_nothing_hinders_the_intervals_decide(made, first, second):
    assert said(made, first, second) == ("by_rounding", "", "")


@pytest.mark.parametrize(
    ("first", "second", "code", "kind"),
    [
        ({"head", "founder"}, {"head"}, "agree", ""),
        ({"head"}, {"founder"}, "not_comparable", "words"),
        ({"head"}, (), "by_rounding", ""),
    ],
)
def test_offices_agree_where_one_is_shared(made, first, second, code, kind):
    found = said(made, {"offices": frozenset(first)}, {"offices": frozenset(second)})
    assert found[:2] == (code, kind) and bool(found[2]) == bool(kind)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (("2020-12-31", "2021-12-31"), True),
        (("2021-01-01", "2021-12-31"), False),
        (("2019-01-01", "2020-01-01"), True),
        (("2019-01-01", "2019-12-31"), False),
        (None, True),
    ],
)
def test_two_figures_may_speak_of_one_time(made, period, expected):
    item = reconcile.items(made)["tiny-2020-01"]
    other = replace(item, period=period)
    assert reconcile.overlap(item, other) is reconcile.overlap(other, item) is expected
    assert reconcile.overlap(replace(item, metric="event_date"), replace(other, metric="event_date"))


@pytest.mark.parametrize(
    ("nature", "qualifier", "is_forecast"), [("forecast", "", True), ("", "forecast", True), ("", "over", False)]
)
def test_a_forecast_is_one_by_its_class_or_its_word(tiny, nature, qualifier, is_forecast):
    tiny.tables["reported.csv"][0]["qualifier"] = qualifier
    next(row for row in tiny.tables["definitions.csv"] if row["scope"] == "all")["nature"] = nature
    found = load(tiny.write().root, tiny.articles)
    assert (reconcile.items(found)["gmv-2020-paper"].nature == "forecast") is is_forecast
    codes = {pair.code for pair in reconcile.comparable(found) if "gmv-2020-paper" in (pair.first, pair.second)}
    assert bool(codes) is not is_forecast


GMV = ("gmv-2020-paper", "other-2021-01", "tiny-2020-01", "tiny-2020-04")


def test_a_group_is_all_that_speaks_of_one_quantity(made):
    days, gmv, *others = reconcile.groups(made)  # by metric
    assert (days.ids, days.metric, days.period) == (("tiny-2020-08", "tiny-2020-09"), "event_date", None)
    assert (gmv.ids, gmv.code, gmv.interval) == (GMV, "conflict", None)
    assert (gmv.entity, gmv.metric, gmv.definition, gmv.period, gmv.unit) == ("Shop", "gmv", "gmv", YEAR, "CNY")
    assert [group.metric for group in others] == ["list_count", "share"]


def test_a_group_is_as_good_as_its_worst_pair_and_holds_what_all_allow(made):
    """Over 12 billion, 120.5 to 121.5 and 119.5 to 120.5, in 1e8 CNY."""
    claims = {name: claim for name, claim in made.claims.items() if name in GMV[:3]}
    (group,) = reconcile.groups(replace(made, claims=claims))
    assert (group.ids, group.code, group.interval) == (GMV[:3], "by_rounding", Interval.exact(12_050_000_000))
