"""The reader over forms that the press prints: what is read, what may not be, and that a wrong reading is found.

`cases/figure-forms.csv` and `more-figure-forms.csv` hold worked forms with what a careful reader makes of them, in
base units, the year 2021 where a date names none. An empty bound is open to judgement, ∞ is none.
`cases/recognizers.csv` sets the reader against the published specifications of Microsoft's Recognizers-Text for
Chinese numbers, percentages, ordinals and ranges, form by form, with the reason where the two differ.
"""

from __future__ import annotations

import contextlib
import csv
import string
import time
from fractions import Fraction as F
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.printed import context
from claimcheck.printed.dates import format_day
from claimcheck.printed.figures import FigureError, figure_from_columns, figure_from_date, parse
from claimcheck.printed.interval import format_interval
from claimcheck.printed.qualifiers import qualifiers
from claimcheck.printed.rationals import decimal_places, format_decimal
from claimcheck.printed.units import BASE_UNITS, units
from claimcheck.register import checks_figures
from claimcheck.register.package import Table, TableRow
from claimcheck.register.reading import read_claim


def cases(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name("cases").joinpath(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SHARED, MORE = cases("figure-forms"), cases("more-figure-forms")
FORMS = SHARED + MORE
READ = [case for case in FORMS if case["reading"] == "read"]
DATES = [case for case in FORMS if ".." in case["reading"]]
REFUSED = [case for case in FORMS if case["reading"] == "refuse"]
form = lambda case: case["form"]


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


def test_a_refusal_shows_what_is_left_over():
    with pytest.raises(FigureError, match="left over: '補貼'") as error:
        parse("百億補貼")
    assert error.value.rest == "補貼"
    with pytest.raises(FigureError, match="兆 is 10\\^12") as error:
        parse("1.2兆元")
    assert error.value.rest == "兆元"


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
    with pytest.raises(FigureError, match="not a date"):
        figure_from_date("2022")


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
    ("prefix", "quote", "suffix", "before", "after"),
    [
        ("收入未", "超过3亿元", "。", "未", ""),
        ("同比下降", "3.9%", ",", "同比下降", ""),
        ("同比下降了约", "3.9%", "", "同比下降了约", ""),
        ("占比为1", "2.5%", "", "1", ""),
        ("占比为1.", "5%", "", "1.", ""),
        ("在2020,", "10天", "", "", ""),
        ("共1,", "234元", "", "1,", ""),
        ("增幅-", "3.5%", "", "-", ""),
        ("达US$", "3亿", "", "达US$", ""),
        ("不", "到3亿元", "", "不", ""),
        ("三", "十家", "", "三", ""),
        ("双", "百亿", "补贴", "", ""),
        ("约有", "100家", "", "约有", ""),
        ("与其签约", "100家", "", "", ""),
        ("打破", "3亿", "", "", ""),
        ("动辄", "上亿", "的销售额", "", ""),
        ("以上", "百家", "", "", ""),
        ("收入为", "3", "亿元", "", "亿元"),
        ("收入为", "3亿", "多元", "", "多元"),
        ("收入为", "3亿", "元", "", "元"),
        ("拥有", "3亿", "日活", "", ""),
        ("收入为", "3亿元", "以上", "", "以上"),
        ("近", "30天", "内未购买", "近", "内"),
        ("", "五大", "內(nèi)容", "", ""),
        ("", "三千万", "成交额", "", ""),
        ("", "100", "%的", "", "%"),
        ("", "12", ".5%", "", ".5"),
        ("", "3亿元", "2021年", "", ""),
        ("——", "3亿元", "", "", ""),
    ],
)
def test_what_belongs_to_a_figure(prefix, quote, suffix, before, after):
    assert context.around(prefix, quote, suffix) == (before, after)


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
