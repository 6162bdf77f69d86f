"""The GMV series: the best source of each period, half-years made of quarters, and what is published of it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from fractions import Fraction
from types import SimpleNamespace

import pytest
from trend_cases import PRINTED, QUARTERS, near

from claimcheck.evidence.best import best, ranked
from claimcheck.printed.interval import Interval
from claimcheck.trends import rates
from claimcheck.trends.series import Period, rolling_year
from kuaishou import gmv, published


@pytest.fixture(scope="module")
def files(book):
    return published.extra(book)


def row(row_id="x", **more):
    base = {
        "id": row_id,
        "entity": "Kuaishou",
        "metric": "gmv",
        "kind": "figure",
        "period_start": "2021-01-01",
        "period_end": "2021-12-31",
        "value_base": Fraction(1),
        "base_unit": "CNY",
        "interval": Interval.exact(1),
        "quote": "1",
        "qualifier": "",
        "source_kind": "news",
        "printed": "1",
        "checked": "at_source",
    }
    return SimpleNamespace(**{**base, **more})


# the best source


def test_the_best_row_is_the_strongest_then_read_at_the_source_then_the_narrowest():
    wide = Interval(Fraction(0), Fraction(2))
    rows = [
        row("blog", source_kind="blog"),
        row("second", source_kind="company_release", checked="second_hand"),
        row("wide", source_kind="company_release", interval=wide),
        row("b", source_kind="company_release"),
        row("a", source_kind="company_release"),
        row("news"),
    ]
    assert [r.id for r in ranked(rows)][:4] == ["a", "b", "wide", "news"]
    assert best(rows).id == "a" and ranked(rows)[-1].id == "blog"
    with pytest.raises(ValueError):
        best([])


def test_the_best_source_of_a_period_is_used_and_the_rest_kept():
    near_one = Interval(Fraction(2), Fraction(3))
    rows = [
        row("a"),
        row("b", source_kind="company_release"),
        row("c", interval=near_one),
        row("d", source_kind="blog"),
    ]
    chosen = gmv.series("test", gmv.reported_points(rows))
    assert chosen.sources == ["b"] and {p.source for p in chosen.others} == {"a", "c", "d"}
    assert gmv.agreement(chosen).set_index("other")["agrees"].to_dict() == {"a": True, "c": False, "d": True}


def test_only_bounded_figures_of_the_quantity_become_points():
    kept = row()
    others = [
        row(entity="Douyin"),
        row(metric="gmv_target"),
        row(kind="words"),
        row(period_end="2021-11-30"),
        row(interval=Interval(Fraction(1), None)),
        row(interval=None),
    ]
    assert [p.source for p in gmv.claim_points([kept, *others])] == ["x"]
    assert [p.origin for p in gmv.reported_points([kept, row(qualifier="forecast"), row(entity="Douyin")])] == [
        "reported"
    ]


# the report's series


def test_the_articles_print_four_years_a_quarter_and_its_growth(book):
    """And whatever further articles print beside them."""
    found = lambda series, scale: {p.period: p.value / scale for p in series.points}
    years = found(gmv.articles(book), 10**8)
    assert {period: years[period] for period, _ in PRINTED} == {period: Fraction(digits) for period, digits in PRINTED}
    assert found(gmv.articles(book, gmv.QUARTER), 10**8)["2021Q1"] == 1186
    assert found(gmv.articles(book, gmv.QUARTER, "gmv_yoy"), 1)["2021Q1"] == Fraction("219.8")
    assert gmv.articles(book).origin == "article"


def test_elsewhere_eight_years_and_twenty_quarters_are_reported(book):
    years, quarters = gmv.reported(book), gmv.reported(book, gmv.QUARTER)
    near(years.values / 1e8, [0.966, 596, 3812, 6800, 9012, 11844, 13896, 15981], 1e-9)
    near(quarters.values / 1e8, [*QUARTERS, 5218], 2e-4)  # one source gives Q3 2025 two more digits
    assert (quarters.periods[0], quarters.periods[-1], len(quarters)) == ("2021Q1", "2025Q4", 20)
    assert years.origin == quarters.origin == "reported"


def test_all_sources_of_one_period_agree_within_rounding(book):
    for series in (gmv.reported(book), gmv.reported(book, gmv.QUARTER), gmv.articles(book)):
        table = gmv.agreement(series)
        assert len(table) and table["agrees"].all(), table[~table["agrees"]].to_string()


def test_half_years_are_printed_or_made_of_quarters_or_of_the_rest_of_the_year(book):
    halves = gmv.halves(book)
    assert len(halves) == 14 and (halves.periods[0], halves.periods[-1]) == ("2019H1", "2025H2")
    near(halves.at("2021H1").value / 10**9, 118.6 + 145.4)
    near(halves.at("2019H2").value / 10**9, 59.6 - 3.4)
    second = halves.at("2020H2")
    assert (float(second.interval.lower) / 1e9, float(second.interval.upper) / 1e9) == (271.5, 271.7)
    assert second.kind == gmv.COMPUTED and len(second.source.split()) == 2
    assert halves.at("2023H1").kind != gmv.COMPUTED, "a printed one is used as it is"
    assert halves.refusal() is None, "no half-year is missing between"


def test_growth_by_half_year_has_no_gap_in_2021(book):
    found = {p: 100 * float(rate) for p, (rate, _) in rates.yearly(gmv.halves(book)).items()}
    assert [round(found[p]) for p in ("2020H1", "2020H2", "2021H1", "2021H2")] == [3124, 383, 141, 53]
    assert [round(found[p]) for p in ("2022H1", "2022H2", "2023H1", "2023H2", "2024H1", "2024H2")] == [
        39, 29, 34, 30, 21, 15,
    ]  # fmt: skip


def test_two_routes_to_2021_meet(book):
    assert gmv.quarters_of(book, "2021").interval.meets(gmv.articles(book).at("2021").interval)
    near(gmv.quarters_of(book, "2021").value / 10**9, 680.1, 1e-9)


def test_the_sums_of_the_whole_years_are_the_years(book):
    sums, years = rolling_year(gmv.reported(book, gmv.QUARTER)), gmv.reported(book)
    for year in ("2021", "2022", "2023", "2024", "2025"):
        assert sums.at(f"{year}Q4").interval.meets(years.at(year).interval), year


def test_notes_follow_the_rows_they_speak_of(book):
    assert "3.4 in its first half" in gmv.note(book, "2019")
    assert "680.1" in gmv.note(book, "2021")
    assert gmv.note(book, "2022Q1").endswith("1 March 2022") and gmv.note(book, "2022H2").endswith(
        "from 28 October 2022 on"
    )
    assert gmv.note(book, "2025") == gmv.note(book, "2025Q4") != "" == gmv.note(book, "2023")


# what is published


def test_gmv_csv_is_one_tidy_row_a_period(book, files):
    rows = list(csv.DictReader(io.StringIO(files["gmv.csv"])))
    assert list(rows[0]) == (
        [
            "period",
            "start",
            "end",
            "gmv",
            "lower",
            "upper",
            "growth",
            "growth_source",
            "unit",
            "source",
            "kind",
            "read",
            "definition",
            "note",
        ]
    )
    assert len({r["period"] for r in rows}) == len(rows)
    for r in rows:
        assert Period.of_days(r["start"], r["end"]) == Period.parse(r["period"])
        assert float(r["lower"]) <= float(r["gmv"]) <= float(r["upper"]) and r["unit"] == "billion CNY"
        assert r["read"] in ("at_source", "second_hand") and r["definition"]
        assert all(i in book.reported for i in r["source"].split())
    by = {r["period"]: r for r in rows}
    assert (by["2025"]["gmv"], by["2025"]["growth"], by["2025"]["read"]) == ("1598.1", "15.0", "second_hand")
    assert (by["2020"]["growth"], by["2019"]["growth"], by["2021Q3"]["growth"]) == ("539.5", "", "")
    for r in rows:  # what prints a growth is named, and a computed one has no digit that its levels leave open
        printed = book.claims.get(r["growth_source"]) or book.reported.get(r["growth_source"])
        if printed:
            assert (printed.metric, printed.value) == ("gmv_yoy", r["growth"])
            assert Period.of_days(printed.period_start, printed.period_end) == Period.parse(r["period"])
        else:
            assert r["growth_source"] == ("computed" if r["growth"] else ""), r["period"]
    assert by["2020"]["growth_source"] in book.claims, "no row of reported.csv prints it so"
    # (1095.5 to 1096.5) / (33.5 to 34.5) - 1 is 3075 to 3173 percent
    assert (by["2020H1"]["growth"], by["2020H1"]["growth_source"]) == ("3100", "computed")
    assert files["gmv.csv"].endswith("\n") and "\r" not in files["gmv.csv"]


def test_trends_json_is_plain_named_and_stable(book, files):
    items = files["trends.json"]
    text = json.dumps(items, ensure_ascii=False, allow_nan=False, sort_keys=True)
    assert text == json.dumps(published.trends(book), ensure_ascii=False, allow_nan=False, sort_keys=True)
    assert {frozenset(item) for item in items} == {
        frozenset(("series", "model", "n", "params", "growth_per_year", "interval", "rounding", "backtest"))
    }
    assert len({(item["series"], item["model"]) for item in items}) == len(items)

    def numbers(value):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            return [n for v in value for n in numbers(v)]
        return [value] if isinstance(value, float) else []

    found = numbers(items)
    assert found and all(float(f"{x:.10g}") == x and str(x) != "-0.0" for x in found)


def test_trends_json_says_what_the_fits_say(files):
    items = {(item["series"], item["model"]): item for item in files["trends.json"]}
    found = items["articles, years, 2019–2021", "log-linear trend"]
    near(found["growth_per_year"], (6800 / 596) ** 0.5 - 1, 1e-9)
    assert found["n"] == 3 and [b["period"] for b in found["backtest"]] == ["2022", "2023", "2024", "2025"]
    assert found["backtest"][0]["reported"] == 901200000000.0
    assert items["articles, years, 2020–2021", "last growth rate kept"]["backtest"][0]["lower"] is None
    assert items["articles, years, 2018–2021", "drift in CNY"]["growth_per_year"] is None
    fading = items["reported elsewhere, quarters, 2021Q1–2025Q4", "fading trend (Gompertz)"]
    assert fading["n"] == 20 and fading["params"]["phi"] == 0.93 and fading["backtest"][0]["origin"] == "2023Q4"
    years = items["reported elsewhere, years, 2021–2025", "log-linear trend"]
    assert [round(100 * x, 1) for x in (years["growth_per_year"], *years["interval"])] == [23.9, 16.3, 32.0]
    assert round(years["params"]["r_squared"], 3) == 0.975


def test_what_has_no_end_is_null():
    assert published._plain(float("inf")) is None and published._plain(float("nan")) is None


def test_nothing_here_pays_for_statsmodels():
    code = "import sys, kuaishou.published, kuaishou.growth.charts, kuaishou.quarters.charts; print('statsmodels' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=str(gmv.__file__).rsplit("/", 2)[0],
    )
    assert done.stdout.strip() == "False"
