"""What to quote: every figure from outside the articles, inside the interval beside it, with what to mind."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from claimcheck.pages.tables import Html
from kuaishou import outlets, quote
from kuaishou.own import figures

PARTS = (quote.GMV, quote.REVENUE, quote.AUDIENCE, quote.MARKET)
ALL = [headline for part in PARTS for headline in part]


def text(cell) -> str:
    return re.sub("<[^>]*>", "", cell.text) if isinstance(cell, Html) else cell


def test_no_article_is_a_source_and_every_source_has_a_name(book):
    for headline in ALL:
        rows = headline.find(book).rows
        assert rows and all(row.id in book.reported for row in rows), headline.name
        assert all(outlets.dated(row) for row in rows)


@pytest.mark.parametrize("headline", ALL, ids=lambda headline: headline.name)
def test_a_figure_lies_inside_the_interval_beside_it(headline, book):
    found = headline.find(book)
    number = lambda words: [Fraction(n.replace(",", "")) for n in re.findall(r"\d[\d,]*\.?\d*", words)]
    (point,), ends = number(quote.figure(found, headline.decimals)), number(quote.interval(found, headline.decimals))
    assert ends[0] <= point <= (ends[1] if len(ends) == 2 else point)


def test_all_years_of_gmv_are_there(book):
    years = [h.name.removeprefix("GMV ") for h in quote.GMV if re.fullmatch(r"GMV \d{4}", h.name)]
    assert years == [str(year) for year in range(2018, 2026)]


def test_what_to_mind_is_short_and_holds_no_result():
    assert all(0 < len(h.mind.split()) <= 12 for h in ALL)
    assert not [h.name for h in ALL if re.search(r"\d", re.sub(r"\b20\d\d\b", "", h.mind))]


def test_other_figures_of_the_same_period_agree(book):
    """What is used is not contradicted by a weaker source."""
    for metric in ("gmv", "gmv_yoy", "revenue_other_services", "revenue_online_marketing"):
        for period, used in figures(book, metric).items():
            for row in book.reported.values():
                if (row.metric, row.entity, row.qualifier) == (
                    metric,
                    "Kuaishou",
                    "",
                ) and row.period_end == used.period_end:
                    same = row.period_start == used.period_start
                    assert not same or row.interval.meets(used.interval), (period, row.id)


def test_the_order_of_the_rows_does_not_matter(book):
    rows = list(book.reported.items())
    random.Random(1).shuffle(rows)
    shuffled = replace(book, reported=dict(rows))
    for headline in ALL:
        ours, theirs = headline.find(book), headline.find(shuffled)
        assert [r.id for r in ours.rows] == [r.id for r in theirs.rows] and ours.interval == theirs.interval


@pytest.mark.parametrize("part", PARTS)
def test_a_table_names_source_kind_and_reading(part, book):
    table = quote.table(book, "What to quote", part)
    assert len(set(table.ids)) == len(table.rows) == len(part)
    for headline, row in zip(part, table.rows, strict=True):
        assert text(row[3]).startswith("◆") and ": " in text(row[3])
        second = any(r.checked == "second_hand" for r in headline.find(book).rows)
        assert ("read second-hand" in text(row[3])) == second
        assert ("claims.html#" in row[0].text) == bool(headline.claims)


# what is minded in words


def test_the_four_quarters_of_2021_add_up_to_the_year_and_the_first_is_the_smallest(book):
    gmv = figures(book, "gmv")
    quarters = [gmv[f"2021Q{k}"] for k in (1, 2, 3, 4)]
    total = quarters[0].interval
    for row in quarters[1:]:
        total = total + row.interval
    assert total.meets(gmv["2021"].interval)
    assert min(quarters, key=lambda row: row.value_base) is quarters[0]


def test_no_gmv_of_kuaishou_is_later_than_2025_and_no_buyers_later_than_their_headline(book):
    ends = lambda metric: max(
        r.period_end for r in book.reported.values() if (r.metric, r.entity) == (metric, "Kuaishou")
    )
    assert (ends("gmv"), ends("paying_users_ecommerce")) == ("2025-12-31", "2025-06-30")
