"""Tables and cards as HTML: complete, escaped, linked, and saying what the files they document say."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import fields
from fractions import Fraction

import pytest

from claimcheck import publish
from claimcheck.evidence import sources
from claimcheck.evidence.standing import Standing, standing
from claimcheck.evidence.statistics import kind_of
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.formulas.verdicts import Arithmetic
from claimcheck.loading import book_dir
from claimcheck.pages import cards as claim_page
from claimcheck.pages import documents, recomputations, tables
from claimcheck.pages import reported as reported_tables
from claimcheck.pages.lookup_entry import FIELDS, Entry
from claimcheck.pages.recomputations import Recomputations
from claimcheck.pages.tables import Folds, Html, Table
from claimcheck.printed import qualifiers, rounding
from kuaishou import FILES, PDF
from kuaishou.published import GMV_COLUMNS, gmv_csv

MORE = {"gmv.csv": GMV_COLUMNS, "lookup.json (figures)": FIELDS}  # what the Data page adds to the engine's files


def column(table: Table, name: str) -> list:
    place = list(table.header).index(name)
    return [row[place] for row in table.rows]


# the renderer


def test_text_is_escaped_and_html_is_not():
    html = Table("a < b", ("<i>",), [["1 < 2 & 3"], [Html("<b>bold</b>")]])._repr_html_()
    assert (
        "<caption>a &lt; b</caption>" in html and "<td>1 &lt; 2 &amp; 3</td>" in html and "<td><b>bold</b></td>" in html
    )


def test_a_row_has_its_anchor_where_it_has_an_id():
    html = Table("x", ("a",), [["1"], ["2"]], ids=["one", 'tw"o'])._repr_html_()
    assert '<tr id="one">' in html and '<tr id="tw&quot;o">' in html
    assert "<tr id" not in Table("x", ("a",), [["1"]])._repr_html_()


def test_a_column_of_long_texts_gets_room():
    html = Table("x", ("a", "b"), [["short", "word " * 20], ["short", Html("<b>" + "tag" * 30 + "</b>")]])._repr_html_()
    assert re.findall(r"<th [^>]*>", html) == ['<th scope="col">', '<th scope="col" class="long">']
    assert 'class="long"' not in Table("x", ("a",), [[Html('<a href="' + "long" * 30 + '">x</a>')]])._repr_html_()


def test_folds_name_their_tables_and_count_their_rows():
    html = Folds([Table("first", ("a",), [["1"], ["2"]]), Table("second", ("a",), [])])._repr_html_()
    assert re.findall("<summary>(.*?)</summary>", html) == ["first (2)", "second (0)"]


def test_links_are_left_to_the_page_that_shows_them():
    assert (
        tables.link("gravity-2021-15").text
        == '<a class="claim-id" href="site:chapters/claims.html#gravity-2021-15">gravity-2021-15</a>'
    )
    assert 'href="site:chapters/relations.html#cross-r01"' in tables.relation_link("cross-r01").text


# tables of the register


def test_the_claims_of_an_article_are_all_there_with_both_verdicts(register):
    table = tables.claims_table(register, "trust-2023")
    claims = [c for c in register.claims.values() if c.article == "trust-2023"]
    assert table.size == len(claims)
    for claim, cell in zip(claims, column(table, "arithmetic and evidence")):
        assert (
            cell.text.count('class="verdict ') == 2
            and register.verdict_of(claim.id).code.replace("_", " ") in cell.text
        )
    assert tables.claims_table(register, "trust-2023", only=["trust-2023-04"]).size == 1


def test_every_recomputation_shows_its_formula_result_and_verdict(register):
    for article in (*register.articles, "cross"):
        expected = sum(r.article == article for r in register.relations.values())
        assert tables.relations_table(register, article).size == expected
    html = tables.relations_table(register, "gravity-2021")._repr_html_()
    relation = register.relations["gravity-2021-r01"]
    assert relation.label in html and relation.result_text in html and relation.target_text in html
    assert ">gravity-2021-15</a>] / [<a " in html


def test_one_table_has_every_recomputation_with_its_anchor_and_what_the_filter_needs(register):
    html = Recomputations(register)._repr_html_()
    rows = re.findall(
        r'<tr id="([^"]+)" data-article="([^"]+)" data-role="([^"]+)" data-verdict="([^"]+)" '
        r'data-rank="(\d)" data-what="([^"]+)">',
        html,
    )
    assert sorted(row[0] for row in rows) == sorted(register.relations)
    order = list(dict.fromkeys(row[1] for row in rows))
    assert order == [a for a in (*register.articles, recomputations.NO_ONE) if a in order], (
        "a new article needs no edit"
    )
    for relation_id, _, role, verdict, _, _ in rows:
        relation = register.relations[relation_id]
        assert role == recomputations.ROLES[relation.role]
        code = relation.verdict and relation.verdict.code
        words = recomputations.TRUTHS[code] if code and not relation.printed else code and code.words
        assert verdict == (words or recomputations.NO_VERDICT)
    assert not re.search(r"\b1e\d", html), "amounts are in words"
    assert ">gravity-2021-15</a>] / [<a " in html, "the formula is folded into its row"


def test_what_a_recomputation_comes_to_is_in_words(register):
    count = next(r for r in register.relations.values() if r.formula.startswith("count("))
    assert recomputations.result(count).isdigit()
    growth = register.relations["gravity-2021-r01"]
    assert recomputations.span(growth.result, growth.unit).endswith("%")
    assert recomputations.span(True, "truth") == "" == recomputations.span(growth.result, "date")


def test_repairs_are_all_counted(register):
    assert sum(int(cell) for row in tables.corrections_count(register).rows for cell in row[1:]) == len(
        register.corrections
    )


def test_every_repair_in_a_claim_is_a_row_as_the_page_says(register):
    damaged = {c.id for c in register.claims.values() if c.damaged or re.search(r"\([a-zà-ÿāēīōūǎěǐǒǔǚ]+\)", c.quote)}
    assert damaged and damaged <= {c.claim for c in register.corrections.values()}


def test_unused_claims_are_those_not_used(register):
    everything = [c.id for c in register.claims.values() if c.article == "trust-2023"]
    assert tables.unused(register, "trust-2023", everything[1:]) == everything[:1]


# cards


def test_a_card_per_claim_with_what_the_filter_needs(register):
    html = claim_page.Cards(register)._repr_html_()
    cards = re.findall(
        r'<details class="claim-card" id="([^"]+)" data-article="([^"]+)" data-kind="([^"]+)" '
        r'data-verdict="([^"]+)" data-rank="(\d)" data-period="([^"]*)"',
        html,
    )
    ranked = list(Standing)
    assert cards == [
        (c.id, c.article, kind_of(register, c), of.words, str(ranked.index(of)), c.period_start)
        for c in register.claims.values()
        for of in [standing(register, c.id)]
    ]


def test_a_card_shows_the_quote_in_its_surroundings(register):
    claim = register.claims["gravity-2021-15"]
    assert f"{claim.prefix}<b>{claim.quote}</b>{claim.suffix}" in claim_page.Cards(register)._repr_html_()


# tables that document


def test_every_qualifier_and_every_rule_is_shown():
    shown = ", ".join(column(documents.qualifiers(), "words")).split(", ")
    assert set(shown) == set(qualifiers.qualifiers())
    with rounding.RULES_FILE.open(encoding="utf-8") as file:
        rules, shown = list(csv.DictReader(file)), documents.rounding_rules()
    assert shown.header[:2] == ["rule", "description"] and len(shown.header) == len(rules[0])
    for name in rules[0]:
        assert column(shown, name.replace("_", " ")) == [rule[name] for rule in rules]
    assert rounding.DEFAULT_RULE in column(documents.rounding_rules(), "rule")


def test_sources_stand_in_the_order_in_which_they_are_believed():
    rows = documents.source_ranks().rows
    assert [row[0] for row in rows] == [str(i) for i in range(1, len(sources.KINDS) + 2)]
    assert {row[2] for row in rows} == set(sources.ORDER) and all(row[3] for row in rows)


def test_the_verdict_in_words_is_shown_for_every_pair_of_technical_verdicts():
    rows = {row[0]: [cell.text for cell in row[1:]] for row in documents.standings().rows}
    assert list(rows) == [code.words for code in EvidenceVerdict]
    assert [Standing.HOLDS.words in cell for cell in rows["not enough evidence"]] == [True, False, False]
    assert Standing.WRONG.words in rows["supported"][2] and Standing.OPEN.words in rows["not enough evidence"][1]
    shown = {of for of in Standing for cells in rows.values() for cell in cells if of.words in cell}
    assert shown == set(Standing), "every verdict in words comes about"


@pytest.mark.parametrize("name", ["rounding", "figures", "relations", "verdicts"])
def test_worked_cases_are_those_the_tests_run(name):
    with (book_dir() / "tests" / "cases" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert documents.cases(name, "x").size == len(list(csv.DictReader(file)))


def test_readings_under_other_rules_are_counted_over_all_recomputations(register):
    table = documents.sensitivity(register, rules=("nearest", "truncate"))
    judged = sum(r.verdict is not None for r in register.relations.values())
    assert [sum(map(int, row[1:])) for row in table.rows] == [judged] * 3
    assert len(table.header) == 1 + len(Arithmetic)


def test_every_table_of_the_package_is_offered_and_described(register):
    descriptor = json.loads((register.root / "datapackage.json").read_text(encoding="utf-8"))
    assert documents.resources(register.root).size == len(descriptor["resources"])
    described = {name for table in documents.schemas(register.root) for name in column(table, "column")}
    for schema in (register.root / "schemas").glob("*.json"):
        assert {f["name"] for f in json.loads(schema.read_text(encoding="utf-8"))["fields"]} <= described


def test_every_published_field_is_described(register):
    for table in documents.interface(register, MORE):
        assert all(column(table, "meaning"))
    claim = next(iter(register.claims.values()))
    assert list(publish.claim_item(claim, "", "")) == column(documents.interface(register, MORE)[0], "field")
    with pytest.raises((KeyError, StopIteration)):
        documents.describe("no_such_field", "claims", register.root)


def test_the_files_of_the_book_have_the_columns_that_are_described(register):
    assert next(csv.reader(gmv_csv(register).splitlines())) == list(GMV_COLUMNS)
    assert list(FIELDS) == [field.name for field in fields(Entry)]


def test_every_published_file_is_offered(register):
    offered = {re.sub("<[^>]*>", "", row[0].text) for row in documents.json_downloads(FILES, PDF).rows}
    assert {"gmv.csv", "lookup.json", "trends.json", "claims.json", PDF} <= offered
    tables_ = {re.sub("<[^>]*>", "", row[0].text) for row in documents.resources(register.root).rows}
    assert {"definition-history.csv", "forecasts.csv", "answers.csv", "comparisons.csv"} <= tables_


def test_quantities_easily_mistaken_are_named(register):
    assert documents.related(register).size == len(documents.read_rows(register.root / "related-metrics.csv"))


def test_conflicts_are_published_as_described(register):
    conflict = next(iter(register.conflicts.values()))
    assert list(publish.conflict_item(conflict)) == documents.fields_of("conflicts.json", register)


def test_every_reported_figure_has_its_line_and_its_source(register):
    html = reported_tables.folds(register)._repr_html_()
    assert re.findall(r'<tr id="([^"]+)">', html) == sorted(
        register.reported,
        key=lambda i: list(dict.fromkeys(r.metric for r in register.reported.values())).index(
            register.reported[i].metric
        ),
    )
    assert html.count('rel="noreferrer"') == len(register.reported)
    assert sum(int(cell) for cell in column(reported_tables.kinds(register), "figures")) == len(
        sources.elsewhere(register)
    )


def test_a_result_lies_within_the_range_beside_it(register):
    """The number as it is shown, in percent and in times, where the unit of both is the same."""
    shown = [r for r in register.relations.values() if r.unit in ("percent", "times") and r.result.width]
    assert len(shown) > 30
    for relation in shown:
        number = re.match(r"[\d.,]+", recomputations.result(relation).replace("\N{MINUS SIGN}", "-"))
        assert relation.result.contains(Fraction(number[0].replace(",", ""))), relation.id
    assert recomputations.result(register.relations["trust-2023-r06"]) == "1,814%"
    assert recomputations.result(register.relations["trust-2023-r20"]) == "3 years"


def test_beside_a_printed_figure_a_result_has_its_digits(register):
    """A row that says 540% beside a printed 539.5% would contradict the card, which has 539.6%."""
    shown = [recomputations.result(register.relations[f"gravity-2021-r{n}"]) for n in ("01", "32")]
    assert shown == ["539.6%", "381.4 billion CNY"]
    told = recomputations.told(register.relations["gravity-2021-r32"])
    assert "(3812億元) [381.15 to 381.25 billion CNY], recomputed 381.4" in told
    assert recomputations.told(register.relations["newness-2022-r08"]).endswith("[0.00400 to 0.00600] < [0.01] is true")


def test_a_row_of_chinese_alone_has_english_before_it(register):
    head = lambda claim_id: claim_page.head(register.claims[claim_id])
    assert (head("gravity-2021-02"), head("gravity-2021-23")) == ("first (首次)", "fourth (第四極)")
    assert head("subsidy-2020-24") == "in words (大多数)" and head("newness-2022-53") == "lost from the text"
    assert head("gravity-2021-15") == "381.2 billion CNY (3812億元)"


def test_an_interval_is_told_in_a_unit_that_is_read(register):
    told = lambda claim_id: claim_page.interval(register.claims[claim_id])
    assert (
        told("providers-2021-33") == "561.5 to 562.5 million persons"
        and told("gravity-2021-19") == "over 400 billion CNY"
    )
    assert told("gravity-2021-01") == "26 March 2021" and told("gravity-2021-03") == ""
    assert not any("1e" in claim_page.interval(claim) for claim in register.claims.values())


def test_the_list_names_its_traditional_characters_with_the_simplified_ones(register):
    html = claim_page.Cards(register, lambda text: text.replace("電", "电"))._repr_html_()
    assert 'data-fold="96fb-7535"' in html and 'data-fold=""' in claim_page.Cards(register)._repr_html_()
