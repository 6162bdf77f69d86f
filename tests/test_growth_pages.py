"""The growth chapters: their tables follow the data, and every sentence that is typed still holds."""

from __future__ import annotations

import re
from functools import cache
from statistics import median

import chapter_source
import numpy as np
import pytest
from test_trends import series_of

from claimcheck.pages.chapter import register
from claimcheck.pages.tables import Html, Table
from claimcheck.trends import backtest, ceilings, fits, simulations
from claimcheck.trends.simulations import TREND, WALK
from kuaishou import gmv, published
from kuaishou.growth import tables as growth_tables
from kuaishou.quarters import arithmetic
from kuaishou.quarters import tables as quarter_tables

ARTICLES, REPORTED = gmv.article_years(), gmv.reported_years()
LATE = ARTICLES.between("2019", "2021")
RATES = ("log-linear trend", "constant rate", "last growth rate kept")
past, rolling = backtest.backtest_2021, backtest.rolling_origin
coverage = cache(lambda n: simulations.coverage(n).set_index(["interval", "truth"])["coverage"])


def text(cell: str | Html) -> str:
    return re.sub("<[^>]*>", " ", cell.text) if isinstance(cell, Html) else cell


def row(table: Table, start: str) -> list[str]:
    """The cells of the row whose first cell begins like this."""
    return next([text(cell) for cell in cells] for cells in table.rows if text(cells[0]).startswith(start))


# words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (97e6, "97 million CNY"),
        (3.8599e12, "3.86 trillion CNY"),
        (-7.298e11, "−729.8 billion CNY"),
        (1.8e25, "10 to the power 25 CNY"),
    ],
)
def test_an_amount_in_words(amount, words):
    assert growth_tables.money(amount) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (680e9, "680.0"),
        (42_628.45e9, "42,630"),
        (0.0217e9, "0.022"),
        (1.2e5, "under 0.001"),
        (0.0, "0"),
        (-133.96e9, "−134.0"),
        (8e19, "10¹¹"),
    ],
)
def test_an_amount_in_a_table(amount, words):
    assert growth_tables.billions(amount) == words


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((-0.715, 1032.18), "−71.5% to 103,218%"),
        ((-0.99, 39390.34), "−99.0% to 3.94 million %"),
        ((-1, 1.9018e8), "−100.0% to 19 billion %"),
    ],
)
def test_the_ends_of_an_interval_of_growth(ends, words):
    assert growth_tables._rates(*ends) == words


# tables


@pytest.mark.parametrize(
    "table",
    [
        lambda: growth_tables.years(register(), ARTICLES, REPORTED),
        lambda: growth_tables.fits(*past().fits),
        lambda: growth_tables.left_out(fits.leave_one_out(ARTICLES)),
        lambda: growth_tables.backtest(past()),
        growth_tables.aicc,
        lambda: quarter_tables.additions(register()),
        lambda: quarter_tables.models(rolling()),
        lambda: quarter_tables.coming(rolling()),
    ],
)
def test_a_table_is_whole(table):
    shown = table()
    assert shown.rows and {len(cells) for cells in shown.rows} == {len(shown.header)}
    assert not re.search(r"\bnan\b|\binf\b|None", shown._repr_html_())


def test_articles_and_other_sources_have_their_columns():
    table = growth_tables.years(register(), ARTICLES, REPORTED)
    for cells in table.rows:
        ours, theirs = cells[1:3]
        assert ours == "–" or ("origin-article" in ours.text and "claims.html#" in ours.text)
        assert "origin-reported" in theirs.text and "data.html#" in theirs.text
    assert row(table, "2024")[1] == "–"


def test_years_that_contradict_each_other_are_shown_so():
    other = series_of(("2019", "598"), origin="reported", source="gmv-2019-lieyun", kind="news")
    table = growth_tables.years(register(), ARTICLES.between("2019", "2019"), other)
    assert row(table, "2019")[-1].strip() == "conflict"


