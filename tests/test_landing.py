"""The landing page: how the figures fare, and those that mislead most."""

from __future__ import annotations

from dataclasses import replace

import pytest

from _ext import markup
from claimcheck.evidence.statistics import FIGURES
from claimcheck.pages import comparisons
from kuaishou import landing


def test_the_counts_shown_add_up_to_the_figures(book):
    of = landing.fare(book)
    assert sum(number for number, _ in of.parts) == of.figures
    assert all(number for number, _ in of.parts)
    assert landing.stats(of)._repr_html_().count("r-big") == len(of.parts)


@pytest.mark.parametrize(
    ("wrong", "words", "said"),
    [
        (0, (), "None of these numbers was found wrong."),
        (1, (), "One of these numbers was found wrong."),
        (
            0,
            ("wren-2024-03",),
            'None of these numbers was found wrong; <a href="site:chapters/claims.html#wren-2024-03">one statement in words</a> is.',
        ),
        (2, ("a", "b", "c"), "2 of these numbers were found wrong; 3 statements in words are."),
    ],
)
def test_the_sentence_counts_what_is_wrong(book, wrong, words, said):
    of = replace(landing.fare(book), wrong=wrong, wrong_words=words)
    assert of.sentence == said
    assert ((wrong, "is wrong" if wrong == 1 else "are wrong") in of.parts) == bool(wrong)


def test_the_table_by_kind_adds_up_to_all_claims_and_the_figures_lead_it(book):
    table = markup.read(landing.fare_table(book)._repr_html_())
    rows = {
        row.th.get_text(): [int(cell.get_text() or 0) for cell in row.select("td")] for row in table.select("tbody tr")
    }
    assert all(claims == sum(verdicts) for claims, _, *verdicts in rows.values())
    assert sum(claims for claims, *_ in rows.values()) == len(book.claims)
    figures = list(rows.values())[: len(FIGURES)]
    of = landing.fare(book)
    assert (sum(row[0] for row in figures), sum(row[1] for row in figures)) == (of.figures, of.recomputed)


def test_what_was_corrected_and_where_mistakes_are_told_are_linked():
    shown = landing.places()._repr_html_()
    assert '/CHANGELOG.md"' in shown and 'href="site:feed.xml"' in shown and "/issues/new?" in shown


def test_the_worst_are_those_of_the_page_on_conflicts(book):
    shown = landing.worst(book)._repr_html_()
    rows = comparisons.worst(book).rows
    assert shown.count("<li>") == len(rows)
    for row in rows:
        assert f'conflicts.html#{row.conflict}"' in shown


def test_every_article_is_one_link_named_as_in_the_contents(book):
    shown = landing.articles(book)._repr_html_()
    for article in book.articles:
        assert shown.count(f'href="site:chapters/articles/{article}.html"') == 1
    assert "Gravity Conference, 2021" in shown
    more = replace(book, articles=book.articles | {"wren-2024": next(iter(book.articles.values()))})
    assert ">wren-2024</a>" in landing.articles(more)._repr_html_()
