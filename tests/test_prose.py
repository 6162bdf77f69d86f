"""Figures and results as a sentence carries them: as printed, in a unit that shows their digits, words as words."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from claimcheck.pages import answers, prose
from claimcheck.pages.appendix import claims_table
from claimcheck.printed.interval import Interval
from claimcheck.register.records import Answer


@pytest.mark.parametrize(
    ("row_id", "text"),
    [
        ("gravity-2021-15", "381.2 billion CNY (3812億元)"),
        ("subsidy-2020-40", "as low as 1%"),  # 低至: the lowest of a range, told as good news
        ("subsidy-2020-41", "at least 100,000"),
        ("subsidy-2020-44", "at least 500 CNY (500元以上)"),
        ("subsidy-2020-45", "多为三四线人群"),  # a majority in words: no share is printed
        ("trust-2023-08", "97 million CNY (0.97億元)"),
        ("newness-2022-36", "落后于"),
    ],
)
def test_a_claim_is_quoted_as_it_is_printed(book, row_id, text):
    assert prose.figure(book.claims[row_id]) == text


def test_a_day_has_one_form_whichever_its_source_has(book):
    days = {row.printed: prose.figure(row) for row in book.reported.values() if row.unit == "date"}
    assert (days["June 16"], days["October 29th"], days["1 March"]) == ("16 June", "29 October", "1 March")
    assert days["November 2021"] == "November 2021", "a year is no day"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Fraction(797_000_000), "CNY", "797 million CNY"),
        (Fraction(12_340_000), "CNY", "12.3 million CNY"),
        (Fraction(173), "CNY", "173 CNY"),
        (Fraction(257_700_000), "persons", "258 million"),
        (Fraction(1_011_000_000), "persons", "1.01 billion"),
        (Fraction(20_000), "persons", "20,000"),
        (Fraction(-5, 10), "percent", "\N{MINUS SIGN}0.50%"),
    ],
)
def test_a_number_stands_in_a_unit_that_shows_its_digits(value, unit, text):
    assert prose.rounded(value, unit) == text


def test_a_figure_printed_twice_stands_once_in_a_row_of_answers(book):
    claims = ("subsidy-2020-47", "subsidy-2020-48", "subsidy-2020-49")  # 2%, 8%, 8%
    row = Answer("a-fees", claims, "Fees", "so it is", "so it is", None)
    shown = answers.Answers(book, (row,))._repr_html_()
    assert re.findall(r'claims\.html#([\w-]+)" [^>]*>([^<]*)</a>', shown) == [(claims[0], "2%"), (claims[1], "8%")]


def test_a_claim_whose_amount_is_lost_shows_what_is_left(book):
    assert ">GMV突破</a>" in claims_table(book, [book.claims["newness-2022-53"]])._repr_html_()


def test_a_table_shows_what_is_printed_and_beside_it_how_it_is_read(book):
    torn, title = claims_table(book, [book.claims[i] for i in ("newness-2022-30", "trust-2023-01")]).rows
    assert ">9.营收来源的快手8%</a>" in torn[0].text and torn[1] == "9.8%"
    assert ">半邊天</a>" in title[0].text and title[1] == "half the sky (半邊天)"


@pytest.mark.parametrize(
    ("towards", "value", "text"),
    [
        (prose.DOWN, Fraction(1875, 100) * 10**9, "18.7 billion CNY"),
        (prose.UP, Fraction(1875, 100) * 10**9, "18.8 billion CNY"),
        (prose.NEAREST, Fraction(1875, 100) * 10**9, "18.8 billion CNY"),
        (prose.DOWN, Fraction(-1234, 100) * 10**9, "\N{MINUS SIGN}12.4 billion CNY"),
    ],
)
def test_a_bound_is_rounded_outward(towards, value, text):
    assert prose.rounded(value, "CNY", towards=towards) == text


def test_a_floor_is_rounded_down_and_a_ceiling_up(book):
    one_sided = [
        r for r in book.relations.values() if isinstance(r.result, Interval) and r.result.width is None and r.point
    ]
    assert one_sided
    for relation in one_sided:
        found = relation.result
        text = prose.result(relation)
        if found.upper is None and found.lower is not None and isinstance(relation.point, Fraction):
            assert text.endswith(prose.rounded(found.lower, relation.unit, towards=prose.DOWN))
            assert text.startswith(("over", "at least"))
