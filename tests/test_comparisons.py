"""Comparisons: figure against figure, held to what is known of the two; the table and the cards of the Conflicts page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from claimcheck.evidence import accord, reconcile
from claimcheck.evidence.accord import MEANINGS, OF_PAIR, Accord
from claimcheck.loading import examine, with_value
from claimcheck.pages import comparisons
from claimcheck.printed.words import CJK

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
