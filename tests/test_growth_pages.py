"""The growth chapters: their tables follow the data, and every sentence that is typed still holds."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import chapter_source
import numpy as np
import pytest
from trend_cases import near, point

from claimcheck.loading import with_value
from claimcheck.pages.data_table import Column, DataTable, Folded, Stack
from claimcheck.pages.tables import Html
from claimcheck.trends.series import Series
from kuaishou import gmv
from kuaishou.growth import tables as growth_tables
from kuaishou.growth import trends
from kuaishou.quarters import arithmetic
from kuaishou.quarters import tables as quarter_tables


def text(cell: str | Html) -> str:
    return re.sub("<[^>]*>", " ", unescape(cell.text)) if isinstance(cell, Html) else cell


def row(table: DataTable, start: str) -> list[str]:
    """The cells of the row whose first cell begins like this."""
    return next([text(cell) for cell in cells] for cells in table.rows if text(cells[0]).startswith(start))


# tables


def test_a_data_table_says_its_roles_and_labels_its_numbers():
    shown = DataTable(
        "What",
        (Column("a", "head"), Column("b & c", "num"), Column("d"), Column("e")),
        [("x", "1", Html("<b>y</b>"), "超 dropped")],
        "r-tiles",
    )
    html = shown._repr_html_()
    assert 'class="r-table r-tiles" aria-label="What"' in html
    assert '<td class="r-num" data-label="b &amp; c">1</td>' in html
    assert '<th scope="row">x</th>' in html and "<b>y</b>" in html
    assert '<span lang="zh">超</span> dropped' in html, "else a browser without Chinese type of its own may draw boxes"
    assert replace(shown, kind="r-scroll")._repr_html_().startswith('<div class="r-scroll" tabindex="0" role="region"')
    assert Folded("More", shown)._repr_html_().startswith("<details><summary>More</summary>")
    with pytest.raises(ValueError):
        replace(shown, rows=[("x", "1")])._repr_html_()


@pytest.mark.parametrize(
    "table",
    [
        growth_tables.years,
        lambda book: growth_tables.trends(trends.spans(book)),
        lambda book: growth_tables.costs(trends.carried(book)),
        quarter_tables.folds,
        quarter_tables.models,
    ],
)
def test_a_table_is_whole(book, table):
    shown = table(book)
    html = shown._repr_html_()
    assert not re.search(r"\bnan\b|\binf\b|None", html) and html.count("<tr") > 3
    for part in shown.parts if isinstance(shown, Stack) else (shown,):
        inner = part.table if isinstance(part, Folded) else part
        assert {len(cells) for cells in inner.rows} == {len(inner.columns)}


def test_the_table_of_years_says_whose_figures_they_are(book):
    table = growth_tables.years(book).parts[0]
    year = row(table, "2020")
    assert "381.2" in year[1] and "3812" in year[1] and "+539.5%" in year[2] and "gravity-2021" in year[3]
    assert row(table, "2023")[3].split()[:2] == ["◆", "company"] and "●" not in row(table, "2023")[3]
    assert "+15.0%" in row(table, "2025")[2] and "second-hand" in row(table, "2025")[3]
    assert row(table, "2022")[4] and not row(table, "2023")[4], "a definition stands where it begins"


def test_the_trends_are_those_that_were_asked_for(book):
    table = growth_tables.trends(trends.spans(book))
    (years, folded), plain = table.parts, lambda cells: [" ".join(cell.split()) for cell in cells]
    late = ["3", "+237.8%", "+237.8%", "−96.9 to 36,435%", "0.916", "–"]
    assert plain(row(years, "Years 2019–2021"))[1:] == late, "the interval holds a fall: no doubling"
    whole = ["5", "+23.8%", "+23.9%", "16.3 to 32.0%", "0.975", "3.2 2.5 to 4.6"]
    assert plain(row(years, "Years 2021–2025"))[1:] == whole
    assert row(years, "Years 2018–2021")[1:4] == ["4", "+1,814%", "+1,615%"]
    yuan = plain(row(years, "Years 2021–2025, reported, in yuan"))
    assert yuan[1:] == ["5", "+230 bn", "+232 bn", "208 to 257 bn", "0.997", "–"]
    finer = folded.table
    assert row(finer, "Years 2019–2025")[1:6] == ["7", "+73.0%", "+59.1%", "19.0 to 112.9%", "0.771"]
    assert row(finer, "Twelve-month sums, Q4 2021")[1:4] == ["17", "+23.8%", "+24.0%"]
    assert row(finer, "Half-years")[1] == "10" and "too narrow" in row(finer, "Half-years")[0]
    assert plain(row(finer, "Quarters"))[1:6] == ["20", "+21.4%", "+24.5%", "21.4 to 27.5%", "0.972"]


def test_a_rate_lies_in_its_own_interval(book):
    for span in trends.spans(book).values():
        assert 0 <= span.fit.r_squared <= 1
        if not span.fit.log:
            low, found, high = (span.fit.params[name] for name in ("change_low", "change_per_period", "change_high"))
            assert low <= found <= high
            continue
        low, high = span.fit.interval
        assert low <= span.fit.growth_per_year <= high
        assert span.fit.rounding[0] <= span.fit.growth_per_year <= span.fit.rounding[1]


def test_what_carrying_on_would_have_cost_by_hand(book):
    kept = trends.carried(book)["kept"]
    assert kept.at("2025").forecast == f"{680 * (680 / 381.2) ** 4:,.0f}"
    near(kept.table["times"].iloc[-1], 680 * (680 / 381.2) ** 4 / 1598.1, 1e-9)
    assert (kept.last.times, kept.last.off, kept.at("2022").off) == ("4.3 times", "4.3 times", "35% high")
    assert trends.off(0.43) == "57% low" and trends.off(1.0) == "0% high"
    step = trends.carried(book)["step"]
    assert step.at("2025").forecast == f"{680 + 4 * (680 - 59.6) / 2:,.0f}"


# quarters


def test_quarters_add_up_to_their_years_within_rounding(book):
    table = arithmetic.additions(book).set_index(["whole", "origin"])
    assert table["adds up"].all() and ("2021", "article") in table.index
    assert {w for w, _ in table.index} >= {"2021", "2022", "2023", "2024", "2025", "2023H1", "2024H1"}
    near(table.loc[("2024", "reported"), ["sum", "lower", "upper"]], (1389.7, 1389.5, 1389.9))


def test_quarters_that_do_not_add_up_are_told(book):
    quarters = gmv.reported(book, gmv.QUARTER)
    wholes = (point("2022", "9015"), point("2022", "9014"), point("2026", "1"))
    table = arithmetic.added(wholes, quarters)
    assert table["adds up"].tolist() == [False, True], (
        "9010 to 9014 is what four rounded quarters can make; 2026 lacks all"
    )


def test_growth_on_the_year_before_agrees_with_what_was_printed(book):
    table = arithmetic.year_on_year(book).set_index("period")
    near(table.loc[["2021Q1", "2021Q2"], "growth"], (2.198, 1.0))
    near(table.loc["2022Q1", "growth"], 1751 / 1186 - 1, 1e-9)
    assert table["from"].tolist() == ["printed"] * 2 + ["levels"] * 16
    assert table["agrees"].dropna().astype(bool).all() and table["agrees"].notna().sum() == 16


def test_weights_are_shares_of_the_year_with_exact_bounds(book):
    quarters = gmv.reported(book, gmv.QUARTER)
    table = arithmetic.weights(quarters)
    near(table.groupby("year")["share"].sum(), np.ones(5))
    first = table.iloc[0]
    near(
        (first["share"], first["lower"], first["upper"]),
        (1186 / 6801, 1185.5 / (1185.5 + 5616.5), 1186.5 / (1186.5 + 5613.5)),
    )
    assert arithmetic.weights(quarters.between("2021Q2", "2022Q3")).empty


def test_the_forecast_of_version_1_0_0_is_kept_as_it_was(book):
    forecast, came = arithmetic.kept_forecast(book)
    assert (forecast.period, float(forecast.value) / 1e9, came.period) == ("2025Q4", 525.5, "2025Q4")
    assert (float(forecast.interval.lower) / 1e9, float(forecast.interval.upper) / 1e9) == (488.1, 565.8)
    assert float(came.value) / 1e9 == 521.8 and forecast.made == "2026-11-24"
    assert all(f.interval.contains(f.value) for f in arithmetic.forecasts(book))


# what the pages say in words


@pytest.mark.parametrize("name", ["growth", "quarters"])
def test_the_page_reads_like_a_chapter(name):
    source = (chapter_source.ROOT / "chapters" / f"{name}.md").read_text(encoding="utf-8")
    cells = chapter_source.cells(source)
    assert chapter_source.words(source) <= 1000 and len(chapter_source.chart_cells(source)) <= 4
    assert all("hide-input" in cell.tags for cell in cells), "code is folded"
    assert max(len(cell.working) for cell in cells) <= 6
    assert not re.search(r"\bnow\b|\bnext (year|quarter)\b", chapter_source.prose(source))


def test_growth_fell_every_year_and_only_the_first_years_are_left_out(book):
    rates = [gmv.printed_growth(book, str(year)).value for year in range(2020, 2026)]
    assert rates == sorted(rates, reverse=True)
    assert all(gmv.printed_growth(book, year) is None for year in ("2018", "2019"))


def test_articles_and_later_sources_agree(book):
    printed, elsewhere = gmv.articles(book), gmv.reported(book)
    assert all(p.interval.meets(elsewhere.at(p.period).interval) for p in printed.points)


def test_the_points_bend_and_rounding_is_small(book):
    for name in ("whole", "late", "years"):
        fit = trends.spans(book)[name].fit
        assert max(fit.residuals[0], fit.residuals[-1]) < 0 < max(fit.residuals[1:-1])
        assert np.log1p(fit.rounding[1]) - np.log1p(fit.rounding[0]) < 0.01 * (
            np.log1p(fit.interval[1]) - np.log1p(fit.interval[0])
        )


def test_rates_overshot_and_yuan_did_better(book):
    rules = trends.carried(book)
    for name in ("trend", "kept"):
        assert (rules[name].table["error"] > 0).all() and rules[name].table["times"].iloc[-1] > 2
        assert rules[name].table["error"].iloc[0] < rules[name].table["error"].iloc[-1]
    yuan, rates = ("step", "early"), ("trend", "kept")
    assert max(rules[name].worst for name in yuan) < min(rules[name].worst for name in rates)
    assert rules["early"].worst < 0.1 < rules["step"].worst, "how close depends on the first year"
    added = np.diff(gmv.reported(book).between("2021", "2025").values) / 1e9
    said = trends.said(book)
    assert said.least == f"{added.min():.0f}" and said.most == f"{added.max():.0f}"
    assert added.max() < rules["step"].fit.params["change_per_period"] / 1e9
    values = gmv.reported(book).between("2023", "2025").values
    assert said.once.endswith(f" and {abs(values[1] * values[1] / values[0] / values[2] - 1):.0%} too high")
    assert said.once.startswith(rules["kept"].at("2022").off.partition("%")[0]), "all came out high"


def test_the_series_ends_with_2025(book):
    assert gmv.reported(book).periods[-1] == "2025" and gmv.reported(book, gmv.QUARTER).periods[-1] == "2025Q4"
    assert book.reported[gmv.DISCLOSURE_ENDS].period_start == "2026-01-01"


def test_growth_fell_in_two_steps(book):
    rates = arithmetic.year_on_year(book).set_index("period")["growth"]
    assert rates["2022Q2":"2024Q1"].between(0.25, 0.40).all() and rates["2024Q2":].between(0.12, 0.19).all()
    assert rates["2021Q1"] > rates["2021Q2"] > rates["2022Q1"] > rates["2022Q2"]
    said = quarter_tables.said(book)
    assert said.printed == said.agree == said.computed and said.first == "220%"


def test_the_quarters_came_nearer_to_each_other(book):
    table = arithmetic.weights(gmv.reported(book, gmv.QUARTER)).pivot(index="year", columns="quarter", values="share")
    spread = table.std(axis=1)
    assert list(spread) == sorted(spread, reverse=True) and table[1].iloc[-1] > table[1].iloc[0]


def test_the_forecast_stood_the_test(book):
    forecast, came = arithmetic.kept_forecast(book)
    assert forecast.interval.contains(came.value) and forecast.made > "2026-03-25", "the figure was out by then"
    said = quarter_tables.said(book)
    assert (said.off, said.side, said.kept_off, said.kept_side) == ("0.7%", "high", "2.0%", "high")


def test_the_fading_trend_was_best_and_the_constant_rate_overshot(book):
    scores = arithmetic.rolling(book).scores
    assert set(quarter_tables.MODELS) == set(scores["model"])
    best, worst = scores.iloc[0], scores.iloc[-1]
    assert best["model"].startswith("fading") and best["inside"] == best["forecasts"]
    assert worst["model"] == "seasonal log-linear trend" and worst["mean error"] > 0.1 and worst["coverage"] < 0.6


def test_the_ceiling_is_far_off_and_the_data_hold_it_loosely(book):
    fit = arithmetic.fading(book)
    last = float(gmv.reported(book).at("2025").value)
    assert fit.params["ceiling_low"] > 1.2 * last and fit.params["ceiling_high"] > 1.4 * fit.params["ceiling_low"]
    assert quarter_tables.durbin_watson(fit.residuals) < 1.5
    assert (quarter_tables.rounded(float("inf")), quarter_tables.rounded(44.8e12)) == ("no end", "over 10,000")
    ends = quarter_tables.ceilings(fit)
    assert (ends["ceiling_low"], ends["ceiling"], ends["ceiling_high"]) == ("2,060", "2,370", "3,000"), "outward"
    said = quarter_tables.said(book)
    assert (said.without_two, said.without_five) == ("2,090 to 4,050", "1,800 to 2,430"), "cuts move it either way"


def test_lately_growth_did_not_fall_as_any_of_the_curves_has_it(book):
    slope, low, high = arithmetic.late_slope(book)
    least, most = arithmetic.late_fade(book)
    assert low < slope < 0 < high < least < most, "none of the falls that the curves have lies in the interval"
    # by hand: the yearly growth of the best curve at the first and the last of the quarters, six steps apart
    fit = arithmetic.fading(book)
    phi, fade = fit.params["phi"], fit.params["fade"]
    first, last = (100 * fade * (phi ** (t - 4) - phi**t) for t in (13, 19))
    assert (round(first, 1), round(last, 1)) == (18.7, 12.1) and least < (first - last) / 6 < most


def test_the_last_figures_were_read_second_hand(book):
    assert gmv.reported(book).at("2025").checked == "second_hand"
    assert gmv.reported(book, gmv.QUARTER).at("2025Q4").checked == "second_hand"


def test_a_changed_figure_changes_what_is_said(book):
    changed = with_value(book, "trust-2023-04", "7800")
    assert trends.carried(changed)["kept"].last.times != trends.carried(book)["kept"].last.times
    assert (
        isinstance(gmv.articles(changed), Series)
        and trends.spans(changed)["late"].rate != trends.spans(book)["late"].rate
    )
