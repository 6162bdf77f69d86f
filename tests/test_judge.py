"""What is made of testimony: by rounding, by round figures, by formulas of weak sources; and how the reason says so."""

from __future__ import annotations

import re

import pytest
from tiny_package import _article

from claimcheck.loading import load

CLAIM = "tiny-2020-01"  # 達120億元, GMV of 2020
OTHER = "other_gmv"
ELSEWHERE = {"metric": OTHER}  # of another metric, so heard in formulas only


@pytest.fixture
def heard(tiny):
    """The evidence verdict of the claim of 120億 when these sources are all that is heard: (value in 1e8 CNY, kind, more)."""

    (example,) = tiny.tables["reported.csv"]
    tiny.row("claims/other-2021.csv", 2)["metric"] = OTHER
    metric = {"metric": OTHER, "label": OTHER, "label_zh": OTHER, "unit": "CNY", "kind": "money", "description": OTHER}
    tiny.tables["metrics.csv"].append(metric)
    tiny.tables["definitions.csv"] += [
        {"metric": OTHER, "scope": scope, "definition": "other", "expected": "yes"} for scope in ("", "all")
    ]
    tiny.tables["conflicts.csv"] = []

    def found(*sources: tuple[str, str, dict[str, str]], formulas: tuple[dict[str, str], ...] = (), zeros: str = "1"):
        tiny.row("claims/tiny-2020.csv", 2)["coarse_unit"] = zeros
        tiny.tables["reported.csv"] = [
            example
            | {"id": f"source-{n}", "printed": f"{value}億元", "value": value, "unit": "1e8 CNY", "qualifier": ""}
            | {"source_kind": kind, "source_url": f"https://site{n}.example/", "published": "2022-01-01"}
            | more
            for n, (value, kind, more) in enumerate(sources)
        ]
        tiny.tables["evidence.csv"] = [
            {"id": f"e-{CLAIM}-{n}", "claim": CLAIM, "unit": "CNY", "shows": "claim", "note": f"Note {n}."} | formula
            for n, formula in enumerate(formulas)
        ]
        tiny.write()
        return load(tiny.root, tiny.articles).evidence_of(CLAIM)

    return found


def test_what_agrees_by_rounding_only_agrees(heard):
    """120 is up to 120.5, and 121 from there on."""
    assert heard(("121", "news", {})).code == "supported"


@pytest.mark.parametrize(
    ("value", "zeros", "code"),
    [
        ("123", "10", "not_enough_evidence"),  # 120 may be 115 to 125
        ("123", "", "not_enough_evidence"),
        ("123", "1", "refuted"),
        ("126", "10", "refuted"),
        ("130", "10", "not_enough_evidence"),  # 130 may be 125 to 135
    ],
)
def test_a_round_level_is_not_refuted_by_what_it_may_be(heard, value, zeros, code):
    found = heard((value, "company_release", {}), zeros=zeros)
    assert found.code == code
    if code == "not_enough_evidence":
        assert (
            found.reason == "What was found agrees only if the zeros of a round figure are no digits."
            and not found.rows
        )


@pytest.mark.parametrize(("zeros", "code"), [("10", "not_enough_evidence"), ("1", "refuted")])
def test_a_formula_does_not_refute_a_round_level_either(heard, zeros, code):
    assert (
        heard(
            ("61.5", "news", ELSEWHERE),
            formulas=({"formula": "[source-0] * 2"},),
            zeros=zeros,
        ).code
        == code
    )


def test_a_formula_counts_as_much_as_its_weakest_source(heard):
    """Of a company's figure and a blog's the sum is a blog's: it cannot refute."""
    formula = ({"formula": "[source-0] + [source-1]"},)
    assert (
        heard(("70", "company_release", ELSEWHERE), ("80", "blog", ELSEWHERE), formulas=formula).code
        == "not_enough_evidence"
    )
    assert heard(("70", "company_release", ELSEWHERE), ("80", "news", ELSEWHERE), formulas=formula).code == "refuted"


def test_a_comparison_that_is_open_says_nothing(heard):
    for formula, code in (("<", "not_enough_evidence"), ("> 2 *", "refuted"), ("< 2 *", "supported")):
        row = {"formula": f"[tiny-2020-01] {formula} [source-0]", "unit": "truth"}
        assert heard(("120", "news", ELSEWHERE), formulas=(row,)).code == code


def test_rows_for_and_against_stand_in_a_conflict(heard):
    found = heard(("120", "news", {}), ("150", "news", {}), ("160", "blog", {}))
    assert (found.code, found.rows) == ("conflicting", ("source-0", "source-1"))
    assert "A weak source differs (1 blog)" in found.reason


