"""The register: what it reads, what it computes, and what it says of each kind of malformed input."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from register_cases import (
    loaded,
)

from claimcheck import loading as registers
from claimcheck.loading import load, reread, with_value
from claimcheck.printed.interval import Interval

# what it reads


def test_claims_have_their_intervals_in_base_units(tiny):
    claims = loaded(tiny).claims
    assert claims["tiny-2020-01"].interval == Interval(Fraction(11950000000), Fraction(12050000000))
    assert claims["tiny-2020-02"].interval == Interval(Fraction(99, 2), Fraction(101, 2))
    assert claims["tiny-2020-02"].operand == Interval(Fraction(99, 200), Fraction(101, 200))
    assert claims["tiny-2020-06"].interval == Interval(Fraction(3), None, False)
    assert claims["tiny-2020-07"].interval == Interval.exact(2)
    day = date(2020, 3, 1).toordinal()
    assert claims["tiny-2020-08"].interval == Interval.exact(day)
    assert claims["tiny-2020-01"].figure_text == "12 billion CNY (達120億元)"
    assert claims["tiny-2020-01"].interval_text == "[119.5, 120.5] 1e8 CNY"


def test_a_corrected_claim_is_read_as_corrected(tiny):
    claim = loaded(tiny).claims["tiny-2020-10"]
    assert (claim.quote, claim.read, claim.figure_text) == ("9.億8%", "9.8%", "9.8%")


def test_a_correction_inside_the_quote_replaces_that_part_only(tiny):
    place = int(tiny.row("corrections.csv", 2)["start"]) + 2
    tiny.row("corrections.csv", 2).update(start=str(place), end=str(place + 1), found="億", read="")
    assert loaded(tiny).claims["tiny-2020-10"].read == "9.8%"


def test_a_claim_without_value_takes_the_interval_of_its_words(tiny):
    tiny.row("claims/tiny-2020.csv", 7)["value"] = ""
    claim = loaded(tiny).claims["tiny-2020-06"]
    assert claim.interval == Interval(Fraction(3), None, False)
    assert claim.figure_text == "超3%"


def exactly(tiny):
    """121 is exact, and the zero of 120 a digit: the two cannot be one figure."""
    tiny.row("claims/other-2021.csv", 2)["rounding_unit"] = "0"
    tiny.row("claims/tiny-2020.csv", 2)["coarse_unit"] = "1"


@pytest.mark.parametrize(
    ("relation", "code", "result"),
    [
        ("tiny-2020-r01", "reproduced", Interval(Fraction(100 * 239, 161) - 100, Fraction(100 * 241, 159) - 100)),
        (
            "tiny-2020-r02",
            "reproduced",
            Interval(Fraction(795, 100) * 10**9 * Fraction(299, 200), Fraction(805, 100) * 10**9 * Fraction(301, 200)),
        ),
        ("tiny-2020-r03", "reproduced", Interval(Fraction(9500, 1205), Fraction(10500, 1195))),
        ("tiny-2020-r04", "undetermined", None),
        ("tiny-2020-r05", "reproduced", Interval.exact(2)),
        ("tiny-2020-r06", None, Interval.exact(10)),
        ("tiny-2020-r07", "reproduced", True),
        ("cross-r01", "not_reproduced", Interval(Fraction(12050000000), Fraction(12150000000))),
    ],
)
def test_relations_have_result_and_verdict(tiny, relation, code, result):
    if relation == "cross-r01":  # 121 and 120 meet at 120.5 as long as both are rounded to 1
        exactly(tiny)
        result = Interval.exact(12100000000)
    found = loaded(tiny).relations[relation]
    assert found.result == result
    assert (found.verdict.code if found.verdict else None) == code


def test_a_cross_relation_may_use_a_figure_reported_elsewhere(tiny):
    tiny.tables["relations.csv"].append(
        {
            "id": "cross-r02",
            "article": "cross",
            "formula": "[gmv-2020-paper] / [tiny-2020-01]",
            "unit": "times",
            "label": "The paper's level over the article's",
            "role": "derived",
        }
    )
    tiny.write()
    book, faults = registers.examine(tiny.root, tiny.articles)
    assert faults == () and book.relations["cross-r02"].inputs == ("gmv-2020-paper", "tiny-2020-01")
    # over 12 billion on 11.95 to 12.05 billion
    assert book.relations["cross-r02"].result.lower == Fraction(1200, 1205)
    assert with_value(book, "tiny-2020-01", "240").relations["cross-r02"].result.lower == Fraction(1200, 2405)
    assert set(reread(book, coarse=True).relations) == set(book.relations)


def test_the_worst_verdict_counts(tiny):
    exactly(tiny)
    found = loaded(tiny)
    assert {r.verdict.code for r in found.targeting("tiny-2020-01")} == {"reproduced", "not_reproduced"}
    assert found.verdict_of("tiny-2020-01").code == "not_reproduced"
    assert found.verdict_of("tiny-2020-04").code == "not_computable"
    with pytest.raises(KeyError):
        found.verdict_of("tiny-2020-99")


def test_rereading_changes_rule_and_rounding_unit(tiny):
    found = loaded(tiny)
    coarse = reread(found, coarse=True).claims["tiny-2020-01"].interval
    assert coarse == Interval(Fraction(11500000000), Fraction(12500000000))
    truncated = reread(found, "truncate").claims["tiny-2020-01"].interval
    assert truncated == Interval(Fraction(12000000000), Fraction(12100000000), True, False)
    assert reread(found, "truncate").relations["cross-r01"].verdict.code == "undetermined"
    exactly(tiny)
    tiny.row("claims/other-2021.csv", 2)["rounding_unit"] = "1"
    assert reread(loaded(tiny), "truncate").relations["cross-r01"].verdict.code == "not_reproduced"


def test_a_reported_figure_has_its_interval(tiny):
    assert loaded(tiny).reported["gmv-2020-paper"].interval == Interval(Fraction(12000000000), None, False)


def test_without_texts_the_quotes_are_not_checked(tiny, monkeypatch):
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    tiny.row("claims/tiny-2020.csv", 2)["prefix"] = "wrong"
    tiny.write()
    assert load(tiny.root).texts == {}


# must show: results follow from the tables alone


def test_another_value_changes_the_results_that_depend_on_it_and_no_others(tiny):
    found = loaded(tiny)
    changed = with_value(found, "tiny-2020-03", "81.5")
    assert {r for r in found.relations if found.relations[r] != changed.relations[r]} == {
        "tiny-2020-r01",
        "tiny-2020-r02",
    }
    far = with_value(found, "tiny-2020-03", "800")
    assert {far.relations[r].verdict.code for r in ("tiny-2020-r01", "tiny-2020-r02")} == {"not_reproduced"}
    moved = with_value(found, "tiny-2020-08", "2020-03-02").relations["tiny-2020-r06"]
    assert moved.result == Interval.exact(9)


def test_a_changed_file_gives_what_a_changed_value_gives(tiny, monkeypatch):
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    before = load(tiny.write().root)
    tiny.row("claims/tiny-2020.csv", 4).update(quote="95億元", value="95")
    after = load(tiny.write().root)
    assert after.relations == with_value(before, "tiny-2020-03", "95").relations
    assert after.relations["tiny-2020-r01"].verdict.code == "not_reproduced"
