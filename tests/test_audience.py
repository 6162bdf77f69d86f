"""The audience page: counts are kept apart by what they count, and what is typed still holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from chart_checks import moved

from claimcheck.pages.tables import Html
from kuaishou.audience import arithmetic, charts, tables


def text(cell) -> str:
    return re.sub("<[^>]*>", "", cell.text) if isinstance(cell, Html) else cell


def test_the_quarters_run_to_2026_without_a_gap_from_2021_on(book):
    for metric in ("dau", "mau"):
        found = list(arithmetic.quarters(book, metric))
        assert found == [
            "2020Q2",
            *(f"{y}Q{k}" for y in range(2021, 2027) for k in (1, 2, 3, 4) if (y, k) <= (2026, 2)),
        ]


def test_the_printed_300_million_is_nearer_to_the_count_with_mini_programs(book):
    said = arithmetic.said(book)
    assert (said.alone, said.both) == ("258 to 265 million", "302 to 305 million")
    with pytest.raises(ValueError, match="nearer"):
        arithmetic.said(moved(book, "subsidy-2020-18", "2.6"))


def test_buyers_are_set_over_the_monthly_users_of_their_own_quarter(book):
    found = {
        arithmetic.when(row): arithmetic.share(arithmetic.part_buying(book, row)) for row in arithmetic.buyers(book)
    }
    assert found == {
        "Q3 2022": "over 15.9%",
        "Q2 2024": "19%",
        "Q3 2024": "19%",
        "Q4 2024": "19%",
        "Q1 2025": "19%",
        "Q2 2025": "19%",
    }


def test_buyers_of_earlier_quarters_follow_from_the_growth_a_year_later(book):
    rows = [[text(cell).replace("\xa0", " ") for cell in row[:3]] for row in tables.buyers_table(book).rows]
    assert rows[1:5] == [
        ["Q2 2023", "≈ 115", "17%"],
        ["Q3 2023", "≈ 119", "17%"],
        ["Q4 2023", "≈ 130", "19%"],
        ["Q1 2024", "≈ 126", "18%"],
    ]


def test_millions_keep_the_printed_digits(book):
    shown = {
        i: arithmetic.millions(book.reported[i])
        for i in ("dau-2024-q4-company", "buyers-2025-q1-broker", "dau-2020-h1-lieyun")
    }
    assert list(shown.values()) == ["401.0", "135", "302"]


def test_a_row_of_users_says_what_is_counted_and_whose_it_is(book):
    rows = [[text(cell) for cell in row] for row in tables.users_table(book).rows]
    assert len({(row[0], row[3]) for row in rows}) == len(rows)
    assert [row[1:4] for row in rows if row[0] == "H1 2020"] == [
        ["302", "776", "app and mini programs"],
        ["257.7", "485", "app alone"],
    ]
    assert rows[-1][:3] == ["Q2 2026", "412.3", "797"] and "read second-hand" in rows[-1][4]


def test_viewers_of_both_kinds_stand_beside_each_other(book):
    rows = {text(row[0]): [text(cell) for cell in row[1:3]] for row in tables.viewers_table(book).rows}
    assert rows["Jun 2020"] == ["562", "309"] and rows["Jun 2019"] == ["433", "–"]
    assert rows["Dec 2022"] == ["751", "≈\xa0514"]  # the page prints the share and not the count


def test_every_repurchase_rate_found_is_in_the_table(book):
    rows = {r.id for r in book.reported.values() if r.metric in ("repurchase_rate", "repurchase_rate_change")}
    left_out = rows - set(arithmetic.REPURCHASE)
    # a page that drops the over, and a second copy of the month
    assert left_out == {"repurchase-rate-2020-h1-wallstreetcn", "repurchase-rate-2021-09-tellerreport"}
    figures = [text(row[1]) for row in tables.repurchase_table(book).rows]
    assert figures == ["45%", "over 60%", "65%", "over 70%", "over 5 points", "1.1 points"]


@pytest.mark.parametrize("draw", [charts.users_chart, charts.viewers_chart, charts.repurchase_chart])
def test_a_chart_is_sound(draw, book):
    chart = draw(book)
    assert chart.faults == () and len(chart.data) >= 6 and len(chart.alt) > 120


def test_the_titles_follow_the_data(book):
    assert "are the users of live streams of every kind" in charts.viewers_chart(book).title
    assert "neither of CNNIC's counts" in charts.viewers_chart(moved(book, "providers-2021-33", "5.02")).title


# what the page says in words


def test_the_newest_figures_are_those_of_the_lead(book):
    newest = [list(arithmetic.quarters(book, metric).values())[-1].id for metric in ("dau", "mau")]
    assert newest == ["dau-2026-q2-notes", "mau-2026-q2-notes"]
    assert arithmetic.buyers(book)[-1].id == "buyers-2025-q2-swhy"


def test_the_page_says_whether_an_article_prints_a_number_of_buyers(book):
    def said(*articles: str) -> str:
        chosen = [next(c for c in book.claims.values() if c.article == i and c.interval is not None) for i in articles]
        own = {c.id: c for c in book.claims.values() if c.metric != arithmetic.BUYERS}
        moved_there = {c.id: replace(c, metric=arithmetic.BUYERS) for c in chosen}
        return arithmetic.printed_buyers(replace(book, claims=own | moved_there))

    first, second, *_ = book.articles
    assert said() == "None of the articles prints a number of buyers."
    assert said(first) == "One article prints a number of buyers."
    assert said(first, second) == "Two articles print a number of buyers."


def test_the_increase_belongs_to_the_wider_count(book):
    left = book.relations["providers-2021-r47"].result
    assert left.meets(book.reported["cnnic-live-users-all-2019-06-30-socomic"].interval)


def test_spans_counted_both_ways_stand_beside_each_other_in_2021_too(book):
    rows = {(text(r[0]), text(r[3])): [text(c) for c in r[1:3]] for r in tables.users_table(book).rows}
    assert rows["Q1 2021", "app and mini programs"] == ["379.2", "–"]
    assert rows["Q1 2021", "app alone"] == ["295.3", "519.8"]


def test_parts_of_the_viewers_are_of_the_same_day(book):
    said = arithmetic.said(book)
    assert (said.part, said.part_2022) == ("55%", "68 to 69%")


def test_a_chart_names_the_sources_of_what_it_draws_alone(book):
    assert "Sina" not in charts.repurchase_chart(book).source
