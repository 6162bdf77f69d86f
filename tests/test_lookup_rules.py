"""The figure lookup asked for what no list of names holds: nothing that it does not know is confirmed, and what is right in
words that it does not know is not denied."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lookup_rules import CHANCE, DAYS, IN_PASSING, NAMES, NEAREST, ODD, OWNER, RIGHT, SWAPPED, TURNED
from lookup_support import ASSETS, ask

from claimcheck.pages.lookup import HAN
from claimcheck.pages.lookup_script import script
from kuaishou.lookup import simplify


@pytest.mark.browser
@pytest.mark.parametrize("text", ODD)
def test_no_quantity_that_is_not_known_is_confirmed(lookup_tab, text):
    ((answer,),) = ask(lookup_tab, [text])
    if "metric" in answer["faults"]:  # a metric of some article has the name
        return
    assert "words" in answer["faults"] or "company" in answer["faults"] and not answer["near"]
    odd = lookup_tab.evaluate("text => FigureAnswer.ask(window.index, text)[0].said.odd", text)
    assert ODD[text] in " ".join(odd).lower()


@pytest.mark.browser
@pytest.mark.parametrize("text", CHANCE)
def test_a_number_met_by_chance_is_no_answer(lookup_tab, text):
    (answers,) = ask(lookup_tab, [text])
    assert answers[0]["found"] == []


@pytest.mark.browser
@pytest.mark.parametrize("text", OWNER)
def test_a_figure_of_somebody_else_is_not_the_one_named(lookup_tab, lookup_index, text):
    ((answer,),) = ask(lookup_tab, [text])
    entities = {item["id"]: item["entity"] for item in lookup_index["figures"]}
    assert "company" in answer["faults"] and entities[answer["found"][0]] == OWNER[text]


@pytest.mark.browser
@pytest.mark.parametrize("text", SWAPPED)
def test_figures_in_a_row_are_of_the_things_in_that_order(lookup_tab, text):
    (answers,) = ask(lookup_tab, [text])
    assert len(answers) == 2 and all(answer["faults"] == [SWAPPED[text]] for answer in answers)


@pytest.mark.browser
@pytest.mark.parametrize("text", TURNED)
def test_a_rise_starts_in_the_earlier_period(lookup_tab, text):
    (answers,) = ask(lookup_tab, [text])
    assert [answer["faults"] for answer in answers] == [["period"], ["period"]]


@pytest.mark.browser
@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_not_denied(lookup_tab, text):
    (answers,) = ask(lookup_tab, [text])
    assert [answer["found"][:1] for answer in answers] == [[expected] for expected in RIGHT[text]]
    assert not any(answer["faults"] or answer["near"] or answer["unit"] for answer in answers)


@pytest.mark.browser
@pytest.mark.parametrize("text", NAMES)
def test_names_of_sale_days_are_no_figures(lookup_tab, text):
    assert ask(lookup_tab, [text]) == [[]]


@pytest.mark.browser
@pytest.mark.parametrize("text", NEAREST)
def test_the_nearest_is_of_what_the_words_name(lookup_tab, text):
    (answers,) = ask(lookup_tab, [text])
    assert answers[-1]["near"] == NEAREST[text]


@pytest.mark.browser
@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_told_in_a_sentence_too(lookup_tab, text):
    told = lookup_tab.evaluate(
        "text => FigureWords.said(window.index, text, true).map(i => [i.id, FigureWords.wrongDay(window.index, text, i)])",
        text,
    )
    assert told == [list(DAYS[text])]


@pytest.mark.browser
def test_a_sentence_on_something_else_asks_for_no_figure(lookup_tab):
    assert lookup_tab.evaluate("text => FigureWords.about(window.index, text)", IN_PASSING) is None
    assert lookup_tab.evaluate("FigureWords.about(window.index, '复购率').found.length") > 0


@pytest.mark.browser
def test_points_are_no_percentage_and_the_same_figure_is_told_once(lookup_tab):
    ((points,), (once,)) = ask(lookup_tab, ["78.4个百分点", "快手2022年GMV 9012亿元"])
    assert points["faults"] == ["points"] and len(once["found"]) == 1


@pytest.mark.browser
def test_the_script_is_put_together_again_as_it_is_published(lookup_tab, lookup_index):
    found = lookup_tab.evaluate("FigureUnpack.data(window.figureLookup).figures")
    published = [
        {name: value for name, value in item.items() if name != "variants"} for item in lookup_index["figures"]
    ]
    assert found == json.loads(json.dumps(published))


def test_the_script_leaves_out_what_the_page_can_tell():
    item = {"id": "a", "kind": "result", "what": "W", "shown": "1", "say": "“W: 1, computed”", "href": "p#a"}
    text = script({"figures": [{**item, "years": [2021], "period": "2021-01/2021-03", "variants": ["1"]}]})
    (packed,) = json.loads(text.removeprefix("window.figureLookup = ").rstrip(";\n"))["figures"]
    assert packed == {"id": "a", "kind": "result", "what": "W", "shown": "1", "period": "2021-01/2021-03"}


def test_every_character_of_the_scripts_is_read_in_both_scripts(lookup_index):
    """The words in the scripts are Simplified: what is typed in Traditional characters is brought to them."""
    used = set(re.findall("[\u3400-\u9fff]", "".join(path.read_text() for path in Path(ASSETS, "lookup").glob("*.js"))))
    lacking = {c for c, plain in zip(HAN, simplify(HAN), strict=True) if c != plain and plain in used}
    assert lacking <= set(lookup_index["traditional"])
