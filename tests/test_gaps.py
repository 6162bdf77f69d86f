"""Gaps: what may have been forgotten is named, and nothing else is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from claimcheck.evidence.gaps import gaps
from claimcheck.evidence.gaps_of_quantities import MOST, Gap, some
from claimcheck.loading import examine, load


def found(package) -> list[Gap]:
    return gaps(load(package.write().root, package.articles))


def kinds(package) -> Counter[str]:
    return Counter(gap.kind for gap in found(package))


def of_kind(package, kind: str) -> list[tuple[tuple[str, ...], str]]:
    return [(gap.rows, gap.text) for gap in found(package) if gap.kind == kind]


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


# what a gap says


SHOP_2020 = ("gmv-2020-paper", "other-2021-01", "tiny-2020-01", "tiny-2020-04")


@pytest.fixture
def new(tiny):
    """The tiny package, in which the other article's GMV is of a class of its own."""
    tiny.row("claims/other-2021.csv", 2)["scope"] = "new"
    tiny.tables["definitions.csv"].append({"metric": "gmv", "scope": "new", "definition": "new", "expected": "yes"})
    return tiny


def test_two_figures_that_contradict_each_other_are_named(tiny):
    (rows, text), *others = of_kind(tiny, "conflict")
    assert rows == ("gmv-2020-paper", "tiny-2020-04") and len(others) == 5
    assert text == "gmv-2020-paper and tiny-2020-04 contradict each other, and no row of conflicts.csv says so"


def test_a_claim_that_is_refuted_is_named_where_no_figure_contradicts_it(tiny):
    tiny.tables["evidence.csv"] = [
        {"id": f"e-{claim}-1", "claim": claim, "formula": "[gmv-2020-paper] / [gmv-2020-paper]", "unit": "percent"}
        | {"shows": "claim", "note": "Another figure."}
        for claim in ("tiny-2020-02", "tiny-2020-06")
    ]
    text = "tiny-2020-02 is refuted, and no row of conflicts.csv says so"
    assert (("tiny-2020-02",), text) in of_kind(tiny, "conflict")
    assert "tiny-2020-06" not in str(of_kind(tiny, "conflict"))  # over 3%, as it says


def test_two_classes_that_meet_are_named_with_the_figures_that_do(new):
    text = "gmv: gmv and new are not compared, and no row of comparability.csv says why"
    assert of_kind(new, "pair") == [(SHOP_2020, text)]


@pytest.mark.parametrize("reason", [("gmv", "new"), ("new", ""), ("gmv", ""), ("", "")])
def test_a_reason_may_be_that_of_a_class_or_of_a_metric(new, reason):
    row = {"metric": "gmv", "definition": reason[0], "other": reason[1], "reason": "They count other things."}
    new.tables["comparability.csv"] = [row]
    assert of_kind(new, "pair") == []
    row["reason"] = "The definitions differ."  # says nothing
    assert len(of_kind(new, "pair")) == 1


def test_a_class_of_one_figure_alone_is_named_with_the_others(new):
    text = "gmv: definition new stands alone with other-2021-01; other figures have gmv"
    assert of_kind(new, "definition") == [(("other-2021-01",), text)]


@pytest.mark.parametrize("cells", [{"expected": "no"}, {"nature": "forecast"}])
def test_what_nothing_is_expected_of_and_a_forecast_may_stand_alone(new, cells):
    new.tables["definitions.csv"][-1].update(cells)
    assert of_kind(new, "definition") == []


def test_a_class_with_a_reason_and_one_of_two_figures_do_not_stand_alone(new):
    new.row("claims/tiny-2020.csv", 5)["scope"] = "new"
    assert of_kind(new, "definition") == []
    new.row("claims/tiny-2020.csv", 5)["scope"] = ""
    reason = {"metric": "gmv", "definition": "gmv", "other": "new", "reason": "They count other things."}
    new.tables["comparability.csv"] = [reason]
    assert of_kind(new, "definition") == []


def test_a_class_that_only_figures_reported_elsewhere_have_may_stand_alone(new):
    new.row("claims/other-2021.csv", 2)["scope"] = ""
    new.tables["reported.csv"][0]["scope"] = "new"
    assert of_kind(new, "definition") == []


def test_a_name_that_begins_as_another_one_is_told_with_the_metric_of_both(tiny):
    tiny.row("claims/other-2021.csv", 2)["entity"] = "Shop e-commerce"
    text = "entity 'Shop e-commerce' matches no other row; 'Shop' has the same metric: gmv"
    assert of_kind(tiny, "entity") == [(("other-2021-01",), text)]


@pytest.mark.parametrize("entity", ["Shopping", "e-commerce Shop", "Sho p"])
def test_a_name_begins_as_another_one_only_with_a_whole_word(tiny, entity):
    tiny.row("claims/other-2021.csv", 2)["entity"] = entity
    assert of_kind(tiny, "entity") == []


