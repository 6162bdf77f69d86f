"""The Conflicts page: its cards, tables and chart, and what of the conflicts is published."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import pytest

from claimcheck import publish
from claimcheck.charts import conflicts as conflict_charts
from claimcheck.evidence import growth_rates, reconcile
from claimcheck.loading import load
from claimcheck.pages import cards as claim_page
from claimcheck.pages import conflicts as conflict_tables


@pytest.fixture(scope="module")
def book():
    return load()


# the page


def html(shown) -> str:
    return shown._repr_html_()


def test_every_conflict_links_its_claims_and_they_link_back(book):
    """Must-show 5, on the pages themselves."""
    page = "".join(html(conflict_tables.cards(book, severity)) for severity in "1234")
    sections = dict(re.findall(r'<section class="claim-card" id="([^"]+)">(.*?)</section>', page, re.S))
    assert set(sections) == set(book.conflicts)
    claims_html = "".join(claim_page._card(book, claim) for claim in book.claims.values())
    cards = dict(re.findall(r'<details class="claim-card" id="([^"]+)"[^>]*>(.*?)</details>', claims_html, re.S))
    for conflict in book.conflicts.values():
        for claim_id in conflict.claims:
            assert f'claims.html#{claim_id}"' in sections[conflict.id]
            assert f'href="conflicts.html#{conflict.id}"' in cards[claim_id]
        for row_id in conflict.reported:
            assert f'data.html#{row_id}"' in sections[conflict.id]
            assert f"source-{book.reported[row_id].source_kind}" in sections[conflict.id]


def test_cards_show_every_part(book):
    page = html(conflict_tables.cards(book, "1"))
    conflict = book.conflicts["viewers-562"]
    assert conflict.title in page and "cause: definition" in page and "verdict-settled-yes" in page
    assert "verdict-mislabelled" in page and "(second hand)" in page


def test_an_override_shows_on_its_card(book):
    template = replace(
        book.conflict_templates["half-the-sky"], override={"trust-2023-01": "conflicting"}, reason="Praise."
    )
    changed = replace(book, conflict_templates={"half-the-sky": template})
    assert "set by hand" in html(conflict_tables.cards(changed, "2")) and "Praise." in html(
        conflict_tables.cards(changed, "2")
    )
    assert "set by hand" not in html(conflict_tables.cards(book, "2"))


def test_counts_add_up(book):
    table = conflict_tables.counts(book)
    assert sum(int(row[-1]) for row in table.rows) == len(book.conflicts)
    assert all(int(row[-1]) == sum(map(int, row[1:-1])) for row in table.rows)
    pairs = conflict_tables.pair_counts(book)
    assert f"{sum(int(row[1]) for row in pairs.rows)} pairs" in pairs.caption


def test_tables_are_short_enough_to_read(book):
    near = conflict_tables.near_misses(book)
    assert 20 < near.size < 120 and conflict_tables.groups_with_claims(book).size < 60
    assert all(len(re.findall("<a ", row[3].text)) <= conflict_tables.SHOWN + 1 for row in near.rows)


def test_near_misses_hold_the_known_traps(book):
    shown = {(re.sub("<[^>]*>", "", row[0].text), row[4]) for row in conflict_tables.near_misses(book).rows}
    claims = {claim for claim, _ in shown}
    assert {"gravity-2021-42", "providers-2021-33", "providers-2021-24", "gravity-2021-24", "trust-2023-05"} <= claims
    assert ("gravity-2021-15", "A target against an outcome.") in shown


def test_groups_and_growth_tables_are_whole(book):
    groups = [g for g in reconcile.groups(book) if g.metric != "period"]
    elsewhere = sum(table.size for table in conflict_tables.groups_elsewhere(book).tables)
    assert conflict_tables.groups_with_claims(book).size + elsewhere == len(groups)
    rates = sum(table.size for table in conflict_tables.growth_tables(book).tables)
    assert rates == len(growth_rates.growth_table(book))


def test_the_first_group_shown_is_a_conflict(book):
    table = conflict_tables.groups_with_claims(book)
    assert "verdict-conflict" in table.rows[0][3].text and table.rows[0][2] == "nothing"


# the chart


def test_the_chart_counts_what_the_table_holds(book):
    data = conflict_charts.conflict_chart(book).data
    for theme, words in conflict_tables.THEMES.items():
        for party in (*book.articles, conflict_charts.ELSEWHERE):
            expected = [
                c.id
                for c in book.conflicts.values()
                if c.theme == theme
                and (
                    bool(c.reported)
                    if party == conflict_charts.ELSEWHERE
                    else any(i.startswith(party) for i in c.claims)
                )
            ]
            assert sorted(data[(data["theme"] == words) & (data["party"] == party)]["conflict"]) == sorted(expected)


def test_the_chart_states_its_finding_from_the_counts(book):
    chart = conflict_charts.conflict_chart(book)
    between = sum(len({i.rsplit("-", 1)[0] for i in c.claims}) > 1 for c in book.conflicts.values())
    assert chart.title.startswith(f"Of {len(book.conflicts)} conflicts {between} set articles against each other")
    worst = Counter(c.theme for c in book.conflicts.values() if c.severity == "1").most_common(1)[0][0]
    assert conflict_tables.THEMES[worst] in chart.title
    assert all(words in chart.alt for words in conflict_tables.THEMES.values())


def test_the_chart_title_follows_the_table(book):
    fewer = {i: c for i, c in book.conflicts.items() if c.theme != "market"}
    assert "market and rivals" not in conflict_charts.conflict_chart(replace(book, conflicts=fewer)).title


# published


def test_conflicts_json_is_plain(book):
    items = [publish.conflict_item(conflict) for conflict in book.conflicts.values()]
    assert [item["id"] for item in items] == list(book.conflicts)
    assert set(items[0]) == {"id", "title", "claims", "cause", "settled", "settled_by", "remains_open"}
    text = json.dumps(items, ensure_ascii=False)
    assert not re.search(r"\[[a-z]+-20\d\d-\d+\]|\{[a-z]", text)
    assert {item["settled"] for item in items} == {"yes", "partly", "no"}
