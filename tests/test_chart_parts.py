"""Rows of intervals as several chapters draw them."""

from __future__ import annotations

from fractions import Fraction

from claimcheck.charts.parts import BILLION, claim_row, frame, relation_row, spoken


def test_words_of_rows_come_from_the_register(book):
    gmv = claim_row(book, "gravity-2021-15", "x", BILLION)
    assert (gmv.text, gmv.value) == ("381.2 billion CNY (381.15 to 381.25)", Fraction("381.2"))
    assert claim_row(book, "gravity-2021-19", "x", BILLION).text == "over 400 billion CNY"
    assert claim_row(book, "gravity-2021-38", "x", 10**6).text == "18.0 to 20.0 million persons"
    assert relation_row(book, "gravity-2021-r59", "x").text == "2"


def test_a_bound_keeps_one_end_only(book):
    most = relation_row(book, "gravity-2021-r30", "x", bound="at_most")
    assert most.interval.lower is None and most.interval.upper == book.relations["gravity-2021-r30"].result.upper
    least = relation_row(book, "gravity-2021-r30", "x", bound="at_least")
    assert least.interval.upper is None and least.value is None


def test_frame_and_spoken_say_the_same_rows(book):
    rows = [
        claim_row(book, "gravity-2021-15", "Kuaishou,\n2020", BILLION),
        claim_row(book, "gravity-2021-19", "Taobao Live", BILLION),
    ]
    assert (
        spoken(rows)
        == "Kuaishou, 2020: 381.2 billion CNY (381.15 to 381.25) (printed); Taobao Live: over 400 billion CNY (printed)"
    )
    table = frame(rows)
    assert list(table["what"]) == ["Kuaishou, 2020", "Taobao Live"]
    assert table["upper"].isna().tolist() == [False, True]
