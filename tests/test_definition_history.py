"""definition-history.csv: what the figures count, and what holds it to the figures."""

from __future__ import annotations

import pytest

from claimcheck.evidence.sources import origin_key
from claimcheck.loading import examine
from claimcheck.pages.definitions import definition_history, span


def test_it_is_read_and_names_the_pages_of_its_sources(book):
    assert len(book.definition_history) > 20
    for row in book.definition_history:
        assert row.metric in book.metrics and (not row.period_end or row.period_start <= row.period_end)
        assert row.source or row.source_url, row.says
        assert not row.source or book.reported[row.source].source_url == row.source_url, row.says


@pytest.mark.parametrize(
    "metric", ["gmv", "revenue_other_services", "take_rate", "repurchase_rate", "dau", "paying_users_ecommerce"]
)
def test_definitions_with_a_history_have_one_and_say_what_is_open(book, metric):
    assert any(row.open for row in book.definition_history if row.metric == metric)


def test_no_source_says_whether_unpaid_or_returned_orders_count(book):
    """The history says that it is open; no other text of the tables may say that they do."""
    assert any("unpaid, cancelled or returned" in row.open for row in book.definition_history if row.metric == "gmv")
    for conflict in book.conflicts.values():
        assert "unpaid" not in conflict.settled_by and "orders placed" not in conflict.settled_by


def test_the_company_restated_nothing(book):
    """Each figure of GMV that several releases print is the same in all of them, whatever its unit and digits."""
    by_period: dict[tuple, list] = {}
    for row in book.reported.values():
        if (row.entity, row.metric) == ("Kuaishou", "gmv") and origin_key(book, row) == "kuaishou":
            by_period.setdefault((row.period_start, row.period_end), []).append(row)
    repeated = {period: rows for period, rows in by_period.items() if len({row.source_url for row in rows}) > 1}
    assert len(repeated) >= 12
    for rows in repeated.values():
        assert all(a.interval.meets(b.interval) for a in rows for b in rows), rows[0].id


def test_the_last_gmv_is_of_the_year_before_disclosure_ends(book):
    ends = next(
        row for row in book.definition_history if row.metric == "gmv" and row.source.startswith("gmv-disclosure-ends")
    )
    last = max(row.period_end for row in book.reported.values() if row.metric == "gmv" and row.entity == "Kuaishou")
    assert last == "2025-12-31" < ends.period_start


def test_an_unknown_source_is_a_fault(tiny):
    tiny.tables["definition-history.csv"] = [
        {"metric": "gmv", "period_start": "2020-01-01", "says": "All.", "source": "gmv-1999"}
    ]
    tiny.write()
    assert [(f.code, f.file, f.row) for f in examine(tiny.root, tiny.articles)[1]] == [
        ("unknown-source", "data/definition-history.csv", 2)
    ]


def test_the_table_has_every_note_of_its_metrics_in_order_of_time(book):
    fold = definition_history(book, "take_rate", "revenue_other_services")
    notes = [note for note in book.definition_history if note.metric in ("take_rate", "revenue_other_services")]
    assert len(fold.table.rows) == len(notes) >= 4 and f"({len(notes)} notes)" in fold.summary
    heads = [row[0] for row in fold.table.rows]
    assert [head.split(", ")[1][-4:] for head in heads if head.startswith("take rate")] == ["2024", "2025"]
    html = fold._repr_html_()
    assert "可灵" in html and all(note.source_url in html.replace("&amp;", "&") for note in notes)
    with pytest.raises(KeyError):
        definition_history(book, "page_count")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2021-01-01", "2021-12-31", "2021"),
        ("2018-01-01", "2019-12-31", "2018 to 2019"),
        ("2021-12-01", "2021-12-31", "Dec 2021"),
        ("2024-06-01", "", "from Jun 2024"),
        ("2018-01-01", "2020-11-30", "Jan 2018 to Nov 2020"),
    ],
)
def test_a_span_is_said_in_months_or_years(first, last, words):
    assert span(first, last) == words
