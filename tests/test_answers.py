"""Answers: the verdict in words, the reason, and what to say."""

from __future__ import annotations

import re

import pytest

from claimcheck.evidence.standing import MEANINGS, Standing, standing
from claimcheck.loading import examine
from claimcheck.pages import answers
from claimcheck.printed.words import CJK

TYPED = re.compile(r"\d")
# a year, a quarter, a half-year and a festival say when, not how much
WHEN = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\bQ[1-4]\b|\bH[12]\b|\bDouble 1[0-2]\b")


def test_the_claims_of_an_answer_share_its_verdict(book):
    assert answers.mixed(book, book.answers.values()) == []


def test_no_figure_is_typed_into_an_answer(book):
    for answer in book.answers.values():
        for text in (answer.figure, answer.why, answer.say):
            own = WHEN.sub("", re.sub(r"\[[^\]]*\]|\{[^}]*\}", "", text))
            assert not TYPED.search(re.sub(r"\([^()]*\)", "", own)), (answer.id, text)


def test_headlines_have_places_of_their_own(book):
    places = [a.headline for a in book.answers.values() if a.headline]
    assert len(places) == len(set(places)) > 0


def test_a_table_of_answers_is_marked_up_for_every_screen(book):
    shown = answers.answers(book, "providers-2021")._repr_html_()
    assert shown.count('data-label="Why"') == shown.count('data-label="Say"') == shown.count("r-chip")
    outside = re.sub(r'<span lang="zh">[^<]*</span>|<[^>]*>', "", shown)
    assert not CJK.search(outside)


def test_every_standing_has_a_meaning_and_a_mark_of_its_own():
    assert set(MEANINGS) == set(Standing)
    assert len({s.mark for s in Standing}) == len({s.words for s in Standing}) == len(Standing)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("claims", "tiny-2020-99", "unknown-claim"),
        ("why", "one two three four five six seven eight nine ten eleven twelve thirteen", "too-many-words"),
        ("say", "it was [nobody-knows]", "unknown-mark"),
        ("say", "“over [tiny-2020-06] of it”", "word-twice"),
    ],
)
def test_faulty_answers(tiny, column, value, code):
    row = {"id": "a-tiny", "claims": "tiny-2020-01", "figure": "GMV", "why": "so it is", "say": "[tiny-2020-01]"}
    tiny.tables["answers.csv"] = [row | {column: value}]
    tiny.write()
    _, faults = examine(tiny.root, tiny.articles)
    assert [(f.code, f.file, f.row) for f in faults] == [(code, "data/answers.csv", 2)]


def test_a_list_that_was_counted_confirms_nothing(tiny):
    tiny.row("relations.csv", 6)["role"] = "list"
    tiny.write()
    book, _ = examine(tiny.root, tiny.articles)
    assert book.verdict_of("tiny-2020-07").code == "reproduced"
    assert standing(book, "tiny-2020-07") is Standing.OPEN
    assert standing(book, "tiny-2020-02") is Standing.HOLDS
