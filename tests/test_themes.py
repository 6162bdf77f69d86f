"""Take rates, mix, market shares and what to quote: checked against arithmetic on the raw tables."""

import csv
import random
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from chart_checks import assert_sound, drawn

from claimcheck.loading import with_value
from claimcheck.pages import quotes
from claimcheck.pages.chapter import register
from kuaishou import theme_charts, theme_tables, themes

DATA = Path(__file__).parent.parent / "data"
CHARTS = (
    theme_charts.take_rate,
    theme_charts.revenue_mix,
    theme_charts.market_sizes,
    theme_charts.market_shares,
    theme_charts.daily_users,
    theme_charts.live_viewers,
    theme_charts.repurchase,
)


def raw(row_id: str) -> tuple[Fraction, Fraction]:
    """Lower and upper bound of a reported figure, read from the table with nothing of the package."""
    with open(DATA / "reported.csv", encoding="utf-8", newline="") as file:
        row = next(r for r in csv.DictReader(file) if r["id"] == row_id)
    scale = Fraction(row["unit"].split()[0]) if " " in row["unit"] else Fraction(1)
    half = Fraction(1, 2 * 10 ** len(row["value"].partition(".")[2]))
    return (Fraction(row["value"]) - half) * scale, (Fraction(row["value"]) + half) * scale


def rates() -> dict:
    return {r.label: r for r in themes.take_rates(register())}


def test_a_rate_from_levels_by_hand():
    found = rates()["2021"]
    (other_low, other_high), (goods_low, goods_high) = map(raw, found.ids)
    assert (found.interval.lower, found.interval.upper) == (other_low / goods_high, other_high / goods_low)


def test_a_rate_from_a_share_by_hand():
    found = rates()["2023"]
    (share_low, share_high), (total_low, total_high), (goods_low, goods_high) = map(raw, found.ids)
    assert found.interval.lower == share_low / 100 * total_low / goods_high
    assert found.interval.upper == share_high / 100 * total_high / goods_low


def test_rose_says_when_it_cannot_be_said():
    results = themes.take_rates(register())
    assert themes.rose(results, "2020", "2021") is True
    assert themes.rose(results, "2021", "2020") is False
    assert themes.rose(results, "2021", "2022") is None


def test_shares_of_a_period_add_up_to_the_whole():
    """Three shares rounded to a tenth miss 100 by at most 0.15; with a remainder they meet it."""
    mix = themes.revenue_mix(register())
    assert len(mix) >= 6
    for row in mix:
        total = sum(row[line] for line in themes.LINES)
        assert abs(total - 100) <= (0 if row["remainder"] else Fraction("0.15"))


def test_an_estimate_of_another_year_gives_no_share():
    years = {r.label[:4] for r in themes.market_shares(register())}
    assert years == {"2019", "2020", "2021"}


def test_an_order_of_magnitude_gives_bounds_and_no_value():
    found = next(r for r in themes.market_shares(register()) if "providers-2021-40" in r.ids)
    assert found.value is None
    assert found.interval.upper > Fraction(1, 2) > found.interval.lower


@pytest.mark.parametrize("draw", CHARTS)
def test_chart_words_and_rows(draw, monkeypatch):
    chart = drawn(monkeypatch, draw, register())
    assert_sound(chart)
    assert len(chart.alt) > 100 and len(chart.data) >= 3


def test_the_title_of_the_take_rate_turns_with_the_figures():
    book = register()
    turned = with_value(book, "gravity-2021-20", "74")
    assert "was not above" in theme_charts.take_rate(turned).title
    assert "was above" in theme_charts.take_rate(book).title


def test_what_to_quote_does_not_depend_on_the_order_of_rows():
    book = register()
    rows = list(book.reported.items())
    random.Random(1).shuffle(rows)
    shuffled = replace(book, reported=dict(rows))
    for claim_id in ("gravity-2021-15", "trust-2023-04", "providers-2021-33", "trust-2023-16"):
        ours, theirs = quotes.advise(book, claim_id), quotes.advise(shuffled, claim_id)
        assert (ours.best.id, ours.interval, ours.others) == (theirs.best.id, theirs.interval, theirs.others)


def test_what_to_quote_prefers_the_stronger_kind():
    advice = quotes.advise(register(), "gravity-2021-15")
    assert advice.best.source_kind in ("company_release", "company_release_repost", "news")


def test_the_interval_to_quote_is_allowed_by_every_source():
    book = register()
    advice = quotes.advise(book, "providers-2021-28")
    assert advice.interval.within(book.claims["providers-2021-28"].interval)


def test_what_to_mind_is_the_worst_first_and_no_more_than_two():
    book = register()
    advice = quotes.advise(book, "gravity-2021-15")
    ranks = {f"conflicts.html#{c}": book.conflicts[c].severity for c in advice.conflicts}
    mind = quotes._mind(book, advice).text
    shown = [ranks[address] for address in re.findall(r"conflicts\.html#[\w-]+", mind)]
    assert len(ranks) > len(shown) == 2 and shown == sorted(ranks.values())[:2]
    assert f"and {len(ranks) - 2} more" in mind and "claims.html#gravity-2021-15" in mind
    assert quotes._mind(book, replace(advice, conflicts=())).text == "–"


def test_tables_name_their_rows():
    book = register()
    for table in (theme_tables.take_rates(book).table, theme_tables.market(book), theme_tables.residual(book)):
        assert table.rows and all("#" in row[-1].text for row in table.rows)