COPIED = "may have copied"


@pytest.mark.parametrize(
    ("sources", "is_said"),
    [
        ([("blog", "2023-01-01")], True),
        ([("blog", "")], True),  # nobody knows when: it may have been later
        ([("blog", "2020-12-31")], True),  # of the same day
        ([("blog", "2020-12")], True),  # or month
        ([("blog", "2020-12-30")], False),
        ([("company_release", "2023-01-01")], False),  # not of a kind that copies
        ([("blog", "2023-01-01"), ("news", "2023-01-01")], False),  # one of them did not
    ],
)
def test_that_all_may_have_copied_is_said_where_all_may_have(heard, tiny, sources, is_said):
    tiny.tables["articles.csv"][0]["date_iso"] = "2020-12-31"
    found = heard(*(("120", kind, {"published": day}) for kind, day in sources))
    assert found.code == "supported" and (COPIED in found.reason) is is_said


@pytest.mark.parametrize(
    ("kinds", "is_said"), [(["blog"], True), (["blog", "aggregator"], True), (["blog", "broker"], False)]
)
def test_that_only_weak_sources_agree_is_said_where_all_are_weak(heard, kinds, is_said):
    assert ("Only weak sources agree." in heard(*(("120", kind, {}) for kind in kinds)).reason) is is_said


def test_what_is_out_of_scope_stays_so_whatever_is_heard(heard, tiny):
    next(row for row in tiny.tables["definitions.csv"] if row["metric"] == "gmv")["expected"] = "no"
    assert heard(("120", "news", {})).code == "out_of_scope"


def test_what_a_formula_does_is_called_by_its_name(heard):
    """One figure is a source of its kind, arithmetic a recomputation, a comparison an inference."""
    formulas = (
        {"formula": "[source-0]"},
        {"formula": "[source-0] * 1"},
        {"formula": "[source-0] > 1 CNY", "unit": "truth"},
    )
    reason = heard(("120", "news", ELSEWHERE), formulas=formulas).reason
    words = "1 news, 1 recomputation from figures printed elsewhere, 1 inference from sources elsewhere"
    assert reason.startswith(f"Agrees: {words}.")


def test_an_office_repeated_is_the_companys_word_and_a_level_its_figure(book):
    assert "the company's own word repeated" in book.evidence_of("gravity-2021-03").reason
    assert "the company's own figure repeated" in book.evidence_of("gravity-2021-15").reason


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://www.paper.example/a/1/", "not_enough_evidence"),
        ("http://m.paper.example/a/1", "not_enough_evidence"),
        ("https://paper.example/a/2", "supported"),
        ("https://paper.example/a/1?page=2", "supported"),
    ],
)
def test_an_article_is_no_witness_for_itself_under_an_id_of_reported_figures(heard, tiny, address, code):
    tiny.tables["articles.csv"][0]["address"] = "https://paper.example/a/1"
    assert heard(("120", "news", {"source_url": address})).code == code
    formula = ({"formula": "[source-0] * 2"},)
    assert heard(("60", "news", {**ELSEWHERE, "source_url": address}), formulas=formula).code == code


def test_an_article_and_a_copy_of_it_in_reported_figures_are_one_witness(heard, tiny):
    """Two of medium strength refute where they are two: the other article, and a page that is its own."""
    tiny.row("claims/other-2021.csv", 2).update(metric="gmv", value="150", quote="150億元")
    tiny.texts["other-2021"] = tiny.texts["other-2021"].replace("121", "150")
    article = _article("other-2021", tiny.texts["other-2021"]) | {"address": "https://other.example/"}
    tiny.tables["articles.csv"][1] = article
    assert heard(("150", "news_repost", {})).code == "refuted"
    assert heard(("150", "news_repost", {"source_url": "https://other.example"})).code == "not_enough_evidence"


TIMES_ONE = {"formula": "[source-0] * 1"}
RECOMPUTED = "from figures printed elsewhere"


