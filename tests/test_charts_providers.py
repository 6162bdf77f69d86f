"""The charts of the providers-2021 chapter, and the replay of the damage to its text."""

from __future__ import annotations

import warnings

import pytest
from chart_checks import moved, numbers

from kuaishou.articles import providers_2021 as charts
from kuaishou.garble import garbled

ALL = [charts.viewers, charts.services, charts.growth, charts.market]


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_a_chart_is_drawn_without_faults_and_says_what_it_shows(draw, book):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        chart = draw(book)
    assert chart.faults == ()
    assert numbers(chart.title) and chart.alt != chart.title
    assert (chart.data["lower"] < chart.data["upper"].fillna(float("inf"))).all()
    for row in chart.data.itertuples():
        assert f"{row.what}: {row._4}" in chart.alt


@pytest.mark.parametrize(
    ("draw", "claim", "value"),
    [
        (charts.viewers, "providers-2021-33", "4.00"),
        (charts.services, "providers-2021-25", "300"),
        (charts.growth, "providers-2021-27", "150"),
        (charts.market, "providers-2021-42", "9"),
    ],
)
def test_words_follow_the_data(book, draw, claim, value):
    before, after = draw(book), draw(moved(book, claim, value))
    assert numbers(before.title) != numbers(after.title)
    assert numbers(before.alt) != numbers(after.alt)


def test_the_titles_say_what_the_intervals_do(book):
    assert "are all live-stream users" in charts.viewers(book).title
    assert "are not" in charts.viewers(moved(book, "providers-2021-33", "4.00")).title
    assert charts.services(book).title.endswith("other services fell")
    assert charts.services(moved(book, "providers-2021-24", "18")).title.endswith("did not fall")


def test_the_printed_count_of_viewers_lies_on_the_line_of_all_live_streams(book):
    on_all, on_shops = (book.reported[i].interval for i in charts.JUNE_2020)
    printed = book.claims["providers-2021-33"].interval
    assert printed.meets(on_all) and not printed.meets(on_shops)


def test_the_mark_said_to_be_reached_has_no_value_and_no_end(book):
    row = charts.market(book).data.set_index("id").loc["providers-2021-40"]
    assert row["value"] != row["value"] and row["upper"] != row["upper"]
    assert row["lower"] == 1000


def test_a_market_that_will_be_passed_has_no_end_and_one_nearly_so_large_ends_there(book):
    drawn = charts.market(book).data.set_index("id")
    floor, nearly = drawn.loc["market-size-2021-iimedia-2021q1"], drawn.loc["market-size-2021-pandaily-kpmg"]
    assert floor["lower"] == 1200 and floor["value"] != floor["value"] and floor["upper"] != floor["upper"]
    assert nearly["upper"] == 2000 and nearly["lower"] < 2000
    assert floor["in words"].startswith("over ") and nearly["in words"].startswith("nearly ")


def test_the_quarters_of_2020_add_up_to_the_year(book):
    year = charts.services(book).data["value"][:4].sum()
    assert year == pytest.approx(float(book.claims["gravity-2021-20"].value_base) / 1e9)


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
