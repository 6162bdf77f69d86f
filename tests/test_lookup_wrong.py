"""The figure lookup asked with something wrong beside the figure: it is told, what is right comes first, and nothing is
confirmed that the words do not name."""

from __future__ import annotations

import pytest
from lookup_support import ask
from lookup_wrong import BOUND, COMPANY, GROWTH, NO_NUMBER, NOT_KNOWN, PERIOD, QUANTITY, RIGHT

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("text", PERIOD)
def test_the_number_of_another_period_is_told(lookup_tab, text):
    ((answer,),) = ask(lookup_tab, [text])
    assert answer["faults"] == ["period"] and (answer["found"][0], answer["near"]) == PERIOD[text]


@pytest.mark.parametrize("text", COMPANY)
def test_the_number_of_another_company_is_told(lookup_tab, lookup_index, text):
    ((answer,),) = ask(lookup_tab, [text])
    entities = {item["id"]: item["entity"] for item in lookup_index["figures"]}
    assert "company" in answer["faults"] and (entities[answer["found"][0]], answer["near"]) == COMPANY[text]


def test_each_clause_has_its_own_company_and_its_own_year(lookup_tab):
    swapped, years = ask(
        lookup_tab,
        ["淘宝直播2020年GMV3812亿元,快手超4000亿元", "Kuaishou FY20 GMV RMB680bn, FY21 RMB381.2bn"],
    )
    assert [answer["faults"] for answer in swapped] == [["company"], ["company"]]
    assert [answer["faults"] for answer in years] == [["period"], ["period"]]


@pytest.mark.parametrize("text", QUANTITY)
def test_the_number_of_another_quantity_is_told(lookup_tab, text):
    ((answer,),) = ask(lookup_tab, [text])
    assert "metric" in answer["faults"] and (answer["found"][0], answer["near"]) == QUANTITY[text]


@pytest.mark.parametrize("text", GROWTH)
def test_a_multiple_of_the_level_is_no_growth(lookup_tab, text):
    ((answer,),) = ask(lookup_tab, [text])
    assert answer["faults"] == ["growth"] and answer["near"] == GROWTH[text]


@pytest.mark.parametrize("text", NOT_KNOWN)
def test_what_no_figure_is_leads_to_what_the_words_name_alone(lookup_tab, text):
    ((answer,),) = ask(lookup_tab, [text])
    assert answer["found"] == [] and answer["near"] == NOT_KNOWN[text]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_not_denied(lookup_tab, text):
    (answers,) = ask(lookup_tab, [text])
    assert [answer["found"][:1] for answer in answers] == [[expected] for expected in RIGHT[text]]
    assert not any(answer["faults"] or answer["near"] for answer in answers)


@pytest.mark.parametrize("text", BOUND)
def test_a_bound_that_the_figure_does_not_meet_is_told(lookup_tab, text):
    ((answer,),) = ask(lookup_tab, [text])
    assert answer["faults"] == ["bound"] and answer["found"] == [BOUND[text]]


@pytest.mark.parametrize("text", NO_NUMBER)
def test_telephones_and_addresses_are_no_figures(lookup_tab, text):
    assert ask(lookup_tab, [text]) == [[]]


def test_the_readers_own_letters_come_back_and_no_figure_is_dropped_in_silence(lookup_tab):
    ((answer,),) = ask(lookup_tab, ["RMB681bn in 2021 GMV"])
    assert answer["written"] == "RMB681bn"
    assert lookup_tab.evaluate("FigureAnswer.ask(window.index, '6800亿,'.repeat(20)).left") == 8


def test_the_second_end_of_a_range_is_no_fall_and_a_period_is_told_once(lookup_tab):
    (answers,) = ask(lookup_tab, ["6800-7000亿"])
    assert [answer["written"] for answer in answers] == ["7000亿"]
    told = "text => FigurePeriods.titles(FigureAnswer.ask(window.index, text).at(-1).said.period.all)"
    assert lookup_tab.evaluate(told, "2022Q3快手GMV为1758亿元,去年同期2225亿元") == "Q3 2021"


def test_nothing_of_kuaishou_is_told_for_a_company_of_which_nothing_is_known(lookup_tab):
    known = lookup_tab.evaluate("FigureWords.about(window.index, '京东2020年GMV 2.6万亿元')")
    assert known["found"] == [] and known["other"] == "JD"
    unknown = lookup_tab.evaluate("FigureWords.about(window.index, '毛利率40.5%')")
    assert unknown["found"] == [] and unknown["quantity"] == "margin"