@pytest.mark.parametrize(
    ("sources", "formulas", "code", "rows", "reason"),
    [
        ([("120", "news"), ("120", "news")], (), "supported", "01", "Agrees: 2 news."),
        ([("120", "news"), ("120", "broker")], (), "supported", "01", "Agrees: 1 broker, 1 news."),
        ([("150", "news"), ("120", "broker")], (), "conflicting", "10", "Agrees: 1 broker. Differs: 1 news."),
        ([("150", "news")], (), "refuted", "0", "Differs: 1 news."),
        ([("150", "broker"), ("160", "broker")], (), "refuted", "01", "Differs: 2 broker."),
        (
            [("120", "news")],
            (TIMES_ONE,),
            "supported",
            "0",
            f"Agrees: 1 news, 1 recomputation {RECOMPUTED}. Note 0.",
        ),
        (
            [("150", "news", ELSEWHERE)],
            (TIMES_ONE, TIMES_ONE),
            "refuted",
            "0",
            f"Differs: 2 recomputations {RECOMPUTED}. Note 0. Note 1.",
        ),
        (
            [("120", "news", ELSEWHERE), ("150", "news")],
            (TIMES_ONE | {"shows": "label"},),
            "mislabelled",
            "0",
            f"The number agrees; the label does not: 1 recomputation {RECOMPUTED}. Note 0.",
        ),
        # a label that does not fit says nothing, neither of the claim as worded
        (
            [("150", "news", ELSEWHERE)],
            (TIMES_ONE | {"shows": "label"},),
            "not_enough_evidence",
            "",
            "Nothing comparable",
        ),
        ([], (), "not_enough_evidence", "", "Nothing comparable was found"),
    ],
)
def test_a_reason_counts_what_speaks_for_and_against(heard, sources, formulas, code, rows, reason):
    found = heard(*((value, kind, dict(*more)) for value, kind, *more in sources), formulas=formulas)
    assert (found.code, found.rows) == (code, tuple(f"source-{n}" for n in rows))
    assert found.reason == reason or (code == "not_enough_evidence" and found.reason.startswith(reason))


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["blog"], ["weak"]),
        (["broker"], ["middling"]),
        (["blog", "broker"], ["weak", "middling"]),
        (["blog", "blog"], ["weak"]),
    ],
)
def test_what_is_too_little_to_refute_is_named(heard, kinds, words):
    found = heard(*(("150", kind, {}) for kind in kinds))
    assert (found.code, found.rows) == ("not_enough_evidence", ())
    assert found.reason.startswith("Only ") and re.findall("weak|middling", found.reason) == words
    assert ("a weak source and a source of middling weight differs" in found.reason) == (len(words) == 2)


@pytest.mark.parametrize(("host", "code"), [("https://site0.example/", "not_enough_evidence"), ("", "refuted")])
def test_one_witness_heard_twice_is_one(heard, host, code):
    again = {"source_url": host} if host else {}
    assert heard(("150", "broker", {}), ("160", "broker", again)).code == code


@pytest.mark.parametrize(("kind", "what"), [("money", "figure"), ("date", "word"), ("office", "word")])
def test_the_companys_own_word_is_none_of_a_figure(heard, tiny, kind, what):
    next(row for row in tiny.tables["metrics.csv"] if row["metric"] == OTHER)["kind"] = kind
    for row in tiny.tables["definitions.csv"]:
        row["origin"] = "company"
    reason = heard(("120", "news", ELSEWHERE), formulas=({"formula": "[source-0]"},)).reason
    assert f"All of it is the company's own {what} repeated" in reason


@pytest.mark.parametrize(
    ("origins", "words"),
    [
        (["company", "company"], "the company's own figure repeated"),
        (["survey", "survey"], "one body's figure repeated"),
        (["survey", "estimate"], "figures of several bodies"),
        (["company", "survey"], None),
        (["", ""], None),
    ],
)
def test_whose_figure_it_is_that_agrees_is_said(heard, tiny, origins, words):
    """A formula may rest on rows of several definitions, each of another origin."""
    for n, origin in enumerate(origins):
        tiny.tables["definitions.csv"].append(
            {"metric": OTHER, "scope": f"kind {n}", "definition": f"other-{origin or 'blank'}", "expected": "yes"}
            | {"origin": origin}
        )
    sources = (("60", "news", ELSEWHERE | {"scope": f"kind {n}"}) for n in range(2))
    found = heard(*sources, formulas=({"formula": "[source-0] + [source-1]"},))
    assert (found.code, found.rows) == ("supported", ("source-0", "source-1"))
    phrases = ("the company's own figure", "one body's figure", "figures of several bodies")
    assert [phrase for phrase in phrases if phrase in found.reason] == (
        [words.removesuffix(" repeated")] if words else []
    )


def test_what_a_definition_says_ends_the_reason_and_does_not_stand_beside_nothing_found(heard, tiny):
    for row in tiny.tables["definitions.csv"]:
        if row["metric"] == "gmv":
            row["note"] = "Orders that were sent back are counted."
    assert heard(("120", "news", {})).reason == "Agrees: 1 news. Orders that were sent back are counted."
    nothing = heard().reason
    assert nothing.endswith(" Orders that were sent back are counted.") and "Nothing comparable" not in nothing
