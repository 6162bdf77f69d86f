"""The register: what it reads, what it computes, and what it says of each kind of malformed input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import conftest
import pytest

from claimcheck import loading as registers
from claimcheck.loading import load, reread, with_value
from claimcheck.printed.interval import Interval
from claimcheck.register.faults import Fault, FaultError

TINY, OTHER = "data/claims/tiny-2020.csv", "data/claims/other-2021.csv"
RELATIONS, CORRECTIONS, CONFLICTS = "data/relations.csv", "data/corrections.csv", "data/conflicts.csv"
EXCLUSIONS = "data/exclusions.csv"


def loaded(package):
    package.write()
    return load(package.root, package.articles)


def faults_of(package) -> tuple[Fault, ...]:
    with pytest.raises(FaultError) as raised:
        load(package.root, package.articles)
    return raised.value.faults


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


# malformed input, one case a kind: change, then the faults expected


def claim_case(line, column, value, code, found, expected, at=None):
    def change(package):
        package.row("claims/tiny-2020.csv", line)[column] = value

    return change, [Fault(code, TINY, line, at or column, found, expected)]


def relation_case(line, changes, code, column, found, expected):
    def change(package):
        package.row("relations.csv", line).update(changes)

    return change, [Fault(code, RELATIONS, line, column, found, expected)]


def table_case(file, line, changes, code, column, found, expected):
    def change(package):
        package.row(file, line).update(changes)

    return change, [Fault(code, f"data/{file}", line, column, found, expected)]


UNITS = (
    "one of CNY, USD, HKD, percent, points, persons, items, times, seconds, minutes, hours, days, months, years, "
    "rank, date, text, "
    "optionally after a power of ten as in 1e8 CNY"
)
IN_TEXT = "as the text has"
ROW_CASES = {
    "unknown unit": claim_case(4, "unit", "亿", "unknown-unit", "'亿'", UNITS),
    "unknown kind": claim_case(4, "kind", "guess", "unknown-kind", "'guess'", "one of figure, words, role"),
    "unknown metric": claim_case(4, "metric", "gnv", "unknown-metric", "'gnv'", "a metric of data/metrics.csv"),
    "malformed id": claim_case(
        12, "id", "tiny-2020-3", "malformed-id", "'tiny-2020-3'", "the article's id and a number, as in gravity-2021-07"
    ),
    "id of another file": claim_case(
        12, "id", "other-2021-10", "id-differs", "'other-2021-10'", "an id that begins with tiny-2020-"
    ),
    "missing value": claim_case(5, "entity", "", "missing-value", "''", "a value"),
    "quote not in the text": claim_case(4, "quote", "80億美", "quote-differs", "'80億美'", f"'80億元' {IN_TEXT}"),
    "prefix not in the text": claim_case(4, "prefix", "年是", "prefix-differs", "'年是'", f"'年為' {IN_TEXT}"),
    "suffix not in the text": claim_case(4, "suffix", "!", "suffix-differs", "'!'", f"'。' {IN_TEXT}"),
    "newline in a selector": claim_case(4, "suffix", "。\n", "newline", r"'。\n'", "text within one line"),
    "no place": claim_case(4, "start", "x", "malformed-start", "'x'", "a whole number"),
    "nothing quoted": claim_case(4, "end", "1", "empty-span", "'1'", "more than start 29"),
    "outside the text": claim_case(
        12, "end", "999", "outside-text", "'999'", f"at most {len(conftest.TINY)}, the text's length"
    ),
    "long quote": claim_case(5, "quote", "一" * 17, "quote-too-long", f"'{'一' * 17}'", "at most 16 characters"),
    "another value": claim_case(
        5, "value", "11", "value-differs", "'11 1e8 CNY'", "10 times 100000000 CNY, as '10億元' reads"
    ),
    "another unit": claim_case(6, "unit", "times", "unit-differs", "'times'", "percent, as '8.3%' reads"),
    "value that is no number": claim_case(
        5, "value", "ten", "malformed-value", "'ten'", "a figure (value 'ten' is no decimal number)"
    ),
    "qualifier left out": claim_case(7, "qualifier", "", "qualifier-differs", "''", "'超', as '超3%' reads"),
    "qualifier that is not there": claim_case(
        5, "qualifier", "近", "qualifier-differs", "'近'", "'', as '10億元' reads"
    ),
    "unknown qualifier": claim_case(5, "qualifier", "差点", "unknown-qualifier", "'差点'", "words of qualifiers.csv"),
    "bad date": claim_case(4, "period_end", "2019-13-01", "bad-date", "'2019-13-01'", "a date such as 2020-01-31"),
    "reversed period": claim_case(
        4, "period_end", "2018-12-31", "period-reversed", "'2018-12-31'", "no day before 2019-01-01"
    ),
    "half a period": claim_case(4, "period_end", "", "half-period", "no date", "both ends of the period or neither"),
    "date outside its period": claim_case(
        9, "value", "2020-03-02", "value-differs", "'2020-03-02'", "a date in [2020-03-01, 2020-03-01]"
    ),
    "rounding below the digits": claim_case(
        5, "rounding_unit", "0.1", "rounding-too-fine", "'0.1'", "0, or at least one unit of the last digit of 10"
    ),
    "formula that does not parse": relation_case(
        2,
        {"formula": "[tiny-2020-01] /"},
        "bad-formula",
        "formula",
        "'[tiny-2020-01] /'",
        "a formula (expected a claim, a number, a function or '(', found 'the end' in formula '[tiny-2020-01] /')",
    ),
    "relation naming no claim": relation_case(
        4,
        {"formula": "[tiny-2020-77] / [tiny-2020-01]"},
        "unknown-claim",
        "formula",
        "'[tiny-2020-77]'",
        "the id of a claim",
    ),
    "target beside a reported figure": relation_case(
        9,
        {"formula": "[gmv-2020-paper] / 1"},
        "reported-in-check",
        "target",
        "'tiny-2020-01'",
        "no target beside [gmv-2020-paper]: evidence.csv says what it shows of a claim",
    ),
    "reported figure in an article's own relation": relation_case(
        7,
        {"formula": "[gmv-2020-paper]", "unit": "CNY"},
        "other-article",
        "formula",
        "'gmv-2020-paper'",
        "claims of tiny-2020, or article cross",
    ),
    "target naming no claim": relation_case(
        4, {"target": "tiny-2020-77"}, "unknown-claim", "target", "'tiny-2020-77'", "the id of a claim"
    ),
    "circular relation": relation_case(
        4,
        {"formula": "[tiny-2020-05] + [tiny-2020-06]"},
        "circular-relation",
        "formula",
        "'[tiny-2020-05]'",
        "a formula that does not use its own target",
    ),
    "zero division": relation_case(
        4,
        {"formula": "[tiny-2020-01] / ([tiny-2020-01] - [tiny-2020-01])"},
        "zero-division",
        "formula",
        "'[tiny-2020-01] / ([tiny-2020-01] - [tiny-2020-01])'",
        "no division by what may be zero in tiny-2020-r03 (division by [0, 0], which contains 0 in "
        "[tiny-2020-01] / ([tiny-2020-01] - [tiny-2020-01]))",
    ),
    "yuan and a share in one sum": relation_case(
        4,
        {"formula": "[tiny-2020-01] + [tiny-2020-06]"},
        "dimension-mismatch",
        "formula",
        "'[tiny-2020-01] + [tiny-2020-06]'",
        "amounts in tiny-2020-r03 that go together (CNY added to a pure number in [tiny-2020-01] + [tiny-2020-06])",
    ),
    "a result that is no share": relation_case(
        4,
        {"formula": "[tiny-2020-01] - [tiny-2020-03]"},
        "dimension-mismatch",
        "unit",
        "'percent'",
        "the unit of what the formula of tiny-2020-r03 gives, CNY",
    ),
    "date of a formula that gives none": relation_case(
        7,
        {"unit": "date"},
        "dimension-mismatch",
        "unit",
        "'date'",
        "the unit of what the formula of tiny-2020-r06 gives, days",
    ),
    "truth of a formula that compares nothing": relation_case(
        7,
        {"unit": "truth"},
        "unit-mismatch",
        "unit",
        "'truth'",
        "a unit of measure, since this is no comparison",
    ),
    "unit unlike the target's": relation_case(
        4, {"unit": "times"}, "unit-mismatch", "unit", "'times'", "percent, the unit of tiny-2020-05"
    ),
    "comparison with a unit": relation_case(
        5, {"unit": "percent"}, "unit-mismatch", "unit", "'percent'", "truth for a comparison"
    ),
    "name that is not listed": relation_case(
        6, {"formula": 'count("甲", "丙")'}, "name-not-found", "formula", "'丙'", "a name that stands in the article"
    ),
    "claim of another article": relation_case(
        7,
        {"formula": "[other-2021-01]", "unit": "CNY"},
        "other-article",
        "formula",
        "'other-2021-01'",
        "claims of tiny-2020, or article cross",
    ),
    "the same relation twice": relation_case(
        9,
        {
            "id": "tiny-2020-r08",
            "article": "tiny-2020",
            "formula": "[tiny-2020-04]/[tiny-2020-01]",
            "target": "tiny-2020-05",
            "unit": "percent",
        },
        "duplicate-relation",
        "formula",
        "'[tiny-2020-04]/[tiny-2020-01]'",
        "a formula that tiny-2020-r03 does not have",
    ),
    "relation id of another article": relation_case(
        4, {"id": "other-2021-r03"}, "id-differs", "id", "'other-2021-r03'", "an id that begins with tiny-2020-r"
    ),
    "formula without a result": relation_case(
        7,
        {"formula": "([tiny-2020-05] - [tiny-2020-02]) ** (1 / 2)", "unit": "percent"},
        "bad-formula",
        "formula",
        "'([tiny-2020-05] - [tiny-2020-02]) ** (1 / 2)'",
        None,
    ),
    "guard that leaves the claim out": table_case(
        "corrections.csv",
        2,
        {"guard": "relation:tiny-2020-r01"},
        "guard-without-claim",
        "guard",
        "'tiny-2020-r01'",
        "a relation that uses the claim in column claim",
    ),
    "exclusion id of another article": table_case(
        "exclusions.csv",
        3,
        {"id": "x-other-2021-001"},
        "id-differs",
        "id",
        "'x-other-2021-001'",
        "an id that begins with x-tiny-2020-",
    ),
    "correction that is gone": table_case(
        "corrections.csv", 2, {"found": "9.萬8%"}, "correction-not-found", "found", "'9.萬8%'", f"'9.億8%' {IN_TEXT}"
    ),
    "correction of no claim": table_case(
        "corrections.csv", 3, {"claim": "tiny-2020-77"}, "unknown-claim", "claim", "'tiny-2020-77'", "the id of a claim"
    ),
    "guard of no relation": table_case(
        "corrections.csv",
        2,
        {"guard": "relation:tiny-2020-r77"},
        "unknown-relation",
        "guard",
        "'tiny-2020-r77'",
        "the id of a relation",
    ),
    "unknown guard": table_case(
        "corrections.csv",
        2,
        {"guard": "hope"},
        "malformed-guard",
        "guard",
        "'hope'",
        "found_in_text, unparsable or relation:<id>, joined by spaces",
    ),
    "conflict of no claim": table_case(
        "conflicts.csv",
        2,
        {"claims": "tiny-2020-01 tiny-2020-77"},
        "unknown-claim",
        "claims",
        "'tiny-2020-77'",
        "the id of a claim",
    ),
    "conflict with no report": table_case(
        "conflicts.csv",
        2,
        {"reported": "gmv-1999"},
        "unknown-reported",
        "reported",
        "'gmv-1999'",
        "an id of reported.csv",
    ),
    "override without a reason": table_case(
        "conflicts.csv",
        2,
        {"override": "tiny-2020-01=refuted"},
        "missing-reason",
        "reason",
        "no reason",
        "why the override is right",
    ),
    "exclusion of other text": table_case(
        "exclusions.csv", 2, {"text": "2021"}, "text-differs", "text", "'2021'", f"'2020' {IN_TEXT}"
    ),
    "exclusion outside the text": table_case(
        "exclusions.csv",
        3,
        {"end": "999"},
        "outside-text",
        "end",
        "'999'",
        f"at most {len(conftest.TINY)}, the text's length",
    ),
    "unknown reason": table_case(
        "exclusions.csv",
        2,
        {"reason": "boring"},
        "unknown-reason",
        "reason",
        "'boring'",
        "one of advertising, forum_counter, section_number, unrelated_headline, second_printing, name, idiom, "
        "not_a_quantity, period_of_claim, page_furniture, list_numbering, contact",
    ),
    "another text": table_case(
        "articles.csv", 3, {"characters": "12"}, "characters-differ", "characters", "'12'", f"11 {IN_TEXT}"
    ),
    "another fingerprint": table_case(
        "articles.csv", 3, {"sha256": "0" * 64}, "sha256-differ", "sha256", f"'{'0' * 59}…'", None
    ),
    "another count of runs": table_case("articles.csv", 3, {"runs": "9"}, "runs-differ", "runs", "'9'", f"2 {IN_TEXT}"),
}


@pytest.mark.parametrize("kind", ROW_CASES)
def test_each_kind_of_malformed_row_makes_one_fault(tiny, kind):
    change, expected = ROW_CASES[kind]
    change(tiny)
    tiny.write()
    found = faults_of(tiny)
    if expected[0].expected is None:  # too long to repeat here
        expected, found = ([replace(f, expected="") for f in faults] for faults in (expected, found))
    assert list(found) == expected


def test_a_duplicate_id_is_a_fault(tiny):
    tiny.tables["claims/other-2021.csv"] *= 2
    tiny.write()
    assert faults_of(tiny) == (Fault("duplicate-id", OTHER, 3, "id", "'other-2021-01'", "a value not used above"),)


def test_claims_stand_in_the_order_of_the_text(tiny):
    rows = tiny.tables["claims/tiny-2020.csv"]
    rows[0], rows[1] = rows[1], rows[0]
    tiny.write()
    assert [(f.code, f.row) for f in faults_of(tiny)] == [("out-of-order", 3)]


def test_an_exclusion_must_not_reach_into_a_claim(tiny):
    quote = tiny.row("claims/tiny-2020.csv", 4)
    tiny.row("exclusions.csv", 3).update(start=quote["start"], end=str(int(quote["start"]) + 2), text="80")
    tiny.write()
    assert faults_of(tiny) == (Fault("overlap", EXCLUSIONS, 3, "start", "29 to 31", "a place outside tiny-2020-03"),)


def test_digits_in_no_claim_and_no_exclusion_are_a_fault(tiny):
    gone = tiny.tables["exclusions.csv"].pop(1)
    tiny.write()
    place = f"'2019' at {gone['start']} to {gone['end']}"
    expected = Fault("uncovered", "data/articles.csv", 2, "runs", place, "a claim or an exclusion that holds it")
    assert faults_of(tiny) == (expected,)


def test_a_figure_that_does_not_parse_is_a_fault(tiny):
    place = int(tiny.row("claims/tiny-2020.csv", 5)["start"])
    tiny.row("claims/tiny-2020.csv", 5).update(
        start=str(place - 2), end=str(place), quote="收益", prefix="", suffix="10"
    )
    tiny.write()
    assert faults_of(tiny) == (
        Fault(
            "unreadable-figure",
            TINY,
            5,
            "quote",
            "'收益'",
            "a figure that reads as 10, or hand in read_by (left over: '收益')",
        ),
    )


def only_last_digit(package):
    """Make the split figure a sound one: its last digit alone."""
    end = int(package.row("claims/tiny-2020.csv", 11)["end"])
    package.row("claims/tiny-2020.csv", 11).update(
        quote="8%", start=str(end - 2), value="8", rounding_unit="1", prefix="", damaged="no"
    )
    package.tables["exclusions.csv"].append(conftest._exclusion(3, "9.億"))


@pytest.mark.parametrize(
    ("line", "changes", "expected"),
    [
        (12, {"quote": "30-40家", "value": "30"}, "[29.5, 40.5] items, as '30-40家' reads"),
        (9, {"quote": "3月2日"}, "[2020-03-02, 2020-03-02], as '3月2日' reads"),
    ],
)
def test_a_span_must_be_the_printed_one(tiny, monkeypatch, line, changes, expected):
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    tiny.row("claims/tiny-2020.csv", line).update(changes)
    tiny.write()
    with pytest.raises(FaultError) as raised:
        load(tiny.root)
    assert [(f.code, f.row, f.expected) for f in raised.value.faults if f.code != "qualifier-differs"] == [
        ("value-differs", line, expected)
    ]


def test_a_correction_of_a_sound_figure_is_no_longer_needed(tiny):
    start = int(tiny.row("claims/tiny-2020.csv", 6)["start"])
    tiny.row("corrections.csv", 2).update(
        start=str(start), end=str(start + 4), found="8.3%", read="8.3%", claim="tiny-2020-05"
    )
    only_last_digit(tiny)
    tiny.write()
    assert [(f.code, f.row, f.column, f.found) for f in faults_of(tiny)] == [
        ("correction-not-needed", 2, "guard", "'8.3%'"),
        ("correction-not-needed", 2, "guard", "'tiny-2020-r07'"),
    ]


def test_a_correction_must_make_its_relation_hold(tiny):
    tiny.row("relations.csv", 8)["formula"] = "abs([tiny-2020-10] - [tiny-2020-05]) < 0.001"
    tiny.write()
    assert faults_of(tiny) == (
        Fault(
            "correction-not-confirmed",
            CORRECTIONS,
            2,
            "guard",
            "'tiny-2020-r07'",
            "a relation that holds with the reading",
        ),
    )


def test_an_unparsable_guard_needs_a_claim(tiny):
    tiny.row("corrections.csv", 2).update(claim="", guard="unparsable")
    only_last_digit(tiny)
    tiny.write()
    assert [f.code for f in faults_of(tiny)] == ["guard-without-claim"]


# malformed files


def lines_of(package, file):
    return (package.root / file).read_text(encoding="utf-8").split("\n")


def put(package, file, lines):
    (package.root / file).write_text("\n".join(lines), encoding="utf-8")


def test_a_missing_column_is_one_fault_and_no_trail(tiny):
    tiny.write()
    head, *rows = lines_of(tiny, "claims/tiny-2020.csv")
    put(tiny, "claims/tiny-2020.csv", [head.replace("quote,", ""), *rows])
    assert faults_of(tiny) == (Fault("missing-column", TINY, 1, "quote", "no such column", "column 'quote'"),)


def test_an_extra_column_is_a_fault(tiny):
    tiny.write()
    put(tiny, "relations.csv", [line + ",x" for line in lines_of(tiny, "relations.csv") if line])
    assert faults_of(tiny) == (Fault("extra-column", RELATIONS, 1, "x", "column 'x'", "only columns of the schema"),)


def test_a_column_named_twice_is_a_fault(tiny):
    tiny.write()
    head, *rows = lines_of(tiny, "exclusions.csv")
    put(tiny, "exclusions.csv", [head + ",note", *(row + "," for row in rows if row)])
    assert faults_of(tiny) == (
        Fault("duplicate-column", EXCLUSIONS, 1, "note", "column 'note' twice", "each column once"),
    )


def test_swapped_columns_are_a_fault(tiny):
    tiny.write()
    head, *rows = lines_of(tiny, "claims/other-2021.csv")
    put(tiny, "claims/other-2021.csv", [head.replace("start,end", "end,start"), *rows])
    assert faults_of(tiny) == (Fault("column-order", OTHER, 1, "end", "column 'end'", "column 'start' here"),)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault("empty-file", OTHER, None, None, "an empty file", "a header and rows")),
        (b"\n\n", Fault("empty-file", OTHER, None, None, "an empty file", "a header and rows")),
        ("id\n億".encode("gbk"), Fault("wrong-encoding", OTHER, 2, None, "byte 0x83", "UTF-8 text")),
        ("\ufeffid".encode(), Fault("wrong-encoding", OTHER, 1, None, "a byte order mark", "UTF-8 without one")),
        (b"id,a\r\n", Fault("wrong-newline", OTHER, 1, None, "a carriage return", "lines ended by LF")),
        (b'id,"a\n', Fault("bad-csv", OTHER, 1, None, "'unexpected end of data'", "RFC 4180 CSV")),
        (None, Fault("missing-file", OTHER, None, None, "no such file", "a table")),
    ],
)
def test_a_file_that_cannot_be_read_is_one_fault(tiny, content, fault):
    tiny.write()
    path = tiny.root / "claims/other-2021.csv"
    path.unlink() if content is None else path.write_bytes(content)
    assert faults_of(tiny) == (fault,)


def test_a_short_row_is_a_fault(tiny):
    tiny.write()
    with (tiny.root / "exclusions.csv").open("a", encoding="utf-8") as handle:
        handle.write("x-tiny-2020-003,tiny-2020\n")
    assert Fault("cell-count", EXCLUSIONS, 4, None, "2 cells", "7 cells") in faults_of(tiny)


def test_a_table_that_is_not_listed_is_a_fault(tiny):
    tiny.write()
    (tiny.root / "claims/third-2024.csv").write_text("id\n", encoding="utf-8")
    assert faults_of(tiny) == (
        Fault("undeclared-file", "data/claims/third-2024.csv", None, None, "a table", "its name in datapackage.json"),
    )


def test_an_article_without_claims_table_is_a_fault(tiny):
    del tiny.tables["claims/other-2021.csv"]
    tiny.tables["relations.csv"].pop()
    tiny.row("conflicts.csv", 2)["claims"] = "tiny-2020-01"
    tiny.write()
    assert faults_of(tiny) == (
        Fault(
            "missing-table",
            "data/datapackage.json",
            None,
            None,
            "no such resource",
            "a table of the claims of other-2021",
        ),
    )


def test_a_text_that_should_be_there_and_is_not_is_a_fault(tiny):
    tiny.write()
    (tiny.articles / "other-2021.txt").unlink()
    assert faults_of(tiny) == (
        Fault("missing-text", "data/articles.csv", 3, "id", "no such text", "other-2021.txt in the folder of texts"),
    )


@pytest.mark.parametrize(("content", "code"), [(None, "missing-file"), (b"{", "bad-json"), (b"\xff", "bad-json")])
def test_a_descriptor_that_cannot_be_read_is_a_fault(tiny, content, code):
    tiny.write()
    path = tiny.root / "datapackage.json"
    path.unlink() if content is None else path.write_bytes(content)
    faults = faults_of(tiny)
    assert faults[-1].code in (code, "undeclared-file")
    assert code in {fault.code for fault in faults}


def test_all_faults_come_at_once_and_sorted(tiny):
    for kind in (
        "unknown unit",
        "qualifier left out",
        "reversed period",
        "zero division",
        "conflict of no claim",
        "exclusion of other text",
    ):
        change, _ = ROW_CASES[kind]
        change(tiny)
    tiny.row("claims/tiny-2020.csv", 4)["period_end"] = "2019-12-31"
    tiny.row("claims/tiny-2020.csv", 5)["period_end"] = "2018-12-31"
    tiny.write()
    found = faults_of(tiny)
    assert [(f.code, f.file, f.row) for f in found] == [
        ("unknown-unit", TINY, 4),
        ("period-reversed", TINY, 5),
        ("qualifier-differs", TINY, 7),
        ("unknown-claim", CONFLICTS, 2),
        ("text-differs", EXCLUSIONS, 2),
        ("zero-division", RELATIONS, 4),
    ]
    with pytest.raises(FaultError) as raised:
        load(tiny.root, tiny.articles)
    assert str(raised.value).splitlines() == ["6 faults in the tables", *map(str, found)]


def test_a_fault_is_one_line():
    fault = Fault("unknown-unit", TINY, 18, "unit", "'亿'", "one of CNY, percent")
    assert str(fault) == "data/claims/tiny-2020.csv:18:unit: found '亿', expected one of CNY, percent [unknown-unit]"
    missing = Fault("missing-file", TINY, None, None, "no such file", "a table")
    assert str(missing) == f"{TINY}: found no such file, expected a table [missing-file]"


def test_the_data_package_may_lie_elsewhere(tiny, monkeypatch):
    tiny.write()
    monkeypatch.setenv("CLAIMCHECK_DATA", str(tiny.root))
    assert registers.data_dir() == tiny.root
    assert set(load(articles=tiny.articles).articles) == {"tiny-2020", "other-2021"}
