"""What is proposed for a text: how well it reads, what is left out, and what is said to be unsure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.drafting import attribution, naming, sheet
from claimcheck.drafting.cleaned import cleaned
from claimcheck.drafting.naming import Names, usual_scopes
from claimcheck.drafting.proposing import Proposal, propose
from claimcheck.printed.runs import RUN
from tools import extraction


def claims(text: str, written: int | None = 2024) -> list[Proposal]:
    return [one for one in propose(text, written) if not one.reason]


@pytest.mark.parametrize("name", extraction.LEAST)
def test_sentences_of_other_texts_are_read(name):
    found = extraction.of_cases()
    assert found.percent(name) >= extraction.LEAST[name], "\n".join(found.misses)


@pytest.mark.parametrize("name", extraction.LEAST)
def test_the_articles_are_read(register, name):
    if not register.texts:
        pytest.skip("the articles' texts are not here: set ARTICLES_DIR to their folder")
    total = extraction.Score()
    for one in extraction.of_articles(register).values():
        total.add(one)
    assert total.percent(name) >= extraction.LEAST[name], "\n".join(total.misses)


def test_a_wrong_reading_is_a_miss_in_each_column():
    text = "GMV達3812億元,同比增長5%。"
    wrong = extraction.Expected("x", 4, 8, "達3812", "3813", "CNY", "近", "1")
    found = extraction.score(text, 2021, [wrong])
    assert found.figures == 1 and found.right == dict.fromkeys(extraction.COLUMNS, 0) | {"unit": 1}
    assert (found.proposed, found.sound) == (2, 1) and len(found.misses) == 2


def test_every_run_of_a_text_lies_in_a_proposal(register):
    for text in (*register.texts.values(), "第1章 3.5億、二手房 http://a.cn/12 一 500"):
        found = propose(text, 2021)
        assert all(any(one.start <= m.start() and m.end() <= one.end for one in found) for m in RUN.finditer(text))
        assert all(before.end <= after.start for before, after in zip(found, found[1:]))


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("见 https://a.cn/2024/11", "https://a.cn/2024/11", "contact"),
        ("信箱 ir2@a.com。", "ir2@a.com", "contact"),
        ("客服电话400-800-1234。", "400-800-1234", "contact"),
        ("股票代码:09876.HK", "09876.HK", "name"),
        ("发布于 10:30", "10:30", "page_furniture"),
        ("一、业绩", "一、", "section_number"),
        ("2. 用户", "2.", "section_number"),
        ("今年双11开始", "双11", "name"),
        ("iPhone 15开售", "15", "name"),
        ("有5G手机", "5G", "name"),
        ("进一步扩大", "进一步", "idiom"),
        ("据数据显示", "数", "not_a_quantity"),
        ("这是一个机会", "一个", "not_a_quantity"),
        ("第一步是选品", "第一", "list_numbering"),
    ],
)
def test_common_kinds_are_left_out_with_their_reason(text, quote, reason):
    assert [(text[one.start : one.end], one.reason) for one in propose(text, 2024)] == [(quote, reason)]


def test_a_reading_in_brackets_is_damage_that_the_quote_keeps():
    (one,) = claims("收入達(dá)到86億元。")
    assert (one.start, one.end, one.read, one.value, one.qualifier) == (2, 12, "達到86億元", "86", "達到")
    assert any("damaged" in doubt for doubt in one.unsure)


def test_what_is_printed_a_second_time_is_one_exclusion():
    text = "去年平台商品交易总额达到3812亿元，占全部收入的6.3%。"
    found = propose(f"{text}\n\n{text}", 2021)
    assert [one.reason for one in found].count("second_printing") == 1 and found[-1].reason == "second_printing"
    assert [one.value for one in found if not one.reason] == ["3812", "6.3"]
    assert not any(cleaned(text).is_second_printing(*m.span()) for m in RUN.finditer(text))


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("营收下降3.9%。", "-3.9", ""),
        ("营收下降超3.9%。", "-3.9", "下降 超"),
        ("营收增长3.9%。", "3.9", ""),
        ("费率不超过5%。", "5", "不 超过"),
    ],
)
def test_a_fall_is_negative_and_what_is_denied_is_kept(text, value, qualifier):
    (one,) = claims(text)
    assert (one.value, one.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("日活3.83亿", "1e8 persons"),
        ("销售额破12亿", "1e8 CNY"),
        ("订单量达300万", "1e4 items"),
        ("拥有3亿日活", "1e8 persons"),
        ("GMV升至6800亿美元", "1e8 USD"),
        ("分析5000万SKU的销售数据", "1e4 items"),
    ],
)
def test_a_unit_that_is_not_printed_is_told_by_the_words_beside_it(text, unit):
    (one,) = claims(text)
    assert one.unit == unit and bool(one.unsure) == ("美元" not in text)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2024年第三季度营收5亿元。", [("2024-07-01", "2024-09-30")] * 2),
        ("三季度营收5亿元。", [("2024-07-01", "2024-09-30")] * 2),
        ("2024年营收5亿元,较2023年的4亿元增长25%。", [("2024", "2024"), ("2024", "2024"), ("2023", "2023"), ("2023", "2023"), ("2024", "2024")]),
        ("三季度营收5亿元,去年同期为4亿元。", [("2024-07-01", "2024-09-30")] * 2 + [("2023-07-01", "2023-09-30")]),
        ("2024年上半年营收由2023年同期的5亿元增加20%至6亿元。", [("2024-01-01", "2024-06-30"), ("2023-01-01", "2023-06-30"), ("2023-01-01", "2023-06-30"), ("2024-01-01", "2024-06-30"), ("2024-01-01", "2024-06-30")]),
        ("2024年营收从2023年的5亿元下降至4亿元,用户3亿人。", [("2024", "2024"), ("2023", "2023"), ("2023", "2023"), ("2024", "2024"), ("2024", "2024")]),
        ("截至2024年6月30日止三个月营收5亿元。", [("2024-04-01", "2024-06-30")] * 2),
        ("截至2024年12月31日止年度,營收5億元,2023年同期4億元。", [("2024", "2024")] * 2 + [("2023", "2023")] * 2),
        ("截至2024年6月30日,用户3亿人。", [("2024-06-30", "2024-06-30")] * 2),
        ("从2023年起用户达3亿人,增至4亿人。", [("2023", "2023")] * 3),
        ("从9月28日到11月11日。", [("2024-09-28", "2024-09-28"), ("2024-11-11", "2024-11-11")]),
        ("营收5亿元。", [("", "")]),
    ],
)  # fmt: skip
def test_a_period_is_taken_from_the_text(text, periods):
    whole = [(a, b) if len(a) != 4 else (f"{a}-01-01", f"{b}-12-31") for a, b in periods]
    assert [one.period for one in claims(text)] == whole


@pytest.mark.parametrize(
    ("text", "first", "is_sure"),
    [
        ("2025年营收5亿元,较去年同期增长4%。在Q3用户达3亿人。", "2025-07-01", False),
        ("2025年营收5亿元,较去年同期增长4%,Q3用户达3亿人。", "2025-07-01", True),
        ("2025年营收较2023年增长4%,Q3用户达3亿人。", "2025-07-01", True),
        ("2025年营收5亿元。三季度用户去年同期达3亿人。", "2024-07-01", False),
        ("去年营收5亿元,Q3用户达3亿人。", "2024-07-01", True),
    ],
)
def test_a_period_whose_year_is_not_printed_in_the_sentence_is_unsure(text, first, is_sure):
    figure = claims(text, 2025)[-1]
    assert (figure.period[0], not any("year of the period" in doubt for doubt in figure.unsure)) == (first, is_sure)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("根据鹭岛数据测算，用户5亿。", "鹭岛"),
        ("QuestMobile的报告显示,用户5亿。", "QuestMobile"),
        ("某某创始人林一舟表示,用户5亿。", "某某创始人林一舟"),
        ("据悉，用户5亿。", ""),
        ("用户5亿。", ""),
    ],
)
def test_whom_a_figure_is_from_is_said_beside_it(text, who):
    assert attribution.of(text, text.index("5")) == who


def test_great_ones_may_be_a_way_of_speaking():
    (one,), (other,) = claims("三大活动。"), claims("两个小册子。")
    assert (one.unsure, other.unsure) == (["a list that the text gives, or a way of speaking"], [])


def test_a_range_has_no_single_value_and_says_so():
    (one,) = claims("退货率为30%-50%。")
    assert one.value == "" and "no single value" in one.unsure


def test_a_period_is_a_claim_once_where_its_year_is_printed_and_says_when_elsewhere():
    text = "三季度营收5亿元。2024年第三季度用户3亿人。二季度、8月1日、第三季度、8月1日。"
    dates = [(text[one.start : one.end], one.reason) for one in propose(text, 2024) if one.unit == "date"]
    assert dates == [
        ("三季度", "period_of_claim"),
        ("2024年第三季度", ""),
        ("二季度", ""),
        ("8月1日", ""),
        ("第三季度", "period_of_claim"),
        ("8月1日", ""),  # a day may be that of an event each time
    ]
    again = [one for one in propose(text, 2024) if one.reason]
    assert all(one.value and one.period == ("2024-07-01", "2024-09-30") for one in again), "filled, should it be one"


def test_a_claim_that_is_proposed_as_a_period_named_again_is_counted():
    text = "2024年营收5亿元。2024年用户3亿人。"
    at = text.rindex("2024年")
    again = extraction.Expected("x", at, at + 5, "2024年", "2024", "date", "", "", ("2024-01-01", "2024-12-31"))
    found = extraction.score(text, 2024, [again])
    assert (found.periods, found.right["value"]) == (1, 1)


def test_a_scope_is_proposed_as_articles_say_it_and_as_others_do_where_none_does():
    claims = [("gmv", "e-commerce"), ("gmv", "goods sold"), ("gmv", "e-commerce"), ("fans", "")]
    reported = [("gmv", "all")] * 9 + [("fans", "all"), ("profit", "group"), ("loss", "group"), ("loss", "")]
    for scope in ("average, year 2020", "merchants, 616 promotion", "Festival goods"):
        assert usual_scopes([("gmv", scope), ("gmv", scope), ("gmv", "all")], []) == {"gmv": ""}
    assert usual_scopes([("gmv", "merchants with 70% or more")], []) == {"gmv": "merchants with 70% or more"}
    assert usual_scopes(claims, reported) == {"gmv": "e-commerce", "fans": "", "profit": "group", "loss": ""}


def test_a_metric_that_has_scopes_of_one_time_only_is_unsure(register):
    known = Names({"gmv": register.metrics["gmv"]}, {"gmv": ["GMV"]}, scopes={"gmv": ""})
    for unscoped, is_sure in ((frozenset(), True), (frozenset({"gmv"}), False)):
        (*_, row) = sheet.rows("GMV为5亿元。", 2024, replace(known, unscoped=unscoped))
        assert (row["metric"], row["scope"], not row["unsure"]) == ("gmv", "", is_sure)
    assert {m for m in naming.names(register).unscoped if (m, "") in register.definitions.by_scope} == set()
