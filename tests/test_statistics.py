"""Counts of claims by kind: complete, each claim once, and lists and dates apart from money."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from claimcheck.evidence.standing import Standing, standing
from claimcheck.evidence.statistics import KINDS, by_kind, in_digits, kind_of
from claimcheck.loading import load


def test_every_claim_is_counted_once(book):
    rows = by_kind(book)
    assert [row.kind for row in rows] == list(KINDS)
    assert sum(row.claims for row in rows) == len(book.claims)
    for row in rows:
        assert list(row.standings) == list(Standing) and sum(row.standings.values()) == row.claims
        assert row.in_digits <= row.claims >= row.recomputed


def test_kinds_are_those_of_the_metrics(book):
    assert {metric.kind for metric in book.metrics.values()} <= set(KINDS)


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("gravity-2021-15", "money"),
        ("gravity-2021-17", "growth"),
        ("gravity-2021-22", "share"),
        ("providers-2021-33", "audience"),
        ("gravity-2021-24", "fee"),
        ("providers-2021-64", "count"),
        ("providers-2021-01", "date"),
        ("providers-2021-57", "list"),
        ("providers-2021-03", "office"),
        ("providers-2021-11", "words"),  # grew strongly: its metric is of growth
        ("providers-2021-30", "words"),
    ],
)
def test_kind_of_a_claim(book, claim, kind):
    assert kind_of(book, book.claims[claim]) == kind


def test_words_with_a_number_keep_the_kind_of_their_metric(book):
    claim = replace(book.claims["providers-2021-21"], kind="words")  # over half of revenue
    assert kind_of(book, claim) == "share" and kind_of(book, replace(claim, unit="text")) == "words"
    assert kind_of(book, replace(claim, kind="role")) == "office"


@pytest.mark.parametrize(
    ("claim", "digits"),
    [
        ("gravity-2021-20", True),  # 達37億
        ("providers-2021-68", True),  # 10億元級
        ("newness-2022-30", True),  # 9.8%, put together from two parts
        ("providers-2021-40", False),  # 萬億級別, read back
        ("subsidy-2020-01", False),  # 百亿
        ("providers-2021-57", False),  # 五大
    ],
)
def test_what_is_printed_in_digits(book, claim, digits):
    assert in_digits(book.claims[claim]) is digits


def test_the_tiny_package(tiny):
    book = load(tiny.write().root, tiny.articles)
    money = by_kind(book)[0]  # all its metrics are of money
    assert money.claims == len(book.claims) and money.in_digits == len(book.claims) - 1  # 兩本書
    targets = {
        r.target
        for r in book.relations.values()
        if r.role == "check" and r.verdict and r.verdict.code != "not_computable"
    }
    assert money.recomputed == len(targets - {""})
    for way in Standing:
        assert money.standings[way] == sum(standing(book, i) is way for i in book.claims)


def test_only_the_claims_given_are_counted(book):
    figures = [claim for claim in book.claims.values() if in_digits(claim)]
    rows = by_kind(book, figures)
    assert sum(row.claims for row in rows) == len(figures) and all(row.in_digits == row.claims for row in rows)
    assert all(not any(row.standings.values()) for row in by_kind(book, ()))


def test_a_relation_that_counts_a_list_recomputes_nothing(book):
    lists = next(row for row in by_kind(book) if row.kind == "list")
    counted = [
        i
        for i in book.claims
        if book.claims[i].metric == "list_count" and any(r.role == "list" for r in book.targeting(i))
    ]
    assert counted and lists.recomputed < len(counted)


def test_statistics_need_no_pandas():
    code = "import sys, claimcheck.evidence.statistics; sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
