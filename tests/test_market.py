"""The market page: bodies are never joined, shares follow from the rows, and what is typed still holds."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from kuaishou.market import arithmetic, charts, tables


@pytest.fixture(scope="module")
def sizes(book):
    return arithmetic.sizes(book)


def test_each_body_has_one_figure_a_period_and_an_estimate_comes_before_a_forecast(sizes):
    assert len({(size.period, size.body) for size in sizes}) == len(sizes) >= 14
    assert [s.row.id for s in sizes if (s.period, s.body[:7]) == ("2020", "iiMedia")] == [
        "market-size-2020-iimedia-2021q1"
    ]


def test_shares_by_hand(book, sizes):
    of = {(size.period, size.row.id): size.share for size in sizes}
    kpmg = of["2020", "market-size-2020-chinabankingnews"]
    assert (kpmg.interval.lower, kpmg.interval.upper) == (Fraction("381.15") / 1055, Fraction("381.25") / 1045)
    said = arithmetic.said(book)
    assert (said.iimedia, said.kpmg, said.zhongshang) == ("40%", "36%", "30%")
    assert (said.mofcom, said.unnamed, said.wangjingshe) == ("39%", "24%", "26%")
    shares = {(size.period, size.body): arithmetic.percent(size) for size in arithmetic.sizes(book) if size.share}
    assert shares["2021", arithmetic.BODIES["qianzhan"]] == "29%"
    assert shares["2021", arithmetic.BODIES["kpmg-aliresearch"]] == "34% at least"
    assert shares["2021", arithmetic.BODIES["iimedia"]] == "57% at most"


def test_a_mark_that_will_be_passed_bounds_the_share_from_above_alone(sizes):
    floors = [size for size in sizes if size.is_floor]
    assert {size.row.id for size in floors} == set(arithmetic.FLOORS)
    assert all(arithmetic.percent(s).endswith("at most") and arithmetic.span(s.share) == "" for s in floors)
    assert all("突破" in size.row.printed or "突破" in size.row.note for size in floors)


def test_a_market_of_nearly_so_much_bounds_the_share_from_below(sizes):
    (nearly,) = [size for size in sizes if size.is_nearly]
    assert "nearly" in nearly.row.note and nearly.row.id in arithmetic.NEARLY
    assert nearly.amount.interval.upper == nearly.row.value_base and not nearly.amount.interval.upper_closed
    assert arithmetic.percent(nearly) == "34% at least" and arithmetic.span(nearly.share) == "33.9 to 37.8%"


def test_an_estimate_of_a_span_without_gmv_gives_no_share(sizes):
    assert {size.period for size in sizes if size.share is None} == set()
    assert "2023H1" in {size.period for size in sizes}


def test_a_point_lies_inside_the_span_beside_it(book):
    for row in tables.sizes_table(book).rows:
        if row[3]:
            low, high = (float(end) for end in re.findall(r"[\d.]+", row[3]))
            # the share beside it is in whole percent
            assert math.floor(low + 0.5) <= int(re.match(r"\d+", row[2])[0]) <= math.floor(high + 0.5)


@pytest.mark.parametrize("draw", [charts.shares_chart, charts.sizes_chart, charts.rivals_chart])
def test_a_chart_is_sound(draw, book):
    chart = draw(book)
    assert chart.faults == () and len(chart.data) >= 6 and len(chart.alt) > 120


def test_the_shares_in_the_title_follow_the_data(book):
    row = book.reported["market-size-2020-zhongshang"]
    figure = replace(row.figure, value=row.figure.value * 2, interval=row.figure.interval.map_scale(2))
    other = replace(book, reported={**book.reported, row.id: replace(row, figure=figure)})
    assert "30 to 40% for 2020, 29 to at most 57% for 2021" in charts.shares_chart(book).title
    assert "15 to 40% for 2020" in charts.shares_chart(other).title


def test_a_body_with_no_name_stops_the_page(book):
    row = replace(book.reported["market-size-2020-zhongshang"], scope="another body")
    with pytest.raises(KeyError):
        arithmetic.sizes(replace(book, reported={**book.reported, row.id: row}))


# what the page says in words


def test_no_estimate_made_afterwards_gives_half_and_one_forecast_would_allow_it(book):
    assert arithmetic.said(book).half == "iiMedia's for 2021"


def test_what_is_said_of_the_rivals_is_in_the_rows(book):
    told = {rival.row.id: rival for rival in arithmetic.rivals(book)}
    named = [r for r in book.reported.values() if r.metric == "gmv" and r.entity in ("Taobao Live", "Douyin")]
    whole = {r.id for r in named if r.id not in told}
    # ten months, a second copy of a half-year, the other end of a range, and a figure in dollars
    in_text = {"douyin-gmv-2020-caixin-high", "douyin-gmv-2020-chinafilminsider"}
    assert whole == {"douyin-gmv-2023-m10-technode", "douyin-gmv-2024-h1-ecommercenext"} | in_text
    assert max(r.period_end for r in named if r.entity == "Taobao Live") == "2021-03-31", "the last one found"
    assert all(r.qualifier == "over" for r in named if r.entity == "Taobao Live"), "floors alone"
    for row_id, rival in told.items():
        says = f"{rival.row.scope} {rival.row.note}"
        for word, means in (
            ("denied", "denied"),
            ("inaccurate", "inaccurate"),
            ("no comment", "declined"),
            ("target", "target"),
        ):
            assert (word in rival.word) == (means in says), row_id
    assert told["taobao-live-gmv-2021-03-mimicnews"].when == "year to March 2021"
    assert told["taobao-live-gmv-2021-03-mimicnews"].year == 2020.25, "a quarter of a year later than 2020"
    for row_id, counts in arithmetic.COUNTS.items():
        words = "without product cards|product cards included"
        assert re.findall(words, counts) == re.findall(words, book.reported[row_id].scope) != [], row_id
    assert "redirected" in book.reported["gmv-2020-caixin"].scope
    outcomes = [r for r in told.values() if r.platform == "Douyin" and r.row.metric == "gmv"]
    assert sum(bool(re.search("denied|inaccurate", r.word)) for r in outcomes) > len(outcomes) / 2, "most of them"


def test_what_is_left_is_about_what_douyin_is_said_to_have_sold(book):
    left = book.relations["cross-r85"].result
    assert left.lower is None or left.lower < left.upper
    assert left.meets(book.reported["douyin-gmv-2020-caixin"].interval)


def test_the_digest_is_told_in_yuan_and_nearly_three_times_is_held_to_the_rows(book):
    assert arithmetic.said(book).digest == "some 500 billion CNY or more"
    row = book.reported[arithmetic.DIGEST]
    figure = replace(row.figure, value=row.figure.value * 2)
    with pytest.raises(ValueError, match="about three times"):
        arithmetic.said(replace(book, reported={**book.reported, row.id: replace(row, figure=figure)}))


def test_four_of_douyins_levels_were_disputed_by_the_notes_of_the_rows(book):
    notes = [book.reported[row_id].note for row_id in arithmetic.WORDS]
    assert arithmetic.said(book).disputed == "four"
    assert (
        sum("denied it" in note or "called it inaccurate" in note or "called the report" in note for note in notes) == 4
    )


def test_the_half_year_is_the_ministrys_and_qianzhans_number_wangjingshes(book, sizes):
    (half,) = [size for size in sizes if size.period == "2023H1"]
    assert (half.body, half.row.id) == ("Ministry of Commerce", "market-sales-2023-h1-xinhua")
    series = [book.reported[f"market-size-{name}"] for name in ("2021-qianzhan", "2024-wangjingshe")]
    assert len({book.definitions.of(row).definition for row in series}) == 1
