"""Which source is believed first, what makes two of them one witness, and the figure to use of several."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from types import SimpleNamespace

import pytest

from claimcheck.evidence.best import best, ranked
from claimcheck.evidence.sources import KINDS, STRENGTH, origin_key, strength, strength_of, weigh, weight
from claimcheck.printed.interval import Interval

READ, SECOND = "at_source", "second_hand"


def row(row_id: str, kind: str = "news", checked: str = READ, interval: Interval | None = None):
    return SimpleNamespace(id=row_id, source_kind=kind, checked=checked, interval=interval)


def upto(width: int | str | None) -> Interval:
    return Interval(Fraction(0), None if width is None else Fraction(width))


@pytest.mark.parametrize(
    ("kind", "read", "second_hand"),
    [
        ("company_release", "strong", "medium"),
        ("news", "strong", "medium"),
        ("news_repost", "medium", "weak"),
        ("article", "medium", "weak"),
        ("blog", "weak", "weak"),  # nothing is weaker
    ],
)
def test_what_was_not_read_at_its_source_is_believed_one_class_less(kind, read, second_hand):
    assert (strength(kind), strength(kind, READ), strength(kind, SECOND)) == (read, read, second_hand)
    assert strength_of(row("a", kind, SECOND)) == second_hand and strength_of(row("a", kind)) == read


def test_sources_stand_by_strength_then_as_read_then_by_kind():
    order = [
        *(("company_release", READ), ("regulator", READ), ("news", READ)),
        *(("news_repost", READ), ("broker", READ), ("article", READ)),
        *(("company_release", SECOND), ("news", SECOND)),  # of medium strength, and behind those that were read
        *(("aggregator", READ), ("blog", READ), ("broker", SECOND), ("blog", SECOND), ("article", SECOND)),
    ]
    weights = [weigh(*of) for of in order]
    assert weights == sorted(weights) and len(set(weights)) == len(weights)
    assert weight(row("a", "broker", SECOND)) == weigh("broker", SECOND) and weigh("news") == weigh("news", READ)


def test_every_kind_has_a_rank_of_its_own_and_none_is_believed_more_than_one_before_it():
    for first, second in combinations(KINDS, 2):
        assert weigh(first) < weigh(second)
    assert set(STRENGTH) == {*KINDS, "article"}


def test_of_figures_as_well_believed_the_narrower_is_used_and_a_bound_last():
    rows = [
        row("a", interval=None),
        row("b", interval=upto(None)),
        row("c", interval=upto(2)),
        row("d", interval=upto("1/2")),
        row("e", interval=upto(0)),
        row("f", "company_release", interval=None),
        row("g", "blog", interval=upto(0)),
    ]
    assert [r.id for r in ranked(rows)] == ["f", "e", "d", "c", "a", "b", "g"]
    assert best(rows).id == "f" and best(rows[:5]).id == "e"
    assert best([row("b"), row("a")]).id == "a"
    with pytest.raises(ValueError):
        best([])


class Texts:
    """What a register knows of pages: one article under test, and one row of reported.csv."""

    def __init__(self, reported: SimpleNamespace):
        self.articles = {"tiny-2020": SimpleNamespace(id="tiny-2020", address="https://www.paper.example/a?id=7")}
        self.reported = {reported.id: reported}


@pytest.mark.parametrize(
    ("article", "origin", "url", "key"),
    [
        ("tiny-2020", "agency", "https://example.org/", "tiny-2020"),
        ("", "agency", "https://example.org/", "agency"),
        ("", "", "https://www.example.org/a/b", "example.org"),
        ("", "", "https://news.example.org:8080/www.", "news.example.org:8080"),
        ("", "agency", "http://m.paper.example/a/?id=7", "tiny-2020"),  # the article's own page
        ("", "", "https://www.paper.example/a?id=8", "paper.example"),
        ("", "", "https://www.paper.example/a", "paper.example"),
    ],
)
def test_a_witness_is_an_article_an_origin_or_a_host(article, origin, url, key):
    row = SimpleNamespace(id="r", article=article, origin=origin, source_url=url)
    assert origin_key(Texts(row), row) == key
