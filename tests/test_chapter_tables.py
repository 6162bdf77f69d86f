"""What a chapter shows besides single results: several in one table, words for intervals, claims used and unused."""

from __future__ import annotations

from fractions import Fraction

import pytest
import site_support as site

from claimcheck.pages import tables
from claimcheck.pages.chapter import check, claim, derive, register, result, show, used
from claimcheck.printed.interval import Interval
from claimcheck.printed.words import range_text

A = "gravity-2021"


@pytest.mark.parametrize(
    "lower, upper, unit, text",
    [
        ("57480000000", "60000000000", "CNY", "57.4 to 60.0 billion CNY"),  # outward, three digits
        (
            "381150000000",
            "381250000000",
            "CNY",
            "381.15 to 381.25 billion CNY",
        ),  # as far as it takes to tell them apart
        (
            "800000000",
            "1200000000",
            "CNY",
            "800 million CNY to 1.20 billion CNY",
        ),  # two magnitudes: each end keeps its words
        ("5.14285", "8", "percent", "5.14 to 8.00%"),
        ("200", "200", "items", "200"),
        ("-3.21", "-1", "percent", "-3.21 to -1.00%"),
    ],
)
def test_an_interval_in_words_never_leaves_a_number_out(lower, upper, unit, text):
    assert range_text(Interval(Fraction(lower), Fraction(upper)), unit) == text


def test_open_ends_of_whole_counts_give_way():
    assert range_text(Interval(Fraction(119), Fraction(128), False, True), "items") == "120 to 128"


def test_one_sided_and_unbounded():
    assert range_text(Interval(Fraction(3), None, False), "percent") == "over 3%"
    assert range_text(Interval(None, None), "percent") == ""


def test_several_results_in_one_table_leave_out_empty_columns():
    share, other, gmv = (claim(f"{A}-{n}") for n in (22, 20, 15))
    plain = show(derive(f"{A}-r18", other / share))
    assert plain.header == ("what is computed", "recomputed") and plain.size == 1
    both = show(check(f"{A}-24", other / gmv), derive(f"{A}-r18", other / share))
    assert both.header == ("what is computed", "printed", "recomputed", "verdict")
    assert both.rows[1][1] == "–" and "reproduced" in both.rows[0][3].text
    assert f'relations.html#{A}-r30"' in both.rows[0][0].text


def test_an_exact_count_shows_no_interval():
    assert show(result(f"{A}-r59")).rows[0][1] == "2 (兩本書)"


def test_ends_in_words():
    found = result(f"{A}-r30")
    assert (found.at_most, found.at_least) == ("0.9839%", "0.9573%")
    assert result(f"{A}-r15").at_most == ""


def test_result_is_the_relation_that_derive_finds():
    assert result(f"{A}-r04") == derive(f"{A}-r04", claim(f"{A}-15") / claim(f"{A}-16"))


def test_constants_that_python_works_out_are_the_registered_ones():
    multiple = claim("trust-2023-10") / claim("trust-2023-08")
    assert derive("trust-2023-r06", multiple ** Fraction(1, 3) - 1) == result("trust-2023-r06")
    with pytest.raises(ValueError):
        derive("trust-2023-r06", multiple ** Fraction(1, 4) - 1)


def test_used_are_the_claims_that_the_source_names(tmp_path):
    (tmp_path / f"{A}.md").write_text(
        f'{{claim}}`{A}-02` and derive("{A}-r18", …), {A}-999, tables.claims_table(book, "{A}")', encoding="utf-8"
    )
    assert used(A, tmp_path) == {f"{A}-02", f"{A}-20", f"{A}-22"}


def test_unused_and_used_are_all_claims_of_the_article():
    named = {f"{A}-02", f"{A}-38"}
    rest = tables.unused_table(register(), A, named)
    own = [c for c in register().claims.values() if c.article == A]
    assert rest.size == len(own) - len(named)
    assert not any(i in row[0].text for row in rest.rows for i in named)


@pytest.mark.parametrize("article", site.ARTICLES)
def test_tables_for_what_stays_open(article):
    all_of_them = tables.conflicts_table(register(), article).size
    assert all_of_them >= tables.conflicts_table(register(), article, severities="1").size
    assert all_of_them == len(
        [c for c in register().conflicts.values() if any(i.startswith(f"{article}-") for i in c.claims)]
    )
