"""`printed` of reported.csv held to `value` and `unit`: what is read, and which mistakes are found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from claimcheck.evidence import sources
from claimcheck.loading import examine
from claimcheck.pages.chapter import register
from claimcheck.printed.figures import split_unit
from claimcheck.register import checks_reported
from claimcheck.register.checks_reported import read, read_date


@pytest.mark.parametrize(
    "printed, value, places, factor, unit",
    [
        ("人民币2,225亿元", "2225", 0, 10**8, "CNY"),
        ("人民244億元", "244", 0, 10**8, "CNY"),
        ("6.260亿", "6.260", 3, 10**8, None),
        ("RMB265.5 billion", "265.5", 1, 10**9, "CNY"),
        ("RMB334 .2 billion", "334.2", 1, 10**9, "CNY"),
        ("CNY 21.9 billion yuan", "21.9", 1, 10**9, "CNY"),
        ("17.0 billion yuan", "17.0", 1, 10**9, "CNY"),
        ("410.2m", "410.2", 1, 10**6, None),
        ("+47.7%", "47.7", 1, 1, "percent"),
        ("36.6 percent", "36.6", 1, 1, "percent"),
        ("降13.5%", "-13.5", 1, 1, "percent"),
        ("3・2倍", "3.2", 1, 1, "times"),
        ("五个百分点", "5", 0, 1, "points"),
        ("142,776", "142776", 0, 1, None),
    ],
)
def test_forms_are_read(printed, value, places, factor, unit):
    found = read(printed)
    assert (found.number, found.place, found.factor, found.unit) == (
        Fraction(value),
        Fraction(1, 10**places),
        factor,
        unit,
    )


@pytest.mark.parametrize(
    "printed",
    [
        "143.4.7 billion yuan",
        "30% year on year.4%",
        "oltre 2 miliardi di yuan",
        "CEO",
        "170 billion yuan to 180 billion yuan",
        "30-40%",
        "",
    ],
)
def test_forms_that_are_not(printed):
    assert read(printed) is None


@pytest.mark.parametrize(
    "printed, first, last",
    [
        ("May 27", "2020-05-27", "2020-05-27"),
        ("23rd December", "2020-12-23", "2020-12-23"),
        ("April 2018", "2018-04-01", "2018-04-30"),
        ("Feb 2018", "2018-02-01", "2018-02-28"),
        ("Q1 2026", "2026-01-01", "2026-03-31"),
        ("2月22日", "2020-02-22", "2020-02-22"),
    ],
)
def test_dates_are_read(printed, first, last):
    assert read_date(printed, "2020-01-01") == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("printed", ["today", "last June", "mid-June", "Maybe 27", "between October 28 and October 31"])
def test_dates_that_are_not(printed):
    assert read_date(printed, "2020-01-01") is None


# planted in a table of one row: 12 billion, 1e9 CNY, "over"


def found(tiny, **cells):
    tiny.row("reported.csv", 2).update(cells)
    tiny.write()
    return [(f.code, f.file, f.row, f.column) for f in examine(tiny.root, tiny.articles)[1]]


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"printed": "120億元", "value": "120", "unit": "1e8 CNY"},
        {"printed": "over 12.0 billion yuan", "value": "12.0"},
        {"printed": "12", "value": "12"},
        {"printed": "RMB 12"},
        {"printed": "121億2000万元", "value": "12120", "unit": "1e6 CNY"},
        {"printed": "dodici miliardi", "read_by": "hand"},
        {"printed": "21 billion", "read_by": "corrected", "note": "Digits swapped, as the next sentence shows."},
        {"printed": "12.5%", "value": "-12.5", "unit": "percent", "note": "printed as a decrease"},
        {"printed": "第四", "value": "4", "unit": "rank", "qualifier": ""},
        {"printed": ">RMB 12bn"},
        {"printed": "超过人民币120亿元", "value": "120", "unit": "1e8 CNY"},
    ],
)
def test_sound_rows_have_no_fault(tiny, cells):
    assert found(tiny, **cells) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"printed": "21 billion"},  # a wrong value
        {"printed": "12.0 billion"},  # a zero dropped from the value
        {"value": "12.0"},  # a zero that is not printed
        {"printed": "12 million"},
        {"printed": "12億元"},
        {"printed": "12%"},
        {"printed": "12.0"},
        {"printed": "121億2500万元", "value": "12120", "unit": "1e6 CNY"},
        {"printed": "over 12 billion", "qualifier": ""},
        {"printed": "about 12 billion"},
        {"printed": "12.5%", "value": "-12.5", "unit": "percent"},
        {"printed": "21 billion", "read_by": "corrected"},  # without a note
    ],
)
def test_a_printed_form_that_is_not_the_value_is_found(tiny, cells):
    assert found(tiny, **cells) == [("printed-differs", "data/reported.csv", 2, "printed")]


@pytest.mark.parametrize(
    "cells, code",
    [
        ({"printed": "dodici miliardi"}, "unread-form"),
        ({"read_by": "hand"}, "needless-hand"),
        ({"printed": "21 billion", "read_by": "hand"}, "needless-hand"),
        ({"read_by": "corrected", "note": "It is not."}, "needless-hand"),
    ],
)
def test_what_a_person_read_is_said_where_needed_and_only_there(tiny, cells, code):
    assert found(tiny, **cells) == [(code, "data/reported.csv", 2, "read_by")]


def test_the_message_says_what_was_read(tiny):
    tiny.row("reported.csv", 2)["printed"] = "RMB12.0 billion"
    tiny.write()
    (fault,) = examine(tiny.root, tiny.articles)[1]
    assert fault.found == "'RMB12.0 billion', which reads as 12.0 1e9 CNY"
    assert fault.expected == "a form of 12 1e9 CNY with the qualifier over"


# the table as it is


def test_every_wrong_digit_in_the_table_is_found():
    """Each value is changed in turn: another last digit, a zero more, a zero less; 252億1700万 says nothing of its last zeros."""
    book = register()
    figures = [r for r in book.reported.values() if r.read_by == "" and r.base_unit not in ("date", "text", "rank")]
    assert len(figures) > 600
    for row in figures:
        digit = str((int(row.value[-1]) + 1) % 10)
        others = [row.value[:-1] + digit]
        if not read(row.printed).is_compound:
            others.append(row.value + ("0" if "." in row.value else ".0"))
        if "." in row.value and row.value.endswith("0") and not read(row.printed).is_compound:
            others.append(row.value[:-1])
        for other in others:
            assert not checks_reported._same_figure(replace(row, value=other), read(row.printed)), (row.id, other)
        assert checks_reported._same_figure(row, read(row.printed)), row.id


def test_rows_read_by_hand_are_few():
    known = register()
    rows = list(known.reported.values())
    assert sum(row.read_by == "hand" for row in rows) < len(rows) / 10
    assert all(row.note for row in rows if row.read_by == "corrected")
    assert all(split_unit(row.unit) and sources.origin_key(known, row) for row in rows)
