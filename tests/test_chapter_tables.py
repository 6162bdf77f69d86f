"""What a chapter shows besides single results: several in one table, claims used and unused."""

from __future__ import annotations

from fractions import Fraction

import pytest
import site_support as site

from claimcheck.pages import tables
from claimcheck.pages.chapter import check, claim, derive, register, result, show, used

A = "gravity-2021"


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