def test_the_backtest_table_follows_the_data():
    high = backtest.Backtest((fits.drift(LATE),), series_of(("2022", "90120"), ("2023", "9902"), origin="reported"))
    cells = row(growth_tables.backtest(high), "drift")
    assert "−89.0%, outside" in cells[1] and "+31.3%, inside" in cells[2]


def test_an_outcome_is_that_of_the_table():
    found = growth_tables.outcome(past(), "last growth rate kept, 2020–2021")
    assert (found.forecast, found.times, found.lower) == (
        "3.86 trillion CNY",
        "2.78 times",
        "none",
    )  # 680·(680/381.2)³ by hand
    with pytest.raises(IndexError):
        growth_tables.outcome(past(), "no such trend")


def test_increases_by_hand():
    found = growth_tables.increases(series_of(("2019", "10"), ("2020", "30"), ("2021", "40")))
    assert (found.least, found.most, found.mean) == ("1 billion CNY", "2 billion CNY", "1.5 billion CNY")


def test_a_sum_that_misses_is_shown_so(monkeypatch):
    table = arithmetic.additions()
    table.loc[0, "adds up"] = False
    monkeypatch.setattr(arithmetic, "additions", lambda: table)
    assert [text(cells[-1]).strip() for cells in quarter_tables.additions(register()).rows][0] == "not reproduced"


# what the pages say in words


@pytest.mark.parametrize("name", ["growth", "quarters"])
def test_the_page_reads_like_a_chapter(name):
    source = (chapter_source.ROOT / "chapters" / f"{name}.md").read_text(encoding="utf-8")
    cells = chapter_source.cells(source)
    sizes = [len(cell.working) for cell in cells]
    assert chapter_source.words(source) <= 1800 and len(cells) <= 25 and max(sizes) <= 8 and median(sizes) <= 2
    assert [cell.is_hidden for cell in cells] == [True] + [False] * (len(cells) - 1)


def test_every_growth_rate_carried_on_came_out_too_high():
    table = past().table
    carried = table[table["trend"].str.startswith(RATES)]
    assert carried["trend"].nunique() == 5 and (carried["error"] > 0).all()


def test_the_straight_line_in_yuan_was_least_wrong_and_by_luck():
    assert past().least_wrong == "drift in CNY, 2018–2021"
    late = past().table[past().table["trend"] == "drift in CNY, 2019–2021"]
    assert late["error"].iloc[-1] > 0.1
    assert ARTICLES.values[0] < 0.01 * ARTICLES.values[1], "a first year that was hardly one"
    then, later = np.diff(ARTICLES.values).mean(), np.diff(REPORTED.between("2021", "2024").values)
    assert later.min() < then < later.max()


def test_the_intervals_held_by_excluding_next_to_nothing():
    table = past().table
    part = table[table["trend"] == "log-linear trend, 2018–2021"]
    assert part["inside"].all() and (part["lower"] < 1e8).all() and (part["upper"] > 1e19).all()


def test_articles_and_later_sources_agree():
    cells = [text(r[-1]).strip() for r in growth_tables.years(register(), ARTICLES, REPORTED).rows]
    assert cells == ["agree"] * 4 + ["–"] * 3
    assert gmv.agreement(REPORTED)["agrees"].all() and gmv.agreement(gmv.reported_quarters())["agrees"].all()


def test_growth_was_falling_and_the_points_bend():
    yearly = ARTICLES.values[1:] / ARTICLES.values[:-1]
    assert (np.diff(yearly) < 0).all() and np.diff(ARTICLES.values)[-1] < np.diff(ARTICLES.values)[-2]
    for series in (ARTICLES, LATE):
        residuals = fits.log_linear(series).residuals
        assert max(residuals[0], residuals[-1]) < 0 < min(residuals[1:-1])


def test_rounding_is_small_beside_the_scatter():
    for series in (ARTICLES, LATE):
        fit = fits.log_linear(series)
        assert np.log1p(fit.rounding[1]) - np.log1p(fit.rounding[0]) < 0.01 * (
            np.log1p(fit.interval[1]) - np.log1p(fit.interval[0])
        )


