"""The charts of the providers-2021 chapter, and the replay of the damage to its text."""

from __future__ import annotations

import warnings
from fractions import Fraction

import pytest
from chart_checks import assert_sound, drawn, moved, numbers

from claimcheck.charts.parts import claim_row
from claimcheck.loading import load
from claimcheck.printed.words import number_text
from kuaishou.articles import providers_2021
from kuaishou.garble import garbled

ALL = [
    providers_2021.growth,
    providers_2021.base,
    providers_2021.weights,
    providers_2021.take_rates,
    providers_2021.viewers,
    providers_2021.forecast,
    providers_2021.plan,
]


@pytest.fixture(scope="module")
def book():
    return load()


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_chart_is_sound(draw, book, monkeypatch):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        chart = drawn(monkeypatch, draw, book)
    assert_sound(chart)
    assert numbers(chart.title) and not chart.data["in words"].eq("").any()


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_a_row_of_a_measured_figure_has_a_width(book, draw):
    data = draw(book).data
    wide = data["lower"].isna() | data["upper"].isna() | (data["upper"] > data["lower"])
    exact = {i for i, relation in book.relations.items() if getattr(relation.result, "is_exact", False)}
    assert set(data.loc[~wide, "id"]) <= exact


@pytest.mark.parametrize(
    ("draw", "claim", "value"),
    [
        (providers_2021.growth, "providers-2021-16", "40"),
        (providers_2021.base, "providers-2021-28", "1100"),
        (providers_2021.weights, "providers-2021-28", "1100"),
        (providers_2021.take_rates, "providers-2021-24", "9"),
        (providers_2021.viewers, "providers-2021-33", "3.09"),
        (providers_2021.forecast, "providers-2021-42", "9"),
        (providers_2021.plan, "providers-2021-65", "20"),
    ],
)
def test_words_follow_the_data(book, draw, claim, value):
    before, after = draw(book), draw(moved(book, claim, value))
    assert numbers(before.title) != numbers(after.title)
    assert numbers(before.alt) != numbers(after.alt)


def test_the_mark_said_to_be_reached_is_drawn_without_a_value_and_without_an_end(book):
    row = providers_2021.forecast(book).data.set_index("id").loc["providers-2021-40"]
    assert row["value"] != row["value"]  # blank
    assert row["lower"] == 1 and row["upper"] != row["upper"]  # no upper end


def test_live_streaming_is_bounded_from_above_only(book):
    row = providers_2021.growth(book).data.set_index("id").loc["providers-2021-r17"]
    limit = book.relations["providers-2021-r17"].result.upper
    assert row["lower"] != row["lower"] and row["upper"] == pytest.approx(float(limit))


def test_the_weights_of_later_years_come_from_both_their_rows(book):
    rows = providers_2021.weights(book).data.set_index("what")
    quarter, year = (book.reported[i].value_base for i in providers_2021.LATER_YEARS[2023])
    assert rows.loc["GMV, 2023", "in words"] == number_text(quarter / year * 100, "percent", Fraction(1, 10))


def test_the_printed_count_of_viewers_lies_on_the_line_of_all_live_streams(book):
    printed = claim_row(book, "providers-2021-33", "").interval
    on_all, on_shops = (
        book.reported[ids[1]].interval for ids in (providers_2021.ALL_VIEWERS, providers_2021.SHOP_VIEWERS)
    )
    assert printed.meets(on_all) and not printed.meets(on_shops)


# the damage to the text


def found(book, *numbers: str) -> str:
    """What the page prints at several corrections that follow each other."""
    return "".join(book.corrections[f"c-providers-2021-{number}"].found for number in numbers)


@pytest.mark.parametrize(
    ("read", "at", "reading", "before", "numbers"),
    [
        ("或將迎來萬億級別", 3, "(qū)", "或", ("07", "08")),
        ("變為更注重培養", 3, "(yōu)", "變", ("17",)),
        ("爺等100多位", 3, "(shù)", "爺", ("19", "20")),
        ("爺等900多位", 3, "(shù)", "爺", ("19", "20")),
    ],
)
def test_the_reading_turns_into_what_the_page_prints(book, read, at, reading, before, numbers):
    assert garbled(read, at, reading) == before + found(book, *numbers)


def test_another_reading_does_not(book):
    assert garbled("或將達到萬億級別", 3, "(qū)") != "或" + found(book, "07", "08")
    assert garbled("爺等00多位", 3, "(shù)") != "爺" + found(book, "19", "20")
    assert garbled("爺等1000多位", 3, "(shù)") != "爺" + found(book, "19", "20")


def test_without_a_reading_the_text_stays(book):
    assert garbled("市場規模", 0, "") == "市場規模"
