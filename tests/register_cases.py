"""Malformed rows, one case a kind: what changes, then the faults expected."""

from __future__ import annotations

import pytest
import tiny_package

from claimcheck.loading import load
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
        12, "end", "999", "outside-text", "'999'", f"at most {len(tiny_package.TINY)}, the text's length"
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
    "growth declared in percentage points": relation_case(
        4,
        {"formula": "[tiny-2020-01] / [tiny-2020-03] - 1", "unit": "points", "target": ""},
        "dimension-mismatch",
        "unit",
        "'points'",
        "the unit of what the formula of tiny-2020-r03 gives, a growth rate or what is left of a whole, in percent",
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
        f"at most {len(tiny_package.TINY)}, the text's length",
    ),
    "unknown reason": table_case(
        "exclusions.csv",
        2,
        {"reason": "boring"},
        "unknown-reason",
        "reason",
        "'boring'",
        "one of advertising, forum_counter, section_number, unrelated_headline, second_printing, name, idiom, "
        "example, not_a_quantity, period_of_claim, page_furniture, list_numbering, contact",
    ),
    "another text": table_case(
        "articles.csv", 3, {"characters": "12"}, "characters-differ", "characters", "'12'", f"11 {IN_TEXT}"
    ),
    "another fingerprint": table_case(
        "articles.csv", 3, {"sha256": "0" * 64}, "sha256-differ", "sha256", f"'{'0' * 59}…'", None
    ),
    "another count of runs": table_case("articles.csv", 3, {"runs": "9"}, "runs-differ", "runs", "'9'", f"2 {IN_TEXT}"),
}
