"""The take rate: checked against arithmetic on the raw table; its charts, and the sentences that are typed."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from chart_checks import moved, numbers

from kuaishou.monetisation import arithmetic, charts, tables

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def years(book):
    return {rate.period: rate for rate in arithmetic.rates(book)}


@pytest.fixture(scope="module")
def quarters(book):
    return {rate.period: rate for rate in arithmetic.rates(book, 4)}


def raw(row_id: str) -> tuple[Fraction, Fraction]:
    """Lower and upper bound of a reported figure, read from the table with nothing of the package."""
    with open(DATA / "reported.csv", encoding="utf-8", newline="") as file:
        row = next(r for r in csv.DictReader(file) if r["id"] == row_id)
    scale = Fraction(row["unit"].split()[0]) if " " in row["unit"] else Fraction(1)
    half = Fraction(1, 2 * 10 ** len(row["value"].partition(".")[2]))
    return (Fraction(row["value"]) - half) * scale, (Fraction(row["value"]) + half) * scale


def ends(amount):
    return amount.interval.lower, amount.interval.upper


def test_a_rate_from_levels_by_hand(years):
    found = years["2022"].whole
    (other_low, other_high), (goods_low, goods_high) = (raw(row.id) for row in found.rows)
    assert ends(found) == (other_low / goods_high, other_high / goods_low)


def test_a_share_of_revenue_by_hand(book):
    """A release may move a share by a tenth of a point, so that three add up to 100."""
    found = arithmetic.routes(book, "2023")["its share of revenue"]
    (share_low, share_high), (total_low, total_high) = (raw(row.id) for row in found.rows)
    tenth = Fraction(1, 10)
    assert ends(found) == ((share_low - tenth) / 100 * total_low, (share_high + tenth) / 100 * total_high)


def test_a_year_taken_back_by_the_growth_of_the_next_by_hand(years):
    (level_low, level_high), (growth_low, growth_high), _ = (raw(row.id) for row in years["2021"].whole.rows)
    assert years["2021"].how == "a year later, less the growth"
    assert ends(years["2021"].services) == (level_low / (1 + growth_high / 100), level_high / (1 + growth_low / 100))


def test_the_quarters_of_a_year_add_up_to_it_as_it_is_told(years, quarters):
    """Four quarters are known better than a year's share of three digits; no digit is shown that is not known."""
    for year in ("2023", "2024"):
        parts = [quarters[f"{year}Q{k}"].services for k in (1, 2, 3, 4)]
        assert abs(sum(part.value for part in parts) - years[year].services.value) < 10**7
        assert years[year].how == "its quarters added up" and years[year].services.interval.width < 3 * 10**7
    assert arithmetic.known(years["2020"].services) == "3.7" and arithmetic.known(years["2023"].services) == "14.11"


@pytest.mark.parametrize("per_year", [1, 4])
def test_all_routes_to_a_period_agree(book, per_year):
    """So does every figure of total revenue, of which the one with most digits is used."""
    for rate in arithmetic.rates(book, per_year):
        ways = list(arithmetic.routes(book, rate.period).values())
        assert all(a.interval.meets(b.interval) for a in ways for b in ways), rate.period


def test_every_quarter_from_2021_to_2025_has_a_rate(quarters):
    assert list(quarters) == [f"{year}Q{k}" for year in range(2021, 2026) for k in (1, 2, 3, 4)]


def test_kling_lowers_the_rate_of_2025_and_nothing_is_told_of_2024(years, quarters):
    assert (arithmetic.percent(years["2025"].whole), arithmetic.percent(years["2025"].without)) == ("1.39%", "1.33%")
    assert years["2024"].without is None
    told = {name: rate.holds for name, rate in (years | quarters).items()}
    assert [told[name] for name in ("2023", "2024", "2025")] == ["no", "in part", "yes"]
    assert [told[name] for name in ("2024Q1", "2024Q2", "2024Q3", "2025Q1")] == [
        "no",
        "in part",
        "perhaps",
        "yes",
    ], "shown in June 2024"
    assert quarters["2025Q1"].without.value is None and quarters["2025Q4"].without.value is not None
    assert quarters["2025Q1"].without.interval.upper < quarters["2025Q1"].whole.interval.lower


def test_what_rose_is_said_for_all_values_or_left_open(book, years):
    told = arithmetic.rises(list(years.values()))
    assert [year for year, rose in told.items() if rose] == ["2020", "2021", "2023", "2024", "2025"]
    assert told["2022"] is False
    assert arithmetic.rises(arithmetic.rates(moved(book, "gravity-2021-20", "41.6")))["2021"] is None


