"""conflicts.csv and its texts: what is there, how figures get into it, and which mistakes are found."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from claimcheck.evidence import reconcile
from claimcheck.loading import examine
from claimcheck.printed.interval import Interval
from claimcheck.register import conflict_text
from kuaishou.conflicts import THEMES

# the table


def test_there_are_dozens_worst_first(book):
    severities = [c.severity for c in book.conflicts.values()]
    assert 36 <= len(severities) <= 60
    assert severities == sorted(severities) and set(severities) == {"1", "2", "3", "4"}


def test_ids_are_slugs_and_no_id_of_a_claim(book):
    for conflict_id in book.conflicts:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", conflict_id)
        assert conflict_id not in {**book.claims, **book.reported, **book.relations, **book.evidence_rows}


def test_open_ones_say_what_would_settle_them(book):
    """Must-show 5."""
    for conflict in book.conflicts.values():
        assert conflict.settled_by
        assert (conflict.settled == "yes") == (not conflict.remains_open), conflict.id


def test_every_theme_and_cause_is_known(book):
    assert {c.theme for c in book.conflicts.values()} == set(THEMES)
    assert {c.cause for c in book.conflicts.values()} == {
        "value",
        "period",
        "definition",
        "rounding",
        "attribution",
        "transcription",
    }


@pytest.mark.parametrize(
    "claims",
    [
        "trust-2023-06 trust-2023-07 trust-2023-09",  # five years
        "gravity-2021-15 gravity-2021-19 providers-2021-37 trust-2023-01",  # 3812, 4000, 9610, half
        "gravity-2021-24 subsidy-2020-40 subsidy-2020-47",  # 0.97% and fees
        "providers-2021-24 providers-2021-25 gravity-2021-22",  # e-commerce or other services
        "providers-2021-24 newness-2022-29 newness-2022-35",  # 12 and 19.6
        "providers-2021-30 newness-2022-36",  # fastest, slower
        "providers-2021-33",  # 5.62
        "trust-2023-27 subsidy-2020-45",  # 45% and mostly
        "subsidy-2020-18 subsidy-2020-33 gravity-2021-42",  # 3億 at three dates
        "gravity-2021-13 providers-2021-07 trust-2023-11",  # the start
        "newness-2022-12 newness-2022-62",  # two men's names
        "newness-2022-42 newness-2022-03",  # 28 and 29 September
        "trust-2023-02 trust-2023-03",  # posted in 2023
    ],
)
def test_the_known_disagreements_are_there(book, claims):
    wanted = set(claims.split())
    assert any(wanted <= set(c.claims) for c in book.conflicts.values())


def test_every_contradiction_between_two_figures_is_a_conflict(book):
    """What reconciliation finds by itself must not be missing from the table."""
    for pair in reconcile.pairs(book):
        if pair.code == "conflict":
            assert any({pair.first, pair.second} <= {*c.claims, *c.reported} for c in book.conflicts.values()), pair


def test_every_refuted_or_conflicting_claim_is_in_a_conflict(book):
    told = {i for c in book.conflicts.values() for i in c.claims}
    for claim_id in book.claims:
        assert book.evidence_of(claim_id).code not in ("refuted", "conflicting") or claim_id in told, claim_id


def test_the_take_rate_of_a_quarter_lies_above_that_of_the_year_as_its_level_is_printed(book):
    """By the two other shares of the quarter, and by them with one adjusted by its last digit so that three add to 100."""
    share, total, goods = (
        (lambda i: book.reported[i].interval),
        book.reported["rev-2021-q1-usmart"],
        book.reported["gmv-2021-q1-usmart"],
    )
    rest = (share("share-oms-2021-q1-pandaily-2021q1") + share("share-ls-2021-q1-pandaily-2021q1")).map_scale(
        Fraction(-1, 100)
    ) + 1
    of_2020 = book.claims["gravity-2021-20"].interval / book.claims["gravity-2021-15"].interval
    for adjusted in (Fraction(0), Fraction("0.001")):
        assert of_2020.lt((rest - adjusted) * total.interval / goods.interval) is True
    # with a share of each adjusted, the year could reach the quarter
    printed = book.claims["gravity-2021-22"].interval.map_scale(Fraction(1, 100)) + Fraction("0.001")
    could_be = printed * book.reported["rev-2020-36kr-digest"].interval / book.claims["gravity-2021-15"].interval
    assert could_be.lt((rest - Fraction("0.001")) * total.interval / goods.interval) is None
    assert book.conflicts["take-rate-2021-above-2020"].settled == "partly"


# texts


def test_texts_are_filled_in(book):
    for conflict in book.conflicts.values():
        for name in conflict_text.TEXTS:
            assert not re.search(r"[\[\]{}]", getattr(conflict, name)), (conflict.id, name)


def test_figures_named_in_a_text_are_figures_of_the_conflict(book):
    for conflict in book.conflict_templates.values():
        for name in conflict_text.TEXTS:
            named = re.findall(r"\[([^\]]*)\]", getattr(conflict, name))
            assert set(named) <= {*conflict.claims, *conflict.reported}, conflict.id


# numbers that a text may hold outside a placeholder: years, names of sales, a reading that is rejected
ALLOWED = re.compile(r"\b(?:19|20)\d\d\b|\b[a-z]+-20\d\d\b|\b[16]16\b|10億元級|Read as 8%")


def test_no_figure_is_typed_by_hand(book):
    for conflict in book.conflict_templates.values():
        for name in conflict_text.TEXTS:
            text = conflict_text.PLACEHOLDER.sub("", getattr(conflict, name))
            assert not re.search(r"\d", ALLOWED.sub("", text)), (conflict.id, name, text)


def test_placeholders(book):
    fill = lambda text: conflict_text.render(book, text)
    assert fill("GMV of [gravity-2021-15] was") == "GMV of 381.2 billion CNY (3812億元) was"
    assert fill("[gmv-2018-lieyun]") == "96.60 million CNY (人民币9660万元)"
    assert fill("{cross-r21}") == "39.7%"
    assert fill("{gravity-2021-r15}").startswith("over 18.7 billion CNY")
    assert fill("{cross-r07}") == "holds"
    assert fill("{e-trust-2023-27-2}") == "35.1% (35.0% to 35.2%)"
    assert fill("no mark") == "no mark"


@pytest.mark.parametrize(
    ("row_id", "shown"),
    [
        ("gmv-2021-sina-tech", "680 billion CNY (6800亿元)"),
        ("gmv-2019-lieyun", "59.6 billion CNY (人民币596亿元)"),
        ("douyin-gmv-2020-caixin", "170 billion yuan to 180 billion yuan"),
        ("rev-ls-yoy-2021-q1-cgtn", "19.5 percent"),
        ("dau-2021-company", "308.2 million persons (3.082億)"),
    ],
)
def test_a_reported_figure_is_quoted_in_english_words_its_own_where_it_has_them(book, row_id, shown):
    assert book.reported[row_id].quoted == shown


def test_a_reported_number_without_its_unit_gets_one(book):
    bare = [row for row in book.reported.values() if re.fullmatch(r"[\d,.]+", row.printed) and row.unit.endswith("CNY")]
    assert bare and all(row.quoted.endswith("CNY") for row in bare)


def test_placeholders_as_links_escape_the_rest(book):
    linked = conflict_text.render(book, "a < b [gravity-2021-15]", lambda i, figure: f"<a {i}>{figure}</a>")
    assert linked == "a &lt; b <a gravity-2021-15>381.2 billion CNY (3812億元)</a>"


@pytest.mark.parametrize("text", ["[gravity-2021-999]", "{cross-r999}", "[]", "{}", "[cross-r21]", "{gravity-2021-15}"])
def test_an_unknown_placeholder_is_an_error(book, text):
    with pytest.raises(conflict_text.TextError, match=re.escape(text)):
        conflict_text.render(book, f"see {text}.")


def test_an_unknown_placeholder_is_a_fault_at_its_row(tiny):
    tiny.row("conflicts.csv", 2)["settled_by"] = "as [tiny-2020-01] and [tiny-2020-99] and {tiny-2020-r01} say"
    tiny.write()
    _, faults = examine(tiny.root, tiny.articles)
    assert [(f.code, f.file, f.row, f.found) for f in faults] == [
        ("unknown-mark", "data/conflicts.csv", 2, "'[tiny-2020-99]'")
    ]


def test_a_known_placeholder_is_none(tiny):
    tiny.row("conflicts.csv", 2)["settled_by"] = "as [tiny-2020-01] and [gmv-2020-paper] and {tiny-2020-r01} say"
    tiny.write()
    book, faults = examine(tiny.root, tiny.articles)
    assert faults == ()
    assert "[" not in book.conflicts["two-levels"].settled_by and "12" in book.conflicts["two-levels"].settled_by


def test_an_override_without_a_reason_is_a_fault(tiny):
    tiny.row("conflicts.csv", 2)["override"] = "tiny-2020-01=refuted"
    tiny.write()
    _, faults = examine(tiny.root, tiny.articles)
    assert [(f.code, f.row, f.column) for f in faults] == [("missing-reason", 2, "reason")]


def test_an_override_with_a_reason_is_none_and_holds(tiny):
    tiny.row("conflicts.csv", 2).update(override="tiny-2020-01=refuted", reason="So it is.")
    tiny.write()
    book, faults = examine(tiny.root, tiny.articles)
    assert faults == () and book.evidence_of("tiny-2020-01").code == "refuted"


@pytest.mark.parametrize(
    "formula, unit, code",
    [
        ("[gmv-1999] / [tiny-2020-01]", "times", "unknown-row"),
        ("[tiny-2020-04] / [tiny-2020-01]", "percent", "evidence-from-within"),
        ("[gmv-2020-paper] / ", "percent", "bad-formula"),
        ("[gmv-2020-paper] / ([tiny-2020-01] - [tiny-2020-01])", "times", "bad-formula"),
        ("[gmv-2020-paper] > 1", "times", "unit-mismatch"),
    ],
)
def test_faulty_evidence(tiny, formula, unit, code):
    tiny.tables["evidence.csv"] = [
        {
            "id": "e-tiny-2020-01-1",
            "claim": "tiny-2020-01",
            "formula": formula,
            "unit": unit,
            "shows": "claim",
            "note": "it shows",
        }
    ]
    tiny.write()
    _, faults = examine(tiny.root, tiny.articles)
    assert [(f.code, f.file, f.row) for f in faults] == [(code, "data/evidence.csv", 2)]


def test_evidence_about_no_claim(tiny):
    tiny.tables["evidence.csv"] = [
        {
            "id": "e-tiny-2020-99-1",
            "claim": "tiny-2020-99",
            "formula": "[gmv-2020-paper]",
            "unit": "CNY",
            "shows": "claim",
            "note": "it shows",
        }
    ]
    tiny.write()
    assert [f.code for f in examine(tiny.root, tiny.articles)[1]] == ["unknown-claim"]


def test_an_undefined_scope_is_a_fault(tiny):
    tiny.row("reported.csv", 2)["scope"] = "another"
    tiny.write()
    _, faults = examine(tiny.root, tiny.articles)
    assert [(f.code, f.file, f.row, f.column) for f in faults] == [("undefined-scope", "data/reported.csv", 2, "scope")]


def test_a_scope_defined_twice_is_a_fault(tiny):
    tiny.tables["definitions.csv"].append(dict(tiny.tables["definitions.csv"][0]))
    tiny.write()
    _, faults = examine(tiny.root, tiny.articles)
    assert [(f.code, f.file) for f in faults] == [("duplicate-row", "data/definitions.csv")]


INTERVAL = Interval(Fraction(19), Fraction(21))


@pytest.mark.parametrize(
    "result, point, unit, digits, text",
    [
        (Interval.exact(3), Fraction(3), "years", 3, "3 years"),
        (INTERVAL, Fraction(20), "percent", 3, "20% (19% to 21%)"),
        (INTERVAL, None, "percent", 3, "19% to 21%"),
        (INTERVAL, Fraction(30), "percent", 3, "19% to 21%"),  # a point outside is no witness
        (Interval(Fraction(1, 3), None, False), None, "percent", 3, "over 0.333%"),
        (Interval(None, Fraction(2, 3)), None, "percent", 2, "at most 0.67%"),
        (Interval(Fraction(0), Fraction(2), False), None, "times", 3, "at most 2 times"),
        (Interval(Fraction(5396, 10), Fraction(5397, 10)), Fraction(5396, 10), "percent", 3, "540%"),
        (
            Interval(Fraction(5396, 10), Fraction(5397, 10)),
            Fraction(5396, 10),
            "percent",
            5,
            "539.6% (539.6% to 539.7%)",
        ),
        (Interval.exact(Fraction(-235, 100)), Fraction(-235, 100), "percent", 3, "-2.35%"),
        (True, True, "truth", 3, "holds"),
        (False, False, "truth", 3, "does not hold"),
        (None, None, "truth", 3, "holds for some values only"),
    ],
)
def test_results_in_words(result, point, unit, digits, text):
    assert conflict_text.result_text(result, point, unit, digits) == text
