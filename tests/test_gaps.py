"""Gaps: what may have been forgotten is named, and nothing else is."""

from __future__ import annotations

from collections import Counter

import pytest

from claimcheck.evidence.gaps import gaps
from claimcheck.loading import examine, load


def kinds(package) -> Counter[str]:
    return Counter(gap.kind for gap in gaps(load(package.write().root, package.articles)))


def test_a_contradiction_is_a_gap_until_a_conflict_names_both_figures(tiny):
    before = kinds(tiny)
    assert set(before) == {"conflict"}
    tiny.tables["conflicts.csv"][0]["claims"] += " tiny-2020-04"  # other-2021-01 and a reported figure stand there
    assert before - kinds(tiny) == Counter(conflict=3)


def test_a_claim_without_evidence_beside_a_figure_of_another_time_needs_a_note(tiny):
    before, row = kinds(tiny), tiny.row("claims/other-2021.csv", 2)
    row.update(period_start="", period_end="")
    assert kinds(tiny) - before == Counter(beside=1)
    row["note"] = "Of no stated time."
    assert not kinds(tiny) - before


def test_two_definitions_without_a_reason_are_a_gap_until_they_have_one(tiny):
    before = kinds(tiny)
    tiny.row("claims/other-2021.csv", 2).update(scope="all", period_start="2020-01-01", period_end="2020-12-31")
    definition = next(row for row in tiny.tables["definitions.csv"] if (row["metric"], row["scope"]) == ("gmv", "all"))
    definition["definition"] = "other"
    assert (kinds(tiny) - before)["pair"] == 1
    reason = {"metric": "gmv", "definition": "gmv", "other": "other", "reason": "They count other things."}
    tiny.tables["comparability.csv"] = [reason]
    assert not kinds(tiny) - before


def test_an_entity_that_is_a_longer_name_of_another_is_a_gap(tiny):
    before, row = kinds(tiny), tiny.row("claims/other-2021.csv", 2)
    row["entity"] += " e-commerce"
    assert kinds(tiny) - before == Counter(entity=1)
    row["note"] = "Of the business alone."
    assert not (kinds(tiny) - before)["entity"]
    row.update(entity="Somebody else", note="")
    assert not kinds(tiny) - before


@pytest.mark.parametrize(
    ("metric", "codes"), [("cash_flow", ["undefined-scope", "unknown-metric"]), ("gnv", ["unknown-metric"])]
)
def test_a_new_metric_and_its_scope_are_asked_for_at_once_and_a_slip_is_one_fault(tiny, metric, codes):
    tiny.row("claims/other-2021.csv", 2).update(metric=metric)
    found = examine(tiny.write().root, tiny.articles)[1]
    assert sorted(fault.code for fault in found) == codes


def test_a_scope_is_shown_whole_so_that_it_can_be_copied(tiny):
    scope = "small and medium hosts, daily average, on the quarter before, without those who left"
    tiny.row("claims/other-2021.csv", 2).update(scope=scope)
    (fault,) = examine(tiny.write().root, tiny.articles)[1]
    assert fault.found == f"'{scope}'"


def test_a_text_without_any_row_is_one_fault_that_says_what_to_do(tiny):
    tiny.tables["claims/other-2021.csv"] = []
    tiny.tables["relations.csv"] = [r for r in tiny.tables["relations.csv"] if "other-2021" not in f"{r}"]
    tiny.tables["conflicts.csv"] = []
    found = [f for f in examine(tiny.write().root, tiny.articles)[1] if f.code == "uncovered"]
    assert [(f.found, "claimcheck draft other-2021" in f.expected) for f in found] == [("2 runs and no row", True)]


def test_a_reported_figure_of_an_article_s_own_page_is_a_gap_until_its_note_names_the_article(tiny):
    before = kinds(tiny)
    tiny.tables["articles.csv"][0]["address"] = "http://example.org"
    assert (kinds(tiny) - before)["own page"] == 1
    tiny.tables["reported.csv"][0]["note"] = "The page is tiny-2020."
    assert "own page" not in kinds(tiny)


def test_paraphrases_that_nobody_worded_are_one_gap_of_their_article(tiny):
    before = kinds(tiny)
    for line, words in ((2, "Shop, gmv, 2020: 12 billion CNY."), (3, "Shop, gmv_yoy, 2020: 50%.")):
        tiny.row("claims/tiny-2020.csv", line)["paraphrase"] = words
    assert kinds(tiny) - before == Counter(paraphrase=1)
