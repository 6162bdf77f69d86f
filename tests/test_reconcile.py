"""Definitions, pairs and groups: from the real tables, and from made-up reports."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from functools import reduce
from itertools import combinations

import pytest
from crosscheck import copied, figure, rows_of, shuffled, verdicts
from hypothesis import given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.evidence import judge, reconcile, sources
from claimcheck.register import definitions


@pytest.fixture(scope="module")
def found(book):
    return reconcile.pairs(book)


# definitions


def test_every_scope_and_office_is_mapped(book):
    assert definitions.unmapped(book.definitions, rows_of(book).values()) == []


def test_no_definition_or_office_is_idle(book):
    rows = rows_of(book).values()
    assert set(book.definitions.by_scope) == {(row.metric, row.scope) for row in rows}
    assert set(book.definitions.by_wording) == {row.value for row in rows if row.metric == "role"}


def test_every_pair_of_definitions_has_a_reason_of_its_own(found):
    bare = [pair for pair in found if pair.kind == "definition" and pair.reason == "The definitions differ."]
    assert bare == []


def test_reasons_are_for_definitions_that_occur(book):
    known = {(d.metric, d.definition) for d in book.definitions.by_scope.values()}
    for metric, first, second in book.definitions.reasons:
        assert metric in {name for name, _ in known}
        assert all(not name or (metric, name) in known for name in (first, second)), (metric, first, second)


@pytest.mark.parametrize(
    "metric, first, second",
    [
        ("gmv", "e-commerce GMV", "placed on or directed to partners via the platform"),
        ("gmv", "e-commerce GMV, full year", "e-commerce GMV as reported by the source"),
    ],
)
def test_two_wordings_of_one_quantity_meet(book, metric, first, second):
    scopes = book.definitions.by_scope
    assert scopes[metric, first].definition == scopes[metric, second].definition


@pytest.mark.parametrize(
    "metric, first, second",
    [
        ("dau", "Kuaishou app only, period average", "app and mini programs, period average"),
        ("dau", "Kuaishou app only, period average", "definition not stated; early 2020"),
        ("repurchase_rate", "full-year average", "single month, exceeded"),
        ("market_size", "iiMedia estimate", "KPMG and AliResearch"),
        ("market_size_yoy", "iiMedia estimate", "KPMG and AliResearch"),
        (
            "service_fee_rate",
            "technical service fee (技术服务费), new merchants, lowest, June 2020 policy",
            "service fee (服务费) on one and the same food item",
        ),
    ],
)
def test_two_quantities_of_one_metric_do_not(book, metric, first, second):
    scopes = book.definitions.by_scope
    classes = scopes[metric, first].definition, scopes[metric, second].definition
    assert classes[0] != classes[1] and book.definitions.why_not(metric, *classes)


# pairs


def test_every_pair_is_in_the_result_once(book, found):
    """Must-show 1: by brute force over all rows but those of an article's own page, not through the code's own grouping."""
    expected = set()
    rows = [row for row in rows_of(book).values() if row.id not in sources.copied(book)]
    for a, b in combinations(rows, 2):
        if (a.entity, a.metric) != (b.entity, b.metric):
            continue
        is_dated = a.metric in ("event_date", "publication_date")
        has_periods = a.period_start and b.period_start
        if is_dated or not has_periods or (a.period_start <= b.period_end and b.period_start <= a.period_end):
            expected.add(tuple(sorted((a.id, b.id))))
    same_metric = [pair for pair in found if pair.kind != "metric"]
    assert {(pair.first, pair.second) for pair in same_metric} == expected
    assert len(same_metric) == len(expected) > 1000


def test_every_pair_has_its_code_and_its_reason(found):
    for pair in found:
        assert pair.code in reconcile.CODES
        assert (pair.code == "not_comparable") == bool(pair.kind) == bool(pair.reason)
        assert not pair.kind or pair.kind in reconcile.KINDS


def test_comparable_pairs_are_what_the_intervals_say(book, found):
    """Recomputed from the bounds alone."""
    rows = rows_of(book)
    for pair in found:
        if pair.code == "not_comparable" or rows[pair.first].metric == "role":
            continue
        a, b = rows[pair.first].interval, rows[pair.second].interval
        assert (pair.code == "conflict") == (a.intersect(b) is None)


@pytest.mark.parametrize(
    "first, second, code",
    [
        ("gravity-2021-15", "gmv-2020-caixin", "agree"),
        ("trust-2023-08", "gmv-2018-lieyun", "agree"),
        ("gravity-2021-19", "taobao-live-gmv-2020-scmp", "agree"),
        ("gravity-2021-03", "xiaogu-role-2021-03-ww01", "agree"),
        ("providers-2021-33", "cnnic-live-users-ecommerce-2020-06-30-sina-cnnic46", "conflict"),
        ("gravity-2021-13", "providers-2021-07", "agree"),
        ("newness-2022-03", "116-2022-event-date-2022-09-29-daydaynews-116", "agree"),
    ],
)
def test_pairs_a_reader_would_look_for(found, first, second, code):
    pair = next(p for p in found if {p.first, p.second} == {first, second})
    assert pair.code == code


@pytest.mark.parametrize(
    "first, second, kind",
    [
        ("gravity-2021-15", "gmv-2020-h1-lieyun", "period"),
        ("gravity-2021-42", "dau-2021-q1-cgtn", "definition"),
        ("market-size-2020-iimedia-2021q1", "market-size-2020-zhongshang", "definition"),
        ("market-size-2020-iimedia-2021q1", "market-size-2020-loisinbeijing", "forecast"),
        ("providers-2021-24", "rev-other-2021-q1-cgtn", "metric"),
        ("trust-2023-27", "subsidy-2020-45", "definition"),
        ("providers-2021-27", "gmv-yoy-2021-q1-afpbb", "unit"),
        ("trust-2023-12", "trust-2023-05", "words"),
        ("newness-2022-42", "newness-2022-43", "definition"),
        ("gravity-2021-15", "gmv-target-2020-krasia", "metric"),
        ("providers-2021-33", "cnnic-live-users-all-2020-06-30-sina-cnnic46", "metric"),
        ("gravity-2021-24", "subsidy-2020-40", "metric"),
        ("newness-2022-12", "newness-2022-13", "words"),
    ],
)
def test_near_misses(found, first, second, kind):
    pair = next(p for p in found if {p.first, p.second} == {first, second})
    assert (pair.code, pair.kind) == ("not_comparable", kind)


def test_the_known_contradictions(found):
    """Conflicts between two figures that were looked at; that no other is forgotten is said by `gaps`."""
    assert {(p.first, p.second) for p in found if p.code == "conflict"} >= {
        *(
            (f"cnnic-live-users-ecommerce-2020-06-30-{source}", "providers-2021-33")
            for source in ("sina-cnnic46", "undercode", "dsb", "xinhua", "krasia")
        ),
        ("ecommerce-start-event-date-2018-04-beijing-review", "ecommerce-start-event-date-2018-h2-cheng-speech-2023"),
    }


@pytest.mark.parametrize(
    "value, code",
    [
        ("381.2", "agree"),  # [381.15, 381.25] against [381.15, 381.25]
        ("381", "agree"),  # holds the other
        ("381.3", "by_rounding"),  # [381.25, 381.35]: they share 381.25 only
        ("381.4", "conflict"),
        ("380.7", "conflict"),
    ],
)
def test_agree_by_rounding_conflict(book, value, code):
    changed = replace(book, reported={**book.reported, "made-up": figure(book, "made-up", value)})
    pair = next(p for p in reconcile.pairs(changed) if (p.first, p.second) == ("gmv-2020-caixin", "made-up"))
    assert pair.code == code


@pytest.mark.parametrize(
    ("row_id", "code", "kind"),
    [("116-2022-event-date-2022-09-29-daydaynews-116", "agree", ""), ("gmv-2020-caixin", "not_comparable", "undated")],
)
def test_whether_a_figure_that_has_no_period_is_compared_does_not_hang_on_its_id(book, row_id, code, kind):
    """The day of an event is said by the figure itself; any other figure without a period might be of any."""
    row = book.reported[row_id]
    without = [replace(row, id=name, period_start="", period_end="") for name in ("0-made-up", "z-made-up")]
    changed = replace(book, reported={**book.reported, **{one.id: one for one in without}})
    found = [pair for pair in reconcile.pairs(changed) if row_id in (pair.first, pair.second)]
    assert [(p.code, p.kind) for p in found if {p.first, p.second} & {one.id for one in without}] == [(code, kind)] * 2


# groups


def test_groups_hold_what_all_members_allow(book, found):
    rows, groups = rows_of(book), reconcile.groups(book, found)
    codes = {(p.first, p.second): p.code for p in found}
    assert len(groups) > 100
    for group in groups:
        assert len(group.ids) > 1
        common = reduce(lambda a, b: a and a.intersect(b), (rows[i].interval for i in group.ids))
        assert group.interval == common
        assert (group.code == "conflict") == (common is None)
        assert all(codes[two] != "not_comparable" for two in combinations(group.ids, 2))


def test_comparable_pairs_lie_in_a_group(book, found):
    member = {i: n for n, group in enumerate(reconcile.groups(book, found)) for i in group.ids}
    for pair in found:
        if pair.code != "not_comparable" and rows_of(book)[pair.first].metric != "role":
            assert member[pair.first] == member[pair.second]


def test_the_tightest_interval_is_that_of_the_finest_source(book, found):
    group = next(g for g in reconcile.groups(book, found) if "providers-2021-28" in g.ids)
    finest = book.reported["gmv-2021-q1-reportify-2022q1"]
    assert group.interval == finest.interval and "gmv-2021-q1-afpbb" in group.ids


# order and duplicates


@thorough(8)
@given(st.randoms(use_true_random=False))
def test_order_changes_no_verdict(book, found, order):
    """Must-show 2."""
    mixed = shuffled(book, order)
    assert reconcile.pairs(mixed) == found
    assert reconcile.groups(mixed) == reconcile.groups(book, found)
    assert verdicts(mixed) == verdicts(book)


def test_order_does_not_change_the_rows_named(book):
    first = judge.evidence(book)
    import random

    for claim_id, second in judge.evidence(shuffled(book, random.Random(7))).items():
        assert set(second.rows) == set(first[claim_id].rows)


@thorough(40)
@given(st.data())
def test_a_duplicate_report_changes_no_verdict(book, data):
    """Must-show 2: the same source told twice is one source."""
    row_id = data.draw(st.sampled_from(sorted(book.reported)))
    twice = replace(book, reported=copied(book.reported, row_id))
    assert verdicts(twice) == verdicts(book)
    assert [g.code for g in reconcile.groups(twice) if row_id in g.ids and len(g.ids) > 2] == [
        g.code for g in reconcile.groups(book) if row_id in g.ids
    ]


def test_duplicates_of_every_witness_change_no_verdict(book):
    witnesses = {row for verdict in judge.evidence(book).values() for row in verdict.rows if row in book.reported}
    table = book.reported
    for row_id in sorted(witnesses):
        table = copied(table, row_id)
    assert len(table) > len(book.reported) + 50
    assert verdicts(replace(book, reported=table)) == verdicts(book)


def test_a_duplicate_claim_changes_no_verdict_of_the_others(book):
    table = dict(book.claims)
    for claim_id in list(table):
        article, number = claim_id.rsplit("-", 1)
        table[f"{article}-9{number}"] = replace(table[claim_id], id=f"{article}-9{number}")
    after = verdicts(replace(book, claims=table))
    assert {claim_id: after[claim_id] for claim_id in book.claims} == verdicts(book)


# speed


def test_it_is_fast(book):
    start = time.perf_counter()
    reconcile.pairs(book)
    judge.evidence(book)
    assert time.perf_counter() - start < 2


def test_counts(book, found, denominator):
    count = Counter(p.code for p in found)
    denominator(f"cross-check: {len(found)} pairs, " + ", ".join(f"{count[c]} {c}" for c in reconcile.CODES))
