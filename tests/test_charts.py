"""Charts: words and data are carried, findings are computed, wild rows are cut and said to be."""

from __future__ import annotations

import base64
import html
import json
import re
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from claimcheck.charts import card, intervals, style
from claimcheck.charts.font import MissingTypeError
from claimcheck.charts.intervals import Row
from claimcheck.citing.edition import edition
from claimcheck.evidence.standing import Standing
from claimcheck.evidence.statistics import FIGURES, by_kind
from claimcheck.loading import with_value

PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def chart(register):
    return intervals.interval_chart(register, "gravity-2021")


def draw(title="GMV rose 快手", alt="A line that rises.", name=None):
    fig, ax = plt.subplots()
    ax.plot([1, 2], [3, 4])
    return style.finish(fig, title, ["gravity-2021-15"], alt, pd.DataFrame({"year": [1, 2], "GMV": [3, 4]}), name)


def carried(chart) -> dict:
    return json.loads(html.unescape(re.search("<metadata>(.*?)</metadata>", chart.carrying, re.S)[1]))


def row(verdict="reproduced", printed=(-1.0, 1.0), result=(-1.0, 1.0), relation="x-2020-r01") -> Row:
    return Row(relation, "x-2020-01", "12億", verdict, *printed, *result)


# what a finished chart carries


def test_a_chart_carries_its_words_its_rows_and_a_picture():
    chart = draw()
    root = ElementTree.fromstring(chart.carrying)
    assert root.find(f"{SVG}title").text == "GMV rose 快手"
    assert root.find(f"{SVG}desc").text == "A line that rises."
    data = carried(chart)
    assert data["csv"] == "year,GMV\n1,3\n2,4\n"
    assert base64.b64decode(data["png"]).startswith(PNG)
    assert data["source"] == "Source: gravity-2021-15."
    assert data["name"] == "gmv-rose"


def test_a_cell_shows_a_chart_once():
    assert set(draw()._repr_mimebundle_()) == {"image/svg+xml", "text/plain"}
    assert not plt.get_fignums(), "a figure left open is shown a second time"


def test_two_drawings_are_the_same_file():
    assert draw().carrying == draw().carrying


def test_text_is_drawn_as_paths_with_a_glyph_for_every_character(recwarn):
    chart = draw("快手電商買家复购率億")
    assert "<text" not in chart.svg
    assert not [str(w.message) for w in recwarn if "Glyph" in str(w.message)]


def test_a_character_without_type_is_named_with_the_way_to_add_it():
    with pytest.warns(UserWarning, match="Glyph"), pytest.raises(MissingTypeError, match=r"U\+1F600.*tools\.font"):
        draw("\U0001f600 is in no font of ours")


@pytest.mark.parametrize("words", [{"title": " "}, {"alt": ""}])
def test_a_chart_without_words_is_refused(words):
    with pytest.raises(ValueError, match="chart without"):
        draw(**words)
    plt.close("all")


def test_the_words_of_a_chart_cannot_break_its_file():
    chart = draw("a < b & c", 'says "x" > <y>')
    root = ElementTree.fromstring(chart.svg)
    assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == ("a < b & c", 'says "x" > <y>')


# printed against recomputed


def test_each_row_is_a_recomputation_in_percent_of_the_printed_value(register):
    rows = {r.relation: r for r in intervals.rows_of(register, "gravity-2021")}
    growth = rows["gravity-2021-r01"]
    # 539.5% stands for 539.45 to 539.55: a twentieth of a point of 539.5 either way
    assert growth.printed_upper == pytest.approx(0.05 / 539.5 * 100)
    # 3812億 over 596億: at most 3812.5/595.5 - 1
    assert growth.upper == pytest.approx(
        float((Fraction("3812.5") / Fraction("595.5") - 1) * 100 / Fraction("539.5") - 1) * 100
    )
    assert (growth.printed, growth.claim, growth.verdict) == ("539.5%", "gravity-2021-17", "within_rounding")


def test_rows_follow_the_claims_and_leave_out_dates_and_exact_counts(register):
    rows = intervals.rows_of(register, "gravity-2021")
    order = list(register.claims)
    assert [order.index(r.claim) for r in rows] == sorted(order.index(r.claim) for r in rows)
    assert not [r for r in rows if r.is_trivial or register.claims[r.claim].base_unit == "date"]


def test_recomputations_can_be_chosen(register):
    rows = intervals.rows_of(register, "gravity-2021", ["gravity-2021-r01"])
    assert [r.relation for r in rows] == ["gravity-2021-r01"]


def test_an_article_without_recomputations_has_no_chart(register):
    with pytest.raises(ValueError, match="can be drawn"):
        intervals.interval_chart(register, "gravity-2021", only=[])


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([row(), row("within_rounding")], "x-2020: all 2 recomputations meet the printed figures"),
        ([row(), row("not_reproduced")], "x-2020: 1 of 2 recomputations meet the printed figure, 1 does not"),
        (
            [row("undetermined"), *[row("not_reproduced")] * 2],
            "x-2020: 0 of 3 recomputations meet the printed figure, 1 stays open, 2 do not",
        ),
    ],
)
def test_the_title_is_the_finding(rows, title):
    assert intervals.title(rows, "x-2020") == title


def test_a_figure_that_turns_turns_the_title(register, chart):
    turned = intervals.interval_chart(with_value(register, "gravity-2021-17", "640.0"), "gravity-2021")
    assert "do" in turned.title and turned.title != chart.title
    assert "539.5% (gravity-2021-17)" in turned.alt.partition("stay apart for")[2]


def test_a_wild_row_is_cut_and_the_reader_told(register):
    rows = [row(), row(), row(result=(900.0, 1000.0))]
    assert intervals.axis_limit(rows) == pytest.approx(1.08)
    chart = intervals.interval_chart(register, "trust-2023")
    assert "An arrow marks a row" in chart.source and "reach beyond the axis" in chart.alt


def test_the_rows_behind_the_chart_are_those_drawn(register, chart):
    assert list(chart.data["relation"]) == [r.relation for r in intervals.rows_of(register, "gravity-2021")]
    assert carried(chart)["csv"].splitlines()[0].startswith("relation,claim,printed,verdict,printed_lower")


@pytest.mark.parametrize("article", ["gravity-2021", "trust-2023", "subsidy-2020", "newness-2022", "providers-2021"])
def test_every_article_has_its_interval_chart(register, article):
    chart = intervals.interval_chart(register, article)
    assert chart.name == f"intervals-{article}" and article in chart.title and len(chart.alt) > 100


# the picture for links


def test_the_card_counts_what_a_reader_quotes(register):
    count = card.counts(register)
    rows = [row for row in by_kind(register) if row.kind in FIGURES]
    assert sum(count.values()) == sum(row.claims - row.standings[Standing.NONE] for row in rows)
    _, counted, finding = card.words(edition(), count)
    assert counted.startswith(f"{sum(count.values())} ") and f"{count[Standing.HOLDS]} hold" in finding
    assert "1 is wrong" in card.words(edition(), {Standing.WRONG: 1})[2]


def test_the_card_is_drawn_and_one_that_says_the_same_is_left_alone(register, tmp_path):
    path = tmp_path / "card.png"
    card.draw(register, edition(), path)
    before = path.stat().st_mtime_ns
    card.draw(register, edition(), path)
    assert path.stat().st_mtime_ns == before and card.mark(edition(), register).encode() in path.read_bytes()


def test_a_chart_is_frozen():
    with pytest.raises(AttributeError):
        draw().title = "another"
    assert replace(draw(), title="another").title == "another"
