"""The reader over forms that the press prints: what is read, what may not be, and that a wrong reading is found.

`cases/figure-forms.csv` and `more-figure-forms.csv` hold worked forms with what a careful reader makes of them, in
base units, the year 2021 where a date names none. An empty bound is open to judgement, ∞ is none. In
`cases/figure-parts.csv` stands which part of a form is which, in `cases/refusals.csv` why a form is refused and what of
it is left over.
`cases/recognizers.csv` sets the reader against the published specifications of Microsoft's Recognizers-Text for
Chinese numbers, percentages, ordinals and ranges, form by form, with the reason where the two differ.
"""

from __future__ import annotations

import contextlib
import string
import time
from fractions import Fraction as F

import pytest
from form_cases import DATES, FORMS, MORE, READ, REFUSED, SHARED, cases, form
from hypothesis import given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.printed import context
from claimcheck.printed.dates import format_day
from claimcheck.printed.figures import FigureError, figure_from_date, parse
from claimcheck.printed.interval import format_interval
from claimcheck.printed.tokens import normalise


def close(found: F | None, text: str) -> bool:
    """Whether an end or a value is the one of the case; thirds stand there as decimals."""
    if text in ("∞", "-∞"):
        return found is None
    return not text or (found is not None and abs(found - F(text)) <= abs(F(text)) / 10**9)


@pytest.mark.parametrize("case", READ, ids=form)
def test_a_form_reads_as_a_careful_reader_has_it(case):
    figure = parse(case["form"], year=2021)
    assert (figure.unit or "") == case["unit"]
    assert (figure.value is None) == (case["value"] == "") and close(figure.value, case["value"])
    assert close(figure.interval.lower, case["lower"]) and close(figure.interval.upper, case["upper"])


@pytest.mark.parametrize("case", DATES, ids=form)
def test_a_date_reads_as_its_days(case):
    figure = figure_from_date(case["form"], year=2021)
    assert f"{format_day(figure.interval.lower)}..{format_day(figure.interval.upper)}" == case["reading"]
    assert figure == parse(case["form"], year=2021)


@pytest.mark.parametrize("case", REFUSED, ids=form)
def test_what_may_not_be_read_is_refused(case):
    with pytest.raises(FigureError):
        parse(case["form"], year=2021)


def test_every_kind_of_reading_has_its_cases():
    assert len(READ) + len(DATES) + len(REFUSED) == len(FORMS) == len({case["form"] for case in FORMS})
    assert len(SHARED) == 201 and len(MORE) >= 300


@pytest.mark.parametrize("case", cases("refusals"), ids=form)
def test_a_refusal_says_why_and_shows_what_is_left_over(case):
    with pytest.raises(FigureError) as error:
        parse(case["form"], year=int(case["year"] or 0) or None)
    left = case["left_over"]
    shown = f"; left over: {left!r}" if left not in ("", normalise(case["form"])) else ""
    assert str(error.value) == f"cannot read {case['form']!r}: {case['reason']}{shown}"
    assert error.value.rest == left


@pytest.mark.parametrize("case", cases("figure-parts"), ids=form)
def test_each_part_of_a_form(case):
    figure = parse(case["form"])
    assert (figure.before, figure.digits, figure.after) == (case["before"], case["digits"], case["after"])
    assert (figure.scale, figure.rounding_unit) == (F(case["scale"]), F(case["rounding_unit"]))
    assert (figure.printed, figure.qualifier) == (case["form"], case["qualifier"])
    assert (format_interval(figure.coarse) if figure.coarse else "") == case["coarse"]


@pytest.mark.parametrize("case", cases("recognizers"), ids=form)
def test_against_another_reader(case):
    try:
        figure = parse(case["form"])
    except FigureError:
        found = "none"
    else:
        bounds = format_interval(figure.interval).replace(", ", ",").replace("∞", "")
        found = bounds if case["model"] == "range" else "range" if figure.value is None else figure.value
    if found in ("none", "range") or case["model"] == "range":
        assert found == case["ours"]
    else:
        assert close(found, case["ours"])
    assert bool(case["why"]) == (case["ours"] != case["theirs"])


# the year of a text


@pytest.mark.parametrize(
    ("text", "year", "unit"),
    [("21年", 2021, "date"), ("10年", 2021, "years"), ("20年", None, "years"), ("3年", 2021, "years")],
)
def test_two_digits_and_a_year(text, year, unit):
    """21年 is the year 2021 in a text of that time; ten years are ten years."""
    assert parse(text, year=year).unit == unit


@pytest.mark.parametrize("text", ["21年", "Q3", "前三季度", "3月26日", "今年", "May 27"])
def test_a_date_without_its_year_is_refused(text):
    with pytest.raises(FigureError, match="give"):
        parse(text)


def test_the_year_a_text_was_written():
    """去年 counts from the text, not from the period."""
    assert figure_from_date("去年9月", year=2021, now=2022).digits == "2021-09"
    assert figure_from_date("2022", bare_year=True).digits == "2022"
    with pytest.raises(FigureError, match="not a date") as error:
        figure_from_date("2022")
    assert error.value.rest == "2022"
    with pytest.raises(FigureError, match="cannot read '2月30日': there is no day 30 in month 2"):
        figure_from_date("2月30日", year=2021)


# whatever is printed


ALPHABET = st.sampled_from(
    [
        *string.printable,
        *"零一二两三四五六七八九十百千万亿半几数多余来成倍番翻点分之个元美港年月日季度上下前后不未没超过近约达到至",
    ]
    + [
        *"增长下降减少人民币以内外起级第届折角块▲▼△±≥≤—–−－（）％．，￥兆億萬幾數個點對摺〇壹貳\u3000\u200b\ufeff\U0001f600\ud7ff"
    ]
    + ["百分之", "个百分点", "2021", "Q3", "billion", "RMB", "US$", "同比", "截至", "1,234", "0.5", "~", "?00"]
)


@thorough(1500)
@given(st.lists(ALPHABET, max_size=14).map("".join), st.integers(1, 9999) | st.none(), st.integers(1, 12) | st.none())
def test_any_text_is_a_figure_or_a_refusal(text, year, month):
    with contextlib.suppress(FigureError):
        assert parse(text, year=year, month=month).printed == text


@thorough(500)
@given(st.text(max_size=40))
def test_any_characters_at_all(text):
    with contextlib.suppress(FigureError):
        parse(text)
    context.around(text, text, text)


@pytest.mark.parametrize(
    "piece",
    [
        "千",
        "万",
        "1亿",
        "十",
        "超过",
        "不",
        "一",
        "1 ",
        "，",
        "第",
        "1月",
        "至",
        "翻",
        "个",
        "百分之",
        "五六",
        "增长",
        "(",
        "年",
        "-",
    ],
)
@pytest.mark.parametrize("length", [199, 10_000])
def test_time_does_not_run_away(piece, length):
    text = (piece * length)[:length] + "q"
    started = time.process_time()
    with pytest.raises(FigureError):
        parse(text, year=2021)
    context.around(text, text, text)
    assert time.process_time() - started < 0.5
