"""Rows for evidence.csv that are suggested: figures reported elsewhere, and growth on a level reported elsewhere."""

from __future__ import annotations

import pytest

from claimcheck.drafting import bearing
from claimcheck.loading import load

RATE = "tiny-2020-02"  # growth of GMV in 2020, 50%; the article has 120 of 2020 and 80 of 2019


@pytest.fixture
def suggested(tiny):
    """Formulas and notes for the growth, with these figures of 2019 reported elsewhere: (id, value in 1e8 CNY, more)."""

    (example,) = tiny.tables["reported.csv"]
    year = {"period_start": "2019-01-01", "period_end": "2019-12-31"}

    def found(*levels: tuple[str, str, dict[str, str]], **article: str) -> list[tuple[str, str]]:
        tiny.tables["articles.csv"][0].update(article)
        tiny.tables["conflicts.csv"] = []
        tiny.tables["reported.csv"] = [
            example
            | year
            | {"id": i, "printed": f"{value}億元", "value": value, "unit": "1e8 CNY", "qualifier": ""}
            | more
            for i, value, more in levels
        ]
        register = load(tiny.write().root, tiny.articles)
        return [(row["formula"], row["note"]) for row in bearing.rows(register, [register.claims[RATE]])]

    return found


def test_a_growth_is_tried_on_the_best_level_of_the_year_before(suggested):
    levels = ("weak", "79.5", {"source_kind": "blog"}), ("strong", "80.1", {"source_kind": "regulator"})
    assert suggested(*levels) == [("[tiny-2020-01] / [strong] - 1", "The growth from the level of the year before.")]


def test_a_growth_that_does_not_meet_is_suggested_and_says_so(suggested):
    ((formula, note),) = suggested(("other", "100", {}))
    assert formula == "[tiny-2020-01] / [other] - 1" and "does not meet" in note


@pytest.mark.parametrize(
    ("more", "article"),
    [
        ({"period_start": "2018-01-01", "period_end": "2018-12-31"}, {}),
        ({"entity": "Somebody"}, {}),
        ({"printed": "80 million people", "unit": "1e6 persons", "value": "80"}, {}),
        ({"scope": "other"}, {}),
        ({"source_url": "https://own.example/"}, {"address": "https://own.example/"}),
    ],
)
def test_no_growth_is_tried_on_another_quantity_or_on_the_article_s_own_page(suggested, tiny, more, article):
    other = {"metric": "gmv", "scope": "other", "definition": "other-gmv", "expected": "yes"}
    tiny.tables["definitions.csv"].append(other)
    assert suggested(("level", "80", more), **article) == []


def test_ids_go_on_behind_those_there_are(suggested, tiny):
    row = {"id": f"e-{RATE}-4", "claim": RATE, "formula": "[level] / [level]", "unit": "percent", "shows": "claim"}
    tiny.tables["evidence.csv"] = [row | {"note": "A note."}]
    assert suggested(("level", "80", {}))
    register = load(tiny.root, tiny.articles)
    assert [row["id"] for row in bearing.rows(register, [register.claims[RATE]])] == [f"e-{RATE}-5"]


@pytest.mark.parametrize(
    ("reasons", "count"),
    [([], 1), ([("gmv", "other-gmv")], 0), ([("other-gmv", "")], 0), ([("gmv", "third")], 1)],
)
def test_a_figure_of_a_definition_that_is_not_compared_is_left_out(tiny, reasons, count):
    tiny.tables["conflicts.csv"] = []
    tiny.tables["reported.csv"][0].update(scope="other")
    other = {"metric": "gmv", "scope": "other", "definition": "other-gmv", "expected": "yes"}
    tiny.tables["definitions.csv"] += [other, other | {"scope": "third", "definition": "third"}]
    tiny.tables["comparability.csv"] = [
        {"metric": "gmv", "definition": first, "other": second, "reason": "A part of it."} for first, second in reasons
    ]
    register = load(tiny.write().root, tiny.articles)
    rows = bearing.rows(register, [register.claims["other-2021-01"]])
    assert len([row for row in rows if row["note"].startswith("Reported with the scope")]) == count