def test_the_refusals_are_for_the_reasons_given():
    means = [simulations.r_squared_of_walks(n).mean() for n in (4, 6, 10, 19)]
    assert means == sorted(means, reverse=True), "the fewer the points, the better the fit"
    penalties = simulations.aicc_counts().set_index("curve")["penalty with σ²"]
    assert penalties["line"] == np.inf and penalties["parabola"] < 0
    picked = simulations.aicc_choices().set_index("count").astype(float).idxmax(axis=1)
    assert picked["with σ²"] != picked["without σ²"]
    logistic = ceilings.ceilings_by_year("logistic")
    assert (logistic["best ceiling"] < 1.01 * logistic["last"]).all()
    assert published.aicc(fits.log_linear(ARTICLES)).code == "aicc_undefined"


def test_more_points_do_not_mend_a_wrong_model():
    rate = "trend line: growth per year"
    assert coverage(19)[rate, WALK] < coverage(4)[rate, WALK] < 0.9 < coverage(4)[rate, TREND]
    last = "forecast three ahead"
    assert coverage(4)[f"constant rate with 1.96: {last}", WALK] < 0.9 < coverage(4)[f"constant rate: {last}", WALK]


def test_the_quarters_add_up_to_the_last_digit_or_one_off():
    table = arithmetic.additions()
    assert table["adds up"].all() and table["origin"].iloc[0] == "article" and table["difference"].abs().max() < 0.11


def test_growth_slowed_and_kept_its_rate_of_late():
    table = arithmetic.year_on_year()
    rates, said = table["growth"], quarter_tables.growth()
    assert said.rates == said.agree and (rates.iloc[:3].diff().dropna() < 0).all()
    assert rates.iloc[-6:].max() - rates.iloc[-6:].min() < 0.04 and rates.iloc[-6:].max() < rates.iloc[:-6].min()
    assert table["from"].eq("printed").sum() == 2 and all(
        p.startswith("2021") for p in table["period"][table["from"] == "printed"]
    )


def test_the_first_quarter_of_2021_was_its_fastest_part():
    table = arithmetic.growth_of_2021().set_index("part")["growth"]
    assert table["Q1"] == table.max() and table["Q3–Q4"] < table["year"]


def test_the_weights_even_out():
    table = arithmetic.weights().pivot(index="year", columns="quarter", values="share")
    assert table[1].iloc[-1] > table[1].iloc[0] and table[4].is_monotonic_decreasing
    assert list(table.std(axis=1)) == sorted(table.std(axis=1), reverse=True)


def test_the_fading_trend_was_best_and_the_constant_rate_overshot():
    best, worst = rolling().scores.iloc[0], rolling().scores.iloc[-1]
    assert best["model"] == "damped-trend smoothing" and best["inside"] == best["forecasts"]
    assert worst["model"] == "seasonal log-linear trend" and worst["mean error"] > 0.1 and worst["coverage"] < 0.6
    assert set(quarter_tables.ASSUMES) == set(rolling().scores["model"])


def test_the_best_model_is_one_curve_and_the_models_differ_by_more_than_it_admits():
    fit = next(f for f in backtest.quarterly_fits() if f.model == "damped-trend smoothing")
    assert [fit.params[f"smoothing_{part}"] for part in ("level", "trend", "seasonal")] == [0.0001, 0, 0]
    ahead = fit.forecast(4)
    assert np.ptp(np.log(ahead["upper"] / ahead["lower"])) < 1e-6
    first = published.next_year().groupby("period", sort=False).get_group("2025Q4")
    assert np.ptp(first["forecast"]) > np.ptp(first[first["model"] == fit.model][["lower", "upper"]].to_numpy())


def test_nothing_later_was_found():
    """Once it is, the pages' "what stays open" and the forecasts want another look."""
    assert gmv.reported_quarters().periods[-1] == "2025Q3" and REPORTED.periods[-1] == "2024"
    assert register().reported[gmv.DISCLOSURE_ENDS].period_start == "2026-01-01"
