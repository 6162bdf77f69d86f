"""Malformed rows: each kind is one fault with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
import tiny_package
from register_cases import (
    CORRECTIONS,
    EXCLUSIONS,
    OTHER,
    ROW_CASES,
    TINY,
    faults_of,
)

from claimcheck.loading import load
from claimcheck.register.faults import Fault, FaultError


@pytest.mark.parametrize("kind", ROW_CASES)
def test_each_kind_of_malformed_row_makes_one_fault(tiny, kind):
    change, expected = ROW_CASES[kind]
    change(tiny)
    tiny.write()
    found = faults_of(tiny)
    if expected[0].expected is None:  # too long to repeat here
        expected, found = ([replace(f, expected="") for f in faults] for faults in (expected, found))
    assert list(found) == expected


def test_a_duplicate_id_is_a_fault(tiny):
    tiny.tables["claims/other-2021.csv"] *= 2
    tiny.write()
    assert faults_of(tiny) == (Fault("duplicate-id", OTHER, 3, "id", "'other-2021-01'", "a value not used above"),)


def test_claims_stand_in_the_order_of_the_text(tiny):
    rows = tiny.tables["claims/tiny-2020.csv"]
    rows[0], rows[1] = rows[1], rows[0]
    tiny.write()
    assert [(f.code, f.row) for f in faults_of(tiny)] == [("out-of-order", 3)]


def test_an_exclusion_must_not_reach_into_a_claim(tiny):
    quote = tiny.row("claims/tiny-2020.csv", 4)
    tiny.row("exclusions.csv", 3).update(start=quote["start"], end=str(int(quote["start"]) + 2), text="80")
    tiny.write()
    assert faults_of(tiny) == (Fault("overlap", EXCLUSIONS, 3, "start", "29 to 31", "a place outside tiny-2020-03"),)


def test_digits_in_no_claim_and_no_exclusion_are_a_fault(tiny):
    gone = tiny.tables["exclusions.csv"].pop(1)
    tiny.write()
    place = f"'2019' at {gone['start']} to {gone['end']}"
    expected = Fault("uncovered", "data/articles.csv", 2, "runs", place, "a claim or an exclusion that holds it")
    assert faults_of(tiny) == (expected,)


def test_a_figure_that_does_not_parse_is_a_fault(tiny):
    place = int(tiny.row("claims/tiny-2020.csv", 5)["start"])
    tiny.row("claims/tiny-2020.csv", 5).update(
        start=str(place - 2), end=str(place), quote="收益", prefix="", suffix="10"
    )
    tiny.write()
    assert faults_of(tiny) == (
        Fault(
            "unreadable-figure",
            TINY,
            5,
            "quote",
            "'收益'",
            "a figure that reads as 10, or hand in read_by (left over: '收益')",
        ),
    )


def only_last_digit(package):
    """Make the split figure a sound one: its last digit alone."""
    end = int(package.row("claims/tiny-2020.csv", 11)["end"])
    package.row("claims/tiny-2020.csv", 11).update(
        quote="8%", start=str(end - 2), value="8", rounding_unit="1", prefix="", damaged="no"
    )
    package.tables["exclusions.csv"].append(tiny_package._exclusion(3, "9.億"))


@pytest.mark.parametrize(
    ("line", "changes", "expected"),
    [
        (12, {"quote": "30-40家", "value": "30"}, "[29.5, 40.5] items, as '30-40家' reads"),
        (9, {"quote": "3月2日"}, "[2020-03-02, 2020-03-02], as '3月2日' reads"),
    ],
)
def test_a_span_must_be_the_printed_one(tiny, monkeypatch, line, changes, expected):
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    tiny.row("claims/tiny-2020.csv", line).update(changes)
    tiny.write()
    with pytest.raises(FaultError) as raised:
        load(tiny.root)
    assert [(f.code, f.row, f.expected) for f in raised.value.faults if f.code != "qualifier-differs"] == [
        ("value-differs", line, expected)
    ]


def test_a_correction_of_a_sound_figure_is_no_longer_needed(tiny):
    start = int(tiny.row("claims/tiny-2020.csv", 6)["start"])
    tiny.row("corrections.csv", 2).update(
        start=str(start), end=str(start + 4), found="8.3%", read="8.3%", claim="tiny-2020-05"
    )
    only_last_digit(tiny)
    tiny.write()
    assert [(f.code, f.row, f.column, f.found) for f in faults_of(tiny)] == [
        ("correction-not-needed", 2, "guard", "'8.3%'"),
        ("correction-not-needed", 2, "guard", "'tiny-2020-r07'"),
    ]


def test_a_correction_must_make_its_relation_hold(tiny):
    tiny.row("relations.csv", 8)["formula"] = "abs([tiny-2020-10] - [tiny-2020-05]) < 0.001"
    tiny.write()
    assert faults_of(tiny) == (
        Fault(
            "correction-not-confirmed",
            CORRECTIONS,
            2,
            "guard",
            "'tiny-2020-r07'",
            "a relation that holds with the reading",
        ),
    )


def test_an_unparsable_guard_needs_a_claim(tiny):
    tiny.row("corrections.csv", 2).update(claim="", guard="unparsable")
    only_last_digit(tiny)
    tiny.write()
    assert [f.code for f in faults_of(tiny)] == ["guard-without-claim"]
