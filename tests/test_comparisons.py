"""Comparisons: figure against figure, held to what is known of the two; the table and the cards of the Conflicts page."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from claimcheck.evidence import accord, reconcile
from claimcheck.evidence.accord import MEANINGS, OF_PAIR, Accord
from claimcheck.loading import examine, with_value
from claimcheck.pages import comparisons
from claimcheck.printed.words import CJK
from claimcheck.register import reading

# a year, a quarter and a half-year say when, not how much; an article's id holds its year
WHEN = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\bQ[1-4]\b|\bH[12]\b")


def test_the_table_is_led_by_what_disagrees_and_ends_with_what_agrees(book):
    found = [accord.accord(book, row) for row in book.comparisons.values()]
    order = list(Accord)
    assert [order.index(of) for of in found] == sorted(order.index(of) for of in found)
    assert next(iter(book.comparisons)) == "q-viewers-2020" and found[0] is Accord.DISAGREE


def test_two_figures_agree_as_everywhere_else(book):
    """A comparison of two ids comes out as the pair of them does."""
    pairs = {(p.first, p.second): p.code for p in reconcile.pairs(book)}
    for row in book.comparisons.values():
        first, second = sorted(accord.side(book, text).id for text in (row.this, row.that))
        if (first, second) in pairs:
            found = accord.accord(book, row)
            assert (Accord.UNLIKE if found is Accord.UNKNOWN else found) is OF_PAIR[pairs[first, second]], row.id


def test_a_comparison_follows_the_data(book):
    row = book.comparisons["q-gmv-2021"]
    assert accord.accord(book, row) is Accord.AGREE
    assert accord.accord(with_value(book, "trust-2023-04", "6900"), row) is Accord.DISAGREE


def test_the_sentence_counts_the_table(book):
    table = comparisons.comparisons(book)
    assert table.said.startswith(f"Of {comparisons.in_words(len(table.rows))} pairs, some computed")
    assert "one disagrees and three agree; in six" in table.said and "in two it cannot be told" in table.said
    fewer = replace(table, rows=table.rows[1:])
    assert "none disagrees" in fewer.said
    disagree = sum(accord.accord(book, row) is Accord.DISAGREE for row in table.rows)
    assert disagree * 4 <= len(table.rows), "the page says that sources seldom disagree about a number"


def test_the_table_is_marked_up_for_every_screen(book):
    shown = comparisons.comparisons(book)._repr_html_()
    for name in ("This", "That", "Use"):
        assert shown.count(f'data-label="{name}"') == len(book.comparisons) == shown.count("r-chip")
    assert not CJK.search(re.sub(r'<span lang="zh">[^<]*</span>|<[^>]*>', "", shown))


def test_cards_are_those_of_the_worst_severity_and_lead_to_the_conflict(book):
    cards = comparisons.worst(book)
    assert [book.conflicts[row.conflict].severity for row in cards.rows] == ["1"] * len(cards.rows)
    shown = cards._repr_html_()
    assert shown.count('class="r-card"') == shown.count("r-versus") == shown.count("r-say") == len(cards.rows) > 2
    for row in cards.rows:
        assert f'conflicts.html#{row.conflict}"' in shown
    assert "id=" not in shown, "the anchors are those of the table of all conflicts"


def test_every_conflict_of_the_worst_severity_is_a_card_or_named_below(book):
    cards, others = comparisons.worst(book), comparisons.Others(book)
    worst = {conflict.id for conflict in book.conflicts.values() if conflict.severity == comparisons.WORST}
    assert {row.conflict for row in cards.rows} | set(others.ids) == worst
    assert others._repr_html_().count("<a ") == len(others.ids)


def test_what_a_figure_counts_may_be_unknown(book):
    row = book.comparisons["q-daily-users-2021"]
    assert accord.accord(book, row) is Accord.UNKNOWN and row.differ
    assert accord.accord(book, replace(row, is_same=False)) is Accord.UNLIKE


def test_every_accord_has_a_meaning_and_every_result_of_the_engine_its_word():
    assert set(MEANINGS) == set(Accord) == {*OF_PAIR.values(), Accord.UNKNOWN}
    assert len({of.words for of in Accord}) == len(Accord)


def test_no_figure_is_typed_into_a_comparison(book):
    for row in book.comparisons.values():
        for text in (row.quantity, row.this, row.that, row.differ, row.use):
            own = WHEN.sub("", re.sub(r"\[[^\]]*\]|\{[^}]*\}", "", text))
            assert not re.search(r"\d", own), (row.id, text)


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"same": "no", "differ": "another thing"}, "same", "same-differs"),
        ({"this": "[tiny-2020-02]", "that": "[other-2021-01]"}, "same", "same-differs"),
        ({"differ": "another thing"}, "differ", "reason-differs"),
        ({"same": "unknown", "differ": "another thing"}, "same", "same-differs"),
        ({"same": "perhaps"}, "same", "unknown-same"),
        ({"same": "no", "that": "[tiny-2020-02]"}, "differ", "reason-differs"),
        ({"conflict": "nobody-knows"}, "conflict", "unknown-conflict"),
        ({"that": "[nobody-knows]"}, None, "unknown-mark"),
        ({"this": "words alone"}, "this", "malformed-this"),
    ],
)
def test_faulty_comparisons(tiny, change, column, code):
    row = {"id": "q-tiny", "quantity": "GMV", "this": "[tiny-2020-01]", "that": "[other-2021-01] a shop", "same": "yes"}
    row |= {"use": "[tiny-2020-01]"}
    tiny.tables["comparisons.csv"] = [row | change]
    tiny.write()
    _, faults = examine(tiny.root, tiny.articles)
    assert [(f.code, f.file, f.row, f.column) for f in faults] == [(code, "data/comparisons.csv", 2, column)]


# what a row says is held to what is known of its two figures

ABOUT = {"claim": "tiny-2020-01", "formula": "[gmv-2020-paper] * 1", "unit": "CNY", "note": "A note."}
EVIDENCE = [
    {"id": "e-tiny-2020-01-1", "shows": "claim"} | ABOUT,
    {"id": "e-tiny-2020-01-2", "shows": "label"} | ABOUT,
    {"id": "e-tiny-2020-02-1", "shows": "claim"}
    | ABOUT
    | {"claim": "tiny-2020-02", "formula": "[gmv-2020-paper] / [tiny-2020-03] - 1", "unit": "percent"},
]


def compared(tiny, this: str, that: str, same: str, differ: str | None = None, conflict: str = ""):
    """The register and the faults of the tiny package with one comparison, and rows of evidence that it may name."""
    tiny.tables["evidence.csv"] = EVIDENCE
    row = {"id": "q-tiny", "quantity": "GMV", "this": this, "that": that, "same": same, "use": "[tiny-2020-01]"}
    tiny.tables["comparisons.csv"] = [
        row | {"differ": ("" if same == "yes" else "another thing") if differ is None else differ, "conflict": conflict}
    ]
    tiny.write()
    return examine(tiny.root, tiny.articles)


@pytest.mark.parametrize(
    ("this", "that", "same", "why"),
    [
        ("[tiny-2020-01]", "[tiny-2020-02]", "no", "no, since gmv of Shop is not gmv_yoy of Shop"),
        ("[tiny-2020-01]", "[tiny-2020-03]", "no", "no: 2020 against 2019"),
        ("[tiny-2020-01]", "[other-2021-01]", "yes", "yes, since both have one metric, definition, period and unit"),
        ("{tiny-2020-r01}", "{tiny-2020-r02}", "no", "no: what two formulas come to"),
        ("{tiny-2020-r02}", "[tiny-2020-01]", "yes", "yes, since tiny-2020-r02 recomputes tiny-2020-01"),
        ("[tiny-2020-01]", "{tiny-2020-r02}", "yes", "yes, since tiny-2020-r02 recomputes tiny-2020-01"),
        ("[tiny-2020-01]", "{e-tiny-2020-01-1}", "yes", "yes, since e-tiny-2020-01-1 recomputes tiny-2020-01"),
        (
            "{e-tiny-2020-01-2}",
            "[tiny-2020-01]",
            "no",
            "no, since e-tiny-2020-01-2 shows that tiny-2020-01 is called something else",
        ),
        ("[tiny-2020-01]", "{tiny-2020-r01}", "no", "no: two figures of one unit"),
        ("[tiny-2020-01]", "{tiny-2020-r04}", "no", "no: two figures of one unit"),
    ],
)
def test_what_is_known_of_two_figures_is_said_and_nothing_else_passes(tiny, this, that, same, why):
    _, faults = compared(tiny, this, that, same)
    assert not [f for f in faults if f.code == "same-differs"] or "against" in why
    _, faults = compared(tiny, this, that, "yes" if same == "no" else "no")
    assert [f.code for f in faults] == ["same-differs"] and faults[0].expected.startswith(why)


@pytest.mark.parametrize("that", ["{tiny-2020-r02}", "{e-tiny-2020-01-2}"])
def test_of_a_formula_about_another_claim_nothing_is_known(tiny, that):
    for same in ("yes", "no", "unknown"):
        assert compared(tiny, "[tiny-2020-04]", that, same)[1] == ()


@pytest.mark.parametrize(
    ("same", "differ", "conflict", "found", "expected"),
    [
        ("yes", "another thing", "", "'another thing'", "a blank: the two speak of one quantity"),
        ("unknown", "", "", "''", "how the two differ"),
        ("yes", "", "nobody-knows", "'nobody-knows'", "the id of a conflict"),
    ],
)
def test_a_faulty_comparison_says_what_it_has_and_what_it_should(tiny, same, differ, conflict, found, expected):
    _, faults = compared(tiny, "[tiny-2020-04]", "{tiny-2020-r02}", same, differ, conflict)
    assert [(fault.found, fault.expected) for fault in faults] == [(found, expected)]


@pytest.mark.parametrize("words, codes", [(12, []), (13, ["too-many-words"])])
def test_a_reason_is_read_at_a_glance(tiny, words, codes):
    _, faults = compared(tiny, "[tiny-2020-01]", "[tiny-2020-02]", "no", " ".join(["word"] * words))
    assert [f.code for f in faults] == codes
    assert all((f.column, f.found, f.expected) == ("differ", "13 words", "at most 12") for f in faults)


def test_what_a_formula_comes_to_is_set_against_a_figure_in_its_unit(tiny):
    found, _ = compared(tiny, "[tiny-2020-02]", "{e-tiny-2020-02-1}", "yes")
    claim, by_evidence, by_relation = (
        accord.side(found, text) for text in ("[tiny-2020-02]", "{e-tiny-2020-02-1}", "{tiny-2020-r01}")
    )
    assert claim == accord.Side("tiny-2020-02", "percent", found.claims["tiny-2020-02"].interval, Fraction(50))
    # over 120 against 79.5 to 80.5, then 119.5 to 120.5 against the same
    assert (by_evidence.interval.lower, by_evidence.interval.lower_closed) == (Fraction(7900, 161), False)
    assert (by_relation.interval.lower, by_relation.interval.lower_closed) == (Fraction(7800, 161), True)
    assert (by_evidence.unit, by_evidence.value, by_relation.value) == ("percent", 50, 50)
    assert accord.accord(found, found.comparisons["q-tiny"]) is Accord.AGREE
    assert accord.side(found, "[tiny-2020-06]").qualifier == "超"
    for text in ("words alone", "[nobody-knows]", "{nobody-knows}"):
        with pytest.raises(KeyError):
            accord.side(found, text)


def test_words_that_are_said_to_be_one_quantity_have_no_accord(tiny):
    found, _ = compared(tiny, "{tiny-2020-r04}", "[tiny-2020-01]", "no")
    row = found.comparisons["q-tiny"]
    assert accord.accord(found, row) is Accord.UNLIKE
    with pytest.raises(ValueError, match="tiny-2020-r04 has no interval"):
        accord.accord(found, replace(row, is_same=True))


@pytest.mark.parametrize(
    ("qualifier", "value", "expected"),
    [
        ("", "121", Accord.AGREE),  # 120.5 to 121.5 against 118.9 to 121.1: neither holds the other, but that holds 121
        ("近", "121", Accord.ROUNDING),  # as 119 to 121: the 120 that is computed is no witness, nor is a bound
        ("", "122", Accord.DISAGREE),
    ],
)
def test_a_value_is_a_witness_for_another_and_a_bound_is_none(tiny, qualifier, value, expected):
    found, faults = compared(tiny, "[other-2021-01]", "{tiny-2020-r02}", "yes")
    claim = reading.with_figure(replace(found.claims["other-2021-01"], qualifier=qualifier, value=value))
    found = replace(found, claims=found.claims | {claim.id: claim})
    assert faults == () and accord.accord(found, found.comparisons["q-tiny"]) is expected
