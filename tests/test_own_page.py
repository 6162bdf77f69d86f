"""A figure of reported.csv whose page is an article under test is that article, and no other source, wherever it is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.evidence import growth_rates, reconcile, sources
from claimcheck.loading import load
from claimcheck.pages import answers, conflicts, reported, tables
from kuaishou import gmv, lookup, outlets
from kuaishou.growth import tables as growth

PAGE, CLAIM, ROW = "https://paper.example/a/1", "tiny-2020-01", "own"


@pytest.fixture
def own(tiny):
    """The register of a package in which a row of reported.csv is of this address, its growth in a second row."""

    def found(address: str, **more: str):
        tiny.tables["articles.csv"][0]["address"] = PAGE
        (example,) = tiny.tables["reported.csv"]
        row = {"id": ROW, "printed": "120億元", "value": "120", "unit": "1e8 CNY", "qualifier": ""}
        row |= {"source_url": address, **more}
        rate = {"id": "rate", "metric": "gmv_yoy", "printed": "50%", "value": "50", "unit": "percent"}
        definition = next(line for line in tiny.tables["definitions.csv"] if line["metric"] == "gmv_yoy")
        tiny.tables["definitions.csv"].append(definition | {"scope": "all"})
        tiny.tables["reported.csv"] = [example, example | row, example | row | rate]
        return load(tiny.write().root, tiny.articles)

    return found


def beside(pairs) -> set[str]:
    return {i for pair in pairs for i in (pair.first, pair.second)}


@pytest.mark.parametrize(("address", "is_own"), [("http://m.paper.example/a/1/", True), (PAGE + "2", False)])
def test_it_is_set_against_nothing_and_counted_nowhere(own, address, is_own):
    register = own(address)
    assert (ROW not in {row.id for row in sources.elsewhere(register)}) == is_own
    for pairs in (reconcile.pairs(register), reconcile.comparable(register)):
        assert (ROW not in beside(pairs)) == is_own and CLAIM in beside(pairs)
    assert (ROW not in {i for group in reconcile.groups(register) for i in group.ids}) == is_own
    assert ("rate" not in {found.rate for found in growth_rates.growth_table(register)}) == is_own
    assert reported.addresses(register) == 2 - is_own
    assert sum(int(row[1]) for row in reported.kinds(register).rows) == (1 if is_own else 3)


def test_it_leads_to_the_claim_that_it_is(own):
    register = own(PAGE)
    assert sources.as_claims(register) == {ROW: CLAIM, "rate": "tiny-2020-02"}
    assert f"claims.html#{CLAIM}" in answers.linked(register, ROW, "12 billion")
    assert tables.row_link(register, ROW).text.endswith(f'claims.html#{CLAIM}">{ROW}</a>')
    assert "articles/tiny-2020.html" in reported.kind(register, register.reported[ROW]).text
    assert f'id="{ROW}"' in reported.folds(register)._repr_html_()  # its address stays


def test_one_that_is_no_claim_of_the_article_stays_where_it_is(own):
    register = own(PAGE, printed="130億元", value="130")
    assert ROW not in sources.as_claims(register) and sources.article_of(register, register.reported[ROW])
    assert "data.html#own" in tables.row_link(register, ROW).text


def test_a_conflict_names_the_article(own, tiny):
    tiny.tables["conflicts.csv"][0]["reported"] = ROW
    html = conflicts.conflicts_table(own(PAGE), {"": ""})._repr_html_()
    assert f'claims.html#{CLAIM}">12 billion CNY (120億元)</a>, gmv, 2020: tiny-2020<' in html


def test_the_book_marks_it_as_the_article(book):
    """A row of this book, its page made an article's own."""
    series = gmv.reported(book)
    point = next(point for point in series.points if point.checked == "at_source")
    row, article = book.reported[point.source], next(iter(book.articles))
    there = replace(book, articles=book.articles | {article: replace(book.articles[article], address=row.source_url)})
    assert outlets.ELSEWHERE in outlets.cited(book, [row]).text
    assert outlets.cited(there, [row]).text == f"{outlets.ARTICLE} {tables.article_link(article).text}"
    assert outlets.names(there, [row]) == "the articles" != outlets.names(book, [row])
    assert growth.source(there, point).text.count(growth.MARKS["article"]) == 1
    assert growth.MARKS["article"] not in growth.source(book, point).text
    own = sources.copied(there).keys()
    assert row.id in own and not own & {one.id for one in lookup.figures(there)}