def test_a_name_that_is_reported_elsewhere_too_is_no_gap_nor_one_of_another_kind(tiny):
    tiny.row("claims/other-2021.csv", 2)["entity"] = "Shop e-commerce"
    tiny.tables["reported.csv"][0]["entity"] = "Shop e-commerce"
    assert of_kind(tiny, "entity") == []
    tiny.tables["reported.csv"][0]["entity"] = "Shop"
    tiny.tables["metrics.csv"][0]["kind"] = "count"
    assert of_kind(tiny, "entity") == []


def test_what_stands_beside_a_claim_is_named(tiny):
    tiny.row("claims/other-2021.csv", 2).update(period_start="", period_end="")
    ((rows, text),) = of_kind(tiny, "beside")
    assert rows == ("other-2021-01", "gmv-2020-paper")
    assert text == "other-2021-01: nothing speaks of it, and no note says why gmv-2020-paper do not"
    # of another article's own page it is that article speaking, whose claim stands there for it
    tiny.tables["articles.csv"][0]["address"] = "http://example.org"
    assert of_kind(tiny, "beside") == []


def test_figures_that_nobody_worded_are_named_by_article(tiny):
    tiny.row("claims/tiny-2020.csv", 2)["paraphrase"] = "Shop, gmv, 2020: 12 billion CNY."
    tiny.row("claims/other-2021.csv", 2)["paraphrase"] = "Shop, gmv, 2020: 12.1 billion CNY."
    made = of_kind(tiny, "paraphrase")
    assert [rows for rows, _ in made] == [("tiny-2020-01",), ("other-2021-01",)]
    assert made[1][1].startswith("other-2021: the paraphrase") and made[1][1].endswith("columns, of other-2021-01")


def test_a_figure_of_an_article_s_own_page_is_named_with_the_article(tiny):
    tiny.tables["articles.csv"][0]["address"] = "http://example.org"
    ((rows, text),) = of_kind(tiny, "own page")
    assert rows == ("gmv-2020-paper",) and text.startswith("gmv-2020-paper stands on the page of tiny-2020, ")


@pytest.mark.parametrize(
    "ids, text", [("abc", "a, b, c"), ("abcd", "a, b, c and 1 more"), ("abcde", "a, b, c and 2 more"), ("a", "a")]
)
def test_some_of_many(ids, text):
    assert some(list(ids)) == text
    assert some(list(ids), 9) == ", ".join(ids)


@pytest.fixture
def classes(tiny):
    """The register with so many claims more, each of a class of its own."""
    register = load(tiny.write().root, tiny.articles)
    row, gmv = register.claims["other-2021-01"], register.definitions.by_scope["gmv", "all"]
    judged = register.evidence[row.id]

    def made(count: int):
        names = [f"s{n:02}" for n in range(count)]
        scopes = {("gmv", name): replace(gmv, scope=name, definition=name) for name in names}
        return replace(
            register,
            claims={**register.claims, **{name: replace(row, id=name, scope=name) for name in names}},
            definitions=replace(register.definitions, by_scope={**register.definitions.by_scope, **scopes}),
            evidence={**register.evidence, **dict.fromkeys(names, judged)},
        )

    return made


def test_as_many_classes_as_one_reads_have_a_line_each_and_more_have_one(classes):
    first, *others = [gap for gap in gaps(classes(MOST)) if gap.kind == "definition"]
    assert first.text == "gmv: definition s00 stands alone with s00; other figures have gmv, " + ", ".join(
        f"s{n:02}" for n in range(1, MOST)
    )
    assert len(others) == MOST - 1
    (only,) = [gap for gap in gaps(classes(MOST + 1)) if gap.kind == "definition"]
    assert only.rows == tuple(f"s{n:02}" for n in range(MOST + 1))
    assert only.text == "Shop, gmv: 13 definitions stand alone, each with one figure: s00, s01, s02 and 10 more"


def test_more_pairs_of_classes_than_one_reads_are_one_line(classes):
    pairs = lambda count: [gap for gap in gaps(classes(count)) if gap.kind == "pair"]
    assert len(pairs(4)) == 10  # of five classes
    (only,) = pairs(5)  # 15 pairs
    assert set(only.rows) == {*SHOP_2020, "s00", "s01", "s02", "s03", "s04"}
    assert only.text.startswith("gmv: 6 definitions meet others and are not compared with them (gmv, s00, s01 and 3 ")


@pytest.mark.parametrize("count", [MOST, MOST + 1])
def test_more_claims_of_which_nothing_is_known_than_one_reads_are_one_line(tiny, count):
    register = load(tiny.write().root, tiny.articles)
    silent = replace(register.claims["other-2021-01"], period_start="", period_end="")
    names = [f"s{n:02}" for n in range(count)]
    many = replace(
        register,
        claims={name: replace(silent, id=name) for name in names},
        evidence=dict.fromkeys(names, register.evidence["tiny-2020-11"]),
        conflicts={},
    )
    first, *others = gaps(many)
    if count > MOST:
        assert (first.kind, first.rows, others) == ("beside", tuple(names), [])
        assert first.text.startswith("s00, s01, s02 and 10 more: nothing speaks of them, ")
        assert first.text.endswith(" of the first gmv-2020-paper")
    else:
        assert first.rows == ("s00", "gmv-2020-paper") and len(others) == MOST - 1
