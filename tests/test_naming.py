"""Which metric is proposed for a figure by the words before it, and what is said to be unsure of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.drafting.naming import Names, metric_of
from claimcheck.drafting.proposing import propose
from claimcheck.register.records import Metric


def metric(name: str, label_zh: str, unit: str, kind: str) -> Metric:
    return Metric(name, name, label_zh, unit, kind, name)


METRICS = (
    metric("gmv", "GMV", "CNY", "money"),
    metric("gmv_yoy", "GMV同比增长", "percent", "growth"),
    metric("revenue_ads", "线上营销服务收入", "CNY", "money"),
    metric("revenue_live", "直播收入", "CNY", "money"),
    metric("revenue_other", "其他服务收入", "CNY", "money"),
    metric("share_ads", "线上营销服务收入占比", "percent", "share"),
    metric("share_live", "直播收入占比", "percent", "share"),
    metric("share_other", "其他服务收入占比", "percent", "share"),
    metric("penetration", "直播电商渗透率", "percent", "share"),
    metric("viewers_hosts", "达人直播间人数", "persons", "audience"),
)
KNOWN = Names(
    {one.metric: one for one in METRICS},
    {one.metric: [one.label_zh.removesuffix("率")] for one in METRICS},
    called=("翠鸟",),
)


def proposed(text: str) -> list[tuple[str, str]]:
    """Metric and doubt of each figure that is no date."""
    return [metric_of(one, KNOWN) for one in propose(text, 2024) if not one.reason and one.unit != "date"]


@pytest.mark.parametrize("words", ["环比", "按季", "環比", "较上季度"])
def test_growth_on_the_quarter_before_is_never_growth_on_the_year_before(words):
    ((name, doubt),) = proposed(f"2024年三季度,GMV{words}增长超40%。")
    assert name == "gmv_qoq" and "on the quarter before" in doubt


def test_growth_on_the_period_before_of_no_quarter_is_left_to_a_person():
    ((name, doubt),) = proposed("2024年8月,GMV环比增长超40%。")
    assert name == "" and "period before" in doubt


@pytest.mark.parametrize(
    ("text", "metric", "parts"),
    [
        ("三季度电商GMV同比增长15%。", "gmv_yoy", ""),
        ("中小達人日均撮合GMV同比增長超40%。", "gmv_yoy", "中小 达人 日均"),
        ("818大促期間,快手電商達人業務GMV同比增長超24%。", "gmv_yoy", "达人 业务"),
        ("短视频电商GMV达500亿元。", "gmv", "短视频"),
        ("达人增长,GMV达500亿元。", "gmv", ""),
        ("达人直播间人数达500万人。", "viewers_hosts", ""),  # the words are the metric's own
    ],
)
def test_words_that_make_it_a_part_s_figure_are_named(text, metric, parts):
    (name, doubt) = proposed(text)[-1]
    assert name == metric and (f"({parts})" in doubt if parts else "part only" not in doubt)


@pytest.mark.parametrize(
    ("before", "part"),
    [
        *(
            ("泛货架", "泛货架"),
            ("泛货架电商", "泛货架"),
            ("平台自营", "自营"),
            ("海外", "海外"),
            ("AI", "AI"),
            ("山雀", "山雀"),
        ),
        *(
            ("", ""),
            ("翠鸟", ""),
            ("翠鸟电商", ""),
            ("2024年第三季度", ""),
            ("平台的", ""),
            ("推动", ""),
            ("泛货架发力,", ""),
        ),
    ],
)
def test_a_word_that_touches_the_metric_s_may_be_a_part_of_it(before, part):
    for figure, metric in (("达500亿元", "gmv"), ("同比增长15%", "gmv_yoy")):
        (name, doubt) = proposed(f"数据显示,{before}GMV{figure}。")[-1]
        assert (name, doubt) == (metric, f"may be a part of it: {part}" if part else "")


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("三季度GMV,相当于每天贡献超18亿元。", "每天"),
        ("GMV日均18亿元。", "日均"),
        ("三季度GMV达18亿元。", ""),
        ("每天直播,GMV达18亿元。", ""),
    ],
)
def test_a_figure_of_each_day_is_none_of_the_period(text, each):
    (name, doubt) = proposed(text)[-1]
    assert name == "gmv" and doubt == (
        f"a figure of each one ({each}): look at the metric and the period" if each else ""
    )


@pytest.mark.parametrize(
    ("text", "metric", "doubts"),
    [
        ("渗透率提升28%。", "penetration_yoy", ("since when", "rise of a rate")),
        ("渗透率同比上升了28%。", "penetration_yoy", ("rise of a rate",)),
        ("渗透率提升至28%。", "penetration", ()),
        ("渗透率增长到28%。", "penetration", ()),
        ("渗透率为28%。", "penetration", ()),
        ("GMV提升28%。", "gmv_yoy", ("since when",)),
    ],
)
def test_what_a_rate_rose_by_is_not_the_rate(text, metric, doubts):
    known = replace(KNOWN, words=KNOWN.words | {"penetration": ["渗透率"]})
    ((name, doubt),) = [metric_of(one, known) for one in propose(text, 2024)]
    assert name == metric and all(part in doubt for part in doubts) and bool(doubt) == bool(doubts)


def test_figures_given_in_order_have_the_metrics_named_in_order():
    text = "各業務方面,線上營銷服務、直播和其他服務對收入的貢獻占比分別為56.6%、30.0%和13.4%。"
    assert [name for name, _ in proposed(text)] == ["share_ads", "share_live", "share_other"]
    text = "线上营销服务、直播收入分别为5亿元、3亿元。"
    assert [name for name, _ in proposed(text)] == ["revenue_ads", "revenue_live"]
    text = "线上营销服务和其他服务收入同比分别增长20%和17%。"
    assert [name for name, _ in proposed(text)] == ["revenue_ads_yoy", "revenue_other_yoy"]


@pytest.mark.parametrize("text", ["直播和货架分别为56.6%和30.0%。", "线上营销服务、直播收入占比分别为1%、2%和3%。"])
def test_a_list_that_does_not_fit_names_no_metric_by_its_order(text):
    assert "share_ads" not in [name for name, _ in proposed(text)][1:]


def test_a_book_says_what_else_texts_call_a_metric(book):
    from claimcheck.drafting.naming import names

    known = names(book)
    (one,) = [one for one in propose("营收311億元。", 2024) if not one.reason]
    assert metric_of(one, known) == ("revenue_total", "")


def test_how_texts_call_an_entity_is_said_by_the_package(book, tmp_path):
    from claimcheck.drafting.naming import names
    from claimcheck.drafting.starting import called
    from claimcheck.register.faults import FaultError

    package = tmp_path / "datapackage.json"
    package.write_text('{"book": {"called": {"Kingfisher": ["翠鳥"]}}}', encoding="utf-8")
    assert names(book, "Kingfisher", called(tmp_path)).called == ("Kingfisher", "翠鸟")
    package.write_text('{"book": {"called": {"Kingfisher": "翠鳥"}}}', encoding="utf-8")
    with pytest.raises(FaultError, match="a list of names for each entity"):
        called(tmp_path)
