"""The Conflicts page: its folds and its chart, and what of the conflicts is published."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from claimcheck import publish
from claimcheck.evidence import growth_rates, reconcile, sources
from claimcheck.evidence.accord import Accord
from claimcheck.evidence.sources import KIND_WORDS
from claimcheck.loading import with_value
from claimcheck.pages import cards as claim_page
from claimcheck.pages import conflicts as tables
from kuaishou.conflicts import MARKETS, THEMES, share_of_2020

# the page


def rows_by_anchor(shown: str) -> dict[str, str]:
    return dict(re.findall(r'<tr id="([^"]+)">(.*?)</tr>', shown, re.S))


def test_every_conflict_keeps_its_anchor_links_its_claims_and_they_link_back(book):
    """Must-show 5, on the pages themselves."""
    rows = rows_by_anchor(tables.folds(book, THEMES)._repr_html_())
    assert set(rows) == set(book.conflicts)
    for conflict in book.conflicts.values():
        for claim_id in conflict.claims:
            assert f'claims.html#{claim_id}"' in rows[conflict.id]
            card = claim_page._card(book, book.claims[claim_id])
            assert f'href="conflicts.html#{conflict.id}"' in card
        for row_id in conflict.reported:
            assert f'data.html#{row_id}"' in rows[conflict.id]
            assert KIND_WORDS[book.reported[row_id].source_kind] in rows[conflict.id]
        second_hand = any(book.reported[i].checked == "second_hand" for i in conflict.reported)
        assert (", second hand" in rows[conflict.id]) == second_hand


def test_a_row_shows_every_part(book):
    row = rows_by_anchor(tables.conflicts_table(book, THEMES)._repr_html_())["viewers-562"]
    assert "verdict-settled-yes" in row and "number right, label wrong" in row
    assert tables.SEVERITY["1"] in row and THEMES["users"] in row
    assert next(iter(rows_by_anchor(tables.conflicts_table(book, THEMES)._repr_html_()))) == "viewers-562"


def test_an_override_shows_in_its_row(book):
    template = replace(
        book.conflict_templates["half-the-sky"], override={"trust-2023-01": "conflicting"}, reason="Praise."
    )
    changed = replace(book, conflict_templates={"half-the-sky": template})
    shown = tables.conflicts_table(changed, THEMES)._repr_html_()
    assert "Set by hand" in shown and "Praise." in shown
    assert "Set by hand" not in tables.conflicts_table(book, THEMES)._repr_html_()


def test_pairs_that_can_be_compared_are_told_from_the_others(book):
    pairs, count = reconcile.pairs(book), tables.counts(book)
    page = lambda row_id: sources.page_of(book, book.row(row_id))
    comparable = [
        pair
        for pair in pairs
        if pair.code == "conflict" or (pair.code != "not_comparable" and page(pair.first) != page(pair.second))
    ]
    assert len(comparable) < sum(pair.code != "not_comparable" for pair in pairs), "none within a page"
    assert count.total() - count[Accord.UNLIKE] == len(comparable)
    shown = tables.compared(book).rows
    hindered = sum(int(row[1].removeprefix("of these ")) for row in shown if row[1].startswith("of these"))
    assert hindered == count[Accord.UNLIKE]


def test_tables_are_short_enough_to_read(book):
    near = tables.near_misses(book)
    assert 20 < near.size < 120
    assert all(len(re.findall("<a ", row[2].text)) <= tables.SHOWN + 1 for row in near.rows)


def test_near_misses_hold_the_known_traps(book):
    shown = {(re.search('#([^"]+)', row[0].text)[1], row[3]) for row in tables.near_misses(book).rows}
    claims = {claim for claim, _ in shown}
    assert {"gravity-2021-42", "providers-2021-33", "providers-2021-24", "gravity-2021-24", "trust-2023-05"} <= claims
    assert ("gravity-2021-15", "A target against an outcome.") in shown


def test_groups_and_growth_tables_are_whole(book):
    pages = lambda group: {sources.page_of(book, book.row(i)) for i in group.ids}
    of_several = [g for g in reconcile.groups(book) if g.metric != "period" and len(pages(g)) > 1]
    assert tables.groups(book).size == len(of_several) > 100
    assert tables.growth_table(book).size == len(growth_rates.growth_table(book))


def test_the_first_group_shown_is_a_conflict(book):
    row = tables.groups(book).rows[0]
    assert "r-disagree" in row[3].text and row[2] == "nothing"


# the chart


def test_the_chart_divides_one_gmv_by_each_market(book):
    chart = share_of_2020(book)
    assert chart.faults == () and list(chart.data["id"]) == list(MARKETS)
    gmv = book.claims["gravity-2021-15"].value_base
    for row in chart.data.itertuples():
        market = (book.claims.get(row.id) or book.reported[row.id]).value_base
        assert row.share == f"{float(gmv / market * 100):.0f}%" and row.share in chart.alt
        assert row.share.rstrip("%") in chart.title
    assert share_of_2020(with_value(book, "gravity-2021-15", "3000")).title != chart.title


# published


def test_conflicts_json_is_plain(book):
    items = [publish.conflict_item(conflict) for conflict in book.conflicts.values()]
    assert [item["id"] for item in items] == list(book.conflicts)
    assert set(items[0]) == {"id", "title", "claims", "cause", "settled", "settled_by", "remains_open"}
    text = json.dumps(items, ensure_ascii=False)
    assert not re.search(r"\[[a-z]+-20\d\d-\d+\]|\{[a-z]", text)
    assert {item["settled"] for item in items} == {"yes", "partly", "no"}


def test_the_ends_of_a_range_on_one_page_are_no_two_sources(book):
    quantities = [row[0] for row in tables.groups(book).rows]
    assert not [q for q in quantities if q.startswith("Douyin: gross merchandise value") and q.endswith(", 2020")]


def test_a_growth_names_its_company(book):
    assert all(":" in row[1] for row in tables.growth_table(book).rows)
    printed = [getattr(row[0], "text", row[0]) for row in tables.growth_table(book).rows]
    assert any("year.4% (30.4%)" in text for text in printed) and any("down 13.5%" in text for text in printed)
