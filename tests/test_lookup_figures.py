"""The figure lookup asked for every figure that the articles print in digits, as printed and as the clause and the
sentence around it; and for forms in which it once answered with another figure. No site is needed, only a browser."""

from __future__ import annotations

import re

import pytest
from lookup_cases import DIRECTION, ELSE, FIRST, NO_FIGURE, OTHER_YEAR, SAID, UNKNOWN
from lookup_support import ask

# torn by its copy into another number, and a bare nought
NOT_READ = {"newness-2022-30", "providers-2021-52"}

pytestmark = pytest.mark.browser


def cut(text: str, start: int, end: int, marks: str) -> str:
    """The part of a text around a figure, up to the next of the marks; a comma between digits is none."""
    isolated = re.sub(r"(?<=\d)[,，](?=\d)", "·", text)
    while start and isolated[start - 1] not in marks:
        start -= 1
    while end < len(text) and isolated[end] not in marks:
        end += 1
    return text[start:end].strip()


def figures(register, lookup_index) -> list:
    """The claims that are figures in digits, and that the lookup knows by their number."""
    known = {item["id"] for item in lookup_index["figures"] if "value" in item}
    return [c for c in register.claims.values() if c.kind == "figure" and c.id in known and re.search(r"\d", c.quote)]


def faults(
    lookup_tab, lookup_index, asked: list[tuple[object, str]], same: tuple[str, ...]
) -> list[tuple[str, str, object]]:
    """What is answered by other figures than the one asked for, or with a note that denies it.

    same: the fields in which an answer is to be as the figure asked for; of two figures of one form either may be first.
    """
    items, found = {item["id"]: item for item in lookup_index["figures"]}, []
    for (claim, text), answers in zip(asked, ask(lookup_tab, [text for _, text in asked]), strict=True):
        own = items[claim.id]
        right = [a for a in answers if any(all(items[i].get(n) == own.get(n) for n in same) for i in a["found"][:2])]
        if claim.id not in NOT_READ and not right:
            found.append((claim.id, text, [a["found"] or a["written"] for a in answers]))
        found += [(claim.id, text, a) for a in right if any(a[note] for note in ("faults", "unit", "near"))]
    return found


def test_every_figure_is_found_as_printed(lookup_tab, register, lookup_index):
    asked = [(claim, claim.read) for claim in figures(register, lookup_index)]
    assert len(asked) > 60 and not faults(lookup_tab, lookup_index, asked, ("metric", "value"))


@pytest.mark.parametrize("marks", [",，。;；!！?？\n\r", "。!！?？\n\r"], ids=["clause", "sentence"])
def test_every_figure_is_found_in_the_words_of_its_article(lookup_tab, register, lookup_index, marks):
    if not register.texts:
        pytest.skip("the articles' texts are not here: set ARTICLES_DIR to their folder")
    asked = [
        (claim, cut(register.texts[claim.article], claim.start, claim.end, marks))
        for claim in figures(register, lookup_index)
    ]
    # a quantity that a new article alone speaks of, in words of its own, may be met with a doubt
    assert len(faults(lookup_tab, lookup_index, asked, ("metric", "value", "say", "verdict"))) <= len(asked) / 15


def test_a_torn_figure_is_answered_in_words(lookup_tab, register):
    claim = register.claims["newness-2022-30"]
    said = lookup_tab.evaluate("text => FigureWords.said(window.index, text, false).map(i => i.id)", claim.quote)
    assert said == [claim.id] and ask(lookup_tab, [claim.quote]) == [[]]


@pytest.mark.parametrize("text", FIRST)
def test_the_first_answer_is_the_right_one_without_a_false_note(lookup_tab, text):
    (answers,) = ask(lookup_tab, [text])
    assert [a["found"][:1] for a in answers] == [[expected] for expected in FIRST[text]]
    assert not any(a["faults"] or a["near"] for a in answers)


@pytest.mark.parametrize("text", UNKNOWN)
def test_a_number_of_another_unit_is_not_known(lookup_tab, text):
    ((answer,),) = ask(lookup_tab, [text])
    assert answer["found"] == [] and answer["near"] == UNKNOWN[text]


@pytest.mark.parametrize("text", OTHER_YEAR)
def test_the_number_of_another_year_is_told_with_what_is_known_for_the_year_named(lookup_tab, text):
    ((answer,),) = ask(lookup_tab, [text])
    assert answer["faults"] == ["period"] and (answer["found"][0], answer["near"]) == OTHER_YEAR[text]


@pytest.mark.parametrize("text", ELSE)
def test_the_number_of_another_company_is_told(lookup_tab, lookup_index, text):
    ((answer,),) = ask(lookup_tab, [text])
    entities = {item["id"]: item["entity"] for item in lookup_index["figures"]}
    assert "company" in answer["faults"] and entities[answer["found"][0]] == ELSE[text]


def test_percentage_points_and_a_day_of_another_year_are_told_from_what_is_known(lookup_tab):
    points, percent = ask(lookup_tab, ["6.3个百分点", "6.3%"])
    assert [a["isPoints"] for a in (*points, *percent)] == [True, False]
    assert lookup_tab.evaluate("FigureWords.said(window.index, '2019年9月16日', true)") == []


@pytest.mark.parametrize("text", DIRECTION)
def test_a_fall_is_not_answered_with_a_rise_alone(lookup_tab, text):
    ((answer,),) = ask(lookup_tab, [text])
    assert answer["found"][:1] == [DIRECTION[text]] and answer["faults"] in (["fall"], ["rise"])


@pytest.mark.parametrize("text", SAID)
def test_words_are_answered_by_the_claim_that_has_them(lookup_tab, text):
    assert ask(lookup_tab, [text]) == [[]]
    assert lookup_tab.evaluate("text => FigureWords.said(window.index, text, true)[0].id", text) == SAID[text]


@pytest.mark.parametrize("text", NO_FIGURE)
def test_a_quantity_is_named_in_both_scripts(lookup_tab, text):
    metric = NO_FIGURE[text]
    found = lookup_tab.evaluate("text => FigureWords.about(window.index, text).found.map(i => i.metric)", text)
    assert found[0] == metric


def test_an_article_answers_once_for_a_figure_that_it_prints_twice(lookup_tab):
    ((answer,),) = ask(lookup_tab, ["6800億"])
    assert {"trust-2023-04", "trust-2023-10"} & set(answer["found"]) == {"trust-2023-04"}


def test_a_sentence_is_answered_within_50_milliseconds(lookup_tab, register, lookup_index):
    """The longest sentence about figures, five times; the fastest counts, since other work shares the machine."""
    if not register.texts:
        pytest.skip("the articles' texts are not here: set ARTICLES_DIR to their folder")
    text = max(
        (cut(register.texts[c.article], c.start, c.end, "。\n\r") for c in figures(register, lookup_index)), key=len
    )
    fastest = lookup_tab.evaluate(
        """text => Math.min(...[1, 2, 3, 4, 5].map(() => { const start = performance.now();
        FigureAnswer.ask(window.index, text); FigureWords.said(window.index, text, true);
        return performance.now() - start; }))""",
        text,
    )
    assert fastest < 50
