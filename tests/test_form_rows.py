"""Forms that the press prints, entered as rows: the right reading passes, a wrong one is a fault."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from form_cases import DATES, READ, REFUSED, form

from claimcheck.printed.figures import FigureError, figure_from_columns, parse
from claimcheck.printed.qualifiers import qualifiers
from claimcheck.printed.rationals import decimal_places, format_decimal
from claimcheck.printed.units import BASE_UNITS, units
from claimcheck.register import checks_figures
from claimcheck.register.package import Table, TableRow
from claimcheck.register.reading import read_claim

# rows: the right reading passes, a wrong one is found

TABLE = Table("claims-tiny-2020", "data/claims/tiny-2020.csv", {"fields": []})


def row(case_form: str, value: str, unit: str, qualifier: str = "", rounding: str = "", **more: str) -> TableRow:
    cells = dict.fromkeys(
        (
            *("id", "quote", "prefix", "suffix", "kind", "entity", "metric", "scope", "period_start", "period_end"),
            *("value", "unit", "qualifier", "rounding_unit", "coarse_unit", "attribution", "damaged", "read_by"),
            *("paraphrase", "note"),
        ),
        "",
    ) | {"start": "0", "end": "9", "kind": "figure", "damaged": "no", "quote": case_form}
    cells |= {"value": value, "unit": unit, "qualifier": qualifier, "rounding_unit": rounding} | more
    return TableRow(2, cells)


def codes(found: TableRow, written: int = 2021) -> list[str]:
    try:
        claim = read_claim(found.cells, "tiny-2020")
    except FigureError:
        return ["malformed-value"]
    return [fault.code for fault in checks_figures.figure_faults(TABLE, found, claim, written)]


def decimal(value: F, places: int = 0) -> str:
    return format_decimal(value, max(places, decimal_places(value) or 0))


def right_columns(case: dict[str, str]) -> tuple[str, str, str, str]:
    figure = parse(case["form"], year=2021)
    places = decimal_places(figure.rounding_unit) or 0
    return decimal(figure.value, places), figure.unit or "items", figure.qualifier, decimal(figure.rounding_unit)


WITH_VALUE = [
    case for case in READ if case["value"] and case["form"] not in ("TOP3",) and decimal_places(parse(case["form"]).value) is not None
]  # fmt: skip
WITH_ENDS = [case for case in READ if not case["value"]]


@pytest.mark.parametrize("case", WITH_VALUE, ids=form)
def test_the_right_reading_as_a_row_passes(case):
    value, unit, qualifier, rounding = right_columns(case)
    finite = decimal_places(parse(case["form"]).rounding_unit) is not None
    assert codes(row(case["form"], value, unit, qualifier, rounding if finite else "0")) == []
    assert codes(row(case["form"], "", unit, qualifier)) == []


@pytest.mark.parametrize("case", WITH_VALUE, ids=form)
def test_a_wrong_reading_as_a_row_is_a_fault(case):
    value, unit, qualifier, _ = right_columns(case)
    number = F(value)
    others = {number * 10, number / 10, number * 10**4, number * 10**8, number + 1, number - 1} | ({-number} - {F(0)})
    for other in others - {number}:
        assert codes(row(case["form"], decimal(other), unit, qualifier, "0")), f"{case['form']} as {decimal(other)}"
    for other in set(BASE_UNITS) - {"text", "date", unit}:
        if case["unit"]:
            assert codes(row(case["form"], value, other, qualifier, "0")), f"{case['form']} in {other}"
    moved = checks_figures._moved(qualifier)
    for word in ("", "超", "不到", "约", "近", "至少", "不超过", "以上", "左右"):
        if checks_figures._moved(word) != moved:
            assert codes(row(case["form"], value, unit, word, "0")), f"{case['form']} with {word!r}"


@pytest.mark.parametrize("case", WITH_ENDS, ids=form)
def test_one_end_of_a_range_is_not_the_range(case):
    figure = parse(case["form"])
    for end in (figure.interval.lower, figure.interval.upper, figure.interval.midpoint):
        assert codes(row(case["form"], decimal(end), figure.unit or "items", "", "0"))


@pytest.mark.parametrize("case", READ + REFUSED, ids=form)
def test_a_part_of_a_form_is_not_the_form(case):
    """What every stretch of the form reads as by itself, entered for the whole: digits, words, signs, units dropped."""
    text = case["form"]
    try:
        whole = parse(text)
    except FigureError:
        whole = None
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            try:
                part = parse(text[start:end])
            except FigureError:
                continue
            if part.unit == "date" or part.value is None or decimal_places(part.value) is None:
                continue
            same = whole is not None and part.value == whole.value
            same = same and (None in (part.unit, whole.unit) or part.unit == whole.unit)
            if same and checks_figures._moved(part.qualifier) == checks_figures._moved(whole.qualifier):
                continue
            unit = part.unit or (whole.unit if whole else None) or "items"
            assert codes(row(text, decimal(part.value), unit, part.qualifier, "0")), text[start:end]


@pytest.mark.parametrize("case", DATES, ids=form)
def test_dates_as_rows(case):
    first, last = case["reading"].split("..")
    assert codes(row(case["form"], first, "date", period_start=first, period_end=last)) == []
    for wrong in (
        ("2021-01-01", "2021-12-31"),
        ("2021-07-01", "2021-09-30"),
        (first, "2021-12-30"),
        ("2019-01-01", last),
    ):
        if wrong != (first, last) and wrong[0] <= wrong[1]:
            assert codes(row(case["form"], wrong[0], "date", period_start=wrong[0], period_end=wrong[1])), wrong


@pytest.mark.parametrize("case", REFUSED, ids=form)
def test_a_form_that_is_refused_is_read_by_a_person(case):
    if case["form"] == "20年":
        return  # in the row of a length of time it is one
    assert codes(row(case["form"], "3", "items", "", "0")) == ["unreadable-figure"]
    assert codes(row(case["form"], "3", "items", "", "0", read_by="hand")) == []


def test_a_person_is_not_asked_for_what_can_be_read():
    assert codes(row("3812億元", "3812", "1e8 CNY", "", "1", read_by="hand")) == ["needless-hand"]
    assert codes(row("2021年", "2021", "date", period_start="2021-01-01", period_end="2021-12-31", read_by="hand")) == [
        "needless-hand"
    ]


@pytest.mark.parametrize("value", ["6812", "6801", "6850.5"])
def test_digits_below_the_rounding_unit_are_refused(value):
    with pytest.raises(FigureError, match="finer than its rounding unit"):
        figure_from_columns(value, "1e8 CNY", "", "100")
    assert codes(row("6800亿元", "6800", "1e8 CNY", "", "1", coarse_unit="1000")) == ["excess-digits"]


# what stands beside the quote


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"prefix": "同比下降", "quote": "3.9%", "value": "3.9"}, ["context-changes-figure"]),
        ({"prefix": "同比下降", "quote": "3.9%", "value": "-3.9"}, []),
        ({"prefix": "下降至", "quote": "3.9%", "value": "3.9"}, []),
        ({"prefix": "下降超", "quote": "3%", "value": "-3", "qualifier": "超"}, []),
        ({"prefix": "未", "quote": "超过3%", "value": "3", "qualifier": "超过"}, ["context-changes-figure"]),
        ({"prefix": "未", "quote": "超过3%", "value": "3", "qualifier": "未超过"}, []),
        ({"prefix": "不", "quote": "3%", "value": "3"}, ["context-changes-figure"]),
        ({"prefix": "近", "quote": "3%", "value": "3"}, ["context-changes-figure"]),
        ({"prefix": "近", "quote": "3%", "value": "3", "qualifier": "近"}, []),
        ({"prefix": "1", "quote": "3%", "value": "3"}, ["context-changes-figure"]),
        ({"prefix": "-", "quote": "3%", "value": "3"}, ["context-changes-figure"]),
        ({"quote": "3%", "suffix": "以上", "value": "3"}, ["context-changes-figure"]),
        ({"quote": "3%", "suffix": "以上", "value": "3", "qualifier": "以上"}, []),
        ({"quote": "3", "suffix": "%", "value": "3"}, []),
        ({"quote": "3", "suffix": "个百分点", "value": "3"}, ["context-changes-figure"]),
        ({"quote": "3亿", "suffix": "美元", "value": "3", "unit": "1e8 CNY"}, ["context-changes-figure"]),
        ({"quote": "3亿", "suffix": "元人", "value": "3", "unit": "1e8 CNY"}, []),
        ({"quote": "3", "suffix": "亿元", "value": "3", "unit": "CNY"}, ["context-changes-figure"]),
        ({"prefix": "增长", "quote": "1.5倍", "value": "1.5", "unit": "times"}, ["context-changes-figure"]),
        ({"prefix": "增长", "quote": "1.5倍", "value": "2.5", "unit": "times"}, []),
        ({"prefix": "增至", "quote": "1.5倍", "value": "1.5", "unit": "times"}, []),
        ({"prefix": "近", "quote": "30天", "suffix": "内", "value": "30", "unit": "days"}, []),
    ],
)
def test_what_stands_beside_a_quote_changes_it(cells, found):
    cells = {"unit": "percent", "rounding": "0", "qualifier": ""} | cells
    cells["case_form"] = cells.pop("quote")
    assert codes(row(**cells)) == found


# the tables of words


def test_every_word_of_measure_is_read():
    for name, word in units().items():
        number = 40 if name == "日" else 3  # 3日 may be a day of the month
        figure = parse(f"{name}{number}" if word.position == "before" else f"{number}{name}")
        assert (figure.unit, figure.value) == (word.unit, number * word.factor), name


@pytest.mark.parametrize(
    "word",
    [
        w
        for w, r in qualifiers().items()
        if r.position in ("before", "both") and r.effect not in ("several", "teens", "not")
    ],
)
def test_every_word_before_a_number_is_read(word):
    text = {"上": "上亿元", "数以": "数以亿计"}.get(word, f"{word}3亿元")
    assert parse(text).qualifier.removesuffix(" 计") == word


@pytest.mark.parametrize(
    "word", [w for w, r in qualifiers().items() if r.position in ("after", "both") and w not in ("来", "十来")]
)
def test_every_word_after_a_number_is_read(word):
    text = {"之间": "2亿元和3亿元之间", "间": "2亿元和3亿元间", "计": "数以亿计"}.get(word, f"20亿元{word}")
    assert parse(text).qualifier.split()[-1] == word