def test_advertising_passed_live_streaming_in_the_last_quarter_of_2020(book):
    assert arithmetic.advertising_passed(book)
    row = book.reported["rev-oms-2020-q4-sina-tech"]
    lower = replace(
        row, figure=replace(row.figure, value=Fraction(70), interval=row.figure.interval.map_scale(Fraction(7, 9)))
    )
    with pytest.raises(ValueError, match="did not pass"):
        arithmetic.said(replace(book, reported={**book.reported, row.id: lower}))


def test_the_rise_to_the_first_quarter_of_2021_is_settled(years, quarters):
    assert quarters["2021Q1"].whole.interval.gt(years["2020"].whole.interval)
    assert quarters["2021Q1"].how == "what the two other lines leave"


def test_a_fall_stops_the_page(book):
    with pytest.raises(ValueError, match="fell"):
        arithmetic.said(moved(book, "gravity-2021-20", "74"))


def test_shares_of_a_year_add_up_to_the_whole(book):
    """Three shares rounded to a tenth miss 100 by at most 0.15; with a remainder they meet it."""
    found = arithmetic.mix(book)
    assert [row["year"] for row in found] == list(arithmetic.YEARS)
    assert all(abs(sum(row[line].value for line in arithmetic.LINES) - 1) <= Fraction(15, 10000) for row in found)
    assert all(row["online_marketing"].value > Fraction(1, 2) for row in found[2:]), "carries more than half"


def test_a_point_lies_inside_the_span_beside_it(book):
    shown = [tables.years_table(book), tables.quarters_table(book).table]
    rows = [(row[3], row[4]) for table in shown for row in table.rows if row[3]]
    assert len(rows) > 25
    for point, span in rows:
        low, high = re.findall(r"[\d.]+", span)
        assert float(low) <= float(point.rstrip("%")) <= float(high), (point, span)


def test_a_row_says_its_sources_their_kind_and_what_was_not_read_itself(book):
    rows = {str(getattr(row[0], "text", row[0])): row for row in tables.years_table(book).rows}
    assert "read second-hand" in rows["2025"][-1].text and "可灵" in rows["2025"][-2].text
    assert "gravity-2021" in rows["2020"][-1].text and "company release" in rows["2022"][-1].text


@pytest.mark.parametrize("draw", [charts.years_chart, charts.quarters_chart, charts.mix_chart])
def test_a_chart_is_sound(draw, book):
    chart = draw(book)
    assert chart.faults == () and len(chart.data) >= 7 and len(chart.alt) > 120
    assert not re.search(r"\b\w+-\d{4}-\d\d\b", chart.source), "sources by name"


def test_the_words_of_a_chart_follow_the_data(book):
    assert numbers(charts.years_chart(book).alt) != numbers(
        charts.years_chart(moved(book, "gravity-2021-20", "38")).alt
    )


# what the page says in words


def test_the_printed_rate_is_the_computed_one(book, years):
    assert book.claims["gravity-2021-24"].printed == arithmetic.percent(years["2020"].whole)


def test_the_page_says_up_to_when_a_source_prints_the_rate(book):
    printed = [*book.claims.values(), *book.reported.values()]
    ends_ = [row.period_end for row in printed if row.metric == "take_rate" and row.entity == "Kuaishou"]
    assert arithmetic.last_printed(book) == max(ends_)[:4]
    last = book.claims["gravity-2021-24"]
    later = replace(last, id="x", period_start="2023-01-01", period_end="2023-12-31")
    assert arithmetic.last_printed(replace(book, claims=book.claims | {"x": later})) == "2023"


def test_the_rate_falls_in_every_last_quarter(book):
    assert arithmetic.last_quarter_falls(arithmetic.rates(book, 4))


def test_a_line_less_kling_ai_is_bounded_upwards(book):
    """What is left is under 4.675 billion: rounded to 4.67 the bound would say too much."""
    (row,) = [
        row for row in tables.quarters_table(book).table.rows if "Q1 2025" in str(row[0]) and "without" in str(row[0])
    ]
    assert row[1] == "under 4.68"


def test_the_mix_of_2021_is_from_the_figure_with_most_digits(book):
    """74 of 810.8 is 9.1; 97.53 less its growth of 31.4% is 9.15 to 9.16 of it."""
    (found,) = [row for row in arithmetic.mix(book) if row["year"] == "2021"]
    assert arithmetic.rounded(found["other_services"].value, 1) == "9.2"
    assert (
        arithmetic.computed(arithmetic.mix(book)) == "2019 (except advertising), 2025, other services of 2020 and 2021"
    )
